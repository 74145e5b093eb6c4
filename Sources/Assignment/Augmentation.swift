extension ShortestPaths {
  /// Most heads that can move along the path that ends in `node`.
  func capacity(along steps: [(node: Int, arc: Int)]) -> Int32 {
    var most = Int32.max
    for index in steps.indices.dropFirst() {
      most = min(most, capacity(from: steps[index - 1].node, to: steps[index].node, arc: steps[index].arc))
    }
    return most
  }

  private func capacity(from: Int, to: Int, arc: Int) -> Int32 {
    switch (kind(from), kind(to)) {
    case (.agent, .task): network.flow[arc]
    case (.agent, _): network.supply[from - agentBase] - network.used[from - agentBase]
    case (.group, .root): network.groupCapacity[from - groupBase] - network.groupUsed[from - groupBase]
    case (.group, _), (.root, .agent): network.used[to - agentBase]
    case (.root, .group): network.groupUsed[to - groupBase]
    case (.root, _): network.unmet[to]
    case (.task, _): Int32.max
    }
  }

  /// Moves `heads` along the path.
  func push(_ heads: Int32, along steps: [(node: Int, arc: Int)]) {
    for index in steps.indices.dropFirst() {
      let from = steps[index - 1].node
      let to = steps[index].node
      let arc = steps[index].arc
      switch (kind(from), kind(to)) {
      case (.task, .agent): network.flow[arc] += heads
      case (.task, _): network.unmet[from] += heads
      case (.agent, .task): network.flow[arc] -= heads
      case (.agent, _): network.used[from - agentBase] += heads
      case (.group, .agent): network.used[to - agentBase] -= heads
      case (.group, _): network.groupUsed[from - groupBase] += heads
      case (.root, .task): network.unmet[to] -= heads
      case (.root, .agent): network.used[to - agentBase] -= heads
      case (.root, _): network.groupUsed[to - groupBase] -= heads
      }
    }
  }

  enum Kind { case task, agent, group, root }

  func kind(_ node: Int) -> Kind {
    if node < agentBase { return .task }
    if node < groupBase { return .agent }
    return node < root ? .group : .root
  }

  /// Raises prices after a search that ended at a target of reduced distance `end`, so that the path to it has reduced cost 0
  /// and no arc's reduced cost falls below 0. Where the root lies nearer than `end`, all prices are shifted so that its stays 0.
  func raisePrices(to end: Value) {
    for node32 in touched {
      let node = Int(node32)
      if isDone(node), distance[node] < end { add(end - distance[node], to: node) }
    }
    guard isDone(root), distance[root] < end else { return }
    let shift = end - distance[root]
    for node in 0..<root { add(-shift, to: node) }
  }

  private func add(_ raise: Value, to node: Int) {
    switch kind(node) {
    case .task: network.taskPrice[node] += raise
    case .agent: network.agentPrice[node - agentBase] += raise
    case .group: network.groupPrice[node - groupBase] += raise
    case .root: break
    }
  }
}

/// Paths of reduced cost 0 from the root, searched backwards: with least prices every node that the root reaches at all has one, so
/// whatever ends at the root can go on to any node without a second search over the whole network.
extension ShortestPaths {
  /// The cheapest path, as steps with the arc into each node, and its cost in the unit of the instance; nil when there is none.
  func shortest(from source: Int, to target: Int) -> (cost: Value, steps: [(node: Int, arc: Int)])? {
    reset()
    if source == root, let tail = tightPath(to: target) { return (-price(target), tail) }
    start(source)
    guard let end = run(until: { $0 == target || ($0 == root && source != root) }) else { return nil }
    if end == target { return (cost(from: source, to: target), path(to: target)) }
    if let tail = tightPath(to: target) {
      let steps = withoutLoops(path(to: root) + tail.dropFirst())
      return (cost(from: source, to: root) - price(target), steps)
    }
    // Not reachable from the root, or the prices are not the least ones.
    reset()
    start(source)
    guard run(to: target) else { return nil }
    return (cost(from: source, to: target), path(to: target))
  }

  /// A walk that meets a node twice costs no less without the loop.
  private func withoutLoops(_ steps: [(node: Int, arc: Int)]) -> [(node: Int, arc: Int)] {
    var kept: [(node: Int, arc: Int)] = []
    var place: [Int: Int] = [:]
    for step in steps {
      if let known = place[step.node] {
        for dropped in kept[(known + 1)...] { place[dropped.node] = nil }
        kept.removeLast(kept.count - known - 1)
      } else {
        place[step.node] = kept.count
        kept.append(step)
      }
    }
    return kept
  }

  /// Steps from the root to `target` over arcs of reduced cost 0, the root first.
  func tightPath(to target: Int) -> [(node: Int, arc: Int)]? {
    // Per node: the next one towards the target and the arc into that one.
    var next = [Int32](repeating: -1, count: root + 1)
    var nextArc = [Int32](repeating: -1, count: root + 1)
    var queue = [target]
    var head = 0
    var isSeen = [Bool](repeating: false, count: root + 1)
    isSeen[target] = true
    func enter(_ node: Int, before: Int, arc: Int) {
      if isSeen[node] { return }
      isSeen[node] = true
      next[node] = Int32(before)
      nextArc[node] = Int32(arc)
      queue.append(node)
    }
    while head < queue.count, !isSeen[root] {
      forEachTightPredecessor(of: queue[head]) { node, arc in enter(node, before: queue[head], arc: arc) }
      head += 1
    }
    guard isSeen[root] else { return nil }
    var steps: [(node: Int, arc: Int)] = [(root, -1)]
    var node = root
    while node != target {
      steps.append((Int(next[node]), Int(nextArc[node])))
      node = Int(next[node])
    }
    return steps
  }

  private func forEachTightPredecessor(of node: Int, _ body: (_ node: Int, _ arc: Int) -> Void) {
    switch kind(node) {
    case .task:
      if network.unmet[node] > 0 { body(root, -1) }
      for arc in Int(network.taskStart[node])..<Int(network.taskStart[node + 1]) where network.flow[arc] > 0 {
        body(agentBase + Int(network.arcAgent[arc]), arc)
      }
    case .agent:
      let agent = node - agentBase
      let group = Int(network.groupOf[agent])
      if network.used[agent] > 0 {
        let above = group < 0 ? root : groupBase + group
        if network.agentPrice[agent] == price(above) { body(above, -1) }
      }
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let task = Int(network.agentTask[position])
        let arc = Int(network.agentArc[position])
        if network.arcCost[arc] + network.agentPrice[agent] == network.taskPrice[task] { body(task, arc) }
      }
    case .group:
      let group = node - groupBase
      if network.groupUsed[group] > 0, network.groupPrice[group] == 0 { body(root, -1) }
      for position in Int(network.groupStart[group])..<Int(network.groupStart[group + 1]) {
        let agent = Int(network.groupAgent[position])
        if network.used[agent] < network.supply[agent], network.agentPrice[agent] == network.groupPrice[group] {
          body(agentBase + agent, -1)
        }
      }
    case .root: break
    }
  }
}

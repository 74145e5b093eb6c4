/// Distances to a target from everywhere: one Dijkstra against the direction of the arcs.
extension ShortestPaths {
  /// Per node the reduced distance to the nearest of `targets`; `Value.max` where none is reached.
  func distances(toNearestOf targets: [Int]) -> [Value] {
    var reached = [Value](repeating: Value.max, count: root + 1)
    var isDone = [Bool](repeating: false, count: root + 1)
    var heap = RawHeap<Value>(capacity: root + 1)
    defer { heap.deallocate() }
    for target in targets {
      reached[target] = 0
      heap.push(0, Int32(target))
    }
    while let (distance, node32) = heap.pop() {
      let node = Int(node32)
      if isDone[node] { continue }
      isDone[node] = true
      forEachPredecessor(of: node) { before, reduced in
        let length = distance + reduced
        guard length < reached[before] else { return }
        reached[before] = length
        heap.push(length, Int32(before))
      }
    }
    return reached
  }

  /// All open arcs into a node, with their reduced costs.
  private func forEachPredecessor(of node: Int, _ body: (_ before: Int, _ reduced: Value) -> Void) {
    switch kind(node) {
    case .task:
      if network.unmet[node] > 0 { body(root, network.taskPrice[node] - network.unmetCost[node]) }
      for arc in Int(network.taskStart[node])..<Int(network.taskStart[node + 1]) where network.flow[arc] > 0 {
        body(agentBase + Int(network.arcAgent[arc]), 0)
      }
    case .agent:
      let agent = node - agentBase
      let own = network.agentPrice[agent]
      let group = Int(network.groupOf[agent])
      if network.used[agent] > 0 {
        body(group < 0 ? root : groupBase + group, own - (group < 0 ? 0 : network.groupPrice[group]))
      }
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let task = Int(network.agentTask[position])
        body(task, network.arcCost[Int(network.agentArc[position])] + own - network.taskPrice[task])
      }
    case .group:
      let group = node - groupBase
      if network.groupUsed[group] > 0 { body(root, network.groupPrice[group]) }
      for position in Int(network.groupStart[group])..<Int(network.groupStart[group + 1]) {
        let agent = Int(network.groupAgent[position])
        guard network.used[agent] < network.supply[agent] else { continue }
        body(agentBase + agent, network.groupPrice[group] - network.agentPrice[agent])
      }
    case .root:
      for task in 0..<network.tasks { body(task, network.unmetCost[task] - network.taskPrice[task]) }
      for agent in 0..<network.agents where network.groupOf[agent] < 0 && network.used[agent] < network.supply[agent] {
        body(agentBase + agent, -network.agentPrice[agent])
      }
      for group in 0..<network.groups where network.groupUsed[group] < network.groupCapacity[group] {
        body(groupBase + group, -network.groupPrice[group])
      }
    }
  }
}

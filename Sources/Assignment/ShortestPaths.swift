/// Shortest paths by Dijkstra over reduced costs in a residual network: the general form with every kind of arc, which prices,
/// explanations and repairs use. Nodes: tasks, then agents, then groups, then the root.
final class ShortestPaths<Value: FixedWidthInteger & SignedInteger & Sendable> {
  typealias Network = Residual<Value>

  let network: Network
  let agentBase: Int
  let groupBase: Int
  let root: Int
  /// Reduced distance; valid where `isDone`.
  private(set) var distance: [Value]
  /// Node before on the path, -1 at the start.
  private(set) var parent: [Int32]
  /// Arc (position in the rows by task) into the node, -1 when it is no task-agent arc.
  private(set) var parentArc: [Int32]
  /// 0 not seen, 1 seen, 2 final.
  private var mark: [UInt8]
  private(set) var touched: [Int32] = []
  private var heap = RawHeap<Value>(capacity: 256)
  /// Positions that may not be used (banned for this question), -1 for none.
  var closedArc = -1
  /// Nodes that may not be entered.
  var closedNode = -1
  /// Arcs looked at.
  private(set) var work: Int64 = 0

  init(_ network: Network) {
    self.network = network
    agentBase = network.tasks
    groupBase = network.tasks + network.agents
    root = groupBase + network.groups
    distance = Array(repeating: 0, count: root + 1)
    parent = Array(repeating: -1, count: root + 1)
    parentArc = Array(repeating: -1, count: root + 1)
    mark = Array(repeating: 0, count: root + 1)
  }

  deinit { heap.deallocate() }

  func isDone(_ node: Int) -> Bool { mark[node] == 2 }

  /// Potential of a node: the price that the network holds.
  func price(_ node: Int) -> Value {
    if node < agentBase { return network.taskPrice[node] }
    if node < groupBase { return network.agentPrice[node - agentBase] }
    return node < root ? network.groupPrice[node - groupBase] : 0
  }

  /// Cost of the path to `node` in the unit of the instance (not reduced).
  func cost(from source: Int, to node: Int) -> Value { distance[node] + price(source) - price(node) }

  /// Forgets the last search in time proportional to what it touched.
  func reset() {
    for node in touched { mark[Int(node)] = 0 }
    touched.removeAll(keepingCapacity: true)
    heap.removeAll()
  }

  /// Adds a start of given reduced distance (0 for a plain source).
  func start(_ node: Int, at distance: Value = 0, parent from: Int = -1, arc: Int = -1) {
    relax(node, distance, from: from, arc: arc)
  }

  /// Settles nodes until `target` is final (or all reachable ones, when nil). Returns whether the target was reached.
  @discardableResult
  func run(to target: Int? = nil) -> Bool { run { $0 == target } != nil }

  /// Settles nodes until one is a target; returns that one.
  func run(until isTarget: (Int) -> Bool) -> Int? {
    while let (reached, node32) = heap.pop() {
      let node = Int(node32)
      if mark[node] == 2 { continue }
      mark[node] = 2
      if isTarget(node) { return node }
      if node < agentBase {
        expandTask(node, reached)
      } else if node < groupBase {
        expandAgent(node - agentBase, reached)
      } else if node < root {
        expandGroup(node - groupBase, reached)
      } else {
        expandRootNode(reached)
      }
    }
    return nil
  }

  /// Nodes from the start to `node`, with the arc into each.
  func path(to node: Int) -> [(node: Int, arc: Int)] {
    var steps: [(node: Int, arc: Int)] = []
    var at = node
    while at >= 0 {
      steps.append((at, Int(parentArc[at])))
      at = Int(parent[at])
    }
    return steps.reversed()
  }

  private func relax(_ node: Int, _ reached: Value, from: Int, arc: Int) {
    if node == closedNode { return }
    let state = mark[node]
    if state == 2 || (state == 1 && distance[node] <= reached) { return }
    if state == 0 {
      mark[node] = 1
      touched.append(Int32(node))
    }
    distance[node] = reached
    parent[node] = Int32(from)
    parentArc[node] = Int32(arc)
    heap.push(reached, Int32(node))
  }

  private func expandTask(_ task: Int, _ reached: Value) {
    let price = network.taskPrice[task]
    relax(root, reached + network.unmetCost[task] - price, from: task, arc: -1)
    let range = Int(network.taskStart[task])..<Int(network.taskStart[task + 1])
    work += Int64(range.count) + 1
    for arc in range where arc != closedArc {
      let agent = Int(network.arcAgent[arc])
      relax(agentBase + agent, reached + network.arcCost[arc] + network.agentPrice[agent] - price, from: task, arc: arc)
    }
  }

  private func expandAgent(_ agent: Int, _ reached: Value) {
    if network.used[agent] < network.supply[agent] {
      let group = Int(network.groupOf[agent])
      if group < 0 {
        relax(root, reached, from: agentBase + agent, arc: -1)
      } else {
        // An agent that no search has reached yet may lie below its group's price.
        let gap = network.groupPrice[group] - network.agentPrice[agent]
        relax(groupBase + group, reached + gap, from: agentBase + agent, arc: -1)
      }
    }
    guard network.used[agent] > 0 else { return }
    let range = Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1])
    work += Int64(range.count)
    for position in range {
      let arc = Int(network.agentArc[position])
      if network.flow[arc] > 0, arc != closedArc {
        relax(Int(network.agentTask[position]), reached, from: agentBase + agent, arc: arc)
      }
    }
  }

  private func expandGroup(_ group: Int, _ reached: Value) {
    let node = groupBase + group
    if network.groupUsed[group] < network.groupCapacity[group] { relax(root, reached, from: node, arc: -1) }
    let range = Int(network.groupStart[group])..<Int(network.groupStart[group + 1])
    work += Int64(range.count)
    for position in range {
      let agent = Int(network.groupAgent[position])
      if network.used[agent] > 0 {
        relax(agentBase + agent, reached + network.agentPrice[agent] - network.groupPrice[group], from: node, arc: -1)
      }
    }
  }

  private func expandRootNode(_ reached: Value) {
    for task in 0..<network.tasks where network.unmet[task] > 0 { relax(task, reached, from: root, arc: -1) }
    for agent in 0..<network.agents where network.groupOf[agent] < 0 && network.used[agent] > 0 {
      relax(agentBase + agent, reached + network.agentPrice[agent], from: root, arc: -1)
    }
    for group in 0..<network.groups where network.groupUsed[group] > 0 {
      relax(groupBase + group, reached + network.groupPrice[group], from: root, arc: -1)
    }
    work += Int64(network.tasks + network.agents + network.groups)
  }
}

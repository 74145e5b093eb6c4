/// Working memory of the searches of a repair: only what a search touched is cleaned before the next one.
struct RepairSearch<Value: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
  var distance: [Value]
  /// The neighbour towards the start of the search, and the arc in between.
  var parent: [Int32]
  var parentArc: [Int32]
  /// 0 not seen, 1 seen, 2 final.
  var mark: [UInt8]
  var seen: [Int32] = []
  /// The best end found so far, and the node next to it.
  var bound: Value = 0
  var endNeighbour = -1
  /// Arcs looked at, ever.
  var work: Int64 = 0
  private var heapDistance: [Value] = []
  private var heapNode: [Int32] = []

  init(nodes: Int) {
    distance = Array(repeating: 0, count: nodes)
    parent = Array(repeating: -1, count: nodes)
    parentArc = parent
    mark = Array(repeating: 0, count: nodes)
    let room = min(nodes, 4_096)
    seen.reserveCapacity(room)
    heapDistance.reserveCapacity(room)
    heapNode.reserveCapacity(room)
  }

  mutating func begin(at source: Int, bound: Value) {
    for node in seen { mark[Int(node)] = 0 }
    seen.removeAll(keepingCapacity: true)
    heapDistance.removeAll(keepingCapacity: true)
    heapNode.removeAll(keepingCapacity: true)
    self.bound = bound
    endNeighbour = -1
    relax(source, 0, from: -1, arc: -1)
  }

  mutating func reachEnd(_ reached: Value, from node: Int) {
    if reached < bound {
      bound = reached
      endNeighbour = node
    }
  }

  @inline(__always)
  mutating func relax(_ node: Int, _ reached: Value, from: Int, arc: Int) {
    if reached >= bound { return }
    let state = mark[node]
    if state == 2 || (state == 1 && distance[node] <= reached) { return }
    if state == 0 {
      mark[node] = 1
      seen.append(Int32(truncatingIfNeeded: node))
    }
    distance[node] = reached
    parent[node] = Int32(truncatingIfNeeded: from)
    parentArc[node] = Int32(truncatingIfNeeded: arc)
    push(reached, Int32(truncatingIfNeeded: node))
  }

  /// The nearest node that is not final yet and lies before the best end.
  mutating func next() -> (Value, Int)? {
    while let (reached, node32) = pop() {
      if reached >= bound { return nil }
      let node = Int(node32)
      if mark[node] == 2 { continue }
      mark[node] = 2
      return (reached, node)
    }
    return nil
  }

  // A repair is a value that is copied, so its heap lies in arrays and not in a `RawHeap`.

  private mutating func push(_ reached: Value, _ node: Int32) {
    heapDistance.append(reached)
    heapNode.append(node)
    let end = heapNode.count - 1
    heapDistance.withUnsafeMutableBufferPointer { distances in
      heapNode.withUnsafeMutableBufferPointer { nodes in
        if let distances = distances.baseAddress, let nodes = nodes.baseAddress {
          HeapOrder.rise(reached, node, at: end, distances, nodes)
        }
      }
    }
  }

  private mutating func pop() -> (Value, Int32)? {
    guard let reached = heapDistance.popLast(), let node = heapNode.popLast() else { return nil }
    let count = heapNode.count
    if count == 0 { return (reached, node) }
    let top = (heapDistance[0], heapNode[0])
    heapDistance.withUnsafeMutableBufferPointer { distances in
      heapNode.withUnsafeMutableBufferPointer { nodes in
        if let distances = distances.baseAddress, let nodes = nodes.baseAddress {
          HeapOrder.sink(reached, node, count, distances, nodes)
        }
      }
    }
    return top
  }
}

/// Searches over the residual network from the node that a change touched to the root, or from the root to it. Neither ever passes
/// through the root, so neither looks at all people.
extension RepairNetwork {
  /// Sends `heads` from `source` to the root, or to nodes nearer by that wait for heads, along shortest paths.
  mutating func send(_ heads: Int32, from source: Int) {
    var left = heads
    while left > 0 {
      search.begin(at: source, bound: Self.farAway)
      var end = root
      while let (reached, node) = search.next() {
        if waiting[node] > 0 {
          end = node
          search.bound = reached
          break
        }
        if node < tasks {
          expandTask(node, reached)
        } else if node < tasks + agents {
          expandAgent(node - tasks, reached)
        } else {
          expandGroup(node - tasks - agents, reached)
        }
      }
      guard end != root || search.endNeighbour >= 0 else { return }
      for node in search.seen where search.mark[Int(node)] == 2 && search.distance[Int(node)] < search.bound {
        price[Int(node)] += search.bound - search.distance[Int(node)]
      }
      let moved = push(end == root ? left : min(left, waiting[end]), isForward: true, end: end)
      left -= moved
      if end != root { waiting[end] -= moved }
    }
  }

  /// Sends `heads` from the root to `target` along shortest paths, searched backwards.
  mutating func fetch(_ heads: Int32, to target: Int) {
    var left = heads
    while left > 0 {
      search.begin(at: target, bound: Self.farAway)
      while let (reached, node) = search.next() {
        if node < tasks {
          expandTaskBack(node, reached)
        } else if node < tasks + agents {
          expandAgentBack(node - tasks, reached)
        } else {
          expandGroupBack(node - tasks - agents, reached)
        }
      }
      guard search.endNeighbour >= 0 else { return }
      for node in search.seen where search.mark[Int(node)] == 2 && search.distance[Int(node)] < search.bound {
        price[Int(node)] -= search.bound - search.distance[Int(node)]
      }
      left -= push(left, isForward: false, end: root)
    }
  }

  private mutating func expandTask(_ task: Int, _ reached: Value) {
    let base = reached - price[task]
    search.reachEnd(base + unmetPrice[task], from: task)
    let range = Int(taskStart[task])..<Int(taskStart[task + 1])
    search.work += Int64(range.count) + 1
    for arc in range {
      let node = tasks + Int(arcAgent[arc])
      search.relax(node, base + arcCost[arc] + price[node], from: task, arc: arc)
    }
    var extra = Int(taskExtra[task])
    while extra >= 0 {
      let node = tasks + Int(arcAgent[extra])
      search.relax(node, base + arcCost[extra] + price[node], from: task, arc: extra)
      extra = Int(nextOfTask[extra - baseArcs])
    }
  }

  private mutating func expandAgent(_ agent: Int, _ reached: Value) {
    let node = tasks + agent
    let base = reached - price[node]
    if idle(agent) > 0 {
      let up = above(agent)
      let length = base + costOfCalling(agent) + price[up]
      if up == root { search.reachEnd(length, from: node) } else { search.relax(up, length, from: node, arc: -1) }
    }
    if supply[agent] == 1 {
      if seatArc[agent] >= 0 { relaxBack(Int(seatArc[agent]), base, node) }
      search.work += 1
      return
    }
    guard used[agent] > 0 else { return }
    for position in Int(agentStart[agent])..<Int(agentStart[agent + 1]) {
      let arc = Int(agentArc[position])
      if flow[arc] > 0 { relaxBack(arc, base, node) }
    }
    search.work += Int64(agentStart[agent + 1] - agentStart[agent])
    var extra = Int(agentExtra[agent])
    while extra >= 0 {
      if flow[extra] > 0 { relaxBack(extra, base, node) }
      extra = Int(nextOfAgent[extra - baseArcs])
    }
  }

  private mutating func relaxBack(_ arc: Int, _ base: Value, _ node: Int) {
    let task = Int(arcTask[arc])
    search.relax(task, base + costBack(arc) + price[task], from: node, arc: arc)
  }

  private mutating func expandGroup(_ group: Int, _ reached: Value) {
    let node = tasks + agents + group
    let base = reached - price[node]
    if groupUsed[group] < groupCapacity[group] { search.reachEnd(base, from: node) }
    for position in Int(groupStart[group])..<Int(groupStart[group + 1]) {
      let agent = Int(groupAgent[position])
      if used[agent] > 0 { search.relax(tasks + agent, base + costOfIdling(agent) + price[tasks + agent], from: node, arc: -1) }
    }
    search.work += Int64(groupStart[group + 1] - groupStart[group])
  }

  private mutating func expandTaskBack(_ task: Int, _ reached: Value) {
    let base = reached + price[task]
    if unmet[task] > 0 { search.reachEnd(base - unmetPrice[task], from: task) }
    let range = Int(taskStart[task])..<Int(taskStart[task + 1])
    search.work += Int64(range.count) + 1
    for arc in range where flow[arc] > 0 { relaxSeat(arc, base, task) }
    var extra = Int(taskExtra[task])
    while extra >= 0 {
      if flow[extra] > 0 { relaxSeat(extra, base, task) }
      extra = Int(nextOfTask[extra - baseArcs])
    }
  }

  private mutating func relaxSeat(_ arc: Int, _ base: Value, _ task: Int) {
    let node = tasks + Int(arcAgent[arc])
    search.relax(node, base + costBack(arc) - price[node], from: task, arc: arc)
  }

  private mutating func expandAgentBack(_ agent: Int, _ reached: Value) {
    let node = tasks + agent
    let base = reached + price[node]
    if used[agent] > 0 {
      let up = above(agent)
      let length = base + costOfIdling(agent) - price[up]
      if up == root { search.reachEnd(length, from: node) } else { search.relax(up, length, from: node, arc: -1) }
    }
    for position in Int(agentStart[agent])..<Int(agentStart[agent + 1]) {
      let arc = Int(agentArc[position])
      let task = Int(arcTask[arc])
      search.relax(task, base + arcCost[arc] - price[task], from: node, arc: arc)
    }
    search.work += Int64(agentStart[agent + 1] - agentStart[agent]) + 1
    var extra = Int(agentExtra[agent])
    while extra >= 0 {
      let task = Int(arcTask[extra])
      search.relax(task, base + arcCost[extra] - price[task], from: node, arc: extra)
      extra = Int(nextOfAgent[extra - baseArcs])
    }
  }

  private mutating func expandGroupBack(_ group: Int, _ reached: Value) {
    let node = tasks + agents + group
    let base = reached + price[node]
    if groupUsed[group] > 0 { search.reachEnd(base, from: node) }
    for position in Int(groupStart[group])..<Int(groupStart[group + 1]) {
      let agent = Int(groupAgent[position])
      if idle(agent) > 0 { search.relax(tasks + agent, base + costOfCalling(agent) - price[tasks + agent], from: node, arc: -1) }
    }
    search.work += Int64(groupStart[group + 1] - groupStart[group])
  }
}

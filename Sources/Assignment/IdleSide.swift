/// Filling from the other side where people are short: each idle head seeks the head of need that gains most.
///
/// A search is quick where it has many ends nearby. While people are plenty those are idle people; at the level of need at which people
/// run out they are few, and a search from a head of need looks at half the country. There the unfilled heads are the many: so the
/// levels above are filled as ever, the heads at and below that level are settled as unmet, and then the idle heads are placed one
/// after another by the same `HeadSearch` on the same network with its sides exchanged. That is the other half of one and the same
/// successive-shortest-paths algorithm, and as exact.
///
/// In the exchanged network a person is a "task" that may stay unserved at no cost, a post is an "agent" with as many heads as it
/// needs, and a pair costs `cost - unmetCost`; its prices are `unmetCost - taskPrice` of posts and `-agentPrice` of people.
struct IdleSide<Value: FixedWidthInteger & SignedInteger & Sendable> {
  let network: Residual<Value>
  let instance: TransportInstance

  /// Greatest prices while the idle heads may not be used; nil where settling the pending heads as unmet would not be optimal then
  /// (a head at or below the level of shortage that is dearer to leave than one above it; weights by level never do that).
  private func pricesWithoutIdle() -> [Value]? {
    var price = (0..<network.tasks).map { network.unmetCost[$0] }
    var heap = RawHeap<Value>(capacity: network.tasks + 16)
    defer { heap.deallocate() }
    // Distances to the root, reduced by the network's own prices so that no arc is negative.
    var raise = (0..<network.tasks).map { network.unmetCost[$0] - network.taskPrice[$0] }
    for task in 0..<network.tasks { heap.push(raise[task], Int32(truncatingIfNeeded: task)) }
    var isPassed = [Bool](repeating: false, count: network.agents)
    while let (reached, node) = heap.pop() {
      let task = Int(node)
      if reached != raise[task] { continue }
      for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) where network.flow[arc] > 0 {
        let agent = Int(network.arcAgent[arc])
        if isPassed[agent] { continue }
        isPassed[agent] = true
        let base = reached + network.agentPrice[agent]
        for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
          let other = Int(network.agentTask[position])
          let value = base + network.arcCost[Int(network.agentArc[position])] - network.taskPrice[other]
          if value < raise[other] {
            raise[other] = value
            heap.push(value, Int32(truncatingIfNeeded: other))
          }
        }
      }
    }
    for task in 0..<network.tasks { price[task] = network.taskPrice[task] + raise[task] }
    return (0..<network.tasks).allSatisfy { network.pending[$0] == 0 || price[$0] == network.unmetCost[$0] } ? price : nil
  }

  /// The problem with its sides exchanged: its rows by agent are the network's rows by task.
  private func exchanged() -> TransportInstance? {
    let arcs = network.arcs
    var cost = [Int64](repeating: 0, count: arcs)
    for task in 0..<network.tasks {
      for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) {
        cost[arc] = Int64(network.arcCost[arc]) - instance.unmetCost[task]
      }
    }
    return try? TransportInstance(
      supply: instance.need, need: instance.supply, unmetCost: Array(repeating: 0, count: network.agents),
      arcStart: Array(UnsafeBufferPointer(start: network.taskStart, count: network.tasks + 1)),
      arcTask: Array(UnsafeBufferPointer(start: network.arcAgent, count: arcs)), arcCost: cost)
  }

  /// Places the idle heads and settles all pending ones. Returns nil, with the network as it was, where it may not.
  func solve(shouldStop: () -> Bool, work: inout Work) -> Bool? {
    guard let price = pricesWithoutIdle(), let exchanged = exchanged() else { return nil }
    work.done += 2 * Int64(network.arcs)
    return exchanged.fitsNarrow
      ? place(exchanged, price, as: Int32.self, shouldStop: shouldStop, work: &work)
      : place(exchanged, price, as: Int64.self, shouldStop: shouldStop, work: &work)
  }

  private func place<Other>(
    _ exchanged: TransportInstance, _ price: [Value], as: Other.Type, shouldStop: () -> Bool, work: inout Work
  ) -> Bool where Other: FixedWidthInteger & SignedInteger & Sendable {
    let other = Residual<Other>(exchanged)
    for agent in 0..<network.agents {
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let heads = network.flow[Int(network.agentArc[position])]
        guard heads > 0 else { continue }
        let task = Int(network.agentTask[position])
        other.flow[otherArc(other, agent: agent, position: position)] = heads
        other.used[task] += heads
        other.pending[agent] -= heads
        // The pair is in use, so its prices are tight.
        let own =
          Other(truncatingIfNeeded: price[task]) - Other(truncatingIfNeeded: network.arcCost[Int(network.agentArc[position])])
        other.taskPrice[agent] = -own
      }
    }
    for task in 0..<network.tasks { other.agentPrice[task] = Other(truncatingIfNeeded: network.unmetCost[task] - price[task]) }
    let isDone = TransportSolver.fill(other, shouldStop: shouldStop, work: &work)
    takeOver(other)
    return isDone
  }

  /// The exchanged network's rows by task (people) hold the pairs in the order of the instance's rows by agent.
  private func otherArc<Other>(_ other: Residual<Other>, agent: Int, position: Int) -> Int {
    Int(other.taskStart[agent]) + position - Int(network.agentStart[agent])
  }

  /// Flow and prices back into the network.
  private func takeOver<Other>(_ other: Residual<Other>) {
    for agent in 0..<network.agents {
      network.used[agent] = 0
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let heads = other.flow[otherArc(other, agent: agent, position: position)]
        network.flow[Int(network.agentArc[position])] = heads
        network.used[agent] += heads
      }
      network.agentPrice[agent] = Value(truncatingIfNeeded: -other.taskPrice[agent])
    }
    for task in 0..<network.tasks {
      network.unmet[task] = instance.need[task] - other.used[task]
      network.pending[task] = 0
      // A post that needs nobody has no price there; `settlePrices` gives it one.
      let below = instance.need[task] == 0 ? 0 : Value(truncatingIfNeeded: other.agentPrice[task])
      network.taskPrice[task] = network.unmetCost[task] - below
    }
  }
}

extension TransportInstance {
  /// From this many arcs on a shortage is filled from the idle side; below it the plain way takes milliseconds.
  static let leastArcsForIdleSide = 20_000

  /// The unmet cost at which people run out when the most critical heads are filled first; nil where they do not, or there are groups.
  var levelOfShortage: Int64? {
    guard groupCapacity.isEmpty else { return nil }
    var left = supply.reduce(Int64(0)) { $0 + Int64($1) }
    guard left > 0 else { return nil }
    for task in need.indices.sorted(by: { unmetCost[$0] > unmetCost[$1] }) {
      left -= Int64(need[task])
      if left < 0 { return unmetCost[task] }
    }
    return nil
  }
}

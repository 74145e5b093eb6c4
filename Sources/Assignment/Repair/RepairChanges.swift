/// Heads that a change leaves without a place: to be sent from a node to the root, or fetched from the root to a node.
private struct Owed {
  var sent: [(source: Int, heads: Int32)] = []
  var fetched: [(target: Int, heads: Int32)] = []
}

/// Every change first makes the network sound again (no open arc of negative reduced cost) by taking heads off, then sends and fetches
/// what it took off along shortest paths. What was optimal before a change is optimal after it.
extension RepairNetwork {
  /// Takes over the plan that people were told, with any prices of the tasks and groups: the better they are, the less is to be done.
  /// `seats` must be on arcs and within all capacities. O(arcs) and the searches.
  mutating func load(_ seats: [Seat], taskPrice: [Int64], groupPrice: [Int64]) {
    for task in 0..<tasks { price[task] = min(Value(clamping: taskPrice[task]) * scale, unmetPrice[task]) }
    for group in 0..<groups { price[tasks + agents + group] = Value(clamping: max(0, groupPrice[group])) * scale }
    for seat in seats {
      guard let arc = arc(agent: Int(seat.agent), task: Int(seat.task)) else { continue }
      flow[arc] += seat.heads
      told[arc] = flow[arc]
      seatArc[Int(seat.agent)] = Int32(arc)
      price(arc: arc)
      objective += Int64(seat.heads) * plainCost[arc]
      used[Int(seat.agent)] += seat.heads
      toldIdle[Int(seat.agent)] -= seat.heads
      unmet[Int(seat.task)] -= seat.heads
      let group = Int(groupOf[Int(seat.agent)])
      if group >= 0 { groupUsed[group] += seat.heads }
    }
    for task in 0..<tasks { objective += Int64(unmet[task]) * unmetCost[task] }
    for arc in flow.indices where supply[Int(arcAgent[arc])] == 0 { arcCost[arc] = Self.closedCost }
    var owed = Owed()
    for agent in 0..<agents {
      let up = above(agent)
      price[tasks + agent] = up == root ? 0 : price[up]
      if supply[agent] > 0 { loosen(agent, &owed) }
    }
    for task in 0..<tasks where unmet[task] > 0 && price[task] < unmetPrice[task] {
      owed.sent.append((task, unmet[task]))
      settleUnmet(-unmet[task], of: task)
    }
    for group in 0..<groups where groupUsed[group] < groupCapacity[group] && price[tasks + agents + group] > 0 {
      owed.fetched.append((tasks + agents + group, groupCapacity[group] - groupUsed[group]))
      groupUsed[group] = groupCapacity[group]
    }
    settle(owed)
  }

  /// Applies one change, whose indices and amounts have been checked.
  mutating func apply(_ change: PlanChange) {
    var owed = Owed()
    switch change {
    case .drop(let agent): drop(agent, &owed)
    case .need(let task, let heads): setNeed(task, heads, &owed)
    case .supply(let agent, let heads): setSupply(agent, heads, &owed)
    case .ban(let agent, let task):
      if let arc = arc(agent: agent, task: task), isOpen(arc) { close(arc, &owed) }
    case .add(let agent, let task, let cost):
      let arc = arc(agent: agent, task: task) ?? appendArc(agent: agent, task: task)
      if flow[arc] > 0 { objective += Int64(flow[arc]) * (cost - plainCost[arc]) }
      plainCost[arc] = cost
      price(arc: arc)
      if supply[agent] > 0 { loosen(agent, &owed) }
    }
    settle(owed)
  }

  private mutating func drop(_ agent: Int, _ owed: inout Owed) {
    for arc in arcs(of: agent) {
      let heads = flow[arc]
      if heads > 0 {
        seat(-heads, on: arc)
        owed.sent.append((Int(arcTask[arc]), heads))
      }
      arcCost[arc] = Self.closedCost
    }
    // What the group may now give elsewhere is fetched to it.
    if groupOf[agent] >= 0, used[agent] > 0 { owed.fetched.append((above(agent), used[agent])) }
    (supply[agent], used[agent], toldIdle[agent]) = (0, 0, 0)
  }

  private mutating func setNeed(_ task: Int, _ heads: Int32, _ owed: inout Owed) {
    let more = heads - need[task]
    need[task] = heads
    if more > 0 { owed.sent.append((task, more)) }
    if more < 0 { owed.fetched.append((task, -more)) }
  }

  private mutating func setSupply(_ agent: Int, _ heads: Int32, _ owed: inout Owed) {
    let own = arcs(of: agent)
    let less = supply[agent] - heads
    if heads == 0 || less == 0 {
      if less > 0 { drop(agent, &owed) }
      return
    }
    let isBack = supply[agent] == 0
    // Where more leave than idle, all heads are taken off, and those that stay are placed again.
    let isScarce = less > idle(agent)
    if isScarce {
      for arc in own where flow[arc] > 0 {
        owed.sent.append((Int(arcTask[arc]), flow[arc]))
        seat(-flow[arc], on: arc)
      }
      if groupOf[agent] >= 0 { owed.fetched.append((above(agent), used[agent] - heads)) }
      owed.fetched.append((tasks + agent, heads))
      used[agent] = heads
    }
    supply[agent] = heads
    toldIdle[agent] = max(0, own.reduce(heads) { $0 - told[$1] })
    if isBack { price[tasks + agent] = above(agent) == root ? 0 : price[above(agent)] }
    seatArc[agent] = -1
    for arc in own {
      price(arc: arc)
      if flow[arc] > 0 { seatArc[agent] = Int32(arc) }
    }
    if isBack || isScarce || less < 0 { loosen(agent, &owed) }
  }

  private mutating func close(_ arc: Int, _ owed: inout Owed) {
    let heads = flow[arc]
    if heads > 0 {
      seat(-heads, on: arc)
      owed.sent.append((Int(arcTask[arc]), heads))
      owed.fetched.append((tasks + Int(arcAgent[arc]), heads))
    }
    plainCost[arc] = Int64.max
    price(arc: arc)
  }

  /// Raises an agent's price until no pair of its lies below 0, and frees its heads that this makes worth more elsewhere.
  private mutating func loosen(_ agent: Int, _ owed: inout Owed) {
    let node = tasks + agent
    let own = arcs(of: agent)
    for arc in own { price[node] = max(price[node], price[Int(arcTask[arc])] - arcCost[arc]) }
    var freed: Int32 = 0
    for arc in own {
      while flow[arc] > 0, costBack(arc) + price[Int(arcTask[arc])] < price[node] {
        let heads = flow[arc] > told[arc] ? flow[arc] - told[arc] : flow[arc]
        seat(-heads, on: arc)
        owed.sent.append((Int(arcTask[arc]), heads))
        freed += heads
      }
    }
    if freed > 0 { owed.fetched.append((node, freed)) }
    var called: Int32 = 0
    while idle(agent) > 0, costOfCalling(agent) + price[above(agent)] < price[node] {
      let heads = idle(agent) > toldIdle[agent] ? idle(agent) - toldIdle[agent] : idle(agent)
      used[agent] += heads
      called += heads
    }
    guard called > 0 else { return }
    owed.fetched.append((node, called))
    if above(agent) != root { owed.sent.append((above(agent), called)) }
  }

  private mutating func settle(_ owed: Owed) {
    for one in owed.fetched { waiting[one.target] += one.heads }
    for one in owed.sent { send(one.heads, from: one.source) }
    for one in owed.fetched {
      let heads = waiting[one.target]
      waiting[one.target] = 0
      fetch(heads, to: one.target)
    }
  }

  /// The present plan becomes the one that people are told.
  mutating func tell() {
    for agent32 in touchedAgents {
      let agent = Int(agent32)
      isTouched[agent] = false
      toldIdle[agent] = idle(agent)
      for arc in arcs(of: agent) where told[arc] != flow[arc] {
        told[arc] = flow[arc]
        price(arc: arc)
      }
    }
    touchedAgents.removeAll(keepingCapacity: true)
  }

  /// Who is elsewhere than told, agents ascending; dropped agents aside.
  func moves() -> [SeatMove] {
    var moves: [SeatMove] = []
    for agent in touchedAgents.sorted() where supply[Int(agent)] > 0 {
      var left: [(task: Int32?, heads: Int32)] = []
      var taken: [(task: Int32?, heads: Int32)] = []
      for arc in arcs(of: Int(agent)).sorted(by: { arcTask[$0] < arcTask[$1] }) {
        let more = flow[arc] - told[arc]
        if more > 0 { taken.append((arcTask[arc], more)) }
        if more < 0 { left.append((arcTask[arc], -more)) }
      }
      let more = idle(Int(agent)) - toldIdle[Int(agent)]
      if more > 0 { taken.append((nil, more)) }
      if more < 0 { left.append((nil, -more)) }
      moves += SeatMove.pairs(agent, left, taken)
    }
    return moves
  }

  /// Takes the heads of a move, and those that are still where it came from, out of the problem, as if they stayed there; returns what
  /// their places cost. Nil where they cannot stay: the pair is banned, or the place needs fewer.
  mutating func keepBack(_ move: SeatMove) -> Int64? {
    let agent = Int(move.agent)
    guard let task = move.from.map({ Int($0) }) else {
      apply(.supply(agent: agent, heads: used[agent] - move.heads))
      return 0
    }
    guard let arc = arc(agent: agent, task: task), isOpen(arc) else { return nil }
    let heads = flow[arc] + move.heads
    guard heads <= need[task], heads <= supply[agent] else { return nil }
    let cost = Int64(heads) * plainCost[arc]
    apply(.supply(agent: agent, heads: supply[agent] - heads))
    apply(.need(task: task, heads: need[task] - heads))
    if groupOf[agent] >= 0 { shrink(Int(groupOf[agent]), by: heads) }
    return cost
  }

  /// Takes capacity from a group; heads beyond it leave.
  private mutating func shrink(_ group: Int, by heads: Int32) {
    groupCapacity[group] -= heads
    let over = groupUsed[group] - groupCapacity[group]
    guard over > 0 else { return }
    groupUsed[group] -= over
    send(over, from: tasks + agents + group)
  }

  /// The plan, ascending.
  func seats() -> [Seat] {
    var seats: [Seat] = []
    for agent in 0..<agents where used[agent] > 0 {
      for arc in arcs(of: agent).sorted(by: { arcTask[$0] < arcTask[$1] }) where flow[arc] > 0 {
        seats.append(Seat(agent: Int32(agent), task: arcTask[arc], heads: flow[arc]))
      }
    }
    return seats
  }

  /// The pairs that are eligible now, those of dropped agents too.
  func openArcs() -> [TransportArc] {
    flow.indices.compactMap { arc in
      isOpen(arc) ? TransportArc(agent: arcAgent[arc], task: arcTask[arc], cost: plainCost[arc]) : nil
    }
  }
}

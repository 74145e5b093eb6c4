/// The inner machine of the solver: finds the cheapest chain of moves that fills one pending head, and carries it out.
///
/// Dijkstra over tasks (and full groups) only. An agent whose heads all serve one task lies at that task's distance, since its arc is
/// tight both ways; so agents are passed through and never enter the heap. A search stops at the first distance `best` at which a head
/// ends well (an idle agent, or a head worth leaving unmet), and no arc at or beyond `best` is followed: most searches look at a few
/// rows.
///
/// Prices rise by the least that keeps reduced costs from falling below 0, from the least prices of an empty plan, so they stay the
/// least ones: along the reversed path, and from there down the search tree, every raised node is reached from the root by tight arcs,
/// and nodes that are not raised keep their tight paths, as these avoid all raised ones.
final class HeadSearch<Value: FixedWidthInteger & SignedInteger & Sendable> {
  let network: Residual<Value>
  /// Per agent: the task that all its heads serve when it has none to spare; `free` when a head of it ends a search; else `mixed`.
  let holder: UnsafeMutablePointer<Int32>
  let free: Int32 = -1
  let mixed: Int32 = -2
  /// Per agent with a holder: the arc of it.
  let holderArc: UnsafeMutablePointer<Int32>
  /// Per task: its arcs in use, in a row of `slotStart`, `slotCount` of them; per arc: its place there.
  let slotStart: UnsafeMutablePointer<Int32>
  let slotCount: UnsafeMutablePointer<Int32>
  let slotArc: UnsafeMutablePointer<Int32>
  let slotAgent: UnsafeMutablePointer<Int32>
  let slotCost: UnsafeMutablePointer<Value>
  let slotOf: UnsafeMutablePointer<Int32>

  /// Per agent that stands for several people: its arcs in use and their tasks; and the least distance at which it was reached.
  let seatStart: UnsafeMutablePointer<Int32>
  let seatCount: UnsafeMutablePointer<Int32>
  let seatArc: UnsafeMutablePointer<Int32>
  let seatTask: UnsafeMutablePointer<Int32>
  let agentDistance: UnsafeMutablePointer<Value>
  let touchedAgent: UnsafeMutablePointer<Int32>
  @exclusivity(unchecked) var touchedAgentCount = 0

  /// Per node (task, then group): distance of this search or `Value.max`; the node before; arc taken and arc released on the way.
  let distance: UnsafeMutablePointer<Value>
  let parent: UnsafeMutablePointer<Int32>
  let takeArc: UnsafeMutablePointer<Int32>
  let releaseArc: UnsafeMutablePointer<Int32>
  let touched: UnsafeMutablePointer<Int32>
  let settled: UnsafeMutablePointer<Int32>
  /// Nodes found at the distance where the search stands.
  let level: UnsafeMutablePointer<Int32>
  @exclusivity(unchecked) var levelFirst = 0
  @exclusivity(unchecked) var levelCount = 0
  @exclusivity(unchecked) var now: Value = 0
  @exclusivity(unchecked) var touchedCount = 0
  @exclusivity(unchecked) var settledCount = 0
  @exclusivity(unchecked) var heap: RawHeap<Value>
  let rows: ShortRows<Value>
  let hasClasses: Bool

  /// Where the search ends: the distance, the last task, and the arc to the idle agent (-1: a head of the task stays unmet).
  @exclusivity(unchecked) var best: Value = 0
  @exclusivity(unchecked) var endTask: Int32 = 0
  @exclusivity(unchecked) var endArc: Int32 = -1
  @exclusivity(unchecked) var work: Int64 = 0

  /// No agent without supply is ever taken: its price is out of reach.
  private static var never: Value { Value.max / 4 }

  init(_ network: Residual<Value>) {
    self.network = network
    let nodes = network.tasks + network.groups
    holder = Residual<Value>.filled(network.agents, -1)
    holderArc = Residual<Value>.filled(network.agents, -1)
    slotStart = Residual<Value>.filled(network.tasks + 1, 0)
    slotCount = Residual<Value>.filled(network.tasks, 0)
    let isStarted = (0..<network.agents).contains { network.used[$0] > 0 }
    for task in 0..<network.tasks {
      let row = Int(network.taskStart[task])..<Int(network.taskStart[task + 1])
      let held = isStarted ? row.reduce(Int32(0)) { $0 + network.flow[$1] } : 0
      // One more than fits: in the middle of a move a task holds the new head before it lets the old one go.
      slotStart[task + 1] = slotStart[task] + min(network.pending[task] + held, Int32(truncatingIfNeeded: row.count)) + 1
    }
    let slots = Int(slotStart[network.tasks])
    slotArc = Residual<Value>.filled(slots, 0)
    slotAgent = Residual<Value>.filled(slots, 0)
    slotCost = Residual<Value>.filled(slots, 0)
    seatStart = Residual<Value>.filled(network.agents + 1, 0)
    seatCount = Residual<Value>.filled(network.agents, 0)
    for agent in 0..<network.agents {
      let degree = network.agentStart[agent + 1] - network.agentStart[agent]
      seatStart[agent + 1] = seatStart[agent] + (network.supply[agent] > 1 ? min(network.supply[agent], degree) + 1 : 0)
    }
    seatArc = Residual<Value>.filled(Int(seatStart[network.agents]), 0)
    seatTask = Residual<Value>.filled(Int(seatStart[network.agents]), 0)
    agentDistance = Residual<Value>.filled(network.agents, Value.max)
    touchedAgent = Residual<Value>.filled(network.agents, 0)
    slotOf = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, network.arcs))
    distance = Residual<Value>.filled(nodes, Value.max)
    parent = Residual<Value>.filled(nodes, -1)
    takeArc = Residual<Value>.filled(nodes, -1)
    releaseArc = Residual<Value>.filled(nodes, -1)
    touched = Residual<Value>.filled(nodes, 0)
    settled = Residual<Value>.filled(nodes, 0)
    level = Residual<Value>.filled(nodes, 0)
    heap = RawHeap(capacity: nodes + 16)
    rows = ShortRows(network)
    hasClasses = (0..<network.agents).contains { network.supply[$0] > 1 }
    if isStarted {
      for task in 0..<network.tasks {
        for arc in network.taskStart[task]..<network.taskStart[task + 1] where network.flow[Int(arc)] > 0 {
          hold(arc, by: Int32(truncatingIfNeeded: task))
        }
      }
    }
    for agent in 0..<network.agents {
      if network.supply[agent] == 0 { network.agentPrice[agent] = Self.never }
      refresh(Int32(agent))
    }
    startPrices()
  }

  /// The least prices of tasks that hold nobody yet; those of the others are given.
  private func startPrices() {
    for task in 0..<network.tasks {
      let least = rows.read(task: task)
      if slotCount[task] == 0 { network.taskPrice[task] = min(network.unmetCost[task], least) }
    }
    work += Int64(network.arcs)
  }

  deinit {
    for pointer in [
      holder, holderArc, slotStart, slotCount, slotArc, slotAgent, slotOf, parent, takeArc, releaseArc, touched, settled, level,
      seatStart, seatCount, seatArc, seatTask, touchedAgent,
    ] { pointer.deallocate() }
    distance.deallocate()
    slotCost.deallocate()
    agentDistance.deallocate()
    heap.deallocate()
    rows.deallocate()
  }

  /// Fills as many pending heads of `task` as one cheapest chain of moves carries; at least one.
  func fillHead(of task: Int) {
    search(from: Int32(truncatingIfNeeded: task))
    raisePrices()
    let heads = min(network.pending[task], capacity(from: Int32(truncatingIfNeeded: task)))
    move(heads, from: Int32(truncatingIfNeeded: task))
    network.pending[task] -= heads
    for index in 0..<touchedCount { distance[Int(touched[index])] = Value.max }
    for index in 0..<touchedAgentCount { agentDistance[Int(touchedAgent[index])] = Value.max }
    touchedAgentCount = 0
  }

  // MARK: Search

  private func search(from source: Int32) {
    touchedCount = 1
    settledCount = 0
    levelFirst = 0
    levelCount = 0
    now = 0
    touched[0] = source
    distance[Int(source)] = 0
    best = Value.max
    heap.removeAll()
    settle(source, 0)
    while now < best {
      // Nodes at no further distance first. Among them the newest is the shortest way to an end; with classes the oldest, as chains
      // of few moves carry more heads.
      if levelFirst < levelCount {
        if hasClasses {
          levelFirst += 1
          settle(level[levelFirst - 1], now)
        } else {
          levelCount -= 1
          settle(level[levelCount], now)
        }
        continue
      }
      levelFirst = 0
      levelCount = 0
      guard let (reached, node) = heap.pop() else { break }
      // A node is pushed again when its distance falls; the old entry is stale.
      if Int(node) < network.tasks + network.groups, reached != distance[Int(node)] { continue }
      if reached >= best { break }
      now = reached
      settle(node, reached)
    }
  }

  /// Tasks, then groups, then for each task the arcs that its short row leaves out.
  private func settle(_ node: Int32, _ reached: Value) {
    let index = Int(node)
    if index < network.tasks {
      settled[settledCount] = node
      settledCount += 1
      scan(task: node, reached)
    } else if index < network.tasks + network.groups {
      settled[settledCount] = node
      settledCount += 1
      expand(group: index - network.tasks, reached)
    } else {
      scanWhole(task: node - Int32(truncatingIfNeeded: network.tasks + network.groups))
    }
  }

  private func scan(task: Int32, _ reached: Value) {
    let base = reached - network.taskPrice[Int(task)]
    let left = base + network.unmetCost[Int(task)]
    if left < best {
      best = left
      endTask = task
      endArc = -1
    }
    let first = Int(task) * ShortRows<Value>.room
    let last = first + Int(rows.count[Int(task)])
    work += Int64(last - first) + 1
    let prices = network.agentPrice
    var bound = best
    for place in first..<last {
      let agent = rows.agent[place]
      let value = base + rows.cost[place] + prices[Int(agent)]
      if value < bound {
        reach(agent, value, arc: rows.arc[place], from: task)
        bound = best
      }
    }
    if hasClasses { scanOwn(task: task, reached) }
    // The other arcs wait until the search comes as far as the nearest of them may lie.
    let floor = rows.floor[Int(task)]
    if floor < best - base { heap.push(base + floor, task + Int32(truncatingIfNeeded: network.tasks + network.groups)) }
  }

  /// People of a class who serve here may serve elsewhere too, or be idle: the search goes on through them at no cost.
  private func scanOwn(task: Int32, _ reached: Value) {
    let first = Int(slotStart[Int(task)])
    let last = first + Int(slotCount[Int(task)])
    work += Int64(last - first)
    for slot in first..<last {
      let agent = slotAgent[slot]
      if holder[Int(agent)] < 0, reached < best { reach(agent, reached, arc: slotArc[slot], from: task) }
    }
  }

  private func scanWhole(task: Int32) {
    let base = distance[Int(task)] - network.taskPrice[Int(task)]
    let first = Int(network.taskStart[Int(task)])
    let last = Int(network.taskStart[Int(task) + 1])
    work += 2 * Int64(last - first)
    _ = rows.read(task: Int(task))
    let agents = network.arcAgent
    let costs = network.arcCost
    let prices = network.agentPrice
    var bound = best
    for arc in first..<last {
      let agent = agents[arc]
      let value = base + costs[arc] + prices[Int(agent)]
      if value < bound {
        reach(agent, value, arc: Int32(truncatingIfNeeded: arc), from: task)
        bound = best
      }
    }
  }

  @inline(__always)
  private func reach(_ agent: Int32, _ value: Value, arc: Int32, from task: Int32) {
    let held = holder[Int(agent)]
    if held >= 0 {
      if value < distance[Int(held)] { relax(held, value, from: task, take: arc, release: holderArc[Int(agent)]) }
    } else if held == free {
      best = value
      endTask = task
      endArc = arc
    } else {
      reachMixed(Int(agent), value, arc: arc, from: task)
    }
  }

  /// An agent that serves several tasks, or has heads to spare in a full group.
  private func reachMixed(_ agent: Int, _ value: Value, arc: Int32, from task: Int32) {
    if value >= agentDistance[agent] { return }
    if agentDistance[agent] == Value.max {
      touchedAgent[touchedAgentCount] = Int32(truncatingIfNeeded: agent)
      touchedAgentCount += 1
    }
    agentDistance[agent] = value
    if network.used[agent] < network.supply[agent] {
      let node = Int32(truncatingIfNeeded: network.tasks) + network.groupOf[agent]
      if value < distance[Int(node)] { relax(node, value, from: task, take: arc, release: -1) }
    }
    releaseAny(agent, value, take: arc, from: task)
  }

  /// Goes on from `agent` to each task that it serves.
  private func releaseAny(_ agent: Int, _ value: Value, take: Int32, from node: Int32) {
    guard network.used[agent] > 0 else { return }
    if holder[agent] >= 0 {
      if value < distance[Int(holder[agent])] { relax(holder[agent], value, from: node, take: take, release: holderArc[agent]) }
      return
    }
    let first = Int(seatStart[agent])
    let count = Int(seatCount[agent])
    work += Int64(count)
    for seat in first..<first + count where value < distance[Int(seatTask[seat])] {
      relax(seatTask[seat], value, from: node, take: take, release: seatArc[seat])
    }
  }

  /// A full group: any head of its members in use may be released.
  private func expand(group: Int, _ reached: Value) {
    let node = Int32(truncatingIfNeeded: network.tasks + group)
    let row = Int(network.groupStart[group])..<Int(network.groupStart[group + 1])
    work += Int64(row.count)
    for position in row {
      let agent = Int(network.groupAgent[position])
      guard network.used[agent] > 0 else { continue }
      let value = reached + network.agentPrice[agent] - network.groupPrice[group]
      if value < best { releaseAny(agent, value, take: -1, from: node) }
    }
  }

  private func relax(_ node: Int32, _ value: Value, from: Int32, take: Int32, release: Int32) {
    if distance[Int(node)] == Value.max {
      touched[touchedCount] = node
      touchedCount += 1
    }
    distance[Int(node)] = value
    parent[Int(node)] = from
    takeArc[Int(node)] = take
    releaseArc[Int(node)] = release
    if value == now {
      level[levelCount] = node
      levelCount += 1
    } else {
      heap.push(value, node)
    }
  }
}

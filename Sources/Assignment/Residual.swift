/// Working state of a solve: the residual network with its prices, in raw memory so that the inner loops neither allocate nor check.
///
/// Nodes are tasks, agents and groups; the root stands for "nobody needed". A price is the cost of one more head from that node to the
/// root, so an arc v -> w of cost c keeps `c + price[w] - price[v] >= 0`:
/// task -> agent (arc cost, always open), agent -> task (its negative, open while heads flow), agent -> group or root (0, open while the
/// agent has heads to spare), group -> agent (0, open while the agent is used), group -> root (0, open while capacity is left),
/// task -> root (unmetCost, always open).
///
/// `Value` is Int32, Int64 or Int128, whichever is the narrowest that all path lengths fit.
///
/// Unchecked: raw memory is written by one solve only; once it is handed to readers nothing writes to it any more.
final class Residual<Value: FixedWidthInteger & SignedInteger & Sendable>: @unchecked Sendable {
  let tasks: Int
  let agents: Int
  let groups: Int
  let arcs: Int

  /// Rows by task.
  let taskStart: UnsafeMutablePointer<Int32>
  let arcAgent: UnsafeMutablePointer<Int32>
  let arcCost: UnsafeMutablePointer<Value>
  let flow: UnsafeMutablePointer<Int32>
  /// Rows by agent: positions in the rows by task.
  let agentStart: UnsafeMutablePointer<Int32>
  let agentArc: UnsafeMutablePointer<Int32>
  let agentTask: UnsafeMutablePointer<Int32>
  /// Rows by group: its agents.
  let groupStart: UnsafeMutablePointer<Int32>
  let groupAgent: UnsafeMutablePointer<Int32>

  let supply: UnsafeMutablePointer<Int32>
  let used: UnsafeMutablePointer<Int32>
  let groupOf: UnsafeMutablePointer<Int32>
  let groupCapacity: UnsafeMutablePointer<Int32>
  let groupUsed: UnsafeMutablePointer<Int32>
  let unmetCost: UnsafeMutablePointer<Value>
  /// Heads that wait for their augmenting path, and heads settled as unmet.
  let pending: UnsafeMutablePointer<Int32>
  let unmet: UnsafeMutablePointer<Int32>

  let taskPrice: UnsafeMutablePointer<Value>
  /// Including the price of the agent's group.
  let agentPrice: UnsafeMutablePointer<Value>
  let groupPrice: UnsafeMutablePointer<Value>

  init(_ instance: TransportInstance) {
    tasks = instance.tasks
    agents = instance.agents
    groups = instance.groupCapacity.count
    arcs = instance.arcs
    taskStart = Self.filled(tasks + 1, 0)
    arcAgent = Self.filled(arcs, 0)
    arcCost = Self.filled(arcs, 0)
    flow = Self.filled(arcs, 0)
    agentStart = Self.copy(instance.arcStart)
    agentArc = Self.filled(arcs, 0)
    agentTask = Self.copy(instance.arcTask)
    groupStart = Self.filled(groups + 1, 0)
    groupAgent = Self.filled(agents, 0)
    supply = Self.copy(instance.supply)
    used = Self.filled(agents, 0)
    groupOf = instance.agentGroup.isEmpty ? Self.filled(agents, -1) : Self.copy(instance.agentGroup)
    groupCapacity = Self.copy(instance.groupCapacity)
    groupUsed = Self.filled(groups, 0)
    unmetCost = Self.filled(tasks, 0)
    pending = Self.copy(instance.need)
    unmet = Self.filled(tasks, 0)
    taskPrice = Self.filled(tasks, 0)
    agentPrice = Self.filled(agents, 0)
    groupPrice = Self.filled(groups, 0)
    for task in 0..<tasks { unmetCost[task] = Value(truncatingIfNeeded: instance.unmetCost[task]) }
    buildTaskRows(instance)
    buildGroupRows()
  }

  deinit {
    for pointer in [
      taskStart, arcAgent, flow, agentStart, agentArc, agentTask, groupStart, groupAgent, supply, used, groupOf, groupCapacity,
      groupUsed, pending, unmet,
    ] { pointer.deallocate() }
    for pointer in [arcCost, unmetCost, taskPrice, agentPrice, groupPrice] { pointer.deallocate() }
  }

  static func filled<Element>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
    pointer.initialize(repeating: value, count: max(1, count))
    return pointer
  }

  static func copy(_ values: [Int32]) -> UnsafeMutablePointer<Int32> {
    let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, values.count))
    pointer.initialize(repeating: 0, count: 1)
    values.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { pointer.update(from: base, count: buffer.count) }
    }
    return pointer
  }

  /// A solved state: heads, settled shortages and prices of an optimal solution.
  convenience init(_ instance: TransportInstance, solved solution: TransportSolution) {
    self.init(instance)
    for seat in solution.chosen {
      guard let position = instance.arc(agent: Int(seat.agent), task: Int(seat.task)) else { continue }
      flow[Int(agentArc[position])] = seat.heads
      used[Int(seat.agent)] += seat.heads
      let group = Int(groupOf[Int(seat.agent)])
      if group >= 0 { groupUsed[group] += seat.heads }
    }
    for group in 0..<groups { groupPrice[group] = Value(truncatingIfNeeded: solution.groupPrice[group]) }
    for task in 0..<tasks {
      pending[task] = 0
      unmet[task] = solution.unmet[task]
      taskPrice[task] = Value(truncatingIfNeeded: solution.taskPrice[task])
    }
    for agent in 0..<agents {
      let own = Value(truncatingIfNeeded: solution.agentPrice[agent])
      agentPrice[agent] = own + (groupOf[agent] < 0 ? 0 : groupPrice[Int(groupOf[agent])])
    }
  }

  private func buildTaskRows(_ instance: TransportInstance) {
    instance.arcCost.withUnsafeBufferPointer { cost in
      for arc in 0..<arcs { taskStart[Int(agentTask[arc]) + 1] += 1 }
      for task in 0..<tasks { taskStart[task + 1] += taskStart[task] }
      let cursor = Self.filled(tasks, Int32(0))
      defer { cursor.deallocate() }
      cursor.update(from: taskStart, count: tasks)
      for agent in 0..<agents {
        for arc in Int(agentStart[agent])..<Int(agentStart[agent + 1]) {
          let task = Int(agentTask[arc])
          let place = Int(cursor[task])
          cursor[task] += 1
          arcAgent[place] = Int32(agent)
          arcCost[place] = Value(truncatingIfNeeded: cost[arc])
          agentArc[arc] = Int32(place)
        }
      }
    }
  }

  private func buildGroupRows() {
    guard groups > 0 else { return }
    for agent in 0..<agents where groupOf[agent] >= 0 { groupStart[Int(groupOf[agent]) + 1] += 1 }
    for group in 0..<groups { groupStart[group + 1] += groupStart[group] }
    let cursor = Self.filled(groups, Int32(0))
    defer { cursor.deallocate() }
    cursor.update(from: groupStart, count: groups)
    for agent in 0..<agents where groupOf[agent] >= 0 {
      let group = Int(groupOf[agent])
      groupAgent[Int(cursor[group])] = Int32(agent)
      cursor[group] += 1
    }
  }
}

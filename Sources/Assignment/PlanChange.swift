/// One change to a solved one-shift problem.
public enum PlanChange: Sendable, Hashable {
  /// An agent (all its heads) is no longer there.
  case drop(agent: Int)
  /// A task needs this many heads now.
  case need(task: Int, heads: Int32)
  /// A pair is no longer eligible.
  case ban(agent: Int, task: Int)
  /// A pair becomes eligible at this cost, or changes its cost.
  case add(agent: Int, task: Int, cost: Int64)
  /// An agent stands for this many people now: 1 brings back somebody who dropped out, 0 is the same as `drop`.
  case supply(agent: Int, heads: Int32)
}

extension TransportInstance {
  /// The instance after the changes, in their order.
  public func applying(_ changes: [PlanChange]) throws(TransportRefusal) -> TransportInstance {
    var supply = supply
    var need = need
    var banned: Set<Int> = []
    var extra: [TransportArc] = []
    for (index, change) in changes.enumerated() {
      try change.check(index, agents: agents, tasks: tasks)
      switch change {
      case .drop(let agent): supply[agent] = 0
      case .need(let task, let heads): need[task] = heads
      case .supply(let agent, let heads): supply[agent] = heads
      case .ban(let agent, let task), .add(let agent, let task, _):
        if let position = arc(agent: agent, task: task) { banned.insert(position) }
        extra.removeAll { Int($0.agent) == agent && Int($0.task) == task }
        if case .add(_, _, let cost) = change { extra.append(TransportArc(agent, task, cost)) }
      }
    }
    if banned.isEmpty, extra.isEmpty { return try replacing(need: need, supply: supply) }
    var rows: [TransportArc] = []
    rows.reserveCapacity(arcs + extra.count)
    for agent in 0..<agents {
      for position in arcs(of: agent) where !banned.contains(position) {
        rows.append(TransportArc(agent: Int32(agent), task: arcTask[position], cost: arcCost[position]))
      }
    }
    return try TransportInstance(
      agents: agents, need: need, unmetCost: unmetCost, arcs: rows + extra, supply: supply, agentGroup: agentGroup,
      groupCapacity: groupCapacity)
  }
}

extension PlanChange {
  /// Whether it names what is there; `index` is its place among the changes.
  func check(_ index: Int, agents: Int, tasks: Int) throws(TransportRefusal) {
    let (agent, task): (Int?, Int?) =
      switch self {
      case .drop(let agent), .supply(let agent, _): (agent, nil)
      case .need(let task, _): (nil, task)
      case .ban(let agent, let task), .add(let agent, let task, _): (agent, task)
      }
    if let agent, agent < 0 || agent >= agents {
      throw .outOfRange(what: "agent of change", index: index, value: Int64(agent), limit: Int64(agents) - 1)
    }
    if let task, task < 0 || task >= tasks {
      throw .outOfRange(what: "task of change", index: index, value: Int64(task), limit: Int64(tasks) - 1)
    }
    switch self {
    case .need(_, let heads) where heads < 0: throw .negative(what: "need of change", index: index, value: Int64(heads))
    case .supply(_, let heads) where heads < 0: throw .negative(what: "supply of change", index: index, value: Int64(heads))
    default: break
    }
  }
}

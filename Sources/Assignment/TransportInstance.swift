/// One eligible pair: `agent` may serve `task` at `cost` per head (any sign).
public struct TransportArc: Sendable, Hashable {
  public var agent: Int32
  public var task: Int32
  public var cost: Int64

  public init(agent: Int32, task: Int32, cost: Int64) {
    self.agent = agent
    self.task = task
    self.cost = cost
  }

  public init(_ agent: Int, _ task: Int, _ cost: Int64) {
    self.init(agent: Int32(agent), task: Int32(task), cost: cost)
  }
}

/// Why a transportation problem is refused. Each case carries the index and the value that broke a rule.
public enum TransportRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  case sizes(what: String, count: Int, expected: Int)
  case negative(what: String, index: Int, value: Int64)
  case outOfRange(what: String, index: Int, value: Int64, limit: Int64)
  case duplicateArc(agent: Int32, task: Int32)
  case tooLarge(what: String, count: Int, limit: Int)
  case overflow(what: String)

  public var description: String {
    switch self {
    case .sizes(let what, let count, let expected): "\(what) has \(count) entries, expected \(expected)"
    case .negative(let what, let index, let value): "\(what)[\(index)] is \(value), expected 0 or more"
    case .outOfRange(let what, let index, let value, let limit): "\(what)[\(index)] is \(value), expected within \(limit)"
    case .duplicateArc(let agent, let task): "the pair (\(agent), \(task)) is given twice"
    case .tooLarge(let what, let count, let limit): "\(count) \(what), at most \(limit) are taken"
    case .overflow(let what): "\(what) does not fit 62 bits; use smaller costs or weights"
    }
  }
}

/// Two arcs of the same pair: refuse the instance, or keep the cheaper one.
public enum DuplicateArcs: Sendable { case refuse, keepCheapest }

/// The one-shift transportation problem.
///
/// Minimise `sum cost[i,j] * heads[i,j] + sum unmetCost[j] * unmet[j]` where each agent `i` gives at most `supply[i]` heads, each task
/// `j` takes exactly `need[j] - unmet[j]`, and the agents of one group give at most `groupCapacity` heads together.
/// Structure of arrays; arcs in compressed rows by agent, tasks ascending within a row.
public struct TransportInstance: Sendable, Equatable {
  /// Per agent: how many alike people it stands for, 0 or more.
  public private(set) var supply: [Int32]
  /// Per task: heads needed, 0 or more.
  public private(set) var need: [Int32]
  /// Per task: cost of each head left unmet, 0 or more.
  public private(set) var unmetCost: [Int64]
  /// Row starts of the arcs by agent; `agents + 1` entries.
  public private(set) var arcStart: [Int32]
  public private(set) var arcTask: [Int32]
  /// Per arc: cost per head, any sign.
  public private(set) var arcCost: [Int64]
  /// Per agent: index of its group, or -1; empty when there are no groups.
  public private(set) var agentGroup: [Int32]
  /// Per group: most heads that may be used of it.
  public private(set) var groupCapacity: [Int32]

  /// Most agents, tasks, groups or arcs of an instance.
  public static let mostNodes = 20_000_000
  public static let mostArcs = 1_000_000_000

  public var agents: Int { supply.count }
  public var tasks: Int { need.count }
  public var arcs: Int { arcTask.count }

  /// Checks sizes, ranges and overflow. O(arcs log arcs-per-agent).
  public init(
    agents: Int, need: [Int32], unmetCost: [Int64], arcs: [TransportArc], supply: [Int32]? = nil, agentGroup: [Int32] = [],
    groupCapacity: [Int32] = [], duplicates: DuplicateArcs = .refuse
  ) throws(TransportRefusal) {
    if agents < 0 || agents > Self.mostNodes { throw .tooLarge(what: "agents", count: agents, limit: Self.mostNodes) }
    if need.count > Self.mostNodes { throw .tooLarge(what: "tasks", count: need.count, limit: Self.mostNodes) }
    if arcs.count > Self.mostArcs { throw .tooLarge(what: "arcs", count: arcs.count, limit: Self.mostArcs) }
    self.supply = supply ?? Array(repeating: 1, count: agents)
    self.need = need
    self.unmetCost = unmetCost
    self.agentGroup = agentGroup
    self.groupCapacity = groupCapacity
    (arcStart, arcTask, arcCost) = try Self.rows(agents: agents, tasks: need.count, arcs: arcs, duplicates: duplicates)
    try checkNodes(agents: agents)
    try checkOverflow()
  }

  /// For readers that have already built ascending rows without doubles.
  init(
    supply: [Int32], need: [Int32], unmetCost: [Int64], arcStart: [Int32], arcTask: [Int32], arcCost: [Int64]
  ) throws(TransportRefusal) {
    self.supply = supply
    self.need = need
    self.unmetCost = unmetCost
    self.arcStart = arcStart
    self.arcTask = arcTask
    self.arcCost = arcCost
    agentGroup = []
    groupCapacity = []
    try checkNodes(agents: supply.count)
    try checkOverflow()
  }

  private static func rows(
    agents: Int, tasks: Int, arcs: [TransportArc], duplicates: DuplicateArcs
  ) throws(TransportRefusal) -> ([Int32], [Int32], [Int64]) {
    var start = [Int32](repeating: 0, count: agents + 1)
    for (index, arc) in arcs.enumerated() {
      if arc.agent < 0 || Int(arc.agent) >= agents {
        throw .outOfRange(what: "arc agent", index: index, value: Int64(arc.agent), limit: Int64(agents) - 1)
      }
      if arc.task < 0 || Int(arc.task) >= tasks {
        throw .outOfRange(what: "arc task", index: index, value: Int64(arc.task), limit: Int64(tasks) - 1)
      }
      start[Int(arc.agent) + 1] += 1
    }
    for agent in 0..<agents { start[agent + 1] += start[agent] }
    var cursor = start
    var placed = arcs
    for arc in arcs {
      placed[Int(cursor[Int(arc.agent)])] = arc
      cursor[Int(arc.agent)] += 1
    }
    var task: [Int32] = []
    var cost: [Int64] = []
    task.reserveCapacity(arcs.count)
    cost.reserveCapacity(arcs.count)
    var outStart = [Int32](repeating: 0, count: agents + 1)
    for agent in 0..<agents {
      let range = Int(start[agent])..<Int(start[agent + 1])
      placed[range].sort { ($0.task, $0.cost) < ($1.task, $1.cost) }
      let rowStart = task.count
      for arc in placed[range] {
        if task.count > rowStart, task[task.count - 1] == arc.task {
          if duplicates == .refuse { throw .duplicateArc(agent: arc.agent, task: arc.task) }
          continue
        }
        task.append(arc.task)
        cost.append(arc.cost)
      }
      outStart[agent + 1] = Int32(task.count)
    }
    return (outStart, task, cost)
  }

  private func checkNodes(agents: Int) throws(TransportRefusal) {
    if supply.count != agents { throw .sizes(what: "supply", count: supply.count, expected: agents) }
    if unmetCost.count != need.count { throw .sizes(what: "unmetCost", count: unmetCost.count, expected: need.count) }
    if !agentGroup.isEmpty, agentGroup.count != agents {
      throw .sizes(what: "agentGroup", count: agentGroup.count, expected: agents)
    }
    for (index, value) in supply.enumerated() where value < 0 {
      throw .negative(what: "supply", index: index, value: Int64(value))
    }
    for (index, value) in need.enumerated() where value < 0 { throw .negative(what: "need", index: index, value: Int64(value)) }
    for (index, value) in unmetCost.enumerated() where value < 0 {
      throw .negative(what: "unmetCost", index: index, value: value)
    }
    for (index, value) in groupCapacity.enumerated() where value < 0 {
      throw .negative(what: "groupCapacity", index: index, value: Int64(value))
    }
    for (index, value) in agentGroup.enumerated() where value < -1 || Int(value) >= groupCapacity.count {
      throw .outOfRange(what: "agentGroup", index: index, value: Int64(value), limit: Int64(groupCapacity.count) - 1)
    }
  }

  /// The largest objective, any dual objective and any sum of two prices stay below 2^62.
  private func checkOverflow() throws(TransportRefusal) {
    let limit = Int128(1) << 62
    var dearest: Int128 = 0
    for cost in arcCost { dearest = max(dearest, Int128(cost.magnitude)) }
    var unmet: Int128 = 0
    var top: Int128 = 0
    for task in need.indices {
      unmet += Int128(need[task]) * Int128(unmetCost[task])
      top = max(top, Int128(unmetCost[task]))
    }
    let heads = need.reduce(Int128(0)) { $0 + Int128($1) }
    if unmet >= limit { throw .overflow(what: "need times unmetCost") }
    if heads * dearest >= limit { throw .overflow(what: "need times cost") }
    if top + 2 * dearest >= limit / 8 { throw .overflow(what: "unmetCost plus cost") }
  }
}

extension TransportInstance {
  /// Whether all path lengths fit 32 bits.
  var fitsNarrow: Bool {
    var dearest: UInt64 = 0
    for cost in arcCost { dearest = max(dearest, cost.magnitude) }
    var top: UInt64 = 0
    for cost in unmetCost { top = max(top, cost.magnitude) }
    return dearest < 1 << 26 && top < 1 << 26
  }

  /// Larger than any price: no path to the root costs more.
  var largestPrice: Int128 {
    var dearest: UInt64 = 0
    for cost in arcCost { dearest = max(dearest, cost.magnitude) }
    return Int128(unmetCost.max() ?? 0) + 2 * Int128(dearest) + 1
  }

  /// The same arcs with other needs, unmet costs or supplies, checked again.
  public func replacing(
    need: [Int32]? = nil, unmetCost: [Int64]? = nil, supply: [Int32]? = nil
  ) throws(TransportRefusal) -> TransportInstance {
    var copy = self
    if let supply {
      if supply.count != agents { throw .sizes(what: "supply", count: supply.count, expected: agents) }
      copy.supply = supply
    }
    if let need {
      if need.count != tasks { throw .sizes(what: "need", count: need.count, expected: tasks) }
      copy.need = need
    }
    if let unmetCost { copy.unmetCost = unmetCost }
    try copy.checkNodes(agents: agents)
    try copy.checkOverflow()
    return copy
  }

  /// Gives the agents from `first` on, which have no arcs yet, arcs of cost 0 to these tasks (ascending).
  func appendingRows(after first: Int, _ rows: [[Int32]]) -> TransportInstance {
    var copy = self
    for (index, row) in rows.enumerated() {
      copy.arcTask += row
      copy.arcCost += row.map { _ in 0 }
      copy.arcStart[first + index + 1] = Int32(copy.arcTask.count)
    }
    return copy
  }

  /// The arcs of an agent, as indices into `arcTask` and `arcCost`.
  public func arcs(of agent: Int) -> Range<Int> { Int(arcStart[agent])..<Int(arcStart[agent + 1]) }

  /// The arc of a pair, by binary search, or nil when the pair is not eligible.
  public func arc(agent: Int, task: Int) -> Int? {
    var low = Int(arcStart[agent])
    var high = Int(arcStart[agent + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(arcTask[middle]) < task { low = middle + 1 } else { high = middle }
    }
    return low < Int(arcStart[agent + 1]) && Int(arcTask[low]) == task ? low : nil
  }

  /// The group of an agent, or nil.
  public func group(of agent: Int) -> Int? {
    guard !agentGroup.isEmpty, agentGroup[agent] >= 0 else { return nil }
    return Int(agentGroup[agent])
  }
}

import Assignment
import Basics
import Incident

/// The transportation problem of the seats: classes of alike people, seats, who may take which at what cost.
struct SeatNetwork: Sendable {
  let table: SeatTable
  /// Positions in the roster, ascending, by agent.
  var classes: [[Int]]
  /// Agent of each person, -1 for those who can take no seat (or sit on a pin).
  var agentOf: [Int]
  var arcs: [TransportArc]
  var groupOfAgent: [Int32]
  /// Position of the unit in the roster by group.
  let unitOfGroup: [Int]
  let groupOfUnit: [Int]
  var groupCapacity: [Int32]

  var tasks: [SeatTask] { table.tasks }
  var need: [Int32] { table.tasks.map { Int32($0.heads) } }
  var tier: [Int] { table.tasks.map(\.tier) }
  var supply: [Int32] { classes.map { Int32($0.count) } }

  /// - Parameter mergingAlike: people who are alike become one agent; nil for what the input says.
  /// - Complexity: O(staff x posts + arcs)
  init(_ eligibility: Eligibility, table: SeatTable, mergingAlike: Bool? = nil) {
    self.table = table
    let mergesAlike = mergingAlike ?? eligibility.input.mergesAlike
    let staff = eligibility.tables.staff
    agentOf = Array(repeating: -1, count: staff.count)
    classes = []
    arcs = []
    groupOfAgent = []
    var unitOfGroup: [Int] = []
    var groupOfUnit = [Int](repeating: -1, count: eligibility.input.roster.units.count)
    var agentOfKey: [[Int64]: Int] = [:]
    var isPinned = [Bool](repeating: false, count: staff.count)
    for seat in table.pinned { isPinned[seat.staff] = true }
    let byNeed = Self.tasksByNeed(table)
    let marks = byNeed.map { eligibility.mark(eligibility.needs.needs[$0.need]) }
    let known = SeatRows.of(eligibility)
    var ofNeed = [Int](repeating: -1, count: eligibility.needs.needs.count)
    for (at, item) in byNeed.enumerated() { ofNeed[item.need] = at }
    var row: [(task: Int, cost: Int64)] = []
    for i in staff.indices {
      if let known, known.start[i] == known.start[i + 1] { continue }
      guard eligibility.isFree(staff: i), !isPinned[i] else { continue }
      if let known, eligibility.toldPost(staff: i) == nil {
        Self.row(i, known, ofNeed, byNeed, marks, table, eligibility, &row)
      } else {
        row = Self.row(i, byNeed, marks, table, eligibility)
      }
      if row.isEmpty { continue }
      let unit = Int(eligibility.tables.unit[i])
      if unit >= 0, groupOfUnit[unit] < 0 {
        groupOfUnit[unit] = unitOfGroup.count
        unitOfGroup.append(unit)
      }
      let group = unit < 0 ? -1 : groupOfUnit[unit]
      let agent = classes.count
      if mergesAlike {
        let key = [Int64(group)] + row.flatMap { [Int64($0.task), $0.cost] }
        if let agent = agentOfKey[key] {
          classes[agent].append(i)
          agentOf[i] = agent
          continue
        }
        agentOfKey[key] = agent
      }
      agentOf[i] = agent
      for arc in row { arcs.append(TransportArc(agent, arc.task, arc.cost)) }
      groupOfAgent.append(Int32(group))
      classes.append([i])
    }
    let units = unitOfGroup
    self.unitOfGroup = units
    self.groupOfUnit = groupOfUnit
    groupCapacity = units.map { Int32(clamping: max(0, table.capacity[$0])) }
  }

  private static func tasksByNeed(_ table: SeatTable) -> [(need: Int, tasks: [Int])] {
    var out: [(need: Int, tasks: [Int])] = []
    for (t, task) in table.tasks.enumerated() {
      if out.last?.need == task.need { out[out.count - 1].tasks.append(t) } else { out.append((task.need, [t])) }
    }
    return out
  }

  /// The row of somebody who was told no post, from what is known of all.
  private static func row(
    _ staff: Int, _ known: SeatRows, _ ofNeed: [Int], _ byNeed: [(need: Int, tasks: [Int])], _ marks: [Eligibility.Mark],
    _ table: SeatTable, _ eligibility: Eligibility, _ row: inout [(task: Int, cost: Int64)]
  ) {
    row.removeAll(keepingCapacity: true)
    let isFemale = eligibility.tables.staff[staff].sex == .female
    for entry in Int(known.start[staff])..<Int(known.start[staff + 1]) {
      let index = Int(known.need[entry])
      let at = ofNeed[index]
      if at < 0 { continue }
      if marks[at].hasBans, eligibility.isBanned(staff: staff, from: eligibility.needs.needs[index].post.id) { continue }
      for task in byNeed[at].tasks where isFemale || table.tasks[task].kind != .woman { row.append((task, known.cost[entry])) }
    }
  }

  private static func row(
    _ staff: Int, _ byNeed: [(need: Int, tasks: [Int])], _ marks: [Eligibility.Mark], _ table: SeatTable,
    _ eligibility: Eligibility
  ) -> [(task: Int, cost: Int64)] {
    var row: [(task: Int, cost: Int64)] = []
    let isFemale = eligibility.tables.staff[staff].sex == .female
    for at in marks.indices where eligibility.isEligible(freeStaff: staff, mark: marks[at]) {
      let index = byNeed[at].need
      if marks[at].hasBans, eligibility.isBanned(staff: staff, from: eligibility.needs.needs[index].post.id) { continue }
      let cost = eligibility.arcCost(staff: staff, mark: marks[at], need: index)
      for task in byNeed[at].tasks where isFemale || table.tasks[task].kind != .woman { row.append((task, cost)) }
    }
    return row
  }

  func instance(need: [Int32], unmetCost: [Int64]? = nil) throws(TransportRefusal) -> TransportInstance {
    try TransportInstance(
      agents: classes.count, need: need, unmetCost: unmetCost ?? Array(repeating: 0, count: need.count), arcs: arcs,
      supply: supply,
      agentGroup: groupOfAgent, groupCapacity: groupCapacity)
  }

  /// Whether a plan with these filled heads keeps a bundle: nobody there, or the minimum.
  func isKept(_ bundle: SeatBundle, filled: [Int32]) -> Bool {
    var isUsed = false
    var isWhole = true
    for task in bundle.tasks {
      if filled[task] > 0 { isUsed = true }
      if tasks[task].isMinimum, filled[task] < Int32(tasks[task].heads) { isWhole = false }
    }
    return isWhole || !isUsed
  }
}

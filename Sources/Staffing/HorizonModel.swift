import Assignment
import Basics
import Incident

/// A crew of a cell that is whole or idle: fewest and most heads, and whether one of them is a woman.
struct CellCrew: Hashable, Sendable {
  var minimum: Int
  var heads: Int
  var needsWoman: Bool
}

/// A post in its shift: the seats that pins leave open.
struct HorizonCell: Sendable {
  var shift: Int
  /// Into the needs of the shift's planner.
  var need: Int
  /// Tasks of the shift's seat table, in its order.
  var tasks: [Int]
  var heads: Int
  var womanHeads: Int
  /// Heads that pins force to be filled: the first ones.
  var forced: Int
  /// As in `Plan.unmetByTier`.
  var tier: Int
  /// Into `HorizonModel.places`.
  var place: Int32
  /// In the order of the tasks; all heads belong to some.
  var crews: [CellCrew]
  /// Whether any number of people may serve.
  var isFree: Bool

  /// Whether so many people, women among them, can be shared out to crews that are whole or idle.
  func takes(_ people: Int, women: Int) -> Bool {
    if people > heads { return false }
    return isFree || split(people, women: women) != nil
  }
}

/// Everything of a horizon that stays while its plans change: posts by shift, who may take which at what cost, and duties that are
/// not up for choice (pins, offices, people under way).
struct HorizonModel: Sendable {
  let clock: ShiftClock
  let weights: CostWeights
  let staff: Int
  var shifts: Int { clock.count }
  /// By shift: prepared, with offices and pins settled and without what other shifts' choices add.
  var planners: [StaffingPlanner] = []
  var tables: [SeatTable] = []
  var cells: [HorizonCell] = []
  /// Cells of a shift: `firstCell[t]..<firstCell[t + 1]`.
  var firstCell: [Int] = [0]
  var places: [PlaceID] = []
  /// Rows of arcs by person and shift: `rowStart[person * shifts + shift]`.
  var rowStart: [Int32] = []
  var arcCell: [Int32] = []
  /// As if the shift stood alone.
  var arcCost: [Int64] = []
  let isFemale: [Bool]
  /// Into the roster's units, -1 for none.
  let unit: [Int32]
  /// By person and shift: the place of a duty that is not up for choice, else -1.
  var fixedPlace: [Int32] = []
  /// Starts of night work outside of the horizon, by person.
  var nightsOutside: [Int: [Instant]] = [:]
  /// By shift and unit of the roster: how many may still be called.
  var capacity: [[Int]] = []
  /// Unmet heads by tier that no choice fills: closed posts, missing pieces, crews too small, offices without a holder.
  var lostHeads: [Int] = [0, 0, 0, 0, 0]

  func row(_ person: Int, _ shift: Int) -> Range<Int> {
    Int(rowStart[person * shifts + shift])..<Int(rowStart[person * shifts + shift + 1])
  }
}

extension HorizonModel {
  /// - Parameter planners: by shift, prepared; see `HorizonSetup`.
  init(_ planners: [StaffingPlanner], tables: [SeatTable], clock: ShiftClock) {
    self.clock = clock
    self.planners = planners
    self.tables = tables
    weights = clock.rules.weights.bounded
    let roster = planners.first?.eligibility.tables.staff ?? []
    staff = roster.count
    isFemale = roster.map { $0.sex == .female }
    unit = planners.first?.eligibility.tables.unit ?? []
    capacity = tables.map(\.capacity)
    fixedPlace = Array(repeating: -1, count: staff * clock.count)
    var placeIndex: [PlaceID: Int32] = [:]
    for (t, planner) in planners.enumerated() {
      for need in planner.eligibility.needs.needs + planner.eligibility.needs.offices where placeIndex[need.place.id] == nil {
        placeIndex[need.place.id] = Int32(places.count)
        places.append(need.place.id)
      }
      addFixed(t, placeIndex)
      addCells(t, placeIndex)
      countLost(t)
      for span in planner.input.work where span.isNight {
        guard let at = planner.input.roster.index(of: span.staff) else { continue }
        let isInside = clock.shifts.contains { $0.interval == span.interval && $0.isNight }
        if !isInside, !(nightsOutside[at, default: []].contains(span.interval.start)) {
          nightsOutside[at, default: []].append(span.interval.start)
        }
      }
    }
    addRows()
  }

  private mutating func addFixed(_ t: Int, _ placeIndex: [PlaceID: Int32]) {
    let eligibility = planners[t].eligibility
    for outcome in eligibility.offices.outcomes {
      guard let holder = outcome.holder else { continue }
      fixedPlace[holder * shifts + t] = placeIndex[eligibility.needs.offices[outcome.office].place.id] ?? -1
    }
    for seat in tables[t].pinned {
      fixedPlace[seat.staff * shifts + t] = placeIndex[eligibility.needs.needs[seat.need].place.id] ?? -1
    }
  }

  private mutating func addCells(_ t: Int, _ placeIndex: [PlaceID: Int32]) {
    let table = tables[t]
    let needs = planners[t].eligibility.needs.needs
    var byNeed: [(need: Int, tasks: [Int])] = []
    for (at, task) in table.tasks.enumerated() {
      if byNeed.last?.need == task.need { byNeed[byNeed.count - 1].tasks.append(at) } else { byNeed.append((task.need, [at])) }
    }
    for (need, tasks) in byNeed {
      var crews: [Int: CellCrew] = [:]
      var forced = 0
      for task in tasks.map({ table.tasks[$0] }) {
        if task.tier == 0 { forced += task.heads }
        var crew = crews[task.crew] ?? CellCrew(minimum: 0, heads: 0, needsWoman: false)
        crew.heads += task.heads
        if task.isMinimum, task.tier > 0 { crew.minimum += task.heads }
        if task.kind == .woman { crew.needsWoman = true }
        crews[task.crew] = crew
      }
      let list = crews.keys.sorted().compactMap { crews[$0] }.map {
        CellCrew(minimum: max(1, $0.minimum), heads: $0.heads, needsWoman: $0.needsWoman)
      }
      cells.append(
        HorizonCell(
          shift: t, need: need, tasks: tasks, heads: list.reduce(0) { $0 + $1.heads },
          womanHeads: tasks.reduce(0) { $0 + (table.tasks[$1].kind == .woman ? table.tasks[$1].heads : 0) }, forced: forced,
          tier: needs[need].tier, place: placeIndex[needs[need].place.id] ?? -1, crews: list,
          isFree: list.allSatisfy { $0.minimum == 1 && !$0.needsWoman }))
    }
    firstCell.append(cells.count)
  }

  /// Heads of the shift that no seat of the table stands for.
  private mutating func countLost(_ t: Int) {
    let eligibility = planners[t].eligibility
    var open = [Int](repeating: 0, count: eligibility.needs.needs.count)
    for task in tables[t].tasks { open[task.need] += task.heads }
    for seat in tables[t].pinned { open[seat.need] += 1 }
    for (index, need) in eligibility.needs.needs.enumerated() { lostHeads[need.tier] += max(0, need.ownHeads - open[index]) }
    for outcome in eligibility.offices.outcomes where outcome.holder == nil {
      lostHeads[eligibility.needs.offices[outcome.office].tier] += 1
    }
    for post in eligibility.needs.unknown { lostHeads[4] += post.heads }
  }

  /// People whom no rule of the shift itself keeps away, and whose fixed duties leave it free.
  private mutating func addRows() {
    rowStart.reserveCapacity(staff * shifts + 1)
    rowStart.append(0)
    for person in 0..<staff {
      let fixed = (0..<shifts).reduce(UInt32(0)) { fixedPlace[person * shifts + $1] >= 0 ? $0 | 1 << UInt32($1) : $0 }
      for t in 0..<shifts {
        let eligibility = planners[t].eligibility
        let isOpen = fixed & (clock.conflicts[t] | 1 << UInt32(t)) == 0
        if isOpen, eligibility.personReasons(staff: person).isEmpty { addRow(person, t, eligibility) }
        rowStart.append(Int32(arcCell.count))
      }
    }
  }

  private mutating func addRow(_ person: Int, _ t: Int, _ eligibility: Eligibility) {
    let at = unit[person]
    if at >= 0, capacity[t][Int(at)] <= 0 { return }
    for cell in firstCell[t]..<firstCell[t + 1] {
      let need = eligibility.needs.needs[cells[cell].need]
      if cells[cell].womanHeads == cells[cell].heads, !isFemale[person] { continue }
      guard eligibility.isEligible(freeStaff: person, need: need) else { continue }
      arcCell.append(Int32(cell))
      arcCost.append(eligibility.arcCost(staff: person, need: need))
    }
  }
}

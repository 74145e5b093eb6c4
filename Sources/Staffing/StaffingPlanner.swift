import Assignment
import Basics
import Geography
import Incident

/// Plans one shift: who goes where, why, and what is short.
///
/// Lexicographic goal: unmet heads by tier (leaders of class 1, then classes 1...4), then one weighted cost. No hard rule is ever
/// broken for it. Exact where the search over crews ends in its limit of work (`Plan.status`, `Plan.gap` say so otherwise).
/// A value: same input, same plan, same explanations.
public struct StaffingPlanner: Sendable {
  public let input: StaffingInput
  var eligibility: Eligibility
  var proposal: Proposal?
  /// Solves anew that the remedies of one plan may take.
  var resolves = StaffingLimits.resolves
  /// False for a caller who reads none: shortages then name their cause, and no way to close them. Half the time of a repair where
  /// crews are short goes into these ways.
  public var wantsRemedies = true

  /// Prepares tables and travel times; the plan is made by `propose`.
  /// - Complexity: Dijkstra per place and vehicle, then O(staff x (competencies + places)).
  public init(_ input: StaffingInput, shouldStop: () -> Bool = { false }) {
    let needs = PostNeeds(input)
    self.init(
      input, needs: needs, tables: StaffTables(input),
      travel: TravelTable.of(input, places: needs.places, shouldStop: shouldStop))
  }

  private init(_ input: StaffingInput, needs: PostNeeds, tables: StaffTables, travel: TravelTable) {
    self.input = input
    let offices = OfficePosts(input, needs: needs, tables: tables)
    eligibility = Eligibility(input, tables: tables, travel: travel, needs: needs, offices: offices)
  }

  /// The same facts with other pins, bans, power, equipment or partners: tables of travel stay, and those of people unless work
  /// or availability change too.
  func changed(rebuildingTables: Bool = false, _ change: (inout StaffingInput) -> Void) -> StaffingPlanner {
    var input = self.input
    change(&input)
    let tables = rebuildingTables ? StaffTables(input) : eligibility.tables
    var planner = StaffingPlanner(input, needs: PostNeeds(input), tables: tables, travel: eligibility.travel)
    planner.eligibility.others = eligibility.others
    planner.wantsRemedies = wantsRemedies
    return planner
  }

  /// Makes the plan and keeps it for explanations.
  ///
  /// `shouldStop` is asked now and then; a plan that is stopped is valid, with status `feasible`. With `workLimit` (arcs looked
  /// at) a run repeats byte for byte; `.max` leaves the search for crews its own limit (`StaffingLimits.crewWork`).
  @discardableResult
  public mutating func propose(shouldStop: () -> Bool = { false }, workLimit: Int64 = .max) -> Plan {
    finish(solve(shouldStop: shouldStop, workLimit: workLimit))
  }

  /// Adds shortages and proof to a proposal, and keeps it for explanations.
  mutating func finish(_ solved: Proposal) -> Plan {
    var made = solved
    if let solution = made.solution {
      var finder = ShortageFinder(planner: self, proposal: made, solution: solution)
      made.plan.shortages = finder.shortages()
      made.plan.proof = finder.proof()
    } else {
      made.plan.shortages = ShortageFinder.unsolved(eligibility, made.plan)
    }
    proposal = made
    return made.plan
  }

  /// The last proposal; nil before `propose`.
  public var plan: Plan? { proposal?.plan }

  /// Pins that a hard rule has refused in the last proposal, in the order of the input.
  public var refusedPins: [RefusedPin] { proposal?.refused ?? [] }

  /// Violations of hard rules by any plan for this input, found without the solver; empty where there are none.
  public func check(_ plan: Plan) -> [String] { PlanChecker.violations(of: plan, input: input) }

  /// Plan without shortages and proof.
  /// - Parameter kept: a seating by task that stays where the best plan is no better.
  func solve(
    keeping kept: [(staff: Int, task: Int)]? = nil, shouldStop: () -> Bool = { false }, workLimit: Int64 = .max
  ) -> Proposal {
    var dropping: [Pin: Int] = [:]
    while true {
      let table = SeatTable(eligibility, dropping: dropping)
      let network = SeatNetwork(eligibility, table: table)
      guard var solution = try? SeatSolution.solve(network, shouldStop: shouldStop, workLimit: workLimit) else {
        return Proposal(eligibility: eligibility, table: table)
      }
      let broken = brokenPins(solution)
      if broken.isEmpty, let kept { solution.keep(kept) }
      if broken.isEmpty { return Proposal(eligibility: eligibility, table: table, solution: solution) }
      dropping.merge(broken) { first, _ in first }
    }
  }

  /// Pins whose crew does not come together, with its minimum.
  private func brokenPins(_ solution: SeatSolution) -> [Pin: Int] {
    var broken: [Pin: Int] = [:]
    for (t, task) in solution.network.tasks.enumerated() where task.tier == 0 && solution.unmet[t] > 0 {
      let need = eligibility.needs.needs[task.need]
      for seat in solution.network.table.pinned where seat.need == task.need && seat.crew == task.crew {
        broken[Pin(staff: eligibility.tables.staff[seat.staff].id, post: need.post.id)] = need.crews[task.crew].minimum
      }
    }
    return broken
  }
}

/// A plan with what it was made from.
struct Proposal: Sendable {
  var plan: Plan
  var refused: [RefusedPin]
  var solution: SeatSolution?
  /// Staff by agent and task, ascending, as the plan has them.
  var seated: [Seat: [Int]] = [:]
  /// Post of each person with a duty, by position in the roster.
  var dutyOf: [Int: Duty] = [:]

  /// Where the solver refuses the instance (costs beyond 62 bits): pins and offices only.
  init(eligibility: Eligibility, table: SeatTable) {
    self.init(eligibility: eligibility, table: table, solved: nil)
  }

  init(eligibility: Eligibility, table: SeatTable, solution: SeatSolution) {
    self.init(eligibility: eligibility, table: table, solved: solution)
  }

  /// - Parameter placed: people on tasks of the table, where no solver has put them.
  init(eligibility: Eligibility, table: SeatTable, solved: SeatSolution?, placed: [(staff: Int, task: Int)] = []) {
    solution = solved
    refused = table.refused
    var duties: [(staff: Int, duty: Duty)] = Self.fixedDuties(eligibility, table)
    for (staff, at) in placed {
      let task = table.tasks[at]
      duties.append((staff, Self.duty(staff, eligibility.needs.needs[task.need], task.kind, .optimised, eligibility)))
    }
    if let solved {
      seated = Self.seating(solved)
      for seat in solved.chosen {
        let task = solved.network.tasks[Int(seat.task)]
        let need = eligibility.needs.needs[task.need]
        for staff in seated[seat] ?? [] {
          duties.append(
            (staff, Self.duty(staff, need, task.kind, .optimised, eligibility)))
        }
      }
    }
    for (staff, duty) in duties { dutyOf[staff] = duty }
    plan = Self.plan(eligibility, duties, solved)
  }

  /// People of a class in the order of their ids, task by task.
  private static func seating(_ solution: SeatSolution) -> [Seat: [Int]] {
    if let people = solution.people { return people }
    var next = [Int](repeating: 0, count: solution.network.classes.count)
    var out: [Seat: [Int]] = [:]
    for seat in solution.chosen {
      let agent = Int(seat.agent)
      let end = next[agent] + Int(seat.heads)
      out[seat] = Array(solution.network.classes[agent][next[agent]..<end])
      next[agent] = end
    }
    return out
  }

  private static func duty(
    _ staff: Int, _ need: PostNeed, _ kind: SeatKind, _ source: Duty.Source, _ eligibility: Eligibility
  ) -> Duty {
    let minutes = eligibility.travel.travel(staff: staff, place: need.placeIndex).flatMap { $0 < 0 ? nil : Int($0) }
    return Duty(
      staff: eligibility.tables.staff[staff].id, post: need.post.id, seat: kind, travelMinutes: minutes, source: source)
  }

  private static func fixedDuties(_ eligibility: Eligibility, _ table: SeatTable) -> [(staff: Int, duty: Duty)] {
    var out: [(staff: Int, duty: Duty)] = []
    for outcome in eligibility.offices.outcomes {
      guard let holder = outcome.holder else { continue }
      let need = eligibility.needs.offices[outcome.office]
      out.append((holder, duty(holder, need, need.seat, .office, eligibility)))
    }
    for seat in table.pinned {
      out.append((seat.staff, duty(seat.staff, eligibility.needs.needs[seat.need], seat.kind, .pinned, eligibility)))
    }
    return out
  }

  private static func plan(
    _ eligibility: Eligibility, _ duties: [(staff: Int, duty: Duty)], _ solution: SeatSolution?
  ) -> Plan {
    let index = Dictionary(
      eligibility.needs.needs.enumerated().map { ($1.post.id, $0) }, uniquingKeysWith: { first, _ in first })
    var cost: Int64 = 0
    var filled: [PostID: Int] = [:]
    var busy: Set<Int> = []
    for (staff, duty) in duties {
      busy.insert(staff)
      filled[duty.post, default: 0] += 1
      if duty.source != .office, let need = index[duty.post] {
        cost += eligibility.cost(staff: staff, need: eligibility.needs.needs[need]).total
      }
    }
    for staff in eligibility.toldStaff where !busy.contains(staff) { cost += eligibility.weights.perRelease }
    var unmet = [Int](repeating: 0, count: 5)
    for need in eligibility.needs.needs {
      unmet[need.tier] += max(0, need.ownHeads - (filled[need.post.id] ?? 0))
    }
    for need in eligibility.needs.offices where filled[need.post.id] == nil { unmet[need.tier] += 1 }
    for post in eligibility.needs.unknown { unmet[4] += post.heads }
    return Plan(
      shifts: [eligibility.input.shift.id], posts: eligibility.needs.posts,
      duties: duties.map(\.duty).sorted(by: precedes), shortages: [], proof: nil, cost: cost, unmetByTier: unmet,
      status: solution?.status == .optimal ? .optimal : .feasible, gap: solution.map(gap) ?? 0,
      caveats: Caveats.of(eligibility, duties: duties))
  }

  private static func precedes(_ a: Duty, _ b: Duty) -> Bool {
    if a.post != b.post { return a.post < b.post }
    if a.seat != b.seat { return rank(a.seat) < rank(b.seat) }
    return a.staff < b.staff
  }

  private static func rank(_ seat: SeatKind) -> Int {
    switch seat {
    case .leader: 0
    case .woman: 1
    case .member: 2
    }
  }

  private static func gap(_ solution: SeatSolution) -> Int64 {
    if solution.status == .optimal { return 0 }
    let unmet = zip(solution.score.unmet, solution.bound.unmet).dropFirst().map { Int($0 - $1) }
    return max(1, GoalUnits.value(unmet: unmet, cost: solution.score.cost - max(solution.bound.cost, -1 << 40)))
  }
}

/// What stands in for facts in a plan.
enum Caveats {
  static func of(_ eligibility: Eligibility, duties: [(staff: Int, duty: Duty)]) -> [Plan.Caveat] {
    let travel = eligibility.travel
    let needs = eligibility.needs.needs + eligibility.needs.offices
    let placeOf = Dictionary(needs.map { ($0.post.id, $0.placeIndex) }, uniquingKeysWith: { first, _ in first })
    var found: Set<Plan.Caveat> = []
    if !travel.usesRoads {
      found.insert(.straightLineTravel)
    } else if eligibility.input.city.roads?.origin.isSynthetic == true {
      found.insert(.syntheticRoads)
    }
    if let depths = eligibility.input.trustedDepths {
      if depths.samples.contains(where: { $0.source == .reported }) { found.insert(.reportedDepths) }
    } else {
      found.insert(.noDepths)
    }
    for (staff, duty) in duties {
      if let place = placeOf[duty.post], travel.usesBoat(staff: staff, place: place) { found.insert(.boatShuttle) }
      if eligibility.tables.staff[staff].isInvented { found.insert(.inventedStaff) }
      switch travel.start[staff] {
      case .kelurahan: found.insert(.homesByKelurahan)
      case .unitSeat, .unknown: found.insert(.homesUnknown)
      case .coordinate: break
      }
    }
    found.formUnion(fridays(eligibility.input))
    if eligibility.needs.usesAssumedEquipment { found.insert(.equipmentAssumed) }
    if eligibility.needs.usesAssumedPower { found.insert(.powerAssumedOff) }
    return Plan.Caveat.allCases.filter(found.contains)
  }

  /// What the Friday prayer means for the shift.
  private static func fridays(_ input: StaffingInput) -> [Plan.Caveat] {
    var out: [Plan.Caveat] = []
    if !input.city.fridayPrayers(within: input.shift.interval).isEmpty { out.append(.fridayPrayer) }
    if !input.city.handoversInFridayPrayer(of: input.shift).isEmpty { out.append(.handoverInFridayPrayer) }
    return out
  }
}

import Basics
import Foundation
import Incident
import Ledger
import Operations
import Staffing

/// Declines met in the command post: the first shift of a scenario is planned, approved and called out, then one person after another
/// says no. `replan SCENARIO [DECLINES]`: one JSON line a decline, the ways in turn, in seconds:
/// `anew` (input, plan and check made from nothing, as the desk did before), `desk` (the desk's whole answer: repair, check, log and
/// projections), and of the desk's the parts `input`, `tables` (who may do what, ways), `repair` (from tables to the plan with its
/// shortages) and `check`.
enum ReplanBenchmark {
  static func run(_ arguments: [String]) throws {
    guard let path = arguments.first else { exit(64) }
    let declines = arguments.count > 1 ? Int(arguments[1]) ?? 9 : 9
    let files = try ScenarioFiles(path)
    let scenario = files.scenario
    let shift = scenario.shifts[0].id
    let (desk, operation) = try called(files, shift)
    var random = RandomStream(seed: 11, name: "replan-benchmark")
    let planner = Actor.system("planner")
    var ratios: [Double] = []
    for step in 1...declines {
      let orders = desk.state.orders(operation).filter { $0.issue.source == .optimised && $0.phase.holdsSeat }
      let at = scenario.start.adding(minutes: 40 + step)
      let declined = random.pick(orders)
      try desk.submit(
        .order(.decline(OrderDecline(order: declined.id, at: at, reason: .family))), by: .person(office: "pusdalops"), at: at)
      var plan: Plan?
      let anew = try seconds {
        var fresh = StaffingPlanner(try desk.staffingInput(operation, shift: shift, scenario: scenario, at: at))
        plan = fresh.propose()
        if let plan { _ = fresh.check(plan) }
      }
      let standing = desk.state.approvedPlan(operation, shift: shift)?.plan
      let parts = try Self.parts(desk, operation, shift, scenario, standing, at)
      var proposed: Desk.Proposed?
      let whole = try seconds {
        proposed = try desk.propose(operation, shift: shift, scenario: scenario, by: planner, at: at)
      }
      guard let proposed, let plan else { exit(1) }
      let isEqual = proposed.plan.unmetByTier == plan.unmetByTier && proposed.plan.cost == plan.cost
      ratios.append(anew / whole)
      print(
        "{\"anew\": \(anew), \"desk\": \(whole), \(parts), \"method\": \"\(proposed.method.rawValue)\",",
        "\"equal\": \(isEqual), \"moved\": \(proposed.changes?.moves.count ?? 0), \"movedAnew\": \(moves(standing, plan))}")
      try approve(desk, proposed.record, at)
    }
    ratios.sort()
    print("{\"ratio\": \(ratios[ratios.count / 2])}")
  }

  private static func moves(_ standing: Plan?, _ plan: Plan) -> Int {
    standing.map { PlanComparison.difference(old: $0, new: plan).moves.count } ?? 0
  }

  private static func parts(
    _ desk: Desk, _ operation: OperationID, _ shift: ShiftID, _ scenario: Scenario, _ standing: Plan?, _ at: Instant
  ) throws -> String {
    var input: StaffingInput?
    let read = try seconds { input = try desk.staffingInput(operation, shift: shift, scenario: scenario, at: at) }
    guard let input, let standing else { exit(1) }
    var planner: StaffingPlanner?
    let tables = seconds { planner = StaffingPlanner(input) }
    guard var planner else { exit(1) }
    // The prices that the desk keeps from the plan before: those of a repair of the same.
    _ = planner.repair(standing)
    let prices = planner.seatPrices
    var repaired: StandingPlanRepair?
    let repair = seconds { repaired = planner.repair(standing, prices: prices) }
    let check = seconds { if let repaired { _ = planner.check(repaired.plan) } }
    return
      "\"input\": \(read), \"tables\": \(tables), \"repair\": \(repair), \"check\": \(check), \"work\": \(repaired?.work ?? 0)"
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(body) / .seconds(1)
  }

  private static func called(_ files: ScenarioFiles, _ shift: ShiftID) throws -> (Desk, OperationID) {
    let scenario = files.scenario
    let desk = try Desk.inMemory(
      mode: scenario.mode, pack: files.pack, city: files.city, seed: scenario.seed, at: scenario.start)
    let offset = desk.city.offsetMinutes
    let roster = try RosterFiles(
      "\(files.folder)/roster.csv", units: "\(files.folder)/units.csv", city: desk.city,
      today: scenario.rosterDay ?? scenario.start.date(offsetMinutes: offset), existing: desk.post.roster, entropy: desk.entropy)
    try desk.importRoster(scenario.roster(roster.roster, offsetMinutes: offset), by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario)
    let first = try desk.propose(operation, shift: shift, scenario: scenario, by: .system("planner"), at: scenario.start)
    try approve(desk, first.record, scenario.start)
    print(
      "{\"staff\": \(desk.post.roster.staff.count), \"posts\": \(first.plan.posts.count), \"duties\": \(first.plan.duties.count),",
      "\"unmet\": \(first.plan.unmetByTier)}")
    return (desk, operation)
  }

  private static func approve(_ desk: Desk, _ plan: PlanRecord, _ at: Instant) throws {
    let commander = Actor.person(office: "kalaksa-bpbd")
    if !plan.state.isApproved {
      try desk.submit(.plan(.approve(PlanApproval(plan: plan.id, overrides: []))), by: commander, at: at)
    }
    try desk.submit(.plan(.tellUnitHeads(plan.id, units: nil, objectUntil: at.adding(minutes: 5))), by: commander, at: at)
    if !desk.state.dutiesToOrder(plan.id).isEmpty {
      try desk.submit(.order(.issue(plan.id, duties: nil, deadline: at.adding(minutes: 120))), by: commander, at: at)
    }
  }
}

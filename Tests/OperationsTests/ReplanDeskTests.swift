import Basics
import Incident
import Staffing
import Testing

@testable import Operations

@Suite struct ReplanDeskTests {
  let dispatcher = Actor.person(office: "pusdalops")
  let commander = Actor.person(office: "kalaksa-bpbd")
  let planner = Actor.system("planner")

  /// One person says no to a duty that several could do.
  private func decline(_ desk: Desk, _ operation: OperationID, _ nth: Int, at instant: Instant) throws -> OrderRecord {
    let orders = desk.state.orders(operation).filter { $0.issue.source == .optimised && $0.phase.holdsSeat }
    let order = orders[nth % orders.count]
    try desk.submit(.order(.decline(OrderDecline(order: order.id, at: instant, reason: .family))), by: dispatcher, at: instant)
    return order
  }

  @Test func aDeclineIsRepairedAsWellAsAPlanMadeAnewWithFewerMovedAndTheLogSaysHow() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let shift = try #require(scenario.shifts.first).id
    for step in 0..<3 {
      let at = scenario.start.adding(minutes: 45 + step)
      let order = try decline(desk, operation, 7 * step, at: at)
      var anew = StaffingPlanner(try desk.staffingInput(operation, shift: shift, scenario: scenario, at: at))
      let best = anew.propose()
      let standing = try #require(desk.state.approvedPlan(operation, shift: shift))
      let repaired = try desk.propose(operation, shift: shift, scenario: scenario, by: planner, at: at)
      #expect(repaired.plan.unmetByTier == best.unmetByTier && repaired.plan.cost == best.cost)
      #expect(!repaired.plan.duties.contains { $0.staff == order.staff })
      let moved = try #require(repaired.changes).moves.count
      #expect(moved <= PlanComparison.difference(old: standing.plan, new: best).moves.count)
      if repaired.method == .repaired { #expect(repaired.record.header.solver.hasSuffix(" repaired")) }
      for item in repaired.disturbances() { #expect(item.move.staff != order.staff) }
      // The plan in force stays in force until somebody says yes.
      #expect(desk.state.approvedPlan(operation, shift: shift)?.id == standing.id)
      try desk.submit(.plan(.approve(PlanApproval(plan: repaired.record.id, overrides: []))), by: commander, at: at)
      #expect(desk.state.approvedPlan(operation, shift: shift)?.id == repaired.record.id)
    }
  }

  @Test func withoutAChangeTheRepairAddsNothing() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let shift = try #require(scenario.shifts.first).id
    let size = desk.post.nextSequence
    let again = try desk.propose(
      operation, shift: shift, scenario: scenario, by: planner, at: scenario.start.adding(minutes: 40))
    #expect(again.changes?.moves.isEmpty == true)
    #expect(!again.isNew && desk.post.nextSequence == size)
  }

  @Test func aPlanMadeAnewIsAProposalAndTheOneInForceStaysUntilAPersonApproves() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let shift = try #require(scenario.shifts.first).id
    let at = scenario.start.adding(minutes: 45)
    let standing = try #require(desk.state.approvedPlan(operation, shift: shift))
    let size = desk.post.nextSequence
    let same = try desk.replan(operation, shift: shift, scenario: scenario, by: planner, at: at)
    #expect(same.proposal == nil && same.gain == 0 && desk.post.nextSequence == size)
    let order = try decline(desk, operation, 3, at: at)
    let better = try desk.replan(operation, shift: shift, scenario: scenario, by: planner, at: at)
    let proposal = try #require(better.proposal)
    #expect(better.gain > 0 && proposal.record.state == .proposed)
    #expect(proposal.changes?.moves.contains { $0.staff == order.staff } == true)
    #expect(desk.state.approvedPlan(operation, shift: shift)?.id == standing.id)
    #expect(throws: Problem.self) {
      try desk.submit(.plan(.approve(PlanApproval(plan: proposal.record.id, overrides: []))), by: planner, at: at)
    }
    try desk.submit(.plan(.approve(PlanApproval(plan: proposal.record.id, overrides: []))), by: commander, at: at)
    #expect(desk.state.approvedPlan(operation, shift: shift)?.id == proposal.record.id)
    #expect(throws: Problem.self) {
      try desk.replan(operation, shift: ShiftID("no-such-shift"), scenario: scenario, by: planner, at: at)
    }
  }

  @Test func theThresholdIsASettingOfTheOperationThatTheLogKeepsAndThePlannerReads() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let shift = try #require(scenario.shifts.first).id
    let at = scenario.start.adding(minutes: 45)
    #expect(throws: Problem.self) { try desk.setThreshold(-1, of: operation, by: commander, at: at) }
    #expect(throws: Problem.self) { try desk.setThreshold(300, of: operation, by: planner, at: at) }
    try desk.setThreshold(300, of: operation, by: commander, at: at)
    let input = try desk.staffingInput(operation, shift: shift, scenario: scenario, at: at)
    #expect(input.city.rules.weights.perMove == 300 && input.city.rules.weights.perRelease == 300)
    let size = desk.post.nextSequence
    try desk.setThreshold(300, of: operation, by: commander, at: at)
    #expect(desk.post.nextSequence == size)
    var replayed = CommandPost(city: desk.post.city, roster: desk.post.roster)
    try Journal.read(desk.store) { replayed.replay($0) }
    #expect(replayed.state.operation(operation)?.moveThreshold == 300)
  }

  @Test func aProposalIsApprovedAsItWasShownUnlessTheFactsNowBreakIt() throws {
    let scenario = try Dumai.files.get().scenario
    let desk = try Dumai.desk()
    try desk.importRoster(try Dumai.roster(desk).roster, by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario)
    let shifts = scenario.shifts.prefix(2).map(\.id)
    #expect(try desk.shown(operation, shift: shifts[0], scenario: scenario, at: scenario.start) == nil)
    let horizon = try desk.propose(operation, together: shifts, scenario: scenario, by: planner, at: scenario.start)
    for (shift, proposed) in zip(shifts, horizon.shifts) {
      let shown = try #require(try desk.shown(operation, shift: shift, scenario: scenario, at: scenario.start))
      #expect(shown.record.id == proposed.record.id && shown.plan == proposed.plan)
    }
    let person = try #require(horizon.shifts[0].plan.duties.first { $0.source == .optimised })
    try desk.edit(
      operation, shift: shifts[1], pins: [], bans: [Ban(staff: person.staff)], reason: "uji", by: commander, at: scenario.start)
    #expect(throws: Problem.self) { try desk.shown(operation, shift: shifts[0], scenario: scenario, at: scenario.start) }
    #expect(try desk.shown(operation, shift: shifts[1], scenario: scenario, at: scenario.start) == nil)
  }
}

import Basics
import Foundation
import Incident
import Ledger
import Testing

@testable import Operations

@Suite struct DeskTests {
  let opening = Command.operation(
    .open(OpenOperation(name: "uji", mode: .exercise, hazard: .tidalFlood, areas: [AreaID("14.72.06.1002")])))
  let operatorActor = Actor.person(office: "pusdalops")

  @Test func whatCouldNotBeWrittenDidNotHappen() throws {
    let key = try SigningKey(name: "siaga/uji/exercise", drillSeed: 1)
    let store = MemoryStore(LogIdentity(mode: .exercise, key: key.verifier))
    let desk = try Dumai.desk(store: store)
    let start = DatabaseOpening(
      mode: .exercise, city: "Uji", cityDigest: String(repeating: "a", count: 64), seed: 1, version: "1")
    try desk.submit(.database(.open(start)), by: .system("siaga"), at: Dumai.start)
    let before = desk.state
    store.failAppend()
    #expect(throws: Problem.self) { try desk.submit(opening, by: operatorActor, at: Dumai.start) }
    #expect(desk.state == before)
    guard case .readOnly = desk.health else { return #expect(Bool(false), "the store still says it can be written") }
    #expect(throws: Problem.self) { try desk.submit(opening, by: operatorActor, at: Dumai.start) }
    #expect(desk.state == before)
  }

  @Test func aRefusalDoesNotHoldUpTheOthersOfItsGroup() throws {
    let desk = try Dumai.desk()
    let wrong = Command.operation(
      .open(OpenOperation(name: "uji", mode: .actual, hazard: .tidalFlood, areas: [AreaID("14.72.06.1002")])))
    let results = try desk.submit([opening, wrong, opening].map { Desk.Submission($0, by: operatorActor, at: Dumai.start) })
    guard case .failure = results[1] else { return #expect(Bool(false), "an actual operation was opened in an exercise") }
    #expect(desk.state.openOperations.count == 2)
    #expect(desk.post.nextSequence == 3)
  }

  @Test func theSameCommandIdHappensOnceAndGetsTheSameAnswer() throws {
    let desk = try Dumai.desk()
    let first = try desk.submit(opening, by: operatorActor, at: Dumai.start, id: "c-1")
    for minutes in 1...50 {
      let again = try desk.submit(opening, by: operatorActor, at: Dumai.start.adding(minutes: minutes), id: "c-1")
      #expect(again.answer == first.answer && again.isRepeat)
    }
    let group = try desk.submit((0..<3).map { _ in Desk.Submission(opening, by: operatorActor, at: Dumai.start, id: "c-2") })
    #expect(Set(group.compactMap { try? $0.get().answer }).count == 1)
    #expect(desk.state.openOperations.count == 2)
  }

  @Test func aCommandIdIsNotTakenForAnotherCommand() throws {
    let desk = try Dumai.desk()
    try desk.submit(opening, by: operatorActor, at: Dumai.start, id: "c-1")
    let other = Command.operation(
      .open(OpenOperation(name: "lain", mode: .exercise, hazard: .riverFlood, areas: [AreaID("14.72.06.1002")])))
    #expect(throws: Problem.self) { try desk.submit(other, by: operatorActor, at: Dumai.start, id: "c-1") }
    #expect(desk.state.openOperations.count == 1)
  }

  @Test func aRunningExerciseReplaysToTheSameStateAndProjections() throws {
    let (desk, operation, scenario) = try Dumai.running()
    var random = RandomStream(seed: 5, name: "answers")
    for order in desk.state.orders(operation) {
      let at = scenario.start.adding(minutes: 40)
      let receipt = OrderReceipt(order: order.id, at: at)
      switch random.int(in: 0...3) {
      case 0: try desk.submit(.order(.decline(OrderDecline(order: order.id, at: at, reason: .leave))), by: operatorActor, at: at)
      case 1: try desk.submit(.order(.arrive(receipt)), by: operatorActor, at: at)
      case 2: try desk.submit(.order(.deliver(receipt)), by: operatorActor, at: at)
      default: break
      }
    }
    _ = try desk.wake(at: scenario.start.adding(minutes: 120))
    var replayed = CommandPost(city: desk.post.city, roster: desk.post.roster)
    try Journal.read(desk.store) { replayed.replay($0) }
    #expect(replayed.state == desk.state)
    #expect(desk.state.checkInvariants() == [] && desk.state.anomalies == [])
    let stored = try desk.store.sideRows(Projection.orderTable) + desk.store.sideRows(Projection.postTable)
    #expect(stored.sorted { ($0.table, $0.id) < ($1.table, $1.id) } == Projection.all(replayed.state))
    #expect(stored.count > 60)
  }

  @Test func silenceAtTheDeadlineCountsAsUnanswered() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let waiting = desk.state.orders(operation).count { $0.phase.awaitsAnswer }
    #expect(waiting > 40)
    let deadline = try #require(desk.post.nextWake)
    #expect(deadline == scenario.start.adding(minutes: 90))
    _ = try desk.wake(at: deadline.adding(minutes: -1))
    #expect(desk.state.orders(operation).allSatisfy { $0.phase != .unanswered })
    #expect(try desk.wake(at: deadline) == nil)
    #expect(desk.state.orders(operation).count { $0.phase == .unanswered } == waiting)
  }

  @Test func whoDeclinedIsNotPlannedAgainForThatShiftAndNobodyElseIsMoved() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let shift = try #require(scenario.shifts.first).id
    let before = try #require(desk.state.currentPlan(operation, shift: shift))
    let order = try #require(desk.state.orders(operation).first { $0.issue.source == .optimised && $0.issue.seat == .member })
    let at = scenario.start.adding(minutes: 45)
    try desk.submit(.order(.decline(OrderDecline(order: order.id, at: at, reason: .family))), by: operatorActor, at: at)
    let after = try desk.propose(operation, shift: shift, scenario: scenario, by: .system("planner"), at: at)
    #expect(!after.plan.duties.contains { $0.staff == order.staff })
    let kept = Set(before.duties.filter { $0.staff != order.staff }.map { [$0.staff.rawValue, $0.post.rawValue] })
    #expect(kept.isSubset(of: Set(after.plan.duties.map { [$0.staff.rawValue, $0.post.rawValue] })))
  }

  @Test func aProposalEqualToTheLastOneAddsNothing() throws {
    let scenario = try Dumai.files.get().scenario
    let desk = try Dumai.desk()
    try desk.importRoster(try Dumai.roster(desk).roster, by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario)
    let shift = try #require(scenario.shifts.first).id
    let first = try desk.propose(operation, shift: shift, scenario: scenario, by: .system("planner"), at: scenario.start)
    let size = desk.post.nextSequence
    #expect(try desk.open(scenario) == operation)
    let second = try desk.propose(operation, shift: shift, scenario: scenario, by: .system("planner"), at: scenario.start)
    #expect(first.isNew && !second.isNew && desk.post.nextSequence == size)
  }

  @Test func anOfficeDoesNotChangeHandsBetweenTheTwoWindowsOfATideDay() throws {
    let scenario = try Dumai.files.get().scenario
    let desk = try Dumai.desk()
    try desk.importRoster(try Dumai.roster(desk).roster, by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario)
    let plans = try scenario.shifts.prefix(2).map { shift in
      try desk.propose(operation, shift: shift.id, scenario: scenario, by: .system("planner"), at: scenario.start).plan
    }
    let holders = plans.map { plan in Set(plan.duties.filter { $0.source == .office }.map(\.staff)) }
    #expect(holders[0] == holders[1] && holders[0].count > 5)
    let others = plans.map { plan in Set(plan.duties.filter { $0.source == .optimised }.map(\.staff)) }
    #expect(others[0].isDisjoint(with: others[1]), "somebody serves both windows without the rest between them")
    #expect(plans[1].shortages.isEmpty)
  }

  @Test func aPinAndABanChangeThePlanAndStandInTheLog() throws {
    let scenario = try Dumai.files.get().scenario
    let desk = try Dumai.desk()
    try desk.importRoster(try Dumai.roster(desk).roster, by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario)
    let shift = try #require(scenario.shifts.first).id
    let first = try desk.propose(operation, shift: shift, scenario: scenario, by: .system("planner"), at: scenario.start)
    let duty = try #require(first.plan.duties.first { $0.source == .optimised })
    let other = try #require(
      desk.post.roster.staff.first { person in
        if case .possible = first.planner.explain(person.id, duty.post).verdict { return true }
        return false
      })
    try desk.edit(
      operation, shift: shift, pins: [Pin(staff: other.id, post: duty.post)], bans: [Ban(staff: duty.staff)],
      reason: "kenal daerahnya",
      by: operatorActor, at: scenario.start)
    let second = try desk.propose(operation, shift: shift, scenario: scenario, by: .system("planner"), at: scenario.start)
    #expect(second.isNew)
    #expect(second.plan.duties.contains { $0.staff == other.id && $0.post == duty.post && $0.source == .pinned })
    #expect(!second.plan.duties.contains { $0.staff == duty.staff })
    #expect(second.plan.cost >= first.plan.cost)
  }

  @Test(arguments: ["2021-10-rob", "2021-10-sungai", "rob-dan-hujan", "panggilan-malam", "rob-lebaran", "mini"])
  func everyScenarioOfDumaiIsPlannedForItsFirstShifts(name: String) throws {
    let files = try ScenarioFiles("\(Dumai.folder)/\(name).yaml")
    #expect(files.problems == [])
    let scenario = files.scenario
    let desk = try Desk.inMemory(mode: .exercise, pack: files.pack, city: files.city, seed: scenario.seed, at: scenario.start)
    let people = scenario.roster(try Dumai.roster(desk).roster, offsetMinutes: 420)
    try desk.importRoster(people, by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario, file: files.bytes, attachments: files.attachments)
    // What the database keeps of the scenario is the whole of it.
    let kept = try #require(try desk.scenario(of: operation))
    #expect(kept.digest == scenario.digest && kept.water == scenario.water && kept.injects == scenario.injects)
    #expect(kept.staffBehaviour == scenario.staffBehaviour && kept.residents == scenario.residents)
    for shift in scenario.shifts.prefix(3) {
      // `propose` throws where the independent checker finds a broken rule.
      let plan = try desk.propose(operation, shift: shift.id, scenario: scenario, by: .system("planner"), at: scenario.start).plan
      #expect(plan.status == .optimal && !plan.duties.isEmpty)
    }
    #expect(try desk.replayFaults() == [])
  }
}

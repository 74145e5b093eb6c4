import Basics
import Foundation
import Incident
import Intake
import Ledger
import Testing

@testable import Operations

/// The committed city of Dumai, read once.
enum Dumai {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "scenarios/dumai").path
  static let files = Result { try ScenarioFiles(folder + "/2021-10-rob.yaml") }
  static let start = Instant(milliseconds: 1_633_507_200_000)

  static func desk(mode: Mode = .exercise, store: (any LogStore)? = nil) throws -> Desk {
    let files = try files.get()
    if let store {
      return try Desk(
        store: store, key: try SigningKey(name: store.identity.origin, drillSeed: 1), city: files.city, pack: files.pack,
        roster: Roster(units: [], staff: []), entropy: .seeded(1))
    }
    return try Desk.inMemory(mode: mode, pack: files.pack, city: files.city, seed: 1, at: start)
  }

  static func roster(_ desk: Desk) throws -> RosterFiles {
    try RosterFiles(
      folder + "/roster.csv", units: folder + "/units.csv", city: desk.city, today: start.date(offsetMinutes: 420),
      existing: desk.post.roster,
      entropy: desk.entropy)
  }

  /// An exercise with the roster, the rob's operation, an approved plan of its first window and orders out.
  static func running() throws -> (desk: Desk, operation: OperationID, scenario: Scenario) {
    let scenario = try files.get().scenario
    let desk = try desk()
    try desk.importRoster(try roster(desk).roster, by: .importer("roster"), at: scenario.start)
    let operation = try desk.open(scenario)
    let shift = try #require(scenario.shifts.first)
    let proposed = try desk.propose(operation, shift: shift.id, scenario: scenario, by: .system("planner"), at: scenario.start)
    let commander = Actor.person(office: "kalaksa-bpbd")
    try desk.submit(.plan(.approve(PlanApproval(plan: proposed.record.id, overrides: []))), by: commander, at: scenario.start)
    try desk.submit(
      .plan(.tellUnitHeads(proposed.record.id, units: nil, objectUntil: scenario.start.adding(minutes: 30))), by: commander,
      at: scenario.start)
    try desk.submit(
      .order(.issue(proposed.record.id, duties: nil, deadline: scenario.start.adding(minutes: 90))), by: commander,
      at: scenario.start.adding(minutes: 31))
    return (desk, operation, scenario)
  }
}

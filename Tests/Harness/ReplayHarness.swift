import Basics
import Foundation
import Incident
import Ledger
import Operations

/// Reliability row 27: what the log rebuilds is what the tables hold, byte for byte, after a long run of random commands.
enum ReplayHarness {
  /// `harness replay --events 200000 --seed 1 --city scenarios/dumai [--canary projection]`
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let events = try options.number("events", default: 50_000)
    let seed = UInt64(try options.number("seed", default: 1))
    let folder = options.text("city") ?? "scenarios/dumai"
    let canary = options.text("canary")
    let files = try ScenarioFiles("\(folder)/2021-10-rob.yaml")
    let desk = try Desk.inMemory(mode: .exercise, pack: files.pack, city: files.city, seed: seed, at: files.scenario.start)
    let roster = try RosterFiles(
      "\(folder)/roster.csv", units: nil, city: files.city,
      today: files.scenario.start.date(offsetMinutes: files.city.offsetMinutes),
      existing: desk.post.roster, entropy: desk.entropy)
    try desk.importRoster(roster.roster, by: .importer("roster"), at: files.scenario.start)
    var random = RandomStream(seed: seed, name: "replay")
    var rounds = 0
    while desk.post.nextSequence < UInt64(events) {
      try round(desk, files.scenario, number: rounds, &random)
      rounds += 1
    }
    if canary != nil { try spoil(desk) }
    let start = ContinuousClock.now
    let faults = try desk.replayFaults()
    let spent = ContinuousClock.now - start
    var tally = HarnessTally()
    tally.count("replay of seed \(seed)", faults)
    return tally.finish(
      "replay", canary: canary,
      "\(desk.post.nextSequence) events of \(rounds) operations, rebuilt and compared in \(spent), seed \(seed)")
  }

  /// The canary: a row of the tables that the log does not make.
  private static func spoil(_ desk: Desk) throws {
    let note = try desk.note("canary", name: "canary")
    guard let operation = desk.state.operationIDs.first else { return }
    let wish = OpenOperation(name: "canary", mode: .exercise, hazard: .tidalFlood, areas: desk.city.areas.prefix(1).map(\.id))
    try desk.submit(
      .operation(.open(wish)), by: .person(office: "canary"), at: desk.state.lastInstant ?? Instant(milliseconds: 0),
      sideRows: [
        note.row, SideRow(table: "projection.order", id: "order-1", bytes: Array("{\"operation\":\"\(operation)\"}".utf8)),
      ])
  }

  /// One operation from opening to close, with people who answer at random.
  private static func round(_ desk: Desk, _ scenario: Scenario, number: Int, _ random: inout RandomStream) throws {
    let commander = Actor.person(office: "kalaksa-bpbd")
    var copy = scenario
    copy.digest = sha256(Array("\(scenario.digest) \(number)".utf8))
    copy.start = scenario.start.adding(minutes: number * 10_080)
    copy.shifts = [scenario.shifts[0]].map { shift in
      var shift = shift
      shift.interval = Interval(
        start: shift.interval.start.adding(minutes: number * 10_080), end: shift.interval.end.adding(minutes: number * 10_080))
      return shift
    }
    let operation = try desk.open(copy)
    let shift = copy.shifts[0].id
    let proposed = try desk.propose(operation, shift: shift, scenario: nil, by: .system("planner"), at: copy.start)
    try desk.submit(.plan(.approve(PlanApproval(plan: proposed.record.id, overrides: []))), by: commander, at: copy.start)
    try desk.submit(
      .plan(.tellUnitHeads(proposed.record.id, units: nil, objectUntil: copy.start.adding(minutes: 1))), by: commander,
      at: copy.start)
    try desk.submit(
      .order(.issue(proposed.record.id, duties: nil, deadline: copy.start.adding(minutes: 60))), by: commander, at: copy.start)
    var minute = 1
    for pass in 0..<24 {
      let group = desk.state.orders(operation).filter { _ in random.chance(0.7) }.map { order in
        minute += pass % 2
        return Desk.Submission(
          .order(step(order, copy.start.adding(minutes: minute), pass, &random)), by: commander,
          at: copy.start.adding(minutes: minute))
      }
      _ = try desk.submit(group)
    }
    let end = copy.start.adding(minutes: minute + 1)
    for order in desk.state.orders(operation) where order.phase.isOnScene {
      try desk.submit(.order(.release(OrderReceipt(order: order.id, at: end))), by: commander, at: end)
    }
    for order in desk.state.orders(operation) where !order.phase.isEnded {
      try desk.submit(
        .order(.standDown(OrderStandDown(order: order.id, at: end, reason: .operationEnded))), by: commander, at: end)
    }
    try desk.submit(.operation(.close(OperationClosing(operation: operation))), by: commander, at: end)
  }

  private static func step(_ order: OrderRecord, _ at: Instant, _ pass: Int, _ random: inout RandomStream) -> OrderCommand {
    let receipt = OrderReceipt(order: order.id, at: at)
    switch random.int(in: 0...9) {
    case 0 where pass < 4: return .decline(OrderDecline(order: order.id, at: at, reason: .family))
    case 1...3: return .deliver(receipt)
    case 4...6: return .accept(OrderAcceptance(order: order.id, at: at))
    case 7: return .depart(receipt)
    case 8: return .arrive(receipt)
    default: return .startDuty(receipt)
    }
  }
}

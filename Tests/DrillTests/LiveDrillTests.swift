import Basics
import Callout
import Foundation
import Incident
import Operations
import Testing

@testable import Drill

/// A wall clock that jumps forward by what is waited for: a live drill of hours in no time.
final class QuickClock: @unchecked Sendable {
  private let lock = NSLock()
  private var milliseconds: Int64 = 0

  func pass(_ time: Int64) { lock.withLock { milliseconds += time } }
  private var now: Int64 { lock.withLock { milliseconds } }

  var host: HostClock {
    HostClock(read: { (Instant(milliseconds: self.now), self.now) }, wait: { self.pass($0) })
  }
}

@Suite("A live drill") struct LiveDrillTests {
  private static func live(
    seat: CommanderSeat = .automatic, speed: Int = 60, isPaused: Bool = false, clock: QuickClock = QuickClock()
  ) throws -> LiveDrill {
    var options = DrillOptions()
    options.seat = seat
    return LiveDrill(
      try DrillRun(try #require(OneWindow.setting), options: options), speed: speed, isPaused: isPaused, host: clock.host)
  }

  @Test("that nobody touches is the drill that runs by itself, byte for byte, at any pace") func untouched() async throws {
    let live = try Self.live()
    try await live.run()
    #expect(try await live.drillRecord().logRoot == OneWindow.run().record().logRoot)
    #expect(await live.status.isOver)
  }

  @Test("stands still while paused, and goes on at the speed that is asked for") func pauses() async throws {
    let clock = QuickClock()
    let live = try Self.live(speed: 1, isPaused: true, clock: clock)
    let start = await live.status.now
    clock.pass(3_600_000)
    try await live.setSpeed(60)
    #expect(await live.status.now == start)
    await live.proceed()
    clock.pass(8_000)
    try await live.pauseClock()
    #expect(await live.status.now == start.adding(minutes: 8))
    clock.pass(60_000)
    try await live.pauseClock()
    #expect(await live.status.now == start.adding(minutes: 8))
    // An hour behind its clock it pauses where it is: nobody is surprised by what it would have caught up with.
    await live.proceed()
    clock.pass(60_000)
    try await live.pauseClock()
    let paused = await live.status.now
    await live.proceed()
    try await live.pauseClock()
    #expect(await live.status.now == paused && paused <= start.adding(minutes: 68))
  }

  @Test("every act of a person is followed by the drill, and the same acts again give the same log, byte for byte") func acts()
    async throws
  {
    let setting = try #require(OneWindow.setting)
    let live = try Self.live(seat: .person, isPaused: true)
    let shift = setting.scenario.shifts[0]
    try await live.skip(to: shift.interval.start.adding(minutes: -240))
    let operation = await live.operation
    let plan = try await live.work { (desk, now) throws(Problem) in
      let proposed = try desk.propose(
        operation, shift: shift.id, scenario: setting.scenario, by: .person(office: "kalaksa"), at: now)
      return proposed.record.id
    }
    try await live.act(.newInject(Inject(id: InjectID("99"), trigger: .byController, content: .message, synopsis: "uji")))
    try await live.skip(to: shift.interval.start.adding(minutes: -200))
    #expect(await live.snapshot.orders(operation).isEmpty, "the automatic commander must keep its hands off")
    _ = try await live.work { (desk, now) throws(Problem) in
      let note = try desk.note("uji", name: "uji")
      let weak = desk.state.plan(plan)?.posts.map { PostOverride(post: $0.id, reason: note.reference) } ?? []
      try desk.submit(
        .plan(.approve(PlanApproval(plan: plan, overrides: weak))), by: .person(office: "kalaksa"), at: now, sideRows: [note.row])
      try desk.submit(
        .plan(.tellUnitHeads(plan, units: nil, objectUntil: now.adding(minutes: 15))), by: .person(office: "kalaksa"), at: now)
      try desk.submit(
        .order(.issue(plan, duties: nil, deadline: now.adding(minutes: 90))), by: .person(office: "kalaksa"), at: now)
    }
    try await live.act(.commander(.automatic))
    await live.proceed()
    try await live.run()
    let record = try await live.drillRecord()
    #expect(record.calls.count { $0.arrived != nil } > 20)
    #expect(record.plans.contains { $0.cause == .operatorMade && $0.approvedAt != nil })

    var options = DrillOptions()
    options.seat = .person
    options.acts = await live.acts
    #expect(options.acts.count == 4)
    let again = try DrillRun(setting, options: options)
    try again.run()
    #expect(try again.record().logRoot == record.logRoot)
    #expect(again.faults == [])
  }

  @Test("a refused command changes nothing and says why") func refused() async throws {
    let live = try Self.live(isPaused: true)
    await #expect(throws: Problem.self) {
      _ = try await live.submit(
        .order(.accept(OrderAcceptance(order: OrderID("order-999"), at: Instant(milliseconds: 0)))), by: .person(office: "x"))
    }
    #expect(await live.acts.isEmpty)
    await #expect(throws: Problem.self) { try await live.inject(InjectID("no-such")) }
  }

  @Test("a real emergency ends it at once for everybody who listens") func emergency() async throws {
    let live = try Self.live(isPaused: true)
    let (events, states) = (try await live.subscribe(), try await live.subscribeToStatus())
    try await live.skip(to: try #require(OneWindow.setting).span.start.adding(minutes: 400))
    try await live.realEmergency()
    try await live.run()
    var last: LiveDrillStatus?
    for await status in states { last = status }
    #expect(last?.haltedAt == last?.now && last?.isOver == true)
    var heard = 0
    for await _ in events { heard += 1 }
    #expect(heard > 0)
    await #expect(throws: Problem.self) { try await live.act(.commander(.person)) }
  }

  @Test("acts are kept as lines and read back from the drill's own log") func file() async throws {
    let setting = try #require(OneWindow.setting)
    let folder = FileManager.default.temporaryDirectory.appending(path: "siaga-acts-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desk = try Desk.create(
      "\(folder)/siaga.db", mode: .exercise, pack: setting.pack, city: setting.city, seed: setting.scenario.seed,
      scenarioDigest: setting.scenario.digest, at: setting.scenario.start)
    try desk.importRoster(setting.roster, by: .importer("roster"), at: setting.scenario.start)
    let run = try DrillRun(setting, desk: desk)
    let start = setting.span.start
    let inject = Inject(id: InjectID("77"), trigger: .byController, content: .mediaCall, synopsis: "Wartawan bertanya")
    var acts = [try run.act(.commander(.person), at: start.adding(minutes: 30)), try run.act(.newInject(inject))]
    let operation = run.operation
    acts.append(
      try run.act(work: { (desk, now) throws(Problem) in
        let note = try desk.note("catatan", name: "uji")
        try desk.submit(
          .operation(.addNote(LogNote(operation: operation, note: note.reference))), by: .person(office: "kalaksa"), at: now,
          sideRows: [note.row])
      }).act)
    acts.append(try run.act(.reply(IncomingReply(id: "r1", from: setting.roster.staff[0].id, text: "SIAP 0000"))))
    acts.append(try run.act(.end, at: start.adding(minutes: 200)))
    let text = try acts.map { try DrillActFile.line($0, setting: setting) }.joined(separator: "\n")
    let log = try ReadingDesk("\(folder)/siaga.db")
    let read = try DrillActFile.read(Array(text.utf8), file: "acts", log: log, start: start)
    #expect(try read.map { try DrillActFile.line($0, setting: setting) }.joined(separator: "\n") == text)

    var options = DrillOptions()
    options.acts = read
    let again = try DrillRun(setting, options: options)
    try again.run()
    #expect(try again.record().logRoot == run.record().logRoot)
    #expect(throws: Problem.self) { try DrillActFile.read(Array("{}".utf8), file: "acts", log: log, start: start) }
  }
}

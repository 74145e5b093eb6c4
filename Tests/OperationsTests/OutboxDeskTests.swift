import Basics
import Callout
import Incident
import Ledger
import Testing

@testable import Operations

/// Messages as durable as the log.
@Suite struct OutboxDeskTests {
  static func first(_ desk: Desk, at instant: Instant) throws -> [HandOver] { try desk.sendDue(at: instant).handOvers }

  @Test func anOrderAndItsMessageAreDurableInOneTransactionOrNotAtAll() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let orders = desk.state.orders(operation)
    let rows = try OutboxRows.messages(desk.store)
    for order in orders {
      #expect(rows.contains { $0.subject == .order(order.id) && $0.purpose == .callOut && $0.state == .queued })
    }
    // The write fails: neither the stand-down nor its withdrawal happened.
    let store = try #require(desk.store as? MemoryStore)
    store.failAppend()
    let end = OrderStandDown(order: orders[0].id, at: scenario.start.adding(minutes: 32), reason: .planChanged)
    #expect(throws: Problem.self) {
      try desk.submit(.order(.standDown(end)), by: .person(office: "x"), at: scenario.start.adding(minutes: 32))
    }
    #expect(desk.switchboard.message(MessageID("\(orders[0].id).call_out.chat"))?.state == .queued)
    #expect(desk.state.order(orders[0].id)?.phase == .issued)
  }

  @Test func anAttemptIsOnRecordBeforeItLeavesAndCountsAsPerhapsSentAfterACrash() throws {
    let (desk, _, scenario) = try Dumai.running()
    let now = scenario.start.adding(minutes: 31)
    let left = try Self.first(desk, at: now)
    #expect(!left.isEmpty)
    let stored = try OutboxRows.messages(desk.store)
    for handOver in left { #expect(stored.first { $0.id == handOver.id }?.state == .attempted) }
    // Another process opens what the first one left.
    let second = try Dumai.desk(store: desk.store)
    for handOver in left {
      let message = try #require(second.switchboard.message(handOver.id))
      #expect(message.state == .perhapsSent)
    }
    let again = try Self.first(second, at: now.adding(minutes: 2)).filter { Set(left.map(\.id)).contains($0.id) }
    #expect(again.count == left.count)
    #expect(again.allSatisfy { $0.isRepeat && $0.attempt == 2 })
  }

  @Test func whatExpiredWhileTheProcessWasDownIsNeverSent() throws {
    let (desk, _, scenario) = try Dumai.running()
    let second = try Dumai.desk(store: desk.store)
    let left = try Self.first(second, at: scenario.start.adding(minutes: 60 * 9))
    #expect(
      left.filter { $0.message.purpose != .tellUnitHead && $0.message.created <= scenario.start.adding(minutes: 31) }.isEmpty)
    #expect(second.switchboard.messages.filter { $0.purpose == .callOut }.allSatisfy { $0.state == .expired })
  }

  @Test func receiptsAndRepliesBecomeEventsOfTheOrder() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let now = scenario.start.adding(minutes: 31)
    let left = try Self.first(desk, at: now).filter { $0.message.purpose == .callOut }
    let order = try #require(left[0].message.subject.order)
    let reports = left.map { ChannelReport($0.id, .outcome(.handedOver, attempt: $0.attempt)) }
    _ = try desk.report(reports, at: now)
    let step = try desk.report([ChannelReport(left[0].id, .receipt(.delivered))], at: now.adding(minutes: 1))
    #expect(step.events.map(\.event.type) == ["order.delivered"])
    let code = try #require(desk.switchboard.chase(ChaseID(order.rawValue))?.code)
    let reply = IncomingReply(id: "r1", from: left[0].staff, text: "Izin, siap \(code) 30 menit lagi")
    let answer = try desk.receive(reply, at: now.adding(minutes: 2))
    #expect(answer.events.map(\.event.type) == ["order.accepted"])
    #expect(
      desk.state.order(order)?.state == .accepted(at: now.adding(minutes: 2), arrivesAt: now.adding(minutes: 32)))
    #expect(try desk.receive(reply, at: now.adding(minutes: 3)).events.isEmpty)
    #expect(desk.state.orders(operation).filter { $0.phase == .accepted }.count == 1)
    #expect(try desk.replayFaults() == [])
  }

  @Test func aMessageIsMarkedAsAnExerciseAtBothEndsAndNamesNobodyElse() throws {
    let (desk, _, scenario) = try Dumai.running()
    let left = try Self.first(desk, at: scenario.start.adding(minutes: 31)).filter { $0.message.purpose == .callOut }
    let words = OutboxWords(city: desk.city, roster: desk.post.roster)
    for handOver in left {
      let text = words.text(handOver.message)
      #expect(text.hasPrefix("LATIHAN POSKO DUMAI: Tugas "))
      #expect(text.hasSuffix(" LATIHAN"))
      #expect(!text.contains("{"))
      let code = desk.switchboard.chase(ChaseID(handOver.message.subject.order?.rawValue ?? ""))?.code ?? "?"
      #expect(text.contains("SIAP \(code) atau TIDAK \(code)"))
    }
  }

  @Test func whatWasRefusedStandsInTheLog() throws {
    let (desk, operation, scenario) = try Dumai.running()
    let order = desk.state.orders(operation)[0]
    let notes = desk.state.operation(operation)?.notes ?? 0
    let step = try desk.setActualDuty([order.staff], at: scenario.start.adding(minutes: 31))
    #expect(step.notices == [.onActualDuty(order.staff, ChaseID(order.id.rawValue))])
    #expect(desk.state.operation(operation)?.notes == notes + 1)
    let left = try Self.first(desk, at: scenario.start.adding(minutes: 40))
    #expect(left.allSatisfy { $0.staff != order.staff })
  }
}

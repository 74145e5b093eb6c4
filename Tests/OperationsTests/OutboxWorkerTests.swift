import Basics
import Callout
import Foundation
import Incident
import Synchronization
import Testing

@testable import Operations

/// The running sender over carriers that fail, on a clock that waits for nobody.
@Suite struct OutboxWorkerTests {
  /// Time passes by being waited for. Whoever waits for a carrier's answer waits until the carrier has given it, or hangs.
  final class PatientClock: Sendable {
    let time: Mutex<Int64>
    let waits = Mutex<[Int64]>([])
    let wall = Mutex<Int64>(0)
    private let hung = Mutex<(isSo: Bool, waiter: AsyncStream<Void>.Continuation?)>((false, nil))

    init(_ start: Instant) { time = Mutex(start.milliseconds) }

    /// A carrier hangs: who waits for it has waited long enough.
    func hang() {
      hung.withLock { state in
        state.isSo = true
        state.waiter?.finish()
      }
    }

    private func waitForCarrier() async throws {
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
      let isSo = hung.withLock { state in
        state.waiter = continuation
        return state.isSo
      }
      if !isSo { for await _ in stream {} }
      try Task.checkCancellation()
      hung.withLock { $0.isSo = false }
    }

    func pass(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }
    var now: Instant { Instant(milliseconds: time.withLock { $0 } + wall.withLock { $0 }) }

    var host: HostClock {
      HostClock(
        read: { (self.now, self.time.withLock { $0 }) },
        wait: { milliseconds in
          if milliseconds == OutboxWorker.longestMilliseconds { try await self.waitForCarrier() }
          self.waits.withLock { $0.append(milliseconds) }
          self.pass(milliseconds)
        })
    }
  }

  /// Does with each parcel what the test says, and remembers it.
  final class Provider: Carrier {
    let parcels = Mutex<[(at: Instant, parcel: Parcel)]>([])
    private let clock: PatientClock
    private let answer: @Sendable (Parcel) async -> ChannelOutcome

    init(_ clock: PatientClock, _ answer: @escaping @Sendable (Parcel) async -> ChannelOutcome) {
      self.clock = clock
      self.answer = answer
    }

    func carry(_ parcel: Parcel) async -> ChannelOutcome {
      parcels.withLock { $0.append((clock.now, parcel)) }
      return await answer(parcel)
    }

    var seen: [(at: Instant, parcel: Parcel)] { parcels.withLock { $0 } }
  }

  /// Orders that wait to be sent, and the instant at which they are due.
  private static func waiting() throws -> (live: LiveCommandPost, due: Instant, operation: OperationID) {
    let (desk, operation, scenario) = try Dumai.running()
    return (LiveCommandPost(desk), scenario.start.adding(minutes: 31), operation)
  }

  private static func run(_ worker: OutboxWorker, _ clock: PatientClock, minutes: Int) async throws {
    let end = clock.now.adding(minutes: minutes)
    var watch = ClockGuard()
    while clock.now < end { if let wait = try await worker.turn(&watch) { try await clock.host.wait(wait) } }
  }

  @Test func whatTheProviderRefusesForNowIsTriedAgainEverLaterAndNeverTwiceOnceTaken() async throws {
    let (live, due, _) = try Self.waiting()
    let clock = PatientClock(due)
    // One message alone, so that no breaker opens: the others have no way.
    let first = try await #require(live.outbox { (desk) throws(Problem) in try desk.sendDue(at: due, most: 1) }.parcels.first)
    _ = try await live.outbox { (desk) throws(Problem) in
      try desk.report([ChannelReport(first.handOver.id, .outcome(.temporary("503"), attempt: 1))], at: due)
    }
    let only = Provider(clock) { parcel in
      parcel.handOver.id == first.handOver.id ? (parcel.handOver.attempt < 4 ? .temporary("503") : .handedOver) : .handedOver
    }
    let worker = OutboxWorker(live, carriers: [.chat: only, .sms: only, .voice: only], host: clock.host)
    try await Self.run(worker, clock, minutes: 20)
    let tries = only.seen.filter { $0.parcel.handOver.id == first.handOver.id }
    #expect(tries.map(\.parcel.handOver.attempt) == [2, 3, 4])
    #expect(tries.allSatisfy { !$0.parcel.handOver.isRepeat }, "what was refused has not left")
    // Full jitter: at most 1, 2, 4 seconds after each other, by the settings; the worker looks once a second.
    let gaps = zip(tries.dropFirst(), tries).map { $0.at.milliseconds - $1.at.milliseconds }
    #expect(zip(gaps, [3000, 5000]).allSatisfy { $0 <= $1 }, "\(gaps)")
    for (id, copies) in Dictionary(grouping: only.seen, by: { $0.parcel.handOver.id }) where id != first.handOver.id {
      #expect(copies.count == 1, "\(id) was taken and sent again")
    }
  }

  @Test func aChannelThatFailsIsLeftAloneButForAProbeAndTheNextChannelIsUsed() async throws {
    let (live, due, _) = try Self.waiting()
    let clock = PatientClock(due)
    let (chat, sms) = (Provider(clock) { _ in .temporary("503") }, Provider(clock) { _ in .handedOver })
    let notices = Mutex<[CalloutNotice]>([])
    let worker = OutboxWorker(live, carriers: [.chat: chat, .sms: sms, .voice: sms], host: clock.host) { new in
      notices.withLock { $0 += new }
    }
    try await Self.run(worker, clock, minutes: 4)
    let settings = CalloutSettings()
    #expect(notices.withLock { $0 }.contains { if case .channelDown(.chat) = $0 { true } else { false } })
    // After the first volley (those under way when it went down) one message in probeSeconds tries it.
    let later = chat.seen.filter { $0.at > due.adding(minutes: 1) }
    #expect(later.count <= 3 * 60 / settings.probeSeconds + 2, "\(later.count) tries on a channel that is down")
    #expect(
      !sms.seen.isEmpty && sms.seen.first.map { $0.at < due.adding(minutes: 4) } == true,
      "the next channel did not wait its 5 minutes")
    #expect(sms.seen.allSatisfy { $0.parcel.handOver.channel != .chat })
  }

  @Test func aCarrierThatHangsIsGivenUpAndItsMessageComesAgainMarkedAsACopy() async throws {
    let (live, due, _) = try Self.waiting()
    let clock = PatientClock(due)
    let isFirst = Mutex(true)
    let provider = Provider(clock) { parcel in
      let hangs = isFirst.withLock { first in
        defer { first = false }
        return first
      }
      guard hangs else { return .handedOver }
      clock.hang()
      let (never, _) = AsyncStream.makeStream(of: Void.self)
      for await _ in never {}
      return .unknown
    }
    let worker = OutboxWorker(live, carriers: [.chat: provider, .sms: provider, .voice: provider], host: clock.host, atOnce: 1)
    try await Self.run(worker, clock, minutes: 4)
    let copies = Dictionary(grouping: provider.seen, by: { $0.parcel.handOver.id }).values.filter { $0.count > 1 }
    #expect(!copies.isEmpty)
    for copy in copies { #expect(copy.dropFirst().allSatisfy { $0.parcel.handOver.isRepeat }) }
  }

  @Test func aSenderThatIsStoppedEndsAtOnceAndTheNextOneGoesOnWithoutALoss() async throws {
    let (live, due, operation) = try Self.waiting()
    let clock = PatientClock(due)
    let stop = Mutex<Task<Void, any Error>?>(nil)
    let provider = Provider(clock) { parcel in
      stop.withLock { $0?.cancel() }
      return .handedOver
    }
    let worker = OutboxWorker(live, carriers: [.chat: provider, .sms: provider, .voice: provider], host: clock.host)
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      for await _ in gate { break }
      try await worker.run()
    }
    stop.withLock { $0 = task }
    open.yield()
    _ = await task.result
    let before = provider.seen.count
    #expect(before > 0 && before <= OutboxWorker.atOnce, "\(before) after the stop")
    let next = OutboxWorker(live, carriers: [.chat: provider, .sms: provider, .voice: provider], host: clock.host)
    stop.withLock { $0 = nil }
    try await Self.run(next, clock, minutes: 3)
    let orders = await live.snapshot.orders(operation).map(\.id)
    let called = provider.seen.filter { $0.parcel.handOver.message.purpose == .callOut }
    #expect(Set(called.compactMap(\.parcel.handOver.message.subject.order)) == Set(orders), "an order was lost")
    #expect(Dictionary(grouping: called, by: { $0.parcel.handOver.id }).values.allSatisfy { $0.count == 1 })
  }

  @Test func aClockThatIsSetMakesNoBurstOfStaleMessagesAndStandsOnRecord() async throws {
    let (live, due, operation) = try Self.waiting()
    let clock = PatientClock(due)
    let provider = Provider(clock) { _ in .handedOver }
    let worker = OutboxWorker(live, carriers: [.chat: provider, .sms: provider, .voice: provider], host: clock.host)
    try await Self.run(worker, clock, minutes: 1)
    let notes = await live.snapshot.operation(operation)?.notes ?? 0
    let sent = provider.seen.count
    clock.wall.withLock { $0 = 6 * 3_600_000 }
    var watch = ClockGuard()
    _ = watch.read(wall: Instant(milliseconds: clock.now.milliseconds - 6 * 3_600_000), steady: clock.time.withLock { $0 })
    _ = try await worker.turn(&watch)
    #expect(provider.seen.count - sent <= OutboxWorker.atOnce)
    #expect(await live.snapshot.operation(operation)?.notes == notes + 1)
  }
}

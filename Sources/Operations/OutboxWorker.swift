import Basics
import Callout
import Incident

/// Sends the messages of a running command post over its carriers, until it is cancelled: one service in the process's group.
///
/// Few messages are under way at a time, each on record before its carrier sees it; a carrier that hangs costs one place for
/// `longest` and no more, if it heeds cancellation as every carrier must.
public struct OutboxWorker: Sendable {
  /// Messages under way at once.
  public static let atOnce = 16
  /// After so long an attempt counts as perhaps sent.
  public static let longest = Duration.seconds(30)

  private let live: LiveCommandPost
  private let carriers: [ContactChannel: any Carrier]
  /// Wall clock, and milliseconds of a clock that nobody sets.
  private let clock: @Sendable () -> (wall: Instant, steady: Int64)
  private let notify: @Sendable ([CalloutNotice]) -> Void

  public init(
    _ live: LiveCommandPost, carriers: [ContactChannel: any Carrier],
    clock: @escaping @Sendable () -> (wall: Instant, steady: Int64),
    notify: @escaping @Sendable ([CalloutNotice]) -> Void = { _ in }
  ) {
    self.live = live
    self.carriers = carriers
    self.clock = clock
    self.notify = notify
  }

  /// - Throws: the `Problem` of a store that writes no more.
  public func run() async throws {
    var watch = ClockGuard()
    while !Task.isCancelled {
      let (now, jump) = read(&watch)
      if let jump { try await say(live.outbox { (desk) throws(Problem) in try desk.clockChanged(by: jump, at: now) }.step) }
      let (step, parcels) = try await live.outbox { (desk) throws(Problem) in try desk.sendDue(at: now, most: Self.atOnce) }
      say(step)
      if parcels.isEmpty {
        let wait = await live.nextWake.map { $0.milliseconds - now.milliseconds } ?? 1000
        try? await Task.sleep(for: .milliseconds(min(max(wait, 20), 1000)))
        continue
      }
      let reports = await carry(parcels)
      let (after, _) = read(&watch)
      try await say(live.outbox { (desk) throws(Problem) in try desk.report(reports, at: after) }.step)
    }
  }

  private func read(_ watch: inout ClockGuard) -> (Instant, Int64?) {
    let (wall, steady) = clock()
    return watch.read(wall: wall, steady: steady)
  }

  private func say(_ step: Desk.OutboxStep) { if !step.notices.isEmpty { notify(step.notices) } }

  private func carry(_ parcels: [Parcel]) async -> [ChannelReport] {
    await withTaskGroup(of: ChannelReport.self) { group in
      for parcel in parcels {
        group.addTask {
          let outcome = await inTime(parcel)
          return ChannelReport(parcel.handOver.id, .outcome(outcome, attempt: parcel.handOver.attempt))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// The carrier's word, or `unknown` when it takes too long.
  private func inTime(_ parcel: Parcel) async -> ChannelOutcome {
    guard let carrier = carriers[parcel.handOver.channel] else { return .permanent("this channel is not set up") }
    return await withTaskGroup(of: ChannelOutcome.self) { race in
      race.addTask { await carrier.carry(parcel) }
      race.addTask {
        try? await Task.sleep(for: Self.longest)
        return .unknown
      }
      let first = await race.next() ?? .unknown
      race.cancelAll()
      return first
    }
  }
}

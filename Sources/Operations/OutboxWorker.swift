import Basics
import Callout
import Incident

/// A command post whose outbox can be driven: each step is durable when it returns.
public protocol OutboxPost: Sendable {
  func outbox(_ body: @escaping @Sendable (Desk) throws(Problem) -> Desk.OutboxStep) async throws -> OutboxTurn
  /// When orders or messages next need the clock.
  var nextOutboxWake: Instant? { get async }
}

/// What one step led to, with the words and addresses of what is to be carried.
public struct OutboxTurn: Sendable {
  public var step: Desk.OutboxStep
  public var parcels: [Parcel]

  public init(_ step: Desk.OutboxStep, at desk: Desk) {
    self.step = step
    parcels = step.handOvers.map(desk.parcel)
  }
}

/// Sends the messages of a running command post over its carriers, until it is cancelled: one service in the process's group.
///
/// Few messages are under way at a time, each on record before its carrier sees it; a carrier that hangs costs one place for
/// `longest` and no more, if it heeds cancellation as every carrier must.
public struct OutboxWorker: Sendable {
  /// Messages under way at once.
  public static let atOnce = 16
  /// After so long an attempt counts as perhaps sent.
  public static let longestMilliseconds: Int64 = 30_000
  /// Longest wait between two looks at what is due, in milliseconds: a new order is sent that soon.
  static let tick: Int64 = 1000

  private let live: any OutboxPost
  private let carriers: [ContactChannel: any Carrier]
  private let host: HostClock
  private let atOnce: Int
  private let notify: @Sendable ([CalloutNotice]) -> Void

  public init(
    _ live: any OutboxPost, carriers: [ContactChannel: any Carrier],
    host: HostClock = .system, atOnce: Int = Self.atOnce,
    notify: @escaping @Sendable ([CalloutNotice]) -> Void = { _ in }
  ) {
    self.live = live
    self.carriers = carriers
    self.host = host
    self.atOnce = max(1, atOnce)
    self.notify = notify
  }

  /// - Throws: the `Problem` of a store that writes no more.
  public func run() async throws {
    var watch = ClockGuard()
    while !Task.isCancelled {
      if let wait = try await turn(&watch) { try? await host.wait(wait) }
    }
  }

  /// Sends what is due now and reports what came of it.
  /// - Returns: milliseconds until there may be more to do; nil where there may be more at once.
  func turn(_ watch: inout ClockGuard) async throws -> Int64? {
    let (now, jump) = read(&watch)
    if let jump { try await say(live.outbox { (desk) throws(Problem) in try desk.clockChanged(by: jump, at: now) }.step) }
    let most = atOnce
    let turn = try await live.outbox { (desk) throws(Problem) in try desk.sendDue(at: now, most: most) }
    let parcels = turn.parcels
    say(turn.step)
    if parcels.isEmpty {
      let wait = await live.nextOutboxWake.map { $0.milliseconds - now.milliseconds } ?? Self.tick
      return min(max(wait, 20), Self.tick)
    }
    let reports = await carry(parcels)
    let (after, set) = read(&watch)
    // The clock was set while the carriers were at work: messages move with it before anything is said of them.
    if let set { try await say(live.outbox { (desk) throws(Problem) in try desk.clockChanged(by: set, at: after) }.step) }
    try await say(live.outbox { (desk) throws(Problem) in try desk.report(reports, at: after) }.step)
    return nil
  }

  private func read(_ watch: inout ClockGuard) -> (Instant, Int64?) {
    let (wall, steady) = host.read()
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
        try? await host.wait(Self.longestMilliseconds)
        return .unknown
      }
      let first = await race.next() ?? .unknown
      race.cancelAll()
      return first
    }
  }
}

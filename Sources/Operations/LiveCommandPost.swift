import Basics
import Incident
import Ledger

/// The command post of a running process: one actor that owns the desk, commits in groups and tells its subscribers.
///
/// ```swift
/// try await withThrowingTaskGroup(of: Void.self) { group in
///   group.addTask { try await live.run() }
///   let receipt = try await live.submit(submission)
/// }
/// ```
public actor LiveCommandPost: OutboxPost {
  /// Commands that may wait for the next commit; beyond it a command is refused with exit 75.
  public static let longestQueue = 4096
  /// Commands of one commit.
  public static let largestGroup = 256
  /// Events that a slow subscriber may lag behind before it is told to read anew.
  public static let subscriberBuffer = 1024
  public static let mostSubscribers = 10_000

  private let desk: Desk
  private var queue: [(submission: Desk.Submission, reply: CheckedContinuation<Desk.Receipt, any Error>)] = []
  private var subscribers: [(id: Int, stream: AsyncStream<RecordedEvent>.Continuation)] = []
  private var nextSubscriber = 0
  private let wakeUps: AsyncStream<Void>
  private let ring: AsyncStream<Void>.Continuation
  private var isStopping = false

  public init(_ desk: sending Desk) {
    self.desk = desk
    (wakeUps, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// The state as of the last durable event: a value that stays as it is.
  public var snapshot: State { desk.state }

  /// Returns when the events are durable.
  /// - Throws: a `Refusal`, or a `Problem` when the queue is full, the post is stopping, or the write failed.
  public func submit(_ submission: Desk.Submission) async throws -> Desk.Receipt {
    if isStopping { throw Problem("post.stopping", "the command post is stopping", exit: .tryAgain) }
    guard queue.count < Self.longestQueue else {
      throw Problem(
        "post.busy", "\(queue.count) commands are waiting", advice: "send it again in a second with the same id.", exit: .tryAgain
      )
    }
    return try await withCheckedThrowingContinuation { reply in
      queue.append((submission, reply))
      ring.yield()
    }
  }

  /// Every event from now on, in order. A subscriber that lags more than its buffer loses the newest and must read the log anew:
  /// the sequence numbers show the gap.
  public func subscribe() throws(Problem) -> AsyncStream<RecordedEvent> {
    guard subscribers.count < Self.mostSubscribers else {
      throw Problem("post.subscribers", "\(subscribers.count) subscribers are the limit", exit: .tryAgain)
    }
    let (stream, continuation) = AsyncStream.makeStream(
      of: RecordedEvent.self, bufferingPolicy: .bufferingOldest(Self.subscriberBuffer))
    let id = nextSubscriber
    nextSubscriber += 1
    subscribers.append((id, continuation))
    return stream
  }

  /// Commits what waits, group by group, until `stop` or cancellation. What is queued then is still committed.
  public func run() async {
    for await _ in wakeUps {
      while !queue.isEmpty { commitGroup() }
      if isStopping { break }
    }
    while !queue.isEmpty { commitGroup() }
    for subscriber in subscribers { subscriber.stream.finish() }
    subscribers = []
  }

  public func stop() {
    isStopping = true
    ring.yield()
    ring.finish()
  }

  private func commitGroup() {
    let group = Array(queue.prefix(Self.largestGroup))
    queue.removeFirst(group.count)
    do throws(Problem) {
      let results = try desk.submit(group.map(\.submission))
      for (item, result) in zip(group, results) {
        item.reply.resume(with: result)
        if case .success(let receipt) = result { receipt.events.forEach(publish) }
      }
    } catch {
      for item in group { item.reply.resume(throwing: error) }
    }
  }

  /// A step of the outbox, durable when it returns; its events are published.
  public func outbox(_ body: @Sendable (Desk) throws(Problem) -> Desk.OutboxStep) throws(Problem) -> OutboxTurn {
    let step = try body(desk)
    for event in step.events { publish(event) }
    return OutboxTurn(step, at: desk)
  }

  public var nextOutboxWake: Instant? { desk.nextWake }

  private func publish(_ event: RecordedEvent) {
    subscribers.removeAll { subscriber in
      if case .terminated = subscriber.stream.yield(event) { true } else { false }
    }
  }
}

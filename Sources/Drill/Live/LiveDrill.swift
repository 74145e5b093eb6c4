import Basics
import Callout
import Incident
import Ledger
import Operations
import Simulation

/// A drill at the pace of a clock, with people in it: what a console or a command line plays on.
///
/// One actor owns the run. It goes forward by itself while `run()` is awaited; pause, speed, commands, injects and a real emergency come
/// from anywhere, each at an instant of its own, and everything is put on record as acts, so that the drill can be run again byte for
/// byte, and branched ("step back").
///
/// ```swift
/// let live = LiveDrill(run, speed: 60)
/// try await withThrowingTaskGroup(of: Void.self) { group in
///   group.addTask { try await live.run() }
///   let events = try await live.subscribe()
///   try await live.submit(.order(.accept(acceptance)), by: .person(staff: staff))
/// }
/// ```
public actor LiveDrill {
  /// Simulated minutes between two looks at what people ask for, when the drill runs behind its clock.
  static let sliceMinutes = 10
  /// Longest wait between two steps, in milliseconds of the wall clock.
  static let tick: Int64 = 200
  /// Events or states that a slow subscriber may lag behind; beyond it the newest are dropped, and the sequence numbers show it.
  public static let subscriberBuffer = 1024
  public static let mostSubscribers = 1000

  private let drill: DrillRun
  private let host: HostClock
  private var clock: PacedClock
  /// Told each act as soon as it is durable: whoever keeps the drill writes it down.
  private let record: @Sendable (DrillAct) throws -> Void
  private var events: [AsyncStream<RecordedEvent>.Continuation] = []
  private var states: [AsyncStream<LiveDrillStatus>.Continuation] = []
  private var published: Int
  /// The commands, injects and switches up to now, in order.
  public private(set) var acts: [DrillAct] = []

  /// - Parameters:
  ///   - speed: simulated seconds for one of the wall clock, 1...60 for people.
  ///   - record: is told each act when it has happened; what it throws ends `run()` and the call that made the act.
  public init(
    _ drill: sending DrillRun, speed: Int = 1, isPaused: Bool = true, host: HostClock = .system,
    record: @escaping @Sendable (DrillAct) throws -> Void = { _ in }
  ) {
    self.host = host
    self.record = record
    acts = drill.options.acts
    published = drill.notebook.events.count
    clock = PacedClock(simulated: drill.now, at: Instant(milliseconds: host.read().steady), speed: speed, isPaused: isPaused)
    self.drill = drill
  }

  private var wall: Instant { Instant(milliseconds: host.read().steady) }

  /// Goes forward by the clock until the drill is over, halted or cancelled. Subscribers are told the end.
  public func run() async throws {
    defer { finish() }
    while !drill.isOver, !Task.isCancelled {
      let isBehind = try step()
      if isBehind { await Task.yield() } else { try? await host.wait(pause) }
    }
    try step()
  }

  /// One step toward where the clock is.
  /// - Returns: whether there is more to do at once.
  @discardableResult
  private func step() throws -> Bool {
    let target = clock.simulated(at: wall)
    let next = min(target, drill.now.adding(minutes: Self.sliceMinutes))
    if next > drill.now { try drill.run(until: next) }
    publish()
    return !drill.isOver && next < target
  }

  private var pause: Int64 {
    guard let next = clock.wall(when: drill.scheduler.nextTime) else { return Self.tick }
    return min(max(next.milliseconds - wall.milliseconds, 10), Self.tick)
  }
}

/// What people do.
extension LiveDrill {
  /// Stops where the drill is, which may be behind where its clock should have been.
  public func pauseClock() throws {
    try step()
    clock.pause(at: wall)
    clock.jump(to: drill.now, at: wall)
    publish()
  }

  public func proceed() {
    clock.proceed(at: wall)
    publish()
  }

  public func setSpeed(_ speed: Int) throws {
    try step()
    clock.setSpeed(speed, at: wall)
    publish()
  }

  /// Goes on at once to an instant, as "on to the next tide"; the clock runs on from there.
  public func skip(to instant: Instant) throws {
    try drill.run(until: instant)
    clock.jump(to: drill.now, at: wall)
    publish()
  }

  /// One command of a person, on simulated time.
  /// - Throws: the refusal as a `Problem`.
  public func submit(_ command: Command, by actor: Actor, sideRows: [SideRow] = []) throws -> [RecordedEvent] {
    try work { (desk, now) throws(Problem) in
      try desk.submit(command, by: actor, at: now, sideRows: sideRows).events
    }
  }

  /// Work of a person on the desk, as a plan with its approval, at one instant. What it decides is followed by the drill as if the
  /// automatic commander had done it.
  /// - Throws: what the work throws.
  public func work<T: Sendable>(_ body: @Sendable (Desk, Instant) throws(Problem) -> T) throws -> T {
    try step()
    let (act, result) = try drill.act(at: clock.simulated(at: wall), work: body)
    if case .decided(let decided) = act.kind, !decided.isEmpty { try took(act) }
    return try result.get()
  }

  /// Looks at the desk at the drill's present instant, also after its end. The body decides nothing: it reads, or keeps rows that the
  /// log knows nothing of, as sessions.
  public func look<T: Sendable>(_ body: @Sendable (Desk, Instant) -> T) -> T { body(drill.desk, drill.now) }

  /// An inject, a reply from a phone, another commander, another policy, the end: anything but work on the desk, which is `work`.
  public func act(_ kind: DrillAct.Kind) throws {
    try step()
    try took(drill.act(kind, at: clock.simulated(at: wall)))
  }

  /// All injects, with those given on the spot, as they stand now.
  public var plan: [Inject] { drill.injects.map(\.inject) }

  /// An inject of the MSEL now.
  public func inject(_ id: InjectID) throws { try act(.inject(id)) }

  /// An evaluator's judgement, while the drill runs or in the hot wash after its end. What was seen later than now counts as seen now.
  /// - Throws: the refusal as a `Problem`.
  public func rate(_ rating: EvaluatorRating, observation: String = "", by actor: Actor) throws {
    try step()
    if let act = try drill.rate(rating, observation: observation, by: actor, at: clock.simulated(at: wall)) {
      try took(act)
    } else {
      publish()
    }
  }

  /// NYATA: nothing more is called, sent or decided; each subscriber is told at once.
  public func realEmergency() throws { try act(.emergency) }

  private func took(_ act: DrillAct) throws {
    acts.append(act)
    if clock.simulated(at: wall) < drill.now { clock.jump(to: drill.now, at: wall) }
    publish()
    try record(act)
  }
}

/// What people see.
extension LiveDrill {
  /// Every event from now on, in order; ends with the drill.
  public func subscribe() throws(Problem) -> AsyncStream<RecordedEvent> {
    guard events.count < Self.mostSubscribers else { throw Self.full }
    let (stream, continuation) = AsyncStream.makeStream(
      of: RecordedEvent.self, bufferingPolicy: .bufferingOldest(Self.subscriberBuffer))
    if drill.isOver { continuation.finish() } else { events.append(continuation) }
    return stream
  }

  /// The clock and the injects, each time that something of it changes; ends with the drill.
  public func subscribeToStatus() throws(Problem) -> AsyncStream<LiveDrillStatus> {
    guard states.count < Self.mostSubscribers else { throw Self.full }
    let (stream, continuation) = AsyncStream.makeStream(of: LiveDrillStatus.self, bufferingPolicy: .bufferingNewest(1))
    continuation.yield(status)
    if drill.isOver { continuation.finish() } else { states.append(continuation) }
    return stream
  }

  private static var full: Problem {
    Problem("drill.subscribers", "\(mostSubscribers) subscribers are the limit", exit: .tryAgain)
  }

  /// The command post's state as of the last event: a value that stays as it is.
  public var snapshot: State { drill.desk.state }
  public var operation: OperationID { drill.operation }
  /// What lies in the outbox, with its state.
  public var messages: [Message] { drill.desk.switchboard.messages }
  /// The record of the drill up to now, for the report.
  public func drillRecord() throws(Problem) -> DrillRecord { try drill.record() }
  /// Signs the log as it stands.
  public func checkpoint() throws(Problem) { _ = try drill.desk.checkpoint() }

  public var status: LiveDrillStatus {
    LiveDrillStatus(
      now: drill.now, speed: clock.speed, isPaused: clock.isPaused, isOver: drill.isOver, haltedAt: drill.haltedAt,
      seat: drill.seat,
      policy: drill.chosenPolicy, injects: drill.injects.map(\.track), entries: drill.desk.post.nextSequence, played: drill.played
    )
  }

  private func publish() {
    let all = drill.notebook.events
    for event in all[min(published, all.count)...] {
      events.removeAll { if case .terminated = $0.yield(event) { true } else { false } }
    }
    published = all.count
    guard !states.isEmpty else { return }
    let now = status
    states.removeAll { if case .terminated = $0.yield(now) { true } else { false } }
  }

  private func finish() {
    publish()
    for stream in events { stream.finish() }
    for stream in states { stream.finish() }
    events = []
    states = []
  }
}

/// Where a live drill stands.
public struct LiveDrillStatus: Sendable {
  /// Simulated.
  public var now: Instant
  public var speed: Int
  public var isPaused: Bool
  public var isOver: Bool
  /// A real emergency (NYATA) halted it: shown on every screen before anything else.
  public var haltedAt: Instant?
  public var seat: CommanderSeat
  public var policy: CommanderPolicy.Kind
  /// In the order of the MSEL, with what became of them.
  public var injects: [InjectTrack]
  /// Of the log.
  public var entries: UInt64
  /// Those whom real people play.
  public var played: Set<StaffID> = []
}

import Basics
import Incident
import Operations

/// Where the desk stands: with the server's own clock, or in a drill that drives it. One act after another, whoever asks.
protocol DeskPlace: Sendable {
  /// Does something at the desk at its own instant.
  func work<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) -> T) async throws -> T
  /// Reads, or keeps rows that the log knows nothing of: possible also when a drill is over.
  func look<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) -> T) async throws -> T
  /// What time alone demands.
  func tick() async throws
  /// Nil outside of a drill.
  var drill: DrillStatus? { get async }
}

/// What the controllers of a live drill do to it.
protocol DrillControl: Sendable {
  func pause() async throws
  func proceed() async throws
  func setSpeed(_ speed: Int) async throws
  func skip(minutes: Int) async throws
  func inject(_ number: String) async throws
  /// An inject of the plan that will not be given.
  func leaveOut(_ number: String) async throws
  /// A controller's own, now.
  func give(_ inject: Inject) async throws
  /// People whom real ones play: nobody else answers for them.
  func enrol(_ staff: [StaffID], isPlayed: Bool) async throws
  /// What evaluators judge.
  var evaluation: EvaluationPlan { get }
  func rate(_ rating: EvaluatorRating, observation: String, by actor: Actor) async throws
  /// The controllers end it before its time.
  func end() async throws
  func takeCommand(byPerson: Bool) async throws
  /// NYATA: nothing more is called, sent or decided.
  func realEmergency() async throws
  /// Of the simulated world: never shown to players. Millimetres.
  func trueDepth(_ area: AreaID, at instant: Instant) -> Int
  /// The after-action report up to now, as a page of its own.
  func report(_ language: Language) async throws -> String
  /// Runs by its clock until it is over or cancelled.
  func run() async throws
}

/// A desk of its own: actual operations, and exercises that people run by hand.
actor OwnDesk: DeskPlace {
  private let desk: Desk
  private let wallClock: @Sendable () -> Instant

  init(_ desk: sending Desk, clock: @escaping @Sendable () -> Instant) {
    self.desk = desk
    wallClock = clock
  }

  /// Never behind the log.
  private var now: Instant {
    let last = [desk.state.lastInstant, desk.switchboard.now].compactMap { $0 }.max() ?? Instant(milliseconds: 0)
    return max(wallClock(), last)
  }

  func work<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) -> T) -> T { body(desk, now) }
  func look<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) -> T) -> T { body(desk, now) }
  func tick() throws { _ = try desk.wake(at: now) }
  var drill: DrillStatus? { nil }
}

import Basics

/// What happens in a simulated world, as one state machine.
///
/// The pattern: an enum of what can happen (small values: ids and numbers), a struct with the state of every entity, and one
/// function that moves an entity from its state to the next and schedules what follows. A process that waits for one of two things
/// (an answer, or the deadline) keeps the handle of the later one in its state and cancels it when the earlier one happens.
///
///     struct Desk: SimulatedWorld {
///       enum Happening: Sendable { case called(Int32), answered(Int32), deadline(Int32) }
///       var deadline: [Int32: EventHandle] = [:]
///       mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem) {
///         switch happening {
///         case .called(let person):
///           deadline[person] = try scheduler.schedule(.deadline(person), at: now.adding(minutes: 15))
///         case .answered(let person):
///           if let handle = deadline.removeValue(forKey: person) { scheduler.cancel(handle) }
///         case .deadline(let person): deadline[person] = nil  // and on to the next person
///         }
///       }
///     }
public protocol SimulatedWorld: Sendable {
  associatedtype Happening: Sendable

  /// Changes the state and schedules what follows. An error ends the run with that error; the event counts as taken.
  mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem)
}

/// A world and its clock. A value: a copy is a branch, which goes on from here on its own. To pause is not to step.
public struct SimulationRun<World: SimulatedWorld>: Sendable {
  public var world: World
  public var scheduler: Scheduler<World.Happening>
  /// Events handled since the start.
  @inlinable public var handled: Int { handledCount }
  @usableFromInline var handledCount = 0
  @usableFromInline var handledAtThisInstant = 0

  public init(_ world: World, scheduler: Scheduler<World.Happening>) {
    self.world = world
    self.scheduler = scheduler
  }

  public init(_ world: World, startingAt start: Instant, limit: Int = SimulationLimits.pendingEvents) {
    self.init(world, scheduler: Scheduler(startingAt: start, limit: limit))
  }

  public var now: Instant { scheduler.now }

  /// Handles the next event, whenever it is due. False if none waits.
  public mutating func step() throws(Problem) -> Bool {
    try step(until: Instant(milliseconds: .max))
  }

  /// Handles the next event if it is due at or before `end`. False if none is.
  @inlinable
  public mutating func step(until end: Instant) throws(Problem) -> Bool {
    let before = scheduler.now
    guard let happening = scheduler.take(until: end) else { return false }
    try count(since: before)
    try world.handle(happening, at: scheduler.now, scheduler: &scheduler)
    return true
  }

  /// Handles all events up to and including `end`, those scheduled meanwhile too, and sets the clock to `end`.
  ///
  /// - Returns: how many were handled.
  /// - Throws: what the world throws; `simulation.stuck` if the clock stands still for `SimulationLimits.eventsAtOneInstant`.
  @inlinable
  @discardableResult
  public mutating func run(until end: Instant) throws(Problem) -> Int {
    let start = handled
    while try step(until: end) {}
    scheduler.advance(to: end)
    return handled - start
  }

  /// Handles events until none waits, at most `most` of them. The clock stays at the last one.
  @inlinable
  @discardableResult
  public mutating func runToEnd(atMost most: Int = .max) throws(Problem) -> Int {
    var count = 0
    while count < most, try step(until: Instant(milliseconds: .max)) { count += 1 }
    return count
  }

  @inlinable
  mutating func count(since before: Instant) throws(Problem) {
    handledCount += 1
    handledAtThisInstant = scheduler.now == before ? handledAtThisInstant + 1 : 0
    if handledAtThisInstant > SimulationLimits.eventsAtOneInstant { throw stuck() }
  }

  @usableFromInline
  func stuck() -> Problem {
    Problem(
      "simulation.stuck", "More than \(SimulationLimits.eventsAtOneInstant) events happened at \(scheduler.now.text).",
      advice: "look for a process that schedules itself for the instant at which it runs.", exit: .unavailable)
  }
}

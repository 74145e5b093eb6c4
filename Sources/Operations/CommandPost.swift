import Basics
import Incident

/// The machine of decisions, the same for drill and reality: commands in, events and effects out.
///
/// A value without clock, store or channel. Whoever drives it (a live actor, the command line, later a drill) lets nobody look at
/// it before its events are durable, and goes back to what is durable where a write fails.
public struct CommandPost: Sendable {
  public private(set) var state = State()
  public var roster: Roster
  public let city: CityIndex
  /// The next place in the log.
  public private(set) var nextSequence: UInt64 = 0

  public init(city: CityIndex, roster: Roster) {
    self.city = city
    self.roster = roster
  }

  /// What a command led to.
  public struct Decision: Sendable {
    public var events: [RecordedEvent]
    public var effects: [Effect]
  }

  /// Decides and folds. A refused command changes nothing.
  public mutating func handle(_ command: Command, by actor: Actor, at instant: Instant) -> Result<Decision, Refusal> {
    let context = DecisionContext(instant: instant, actor: actor, roster: roster, city: city)
    switch decide(command, state, context) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let events):
      let mode = Self.mode(of: command) ?? state.mode ?? .exercise
      let recorded = events.enumerated().map { offset, event in
        RecordedEvent(sequence: nextSequence + UInt64(offset), instant: instant, actor: actor, mode: mode, event: event)
      }
      for event in recorded { replay(event) }
      return .success(Decision(events: recorded, effects: events.compactMap(Effect.init)))
    }
  }

  /// Folds an event of the log.
  public mutating func replay(_ event: RecordedEvent) {
    switch event.event {
    case .order(let about):
      let waited = state.awaitingAnswer.contains(about.order)
      evolve(&state, event)
      let waits = state.awaitingAnswer.contains(about.order)
      if waits != waited { count(about.order, by: waits ? 1 : -1) }
    case .operation(.closed):
      evolve(&state, event)
      waiting = [:]
      for order in state.awaitingAnswer { count(order, by: 1) }
    default: evolve(&state, event)
    }
    nextSequence = event.sequence + 1
  }

  /// How many orders of open operations wait for an answer, by their deadline: few deadlines, as people are called together.
  private var waiting: [Instant: Int] = [:]

  private mutating func count(_ id: OrderID, by change: Int) {
    guard let order = state.order(id), state.operation(order.operation)?.isOpen == true else { return }
    let left = (waiting[order.issue.deadline] ?? 0) + change
    waiting[order.issue.deadline] = left > 0 ? left : nil
  }

  /// When `wake` has something to do next: the earliest deadline of an unanswered order, or a complaint that somebody has to be
  /// reminded of. Nil for never.
  /// - Complexity: O(deadlines + open complaints)
  public var nextWake: Instant? {
    switch (waiting.keys.min(), state.service.nextChase) {
    case (let a?, let b?): min(a, b)
    case (let a, let b): a ?? b
    }
  }

  /// What time alone demands at an instant: silence at the deadline becomes *unanswered*.
  /// - Complexity: O(orders) where a deadline has passed
  public func due(at instant: Instant) -> [Command] {
    guard let next = nextWake, next <= instant else { return [] }
    let chase: [Command] = state.service.nextChase.map { $0 <= instant } == true ? [.service(.complaint(.chase))] : []
    return chase
      + state.openOperations.flatMap { state.overdueOrders($0.id, at: instant) }.map {
        .order(.passDeadline(OrderReceipt(order: $0.id, at: instant)))
      }
  }

  /// Does what is due.
  public mutating func wake(at instant: Instant) -> [Decision] {
    due(at: instant).compactMap { try? handle($0, by: Self.clock, at: instant).get() }
  }

  /// Who acts when time alone does.
  public static let clock = Actor.system("clock")

  private static func mode(of command: Command) -> Mode? {
    if case .database(.open(let opening)) = command { opening.mode } else { nil }
  }
}

/// What has to happen outside once the events are durable. The channels that carry it are a later room (`Callout`); until then
/// the command line shows it to the dispatcher.
public enum Effect: Hashable, Sendable {
  case tellUnitHead(UnitHeadTold)
  case callOut(OrderIssue)
  case standDown(OrderID)

  init?(_ event: Event) {
    switch event {
    case .plan(.unitHeadTold(let told)): self = .tellUnitHead(told)
    case .order(.issued(let issue)): self = .callOut(issue)
    case .order(.stoodDown(let standDown)): self = .standDown(standDown.order)
    case .order, .plan, .database, .operation, .need, .situation, .paper, .safety, .broadcast, .bulletin, .citizen, .exercise,
      .service, .access:
      return nil
    }
  }
}

import Basics

/// What a command comes to: the events that will have happened once they are durable, or a refusal. Pure: the same three values
/// give the same answer. No events means that all was known already.
public func decide(_ command: Command, _ state: State, _ context: DecisionContext) -> Result<[Event], Refusal> {
  do throws(Refusal) {
    return .success(try Decision(state: state, context: context).events(for: command))
  } catch {
    return .failure(error)
  }
}

/// One decision under way.
struct Decision {
  let state: State
  let context: DecisionContext

  func events(for command: Command) throws(Refusal) -> [Event] {
    guard context.actor.isValid else { throw Refusal(.invalidActor, ["actor": context.actor.text]) }
    if case .database(.open) = command {} else if state.database == nil { throw Refusal(.noDatabase) }
    let events: [Event]
    switch command {
    case .database(let command): events = try decide(command)
    case .operation(let command): events = try decide(command)
    case .need(let command): events = try decide(command)
    case .situation(let command): events = try decide(command)
    case .plan(let command): events = try decide(command)
    case .order(let command): events = try decide(command)
    case .paper(let command): events = try decide(command)
    case .safety(let command): events = try decide(command)
    case .broadcast(let command): events = try decide(command)
    case .bulletin(let command): events = try decide(command)
    case .citizen(let command): events = try decide(command)
    case .exercise(let command): events = try decide(command)
    case .service(let command): events = try decide(command)
    case .access(let command): events = try decide(command)
    }
    try limit("events", events.count, IncidentLimits.eventsPerCommand)
    try fits(events)
    return events
  }

  /// Each payload keeps to the log's limit: refused here, before anything is written.
  private func fits(_ events: [Event]) throws(Refusal) {
    for event in events where !event.isSmall {
      do throws(EventFault) { _ = try event.encoded() } catch {
        throw Refusal(.invalidValue, ["field": event.type, "value": error.problem.message, "expected": "at most 64 KiB"])
      }
    }
  }
}

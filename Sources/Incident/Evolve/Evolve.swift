import Basics

/// Folds one recorded event into the state. Never fails and never decides: an event that does not fit what is known (in a log
/// that was tampered with) leaves its subject as it is and is counted in `state.anomalies`.
/// - Complexity: O(size of the event), amortised.
public func evolve(_ state: inout State, _ recorded: RecordedEvent) {
  if let last = state.lastSequence, recorded.sequence != last + 1 {
    state.note("sequence \(recorded.sequence) follows \(last)")
  }
  if let mode = state.database?.mode, mode != recorded.mode { state.note("\(recorded.event.type): mode \(recorded.mode)") }
  state.touch(recorded.event)
  switch recorded.event {
  case .database(let event): state.apply(event)
  case .operation(let event): state.apply(event, recorded)
  case .need(let event): state.apply(event, recorded)
  case .situation(let event): state.apply(event, recorded)
  case .plan(let event): state.apply(event, recorded)
  case .order(let event): state.apply(event, recorded)
  case .paper(let event): state.apply(event, recorded)
  case .safety(let event): state.apply(event, recorded)
  case .broadcast(let event): state.apply(event, recorded)
  case .bulletin(let event): state.apply(event, recorded)
  case .citizen(let event): state.apply(event, recorded)
  case .exercise(let event): state.apply(event, recorded)
  case .service(let event): state.service.apply(event, recorded).map { state.note($0) }
  case .access(let event): state.apply(event, recorded)
  }
  state.eventCount += 1
  state.lastSequence = recorded.sequence
  state.lastInstant = recorded.instant
}

extension State {
  mutating func note(_ anomaly: String) {
    anomalyCount += 1
    if anomalies.count < IncidentLimits.anomalies { anomalies.append(anomaly) }
  }

  /// Changes one operation in place; an unknown id is an anomaly.
  mutating func change(_ id: OperationID, _ type: String, _ body: (inout EmergencyOperation) -> Void) {
    guard operations[id] != nil else {
      note("\(type): operation \(id) is unknown")
      return
    }
    body(&operations[id]!)
  }

  mutating func change(_ id: PlanID, _ type: String, _ body: (inout PlanRecord) -> Void) {
    guard plans[id] != nil else {
      note("\(type): plan \(id) is unknown")
      return
    }
    body(&plans[id]!)
  }

  mutating func apply(_ event: DatabaseEvent) {
    switch event {
    case .opened(let opening):
      if database != nil { note("database.opened: a second time") }
      database = opening
    case .rosterImported(let imported): roster = imported
    }
  }
}

import Basics

extension Decision {
  func decide(_ command: ActionCommand) throws(Refusal) -> [ActionEvent] {
    try notBySystem(command.name)
    switch command {
    case .open(let action): return [.opened(try opened(action))]
    case .move(let moved):
      let record = try openAction(moved.action)
      try responsible(moved.unit, moved.owner)
      try note("reason", moved.reason)
      return record.unit == moved.unit && record.owner == moved.owner && record.due == moved.due ? [] : [.moved(moved)]
    case .progress(let progress):
      _ = try openAction(progress.action)
      try note("words", progress.words)
      return [.progressed(progress)]
    case .finish(let done):
      let record = try openAction(done.action)
      try note("proof", done.proof)
      guard record.done == nil else { return [] }
      try dayNotInFuture("on", done.on)
      return [.done(done)]
    case .verify(let verified): return try verify(verified)
    case .retest(let retested): return try retest(retested)
    case .drop(let dropped):
      try needsPerson(command.name)
      _ = try openAction(dropped.action)
      try note("reason", dropped.reason)
      return [.dropped(dropped)]
    }
  }

  private func opened(_ action: ActionOpened) throws(Refusal) -> ActionOpened {
    try limit("actions", state.service.actionIDs.count + 1, IncidentLimits.correctiveActions)
    try name("reference", action.reference, mayBeEmpty: true)
    if let capability = action.capability { try plainID("capability", capability) }
    try note("issue", action.issue)
    try note("measure", action.measure)
    try responsible(action.unit, action.owner)
    guard action.from <= action.due else { throw invalid("due", action.due.text, "not before \(action.from.text)") }
    var action = action
    action.action = ActionID("action-\(state.service.actionIDs.count + 1)")
    return action
  }

  /// By another person than who said that it is done; a capability is shown by a drill and by nothing else.
  private func verify(_ verified: ActionVerified) throws(Refusal) -> [ActionEvent] {
    try needsPerson("action.verify")
    let record = try openAction(verified.action)
    try note("proof", verified.proof)
    guard record.done != nil else { throw Refusal(.actionNotDone, ["action": record.id.rawValue]) }
    if let capability = record.opened.capability {
      throw Refusal(.actionNeedsRetest, ["action": record.id.rawValue, "capability": capability])
    }
    guard record.doneBy != context.actor else { throw Refusal(.actionOwnProof, ["action": record.id.rawValue]) }
    return [.verified(verified)]
  }

  private func retest(_ retested: ActionRetested) throws(Refusal) -> [ActionEvent] {
    let record = try openAction(retested.action)
    try name("drill", retested.drill)
    try note("words", retested.words)
    try dayNotInFuture("on", retested.on)
    guard record.isCapability else {
      throw invalid("action", record.id.rawValue, "an action about a response capability")
    }
    guard let done = record.done else { throw Refusal(.actionNotDone, ["action": record.id.rawValue]) }
    let isSameDrill = record.opened.reference == retested.drill || record.opened.reference.hasPrefix(retested.drill + "/")
    guard retested.on > done.on, !isSameDrill else {
      throw Refusal(.actionRetestEarly, ["action": record.id.rawValue, "done": done.on.text])
    }
    return record.retests.contains(retested) ? [] : [.retested(retested)]
  }

  private func openAction(_ id: ActionID) throws(Refusal) -> ActionRecord {
    guard let record = state.service.actions[id] else { throw Refusal(.unknownAction, ["action": id.rawValue]) }
    guard record.isOpen else { throw Refusal(.actionClosed, ["action": id.rawValue]) }
    return record
  }

  /// By the city's clock.
  func dayNotInFuture(_ field: String, _ day: CivilDate) throws(Refusal) {
    let today = context.city.service.day(now)
    guard day <= today else { throw Refusal(.inFuture, ["field": field, "at": day.text, "now": today.text]) }
  }
}

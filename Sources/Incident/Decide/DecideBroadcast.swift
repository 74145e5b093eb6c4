import Basics

extension Decision {
  func decide(_ command: BroadcastCommand) throws(Refusal) -> [Event] {
    switch command {
    case .send(let operation, let audience, let text, let deadline): return try send(operation, audience, text, deadline)
    case .deliver(let receipt):
      return try step(receipt) { $0.delivered == nil && $0.acknowledged == nil ? .delivered(receipt) : nil }
    case .acknowledge(let receipt): return try step(receipt) { $0.acknowledged == nil ? .acknowledged(receipt) : nil }
    case .escalate(let escalation): return try escalate(escalation)
    case .close(let closing):
      guard let record = state.broadcasts[closing.broadcast] else { throw unknown(closing.broadcast) }
      return record.isOpen ? [.broadcast(.closed(closing))] : []
    }
  }

  private func send(_ id: OperationID, _ audience: BroadcastAudience, _ text: NoteReference, _ deadline: Instant?) throws(Refusal)
    -> [Event]
  {
    try notBySystem("broadcast.send")
    let frame = try open(id)
    try note("text", text)
    if let deadline { try afterNow(deadline) }
    try known(audience, frame)
    try limit("broadcasts", frame.broadcasts.count + 1, IncidentLimits.broadcastsPerOperation)
    let people = state.people(of: audience, in: id, roster: context.roster) { context.city.places[$0]?.area }
    guard !people.isEmpty else { throw Refusal(.audienceEmpty) }
    try limit("recipients", people.count, IncidentLimits.recipientsPerBroadcast)
    if state.mode == .actual, let invented = people.first(where: { context.roster.member($0)?.isInvented == true }) {
      throw Refusal(.inventedPerson, ["staff": invented.rawValue])
    }
    var counters = state.counters
    let broadcast = counters.broadcast()
    let sending = BroadcastSending(
      operation: id, broadcast: broadcast, audience: audience, text: text, deadline: deadline, recipients: people.count)
    return [.broadcast(.sent(sending))]
      + parts(people).enumerated().map { i, part in
        .broadcast(.addressed(BroadcastPart(broadcast: broadcast, part: i + 1, staff: part)))
      }
  }

  private func known(_ audience: BroadcastAudience, _ frame: EmergencyOperation) throws(Refusal) {
    switch audience {
    case .everyone, .ordered, .onScene, .unitHeads: return
    case .role(let role):
      if context.city.roles[role] == nil { throw Refusal(.unknownRole, ["role": role.rawValue]) }
    case .place(let place): try known(place)
    case .area(let area): try known([area])
    case .shift(let shift):
      if frame.shifts[shift] == nil { throw Refusal(.unknownShift, ["shift": shift.rawValue]) }
    case .unit(let unit):
      if context.roster.unit(unit) == nil { throw invalid("unit", unit.rawValue, "a unit of the roster") }
    case .staff(let staff):
      try limit("recipients", staff.count, IncidentLimits.itemsPerPart)
      for id in staff { _ = try member(id) }
    }
  }

  /// A receipt that was doubled or overtaken changes nothing; one after the closing is kept, as it is a fact.
  private func step(_ receipt: BroadcastReceipt, _ event: (BroadcastRecord.Standing) -> BroadcastEvent?) throws(Refusal)
    -> [Event]
  {
    guard let record = state.broadcasts[receipt.broadcast] else { throw unknown(receipt.broadcast) }
    guard let standing = record.standings[receipt.staff] else {
      throw Refusal(.notAddressed, ["staff": receipt.staff.rawValue, "broadcast": receipt.broadcast.rawValue])
    }
    try notInFuture("at", receipt.at)
    guard let made = event(standing) else { return [] }
    var events: [Event] = [.broadcast(made)]
    if case .acknowledged = made, record.isOpen, record.acknowledgements + 1 == record.recipients.count {
      events.append(.broadcast(.closed(BroadcastClosing(broadcast: record.id, reason: .complete))))
    }
    return events
  }

  private func escalate(_ escalation: BroadcastEscalation) throws(Refusal) -> [Event] {
    guard let record = state.broadcasts[escalation.broadcast] else { throw unknown(escalation.broadcast) }
    guard let standing = record.standings[escalation.staff] else {
      throw Refusal(.notAddressed, ["staff": escalation.staff.rawValue, "broadcast": escalation.broadcast.rawValue])
    }
    if let to = escalation.to { _ = try member(to) }
    if !record.isOpen || standing.acknowledged != nil { return [] }
    if let last = standing.escalated, last.to == escalation.to { return [] }
    return [.broadcast(.escalated(escalation))]
  }

  private func unknown(_ id: BroadcastID) -> Refusal { Refusal(.unknownBroadcast, ["broadcast": id.rawValue]) }
}

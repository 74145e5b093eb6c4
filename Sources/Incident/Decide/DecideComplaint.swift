import Basics

extension Decision {
  func decide(_ command: ServiceCommand) throws(Refusal) -> [Event] {
    switch command {
    case .complaint(let command): try decide(command).map { .service(.complaint($0)) }
    case .action(let command): try decide(command).map { .service(.action($0)) }
    case .personal(let command): try decide(command).map { .service(.personal($0)) }
    case .voice(let command): try decide(command).map { .service(.voice($0)) }
    }
  }

  private func decide(_ command: ComplaintCommand) throws(Refusal) -> [ComplaintEvent] {
    switch command {
    case .take(let intakes): return try take(intakes)
    case .chase: return chase()
    default: break
    }
    try needsPerson(command.name)
    switch command {
    case .take, .chase: return []
    case .reclassify(let id, let kind, let isUrgent, let reason):
      let record = try openComplaint(id)
      try note("reason", reason)
      if record.kind == kind && record.isUrgent == isUrgent { return [] }
      let terms =
        record.kind == kind ? record.terms : context.city.service.terms(kind, receivedAt: record.received.receivedAt, now: now)
      return [
        .reclassified(ComplaintReclassified(complaint: id, kind: kind, isUrgent: isUrgent, terms: terms, reason: reason))
      ]
    case .assign(let assigned):
      let record = try openComplaint(assigned.complaint)
      try responsible(assigned.unit, assigned.staff)
      return record.unit == assigned.unit && record.staff == assigned.staff ? [] : [.assigned(assigned)]
    case .respond(let responded):
      let record = try openComplaint(responded.complaint)
      guard record.respondedAt == nil else { return [] }
      try note("words", responded.words)
      try between("at", responded.at, record.received.receivedAt)
      guard record.unit != nil else { throw Refusal(.complaintWithoutUnit, ["complaint": record.id.rawValue]) }
      return [.responded(responded)]
    case .answer(let answered):
      let record = try openComplaint(answered.complaint)
      try note("answer", answered.answer)
      try between("at", answered.at, record.received.receivedAt)
      guard record.unit != nil else { throw Refusal(.complaintWithoutUnit, ["complaint": record.id.rawValue]) }
      return record.answer?.answer == answered.answer ? [] : [.answered(answered)]
    case .close(let closed): return try close(closed)
    case .reopen(let id, let reason):
      guard let record = state.service.complaints[id] else { throw Refusal(.unknownComplaint, ["complaint": id.rawValue]) }
      guard !record.isOpen || record.answer != nil else { return [] }
      try note("reason", reason)
      // A new count of days: the city's answer did not hold.
      let terms = context.city.service.terms(record.kind, receivedAt: now, now: now)
      return [.reopened(ComplaintReopened(complaint: id, reason: reason, terms: terms))]
    }
  }

  /// A file comes in whole or not at all; what is known by its number of elsewhere is passed over.
  private func take(_ intakes: [ComplaintIntake]) throws(Refusal) -> [ComplaintEvent] {
    try limit("complaints", intakes.count, IncidentLimits.complaintsPerImport)
    var known = state.service.outsideNumbers
    var number = state.service.complaintIDs.count
    var events: [ComplaintEvent] = []
    for intake in intakes {
      try check(intake)
      if let outside = intake.outsideNumber, known[outside] != nil { continue }
      number += 1
      let id = ComplaintID("complaint-\(number)")
      if let outside = intake.outsideNumber { known[outside] = id }
      let sector = context.city.service.settings.sector(intake.sector)
      events.append(
        .received(
          ComplaintReceived(
            complaint: id, sector: intake.sector, kind: intake.kind, isSupervisory: intake.isSupervisory, privacy: intake.privacy,
            area: intake.area, way: intake.way, isUrgent: intake.isUrgent, outsideNumber: intake.outsideNumber,
            ticket: intake.ticket, unit: intake.unit ?? sector?.unit.flatMap { context.roster.unit($0)?.id }, words: intake.words,
            contact: intake.contact, receivedAt: intake.receivedAt,
            terms: context.city.service.terms(intake.kind, receivedAt: intake.receivedAt, now: now))))
      guard let history = intake.history else { continue }
      events.append(.answered(ComplaintAnswered(complaint: id, answer: history.answer, at: history.answeredAt)))
      if let closedAt = history.closedAt {
        events.append(
          .closed(ComplaintClosed(complaint: id, outcome: .resolved, evidence: history.evidence, at: closedAt)))
      }
    }
    try limit("complaints", number, IncidentLimits.complaints)
    return events
  }

  private func check(_ intake: ComplaintIntake) throws(Refusal) {
    guard context.city.service.settings.sector(intake.sector) != nil else {
      throw Refusal(.unknownSector, ["sector": intake.sector.rawValue])
    }
    if let area = intake.area { try known([area]) }
    if let unit = intake.unit { try responsible(unit, nil) }
    if let number = intake.outsideNumber { try plainID("outsideNumber", number) }
    if let ticket = intake.ticket, state.tickets[ticket] == nil { throw Refusal(.unknownTicket, ["ticket": ticket.rawValue]) }
    try note("words", intake.words)
    try note("contact", intake.contact)
    try notInFuture("receivedAt", intake.receivedAt)
    guard let history = intake.history else { return }
    try note("answer", history.answer)
    try note("evidence", history.evidence)
    try between("answeredAt", history.answeredAt, intake.receivedAt)
    if let closed = history.closedAt { try between("closedAt", closed, history.answeredAt) }
  }

  /// One step of each complaint at a time; whoever drives this looks again at `nextChase`.
  private func chase() -> [ComplaintEvent] {
    let ladder = context.city.service.settings.ladder
    return state.service.dueComplaints(at: now).prefix(IncidentLimits.eventsPerCommand).map { record, step in
      if step.level == 0 {
        return .reminded(ComplaintChase(complaint: record.id, step: step, unit: record.unit, office: "responsible"))
      }
      let office = ladder.indices.contains(step.level - 1) ? ladder[step.level - 1].office : "unit_head"
      return .escalated(ComplaintChase(complaint: record.id, step: step, unit: record.unit, office: office))
    }
  }

  private func close(_ closed: ComplaintClosed) throws(Refusal) -> [ComplaintEvent] {
    let record = try openComplaint(closed.complaint)
    try note("evidence", closed.evidence)
    try between("at", closed.at, record.received.receivedAt)
    switch closed.outcome {
    case .withdrawn, .passedOn: break
    case .resolved, .unfounded:
      guard record.answer != nil else { throw Refusal(.complaintNotAnswered, ["complaint": record.id.rawValue]) }
    case .silent:
      guard let answer = record.answer else { throw Refusal(.complaintNotAnswered, ["complaint": record.id.rawValue]) }
      let until = context.city.service.end(
        of: CivilDate(
          dayNumber: context.city.service.day(answer.at).dayNumber + context.city.service.settings.silentDays))
      guard closed.at >= until else {
        throw Refusal(.complaintSilence, ["complaint": record.id.rawValue, "until": until.text])
      }
    }
    return [.closed(closed)]
  }

  private func openComplaint(_ id: ComplaintID) throws(Refusal) -> ComplaintRecord {
    guard let record = state.service.complaints[id] else { throw Refusal(.unknownComplaint, ["complaint": id.rawValue]) }
    guard record.isOpen else { throw Refusal(.complaintClosed, ["complaint": id.rawValue]) }
    return record
  }

  /// A unit of the roster and, where named, a person of it.
  func responsible(_ unit: UnitID, _ staff: StaffID?) throws(Refusal) {
    guard context.roster.unit(unit) != nil else { throw Refusal(.unknownOrgUnit, ["unit": unit.rawValue]) }
    guard let staff else { return }
    guard try member(staff).unit == unit else {
      throw Refusal(.staffOfOtherUnit, ["staff": staff.rawValue, "unit": unit.rawValue])
    }
  }

  /// Not before `earliest`, not in the future.
  func between(_ field: String, _ at: Instant, _ earliest: Instant) throws(Refusal) {
    guard at >= earliest else { throw invalid(field, at.text, "not before \(earliest.text)") }
    try notInFuture(field, at)
  }
}

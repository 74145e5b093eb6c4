import Basics

extension Decision {
  func decide(_ command: CitizenCommand) throws(Refusal) -> [Event] {
    switch command {
    case .report(let report): return try takeIn(report)
    case .triage(let triage):
      try needsPerson(command.name)
      let record = try openTicket(triage.ticket)
      try inRange("urgency", triage.urgency, 1...3)
      return record.triage == triage ? [] : [.citizen(.triaged(triage))]
    case .merge(let merge): return try mergeTickets(merge)
    case .assign(let assignment):
      try needsPerson(command.name)
      let record = try openTicket(assignment.ticket)
      _ = try openPost(assignment.post, try open(record.report.operation))
      return record.post == assignment.post ? [] : [.citizen(.assigned(assignment))]
    case .answer(let answer):
      try needsPerson(command.name)
      _ = try openTicket(answer.ticket)
      try note("answer", answer.answer)
      guard answer.answer != nil || answer.outcome == .spam else { throw invalid("answer", "", "what the reporter is told") }
      return [.citizen(.answered(answer))]
    case .hearRumour(let heard): return try hear(heard)
    case .judgeRumour(let verdict):
      try needsPerson(command.name)
      guard let record = state.rumours[verdict.rumour] else { throw Refusal(.unknownRumour, ["rumour": verdict.rumour.rawValue]) }
      try note("correction", verdict.correction)
      return record.verdict == verdict ? [] : [.citizen(.rumourJudged(verdict))]
    case .moveRelief(let movement): return try move(movement)
    }
  }

  private func takeIn(_ report: CitizenReport) throws(Refusal) -> [Event] {
    let frame = try open(report.operation)
    try limit("tickets", frame.tickets.count + 1, IncidentLimits.ticketsPerOperation)
    try known([report.area])
    try inRange("people", report.people, 1...IncidentLimits.recipientsPerBroadcast)
    try inRange("latitudeE7", report.latitudeE7, -900_000_000...900_000_000)
    try inRange("longitudeE7", report.longitudeE7, -1_800_000_000...1_800_000_000)
    if (report.latitudeE7 == nil) != (report.longitudeE7 == nil) { throw invalid("point", "", "both latitude and longitude") }
    if let office = report.onBehalfBy { try plainID("onBehalfBy", office) }
    try note("words", report.words)
    try note("contact", report.contact)
    try note("photo", report.photo)
    try name("neighbourhood", report.neighbourhood ?? "", mayBeEmpty: true)
    try seenAndTold(report.seenAt, report.toldAt, .resident)
    var counters = state.counters
    var report = report
    report.ticket = counters.ticket()
    return [.citizen(.reported(report))]
  }

  /// Merging keeps the ticket of each reporter: whoever asks by the second number gets the answer of the first.
  private func mergeTickets(_ merge: CitizenMerge) throws(Refusal) -> [Event] {
    try needsPerson("citizen.merge")
    let one = try openTicket(merge.ticket)
    let other = try openTicket(merge.into)
    guard one.id != other.id, one.report.operation == other.report.operation, one.others.isEmpty else {
      throw Refusal(.ticketMerge, ["ticket": merge.ticket.rawValue, "into": merge.into.rawValue])
    }
    return [.citizen(.merged(merge))]
  }

  private func openTicket(_ id: TicketID) throws(Refusal) -> TicketRecord {
    guard let record = state.tickets[id] else { throw Refusal(.unknownTicket, ["ticket": id.rawValue]) }
    _ = try open(record.report.operation)
    guard record.isOpen else { throw Refusal(.ticketClosed, ["ticket": id.rawValue]) }
    return record
  }

  private func hear(_ heard: RumourHeard) throws(Refusal) -> [Event] {
    let frame = try open(heard.operation)
    try limit("rumours", frame.rumours.count + 1, IncidentLimits.rumoursPerOperation)
    try note("words", heard.words)
    try notInFuture("heardAt", heard.heardAt)
    var counters = state.counters
    var heard = heard
    heard.rumour = counters.rumour()
    return [.citizen(.rumourHeard(heard))]
  }

  private func move(_ movement: ReliefMovement) throws(Refusal) -> [Event] {
    try notBySystem("relief.move")
    let frame = try open(movement.operation)
    try limit("relief", frame.relief.count + 1, IncidentLimits.reliefPerOperation)
    try plainID("item", movement.item)
    try plainID("measure", movement.measure)
    try inRange("quantity", movement.quantity, 1...IncidentLimits.people)
    try known(movement.from)
    try known(movement.to)
    try known([movement.area])
    try name("outside", movement.outside, mayBeEmpty: movement.from != nil && movement.to != nil)
    try name("paper", movement.paper, mayBeEmpty: true)
    try notInFuture("movedAt", movement.movedAt)
    guard movement.from != nil || movement.to != nil, movement.from != movement.to else {
      throw invalid("from", "", "goods that leave or reach a place of the city")
    }
    return [.citizen(.reliefMoved(movement))]
  }
}

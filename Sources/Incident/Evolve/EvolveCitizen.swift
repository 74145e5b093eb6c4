import Basics

extension State {
  mutating func apply(_ event: CitizenEvent, _ recorded: RecordedEvent) {
    switch event {
    case .reported(let report):
      counters.tickets += 1
      change(report.operation, event.kind.rawValue) { $0.tickets.append(report.ticket) }
      tickets[report.ticket] = TicketRecord(report: report, enteredAt: recorded.instant)
    case .triaged(let triage): changeTicket(triage.ticket, event) { $0.triage = triage }
    case .merged(let merge):
      changeTicket(merge.ticket, event) { $0.mergedInto = merge.into }
      changeTicket(merge.into, event) { $0.others.append(merge.ticket) }
    case .assigned(let assignment): changeTicket(assignment.ticket, event) { $0.post = assignment.post }
    case .answered(let answer): changeTicket(answer.ticket, event) { $0.answer = answer }
    case .rumourHeard(let heard):
      counters.rumours += 1
      change(heard.operation, event.kind.rawValue) { $0.rumours.append(heard.rumour) }
      rumours[heard.rumour] = RumourRecord(heard: heard)
    case .rumourJudged(let verdict):
      guard rumours[verdict.rumour] != nil else { return note("\(event.kind.rawValue): \(verdict.rumour) is unknown") }
      rumours[verdict.rumour]?.verdict = verdict
      rumours[verdict.rumour]?.judgedAt = recorded.instant
    case .reliefMoved(let movement): change(movement.operation, event.kind.rawValue) { $0.relief.append(movement) }
    }
  }

  private mutating func changeTicket(_ id: TicketID, _ event: CitizenEvent, _ body: (inout TicketRecord) -> Void) {
    guard var record = tickets.removeValue(forKey: id) else { return note("\(event.kind.rawValue): ticket \(id) is unknown") }
    body(&record)
    tickets[id] = record
  }
}

import Basics

extension State {
  mutating func apply(_ event: BroadcastEvent, _ recorded: RecordedEvent) {
    if case .sent(let sending) = event {
      counters.broadcasts += 1
      change(sending.operation, "broadcast.sent") { $0.broadcasts.append(sending.broadcast) }
      broadcasts[sending.broadcast] = BroadcastRecord(sending: sending, sentAt: recorded.instant, sentBy: recorded.actor)
      return
    }
    let id = event.broadcast
    guard broadcasts[id] != nil else { return note("\(event.kind.rawValue): broadcast \(id) is unknown") }
    switch event {
    case .sent: break
    case .addressed(let part):
      broadcasts[id]?.recipients.append(contentsOf: part.staff)
      for staff in part.staff { broadcasts[id]?.standings[staff] = BroadcastRecord.Standing() }
    case .delivered(let receipt): broadcasts[id]?.standings[receipt.staff]?.delivered = receipt.at
    case .acknowledged(let receipt):
      guard let standing = broadcasts[id]?.standings[receipt.staff], standing.acknowledged == nil else {
        return note("broadcast.acknowledged: \(receipt.staff) was not addressed, or acknowledged before")
      }
      broadcasts[id]?.standings[receipt.staff]?.acknowledged = receipt.at
      broadcasts[id]?.acknowledgements += 1
    case .escalated(let escalation): broadcasts[id]?.standings[escalation.staff]?.escalated = escalation
    case .closed(let closing):
      broadcasts[id]?.closed = closing
      broadcasts[id]?.closedAt = recorded.instant
    }
  }
}

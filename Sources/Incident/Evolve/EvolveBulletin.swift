import Basics

extension State {
  mutating func apply(_ event: BulletinEvent, _ recorded: RecordedEvent) {
    switch event {
    case .rulesSet(let rules):
      return change(rules.operation, event.kind.rawValue) { $0.bulletinRules = rules }
    case .alertKept(let alert):
      return change(alert.operation, event.kind.rawValue) {
        $0.alerts.append(alert)
      }
    case .drafted(let opening):
      counters.bulletins += 1
      let record = BulletinRecord(opening, at: recorded.instant, by: recorded.actor)
      change(opening.operation, event.kind.rawValue) { $0.bulletins.append(record.id) }
      bulletins[record.id] = record
      return
    default: break
    }
    guard let id = event.bulletin, bulletins[id] != nil else {
      return note("\(event.kind.rawValue): bulletin \(event.bulletin?.rawValue ?? "") is unknown")
    }
    switch event {
    case .rulesSet, .drafted, .alertKept: break
    case .edited(let draft):
      bulletins[id]?.versions.append(.init(draft: draft, by: recorded.actor, at: recorded.instant))
      bulletins[id]?.state = .draft
    case .submitted: bulletins[id]?.state = .submitted(by: recorded.actor, at: recorded.instant)
    case .returned(let back):
      bulletins[id]?.returned = back
      bulletins[id]?.state = .draft
    case .approved: bulletins[id]?.state = .approved(by: recorded.actor, at: recorded.instant)
    case .published(let publication), .publishedAlone(let publication): release(publication, recorded)
    case .countersigned:
      bulletins[id]?.release?.countersignedBy = recorded.actor
      bulletins[id]?.release?.countersignedAt = recorded.instant
    case .discarded: bulletins[id]?.state = .discarded(at: recorded.instant)
    }
  }

  private mutating func release(_ publication: BulletinPublication, _ recorded: RecordedEvent) {
    guard let record = bulletins[publication.bulletin] else { return }
    var approver: Actor?
    if case .approved(let by, _) = record.state { approver = by }
    bulletins[record.id]?.release = BulletinRecord.Release(
      publication: publication, by: recorded.actor, at: recorded.instant, approvedBy: approver)
    bulletins[record.id]?.state = .published
    bulletinIdentifiers.insert(publication.identifier)
    switch record.kind {
    case .first: break
    case .update(let about): bulletins[about]?.fate = .replaced(by: record.id)
    case .correction(let about): bulletins[about]?.fate = .corrected(by: record.id)
    case .withdrawal(let about): bulletins[about]?.fate = .withdrawn(by: record.id)
    }
  }
}

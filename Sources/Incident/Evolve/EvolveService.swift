import Basics

extension ServiceBook {
  /// Folds one event; what does not fit, in words.
  mutating func apply(_ event: ServiceEvent, _ recorded: RecordedEvent) -> String? {
    switch event {
    case .complaint(let event): apply(event, recorded)
    case .action(let event): apply(event, recorded)
    case .personal(let event): apply(event, recorded)
    case .voice(let event): apply(event, recorded)
    }
  }

  private mutating func apply(_ event: ComplaintEvent, _ recorded: RecordedEvent) -> String? {
    switch event {
    case .received(let received):
      if complaints[received.complaint] != nil { return "complaint \(received.complaint) a second time" }
      complaints[received.complaint] = ComplaintRecord(received, recorded)
      complaintIDs.append(received.complaint)
      openComplaints.insert(received.complaint)
      if let number = received.outsideNumber { outsideNumbers[number] = received.complaint }
      return nil
    case .reclassified(let change):
      return alter(change.complaint, recorded) {
        ($0.kind, $0.isUrgent, $0.terms) = (change.kind, change.isUrgent, change.terms)
      }
    case .assigned(let assigned):
      return alter(assigned.complaint, recorded) { ($0.unit, $0.staff) = (assigned.unit, assigned.staff) }
    case .responded(let responded): return alter(responded.complaint, recorded) { $0.respondedAt = responded.at }
    case .reminded(let chase), .escalated(let chase): return alter(chase.complaint, recorded) { $0.chased.append(chase) }
    case .answered(let answered):
      return alter(answered.complaint, recorded) {
        $0.answer = answered
        $0.respondedAt = $0.respondedAt ?? answered.at
      }
    case .closed(let closed):
      openComplaints.remove(closed.complaint)
      return alter(closed.complaint, recorded) { $0.closing = closed }
    case .reopened(let reopened):
      openComplaints.insert(reopened.complaint)
      return alter(reopened.complaint, recorded) {
        ($0.closing, $0.answer, $0.terms) = (nil, nil, reopened.terms)
        $0.reopenings += 1
      }
    }
  }

  private mutating func alter(_ id: ComplaintID, _ recorded: RecordedEvent, _ body: (inout ComplaintRecord) -> Void) -> String? {
    guard var record = complaints.removeValue(forKey: id) else { return "\(recorded.event.type): \(id) is unknown" }
    body(&record)
    record.entries.append(recorded.sequence)
    complaints[id] = record
    return nil
  }

  private mutating func apply(_ event: ActionEvent, _ recorded: RecordedEvent) -> String? {
    switch event {
    case .opened(let opened):
      if actions[opened.action] != nil { return "action \(opened.action) a second time" }
      actionIDs.append(opened.action)
      actions[opened.action] = ActionRecord(
        opened: opened, openedAt: recorded.instant, openedBy: recorded.actor, unit: opened.unit, owner: opened.owner,
        due: opened.due, entries: [recorded.sequence])
      return nil
    case .moved(let moved):
      return alter(moved.action, recorded) {
        ($0.unit, $0.owner, $0.due) = (moved.unit, moved.owner, moved.due)
        $0.moves += 1
      }
    case .progressed(let progress): return alter(progress.action, recorded) { $0.hasProgress = true }
    case .done(let done): return alter(done.action, recorded) { ($0.done, $0.doneBy) = (done, recorded.actor) }
    case .verified(let verified): return alter(verified.action, recorded) { $0.verified = verified }
    case .retested(let retested):
      return alter(retested.action, recorded) {
        $0.retests.append(retested)
        // Not shown: it is work again.
        if !retested.rating.isPassed { ($0.done, $0.doneBy, $0.hasProgress) = (nil, nil, true) }
      }
    case .dropped(let dropped): return alter(dropped.action, recorded) { $0.dropped = dropped }
    }
  }

  private mutating func alter(_ id: ActionID, _ recorded: RecordedEvent, _ body: (inout ActionRecord) -> Void) -> String? {
    guard var record = actions.removeValue(forKey: id) else { return "\(recorded.event.type): \(id) is unknown" }
    body(&record)
    record.entries.append(recorded.sequence)
    actions[id] = record
    return nil
  }

  private mutating func apply(_ event: PersonalEvent, _ recorded: RecordedEvent) -> String? {
    switch event {
    case .trained(let trained):
      trainings[trained.record] = TrainingRecord(trained: trained, entry: recorded.sequence, recordedAt: recorded.instant)
      trainingsByStaff[trained.staff, default: []].append(trained.record)
    case .voided(let voided):
      if trainings[voided.record] == nil { return "\(recorded.event.type): \(voided.record) is unknown" }
      trainings[voided.record]?.voided = voided
    case .seen: looks += 1
    case .objected(let objected):
      corrections[objected.correction] = CorrectionRecord(objected: objected, at: recorded.instant, entry: recorded.sequence)
      correctionIDs.append(objected.correction)
    case .objectionAnswered(let answer):
      if corrections[answer.correction] == nil { return "\(recorded.event.type): \(answer.correction) is unknown" }
      corrections[answer.correction]?.answer = answer
    }
    return nil
  }

  private mutating func apply(_ event: VoiceEvent, _ recorded: RecordedEvent) -> String? {
    switch event {
    case .ideaReceived(let received):
      ideas[received.idea] = IdeaRecord(received: received, at: recorded.instant, entry: recorded.sequence)
      ideaIDs.append(received.idea)
    case .ideaAnswered(let answer):
      if ideas[answer.idea] == nil { return "\(recorded.event.type): \(answer.idea) is unknown" }
      ideas[answer.idea]?.answer = answer
      ideas[answer.idea]?.answeredAt = recorded.instant
    case .concernRaised(let raised):
      concerns[raised.concern] = ConcernRecord(raised: raised, at: recorded.instant)
      concernIDs.append(raised.concern)
    case .concernAnswered(let answer):
      if concerns[answer.concern] == nil { return "\(recorded.event.type): \(answer.concern) is unknown" }
      concerns[answer.concern]?.answer = answer
    }
    return nil
  }
}

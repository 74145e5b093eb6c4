import Basics
import Incident

// What is followed between the floods. No name of a citizen stands here: the log has none.
extension EventText {
  func text(_ event: ServiceEvent) -> String {
    switch event {
    case .complaint(let event): text(event)
    case .action(let event): text(event)
    case .personal(let event): text(event)
    case .voice(let event): text(event)
    }
  }

  private func text(_ event: ComplaintEvent) -> String {
    let key = "event.\(event.kind.rawValue)"
    switch event {
    case .received(let received):
      return words(
        key,
        [
          "complaint": received.complaint.rawValue, "sector": received.sector.rawValue,
          "kind": words("complaint.kind.\(received.kind.rawValue)"), "due": style.date(received.terms.answerDue),
        ])
    case .reclassified(let change):
      return words(
        key,
        [
          "complaint": change.complaint.rawValue, "kind": words("complaint.kind.\(change.kind.rawValue)"),
          "due": style.date(change.terms.answerDue),
        ])
    case .assigned(let assigned):
      return words(key, ["complaint": assigned.complaint.rawValue, "unit": lookup.names.unitName(assigned.unit)])
    case .responded(let responded): return words(key, ["complaint": responded.complaint.rawValue])
    case .reminded(let chase), .escalated(let chase):
      return words(
        key,
        [
          "complaint": chase.complaint.rawValue, "unit": chase.unit.map(lookup.names.unitName) ?? "–",
          "office": OfficeText.name(chase.office), "stage": words("complaint.stage.\(chase.step.about.rawValue)"),
        ])
    case .answered(let answered): return words(key, ["complaint": answered.complaint.rawValue])
    case .closed(let closed):
      return words(
        key, ["complaint": closed.complaint.rawValue, "outcome": words("complaint.outcome.\(closed.outcome.rawValue)")])
    case .reopened(let reopened):
      return words(key, ["complaint": reopened.complaint.rawValue, "due": style.date(reopened.terms.answerDue)])
    }
  }

  private func text(_ event: ActionEvent) -> String {
    let key = "event.\(event.kind.rawValue)"
    switch event {
    case .opened(let opened):
      return words(
        key,
        [
          "action": opened.action.rawValue, "unit": lookup.names.unitName(opened.unit), "due": style.date(opened.due),
          "origin": words("action.origin.\(opened.origin.rawValue)"),
        ])
    case .moved(let moved):
      return words(
        key, ["action": moved.action.rawValue, "unit": lookup.names.unitName(moved.unit), "due": style.date(moved.due)])
    case .progressed(let progress): return words(key, ["action": progress.action.rawValue])
    case .done(let done): return words(key, ["action": done.action.rawValue, "on": style.date(done.on)])
    case .verified(let verified): return words(key, ["action": verified.action.rawValue])
    case .retested(let retested):
      return words(
        key,
        [
          "action": retested.action.rawValue, "drill": retested.drill, "rating": words("retest.\(retested.rating.rawValue)"),
        ])
    case .dropped(let dropped): return words(key, ["action": dropped.action.rawValue])
    }
  }

  private func text(_ event: PersonalEvent) -> String {
    let key = "event.\(event.kind.rawValue)"
    switch event {
    case .trained(let trained):
      return words(
        key,
        [
          "record": trained.record.rawValue, "kind": words("training.kind.\(trained.kind.rawValue)"),
          "hours": style.number(trained.hours),
        ])
    case .voided(let voided): return words(key, ["record": voided.record.rawValue])
    case .objected(let objected):
      return words(key, ["correction": objected.correction.rawValue, "due": style.moment(objected.dueAt)])
    case .objectionAnswered(let answer): return words(key, ["correction": answer.correction.rawValue])
    case .seen(let seen): return words(key, ["what": seen.what])
    }
  }

  private func text(_ event: VoiceEvent) -> String {
    let key = "event.\(event.kind.rawValue)"
    switch event {
    case .ideaReceived(let idea): return words(key, ["idea": idea.idea.rawValue])
    case .ideaAnswered(let answer):
      return words(key, ["idea": answer.idea.rawValue, "outcome": words("idea.outcome.\(answer.outcome.rawValue)")])
    // Of which order is between the person and who is told.
    case .concernRaised(let raised): return words(key, ["concern": raised.concern.rawValue])
    case .concernAnswered(let answer): return words(key, ["concern": answer.concern.rawValue])
    }
  }
}

/// One line an event, for the terminal and for the history of a complaint or an action.
public struct ServiceEventText: Sendable {
  private let text: EventText
  private let style: Style

  public init(_ frame: ServiceSheet.Frame, _ language: Language) {
    style = frame.style(language)
    text = EventText(
      lookup: Lookup(city: frame.city, shifts: [], names: frame.names, style: style),
      facts: OperationFacts(OperationID(""), events: [], until: frame.now), note: frame.note)
  }

  public func sentence(_ record: RecordedEvent) -> String { text.text(record.event) ?? record.event.type }

  /// `24 November 2026 08.00 WIB  Kepala BPBD  Pengaduan … [log 12]`
  public func line(_ record: RecordedEvent) -> String {
    TerminalText.clean("\(style.moment(record.instant))  \(text.recorder(record))  \(sentence(record)) [log \(record.sequence)]")
  }
}

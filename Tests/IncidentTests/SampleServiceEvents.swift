import Basics

@testable import Incident

extension SampleEvents {
  /// Complaints, corrective actions, people's records, what staff say.
  static let services: [Event] = complaints + actions + personal + voices

  static let step = ComplaintStep(about: .first, level: 0, at: at)
  static let terms = ComplaintTerms(
    firstDue: CivilDate("2026-11-27")!, answerDue: CivilDate("2026-12-15")!, rule: "SP4N-LAPOR", steps: [step])
  static let complaint = ComplaintID("complaint-1")
  static let bpbd = UnitID("bpbd")
  static let day = CivilDate("2026-11-24")!

  private static let complaints: [Event] = [
    ComplaintEvent.received(
      ComplaintReceived(
        complaint: complaint, sector: SectorID("drainase"), kind: .inspection, isSupervisory: false, privacy: .anonymous,
        area: area, way: .portal, isUrgent: true, outsideNumber: "7654321", ticket: TicketID("ticket-1"), unit: bpbd, words: note,
        contact: note, receivedAt: at, terms: terms)),
    .received(
      ComplaintReceived(
        complaint: complaint, sector: SectorID("jalan"), kind: .information, isSupervisory: true, privacy: .open, way: .form,
        isUrgent: false, words: note, receivedAt: at, terms: terms)),
    .reclassified(ComplaintReclassified(complaint: complaint, kind: .desk, isUrgent: true, terms: terms, reason: note)),
    .assigned(ComplaintAssigned(complaint: complaint, unit: bpbd, staff: staff)),
    .assigned(ComplaintAssigned(complaint: complaint, unit: bpbd)),
    .responded(ComplaintResponded(complaint: complaint, words: note, at: at)),
    .responded(ComplaintResponded(complaint: complaint, at: at)),
    .reminded(ComplaintChase(complaint: complaint, step: step, unit: bpbd, office: "responsible")),
    .escalated(
      ComplaintChase(complaint: complaint, step: ComplaintStep(about: .answer, level: 2, at: at), office: "sekda")),
    .answered(ComplaintAnswered(complaint: complaint, answer: note, at: at)),
    .closed(ComplaintClosed(complaint: complaint, outcome: .passedOn, evidence: note, at: at)),
    .reopened(ComplaintReopened(complaint: complaint, reason: note, terms: terms)),
  ].map { .service(.complaint($0)) }

  private static let action = ActionID("action-1")
  private static let actions: [Event] = [
    ActionEvent.opened(
      ActionOpened(
        action: action, origin: .drill, reference: "2021-10-rob/O2", capability: "sar-air", element: .training, issue: note,
        measure: note, unit: bpbd, owner: staff, from: day, due: day)),
    .opened(
      ActionOpened(
        action: action, origin: .complaint, reference: "", element: .equipment, issue: note, measure: note, unit: bpbd, from: day,
        due: day)),
    .moved(ActionMoved(action: action, unit: bpbd, owner: staff, due: day, reason: note)),
    .moved(ActionMoved(action: action, unit: bpbd, due: day, reason: note)),
    .progressed(ActionProgressed(action: action, words: note)),
    .done(ActionDone(action: action, proof: note, on: day)),
    .verified(ActionVerified(action: action, proof: note)),
    .retested(ActionRetested(action: action, drill: "2027-02-rob", on: day, rating: .some, words: note)),
    .retested(ActionRetested(action: action, drill: "2027-02-rob", on: day, rating: .unable)),
    .dropped(ActionDropped(action: action, reason: note)),
  ].map { .service(.action($0)) }

  private static let personal: [Event] = [
    PersonalEvent.trained(
      PersonTrained(
        record: TrainingID("training-1"), staff: staff, kind: .eLearning, competency: CompetencyID("sar-air"), level: 2,
        from: day,
        to: day, hours: 8, validUntil: CivilDate("2029-11-24"), title: note, certificate: note, drill: "2021-10-rob")),
    .trained(
      PersonTrained(
        record: TrainingID("training-1"), staff: staff, kind: .course, from: day, to: day, hours: 0, title: note)),
    .voided(PersonRecordVoided(record: TrainingID("training-1"), staff: staff, reason: note)),
    .objected(
      PersonObjected(correction: CorrectionID("correction-1"), staff: staff, about: "roster", words: note, dueAt: at)),
    .objectionAnswered(
      PersonObjectionAnswered(correction: CorrectionID("correction-1"), staff: staff, isCorrected: true, answer: note)),
    .seen(PersonSeen(staff: staff, what: "passport")),
  ].map { .service(.personal($0)) }

  private static let voices: [Event] = [
    VoiceEvent.ideaReceived(
      IdeaReceived(
        idea: IdeaID("idea-1"), staff: staff, mayBeNamed: true, unit: bpbd, sector: SectorID("drainase"), words: note)),
    .ideaReceived(IdeaReceived(idea: IdeaID("idea-1"), mayBeNamed: false, words: note)),
    .ideaAnswered(IdeaAnswered(idea: IdeaID("idea-1"), outcome: .accepted, answer: note, action: action)),
    .ideaAnswered(IdeaAnswered(idea: IdeaID("idea-1"), outcome: .declined, answer: note)),
    .concernRaised(ConcernRaised(concern: ConcernID("concern-1"), order: order, kind: .notMyCompetency, words: note)),
    .concernRaised(ConcernRaised(concern: ConcernID("concern-1"), order: order, kind: .unsafe)),
    .concernAnswered(ConcernAnswered(concern: ConcernID("concern-1"), answer: note)),
  ].map { .service(.voice($0)) }
}

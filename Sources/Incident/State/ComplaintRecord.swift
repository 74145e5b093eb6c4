import Basics

/// A complaint with what became of it.
public struct ComplaintRecord: Hashable, Sendable {
  public let received: ComplaintReceived
  /// When it was entered; its receipt may be earlier.
  public let enteredAt: Instant
  public internal(set) var kind: ComplaintKind
  public internal(set) var isUrgent: Bool
  public internal(set) var terms: ComplaintTerms
  public internal(set) var unit: UnitID?
  public internal(set) var staff: StaffID?
  public internal(set) var respondedAt: Instant?
  public internal(set) var answer: ComplaintAnswered?
  public internal(set) var closing: ComplaintClosed?
  public internal(set) var reopenings = 0
  /// Steps of `terms` that were done.
  public internal(set) var chased: [ComplaintChase] = []
  /// Entries of the log about it.
  public internal(set) var entries: [UInt64] = []

  init(_ received: ComplaintReceived, _ recorded: RecordedEvent) {
    self.received = received
    enteredAt = recorded.instant
    kind = received.kind
    isUrgent = received.isUrgent
    terms = received.terms
    unit = received.unit
    entries = [recorded.sequence]
  }

  public enum Phase: String, Sendable, CaseIterable { case new, assigned, working, answered, closed }

  public var id: ComplaintID { received.complaint }
  public var isOpen: Bool { closing == nil }
  public var phase: Phase {
    if closing != nil { return .closed }
    if answer != nil { return .answered }
    if respondedAt != nil { return .working }
    return unit == nil ? .new : .assigned
  }

  /// Which deadline runs now; nil once it is answered.
  public var stage: ComplaintStage? { answer != nil || closing != nil ? nil : respondedAt == nil ? .first : .answer }

  /// Last day of the deadline that runs.
  public var due: CivilDate? { stage.map { $0 == .first ? terms.firstDue : terms.answerDue } }

  /// Its answer came late, or is late by now.
  public func isLate(at now: Instant, _ clock: ServiceClock) -> Bool {
    (answer?.at ?? closing?.at ?? now) >= clock.end(of: terms.answerDue)
  }

  /// The first step that has not been done and still means something: nobody is reminded of what is answered.
  /// - Complexity: O(steps)
  var nextStep: ComplaintStep? {
    guard stage != nil else { return nil }
    return terms.steps.first { step in
      (step.about == .answer || respondedAt == nil) && !chased.contains { $0.step == step }
    }
  }

  /// The highest rung that was told; 0 for none.
  public var level: Int { chased.map(\.step.level).max() ?? 0 }

  /// Days from receipt to answer; nil while there is none.
  public var daysToAnswer: Double? { answer.map { Double($0.at.minutes(since: received.receivedAt)) / 1_440 } }
}

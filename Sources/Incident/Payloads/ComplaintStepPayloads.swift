import Basics

/// Who is responsible.
public struct ComplaintAssigned: Hashable, Sendable {
  public var complaint: ComplaintID
  public var unit: UnitID
  /// The person in the unit; nil for its head.
  public var staff: StaffID?

  public init(complaint: ComplaintID, unit: UnitID, staff: StaffID? = nil) {
    self.complaint = complaint
    self.unit = unit
    self.staff = staff
  }
}

extension ComplaintAssigned: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    unit = try reader.field("unit")
    staff = try reader.optional("staff")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("unit", unit)
    writer.optional("staff", staff)
  }
}

/// The first response: checked, and passed to who is responsible; the citizen was told.
public struct ComplaintResponded: Hashable, Sendable {
  public var complaint: ComplaintID
  public var words: NoteReference?
  public var at: Instant

  public init(complaint: ComplaintID, words: NoteReference? = nil, at: Instant) {
    self.complaint = complaint
    self.words = words
    self.at = at
  }
}

extension ComplaintResponded: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    words = try reader.optional("words")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.optional("words", words)
    writer.field("at", at)
  }
}

/// Somebody was reminded or told of a delay.
public struct ComplaintChase: Hashable, Sendable {
  public var complaint: ComplaintID
  public var step: ComplaintStep
  /// Whose head or person it is for.
  public var unit: UnitID?
  /// Office on the ladder, as `unit_head`, `sekda`.
  public var office: String

  public init(complaint: ComplaintID, step: ComplaintStep, unit: UnitID? = nil, office: String) {
    self.complaint = complaint
    self.step = step
    self.unit = unit
    self.office = office
  }
}

extension ComplaintChase: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    step = try reader.field("step")
    unit = try reader.optional("unit")
    office = try reader.field("office")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("step", step)
    writer.optional("unit", unit)
    writer.field("office", office)
  }
}

/// What the citizen was told.
public struct ComplaintAnswered: Hashable, Sendable {
  public var complaint: ComplaintID
  public var answer: NoteReference
  public var at: Instant

  public init(complaint: ComplaintID, answer: NoteReference, at: Instant) {
    self.complaint = complaint
    self.answer = answer
    self.at = at
  }
}

extension ComplaintAnswered: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    answer = try reader.field("answer")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("answer", answer)
    writer.field("at", at)
  }
}

/// It has ended, with what shows that.
public struct ComplaintClosed: Hashable, Sendable {
  public enum Outcome: String, Sendable, CaseIterable, FieldValue {
    case resolved, unfounded
    case passedOn = "passed_on"
    case withdrawn
    /// No reaction to the answer within the days of the table.
    case silent
  }

  public var complaint: ComplaintID
  public var outcome: Outcome
  public var evidence: NoteReference
  public var at: Instant

  public init(complaint: ComplaintID, outcome: Outcome, evidence: NoteReference, at: Instant) {
    self.complaint = complaint
    self.outcome = outcome
    self.evidence = evidence
    self.at = at
  }
}

extension ComplaintClosed: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    outcome = try reader.field("outcome")
    evidence = try reader.field("evidence")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("outcome", outcome)
    writer.field("evidence", evidence)
    writer.field("at", at)
  }
}

/// The citizen, or who checks, says that it is not solved.
public struct ComplaintReopened: Hashable, Sendable {
  public var complaint: ComplaintID
  public var reason: NoteReference
  public var terms: ComplaintTerms

  public init(complaint: ComplaintID, reason: NoteReference, terms: ComplaintTerms) {
    self.complaint = complaint
    self.reason = reason
    self.terms = terms
  }
}

extension ComplaintReopened: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    reason = try reader.field("reason")
    terms = try reader.field("terms")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("reason", reason)
    writer.field("terms", terms)
  }
}

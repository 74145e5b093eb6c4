import Basics

/// Forms of development: klasikal and nonklasikal.
public enum DevelopmentKind: String, Sendable, CaseIterable, FieldValue {
  case course, seminar, coaching
  case eLearning = "e_learning"
  case internship, drill, other
}

/// A training or another form of development that a person has done.
public struct PersonTrained: Hashable, Sendable {
  public var record: TrainingID
  public var staff: StaffID
  public var kind: DevelopmentKind
  public var competency: CompetencyID?
  /// Level reached, 1...5.
  public var level: Int?
  public var from: CivilDate
  public var to: CivilDate
  /// Jam pelajaran (JP) of 45 minutes.
  public var hours: Int
  public var validUntil: CivilDate?
  public var title: NoteReference
  public var certificate: NoteReference?
  /// The drill, where it was one.
  public var drill: String?

  public init(
    record: TrainingID, staff: StaffID, kind: DevelopmentKind, competency: CompetencyID? = nil, level: Int? = nil,
    from: CivilDate, to: CivilDate, hours: Int, validUntil: CivilDate? = nil, title: NoteReference,
    certificate: NoteReference? = nil, drill: String? = nil
  ) {
    self.record = record
    self.staff = staff
    self.kind = kind
    self.competency = competency
    self.level = level
    self.from = from
    self.to = to
    self.hours = hours
    self.validUntil = validUntil
    self.title = title
    self.certificate = certificate
    self.drill = drill
  }
}

extension PersonTrained: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    record = try reader.field("record")
    staff = try reader.field("staff")
    kind = try reader.field("kind")
    competency = try reader.optional("competency")
    level = try reader.optional("level")
    from = try reader.field("from")
    to = try reader.field("to")
    hours = try reader.field("hours")
    validUntil = try reader.optional("validUntil")
    title = try reader.field("title")
    certificate = try reader.optional("certificate")
    drill = try reader.optional("drill")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("record", record)
    writer.field("staff", staff)
    writer.field("kind", kind)
    writer.optional("competency", competency)
    writer.optional("level", level)
    writer.field("from", from)
    writer.field("to", to)
    writer.field("hours", hours)
    writer.optional("validUntil", validUntil)
    writer.field("title", title)
    writer.optional("certificate", certificate)
    writer.optional("drill", drill)
  }
}

/// A record that was wrong; it stays in the log and counts no more.
public struct PersonRecordVoided: Hashable, Sendable {
  public var record: TrainingID
  public var staff: StaffID
  public var reason: NoteReference

  public init(record: TrainingID, staff: StaffID, reason: NoteReference) {
    self.record = record
    self.staff = staff
    self.reason = reason
  }
}

extension PersonRecordVoided: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    record = try reader.field("record")
    staff = try reader.field("staff")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("record", record)
    writer.field("staff", staff)
    writer.field("reason", reason)
  }
}

/// A person objects to what is stored about them, or wants it corrected (Law 27/2022 art. 30: 3 x 24 hours).
public struct PersonObjected: Hashable, Sendable {
  public var correction: CorrectionID
  public var staff: StaffID
  /// As `roster`, `training-3`, `log-120`.
  public var about: String
  public var words: NoteReference
  public var dueAt: Instant

  public init(correction: CorrectionID, staff: StaffID, about: String, words: NoteReference, dueAt: Instant) {
    self.correction = correction
    self.staff = staff
    self.about = about
    self.words = words
    self.dueAt = dueAt
  }
}

extension PersonObjected: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    correction = try reader.field("correction")
    staff = try reader.field("staff")
    about = try reader.field("about")
    words = try reader.field("words")
    dueAt = try reader.field("dueAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("correction", correction)
    writer.field("staff", staff)
    writer.field("about", about)
    writer.field("words", words)
    writer.field("dueAt", dueAt)
  }
}

/// What came of it.
public struct PersonObjectionAnswered: Hashable, Sendable {
  public var correction: CorrectionID
  public var staff: StaffID
  public var isCorrected: Bool
  public var answer: NoteReference

  public init(correction: CorrectionID, staff: StaffID, isCorrected: Bool, answer: NoteReference) {
    self.correction = correction
    self.staff = staff
    self.isCorrected = isCorrected
    self.answer = answer
  }
}

extension PersonObjectionAnswered: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    correction = try reader.field("correction")
    staff = try reader.field("staff")
    isCorrected = try reader.field("isCorrected")
    answer = try reader.field("answer")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("correction", correction)
    writer.field("staff", staff)
    writer.field("isCorrected", isCorrected)
    writer.field("answer", answer)
  }
}

/// Somebody opened what is stored about one person: one event a look, so that the person can see who did.
public struct PersonSeen: Hashable, Sendable {
  public var staff: StaffID
  /// As `passport`, `passport-export`.
  public var what: String

  public init(staff: StaffID, what: String) {
    self.staff = staff
    self.what = what
  }
}

extension PersonSeen: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    staff = try reader.field("staff")
    what = try reader.field("what")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("staff", staff)
    writer.field("what", what)
  }
}

import Basics

/// A proposal to do something better (usul perbaikan).
public struct IdeaReceived: Hashable, Sendable {
  public var idea: IdeaID
  /// Whose it is; nil for one without a name.
  public var staff: StaffID?
  /// Wants to be named with it.
  public var mayBeNamed: Bool
  /// Whom it concerns.
  public var unit: UnitID?
  public var sector: SectorID?
  public var words: NoteReference

  public init(
    idea: IdeaID, staff: StaffID? = nil, mayBeNamed: Bool, unit: UnitID? = nil, sector: SectorID? = nil, words: NoteReference
  ) {
    self.idea = idea
    self.staff = staff
    self.mayBeNamed = mayBeNamed
    self.unit = unit
    self.sector = sector
    self.words = words
  }
}

extension IdeaReceived: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    idea = try reader.field("idea")
    staff = try reader.optional("staff")
    mayBeNamed = try reader.field("mayBeNamed")
    unit = try reader.optional("unit")
    sector = try reader.optional("sector")
    words = try reader.field("words")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("idea", idea)
    writer.optional("staff", staff)
    writer.field("mayBeNamed", mayBeNamed)
    writer.optional("unit", unit)
    writer.optional("sector", sector)
    writer.field("words", words)
  }
}

/// Each one gets an answer.
public struct IdeaAnswered: Hashable, Sendable {
  public enum Outcome: String, Sendable, CaseIterable, FieldValue { case accepted, already, later, declined }

  public var idea: IdeaID
  public var outcome: Outcome
  public var answer: NoteReference
  /// What is done about it.
  public var action: ActionID?

  public init(idea: IdeaID, outcome: Outcome, answer: NoteReference, action: ActionID? = nil) {
    self.idea = idea
    self.outcome = outcome
    self.answer = answer
    self.action = action
  }
}

extension IdeaAnswered: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    idea = try reader.field("idea")
    outcome = try reader.field("outcome")
    answer = try reader.field("answer")
    action = try reader.optional("action")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("idea", idea)
    writer.field("outcome", outcome)
    writer.field("answer", answer)
    writer.optional("action", action)
  }
}

/// What is wrong with an order. Health is never named: it falls under `personal`.
public enum ConcernKind: String, Sendable, CaseIterable, FieldValue {
  case unsafe
  case notMyCompetency = "not_my_competency"
  case wrongPlace = "wrong_place"
  case tooOften = "too_often"
  case unfair, personal, other
}

/// Said in private: seen by who is told and by nobody else; no consequence for the order's answer.
public struct ConcernRaised: Hashable, Sendable {
  public var concern: ConcernID
  public var order: OrderID
  public var kind: ConcernKind
  public var words: NoteReference?

  public init(concern: ConcernID, order: OrderID, kind: ConcernKind, words: NoteReference? = nil) {
    self.concern = concern
    self.order = order
    self.kind = kind
    self.words = words
  }
}

extension ConcernRaised: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    concern = try reader.field("concern")
    order = try reader.field("order")
    kind = try reader.field("kind")
    words = try reader.optional("words")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("concern", concern)
    writer.field("order", order)
    writer.field("kind", kind)
    writer.optional("words", words)
  }
}

/// What the person was told.
public struct ConcernAnswered: Hashable, Sendable {
  public var concern: ConcernID
  public var answer: NoteReference

  public init(concern: ConcernID, answer: NoteReference) {
    self.concern = concern
    self.answer = answer
  }
}

extension ConcernAnswered: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    concern = try reader.field("concern")
    answer = try reader.field("answer")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("concern", concern)
    writer.field("answer", answer)
  }
}

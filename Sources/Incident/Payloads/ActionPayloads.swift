import Basics

/// What an action is made of (POETE).
public enum ActionElement: String, Sendable, CaseIterable, FieldValue {
  case planning, organization, equipment, training, exercise
}

/// What showed that something has to change.
public enum ActionOrigin: String, Sendable, CaseIterable, FieldValue { case complaint, drill, operation, idea, other }

/// The four letters of an exercise's evaluation.
public enum RetestRating: String, Sendable, CaseIterable, FieldValue {
  /// P: without challenges.
  case performed
  /// S: with some challenges.
  case some
  /// M: with major challenges.
  case major
  /// U: unable.
  case unable

  /// Whether the capability is shown.
  public var isPassed: Bool { self == .performed || self == .some }
}

/// A corrective action with owner and deadline. Its words lie in side rows.
public struct ActionOpened: Hashable, Sendable {
  public var action: ActionID
  public var origin: ActionOrigin
  /// As `complaint-12`, `2021-10-rob/O2`, `op-1`; empty for none.
  public var reference: String
  /// A response capability, as `sar-air`: closed only by a passed re-test in a later drill. Nil for anything else.
  public var capability: String?
  public var element: ActionElement
  public var issue: NoteReference
  public var measure: NoteReference
  public var unit: UnitID
  /// Nil for the unit's head.
  public var owner: StaffID?
  public var from: CivilDate
  public var due: CivilDate

  public init(
    action: ActionID, origin: ActionOrigin, reference: String, capability: String? = nil, element: ActionElement,
    issue: NoteReference, measure: NoteReference, unit: UnitID, owner: StaffID? = nil, from: CivilDate, due: CivilDate
  ) {
    self.action = action
    self.origin = origin
    self.reference = reference
    self.capability = capability
    self.element = element
    self.issue = issue
    self.measure = measure
    self.unit = unit
    self.owner = owner
    self.from = from
    self.due = due
  }
}

extension ActionOpened: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    origin = try reader.field("origin")
    reference = try reader.field("reference")
    capability = try reader.optional("capability")
    element = try reader.field("element")
    issue = try reader.field("issue")
    measure = try reader.field("measure")
    unit = try reader.field("unit")
    owner = try reader.optional("owner")
    from = try reader.field("from")
    due = try reader.field("due")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("origin", origin)
    writer.field("reference", reference)
    writer.optional("capability", capability)
    writer.field("element", element)
    writer.field("issue", issue)
    writer.field("measure", measure)
    writer.field("unit", unit)
    writer.optional("owner", owner)
    writer.field("from", from)
    writer.field("due", due)
  }
}

/// Another owner or deadline, with the reason.
public struct ActionMoved: Hashable, Sendable {
  public var action: ActionID
  public var unit: UnitID
  public var owner: StaffID?
  public var due: CivilDate
  public var reason: NoteReference

  public init(action: ActionID, unit: UnitID, owner: StaffID? = nil, due: CivilDate, reason: NoteReference) {
    self.action = action
    self.unit = unit
    self.owner = owner
    self.due = due
    self.reason = reason
  }
}

extension ActionMoved: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    unit = try reader.field("unit")
    owner = try reader.optional("owner")
    due = try reader.field("due")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("unit", unit)
    writer.optional("owner", owner)
    writer.field("due", due)
    writer.field("reason", reason)
  }
}

/// How far it is.
public struct ActionProgressed: Hashable, Sendable {
  public var action: ActionID
  public var words: NoteReference

  public init(action: ActionID, words: NoteReference) {
    self.action = action
    self.words = words
  }
}

extension ActionProgressed: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    words = try reader.field("words")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("words", words)
  }
}

/// Its owner says that it is done, with the proof.
public struct ActionDone: Hashable, Sendable {
  public var action: ActionID
  public var proof: NoteReference
  public var on: CivilDate

  public init(action: ActionID, proof: NoteReference, on: CivilDate) {
    self.action = action
    self.proof = proof
    self.on = on
  }
}

extension ActionDone: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    proof = try reader.field("proof")
    on = try reader.field("on")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("proof", proof)
    writer.field("on", on)
  }
}

/// A second person has seen the proof.
public struct ActionVerified: Hashable, Sendable {
  public var action: ActionID
  public var proof: NoteReference

  public init(action: ActionID, proof: NoteReference) {
    self.action = action
    self.proof = proof
  }
}

extension ActionVerified: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    proof = try reader.field("proof")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("proof", proof)
  }
}

/// The capability was tried again.
public struct ActionRetested: Hashable, Sendable {
  public var action: ActionID
  /// Drill, as `2027-02-rob`.
  public var drill: String
  public var on: CivilDate
  public var rating: RetestRating
  public var words: NoteReference?

  public init(action: ActionID, drill: String, on: CivilDate, rating: RetestRating, words: NoteReference? = nil) {
    self.action = action
    self.drill = drill
    self.on = on
    self.rating = rating
    self.words = words
  }
}

extension ActionRetested: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    drill = try reader.field("drill")
    on = try reader.field("on")
    rating = try reader.field("rating")
    words = try reader.optional("words")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("drill", drill)
    writer.field("on", on)
    writer.field("rating", rating)
    writer.optional("words", words)
  }
}

/// It is not done after all, with the reason.
public struct ActionDropped: Hashable, Sendable {
  public var action: ActionID
  public var reason: NoteReference

  public init(action: ActionID, reason: NoteReference) {
    self.action = action
    self.reason = reason
  }
}

extension ActionDropped: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    action = try reader.field("action")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("action", action)
    writer.field("reason", reason)
  }
}

import Basics

/// What another agency said: an alert that was read, or a text that was pasted. Kept as it came, in a side row; cited, never edited.
public struct ForeignAlert: Hashable, Sendable {
  public enum Form: String, Sendable, CaseIterable, FieldValue { case cap, text }

  public var operation: OperationID
  public var form: Form
  /// As it is cited: `BMKG`.
  public var agency: String
  /// Of a CAP alert; with `identifier` and `sentAt` it names one message for ever.
  public var sender: String?
  public var identifier: String?
  public var sentAt: Instant?
  /// When it no longer holds by its own word.
  public var expiresAt: Instant?
  public var receivedAt: Instant
  /// It says of itself that it is an exercise or a test.
  public var isExercise: Bool
  public var text: NoteReference

  public init(
    operation: OperationID, form: Form, agency: String, sender: String? = nil, identifier: String? = nil, sentAt: Instant? = nil,
    expiresAt: Instant? = nil, receivedAt: Instant, isExercise: Bool = false, text: NoteReference
  ) {
    self.operation = operation
    self.form = form
    self.agency = agency
    self.sender = sender
    self.identifier = identifier
    self.sentAt = sentAt
    self.expiresAt = expiresAt
    self.receivedAt = receivedAt
    self.isExercise = isExercise
    self.text = text
  }

  /// The same message, whenever it was read.
  func isSame(as other: ForeignAlert) -> Bool {
    guard form == .cap, other.form == .cap else { return self == other }
    return sender == other.sender && identifier == other.identifier && sentAt == other.sentAt
  }
}

extension ForeignAlert: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    form = try reader.field("form")
    agency = try reader.field("agency")
    sender = try reader.optional("sender")
    identifier = try reader.optional("identifier")
    sentAt = try reader.optional("sentAt")
    expiresAt = try reader.optional("expiresAt")
    receivedAt = try reader.field("receivedAt")
    isExercise = try reader.field("isExercise")
    text = try reader.field("text")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("form", form)
    writer.field("agency", agency)
    writer.optional("sender", sender)
    writer.optional("identifier", identifier)
    writer.optional("sentAt", sentAt)
    writer.optional("expiresAt", expiresAt)
    writer.field("receivedAt", receivedAt)
    writer.field("isExercise", isExercise)
    writer.field("text", text)
  }
}

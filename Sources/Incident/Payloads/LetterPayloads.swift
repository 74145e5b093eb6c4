import Basics

/// A signed paper outside the system, with a list of people.
public struct LetterRecord: Hashable, Sendable {
  public var operation: OperationID
  public var letter: LetterID
  public var number: String
  public var date: CivilDate
  public var basis: Basis
  public var signerOffice: String
  /// On its list; the list follows in the same append.
  public var duties: Int

  public init(
    operation: OperationID, letter: LetterID, number: String, date: CivilDate, basis: Basis, signerOffice: String, duties: Int
  ) {
    self.operation = operation
    self.letter = letter
    self.number = number
    self.date = date
    self.basis = basis
    self.signerOffice = signerOffice
    self.duties = duties
  }
}

extension LetterRecord: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    letter = try reader.field("letter")
    number = try reader.field("number")
    date = try reader.field("date")
    basis = try reader.field("basis")
    signerOffice = try reader.field("signerOffice")
    duties = try reader.field("duties")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("letter", letter)
    writer.field("number", number)
    writer.field("date", date)
    writer.field("basis", basis)
    writer.field("signerOffice", signerOffice)
    writer.field("duties", duties)
  }
}

/// Duties of a letter, in parts of at most 500.
public struct LetterPart: Hashable, Sendable {
  public var operation: OperationID
  public var letter: LetterID
  /// From 1.
  public var part: Int
  public var duties: [DutyKey]

  public init(operation: OperationID, letter: LetterID, part: Int, duties: [DutyKey]) {
    self.operation = operation
    self.letter = letter
    self.part = part
    self.duties = duties
  }
}

extension LetterPart: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    letter = try reader.field("letter")
    part = try reader.field("part")
    duties = try reader.field("duties")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("letter", letter)
    writer.field("part", part)
    writer.field("duties", duties)
  }
}

/// The question to all on scene: are you safe?
public struct RoundOpening: Hashable, Sendable {
  public var operation: OperationID
  public var round: RoundID
  public var deadline: Instant

  public init(operation: OperationID, round: RoundID, deadline: Instant) {
    self.operation = operation
    self.round = round
    self.deadline = deadline
  }
}

extension RoundOpening: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    round = try reader.field("round")
    deadline = try reader.field("deadline")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("round", round)
    writer.field("deadline", deadline)
  }
}

/// What one person of a safety round answered.
public struct RoundAnswer: Hashable, Sendable {
  public var operation: OperationID
  public var round: RoundID
  public var staff: StaffID
  public var isSafe: Bool
  public var at: Instant

  public init(operation: OperationID, round: RoundID, staff: StaffID, isSafe: Bool, at: Instant) {
    self.operation = operation
    self.round = round
    self.staff = staff
    self.isSafe = isSafe
    self.at = at
  }
}

extension RoundAnswer: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    round = try reader.field("round")
    staff = try reader.field("staff")
    isSafe = try reader.field("isSafe")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("round", round)
    writer.field("staff", staff)
    writer.field("isSafe", isSafe)
    writer.field("at", at)
  }
}

/// The end of a safety round.
public struct RoundClosing: Hashable, Sendable {
  public var operation: OperationID
  public var round: RoundID

  public init(operation: OperationID, round: RoundID) {
    self.operation = operation
    self.round = round
  }
}

extension RoundClosing: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    round = try reader.field("round")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("round", round)
  }
}

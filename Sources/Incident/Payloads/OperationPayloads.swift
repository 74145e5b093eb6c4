import Basics

/// The frame of everything; it opens without a status.
public struct OperationOpening: Hashable, Sendable {
  public var operation: OperationID
  /// Plain id, as `2021-10-rob`.
  public var name: String
  public var mode: Mode
  public var hazard: Hazard
  public var areas: [AreaID]
  public var basis: Basis?
  public var warning: WarningLevel?
  public var scenarioDigest: String?

  public init(
    operation: OperationID, name: String, mode: Mode, hazard: Hazard, areas: [AreaID], basis: Basis? = nil,
    warning: WarningLevel? = nil, scenarioDigest: String? = nil
  ) {
    self.operation = operation
    self.name = name
    self.mode = mode
    self.hazard = hazard
    self.areas = areas
    self.basis = basis
    self.warning = warning
    self.scenarioDigest = scenarioDigest
  }
}

extension OperationOpening: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    name = try reader.field("name")
    mode = try reader.field("mode")
    hazard = try reader.field("hazard")
    areas = try reader.field("areas")
    basis = try reader.optional("basis")
    warning = try reader.optional("warning")
    scenarioDigest = try reader.optional("scenarioDigest")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("name", name)
    writer.field("mode", mode)
    writer.field("hazard", hazard)
    writer.field("areas", areas)
    writer.optional("basis", basis)
    writer.optional("warning", warning)
    writer.optional("scenarioDigest", scenarioDigest)
  }
}

/// The end of an operation.
public struct OperationClosing: Hashable, Sendable {
  public var operation: OperationID
  public var note: NoteReference?

  public init(operation: OperationID, note: NoteReference? = nil) {
    self.operation = operation
    self.note = note
  }
}

extension OperationClosing: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    note = try reader.optional("note")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.optional("note", note)
  }
}

/// A status as a decree states it; never set by software.
public struct StatusRecord: Hashable, Sendable {
  public var operation: OperationID
  public var status: EmergencyStatus
  public var basis: Basis
  public var areas: [AreaID]
  /// First day.
  public var from: CivilDate
  /// Last day.
  public var to: CivilDate
  /// Prolongs the status in force.
  public var isExtension: Bool

  public init(
    operation: OperationID, status: EmergencyStatus, basis: Basis, areas: [AreaID], from: CivilDate, to: CivilDate,
    isExtension: Bool
  ) {
    self.operation = operation
    self.status = status
    self.basis = basis
    self.areas = areas
    self.from = from
    self.to = to
    self.isExtension = isExtension
  }
}

extension StatusRecord: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    status = try reader.field("status")
    basis = try reader.field("basis")
    areas = try reader.field("areas")
    from = try reader.field("from")
    to = try reader.field("to")
    isExtension = try reader.field("isExtension")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("status", status)
    writer.field("basis", basis)
    writer.field("areas", areas)
    writer.field("from", from)
    writer.field("to", to)
    writer.field("isExtension", isExtension)
  }
}

/// An oral order that got its paper.
public struct BasisWriteUp: Hashable, Sendable {
  public var operation: OperationID
  public var subject: BasisSubject
  public var basis: Basis

  public init(operation: OperationID, subject: BasisSubject, basis: Basis) {
    self.operation = operation
    self.subject = subject
    self.basis = basis
  }
}

extension BasisWriteUp: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    subject = try reader.field("subject")
    basis = try reader.field("basis")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("subject", subject)
    writer.field("basis", basis)
  }
}

/// Who commands until a decree names a commander: an office, and its holder's id where known.
public struct ActingCommander: Hashable, Sendable {
  public var operation: OperationID
  public var office: String
  public var staff: StaffID?

  public init(operation: OperationID, office: String, staff: StaffID? = nil) {
    self.operation = operation
    self.office = office
    self.staff = staff
  }
}

extension ActingCommander: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    office = try reader.field("office")
    staff = try reader.optional("staff")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("office", office)
    writer.optional("staff", staff)
  }
}

/// A commander named by a paper.
public struct CommanderNaming: Hashable, Sendable {
  public var operation: OperationID
  public var office: String
  public var staff: StaffID?
  public var basis: Basis

  public init(operation: OperationID, office: String, staff: StaffID? = nil, basis: Basis) {
    self.operation = operation
    self.office = office
    self.staff = staff
    self.basis = basis
  }
}

extension CommanderNaming: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    office = try reader.field("office")
    staff = try reader.optional("staff")
    basis = try reader.field("basis")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("office", office)
    writer.optional("staff", staff)
    writer.field("basis", basis)
  }
}

/// The start of a flood or of a series of tides.
public struct OccurrenceStart: Hashable, Sendable {
  public var operation: OperationID
  public var occurrence: OccurrenceID
  public var hazard: Hazard
  public var areas: [AreaID]
  public var at: Instant

  public init(operation: OperationID, occurrence: OccurrenceID, hazard: Hazard, areas: [AreaID], at: Instant) {
    self.operation = operation
    self.occurrence = occurrence
    self.hazard = hazard
    self.areas = areas
    self.at = at
  }
}

extension OccurrenceStart: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    occurrence = try reader.field("occurrence")
    hazard = try reader.field("hazard")
    areas = try reader.field("areas")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("occurrence", occurrence)
    writer.field("hazard", hazard)
    writer.field("areas", areas)
    writer.field("at", at)
  }
}

/// Its end.
public struct OccurrenceEnd: Hashable, Sendable {
  public var operation: OperationID
  public var occurrence: OccurrenceID
  public var at: Instant

  public init(operation: OperationID, occurrence: OccurrenceID, at: Instant) {
    self.operation = operation
    self.occurrence = occurrence
    self.at = at
  }
}

extension OccurrenceEnd: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    occurrence = try reader.field("occurrence")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("occurrence", occurrence)
    writer.field("at", at)
  }
}

/// The start of an operational period, with its objectives.
public struct PeriodStart: Hashable, Sendable {
  public var operation: OperationID
  public var period: PeriodID
  public var interval: Interval
  /// Their text lies in side rows.
  public var objectives: [NoteReference]

  public init(operation: OperationID, period: PeriodID, interval: Interval, objectives: [NoteReference]) {
    self.operation = operation
    self.period = period
    self.interval = interval
    self.objectives = objectives
  }
}

extension PeriodStart: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    period = try reader.field("period")
    interval = try reader.field("interval")
    objectives = try reader.field("objectives")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("period", period)
    writer.field("interval", interval)
    writer.field("objectives", objectives)
  }
}

/// An entry of the log by hand; its text lies in a side row.
public struct LogNote: Hashable, Sendable {
  public var operation: OperationID
  public var note: NoteReference
  public var place: PlaceID?
  public var post: PostID?

  public init(operation: OperationID, note: NoteReference, place: PlaceID? = nil, post: PostID? = nil) {
    self.operation = operation
    self.note = note
    self.place = place
    self.post = post
  }
}

extension LogNote: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    note = try reader.field("note")
    place = try reader.optional("place")
    post = try reader.optional("post")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("note", note)
    writer.optional("place", place)
    writer.optional("post", post)
  }
}

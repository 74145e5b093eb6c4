import Basics

/// To whom a status update goes. Resolved to people when it is sent: who comes later gets the next one.
public enum BroadcastAudience: Hashable, Sendable {
  /// Everybody who can be called.
  case everyone
  /// Everybody who holds a seat of the operation.
  case ordered
  /// Those at a place of duty now.
  case onScene
  /// Those who hold a seat of this role, at this place, in this kelurahan, in this shift.
  case role(RoleID)
  case place(PlaceID)
  case area(AreaID)
  case shift(ShiftID)
  /// The people of a unit, whether called or not.
  case unit(UnitID)
  /// Heads of the units whose people hold a seat.
  case unitHeads
  case staff([StaffID])
}

extension BroadcastAudience: FieldObject {
  private enum Kind: String, FieldValue {
    case everyone, ordered
    case onScene = "on_scene"
    case role, place, area, shift, unit
    case unitHeads = "unit_heads"
    case staff
  }

  init(from reader: inout FieldReader) throws(FieldFault) {
    let kind: Kind = try reader.field("kind")
    switch kind {
    case .everyone: self = .everyone
    case .ordered: self = .ordered
    case .onScene: self = .onScene
    case .unitHeads: self = .unitHeads
    case .role: self = .role(try reader.field("role"))
    case .place: self = .place(try reader.field("place"))
    case .area: self = .area(try reader.field("area"))
    case .shift: self = .shift(try reader.field("shift"))
    case .unit: self = .unit(try reader.field("unit"))
    case .staff: self = .staff(try reader.field("staff"))
    }
  }

  func write(to writer: inout FieldWriter) {
    switch self {
    case .everyone: writer.field("kind", Kind.everyone)
    case .ordered: writer.field("kind", Kind.ordered)
    case .onScene: writer.field("kind", Kind.onScene)
    case .unitHeads: writer.field("kind", Kind.unitHeads)
    case .role(let id): write("role", Kind.role, id, &writer)
    case .place(let id): write("place", Kind.place, id, &writer)
    case .area(let id): write("area", Kind.area, id, &writer)
    case .shift(let id): write("shift", Kind.shift, id, &writer)
    case .unit(let id): write("unit", Kind.unit, id, &writer)
    case .staff(let ids):
      writer.field("kind", Kind.staff)
      writer.field("staff", ids)
    }
  }

  private func write<T: FieldValue>(_ name: String, _ kind: Kind, _ value: T, _ writer: inout FieldWriter) {
    writer.field("kind", kind)
    writer.field(name, value)
  }
}

/// A status update as sent.
public struct BroadcastSending: Hashable, Sendable {
  public var operation: OperationID
  public var broadcast: BroadcastID
  public var audience: BroadcastAudience
  /// Its words lie in a side row.
  public var text: NoteReference
  /// Until when each should have acknowledged; nil where none is asked for.
  public var deadline: Instant?
  /// People addressed; their ids follow in parts.
  public var recipients: Int

  public init(
    operation: OperationID, broadcast: BroadcastID, audience: BroadcastAudience, text: NoteReference, deadline: Instant?,
    recipients: Int
  ) {
    self.operation = operation
    self.broadcast = broadcast
    self.audience = audience
    self.text = text
    self.deadline = deadline
    self.recipients = recipients
  }
}

extension BroadcastSending: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    broadcast = try reader.field("broadcast")
    audience = try reader.field("audience")
    text = try reader.field("text")
    deadline = try reader.optional("deadline")
    recipients = try reader.field("recipients")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("broadcast", broadcast)
    writer.field("audience", audience)
    writer.field("text", text)
    writer.optional("deadline", deadline)
    writer.field("recipients", recipients)
  }
}

/// Some of the people addressed, sorted by id over all parts.
public struct BroadcastPart: Hashable, Sendable {
  public var broadcast: BroadcastID
  /// From 1.
  public var part: Int
  public var staff: [StaffID]

  public init(broadcast: BroadcastID, part: Int, staff: [StaffID]) {
    self.broadcast = broadcast
    self.part = part
    self.staff = staff
  }
}

extension BroadcastPart: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    broadcast = try reader.field("broadcast")
    part = try reader.field("part")
    staff = try reader.field("staff")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("broadcast", broadcast)
    writer.field("part", part)
    writer.field("staff", staff)
  }
}

/// That a status update reached one person, or was acknowledged by them, by the receipt's own clock.
public struct BroadcastReceipt: Hashable, Sendable {
  public var broadcast: BroadcastID
  public var staff: StaffID
  public var at: Instant

  public init(broadcast: BroadcastID, staff: StaffID, at: Instant) {
    self.broadcast = broadcast
    self.staff = staff
    self.at = at
  }
}

extension BroadcastReceipt: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    broadcast = try reader.field("broadcast")
    staff = try reader.field("staff")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("broadcast", broadcast)
    writer.field("staff", staff)
    writer.field("at", at)
  }
}

/// Silence was taken to somebody else.
public struct BroadcastEscalation: Hashable, Sendable {
  public var broadcast: BroadcastID
  /// Who is silent.
  public var staff: StaffID
  /// Who was told of it: superior or unit head; nil for the dispatcher, where there is none.
  public var to: StaffID?
  public var at: Instant

  public init(broadcast: BroadcastID, staff: StaffID, to: StaffID?, at: Instant) {
    self.broadcast = broadcast
    self.staff = staff
    self.to = to
    self.at = at
  }
}

extension BroadcastEscalation: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    broadcast = try reader.field("broadcast")
    staff = try reader.field("staff")
    to = try reader.optional("to")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("broadcast", broadcast)
    writer.field("staff", staff)
    writer.optional("to", to)
    writer.field("at", at)
  }
}

/// Nobody is chased for it any more.
public struct BroadcastClosing: Hashable, Sendable {
  public enum Reason: String, Sendable, CaseIterable, FieldValue { case complete, withdrawn, superseded }
  public var broadcast: BroadcastID
  public var reason: Reason

  public init(broadcast: BroadcastID, reason: Reason) {
    self.broadcast = broadcast
    self.reason = reason
  }
}

extension BroadcastClosing: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    broadcast = try reader.field("broadcast")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("broadcast", broadcast)
    writer.field("reason", reason)
  }
}

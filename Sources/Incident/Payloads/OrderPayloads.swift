import Basics

/// A call-out: asks and instructs at once; valid before any letter exists.
public struct OrderIssue: Hashable, Sendable {
  public var order: OrderID
  public var operation: OperationID
  public var plan: PlanID
  public var staff: StaffID
  public var unit: UnitID
  public var post: PostID
  public var seat: SeatKind
  public var source: Duty.Source
  /// Silence beyond it counts as unanswered.
  public var deadline: Instant

  public init(
    order: OrderID, operation: OperationID, plan: PlanID, staff: StaffID, unit: UnitID, post: PostID, seat: SeatKind,
    source: Duty.Source, deadline: Instant
  ) {
    self.order = order
    self.operation = operation
    self.plan = plan
    self.staff = staff
    self.unit = unit
    self.post = post
    self.seat = seat
    self.source = source
    self.deadline = deadline
  }
}

extension OrderIssue: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    order = try reader.field("order")
    operation = try reader.field("operation")
    plan = try reader.field("plan")
    staff = try reader.field("staff")
    unit = try reader.field("unit")
    post = try reader.field("post")
    seat = try reader.field("seat")
    source = try reader.field("source")
    deadline = try reader.field("deadline")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("order", order)
    writer.field("operation", operation)
    writer.field("plan", plan)
    writer.field("staff", staff)
    writer.field("unit", unit)
    writer.field("post", post)
    writer.field("seat", seat)
    writer.field("source", source)
    writer.field("deadline", deadline)
  }
}

/// That something happened to an order at an instant, by the receipt's own clock.
public struct OrderReceipt: Hashable, Sendable {
  public var order: OrderID
  public var at: Instant

  public init(order: OrderID, at: Instant) {
    self.order = order
    self.at = at
  }
}

extension OrderReceipt: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    order = try reader.field("order")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("order", order)
    writer.field("at", at)
  }
}

/// The person said yes (sanggup).
public struct OrderAcceptance: Hashable, Sendable {
  public var order: OrderID
  public var at: Instant
  /// If told.
  public var arrivesAt: Instant?

  public init(order: OrderID, at: Instant, arrivesAt: Instant? = nil) {
    self.order = order
    self.at = at
    self.arrivesAt = arrivesAt
  }
}

extension OrderAcceptance: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    order = try reader.field("order")
    at = try reader.field("at")
    arrivesAt = try reader.optional("arrivesAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("order", order)
    writer.field("at", at)
    writer.optional("arrivesAt", arrivesAt)
  }
}

/// The person is unable to come (berhalangan).
public struct OrderDecline: Hashable, Sendable {
  public var order: OrderID
  public var at: Instant
  public var reason: DeclineReason
  public var note: NoteReference?

  public init(order: OrderID, at: Instant, reason: DeclineReason, note: NoteReference? = nil) {
    self.order = order
    self.at = at
    self.reason = reason
    self.note = note
  }
}

extension OrderDecline: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    order = try reader.field("order")
    at = try reader.field("at")
    reason = try reader.field("reason")
    note = try reader.optional("note")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("order", order)
    writer.field("at", at)
    writer.field("reason", reason)
    writer.optional("note", note)
  }
}

/// Another took over (digantikan).
public struct OrderRelief: Hashable, Sendable {
  public var order: OrderID
  public var at: Instant
  /// The order of the one who takes over.
  public var by: OrderID?
  public var handover: NoteReference?

  public init(order: OrderID, at: Instant, by: OrderID? = nil, handover: NoteReference? = nil) {
    self.order = order
    self.at = at
    self.by = by
    self.handover = handover
  }
}

extension OrderRelief: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    order = try reader.field("order")
    at = try reader.field("at")
    by = try reader.optional("by")
    handover = try reader.optional("handover")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("order", order)
    writer.field("at", at)
    writer.optional("by", by)
    writer.optional("handover", handover)
  }
}

/// The call-out was called off (batal tugas).
public struct OrderStandDown: Hashable, Sendable {
  public var order: OrderID
  public var at: Instant
  public var reason: StandDownReason
  public var note: NoteReference?

  public init(order: OrderID, at: Instant, reason: StandDownReason, note: NoteReference? = nil) {
    self.order = order
    self.at = at
    self.reason = reason
    self.note = note
  }
}

extension OrderStandDown: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    order = try reader.field("order")
    at = try reader.field("at")
    reason = try reader.field("reason")
    note = try reader.optional("note")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("order", order)
    writer.field("at", at)
    writer.field("reason", reason)
    writer.optional("note", note)
  }
}

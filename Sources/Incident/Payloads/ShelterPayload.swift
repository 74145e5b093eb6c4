import Basics

/// How full a shelter is, as somebody counted it.
public struct ShelterCount: Hashable, Sendable {
  public var operation: OperationID
  public var place: PlaceID
  /// People that it holds now: a room may be closed, a tent added.
  public var capacity: Int
  public var taken: Int
  public var seenAt: Instant
  public var toldAt: Instant
  public var informant: Informant

  public init(
    operation: OperationID, place: PlaceID, capacity: Int, taken: Int, seenAt: Instant, toldAt: Instant, informant: Informant
  ) {
    self.operation = operation
    self.place = place
    self.capacity = capacity
    self.taken = taken
    self.seenAt = seenAt
    self.toldAt = toldAt
    self.informant = informant
  }

  /// Places left; 0 where more are there than it holds.
  public var left: Int { max(0, capacity - taken) }
}

extension ShelterCount: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    place = try reader.field("place")
    capacity = try reader.field("capacity")
    taken = try reader.field("taken")
    seenAt = try reader.field("seenAt")
    toldAt = try reader.field("toldAt")
    informant = try reader.field("informant")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("place", place)
    writer.field("capacity", capacity)
    writer.field("taken", taken)
    writer.field("seenAt", seenAt)
    writer.field("toldAt", toldAt)
    writer.field("informant", informant)
  }
}

import Basics

/// Water in an area as somebody saw it.
public struct DepthReport: Hashable, Sendable {
  public var operation: OperationID
  public var area: AreaID
  /// Where a range is told.
  public var lowMillimetres: Int?
  /// The figure, or the upper end of the range.
  public var millimetres: Int
  public var above: DepthReference
  /// Where exactly, if known.
  public var place: PlaceID?
  public var seenAt: Instant
  public var toldAt: Instant
  /// For a report about a span of time.
  public var holdsUntil: Instant?
  public var informant: Informant

  public init(
    operation: OperationID, area: AreaID, lowMillimetres: Int? = nil, millimetres: Int, above: DepthReference,
    place: PlaceID? = nil, seenAt: Instant, toldAt: Instant, holdsUntil: Instant? = nil, informant: Informant
  ) {
    self.operation = operation
    self.area = area
    self.lowMillimetres = lowMillimetres
    self.millimetres = millimetres
    self.above = above
    self.place = place
    self.seenAt = seenAt
    self.toldAt = toldAt
    self.holdsUntil = holdsUntil
    self.informant = informant
  }
}

extension DepthReport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    area = try reader.field("area")
    lowMillimetres = try reader.optional("lowMillimetres")
    millimetres = try reader.field("millimetres")
    above = try reader.field("above")
    place = try reader.optional("place")
    seenAt = try reader.field("seenAt")
    toldAt = try reader.field("toldAt")
    holdsUntil = try reader.optional("holdsUntil")
    informant = try reader.field("informant")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("area", area)
    writer.optional("lowMillimetres", lowMillimetres)
    writer.field("millimetres", millimetres)
    writer.field("above", above)
    writer.optional("place", place)
    writer.field("seenAt", seenAt)
    writer.field("toldAt", toldAt)
    writer.optional("holdsUntil", holdsUntil)
    writer.field("informant", informant)
  }
}

/// A road closed or opened, as reported.
public struct RoadReport: Hashable, Sendable {
  public var operation: OperationID
  /// Name of the road, as on a map.
  public var road: String
  public var area: AreaID?
  /// Water on it.
  public var millimetres: Int?
  public var seenAt: Instant
  public var toldAt: Instant
  public var informant: Informant

  public init(
    operation: OperationID, road: String, area: AreaID? = nil, millimetres: Int? = nil, seenAt: Instant, toldAt: Instant,
    informant: Informant
  ) {
    self.operation = operation
    self.road = road
    self.area = area
    self.millimetres = millimetres
    self.seenAt = seenAt
    self.toldAt = toldAt
    self.informant = informant
  }
}

extension RoadReport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    road = try reader.field("road")
    area = try reader.optional("area")
    millimetres = try reader.optional("millimetres")
    seenAt = try reader.field("seenAt")
    toldAt = try reader.field("toldAt")
    informant = try reader.field("informant")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("road", road)
    writer.optional("area", area)
    writer.optional("millimetres", millimetres)
    writer.field("seenAt", seenAt)
    writer.field("toldAt", toldAt)
    writer.field("informant", informant)
  }
}

/// The power of an area, as stated.
public struct PowerReport: Hashable, Sendable {
  public var operation: OperationID
  public var area: AreaID
  public var state: PowerState
  public var at: Instant
  public var informant: Informant

  public init(operation: OperationID, area: AreaID, state: PowerState, at: Instant, informant: Informant) {
    self.operation = operation
    self.area = area
    self.state = state
    self.at = at
    self.informant = informant
  }
}

extension PowerReport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    area = try reader.field("area")
    state = try reader.field("state")
    at = try reader.field("at")
    informant = try reader.field("informant")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("area", area)
    writer.field("state", state)
    writer.field("at", at)
    writer.field("informant", informant)
  }
}

/// A named person lets crews into water though the power is not confirmed off.
public struct PowerOverride: Hashable, Sendable {
  public var operation: OperationID
  public var area: AreaID
  public var reason: NoteReference

  public init(operation: OperationID, area: AreaID, reason: NoteReference) {
    self.operation = operation
    self.area = area
    self.reason = reason
  }
}

extension PowerOverride: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    area = try reader.field("area")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("area", area)
    writer.field("reason", reason)
  }
}

/// Three counts that are never converted into each other; what is not told stays empty and is not 0.
public struct AffectedReport: Hashable, Sendable {
  public var operation: OperationID
  public var occurrence: OccurrenceID?
  public var area: AreaID
  public var households: Int?
  public var people: Int?
  public var houses: Int?
  /// Displaced, in shelters.
  public var sheltered: Int?
  /// Displaced, with relatives or by day.
  public var elsewhere: Int?
  public var dead: Int?
  public var missing: Int?
  public var injured: Int?
  public var vulnerable: [VulnerableCount]
  public var seenAt: Instant
  public var toldAt: Instant
  public var informant: Informant

  public init(
    operation: OperationID, occurrence: OccurrenceID? = nil, area: AreaID, households: Int? = nil, people: Int? = nil,
    houses: Int? = nil, sheltered: Int? = nil, elsewhere: Int? = nil, dead: Int? = nil, missing: Int? = nil, injured: Int? = nil,
    vulnerable: [VulnerableCount], seenAt: Instant, toldAt: Instant, informant: Informant
  ) {
    self.operation = operation
    self.occurrence = occurrence
    self.area = area
    self.households = households
    self.people = people
    self.houses = houses
    self.sheltered = sheltered
    self.elsewhere = elsewhere
    self.dead = dead
    self.missing = missing
    self.injured = injured
    self.vulnerable = vulnerable
    self.seenAt = seenAt
    self.toldAt = toldAt
    self.informant = informant
  }
}

extension AffectedReport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    occurrence = try reader.optional("occurrence")
    area = try reader.field("area")
    households = try reader.optional("households")
    people = try reader.optional("people")
    houses = try reader.optional("houses")
    sheltered = try reader.optional("sheltered")
    elsewhere = try reader.optional("elsewhere")
    dead = try reader.optional("dead")
    missing = try reader.optional("missing")
    injured = try reader.optional("injured")
    vulnerable = try reader.field("vulnerable")
    seenAt = try reader.field("seenAt")
    toldAt = try reader.field("toldAt")
    informant = try reader.field("informant")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.optional("occurrence", occurrence)
    writer.field("area", area)
    writer.optional("households", households)
    writer.optional("people", people)
    writer.optional("houses", houses)
    writer.optional("sheltered", sheltered)
    writer.optional("elsewhere", elsewhere)
    writer.optional("dead", dead)
    writer.optional("missing", missing)
    writer.optional("injured", injured)
    writer.field("vulnerable", vulnerable)
    writer.field("seenAt", seenAt)
    writer.field("toldAt", toldAt)
    writer.field("informant", informant)
  }
}

import Basics

/// The first event of a database: what it is a record of, and on what it rests.
public struct DatabaseOpening: Hashable, Sendable {
  /// Fixed for ever.
  public var mode: Mode
  /// Name of the city pack.
  public var city: String
  /// SHA-256 of the pack, hexadecimal.
  public var cityDigest: String
  /// Of the scenario file, in an exercise.
  public var scenarioDigest: String?
  /// Of all chance, in an exercise.
  public var seed: UInt64?
  /// Of the software that created it.
  public var version: String

  public init(mode: Mode, city: String, cityDigest: String, scenarioDigest: String? = nil, seed: UInt64? = nil, version: String) {
    self.mode = mode
    self.city = city
    self.cityDigest = cityDigest
    self.scenarioDigest = scenarioDigest
    self.seed = seed
    self.version = version
  }
}

extension DatabaseOpening: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    mode = try reader.field("mode")
    city = try reader.field("city")
    cityDigest = try reader.field("cityDigest")
    scenarioDigest = try reader.optional("scenarioDigest")
    seed = try reader.optional("seed")
    version = try reader.field("version")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("mode", mode)
    writer.field("city", city)
    writer.field("cityDigest", cityDigest)
    writer.optional("scenarioDigest", scenarioDigest)
    writer.optional("seed", seed)
    writer.field("version", version)
  }
}

/// Staff and units as read from a file: counts and a digest, no person.
public struct RosterImport: Hashable, Sendable {
  /// SHA-256 of the canonical roster.
  public var digest: String
  public var staff: Int
  public var units: Int
  public var added: Int
  public var changed: Int
  public var removed: Int
  /// People made by a generator; refused in mode actual unless 0.
  public var invented: Int

  public init(digest: String, staff: Int, units: Int, added: Int, changed: Int, removed: Int, invented: Int) {
    self.digest = digest
    self.staff = staff
    self.units = units
    self.added = added
    self.changed = changed
    self.removed = removed
    self.invented = invented
  }
}

extension RosterImport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    digest = try reader.field("digest")
    staff = try reader.field("staff")
    units = try reader.field("units")
    added = try reader.field("added")
    changed = try reader.field("changed")
    removed = try reader.field("removed")
    invented = try reader.field("invented")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("digest", digest)
    writer.field("staff", staff)
    writer.field("units", units)
    writer.field("added", added)
    writer.field("changed", changed)
    writer.field("removed", removed)
    writer.field("invented", invented)
  }
}

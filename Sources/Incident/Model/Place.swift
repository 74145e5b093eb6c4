import Basics
import Geography

/// Whether something is known to exist as described, or assumed until the city confirms it.
public enum Certainty: String, Sendable, CaseIterable { case real, assumed }

/// Kinds of places where people work in a flood.
public enum PlaceKind: String, Sendable, CaseIterable {
  case posko
  case controlRoom = "control_room"
  case fieldPost = "field_post"
  case shelter
  case kitchen
  case clinic
  case hospital
  case pump
  case gate
  case harbour
  case warehouse
  case junction
  case checkpoint
  case boatLanding = "boat_landing"
  case office
  case school
  case mosque
  case hall
}

/// A place where people work in the flood.
public struct Place: Hashable, Sendable {
  public var id: PlaceID
  public var name: Bilingual
  public var kind: PlaceKind
  public var area: AreaID
  public var coordinate: Coordinate
  public var certainty: Certainty
  /// Whether the coordinate is known; a real place may stand at an assumed point.
  public var position = Certainty.assumed
  public var shelter: ShelterFacts?
  public var note: String?

  public struct ShelterFacts: Hashable, Sendable {
    /// People at 3.5 m² each.
    public var capacity: Int
    public var toiletsWomen: Int
    public var toiletsMen: Int
    public var hasRamp: Bool
    public var hasGenerator: Bool
    /// Office or function, never a person's name.
    public var keyHolder: String
    /// Order of opening: mosques and halls before schools (1 first).
    public var preference: Int

    public init(
      capacity: Int, toiletsWomen: Int, toiletsMen: Int, hasRamp: Bool, hasGenerator: Bool, keyHolder: String, preference: Int
    ) {
      self.capacity = capacity
      self.toiletsWomen = toiletsWomen
      self.toiletsMen = toiletsMen
      self.hasRamp = hasRamp
      self.hasGenerator = hasGenerator
      self.keyHolder = keyHolder
      self.preference = preference
    }
  }

  public init(
    id: PlaceID, name: Bilingual, kind: PlaceKind, area: AreaID, coordinate: Coordinate, certainty: Certainty,
    shelter: ShelterFacts? = nil, note: String? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.area = area
    self.coordinate = coordinate
    self.certainty = certainty
    self.shelter = shelter
    self.note = note
  }
}

/// A kelurahan, the smallest area of command and report.
public struct Kelurahan: Hashable, Sendable {
  public var id: AreaID
  public var name: String
  public var kecamatan: String
  /// A point inside.
  public var centre: Coordinate
  public var areaKm2: Double
  public var population: Int
  /// `counted` or `estimated`, with its source.
  public var populationBasis: String

  public init(
    id: AreaID, name: String, kecamatan: String, centre: Coordinate, areaKm2: Double, population: Int, populationBasis: String
  ) {
    self.id = id
    self.name = name
    self.kecamatan = kecamatan
    self.centre = centre
    self.areaKm2 = areaKm2
    self.population = population
    self.populationBasis = populationBasis
  }
}

import Basics

/// A point on the local plane: metres east (`x`) and north (`y`) of the projection's origin.
public struct LocalPoint: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Straight distance in metres.
  public func distance(to other: LocalPoint) -> Double {
    let dx = x - other.x
    let dy = y - other.y
    return (dx * dx + dy * dy).squareRoot()
  }
}

/// A plane in metres around one origin (equirectangular on the WGS84 ellipsoid, radii of curvature taken at the origin).
///
/// The north scale is exact at the origin, the east scale along the origin's parallel. Away from it a distance is off by a
/// factor of at most about `|cos(latitude)/cos(origin) - 1|`: in Dumai (1.45-2.23 N, origin 1.68 N) below 0.04 %, that is less
/// than 40 m on the 100 km across the city and less than 1 m on a way of 2 km. Near the poles it is of no use.
public struct LocalProjection: Hashable, Sendable {
  public let origin: Coordinate
  private let metresPerEast: Double
  private let metresPerNorth: Double

  public init(origin: Coordinate) {
    self.origin = origin
    let equator = 6_378_137.0
    let e2 = 6.69437999014e-3
    let radian = 3.14159265358979311600e+00 / 180
    let phi = origin.latitude * radian
    let sine = ExactMath.sin(phi)
    let w2 = 1 - e2 * sine * sine
    let w = w2.squareRoot()
    metresPerEast = max(1, equator / w * ExactMath.cos(phi) * radian)
    metresPerNorth = equator * (1 - e2) / (w2 * w) * radian
  }

  public func point(_ coordinate: Coordinate) -> LocalPoint {
    // Whole numbers are subtracted first, so that the origin is exactly (0, 0).
    let east = Int64(coordinate.longitudeE7) - Int64(origin.longitudeE7)
    let north = Int64(coordinate.latitudeE7) - Int64(origin.latitudeE7)
    return LocalPoint(x: Double(east) / 1e7 * metresPerEast, y: Double(north) / 1e7 * metresPerNorth)
  }

  /// The coordinate of a point, clamped to the globe; of a point that is no number, the origin.
  public func coordinate(_ point: LocalPoint) -> Coordinate {
    guard point.x.isFinite, point.y.isFinite else { return origin }
    let latitude = min(90, max(-90, origin.latitude + point.y / metresPerNorth))
    let longitude = min(180, max(-180, origin.longitude + point.x / metresPerEast))
    return Coordinate(
      latitudeE7: Int32((latitude * 1e7).rounded()), longitudeE7: Int32((longitude * 1e7).rounded()))
  }
}

/// An axis-parallel box in metres; empty where the lower bound exceeds the upper.
public struct Bounds: Hashable, Sendable {
  public var west: Double
  public var south: Double
  public var east: Double
  public var north: Double

  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  public static let empty = Bounds(west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)

  public init(_ points: some Sequence<LocalPoint>) {
    self = .empty
    for point in points { extend(point) }
  }

  public var isEmpty: Bool { !(west <= east && south <= north) }
  public var width: Double { isEmpty ? 0 : east - west }
  public var height: Double { isEmpty ? 0 : north - south }
  public var centre: LocalPoint { LocalPoint(x: (west + east) / 2, y: (south + north) / 2) }

  public mutating func extend(_ point: LocalPoint) {
    west = min(west, point.x)
    east = max(east, point.x)
    south = min(south, point.y)
    north = max(north, point.y)
  }

  public func union(_ other: Bounds) -> Bounds {
    Bounds(
      west: min(west, other.west), south: min(south, other.south), east: max(east, other.east), north: max(north, other.north))
  }

  public func contains(_ point: LocalPoint) -> Bool {
    point.x >= west && point.x <= east && point.y >= south && point.y <= north
  }

  public func overlaps(_ other: Bounds) -> Bool {
    west <= other.east && other.west <= east && south <= other.north && other.south <= north
  }
}

/// What this room refuses to hold; beyond it readers and generators answer with a `Problem`.
public enum GeographyLimits {
  public static let ringPoints = 1_000_000
  public static let areas = 10_000
  public static let roadNodes = 4_000_000
  public static let roadEdges = 10_000_000
  public static let edgeMetres: Int32 = 200_000
  public static let rasterCells = 100_000_000
  public static let depthSamples = 1_000_000
}

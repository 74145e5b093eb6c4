import Basics

/// Land as rings of coordinates: what lies outside of all of them is sea.
public struct Shoreline: Sendable {
  public struct Land: Hashable, Sendable {
    public var name: String
    /// First corner not repeated.
    public var ring: [Coordinate]

    public init(name: String, ring: [Coordinate]) {
      self.name = name
      self.ring = ring
    }
  }

  public let lands: [Land]

  public init(lands: [Land]) { self.lands = lands }

  /// Reads the polygons of a GeoJSON feature collection (their outer rings).
  public static func read(_ bytes: [UInt8], file: String = "shoreline.geojson") -> Basics.Reading<Shoreline> {
    let document: JSONValue
    do {
      document = try JSONReader.read(bytes, limit: 64 << 20)
    } catch {
      return Reading(
        Shoreline(lands: []),
        problems: [Problem("city.shoreline.json", error.message, at: .init(file: file, line: error.line))])
    }
    var lands: [Land] = []
    var problems: [Problem] = []
    for (i, feature) in (document["features"]?.array ?? []).enumerated() {
      let geometry = feature["geometry"]
      guard geometry?["type"]?.string == "Polygon", let outer = geometry?["coordinates"]?[0]?.array else { continue }
      let ring = outer.compactMap(coordinate)
      if ring.count < 4 || ring.count != outer.count || ring.count > GeographyLimits.ringPoints {
        problems.append(
          Problem(
            "city.shoreline.ring", "feature \(i + 1): \(ring.count) of \(outer.count) corners are places; at least 4 expected",
            at: .init(file: file, field: "coordinates")))
        continue
      }
      lands.append(
        Land(name: feature["properties"]?["name"]?.string ?? "", ring: ring.first == ring.last ? ring.dropLast() : ring))
    }
    if lands.isEmpty {
      problems.append(
        Problem("city.shoreline.empty", "no polygon of land", at: .init(file: file), advice: "give the land as GeoJSON polygons"))
    }
    return Reading(Shoreline(lands: lands), problems: problems)
  }

  static func coordinate(_ pair: JSONValue) -> Coordinate? {
    guard let x = pair[0]?.double, let y = pair[1]?.double else { return nil }
    return Coordinate(latitude: y, longitude: x)
  }

  public func polygons(_ projection: LocalProjection) -> MultiPolygon {
    MultiPolygon(lands.map { Polygon(outer: $0.ring.map(projection.point)) })
  }
}

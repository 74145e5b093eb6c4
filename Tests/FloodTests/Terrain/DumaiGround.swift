import Basics
import Foundation
import Geography
import Testing

@testable import Flood

/// The city pack of Dumai as the flood room needs it, read from the checkout.
enum DumaiGround {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scenarios/dumai")

  static func bytes(_ name: String) -> [UInt8] { (try? Data(contentsOf: folder.appending(path: name))).map { Array($0) } ?? [] }

  static let facts = CityFacts.read(bytes("kelurahan.csv")).value
  static let projection = Coordinate(latitude: 1.68, longitude: 101.44).map { LocalProjection(origin: $0) }

  static let outlines: Outlines = {
    let document = try? JSONReader.read(bytes("outlines.geojson"), limit: 64 << 20)
    let projection = Self.projection ?? SyntheticCity.projection(facts: facts)
    let areas = (document?["features"]?.array ?? []).compactMap { feature -> Outlines.Area? in
      guard let code = feature["properties"]?["code"]?.string, let name = feature["properties"]?["name"]?.string,
        let fact = facts.first(where: { $0.code == code })
      else { return nil }
      let geometry = feature["geometry"]
      let rings: [JSONValue] =
        geometry?["type"]?.string == "Polygon"
        ? [geometry?["coordinates"]].compactMap { $0 } : geometry?["coordinates"]?.array ?? []
      let polygons = rings.compactMap { polygon -> Polygon? in
        guard let outer = polygon[0]?.array else { return nil }
        return Polygon(
          outer: outer.compactMap { pair in
            guard let x = pair[0]?.double, let y = pair[1]?.double, let at = Coordinate(latitude: y, longitude: x) else {
              return nil
            }
            return projection.point(at)
          })
      }
      return Outlines.Area(
        code: code, name: name, shape: MultiPolygon(polygons), inside: fact.extent.map { projection.point($0.point) },
        isApproximate: true)
    }
    return Outlines(areas: areas, projection: projection)
  }()

  static let city = CityGround(
    outlines: outlines, shoreline: Shoreline.read(bytes("shoreline.geojson")).value,
    rivers: RiverLine.read(bytes("rivers.geojson")).value, drains: DrainLine.read(bytes("drains.csv")).value,
    people: Dictionary(facts.map { ($0.code, $0.population) }, uniquingKeysWith: { a, _ in a }))

  static let recipe = TerrainRecipe.read(bytes("terrain.csv")).value
  static let terrain = recipe.flatMap { SyntheticTerrain.make($0, city: city) }

  static func name(_ code: String) -> String { facts.first { $0.code == code }?.name ?? code }
}

import Basics
import Geography
import Testing

@testable import Intake

@Suite struct GeoJSONReaderTests {
  private static let plane = Coordinate(latitude: 1.68, longitude: 101.44).map { LocalProjection(origin: $0) }

  private func outlines(_ geometry: String, code: String = "a") throws -> Reading<Outlines> {
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"\(code)"},"geometry":\(geometry)}]}
      """
    return GeoJSONReader.outlines(Array(text.utf8), file: "o.geojson", projection: try #require(Self.plane))
  }

  @Test func ringsOfEitherDirectionAreTheSameArea() throws {
    let one = try outlines(#"{"type":"Polygon","coordinates":[[[101,1],[102,1],[102,2],[101,2],[101,1]]]}"#)
    let other = try outlines(#"{"type":"Polygon","coordinates":[[[101,1],[101,2],[102,2],[102,1],[101,1]]]}"#)
    #expect(one.problems.isEmpty && other.problems.isEmpty)
    #expect(one.value["a"]?.area == other.value["a"]?.area)
  }

  @Test func holesAndIslandsAreRead() throws {
    let land = "[[101,1],[102,1],[102,2],[101,2],[101,1]]"
    let hole = "[[101.4,1.4],[101.6,1.4],[101.6,1.6],[101.4,1.4]]"
    let island = "[[103,1],[104,1],[104,2],[103,1]]"
    let reading = try outlines(#"{"type":"MultiPolygon","coordinates":[[\#(land),\#(hole)],[\#(island)]]}"#)
    let shape = try #require(reading.value["a"])
    #expect(shape.polygons.count == 2)
    #expect(shape.polygons.first?.holes.count == 1)
  }

  @Test(arguments: [
    (#"{"type":"Polygon","coordinates":[[[101,1],[102,1]]]}"#, "geojson.positions", ""),
    (#"{"type":"Polygon","coordinates":[[[101,1],[102,1],[101,1]]]}"#, "geojson.ring", ""),
    (#"{"type":"Polygon","coordinates":[[[1,101],[1,102],[2,102],[1,101]]]}"#, "geojson.position", "swapped"),
    (#"{"type":"Polygon","coordinates":[[["x",1],[102,1],[102,2],[101,1]]]}"#, "geojson.position", ""),
    (#"{"type":"Polygon","coordinates":[]}"#, "geojson.ring", ""),
    (#"{"type":"Polygon"}"#, "geojson.ring", ""),
    (#"{"type":"LineString","coordinates":[[101,1],[102,1]]}"#, "geojson.geometry", "expected Polygon"),
    ("null", "geojson.geometry", "has no type"),
    (#"{"type":"Polygon","coordinates":[[[101,1],[102,2],[102,1],[101,2],[101,1]]]}"#, "geography.ring.crossing", ""),
  ])
  func brokenGeometryIsNamed(geometry: String, code: String, words: String) throws {
    let reading = try outlines(geometry)
    let found = reading.problems.first { $0.code == code }
    #expect(found.map { words.isEmpty || $0.text.contains(words) } == true, Comment(rawValue: reading.problems.report()))
    #expect(found?.place?.file == "o.geojson")
  }

  @Test func deepOrHugeDocumentsAreRefused() throws {
    let plane = try #require(Self.plane)
    let deep = Array(String(repeating: "[", count: 1_000_000).utf8)
    #expect(GeoJSONReader.outlines(deep, file: "o", projection: plane).problems.first?.code == "geojson.syntax")
    let huge = [UInt8](repeating: 32, count: CityLimits.geoJSONBytes + 1)
    #expect(GeoJSONReader.land(huge, file: "o").problems.first?.text.contains("limit") == true)
    #expect(GeoJSONReader.land([], file: "o").problems.hasErrors)
  }

  @Test func roadsOfAUserAreNotTakenForSynthetic() throws {
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"class":"local","bridge":true,"name":"Jl. A"},
      "geometry":{"type":"LineString","coordinates":[[101.44,1.68],[101.45,1.68]]}}]}
      """
    let reading = GeoJSONReader.roads(Array(text.utf8), file: "r", projection: try #require(Self.plane), outlines: nil)
    #expect(reading.problems.isEmpty)
    #expect(reading.value.origin == .user)
    #expect(reading.value.edges.count == 2 && reading.value.edges.allSatisfy(\.isBridge))
  }
}

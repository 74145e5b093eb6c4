import Basics

extension Shoreline {
  /// Land from a shoreline database: closed lines are islands, the longest open line is closed over `closing` (corners inland
  /// that stand for no shore). Lines are simplified by `tolerance` metres and islands below `leastKilometres2` are dropped.
  /// - Complexity: O(n log n) as a rule.
  public static func simplified(
    coastline bytes: [UInt8], closing: [Coordinate], mainland: String, largestIsland: String, tolerance: Double,
    leastKilometres2: Double,
    projection: LocalProjection, file: String = "coastline.geojson"
  ) -> Basics.Reading<Shoreline> {
    let document: JSONValue
    do {
      document = try JSONReader.read(bytes, limit: 64 << 20)
    } catch {
      return Reading(
        Shoreline(lands: []), problems: [Problem("city.shoreline.json", error.message, at: .init(file: file, line: error.line))])
    }
    let lines = (document["features"]?.array ?? []).compactMap { feature -> [Coordinate]? in
      guard feature["geometry"]?["type"]?.string == "LineString" else { return nil }
      return feature["geometry"]?["coordinates"]?.array?.compactMap(coordinate)
    }
    let open = lines.filter { $0.first != $0.last }.max { $0.count < $1.count }
    var lands: [Land] = []
    if let open {
      let kept = Simplification.keptIndices(open.map(projection.point), tolerance: tolerance)
      lands.append(Land(name: mainland, ring: kept.map { open[$0] } + closing))
    }
    for line in lines where line.count > 3 && line.first == line.last {
      let ring = Array(line.dropLast())
      let points = ring.map(projection.point)
      guard abs(Ring.doubleArea(points)) / 2e6 >= leastKilometres2 else { continue }
      let simple = Simplification.ring(points, tolerance: tolerance)
      lands.append(Land(name: "", ring: simple.map(projection.coordinate)))
    }
    let sizes = lands.map { abs(Ring.doubleArea($0.ring.map(projection.point))) }
    let islands = lands.indices.dropFirst(open == nil ? 0 : 1)
    if let largest = islands.max(by: { sizes[$0] < sizes[$1] }) { lands[largest].name = largestIsland }
    return Reading(Shoreline(lands: lands))
  }

  /// As GeoJSON polygons.
  public func file(source: String) -> [UInt8] {
    var writer = GeoJSONWriter(head: [("siaga", .members([("source", .string(source))]))])
    for land in lands {
      writer.add(
        .polygons([[land.ring]]), properties: [("kind", "land"), ("name", land.name.isEmpty ? nil : .string(land.name))])
    }
    return writer.finish()
  }
}

import Basics
import Geography

/// Reads GeoJSON (RFC 7946): outlines, land and roads. Rings of either direction are taken; longitude comes first.
public enum GeoJSONReader {
  /// Areas by the property `code` (or `kode`). Optional: `name`, `approximate`, `insideE7` ([longitude, latitude] x 1e7, a point
  /// inside), `note`. Features that are no area are left out, each with a problem.
  /// - Complexity: O(corners log corners)
  public static func outlines(_ bytes: [UInt8], file: String, projection: LocalProjection) -> Reading<Outlines> {
    var reader = GeoJSONFeatures(bytes, file: file)
    var areas: [Outlines.Area] = []
    for feature in reader.features {
      guard let code = reader.word(feature, ["code", "kode"]), let rings = reader.polygons(feature) else { continue }
      let shape = MultiPolygon(
        rings.map { polygon in
          let local = polygon.map { $0.map(projection.point) }
          return Polygon(outer: local[0], holes: Array(local.dropFirst()))
        })
      areas.append(
        Outlines.Area(
          code: code, name: feature.properties["name"]?.string ?? code, shape: shape,
          inside: inside(feature.properties).map(projection.point),
          isApproximate: feature.properties["approximate"]?.bool ?? reader.siaga?["approximate"]?.bool ?? false,
          note: feature.properties["note"]?.string))
    }
    if areas.count > GeographyLimits.areas { areas.removeLast(areas.count - GeographyLimits.areas) }
    let outlines = Outlines(areas: areas, projection: projection)
    // Published outlines often cross themselves in a corner: that is worth a warning and no reason to refuse the city.
    let faults = outlines.checkInvariants().map { fault in
      let isMild = fault.code == "geography.ring.crossing" || fault.severity == .warning
      return Problem(
        fault.code, fault.message, severity: isMild ? .warning : .error, at: .init(file: file), advice: fault.advice)
    }
    if areas.isEmpty, !reader.problems.hasErrors { reader.fault("geojson.empty", "no feature with a code and a polygon", nil) }
    return Reading(outlines, problems: reader.problems + faults)
  }

  /// Outer rings of all polygons, as they are drawn.
  public static func land(_ bytes: [UInt8], file: String) -> Reading<[[Coordinate]]> {
    var reader = GeoJSONFeatures(bytes, file: file)
    var rings: [[Coordinate]] = []
    for feature in reader.features {
      if let polygons = reader.polygons(feature) { rings += polygons.map { $0[0] } }
    }
    return Reading(rings, problems: reader.problems)
  }

  /// Lines with `class` (primary, secondary, local, ferry); optional `kmh`, `bridge`, `name`, `kelurahan`. A file whose member
  /// `siaga` says `"synthetic": true` makes a synthetic graph.
  public static func roads(
    _ bytes: [UInt8], file: String, projection: LocalProjection, outlines: Outlines?
  ) -> Reading<RoadGraph> {
    var reader = GeoJSONFeatures(bytes, file: file)
    var lines: [RoadLine] = []
    for feature in reader.features {
      guard let parts = reader.lines(feature), let roadClass = reader.roadClass(feature) else { continue }
      let kmh = feature.properties["kmh"]?.double
      if let kmh, !(1...200).contains(kmh) {
        reader.fault("geojson.kmh", "\(kmh) km/h; expected 1...200", feature, field: "properties.kmh")
        continue
      }
      for points in parts {
        lines.append(
          RoadLine(
            points: points, roadClass: roadClass, kmh: kmh.map { Int32($0.rounded()) },
            isBridge: feature.properties["bridge"]?.bool ?? false, name: feature.properties["name"]?.string ?? "",
            areaCode: feature.properties["kelurahan"]?.string))
      }
    }
    var origin = RoadGraph.Origin.user
    if reader.siaga?["synthetic"]?.bool == true {
      origin = .synthetic(seed: reader.siaga?["seed"]?.string.flatMap { UInt64($0) } ?? 0)
    }
    let graph = RoadGraph.build(lines: lines, origin: origin, projection: projection, outlines: outlines, file: file)
    return Reading(graph.value, problems: reader.problems + graph.problems)
  }

  private static func inside(_ properties: JSONValue) -> Coordinate? {
    guard let pair = properties["insideE7"]?.array, pair.count == 2, let longitude = pair[0].double,
      let latitude = pair[1].double
    else { return nil }
    return Coordinate(latitude: latitude / 1e7, longitude: longitude / 1e7)
  }
}

/// The features of one file, with the problems found on the way.
struct GeoJSONFeatures {
  struct Feature {
    /// From 1.
    var number: Int
    var properties: JSONValue
    var geometry: JSONValue
  }

  let file: String
  private(set) var features: [Feature] = []
  /// What the generator says of the file.
  private(set) var siaga: JSONValue?
  private(set) var problems: [Problem] = []

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    let document: JSONValue
    do {
      document = try JSONReader.read(bytes, limit: CityLimits.geoJSONBytes)
    } catch {
      let place = Problem.Place(file: file, line: error.line)
      problems.append(
        Problem(
          "geojson.syntax", "no JSON: \(error.message) (column \(error.column))", at: place, advice: "save it as GeoJSON again."))
      return
    }
    siaga = document["siaga"]
    guard document["type"]?.string == "FeatureCollection", let items = document["features"]?.array else {
      fault("geojson.type", "the document is no FeatureCollection with a list \"features\"", nil)
      return
    }
    if items.count > CityLimits.features { fault("geojson.many", "\(items.count) features; at most \(CityLimits.features)", nil) }
    for (i, item) in items.prefix(CityLimits.features).enumerated() {
      guard item["type"]?.string == "Feature", let geometry = item["geometry"] else {
        fault("geojson.feature", "features[\(i + 1)] is no Feature with a geometry", nil)
        continue
      }
      features.append(Feature(number: i + 1, properties: item["properties"] ?? .null, geometry: geometry))
    }
  }

  mutating func fault(
    _ code: String, _ message: String, _ feature: Feature?, field: String? = nil, advice: String? = nil,
    severity: Problem.Severity = .error
  ) {
    if problems.count == CityLimits.problems {
      problems.append(
        Problem(
          "geojson.problems.many", "more than \(CityLimits.problems) problems; the rest is not listed", at: .init(file: file)))
    }
    guard problems.count < CityLimits.problems else { return }
    var path = feature.map { "features[\($0.number)]" }
    if let field { path = path.map { "\($0).\(field)" } ?? field }
    problems.append(Problem(code, message, severity: severity, at: .init(file: file, field: path), advice: advice))
  }

  /// The first of these properties as a text.
  mutating func word(_ feature: Feature, _ names: [String]) -> String? {
    for name in names {
      if let text = feature.properties[name]?.string, !text.isEmpty, text.utf8.count <= 64 { return text }
    }
    fault("geojson.property", "the property \(names[0]) is missing or no text", feature, field: "properties.\(names[0])")
    return nil
  }

  mutating func roadClass(_ feature: Feature) -> RoadClass? {
    let names = RoadClass.allCases.map(\.rawValue)
    let text = feature.properties["class"]?.string ?? ""
    if let value = RoadClass(rawValue: text) { return value }
    fault(
      "geojson.class", "the class \(quoted(text)); expected one of \(names.joined(separator: ", "))", feature,
      field: "properties.class", advice: suggestion(for: text, among: names).map { "\"\($0)\" was meant." })
    return nil
  }

  /// Polygons of a Polygon or MultiPolygon, each as its rings; nil with a problem for anything else.
  mutating func polygons(_ feature: Feature) -> [[[Coordinate]]]? {
    let coordinates = feature.geometry["coordinates"]?.array ?? []
    let polygons: [JSONValue]
    switch feature.geometry["type"]?.string {
    case "Polygon": polygons = [.array(coordinates)]
    case "MultiPolygon": polygons = coordinates
    default:
      fault(
        "geojson.geometry", "the geometry \(kind(feature)); expected Polygon or MultiPolygon", feature, field: "geometry.type")
      return nil
    }
    var out: [[[Coordinate]]] = []
    for polygon in polygons {
      var rings: [[Coordinate]] = []
      for ring in polygon.array ?? [] {
        guard var points = positions(ring, feature, least: 3) else { return nil }
        if points.first == points.last { points.removeLast() }
        guard points.count >= 3 else {
          fault("geojson.ring", "a ring of \(points.count) corners; at least 3 expected", feature, field: "geometry.coordinates")
          return nil
        }
        rings.append(points)
      }
      if !rings.isEmpty { out.append(rings) }
    }
    if out.isEmpty { fault("geojson.ring", "a polygon without a ring", feature, field: "geometry.coordinates") }
    return out.isEmpty ? nil : out
  }

  mutating func lines(_ feature: Feature) -> [[Coordinate]]? {
    let coordinates = feature.geometry["coordinates"] ?? .null
    let parts: [JSONValue]
    switch feature.geometry["type"]?.string {
    case "LineString": parts = [coordinates]
    case "MultiLineString": parts = coordinates.array ?? []
    default:
      fault(
        "geojson.geometry", "the geometry \(kind(feature)); expected LineString or MultiLineString", feature,
        field: "geometry.type")
      return nil
    }
    var out: [[Coordinate]] = []
    for part in parts {
      guard let points = positions(part, feature, least: 2) else { return nil }
      out.append(points)
    }
    return out
  }

  private func kind(_ feature: Feature) -> String { feature.geometry["type"]?.string.map(quoted) ?? "has no type" }

  private mutating func positions(_ value: JSONValue, _ feature: Feature, least: Int) -> [Coordinate]? {
    guard let items = value.array, items.count >= least, items.count <= GeographyLimits.ringPoints else {
      fault(
        "geojson.positions", "\(value.array?.count ?? 0) positions; expected \(least)...\(GeographyLimits.ringPoints)", feature,
        field: "geometry.coordinates")
      return nil
    }
    var out: [Coordinate] = []
    out.reserveCapacity(items.count)
    for item in items {
      guard let longitude = item[0]?.double, let latitude = item[1]?.double else {
        fault("geojson.position", "a position that is not [longitude, latitude]", feature, field: "geometry.coordinates")
        return nil
      }
      guard let coordinate = Coordinate(latitude: latitude, longitude: longitude) else {
        let isSwapped = Coordinate(latitude: longitude, longitude: latitude) != nil
        fault(
          "geojson.position", "the position [\(longitude), \(latitude)] is not on the globe; expected [longitude, latitude]",
          feature,
          field: "geometry.coordinates", advice: isSwapped ? "latitude and longitude are swapped." : nil)
        return nil
      }
      out.append(coordinate)
    }
    return out
  }
}

import Basics

/// Writes GeoJSON (RFC 7946) with one spelling: members as given, coordinates rounded to 5 decimals (about 1 m), one feature a
/// line. The same values give the same bytes on each machine.
public struct GeoJSONWriter {
  public enum Geometry: Sendable {
    case point(Coordinate)
    case line([Coordinate])
    case polygons([[[Coordinate]]])
  }

  private var out: [UInt8] = []
  private var count = 0

  /// `head` members stand before the features (a note on the source, for example). Doubles in members are refused as null.
  public init(head: [(String, JSONValue)] = []) {
    append("{\"type\":\"FeatureCollection\",")
    for (key, value) in head {
      append(value: .string(key))
      append(":")
      append(value: value)
      append(",\n")
    }
    append("\"features\":[\n")
  }

  public mutating func add(_ geometry: Geometry, properties: [(String, JSONValue?)]) {
    if count > 0 { append(",\n") }
    count += 1
    append("{\"type\":\"Feature\",\"properties\":{")
    for (i, (key, value)) in properties.compactMap({ key, value in value.map { (key, $0) } }).enumerated() {
      if i > 0 { append(",") }
      append(value: .string(key))
      append(":")
      append(value: value)
    }
    append("},\"geometry\":{\"type\":")
    switch geometry {
    case .point(let point):
      append("\"Point\",\"coordinates\":")
      append(point)
    case .line(let points):
      append("\"LineString\",\"coordinates\":")
      append(points)
    case .polygons(let polygons):
      append(polygons.count == 1 ? "\"Polygon\",\"coordinates\":" : "\"MultiPolygon\",\"coordinates\":[")
      for (i, polygon) in polygons.enumerated() {
        if i > 0 { append(",") }
        append("[")
        for (k, ring) in polygon.enumerated() {
          if k > 0 { append(",") }
          append(ring + ring.prefix(1))
        }
        append("]")
      }
      if polygons.count != 1 { append("]") }
    }
    append("}}")
  }

  public consuming func finish() -> [UInt8] {
    append("\n]}\n")
    return out
  }

  private mutating func append(_ text: String) { out.append(contentsOf: text.utf8) }

  private mutating func append(value: JSONValue) {
    do {
      try CanonicalJSON.append(value, to: &out)
    } catch {
      append("null")
    }
  }

  private mutating func append(_ points: [Coordinate]) {
    append("[")
    for (i, point) in points.enumerated() {
      if i > 0 { append(",") }
      append(point)
    }
    append("]")
  }

  private mutating func append(_ point: Coordinate) {
    append("[")
    append(degreesE7: point.longitudeE7)
    append(",")
    append(degreesE7: point.latitudeE7)
    append("]")
  }

  private mutating func append(degreesE7 value: Int32) {
    let rounded = Self.e5(value)
    let magnitude = rounded.magnitude
    if rounded < 0 { append("-") }
    append(String(magnitude / 100_000))
    var fraction = magnitude % 100_000
    if fraction == 0 { return }
    var digits = 5
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    let text = String(fraction)
    append("." + String(repeating: "0", count: digits - text.count) + text)
  }

  /// Whole 1e-5 degrees, halves away from zero.
  static func e5(_ value: Int32) -> Int64 {
    let wide = Int64(value)
    return wide >= 0 ? (wide + 50) / 100 : (wide - 50) / 100
  }

  /// The coordinate as it stands in a file.
  public static func rounded(_ coordinate: Coordinate) -> Coordinate {
    Coordinate(
      latitudeE7: Int32(truncatingIfNeeded: e5(coordinate.latitudeE7) * 100),
      longitudeE7: Int32(truncatingIfNeeded: e5(coordinate.longitudeE7) * 100))
  }
}

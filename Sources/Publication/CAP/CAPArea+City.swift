import Basics
import Geography
import Incident

extension CAPArea {
  /// How areas of a city are drawn.
  public enum Drawing {
    /// Name under which a kelurahan's code of the home ministry stands; a choice of ours, no national name was found.
    public static let codeName = "KEMENDAGRI"
    /// Corners of one polygon, the closing one included. Feeds and phones take more; nobody sees more.
    public static let corners = 100
    /// Metres by which a line may be off from the start; doubled until the corners suffice.
    static let tolerance = 5.0
  }

  /// A kelurahan by its outline and code. Holes are filled: who lives in one is warned too.
  public static func kelurahan(_ area: Kelurahan, outlines: Outlines, corners: Int = Drawing.corners) -> CAPArea {
    var drawn = CAPArea("Kelurahan \(area.name), Kecamatan \(area.kecamatan)")
    drawn.geocodes = [CAPNamedValue(Drawing.codeName, area.id.rawValue)]
    for polygon in outlines[area.id.rawValue]?.polygons ?? [] {
      if let ring = ring(polygon.outer, projection: outlines.projection, corners: corners) { drawn.polygons.append(ring) }
    }
    return drawn
  }

  /// A closed ring, counter-clockwise, of at most `corners` pairs of latitude and longitude, whose sides do not cross: fewer
  /// corners by Douglas and Peucker with a tolerance that doubles, and the box around it where no such line is found.
  /// Nil for a ring without area.
  public static func ring(_ points: [LocalPoint], projection: LocalProjection, corners: Int) -> [Coordinate]? {
    let open = Ring.open(points)
    let turned = Ring.doubleArea(open) < 0 ? open.reversed() : open
    var tolerance = Drawing.tolerance
    for step in 0..<24 {
      let line = step == 0 ? turned : Simplification.ring(turned, tolerance: tolerance)
      if step > 0 { tolerance *= 2 }
      if let ring = closed(line, projection), ring.count <= max(5, corners) { return ring }
    }
    let box = Bounds(turned)
    let around = [
      LocalPoint(x: box.west, y: box.south), LocalPoint(x: box.east, y: box.south), LocalPoint(x: box.east, y: box.north),
      LocalPoint(x: box.west, y: box.north),
    ]
    return box.isEmpty ? nil : closed(around, projection)
  }

  /// On whole 1e-5 degrees (about a metre) and closed; nil where the rounded sides cross or enclose nothing.
  private static func closed(_ line: [LocalPoint], _ projection: LocalProjection) -> [Coordinate]? {
    var ring: [Coordinate] = []
    for point in line {
      let corner = GeoJSONWriter.rounded(projection.coordinate(point))
      if ring.last != corner { ring.append(corner) }
    }
    while ring.count > 1, ring.first == ring.last { ring.removeLast() }
    guard ring.count >= 3, let first = ring.first else { return nil }
    ring.append(first)
    return CAPLexis.crossing(ring) == nil ? ring : nil
  }
}

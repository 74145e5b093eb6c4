import Basics

extension SyntheticCity {
  /// A river as drawn: from its upper end to the shore, local metres.
  public struct RiverCourse: Hashable, Sendable {
    public var name: String
    public var points: [LocalPoint]
  }

  /// Courses through the guide's waypoints with seeded bends, ended at the nearest shore. Waypoints of unknown kelurahan are
  /// skipped; a river with none is left out.
  static func rivers(
    guide: CityGuide, outlines: Outlines, shore: MultiPolygon, seed: UInt64
  ) -> [RiverCourse] {
    guide.rivers.compactMap { river in
      var points = river.waypoints.compactMap { waypoint -> LocalPoint? in
        guard let i = outlines.index(of: waypoint.code) else { return nil }
        let inside = outlines.areas[i].inside
        return LocalPoint(x: inside.x + waypoint.east, y: inside.y + waypoint.north)
      }
      guard let last = points.last else { return nil }
      if let mouth = nearestBorderPoint(of: shore, to: last), mouth.distance(to: last) < 30_000 { points.append(mouth) }
      guard points.count >= 2 else { return nil }
      var stream = RandomStream(seed: seed, name: "geography.rivers.\(river.name)")
      let course = bent(points, bend: 0.14, step: 160, stream: &stream)
      return RiverCourse(name: river.name, points: course.map { onFileGrid($0, outlines.projection) })
    }
  }

  /// A line through `points` whose stretches are halved down to `step` metres, each middle moved sideways by a share of the
  /// stretch that is normal with deviation `bend` (cut off at two deviations).
  static func bent(_ points: [LocalPoint], bend: Double, step: Double, stream: inout RandomStream) -> [LocalPoint] {
    var line = points
    for _ in 0..<16 {
      var finer: [LocalPoint] = []
      var isDone = true
      for (a, b) in zip(line, line.dropFirst()) {
        finer.append(a)
        guard a.distance(to: b) > step else { continue }
        isDone = false
        let side = bend * min(2, max(-2, stream.normal()))
        finer.append(LocalPoint(x: (a.x + b.x) / 2 - side * (b.y - a.y), y: (a.y + b.y) / 2 + side * (b.x - a.x)))
      }
      if let last = line.last { finer.append(last) }
      line = finer
      if isDone { break }
    }
    return line
  }

  static func nearestBorderPoint(of shape: MultiPolygon, to point: LocalPoint) -> LocalPoint? {
    var best: LocalPoint?
    for polygon in shape.polygons {
      guard var a = polygon.outer.last else { continue }
      for b in polygon.outer {
        let dx = b.x - a.x
        let dy = b.y - a.y
        let length2 = dx * dx + dy * dy
        let t = length2 > 0 ? min(1, max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length2)) : 0
        let near = LocalPoint(x: a.x + t * dx, y: a.y + t * dy)
        if best.map({ near.distance(to: point) < $0.distance(to: point) }) ?? true { best = near }
        a = b
      }
    }
    return best
  }

  static func riversFile(_ rivers: [RiverCourse], projection: LocalProjection, seed: UInt64) -> [UInt8] {
    var writer = GeoJSONWriter(head: [("siaga", head(seed: seed, note: "Rivers: real names, invented courses"))])
    for river in rivers {
      writer.add(
        .line(river.points.map(projection.coordinate)),
        properties: [("kind", "river"), ("name", .string(river.name)), ("synthetic", true)])
    }
    return writer.finish()
  }

  static func head(seed: UInt64, note: String) -> JSONValue {
    .members([
      ("synthetic", true), ("seed", .string(String(seed))),
      ("note", .string("\(note). Made by a program from a seed; not a map")),
    ])
  }
}

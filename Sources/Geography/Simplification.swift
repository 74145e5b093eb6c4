import Basics

/// Fewer corners for the same line (Ramer 1972, Douglas & Peucker 1973).
public enum Simplification {
  /// A line whose dropped points all lie within `tolerance` metres of it; ends stay. O(n²) at worst, O(n log n) as a rule.
  public static func line(_ points: [LocalPoint], tolerance: Double) -> [LocalPoint] {
    keptIndices(points, tolerance: tolerance).map { points[$0] }
  }

  /// The indices that `line` keeps, ascending.
  public static func keptIndices(_ points: [LocalPoint], tolerance: Double) -> [Int] {
    guard points.count > 2 else { return Array(points.indices) }
    var kept = [Bool](repeating: false, count: points.count)
    kept[0] = true
    kept[points.count - 1] = true
    var open = [(0, points.count - 1)]
    while let (from, to) = open.popLast() {
      guard to - from > 1 else { continue }
      var (worst, at) = (tolerance, -1)
      for i in (from + 1)..<to {
        let away = distance(points[i], points[from], points[to])
        if away > worst { (worst, at) = (away, i) }
      }
      guard at >= 0 else { continue }
      kept[at] = true
      open.append((from, at))
      open.append((at, to))
    }
    return points.indices.filter { kept[$0] }
  }

  /// A ring (first corner not repeated) simplified between its first corner and the one farthest from it. Rings that would
  /// fall below three corners come back as they were.
  public static func ring(_ ring: [LocalPoint], tolerance: Double) -> [LocalPoint] {
    guard ring.count > 3, let first = ring.first else { return ring }
    var (far, distance) = (0, -1.0)
    for (i, corner) in ring.enumerated() {
      let away = first.distance(to: corner)
      if away > distance { (far, distance) = (i, away) }
    }
    let there = line(Array(ring[0...far]), tolerance: tolerance)
    let back = line(Array(ring[far...]) + [first], tolerance: tolerance)
    let out = Array(there.dropLast() + back.dropLast())
    return out.count < 3 ? ring : out
  }

  /// Distance in metres of a point from the segment a-b.
  public static func distance(_ point: LocalPoint, _ a: LocalPoint, _ b: LocalPoint) -> Double {
    let dx = b.x - a.x
    let dy = b.y - a.y
    let length2 = dx * dx + dy * dy
    guard length2 > 0 else { return point.distance(to: a) }
    let t = min(1, max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length2))
    return point.distance(to: LocalPoint(x: a.x + t * dx, y: a.y + t * dy))
  }
}

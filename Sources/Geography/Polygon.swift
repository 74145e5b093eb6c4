import Basics

/// A closed ring as its corners, the first not repeated at the end.
public enum Ring {
  /// Twice the signed area in square metres: positive for counter-clockwise corners. O(n)
  public static func doubleArea(_ ring: [LocalPoint]) -> Double {
    guard ring.count >= 3, let base = ring.first else { return 0 }
    // Relative to the first corner: far from the origin the products would cancel badly.
    var sum = 0.0
    for i in 1..<(ring.count - 1) {
      let a = ring[i]
      let b = ring[i + 1]
      sum += (a.x - base.x) * (b.y - base.y) - (b.x - base.x) * (a.y - base.y)
    }
    return sum
  }

  public static func isCounterClockwise(_ ring: [LocalPoint]) -> Bool { doubleArea(ring) > 0 }

  /// Without repeated neighbours and without the closing corner.
  public static func open(_ ring: [LocalPoint]) -> [LocalPoint] {
    var out: [LocalPoint] = []
    out.reserveCapacity(ring.count)
    for point in ring where out.last != point { out.append(point) }
    while out.count > 1, out.first == out.last { out.removeLast() }
    return out
  }

  /// Crossing number with half-open edges: of polygons that share their borders, exactly one contains a border point
  /// (apart from rounding). O(n)
  public static func contains(_ ring: [LocalPoint], _ point: LocalPoint) -> Bool {
    guard var before = ring.last else { return false }
    var inside = false
    for corner in ring {
      if (corner.y > point.y) != (before.y > point.y) {
        // Always from the lower end, so that the neighbour on the other side computes the same crossing.
        let low = corner.y < before.y ? corner : before
        let high = corner.y < before.y ? before : corner
        let x = low.x + (point.y - low.y) / (high.y - low.y) * (high.x - low.x)
        if point.x < x { inside.toggle() }
      }
      before = corner
    }
    return inside
  }

  /// The first pair of sides that cross or overlap (sides that only share their common corner are fine); nil for a simple
  /// ring. Side `i` runs from corner `i` to the next. O(n²) at worst, near O(n log n) on ordinary outlines.
  public static func selfIntersection(_ ring: [LocalPoint]) -> (Int, Int)? {
    let n = ring.count
    guard n > 3 else { return nil }
    // A sweep over the west ends: only sides whose x ranges overlap are compared.
    let west = (0..<n).map { min(ring[$0].x, ring[($0 + 1) % n].x) }
    let order = (0..<n).sorted { west[$0] != west[$1] ? west[$0] < west[$1] : $0 < $1 }
    var active: [Int] = []
    for side in order {
      active.removeAll { max(ring[$0].x, ring[($0 + 1) % n].x) < west[side] }
      for other in active where sidesTouch(ring, side, other) { return (min(side, other), max(side, other)) }
      active.append(side)
    }
    return nil
  }

  private static func sidesTouch(_ ring: [LocalPoint], _ i: Int, _ j: Int) -> Bool {
    let n = ring.count
    let a = ring[i]
    let b = ring[(i + 1) % n]
    let c = ring[j]
    let d = ring[(j + 1) % n]
    if (i + 1) % n == j || (j + 1) % n == i {
      // Neighbours: only a side that runs back over the other is a fault.
      let shared = (i + 1) % n == j ? b : a
      let first = (i + 1) % n == j ? a : b
      let second = (i + 1) % n == j ? d : c
      let cross = (first.x - shared.x) * (second.y - shared.y) - (second.x - shared.x) * (first.y - shared.y)
      let along = (first.x - shared.x) * (second.x - shared.x) + (first.y - shared.y) * (second.y - shared.y)
      return cross == 0 && along > 0
    }
    return segmentsTouch(a, b, c, d)
  }

  /// Whether the segments a-b and c-d have a point in common.
  public static func segmentsTouch(_ a: LocalPoint, _ b: LocalPoint, _ c: LocalPoint, _ d: LocalPoint) -> Bool {
    func side(_ p: LocalPoint, _ q: LocalPoint, _ r: LocalPoint) -> Double {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    }
    func within(_ p: LocalPoint, _ q: LocalPoint, _ r: LocalPoint) -> Bool {
      min(p.x, q.x) <= r.x && r.x <= max(p.x, q.x) && min(p.y, q.y) <= r.y && r.y <= max(p.y, q.y)
    }
    let s1 = side(a, b, c)
    let s2 = side(a, b, d)
    let s3 = side(c, d, a)
    let s4 = side(c, d, b)
    if ((s1 > 0 && s2 < 0) || (s1 < 0 && s2 > 0)) && ((s3 > 0 && s4 < 0) || (s3 < 0 && s4 > 0)) { return true }
    return (s1 == 0 && within(a, b, c)) || (s2 == 0 && within(a, b, d)) || (s3 == 0 && within(c, d, a))
      || (s4 == 0 && within(c, d, b))
  }
}

/// An outer ring with holes, in local metres. Rings are kept open, the outer one counter-clockwise and the holes clockwise.
public struct Polygon: Hashable, Sendable {
  public let outer: [LocalPoint]
  public let holes: [[LocalPoint]]
  public let bounds: Bounds

  /// Takes rings of either orientation, closed or not; holes with fewer than three corners are dropped.
  public init(outer: [LocalPoint], holes: [[LocalPoint]] = []) {
    let ring = Ring.open(outer)
    self.outer = Ring.doubleArea(ring) < 0 ? ring.reversed() : ring
    self.holes = holes.map(Ring.open).filter { $0.count >= 3 }.map { Ring.doubleArea($0) > 0 ? $0.reversed() : $0 }
    bounds = Bounds(self.outer)
  }

  /// Square metres, holes taken off.
  public var area: Double { holes.reduce(Ring.doubleArea(outer)) { $0 + Ring.doubleArea($1) } / 2 }

  /// Centre of gravity; the middle of the bounds for a polygon without area; nil for one without corners. It may lie outside.
  public var centroid: LocalPoint? { MultiPolygon([self]).centroid }

  public func contains(_ point: LocalPoint) -> Bool {
    bounds.contains(point) && Ring.contains(outer, point) && !holes.contains { Ring.contains($0, point) }
  }

  /// Why this is no proper polygon; empty where all is well. Crossings between different rings are not looked for.
  public func checkInvariants() -> [Problem] {
    var problems: [Problem] = []
    for (i, ring) in ([outer] + holes).enumerated() {
      let name = i == 0 ? "outer ring" : "hole \(i)"
      if ring.count < 3 {
        problems.append(Problem("geography.ring.short", "\(name): \(ring.count) corners; at least 3 expected"))
      }
      if ring.count > GeographyLimits.ringPoints {
        problems.append(Problem("geography.ring.long", "\(name): \(ring.count) corners, more than \(GeographyLimits.ringPoints)"))
        continue
      }
      if ring.contains(where: { !$0.x.isFinite || !$0.y.isFinite }) {
        problems.append(Problem("geography.ring.number", "\(name): a corner that is no number"))
      } else if let (a, b) = Ring.selfIntersection(ring) {
        problems.append(
          Problem(
            "geography.ring.crossing", "\(name): side \(a) crosses side \(b)", advice: "redraw the outline without the loop"))
      }
    }
    return problems
  }
}

/// Several polygons that belong to one area (islands, exclaves).
public struct MultiPolygon: Hashable, Sendable {
  public let polygons: [Polygon]
  public let bounds: Bounds

  public init(_ polygons: [Polygon]) {
    self.polygons = polygons
    bounds = polygons.reduce(Bounds.empty) { $0.union($1.bounds) }
  }

  public var area: Double { polygons.reduce(0) { $0 + $1.area } }

  public func contains(_ point: LocalPoint) -> Bool { polygons.contains { $0.contains(point) } }

  /// Centre of gravity over all parts; nil where there are none.
  public var centroid: LocalPoint? {
    guard !bounds.isEmpty else { return nil }
    let base = bounds.centre
    var (sx, sy, weight) = (0.0, 0.0, 0.0)
    for ring in polygons.flatMap({ [$0.outer] + $0.holes }) {
      guard var a = ring.last else { continue }
      for b in ring {
        let cross = (a.x - base.x) * (b.y - base.y) - (b.x - base.x) * (a.y - base.y)
        sx += (a.x + b.x - 2 * base.x) * cross
        sy += (a.y + b.y - 2 * base.y) * cross
        weight += cross
        a = b
      }
    }
    guard weight != 0 else { return base }
    return LocalPoint(x: base.x + sx / (3 * weight), y: base.y + sy / (3 * weight))
  }
}

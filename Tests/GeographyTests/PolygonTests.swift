import Basics
import Foundation
import Geography
import Testing

/// A star-shaped ring with random radii: simple by construction, far from convex.
func star(_ stream: inout RandomStream, corners: Int, at centre: LocalPoint = LocalPoint(x: 0, y: 0)) -> [LocalPoint] {
  (0..<corners).map { i in
    let angle = 2 * Double.pi * Double(i) / Double(corners)
    let radius = 100 + 900 * stream.unit()
    return LocalPoint(x: centre.x + radius * cos(angle), y: centre.y + radius * sin(angle))
  }
}

/// Winding number by summed angles: an oracle for the crossing number.
private func winding(_ ring: [LocalPoint], _ p: LocalPoint) -> Int {
  var sum = 0.0
  for (i, a) in ring.enumerated() {
    let b = ring[(i + 1) % ring.count]
    sum += atan2((a.x - p.x) * (b.y - p.y) - (a.y - p.y) * (b.x - p.x), (a.x - p.x) * (b.x - p.x) + (a.y - p.y) * (b.y - p.y))
  }
  return Int((sum / (2 * .pi)).rounded())
}

@Suite struct PolygonTests {
  @Test func insideMeansTheSameAsTheWindingNumber() {
    var stream = RandomStream(seed: 21, name: "polygons")
    for _ in 0..<60 {
      let corners = stream.int(in: 3...40)
      let ring = star(&stream, corners: corners)
      let polygon = Polygon(outer: ring)
      for _ in 0..<200 {
        let point = LocalPoint(x: 2200 * stream.unit() - 1100, y: 2200 * stream.unit() - 1100)
        #expect(polygon.contains(point) == (winding(ring, point) != 0), "\(ring) \(point)")
      }
    }
  }

  @Test func areaAndCentroidFitASampleOfPoints() throws {
    var stream = RandomStream(seed: 22, name: "polygons")
    let polygon = Polygon(
      outer: [(0, 0), (1000, 0), (1000, 1000), (0, 1000)].map { LocalPoint(x: $0.0, y: $0.1) },
      holes: [[(100, 100), (500, 100), (500, 900), (100, 900)].map { LocalPoint(x: $0.0, y: $0.1) }])
    #expect(polygon.area == 1_000_000 - 320_000)
    var (hits, x, y) = (0, 0.0, 0.0)
    for _ in 0..<200_000 {
      let p = LocalPoint(x: 1000 * stream.unit(), y: 1000 * stream.unit())
      if polygon.contains(p) {
        hits += 1
        x += p.x
        y += p.y
      }
    }
    let centre = try #require(polygon.centroid)
    #expect(abs(Double(hits) / 200_000 - 0.68) < 0.01)
    #expect(abs(centre.x - x / Double(hits)) < 5 && abs(centre.y - y / Double(hits)) < 5)
  }

  @Test func aPointOnASharedBorderBelongsToExactlyOneOfTwoNeighbours() {
    let west = Polygon(outer: [(0, 0), (10, 0), (14, 7), (10, 20), (0, 20)].map { LocalPoint(x: $0.0, y: $0.1) })
    let east = Polygon(outer: [(30, 0), (30, 20), (10, 20), (14, 7), (10, 0)].map { LocalPoint(x: $0.0, y: $0.1) })
    for step in 1..<200 {
      let y = Double(step) / 10
      let x = y <= 7 ? 10 + 4 * y / 7 : 14 - 4 * (y - 7) / 13
      let point = LocalPoint(x: x, y: y)
      #expect(west.contains(point) != east.contains(point), "\(point)")
    }
  }

  @Test func ringsAreTurnedAndClosingCornersDropped() {
    let clockwise = [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)].map { LocalPoint(x: $0.0, y: $0.1) }
    let polygon = Polygon(outer: clockwise, holes: [[(2, 2), (4, 2), (4, 4)].map { LocalPoint(x: $0.0, y: $0.1) }, []])
    #expect(polygon.outer.count == 4)
    #expect(Ring.isCounterClockwise(polygon.outer))
    #expect(polygon.holes.count == 1 && !Ring.isCounterClockwise(polygon.holes[0]))
    #expect(polygon.area == 98)
  }

  @Test func selfIntersectionsAreFoundAsByTryingAllPairs() {
    var stream = RandomStream(seed: 23, name: "polygons")
    for _ in 0..<300 {
      let ring = (0..<stream.int(in: 4...9)).map { _ in
        LocalPoint(x: Double(stream.int(in: 0...12)), y: Double(stream.int(in: 0...12)))
      }
      guard Set(ring).count == ring.count else { continue }
      var crossing = false
      for i in ring.indices {
        for j in ring.indices where j > i + 1 && !(i == 0 && j == ring.count - 1) {
          if Ring.segmentsTouch(ring[i], ring[i + 1], ring[j], ring[(j + 1) % ring.count]) { crossing = true }
        }
        let (a, b, c) = (ring[i], ring[(i + 1) % ring.count], ring[(i + 2) % ring.count])
        let cross = (a.x - b.x) * (c.y - b.y) - (a.y - b.y) * (c.x - b.x)
        let dot = (a.x - b.x) * (c.x - b.x) + (a.y - b.y) * (c.y - b.y)
        if cross == 0 && dot > 0 { crossing = true }
      }
      #expect((Ring.selfIntersection(ring) != nil) == crossing, "\(ring)")
    }
  }

  @Test func badRingsAreReportedAndNeverCrash() {
    let p = LocalPoint(x: 1, y: 1)
    #expect(Polygon(outer: []).checkInvariants().first?.code == "geography.ring.short")
    #expect(Polygon(outer: [p, p, p]).checkInvariants().first?.code == "geography.ring.short")
    let nan = Polygon(outer: [p, LocalPoint(x: .nan, y: 0), LocalPoint(x: 3, y: 3)])
    #expect(nan.checkInvariants().first?.code == "geography.ring.number")
    let bow = Polygon(outer: [(0, 0), (10, 10), (10, 0), (0, 10)].map { LocalPoint(x: $0.0, y: $0.1) })
    #expect(bow.checkInvariants().first?.code == "geography.ring.crossing")
    for polygon in [nan, bow, Polygon(outer: []), Polygon(outer: [p])] {
      _ = polygon.contains(p)
      _ = polygon.area
      _ = polygon.centroid
    }
    #expect(MultiPolygon([]).centroid == nil && MultiPolygon([]).area == 0 && !MultiPolygon([]).contains(p))
  }

  @Test func simplifiedLinesStayWithinTheTolerance() {
    var stream = RandomStream(seed: 24, name: "polygons")
    for _ in 0..<50 {
      var at = LocalPoint(x: 0, y: 0)
      let line = (0..<200).map { _ in
        at = LocalPoint(x: at.x + 20 * stream.unit(), y: at.y + 20 * stream.normal())
        return at
      }
      let tolerance = 5 + 40 * stream.unit()
      let kept = Simplification.line(line, tolerance: tolerance)
      #expect(kept.first == line.first && kept.last == line.last && kept.count <= line.count)
      for point in line {
        let away = zip(kept, kept.dropFirst()).map { Simplification.distance(point, $0, $1) }.min() ?? .infinity
        #expect(away <= tolerance * 1.000001)
      }
    }
    #expect(Simplification.line([], tolerance: 1).isEmpty)
    let triangle = [(0, 0), (1, 0), (0, 1)].map { LocalPoint(x: $0.0, y: $0.1) }
    #expect(Simplification.ring(triangle, tolerance: 1e9) == triangle)
  }
}

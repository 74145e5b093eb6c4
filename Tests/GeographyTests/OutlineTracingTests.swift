import Basics
import Testing

@testable import Geography

private func grid(_ rows: [String]) -> (CellGrid, [Int16]) {
  let grid = CellGrid(west: 0, south: 0, cell: 10, columns: rows[0].count, rows: rows.count)
  // The picture's last line is the southernmost row.
  let labels = rows.reversed().flatMap { $0.map { $0 == "." ? Int16(-1) : Int16($0.wholeNumberValue ?? -1) } }
  return (grid, labels)
}

@Suite struct OutlineTracingTests {
  @Test func cellsThatTouchByACornerAreTwoPolygonsAndHolesAreHoles() {
    let (cells, labels) = grid([
      "000..1",
      "0.0.1.",
      "000...",
    ])
    let shapes = OutlineTracing(grid: cells, labels: labels).shapes(count: 2, tolerance: 0)
    #expect(shapes[0].polygons.count == 1 && shapes[0].polygons[0].holes.count == 1 && shapes[0].area == 800)
    #expect(shapes[1].polygons.count == 2 && shapes[1].area == 200)
    #expect(!shapes[0].contains(LocalPoint(x: 15, y: 15)) && shapes[0].contains(LocalPoint(x: 5, y: 15)))
  }

  @Test func neighboursShareTheirBordersToTheLastDigitAfterSimplification() {
    var stream = RandomStream(seed: 41, name: "tracing")
    for round in 0..<20 {
      let cells = CellGrid(west: 0, south: 0, cell: 10, columns: 60, rows: 50)
      let seeds = (0..<8).map { _ in LocalPoint(x: 600 * stream.unit(), y: 500 * stream.unit()) }
      let labels = (0..<cells.count).map { cell -> Int16 in
        let here = LocalPoint(x: cells.x(cell % 60), y: cells.y(cell / 60))
        return Int16(seeds.indices.min { seeds[$0].distance(to: here) < seeds[$1].distance(to: here) } ?? 0)
      }
      let shapes = OutlineTracing(grid: cells, labels: labels).shapes(count: 8, tolerance: 12)
      // The outer frame is simplified too: inside of it each point has one area, outside at most one.
      for _ in 0..<300 {
        let point = LocalPoint(x: 600 * stream.unit(), y: 500 * stream.unit())
        let count = shapes.count { $0.contains(point) }
        let isInner = point.x > 25 && point.x < 575 && point.y > 25 && point.y < 475
        #expect(isInner ? count == 1 : count <= 1, "round \(round) \(point)")
      }
      var sides: [String: Int] = [:]
      for ring in shapes.flatMap({ $0.polygons.flatMap { [$0.outer] + $0.holes } }) {
        for (i, a) in ring.enumerated() { sides["\(a) \(ring[(i + 1) % ring.count])", default: 0] += 1 }
      }
      #expect(sides.values.allSatisfy { $0 == 1 }, "round \(round): a side runs twice in one direction")
    }
  }

  @Test func aMaskHoldsTheCellsWhoseCentreIsInside() {
    var stream = RandomStream(seed: 42, name: "tracing")
    let cells = CellGrid(west: -1_200, south: -1_200, cell: 37, columns: 65, rows: 65)
    for _ in 0..<10 {
      let shape = MultiPolygon([Polygon(outer: star(&stream, corners: 20))])
      let mask = cells.mask(shape)
      for i in 0..<cells.count {
        #expect(mask[i] == shape.contains(LocalPoint(x: cells.x(i % 65), y: cells.y(i / 65))))
      }
    }
  }
}

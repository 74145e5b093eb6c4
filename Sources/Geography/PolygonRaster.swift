import Basics

/// A grid of square cells counted from the south-west, and polygons painted on it.
struct CellGrid: Sendable {
  let west: Double
  let south: Double
  let cell: Double
  let columns: Int
  let rows: Int

  var count: Int { columns * rows }
  func x(_ column: Int) -> Double { west + (Double(column) + 0.5) * cell }
  func y(_ row: Int) -> Double { south + (Double(row) + 0.5) * cell }
  func corner(_ column: Int, _ row: Int) -> LocalPoint {
    LocalPoint(x: west + Double(column) * cell, y: south + Double(row) * cell)
  }
  func column(_ x: Double) -> Int { min(columns - 1, max(0, Int(((x - west) / cell).rounded(.down)))) }
  func row(_ y: Double) -> Int { min(rows - 1, max(0, Int(((y - south) / cell).rounded(.down)))) }
  func index(of point: LocalPoint) -> Int { row(point.y) * columns + column(point.x) }

  /// True for cells whose centre lies inside of the polygons (even-odd over all rings). O(rows x corners)
  func mask(_ shape: MultiPolygon) -> [Bool] {
    var mask = [Bool](repeating: false, count: count)
    let rings = shape.polygons.flatMap { [$0.outer] + $0.holes }
    for row in 0..<rows {
      let y = y(row)
      var cuts: [Double] = []
      for ring in rings {
        guard var a = ring.last else { continue }
        for b in ring {
          if (a.y > y) != (b.y > y) { cuts.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) }
          a = b
        }
      }
      cuts.sort()
      for i in stride(from: 0, to: cuts.count - 1, by: 2) {
        let first = max(0, Int(min(((cuts[i] - west) / cell - 0.5).rounded(.up), Double(columns))))
        let last = min(columns - 1, Int(max(((cuts[i + 1] - west) / cell - 0.5).rounded(.down), -1)))
        if first <= last { for column in first...last { mask[row * columns + column] = true } }
      }
    }
    return mask
  }

  /// Cells in both shapes over cells in either: 1 for equal shapes, 0 for disjoint ones.
  func overlap(_ a: MultiPolygon, _ b: MultiPolygon) -> Double {
    var (both, either) = (0, 0)
    for (inA, inB) in zip(mask(a), mask(b)) {
      if inA && inB { both += 1 }
      if inA || inB { either += 1 }
    }
    return either == 0 ? 0 : Double(both) / Double(either)
  }
}

import Basics

/// Polygons from a raster of labels, such that neighbours share their borders to the last digit: each stretch of border between
/// two places where three labels meet is simplified once, in one direction, for both sides.
struct OutlineTracing {
  let grid: CellGrid
  /// Row by row from the south; negative is outside.
  let labels: [Int16]
  private let junction: [Bool]

  init(grid: CellGrid, labels: [Int16]) {
    self.grid = grid
    self.labels = labels
    var junction = [Bool](repeating: false, count: (grid.columns + 1) * (grid.rows + 1))
    for row in 0...grid.rows {
      for column in 0...grid.columns {
        let a = Self.label(grid, labels, column - 1, row - 1)
        let b = Self.label(grid, labels, column, row - 1)
        let c = Self.label(grid, labels, column, row)
        let d = Self.label(grid, labels, column - 1, row)
        let borders = (a != b ? 1 : 0) + (b != c ? 1 : 0) + (c != d ? 1 : 0) + (d != a ? 1 : 0)
        junction[row * (grid.columns + 1) + column] = borders > 2
      }
    }
    self.junction = junction
  }

  private static func label(_ grid: CellGrid, _ labels: [Int16], _ column: Int, _ row: Int) -> Int16 {
    guard column >= 0, row >= 0, column < grid.columns, row < grid.rows else { return -1 }
    return labels[row * grid.columns + column]
  }

  private func label(_ column: Int, _ row: Int) -> Int16 { Self.label(grid, labels, column, row) }

  /// A corner of cells.
  struct Corner: Hashable {
    var column: Int32
    var row: Int32
  }

  /// Directions east, north, west, south.
  private static let steps: [(Int32, Int32)] = [(1, 0), (0, 1), (-1, 0), (0, -1)]

  /// Whether the step from a corner in a direction has the label on its left and not on its right.
  private func runs(_ corner: Corner, _ direction: Int, _ wanted: Int16) -> Bool {
    let c = Int(corner.column)
    let r = Int(corner.row)
    switch direction {
    case 0: return label(c, r) == wanted && label(c, r - 1) != wanted
    case 1: return label(c - 1, r) == wanted && label(c, r) != wanted
    case 2: return label(c - 1, r - 1) == wanted && label(c - 1, r) != wanted
    default: return label(c, r - 1) == wanted && label(c - 1, r - 1) != wanted
    }
  }

  /// All rings of a label as corners, outer ones counter-clockwise, holes clockwise. Cells that only touch by a corner are apart.
  func rings(of wanted: Int16) -> [[Corner]] {
    var rings: [[Corner]] = []
    var used = Set<Int>()
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where labels[row * grid.columns + column] == wanted {
        // Each ring has a step to the east along the south side of one of its cells, or, for holes, one to the west.
        for start in [
          (Corner(column: Int32(column), row: Int32(row)), 0), (Corner(column: Int32(column + 1), row: Int32(row + 1)), 2),
        ]
        where runs(start.0, start.1, wanted) && !used.contains(key(start.0, start.1)) {
          rings.append(walk(from: start.0, direction: start.1, wanted, &used))
        }
      }
    }
    return rings
  }

  private func key(_ corner: Corner, _ direction: Int) -> Int {
    (Int(corner.row) * (grid.columns + 1) + Int(corner.column)) * 4 + direction
  }

  private func walk(from start: Corner, direction first: Int, _ wanted: Int16, _ used: inout Set<Int>) -> [Corner] {
    var ring: [Corner] = []
    var (corner, direction) = (start, first)
    repeat {
      ring.append(corner)
      used.insert(key(corner, direction))
      let step = Self.steps[direction]
      corner = Corner(column: corner.column + step.0, row: corner.row + step.1)
      // Leftmost first keeps to the same cell.
      direction = [1, 0, 3].map { (direction + $0) % 4 }.first { runs(corner, $0, wanted) } ?? direction
    } while !(corner == start && direction == first)
    return ring
  }

  /// The ring as points with its stretches simplified.
  func simplified(_ ring: [Corner], tolerance: Double) -> [LocalPoint] {
    let at = ring.indices.filter { junction[Int(ring[$0].row) * (grid.columns + 1) + Int(ring[$0].column)] }
    guard let first = at.first else { return simplifiedLoop(ring, tolerance: tolerance) }
    let turned = Array(ring[first...]) + Array(ring[..<first]) + [ring[first]]
    var out: [LocalPoint] = []
    var from = 0
    for stop in at.dropFirst().map({ $0 - first }) + [turned.count - 1] {
      out += stretch(Array(turned[from...stop]), tolerance: tolerance).dropLast()
      from = stop
    }
    return out
  }

  /// In one direction for both sides.
  private func stretch(_ corners: [Corner], tolerance: Double) -> [LocalPoint] {
    let isTurned = Self.precedes(corners.reversed(), corners)
    let points = (isTurned ? corners.reversed() : corners).map { grid.corner(Int($0.column), Int($0.row)) }
    let closed = corners.first == corners.last
    let kept = closed ? loop(points, tolerance: tolerance) : Simplification.line(points, tolerance: tolerance)
    return isTurned ? kept.reversed() : kept
  }

  private func simplifiedLoop(_ ring: [Corner], tolerance: Double) -> [LocalPoint] {
    guard let least = ring.indices.min(by: { Self.precedes([ring[$0]], [ring[$1]]) }) else { return [] }
    let turned = Array(ring[least...]) + Array(ring[..<least]) + [ring[least]]
    return Array(stretch(turned, tolerance: tolerance).dropLast())
  }

  /// A closed line (its end repeats its start).
  private func loop(_ points: [LocalPoint], tolerance: Double) -> [LocalPoint] {
    let ring = Simplification.ring(Array(points.dropLast()), tolerance: tolerance)
    return ring + ring.prefix(1)
  }

  private static func precedes(_ a: [Corner], _ b: [Corner]) -> Bool {
    for (p, q) in zip(a, b) where p != q { return p.row != q.row ? p.row < q.row : p.column < q.column }
    return false
  }

  /// The polygons of each label 0..<count; a tolerance that makes a ring cross itself is halved for all, down to the raw raster.
  func shapes(count: Int, tolerance: Double) -> [MultiPolygon] {
    let rings = (0..<count).map { self.rings(of: Int16($0)) }
    var width = tolerance
    while true {
      let shapes = rings.map { rings in Self.assemble(rings.map { simplified($0, tolerance: width) }) }
      let isSound = shapes.allSatisfy { shape in shape.polygons.allSatisfy { $0.checkInvariants().isEmpty } }
      if isSound || width <= 0 { return shapes }
      width = width < grid.cell / 4 ? 0 : width / 2
    }
  }

  /// Counter-clockwise rings are polygons; each clockwise one is a hole of the polygon around it.
  private static func assemble(_ rings: [[LocalPoint]]) -> MultiPolygon {
    let outer = rings.filter { Ring.doubleArea($0) > 0 }
    let holes = rings.filter { Ring.doubleArea($0) < 0 }
    return MultiPolygon(
      outer.map { ring in
        Polygon(outer: ring, holes: holes.filter { hole in hole.first.map { Ring.contains(ring, $0) } ?? false })
      })
  }
}

import Basics

/// Uniform grids that answer "which area?" and "which node is nearest?" without looking at all of them.
public enum SpatialIndex {
  /// Cells of a square grid over a box.
  struct Grid: Sendable {
    let bounds: Bounds
    let cell: Double
    let columns: Int
    let rows: Int

    /// About `count` cells, at most 1,000,000.
    init(bounds: Bounds, count: Int) {
      self.bounds = bounds
      let wanted = Double(min(1_000_000, max(1, count)))
      let side = max((bounds.width * bounds.height / wanted).squareRoot(), max(bounds.width, bounds.height) / wanted, 1e-3)
      // Bounds beyond all measure (their product overflows) get one cell, in which all is searched.
      cell = side.isFinite ? side : .infinity
      columns = Self.count(bounds.width, side)
      rows = Self.count(bounds.height, side)
    }

    private static func count(_ length: Double, _ side: Double) -> Int {
      let cells = (length / side).rounded(.up)
      return cells >= 1 ? Int(min(1_000_001, cells)) : 1
    }

    func column(_ x: Double) -> Int { clamp((x - bounds.west) / cell, columns) }
    func row(_ y: Double) -> Int { clamp((y - bounds.south) / cell, rows) }

    private func clamp(_ value: Double, _ count: Int) -> Int {
      value > 0 ? Int(min(value, Double(count - 1))) : 0
    }
  }

  /// Nearest of many points.
  public struct Points: Sendable {
    public let points: [LocalPoint]
    private let grid: Grid
    private let first: [Int32]
    private let members: [Int32]

    /// Points that are no numbers are never found. O(n)
    public init(_ points: [LocalPoint]) {
      self.points = points
      let good = points.indices.filter { points[$0].x.isFinite && points[$0].y.isFinite }
      let bounds = Bounds(good.lazy.map { points[$0] })
      let grid = Grid(bounds: bounds, count: max(1, good.count / 2))
      self.grid = grid
      let cells = good.map { grid.row(points[$0].y) * grid.columns + grid.column(points[$0].x) }
      (first, members) = bucketed(zip(cells, good).map { ($0, Int32($1)) }, buckets: grid.columns * grid.rows)
    }

    /// Index of and metres to the nearest point of those that are meant (all where nothing is said), the lowest index among
    /// equals; nil where there is none within `limit`. About O(1) on evenly spread points.
    public func nearest(
      to point: LocalPoint, within limit: Double = .infinity, where isMeant: ((Int) -> Bool)? = nil
    ) -> (index: Int, metres: Double)? {
      guard !members.isEmpty, point.x.isFinite, point.y.isFinite else { return nil }
      let column = grid.column(point.x)
      let row = grid.row(point.y)
      var best = (index: -1, metres: Double.infinity)
      for radius in 0...max(grid.columns, grid.rows) {
        // Every point of this ring of cells is at least this far away, for the query's own cell is the nearest one to it.
        if Double(radius - 1) * grid.cell > min(best.metres, limit) { break }
        for r in max(0, row - radius)...min(grid.rows - 1, row + radius) {
          let edge = r == row - radius || r == row + radius
          for c in stride(from: column - radius, through: column + radius, by: edge ? 1 : max(1, 2 * radius))
          where c >= 0 && c < grid.columns {
            search(r * grid.columns + c, point, isMeant, &best)
          }
        }
      }
      return best.index >= 0 && best.metres <= limit ? best : nil
    }

    private func search(
      _ cell: Int, _ point: LocalPoint, _ isMeant: ((Int) -> Bool)?, _ best: inout (index: Int, metres: Double)
    ) {
      for i in Int(first[cell])..<Int(first[cell + 1]) {
        let member = Int(members[i])
        let metres = points[member].distance(to: point)
        guard metres < best.metres || (metres == best.metres && member < best.index), isMeant?(member) ?? true else { continue }
        best = (member, metres)
      }
    }
  }

  /// Which of many areas contains a point.
  public struct Areas: Sendable {
    public let shapes: [MultiPolygon]
    private let grid: Grid
    private let first: [Int32]
    private let members: [Int32]

    /// O(areas + cells that their bounds cover)
    public init(_ shapes: [MultiPolygon]) {
      self.shapes = shapes
      let bounds = shapes.reduce(Bounds.empty) { $0.union($1.bounds) }
      let grid = Grid(bounds: bounds, count: min(10_000, max(16, shapes.count * 16)))
      self.grid = grid
      var pairs: [(Int, Int32)] = []
      for (i, shape) in shapes.enumerated() where !shape.bounds.isEmpty {
        for row in grid.row(shape.bounds.south)...grid.row(shape.bounds.north) {
          for column in grid.column(shape.bounds.west)...grid.column(shape.bounds.east) {
            pairs.append((row * grid.columns + column, Int32(i)))
          }
        }
      }
      (first, members) = bucketed(pairs, buckets: grid.columns * grid.rows)
    }

    /// The lowest index whose area contains the point; nil outside of all.
    public func index(containing point: LocalPoint) -> Int? {
      guard grid.bounds.contains(point) else { return nil }
      let cell = grid.row(point.y) * grid.columns + grid.column(point.x)
      for i in Int(first[cell])..<Int(first[cell + 1]) where shapes[Int(members[i])].contains(point) { return Int(members[i]) }
      return nil
    }
  }

  /// Members by bucket in the order given: `members[first[b]..<first[b + 1]]`.
  static func bucketed(_ pairs: [(Int, Int32)], buckets: Int) -> (first: [Int32], members: [Int32]) {
    var first = [Int32](repeating: 0, count: buckets + 1)
    for (bucket, _) in pairs { first[bucket + 1] += 1 }
    for i in 0..<buckets { first[i + 1] += first[i] }
    var next = first
    var members = [Int32](repeating: 0, count: pairs.count)
    for (bucket, member) in pairs {
      members[Int(next[bucket])] = member
      next[bucket] += 1
    }
    return (first, members)
  }
}

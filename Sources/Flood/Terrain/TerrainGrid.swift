import Basics
import Geography

/// Where the cells lie: a regular grid on the city's local plane, row 0 the northernmost.
public struct TerrainGrid: Hashable, Sendable {
  public let columns: Int
  public let rows: Int
  /// Lower left corner of the lower left cell, local metres.
  public let corner: LocalPoint
  /// Side of a cell, metres.
  public let cell: Double

  public var count: Int { columns * rows }

  /// Nil for sizes that are none, or beyond `FloodLimits.cells`.
  public init?(columns: Int, rows: Int, corner: LocalPoint, cell: Double) {
    guard columns > 0, rows > 0, columns <= FloodLimits.cells, rows <= FloodLimits.cells / columns, cell > 0, cell.isFinite else {
      return nil
    }
    self.columns = columns
    self.rows = rows
    self.corner = corner
    self.cell = cell
  }

  /// The whole cells that cover a window; nil where the window is empty or holds more cells than allowed.
  public init?(southWest: Coordinate, northEast: Coordinate, cell: Double, projection: LocalProjection) {
    let low = projection.point(southWest)
    let high = projection.point(northEast)
    guard cell > 0, cell.isFinite, low.x < high.x, low.y < high.y else { return nil }
    let wide = ((high.x - low.x) / cell).rounded(.up)
    let tall = ((high.y - low.y) / cell).rounded(.up)
    guard wide * tall <= Double(FloodLimits.cells) else { return nil }
    self.init(columns: Int(wide), rows: Int(tall), corner: low, cell: cell)
  }

  public func centre(_ index: Int) -> LocalPoint {
    let row = index / columns
    let column = index - row * columns
    return LocalPoint(x: corner.x + (Double(column) + 0.5) * cell, y: corner.y + (Double(rows - 1 - row) + 0.5) * cell)
  }

  /// Nil outside.
  public func index(at point: LocalPoint) -> Int? {
    let east = (point.x - corner.x) / cell
    let north = (point.y - corner.y) / cell
    guard east >= 0, north >= 0, east < Double(columns), north < Double(rows) else { return nil }
    return (rows - 1 - Int(north)) * columns + Int(east)
  }

  /// The cells that a line passes, in its order, each sharing a side with the next: water can follow them. Parts outside of the
  /// grid are left out. O(length / cell)
  public func cells(along line: [LocalPoint]) -> [Int] {
    var cells: [Int] = []
    for (a, b) in zip(line, line.dropFirst()) {
      let steps = max(1, Int((a.distance(to: b) / cell * 4).rounded(.up)))
      for i in 0...steps {
        let t = Double(i) / Double(steps)
        guard let next = index(at: LocalPoint(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))) else { continue }
        guard let last = cells.last else {
          cells.append(next)
          continue
        }
        if next == last { continue }
        let (row, column) = (next / columns, next % columns)
        let (lastRow, lastColumn) = (last / columns, last % columns)
        if row != lastRow && column != lastColumn && abs(row - lastRow) <= 1 && abs(column - lastColumn) <= 1 {
          cells.append(lastRow * columns + column)
        }
        cells.append(next)
      }
    }
    return cells
  }

  /// The neighbours that share a side.
  func neighbours(of index: Int, _ body: (Int) -> Void) {
    let row = index / columns
    let column = index - row * columns
    if row > 0 { body(index - columns) }
    if column > 0 { body(index - 1) }
    if column < columns - 1 { body(index + 1) }
    if row < rows - 1 { body(index + columns) }
  }
}

import Basics

/// A grid in the shape of an ESRI ASCII file: row 0 is the northernmost, values lie at the cells' centres.
public struct Raster: Hashable, Sendable {
  public let columns: Int
  public let rows: Int
  /// Lower left corner of the lower left cell, in the file's own unit (metres or degrees).
  public let corner: LocalPoint
  public let cell: Double
  public let noData: Float
  /// Row by row from the north, `columns` x `rows` values.
  public var values: [Float]

  /// Nil where the sizes do not fit each other or are beyond the limit.
  public init?(columns: Int, rows: Int, corner: LocalPoint, cell: Double, noData: Float = -9999, values: [Float]) {
    guard columns > 0, rows > 0, cell > 0, cell.isFinite, columns <= GeographyLimits.rasterCells,
      rows <= GeographyLimits.rasterCells / columns, values.count == columns * rows
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.corner = corner
    self.cell = cell
    self.noData = noData
    self.values = values
  }

  /// Column and row of the cell that holds a point; nil outside.
  public func cell(at point: LocalPoint) -> (column: Int, row: Int)? {
    let east = (point.x - corner.x) / cell
    let north = (point.y - corner.y) / cell
    guard east >= 0, north >= 0, east < Double(columns), north < Double(rows) else { return nil }
    return (Int(east), rows - 1 - Int(north))
  }

  /// Nil outside and where there is no data.
  public func value(at point: LocalPoint) -> Float? {
    guard let (column, row) = cell(at: point) else { return nil }
    return self[column, row]
  }

  public subscript(column: Int, row: Int) -> Float? {
    guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
    let value = values[row * columns + column]
    return value == noData || value.isNaN ? nil : value
  }

  public func centre(column: Int, row: Int) -> LocalPoint {
    LocalPoint(x: corner.x + (Double(column) + 0.5) * cell, y: corner.y + (Double(rows - 1 - row) + 0.5) * cell)
  }
}

import Basics
import Geography

/// What is read of grids and series at most.
public enum GridLimits {
  public static let cells = 16_000_000
  /// Problems reported of one file.
  public static let problems = 100
  /// Characters of one word of a file.
  public static let word = 400
  public static let seriesRows = 1_000_000
}

/// An ESRI ASCII grid: row 0 is the northernmost, nan marks cells without data.
public struct GridFile: Sendable {
  public var columns: Int
  public var rows: Int
  /// Lower left corner of the lower left cell, in the file's own unit.
  public var corner: LocalPoint
  public var cell: Double
  public var noData: Double
  /// Row by row from the north, `columns` x `rows`.
  public var values: [Double]

  /// Nil where sizes do not fit each other.
  public init?(columns: Int, rows: Int, corner: LocalPoint, cell: Double, noData: Double = -9999, values: [Double]) {
    guard columns > 0, rows > 0, columns <= GridLimits.cells, rows <= GridLimits.cells / columns,
      values.count == columns * rows, cell > 0, cell.isFinite
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.corner = corner
    self.cell = cell
    self.noData = noData
    self.values = values
  }

  /// The same in single precision.
  public var raster: Raster? {
    Raster(
      columns: columns, rows: rows, corner: corner, cell: cell, noData: Float(noData),
      values: values.map { $0.isNaN ? Float(noData) : Float($0) })
  }

  /// Whether cells of both lie on each other, to a thousandth of a cell.
  public func fits(_ other: GridFile) -> Bool {
    columns == other.columns && rows == other.rows && abs(cell - other.cell) <= cell * 1e-6
      && abs(corner.x - other.corner.x) <= cell * 1e-3 && abs(corner.y - other.corner.y) <= cell * 1e-3
  }

  /// The text of a grid; each number in the shortest form that reads back as the same bits, nan as `noData`.
  public static func text<Value: BinaryFloatingPoint & CustomStringConvertible>(
    columns: Int, rows: Int, corner: LocalPoint, cell: Double, noData: Double = -9999, values: [Value]
  ) -> [UInt8] {
    var out = Array(
      """
      ncols \(columns)
      nrows \(rows)
      xllcorner \(plain(corner.x))
      yllcorner \(plain(corner.y))
      cellsize \(plain(cell))
      NODATA_value \(plain(noData))

      """.utf8)
    out.reserveCapacity(out.count + values.count * 10)
    for row in 0..<rows {
      for column in 0..<columns where row * columns + column < values.count {
        if column > 0 { out.append(UInt8(ascii: " ")) }
        let value = values[row * columns + column]
        if value == 0 {
          out.append(UInt8(ascii: "0"))
        } else {
          out.append(contentsOf: (value.isNaN ? plain(noData) : value.description).utf8)
        }
      }
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}

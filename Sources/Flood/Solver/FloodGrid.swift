import Basics
import Geography

/// The ground that water runs over: square cells, row 0 is the northernmost, row by row.
public struct FloodGrid: Sendable {
  public let columns: Int
  public let rows: Int
  /// Side of a cell in metres.
  public let cell: Double
  /// Lower left corner of the lower left cell, local metres.
  public let corner: LocalPoint
  /// Height of the ground in metres; nan marks a cell outside, which holds no water and lets none through.
  public var bed: [Double]
  /// Manning's n in s/m^(1/3): one value for all cells, or one a cell.
  public var manning: [Double]

  public var count: Int { columns * rows }
  /// Square metres of a cell.
  public var area: Double { cell * cell }

  /// - Throws: `flood.grid.…` where sizes do not fit, heights lie beyond ±100 km or n is not in 0...10.
  public init(
    columns: Int, rows: Int, cell: Double, corner: LocalPoint = LocalPoint(x: 0, y: 0), bed: [Double], manning: [Double]
  ) throws(Problem) {
    guard columns > 0, rows > 0, columns <= FloodLimits.cells, rows <= FloodLimits.cells / columns else {
      throw Problem("flood.grid.size", "\(columns) x \(rows) cells; expected 1 to \(FloodLimits.cells) in all")
    }
    guard cell >= 0.001, cell <= 100_000 else {
      throw Problem("flood.grid.cell", "cells of \(cell) m; expected 0.001 to 100000")
    }
    guard bed.count == columns * rows else {
      throw Problem("flood.grid.bed", "\(bed.count) heights for \(columns) x \(rows) cells")
    }
    guard manning.count == 1 || manning.count == bed.count else {
      throw Problem("flood.grid.manning", "\(manning.count) values of n; expected 1 or \(bed.count)")
    }
    if let wrong = bed.firstIndex(where: { !$0.isNaN && !($0.magnitude <= 100_000) }) {
      throw Problem("flood.grid.bed", "height \(bed[wrong]) m in row \(wrong / columns), column \(wrong % columns)")
    }
    if let wrong = manning.indices.first(where: {
      !(manning[$0] >= 0 && manning[$0] <= 10) && (manning.count == 1 || !bed[$0].isNaN)
    }) {
      throw Problem(
        "flood.grid.manning", "n of \(manning[wrong]) in row \(wrong / columns), column \(wrong % columns); expected 0 to 10")
    }
    self.columns = columns
    self.rows = rows
    self.cell = cell
    self.corner = corner
    self.bed = bed
    self.manning = manning
  }

  /// From a raster of heights in metres; cells without data are outside.
  public init(_ raster: Raster, manning: [Double]) throws(Problem) {
    let bed = raster.values.map { $0 == raster.noData || $0.isNaN ? Double.nan : Double($0) }
    try self.init(
      columns: raster.columns, rows: raster.rows, cell: raster.cell, corner: raster.corner, bed: bed, manning: manning)
  }

  public func index(column: Int, row: Int) -> Int { row * columns + column }
  public func isInside(_ cell: Int) -> Bool { !bed[cell].isNaN }

  /// The cell that holds a point; nil outside of the grid.
  public func cell(at point: LocalPoint) -> Int? {
    let east = (point.x - corner.x) / cell
    let north = (point.y - corner.y) / cell
    guard east >= 0, north >= 0, east < Double(columns), north < Double(rows) else { return nil }
    return index(column: Int(east), row: rows - 1 - Int(north))
  }
}

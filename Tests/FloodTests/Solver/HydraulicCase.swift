import Foundation

@testable import Flood

/// One file of analytic references (`data/hydraulics` of the project's shared folder): exact depths at cell centres.
struct HydraulicCase {
  struct Point {
    var x: Double
    var depth: Double
    var bed: Double
    var time: Double
    /// Of the local-inertial equations, where such a solution is known.
    var inertial: Double?
  }

  var points: [Point]

  /// The folder, found from this file upwards; nil where it is not on this machine.
  static let folder: URL? = {
    var at = URL(filePath: #filePath).deletingLastPathComponent()
    while at.path.count > 1 {
      let folder = at.appending(path: "shared/data/hydraulics")
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
      at.deleteLastPathComponent()
    }
    return nil
  }()

  init(_ name: String) throws {
    let file = (Self.folder ?? URL(filePath: "/")).appending(path: name + ".csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    points = lines.compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count >= 8, let x = Double(fields[0]), let depth = Double(fields[1]), let bed = Double(fields[4]),
        let time = Double(fields[5])
      else { return nil }
      return Point(x: x, depth: depth, bed: bed, time: time, inertial: Double(fields[6]))
    }
  }

  var times: [Double] { Set(points.map(\.time)).sorted() }
  func points(at time: Double) -> [Point] { points.filter { $0.time == time } }
  var first: [Point] { points.filter { $0.time == points[0].time } }
  var cell: Double { points[1].x - points[0].x }
}

/// A channel one cell wide, in double precision.
struct Channel {
  var bed: [Double]
  var cell: Double
  var manning = 0.0
  var drivers = FloodDrivers()
  var options = FloodOptions()

  init(bed: [Double], cell: Double, manning: Double = 0) {
    self.bed = bed
    self.cell = cell
    self.manning = manning
  }

  func solver() throws -> FloodSolver<Double> {
    let grid = try FloodGrid(columns: bed.count, rows: 1, cell: cell, bed: bed, manning: [manning])
    return try FloodSolver<Double>(grid: grid, drivers: drivers, options: options)
  }

  func depths(at time: Double) throws -> [Double] {
    let solver = try solver()
    solver.step(until: time)
    return solver.depths()
  }
}

/// Sum of differences over the sum of the reference.
func relativeError(_ depths: [Double], _ reference: [Double]) -> Double {
  zip(depths, reference).reduce(0) { $0 + abs($1.0 - $1.1) } / reference.reduce(0, +)
}

import Basics
import Flood
import Foundation

/// The common flood case (peers/flood/common.py) or a mostly dry one, timed, one JSON line a run:
/// `benchmarks flood CASEDIR [--end S] [--threads N] [--precision f32|f64] [--instructions baseline|avx2|avx512] [--out PREFIX]`
/// `benchmarks flood-dry [--size N] [--threads N]`: a pond in a large dry plain, beside the same with all of it wet.
enum FloodBenchmark {
  struct Settings {
    var end = 7200.0
    var threads = 1
    var isWide = false
    var instructions = FloodOptions.Instructions.avx512
    var out: String?
    var folder: String?
    var size = 1000

    init?(_ arguments: [String]) {
      var rest = arguments[...]
      while let word = rest.popFirst() {
        guard word.hasPrefix("--") else {
          folder = word
          continue
        }
        guard let value = rest.popFirst() else { return nil }
        switch word {
        case "--end": end = Double(value) ?? end
        case "--threads": threads = Int(value) ?? threads
        case "--precision": isWide = value == "f64"
        case "--instructions": instructions = ["baseline": .baseline, "avx2": .avx2][value] ?? .avx512
        case "--out": out = value
        case "--size": size = Int(value) ?? size
        default: return nil
        }
      }
    }
  }

  static func run(_ arguments: [String]) throws {
    guard let settings = Settings(arguments), let folder = settings.folder, let bed = values(folder + "/dem.asc"),
      let depth = values(folder + "/start.asc"), bed.count == 250_000, depth.count == bed.count
    else { exit(64) }
    let grid = try FloodGrid(columns: 500, rows: 500, cell: 10, bed: bed, manning: [0.03])
    var drivers = FloodDrivers()
    drivers.initialDepth = depth
    let times = stride(from: 0.0, through: 7200, by: 5).map { $0 }
    let tide = times.map { 0.75 * (1 - ExactMath.cos(Double.pi * $0 / 7200)) }
    drivers.edges.west = .level(try FloodSeries(seconds: times, values: tide, form: .linear))
    drivers.rain.zones = [try FloodSeries(seconds: [0, 3600], values: [50, 0], form: .held)]
    try measure(grid, drivers, settings, name: "siaga")
  }

  /// A pond of a tenth of the width in a dry plain, and the plain under water: what a step costs in each.
  static func dry(_ arguments: [String]) throws {
    guard var settings = Settings(arguments) else { exit(64) }
    settings.end = min(settings.end, 600)
    let size = settings.size
    for (name, part) in [("siaga, mostly dry", 10), ("siaga, all wet", 1)] {
      var depth = [Double](repeating: 0, count: size * size)
      let first = (size - size / part) / 2
      for row in first..<first + size / part { for column in first..<first + size / part { depth[row * size + column] = 2 } }
      // Walls of a metre's height round the pond keep it there.
      let bed = depth.map { $0 > 0 ? 0.0 : 5 }
      let grid = try FloodGrid(columns: size, rows: size, cell: 20, bed: bed, manning: [0.03])
      var drivers = FloodDrivers()
      drivers.initialDepth = depth
      try measure(grid, drivers, settings, name: name)
    }
  }

  private static func measure(_ grid: FloodGrid, _ drivers: FloodDrivers, _ settings: Settings, name: String) throws {
    var options = FloodOptions()
    options.threads = settings.threads
    options.instructions = settings.instructions
    options.longestStep = 5
    if settings.isWide {
      try report(FloodSolver<Double>(grid: grid, drivers: drivers, options: options), settings, name)
    } else {
      try report(FloodSolver<Float>(grid: grid, drivers: drivers, options: options), settings, name)
    }
  }

  private static func report<Scalar: FloodScalar>(_ solver: FloodSolver<Scalar>, _ settings: Settings, _ name: String) {
    let seconds = ContinuousClock().measure { solver.step(until: settings.end) } / .seconds(1)
    let totals = solver.totals
    let depths = solver.depths()
    print(
      "{\"peer\": \"\(name) \(settings.isWide ? "f64" : "f32")\", \"threads\": \(settings.threads), \"t_end\": \(settings.end),",
      "\"wall\": \(seconds), \"steps\": \(solver.steps), \"updates\": \(solver.cellUpdates),",
      "\"mups\": \(Double(solver.grid.count) * Double(solver.steps) / seconds / 1e6), \"vol_end\": \(totals.stored),",
      "\"closure_rel\": \(totals.relativeError), \"hmin\": \(depths.min() ?? 0), \"hmax\": \(solver.maximumDepths().max() ?? 0)}")
    guard let out = settings.out else { return }
    for (suffix, field) in [("_max.asc", solver.maximumDepths()), ("_end.asc", depths)] {
      var text =
        "ncols \(solver.grid.columns)\nnrows \(solver.grid.rows)\nxllcorner 0\nyllcorner 0\ncellsize \(solver.grid.cell)\n"
      text += "NODATA_value -9999\n"
      for row in 0..<solver.grid.rows {
        let cells = field[row * solver.grid.columns..<(row + 1) * solver.grid.columns]
        text += cells.map { "\($0)" }.joined(separator: " ") + "\n"
      }
      if !FileManager.default.createFile(atPath: out + suffix, contents: Foundation.Data(text.utf8)) { exit(74) }
    }
  }

  /// The numbers of an ESRI ASCII grid with a head of six lines.
  private static func values(_ path: String) -> [Double]? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst(6)
    return lines.flatMap { $0.split(separator: " ").compactMap { Double($0) } }
  }
}

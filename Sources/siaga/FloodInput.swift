import Basics
import Flood
import Foundation
import Intake
import Operations

/// What `siaga flood run` was told, read and checked.
struct FloodInput {
  var grid: FloodGrid
  var drivers = FloodDrivers()
  var options = FloodOptions()

  /// Grids of depth that one run writes at most.
  static let frames = 10_000

  init(_ command: FloodNoun.Run) throws {
    try Self.checkTimes(command)
    let terrain = try Self.readGrid(command.terrain)
    let manning = try Self.manning(command.manning, terrain)
    grid = try FloodGrid(
      columns: terrain.columns, rows: terrain.rows, cell: terrain.cell, corner: terrain.corner, bed: terrain.values,
      manning: manning)
    if let path = command.initialDepth {
      let depth = try Self.readGrid(path)
      try Self.check(depth, path, fits: terrain)
      drivers.initialDepth = depth.values.map { $0.isNaN ? 0 : $0 }
      if let wrong = drivers.initialDepth.firstIndex(where: { !($0 >= 0 && $0 <= 10_000) }) {
        throw Problem(
          "flood.depth", "\(drivers.initialDepth[wrong]) m of water; expected 0 to 10000",
          at: Self.place(path, wrong, depth.columns))
      }
    }
    if let rain = command.rain { drivers.rain.zones = [try Self.rain(rain)] }
    drivers.edges = try Self.edges(command.edge, grid)
    options.theta = command.theta
    options.alpha = command.alpha
    options.threads = command.threads ?? min(FloodLimits.threads, ProcessInfo.processInfo.activeProcessorCount)
  }

  private static func place(_ path: String, _ index: Int, _ columns: Int) -> Problem.Place {
    Problem.Place(file: path, field: "row \(index / columns + 1), column \(index % columns + 1)")
  }

  private static func usage(_ code: String, _ message: String, _ field: String, _ advice: String? = nil) -> Problem {
    Problem("flood." + code, "\(field): \(message)", advice: advice, exit: .usage)
  }

  private static func checkTimes(_ command: FloodNoun.Run) throws {
    guard command.hours > 0, command.hours <= 9_000 else {
      throw usage("hours", "\(command.hours) hours; expected more than 0 and at most 9000", "--hours")
    }
    guard let every = command.every else { return }
    guard every > 0, command.hours * 60 / every <= Double(frames) else {
      throw usage("every", "a grid every \(every) minutes; expected more than 0 and at most \(frames) grids", "--every")
    }
  }

  static func readGrid(_ path: String) throws -> GridFile {
    let reading = GridReader.read(try Files.read(path), file: path)
    try report(reading.problems)
    guard let grid = reading.value else { throw Problem("flood.grid", "\"\(path)\" cannot be used") }
    return grid
  }

  private static func check(_ grid: GridFile, _ path: String, fits terrain: GridFile) throws {
    guard grid.fits(terrain) else {
      throw Problem(
        "flood.fit",
        "\(grid.columns) x \(grid.rows) cells of \(grid.cell) at \(grid.corner.x), \(grid.corner.y) do not lie on the terrain's "
          + "\(terrain.columns) x \(terrain.rows) of \(terrain.cell) at \(terrain.corner.x), \(terrain.corner.y)",
        at: Problem.Place(file: path))
    }
  }

  private static func manning(_ text: String, _ terrain: GridFile) throws -> [Double] {
    if let value = Double(text) {
      guard value >= 0, value <= 10 else { throw usage("manning", "n is \(text); expected 0 to 10", "--manning") }
      return [value]
    }
    let grid = try readGrid(text)
    try check(grid, text, fits: terrain)
    for cell in grid.values.indices where !terrain.values[cell].isNaN {
      guard grid.values[cell] >= 0, grid.values[cell] <= 10 else {
        throw Problem(
          "flood.manning", "n is \(grid.values[cell]) where the terrain has a height; expected 0 to 10",
          at: place(text, cell, grid.columns))
      }
    }
    return grid.values
  }

  /// Minutes and values of a file as a series in seconds; each value within `range`.
  private static func series(
    _ path: String, _ form: FloodSeries.Form, scale: Double = 1, range: ClosedRange<Double>
  ) throws -> FloodSeries {
    let reading = SeriesReader.read(try Files.read(path), file: path)
    try report(reading.problems)
    guard let rows = reading.value else { throw Problem("flood.series", "\"\(path)\" cannot be used") }
    if let wrong = rows.values.first(where: { !range.contains($0) }) {
      throw Problem(
        "flood.series", "\(wrong) is out of range; expected \(range.lowerBound) to \(range.upperBound)",
        at: Problem.Place(file: path, field: "value"))
    }
    return try FloodSeries(seconds: rows.minutes.map { $0 * 60 }, values: rows.values.map { $0 * scale }, form: form)
  }

  private static func rain(_ text: String) throws -> FloodSeries {
    guard let value = Double(text) else { return try series(text, .held, range: 0...10_000) }
    guard value >= 0, value <= 10_000 else { throw usage("rain", "\(text) mm/h; expected 0 to 10000", "--rain") }
    return .constant(value)
  }

  private static func edges(_ texts: [String], _ grid: FloodGrid) throws -> FloodEdges {
    var edges = FloodEdges()
    var seen: [String] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let sides = ["west", "east", "north", "south"]
      guard parts.count == 2, sides.contains(parts[0]) else {
        throw usage(
          "edge", "\"\(text)\"; expected west|east|north|south=wall|open|level:…|flow:…", "--edge",
          suggestion(for: parts[0], among: sides).map { "you mean \"\($0)\"?" })
      }
      if seen.contains(parts[0]) { throw usage("edge", "\(parts[0]) stands twice", "--edge") }
      seen.append(parts[0])
      let isUpright = parts[0] == "west" || parts[0] == "east"
      let cells = (0..<(isUpright ? grid.rows : grid.columns)).count { index in
        switch parts[0] {
        case "west": grid.isInside(index * grid.columns)
        case "east": grid.isInside(index * grid.columns + grid.columns - 1)
        case "north": grid.isInside(index)
        default: grid.isInside((grid.rows - 1) * grid.columns + index)
        }
      }
      let rule = try edge(parts[1], length: Double(cells) * grid.cell)
      switch parts[0] {
      case "west": edges.west = rule
      case "east": edges.east = rule
      case "north": edges.north = rule
      default: edges.south = rule
      }
    }
    return edges
  }

  private static func edge(_ rule: String, length: Double) throws -> FloodEdge {
    if rule == "wall" { return .wall }
    if rule == "open" { return .open }
    if rule.hasPrefix("level:") {
      let text = String(rule.dropFirst(6))
      guard let value = Double(text) else { return .level(try series(text, .linear, range: -100_000...100_000)) }
      guard value.magnitude <= 100_000 else { throw usage("edge", "a level of \(text) m", "--edge") }
      return .level(.constant(value))
    }
    if rule.hasPrefix("flow:") {
      var text = String(rule.dropFirst(5))
      var scale = length
      if text.hasSuffix("m3/s") {
        scale = 1
        text = String(text.dropLast(4))
      } else if text.hasSuffix("m2/s") {
        text = String(text.dropLast(4))
      }
      if text.hasSuffix(":") { text = String(text.dropLast()) }
      guard let value = Double(text) else { return .flow(try series(text, .linear, scale: scale, range: -1e6...1e6)) }
      guard value.magnitude <= 1e6 else { throw usage("edge", "a flow of \(text)", "--edge") }
      return .flow(.constant(value * scale))
    }
    throw usage("edge", "\"\(rule)\"; expected wall, open, level:… or flow:…", "--edge")
  }
}

import Basics
import Geography

/// A flood of a city: ground and water, ready to run.
public struct CityFlood: Sendable {
  public let terrain: CityTerrain
  public let water: CityWater
  let grid: FloodGrid
  let drivers: FloodDrivers

  /// - Throws: a `Problem` where a river, gate or pump is not to be found on the ground, or a number is out of range.
  public init(terrain: CityTerrain, water: CityWater) throws(Problem) {
    let minutes = water.span.minutes
    guard minutes > 0, minutes <= FloodLimits.cityMinutes else {
      throw Problem("flood.city.span", "\(minutes) minutes of water; expected 1 to \(FloodLimits.cityMinutes)")
    }
    self.terrain = terrain
    self.water = water
    let setup = CityFloodSetup(terrain: terrain, water: water)
    grid = try setup.grid()
    drivers = try setup.drivers()
  }

  /// Shorter steps than on plain ground: where deep water lies several cells wide (a river's mouth) the scheme swings at an alpha of
  /// 0.7, as waves run along the diagonal there.
  public static var defaultOptions: FloodOptions {
    var options = FloodOptions()
    options.alpha = 0.5
    return options
  }

  /// Computes the flood. The same ground, water and step of frames give the same bits on any number of threads.
  ///
  /// - Parameters:
  ///   - everyMinutes: between frames, 1...1440.
  ///   - progress: called after each frame with the share done, 0...1; return false to stop: then nil comes back.
  /// - Complexity: about 30 wet cells a microsecond and step on one core; a rob day takes seconds.
  public func run(
    everyMinutes: Int = 15, options: FloodOptions = CityFlood.defaultOptions, progress: (Double) -> Bool = { _ in true }
  ) throws(Problem) -> CityFloodResult? {
    guard (1...1440).contains(everyMinutes) else {
      throw Problem("flood.city.frames", "frames every \(everyMinutes) minutes; expected 1 to 1440")
    }
    let solver = try FloodSolver<Float>(grid: grid, drivers: drivers, options: options)
    guard
      var gathering = CityFloodGathering(terrain: terrain, start: water.span.start)
    else { throw Problem("flood.city.size", "the ground is too large") }
    let end = Double(water.span.minutes) * 60
    var time = 0.0
    while true {
      guard gathering.add(solver, seconds: time) else {
        throw Problem(
          "flood.city.frames", "more frames than a depth grid may hold", advice: "ask for fewer: frames further apart.")
      }
      if !progress(time / end) { return nil }
      if time >= end { break }
      time = min(end, time + Double(everyMinutes) * 60)
      solver.step(until: time)
    }
    return gathering.finish(solver)
  }
}

/// Collects what a run shows.
struct CityFloodGathering {
  private let terrain: CityTerrain
  private let start: Instant
  private var builder: DepthGridBuilder
  private var hazard: [Float]

  init?(terrain: CityTerrain, start: Instant) {
    guard
      let builder = DepthGridBuilder(
        columns: terrain.grid.columns, rows: terrain.grid.rows, corner: terrain.grid.corner, cell: terrain.grid.cell)
    else { return nil }
    self.terrain = terrain
    self.start = start
    self.builder = builder
    hazard = [Float](repeating: 0, count: terrain.grid.count)
  }

  /// Depth in whole millimetres; sea and outside have no data.
  mutating func add(_ solver: FloodSolver<Float>, seconds: Double) -> Bool {
    let depths = solver.depths()
    let speeds = solver.speeds()
    for cell in depths.indices where terrain.isGround(cell) && depths[cell] > 0 {
      hazard[cell] = max(hazard[cell], CityFloodResult.hazardRating(depth: depths[cell], speed: speeds[cell]))
    }
    let at = Instant(milliseconds: start.milliseconds + Int64(seconds * 1000))
    return builder.add(at: at) { cell in
      terrain.isGround(cell) ? Int32(min(1_000, depths[cell]) * 1000 + 0.5) : -1
    }
  }

  func finish(_ solver: FloodSolver<Float>) -> CityFloodResult {
    let isSynthetic = terrain.source.isSynthetic
    let most = solver.maximumDepths()
    return CityFloodResult(
      terrain: terrain, depths: builder.finish(source: .simulated(synthetic: isSynthetic), note: terrain.note),
      maximum: most.indices.map { terrain.isGround($0) ? most[$0] : 0 }, hazard: hazard, totals: solver.totals,
      steps: solver.steps, cellUpdates: solver.cellUpdates)
  }
}

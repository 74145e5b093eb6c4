import Basics
import Testing

@testable import Flood

/// Small worlds with everything in them, for tests of what must always hold.
struct RandomWater {
  var grid: FloodGrid
  var drivers = FloodDrivers()
  var options = FloodOptions()
  let seed: UInt64

  init(seed: UInt64, columns: Int? = nil, rows: Int? = nil) throws {
    self.seed = seed
    var random = RandomStream(seed: seed, name: "water")
    let columns = columns ?? random.int(in: 1...150)
    let rows = rows ?? random.int(in: 1...40)
    let cell = [5.0, 10, 30][random.int(in: 0...2)]
    var bed: [Double] = []
    let tilt = random.unit() * 0.01
    for i in 0..<columns * rows {
      let z = tilt * cell * Double(i % columns) + random.normal() * 0.3
      bed.append(random.chance(0.05) ? .nan : z)
    }
    if bed.allSatisfy(\.isNaN) { bed[0] = 0 }
    let manning = random.chance(0.5) ? [0.03] : bed.map { _ in 0.02 + 0.1 * random.unit() }
    grid = try FloodGrid(columns: columns, rows: rows, cell: cell, bed: bed, manning: manning)
    if random.chance(0.7) { drivers.initialDepth = bed.map { $0.isNaN ? 0 : max(0, 0.5 - $0) } }
    try drive(&random)
  }

  private mutating func drive(_ random: inout RandomStream) throws {
    let inside = (0..<grid.count).filter(grid.isInside)
    func edge(_ random: inout RandomStream) throws -> FloodEdge {
      switch random.int(in: 0...5) {
      case 0: return .open
      case 1: return .level(try FloodSeries(seconds: [0, 450, 900], values: [0.2, 1.5, 0], form: .linear))
      case 2: return .flow(try FloodSeries(seconds: [0, 600], values: [0, 20], form: .linear))
      default: return .wall
      }
    }
    drivers.edges = FloodEdges(
      west: try edge(&random), east: try edge(&random), north: try edge(&random), south: try edge(&random))
    let rain = try FloodSeries(seconds: [0, 300, 700], values: [80, 0, 30], form: .held)
    if random.chance(0.7) { drivers.rain = FloodRain(zones: [rain]) }
    if random.chance(0.5) {
      drivers.soils = FloodSoils(
        classes: [.sealed, .curveNumber(80), .greenAmpt(conductivity: 20, suction: 110, deficit: 0.3)],
        classOfCell: (0..<grid.count).map { _ in UInt8(random.int(in: 0...2)) })
    }
    let tide = try FloodSeries(seconds: [0, 450, 900], values: [0, 2, 0], form: .linear)
    let some = random.sample(min(12, inside.count), of: inside.count).map { inside[$0] }
    if random.chance(0.5) {
      drivers.drains = [
        FloodDrain(
          name: "drain", cells: some, capacity: 60, outlet: .init(level: tide, freeBelow: 0.5, blockedAbove: 1),
          working: try FloodSeries(seconds: [0, 350], values: [1, 0.5], form: .held))
      ]
    }
    if random.chance(0.5) { drivers.inflows = [FloodInflow(name: "river", cells: [inside[0]], flow: tide)] }
    if random.chance(0.5) {
      drivers.pumps = [
        FloodPump(name: "out", intake: some, capacity: 1),
        FloodPump(name: "over", intake: some, outlet: [inside[0]], capacity: 2),
      ]
    }
    if random.chance(0.5) {
      drivers.gates = [
        FloodGate(
          name: "gate", faces: some.map { FloodFace(cell: $0, side: random.chance(0.5) ? .east : .south) },
          isOpen: try FloodSeries(seconds: [0, 250, 500], values: [1, 0, 1], form: .held))
      ]
    }
  }

  func solve<Scalar: FloodScalar>(_ type: Scalar.Type, until end: Double = 900) throws -> FloodSolver<Scalar> {
    let solver = try FloodSolver<Scalar>(grid: grid, drivers: drivers, options: options)
    solver.step(until: end)
    return solver
  }
}

@Suite struct SolverConservationTests {
  @Test func noWaterIsMadeOrLostWhateverDrivesIt() throws {
    for seed in 1...24 as ClosedRange<UInt64> {
      let water = try RandomWater(seed: seed)
      let narrow = try water.solve(Float.self)
      let wide = try water.solve(Double.self)
      #expect(abs(narrow.totals.relativeError) < 1e-6, "seed \(seed) \(narrow.totals)")
      #expect(abs(wide.totals.relativeError) < 1e-12, "seed \(seed) \(wide.totals)")
    }
  }

  @Test func depthsAreNeverNegativeAndAlwaysNumbers() throws {
    for seed in 1...24 as ClosedRange<UInt64> {
      let water = try RandomWater(seed: seed)
      let solver = try FloodSolver<Float>(grid: water.grid, drivers: water.drivers, options: water.options)
      solver.run(until: 900, every: 100) { now in
        #expect(now.depths().allSatisfy { $0 >= 0 && $0 < 1000 }, "seed \(seed) at \(now.time) s")
      }
    }
  }

  @Test func theNumberOfThreadsChangesNoBit() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      var water = try RandomWater(seed: seed, rows: 24)
      let one = try water.solve(Float.self)
      for threads in [2, 5] {
        water.options.threads = threads
        let many = try water.solve(Float.self)
        #expect(one.depths() == many.depths(), "seed \(seed), \(threads) threads")
        #expect(one.maximumDepths() == many.maximumDepths(), "seed \(seed), \(threads) threads")
        #expect(one.totals == many.totals && one.steps == many.steps, "seed \(seed), \(threads) threads")
      }
    }
  }

  @Test func theVectorInstructionsChangeNoBit() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      var water = try RandomWater(seed: seed)
      water.options.instructions = .baseline
      let plain = try water.solve(Float.self)
      let plainWide = try water.solve(Double.self)
      for instructions in FloodOptions.Instructions.allCases {
        water.options.instructions = instructions
        #expect(try water.solve(Float.self).depths() == plain.depths(), "seed \(seed), \(instructions)")
        #expect(try water.solve(Double.self).depths() == plainWide.depths(), "seed \(seed), \(instructions)")
      }
    }
  }

  @Test func aLakeAtRestStaysAtRest() throws {
    // Three cones of which one rises from the water (75 x 30 m).
    var bed: [Double] = []
    for row in 0..<30 {
      for column in 0..<75 {
        let x = Double(column) + 0.5
        let y = Double(29 - row) + 0.5
        func far(_ cx: Double) -> Double { ((x - cx) * (x - cx) + (y - 15) * (y - 15)).squareRoot() }
        bed.append(max(0, 1 - 0.2 * far(20), 2 - 0.5 * far(40), 1.78 - 0.3 * far(60)))
      }
    }
    let grid = try FloodGrid(columns: 75, rows: 30, cell: 1, bed: bed, manning: [0.03])
    var drivers = FloodDrivers()
    drivers.initialDepth = bed.map { max(0, 1.5 - $0) }
    let wide = try FloodSolver<Double>(grid: grid, drivers: drivers)
    wide.step(until: 600)
    #expect(zip(wide.depths(), drivers.initialDepth).allSatisfy { abs($0 - $1) <= 1e-12 })
    #expect((wide.eastFlows() + wide.southFlows()).allSatisfy { abs($0) <= 1e-12 })
    let narrow = try FloodSolver<Float>(grid: grid, drivers: drivers)
    narrow.step(until: 600)
    #expect(zip(narrow.depths(), drivers.initialDepth).allSatisfy { abs(Double($0) - $1) <= 1e-6 })
  }
}

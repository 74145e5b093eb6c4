import Basics
import Testing

@testable import Flood

/// Pumps, gates, drains with a tide-locked outlet, river inflows: each against what it must do to the cubic metre.
@Suite struct WaterWorksTests {
  /// A pond of 20 x 10 cells of 10 m, one metre deep, walls around.
  private static func pond(_ change: (inout FloodDrivers) throws -> Void) throws -> FloodSolver<Double> {
    let grid = try FloodGrid(columns: 20, rows: 10, cell: 10, bed: [Double](repeating: 0, count: 200), manning: [0.03])
    var drivers = FloodDrivers()
    drivers.initialDepth = [Double](repeating: 1, count: 200)
    try change(&drivers)
    return try FloodSolver<Double>(grid: grid, drivers: drivers)
  }

  private static func balanced(_ solver: FloodSolver<Double>) -> Bool { abs(solver.totals.relativeError) < 1e-12 }

  @Test func aPumpTakesItsCapacityWhileItWorksAndNothingWhenItIsOff() throws {
    let solver = try Self.pond { drivers in
      drivers.pumps = [
        FloodPump(
          name: "pump", intake: [0, 1, 20, 21], capacity: 0.5,
          working: try FloodSeries(seconds: [0, 600, 1200], values: [1, 0, 0.5], form: .held))
      ]
    }
    solver.step(until: 600)
    #expect(abs(solver.totals.pumped - 300) < 1e-6, "\(solver.totals.pumped)")
    solver.step(until: 1200)
    #expect(abs(solver.totals.pumped - 300) < 1e-6)
    solver.step(until: 1800)
    #expect(abs(solver.totals.pumped - 450) < 1e-6, "\(solver.totals.pumped)")
    #expect(abs(solver.totals.stored - (20_000 - 450)) < 1e-6 && Self.balanced(solver))
  }

  @Test func aPumpLeavesWhatItCannotReachAndNeverMoreThanThereIs() throws {
    let solver = try Self.pond { drivers in
      drivers.pumps = [FloodPump(name: "pump", intake: Array(0..<200), capacity: 50, leaves: 0.2)]
    }
    solver.step(until: 3600)
    #expect(abs(solver.totals.pumped - 16_000) < 1e-6, "\(solver.totals.pumped)")
    #expect(solver.depths().allSatisfy { abs($0 - 0.2) < 1e-9 } && Self.balanced(solver))
  }

  @Test func aPumpOverADykeMovesWaterAndTakesNoneOutOfTheWorld() throws {
    // A wall of two metres between the two halves.
    var bed = [Double](repeating: 0, count: 200)
    for row in 0..<10 { bed[row * 20 + 10] = 2 }
    let grid = try FloodGrid(columns: 20, rows: 10, cell: 10, bed: bed, manning: [0.03])
    var drivers = FloodDrivers()
    drivers.initialDepth = (0..<200).map { $0 % 20 < 10 ? 1 : 0 }
    drivers.pumps = [FloodPump(name: "over", intake: [5, 25], outlet: [15, 35], capacity: 0.4)]
    let solver = try FloodSolver<Double>(grid: grid, drivers: drivers)
    solver.step(until: 1800)
    let right = solver.depths().enumerated().filter { $0.offset % 20 > 10 }.reduce(0) { $0 + $1.element } * 100
    #expect(abs(right - 720) < 1e-6, "\(right)")
    #expect(solver.totals.pumped == 0 && abs(solver.totals.stored - 10_000) < 1e-6 && Self.balanced(solver))
  }

  @Test func aShutGateKeepsTheWaterAndAnOpenOneLetsItLevelOut() throws {
    let grid = try FloodGrid(columns: 20, rows: 10, cell: 10, bed: [Double](repeating: 0, count: 200), manning: [0.03])
    var drivers = FloodDrivers()
    drivers.initialDepth = (0..<200).map { $0 % 20 < 10 ? 1 : 0.4 }
    drivers.gates = [
      FloodGate(
        name: "gate", faces: (0..<10).map { FloodFace(cell: $0 * 20 + 9, side: .east) },
        isOpen: try FloodSeries(seconds: [0, 900], values: [0, 1], form: .held))
    ]
    let solver = try FloodSolver<Double>(grid: grid, drivers: drivers)
    solver.step(until: 900)
    for (cell, depth) in solver.depths().enumerated() { #expect(abs(depth - (cell % 20 < 10 ? 1 : 0.4)) < 1e-12) }
    solver.step(until: 7200)
    #expect(solver.depths().allSatisfy { abs($0 - 0.7) < 0.01 } && Self.balanced(solver))
    #expect(abs(solver.totals.stored - 14_000) < 1e-6)
  }

  @Test func drainsStandStillWhileTheTideIsOverTheirOutlet() throws {
    // The tide rises over the outlet between 0.5 and 1 m from 600 s to 1200 s, stays, and falls from 1800 s to 2400 s.
    let tide = try FloodSeries(seconds: [0, 600, 1200, 1800, 2400], values: [0.5, 0.5, 1, 1, 0.5], form: .linear)
    func drained(_ outlet: FloodDrain.Outlet?, working: FloodSeries = .constant(1), until end: Double) throws -> Double {
      let solver = try Self.pond { drivers in
        drivers.drains = [FloodDrain(name: "drain", cells: Array(0..<200), capacity: 36, outlet: outlet, working: working)]
      }
      solver.step(until: end)
      #expect(Self.balanced(solver))
      return solver.totals.drained
    }
    // 36 mm/h on 2 ha: 0.2 m3/s.
    let locked = FloodDrain.Outlet(level: tide, freeBelow: 0.5, blockedAbove: 1)
    #expect(abs(try drained(nil, until: 3000) - 600) < 1e-6)
    #expect(abs(try drained(locked, until: 600) - 120) < 1e-6)
    let rising = try drained(locked, until: 1200) - 120
    #expect(abs(rising - 60) < 1.5, "half of it on average while the tide rises: \(rising)")
    #expect(abs(try drained(locked, until: 1800) - 120 - rising) < 1e-6, "nothing at high tide")
    #expect(abs(try drained(locked, until: 3000) - 240 - 2 * rising) < 3)
    let cleaned = try FloodSeries(seconds: [0, 1000], values: [0, 1], form: .held)
    #expect(abs(try drained(nil, working: cleaned, until: 3000) - 400) < 1e-6)
  }

  @Test func aRiverBringsWhatItsHydrographSaysAndAnAbstractionTakesNoMoreThanThereIs() throws {
    let flow = try FloodSeries(seconds: [0, 600, 1200], values: [0, 4, 0], form: .linear)
    let river = try Self.pond { $0.inflows = [FloodInflow(name: "river", cells: [0, 20, 40], flow: flow)] }
    river.step(until: 1800)
    #expect(abs(river.totals.inflow - 2400) < 2, "\(river.totals.inflow)")
    #expect(abs(river.totals.stored - 20_000 - river.totals.inflow) < 1e-6 && Self.balanced(river))
    let thirsty = try Self.pond { $0.inflows = [FloodInflow(name: "out", cells: Array(0..<200), flow: .constant(-100))] }
    thirsty.step(until: 3600)
    #expect(abs(thirsty.totals.abstracted - 20_000) < 1e-6, "\(thirsty.totals.abstracted)")
    #expect(thirsty.depths().allSatisfy { $0 >= 0 } && Self.balanced(thirsty))
  }
}

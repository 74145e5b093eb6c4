import Basics
import Testing

@testable import Flood

/// The solver against exact solutions, at the gates of the shared folder's README; the peers' errors stand beside.
@Suite(.enabled(if: HydraulicCase.folder != nil)) struct SolverReferenceTests {
  @Test(arguments: ["sw_lake_immersed_bump", "sw_lake_emerged_bump"])
  func lakesOverABumpStayAsTheyAre(name: String) throws {
    let points = try HydraulicCase(name).first
    var channel = Channel(bed: points.map(\.bed), cell: points[1].x - points[0].x)
    // The file holds seven digits; the level surface is what is meant.
    let level = name.contains("immersed") ? 0.5 : 0.1
    channel.drivers.initialDepth = points.map { max(0, level - $0.bed) }
    let solver = try channel.solver()
    solver.step(until: 100)
    #expect(zip(solver.depths(), channel.drivers.initialDepth).allSatisfy { abs($0 - $1) <= 1e-12 })
    #expect(solver.eastFlows().allSatisfy { abs($0) <= 1e-12 })
    #expect(relativeError(solver.depths(), points.map(\.depth)) < 1e-6)
  }

  // Peers (itzi, landlab, LISFLOOD-FP): 1.0, 1.3, 1.3 % at 7200 s.
  @Test func rainOnAPlaneRunsOffAsAKinematicWave() throws {
    let file = try HydraulicCase("kinematic_rain_plane")
    var channel = Channel(bed: file.first.map(\.bed), cell: file.cell, manning: 0.03)
    channel.drivers.rain.zones = [.constant(50)]
    channel.drivers.edges.east = .open
    let solver = try channel.solver()
    for time in file.times {
      solver.step(until: time)
      let error = relativeError(solver.depths(), file.points(at: time).map(\.depth))
      #expect(error <= (time == 7200 ? 0.011 : 0.03), "\(time) s: \(error)")
    }
  }

  // Peers: n 0.03 5.1 (itzi, braked at the level cell), 1.1, 1.0 %; n 0.01 14.0, 5.1, 4.8 %.
  @Test(arguments: [("wave_on_plane_n0.03", 0.03, 0.011), ("wave_on_plane_n0.01", 0.01, 0.051)])
  func aWaveRunsOverAPlane(name: String, manning: Double, gate: Double) throws {
    let file = try HydraulicCase(name)
    var channel = Channel(bed: file.first.map(\.bed), cell: file.cell, manning: manning)
    let x = file.first[0].x
    let seconds = (0...3600).map { Double($0) }
    let levels = seconds.map { time -> Double in
      let run = time - x
      return run <= 0 ? 0 : ExactMath.exp(3.0 / 7 * ExactMath.log(7.0 / 3 * manning * manning * run))
    }
    channel.drivers.edges.west = .level(try FloodSeries(seconds: seconds, values: levels, form: .linear))
    let solver = try channel.solver()
    for time in file.times {
      solver.step(until: time)
      let error = relativeError(solver.depths(), file.points(at: time).map(\.depth))
      #expect(error <= (time == 3600 ? gate : 2 * gate), "\(time) s: \(error)")
    }
  }

  // Peers: 0.47, 0.43, 0.44 %; 1.33, 1.29, 1.29 %; 2.1, 2.1, 2.1 %.
  @Test(arguments: [
    ("sw_macdonald_5km_undulating_manning", 0.03, 2.0, 1.125, 0.0, 0.005),
    ("sw_macdonald_1km_subcritical_manning", 0.033, 2.0, 0.748324, 0.0, 0.013),
    ("sw_macdonald_1km_rain_subcritical_manning", 0.033, 1.0, 0.748324, 0.001, 0.022),
  ])
  func riversFlowAtTheirSteadyDepths(
    name: String, manning: Double, inflow: Double, depth: Double, rain: Double, gate: Double
  ) throws {
    let points = try HydraulicCase(name).first
    let cell = points[1].x - points[0].x
    var channel = Channel(bed: points.map(\.bed), cell: cell, manning: manning)
    if name.contains("5km") { channel.drivers.initialDepth = points.map { max(0, depth - $0.bed) } }
    channel.drivers.edges.west = .flow(.constant(inflow * cell))
    channel.drivers.edges.east = .level(.constant(points[points.count - 1].bed + depth))
    if rain > 0 { channel.drivers.rain.zones = [.constant(rain * 3.6e6)] }
    let solver = try channel.solver()
    solver.step(until: name.contains("5km") ? 40_000 : 8_000)
    let error = relativeError(solver.depths(), points.map { $0.inertial ?? $0.depth })
    #expect(error <= gate, "\(name): \(error)")
  }

  // Peers at 60 s: 0.80, 0.64, 0.79 %; 6.5, 5.6, 6.1 %.
  @Test(arguments: [("stoker_field", 1.0, 0.008), ("ritter_field", 0.0, 0.057)])
  func aDamBreaksAsTheseEquationsSay(name: String, below: Double, gate: Double) throws {
    let file = try HydraulicCase(name)
    var channel = Channel(bed: file.first.map(\.bed), cell: file.cell)
    channel.drivers.initialDepth = file.first.map { $0.x < 1000 ? 2 : below }
    let solver = try channel.solver()
    for time in file.times {
      solver.step(until: time)
      let error = relativeError(solver.depths(), file.points(at: time).map { $0.inertial ?? $0.depth })
      #expect(error <= (time == 60 ? gate : 2 * gate), "\(name) \(time) s: \(error)")
    }
    #expect(abs(solver.totals.relativeError) <= 1e-12)
  }

  // Peers after one period: volume +75 %, depths to -0.43 m, volume +32 %.
  @Test func aSwingingParabolaKeepsItsWaterAndIsNeverNegative() throws {
    let file = try HydraulicCase("thacker_planar_1d")
    var channel = Channel(bed: file.first.map(\.bed), cell: file.cell)
    channel.drivers.initialDepth = file.points(at: 0).map(\.depth)
    let solver = try channel.solver()
    for time in file.times.dropFirst() {
      solver.step(until: time)
      #expect(abs(solver.totals.relativeError) <= 1e-12, "\(time) s")
      #expect(solver.depths().allSatisfy { $0 >= 0 }, "\(time) s")
    }
  }
}

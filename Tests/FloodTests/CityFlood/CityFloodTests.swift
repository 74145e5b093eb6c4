import Basics
import Foundation
import Geography
import Testing

@testable import Flood

/// The lower town at cells of 40 m: enough to see a tide come and go, small enough for a test.
enum LowerTown {
  static let terrain: CityTerrain? = {
    var recipe = DumaiGround.recipe
    let window: [(TerrainRecipe.Setting, Double)] = [
      (.cell, 40), (.west, 101.43), (.east, 101.45), (.south, 1.672), (.north, 1.694),
    ]
    for (setting, value) in window { recipe = recipe?.setting(setting, to: value) }
    return recipe.flatMap { SyntheticTerrain.make($0, city: DumaiGround.city) }
  }()

  /// From 01:00 to 13:00 WIB of 8 October 2021: high water at 07:22, 1.84 m.
  static func water(hours: Int = 12, surge: Double = 0) throws -> CityWater {
    let start = try wib("2021-10-08T01:00")
    return CityWater(
      span: Interval(start: start, end: start.adding(minutes: hours * 60)),
      tide: TidePrediction(station: try dumaiStation(), surge: Surge(metres: surge)))
  }

  static func run(_ water: CityWater, threads: Int = 1) throws -> CityFloodResult {
    var options = CityFlood.defaultOptions
    options.threads = threads
    let ground = try #require(terrain)
    let flood = try CityFlood(terrain: ground, water: water)
    let result = try flood.run(everyMinutes: 30, options: options)
    return try #require(result)
  }

  /// Water on ground that is no channel at the end, or at the greatest, m3.
  static func volume(_ result: CityFloodResult, frame: Int? = nil) -> Double {
    let terrain = result.terrain
    return terrain.bed.indices.reduce(0) { sum, cell in
      guard terrain.isDryGround(cell) else { return sum }
      let depth = frame.map { Double(result.depths.millimetres(cell: cell, frame: $0)) / 1000 } ?? Double(result.maximum[cell])
      return sum + depth * terrain.grid.cell * terrain.grid.cell
    }
  }
}

@Suite struct CityFloodTests {
  @Test func theTideFloodsTheLowerTownAtHighWaterAndLeavesItAgain() throws {
    let result = try LowerTown.run(LowerTown.water())
    let before = LowerTown.volume(result, frame: 4)
    let high = LowerTown.volume(result, frame: 14)
    let after = LowerTown.volume(result, frame: result.depths.instants.count - 1)
    #expect(before < 0.02 * high && high > 10_000, "\(before) \(high)")
    #expect(after < 0.6 * high, "\(after) of \(high)")
    #expect(abs(result.totals.relativeError) < 1e-6)
    #expect(result.maximum.allSatisfy { $0 >= 0 } && result.depths.instants.count == 25)
    let town = try #require(result.terrain.areaCodes.firstIndex(of: "14.72.06.1003"))
    let areas = result.areas()
    let flooded = try #require(areas[town])
    #expect(flooded[2].permille[0] == 0 && flooded[14].permille[0] > 50, "\(flooded[14].permille)")
    #expect(result.depths.source.isSynthetic && result.depths.note.hasPrefix("sintetis") && result.series.isSynthetic)
  }

  @Test func oneAndTwoThreadsGiveTheSameBytes() throws {
    let water = try LowerTown.water(hours: 7)
    let one = try LowerTown.run(water, threads: 1)
    let two = try LowerTown.run(water, threads: 2)
    #expect(one.depths.encoded() == two.depths.encoded() && one.maximum == two.maximum && one.hazard == two.hazard)
  }

  @Test func aFloodReadFromItsBytesAnswersAsBefore() throws {
    let result = try LowerTown.run(LowerTown.water(hours: 8))
    let again = try #require(DepthGrid(bytes: result.depths.encoded()))
    let at = try wib("2021-10-08T07:10")
    for cell in stride(from: 0, to: result.terrain.grid.count, by: 7) {
      let point = result.terrain.grid.centre(cell)
      #expect(again.depthMillimetres(at: point, at: at) == result.depths.depthMillimetres(at: point, at: at))
    }
  }

  @Test func aHigherSeaNeverMakesLessFlood() throws {
    let volumes = try [-0.3, 0, 0.3].map { try LowerTown.volume(LowerTown.run(LowerTown.water(hours: 8, surge: $0))) }
    #expect(volumes[0] < volumes[1] && volumes[1] < volumes[2], "\(volumes)")
  }

  @Test func aGateKeepsTheTideOutOfItsDrainAndOneThatIsStuckDoesNot() throws {
    let terrain = try #require(LowerTown.terrain)
    let drain = try #require(terrain.channels.first { $0.id == "parit-dumai-kota" })
    func deepest(_ gate: CityWater.Gate?) throws -> Int32 {
      // Below the banks, so that nothing comes over them.
      var water = try LowerTown.water(hours: 7, surge: -0.6)
      water.gates = gate.map { [$0] } ?? []
      let result = try LowerTown.run(water)
      // Three quarters down the drain, at high water.
      let cell = Int(drain.cells[drain.cells.count * 3 / 4])
      return result.depths.millimetres(cell: cell, frame: 13)
    }
    let span = try LowerTown.water().span
    let none = try deepest(nil)
    let shut = try deepest(.init(name: "g", channel: drain.id, closesAbove: 0.5))
    let stuck = try deepest(.init(name: "g", channel: drain.id, closesAbove: 0.5, stuck: [span]))
    #expect(none == stuck && shut < none - 100, "\(none) \(shut) \(stuck)")
    var wrong = try LowerTown.water()
    wrong.gates = [.init(name: "g", channel: "parit")]
    #expect(throws: Problem.self) { try CityFlood(terrain: terrain, water: wrong) }
  }

  /// Rain while the outlet of the drains lies under the tide stays in the streets.
  @Test func rainAtHighTideFloodsWhereDrainsAreLockedAndPumpsHelp() throws {
    var lockedDepths: [Int32] = []
    func left(outlet: Double, pump: CityWater.Pump? = nil) throws -> Double {
      var water = try LowerTown.water(hours: 9, surge: -0.5)
      let rain = TimedSeries(points: [
        .init(at: try wib("2021-10-08T05:00"), value: 20), .init(at: try wib("2021-10-08T08:00"), value: 0),
      ])
      water.rain = [.init(areas: [], intensity: rain)]
      water.drains = [.init(name: "all", areas: [], capacity: 20, outletLevel: outlet)]
      water.pumps = pump.map { [$0] } ?? []
      let result = try LowerTown.run(water)
      lockedDepths = result.terrain.bed.indices.map { result.depths.millimetres(cell: $0, frame: 15) }
      return LowerTown.volume(result, frame: 15)
    }
    let free = try left(outlet: 9)
    let locked = try left(outlet: 0)
    #expect(locked > 2 * free, "\(free) \(locked)")
    // Where the rain stands deepest.
    let terrain = try #require(LowerTown.terrain)
    let dry = terrain.bed.indices.filter { terrain.isDryGround($0) && terrain.area[$0] >= 0 }
    let deepest = try #require(dry.max { lockedDepths[$0] < lockedDepths[$1] })
    let inside = terrain.grid.centre(deepest)
    let span = try LowerTown.water().span
    let pumped = try left(outlet: 0, pump: .init(name: "p", at: inside, capacity: 0.5))
    let broken = try left(outlet: 0, pump: .init(name: "p", at: inside, capacity: 0.5, off: [span]))
    #expect(pumped < locked - 200 && broken == locked, "\(locked) \(pumped) \(broken)")
  }

  @Test func moreWaterDownTheRiverStandsHigherAlongIt() throws {
    let terrain = try #require(LowerTown.terrain)
    let river = try #require(terrain.channels.first { $0.id == "Sungai Dumai" })
    func level(_ flow: Double) throws -> Double {
      var water = try LowerTown.water(hours: 3)
      let discharge = TimedSeries(points: [.init(at: water.span.start, value: flow)])
      water.rivers = [.init(name: "Sungai Dumai", entry: .channel("Sungai Dumai"), discharge: discharge)]
      let result = try LowerTown.run(water)
      #expect(abs(result.totals.inflow - flow * 3 * 3600) < 1e-3 * max(1, flow * 3 * 3600))
      return Double(result.depths.millimetres(cell: Int(river.cells[river.cells.count / 2]), frame: 6))
    }
    let levels = try [0, 20, 60].map(level)
    #expect(levels[0] < levels[1] && levels[1] < levels[2], "\(levels)")
  }

  /// Shares of a kelurahan against counting its cells in each frame anew.
  @Test func sharesOfAKelurahanAreThoseOfCountingItsCells() throws {
    let result = try LowerTown.run(LowerTown.water(hours: 8))
    let areas = result.areas()
    for (index, area) in areas.enumerated() {
      let cells = result.terrain.bed.indices.filter { result.terrain.area[$0] == Int16(index) && result.terrain.isDryGround($0) }
      guard let area else {
        #expect(cells.isEmpty)
        continue
      }
      for (number, frame) in result.depths.frames.enumerated() {
        let depths = cells.map { frame.millimetres[$0] }.sorted(by: >)
        for (k, least) in CityFloodResult.classes.enumerated() {
          #expect(area[number].permille[k] == Int32(depths.count { $0 >= least } * 1000 / cells.count))
        }
        let tenth = depths[min(depths.count - 1, cells.count / 10)]
        #expect(area[number].tenth == (tenth >= 10 ? tenth : 0))
      }
    }
  }

  @Test func roadsAreAsDeepAsTheGroundUnderThem() throws {
    let result = try LowerTown.run(LowerTown.water(hours: 8))
    let lines = [
      RoadLine(
        points: [101.436, 101.4405].compactMap { Coordinate(latitude: 1.684, longitude: $0) }, roadClass: .local),
      RoadLine(points: [101.446, 101.447].compactMap { Coordinate(latitude: 1.664, longitude: $0) }, roadClass: .local),
    ]
    let graph = RoadGraph.build(lines: lines, origin: .user, projection: DumaiGround.outlines.projection, outlines: nil).value
    for road in result.roads(of: graph, atLeast: 1) {
      let edge = graph.edges[road.edge]
      let a = graph.nodes[Int(edge.from)]
      let b = graph.nodes[Int(edge.to)]
      let middle = LocalPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
      for (frame, depth) in road.millimetres.enumerated() {
        let expected = [a, middle, b].compactMap { result.depths.depthMillimetres(at: $0, at: result.depths.instants[frame]) }
          .max()
        #expect(depth == expected)
      }
    }
  }

  @Test func impossibleWaterIsRefusedByName() throws {
    let terrain = try #require(LowerTown.terrain)
    var water = try LowerTown.water()
    water.rivers = [.init(name: "x", entry: .channel("Sungai Duma"), discharge: TimedSeries(points: []))]
    do {
      _ = try CityFlood(terrain: terrain, water: water)
      Issue.record("a river that is not there was taken")
    } catch {
      #expect(error.code == "flood.city.river" && error.advice?.contains("Sungai Dumai") == true)
    }
    water = try LowerTown.water()
    water.pumps = [.init(name: "far", at: LocalPoint(x: 1e6, y: 0), capacity: 1)]
    #expect(throws: Problem.self) { try CityFlood(terrain: terrain, water: water) }
    water = try LowerTown.water()
    water.span = Interval(start: water.span.end, end: water.span.start)
    #expect(throws: Problem.self) { try CityFlood(terrain: terrain, water: water) }
    let flood = try CityFlood(terrain: terrain, water: try LowerTown.water(hours: 2))
    #expect(try flood.run(progress: { $0 < 0.4 }) == nil, "a run that is stopped gives nothing")
    #expect(throws: Problem.self) { try flood.run(everyMinutes: 0) }
  }
}

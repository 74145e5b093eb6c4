import Basics
import Flood
import Foundation
import Geography
import Incident
import Operations
import Testing

@testable import Drill

@Suite struct ScenarioFloodTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scenarios/dumai")

  private func files(_ name: String) throws -> ScenarioFiles {
    try ScenarioFiles(Self.folder.appending(path: "\(name).yaml").path)
  }

  @Test(arguments: ["mini", "2021-10-rob", "2021-10-sungai", "rob-dan-hujan"])
  func eachScenarioOfDumaiWithWaterMakesAFloodThatSaysThatItIsSynthetic(_ name: String) throws {
    let files = try files(name)
    #expect(files.scenario.water.isDriven)
    let flood = try ScenarioFlood(scenario: files.scenario, city: files.city, files: files.pack.files)
    #expect(flood.flood.terrain.source.isSynthetic && flood.flood.terrain.checkInvariants().isEmpty)
    #expect(flood.flood.water.span.start == (files.scenario.water.from ?? files.scenario.start))
    #expect(flood.flood.water.span.end >= files.scenario.span.end)
    #expect(flood.flood.water.pumps.count == files.scenario.water.pumps.count)
    #expect(flood.flood.water.rivers.count == files.scenario.water.rivers.count)
  }

  @Test func theMiniScenarioPutsTheMorningTideIntoTheStreets() throws {
    let files = try files("mini")
    let flood = try ScenarioFlood(scenario: files.scenario, city: files.city, files: files.pack.files)
    let result = try #require(try flood.flood.run(everyMinutes: 30))
    let water = DrillWater(grid: result.depths, city: files.city)
    #expect(water.grounds.contains { $0.millimetres.contains { $0 >= 100 } })
    #expect(abs(result.totals.relativeError) < 1e-6)
    let high = try #require(Instant("2021-10-08T07:22+07:00"))
    #expect(abs(flood.seaMillimetres(at: high) - 1839) <= 2)
  }

  @Test func aUsersOwnGridReplacesTheRecipeAndIsNotSynthetic() throws {
    let files = try files("mini")
    let cells = 400
    let raster = try #require(
      Raster(
        columns: cells, rows: cells, corner: LocalPoint(x: 101.35, y: 1.6), cell: 0.0005,
        values: (0..<(cells * cells)).map { Float($0 / cells) * 0.01 }))
    let flood = try ScenarioFlood(
      scenario: files.scenario, city: files.city, files: files.pack.files, dem: ("dem.asc", raster))
    #expect(!flood.flood.terrain.source.isSynthetic)
  }
}

import Basics
import Foundation
import Geography
import Testing

@testable import Flood

@Suite struct TerrainTests {
  private func terrain() throws -> CityTerrain { try #require(DumaiGround.terrain) }

  @Test func theGroundOfDumaiIsSoundAndSaysThatItIsSynthetic() throws {
    let terrain = try terrain()
    #expect(terrain.checkInvariants().isEmpty, "\(terrain.checkInvariants().map(\.text))")
    #expect(terrain.source.isSynthetic && terrain.note.hasPrefix("sintetis"))
    #expect((20...30).contains(terrain.grid.cell) && (60_000...400_000).contains(terrain.grid.count))
    #expect(terrain.raster() != nil)
  }

  @Test func theSameRecipeGivesTheSameGroundAndAnotherSeedAnother() throws {
    let recipe = try #require(DumaiGround.recipe)
    let again = try #require(SyntheticTerrain.make(recipe, city: DumaiGround.city))
    #expect(try again.bed.map(\.bitPattern) == terrain().bed.map(\.bitPattern))
    let other = try #require(recipe.setting(.seed, to: 2).flatMap { SyntheticTerrain.make($0, city: DumaiGround.city) })
    #expect(try other.bed != terrain().bed && other.cover == terrain().cover)
  }

  /// RPJMD Kota Dumai: mean levels of 1.3-6.3 m, slopes of 0-3 %, Kelurahan Dumai Kota about 2 m.
  @Test func theGroundKeepsWhatIsStatedOfDumai() throws {
    let terrain = try terrain()
    for (code, mean) in zip(terrain.areaCodes, terrain.meanLevels()) {
      // Corners of the two that lie mostly outside of the window are no mean of the kelurahan.
      guard let mean, !["14.72.03.1004", "14.72.03.1005"].contains(code) else { continue }
      #expect((1.3...6.3).contains(mean), "\(DumaiGround.name(code)): \(mean) m")
      if code == "14.72.06.1003" { #expect(abs(mean - 2) < 0.02) }
    }
    var steep = 0
    var pairs = 0
    for i in terrain.bed.indices where terrain.isDryGround(i) && i % terrain.grid.columns > 0 && terrain.isDryGround(i - 1) {
      pairs += 1
      if abs(terrain.bed[i] - terrain.bed[i - 1]) > 0.03 * Float(terrain.grid.cell) { steep += 1 }
    }
    #expect(Double(steep) < 0.001 * Double(pairs), "\(steep) of \(pairs)")
  }

  @Test func sungaiDumaiFallsToTheSeaThroughTheKelurahanOfItsReports() throws {
    let terrain = try terrain()
    let river = try #require(terrain.channels.first { $0.id == "Sungai Dumai" })
    var passed: [String] = []
    for cell in river.cells {
      let area = terrain.area[Int(cell)]
      let name = area < 0 ? "" : DumaiGround.name(terrain.areaCodes[Int(area)])
      if passed.last != name { passed.append(name) }
    }
    let order = ["Bumi Ayu", "Bukit Datuk", "Ratu Sima", "Dumai Kota"].compactMap { passed.firstIndex(of: $0) }
    #expect(order.count == 4 && order == order.sorted(), "\(passed)")
    let beds = river.cells.map { terrain.bed[Int($0)] }
    #expect(zip(beds, beds.dropFirst()).allSatisfy { $0 >= $1 - 1e-4 })
    let mouth = try #require(river.cells.last)
    var meetsSea = false
    terrain.grid.neighbours(of: Int(mouth)) { if terrain.cover[$0] == .sea { meetsSea = true } }
    #expect(meetsSea)
  }

  @Test func eachMainDrainFallsToTheSeaOrARiver() throws {
    let terrain = try terrain()
    let drains = terrain.channels.filter(\.isDrain)
    #expect(drains.count == DumaiGround.city.drains.count && drains.count >= 4)
    for drain in drains {
      let mouth = Int(try #require(drain.cells.last))
      var ends = terrain.cover[mouth] == .river
      terrain.grid.neighbours(of: mouth) { if terrain.cover[$0] == .sea { ends = true } }
      #expect(ends, "\(drain.id)")
      #expect(drain.gate != nil)
    }
  }

  /// The distance field against looking at every marked cell.
  @Test func distancesAreThoseOfTryingEachMarkedCell() {
    let seed: UInt64 = 3
    var stream = RandomStream(seed: seed, name: "distance")
    for round in 0..<40 {
      let columns = stream.int(in: 1...14)
      let rows = stream.int(in: 1...14)
      let marked = Set(stream.sample(stream.int(in: 0...6), of: columns * rows))
      let field = DistanceField(columns: columns, rows: rows) { marked.contains($0) }
      for i in 0..<(columns * rows) {
        let brute = marked.map { m -> Double in
          let dx = Double(m % columns - i % columns)
          let dy = Double(m / columns - i / columns)
          return (dx * dx + dy * dy).squareRoot()
        }.min()
        #expect(brute.map { Float($0) } ?? .infinity == field.distance[i], "seed \(seed) round \(round) cell \(i)")
        #expect((field.nearest[i] >= 0) == (brute != nil) && (field.nearest[i] < 0 || marked.contains(Int(field.nearest[i]))))
      }
    }
  }

  /// Against repeated relaxation: spill level of a cell is the least, over ways to an outlet, of the highest bed on the way.
  @Test func noPitIsDeeperThanAllowed() throws {
    let seed: UInt64 = 5
    var stream = RandomStream(seed: seed, name: "pits")
    let grid = try #require(TerrainGrid(columns: 12, rows: 9, corner: LocalPoint(x: 0, y: 0), cell: 10))
    for round in 0..<20 {
      let start = (0..<grid.count).map { _ in Float(stream.unit()) * 3 }
      let outlets = Set(stream.sample(3, of: grid.count))
      var spill = start.indices.map { outlets.contains($0) ? start[$0] : Float.infinity }
      for _ in 0..<grid.count {
        for i in spill.indices where !outlets.contains(i) {
          grid.neighbours(of: i) { spill[i] = min(spill[i], max(spill[$0], start[i])) }
        }
      }
      var bed = start
      DepressionFilling.fill(&bed, grid: grid, deepest: 0.2, isOutlet: outlets.contains, isGround: { _ in true })
      for i in bed.indices {
        let expected = outlets.contains(i) ? start[i] : max(start[i], spill[i] - 0.2)
        #expect(bed[i] == expected, "seed \(seed) round \(round) cell \(i)")
      }
    }
  }

  @Test func aUsersOwnGridReplacesTheSyntheticGround() throws {
    let recipe = try #require(DumaiGround.recipe)
    // Degrees, as elevation models come: a ramp that rises 1 m each 0.01 degrees to the south.
    let cell = 0.0005
    let columns = 240
    let rows = 240
    let corner = LocalPoint(x: 101.37, y: 1.60)
    let values = (0..<(columns * rows)).map { Float(Double($0 / columns) * cell * 100) }
    let dem = try #require(Raster(columns: columns, rows: rows, corner: corner, cell: cell, values: values))
    let terrain = try #require(SurveyedTerrain.make(dem: dem, name: "ramp.asc", recipe: recipe, city: DumaiGround.city))
    #expect(terrain.checkInvariants().isEmpty && !terrain.source.isSynthetic && !terrain.note.contains("sintetis"))
    #expect(terrain.channels.isEmpty, "synthetic rivers are not burnt into real ground")
    for code in ["14.72.06.1003", "14.72.07.1005"] {
      let i = try #require(terrain.areaCodes.firstIndex(of: code))
      let inside = try #require(DumaiGround.outlines.index(of: code).map { DumaiGround.outlines.areas[$0].inside })
      let cell = try #require(terrain.grid.index(at: inside))
      let expected = (1.72 - DumaiGround.outlines.projection.coordinate(inside).latitude) * 100
      #expect(Int(terrain.area[cell]) == i && abs(Double(terrain.bed[cell]) - expected) < 0.1)
    }
    let far = try #require(Raster(columns: 2, rows: 2, corner: LocalPoint(x: 0, y: 0), cell: cell, values: [1, 1, 1, 1]))
    #expect(SurveyedTerrain.make(dem: far, name: "far.asc", recipe: recipe, city: DumaiGround.city) == nil)
  }

  @Test func recipesAndDrainsWithFaultsAreNamedAndNeverCrash() throws {
    let good = DumaiGround.bytes("terrain.csv")
    let text = String(decoding: good, as: UTF8.self)
    for (from, to, field) in [
      ("cell_m,30", "cell_m,0", "value"), ("relief_m,0.15,fitted", "relief_m,0.15,guessed", "basis"),
      ("channel_depth_m", "chanel_depth_m", "setting"),
    ] {
      let reading = TerrainRecipe.read(Array(text.replacingOccurrences(of: from, with: to).utf8))
      #expect(reading.value == nil && reading.problems.contains { $0.place?.field == field }, "\(to)")
    }
    #expect(TerrainRecipe.read(Array(text.replacingOccurrences(of: "river,Sungai Dumai,stated,", with: "").utf8)).value == nil)
    let seed: UInt64 = 11
    var stream = RandomStream(seed: seed, name: "recipe")
    for name in ["terrain.csv", "drains.csv", "rivers.geojson"] {
      let whole = DumaiGround.bytes(name).prefix(4_000)
      for _ in 0..<200 {
        var bytes = Array(whole)
        for _ in 0...stream.int(in: 0...6) { bytes[stream.int(in: 0...(bytes.count - 1))] = UInt8(stream.int(in: 0...255)) }
        if let recipe = TerrainRecipe.read(bytes).value { _ = recipe.grid(DumaiGround.outlines.projection) }
        _ = DrainLine.read(bytes)
        _ = RiverLine.read(bytes)
      }
    }
  }
}

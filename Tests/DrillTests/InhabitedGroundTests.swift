import Basics
import Geography
import Incident
import Testing

@testable import Drill

@Suite("Where people live") struct InhabitedGroundTests {
  /// A grid of 40 m over the roads of the city, dry but for the cells that are named.
  private static func grid(_ city: City, wet: (LocalPoint) -> Bool) throws -> DepthGrid {
    let roads = try #require(city.roads)
    let (west, east) = (roads.nodes.map(\.x).min() ?? 0, roads.nodes.map(\.x).max() ?? 0)
    let (south, north) = (roads.nodes.map(\.y).min() ?? 0, roads.nodes.map(\.y).max() ?? 0)
    let cell = 40.0
    let (columns, rows) = (Int((east - west) / cell) + 10, Int((north - south) / cell) + 10)
    let corner = LocalPoint(x: west - 200, y: south - 200)
    var depths = [Int32](repeating: 0, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let centre = LocalPoint(x: corner.x + (Double(column) + 0.5) * cell, y: corner.y + (Double(rows - row) - 0.5) * cell)
        if wet(centre) { depths[row * columns + column] = 900 }
      }
    }
    let start = Instant(milliseconds: 1_633_539_600_000)
    let frames = [0, 60].map {
      DepthGrid.Frame(at: start.adding(minutes: $0), millimetres: $0 == 0 ? depths.map { _ in 0 } : depths)
    }
    return try #require(
      DepthGrid(
        columns: columns, rows: rows, corner: corner, cell: cell, frames: frames, source: .simulated(synthetic: true), note: ""))
  }

  private static func distance(_ p: LocalPoint, _ roads: RoadGraph, _ edges: [RoadGraph.Edge]? = nil) -> Double {
    (edges ?? roads.edges).reduce(Double.infinity) { best, edge in
      if edge.from > edge.to { return best }
      let (a, b) = (roads.nodes[Int(edge.from)], roads.nodes[Int(edge.to)])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = dx * dx + dy * dy
      let part = length > 0 ? min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0
      let (ex, ey) = (p.x - a.x - part * dx, p.y - a.y - part * dy)
      return min(best, (ex * ex + ey * ey).squareRoot())
    }
  }

  @Test("is near roads, as measuring each distance says, and nowhere else") func mask() throws {
    let city = try #require(OneWindow.setting).city
    let roads = try #require(city.roads)
    let grid = try Self.grid(city) { _ in false }
    let mask = try #require(InhabitedGround.mask(grid, city: city, withinMetres: 100))
    var stream = RandomStream(seed: 9, name: "cells")
    var (near, far) = (0, 0)
    for _ in 0..<400 {
      let cell = stream.int(in: 0...(mask.count - 1))
      let (row, column) = (cell / grid.columns, cell % grid.columns)
      let centre = LocalPoint(
        x: grid.corner.x + (Double(column) + 0.5) * grid.cell, y: grid.corner.y + (Double(grid.rows - row) - 0.5) * grid.cell)
      let distance = Self.distance(centre, roads)
      // Roads are looked at every half cell: a cell at the very edge may fall either way.
      if distance > 100 { #expect(!mask[cell], "\(distance) m") }
      if distance < 98 { #expect(mask[cell], "\(distance) m") }
      if distance < 98 { near += 1 } else { far += 1 }
    }
    #expect(near > 20 && far > 20)
  }

  @Test("water where nobody lives puts nobody at risk, and water at the doors does") func water() throws {
    let city = try #require(OneWindow.setting).city
    let roads = try #require(city.roads)
    let area = AreaID("14.72.06.1002")
    let place = try #require(city.outlines.index(of: area.rawValue))
    let instant = Instant(milliseconds: 1_633_539_600_000).adding(minutes: 60)
    let middle = try #require(
      city.areas.first { $0.id == area }.flatMap { _ in roads.nodes.first { city.outlines.areaIndex(containing: $0) == place } })
    // Roads of the neighbourhood: others are farther than any distance that counts here.
    let edges = roads.edges.filter { edge in
      let a = roads.nodes[Int(edge.from)]
      return abs(a.x - middle.x) < 3500 && abs(a.y - middle.y) < 3500
    }
    func inside(_ p: LocalPoint) -> Bool { city.outlines.areaIndex(containing: p) == place }
    // Away from the doors: everything of the kelurahan that is 150 m and more from a road.
    let far = try Self.grid(city) { inside($0) && Self.distance($0, roads, edges) > 150 }
    let empty = DrillWater(grid: far, city: city, inhabited: InhabitedGround.mask(far, city: city, withinMetres: 100))
    #expect(empty.shares(area, at: instant).allSatisfy { $0 == 0 })
    let doors = try Self.grid(city) { inside($0) && Self.distance($0, roads, edges) <= 90 }
    let masked = DrillWater(grid: doors, city: city, inhabited: InhabitedGround.mask(doors, city: city, withinMetres: 100))
    let spread = DrillWater(grid: doors, city: city)
    #expect(masked.shares(area, at: instant).reduce(0, +) > 0.8)
    #expect(masked.shares(area, at: instant).reduce(0, +) >= spread.shares(area, at: instant).reduce(0, +))
  }

  @Test("the figure stands in the scenario with the word assumed") func stated() throws {
    let scenario = try #require(OneWindow.setting).scenario
    #expect(scenario.residents.inhabitedWithinMetres == 100)
    let source = scenario.sources.first { $0.path == "residents.inhabited_within_m_of_road" }
    #expect(source?.kind == .assumed, "\(scenario.sources.map(\.path))")
  }
}

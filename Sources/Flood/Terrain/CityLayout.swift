import Basics
import Geography

/// Where land, sea, kelurahan, rivers and drains lie on a grid: what synthetic and surveyed ground have in common.
struct CityLayout {
  let grid: TerrainGrid
  let projection: LocalProjection
  var cover: [LandCover]
  let area: [Int16]
  let areaCodes: [String]
  var channels: [CityTerrain.Channel] = []
  /// To the nearest sea cell, in cells; all sea counts, not only its edge.
  let shore: DistanceField

  init(grid: TerrainGrid, city: CityGround, recipe: TerrainRecipe) {
    self.grid = grid
    projection = city.outlines.projection
    areaCodes = city.outlines.areas.map(\.code)
    let land = city.shoreline.polygons(projection)
    var area = [Int16](repeating: -1, count: grid.count)
    var cover = [LandCover](repeating: .sea, count: grid.count)
    let densities = city.outlines.areas.map { one in
      Double(city.people[one.code] ?? 0) / max(0.01, one.shape.area / 1e6)
    }
    for i in 0..<grid.count {
      let centre = grid.centre(i)
      guard land.contains(centre) else { continue }
      let index = city.outlines.areaIndex(containing: centre) ?? -1
      area[i] = Int16(clamping: index)
      cover[i] = index >= 0 && densities[index] >= recipe[.builtUpDensity] ? .builtUp : .plantation
    }
    let shore = DistanceField(columns: grid.columns, rows: grid.rows) { cover[$0] == .sea }
    self.area = area
    self.shore = shore
    self.cover = cover
    let fringe = Float(recipe[.mangroveWidth] / grid.cell)
    for i in cover.indices where cover[i] == .plantation && shore.distance[i] <= fringe { self.cover[i] = .mangrove }
    addRivers(city.rivers, width: recipe[.channelWidth])
    widenMouth(recipe)
    addDrains(city)
    keepEdgeOfSea()
  }

  private mutating func addRivers(_ rivers: [RiverLine], width: Double) {
    for river in rivers {
      let all = grid.cells(along: toTheSea(river.points.map(projection.point))).filter { cover[$0] != .sea }
      let cells = downstreamPart(all)
      guard cells.count > 1 else { continue }
      for cell in cells { cover[cell] = .river }
      channels.append(
        CityTerrain.Channel(
          id: river.name, name: river.name, isDrain: false, cells: withoutLoops(cells).map(Int32.init), width: width))
    }
  }

  /// The main river widens towards its mouth: cells on either side of its course become river too.
  private mutating func widenMouth(_ recipe: TerrainRecipe) {
    guard let river = channels.first(where: { !$0.isDrain && $0.id == recipe.river }), recipe[.tidalReach] > 0 else { return }
    for (i, cell) in river.cells.reversed().enumerated() {
      let seaward = 1 - Double(i) * grid.cell / 1000 / recipe[.tidalReach]
      if seaward <= 0 { break }
      let half = (recipe[.channelWidth] + (recipe[.mouthWidth] - recipe[.channelWidth]) * seaward) / 2
      let reach = Int(half / grid.cell)
      let (row, column) = (Int(cell) / grid.columns, Int(cell) % grid.columns)
      for r in max(0, row - reach)...min(grid.rows - 1, row + reach) {
        for c in max(0, column - reach)...min(grid.columns - 1, column + reach) {
          let square = Double((r - row) * (r - row) + (c - column) * (c - column)) * grid.cell * grid.cell
          let place = r * grid.columns + c
          if square <= half * half, cover[place].rawValue > LandCover.sea.rawValue { cover[place] = .river }
        }
      }
    }
  }

  private mutating func addDrains(_ city: CityGround) {
    for drain in city.drains {
      let stops = drain.path.compactMap { code in city.outlines.index(of: code).map { city.outlines.areas[$0].inside } }
      guard !stops.isEmpty else { continue }
      // Where it meets a river it ends there.
      var cells: [Int] = []
      for cell in grid.cells(along: toTheSea(stops)) {
        if cover[cell] == .sea { break }
        cells.append(cell)
        if cover[cell] == .river { break }
      }
      guard cells.count > 1 else { continue }
      for cell in cells where cover[cell] != .river { cover[cell] = .drain }
      channels.append(
        CityTerrain.Channel(
          id: drain.id, name: drain.name, isDrain: true, gate: drain.gate, cells: withoutLoops(cells).map(Int32.init),
          width: drain.width))
    }
  }

  /// The line, and on to the centre of the sea cell nearest to its end.
  private func toTheSea(_ points: [LocalPoint]) -> [LocalPoint] {
    guard let last = points.last, let cell = grid.index(at: last), shore.nearest[cell] >= 0, shore.distance[cell] > 0 else {
      return points
    }
    return points + [grid.centre(Int(shore.nearest[cell]))]
  }

  /// Where a line leaves the window and comes back, what lies below its last return: its cells hang together.
  private func downstreamPart(_ cells: [Int]) -> [Int] {
    var first = cells.count - 1
    while first > 0 {
      let (a, b) = (cells[first - 1], cells[first])
      if abs(a / grid.columns - b / grid.columns) + abs(a % grid.columns - b % grid.columns) != 1 { break }
      first -= 1
    }
    return first < 0 ? [] : Array(cells[first...])
  }

  /// A cell that the line comes back to cuts off what lies between.
  private func withoutLoops(_ cells: [Int]) -> [Int] {
    var out: [Int] = []
    var place: [Int: Int] = [:]
    for cell in cells {
      if let at = place[cell] {
        for dropped in out[(at + 1)...] { place[dropped] = nil }
        out.removeSubrange((at + 1)...)
      } else {
        place[cell] = out.count
        out.append(cell)
      }
    }
    return out
  }

  /// Sea that touches no land is outside.
  private mutating func keepEdgeOfSea() {
    let whole = cover
    for i in whole.indices where whole[i] == .sea {
      let row = i / grid.columns
      let column = i - row * grid.columns
      var touches = false
      for r in max(0, row - 1)...min(grid.rows - 1, row + 1) {
        for c in max(0, column - 1)...min(grid.columns - 1, column + 1) where whole[r * grid.columns + c] != .sea {
          touches = true
        }
      }
      if !touches { cover[i] = .outside }
    }
  }
}

/// What a terrain is made on: the map of a city pack.
public struct CityGround: Sendable {
  public var outlines: Outlines
  public var shoreline: Shoreline
  public var rivers: [RiverLine]
  public var drains: [DrainLine]
  /// Population by kelurahan code.
  public var people: [String: Int]

  public init(outlines: Outlines, shoreline: Shoreline, rivers: [RiverLine], drains: [DrainLine], people: [String: Int]) {
    self.outlines = outlines
    self.shoreline = shoreline
    self.rivers = rivers
    self.drains = drains
    self.people = people
  }
}

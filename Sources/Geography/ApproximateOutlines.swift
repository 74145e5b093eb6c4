import Basics

/// Outlines of areas approximated from facts alone: centre, size, extent in all four directions, and the shoreline.
///
/// On a fine raster each cell of land goes to the area whose scaled distance `√((dx/halfWidth)⁴ + (dy/halfHeight)⁴) - weight` is
/// least, among those whose extent holds the cell, and to none where it is above 0 for all: power cells (Aurenhammer 1987) in
/// units of each area's own extent, with a distance between a circle's and a square's that fills extents better. Weights are moved until sizes fit and centres until the cells' centre of gravity is the
/// known one. Then loose bits and gaps go to a neighbour and borders are traced.
struct ApproximateOutlines {
  static let cellMetres = 50.0
  static let rounds = 140
  /// Share of its parent that an area without facts is given, taken from the parent's east: assumed.
  static let assumedShare = 0.3

  /// What the raster knows of one area with facts.
  private struct Site {
    var columns: Range<Int>
    var rows: Range<Int>
    var centre: LocalPoint
    let point: LocalPoint
    let halfWidth: Double
    let halfHeight: Double
    let cells: Double
    var weight = 1.0
    var step = 0.25
    var lastSign = 0.0
  }

  let grid: CellGrid
  private let land: [Bool]
  private var sites: [Site]
  private var best: [Float]
  /// Site of each cell, -1 for none.
  private(set) var labels: [Int16]

  init(extents: [AreaFacts.Extent], shoreline: Shoreline, projection: LocalProjection) {
    let boxes = extents.map { Bounds([projection.point($0.southWest), projection.point($0.northEast)]) }
    let all = boxes.reduce(Bounds.empty) { $0.union($1) }
    let cell = max(Self.cellMetres, (all.width * all.height / 6e6).squareRoot())
    let grid = CellGrid(
      west: all.west - cell, south: all.south - cell, cell: cell, columns: Int(all.width / cell) + 3,
      rows: Int(all.height / cell) + 3)
    self.grid = grid
    land = grid.mask(shoreline.polygons(projection))
    sites = zip(extents, boxes).map { extent, box in
      let point = projection.point(extent.point)
      return Site(
        columns: grid.column(box.west)..<(grid.column(box.east) + 1), rows: grid.row(box.south)..<(grid.row(box.north) + 1),
        centre: point, point: point, halfWidth: max(cell, box.width / 2), halfHeight: max(cell, box.height / 2),
        cells: max(1, extent.squareKilometres * 1e6 / (cell * cell)))
    }
    best = [Float](repeating: 0, count: grid.count)
    labels = [Int16](repeating: -1, count: grid.count)
  }

  /// Runs all rounds and cleans up. About 3 s for a city of 80 by 90 km.
  mutating func fit(shouldStop: () -> Bool = { false }) {
    for round in 0..<Self.rounds where !shouldStop() {
      assign()
      adjust(round: round)
    }
    assign()
    claimPoints()
    for i in sites.indices { dropLooseBits(of: Int16(i), keep: grid.index(of: sites[i].point)) }
    fillGaps()
  }

  private mutating func assign() {
    for i in best.indices { best[i] = 0 }
    for i in labels.indices { labels[i] = -1 }
    for (k, site) in sites.enumerated() {
      let weight = Float(site.weight)
      let across = site.columns.map { column in Self.fourth((grid.x(column) - site.centre.x) / site.halfWidth) }
      for row in site.rows {
        let down = Self.fourth((grid.y(row) - site.centre.y) / site.halfHeight)
        let base = row * grid.columns
        for (i, column) in site.columns.enumerated() where land[base + column] {
          let distance = (across[i] + down).squareRoot() - weight
          if distance < best[base + column] {
            best[base + column] = distance
            labels[base + column] = Int16(k)
          }
        }
      }
    }
  }

  private static func fourth(_ u: Double) -> Float { Float(u * u * u * u) }

  /// Moves weights towards the sizes and, in the first three quarters of the rounds, centres towards the centres of gravity.
  private mutating func adjust(round: Int) {
    for k in sites.indices {
      var (count, sumX, sumY) = (0, 0, 0)
      for row in sites[k].rows {
        for column in sites[k].columns where labels[row * grid.columns + column] == Int16(k) {
          count += 1
          sumX += column
          sumY += row
        }
      }
      let lack = (sites[k].cells - Double(count)) / sites[k].cells
      let sign: Double = lack > 0 ? 1 : lack < 0 ? -1 : 0
      sites[k].step = sign * sites[k].lastSign < 0 ? sites[k].step / 2 : min(0.5, sites[k].step * 1.1)
      if round % 10 == 0, round * 10 < Self.rounds * 7 { sites[k].step = max(0.05, sites[k].step) }
      sites[k].lastSign = sign
      sites[k].weight += sites[k].step * min(1, max(-1, lack * 3))
      guard count > 0, round * 4 < Self.rounds * 3 else { continue }
      let gravity = LocalPoint(
        x: grid.west + (Double(sumX) / Double(count) + 0.5) * grid.cell,
        y: grid.south + (Double(sumY) / Double(count) + 0.5) * grid.cell)
      moveCentre(k, by: gravity)
    }
  }

  private mutating func moveCentre(_ k: Int, by gravity: LocalPoint) {
    let site = sites[k]
    let x = site.centre.x - 0.1 * (gravity.x - site.point.x)
    let y = site.centre.y - 0.1 * (gravity.y - site.point.y)
    sites[k].centre.x = min(site.point.x + 1.5 * site.halfWidth, max(site.point.x - 1.5 * site.halfWidth, x))
    sites[k].centre.y = min(site.point.y + 1.5 * site.halfHeight, max(site.point.y - 1.5 * site.halfHeight, y))
  }

  /// The cells around each known point belong to its area, whatever the distances say.
  private mutating func claimPoints() {
    for (k, site) in sites.enumerated() {
      let column = grid.column(site.point.x)
      let row = grid.row(site.point.y)
      for r in max(0, row - 1)...min(grid.rows - 1, row + 1) {
        for c in max(0, column - 1)...min(grid.columns - 1, column + 1) { labels[r * grid.columns + c] = Int16(k) }
      }
    }
  }

  /// Only the part with the cell `keep` stays; the others are free again.
  private mutating func dropLooseBits(of label: Int16, keep: Int) {
    let part = component(from: keep, label)
    var inside = [Bool](repeating: false, count: labels.count)
    for cell in part { inside[cell] = true }
    for cell in labels.indices where labels[cell] == label && !inside[cell] { labels[cell] = -1 }
  }

  private func component(from start: Int, _ label: Int16) -> [Int] {
    guard labels[start] == label else { return [] }
    var seen: Set<Int> = [start]
    var cells = [start]
    var next = 0
    while next < cells.count {
      for cell in neighbours(cells[next]) where labels[cell] == label && seen.insert(cell).inserted { cells.append(cell) }
      next += 1
    }
    return cells
  }

  private func neighbours(_ cell: Int) -> [Int] {
    let column = cell % grid.columns
    var out: [Int] = []
    if column > 0 { out.append(cell - 1) }
    if column < grid.columns - 1 { out.append(cell + 1) }
    if cell >= grid.columns { out.append(cell - grid.columns) }
    if cell < grid.count - grid.columns { out.append(cell + grid.columns) }
    return out
  }

  /// Free land that neither the sea nor the edge of the raster touches goes to the nearest area, layer by layer.
  private mutating func fillGaps() {
    var seen = labels.map { $0 >= 0 }
    for start in labels.indices where !seen[start] && land[start] {
      var cells = [start]
      seen[start] = true
      var isGap = true
      var next = 0
      while next < cells.count {
        let around = neighbours(cells[next])
        if around.count < 4 { isGap = false }
        for cell in around where labels[cell] < 0 {
          if !land[cell] { isGap = false }
          if land[cell], !seen[cell] {
            seen[cell] = true
            cells.append(cell)
          }
        }
        next += 1
      }
      if isGap { fill(cells) }
    }
  }

  private mutating func fill(_ gap: [Int]) {
    var layer = gap.sorted()
    while !layer.isEmpty {
      let taken = layer.map { cell in neighbours(cell).first { labels[$0] >= 0 }.map { labels[$0] } ?? -1 }
      if taken.allSatisfy({ $0 < 0 }) { return }
      for (cell, label) in zip(layer, taken) { labels[cell] = label }
      layer = zip(layer, taken).filter { $0.1 < 0 }.map(\.0)
    }
  }

  /// Gives the assumed share of `parent`, from its east, to a new label; the parent's own point stays in the parent. Returns a
  /// point inside of the new part.
  mutating func split(_ parent: Int, as child: Int16) -> LocalPoint? {
    let cells = labels.indices.filter { labels[$0] == Int16(parent) }
    let keep = grid.index(of: sites[parent].point)
    let east = cells.sorted { a, b in
      a % grid.columns != b % grid.columns ? a % grid.columns > b % grid.columns : a < b
    }
    for cell in east.prefix(Int(Double(cells.count) * Self.assumedShare)) where cell != keep { labels[cell] = child }
    let main = component(from: keep, Int16(parent))
    var inMain = [Bool](repeating: false, count: labels.count)
    for cell in main { inMain[cell] = true }
    for cell in cells where labels[cell] == Int16(parent) && !inMain[cell] { labels[cell] = child }
    return deepest(child)
  }

  /// The middle of the cell that lies farthest from the border of its label; the lowest such cell.
  func deepest(_ label: Int16) -> LocalPoint? {
    var layer = labels.indices.filter { labels[$0] == label }
    var inside = [Bool](repeating: false, count: labels.count)
    for cell in layer { inside[cell] = true }
    var last = layer
    while !layer.isEmpty {
      last = layer
      let border = layer.filter { cell in
        let around = neighbours(cell)
        return around.count < 4 || around.contains { !inside[$0] }
      }
      for cell in border { inside[cell] = false }
      layer = layer.filter { inside[$0] }
    }
    return last.first.map { LocalPoint(x: grid.x($0 % grid.columns), y: grid.y($0 / grid.columns)) }
  }
}

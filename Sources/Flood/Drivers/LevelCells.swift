/// Cells with a given level, and the faces beyond them. Such a face has no flow of its own; it takes that of the face on the
/// other side of the cell, as else the weighting by neighbours would brake what comes in (de Almeida et al. 2012).
final class LevelCells<Scalar: FloodScalar> {
  private struct Group {
    var series: FloodSeries
    var cells: [Int32]
  }

  private var groups: [Group] = []
  private let fields: FloodFields<Scalar>
  private var eastCopies: [(to: Int, from: Int)] = []
  private var southCopies: [(to: Int, from: Int)] = []
  /// Whether a cell has a given level, by place.
  var isEmpty: Bool { groups.isEmpty }

  init(_ drivers: FloodDrivers, grid: FloodGrid, fields: FloodFields<Scalar>) {
    self.fields = fields
    var levels = drivers.levels.map { (series: $0.level, cells: $0.cells) }
    let edges = drivers.edges
    for (edge, side) in [
      (edges.west, GridSide.west), (edges.east, .east), (edges.north, .north), (edges.south, .south),
    ] {
      guard case .level(let series) = edge else { continue }
      levels.append((series, side.cells(columns: grid.columns, rows: grid.rows).filter(grid.isInside)))
    }
    // A cell named twice follows the last one.
    var owner = levels.isEmpty ? [] : [Int](repeating: -1, count: grid.count)
    for (index, level) in levels.enumerated() { for cell in level.cells { owner[cell] = index } }
    for (index, level) in levels.enumerated() {
      let mine = level.cells.filter { owner[$0] == index }
      groups.append(Group(series: level.series, cells: mine.map { Int32(fields.place($0)) }))
      for cell in mine { addCopies(for: cell, owner: owner, grid: grid) }
    }
  }

  private func addCopies(for cell: Int, owner: [Int], grid: FloodGrid) {
    for side in GridSide.allCases {
      guard let neighbour = side.neighbour(of: cell, columns: grid.columns, rows: grid.rows), grid.isInside(neighbour),
        owner[neighbour] < 0
      else { continue }
      let beyond = side.opposite.neighbour(of: cell, columns: grid.columns, rows: grid.rows)
      if let beyond, grid.isInside(beyond), owner[beyond] < 0 { continue }
      let from = side.face(of: cell, columns: grid.columns)
      let to = side.opposite.face(of: cell, columns: grid.columns)
      let copy = (to: to.row * fields.pitch + to.column, from: from.row * fields.pitch + from.column)
      if side.isSouth { southCopies.append(copy) } else { eastCopies.append(copy) }
    }
  }

  /// Sets the levels of a time. Gives what that brought in and took out, in metres over a cell, and the deepest of them.
  func apply(at time: Double, threshold: Double, flag: (Int) -> Void) -> (into: Double, out: Double, deepest: Double) {
    var into = 0.0
    var out = 0.0
    var deepest = 0.0
    for group in groups {
      let level = group.series.value(at: time)
      for cell in group.cells {
        let place = Int(cell)
        let before = fields.water(at: place)
        fields.set(max(0, level - fields.bed[place].wide), at: place)
        let after = fields.water(at: place)
        if after > before { into += after - before } else { out += before - after }
        deepest = max(deepest, fields.depth[place].wide)
        if after > threshold { flag(place) }
      }
    }
    for copy in eastCopies { fields.east[copy.to] = fields.east[copy.from] }
    for copy in southCopies { fields.south[copy.to] = fields.south[copy.from] }
    return (into, out, deepest)
  }
}

import Flood
import Geography
import Incident

/// Which cells of a grid people live on: those near a road. Beaches, mangroves, fields and river beds are nobody's home, and water on
/// them puts nobody at risk.
enum InhabitedGround {
  /// Longest step along a road between two looks, as a part of a cell.
  private static let step = 0.5

  /// - Parameters:
  ///   - metres: to the nearest road at most.
  ///   - ground: tells watercourses and mangroves, where it has the cells of the grid: a road crosses them and nobody lives in them.
  /// - Returns: one flag a cell, row by row from the north; nil for a city without roads.
  /// - Complexity: O(road length / cell x (metres / cell)^2)
  static func mask(_ grid: DepthGrid, city: City, withinMetres metres: Int, ground: CityTerrain? = nil) -> [Bool]? {
    guard let roads = city.roads, !roads.edges.isEmpty else { return nil }
    var mask = [Bool](repeating: false, count: grid.columns * grid.rows)
    let reach = Double(metres)
    for edge in roads.edges where edge.from < edge.to {
      let (a, b) = (roads.nodes[Int(edge.from)], roads.nodes[Int(edge.to)])
      let length = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
      let pieces = max(1, Int((length / (grid.cell * step)).rounded(.up)))
      for piece in 0...pieces {
        let part = Double(piece) / Double(pieces)
        mark(&mask, grid, around: LocalPoint(x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part), reach)
      }
    }
    if let ground, ground.grid.columns == grid.columns, ground.grid.rows == grid.rows {
      for cell in mask.indices where mask[cell] { mask[cell] = isLand(ground.cover[cell]) }
    }
    return mask
  }

  private static func isLand(_ cover: LandCover) -> Bool {
    switch cover {
    case .builtUp, .plantation: true
    case .outside, .sea, .river, .drain, .mangrove: false
    }
  }

  /// Cells whose centre lies within `reach` of a point.
  private static func mark(_ mask: inout [Bool], _ grid: DepthGrid, around point: LocalPoint, _ reach: Double) {
    let column = (point.x - grid.corner.x) / grid.cell
    let row = Double(grid.rows) - (point.y - grid.corner.y) / grid.cell
    let cells = reach / grid.cell
    let (west, east) = (max(0, Int((column - cells).rounded(.down))), min(grid.columns - 1, Int((column + cells).rounded(.down))))
    let (north, south) = (max(0, Int((row - cells).rounded(.down))), min(grid.rows - 1, Int((row + cells).rounded(.down))))
    guard west <= east, north <= south else { return }
    for y in north...south {
      for x in west...east {
        let (dx, dy) = (Double(x) + 0.5 - column, Double(y) + 0.5 - row)
        if dx * dx + dy * dy <= cells * cells { mask[y * grid.columns + x] = true }
      }
    }
  }
}

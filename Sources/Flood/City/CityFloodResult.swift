import Basics
import Geography

/// What a computed flood shows.
public struct CityFloodResult: Sendable {
  public let terrain: CityTerrain
  /// Frames of depth: what other rooms read, as `DepthSeries(grid:)`.
  public let depths: DepthGrid
  /// Greatest depth of each cell over all steps, metres; 0 in the sea.
  public let maximum: [Float]
  /// Greatest hazard rating of each cell over the frames.
  public let hazard: [Float]
  public let totals: FloodTotals
  public let steps: Int
  public let cellUpdates: Int

  public var series: DepthSeries { DepthSeries(grid: depths) }

  /// Defra/EA hazard rating h (v + 0.5) + DF: debris factor 0 up to 0.25 m, else 1 (urban).
  public static func hazardRating(depth: Float, speed: Float) -> Float { depth * (speed + 0.5) + (depth > 0.25 ? 1 : 0) }

  /// Lower limits of the depth classes in the shares of a kelurahan, millimetres.
  public static let classes: [Int32] = [100, 300, 500, 1_000]

  /// The dry ground (no channels) of one kelurahan at one frame.
  public struct AreaFlood: Hashable, Sendable {
    /// Thousandths of its ground at least as deep as each of `classes`.
    public var permille: [Int32]
    /// Depth that a tenth, and that a hundredth of its ground exceeds, millimetres.
    public var tenth: Int32
    public var hundredth: Int32
  }

  /// Cells of dry ground of each kelurahan, in the order of `terrain.areaCodes`.
  func cells() -> [[Int]] {
    var cells = [[Int]](repeating: [], count: terrain.areaCodes.count)
    for cell in terrain.area.indices where terrain.area[cell] >= 0 && terrain.isDryGround(cell) {
      cells[Int(terrain.area[cell])].append(cell)
    }
    return cells
  }

  /// Flood of each kelurahan (order of `terrain.areaCodes`) at each frame; nil where none of its ground lies in the window.
  /// - Complexity: O(ground cells x frames)
  public func areas() -> [[AreaFlood]?] {
    cells().map { cells in
      if cells.isEmpty { return nil }
      let wet = cells.filter { depths.slot[$0] >= 0 }
      return depths.instants.indices.map { frame in
        let deep = wet.map { depths.millimetres(cell: $0, frame: frame) }.filter { $0 >= Self.classes[0] / 10 }.sorted()
        let share = Self.classes.map { least in Int32(deep.count { $0 >= least } * 1000 / cells.count) }
        func exceeded(by part: Int) -> Int32 {
          let at = deep.count - 1 - cells.count / part
          return at >= 0 ? deep[at] : 0
        }
        return AreaFlood(permille: share, tenth: exceeded(by: 10), hundredth: exceeded(by: 100))
      }
    }
  }

  /// First frame in which a cell stands at least `millimetres` deep.
  public func arrival(at point: LocalPoint, millimetres: Int32 = 100) -> Instant? {
    depths.cellIndex(at: point).flatMap { depths.arrival(cell: $0, millimetres: millimetres) }
  }

  /// Depth on each road edge at each frame, only edges that are ever under `least` mm: edge index and depths, -1 for no data.
  /// Bridges count as dry. Read at both ends and the middle of an edge; the deepest counts.
  public func roads(of graph: RoadGraph, atLeast least: Int32 = 100) -> [(edge: Int, millimetres: [Int32])] {
    graph.edges.indices.compactMap { index in
      let edge = graph.edges[index]
      guard !edge.isBridge, edge.from < edge.to else { return nil }
      let a = graph.nodes[Int(edge.from)]
      let b = graph.nodes[Int(edge.to)]
      let points = [a, LocalPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2), b]
      let cells = points.compactMap(depths.cellIndex).filter { depths.slot[$0] >= 0 }
      if cells.isEmpty { return nil }
      let track = depths.instants.indices.map { frame in
        cells.map { depths.millimetres(cell: $0, frame: frame) }.max() ?? -1
      }
      return track.contains { $0 >= least } ? (index, track) : nil
    }
  }
}

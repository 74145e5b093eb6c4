import Basics
import Geography
import Incident

/// The true water of a drill: depths on the ground, and per kelurahan how much of it stands how deep. Made once and shared by all
/// replications of a batch.
public struct DrillWater: Sendable {
  /// Lower limits of the depth classes, in mm; class *k* reaches from its own limit to the next.
  public static let classes: [Int32] = [100, 300, 500, 700, 1_000, 1_500]

  /// One kelurahan over the frames.
  public struct Ground: Hashable, Sendable {
    public var area: AreaID
    /// Share of the ground in each class, in thousandths, frame by frame.
    public var permille: [[Int32]]
    /// Depth that a tenth of the ground exceeds, in mm, frame by frame.
    public var millimetres: [Int32]
  }

  public let series: DepthSeries
  /// Ascending.
  public let frames: [Instant]
  /// In the order of the city's list: those of which anything is known.
  public let grounds: [Ground]
  private let indexOfArea: [AreaID: Int]

  /// From a computed grid: the cells of each kelurahan, by the city's outlines. Cells without data count for nothing.
  /// - Parameter inhabited: one flag a cell: only these count; a kelurahan that has none counts whole. Nil: all.
  /// - Complexity: O(cells x frames)
  public init(grid: DepthGrid, city: City, inhabited: [Bool]? = nil) {
    series = DepthSeries(grid: grid)
    frames = grid.instants
    // A river bed is no flooded ground: nobody lives where it is never dry.
    let owner = Self.owners(grid, city.outlines).enumerated().map { cell, area in
      area >= 0 && grid.instants.indices.allSatisfy { grid.millimetres(cell: cell, frame: $0) >= 100 } ? -1 : area
    }
    var grounds: [Ground] = []
    for kelurahan in city.areas {
      guard let place = city.outlines.index(of: kelurahan.id.rawValue) else { continue }
      let all = owner.indices.filter { owner[$0] == Int32(place) }
      let lived = inhabited.map { mask in all.filter { mask[$0] } } ?? all
      let cells = lived.isEmpty ? all : lived
      guard !cells.isEmpty else { continue }
      var permille: [[Int32]] = []
      var depths: [Int32] = []
      for frame in grid.instants.indices {
        let sorted = cells.map { grid.millimetres(cell: $0, frame: frame) }.filter { $0 >= 0 }.sorted()
        permille.append(Self.shares(sorted))
        depths.append(sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 9 / 10)])
      }
      grounds.append(Ground(area: kelurahan.id, permille: permille, millimetres: depths))
    }
    self.grounds = grounds
    indexOfArea = Dictionary(grounds.enumerated().map { ($1.area, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// From statements about kelurahan, where nothing was computed: each stands under one depth on the stated share of its ground.
  /// - Parameter wetPermille: share of the ground that a report of "water in the kelurahan" is taken for (assumed).
  public init(reported series: DepthSeries, city: City, span: Interval, everyMinutes: Int, wetPermille: Int32 = 300) {
    self.series = series
    var frames: [Instant] = []
    var at = span.start
    while at <= span.end {
      frames.append(at)
      at = at.adding(minutes: everyMinutes)
    }
    self.frames = frames
    grounds = city.areas.filter { series.areas.contains($0.id.rawValue) }.map { kelurahan in
      let depths = frames.map { series.depthMillimetres(area: kelurahan.id.rawValue, at: $0) ?? 0 }
      return Ground(
        area: kelurahan.id,
        permille: depths.map { depth in Self.shares([depth]).map { $0 * wetPermille / 1_000 } }, millimetres: depths)
    }
    indexOfArea = Dictionary(grounds.enumerated().map { ($1.area, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Kelurahan of each cell by its index in the outlines; -1 for none.
  private static func owners(_ grid: DepthGrid, _ outlines: Outlines) -> [Int32] {
    var owner = [Int32](repeating: -1, count: grid.columns * grid.rows)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let centre = LocalPoint(
          x: grid.corner.x + (Double(column) + 0.5) * grid.cell, y: grid.corner.y + (Double(grid.rows - row) - 0.5) * grid.cell)
        if let index = outlines.areaIndex(containing: centre) { owner[row * grid.columns + column] = Int32(index) }
      }
    }
    return owner
  }

  /// Thousandths of the sorted depths in each class.
  private static func shares(_ sorted: [Int32]) -> [Int32] {
    guard !sorted.isEmpty else { return classes.map { _ in 0 } }
    var counts = classes.map { _ in 0 }
    for depth in sorted {
      if let k = classes.lastIndex(where: { depth >= $0 }) { counts[k] += 1 }
    }
    return counts.map { Int32($0 * 1_000 / sorted.count) }
  }

  /// Nil where nothing is known of the kelurahan: unknown, not dry.
  public func ground(_ area: AreaID) -> Ground? { indexOfArea[area].map { grounds[$0] } }

  /// Last frame at or before an instant; nil before the first.
  public func frame(at instant: Instant) -> Int? {
    var (low, high) = (0, frames.count)
    while low < high {
      let middle = (low + high) / 2
      if frames[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// Share of the ground in each class at an instant, 0...1; all 0 where nothing is known.
  public func shares(_ area: AreaID, at instant: Instant) -> [Double] {
    guard let ground = ground(area), let frame = frame(at: instant) else { return Self.classes.map { _ in 0 } }
    return ground.permille[frame].map { Double($0) / 1_000 }
  }

  /// Depth that a tenth of the ground exceeds; 0 where nothing is known.
  public func depth(_ area: AreaID, at instant: Instant) -> Int32 {
    guard let ground = ground(area), let frame = frame(at: instant) else { return 0 }
    return ground.millimetres[frame]
  }

  /// As the report's series.
  public var tracks: [AreaWater] {
    grounds.map { ground in
      AreaWater(
        area: ground.area, at: frames, millimetres: ground.millimetres, floodedPermille: ground.permille.map { $0.reduce(0, +) })
    }
  }
}

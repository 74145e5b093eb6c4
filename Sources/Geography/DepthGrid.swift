import Basics

/// Depths on a grid at several times, in whole millimetres; linear in time between frames, constant over a cell.
///
/// Held compactly, so that a batch of drills can share days of water: only cells that are ever wet have values, two bytes a frame.
public struct DepthGrid: Sendable {
  /// One moment, written out cell by cell.
  public struct Frame: Hashable, Sendable {
    public var at: Instant
    /// Row by row from the north; negative is no data.
    public var millimetres: [Int32]

    public init(at: Instant, millimetres: [Int32]) {
      self.at = at
      self.millimetres = millimetres
    }
  }

  /// Depths beyond it (65 m) are cut.
  public static let deepest: Int32 = 65_534
  static let unknown: UInt16 = 65_535
  public static let neverWet: Int32 = -1
  public static let neverKnown: Int32 = -2

  public let columns: Int
  public let rows: Int
  /// Lower left corner, local metres.
  public let corner: LocalPoint
  public let cell: Double
  public let source: DepthSeries.Source
  public let note: String
  /// Of the frames, ascending.
  public let instants: [Instant]
  /// Place of each cell among those with values; `neverWet` or `neverKnown`.
  public let slot: [Int32]
  /// Frame by frame, one value for each cell that has a place.
  let values: [UInt16]
  /// Cells that have a place, ascending.
  public let wetCells: [Int32]

  /// Nil where sizes do not fit, times repeat, or the limit of cells over all frames is passed.
  public init?(
    columns: Int, rows: Int, corner: LocalPoint, cell: Double, frames: [Frame], source: DepthSeries.Source, note: String
  ) {
    guard frames.allSatisfy({ $0.millimetres.count == columns * rows }),
      var builder = DepthGridBuilder(columns: columns, rows: rows, corner: corner, cell: cell)
    else { return nil }
    for frame in frames.sorted(by: { $0.at < $1.at }) {
      guard builder.add(at: frame.at, depth: { frame.millimetres[$0] }) else { return nil }
    }
    self = builder.finish(source: source, note: note)
  }

  init(
    columns: Int, rows: Int, corner: LocalPoint, cell: Double, source: DepthSeries.Source, note: String, instants: [Instant],
    slot: [Int32], wetCells: [Int32], values: [UInt16]
  ) {
    self.columns = columns
    self.rows = rows
    self.corner = corner
    self.cell = cell
    self.source = source
    self.note = note
    self.instants = instants
    self.slot = slot
    self.wetCells = wetCells
    self.values = values
  }

  /// The frames, written out one at a time as they are asked for.
  public var frames: Frames { Frames(grid: self) }

  /// A view of a grid as frames; each is made anew, O(cells).
  public struct Frames: RandomAccessCollection, Sendable {
    let grid: DepthGrid
    public var startIndex: Int { 0 }
    public var endIndex: Int { grid.instants.count }
    public subscript(position: Int) -> Frame {
      Frame(at: grid.instants[position], millimetres: grid.slot.indices.map { grid.millimetres(cell: $0, frame: position) })
    }
  }

  /// Millimetres in a cell (row by row from the north) at a frame; -1 for no data. O(1)
  public func millimetres(cell: Int, frame: Int) -> Int32 {
    let place = slot[cell]
    if place < 0 { return place == Self.neverWet ? 0 : -1 }
    let value = values[frame * wetCells.count + Int(place)]
    return value == Self.unknown ? -1 : Int32(value)
  }

  /// Row by row from the north; nil outside of the grid.
  public func cellIndex(at point: LocalPoint) -> Int? {
    let east = (point.x - corner.x) / cell
    let north = (point.y - corner.y) / cell
    guard east >= 0, north >= 0, east < Double(columns), north < Double(rows) else { return nil }
    return (rows - 1 - Int(north)) * columns + Int(east)
  }

  /// The first frame at or after an instant; the count of frames where there is none.
  public func firstFrame(atOrAfter instant: Instant) -> Int {
    var low = 0
    var high = instants.count
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Nil outside of the grid, before the first and after the last frame, and where a frame needed has no data.
  public func depthMillimetres(at point: LocalPoint, at instant: Instant) -> Int32? {
    cellIndex(at: point).flatMap { depthMillimetres(cell: $0, at: instant) }
  }

  /// The same for a cell by its index. O(log frames)
  public func depthMillimetres(cell: Int, at instant: Instant) -> Int32? {
    let next = firstFrame(atOrAfter: instant)
    guard next < instants.count else { return nil }
    let late = millimetres(cell: cell, frame: next)
    guard late >= 0 else { return nil }
    if instants[next] == instant { return late }
    guard next > 0 else { return nil }
    let early = millimetres(cell: cell, frame: next - 1)
    guard early >= 0 else { return nil }
    let span = Double(instants[next].milliseconds - instants[next - 1].milliseconds)
    let part = Double(instant.milliseconds - instants[next - 1].milliseconds) / span
    return Int32((Double(early) + part * (Double(late) - Double(early))).rounded())
  }

  /// The greatest depth within a span: at its ends and at the frames between.
  public func maximumMillimetres(at point: LocalPoint, during span: Interval) -> Int32? {
    guard let cell = cellIndex(at: point) else { return nil }
    var best = [span.start, span.end].compactMap { depthMillimetres(cell: cell, at: $0) }.max()
    var frame = firstFrame(atOrAfter: span.start)
    while frame < instants.count, instants[frame] < span.end {
      let value = millimetres(cell: cell, frame: frame)
      if value >= 0 { best = max(best ?? 0, value) }
      frame += 1
    }
    return best
  }

  /// The first frame in which a cell is at least so deep; nil where it never is.
  public func arrival(cell: Int, millimetres least: Int32) -> Instant? {
    guard slot[cell] >= 0 else { return nil }
    return instants.indices.first { millimetres(cell: cell, frame: $0) >= least }.map { instants[$0] }
  }
}

/// Gathers the frames of a run one by one.
public struct DepthGridBuilder: Sendable {
  private let columns: Int
  private let rows: Int
  private let corner: LocalPoint
  private let cell: Double
  private var instants: [Instant] = []
  /// Of each frame: cells that are not dry, and their values.
  private var cells: [[Int32]] = []
  private var values: [[UInt16]] = []

  /// Nil for sizes that are none or beyond the limit.
  public init?(columns: Int, rows: Int, corner: LocalPoint, cell: Double) {
    guard columns > 0, rows > 0, cell > 0, cell.isFinite, columns <= GeographyLimits.rasterCells,
      rows <= GeographyLimits.rasterCells / columns
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.corner = corner
    self.cell = cell
  }

  /// Adds the next frame; false where its time is not later than the last one's or the limit is reached.
  /// - Parameter depth: millimetres of a cell, row by row from the north; negative is no data.
  public mutating func add(at instant: Instant, depth: (Int) -> Int32) -> Bool {
    if let last = instants.last, last >= instant { return false }
    guard instants.count < GeographyLimits.rasterCells / (columns * rows) * 10 else { return false }
    var wet: [Int32] = []
    var deep: [UInt16] = []
    for cell in 0..<(columns * rows) {
      let value = depth(cell)
      if value == 0 { continue }
      wet.append(Int32(cell))
      deep.append(value < 0 ? DepthGrid.unknown : UInt16(min(value, DepthGrid.deepest)))
    }
    instants.append(instant)
    cells.append(wet)
    values.append(deep)
    return true
  }

  public func finish(source: DepthSeries.Source, note: String) -> DepthGrid {
    var slot = [Int32](repeating: DepthGrid.neverWet, count: columns * rows)
    var unknown = [Int32](repeating: 0, count: columns * rows)
    for (wet, deep) in zip(cells, values) {
      for (cell, value) in zip(wet, deep) {
        if value == DepthGrid.unknown { unknown[Int(cell)] += 1 }
        slot[Int(cell)] = 0
      }
    }
    var wetCells: [Int32] = []
    for cell in slot.indices where slot[cell] == 0 {
      if unknown[cell] == Int32(instants.count) {
        slot[cell] = DepthGrid.neverKnown
      } else {
        slot[cell] = Int32(wetCells.count)
        wetCells.append(Int32(cell))
      }
    }
    var all = [UInt16](repeating: 0, count: wetCells.count * instants.count)
    for frame in instants.indices {
      for (cell, value) in zip(cells[frame], values[frame]) where slot[Int(cell)] >= 0 {
        all[frame * wetCells.count + Int(slot[Int(cell)])] = value
      }
    }
    return DepthGrid(
      columns: columns, rows: rows, corner: corner, cell: cell, source: source, note: note, instants: instants, slot: slot,
      wetCells: wetCells, values: all)
  }
}

import Basics

/// Depths on a grid at several times, in whole millimetres; linear in time between frames, constant over a cell.
public struct DepthGrid: Sendable {
  public struct Frame: Hashable, Sendable {
    public var at: Instant
    /// Row by row from the north; negative is no data.
    public var millimetres: [Int32]

    public init(at: Instant, millimetres: [Int32]) {
      self.at = at
      self.millimetres = millimetres
    }
  }

  public let columns: Int
  public let rows: Int
  /// Lower left corner, local metres.
  public let corner: LocalPoint
  public let cell: Double
  public let source: DepthSeries.Source
  public let note: String
  /// Ascending by time.
  public let frames: [Frame]

  /// Nil where sizes do not fit, times repeat, or the limit of cells over all frames is passed.
  public init?(
    columns: Int, rows: Int, corner: LocalPoint, cell: Double, frames: [Frame], source: DepthSeries.Source, note: String
  ) {
    guard columns > 0, rows > 0, cell > 0, cell.isFinite, columns <= GeographyLimits.rasterCells,
      rows <= GeographyLimits.rasterCells / columns, frames.allSatisfy({ $0.millimetres.count == columns * rows }),
      frames.count <= GeographyLimits.rasterCells / (columns * rows) * 10
    else { return nil }
    let sorted = frames.sorted { $0.at < $1.at }
    guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.at < $1.at }) else { return nil }
    self.columns = columns
    self.rows = rows
    self.corner = corner
    self.cell = cell
    self.frames = sorted
    self.source = source
    self.note = note
  }

  private func cellIndex(_ point: LocalPoint) -> Int? {
    let east = (point.x - corner.x) / cell
    let north = (point.y - corner.y) / cell
    guard east >= 0, north >= 0, east < Double(columns), north < Double(rows) else { return nil }
    return (rows - 1 - Int(north)) * columns + Int(east)
  }

  /// Nil outside of the grid, before the first and after the last frame, and where a frame needed has no data.
  public func depthMillimetres(at point: LocalPoint, at instant: Instant) -> Int32? {
    guard let cell = cellIndex(point), let next = frames.firstIndex(where: { $0.at >= instant }) else { return nil }
    let late = frames[next].millimetres[cell]
    guard late >= 0 else { return nil }
    if frames[next].at == instant { return late }
    guard next > 0 else { return nil }
    let early = frames[next - 1].millimetres[cell]
    guard early >= 0 else { return nil }
    let span = Double(frames[next].at.milliseconds - frames[next - 1].at.milliseconds)
    let part = Double(instant.milliseconds - frames[next - 1].at.milliseconds) / span
    return Int32((Double(early) + part * (Double(late) - Double(early))).rounded())
  }

  /// The greatest depth within a span: at its ends and at the frames between.
  public func maximumMillimetres(at point: LocalPoint, during span: Interval) -> Int32? {
    guard let cell = cellIndex(point) else { return nil }
    var best = [span.start, span.end].compactMap { depthMillimetres(at: point, at: $0) }.max()
    for frame in frames where span.contains(frame.at) && frame.millimetres[cell] >= 0 {
      best = max(best ?? 0, frame.millimetres[cell])
    }
    return best
  }
}

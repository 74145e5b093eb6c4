import Basics

/// Water over time: the only form in which water reaches other rooms. Either statements about areas (kelurahan), as people
/// report them, or a grid of depths, as a model computes them.
///
/// No data is nil everywhere and never 0: an area without a report is unknown, not dry.
public struct DepthSeries: Sendable {
  /// Where depths come from. Synthetic ones never decide anything in an actual operation.
  public enum Source: Hashable, Sendable {
    case reported
    case forecast
    case simulated(synthetic: Bool)

    public var isSynthetic: Bool { self == .simulated(synthetic: true) }
  }

  /// One statement: in this area, during this time, water between `low` and `high`.
  public struct Sample: Hashable, Sendable {
    /// Kelurahan code.
    public var area: String
    public var during: Interval
    /// Millimetres above the ground that the note names; nil where only one figure is known.
    public var lowMillimetres: Int32?
    public var highMillimetres: Int32
    public var source: Source
    /// When it was seen (or computed).
    public var observed: Instant
    /// Who says so: press report, agency, observation id.
    public var note: String

    public init(
      area: String, during: Interval, lowMillimetres: Int32? = nil, highMillimetres: Int32, source: Source,
      observed: Instant? = nil, note: String
    ) {
      self.area = area
      self.during = during
      self.lowMillimetres = lowMillimetres
      self.highMillimetres = highMillimetres
      self.source = source
      self.observed = observed ?? during.start
      self.note = note
    }

    /// The middle of the range, rounded up; the single figure where there is no range.
    public var millimetres: Int32 {
      guard let low = lowMillimetres, low < highMillimetres else { return highMillimetres }
      return Int32(clamping: (Int64(low) + Int64(highMillimetres) + 1) / 2)
    }
  }

  /// Which figure of a reported range counts. Reports map to the middle (`standards/flood-needs.md`); `high` is the cautious one.
  public enum Figure: String, Sendable, CaseIterable {
    case low
    case middle
    case high
  }

  /// Ordered by area, start, observation; later ones win where they overlap.
  public let samples: [Sample]
  public let grid: DepthGrid?
  public let figure: Figure
  private let firstOfArea: [String: Range<Int>]

  /// Statements about areas. Depths below 0 and empty spans are dropped.
  public init(samples: [Sample], figure: Figure = .middle) {
    let good = samples.filter { $0.highMillimetres >= 0 && ($0.lowMillimetres ?? 0) >= 0 && $0.during.start < $0.during.end }
    self.samples = good.enumerated().sorted { Self.precedes($0, $1) }.map(\.element)
    self.figure = figure
    grid = nil
    var ranges: [String: Range<Int>] = [:]
    for (i, sample) in self.samples.enumerated() { ranges[sample.area] = (ranges[sample.area]?.lowerBound ?? i)..<(i + 1) }
    firstOfArea = ranges
  }

  public init(grid: DepthGrid) {
    samples = []
    figure = .middle
    self.grid = grid
    firstOfArea = [:]
  }

  /// No water is known anywhere.
  public static let none = DepthSeries(samples: [])

  private static func precedes(_ a: (offset: Int, element: Sample), _ b: (offset: Int, element: Sample)) -> Bool {
    if a.element.area != b.element.area { return a.element.area.utf8.lexicographicallyPrecedes(b.element.area.utf8) }
    if a.element.observed != b.element.observed { return a.element.observed < b.element.observed }
    if a.element.during.start != b.element.during.start { return a.element.during.start < b.element.during.start }
    return a.offset < b.offset
  }

  public var isEmpty: Bool { samples.isEmpty && grid == nil }
  /// Whether anything in it is synthetic.
  public var isSynthetic: Bool { grid?.source.isSynthetic == true || samples.contains { $0.source.isSynthetic } }
  /// The areas that have statements, ascending by code.
  public var areas: [String] { firstOfArea.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  public func samples(area: String) -> ArraySlice<Sample> { samples[firstOfArea[area] ?? 0..<0] }

  /// The statement that holds at an instant: the last seen of those whose span contains it.
  public func sample(area: String, at instant: Instant) -> Sample? {
    samples(area: area).last { $0.during.contains(instant) }
  }

  /// Depth in an area by statements; nil where none holds at that instant.
  public func depthMillimetres(area: String, at instant: Instant) -> Int32? {
    sample(area: area, at: instant).map(value)
  }

  /// Depth at a point: from the grid, or by the area that the point lies in.
  public func depthMillimetres(at point: LocalPoint, outlines: Outlines?, at instant: Instant) -> Int32? {
    if let grid { return grid.depthMillimetres(at: point, at: instant) }
    return outlines?.area(containing: point).flatMap { depthMillimetres(area: $0.code, at: instant) }
  }

  /// The greatest depth stated for any part of a span; nil where nothing is stated for any part of it.
  public func maximumMillimetres(area: String, during span: Interval) -> Int32? {
    samples(area: area).filter { $0.during.overlaps(span) }.map(value).max()
  }

  public func maximumMillimetres(at point: LocalPoint, outlines: Outlines?, during span: Interval) -> Int32? {
    if let grid { return grid.maximumMillimetres(at: point, during: span) }
    return outlines?.area(containing: point).flatMap { maximumMillimetres(area: $0.code, during: span) }
  }

  /// True where the newest statement about an area, seen up to `now`, is older than `limit` minutes, and where there is none.
  public func isStale(area: String, at now: Instant, limit minutes: Int) -> Bool {
    guard let last = samples(area: area).last(where: { $0.observed <= now }) else { return true }
    return now.minutes(since: last.observed) > minutes
  }

  private func value(_ sample: Sample) -> Int32 {
    switch figure {
    case .low: sample.lowMillimetres ?? sample.highMillimetres
    case .middle: sample.millimetres
    case .high: sample.highMillimetres
    }
  }

  /// Daily spans on local clock time over a range of days, as rob windows are reported ("05-09 and 16-19 WIB").
  /// A window that ends at or before its start runs into the next day. At most 366 days.
  public static func windows(
    from first: CivilDate, through last: CivilDate, minutesOfDay: [(start: Int, end: Int)], offsetMinutes: Int
  ) -> [Interval] {
    guard first <= last, last.dayNumber - first.dayNumber < 366 else { return [] }
    return (first.dayNumber...last.dayNumber).flatMap { day in
      minutesOfDay.map { start, end in
        let date = CivilDate(dayNumber: day)
        return Interval(
          start: Instant(date: date, minuteOfDay: start, offsetMinutes: offsetMinutes),
          end: Instant(date: date, minuteOfDay: end > start ? end : end + 1440, offsetMinutes: offsetMinutes))
      }
    }
  }
}

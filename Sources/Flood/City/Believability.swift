import Basics
import Geography

/// What was simulated beside what was reported, kelurahan by kelurahan and day by day, good or bad.
///
/// A kelurahan without a report is unknown and counts for nothing; a false alarm needs a source that says dry.
public struct Believability: Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    case hit
    case miss
    case falseAlarm
    case dryAsReported
    /// The day or the kelurahan was not computed.
    case notComputed
  }

  /// One kelurahan on one day.
  public struct Row: Hashable, Sendable {
    public var report: ReportedFlood
    public var day: CivilDate
    public var verdict: Verdict
    /// Most of its ground under 10 cm and more at one time, thousandths.
    public var permille: Int32
    /// Depth that a hundredth of its ground exceeds at the worst time, millimetres.
    public var millimetres: Int32
    /// How far that lies outside of the reported range, with its sign; nil where no range was reported or nothing computed.
    public var depthError: Int32?
    /// First and last minute of the local day at which it was wet.
    public var wetFrom: Int?
    public var wetUntil: Int?
    /// For each reported span of hours, whether it was wet within it.
    public var hoursHit: [Bool]
  }

  /// A kelurahan counts as wet while at least this share of its ground stands under `wetMillimetres`: thousandths. A report means
  /// some streets, not the whole kelurahan.
  public static let wetPermille: Int32 = 10
  public static let wetMillimetres: Int32 = 100

  public let rows: [Row]
  /// What was fitted, in words.
  public let fitted: [String]

  /// - Parameters:
  ///   - results: computed floods; of those that cover a day the first one counts.
  ///   - fitted: names of the numbers that were fitted, for the table's foot.
  public init(reports: [ReportedFlood], results: [CityFloodResult], offsetMinutes: Int, fitted: [String]) {
    let areas = results.map { $0.areas() }
    var rows: [Row] = []
    for report in reports {
      for number in report.days.lowerBound.dayNumber...report.days.upperBound.dayNumber {
        let day = CivilDate(dayNumber: number)
        let start = Instant(date: day, offsetMinutes: offsetMinutes)
        let span = Interval(start: start, end: start.adding(minutes: 1440))
        var row = Row(
          report: report, day: day, verdict: .notComputed, permille: 0, millimetres: 0, depthError: nil, wetFrom: nil,
          wetUntil: nil, hoursHit: report.hours.map { _ in false })
        for (result, area) in zip(results, areas) {
          guard let index = result.terrain.areaCodes.firstIndex(of: report.area), let track = area[index] else { continue }
          let frames = result.depths.instants.indices.filter { span.contains(result.depths.instants[$0]) }
          guard let first = frames.first, let last = frames.last, result.depths.instants[first].minutes(since: start) <= 60,
            result.depths.instants[last].minutes(since: start) >= 1440 - 120
          else { continue }
          row.fill(frames.map { (result.depths.instants[$0].minutes(since: start), track[$0]) })
          break
        }
        rows.append(row)
      }
    }
    self.rows = rows
    self.fitted = fitted
  }

  public func count(_ verdict: Verdict, use: ReportedFlood.Use? = nil, kind: String? = nil) -> Int {
    rows.count { $0.verdict == verdict && (use == nil || $0.report.use == use) && (kind == nil || $0.report.kind == kind) }
  }

  /// Hits of all reported wet days that were computed, thousandths; nil where there are none.
  public func hitPermille(use: ReportedFlood.Use, kind: String? = nil) -> Int? {
    let hits = count(.hit, use: use, kind: kind)
    let all = hits + count(.miss, use: use, kind: kind)
    return all == 0 ? nil : hits * 1000 / all
  }
}

extension Believability.Row {
  fileprivate mutating func fill(_ track: [(minute: Int, flood: CityFloodResult.AreaFlood)]) {
    permille = track.map(\.flood.permille[0]).max() ?? 0
    millimetres = track.map(\.flood.hundredth).max() ?? 0
    let wet = track.filter { $0.flood.permille[0] >= Believability.wetPermille }
    wetFrom = wet.first?.minute
    wetUntil = wet.last?.minute
    hoursHit = report.hours.map { hours in wet.contains { hours.contains($0.minute) } }
    switch (report.isWet, wet.isEmpty) {
    case (true, false): verdict = .hit
    case (true, true): verdict = .miss
    case (false, false): verdict = .falseAlarm
    case (false, true): verdict = .dryAsReported
    }
    // A highest depth alone, often that of the whole city, says nothing about how little is too little.
    if report.isWet, let high = report.highMillimetres, let low = report.lowMillimetres {
      depthError = millimetres < low ? millimetres - low : max(0, millimetres - high)
    }
  }
}

import Basics
import Incident

/// Complaints of each sector over time, with control charts that tell a real change from noise.
///
/// Counts: a u chart per period, its exposure the working days of the period (a month with holidays receives less), exact Poisson
/// limits. Times: an XmR chart of the mean working days from receipt to answer, of the periods in which something was answered.
public struct ServiceTrends: Sendable {
  /// Complaints in the periods that set the limits, below which a chart draws and says nothing: the first one ever is no change.
  public static let leastKnown = 10

  public enum Step: String, Sendable, CaseIterable { case week, month }

  public struct Period: Hashable, Sendable {
    public var first: CivilDate
    /// Cut off at the day of the report.
    public var last: CivilDate
    public var workingDays: Int
    public var received: Int
    public var answered: Int
    /// Mean working days to the answer, in hundredths; nil where nothing was answered.
    public var meanDays: Double?
  }

  public struct Sector: Sendable {
    public var sector: ServiceSector
    public var periods: [Period]
    /// Nil where nothing came in at all.
    public var counts: ControlChart?
    /// Nil for fewer than four periods with an answer.
    public var times: ControlChart?
    public var received: Int
    public var open: Int
    /// Open beyond the answer's day, or answered after it.
    public var late: Int
    /// Corrective actions that were opened for it.
    public var actions: [ActionRecord]

    /// The last periods show more complaints than chance explains.
    public var isRising: Bool { Self.speaks(counts) }
    /// Answers take longer than chance explains.
    public var isSlowing: Bool { Self.speaks(times) }
    /// Share of late ones in percent; 0 for none received.
    public var latePercent: Int { received == 0 ? 0 : (late * 100 + received / 2) / received }

    private static func speaks(_ chart: ControlChart?) -> Bool {
      chart?.points.suffix(2).contains { $0.signals.contains(where: \.isHigh) } ?? false
    }
  }

  public var step: Step
  public var today: CivilDate
  /// In the order of the city's table.
  public var sectors: [Sector]
  /// Periods that set the limits; the later ones are judged by them.
  public var baseline: Int

  /// - Parameters:
  ///   - from: first day; the periods are whole weeks (from Monday) or months from the one that holds it.
  ///   - today: the last period ends on it.
  /// - Complexity: O(complaints + sectors x periods)
  public init(_ book: ServiceBook, clock: ServiceClock, from: CivilDate, today: CivilDate, step: Step = .month) {
    self.step = step
    self.today = today
    let spans = Self.spans(from: from, to: today, step)
    baseline = spans.count >= 12 ? spans.count - 3 : spans.count
    let base = baseline
    let now = clock.end(of: today)
    let all = book.allComplaints
    let actions = book.allActions
    sectors = clock.settings.sectors.map { sector in
      let mine = all.filter { $0.received.sector == sector.id }
      let ids = Set(mine.map(\.id.rawValue))
      let periods = spans.map { Self.period($0, mine, clock) }
      let seen = mine.filter { record in
        let day = clock.day(record.received.receivedAt)
        return spans.first.map { $0.0 <= day } == true && day <= today
      }
      let times = periods.compactMap(\.meanDays)
      let isKnown = periods.prefix(base).reduce(0) { $0 + $1.received } >= Self.leastKnown
      return Sector(
        sector: sector, periods: periods,
        counts: seen.isEmpty
          ? nil
          : ControlChart.counts(
            periods.map(\.received), exposures: periods.map { Double($0.workingDays) }, limits: .exact, baseline: base,
            rules: isKnown ? [.beyondLimit, .eightInARow] : []),
        times: times.count >= 4 ? ControlChart.individuals(times, baseline: times.count >= 12 ? times.count - 3 : nil) : nil,
        received: seen.count, open: seen.count(where: \.isOpen), late: seen.count { $0.isLate(at: now, clock) },
        actions: actions.filter {
          $0.opened.origin == .complaint
            && (ids.contains($0.opened.reference) || $0.opened.reference == sector.id.rawValue)
        })
    }
  }

  /// Sectors that need somebody's eye, worst first: what changed for the worse, then the share of late answers, then how many came.
  /// A sector in order (no signal, nothing late) is none of them.
  public var worst: [Sector] {
    sectors.enumerated().filter { $0.element.isRising || $0.element.isSlowing || $0.element.late > 0 }.sorted { a, b in
      func rank(_ sector: Sector) -> (Int, Int, Int) {
        ((sector.isRising ? 1 : 0) + (sector.isSlowing ? 1 : 0), sector.latePercent, sector.received)
      }
      let (x, y) = (rank(a.element), rank(b.element))
      return x == y ? a.offset < b.offset : x > y
    }.map(\.element)
  }

  private static func spans(from: CivilDate, to: CivilDate, _ step: Step) -> [(CivilDate, CivilDate)] {
    var spans: [(CivilDate, CivilDate)] = []
    var at: CivilDate
    switch step {
    case .week: at = CivilDate(dayNumber: from.dayNumber - from.weekday + 1)
    case .month: at = CivilDate(dayNumber: from.dayNumber - from.parts.day + 1)
    }
    while at <= to, spans.count < 520 {
      let parts = at.parts
      let days = step == .week ? 7 : CivilDate.days(month: parts.month, year: parts.year)
      let end = CivilDate(dayNumber: at.dayNumber + days - 1)
      spans.append((at, min(end, to)))
      at = CivilDate(dayNumber: at.dayNumber + days)
    }
    return spans
  }

  private static func period(_ span: (CivilDate, CivilDate), _ records: [ComplaintRecord], _ clock: ServiceClock) -> Period {
    func within(_ instant: Instant) -> Bool {
      let day = clock.day(instant)
      return span.0 <= day && day <= span.1
    }
    let answered = records.filter { $0.answer.map { within($0.at) } ?? false }
    let days = answered.reduce(0) { sum, record in
      sum
        + max(
          0, clock.workingDays(from: clock.day(record.received.receivedAt), to: clock.day(record.answer?.at ?? record.enteredAt)))
    }
    return Period(
      first: span.0, last: span.1, workingDays: clock.workingDays(from: CivilDate(dayNumber: span.0.dayNumber - 1), to: span.1),
      received: records.count { within($0.received.receivedAt) }, answered: answered.count,
      meanDays: answered.isEmpty ? nil : Double(days) / Double(answered.count))
  }
}

extension ServiceTrends {
  /// Every figure, for a spreadsheet.
  public var rows: [[String]] {
    var rows = [
      [
        "sector", "period_from", "period_to", "working_days", "received", "answered", "mean_working_days", "per_day", "centre",
        "lower", "upper", "signals",
      ]
    ]
    for sector in sectors {
      for (at, period) in sector.periods.enumerated() {
        let point = sector.counts?.points[at]
        rows.append([
          sector.sector.id.rawValue, period.first.text, period.last.text, "\(period.workingDays)", "\(period.received)",
          "\(period.answered)", period.meanDays.map(Self.decimal) ?? "", point.map { Self.decimal($0.value) } ?? "",
          sector.counts.map { Self.decimal($0.centre) } ?? "", point.map { Self.decimal($0.lower) } ?? "",
          point.map { Self.decimal($0.upper) } ?? "",
          (point?.signals ?? []).map { $0.rule.rawValue + ($0.isHigh ? "+" : "-") }.joined(separator: " "),
        ])
      }
    }
    return rows
  }

  /// Three decimals, with a point: `0.125`.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "" }
    let thousandths = Int((value * 1_000).rounded())
    let rest = "\(thousandths.magnitude % 1_000)"
    return (thousandths < 0 ? "-" : "") + "\(thousandths.magnitude / 1_000)."
      + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}

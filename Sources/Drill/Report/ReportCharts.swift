import Basics
import Incident

/// Charts of a report as SVG: black lines and hatching before colour, so that they survive a copier.
struct ReportCharts {
  let words: Catalogue
  let clock: (Instant) -> String

  private static let width = 680.0
  private static let left = 46.0
  private static let bottom = 26.0

  private func frame(_ height: Double, label: String, _ inner: String) -> String {
    Markup.tag(
      "svg",
      "viewBox=\"0 0 \(Markup.number(Self.width)) \(Markup.number(height))\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Arial,sans-serif\" font-size=\"11\"",
      Markup.text("title", "", label) + inner)
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String = "stroke=\"#999\"") -> String {
    "<line x1=\"\(Markup.number(x1))\" y1=\"\(Markup.number(y1))\" x2=\"\(Markup.number(x2))\" y2=\"\(Markup.number(y2))\" \(style)/>"
  }

  private func label(_ x: Double, _ y: Double, _ text: String, anchor: String = "middle") -> String {
    Markup.text("text", "x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" text-anchor=\"\(anchor)\"", text)
  }

  /// Heads wanted and present over the run, all classes together.
  func staffing(_ record: DrillRecord) -> String {
    let (start, end) = (record.frame.start, record.frame.end)
    var wanted: [(Instant, Int)] = []
    var present: [(Instant, Int)] = []
    for post in record.posts {
      wanted += [(post.interval.start, post.wanted - post.partners), (post.interval.end, -(post.wanted - post.partners))]
      var before = 0
      for step in post.present {
        present.append((step.at, step.heads - before))
        before = step.heads
      }
    }
    let want = steps(wanted, start, end)
    let have = steps(present, start, end)
    let top = Double(max(1, want.map(\.1).max() ?? 1, have.map(\.1).max() ?? 1))
    let height = 200.0
    let span = Double(max(1, end.milliseconds - start.milliseconds))
    func x(_ at: Instant) -> Double {
      Self.left + Double(at.milliseconds - start.milliseconds) / span * (Self.width - Self.left - 10)
    }
    func y(_ heads: Int) -> Double { height - Self.bottom - Double(heads) / top * (height - Self.bottom - 14) }
    func path(_ points: [(Instant, Int)], closed: Bool) -> String {
      var d = "M\(Markup.number(x(start))) \(Markup.number(y(0)))"
      var last = 0
      for (at, heads) in points {
        d += "L\(Markup.number(x(at))) \(Markup.number(y(last)))L\(Markup.number(x(at))) \(Markup.number(y(heads)))"
        last = heads
      }
      d += "L\(Markup.number(x(end))) \(Markup.number(y(last)))"
      return closed ? d + "L\(Markup.number(x(end))) \(Markup.number(y(0)))Z" : d
    }
    var inner = axes(height, top: top, start, end, x)
    inner += "<path d=\"\(path(have, closed: true))\" fill=\"#9ec5e8\" stroke=\"#1b4f72\"/>"
    inner += "<path d=\"\(path(want, closed: false))\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/>"
    return frame(height, label: words("staffing"), inner)
  }

  private func steps(_ changes: [(Instant, Int)], _ start: Instant, _ end: Instant) -> [(Instant, Int)] {
    var level = 0
    var points: [(Instant, Int)] = []
    for (at, change) in changes.filter({ $0.0 <= end }).sorted(by: { ($0.0, -$0.1) < ($1.0, -$1.1) }) {
      level += change
      if points.last?.0 == at { points[points.count - 1].1 = level } else { points.append((max(at, start), level)) }
    }
    return points
  }

  private func axes(_ height: Double, top: Double, _ start: Instant, _ end: Instant, _ x: (Instant) -> Double) -> String {
    var inner = ""
    let base = height - Self.bottom
    for share in [0.0, 0.5, 1.0] {
      let y = base - share * (height - Self.bottom - 14)
      inner +=
        line(Self.left, y, Self.width - 10, y, "stroke=\"#ccc\"")
        + label(Self.left - 5, y + 4, "\(Int((top * share).rounded()))", anchor: "end")
    }
    let hours = max(1, Int((end.milliseconds - start.milliseconds) / 3_600_000))
    let every = [1, 2, 3, 6, 12, 24, 48].first { hours / $0 <= 9 } ?? 72
    var at = start
    while at <= end {
      inner += line(x(at), base, x(at), base + 4) + label(x(at), base + 16, clock(at))
      at = at.adding(minutes: every * 60)
    }
    return inner
  }

  /// Share of the calls that were answered, by minutes since the call.
  func answers(_ record: DrillRecord) -> String {
    let height = 170.0
    let limit = 60.0
    let calls = record.calls
    func x(_ minutes: Double) -> Double { Self.left + minutes / limit * (Self.width - Self.left - 10) }
    func y(_ share: Double) -> Double { height - Self.bottom - share * (height - Self.bottom - 14) }
    var inner = ""
    for share in [0.0, 0.5, 0.9, 1.0] {
      inner +=
        line(Self.left, y(share), Self.width - 10, y(share), "stroke=\"#ccc\"")
        + label(Self.left - 5, y(share) + 4, "\(Int(share * 100)) %", anchor: "end")
    }
    for minutes in stride(from: 0.0, through: limit, by: 10) {
      inner += line(x(minutes), y(0), x(minutes), y(0) + 4) + label(x(minutes), y(0) + 16, "\(Int(minutes)) min")
    }
    let times = calls.compactMap { call in call.answered.map { Double($0.milliseconds - call.issued.milliseconds) / 60_000 } }
      .sorted()
    var d = "M\(Markup.number(x(0))) \(Markup.number(y(0)))"
    var share = 0.0
    for (i, minutes) in times.enumerated() where minutes <= limit {
      d += "L\(Markup.number(x(minutes))) \(Markup.number(y(share)))"
      share = Double(i + 1) / Double(max(1, calls.count))
      d += "L\(Markup.number(x(minutes))) \(Markup.number(y(share)))"
    }
    d += "L\(Markup.number(x(limit))) \(Markup.number(y(share)))"
    inner += "<path d=\"\(d)\" fill=\"none\" stroke=\"#1b4f72\" stroke-width=\"2\"/>"
    return frame(height, label: words("calls"), inner)
  }

  /// Empty person-hours by cause, as bars.
  func causes(_ minutes: [(cause: MissingCause, minutes: Int)]) -> String {
    let height = Double(minutes.count) * 24 + 8
    let most = Double(max(1, minutes.map(\.minutes).max() ?? 1))
    var inner = ""
    for (i, item) in minutes.enumerated() {
      let y = Double(i) * 24 + 4
      let width = Double(item.minutes) / most * 330
      inner += label(255, y + 14, words("cause.\(item.cause.rawValue)"), anchor: "end")
      inner +=
        "<rect x=\"262\" y=\"\(Markup.number(y))\" width=\"\(Markup.number(max(1, width)))\" height=\"18\" fill=\"#c0504d\" stroke=\"#000\"/>"
      inner += label(262 + width + 6, y + 14, "\((item.minutes + 30) / 60)", anchor: "start")
    }
    return frame(max(20, height), label: words("short"), inner)
  }

  /// Differences with their intervals about zero.
  func differences(_ lines: [(name: String, interval: ConfidenceInterval)]) -> String {
    let height = Double(lines.count) * 26 + 12
    let reach = max(1e-9, lines.map { max(abs($0.interval.low), abs($0.interval.high)) }.max() ?? 1)
    func x(_ value: Double) -> Double { 470 + value / reach * 190 }
    var inner = line(470, 0, 470, height, "stroke=\"#000\"")
    for (i, item) in lines.enumerated() {
      let y = Double(i) * 26 + 18
      inner += label(270, y + 4, item.name, anchor: "end")
      inner += line(x(item.interval.low), y, x(item.interval.high), y, "stroke=\"#1b4f72\" stroke-width=\"3\"")
      inner += "<circle cx=\"\(Markup.number(x(item.interval.estimate)))\" cy=\"\(Markup.number(y))\" r=\"4\" fill=\"#1b4f72\"/>"
    }
    return frame(height, label: words("counter"), inner)
  }
}

import Basics
import Incident

/// How the load is shared: people by hours of duty before and with the plan, and by night duties; of those who serve in the roster.
struct LoadChart {
  /// Hours of one bar.
  static let step = 8
  /// Bars at most; what lies beyond is in the last.
  static let bars = 12

  struct Bar: Equatable {
    var label: String
    var before: Int
    var after: Int
  }

  let hours: [Bar]
  let nights: [Bar]

  init(_ roster: DutyRoster) {
    let people = roster.people
    let most = people.map { max($0.hoursAfter, $0.hoursBefore) }.max() ?? 0
    let count = min(Self.bars, Self.bar(most) + 1)
    func counts(_ values: [Int]) -> [Int] {
      values.reduce(into: [Int](repeating: 0, count: count)) { $0[min(count - 1, Self.bar($1))] += 1 }
    }
    let before = counts(people.map(\.hoursBefore))
    let after = counts(people.map(\.hoursAfter))
    hours = (0..<count).map {
      Bar(label: Self.label($0, isLast: $0 == count - 1 && Self.bar(most) >= count), before: before[$0], after: after[$0])
    }
    let mostNights = min(6, people.map(\.nights).max() ?? 0)
    nights = (0...mostNights).map { night in
      Bar(label: night == 6 ? "≥ 6" : "\(night)", before: 0, after: people.count { min(6, $0.nights) == night })
    }
  }

  /// 0 for none, 1 for up to `step` hours, and so on.
  private static func bar(_ hours: Int) -> Int { (max(0, hours) + step - 1) / step }

  private static func label(_ bar: Int, isLast: Bool) -> String {
    if bar == 0 { return "0" }
    let from = (bar - 1) * step + 1
    return isLast ? "≥ \(from)" : "\(from)–\(bar * step)"
  }

  /// Both charts beside each other as an SVG of its own, for paper and screen: told apart without colour.
  func svg(_ style: Style) -> String {
    let words = style.words
    var svg = SVG()
    let (width, height) = (760.0, 250.0)
    svg.open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(SVG.number(width)) \(SVG.number(height))"), ("class", "map"),
        ("role", "img"), ("font-family", "'Liberation Sans',Arial,sans-serif"),
        ("aria-label", words("roster.chart.hours") + "; " + words("roster.chart.nights")),
      ])
    svg.open("defs")
    svg.open(
      "pattern",
      [("id", "before"), ("width", "5"), ("height", "5"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")])
    svg.rectangle(0, 0, 5, 5, [("fill", "#fff")])
    svg.rectangle(0, 0, 2, 5, [("fill", "#777")])
    svg.close("pattern")
    svg.close("defs")
    draw(
      hours, at: 8, width: 500, title: words("roster.chart.hours"), axis: words("roster.chart.hoursAxis"), hasBefore: true,
      style, &svg)
    draw(
      nights, at: 540, width: 212, title: words("roster.chart.nights"), axis: words("roster.chart.nightsAxis"), hasBefore: false,
      style, &svg)
    svg.close("svg")
    return svg.text
  }

  private func draw(
    _ bars: [Bar], at left: Double, width: Double, title: String, axis: String, hasBefore: Bool, _ style: Style, _ svg: inout SVG
  ) {
    let (top, bottom) = (52.0, 200.0)
    let most = Double(max(1, bars.map { max($0.before, $0.after) }.max() ?? 1))
    svg.label(left, 14, title, size: 12, anchor: "start", bold: true)
    if hasBefore {
      svg.rectangle(left, 22, 10, 10, [("fill", "url(#before)"), ("stroke", "#555"), ("stroke-width", "0.6")])
      svg.label(left + 14, 31, style.words("roster.chart.before"), size: 11, anchor: "start")
      svg.rectangle(left + 85, 22, 10, 10, [("fill", "#1f3a5f")])
      svg.label(left + 99, 31, style.words("roster.chart.after"), size: 11, anchor: "start")
    }
    let slot = width / Double(max(1, bars.count))
    let bar = min(26, slot * (hasBefore ? 0.4 : 0.6))
    for (at, item) in bars.enumerated() {
      let middle = left + (Double(at) + 0.5) * slot
      func column(_ people: Int, _ x: Double, _ fill: [(String, String)]) {
        let size = (bottom - top) * Double(people) / most
        if people > 0 { svg.rectangle(x, bottom - size, bar, size, fill) }
        svg.label(x + bar / 2, bottom - size - 3, style.number(people), size: 9.5)
      }
      if hasBefore {
        column(item.before, middle - bar, [("fill", "url(#before)"), ("stroke", "#555"), ("stroke-width", "0.6")])
        column(item.after, middle, [("fill", "#1f3a5f")])
      } else {
        column(item.after, middle - bar / 2, [("fill", "#1f3a5f")])
      }
      svg.label(middle, bottom + 14, item.label, size: 10)
    }
    svg.line(left, bottom, left + width, bottom, [("stroke", "#000"), ("stroke-width", "1")])
    svg.label(left + width / 2, bottom + 32, axis, size: 10)
  }
}

import Basics

/// A control chart as an SVG of its own, for paper and screen: told apart without colour (a signal is a filled square).
public struct ControlChartSVG: Sendable {
  public var chart: ControlChart
  public var title: String
  /// What the axis counts.
  public var axis: String
  /// One a point; every so many are printed.
  public var labels: [String]

  public init(chart: ControlChart, title: String, axis: String, labels: [String]) {
    self.chart = chart
    self.title = title
    self.axis = axis
    self.labels = labels
  }

  private static let (width, height) = (720.0, 230.0)
  private static let (left, right, top, bottom) = (46.0, 706.0, 34.0, 190.0)

  /// - Complexity: O(points)
  public func svg(_ style: Style) -> String {
    var svg = SVG()
    svg.open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(SVG.number(Self.width)) \(SVG.number(Self.height))"),
        ("class", "map"), ("role", "img"), ("font-family", "'Liberation Sans',Arial,sans-serif"), ("aria-label", title),
      ])
    svg.label(Self.left, 16, title, size: 12, anchor: "start", bold: true)
    let shown = chart.points.filter(\.hasValue)
    let high = max(shown.map { max($0.value, $0.upper) }.max() ?? 1, chart.centre) * 1.06
    let top = high > 0 ? high : 1
    func x(_ at: Int) -> Double {
      Self.left + (Double(at) + 0.5) * (Self.right - Self.left) / Double(max(1, chart.points.count))
    }
    func y(_ value: Double) -> Double { Self.bottom - (Self.bottom - Self.top) * max(0, value) / top }
    axes(top, y, &svg, style)
    limits(x, y, &svg)
    line(x, y, &svg)
    svg.close("svg")
    return svg.text
  }

  private func axes(_ top: Double, _ y: (Double) -> Double, _ svg: inout SVG, _ style: Style) {
    svg.line(Self.left, Self.bottom, Self.right, Self.bottom, [("stroke", "#000"), ("stroke-width", "1")])
    svg.line(Self.left, y(chart.centre), Self.right, y(chart.centre), [("stroke", "#1f3a5f"), ("stroke-width", "1")])
    svg.label(Self.left - 4, y(chart.centre) + 3, Self.text(chart.centre, style), size: 9.5, anchor: "end")
    svg.label(Self.left - 4, Self.bottom + 3, "0", size: 9.5, anchor: "end")
    let limit = chart.points.last { $0.hasValue }?.upper ?? top
    if abs(y(limit) - y(chart.centre)) > 11 {
      svg.label(Self.left - 4, y(limit) + 3, Self.text(limit, style), size: 9.5, anchor: "end")
    }
    svg.label((Self.left + Self.right) / 2, Self.bottom + 32, axis, size: 10)
  }

  /// Stepped, as each period has its own exposure.
  private func limits(_ x: (Int) -> Double, _ y: (Double) -> Double, _ svg: inout SVG) {
    let half = (x(1) - x(0)) / 2
    let dashed = [("stroke", "#a33"), ("stroke-width", "1"), ("stroke-dasharray", "4 3")]
    for (at, point) in chart.points.enumerated() where point.hasValue {
      svg.line(x(at) - half, y(point.upper), x(at) + half, y(point.upper), dashed)
      if point.lower > 0 { svg.line(x(at) - half, y(point.lower), x(at) + half, y(point.lower), dashed) }
    }
  }

  private func line(_ x: (Int) -> Double, _ y: (Double) -> Double, _ svg: inout SVG) {
    var last: Int?
    for (at, point) in chart.points.enumerated() where point.hasValue {
      if let last {
        svg.line(
          x(last), y(chart.points[last].value), x(at), y(point.value), [("stroke", "#333"), ("stroke-width", "1.4")])
      }
      last = at
    }
    let every = max(1, (chart.points.count + 11) / 12)
    for (at, point) in chart.points.enumerated() where point.hasValue {
      if point.signals.isEmpty {
        svg.empty(
          "circle",
          [("cx", SVG.number(x(at))), ("cy", SVG.number(y(point.value))), ("r", "2.6"), ("fill", "#fff"), ("stroke", "#333")])
      } else {
        svg.rectangle(x(at) - 4, y(point.value) - 4, 8, 8, [("fill", "#a33"), ("stroke", "#000"), ("stroke-width", "0.8")])
      }
      if at % every == 0, at < labels.count { svg.label(x(at), Self.bottom + 14, labels[at], size: 9) }
    }
  }

  /// Two decimals below ten, one below a hundred, else none; with the language's decimal mark.
  static func text(_ value: Double, _ style: Style) -> String {
    let digits = value < 10 ? 100 : value < 100 ? 10 : 1
    let scaled = Int((value * Double(digits)).rounded())
    if digits == 1 { return style.number(scaled) }
    let rest = "\(scaled % digits)"
    let mark = style.language == .id ? "," : "."
    return style.number(scaled / digits) + mark + String(repeating: "0", count: (digits == 100 ? 2 : 1) - rest.utf8.count) + rest
  }
}

import Basics
import Geography
import Incident

/// Signs of places with posts: the shape and its sign tell coverage, the letter the kind, the number leads to the table.
struct MapMarkers {
  let map: CityMap
  let frame: MapFrame
  let isSmall: Bool
  /// Places inside are drawn in the other panel.
  let skip: Bounds?
  let labels: [MapLabels.Label]

  private var radius: Double { isSmall ? 8 : 13 }

  func draw(_ svg: inout SVG) {
    let spots = layout()
    // Lines first: no line crosses a sign.
    for (_, home, at) in spots where at.distance(to: home) > 1 {
      svg.line(home.x, home.y, at.x, at.y, [("stroke", "#000"), ("stroke-width", "0.8")])
      svg.empty("circle", [("cx", SVG.number(home.x)), ("cy", SVG.number(home.y)), ("r", "2"), ("fill", "#000")])
    }
    for (row, _, at) in spots {
      let standing = standing(row)
      svg.open("g", [("transform", "translate(\(SVG.number(at.x)) \(SVG.number(at.y)))")])
      svg.element("title", [], text: title(row) + (standing.map { "; \($0)" } ?? ""))
      Self.sign(&svg, row.grade, letter: map.letter(row.place.kind), radius: radius)
      if !isSmall {
        svg.label(radius + 3, 5, count(row), size: 13, anchor: "start", bold: true, halo: true)
        if let standing { svg.label(radius + 3, 18, standing, size: 11, anchor: "start", halo: true) }
      }
      svg.close("g")
    }
  }

  /// Where each place lies on the sheet, and where its sign finds room.
  private func layout() -> [(row: PlaceCoverage, home: LocalPoint, at: LocalPoint)] {
    var taken: [LocalPoint] = []
    return map.places.compactMap { row in
      let point = map.view.city.outlines.projection.point(row.place.coordinate)
      guard frame.contains(point), skip.map({ !$0.contains(point) }) ?? true else { return nil }
      let home = frame.sheet(point)
      let at = free(home, taken)
      taken.append(at)
      return (row, home, at)
    }
  }

  /// `3: 5/8`: number, heads on duty with partners, heads needed.
  private func count(_ row: PlaceCoverage) -> String { "\(row.number): \(row.duties + row.partnerHeads)/\(row.heads)" }

  /// `2 di lokasi, 1 diam`; nil where nobody was called, and on paper.
  private func standing(_ row: PlaceCoverage) -> String? {
    guard let staff = map.layers?.staff[row.place.id] else { return nil }
    let parts = [("there", staff.there), ("onWay", staff.onWay), ("coming", staff.coming), ("silent", staff.silent)]
    let said = parts.filter { $0.1 > 0 }.map { map.words("map.staff.\($0.0)", ["count": "\($0.1)"]) }
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }

  private func title(_ row: PlaceCoverage) -> String {
    "\(row.number) \(row.place.name[map.style.language]): \(map.words("coverage.\(row.grade.rawValue)"))"
  }

  /// The nearest free spot around a point, on rings of 8 directions; the point itself where all are taken.
  private func free(_ point: LocalPoint, _ taken: [LocalPoint]) -> LocalPoint {
    // A marker and its count need about two widths beside and one height above.
    func isFree(_ p: LocalPoint) -> Bool {
      let reach = isSmall ? radius : radius * 4.6
      let hitsLabel = labels.contains {
        p.x - radius < $0.centre.x + $0.halfWidth && p.x + reach > $0.centre.x - $0.halfWidth
          && abs(p.y - $0.centre.y) < radius + $0.halfHeight
      }
      if hitsLabel { return false }
      return !taken.contains { abs($0.x - p.x) < radius * 6.6 && abs($0.y - p.y) < radius * 2.1 }
        && p.x > frame.x + radius && p.x < frame.x + frame.width - radius * 5
        && p.y > frame.y + radius && p.y < frame.y + frame.height - radius
    }
    if isFree(point) { return point }
    let directions = [(0.0, -1.0), (1.0, -0.7), (1.0, 0.0), (1.0, 0.7), (0.0, 1.0), (-1.0, 0.7), (-1.0, 0.0), (-1.0, -0.7)]
    for ring in 1...14 {
      for (dx, dy) in directions {
        let reach = Double(ring) * radius * 1.3
        let p = LocalPoint(x: point.x + dx * reach * 1.6, y: point.y + dy * reach)
        if isFree(p) { return p }
      }
    }
    return point
  }

  /// Filled circle: all filled. Triangle: some missing. Square with a cross: nobody.
  static func sign(_ svg: inout SVG, _ grade: PlaceCoverage.Grade, letter: String, radius r: Double) {
    let n = SVG.number
    switch grade {
    case .full:
      svg.empty("circle", [("r", n(r)), ("fill", "#1b5e20"), ("stroke", "#fff"), ("stroke-width", "1.5")])
      svg.element("text", text(r, "#fff", 0.38), text: letter)
    case .partial:
      let d = "M0 \(n(-r * 1.25))L\(n(r * 1.25)) \(n(r * 0.95))L\(n(-r * 1.25)) \(n(r * 0.95))Z"
      svg.empty("path", [("d", d), ("fill", "#ffb300"), ("stroke", "#000"), ("stroke-width", "1.5")])
      svg.element("text", text(r, "#000", 0.62), text: letter)
    case .empty:
      svg.rectangle(-r, -r, 2 * r, 2 * r, [("fill", "#fff"), ("stroke", "#b00020"), ("stroke-width", "3")])
      svg.empty(
        "path",
        [
          ("d", "M\(n(-r)) \(n(-r))L\(n(r)) \(n(r))M\(n(r)) \(n(-r))L\(n(-r)) \(n(r))"), ("stroke", "#b00020"),
          ("stroke-width", "1"),
        ])
      svg.element("text", text(r, "#000", 0.38) + [("class", "halo")], text: letter)
    }
  }

  private static func text(_ r: Double, _ fill: String, _ drop: Double) -> [(String, String)] {
    [
      ("y", SVG.number(r * drop)), ("font-size", SVG.number(r * 1.05)), ("text-anchor", "middle"), ("font-weight", "700"),
      ("fill", fill),
    ]
  }
}

extension CityMap {
  /// One or two letters for a kind of place, explained in the legend.
  func letter(_ kind: PlaceKind) -> String { words("placeKind.letter.\(kind.rawValue)") }
}

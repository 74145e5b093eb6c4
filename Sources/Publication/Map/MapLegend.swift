import Basics
import Incident

/// What the signs of the map mean, in words, with its sources.
struct MapLegend {
  let map: CityMap
  static let height = 452.0

  func draw(_ svg: inout SVG, x: Double, y: Double) {
    let words = map.words
    svg.label(x, y + 14, words("map.legend"), size: 17, anchor: "start", bold: true)
    var row = y + 34
    for depth in DepthClass.allCases {
      svg.rectangle(
        x, row - 11, 30, 15, [("fill", MapPatterns.fill(depth)), ("stroke", "#555"), ("stroke-width", "0.8")])
      svg.label(x + 38, row + 1, words("depth.class.\(depth.rawValue)"), size: 14, anchor: "start")
      row += 22
    }
    row += 6
    for grade in PlaceCoverage.Grade.allCases {
      svg.open("g", [("transform", "translate(\(SVG.number(x + 15)) \(SVG.number(row - 2)))")])
      MapMarkers.sign(&svg, grade, letter: "", radius: 9)
      svg.close("g")
      svg.label(x + 38, row + 2, words("coverage.\(grade.rawValue)"), size: 14, anchor: "start")
      row += 24
    }
    svg.label(x, row + 2, words("map.countNote"), size: 13, anchor: "start")
    row += 19
    for line in TerminalText.wrap(kinds, width: 80) {
      svg.label(x, row + 2, line, size: 13, anchor: "start")
      row += 17
    }
    row += 4
    for line in notes.flatMap({ TerminalText.wrap($0, width: 80) }) {
      svg.label(x, row + 2, line, size: 13, anchor: "start")
      row += 17
    }
  }

  private var kinds: String {
    var seen: [PlaceKind] = []
    for row in map.places where !seen.contains(row.place.kind) { seen.append(row.place.kind) }
    return seen.map { "\(map.letter($0)) = \(map.words("placeKind.\($0.rawValue)"))" }.joined(separator: "; ")
  }

  private var notes: [String] {
    var notes: [String] = []
    if map.view.city.outlines.isApproximate { notes.append(map.words("map.approximate")) }
    notes.append(map.words("map.depthNote"))
    if map.areas.contains(where: { $0.sample?.source.isSynthetic == true }) { notes.append(map.words("map.synthetic")) }
    return notes
  }
}

import Basics
import Geography
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
    if map.layers != nil { layers(&svg, x: x, &row) }
    svg.label(x, row + 2, words(map.layers == nil ? "map.countNote" : "map.yesNote"), size: 13, anchor: "start")
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

  static let layersHeight = 60.0

  private func layers(_ svg: inout SVG, x: Double, _ row: inout Double) {
    let n = SVG.number
    func line(_ key: String, _ draw: (inout SVG, Double) -> Void) {
      draw(&svg, row - 3)
      svg.label(x + 38, row + 2, map.words(key), size: 14, anchor: "start")
      row += 24
    }
    line("map.roadClosed") { svg, y in
      MapRoads.line(&svg, "M\(n(x)) \(n(y))h30", "#b00020", "3.4")
      MapRoads.cross(&svg, LocalPoint(x: x + 15, y: y))
    }
    line("map.roadFlooded") { svg, y in MapRoads.line(&svg, "M\(n(x)) \(n(y))h30", "#0b2f52", "3", dash: "7 4") }
    line("map.powerOff") { svg, y in MapPower.sign(&svg, LocalPoint(x: x + 15, y: y), isOff: true) }
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

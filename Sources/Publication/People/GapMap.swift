import Basics
import Geography
import Incident

/// The need map as a drawing: each kelurahan by how its critical posts are filled, with the figures in it. The table beside it says
/// the same; each class has a pattern of its own that a black-and-white print keeps.
struct GapMap {
  let text: GapText
  private let cells: [AreaID: GapMatrix.Cell]

  static let width = 1000.0

  init(_ text: GapText) {
    self.text = text
    var critical = text.gap
    critical.rows = critical.criticalRows
    let matrix = GapMatrix(critical, city: text.view.city, by: .kelurahan)
    var cells: [AreaID: GapMatrix.Cell] = [:]
    for area in matrix.areas { cells[AreaID(area)] = matrix.total(area: area) }
    self.cells = cells
  }

  func cell(_ area: AreaID) -> GapMatrix.Cell? { cells[area] }

  /// A whole SVG document.
  func svg() -> String {
    let city = text.view.city
    let projection = city.outlines.projection
    let all = city.outlines.areas.filter { cells[AreaID($0.code)] != nil }
    let shapes = all.isEmpty ? city.outlines.areas : all
    let window = CityMap.padded(
      Bounds(
        shapes.flatMap { $0.shape.polygons.flatMap(\.outer) }
          + city.areas.filter { cells[$0.id] != nil }.map { projection.point($0.centre) }))
    let frame = MapFrame(window: window, x: 0, y: 0, width: Self.width, maximumHeight: 700)
    var body = SVG()
    body.open("clipPath", [("id", "gap-clip")])
    body.rectangle(0, 0, frame.width, frame.height, [])
    body.close("clipPath")
    body.open("g", [("clip-path", "url(#gap-clip)")])
    let rings = city.shoreline.map { $0.map(projection.point) }
    body.rectangle(0, 0, frame.width, frame.height, [("fill", rings.isEmpty ? "#ffffff" : "#e4edf3")])
    body.empty("path", [("d", frame.path(rings, closed: true)), ("fill", "#ffffff"), ("fill-rule", "evenodd")])
    for area in city.areas { fill(&body, area, frame) }
    for area in city.areas { label(&body, area, frame) }
    body.close("g")
    body.rectangle(0, 0, frame.width, frame.height, [("fill", "none"), ("stroke", "#333"), ("stroke-width", "1")])
    legend(&body, y: frame.height + 24)
    return document(body, height: frame.height + 120)
  }

  private func document(_ body: SVG, height: Double) -> String {
    var svg = SVG()
    let title = text.words("gap.title", ["city": CityTitle(text.view.city).full])
    svg.open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "-1 -1 \(SVG.number(Self.width + 2)) \(SVG.number(height))"),
        ("role", "img"), ("aria-label", title), ("font-family", "'Liberation Sans', Arial, Helvetica, sans-serif"),
        ("class", "map"),
      ])
    svg.element("title", [], text: title)
    svg.append(Self.patterns)
    svg.append(body)
    svg.close("svg")
    return svg.text
  }

  private static func kind(_ cell: GapMatrix.Cell?) -> String { cell?.grade.rawValue ?? "none" }

  private func fill(_ svg: inout SVG, _ area: Kelurahan, _ frame: MapFrame) {
    guard let shape = text.view.city.outlines[area.id.rawValue], shape.bounds.overlaps(frame.window) else { return }
    let rings = shape.polygons.flatMap { [$0.outer] + $0.holes }
    svg.open(
      "path",
      [
        ("d", frame.path(rings, closed: true)), ("fill", "url(#gap-\(Self.kind(cells[area.id])))"), ("fill-rule", "evenodd"),
        ("stroke", "#777"), ("stroke-width", "0.8"),
      ])
    svg.element("title", [], text: "\(area.name): \(describe(cells[area.id]))")
    svg.close("path")
  }

  func describe(_ cell: GapMatrix.Cell?) -> String {
    guard let cell else { return text.words("gap.grade.none") }
    return "\(text.words("gap.grade.\(cell.grade.rawValue)")), \(cell.there)/\(cell.wanted)"
  }

  private func label(_ svg: inout SVG, _ area: Kelurahan, _ frame: MapFrame) {
    guard let cell = cells[area.id] else { return }
    let point = text.view.city.outlines.projection.point(area.centre)
    guard frame.contains(point) else { return }
    let at = frame.sheet(point)
    svg.label(at.x, at.y - 2, area.name, size: 13, bold: true, halo: true)
    svg.label(at.x, at.y + 15, "\(cell.there)/\(cell.wanted)", size: 15, bold: cell.missing > 0, halo: true)
  }

  private func legend(_ svg: inout SVG, y: Double) {
    for (at, kind) in ["short", "thin", "covered", "none"].enumerated() {
      let x = Double(at % 2) * 480
      let row = y + Double(at / 2) * 26
      svg.rectangle(x, row - 12, 30, 16, [("fill", "url(#gap-\(kind))"), ("stroke", "#555"), ("stroke-width", "0.8")])
      svg.label(x + 38, row + 1, text.words("gap.grade.\(kind)"), size: 15, anchor: "start")
    }
    svg.label(0, y + 56, text.words("gap.mapKey"), size: 14, anchor: "start")
  }

  private static let patterns: SVG = {
    var svg = SVG()
    svg.open("defs")
    svg.element("style", [], text: ".halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}")
    func pattern(_ id: String, _ size: Int, _ ground: String, _ draw: (inout SVG) -> Void) {
      svg.open(
        "pattern",
        [("id", "gap-\(id)"), ("width", "\(size)"), ("height", "\(size)"), ("patternUnits", "userSpaceOnUse")])
      svg.rectangle(0, 0, Double(size), Double(size), [("fill", ground)])
      draw(&svg)
      svg.close("pattern")
    }
    pattern("none", 8, "#f4f4f4") { _ in }
    pattern("covered", 10, "#dcebdc") { $0.empty("circle", [("cx", "5"), ("cy", "5"), ("r", "1"), ("fill", "#4b7a4b")]) }
    pattern("thin", 8, "#f6e7bf") {
      $0.empty("path", [("d", "M0 8L8 0"), ("stroke", "#8a6a12"), ("stroke-width", "1")])
    }
    pattern("short", 7, "#f2b8a8") {
      $0.empty("path", [("d", "M0 0L7 7M7 0L0 7"), ("stroke", "#8c2a14"), ("stroke-width", "1.1")])
    }
    svg.close("defs")
    return svg
  }()
}

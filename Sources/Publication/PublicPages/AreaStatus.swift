import Basics
import Geography
import Incident

/// The situation by kelurahan: table and map of what was reported. An area without a report says so and is hatched, never white.
struct AreaStatus {
  struct Row {
    var area: Kelurahan
    /// Millimetres; nil without a report.
    var depth: Int?
    var line: BulletinSheet.Line
    var seenAt: Instant?
    var json: JSONValue {
      .members([
        ("code", .string(area.id.rawValue)), ("name", .string(area.name)), ("kecamatan", .string(area.kecamatan)),
        ("state", .string(depth == nil ? "no_report" : depth == 0 ? "reported_dry" : "water")),
        ("depthMillimetres", depth.map { .integer(Int64($0)) }), ("seenAt", seenAt.map(BulletinContent.json)),
        ("old", seenAt == nil ? nil : .bool(line.isStale)),
      ])
    }
  }

  let site: PublicSite
  let style: Style

  /// In the order of the city; areas of the operation only.
  var rows: [Row] {
    guard let contact = site.bulletins.last?.content.contact ?? Self.nobody else { return [] }
    let content = BulletinContent(
      mode: site.mode, hazard: .rainFlood, level: .yellow, areas: [], lead: Bilingual(id: "", en: ""), actions: [], facts: [],
      contact: contact, asOf: site.now, expiresAt: site.now, staleAfter: site.staleAfter)
    let writer = BulletinWriter(content: content, release: nil, city: site.city, language: style.language, now: site.now)
    var rows: [Row] = []
    for fact in site.facts {
      switch fact.subject {
      case .water(let id, _, let high, _):
        guard let area = site.city.area(id) else { continue }
        rows.append(Row(area: area, depth: high, line: writer.line(fact), seenAt: fact.source?.seenAt))
      case .noReport(let id):
        guard let area = site.city.area(id) else { continue }
        rows.append(Row(area: area, depth: nil, line: writer.line(fact), seenAt: nil))
      default: break
      }
    }
    return rows
  }

  private static let nobody: BulletinContact? = BulletinContact(numbers: [], web: "", account: "", sender: "")

  func html() -> String {
    let words = style.words
    let rows = rows
    var out =
      "<figure>\(map(rows))<figcaption class=\"source\">\(escapeMarkup(words("page.map")))</figcaption></figure>\n"
    out += "<div class=\"scroll\"><table><thead><tr>"
    out += ["page.column.area", "page.column.water", "page.column.seen"].map { "<th>\(escapeMarkup(words($0)))</th>" }.joined()
    out += "</tr></thead><tbody>\n"
    for row in rows {
      let prefix = row.area.name + ": "
      let text = row.line.text.hasPrefix(prefix) ? String(row.line.text.dropFirst(prefix.count)) : row.line.text
      out +=
        "<tr><td>\(escapeMarkup(row.area.name))</td><td\(row.depth == nil ? " class=\"unknown\"" : "")>\(escapeMarkup(text))</td>"
      out += "<td\(row.line.isStale ? " class=\"old\"" : "")>\(escapeMarkup(row.line.source ?? "–"))</td></tr>\n"
    }
    return out + "</tbody></table></div>\n"
  }

  private func map(_ rows: [Row]) -> String {
    let city = site.city
    let shapes = rows.compactMap { row in city.outlines[row.area.id.rawValue].map { (row, $0) } }
    let bounds = shapes.reduce(Bounds.empty) { $0.union($1.1.bounds) }
    guard !bounds.isEmpty else { return "" }
    let frame = MapFrame(window: CityMap.padded(bounds), x: 0, y: 0, width: 1000, maximumHeight: 800)
    var svg = SVG()
    svg.open(
      "svg",
      [
        ("class", "map"), ("viewBox", "0 0 \(SVG.number(frame.width)) \(SVG.number(frame.height))"), ("role", "img"),
        ("aria-label", style.words("page.map")),
      ])
    svg.append(MapPatterns.definitions)
    svg.rectangle(0, 0, frame.width, frame.height, [("fill", "#ffffff")])
    for (row, shape) in shapes {
      let rings = shape.polygons.flatMap { [$0.outer] + $0.holes }
      let fill = MapPatterns.fill(DepthClass(millimetres: row.depth.map { Int32(clamping: $0) }))
      svg.open(
        "path",
        [
          ("d", frame.path(rings, closed: true)), ("fill", fill), ("fill-rule", "evenodd"), ("stroke", "#333"),
          ("stroke-width", "1.5"),
        ])
      svg.element("title", [], text: row.line.full)
      svg.close("path")
    }
    for (row, shape) in shapes {
      guard let centre = shape.centroid else { continue }
      let place = frame.sheet(centre)
      svg.label(place.x, place.y, row.area.name, size: 30, bold: true, halo: true)
      let depth = row.depth.map { style.centimetres(Int32(clamping: $0)) } ?? style.words("depth.noReport")
      svg.label(place.x, place.y + 30, depth, size: 26, halo: true)
    }
    svg.close("svg")
    return svg.text
  }
}

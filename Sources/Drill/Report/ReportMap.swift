import Basics
import Geography
import Incident
import Publication

/// The city at one instant: water by kelurahan, posts by coverage, roads that are cut.
struct ReportMap {
  let city: City
  let record: DrillRecord
  let words: Catalogue

  /// Instants worth a map: before the water, its rise, its peaks, its end; at most six.
  static func instants(_ record: DrillRecord) -> [Instant] {
    guard let frames = record.water.first?.at, !frames.isEmpty else { return [] }
    let total = frames.indices.map { i in record.water.reduce(0) { $0 + Int(min($1.millimetres[i], 3_000)) } }
    var chosen: Set<Int> = []
    // The greatest of each sixth of the run, so that no tide is left out.
    let parts = min(6, frames.count)
    for part in 0..<parts {
      let range = (frames.count * part / parts)..<(frames.count * (part + 1) / parts)
      if let peak = range.max(by: { (total[$0], -$0) < (total[$1], -$1) }) { chosen.insert(peak) }
    }
    return chosen.sorted().map { frames[$0] }
  }

  private static let shades: [(from: Int32, fill: String, key: String)] = [
    (0, "#ffffff", "< 10 cm"), (100, "#d6ecf7", "10-30 cm"), (300, "#9dcbe6", "30-70 cm"), (700, "#4f94c4", "70-150 cm"),
    (1_500, "#1f4e79", "> 150 cm"),
  ]

  /// - Parameter tag: makes ids unique on the page.
  func svg(at instant: Instant, tag: String) -> String {
    let areas = city.outlines.areas
    let shown = record.water.map(\.area.rawValue)
    // Where the water was; the whole of what was computed where there was none.
    let wet = record.water.filter { ($0.millimetres.max() ?? 0) >= 100 }.map(\.area.rawValue)
    let window = wet.isEmpty ? shown : wet
    let bounds = areas.filter { window.contains($0.code) }.reduce(Bounds.empty) { $0.union($1.shape.bounds) }
    let pad = max(bounds.width, bounds.height) * 0.08
    let (west, north) = (bounds.west - pad, bounds.north + pad)
    let scale = 400 / max(1, bounds.width + 2 * pad)
    let height = (bounds.height + 2 * pad) * scale
    func point(_ p: LocalPoint) -> (Double, Double) { ((p.x - west) * scale, (north - p.y) * scale) }
    func path(_ ring: [LocalPoint]) -> String {
      Simplification.ring(ring, tolerance: 0.7 / scale).enumerated().map { i, p in
        let (x, y) = point(p)
        return "\(i == 0 ? "M" : "L")\(Markup.number(x)) \(Markup.number(y))"
      }.joined() + "Z"
    }
    var inner =
      "<defs><pattern id=\"h\(tag)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#f4f4f4\"/><path d=\"M0 0V6\" stroke=\"#bbb\"/></pattern></defs>"
    for area in areas where Self.overlap(area.shape.bounds, bounds) {
      let depth = depth(area.code, at: instant)
      let fill = depth.map { d in Self.shades.last { $0.from <= d }?.fill ?? "#fff" } ?? "url(#h\(tag))"
      let d = area.shape.polygons.map { path($0.outer) }.joined()
      inner +=
        "<path d=\"\(d)\" fill=\"\(fill)\" stroke=\"#666\" stroke-width=\".7\">\(Markup.text("title", "", label(area.name, depth)))</path>"
    }
    inner += dots(at: instant, point)
    for area in areas where shown.contains(area.code) && (depth(area.code, at: instant) ?? 0) >= 100 {
      let (x, y) = point(area.inside)
      inner += Markup.text(
        "text",
        "x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" text-anchor=\"middle\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"2.4\"",
        area.name)
    }
    return Markup.tag(
      "svg",
      "viewBox=\"0 0 400 \(Markup.number(height))\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Arial,sans-serif\" font-size=\"9\"",
      Markup.text("title", "", words("maps")) + inner)
  }

  private static func overlap(_ a: Bounds, _ b: Bounds) -> Bool {
    a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
  }

  private func label(_ name: String, _ depth: Int32?) -> String {
    "\(name): " + (depth.map { $0 < 100 ? words("map.dry") : "\(($0 + 5) / 10) cm" } ?? words("map.none"))
  }

  func depth(_ area: String, at instant: Instant) -> Int32? {
    guard let track = record.water.first(where: { $0.area.rawValue == area }),
      let i = track.at.lastIndex(where: { $0 <= instant })
    else {
      return nil
    }
    return track.millimetres[i]
  }

  /// One dot a place with posts in force: full, in part, empty; shape and fill differ, not the colour alone.
  private func dots(at instant: Instant, _ point: (LocalPoint) -> (Double, Double)) -> String {
    let projection = LocalProjection(origin: city.origin)
    var wanted: [PlaceID: Int] = [:]
    var present: [PlaceID: Int] = [:]
    for post in record.posts where post.interval.contains(instant) {
      wanted[post.place, default: 0] += post.wanted
      let heads = post.present.last { $0.at <= instant }?.heads ?? 0
      present[post.place, default: 0] += min(post.wanted, heads + post.partners)
    }
    return wanted.keys.sorted().compactMap { id -> String? in
      guard let place = city.place(id), let want = wanted[id] else { return nil }
      let (x, y) = point(projection.point(place.coordinate))
      let have = present[id] ?? 0
      let (fill, stroke) = have >= want ? ("#1e7d32", "#000") : have > 0 ? ("#ffd54f", "#000") : ("#fff", "#b00020")
      return
        "<circle cx=\"\(Markup.number(x))\" cy=\"\(Markup.number(y))\" r=\"3.4\" fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"1.3\">\(Markup.text("title", "", "\(place.name.id): \(have)/\(want)"))</circle>"
    }.joined()
  }

  var legend: String {
    let boxes = Self.shades.enumerated().map { i, shade in
      "<rect x=\"\(i * 92)\" y=\"2\" width=\"16\" height=\"12\" fill=\"\(shade.fill)\" stroke=\"#666\"/>"
        + Markup.text("text", "x=\"\(i * 92 + 20)\" y=\"12\"", shade.key)
    }.joined()
    return Markup.tag("svg", "viewBox=\"0 0 470 18\" role=\"img\" font-family=\"Arial,sans-serif\" font-size=\"10\"", boxes)
  }
}

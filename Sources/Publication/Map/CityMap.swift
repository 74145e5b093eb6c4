import Basics
import Geography
import Incident

/// The city on one sheet: water by kelurahan as reported, places with their posts by coverage, shortages, scale and sources.
///
/// Meaning never hangs on colour alone: depth classes have patterns, coverage has shapes and a sign, both have words in the
/// legend, and numbers lead to the tables beneath. A kelurahan without a report is hatched grey and says so.
public struct CityMap: Sendable {
  let view: PlanView
  let areas: [AreaDepth]
  let places: [PlaceCoverage]
  let style: Style
  /// Of the screen only: a paper shows none.
  let layers: MapLayers?
  var words: Catalogue { style.words }

  /// Width of the sheet in its own units.
  static let width = 1000.0

  /// - Parameter span: which statements of depth hold: usually the shift of the plan.
  public init(view: PlanView, depths: DepthSeries?, during span: Interval, language: Language) {
    self.view = view
    style = Style(language, offsetMinutes: view.city.offsetMinutes, zoneName: view.city.zoneName)
    areas = AreaDepth.rows(city: view.city, depths: depths, during: span, mode: view.mode)
    places = PlaceCoverage.rows(view)
    layers = nil
  }

  /// For the screen: the water of one instant, with roads, power and people over it.
  /// - Parameter areas: one row a kelurahan, in the order of the city; nothing synthetic in an actual operation.
  public init(view: PlanView, areas: [AreaDepth], layers: MapLayers, language: Language) {
    self.view = view
    style = Style(language, offsetMinutes: view.city.offsetMinutes, zoneName: view.city.zoneName)
    self.areas = areas
    self.layers = layers
    // On the screen a post is covered by those who said yes, as in the table beside it.
    places = PlaceCoverage.rows(view).map { row in
      var row = row
      row.duties = layers.staff[row.place.id]?.yes ?? 0
      row.missing = max(0, row.heads - row.duties - row.partnerHeads)
      return row
    }
  }

  /// A whole SVG document, to be set into a page or kept as a file.
  public func svg() -> String {
    var body = SVG()
    var y = 8.0
    mark(&body, &y)
    let whole = Self.padded(Bounds(view.city.outlines.areas.flatMap { $0.shape.polygons.flatMap(\.outer) } + points))
    let detail = detailWindow(in: whole)
    let main = MapFrame(window: detail ?? whole, x: 0, y: y, width: Self.width, maximumHeight: 760)
    panel(&body, main, id: "a", isOverview: false)
    y += main.height
    if detail != nil {
      let corner = MapFrame(window: whole, x: 0, y: y + 34, width: 440, maximumHeight: 400)
      body.label(0, y + 24, words("map.overview"), size: 17, anchor: "start", bold: true)
      panel(&body, corner, id: "b", isOverview: true, focus: main.window)
      MapLegend(map: self).draw(&body, x: 462, y: y + 10)
      y += max(corner.height + 44, legendHeight)
    } else {
      MapLegend(map: self).draw(&body, x: 0, y: y + 10)
      y += legendHeight
    }
    mark(&body, &y)
    return document(body, height: y)
  }

  private var legendHeight: Double { MapLegend.height + (layers == nil ? 0 : MapLegend.layersHeight) + 20 }
  private var points: [LocalPoint] { view.city.places.map { view.city.outlines.projection.point($0.coordinate) } }

  private func mark(_ svg: inout SVG, _ y: inout Double) {
    guard let mark = view.mode.mark else { return }
    svg.label(Self.width / 2, y + 14, mark, size: 18, bold: true)
    y += 26
  }

  private func document(_ body: SVG, height: Double) -> String {
    var svg = SVG()
    svg.open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "-1 0 \(SVG.number(Self.width + 2)) \(SVG.number(height))"),
        ("role", "img"), ("aria-label", words("map.title", ["city": CityTitle(view.city).full])),
        ("font-family", "'Liberation Sans', Arial, Helvetica, sans-serif"), ("class", "map"),
      ])
    svg.element("title", [], text: words("map.title", ["city": CityTitle(view.city).full]))
    svg.append(MapPatterns.definitions)
    svg.append(body)
    svg.close("svg")
    return svg.text
  }

  static func padded(_ bounds: Bounds) -> Bounds {
    guard !bounds.isEmpty else { return Bounds(west: -1000, south: -1000, east: 1000, north: 1000) }
    let pad = max(bounds.width, bounds.height) * 0.03 + 50
    return Bounds(west: bounds.west - pad, south: bounds.south - pad, east: bounds.east + pad, north: bounds.north + pad)
  }

  /// The part where most of the staffed places lie, when it is much smaller than the city: nine tenths of them around the
  /// median place.
  private func detailWindow(in whole: Bounds) -> Bounds? {
    let spots = places.map { view.city.outlines.projection.point($0.place.coordinate) }
    guard spots.count >= 3 else { return nil }
    let xs = spots.map(\.x).sorted()
    let ys = spots.map(\.y).sorted()
    let centre = LocalPoint(x: xs[xs.count / 2], y: ys[ys.count / 2])
    let near = spots.sorted { $0.distance(to: centre) < $1.distance(to: centre) }.prefix((spots.count * 9 + 9) / 10)
    let tight = Bounds(near)
    let pad = max(tight.width, tight.height) * 0.05
    let box = Self.padded(
      Bounds(west: tight.west - pad, south: tight.south - pad, east: tight.east + pad, north: tight.north + pad))
    let tall = max(box.height, box.width * 0.62)
    let window = Bounds(west: box.west, south: box.centre.y - tall / 2, east: box.east, north: box.centre.y + tall / 2)
    return window.width < whole.width * 0.6 && window.height < whole.height * 0.75 ? window : nil
  }

  // MARK: Panels

  private func panel(_ svg: inout SVG, _ frame: MapFrame, id: String, isOverview: Bool, focus: Bounds? = nil) {
    svg.open("clipPath", [("id", "clip-\(id)")])
    svg.rectangle(frame.x, frame.y, frame.width, frame.height, [])
    svg.close("clipPath")
    svg.open("g", [("clip-path", "url(#clip-\(id))")])
    let rings = view.city.shoreline.map { $0.map(view.city.outlines.projection.point) }
    svg.rectangle(frame.x, frame.y, frame.width, frame.height, [("fill", rings.isEmpty ? "#ffffff" : "#e4edf3")])
    svg.empty("path", [("d", frame.path(rings, closed: true)), ("fill", "#ffffff"), ("fill-rule", "evenodd")])
    for area in areas { fill(&svg, area, frame) }
    let shore = frame.path(rings.flatMap(Self.shore), closed: false)
    if !shore.isEmpty {
      svg.empty("path", [("d", shore), ("fill", "none"), ("stroke", "#1d3557"), ("stroke-width", "2.4")])
    }
    if let focus {
      let a = frame.sheet(LocalPoint(x: focus.west, y: focus.north))
      let b = frame.sheet(LocalPoint(x: focus.east, y: focus.south))
      svg.rectangle(a.x, a.y, b.x - a.x, b.y - a.y, [("fill", "none"), ("stroke", "#000"), ("stroke-width", "2")])
    }
    let labels = MapLabels(map: self, frame: frame, isOverview: isOverview, skip: focus)
    if let layers { MapRoads(map: self, layers: layers, frame: frame).draw(&svg) }
    labels.draw(&svg)
    if let layers { MapPower(map: self, layers: layers).draw(&svg, labels.labels) }
    MapMarkers(map: self, frame: frame, isSmall: isOverview, skip: focus, labels: labels.labels).draw(&svg)
    svg.close("g")
    svg.rectangle(
      frame.x, frame.y, frame.width, frame.height, [("fill", "none"), ("stroke", "#333"), ("stroke-width", "1")])
    scaleBar(&svg, frame)
  }

  /// A ring of land without the long straight sides that only close it at the edge of the data: those are no shore.
  static func shore(_ ring: [LocalPoint]) -> [[LocalPoint]] {
    var lines: [[LocalPoint]] = [[]]
    for (i, point) in ring.enumerated() {
      if i > 0, ring[i - 1].distance(to: point) > 4_000 { lines.append([]) }
      lines[lines.count - 1].append(point)
    }
    return lines
  }

  private func fill(_ svg: inout SVG, _ area: AreaDepth, _ frame: MapFrame) {
    guard let shape = view.city.outlines[area.area.id.rawValue], shape.bounds.overlaps(frame.window) else { return }
    let rings = shape.polygons.flatMap { [$0.outer] + $0.holes }
    svg.open(
      "path",
      [
        ("d", frame.path(rings, closed: true)), ("fill", MapPatterns.fill(area.depthClass)), ("fill-rule", "evenodd"),
        ("stroke", "#777"), ("stroke-width", "0.8"), ("stroke-dasharray", "4 2"),
      ])
    svg.element("title", [], text: "\(area.area.name): \(area.text(style))")
    svg.close("path")
  }

  private func scaleBar(_ svg: inout SVG, _ frame: MapFrame) {
    let metres = frame.scaleBarMetres
    let length = metres * frame.scale
    let x = frame.x + 12
    let y = frame.y + frame.height - 12
    svg.rectangle(x - 5, y - 22, length + 70, 30, [("fill", "#ffffff"), ("fill-opacity", "0.85")])
    svg.rectangle(x, y - 5, length / 2, 6, [("fill", "#000")])
    svg.rectangle(x + length / 2, y - 5, length / 2, 6, [("fill", "#fff"), ("stroke", "#000"), ("stroke-width", "1")])
    let text = metres >= 1000 ? "\(style.number(Int(metres / 1000))) km" : "\(style.number(Int(metres))) m"
    svg.label(x + length + 6, y + 2, text, size: 14, anchor: "start")
    svg.label(x, y - 9, "0", size: 12)
    let (nx, ny) = (frame.x + frame.width - 20, frame.y + 14)
    svg.empty("path", [("d", "M\(SVG.number(nx)) \(SVG.number(ny))l6 16l-6 -4l-6 4Z"), ("fill", "#000")])
    svg.label(nx, ny + 29, words("map.north"), size: 13, bold: true, halo: true)
  }
}

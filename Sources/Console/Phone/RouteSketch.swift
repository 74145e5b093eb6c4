import Basics
import Geography
import Incident
import Publication

/// A way as a small drawing and as steps in words. The drawing says nothing that the words do not say.
struct RouteSketch {
  let roads: RoadGraph
  let way: RoadRoute
  let vehicle: Vehicle
  /// Water on each edge, nil where nothing is reported.
  let depths: [Int32?]
  let closed: Set<Int32>

  static let width = 320.0
  static let mostOtherRoads = 160
  static let mostSteps = 12
  /// Named roads below this length are told with the next one.
  static let shortMetres = 60

  // MARK: Words

  struct Step: Hashable {
    enum Turn: String { case left, right, straight }
    var turn: Turn
    /// Empty for a road without a name.
    var name: String
    var metres: Int
  }

  /// Pieces of the same name in one, each with the turn into it.
  var steps: [Step] {
    var steps: [Step] = []
    var last: Int32?
    for e in way.edges {
      let edge = roads.edges[Int(e)]
      let name = roads.name(edge)
      let metres = Int(edge.lengthMetres)
      if let open = steps.last, open.name == name || (name.isEmpty && metres < Self.shortMetres) {
        steps[steps.count - 1].metres += metres
      } else {
        steps.append(Step(turn: last.map { turn($0, e) } ?? .straight, name: name, metres: metres))
      }
      last = e
    }
    return steps
  }

  private func turn(_ a: Int32, _ b: Int32) -> Step.Turn {
    let (u, v) = (direction(a), direction(b))
    let cross = u.x * v.y - u.y * v.x
    let along = u.x * v.x + u.y * v.y
    // Within 30 degrees of straight on.
    if along > 0, abs(cross) < along * 0.577 { return .straight }
    return cross > 0 ? .left : .right
  }

  private func direction(_ e: Int32) -> LocalPoint {
    let edge = roads.edges[Int(e)]
    let (a, b) = (roads.nodes[Int(edge.from)], roads.nodes[Int(edge.to)])
    return LocalPoint(x: b.x - a.x, y: b.y - a.y)
  }

  // MARK: Drawing

  /// Inline, without style of its own but classes of the phone's sheet.
  func svg(_ label: String) -> HTML {
    guard let frame = Window(points) else { return .none }
    var parts: [HTML] = []
    for (kind, lines) in others(frame) where !lines.isEmpty {
      parts.append("<path class=\"\(kind)\" d=\"\(path(lines, frame))\"/>")
    }
    parts.append("<path class=\"way\" d=\"\(path(of: points, frame))\"/>")
    if let a = points.first, let b = points.last {
      let (from, to) = (frame.put(a), frame.put(b))
      parts.append("<circle class=\"from\" cx=\"\(from.x)\" cy=\"\(from.y)\" r=\"6\"/>")
      parts.append("<path class=\"to\" d=\"M\(to.x) \(to.y)l-7 -16h14z\"/>")
    }
    return """
      <svg class="route" viewBox="0 0 \(Int(Self.width)) \(frame.height)" role="img" aria-label="\(label)">\(parts)</svg>
      """
  }

  private var points: [LocalPoint] {
    guard let first = way.edges.first else { return [] }
    return [roads.nodes[Int(roads.edges[Int(first)].from)]] + way.edges.map { roads.nodes[Int(roads.edges[Int($0)].to)] }
  }

  /// Roads in the picture beside the way: flooded for the vehicle, closed, and main ones that lie open.
  private func others(_ frame: Window) -> [(kind: String, lines: [Int32])] {
    let used = Set(way.edges.flatMap { [$0, roads.edges[Int($0)].reverse] })
    var found: [String: [Int32]] = [:]
    for e in roads.edges.indices where Int32(e) < roads.edges[e].reverse && !used.contains(Int32(e)) {
      let edge = roads.edges[e]
      guard frame.holds(roads.nodes[Int(edge.from)]), frame.holds(roads.nodes[Int(edge.to)]) else { continue }
      let isShut = closed.contains(Int32(e))
      let isWet = !vehicle.passes(depthMillimetres: depths[e])
      if !isShut && !isWet && edge.roadClass == .local { continue }
      found[isShut ? "shut" : isWet ? "wet" : "road", default: []].append(Int32(e))
    }
    return ["road", "wet", "shut"].map { kind in
      let all = found[kind] ?? []
      // The longest say most.
      let longest = all.sorted {
        let (a, b) = (roads.edges[Int($0)].lengthMetres, roads.edges[Int($1)].lengthMetres)
        return a != b ? a > b : $0 < $1
      }
      return (kind, longest.prefix(Self.mostOtherRoads).sorted())
    }
  }

  private func path(_ lines: [Int32], _ frame: Window) -> String {
    lines.map { e -> String in
      let edge = roads.edges[Int(e)]
      let (a, b) = (frame.put(roads.nodes[Int(edge.from)]), frame.put(roads.nodes[Int(edge.to)]))
      return "M\(a.x) \(a.y)l\(b.x - a.x) \(b.y - a.y)"
    }.joined()
  }

  private func path(of points: [LocalPoint], _ frame: Window) -> String {
    var text = ""
    var last: (x: Int, y: Int)?
    for point in points {
      let at = frame.put(point)
      if let last {
        if last != at { text += "l\(at.x - last.x) \(at.y - last.y)" }
      } else {
        text = "M\(at.x) \(at.y)"
      }
      last = at
    }
    return text
  }

  /// The piece of the city that holds the way, north up.
  struct Window {
    let left, top, scale: Double
    let height: Int

    init?(_ points: [LocalPoint]) {
      guard let x0 = points.map(\.x).min(), let x1 = points.map(\.x).max(), let y0 = points.map(\.y).min(),
        let y1 = points.map(\.y).max()
      else { return nil }
      // Never wider than high by more than three, nor smaller than a walk.
      let wide = max(x1 - x0, (y1 - y0) * 0.8, 600) * 1.2
      let high = max(y1 - y0, wide * 0.4, 400) * 1.2
      left = (x0 + x1 - wide) / 2
      top = (y0 + y1 + high) / 2
      scale = RouteSketch.width / wide
      height = min(480, Int(high * scale))
    }

    func put(_ point: LocalPoint) -> (x: Int, y: Int) { (Int((point.x - left) * scale), Int((top - point.y) * scale)) }

    func holds(_ point: LocalPoint) -> Bool {
      let at = put(point)
      return (0...Int(RouteSketch.width)).contains(at.x) && (0...height).contains(at.y)
    }
  }
}

/// The part of a person's page that says how to get there.
struct RoutePart {
  let frame: Frame
  let operation: EmergencyOperation
  let place: Place
  /// Where the way begins; nil where nobody knows.
  let start: AreaID?
  let book: RouteBook
  let action: String

  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  var content: HTML {
    guard let start else { return "<p>\(w("route.ask"))</p>" + picker }
    let answer = book.answer(.init(from: start, to: place.id), frame.picture, operation)
    switch answer {
    case .syntheticRoads: return "<p>\(w("route.synthetic"))</p>"
    case .noRoads: return "<p>\(w("route.noRoads"))</p>"
    case .cutOff(let reason):
      return "<p class=\"notice danger\">\(w("route.cutOff.\(reason.rawValue)"))</p>" + picker
    case .way(let way, let vehicle): return self.way(way, vehicle) + picker
    }
  }

  private func way(_ way: RoadRoute, _ vehicle: Vehicle) -> HTML {
    guard let roads = frame.picture.city.roads else { return .none }
    let sketch = RouteSketch(
      roads: roads, way: way, vehicle: vehicle, depths: book.depths(frame.picture, operation, roads),
      closed: Set(roads.edges(named: operation.closedRoads.keys.sorted())))
    let head = w(
      "route.head", ["vehicle": w("route.by.\(vehicle.rawValue)"), "minutes": "\(way.minutes)", "distance": distance(way.metres)])
    let steps = sketch.steps
    let items: [HTML] = steps.prefix(RouteSketch.mostSteps).map { "<li>\(words($0))</li>" }
    let more: HTML =
      steps.count > RouteSketch.mostSteps
      ? "<li>\(w("route.more", ["count": "\(steps.count - RouteSketch.mostSteps)"]))</li>" : .none
    let unreal: HTML = roads.origin.isSynthetic ? "<p class=\"notice warning\">\(w("route.syntheticExercise"))</p>" : .none
    return """
      <p><strong>\(head)</strong></p>\(sketch.svg(w("route.drawing")))
      <p class="fine">\(w("route.legend"))</p>
      <ol class="way">\(items)\(more)<li><strong>\(place.name[frame.language])</strong></li></ol>
      <p class="fine">\(w("route.basis", ["clock": frame.style.moment(frame.picture.now)]))</p>\(unreal)
      """
  }

  private func words(_ step: RouteSketch.Step) -> String {
    w(
      "route.\(step.turn.rawValue)",
      ["road": step.name.isEmpty ? w("route.unnamed") : step.name, "distance": distance(step.metres)])
  }

  private func distance(_ metres: Int) -> String {
    if metres < 1000 { return "\(max(10, (metres + 5) / 10 * 10)) m" }
    let tenths = (metres + 50) / 100
    return "\(tenths / 10)\(frame.language == .id ? "," : ".")\(tenths % 10) km"
  }

  /// Asks by GET, as it changes nothing.
  private var picker: HTML {
    let options: [HTML] = frame.picture.city.areas.map { area in
      let mark: HTML = area.id == start ? " selected" : ""
      return "<option value=\"\(area.id)\"\(mark)>\(area.name)</option>"
    }
    return """
      <form method="get" action="\(action)" class="from"><label class="field"><span>\(w("route.from"))</span><select name="from">\(options)</select></label><button>\(w("route.show"))</button></form>
      """
  }
}

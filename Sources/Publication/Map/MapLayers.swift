import Basics
import Geography
import Incident

/// What the command post's screen draws over the paper's map: roads, power, and where its people stand.
public struct MapLayers: Sendable {
  /// Those called to one place, by what they last said.
  public struct Staff: Hashable, Sendable {
    public var there = 0
    public var onWay = 0
    public var coming = 0
    public var silent = 0
    public init() {}

    /// Those who said that they come.
    public var yes: Int { there + onWay + coming }

    public mutating func add(_ phase: OrderState.Phase) {
      switch phase {
      case .arrived, .onDuty: there += 1
      case .enRoute: onWay += 1
      case .accepted: coming += 1
      case .issued, .delivered, .unanswered: silent += 1
      case .declined, .relieved, .released, .stoodDown: break
      }
    }
  }

  /// Nil where the city has none that may be shown: synthetic ones never in an actual operation.
  public var roads: RoadGraph?
  /// Names as they were reported.
  public var closedRoads: [String]
  public var power: [AreaID: PowerState]
  public var staff: [PlaceID: Staff]

  public init(
    city: City, mode: Mode, closedRoads: [String] = [], power: [AreaID: PowerState] = [:], staff: [PlaceID: Staff] = [:]
  ) {
    roads = city.roads.flatMap { $0.nodes.isEmpty || (mode == .actual && $0.origin.isSynthetic) ? nil : $0 }
    self.closedRoads = closedRoads
    self.power = power
    self.staff = staff
  }

  /// Reported closures that no road of the map bears: in the table only. Sorted as reported.
  public var closedOffMap: [String] {
    guard let roads else { return closedRoads }
    let known = Set(roads.names)
    return closedRoads.filter { !known.contains($0) }
  }

  /// Names of main roads in areas whose water stops a car, by area; sorted.
  public func floodedRoads(_ areas: [AreaDepth]) -> [AreaID: [String]] {
    guard let roads else { return [:] }
    var found: [AreaID: Set<String>] = [:]
    let wet = Self.wet(areas)
    for edge in roads.edges where edge.roadClass != .local && !edge.isBridge {
      guard let code = roads.areaCode(edge), wet.contains(code), !roads.name(edge).isEmpty else { continue }
      found[AreaID(code), default: []].insert(roads.name(edge))
    }
    return found.mapValues { $0.sorted() }
  }

  /// Codes of areas whose stated water stops a car.
  static func wet(_ areas: [AreaDepth]) -> Set<String> {
    Set(
      areas.filter { row in row.sample.map { !Vehicle.car.passes(depthMillimetres: $0.millimetres) } ?? false }
        .map(\.area.id.rawValue))
  }
}

/// Draws the roads of the layers: main roads thin, those that no car passes thick and broken, closed ones with crosses.
struct MapRoads {
  let map: CityMap
  let layers: MapLayers
  let frame: MapFrame

  func draw(_ svg: inout SVG) {
    guard let roads = layers.roads else { return }
    let wet = MapLayers.wet(map.areas)
    let closed = Set(layers.closedRoads)
    var dry = ""
    var flooded = ""
    var shut = ""
    var crosses: [LocalPoint] = []
    for (i, edge) in roads.edges.enumerated() {
      // Each road once, not once a direction.
      if edge.reverse >= 0, Int(edge.reverse) < i { continue }
      let isClosed = closed.contains(roads.name(edge))
      guard isClosed || edge.roadClass == .primary || edge.roadClass == .secondary else { continue }
      let (a, b) = (roads.nodes[Int(edge.from)], roads.nodes[Int(edge.to)])
      guard frame.contains(a) || frame.contains(b) else { continue }
      let (p, q) = (frame.sheet(a), frame.sheet(b))
      let piece = "M\(SVG.number(p.x)) \(SVG.number(p.y))L\(SVG.number(q.x)) \(SVG.number(q.y))"
      if isClosed {
        shut += piece
        let middle = LocalPoint(x: (p.x + q.x) / 2, y: (p.y + q.y) / 2)
        if !crosses.contains(where: { $0.distance(to: middle) < 36 }) { crosses.append(middle) }
      } else if !edge.isBridge, roads.areaCode(edge).map(wet.contains) ?? false {
        flooded += piece
      } else {
        dry += piece
      }
    }
    Self.line(&svg, dry, "#6d6d6d", "1.3")
    Self.line(&svg, flooded, "#ffffff", "5")
    Self.line(&svg, flooded, "#0b2f52", "3", dash: "7 4")
    Self.line(&svg, shut, "#ffffff", "6")
    Self.line(&svg, shut, "#b00020", "3.4")
    for at in crosses { Self.cross(&svg, at) }
  }

  static func line(_ svg: inout SVG, _ path: String, _ colour: String, _ width: String, dash: String? = nil) {
    if path.isEmpty { return }
    svg.empty(
      "path",
      [("d", path), ("fill", "none"), ("stroke", colour), ("stroke-width", width), ("stroke-linecap", "round")]
        + (dash.map { [("stroke-dasharray", $0)] } ?? []))
  }

  static func cross(_ svg: inout SVG, _ at: LocalPoint) {
    let n = SVG.number
    let d = "M\(n(at.x - 5)) \(n(at.y - 5))l10 10M\(n(at.x + 5)) \(n(at.y - 5))l-10 10"
    line(&svg, d, "#ffffff", "6")
    line(&svg, d, "#b00020", "3")
  }
}

/// Signs of areas whose power is off: a flash that is struck through, and words where there is room.
struct MapPower {
  let map: CityMap
  let layers: MapLayers

  func draw(_ svg: inout SVG, _ labels: [MapLabels.Label]) {
    for label in labels {
      guard let state = layers.power[label.area] else { continue }
      let below = label.centre.y + label.halfHeight + 4
      let words = map.words("map.power.\(state.rawValue)")
      let isNamed = label.lines.count > 1
      let x = label.centre.x - (isNamed ? Double(words.count) * 2.9 + 8 : 0)
      Self.sign(&svg, LocalPoint(x: x, y: below - 4), isOff: state.allowsWater)
      if isNamed { svg.label(label.centre.x + 5, below, words, size: 11.5, halo: true) }
    }
  }

  static func sign(_ svg: inout SVG, _ at: LocalPoint, isOff: Bool) {
    let n = SVG.number
    svg.empty(
      "path",
      [
        ("d", "M\(n(at.x + 1)) \(n(at.y - 8))l-6 9h4l-2 8l7 -10h-4l3 -7Z"), ("fill", isOff ? "#555555" : "#ffb300"),
        ("stroke", "#000"), ("stroke-width", "0.8"),
      ])
    if isOff { MapRoads.line(&svg, "M\(n(at.x - 7)) \(n(at.y - 7))l14 15", "#000000", "2") }
  }
}

import Basics

/// Times from any point to each of a list of places over a road graph under water, for one vehicle and one moment.
///
/// One Dijkstra run per distinct node of a place, over edges whose times are whole 1/100 s (rounded up), so that sums do not
/// depend on an order of additions. Roads run both ways with the same time, so a search from the place gives the times to it.
/// Each way has two walking legs, from the home to the nearest road node and from the last one to the place; they go straight,
/// with a detour factor, and know nothing of rivers or the sea.
public struct TravelTimes: Sendable {
  public struct Settings: Hashable, Sendable {
    /// A point farther than this from any road has no road.
    public var walkLimitMetres: Double
    /// Walked distance over straight distance (assumed).
    public var walkDetour: Double
    /// Two points nearer than this walk directly.
    public var directMetres: Double

    public init(walkLimitMetres: Double = 5_000, walkDetour: Double = 1.3, directMetres: Double = 300) {
      self.walkLimitMetres = walkLimitMetres
      self.walkDetour = walkDetour
      self.directMetres = directMetres
    }

    /// A leg off the roads: straight, with the detour; 1/100 s, 0...10^9.
    func legCentiseconds(metres: Double, kmh: Double) -> Int32 {
      let leg = (metres * walkDetour * 360 / kmh).rounded(.up)
      return leg < 1e9 ? Int32(max(0, leg)) : 1_000_000_000
    }
  }

  /// Places times nodes that one table may hold (1 GiB).
  public static let tableLimit = 1 << 28
  static let unreached = Int32.max

  public let graph: RoadGraph
  public let places: [LocalPoint]
  public let vehicle: Vehicle
  public let water: WaterView
  public let settings: Settings
  /// Whether roads or water are synthetic.
  public var isSynthetic: Bool { graph.origin.isSynthetic || water.series.isSynthetic }
  let edgeTimes: [Int32]
  private let placeOrigins: [TravelOrigin]
  /// Row of each place's node in `table`; -1 for a place that is cut off.
  private let rowOfPlace: [Int32]
  private let table: [Int32]
  /// Nil without boats or water that carries one.
  private let shuttle: ShuttleTimes?

  /// With `boats`, places in deep water are reached by boat from the water's edge (no effect for the vehicle `.boat` itself).
  /// - Complexity: O(distinct place nodes x (edges + nodes log nodes)) time, 4 bytes per distinct place node and node; with boats
  ///   and water that carries them some three times that.
  /// - Throws: `Problem` where the table would pass `tableLimit` or `shouldStop` said so.
  public init(
    graph: RoadGraph, places: [LocalPoint], vehicle: Vehicle, water: WaterView = .none, settings: Settings = Settings(),
    boats: BoatShuttle? = nil, shouldStop: () -> Bool = { false }
  ) throws(Problem) {
    self.graph = graph
    self.places = places
    self.vehicle = vehicle
    self.water = water
    self.settings = settings
    edgeTimes = Self.edgeTimes(graph: graph, vehicle: vehicle, depths: water.edgeDepths(of: graph))
    let ties = RoadTie(graph: graph, vehicle: vehicle, water: water, settings: settings)
    placeOrigins = places.map(ties.origin)
    var rows: [Int32] = []
    var sources: [Int32] = []
    var rowOfNode: [Int32: Int32] = [:]
    for origin in placeOrigins {
      guard origin.cutOff == nil else {
        rows.append(-1)
        continue
      }
      if rowOfNode[origin.node] == nil {
        rowOfNode[origin.node] = Int32(sources.count)
        sources.append(origin.node)
      }
      rows.append(rowOfNode[origin.node] ?? -1)
    }
    rowOfPlace = rows
    guard sources.count * graph.nodes.count <= Self.tableLimit else { throw Self.tooLarge(sources.count, graph.nodes.count) }
    var table = [Int32](repeating: Self.unreached, count: sources.count * graph.nodes.count)
    var search = ShortestPaths(graph: graph)
    for (row, source) in sources.enumerated() {
      if shouldStop() { throw Self.stopped }
      search.run(from: source, times: edgeTimes, into: &table, at: row * graph.nodes.count)
    }
    self.table = table
    guard let boats, vehicle != .boat else {
      shuttle = nil
      return
    }
    shuttle = try ShuttleTimes(
      graph: graph, boats: boats, water: water, settings: settings,
      land: ShuttleTimes.Land(edgeTimes: edgeTimes, table: table, rowOfPlace: rows, places: placeOrigins), shouldStop: shouldStop)
  }

  static func tooLarge(_ places: Int, _ nodes: Int) -> Problem {
    Problem(
      "geography.travel.large", "\(places) places on \(nodes) road nodes are too many for one table",
      advice: "ask for fewer places at a time or cut the roads down to the city")
  }

  static var stopped: Problem {
    Problem("geography.travel.stopped", "the travel times were stopped before they were complete")
  }

  /// 1/100 s per directed edge, `unreached` where closed.
  static func edgeTimes(graph: RoadGraph, vehicle: Vehicle, depths: [Int32?]) -> [Int32] {
    graph.edges.indices.map { i in
      let edge = graph.edges[i]
      let depth = edge.roadClass == .ferry ? nil : depths[i]
      let kmh: Double
      if edge.roadClass == .ferry {
        kmh = Double(edge.kmh)
      } else {
        guard let possible = vehicle.kmh(freeFlow: Double(edge.kmh), depthMillimetres: depth) else { return unreached }
        kmh = possible
      }
      return max(1, Int32((Double(edge.lengthMetres) * 360 / kmh).rounded(.up)))
    }
  }

  /// Ties a home to the network. About O(1).
  public func origin(_ home: LocalPoint) -> TravelOrigin {
    RoadTie(graph: graph, vehicle: vehicle, water: water, settings: settings).origin(home)
  }

  /// O(1)
  public func travel(from origin: TravelOrigin, to place: Int) -> Travel { way(from: origin, to: place).travel }

  /// Whether the way has a boat in it: only where that is faster than by land alone, or nothing else leads there. O(1)
  public func usesBoat(from origin: TravelOrigin, to place: Int) -> Bool { way(from: origin, to: place).usesBoat }

  private func way(from origin: TravelOrigin, to place: Int) -> (travel: Travel, usesBoat: Bool) {
    let land = landTravel(from: origin, to: place)
    guard let shuttle, origin.cutOff == nil, let way = shuttle.centiseconds(from: origin.node, to: place) else {
      return (land, false)
    }
    let minutes = Self.minutes(Int64(way) + Int64(origin.legCentiseconds))
    if let dry = land.minutes, dry <= minutes { return (land, false) }
    return (.minutes(minutes), true)
  }

  private static func minutes(_ centiseconds: Int64) -> Int32 { Int32(min(Int64(Int32.max), (centiseconds + 5_999) / 6_000)) }

  private func landTravel(from origin: TravelOrigin, to place: Int) -> Travel {
    guard places.indices.contains(place) else { return .cutOff(.noRoad) }
    let target = placeOrigins[place]
    if let direct = directMinutes(origin, target) { return .minutes(direct) }
    // No road outranks water: opening a road would not help.
    if origin.cutOff == .noRoad || target.cutOff == .noRoad { return .cutOff(.noRoad) }
    if graph.component[Int(origin.node)] != graph.component[Int(target.node)] { return .cutOff(.noRoad) }
    if let reason = origin.cutOff ?? target.cutOff { return .cutOff(reason) }
    let way = table[Int(rowOfPlace[place]) * graph.nodes.count + Int(origin.node)]
    guard way != Self.unreached else { return .cutOff(vehicle == .boat ? .tooShallow : .water) }
    return .minutes(Self.minutes(Int64(way) + Int64(origin.legCentiseconds) + Int64(target.legCentiseconds)))
  }

  public func travel(from home: LocalPoint, to place: Int) -> Travel { travel(from: origin(home), to: place) }

  /// Minutes, rounded up; nil where cut off.
  public func minutes(from home: LocalPoint, to place: Int) -> Int32? { travel(from: home, to: place).minutes }

  /// Neighbours walk, where the water at both ends lets them.
  private func directMinutes(_ a: TravelOrigin, _ b: TravelOrigin) -> Int32? {
    let metres = a.point.distance(to: b.point)
    guard metres <= settings.directMetres, a.cutOff != .water, b.cutOff != .water else { return nil }
    let depth = max(water.depthMillimetres(at: a.point) ?? 0, water.depthMillimetres(at: b.point) ?? 0)
    guard let kmh = Vehicle.foot.kmh(freeFlow: .infinity, depthMillimetres: depth) else { return nil }
    return Int32(min(1e6, (metres * settings.walkDetour / (kmh * 1000 / 60)).rounded(.up)))
  }

  func target(_ place: Int) -> TravelOrigin? { placeOrigins.indices.contains(place) ? placeOrigins[place] : nil }
}

/// How a point reaches the road: the walking leg, and what stands in its way.
struct RoadTie {
  let graph: RoadGraph
  let vehicle: Vehicle
  let water: WaterView
  let settings: TravelTimes.Settings

  func origin(_ point: LocalPoint) -> TravelOrigin {
    guard let (node, metres) = graph.nearestNode(to: point, within: settings.walkLimitMetres) else {
      return TravelOrigin(point: point, node: -1, legCentiseconds: 0, cutOff: .noRoad)
    }
    let depth = water.depthMillimetres(at: point)
    var kmh = Vehicle.foot.kmh(freeFlow: .infinity, depthMillimetres: depth)
    if kmh == nil, vehicle == .boat { kmh = Vehicle.boat.topKmh }
    guard let kmh else { return TravelOrigin(point: point, node: node, legCentiseconds: 0, cutOff: .water) }
    return TravelOrigin(
      point: point, node: node, legCentiseconds: settings.legCentiseconds(metres: metres, kmh: kmh), cutOff: nil)
  }
}

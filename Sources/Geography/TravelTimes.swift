import Basics

/// Times from any point to each of a list of places over a road graph under water, for one vehicle and one moment.
///
/// Edge times are whole 1/100 s (rounded up), so that sums do not depend on an order of additions. Roads run both ways with the
/// same time, so a search from the place gives the times to it. The graph is contracted once (`RoadContraction`), sixteen places
/// are searched from at a time (`TravelTrees`), and where the water changes on some edges only what depends on them is done anew
/// (`update`). Each way has two walking legs, from the home to the nearest road node and from the last one to the place; they go
/// straight, with a detour factor, and know nothing of rivers or the sea.
///
/// The water is that at the hour of departure (`WaterView.moment`): it does not rise while somebody is on the way.
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
  public private(set) var water: WaterView
  public let settings: Settings
  public let contraction: RoadContraction
  /// Whether roads or water are synthetic.
  public var isSynthetic: Bool { graph.origin.isSynthetic || water.series.isSynthetic }
  /// Edges that are closed by somebody's word, both ways of each, ascending.
  public var closed: [Int32] { roads.closed }
  private(set) var roads: RoadsInUse
  private(set) var edgeTimes: [Int32]
  private(set) var placeOrigins: [TravelOrigin]
  /// Row of each place's node in `trees`; -1 for a place without a road.
  private(set) var rowOfPlace: [Int32]
  private(set) var links: ContractedTimes
  private(set) var trees: TravelTrees
  /// Connected component of each node over the edges that the vehicle can pass now: what is cut off is read from here, and not
  /// from a time.
  private(set) var passable: [Int32]
  private let boats: BoatShuttle?
  /// Nil without boats or water that carries one.
  private var shuttle: ShuttleTimes?
  let threads: Int
  var hasShuttle: Bool { shuttle != nil }

  /// With `boats`, places in deep water are reached by boat from the water's edge (no effect for the vehicle `.boat` itself).
  /// - Parameters:
  ///   - closed: edges that are closed whatever the water (a bridge that fell, a barrier), for boats too; both ways of each.
  ///   - contraction: of this very graph, in place of its own.
  ///   - threads: changes nothing in the answers.
  /// - Complexity: O(distinct place nodes x links of the contraction / 16) vector steps; 4 bytes per distinct place node and node;
  ///   with boats and water that carries them a Dijkstra search per place in water, and as many bytes again.
  /// - Throws: `Problem` where the table would pass `tableLimit` or `shouldStop` said so.
  public init(
    graph: RoadGraph, places: [LocalPoint], vehicle: Vehicle, water: WaterView = .none, settings: Settings = Settings(),
    boats: BoatShuttle? = nil, closed: [Int32] = [], contraction: RoadContraction? = nil, threads: Int = 1,
    shouldStop: () -> Bool = { false }
  ) throws(Problem) {
    self.graph = graph
    self.places = places
    self.vehicle = vehicle
    self.water = water
    self.settings = settings
    self.boats = boats
    self.threads = threads
    if shouldStop() { throw Self.stopped }
    let shape = contraction ?? graph.contraction
    self.contraction = shape
    roads = RoadsInUse(graph, closed: closed)
    let depths = water.edgeDepths(of: graph)
    let edgeTimes = roads.times(vehicle, depths: depths)
    self.edgeTimes = edgeTimes
    links = ContractedTimes(shape, edgeTimes: edgeTimes)
    passable = graph.components { edgeTimes[$0] != Self.unreached }
    let ties = RoadTie(roads: roads, vehicle: vehicle, water: water, settings: settings)
    placeOrigins = places.map(ties.origin)
    let (rows, sources) = Self.rows(placeOrigins)
    rowOfPlace = rows
    trees = try Self.trees(shape, links, sources, threads, shouldStop)
    shuttle = nil
    try remakeShuttle(depths, shouldStop)
  }

  private static func rows(_ origins: [TravelOrigin]) -> (rows: [Int32], sources: [Int32]) {
    var rows: [Int32] = []
    var sources: [Int32] = []
    var rowOfNode: [Int32: Int32] = [:]
    for origin in origins {
      if origin.node >= 0, rowOfNode[origin.node] == nil {
        rowOfNode[origin.node] = Int32(sources.count)
        sources.append(origin.node)
      }
      rows.append(rowOfNode[origin.node] ?? -1)
    }
    return (rows, sources)
  }

  private static func trees(
    _ shape: RoadContraction, _ links: ContractedTimes, _ sources: [Int32], _ threads: Int, _ shouldStop: () -> Bool
  ) throws(Problem) -> TravelTrees {
    let nodes = shape.node.count
    guard (sources.count + TravelBlock.width - 1) / TravelBlock.width * TravelBlock.width * nodes <= Self.tableLimit else {
      throw Self.tooLarge(sources.count, nodes)
    }
    return try TravelTrees(shape, links, sources: sources, threads: threads, shouldStop: shouldStop)
  }

  /// The times at another hour, or with other roads closed: those of the initialiser, while only what depends on edges whose time
  /// changed is done anew. Homes have to be tied again (`origin`): the water at their doors may be another, too. Ways with a boat
  /// are all made anew.
  /// - Complexity: O(edges) to see what changed, then by what it touches.
  public mutating func update(water: WaterView, closed: [Int32]? = nil) -> TravelUpdate {
    let depths = water.edgeDepths(of: graph)
    if let closed { roads = RoadsInUse(graph, closed: closed) }
    self.water = water
    let before = edgeTimes
    edgeTimes = roads.times(vehicle, depths: depths)
    let now = edgeTimes
    let changed = now.indices.filter { now[$0] != before[$0] && $0 < Int(graph.edges[$0].reverse) }
    var update = TravelUpdate(changedEdges: changed.count, changedLinks: 0, times: 0)
    let positions = links.update(contraction, edgeTimes: now, graph: graph, edges: changed)
    update.changedLinks = positions.count
    if !changed.isEmpty { passable = graph.components { now[$0] != Self.unreached } }
    let ties = RoadTie(roads: roads, vehicle: vehicle, water: water, settings: settings)
    placeOrigins = places.map(ties.origin)
    let (rows, sources) = Self.rows(placeOrigins)
    // Neither can stop or grow beyond the limit that the initialiser held.
    if rows == rowOfPlace, sources == trees.sources {
      update.times = trees.update(contraction, links, changed: positions, threads: threads)
    } else {
      rowOfPlace = rows
      if let anew = try? TravelTrees(contraction, links, sources: sources, threads: threads) { trees = anew }
      update.times = sources.count * graph.nodes.count
    }
    shuttle = nil
    try? remakeShuttle(depths, { false })
    return update
  }

  private mutating func remakeShuttle(_ depths: [Int32?], _ shouldStop: () -> Bool) throws(Problem) {
    guard let boats, vehicle != .boat else { return }
    shuttle = try ShuttleTimes(
      roads: roads, boats: boats, depths: depths, times: self, threads: threads, shouldStop: shouldStop)
  }

  static func tooLarge(_ places: Int, _ nodes: Int) -> Problem {
    Problem(
      "geography.travel.large", "\(places) places on \(nodes) road nodes are too many for one table",
      advice: "ask for fewer places at a time or cut the roads down to the city")
  }

  static var stopped: Problem {
    Problem("geography.travel.stopped", "the travel times were stopped before they were complete")
  }

  /// Ties a home to the network. About O(1).
  public func origin(_ home: LocalPoint) -> TravelOrigin {
    RoadTie(roads: roads, vehicle: vehicle, water: water, settings: settings).origin(home)
  }

  /// O(1)
  public func travel(from origin: TravelOrigin, to place: Int) -> Travel { way(from: origin, to: place).travel }

  /// Whether the way has a boat in it: only where that is faster than by land alone, or nothing else leads there. O(1)
  public func usesBoat(from origin: TravelOrigin, to place: Int) -> Bool { way(from: origin, to: place).usesBoat }

  public func travel(from home: LocalPoint, to place: Int) -> Travel { travel(from: origin(home), to: place) }

  /// Minutes, rounded up; nil where cut off.
  public func minutes(from home: LocalPoint, to place: Int) -> Int32? { travel(from: home, to: place).minutes }

  func way(from origin: TravelOrigin, to place: Int) -> (travel: Travel, usesBoat: Bool) {
    guard places.indices.contains(place) else { return (.cutOff(.noRoad), false) }
    let land = landTravel(from: origin, to: placeOrigins[place]) { trees.time(Int(rowOfPlace[place]), $0) }
    guard let shuttle, origin.cutOff == nil, origin.node >= 0,
      let way = shuttle.centiseconds(from: contraction.position[Int(origin.node)], to: place)
    else {
      return (land, false)
    }
    let minutes = Self.minutes(way &+ origin.legCentiseconds)
    if let dry = land.minutes, dry <= minutes { return (land, false) }
    return (.minutes(minutes), true)
  }

  /// Travel by land to all places in turn. The times from one position lie side by side, sixteen places each.
  @inline(__always)
  func eachLandTravel(from origin: TravelOrigin, _ body: (Travel) -> Void) {
    let rows = origin.node < 0 ? [] : trees.times(at: contraction.position[Int(origin.node)])
    rows.withUnsafeBytes { rows in
      let times = rows.bindMemory(to: Int32.self)
      for place in placeOrigins.indices {
        body(landTravel(from: origin, to: placeOrigins[place]) { _ in times[Int(trees.slot[Int(rowOfPlace[place])])] })
      }
    }
  }

  /// No sum of a way (at most `ContractedTimes.none`) and two legs passes `UInt32.max`.
  @inline(__always)
  private static func minutes(_ centiseconds: Int32, _ more: Int32 = 0) -> Int32 {
    Int32((UInt32(bitPattern: centiseconds) + UInt32(bitPattern: more) + 5_999) / 6_000)
  }

  /// - Parameter time: of the way over the roads from the position of the origin's node in the contraction.
  @inline(__always)
  func landTravel(from origin: TravelOrigin, to target: TravelOrigin, time: (Int32) -> Int32) -> Travel {
    if let direct = directMinutes(origin, target) { return .minutes(direct) }
    // No road outranks water: opening a road would not help.
    if origin.node < 0 || target.node < 0 { return .cutOff(.noRoad) }
    if roads.component[Int(origin.node)] != roads.component[Int(target.node)] { return .cutOff(.noRoad) }
    if let reason = origin.cutOff ?? target.cutOff { return .cutOff(reason) }
    guard passable[Int(origin.node)] == passable[Int(target.node)] else {
      return .cutOff(vehicle == .boat ? .tooShallow : .water)
    }
    let way = time(contraction.position[Int(origin.node)])
    return .minutes(Self.minutes(way, origin.legCentiseconds + target.legCentiseconds))
  }

  /// Neighbours walk, where the water at both ends lets them.
  @inline(__always)
  private func directMinutes(_ a: TravelOrigin, _ b: TravelOrigin) -> Int32? {
    let (x, y) = (a.point.x - b.point.x, a.point.y - b.point.y)
    // Cheap and a little too wide; exact below.
    guard x * x + y * y <= settings.directMetres * settings.directMetres * 1.000_001 else { return nil }
    return walk(a, b)
  }

  @inline(never)
  private func walk(_ a: TravelOrigin, _ b: TravelOrigin) -> Int32? {
    let metres = a.point.distance(to: b.point)
    guard metres <= settings.directMetres, a.cutOff != .water, b.cutOff != .water else { return nil }
    let depth = max(a.depthMillimetres ?? 0, b.depthMillimetres ?? 0)
    guard let kmh = Vehicle.foot.kmh(freeFlow: .infinity, depthMillimetres: depth) else { return nil }
    return Int32(min(1e6, (metres * settings.walkDetour / (kmh * 1000 / 60)).rounded(.up)))
  }

  /// 1/100 s from a position of the contraction to the place itself, by land; `ContractedTimes.none` or more where none leads there.
  func landTime(to place: Int, from position: Int32) -> Int32 {
    let target = placeOrigins[place]
    guard target.cutOff == nil, target.node >= 0 else { return ContractedTimes.none }
    return trees.time(Int(rowOfPlace[place]), position) &+ target.legCentiseconds
  }

  func target(_ place: Int) -> TravelOrigin? { placeOrigins.indices.contains(place) ? placeOrigins[place] : nil }
}

/// What an update had to do.
public struct TravelUpdate: Hashable, Sendable {
  /// Roads whose time changed.
  public var changedEdges: Int
  /// Positions of the contraction with links whose time changed.
  public var changedLinks: Int
  /// Times that were looked at; all would be places x nodes.
  public var times: Int
}

/// How a point reaches the road: the walking leg, and what stands in its way.
struct RoadTie {
  let roads: RoadsInUse
  let vehicle: Vehicle
  let water: WaterView
  let settings: TravelTimes.Settings

  func origin(_ point: LocalPoint) -> TravelOrigin {
    let depth = water.depthMillimetres(at: point)
    guard let (node, metres) = roads.nearestNode(to: point, within: settings.walkLimitMetres) else {
      return TravelOrigin(point: point, node: -1, legCentiseconds: 0, cutOff: .noRoad, depthMillimetres: depth)
    }
    var kmh = Vehicle.foot.kmh(freeFlow: .infinity, depthMillimetres: depth)
    if kmh == nil, vehicle == .boat { kmh = Vehicle.boat.topKmh }
    guard let kmh else {
      return TravelOrigin(point: point, node: node, legCentiseconds: 0, cutOff: .water, depthMillimetres: depth)
    }
    return TravelOrigin(
      point: point, node: node, legCentiseconds: settings.legCentiseconds(metres: metres, kmh: kmh), cutOff: nil,
      depthMillimetres: depth)
  }
}

import Basics

/// Boats that carry people from the water's edge to places in the water, as rubber boats carried the crews of October 2021.
///
/// A way with a boat goes by land to where deep water begins, by boat over roads that water closes to the land vehicle and that
/// are deep enough for a boat (`Vehicle.needsMillimetres`), and where it leaves the water again on foot: the land vehicle stays
/// behind. Nobody is fetched from a home that stands too deep to wade out of. How many boats there are, and that they may be
/// wanted elsewhere, is not looked at.
public struct BoatShuttle: Hashable, Sendable {
  /// Minutes of each change between land and boat, waiting for the boat included; assumed.
  public let transferMinutes: Int
  /// On flooded streets; assumed.
  public let kmh: Double

  /// Values beyond 0...1440 minutes and 1...100 km/h count as the nearest of these.
  public init(transferMinutes: Int = 15, kmh: Double = Vehicle.boat.topKmh) {
    self.transferMinutes = min(1_440, max(0, transferMinutes))
    self.kmh = kmh.isFinite ? min(100, max(1, kmh)) : 1
  }
}

/// How a place is reached from its road node, on foot and by boat; nil where the water there lets it not.
struct Landing: Hashable {
  var node: Int32
  var footCentiseconds: Int32?
  var boatCentiseconds: Int32?
}

/// Times from any node to each place that a boat brings nearer, with a boat or by land, whichever is faster.
struct ShuttleTimes: Sendable {
  /// Times by node, one row per place; nil where no boat helps. Places at one spot share a row.
  private let rows: [[Int32]?]

  private struct Search: Sendable {
    var place: Int
    var landing: Landing
    var row: [Int32]?
  }

  /// Nil where no road and no place has water that carries a boat.
  /// - Complexity: one Dijkstra search over three layers per distinct place.
  init?(
    roads: RoadsInUse, boats: BoatShuttle, depths: [Int32?], times: TravelTimes, threads: Int, shouldStop: () -> Bool
  ) throws(Problem) {
    if times.water.series.isEmpty { return nil }
    let boatTimes = Self.boatTimes(roads, boats, depths, times.edgeTimes)
    let landings = times.placeOrigins.map { Self.landing($0, roads, boats, times.settings) }
    guard boatTimes.contains(where: { $0 != TravelTimes.unreached }) || landings.contains(where: { $0?.boatCentiseconds != nil })
    else { return nil }
    var searches: [Search] = []
    var searchOf: [Landing: Int] = [:]
    for (place, landing) in landings.enumerated() {
      guard let landing, searchOf[landing] == nil else { continue }
      searchOf[landing] = searches.count
      searches.append(Search(place: place, landing: landing))
    }
    guard searches.count * roads.graph.nodes.count <= TravelTimes.tableLimit else {
      throw TravelTimes.tooLarge(searches.count, roads.graph.nodes.count)
    }
    let states = ShuttleStates(
      roads: roads, land: times.edgeTimes, foot: roads.times(.foot, depths: depths), boat: boatTimes,
      transfer: Int32(boats.transferMinutes) * 6_000)
    let isDone = Parallel.each(
      &searches, threads: threads, scratch: ShuttleSearch(states), shouldStop: shouldStop
    ) { search, scratch in
      search.row = scratch.run(to: search.landing, place: search.place, times)
    }
    if !isDone { throw TravelTimes.stopped }
    rows = landings.map { $0.flatMap { searchOf[$0] }.flatMap { searches[$0].row } }
  }

  /// 1/100 s from a node, reached by land, to the place itself; nil where nothing leads there, and where no boat helps anybody.
  func centiseconds(from node: Int32, to place: Int) -> Int32? {
    guard node >= 0, rows.indices.contains(place), let row = rows[place] else { return nil }
    return row[Int(node)] == TravelTimes.unreached ? nil : row[Int(node)]
  }

  /// 1/100 s per directed edge: only where the land vehicle is stopped and the water carries a boat.
  private static func boatTimes(_ roads: RoadsInUse, _ boats: BoatShuttle, _ depths: [Int32?], _ land: [Int32]) -> [Int32] {
    roads.graph.edges.indices.map { i in
      let edge = roads.graph.edges[i]
      guard roads.isOpen(i), land[i] == TravelTimes.unreached, edge.roadClass != .ferry,
        Vehicle.boat.passes(depthMillimetres: depths[i])
      else {
        return TravelTimes.unreached
      }
      return max(1, Int32((Double(edge.lengthMetres) * 360 / boats.kmh).rounded(.up)))
    }
  }

  private static func landing(
    _ place: TravelOrigin, _ roads: RoadsInUse, _ boats: BoatShuttle, _ settings: TravelTimes.Settings
  ) -> Landing? {
    guard place.node >= 0 else { return nil }
    let metres = place.point.distance(to: roads.graph.nodes[Int(place.node)])
    let foot = Vehicle.foot.kmh(freeFlow: .infinity, depthMillimetres: place.depthMillimetres)
    let boat = Vehicle.boat.passes(depthMillimetres: place.depthMillimetres) ? boats.kmh : nil
    return Landing(
      node: place.node, footCentiseconds: foot.map { settings.legCentiseconds(metres: metres, kmh: $0) },
      boatCentiseconds: boat.map { settings.legCentiseconds(metres: metres, kmh: $0) })
  }
}

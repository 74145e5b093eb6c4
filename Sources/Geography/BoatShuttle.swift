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
struct Landing {
  var node: Int32
  var footCentiseconds: Int32?
  var boatCentiseconds: Int32?
}

/// Times from any node to each place that a boat brings nearer, with a boat or by land, whichever is faster.
struct ShuttleTimes: Sendable {
  private let nodes: Int
  /// Row of each place in `table`; -1 where no boat helps.
  private let rowOfPlace: [Int32]
  private let table: [Int32]

  /// Times by land, against which a boat must be faster.
  struct Land {
    var edgeTimes: [Int32]
    var table: [Int32]
    var rowOfPlace: [Int32]
    var places: [TravelOrigin]
  }

  /// Nil where no road and no place has water that carries a boat.
  /// - Complexity: one Dijkstra search over three layers per place.
  init?(
    graph: RoadGraph, boats: BoatShuttle, water: WaterView, settings: TravelTimes.Settings, land: Land,
    shouldStop: () -> Bool
  ) throws(Problem) {
    if water.series.isEmpty { return nil }
    let depths = water.edgeDepths(of: graph)
    let boatTimes = Self.boatTimes(graph, boats, depths, land.edgeTimes)
    let landings = land.places.map { Self.landing($0, graph, boats, water, settings) }
    guard boatTimes.contains(where: { $0 != TravelTimes.unreached }) || landings.contains(where: { $0?.boatCentiseconds != nil })
    else { return nil }
    nodes = graph.nodes.count
    var search = ShuttleSearch(
      graph: graph, land: land.edgeTimes, foot: TravelTimes.edgeTimes(graph: graph, vehicle: .foot, depths: depths),
      boat: boatTimes, transfer: Int32(boats.transferMinutes) * 6_000)
    var rows: [Int32] = []
    var table: [Int32] = []
    for (place, landing) in landings.enumerated() {
      if shouldStop() { throw TravelTimes.stopped }
      let row = land.rowOfPlace[place]
      guard let landing,
        search.run(
          to: landing, land: land.table, at: row < 0 ? nil : Int(row) * nodes, leg: land.places[place].legCentiseconds)
      else {
        rows.append(-1)
        continue
      }
      guard table.count + nodes <= TravelTimes.tableLimit else { throw TravelTimes.tooLarge(land.places.count, nodes) }
      rows.append(Int32(table.count / nodes))
      table.append(contentsOf: search.landLabels)
    }
    rowOfPlace = rows
    self.table = table
  }

  /// 1/100 s from a node, reached by land, to the place itself; nil where nothing leads there, and where no boat helps anybody.
  func centiseconds(from node: Int32, to place: Int) -> Int32? {
    guard node >= 0, rowOfPlace.indices.contains(place), rowOfPlace[place] >= 0 else { return nil }
    let time = table[Int(rowOfPlace[place]) * nodes + Int(node)]
    return time == TravelTimes.unreached ? nil : time
  }

  /// 1/100 s per directed edge: only where the land vehicle is stopped and the water carries a boat.
  private static func boatTimes(_ graph: RoadGraph, _ boats: BoatShuttle, _ depths: [Int32?], _ land: [Int32]) -> [Int32] {
    graph.edges.indices.map { i in
      let edge = graph.edges[i]
      guard land[i] == TravelTimes.unreached, edge.roadClass != .ferry, Vehicle.boat.passes(depthMillimetres: depths[i]) else {
        return TravelTimes.unreached
      }
      return max(1, Int32((Double(edge.lengthMetres) * 360 / boats.kmh).rounded(.up)))
    }
  }

  private static func landing(
    _ place: TravelOrigin, _ graph: RoadGraph, _ boats: BoatShuttle, _ water: WaterView, _ settings: TravelTimes.Settings
  ) -> Landing? {
    guard let (node, metres) = graph.nearestNode(to: place.point, within: settings.walkLimitMetres) else { return nil }
    let depth = water.depthMillimetres(at: place.point)
    let foot = Vehicle.foot.kmh(freeFlow: .infinity, depthMillimetres: depth)
    let boat = Vehicle.boat.passes(depthMillimetres: depth) ? boats.kmh : nil
    return Landing(
      node: node, footCentiseconds: foot.map { settings.legCentiseconds(metres: metres, kmh: $0) },
      boatCentiseconds: boat.map { settings.legCentiseconds(metres: metres, kmh: $0) })
  }
}

/// Dijkstra backwards from a place over three layers of the road nodes: on foot (after the boat), in the boat, and by the land
/// vehicle (before it).
///
/// Who gets out of a boat has moved in it: boarding and landing at one spot would be a way to leave the car and wade on, which is
/// not planned with.
struct ShuttleSearch {
  private struct Link {
    var to: Int32
    var time: Int32
  }

  private let nodes: Int
  /// Links of each state: land, boat and foot layer of the nodes one after the other.
  private let first: [Int32]
  private let links: [Link]
  private var heap: KeyHeap
  private var labels: [Int32]

  private static let unreached = TravelTimes.unreached

  /// Times per edge of the graph by land, on foot and by boat; 1/100 s for each change.
  init(graph: RoadGraph, land: [Int32], foot: [Int32], boat: [Int32], transfer: Int32) {
    let n = graph.nodes.count
    var first: [Int32] = [0]
    var links: [Link] = []
    func add(_ times: [Int32], of node: Int, layer: Int, _ more: Int32 = 0) {
      for e in graph.edgeRange(Int32(node)) where times[e] != Self.unreached {
        let time = min(Int64(times[e]) + Int64(more), Int64(Self.unreached) - 1)
        links.append(Link(to: Int32(layer * n) + graph.edges[e].to, time: Int32(time)))
      }
    }
    for layer in 0..<3 {
      for node in 0..<n {
        switch layer {
        case 0: add(land, of: node, layer: 0)
        case 1:
          add(boat, of: node, layer: 1)
          // Boarded here, out of the car or on foot.
          links.append(Link(to: Int32(node), time: transfer))
          links.append(Link(to: Int32(2 * n + node), time: transfer))
        default:
          add(foot, of: node, layer: 2)
          // Landed here after this stretch.
          add(boat, of: node, layer: 1, transfer)
        }
        first.append(Int32(links.count))
      }
    }
    nodes = n
    self.first = first
    self.links = links
    heap = KeyHeap(capacity: n)
    labels = [Int32](repeating: Self.unreached, count: 3 * n)
  }

  /// Times of the last run by node, with a boat or without, whichever is faster.
  var landLabels: ArraySlice<Int32> { labels[0..<nodes] }

  /// Whether a boat makes any node's way faster than `table[offset...]` and `leg` do by land (no offset: no way by land).
  mutating func run(to landing: Landing, land table: [Int32], at offset: Int?, leg: Int32) -> Bool {
    start(land: table, at: offset, leg: Int64(leg))
    if let time = landing.footCentiseconds { relax(2 * nodes + Int(landing.node), Int64(time)) }
    if let time = landing.boatCentiseconds { relax(nodes + Int(landing.node), Int64(time)) }
    var helps = false
    while let key = heap.pop() {
      let state = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
      let time = Int64(key >> 32)
      if time > Int64(labels[state]) { continue }
      if state < nodes { helps = true }
      for i in Int(first[state])..<Int(first[state + 1]) { relax(Int(links[i].to), time + Int64(links[i].time)) }
    }
    return helps
  }

  /// The land layer starts with the times by land: where a boat is no faster, it is so from all nodes behind as well.
  private mutating func start(land table: [Int32], at offset: Int?, leg: Int64) {
    heap.removeAll()
    for i in labels.indices { labels[i] = Self.unreached }
    guard let offset else { return }
    for i in 0..<nodes where table[offset + i] != Self.unreached {
      labels[i] = Int32(truncatingIfNeeded: min(Int64(table[offset + i]) + leg, Int64(Self.unreached) - 1))
    }
  }

  private mutating func relax(_ state: Int, _ time: Int64) {
    // Capped below the mark for "not reached", as times by land are.
    let sum = min(time, Int64(Self.unreached) - 1)
    if sum < Int64(labels[state]) {
      labels[state] = Int32(truncatingIfNeeded: sum)
      heap.push(UInt64(sum) << 32 | UInt64(state))
    }
  }
}

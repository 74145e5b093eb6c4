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
  private let blocks: [ShuttleBlock]
  /// Block x 16 + lane of each place; -1 for a place without a road. Places at one spot share theirs.
  private let slot: [Int32]

  /// Nil where no road and no place has water that carries a boat.
  /// - Complexity: some six passes over the contraction per sixteen distinct places.
  init?(
    roads: RoadsInUse, boats: BoatShuttle, depths: [Int32?], times: TravelTimes, threads: Int, shouldStop: () -> Bool
  ) throws(Problem) {
    if times.water.series.isEmpty { return nil }
    let boatTimes = Self.boatTimes(roads, boats, depths, times.edgeTimes)
    let landings = times.placeOrigins.map { Self.landing($0, roads, boats, times.settings) }
    guard boatTimes.contains(where: { $0 != TravelTimes.unreached }) || landings.contains(where: { $0?.boatCentiseconds != nil })
    else { return nil }
    var slotOf: [Landing: Int32] = [:]
    var blocks: [ShuttleBlock] = []
    for (place, landing) in landings.enumerated() {
      guard let landing, slotOf[landing] == nil else { continue }
      if slotOf.count % TravelBlock.width == 0 { blocks.append(ShuttleBlock()) }
      slotOf[landing] = Int32(slotOf.count)
      blocks[blocks.count - 1].places.append((place, landing))
    }
    guard blocks.count * TravelBlock.width * roads.graph.nodes.count <= TravelTimes.tableLimit else {
      throw TravelTimes.tooLarge(slotOf.count, roads.graph.nodes.count)
    }
    let ways = ShuttleWays(
      times.contraction, land: times.links, foot: roads.times(.foot, depths: depths), boat: boatTimes, roads: roads,
      transfer: Int32(boats.transferMinutes) * 6_000)
    let isDone = Parallel.each(&blocks, threads: threads, scratch: ShuttleScratch(), shouldStop: shouldStop) { block, scratch in
      block.settle(ways, times, &scratch)
    }
    if !isDone { throw TravelTimes.stopped }
    self.blocks = blocks
    slot = landings.map { $0.flatMap { slotOf[$0] } ?? -1 }
  }

  /// 1/100 s from a position of the contraction, reached by land, to the place itself; nil where nothing leads there, and where no
  /// boat helps anybody.
  func centiseconds(from position: Int32, to place: Int) -> Int32? {
    guard slot.indices.contains(place), slot[place] >= 0 else { return nil }
    let block = blocks[Int(slot[place]) / TravelBlock.width]
    guard !block.times.isEmpty else { return nil }
    let time = block.times[Int(position)][Int(slot[place]) % TravelBlock.width]
    return time == ContractedTimes.none ? nil : time
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

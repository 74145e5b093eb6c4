import Basics

/// What ways with a boat are made of, on one contraction: links by the land vehicle (before the boat), on foot (after it) and in
/// the boat, and the change between them.
struct ShuttleWays: Sendable {
  /// A road over which a boat goes, against the direction of travel.
  struct Crossing: Sendable {
    var from: Int32
    var to: Int32
    var centiseconds: Int32
  }

  let shape: RoadContraction
  let land: ContractedTimes
  let foot: ContractedTimes
  let boat: ContractedTimes
  /// By position.
  let crossings: [Crossing]
  /// 1/100 s.
  let transfer: Int32

  /// - Parameters:
  ///   - foot: per edge of the graph.
  ///   - boat: likewise.
  init(
    _ shape: RoadContraction, land: ContractedTimes, foot: [Int32], boat: [Int32], roads: RoadsInUse, transfer: Int32
  ) {
    self.shape = shape
    self.land = land
    self.foot = ContractedTimes(shape, edgeTimes: foot)
    self.boat = ContractedTimes(shape, edgeTimes: boat)
    crossings = roads.graph.edges.enumerated().compactMap { e, edge in
      boat[e] == TravelTimes.unreached
        ? nil
        : Crossing(
          from: shape.position[Int(edge.to)], to: shape.position[Int(edge.from)], centiseconds: boat[e])
    }
    self.transfer = transfer
  }
}

/// Working memory of a thread.
struct ShuttleScratch: Sendable {
  var foot: [TravelBlock.Lanes] = []
  var boat: [TravelBlock.Lanes] = []
}

/// Sixteen places, and the times to them with a boat or by land, whichever is faster.
///
/// Backwards from the places: on foot, in the boat and on foot again until neither gets faster, then by the land vehicle. Who gets out
/// of a boat has moved in it: boarding and landing at one spot would be a way to leave the car and wade on, which is not planned with.
struct ShuttleBlock: Sendable {
  typealias Lanes = TravelBlock.Lanes

  var places: [(place: Int, landing: Landing)] = []
  /// By position; empty where a boat makes nobody's way faster.
  private(set) var times: [Lanes] = []

  private static let unreached = Lanes(repeating: ContractedTimes.none)

  mutating func settle(_ ways: ShuttleWays, _ travel: TravelTimes, _ scratch: inout ShuttleScratch) {
    let count = ways.shape.node.count
    scratch.foot = [Lanes](repeating: Self.unreached, count: count)
    scratch.boat = scratch.foot
    var isFaster = false
    for (lane, (_, landing)) in places.enumerated() {
      let at = Int(ways.shape.position[Int(landing.node)])
      if let time = landing.footCentiseconds { scratch.foot[at][lane] = min(time, ContractedTimes.none) }
      if let time = landing.boatCentiseconds {
        scratch.boat[at][lane] = min(time, ContractedTimes.none)
        isFaster = true
      }
    }
    TravelBlock.spread(ways.shape, ways.foot, &scratch.foot)
    while true {
      for crossing in ways.crossings {
        let time = scratch.foot[Int(crossing.from)] &+ (crossing.centiseconds + ways.transfer)
        if Self.improve(&scratch.boat[Int(crossing.to)], time) { isFaster = true }
      }
      if !isFaster { break }
      TravelBlock.spread(ways.shape, ways.boat, &scratch.boat)
      isFaster = false
      for p in 0..<count where Self.improve(&scratch.foot[p], scratch.boat[p] &+ ways.transfer) { isFaster = true }
      if !isFaster { break }
      TravelBlock.spread(ways.shape, ways.foot, &scratch.foot)
      isFaster = false
    }
    goByLand(ways, travel, &scratch)
  }

  /// Boards the boat out of the land vehicle, or goes all the way by land.
  private mutating func goByLand(_ ways: ShuttleWays, _ travel: TravelTimes, _ scratch: inout ShuttleScratch) {
    times = []
    var isBoarded = false
    for p in scratch.foot.indices {
      scratch.foot[p] = Self.unreached
      if Self.improve(&scratch.foot[p], scratch.boat[p] &+ ways.transfer) { isBoarded = true }
    }
    guard isBoarded else { return }
    TravelBlock.spread(ways.shape, ways.land, &scratch.foot)
    var helps = false
    for p in scratch.foot.indices {
      var dry = Self.unreached
      for (lane, (place, _)) in places.enumerated() {
        dry[lane] = min(ContractedTimes.none, travel.landTime(to: place, from: Int32(p)))
      }
      if Self.improve(&dry, scratch.foot[p]) { helps = true }
      scratch.foot[p] = dry
    }
    if helps { times = scratch.foot }
  }

  /// Takes what is faster; false where nothing is.
  private static func improve(_ times: inout Lanes, _ others: Lanes) -> Bool {
    let isLess = others .< times
    guard any(isLess) else { return false }
    times.replace(with: others, where: isLess)
    return true
  }
}

import Basics

/// How long a way takes, or that there is none: cut off is a fact of its own and never a large number.
public enum Travel: Hashable, Sendable {
  /// Whole minutes, rounded up.
  case minutes(Int32)
  case cutOff(CutOff)

  public enum CutOff: String, Sendable, CaseIterable {
    /// There is a way in dry weather; water closes it.
    case water
    /// No road leads there, or none starts near enough, wet or dry.
    case noRoad
    /// A boat finds no continuous water that is deep enough.
    case tooShallow
  }

  /// Nil where cut off.
  public var minutes: Int32? { if case .minutes(let value) = self { value } else { nil } }
  public var cutOff: CutOff? { if case .cutOff(let reason) = self { reason } else { nil } }
}

/// A home or other starting point, tied to the network once so that many questions about it are cheap.
public struct TravelOrigin: Hashable, Sendable {
  public let point: LocalPoint
  /// Nearest road node; -1 where none is near enough.
  public let node: Int32
  /// Way from the point to that node, 1/100 s.
  let legCentiseconds: Int32
  /// Why nothing can be reached from here.
  public let cutOff: Travel.CutOff?
  /// Water at the point; nil where nothing is known.
  let depthMillimetres: Int32?
}

/// Travel as the crow flies, with a detour: what stands in where roads are unknown or synthetic.
public struct StraightLine: Hashable, Sendable {
  public var kmh: Double
  public var detourFactor: Double

  /// Defaults are assumed: 25 km/h and 1.4 times the straight distance. Values below 1 count as 1.
  public init(kmh: Double = 25, detourFactor: Double = 1.4) {
    self.kmh = max(1, kmh.isFinite ? kmh : 1)
    self.detourFactor = max(1, detourFactor.isFinite ? detourFactor : 1)
  }

  /// Whole minutes, rounded up.
  public func minutes(from a: LocalPoint, to b: LocalPoint) -> Int32 {
    let minutes = (a.distance(to: b) * detourFactor / (kmh * 1000 / 60)).rounded(.up)
    return minutes < 1e6 ? Int32(minutes) : 1_000_000
  }
}

/// Travel from homes to a fixed list of places, by roads or as the crow flies; who asks needs not care which.
public enum TravelModel: Sendable {
  case roads(TravelTimes)
  case straightLine(StraightLine, places: [LocalPoint])

  public var placeCount: Int {
    switch self {
    case .roads(let times): times.places.count
    case .straightLine(_, let places): places.count
    }
  }

  /// Whether anything synthetic (roads or water) is in the answers.
  public var isSynthetic: Bool {
    if case .roads(let times) = self { times.isSynthetic } else { false }
  }

  /// Ties a home to the model, once per home.
  public func origin(_ home: LocalPoint) -> TravelOrigin {
    switch self {
    case .roads(let times): times.origin(home)
    case .straightLine: TravelOrigin(point: home, node: -1, legCentiseconds: 0, cutOff: nil, depthMillimetres: nil)
    }
  }

  /// O(1). Places by their position in the list that the model was made with.
  public func travel(from origin: TravelOrigin, to place: Int) -> Travel {
    switch self {
    case .roads(let times): return times.travel(from: origin, to: place)
    case .straightLine(let line, let places):
      guard places.indices.contains(place) else { return .cutOff(.noRoad) }
      return .minutes(line.minutes(from: origin.point, to: places[place]))
    }
  }

  /// Whether the way has a boat in it. O(1)
  public func usesBoat(from origin: TravelOrigin, to place: Int) -> Bool {
    if case .roads(let times) = self { times.usesBoat(from: origin, to: place) } else { false }
  }

  /// Minutes, rounded up; nil where cut off.
  public func minutes(from origin: TravelOrigin, to place: Int) -> Int32? { travel(from: origin, to: place).minutes }

  public func travel(from home: LocalPoint, to place: Int) -> Travel { travel(from: origin(home), to: place) }

  /// What would have to be opened; nil where nothing would help, nothing is needed, or no roads are known.
  public func openingGain(from origin: TravelOrigin, to place: Int) -> Opening? {
    if case .roads(let times) = self { times.openingGain(from: origin, to: place) } else { nil }
  }
}

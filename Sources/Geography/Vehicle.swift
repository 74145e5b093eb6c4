import Basics

/// How somebody travels. Limits and speeds over water: `standards/flood-needs.md` of the project, section 2.
///
/// Defaults marked assumed are not from a source; depth limits that the table gives as a range are taken inside it.
public enum Vehicle: String, Sendable, CaseIterable {
  case foot
  case motorcycle
  case car
  case highTruck
  case boat

  /// Water from this depth on closes a road to the vehicle; nil for a boat, which no depth stops.
  ///
  /// On foot 0.5 m is still walked (comfortable limit of an adult; 1.2 m is the limit for rescuers and never planned with).
  /// Motorcycle: middle of 0.20-0.30 m, assumed. Car: 0.3 m (Pregnolato et al. 2017). Truck: 0.6 m.
  public var closedFromMillimetres: Int32? {
    switch self {
    case .foot: 501
    case .motorcycle: 250
    case .car: 300
    case .highTruck: 600
    case .boat: nil
    }
  }

  /// The least depth that the vehicle needs: 0.3 m for a boat (paddled rubber boat; an outboard needs 0.5 m).
  public var needsMillimetres: Int32 { self == .boat ? 300 : 0 }

  /// Whether the vehicle passes water of this depth. No data (nil) is taken as passable by all but boats: a closure must be
  /// reported to exist. That is a statement about travel only and never one that a place is dry.
  public func passes(depthMillimetres depth: Int32?) -> Bool {
    let water = depth ?? 0
    if let closed = closedFromMillimetres, water >= closed { return false }
    return water >= needsMillimetres
  }

  /// The most it drives on a dry road, km/h (assumed; on foot 1.2 m/s, a boat on flooded streets 8 km/h).
  public var topKmh: Double {
    switch self {
    case .foot: 4.32
    case .motorcycle: 50
    case .car: 60
    case .highTruck: 45
    case .boat: 8
    }
  }

  /// Speed in km/h on an edge with free-flow speed `freeFlow` under water of `depth`; nil where the vehicle cannot pass.
  public func kmh(freeFlow: Double, depthMillimetres depth: Int32?) -> Double? {
    guard passes(depthMillimetres: depth) else { return nil }
    let w = Double(max(0, depth ?? 0))
    switch self {
    case .foot: return Self.walkingMetresPerSecond(depthMillimetres: w) * 3.6
    case .boat: return topKmh
    case .motorcycle, .car: return min(freeFlow, topKmh, 0.0009 * w * w - 0.5529 * w + 86.9448)
    // The curve above ends at 300 mm. For trucks its variant that closes at 600 mm, as that table gives it.
    case .highTruck: return max(2, min(freeFlow, topKmh, 0.0002415 * w * w - 0.2898 * w + 86.94))
    }
  }

  /// Walking speed: 1.2 m/s dry, 0.8 in 0.3 m, 0.6 in 0.5 m, 0.4 in 0.7 m, linear between; not meant beyond.
  static func walkingMetresPerSecond(depthMillimetres w: Double) -> Double {
    if w <= 300 { return 1.2 - 0.4 * w / 300 }
    return max(0.4, 0.8 - 0.2 * (w - 300) / 200)
  }
}

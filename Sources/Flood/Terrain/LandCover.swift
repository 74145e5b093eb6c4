/// What the ground is covered with: it gives roughness and how much rain runs off.
///
/// Manning's n: middle of the ranges of ESA WorldCover classes in use for flood models. Curve numbers: SCS TR-55, soil group D
/// (peat and clay near the water table); drains and rivers let nothing in.
public enum LandCover: UInt8, Sendable, CaseIterable {
  case outside = 0
  case sea
  case river
  /// A main drain, narrower than its cell: its roughness is scaled so that the cell carries what the drain carries.
  case drain
  case builtUp
  case plantation
  case mangrove

  public var manning: Float {
    switch self {
    case .outside, .sea: 0.025
    case .river: 0.035
    case .drain: 0.030
    case .builtUp: 0.070
    case .plantation: 0.100
    case .mangrove: 0.120
    }
  }

  /// Average moisture (condition II).
  public var curveNumber: Double {
    switch self {
    case .outside, .sea, .river, .drain: 100
    case .builtUp: 92
    case .plantation: 79
    case .mangrove: 98
    }
  }
}

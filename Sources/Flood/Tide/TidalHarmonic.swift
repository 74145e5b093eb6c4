import Basics

/// A tidal constituent that the prediction knows: the shape of its astronomical argument and its nodal satellites.
///
/// Doodson numbers, phase corrections and satellites are those of M. G. G. Foreman, "Manual for tidal heights analysis and
/// prediction", Pacific Marine Science Report 77-10 (1977, revised 2004), as T_TIDE and UTide use them.
public enum TidalHarmonic: String, Sendable, CaseIterable {
  case m2 = "M2"
  case s2 = "S2"
  case n2 = "N2"
  case k2 = "K2"
  case k1 = "K1"
  case o1 = "O1"
  case p1 = "P1"
  case q1 = "Q1"
  case m4 = "M4"
  case ms4 = "MS4"

  /// One line near the main one: differences of the Doodson numbers of p, N' and p', phase correction in cycles, ratio of
  /// amplitudes, and how the ratio depends on latitude (0 not, 1 diurnal, 2 semidiurnal terms of the third degree).
  struct Satellite {
    var p: Double
    var node: Double
    var perihelion: Double
    var phase: Double
    var ratio: Double
    var latitude: Int

    init(_ p: Double, _ node: Double, _ perihelion: Double, _ phase: Double, _ ratio: Double, _ latitude: Int) {
      self.p = p
      self.node = node
      self.perihelion = perihelion
      self.phase = phase
      self.ratio = ratio
      self.latitude = latitude
    }
  }

  /// Multipliers of lunar time, s, h and p, and the phase correction in cycles. Of a compound nothing is asked.
  struct Argument {
    var tau: Double
    var s: Double
    var h: Double
    var p: Double
    var semi: Double
  }

  /// The constituents whose arguments add up to a compound one; empty for an astronomical one.
  var parents: [TidalHarmonic] {
    switch self {
    case .m4: [.m2, .m2]
    case .ms4: [.m2, .s2]
    default: []
    }
  }

  var argument: Argument {
    switch self {
    case .m2: Argument(tau: 2, s: 0, h: 0, p: 0, semi: 0)
    case .s2: Argument(tau: 2, s: 2, h: -2, p: 0, semi: 0)
    case .n2: Argument(tau: 2, s: -1, h: 0, p: 1, semi: 0)
    case .k2: Argument(tau: 2, s: 2, h: 0, p: 0, semi: 0)
    case .k1: Argument(tau: 1, s: 1, h: 0, p: 0, semi: -0.75)
    case .o1: Argument(tau: 1, s: -1, h: 0, p: 0, semi: -0.25)
    case .p1: Argument(tau: 1, s: 1, h: -2, p: 0, semi: -0.25)
    case .q1: Argument(tau: 1, s: -2, h: 0, p: 1, semi: -0.25)
    case .m4, .ms4: Argument(tau: 0, s: 0, h: 0, p: 0, semi: 0)
    }
  }

  var satellites: [Satellite] {
    switch self {
    case .m2: Self.m2Satellites
    case .s2: [Satellite(0, -1, 0, 0, 0.0022, 0), Satellite(1, 0, 0, 0.75, 0.0001, 2), Satellite(2, 0, 0, 0, 0.0001, 0)]
    case .n2:
      [
        Satellite(-2, -2, 0, 0.5, 0.0039, 0), Satellite(-1, 0, 1, 0, 0.0008, 0), Satellite(0, -2, 0, 0, 0.0005, 0),
        Satellite(0, -1, 0, 0.5, 0.0373, 0),
      ]
    case .k2:
      [
        Satellite(-1, 0, 0, 0.75, 0.0024, 2), Satellite(-1, 1, 0, 0.75, 0.0004, 2), Satellite(0, -1, 0, 0.5, 0.0128, 0),
        Satellite(0, 1, 0, 0, 0.298, 0), Satellite(0, 2, 0, 0, 0.0324, 0),
      ]
    case .k1: Self.k1Satellites
    case .o1: Self.o1Satellites
    case .p1:
      [
        Satellite(0, -2, 0, 0, 0.0008, 0), Satellite(0, -1, 0, 0.5, 0.0112, 0), Satellite(0, 0, 2, 0.5, 0.0004, 0),
        Satellite(1, 0, 0, 0.75, 0.0004, 1), Satellite(2, 0, 0, 0.5, 0.0015, 0), Satellite(2, 1, 0, 0.5, 0.0003, 0),
      ]
    case .q1: Self.q1Satellites
    case .m4, .ms4: []
    }
  }

  private static let m2Satellites = [
    Satellite(-1, -1, 0, 0.75, 0.0001, 2), Satellite(-1, 0, 0, 0.75, 0.0004, 2), Satellite(0, -2, 0, 0, 0.0005, 0),
    Satellite(0, -1, 0, 0.5, 0.0373, 0), Satellite(1, -1, 0, 0.25, 0.0001, 2), Satellite(1, 0, 0, 0.75, 0.0009, 2),
    Satellite(1, 1, 0, 0.75, 0.0002, 2), Satellite(2, 0, 0, 0, 0.0006, 0), Satellite(2, 1, 0, 0, 0.0002, 0),
  ]

  private static let k1Satellites = [
    Satellite(-2, -1, 0, 0, 0.0002, 0), Satellite(-1, -1, 0, 0.75, 0.0001, 1), Satellite(-1, 0, 0, 0.25, 0.0007, 1),
    Satellite(-1, 1, 0, 0.75, 0.0001, 1), Satellite(0, -2, 0, 0, 0.0001, 0), Satellite(0, -1, 0, 0.5, 0.0198, 0),
    Satellite(0, 1, 0, 0, 0.1356, 0), Satellite(0, 2, 0, 0.5, 0.0029, 0), Satellite(1, 0, 0, 0.25, 0.0002, 1),
    Satellite(1, 1, 0, 0.25, 0.0001, 1),
  ]

  private static let o1Satellites = [
    Satellite(-1, 0, 0, 0.25, 0.0003, 1), Satellite(0, -2, 0, 0.5, 0.0058, 0), Satellite(0, -1, 0, 0, 0.1885, 0),
    Satellite(1, -1, 0, 0.25, 0.0004, 1), Satellite(1, 0, 0, 0.75, 0.0029, 1), Satellite(1, 1, 0, 0.25, 0.0004, 1),
    Satellite(2, 0, 0, 0.5, 0.0064, 0), Satellite(2, 1, 0, 0.5, 0.001, 0),
  ]

  private static let q1Satellites = [
    Satellite(-2, -3, 0, 0.5, 0.0007, 0),
    Satellite(-2, -2, 0, 0.5, 0.0039, 0),
    Satellite(-1, -2, 0, 0.75, 0.001, 1),
    Satellite(-1, -1, 0, 0.75, 0.0115, 1),
    Satellite(-1, 0, 0, 0.75, 0.0292, 1),
    Satellite(0, -2, 0, 0.5, 0.0057, 0),
    Satellite(-1, 0, 1, 0, 0.0008, 0),
    Satellite(0, -1, 0, 0, 0.1884, 0),
    Satellite(1, 0, 0, 0.75, 0.0018, 1),
    Satellite(2, 0, 0, 0.5, 0.0028, 0),
  ]
}

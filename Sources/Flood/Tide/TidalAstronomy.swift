import Basics

/// Mean longitudes of moon and sun at an instant, in cycles: what the arguments of the tide are made of.
///
/// Polynomials in days since 1899-12-31T12:00 (Explanatory Supplement to the Astronomical Ephemeris 1961, as in T_TIDE and
/// UTide). UTC is taken for ephemeris time: the difference of about a minute moves the moon by 0.01 degrees.
struct TidalAstronomy {
  /// Lunar time, moon, sun, lunar perigee, minus the ascending node, perihelion.
  let tau: Double
  let s: Double
  let h: Double
  let p: Double
  let node: Double
  let perihelion: Double

  /// 1899-12-31T12:00Z
  private static let epoch: Int64 = -2_209_032_000_000

  init(_ instant: Instant) {
    let d = Double(instant.milliseconds - Self.epoch) / 86_400_000
    func cycles(_ base: Double, _ rate: Double, _ square: Double, _ cube: Double) -> Double {
      let e = d / 10_000
      let value = (base + rate * d + square * e * e + cube * e * e * e) / 360
      return value - value.rounded(.down)
    }
    s = cycles(270.434164, 13.1763965268, -0.0000850, 0.000000039)
    h = cycles(279.696678, 0.9856473354, 0.00002267, 0)
    p = cycles(334.329556, 0.1114040803, -0.0007739, -0.00000026)
    node = cycles(-259.183275, 0.0529539222, -0.0001557, -0.000000050)
    perihelion = cycles(281.220844, 0.0000470684, 0.0000339, 0.000000070)
    let days = Double(instant.milliseconds) / 86_400_000
    tau = days - days.rounded(.down) + h - s
  }

  /// V in cycles, in 0..<1.
  func phase(of harmonic: TidalHarmonic) -> Double {
    let parents = harmonic.parents
    if !parents.isEmpty {
      let sum = parents.reduce(0) { $0 + phase(of: $1) }
      return sum - sum.rounded(.down)
    }
    let a = harmonic.argument
    let cycles = a.tau * tau + a.s * s + a.h * h + a.p * p + a.semi
    return cycles - cycles.rounded(.down)
  }

  /// f e^(iu) as a complex number: 1 plus the sum of the satellites; of a compound, the product of its parents' factors.
  ///
  /// Third-degree terms are weighted by latitude; within 5 degrees of the equator as at 5 degrees, as T_TIDE and UTide do.
  func nodal(of harmonic: TidalHarmonic, latitude: Double) -> (re: Double, im: Double) {
    let parents = harmonic.parents
    if !parents.isEmpty {
      return parents.reduce((re: 1.0, im: 0.0)) { product, parent in
        let factor = nodal(of: parent, latitude: latitude)
        return (product.re * factor.re - product.im * factor.im, product.re * factor.im + product.im * factor.re)
      }
    }
    let bounded = latitude < 0 ? min(-5, latitude) : max(5, latitude)
    let sine = ExactMath.sin(bounded * Self.radian)
    var sum = (re: 1.0, im: 0.0)
    for satellite in harmonic.satellites {
      var ratio = satellite.ratio
      if satellite.latitude == 1 { ratio *= 0.36309 * (1 - 5 * sine * sine) / sine }
      if satellite.latitude == 2 { ratio *= 2.59808 * sine }
      let cycles = satellite.p * p + satellite.node * node + satellite.perihelion * perihelion + satellite.phase
      let angle = (cycles - cycles.rounded(.down)) * Self.turn
      sum.re += ratio * ExactMath.cos(angle)
      sum.im += ratio * ExactMath.sin(angle)
    }
    return sum
  }

  static let turn = 6.28318530717958647692
  static let radian = 0.01745329251994329577
}

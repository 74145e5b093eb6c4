/// Functions of statistics, built from `ExactMath.log` and `exp` in a written order.
extension ExactMath {
  /// Logarithm of the gamma function for x > 0, relative error below 1e-12: Stirling's series from 10 up, the recurrence below.
  public static func logGamma(_ x: Double) -> Double {
    var z = x
    var product = 1.0
    while z < 10 {
      product *= z
      z += 1
    }
    let w = 1 / (z * z)
    let series = (1 / 12.0 - w * (1 / 360.0 - w * (1 / 1260.0 - w * (1 / 1680.0 - w * (1 / 1188.0 - w * 691 / 360360.0))))) / z
    return (z - 0.5) * log(z) - z + 0.918938533204672742 + series - log(product)
  }

  /// The regularised incomplete beta function I_x(a, b) for a, b > 0, where `rest` = 1 - x is given apart so that it keeps its
  /// digits: continued fraction by Lentz's method (Numerical Recipes, section 6.4), absolute error about 1e-12 (1e-9 for a or b
  /// in the millions).
  public static func incompleteBeta(_ x: Double, rest: Double, a: Double, b: Double) -> Double {
    if x <= 0 { return 0 }
    if rest <= 0 { return 1 }
    let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(rest))
    if x < (a + 1) / (a + b + 2) { return front * betaFraction(x, a, b) / a }
    return 1 - front * betaFraction(rest, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func lifted(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / lifted(1 - (a + b) * x / (a + 1))
    var result = d
    for m in 1...10_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / lifted(1 + even * d)
      c = lifted(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / lifted(1 + odd * d)
      c = lifted(1 + odd / c)
      result *= d * c
      if (d * c - 1).magnitude < 1e-15 { break }
    }
    return result
  }
}

/// Student's t distribution.
public enum StudentT {
  /// P(T <= t) with `degrees` > 0 degrees of freedom.
  public static func probability(below t: Double, degrees: Double) -> Double {
    let sum = degrees + t * t
    let tail = 0.5 * ExactMath.incompleteBeta(degrees / sum, rest: t * t / sum, a: degrees / 2, b: 0.5)
    return t < 0 ? tail : 1 - tail
  }

  /// The t below which a share `probability` of the distribution lies, by bisection to the last bit that counts. Infinite at 0 and 1.
  public static func quantile(_ probability: Double, degrees: Double) -> Double {
    if probability < 0.5 { return -quantile(1 - probability, degrees: degrees) }
    if probability >= 1 { return .infinity }
    var low = 0.0
    var high = 1.0
    while Self.probability(below: high, degrees: degrees) < probability, high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if Self.probability(below: middle, degrees: degrees) < probability { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}

/// The standard normal distribution.
public enum StandardNormal {
  /// The z below which a share `probability` in 0...1 lies. Relative error about 1e-16 (AS 241, M. J. Wichura 1988).
  public static func quantile(_ probability: Double) -> Double {
    let q = probability - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * ratio(r, central)
    }
    let tail = q < 0 ? probability : 1 - probability
    guard tail > 0 else { return q < 0 ? -.infinity : .infinity }
    let r = (-ExactMath.log(tail)).squareRoot()
    let size = r <= 5 ? ratio(r - 1.6, middle) : ratio(r - 5, far)
    return q < 0 ? -size : size
  }

  private static func ratio(_ r: Double, _ coefficients: (above: [Double], below: [Double])) -> Double {
    func value(_ terms: [Double]) -> Double { terms.reversed().reduce(0) { $0 * r + $1 } }
    return value(coefficients.above) / value(coefficients.below)
  }

  private static let central: (above: [Double], below: [Double]) = (
    [
      3.3871328727963666080, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
      4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
    ],
    [
      1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
      3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
    ]
  )
  private static let middle: (above: [Double], below: [Double]) = (
    [
      1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258,
      2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    [
      1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
      1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ]
  )
  private static let far: (above: [Double], below: [Double]) = (
    [
      6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    [
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
      1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ]
  )
}

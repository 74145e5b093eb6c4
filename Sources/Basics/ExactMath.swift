/// log, exp, sin and cos whose bits do not depend on the C library or the processor: IEEE additions, multiplications and
/// divisions in a written order, no fused operations. Coefficients: FreeBSD msun (Sun Microsystems 1993), errors below 1-2 ulp
/// in the stated ranges.
public enum ExactMath {
  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  /// Natural logarithm. Positive finite arguments; 0 gives -infinity, negative gives nan.
  public static func log(_ x: Double) -> Double {
    if x == 0 { return -.infinity }
    if !(x > 0) || x == .infinity { return x == .infinity ? x : .nan }
    // Below the smallest normal number: scaled up first.
    let isNormal = x >= .leastNormalMagnitude
    let bits = isNormal ? x.bitPattern : (x * 0x1p54).bitPattern
    // x = mantissa * 2^exponent with the mantissa in sqrt(1/2)...sqrt(2), without a jump that nobody can guess.
    let exponent = Int((bits &+ (0x10_0000_0000_0000 - 1 - 0x6_a09e_667f_3bcd)) >> 52) - 1023
    let mantissa = Double(bitPattern: bits &- UInt64(bitPattern: Int64(exponent)) << 52)
    let f = mantissa - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let t2 =
      z
      * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let half = 0.5 * f * f
    // The whole number as a double by its bits: the processor's conversion would wait for the logarithm before.
    let whole = Int64(isNormal ? exponent : exponent - 54)
    let k = Double(bitPattern: 0x4338_0000_0000_0000 &+ UInt64(bitPattern: whole)) - 0x18_0000_0000_0000
    return k * ln2High - ((half - (s * (half + t1 + t2) + k * ln2Low)) - f)
  }

  /// e to the x. Overflow gives infinity, underflow 0.
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782712893384 { return .infinity }
    if x < -745.1332191019412 { return 0 }
    let k = (x * 1.44269504088896338700).rounded()
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let t = r * r
    let c =
      r
      - t
      * (1.66666666666666019037e-01
        + t
        * (-2.77777777770155933842e-03 + t
          * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))))
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    // In two steps, as the smallest results lie below the smallest normal number.
    let whole = Int(k)
    let first = whole / 2
    return y * Double(sign: .plus, exponent: first, significand: 1) * Double(sign: .plus, exponent: whole - first, significand: 1)
  }

  /// Sine of an angle in radians, |x| up to about 1e6.
  public static func sin(_ x: Double) -> Double {
    let (quadrant, r) = reduce(x)
    switch quadrant {
    case 0: return kernelSin(r)
    case 1: return kernelCos(r)
    case 2: return -kernelSin(r)
    default: return -kernelCos(r)
    }
  }

  /// Cosine of an angle in radians, |x| up to about 1e6.
  public static func cos(_ x: Double) -> Double {
    let (quadrant, r) = reduce(x)
    switch quadrant {
    case 0: return kernelCos(r)
    case 1: return -kernelSin(r)
    case 2: return -kernelCos(r)
    default: return kernelSin(r)
    }
  }

  private static func reduce(_ x: Double) -> (Int, Double) {
    let k = (x * 6.36619772367581382433e-01).rounded()
    var r = x - k * 1.57079632673412561417e+00
    r -= k * 6.07710050630396597660e-11
    r -= k * 2.02226624879595063154e-21
    let quadrant = Int(k - 4 * (k / 4).rounded(.down))
    return (quadrant, r)
  }

  private static func kernelSin(_ x: Double) -> Double {
    let z = x * x
    let r =
      8.33333333332248946124e-03
      + z
      * (-1.98412698298579493134e-04 + z
        * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
    return x + x * z * (-1.66666666666666324348e-01 + z * r)
  }

  private static func kernelCos(_ x: Double) -> Double {
    let z = x * x
    let r =
      z
      * (4.16666666666666019037e-02
        + z
        * (-1.38888888888741095749e-03 + z
          * (2.48015872894767294178e-05 + z
            * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))))
    return 1 - (0.5 * z - z * r)
  }
}

/// Distributions that drills need, with `ExactMath`: the same bits on each machine.
extension RandomStream {
  /// Exponential with the given mean (>= 0). One draw.
  @inlinable
  public mutating func exponential(mean: Double) -> Double { -mean * ExactMath.log(1 - unit()) }

  /// exp of a normal: half of all values lie below `median` (> 0), about two thirds within a factor of exp(`sigma`) of it.
  public mutating func lognormal(median: Double, sigma: Double) -> Double { median * ExactMath.exp(sigma * normal()) }

  /// Triangular on `low...high` with its peak at `mode` (low <= mode <= high), by inversion. One draw.
  public mutating func triangular(low: Double, mode: Double, high: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    let u = unit()
    let left = (mode - low) / width
    if u < left { return low + (u * width * (mode - low)).squareRoot() }
    return high - ((1 - u) * width * (high - mode)).squareRoot()
  }

  /// Poisson with the given mean, 0...1e9 (other values are brought into that range): below 10 by products of uniforms
  /// (Knuth), above by transformed rejection (PTRS; W. Hörmann 1993, Insurance: Mathematics and Economics 12:39).
  public mutating func poisson(mean: Double) -> Int {
    let mean = min(max(0, mean), 1e9)
    return mean < 10 ? poissonByProducts(mean) : poissonByRejection(mean)
  }

  private mutating func poissonByProducts(_ mean: Double) -> Int {
    let floor = ExactMath.exp(-mean)
    var count = -1
    var product = 1.0
    repeat {
      product *= unit()
      count += 1
    } while product > floor
    return count
  }

  private mutating func poissonByRejection(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let v0 = 0.9277 - 3.6224 / (b - 2)
    let logMean = ExactMath.log(mean)
    while true {
      let u = unit() - 0.5
      let v = unit()
      let us = 0.5 - u.magnitude
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07, v <= v0 { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      if ExactMath.log(v * inverseAlpha / (a / (us * us) + b)) <= k * logMean - mean - ExactMath.logGamma(k + 1) { return Int(k) }
    }
  }
}

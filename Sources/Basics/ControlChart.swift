/// A control chart: tells a real change in a series from its ordinary noise (W. A. Shewhart; formulas as in D. C. Montgomery,
/// *Introduction to Statistical Quality Control*, and the NIST/SEMATECH e-Handbook, 6.3.2.2 and 6.3.3.1).
///
/// Counts per period (c) and counts over an exposure (u) are taken as Poisson; times, one value a period, are an XmR chart:
/// sigma = mean moving range / 1.128.
public struct ControlChart: Sendable, Equatable {
  /// Western Electric's rules (Statistical Quality Control Handbook, 1956), each on one side of the centre.
  public enum Rule: String, Sendable, CaseIterable {
    /// A point beyond its control limit.
    case beyondLimit = "beyond_limit"
    /// Two of three points in a row beyond two sigma.
    case twoOfThree = "two_of_three"
    /// Four of five points in a row beyond one sigma.
    case fourOfFive = "four_of_five"
    /// Eight points in a row on one side of the centre.
    case eightInARow = "eight_in_a_row"
  }

  /// How far a count may go by chance.
  public enum CountLimits: Sendable {
    /// Centre ± 3 sigma, as the textbooks draw it. For small counts it cries wolf, and never from below.
    case threeSigma
    /// Such that at most 0.00135 lies beyond on either side by the Poisson law: for small counts.
    case exact
  }

  public struct Signal: Sendable, Equatable {
    public var rule: Rule
    public var isHigh: Bool
  }

  public struct Point: Sendable, Equatable {
    public var value: Double
    /// Of a u chart; 1 otherwise. A period without exposure has no value and no signal.
    public var exposure: Double
    public var lower: Double
    public var upper: Double
    /// (value - centre) / sigma of this point.
    public var z: Double
    public var signals: [Signal]
    public var hasValue: Bool { exposure > 0 }
  }

  public var centre: Double
  /// Of a point with exposure 1.
  public var sigma: Double
  public var points: [Point]
  /// Moving ranges of an XmR chart, one fewer than points, with their upper limit 3.267 x mean; empty otherwise.
  public var ranges: [Double]
  public var rangeLimit: Double

  /// Points at which something has changed.
  public var signals: [(index: Int, signal: Signal)] {
    points.enumerated().flatMap { at, point in point.signals.map { (at, $0) } }
  }
  /// The last signal with its place, if any: what to look into first.
  public var isStable: Bool { points.allSatisfy(\.signals.isEmpty) }

  /// d2 and D4 for ranges of two values.
  static let d2 = 1.128
  static let d4 = 3.267
}

extension ControlChart {
  /// Counts per period (c chart), or over exposures (u chart: residents, visits, days).
  /// - Parameters:
  ///   - baseline: the first so many periods set the centre; all of them by default.
  ///   - centre: a rate that is known; nil to estimate it.
  ///   - rules: runs within two and one sigma are left out by default: their odds hold for a normal law, not for small counts.
  /// - Returns: nil for no period with exposure, a negative count, or lists of different length.
  /// - Complexity: O(n x mean count)
  public static func counts(
    _ counts: [Int], exposures: [Double]? = nil, limits: CountLimits = .threeSigma, baseline: Int? = nil, centre: Double? = nil,
    rules: [Rule] = [.beyondLimit, .eightInARow]
  ) -> ControlChart? {
    let exposures = exposures ?? counts.map { _ in 1 }
    guard exposures.count == counts.count, counts.allSatisfy({ $0 >= 0 }), exposures.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    let base = min(max(baseline ?? counts.count, 0), counts.count)
    var total = (count: 0, exposure: 0.0)
    for i in 0..<base where exposures[i] > 0 {
      total.count += counts[i]
      total.exposure += exposures[i]
    }
    guard let rate = centre ?? (total.exposure > 0 ? Double(total.count) / total.exposure : nil), rate >= 0 else { return nil }
    let points = zip(counts, exposures).map { count, exposure -> Point in
      guard exposure > 0 else { return Point(value: 0, exposure: 0, lower: 0, upper: 0, z: 0, signals: []) }
      let sigma = (rate / exposure).squareRoot()
      let value = Double(count) / exposure
      let (low, high) = self.limits(mean: rate * exposure, limits)
      return Point(
        value: value, exposure: exposure, lower: low / exposure, upper: high / exposure,
        z: sigma > 0 ? (value - rate) / sigma : 0, signals: [])
    }
    var chart = ControlChart(centre: rate, sigma: rate.squareRoot(), points: points, ranges: [], rangeLimit: 0)
    chart.judge(rules)
    return chart
  }

  /// Times or other measures, one a period (XmR, individuals and moving range).
  /// - Parameters:
  ///   - baseline: the first so many values set centre and sigma; all by default.
  ///   - known: centre and sigma that are known; nil to estimate them.
  /// - Returns: nil for fewer than two values, or one that is not finite.
  public static func individuals(
    _ values: [Double], baseline: Int? = nil, known: (centre: Double, sigma: Double)? = nil, rules: [Rule] = Rule.allCases
  ) -> ControlChart? {
    guard values.count >= 2, values.allSatisfy(\.isFinite) else { return nil }
    let base = min(max(baseline ?? values.count, 2), values.count)
    let ranges = zip(values.dropFirst(), values).map { abs($0 - $1) }
    let meanRange = ranges.prefix(base - 1).reduce(0, +) / Double(base - 1)
    let centre = known?.centre ?? values.prefix(base).reduce(0, +) / Double(base)
    let sigma = known?.sigma ?? meanRange / d2
    let points = values.map { value in
      Point(
        value: value, exposure: 1, lower: centre - 3 * sigma, upper: centre + 3 * sigma,
        z: sigma > 0 ? (value - centre) / sigma : 0, signals: [])
    }
    var chart = ControlChart(
      centre: centre, sigma: sigma, points: points, ranges: ranges, rangeLimit: d4 * (known == nil ? meanRange : sigma * d2))
    chart.judge(rules)
    return chart
  }

  /// Limits of a count with this mean.
  private static func limits(mean: Double, _ kind: CountLimits) -> (Double, Double) {
    let spread = 3 * mean.squareRoot()
    // Beyond that the two differ by less than half a count in a hundred.
    guard kind == .exact, mean <= 500 else { return (max(0, mean - spread), mean + spread) }
    return (Double(PoissonLaw.lowerLimit(mean: mean, tail: 0.00135)), Double(PoissonLaw.upperLimit(mean: mean, tail: 0.00135)))
  }

  private mutating func judge(_ rules: [Rule]) {
    let with = points.indices.filter { points[$0].hasValue }
    for (at, index) in with.enumerated() {
      let point = points[index]
      var found: [Signal] = []
      if rules.contains(.beyondLimit), point.value > point.upper || point.value < point.lower {
        found.append(Signal(rule: .beyondLimit, isHigh: point.value > point.upper))
      }
      for (rule, of, need, beyond) in [(Rule.twoOfThree, 3, 2, 2.0), (.fourOfFive, 5, 4, 1), (.eightInARow, 8, 8, 0)]
      where rules.contains(rule) {
        let window = with[max(0, at - of + 1)...at].map { points[$0].z }
        // The newest point is part of it: a run is told once where it ends, not after it.
        if point.z > beyond, window.count(where: { $0 > beyond }) >= need { found.append(Signal(rule: rule, isHigh: true)) }
        if point.z < -beyond, window.count(where: { $0 < -beyond }) >= need { found.append(Signal(rule: rule, isHigh: false)) }
      }
      points[index].signals = found
    }
  }
}

/// The law of counts of independent rare events.
public enum PoissonLaw {
  /// P(X <= k). Terms are summed upwards from 0, each from the one before.
  /// - Complexity: O(k); for means up to 700.
  public static func probability(atMost k: Int, mean: Double) -> Double {
    guard k >= 0 else { return 0 }
    guard mean > 0 else { return 1 }
    var term = ExactMath.exp(-mean)
    var sum = term
    var i = 0
    while i < k {
      i += 1
      term *= mean / Double(i)
      sum += term
    }
    return min(1, sum)
  }

  /// The least k with P(X > k) <= tail. O(k)
  public static func upperLimit(mean: Double, tail: Double) -> Int {
    guard mean > 0 else { return 0 }
    var term = ExactMath.exp(-mean)
    var sum = term
    var k = 0
    while 1 - sum > tail, k < 10_000 {
      k += 1
      term *= mean / Double(k)
      sum += term
    }
    return k
  }

  /// The greatest k with P(X < k) <= tail; 0 where nothing is too few. O(k)
  public static func lowerLimit(mean: Double, tail: Double) -> Int {
    guard mean > 0 else { return 0 }
    var term = ExactMath.exp(-mean)
    var below = 0.0
    var k = 0
    while below + term <= tail {
      below += term
      k += 1
      term *= mean / Double(k)
    }
    return k
  }
}

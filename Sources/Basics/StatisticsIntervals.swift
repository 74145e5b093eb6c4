/// An estimate with the range in which the true value lies with probability `level` (0...1).
public struct ConfidenceInterval: Sendable, Equatable {
  public var estimate: Double
  public var low: Double
  public var high: Double
  public var level: Double

  public init(estimate: Double, low: Double, high: Double, level: Double) {
    self.estimate = estimate
    self.low = low
    self.high = high
    self.level = level
  }

  public var halfWidth: Double { (high - low) / 2 }
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
  /// The whole range lies on one side of zero.
  public var excludesZero: Bool { low > 0 || high < 0 }
}

extension Moments {
  /// Student's interval for the mean of independent values; nil below two. Exact for normal values, good for means of many.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? {
    guard count >= 2 else { return nil }
    let reach = StudentT.quantile(0.5 + level / 2, degrees: Double(count - 1)) * standardError
    return ConfidenceInterval(estimate: mean, low: mean - reach, high: mean + reach, level: level)
  }
}

/// Two policies measured on the same replications (common random numbers): what counts is the difference within each pair.
public struct PairedDifference: Sendable, Equatable, Mergeable {
  public private(set) var first = Moments()
  public private(set) var second = Moments()
  /// second - first, pair by pair.
  public private(set) var difference = Moments()

  public init() {}

  public mutating func add(first a: Double, second b: Double) {
    first.add(a)
    second.add(b)
    difference.add(b - a)
  }

  public mutating func merge(_ other: PairedDifference) {
    first.merge(other.first)
    second.merge(other.second)
    difference.merge(other.difference)
  }

  /// Student's interval for the mean of second - first; nil below two pairs.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? { difference.interval(level: level) }

  /// How many times as many independent runs would be needed for the same interval; above 1 where pairing pays. Nil if all
  /// differences are equal.
  public var gainOfPairing: Double? {
    difference.variance > 0 ? (first.variance + second.variance) / difference.variance : nil
  }
}

/// A long correlated series of one run (waiting times, say), cut into batches whose means are nearly independent.
///
/// The interval is right if a batch is much longer than the memory of the series: try a batch twice as long. The first `warmUp`
/// values and a last batch that is not full do not count.
public struct BatchMeans: Sendable, Equatable, Mergeable {
  public let batchSize: Int
  public private(set) var batches = Moments()
  private var skip: Int
  private var open = Moments()

  public init(batchSize: Int, warmUp: Int = 0) {
    self.batchSize = max(1, batchSize)
    skip = max(0, warmUp)
  }

  public mutating func add(_ value: Double) {
    guard skip == 0 else {
      skip -= 1
      return
    }
    open.add(value)
    if open.count == batchSize {
      batches.add(open.mean)
      open = Moments()
    }
  }

  /// Adds the other's full batches. Both must have batches of one size, else nothing is added.
  public mutating func merge(_ other: BatchMeans) {
    if batchSize == other.batchSize { batches.merge(other.batches) }
  }

  /// Nil below two full batches; take at least ten.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? { batches.interval(level: level) }
}

/// Interval for a share of `successes` among `trials` (E. B. Wilson 1927): never outside 0...1, sensible at none and at all.
/// Nil without trials.
public func shareInterval(_ successes: Int, of trials: Int, level: Double = 0.95) -> ConfidenceInterval? {
  guard trials > 0 else { return nil }
  let n = Double(trials)
  let p = Double(min(max(0, successes), trials)) / n
  let z = StandardNormal.quantile(0.5 + level / 2)
  let square = z * z / n
  let centre = (p + square / 2) / (1 + square)
  let reach = (z / (1 + square)) * (p * (1 - p) / n + square / (4 * n)).squareRoot()
  return ConfidenceInterval(
    estimate: p, low: p == 0 ? 0 : max(0, centre - reach), high: p == 1 ? 1 : min(1, centre + reach), level: level)
}

/// Bootstrap interval (percentile method, Efron 1979) for any statistic of independent values, as a median or a 90 % quantile:
/// `resamples` (at most 100,000) draws with replacement from `random`. Nil without values.
///
/// Somewhat too narrow for fewer than about 20 values. O(resamples x (n + the statistic)).
public func bootstrapInterval(
  _ values: [Double], level: Double = 0.95, resamples: Int = 2000, using random: inout RandomStream,
  statistic: ([Double]) -> Double
) -> ConfidenceInterval? {
  guard !values.isEmpty else { return nil }
  var sample = values
  var results: [Double] = []
  for _ in 0..<min(max(1, resamples), 100_000) {
    for i in sample.indices { sample[i] = random.pick(values) }
    results.append(statistic(sample))
  }
  results.sort()
  guard let low = quantile(sorted: results, (1 - level) / 2), let high = quantile(sorted: results, (1 + level) / 2) else {
    return nil
  }
  return ConfidenceInterval(estimate: statistic(values), low: low, high: high, level: level)
}

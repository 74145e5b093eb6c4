/// Mean and variance of a stream of values (Welford 1962): one pass, no cancellation.
public struct Moments: Sendable, Equatable {
  public private(set) var count = 0
  public private(set) var mean = 0.0
  private var squares = 0.0

  public init() {}

  public mutating func add(_ value: Double) {
    count += 1
    let delta = value - mean
    mean += delta / Double(count)
    squares += delta * (value - mean)
  }

  /// Sample variance; 0 below two values.
  public var variance: Double { count < 2 ? 0 : squares / Double(count - 1) }
  public var standardError: Double { count < 2 ? 0 : (variance / Double(count)).squareRoot() }
}

/// Quantile `q` in 0...1 by linear interpolation (Hyndman & Fan type 7); nil for no values. O(n log n).
public func quantile(_ values: [Double], _ q: Double) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let at = Double(sorted.count - 1) * min(1, max(0, q))
  let low = Int(at.rounded(.down))
  let high = min(low + 1, sorted.count - 1)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - Double(low))
}

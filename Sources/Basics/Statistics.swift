/// A summary that another one of the same kind can be added to.
///
/// Sums of floating-point numbers depend on their order in the last bits: combine the parts of a batch with `Shards`, which
/// fixes the order.
public protocol Mergeable {
  mutating func merge(_ other: Self)
}

/// Mean and variance of a stream of values (Welford 1962): one pass, no cancellation.
public struct Moments: Sendable, Equatable, Mergeable {
  public private(set) var count = 0
  public private(set) var mean = 0.0
  private var squares = 0.0

  public init() {}

  public init(_ values: some Sequence<Double>) { for value in values { add(value) } }

  public mutating func add(_ value: Double) {
    count += 1
    let delta = value - mean
    mean += delta / Double(count)
    squares += delta * (value - mean)
  }

  /// As if the other's values had been added here (Chan, Golub & LeVeque 1979), up to rounding.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let delta = other.mean - mean
    let share = Double(other.count) / total
    squares += other.squares + delta * delta * Double(count) * share
    mean += delta * share
    count += other.count
  }

  /// Sample variance; 0 below two values.
  public var variance: Double { count < 2 ? 0 : squares / Double(count - 1) }
  public var standardError: Double { count < 2 ? 0 : (variance / Double(count)).squareRoot() }
}

/// Quantile `q` in 0...1 by linear interpolation (Hyndman & Fan type 7); nil for no values. O(n log n).
public func quantile(_ values: [Double], _ q: Double) -> Double? { quantile(sorted: values.sorted(), q) }

/// The same for values in ascending order. O(1).
public func quantile(sorted: [Double], _ q: Double) -> Double? {
  guard !sorted.isEmpty else { return nil }
  let at = Double(sorted.count - 1) * min(1, max(0, q))
  let low = Int(at.rounded(.down))
  let high = min(low + 1, sorted.count - 1)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - Double(low))
}

/// The parts of a batch, each with its number: combined in the order of their numbers, so that the result has the same bits
/// whatever the order in which the parts came and whatever the number of threads.
public struct Shards<Summary: Mergeable & Sendable>: Sendable {
  private var parts: [(number: Int, summary: Summary)] = []

  public init() {}

  public var numbers: [Int] { parts.map(\.number) }

  /// False, and nothing is added, if a part of that number is there already. O(log n) to find, O(n) to insert.
  @discardableResult
  public mutating func add(_ summary: Summary, number: Int) -> Bool {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].number < number { low = middle + 1 } else { high = middle }
    }
    if low < parts.count, parts[low].number == number { return false }
    parts.insert((number, summary), at: low)
    return true
  }

  /// All parts in one; nil if there is none.
  public var combined: Summary? {
    guard var all = parts.first?.summary else { return nil }
    for part in parts.dropFirst() { all.merge(part.summary) }
    return all
  }
}

/// Quantiles of very many values in little memory: exact for the first 1,024, then with a relative error of at most 1/256 (0.4 %).
///
/// What is kept depends on the values only, not on their order nor on how they were split over shards: two sketches of the same
/// values are equal to the last bit, however they were merged. Beyond 1,024 values each falls into the bucket of its sign,
/// exponent and first 7 binary digits (as HdrHistogram does), so that no logarithm is needed.
public struct QuantileSketch: Sendable, Equatable, Mergeable {
  /// Up to so many values are kept as they are.
  public static let exactCount = 1024
  /// The largest relative error of a quantile beyond that.
  public static let relativeError = 1.0 / 256

  public private(set) var count = 0
  public private(set) var minimum = Double.infinity
  public private(set) var maximum = -Double.infinity
  /// Values that are no finite numbers: not counted elsewhere.
  public private(set) var ignored = 0
  /// Ascending, until there are too many.
  private var exact: [Double] = []
  /// Ascending by key.
  private var buckets: [Bucket] = []

  private struct Bucket: Sendable, Equatable {
    var key: Int32
    var count: Int
  }

  public init() {}

  public init(_ values: some Sequence<Double>) { for value in values { add(value) } }

  /// O(log n) and a move of at most 8 KB.
  public mutating func add(_ value: Double) {
    guard value.isFinite else {
      ignored += 1
      return
    }
    let value = value == 0 ? 0 : value  // no -0, which has other bits
    count += 1
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    if count <= Self.exactCount {
      exact.insert(value, at: exact.partition { $0 < value })
    } else {
      spill()
      fill(Self.key(value), 1)
    }
  }

  public mutating func merge(_ other: QuantileSketch) {
    ignored += other.ignored
    guard other.count > 0 else { return }
    if other.buckets.isEmpty, count + other.count <= Self.exactCount {
      for value in other.exact { add(value) }
      return
    }
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    spill()
    for value in other.exact { fill(Self.key(value), 1) }
    for bucket in other.buckets { fill(bucket.key, bucket.count) }
  }

  /// Quantile `q` in 0...1: interpolated (type 7) while exact, then the middle of the bucket of the nearest rank. Nil without values.
  public func quantile(_ q: Double) -> Double? {
    guard count > 0 else { return nil }
    if buckets.isEmpty { return Basics.quantile(sorted: exact, q) }
    let rank = Int((Double(count - 1) * min(1, max(0, q))).rounded())
    var before = 0
    for bucket in buckets {
      before += bucket.count
      if before > rank { return min(max(Self.middle(bucket.key), minimum), maximum) }
    }
    return maximum
  }

  private mutating func spill() {
    for value in exact { fill(Self.key(value), 1) }
    exact = []
  }

  private mutating func fill(_ key: Int32, _ more: Int) {
    let at = buckets.partition { $0.key < key }
    if at < buckets.count, buckets[at].key == key {
      buckets[at].count += more
    } else {
      buckets.insert(Bucket(key: key, count: more), at: at)
    }
  }

  private static let shift: UInt64 = 52 - 7

  /// Ascending with the value; negative values have negative keys.
  private static func key(_ value: Double) -> Int32 {
    let key = Int32(truncatingIfNeeded: value.magnitude.bitPattern >> shift)
    return value < 0 ? -key - 1 : key
  }

  private static func middle(_ key: Int32) -> Double {
    let size = UInt64(key < 0 ? -key - 1 : key)
    let low = Double(bitPattern: size << shift)
    let high = Double(bitPattern: ((size + 1) << shift) - 1)
    let middle = size == 0 ? 0 : low + (high - low) / 2
    return key < 0 ? -middle : middle
  }
}

extension Array {
  /// The first index of a sorted array whose element is not `before`. O(log n).
  fileprivate func partition(where before: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if before(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A named, counter-based stream of random numbers: value *n* of a stream depends on the seed, the name and *n* only.
///
/// One stream per entity and purpose, so that a new draw in one place shifts no other place (common random numbers).
/// Mixing: SplitMix64's finaliser (Steele, Lea & Flood 2014) over a Weyl sequence; the name is hashed by FNV-1a 64.
/// Not for secrets.
public struct RandomStream: RandomNumberGenerator, Sendable {
  @usableFromInline let key: UInt64
  @usableFromInline var drawn: UInt64 = 0

  /// How many numbers were drawn.
  public var counter: UInt64 { drawn }

  public init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    key = Self.mix(Self.mix(seed &+ 0x9e37_79b9_7f4a_7c15) ^ hash)
  }

  @inlinable
  public mutating func next() -> UInt64 {
    drawn &+= 1
    return Self.mix(key &+ drawn &* 0x9e37_79b9_7f4a_7c15)
  }

  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Uniform in `range`, without bias (Lemire 2019).
  public mutating func int(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
    if width == 0 { return Int(bitPattern: UInt(next())) }
    var product = next().multipliedFullWidth(by: width)
    if product.low < width {
      let threshold = (0 &- width) % width
      while product.low < threshold { product = next().multipliedFullWidth(by: width) }
    }
    return range.lowerBound &+ Int(product.high)
  }

  /// Uniform in 0..<1, with 53 bits.
  @inlinable
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// Standard normal by the polar method of Marsaglia, with `ExactMath.log`: the same bits on each machine.
  public mutating func normal() -> Double {
    while true {
      let u = 2 * unit() - 1
      let v = 2 * unit() - 1
      let s = u * u + v * v
      if s > 0, s < 1 { return u * (-2 * ExactMath.log(s) / s).squareRoot() }
    }
  }

  public mutating func pick<T>(_ items: [T]) -> T { items[int(in: 0...(items.count - 1))] }

  /// An index with probability proportional to its weight (>= 0, the sum > 0). O(n).
  public mutating func index(weights: [Double]) -> Int {
    var left = unit() * weights.reduce(0, +)
    for (i, weight) in weights.enumerated() {
      left -= weight
      if left < 0, weight > 0 { return i }
    }
    return weights.lastIndex { $0 > 0 } ?? weights.count - 1
  }

  /// Fisher-Yates.
  public mutating func shuffle<T>(_ items: inout [T]) {
    guard items.count > 1 else { return }
    for i in stride(from: items.count - 1, through: 1, by: -1) { items.swapAt(i, int(in: 0...i)) }
  }

  /// `count` distinct indices of `0..<total`, in ascending order (selection sampling). O(total).
  public mutating func sample(_ count: Int, of total: Int) -> [Int] {
    var chosen: [Int] = []
    var wanted = min(count, total)
    for i in 0..<max(0, total) where wanted > 0 && int(in: 0...(total - i - 1)) < wanted {
      chosen.append(i)
      wanted -= 1
    }
    return chosen
  }
}

/// A set of positions, read in ascending order while it grows.
struct PositionSet: Sendable {
  private var words: [UInt64]

  init(_ members: [Int32], count: Int) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for p in members { insert(p) }
  }

  mutating func insert(_ p: Int32) { words[Int(p) >> 6] |= 1 << UInt64(p & 63) }

  func contains(_ p: Int32) -> Bool { words[Int(p) >> 6] >> UInt64(p & 63) & 1 == 1 }

  /// The lowest member that is no lower than `start`.
  func first(from start: Int) -> Int? {
    var word = start >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (~0 << UInt64(start & 63))
    while bits == 0 {
      word += 1
      if word == words.count { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }

  /// The highest member that is no higher than `start`.
  func last(from start: Int) -> Int? {
    guard start >= 0 else { return nil }
    var word = start >> 6
    var bits = words[word] & (~0 >> UInt64(63 - start & 63))
    while bits == 0 {
      if word == 0 { return nil }
      word -= 1
      bits = words[word]
    }
    return word << 6 + 63 - bits.leadingZeroBitCount
  }

  var members: [Int32] {
    var all: [Int32] = []
    var from = 0
    while let p = first(from: from) {
      all.append(Int32(p))
      from = p + 1
    }
    return all
  }
}

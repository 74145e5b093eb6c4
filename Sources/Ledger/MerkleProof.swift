/// Proofs over the log's tree, RFC 9162 sections 2.1.3 and 2.1.4: made from all leaf hashes, checked with a root alone.
public enum MerkleProof {
  /// The root of the tree over these leaf hashes. Complexity: O(*n*).
  public static func root(of leaves: ArraySlice<LogHash>) -> LogHash {
    MerkleTree(leaves: leaves).root
  }

  /// The path that proves that leaf `index` stands in the tree over `leaves`; nil when there is no such leaf.
  ///
  /// At most ⌈log2 *n*⌉ hashes, from the leaf's sibling up. Complexity: O(*n*).
  public static func inclusion(of index: Int, in leaves: [LogHash]) -> [LogHash]? {
    guard leaves.indices.contains(index) else { return nil }
    return path(to: index, in: leaves[...])
  }

  private static func path(to index: Int, in leaves: ArraySlice<LogHash>) -> [LogHash] {
    guard leaves.count > 1 else { return [] }
    let middle = leaves.startIndex + split(leaves.count)
    if index < middle { return path(to: index, in: leaves[..<middle]) + [root(of: leaves[middle...])] }
    return path(to: index, in: leaves[middle...]) + [root(of: leaves[..<middle])]
  }

  /// The path that proves that the tree over the first `earlier` leaves is a beginning of the tree over all of them.
  ///
  /// Nil unless 0 < `earlier` <= the number of leaves. At most ⌈log2 *n*⌉ + 1 hashes. Complexity: O(*n*).
  public static func consistency(from earlier: Int, in leaves: [LogHash]) -> [LogHash]? {
    guard earlier > 0, earlier <= leaves.count else { return nil }
    return subproof(earlier, leaves[...], whole: true)
  }

  private static func subproof(_ earlier: Int, _ leaves: ArraySlice<LogHash>, whole: Bool) -> [LogHash] {
    if earlier == leaves.count { return whole ? [] : [root(of: leaves)] }
    let half = split(leaves.count)
    let middle = leaves.startIndex + half
    if earlier <= half { return subproof(earlier, leaves[..<middle], whole: whole) + [root(of: leaves[middle...])] }
    return subproof(earlier - half, leaves[middle...], whole: false) + [root(of: leaves[..<middle])]
  }

  /// The largest power of two below `count`, for `count` > 1.
  private static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  /// Whether `path` proves that `leaf` is number `index` of the tree of `size` leaves with this root.
  public static func verifyInclusion(
    leaf: LogHash, index: UInt64, size: UInt64, path: [LogHash], root: LogHash
  ) -> Bool {
    guard index < size else { return false }
    var first = index
    var last = size - 1
    var hash = leaf
    for sibling in path {
      guard last != 0 else { return false }
      if first & 1 == 1 || first == last {
        hash = LogHash.node(sibling, hash)
        while first & 1 == 0, first != 0 { shift(&first, &last) }
      } else {
        hash = LogHash.node(hash, sibling)
      }
      shift(&first, &last)
    }
    return last == 0 && hash == root
  }

  /// Whether `path` proves that the tree of `earlier` leaves with root `earlierRoot` is a beginning of the tree of `later` leaves
  /// with root `laterRoot`. The empty tree is a beginning of every tree.
  public static func verifyConsistency(
    earlier: UInt64, earlierRoot: LogHash, later: UInt64, laterRoot: LogHash, path: [LogHash]
  ) -> Bool {
    if earlier == later { return path.isEmpty && earlierRoot == laterRoot }
    if earlier == 0 { return path.isEmpty && earlierRoot == LogHash.empty }
    guard earlier < later, !path.isEmpty else { return false }
    let isPowerOfTwo = earlier & (earlier - 1) == 0
    let steps = isPowerOfTwo ? [earlierRoot] + path : path
    var first = earlier - 1
    var last = later - 1
    while first & 1 == 1 { shift(&first, &last) }
    var hashes = (earlier: steps[0], later: steps[0])
    for step in steps.dropFirst() {
      guard last != 0 else { return false }
      if first & 1 == 1 || first == last {
        hashes = (LogHash.node(step, hashes.earlier), LogHash.node(step, hashes.later))
        while first & 1 == 0, first != 0 { shift(&first, &last) }
      } else {
        hashes.later = LogHash.node(hashes.later, step)
      }
      shift(&first, &last)
    }
    return hashes.earlier == earlierRoot && hashes.later == laterRoot && last == 0
  }

  private static func shift(_ first: inout UInt64, _ last: inout UInt64) {
    first >>= 1
    last >>= 1
  }
}

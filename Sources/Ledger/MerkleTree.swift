/// The tree over the log's leaves, RFC 6962 section 2.1 with SHA-256, as far as appending needs it.
///
/// It keeps one hash for each complete subtree, that is one per one bit of ``size``, so a log of a million entries needs at
/// most twenty. Proofs need the leaves again: see ``MerkleProof``.
public struct MerkleTree: Sendable, Equatable {
  /// The number of leaves.
  public private(set) var size: UInt64 = 0
  /// The roots of the complete subtrees, the largest first.
  private var stack: [LogHash] = []

  public init() {}

  /// The tree over these leaf hashes. Complexity: O(*n*).
  public init(leaves: some Sequence<LogHash>) {
    for leaf in leaves { append(leaf) }
  }

  /// Adds a leaf's hash at the end. Complexity: O(1) amortised, O(log *n*) at worst.
  public mutating func append(_ leaf: LogHash) {
    var top = leaf
    var index = size
    while index & 1 == 1 {
      top = LogHash.node(stack.removeLast(), top)
      index >>= 1
    }
    stack.append(top)
    size += 1
  }

  /// The hash of the whole tree. Complexity: O(log *n*).
  public var root: LogHash {
    guard var hash = stack.last else { return LogHash.empty }
    for left in stack.dropLast().reversed() { hash = LogHash.node(left, hash) }
    return hash
  }
}

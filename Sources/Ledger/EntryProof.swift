import Basics

/// Proof that one entry stands in the log of a signed checkpoint, in the form of C2SP tlog-proof (`.tlog-proof`).
///
/// With the entry's line from an export and the log's public key, anyone can check it without the log.
public struct EntryProof: Sendable, Hashable {
  static let header = "c2sp.org/tlog-proof@v1"

  public let index: UInt64
  /// The hashes from the leaf's sibling up.
  public let path: [LogHash]
  public let checkpoint: SignedCheckpoint
  /// Opaque to the proof; not signed.
  public let extra: [UInt8]?

  public init(index: UInt64, path: [LogHash], checkpoint: SignedCheckpoint, extra: [UInt8]? = nil) {
    self.index = index
    self.path = path
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// The file's text.
  public var encoded: String {
    var lines = [EntryProof.header]
    if let extra { lines.append("extra \(Base64.encode(extra))") }
    lines.append("index \(index)")
    lines += path.map(\.base64)
    return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.encoded
  }

  /// Reads a file's text; nothing is verified yet.
  public init(_ text: String) throws(Problem) {
    guard text.utf8.count <= LedgerLimits.noteBytes else {
      throw EntryProof.malformed("more than \(LedgerLimits.noteBytes) bytes")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == EntryProof.header[...], let gap = lines.firstIndex(of: "") else {
      throw EntryProof.malformed("the first line is not \(EntryProof.header), or no empty line follows")
    }
    var head = lines[1..<gap]
    if let line = head.first, line.hasPrefix("extra ") {
      guard let bytes = Base64.decode(line.dropFirst(6)) else { throw EntryProof.malformed("\"extra\" is not base64") }
      extra = bytes
      head = head.dropFirst()
    } else {
      extra = nil
    }
    guard let line = head.first, line.hasPrefix("index "), let index = UInt64(line.dropFirst(6)), line == "index \(index)" else {
      throw EntryProof.malformed("no line \"index N\"")
    }
    var path: [LogHash] = []
    for line in head.dropFirst() {
      guard let hash = LogHash(base64: line) else { throw EntryProof.malformed("\(EntryRules.shown(String(line))) is no hash") }
      path.append(hash)
    }
    self.index = index
    self.path = path
    checkpoint = try SignedCheckpoint(lines[(gap + 1)...].joined(separator: "\n"))
  }

  /// Checks signature and path for the bytes of an entry.
  ///
  /// - Throws: a `Problem` that says which of the two does not fit.
  public func verify(entry bytes: [UInt8], identity: LogIdentity) throws(Problem) {
    try checkpoint.verify(identity)
    let isIncluded = MerkleProof.verifyInclusion(
      leaf: LogHash.leaf(bytes), index: index, size: checkpoint.head.size, path: path, root: checkpoint.head.root)
    guard isIncluded else {
      throw Problem(
        "ledger.proof.wrong", "the entry is not number \(index) of the log that was signed with \(checkpoint.head.size) entries",
        exit: .foundWanting)
    }
  }

  private static func malformed(_ message: String) -> Problem {
    Problem("ledger.proof.malformed", "not a proof of an entry: \(message)")
  }
}

extension LogReader {
  /// The proof that entry `sequence` stands under the last stored checkpoint.
  ///
  /// - Throws: a `Problem` if no checkpoint covers it yet.
  public func proof(of sequence: UInt64) throws(Problem) -> EntryProof {
    guard let checkpoint = try checkpoints().last, sequence < checkpoint.head.size else {
      let size = try head().size
      if sequence >= size { throw StoreProblem.beyondEnd(sequence + 1, of: size) }
      throw Problem(
        "ledger.proof.uncovered", "no checkpoint covers entry \(sequence) yet", advice: "run `siaga log checkpoint` first",
        exit: .usage)
    }
    let leaves = try leaves(upTo: checkpoint.head.size)
    guard let path = MerkleProof.inclusion(of: Int(sequence), in: leaves),
      MerkleTree(leaves: leaves).root == checkpoint.head.root
    else {
      throw Problem(
        "ledger.checkpoint.mismatch", "the log no longer has the root of its checkpoint of size \(checkpoint.head.size)",
        advice: "run `siaga log verify`", exit: .foundWanting)
    }
    return EntryProof(index: sequence, path: path, checkpoint: checkpoint)
  }

  /// The path that proves to the holder of a checkpoint of size `earlier` that the log of size `later` only grew.
  public func consistency(from earlier: UInt64, to later: UInt64) throws(Problem) -> [LogHash] {
    let leaves = try leaves(upTo: later)
    guard let path = MerkleProof.consistency(from: Int(min(earlier, UInt64(Int.max))), in: leaves) else {
      throw StoreProblem.beyondEnd(earlier, of: later)
    }
    return path
  }
}

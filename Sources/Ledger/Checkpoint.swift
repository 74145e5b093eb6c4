import Basics

/// A log's head under its name, in the form of C2SP tlog-checkpoint.
public struct Checkpoint: Sendable, Hashable {
  public var origin: String
  public var head: LogHead
  /// Further lines, each not empty. Siaga writes none.
  public var extensions: [String]

  public init(origin: String, head: LogHead, extensions: [String] = []) {
    self.origin = origin
    self.head = head
    self.extensions = extensions
  }

  /// The lines that are signed.
  public var text: String {
    ([origin, "\(head.size)", head.root.base64] + extensions).map { $0 + "\n" }.joined()
  }

  public init(_ text: String) throws(Problem) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 4, lines.last == "", !lines.dropLast().contains("") else {
      throw Problem("ledger.checkpoint.malformed", "not a checkpoint; expected origin, size and root on a line each")
    }
    guard let size = UInt64(lines[1]), "\(size)" == lines[1], let root = LogHash(base64: lines[2]) else {
      throw Problem(
        "ledger.checkpoint.malformed",
        "not a checkpoint: size \(EntryRules.shown(lines[1])), root \(EntryRules.shown(lines[2]))")
    }
    self.init(origin: lines[0], head: LogHead(size: size, root: root), extensions: Array(lines[3...].dropLast()))
  }
}

/// A checkpoint with its signatures: proof to an outsider that the log had these entries.
public struct SignedCheckpoint: Sendable, Hashable {
  public let checkpoint: Checkpoint
  public let note: SignedNote
  public var head: LogHead { checkpoint.head }

  public init(_ checkpoint: Checkpoint, signedBy key: SigningKey) throws(Problem) {
    self.checkpoint = checkpoint
    note = try SignedNote(text: checkpoint.text, signedBy: [key])
  }

  /// Reads a signed checkpoint; no signature is verified yet.
  public init(_ note: SignedNote) throws(Problem) {
    checkpoint = try Checkpoint(note.text)
    self.note = note
  }

  public init(_ text: String) throws(Problem) {
    try self.init(SignedNote(text))
  }

  public var encoded: String { note.encoded }

  /// - Throws: a `Problem` unless it is this log's and signed by this log's key.
  public func verify(_ identity: LogIdentity) throws(Problem) {
    guard checkpoint.origin == identity.origin else {
      throw Problem(
        "ledger.checkpoint.otherLog",
        "a checkpoint of \(EntryRules.shown(checkpoint.origin)); this log is \(identity.origin)", exit: .foundWanting)
    }
    try note.verify([identity.key])
  }
}

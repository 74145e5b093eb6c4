import Basics

/// The size of a log and the root over it: what a checkpoint signs and an outsider keeps.
public struct LogHead: Sendable, Hashable {
  public var size: UInt64
  public var root: LogHash

  public init(size: UInt64, root: LogHash) {
    self.size = size
    self.root = root
  }

  public static let empty = LogHead(size: 0, root: LogHash.empty)
}

/// What is fixed when a log is created: its mode, its name and the key that signs its checkpoints.
public struct LogIdentity: Sendable, Hashable {
  public var mode: Mode
  /// The public key; its name is the log's origin (C2SP tlog-checkpoint), as `dumaikota.go.id/siaga/log`.
  public var key: VerifierKey
  public var origin: String { key.name }

  public init(mode: Mode, key: VerifierKey) {
    self.mode = mode
    self.key = key
  }
}

/// A row beside the log, opaque to the ledger: people, sessions, the outbox. It is not hashed, and it can be erased.
public struct SideRow: Sendable, Hashable {
  public struct Key: Sendable, Hashable {
    public var table: String
    public var id: String

    public init(table: String, id: String) {
      self.table = table
      self.id = id
    }
  }

  public var key: Key
  public var bytes: [UInt8]
  public var table: String { key.table }
  public var id: String { key.id }

  public init(table: String, id: String, bytes: [UInt8]) {
    key = Key(table: table, id: id)
    self.bytes = bytes
  }
}

/// What became of a client's command: stored with its entries in one transaction, so that the same command sent again gets
/// the same answer and happens once.
public struct CommandOutcome: Sendable, Hashable {
  /// The id that the client made before it sent the command the first time.
  public var id: String
  /// SHA-256 of the command as it was sent, so that an id used for another command is noticed.
  public var request: LogHash
  /// The answer, byte for byte.
  public var answer: [UInt8]

  public init(id: String, request: LogHash, answer: [UInt8]) {
    self.id = id
    self.request = request
    self.answer = answer
  }
}

/// What one command appends: all of it becomes durable together, or nothing.
public struct AppendBatch: Sendable {
  public var entries: [NewEntry]
  /// Side rows to put in place, each replacing one of the same table and id.
  public var sideRows: [SideRow]
  /// Side rows to erase; rows that are not there are no error. Erased before `sideRows` are put.
  public var erasing: [SideRow.Key]
  /// For streams that the decision relied on: the version that each had (0: no entry yet).
  public var expecting: [String: UInt64]
  public var command: CommandOutcome?

  public init(
    _ entries: [NewEntry], alongside sideRows: [SideRow] = [], erasing: [SideRow.Key] = [], expecting: [String: UInt64] = [:],
    command: CommandOutcome? = nil
  ) {
    self.entries = entries
    self.sideRows = sideRows
    self.erasing = erasing
    self.expecting = expecting
    self.command = command
  }
}

/// Whether a store takes entries.
public enum StoreHealth: Sendable, Hashable {
  case writable
  /// A write failed or the log did not fit its checkpoint: reading goes on, writing does not until the store is opened anew.
  case readOnly(Problem)
}

/// Reading a log. All calls are synchronous, may be made from any thread, and see whole transactions only.
///
/// Every method throws a `Problem` with a code that begins with `ledger.`.
public protocol LogReader: Sendable {
  var identity: LogIdentity { get }
  /// Size and root as of now.
  func head() throws(Problem) -> LogHead
  /// Entries `sequence`, `sequence + 1`, …, at most `limit` and at most ``LedgerLimits/entriesPerRead`` of them; none beyond the
  /// end. Each one's bytes are checked against its leaf hash.
  func entries(from sequence: UInt64, limit: Int) throws(Problem) -> [Envelope]
  /// The entries of one stream with a version above `version`, in order, at most `limit` and ``LedgerLimits/entriesPerRead``.
  func entries(ofStream stream: String, after version: UInt64, limit: Int) throws(Problem) -> [Envelope]
  /// The version of the stream's last entry; 0 where it has none.
  func version(ofStream stream: String) throws(Problem) -> UInt64
  /// The leaf hashes of the first `size` entries, for proofs. 32 bytes each.
  func leaves(upTo size: UInt64) throws(Problem) -> [LogHash]
  func sideRow(_ table: String, _ id: String) throws(Problem) -> SideRow?
  /// All rows of a table whose id comes after `id`, in the order of the ids' bytes, at most `limit`.
  func sideRows(_ table: String, after id: String, limit: Int) throws(Problem) -> [SideRow]
  func commandOutcome(_ id: String) throws(Problem) -> CommandOutcome?
  /// The signed checkpoints, the smallest size first.
  func checkpoints() throws(Problem) -> [SignedCheckpoint]
  /// Checks every entry and every checkpoint, against what was kept outside too. Reads the whole log once.
  func verify(outside: OutsideHeads) throws(Problem) -> Verification
}

/// A log that takes entries, from one writer at a time. Free of any database's types; all stores pass one conformance suite.
public protocol LogStore: LogReader {
  var health: StoreHealth { get }

  /// Appends several commands' batches in one transaction (group commit) and returns when all of them are durable.
  ///
  /// A batch that is refused by itself (an entry that does not fit, a stream of another version than expected, a command id
  /// that is taken) has its `Problem` in its place, leaves no trace and does not hold up the others.
  ///
  /// - Throws: a `Problem` if the write itself failed: then nothing is acknowledged and the store is read-only. When it is opened
  ///   again, the batches are there as a whole or not at all (a disk may fail after it has written): who sends a command again
  ///   with its id learns which.
  func append(_ batches: [AppendBatch]) throws(Problem) -> [Result<[Envelope], Problem>]

  /// Signs the head as it is now and keeps the checkpoint; asked twice at one size, returns the first.
  ///
  /// - Throws: a `Problem` if the key is not the log's, or the log no longer contains its last checkpoint.
  func checkpoint(signedBy key: SigningKey) throws(Problem) -> SignedCheckpoint

  /// Keeps a checkpoint of this log with more signatures, as those of witnesses.
  func keep(_ checkpoint: SignedCheckpoint) throws(Problem)

  /// Releases the files. Later calls throw. Also happens when the last reference goes.
  func close() throws(Problem)
}

extension LogStore {
  /// Appends one command's entries and side rows and returns the entries when they are durable.
  public func append(
    _ entries: [NewEntry], alongside sideRows: [SideRow] = [], erasing: [SideRow.Key] = [], expecting: [String: UInt64] = [:],
    command: CommandOutcome? = nil
  ) throws(Problem) -> [Envelope] {
    let batch = AppendBatch(entries, alongside: sideRows, erasing: erasing, expecting: expecting, command: command)
    let results = try append([batch])
    guard let result = results.first else { return [] }
    return try result.get()
  }
}

extension LogReader {
  /// Calls `body` with every entry from `sequence` on, in order; for rebuilding a state or a projection from the log.
  public func replay(from sequence: UInt64 = 0, _ body: (Envelope) throws -> Void) throws {
    var next = sequence
    while true {
      let entries = try entries(from: next, limit: 2000)
      if entries.isEmpty { return }
      for entry in entries { try body(entry) }
      next += UInt64(entries.count)
    }
  }

  /// Checks every entry and every checkpoint. Reads the whole log once.
  public func verify() throws(Problem) -> Verification { try verify(outside: OutsideHeads()) }

  /// All rows of a table, in the order of the ids' bytes.
  public func sideRows(_ table: String) throws(Problem) -> [SideRow] {
    var rows: [SideRow] = []
    while true {
      let page = try sideRows(table, after: rows.last?.id ?? "", limit: 1000)
      if page.isEmpty { return rows }
      rows += page
    }
  }

  /// The answer that this command already got; nil if it is new.
  ///
  /// - Throws: a `Problem` if the id was used for another command.
  public func answer(toCommand id: String, request: LogHash) throws(Problem) -> [UInt8]? {
    guard let outcome = try commandOutcome(id) else { return nil }
    guard outcome.request == request else {
      throw Problem(
        "ledger.command.reused", "command id \(EntryRules.shown(id)) was already used for another command",
        advice: "the client made no new id for its new command")
    }
    return outcome.answer
  }
}

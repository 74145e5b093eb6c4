import Basics

/// The end of a log in memory: what a store must know to give the next entries their places. The same for all stores.
struct LogTip {
  /// A batch with its places, ready to be written.
  struct Planned {
    var rows: [EntryRow] = []
    var batch: AppendBatch
  }

  let mode: Mode
  private(set) var tree = MerkleTree()
  /// The version of each stream's last entry.
  private(set) var versions: [String: UInt64] = [:]
  /// What to put back if the write fails.
  private var before: (tree: MerkleTree, versions: [String: UInt64]) = (MerkleTree(), [:])
  private var entriesInTransaction = 0

  init(mode: Mode, tree: MerkleTree = MerkleTree(), versions: [String: UInt64] = [:]) {
    self.mode = mode
    self.tree = tree
    self.versions = versions
  }

  var head: LogHead { LogHead(size: tree.size, root: tree.root) }

  /// Begins a transaction: after it, `rollBack` returns here.
  mutating func begin() {
    before = (tree, [:])
    entriesInTransaction = 0
  }

  /// Takes the places of all planned entries back.
  mutating func rollBack() {
    tree = before.tree
    for (stream, version) in before.versions { versions[stream] = version == 0 ? nil : version }
    before.versions = [:]
  }

  /// Checks a batch and gives its entries their places, or refuses it and leaves no trace.
  mutating func plan(_ batch: AppendBatch) throws(Problem) -> Planned {
    try BatchRules.check(batch, mode: mode)
    guard entriesInTransaction + batch.entries.count <= LedgerLimits.entriesPerAppend else {
      throw Problem(
        "ledger.append.tooMany", "more than \(LedgerLimits.entriesPerAppend) entries in one transaction", exit: .tryAgain)
    }
    for stream in batch.expecting.keys.sorted() {
      let expected = batch.expecting[stream] ?? 0
      let version = versions[stream] ?? 0
      guard version == expected else {
        throw Problem(
          "ledger.append.conflict",
          "stream \(EntryRules.shown(stream)) is at version \(version); the decision was made at version \(expected)",
          advice: "something else happened in between: decide again on the present state", exit: .tryAgain)
      }
    }
    guard tree.size + UInt64(batch.entries.count) <= LedgerLimits.largestInteger else {
      throw Problem("ledger.append.full", "the log has reached its largest sequence")
    }
    var planned = Planned(batch: batch)
    planned.rows.reserveCapacity(batch.entries.count)
    for entry in batch.entries { planned.rows.append(place(entry)) }
    entriesInTransaction += batch.entries.count
    return planned
  }

  private mutating func place(_ entry: NewEntry) -> EntryRow {
    let last = versions[entry.stream] ?? 0
    if before.versions[entry.stream] == nil { before.versions[entry.stream] = last }
    let row = EntryRow(Envelope(unchecked: entry, sequence: tree.size, version: last + 1))
    versions[entry.stream] = last + 1
    tree.append(row.leaf)
    return row
  }
}

/// An entry with its bytes and its leaf hash.
struct EntryRow: Sendable {
  let envelope: Envelope
  let bytes: [UInt8]
  let leaf: LogHash

  init(_ envelope: Envelope) {
    self.envelope = envelope
    bytes = envelope.encoded()
    leaf = LogHash.leaf(bytes)
  }
}

/// What a batch must keep to.
enum BatchRules {
  static func check(_ batch: AppendBatch, mode: Mode) throws(Problem) {
    for entry in batch.entries {
      try EntryRules.check(entry)
      guard entry.mode == mode else {
        throw Problem(
          "ledger.append.mode", "an entry of mode \(entry.mode.rawValue) for a log of mode \(mode.rawValue)",
          advice: "a drill and the real thing each have a database of their own", exit: .notPermitted)
      }
    }
    for key in batch.erasing { try check(key) }
    for row in batch.sideRows {
      try check(row.key)
      guard row.bytes.count <= LedgerLimits.sideRowBytes else {
        throw Problem(
          "ledger.sideRow.tooLarge",
          "side row \(row.table)/\(row.id) has \(row.bytes.count) bytes; the limit is \(LedgerLimits.sideRowBytes)")
      }
    }
    guard let command = batch.command else { return }
    try EntryRules.identifier(command.id, "command id")
    guard command.answer.count <= LedgerLimits.answerBytes else {
      throw Problem(
        "ledger.command.answerTooLarge",
        "the answer of command \(command.id) has \(command.answer.count) bytes; the limit is \(LedgerLimits.answerBytes)")
    }
  }

  private static func check(_ key: SideRow.Key) throws(Problem) {
    try EntryRules.identifier(key.table, "side row's table")
    try EntryRules.identifier(key.id, "side row's id")
  }

  static func taken(_ id: String) -> Problem {
    Problem(
      "ledger.command.taken", "command \(EntryRules.shown(id)) was already carried out",
      advice: "ask for its outcome before deciding a command")
  }

  /// What is wrong with a checkpoint that is to be kept beside one of the same size.
  static func check(_ checkpoint: SignedCheckpoint, identity: LogIdentity, size: UInt64, root: LogHash?) throws(Problem) {
    try checkpoint.verify(identity)
    guard let root, checkpoint.head.root == root else {
      throw Problem(
        "ledger.checkpoint.mismatch",
        "the checkpoint of size \(checkpoint.head.size) is not of this log, which has \(size) entries", exit: .foundWanting)
    }
  }

  static func check(_ key: SigningKey, signs identity: LogIdentity) throws(Problem) {
    guard key.verifier == identity.key else {
      throw Problem(
        "ledger.key.other", "key \(key.verifier.text) is not the log's (\(identity.key.text))",
        advice: "the key file belongs to another database", exit: .notPermitted)
    }
  }
}

/// The limits of the ledger, all in one place. What lies beyond is refused with a `Problem`, never cut and never dropped.
public enum LedgerLimits {
  /// Bytes of an entry's payload.
  public static let payloadBytes = 64 << 10
  /// Bytes of a stream's name, a type, an actor, a command's id, a side row's table or id.
  public static let identifierBytes = 128
  /// Bytes of one side row.
  public static let sideRowBytes = 4 << 20
  /// Bytes of the answer kept for a command.
  public static let answerBytes = 64 << 10
  /// Entries of one batch, and of one transaction.
  public static let entriesPerAppend = 10_000
  /// Entries that one call of `entries(from:limit:)` returns at most.
  public static let entriesPerRead = 10_000
  /// The largest sequence, version and instant: whole numbers of RFC 8785.
  public static let largestInteger: UInt64 = 9_007_199_254_740_991
  /// How deep arrays and objects of a payload may be nested.
  public static let payloadDepth = 32
  /// Bytes of a signed note and its signatures.
  public static let noteBytes = 64 << 10
  public static let noteSignatures = 64
  /// Bytes of one line of an exported log: a full payload and the envelope around it.
  public static let exportLineBytes = payloadBytes + 4096
  /// Bytes that SQLite's write-ahead log keeps on disk after a checkpoint.
  public static let walBytes = 64 << 20
}

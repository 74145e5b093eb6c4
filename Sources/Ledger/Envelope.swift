import Basics

/// What led to an entry: the command that was handled, or an earlier entry, or both, or nothing known.
public struct Cause: Sendable, Hashable {
  /// The id that the client gave its command.
  public var command: String?
  /// The sequence of an earlier entry.
  public var sequence: UInt64?

  public init(command: String? = nil, sequence: UInt64? = nil) {
    self.command = command
    self.sequence = sequence
  }

  public static let none = Cause()
  var isNone: Bool { command == nil && sequence == nil }
}

/// An entry as the caller of `append` gives it; the ledger adds the sequence and the version in the stream.
public struct NewEntry: Sendable, Hashable {
  /// The stream, as `plan/4f2a`.
  public var stream: String
  /// The event's type, as `PlanProposed`.
  public var type: String
  /// The version of that type's payload, from 1.
  public var typeVersion: Int
  public var instant: Instant
  /// Who acted, by an id: never a person's name.
  public var actor: String
  public var mode: Mode
  public var cause: Cause
  /// Canonical JSON (RFC 8785) of integers, strings and booleans, at most ``LedgerLimits/payloadBytes``.
  public var payload: [UInt8]

  public init(
    stream: String, type: String, typeVersion: Int = 1, instant: Instant, actor: String, mode: Mode, cause: Cause = .none,
    payload: [UInt8]
  ) {
    self.stream = stream
    self.type = type
    self.typeVersion = typeVersion
    self.instant = instant
    self.actor = actor
    self.mode = mode
    self.cause = cause
    self.payload = payload
  }
}

/// One entry of the log: what is hashed, stored and proven.
///
/// A value of this type always has one and only one spelling in bytes: ``encoded()``, read back by ``init(decoding:)``.
public struct Envelope: Sendable, Hashable {
  /// The place in the log, from 0 without a gap.
  public let sequence: UInt64
  public let stream: String
  /// The place in the stream, from 1 without a gap.
  public let version: UInt64
  public let type: String
  public let typeVersion: Int
  public let instant: Instant
  public let actor: String
  public let mode: Mode
  public let cause: Cause
  /// Canonical JSON.
  public let payload: [UInt8]

  /// - Throws: a `Problem` that names the first field that does not fit and its limit.
  public init(sequence: UInt64, version: UInt64, entry: NewEntry) throws(Problem) {
    try EntryRules.check(entry)
    try EntryRules.check(sequence: sequence, version: version)
    self.init(unchecked: entry, sequence: sequence, version: version)
  }

  /// For the decoder and for entries that have been checked.
  init(unchecked entry: NewEntry, sequence: UInt64, version: UInt64) {
    self.sequence = sequence
    self.version = version
    stream = entry.stream
    type = entry.type
    typeVersion = entry.typeVersion
    instant = entry.instant
    actor = entry.actor
    mode = entry.mode
    cause = entry.cause
    payload = entry.payload
  }

  /// The payload as a value. Complexity: O(bytes).
  public var payloadValue: JSONValue {
    get throws { try JSONReader.read(payload, limit: LedgerLimits.payloadBytes) }
  }
}

/// What an entry must keep to before it gets a place in the log.
enum EntryRules {
  /// Letters, digits and marks of ASCII but `"` and `\`: identifiers have one spelling and need no escapes.
  static func isIdentifier(_ text: String) -> Bool {
    let utf8 = text.utf8
    return !utf8.isEmpty && utf8.count <= LedgerLimits.identifierBytes
      && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }

  static func check(_ entry: NewEntry) throws(Problem) {
    try identifier(entry.stream, "stream")
    try identifier(entry.type, "type")
    try identifier(entry.actor, "actor")
    if let command = entry.cause.command { try identifier(command, "cause.command") }
    if let sequence = entry.cause.sequence { try integer(sequence, "cause.sequence") }
    guard entry.typeVersion >= 1, entry.typeVersion <= 1_000_000 else {
      throw problem("typeVersion", "is \(entry.typeVersion); expected 1...1000000")
    }
    try integer(entry.instant.milliseconds.magnitude, "instant")
    try check(payload: entry.payload)
  }

  static func check(sequence: UInt64, version: UInt64) throws(Problem) {
    try integer(sequence, "sequence")
    try integer(version, "version")
    guard version >= 1 else { throw problem("version", "is 0; expected 1 for the first entry of a stream") }
  }

  static func check(payload: [UInt8]) throws(Problem) {
    guard payload.count <= LedgerLimits.payloadBytes else {
      throw Problem(
        "ledger.entry.tooLarge", "payload has \(payload.count) bytes; the limit is \(LedgerLimits.payloadBytes)",
        advice: "split it into several entries of one append, or keep the bulk in a side row with its hash in the entry")
    }
    do throws(CanonicalScanner.Fault) {
      var scanner = CanonicalScanner(payload)
      try scanner.value()
      try scanner.end()
    } catch {
      throw problem("payload", "is not canonical JSON at byte \(error.offset); expected \(error.expected)")
    }
  }

  static func identifier(_ text: String, _ field: String) throws(Problem) {
    guard isIdentifier(text) else {
      throw problem(
        field, "is \(shown(text)); expected 1...\(LedgerLimits.identifierBytes) characters of ASCII without blanks, \" and \\")
    }
  }

  private static func integer(_ value: UInt64, _ field: String) throws(Problem) {
    guard value <= LedgerLimits.largestInteger else {
      throw problem(field, "is \(value); the limit is \(LedgerLimits.largestInteger)")
    }
  }

  static func shown(_ text: String) -> String {
    text.unicodeScalars.count > 60 ? "\(text.prefix(60).debugDescription)…" : text.debugDescription
  }

  private static func problem(_ field: String, _ message: String) -> Problem {
    Problem("ledger.entry.invalid", "\(field) \(message)")
  }
}

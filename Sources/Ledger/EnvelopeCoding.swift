import Basics

/// The bytes of an envelope, canonical JSON with its members in this order:
///
/// ```json
/// {"actor":"duty/7","at":1633650600000,"cause":{"command":"c-1","sequence":3},"mode":"exercise","payload":{…},
///  "sequence":4,"stream":"plan/1","type":"PlanProposed","typeVersion":1,"version":2}
/// ```
///
/// `cause` and its members stand only where they are known; `at` is in milliseconds since 1970, UTC.
extension Envelope {
  /// The canonical bytes. Complexity: O(bytes), below a microsecond for a usual entry.
  public func encoded() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(payload.count + 160 + stream.utf8.count + type.utf8.count + actor.utf8.count)
    out.append(contentsOf: #"{"actor":""#.utf8)
    out.append(contentsOf: actor.utf8)
    out.append(contentsOf: #"","at":"#.utf8)
    CanonicalJSON.appendInteger(instant.milliseconds, to: &out)
    appendCause(to: &out)
    out.append(contentsOf: #","mode":""#.utf8)
    out.append(contentsOf: mode.rawValue.utf8)
    out.append(contentsOf: #"","payload":"#.utf8)
    out.append(contentsOf: payload)
    out.append(contentsOf: #","sequence":"#.utf8)
    CanonicalJSON.appendInteger(Int64(sequence), to: &out)
    out.append(contentsOf: #","stream":""#.utf8)
    out.append(contentsOf: stream.utf8)
    out.append(contentsOf: #"","type":""#.utf8)
    out.append(contentsOf: type.utf8)
    out.append(contentsOf: #"","typeVersion":"#.utf8)
    CanonicalJSON.appendInteger(Int64(typeVersion), to: &out)
    out.append(contentsOf: #","version":"#.utf8)
    CanonicalJSON.appendInteger(Int64(version), to: &out)
    out.append(UInt8(ascii: "}"))
    return out
  }

  private func appendCause(to out: inout [UInt8]) {
    if cause.isNone { return }
    out.append(contentsOf: #","cause":{"#.utf8)
    if let command = cause.command {
      out.append(contentsOf: #""command":""#.utf8)
      out.append(contentsOf: command.utf8)
      out.append(UInt8(ascii: "\""))
    }
    if let sequence = cause.sequence {
      if cause.command != nil { out.append(UInt8(ascii: ",")) }
      out.append(contentsOf: #""sequence":"#.utf8)
      CanonicalJSON.appendInteger(Int64(sequence), to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Reads what ``encoded()`` writes and nothing else: other spellings, orders, members and any byte too many are refused.
  ///
  /// - Throws: a `Problem` that names the byte and what was expected there.
  public init(decoding bytes: [UInt8]) throws(Problem) {
    guard bytes.count <= LedgerLimits.exportLineBytes else {
      throw Problem("ledger.entry.tooLarge", "an entry of \(bytes.count) bytes; the limit is \(LedgerLimits.exportLineBytes)")
    }
    do throws(CanonicalScanner.Fault) {
      var scanner = CanonicalScanner(bytes)
      self = try Envelope(scanning: &scanner)
      try scanner.end()
    } catch {
      throw Problem("ledger.entry.malformed", "not a canonical envelope at byte \(error.offset): expected \(error.expected)")
    }
  }

  private init(scanning scanner: inout CanonicalScanner) throws(CanonicalScanner.Fault) {
    try scanner.expect(#"{"actor":"#)
    let actor = try scanner.identifier()
    try scanner.expect(#","at":"#)
    let instant = Instant(milliseconds: try scanner.integer())
    let cause = try scanner.cause()
    try scanner.expect(#","mode":"#)
    let mode = try scanner.mode()
    try scanner.expect(#","payload":"#)
    let payload = try scanner.payload()
    try scanner.expect(#","sequence":"#)
    let sequence = try scanner.unsigned()
    try scanner.expect(#","stream":"#)
    let stream = try scanner.identifier()
    try scanner.expect(#","type":"#)
    let type = try scanner.identifier()
    try scanner.expect(#","typeVersion":"#)
    let typeVersion = try scanner.unsigned()
    guard (1...1_000_000).contains(typeVersion) else { throw scanner.fault("a type version of 1...1000000") }
    try scanner.expect(#","version":"#)
    let version = try scanner.unsigned()
    guard version >= 1 else { throw scanner.fault("a version of at least 1") }
    try scanner.expect("}")
    let entry = NewEntry(
      stream: stream, type: type, typeVersion: Int(typeVersion), instant: instant, actor: actor, mode: mode, cause: cause,
      payload: payload)
    self.init(unchecked: entry, sequence: sequence, version: version)
  }
}

extension CanonicalScanner {
  fileprivate mutating func identifier() throws(Fault) -> String {
    let text = String(decoding: bytes[try string()], as: UTF8.self)
    guard EntryRules.isIdentifier(text) else {
      throw fault("an identifier of at most \(LedgerLimits.identifierBytes) characters before")
    }
    return text
  }

  fileprivate mutating func mode() throws(Fault) -> Mode {
    let text = String(decoding: bytes[try string()], as: UTF8.self)
    guard let mode = Mode(rawValue: text) else { throw fault("a mode before") }
    return mode
  }

  fileprivate mutating func cause() throws(Fault) -> Cause {
    guard take(#","cause":{"#) else { return .none }
    var cause = Cause.none
    if take(#""command":"#) {
      cause.command = try identifier()
      if take("}") { return cause }
      try expect(",")
    }
    try expect(#""sequence":"#)
    cause.sequence = try unsigned()
    try expect("}")
    return cause
  }

  fileprivate mutating func payload() throws(Fault) -> [UInt8] {
    let start = at
    try value()
    guard at - start <= LedgerLimits.payloadBytes else { throw fault("a payload of at most \(LedgerLimits.payloadBytes) bytes") }
    return Array(bytes[start..<at])
  }
}

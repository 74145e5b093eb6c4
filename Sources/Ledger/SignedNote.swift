import Basics

/// One signature line of a note.
public struct NoteSignature: Sendable, Hashable {
  public let name: String
  /// Four bytes; see ``VerifierKey/id``.
  public let keyID: [UInt8]
  /// The signature without the key's id.
  public let bytes: [UInt8]

  /// The line without its newline.
  public var line: String { "— \(name) \(Base64.encode(keyID + bytes))" }

  init(name: String, keyID: [UInt8], bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  init?(line: Substring) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty, !parts[1].contains("+"),
      let data = Base64.decode(parts[2]), data.count > 4
    else { return nil }
    self.init(name: String(parts[1]), keyID: Array(data.prefix(4)), bytes: Array(data.dropFirst(4)))
  }

  func isBy(_ key: VerifierKey) -> Bool { Array(name.utf8) == Array(key.name.utf8) && keyID == key.id }
}

/// A text with signatures in the form of C2SP signed-note: text, an empty line, one line a signature.
public struct SignedNote: Sendable, Hashable {
  /// What is signed; ends with a newline.
  public let text: String
  public var signatures: [NoteSignature]

  /// Signs a text that ends with a newline.
  public init(text: String, signedBy keys: [SigningKey]) throws(Problem) {
    try SignedNote.check(text)
    self.text = text
    signatures = []
    for key in keys { signatures.append(try key.sign(Array(text.utf8))) }
  }

  /// The whole note as it is stored and sent.
  public var encoded: String { text + "\n" + signatures.map { $0.line + "\n" }.joined() }

  /// Reads a note; no signature is verified yet.
  public init(_ note: String) throws(Problem) {
    guard note.utf8.count <= LedgerLimits.noteBytes else {
      throw SignedNote.malformed("it has \(note.utf8.count) bytes, more than \(LedgerLimits.noteBytes)")
    }
    let bytes = Array(note.utf8)
    guard let gap = bytes.indices.dropLast().last(where: { bytes[$0] == 10 && bytes[$0 + 1] == 10 }) else {
      throw SignedNote.malformed("no empty line stands between text and signatures")
    }
    let text = String(decoding: bytes[...gap], as: UTF8.self)
    try SignedNote.check(text)
    let rest = String(decoding: bytes[(gap + 2)...], as: UTF8.self)
    guard rest.hasSuffix("\n") else { throw SignedNote.malformed("the last signature line does not end with a newline") }
    let lines = rest.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count <= LedgerLimits.noteSignatures else {
      throw SignedNote.malformed("it has more than \(LedgerLimits.noteSignatures) signatures")
    }
    var signatures: [NoteSignature] = []
    for line in lines {
      guard let signature = NoteSignature(line: line) else {
        throw SignedNote.malformed("\(EntryRules.shown(String(line))) is not a signature line")
      }
      signatures.append(signature)
    }
    self.text = text
    self.signatures = signatures
  }

  /// The keys among `keys` that signed; unknown keys are passed over.
  ///
  /// - Throws: a `Problem` if a known key's signature is bad, or no known key signed.
  @discardableResult
  public func verify(_ keys: [VerifierKey]) throws(Problem) -> [VerifierKey] {
    let bytes = Array(text.utf8)
    var good: [VerifierKey] = []
    for signature in signatures {
      guard let key = keys.first(where: { signature.isBy($0) }) else { continue }
      guard key.accepts(signature.bytes, text: bytes) else {
        throw Problem(
          "ledger.note.badSignature", "the signature of \(key.name) does not fit the text", exit: .foundWanting)
      }
      good.append(key)
    }
    guard !good.isEmpty else {
      let names = keys.map(\.text).joined(separator: ", ")
      throw Problem("ledger.note.unsigned", "no signature of a known key (\(names))", exit: .foundWanting)
    }
    return good
  }

  /// The time, in seconds since 1970, that a witness's signature states; nil where that witness did not sign.
  public func witnessTime(of key: VerifierKey) -> UInt64? {
    guard key.kind == .cosignature else { return nil }
    return signatures.first { $0.isBy(key) && $0.bytes.count == 72 }.map { Cosignature.seconds($0.bytes) }
  }

  private static func check(_ text: String) throws(Problem) {
    guard text.utf8.last == 10, text.utf8.count <= LedgerLimits.noteBytes else {
      throw malformed("the text does not end with a newline, or is longer than \(LedgerLimits.noteBytes) bytes")
    }
    guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 10 }) else { throw malformed("the text holds a control character") }
  }

  private static func malformed(_ message: String) -> Problem {
    Problem("ledger.note.malformed", "not a signed note: \(message)")
  }
}

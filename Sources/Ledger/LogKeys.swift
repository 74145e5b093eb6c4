import Basics
import Crypto

/// What a key of a signed note signs with (C2SP signed-note): the first byte of the encoded public key.
public enum KeyKind: UInt8, Sendable {
  case ed25519 = 0x01
  /// A witness's Ed25519 key, which signs the checkpoint together with a time (C2SP tlog-cosignature).
  case cosignature = 0x04
}

/// A public key with its name, in the text form `name+hash+base64` of C2SP signed-note ("vkey").
public struct VerifierKey: Sendable, Hashable {
  public let name: String
  public let kind: KeyKind
  /// 32 bytes of Ed25519.
  public let publicKey: [UInt8]

  /// - Throws: a `Problem` if the name is empty, has a blank or a `+`, or the key has not 32 bytes.
  public init(name: String, kind: KeyKind, publicKey: [UInt8]) throws(Problem) {
    guard EntryRules.isIdentifier(name), !name.utf8.contains(UInt8(ascii: "+")) else {
      throw Problem("ledger.key.name", "key name \(EntryRules.shown(name)); expected ASCII without blanks, \" \\ and +")
    }
    guard publicKey.count == 32 else {
      throw Problem("ledger.key.length", "a public key of \(publicKey.count) bytes; expected 32")
    }
    self.name = name
    self.kind = kind
    self.publicKey = publicKey
  }

  /// The first four bytes of SHA-256(name || newline || kind || key): names the key in a signature line.
  public var id: [UInt8] {
    Array(LogHash(hashing: Array(name.utf8) + [0x0A, kind.rawValue] + publicKey).bytes.prefix(4))
  }

  /// The text form.
  public var text: String { "\(name)+\(Hex.text(id))+\(Base64.encode([kind.rawValue] + publicKey))" }

  /// Reads the text form; the hash must fit.
  public init(_ text: String) throws(Problem) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let key = Base64.decode(parts[2]), let first = key.first, let kind = KeyKind(rawValue: first) else {
      throw VerifierKey.malformed(text)
    }
    try self.init(name: parts[0], kind: kind, publicKey: Array(key.dropFirst()))
    guard parts[1] == Hex.text(id) else { throw VerifierKey.malformed(text) }
  }

  private static func malformed(_ text: String) -> Problem {
    Problem(
      "ledger.key.malformed", "\(EntryRules.shown(text)) is not a verifier key; expected name+hash+base64 of an Ed25519 key",
      advice: "a character was lost while the key was copied")
  }

  /// Whether `signature` (without the key's id) is this key's over `text`.
  func accepts(_ signature: [UInt8], text: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    switch kind {
    case .ed25519: return signature.count == 64 && key.isValidSignature(signature, for: text)
    case .cosignature:
      guard signature.count == 72 else { return false }
      let message = Cosignature.message(seconds: Cosignature.seconds(signature), text: text)
      return key.isValidSignature(signature[8...], for: message)
    }
  }
}

/// A private key of Ed25519 with its name.
///
/// swift-crypto signs on Linux by RFC 8032, so that the same key and text give the same bytes (a test holds this); other
/// platforms may randomise, hence signatures are outside of every comparison of bytes between machines.
public struct SigningKey: Sendable {
  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  public var name: String { verifier.name }

  /// The key with this secret of 32 bytes.
  public init(name: String, seed: [UInt8]) throws(Problem) {
    do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed) } catch {
      throw Problem("ledger.key.length", "a private key of \(seed.count) bytes; expected 32")
    }
    verifier = try VerifierKey(name: name, kind: .ed25519, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// The key of a drill, the same for the same seed. It is no secret: what it signs is marked as an exercise anyway.
  public init(name: String, drillSeed: UInt64) throws(Problem) {
    try self.init(name: name, seed: LogHash(hashing: Array("siaga drill key v1\n\(name)\n\(drillSeed)\n".utf8)).bytes)
  }

  /// A new key from the system's source of randomness.
  public static func generate(name: String) throws(Problem) -> SigningKey {
    try SigningKey(name: name, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
  }

  /// The secret, for the key file.
  var seed: [UInt8] { Array(key.rawRepresentation) }

  func sign(_ text: [UInt8]) throws(Problem) -> NoteSignature {
    do { return NoteSignature(name: name, keyID: verifier.id, bytes: Array(try key.signature(for: text))) } catch {
      throw Problem("ledger.key.sign", "signing failed", cause: "\(error)")
    }
  }
}

enum Hex {
  static func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// A witness's signature over a checkpoint and the time at which it was seen (C2SP tlog-cosignature, version 1).
enum Cosignature {
  static func seconds(_ signature: [UInt8]) -> UInt64 {
    signature.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func message(seconds: UInt64, text: [UInt8]) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
  }
}

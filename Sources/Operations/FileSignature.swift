import Basics
import Incident
import Ledger

/// A detached signature of a file (an alert, a page): a C2SP signed note whose text is three lines, `siaga file`, the file's name
/// without its folder, and the SHA-256 of its bytes in hexadecimal. Ed25519, by the key that signs the log's checkpoints.
public enum FileSignature {
  static func text(_ bytes: [UInt8], name: String) -> String { "siaga file\n\(name)\n\(LogHash(hashing: bytes).hex)\n" }

  /// Last part of a path.
  public static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// - Throws: a `Problem` for a name with a line break or control character.
  public static func sign(_ bytes: [UInt8], name: String, key: SigningKey) throws(Problem) -> String {
    guard !name.isEmpty, !name.utf8.contains(where: { $0 < 0x20 }) else {
      throw Problem("signature.name", "a file name with control characters cannot be signed", exit: .usage)
    }
    return try SignedNote(text: text(bytes, name: name), signedBy: [key]).encoded
  }

  /// - Throws: a `Problem` with exit code 1 if file, name or signature do not fit.
  public static func verify(_ note: String, bytes: [UInt8], name: String, key: VerifierKey) throws(Problem) {
    let signed = try SignedNote(note)
    try signed.verify([key])
    guard signed.text == text(bytes, name: name) else {
      throw Problem(
        "signature.file", "the signature is of another file or another name", at: .init(file: name),
        advice: "the file was changed or renamed after it was signed", exit: .foundWanting)
    }
  }

  /// The key of a database: in an exercise made of its seed, which is no secret.
  public static func key(ofDatabase path: String) throws(Problem) -> SigningKey { try Desk.open(path).key }
}

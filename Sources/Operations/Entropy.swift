import Basics
import Crypto
import Incident

/// Where ids and salts come from: the seed in an exercise, so that a run repeats byte for byte; the system's random source in
/// an actual operation.
public struct Entropy: Sendable {
  private let seed: UInt64?

  public static let system = Entropy(seed: nil)
  public static func seeded(_ seed: UInt64) -> Entropy { Entropy(seed: seed) }

  /// `count` bytes that belong to `name`; in an exercise the same for the same seed and name.
  public func bytes(_ count: Int, for name: String) -> [UInt8] {
    if let seed {
      var stream = RandomStream(seed: seed, name: name)
      return (0..<count).map { _ in UInt8(truncatingIfNeeded: stream.next() >> 32) }
    }
    var random = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  /// Of the jitter between tries of messages. It must differ between machines and guard nothing.
  var calloutSeed: UInt64 {
    seed ?? bytes(8, for: "callout").reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Siaga's own id of a person: 80 random bits.
  public func staffID(_ officeNumber: String) -> StaffID { StaffID("s-" + hexadecimal(bytes(10, for: "staff/\(officeNumber)"))) }
}

/// Free text beside the log: the row holds the text and its salt, the event a salted digest.
public enum NoteRow {
  public static let table = "note"
  /// Longest note, in bytes of UTF-8.
  public static let longest = 16 << 10

  /// - Parameter name: what the note belongs to and its place there, unique in the database: it gives id and salt in an exercise.
  /// - Throws: a `Problem` for a text that is empty or too long.
  public static func make(_ text: String, name: String, entropy: Entropy, longest: Int = longest) throws(Problem) -> (
    row: NoteRowBytes, reference: NoteReference
  ) {
    guard !text.isEmpty, text.utf8.count <= longest else {
      throw Problem("note.length", "a note of \(text.utf8.count) bytes; expected 1...\(longest)")
    }
    let random = entropy.bytes(40, for: "note/\(name)")
    let id = "n-" + hexadecimal(random[..<8])
    let salt = Array(random[8...])
    let value: JSONValue = ["salt": .string(hexadecimal(salt)), "text": .string(text)]
    guard let bytes = try? CanonicalJSON.encode(value) else { throw Problem("note.encoding", "the note cannot be written") }
    let digest = hexadecimal(SHA256.hash(data: salt + Array(text.utf8)))
    return (NoteRowBytes(id: id, bytes: bytes), NoteReference(row: id, digest: digest))
  }

  /// The text of a row. Where it has a line `id: …` and a line `en: …`, that of the language alone.
  static func text(_ bytes: [UInt8], language: Language? = nil, longest: Int = longest) -> String? {
    guard let text = (try? JSONReader.read(bytes, limit: longest * 8))?["text"]?.string else { return nil }
    let lines = text.split(separator: "\n")
    guard let language, lines.count == 2, lines[0].hasPrefix("id: "), lines[1].hasPrefix("en: ") else { return text }
    return String(lines[language == .id ? 0 : 1].dropFirst(4))
  }
}

/// A note's side row before it is stored.
public struct NoteRowBytes: Sendable {
  var id: String
  var bytes: [UInt8]
}

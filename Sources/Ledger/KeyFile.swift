import Basics
import Foundation

/// The log's private key in a file beside the database (`siaga.db.key`), readable by its owner only.
///
/// One line in the form that Go's note package and C2SP tools read: `PRIVATE+KEY+name+hash+base64(kind || secret)`.
public enum KeyFile {
  /// Where the key of a database lies.
  public static func path(forDatabase database: String) -> String { database + ".key" }

  /// Writes a key to a new file with permissions 0600 and forces it to disk.
  ///
  /// - Throws: a `Problem` if the file exists: a key is never overwritten.
  public static func save(_ key: SigningKey, at path: String) throws(Problem) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      if errno == EEXIST {
        throw Problem(
          "ledger.key.exists", "a key file stands there already; it was not touched", at: Problem.Place(file: path),
          advice: "it belongs to a database that was moved: move it too", exit: .notPermitted)
      }
      throw SystemProblem.failed("create", path)
    }
    defer { close(file) }
    let text = Array((text(key) + "\n").utf8)
    guard write(file, text, text.count) == text.count, fsync(file) == 0 else {
      throw SystemProblem.failed("write", path)
    }
  }

  /// Reads a key.
  ///
  /// - Throws: a `Problem` if others than the owner could read it, if it is not a plain file, or if it is no key.
  public static func load(_ path: String) throws(Problem) -> SigningKey {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw SystemProblem.failed("open", path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SystemProblem.failed("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= 4096 else { throw malformed(path) }
    guard status.st_mode & 0o077 == 0 else {
      throw Problem(
        "ledger.key.permissions",
        "the key file may be read by others than its owner (mode \(String(status.st_mode & 0o777, radix: 8)))",
        at: Problem.Place(file: path), advice: "run: chmod 600 \(path)", exit: .notPermitted)
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    guard read(file, &bytes, bytes.count) == bytes.count else { throw SystemProblem.failed("read", path) }
    return try parse(String(decoding: bytes, as: UTF8.self), path)
  }

  /// The key of a database: read from its file, or made where neither database nor key exists yet.
  ///
  /// - Throws: a `Problem` if the database exists and its key does not: a new key could not sign for it.
  public static func loadOrCreate(forDatabase database: String, name: String) throws(Problem) -> SigningKey {
    let path = path(forDatabase: database)
    if access(path, F_OK) == 0 { return try load(path) }
    guard access(database, F_OK) != 0 else {
      throw Problem(
        "ledger.key.missing", "the database's key file is missing", at: Problem.Place(file: path),
        advice: "it was left behind when the database was moved; without it the log can be read but not signed",
        exit: .missingFile)
    }
    let key = try SigningKey.generate(name: name)
    try save(key, at: path)
    return key
  }

  static func text(_ key: SigningKey) -> String {
    "PRIVATE+KEY+\(key.name)+\(Hex.text(key.verifier.id))+\(Base64.encode([KeyKind.ed25519.rawValue] + key.seed))"
  }

  private static func parse(_ text: String, _ path: String) throws(Problem) -> SigningKey {
    let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
    let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let bytes = Base64.decode(parts[4]), bytes.count == 33,
      bytes[0] == KeyKind.ed25519.rawValue
    else { throw malformed(path) }
    let key = try SigningKey(name: parts[2], seed: Array(bytes.dropFirst()))
    guard parts[3] == Hex.text(key.verifier.id) else { throw malformed(path) }
    return key
  }

  private static func malformed(_ path: String) -> Problem {
    Problem(
      "ledger.key.malformed", "not a key file; expected one line PRIVATE+KEY+name+hash+base64", at: Problem.Place(file: path),
      advice: "the file was damaged: put back its copy; the log can be read without it, but no checkpoint can be signed")
  }
}

import Basics
import Foundation
import Operations

/// The key that seals personal links, in a file of its own beside the database (0600): whoever reads the database or a backup cannot
/// make links.
public enum LinkKeyFile {
  public static func path(forDatabase database: String) -> String { database + ".link.key" }

  /// - Throws: exit 74 where it can be neither read nor written, 65 for a file that is no key.
  public static func loadOrCreate(_ database: String) throws(Problem) -> [UInt8] {
    let path = path(forDatabase: database)
    if Files.exists(path) {
      let text = String(decoding: try Files.read(path), as: UTF8.self).filter { !$0.isWhitespace }
      guard let key = SecretText.unhex(text), key.count == 32 else {
        throw Problem("serve.linkKey", "\(path) holds no key", advice: "move it away: links that are out stop to open.")
      }
      return key
    }
    let key = SecretText.bytes(32)
    let made = FileManager.default.createFile(
      atPath: path, contents: Data((SecretText.hex(key) + "\n").utf8), attributes: [.posixPermissions: 0o600])
    guard made else { throw Problem("serve.linkKey", "\(path) cannot be written", exit: .inputOutput) }
    return key
  }
}

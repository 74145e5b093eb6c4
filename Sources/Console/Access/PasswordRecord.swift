import Crypto
import CryptoExtras
import Foundation
import Synchronization

/// A password as it is kept: scrypt (RFC 7914) with its own salt and cost.
struct PasswordRecord: Sendable, Hashable {
  /// 2^17 takes 128 MiB and some tenths of a second (OWASP's figure for scrypt).
  static let rounds = 1 << 17
  static let blockSize = 8
  /// Shortest password, in characters (ASVS 5.0 6.2.1 asks for 8, and wishes 15).
  static let shortest = 10
  static let longest = 256

  var salt: [UInt8]
  var rounds: Int
  var key: [UInt8]

  init(salt: [UInt8], rounds: Int, key: [UInt8]) {
    self.salt = salt
    self.rounds = rounds
    self.key = key
  }

  init(_ password: String, rounds: Int = PasswordRecord.rounds) throws {
    salt = SecretText.bytes(16)
    self.rounds = rounds
    key = try Self.derive(password, salt, rounds)
  }

  func matches(_ password: String) -> Bool {
    guard password.utf8.count <= Self.longest * 4, let found = try? Self.derive(password, salt, rounds) else { return false }
    return SecretText.equal(found, key)
  }

  private static func derive(_ password: String, _ salt: [UInt8], _ rounds: Int) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize, parallelism: 1,
      maxMemory: 256 << 20)
    return key.withUnsafeBytes { Array($0) }
  }
}

/// One password at a time is worked out, as each takes much memory; those who wait are few, the rest is asked to come again.
actor PasswordDesk {
  static let waitingAtMost = 32
  private nonisolated let waiting = Mutex(0)

  /// Nil where too many wait.
  nonisolated func matches(_ password: String, _ record: PasswordRecord) async -> Bool? {
    let mayWait = waiting.withLock { count in
      if count >= Self.waitingAtMost { return false }
      count += 1
      return true
    }
    guard mayWait else { return nil }
    defer { waiting.withLock { $0 -= 1 } }
    return await inTurn(password, record)
  }

  private func inTurn(_ password: String, _ record: PasswordRecord) -> Bool { record.matches(password) }
}

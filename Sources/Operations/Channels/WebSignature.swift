import Crypto
import Foundation

/// Signatures of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
public struct WebSignature: Sendable {
  /// Seconds by which the sender's clock may differ.
  public static let tolerance: Int64 = 300
  private let keys: [[UInt8]]

  /// - Parameter secrets: `whsec_…` in base64, or any text of 16 bytes and more as it is; several while a key is changed.
  /// Nil where one is too short.
  public init?(secrets: [String]) {
    var keys: [[UInt8]] = []
    for secret in secrets {
      let key: [UInt8]
      if secret.hasPrefix("whsec_"), let data = Data(base64Encoded: String(secret.dropFirst(6))) {
        key = Array(data)
      } else {
        key = Array(secret.utf8)
      }
      guard key.count >= 16 else { return nil }
      keys.append(key)
    }
    guard !keys.isEmpty else { return nil }
    self.keys = keys
  }

  /// `v1,BASE64`, one a key, with blanks between.
  public func sign(id: String, seconds: Int64, body: [UInt8]) -> String {
    keys.map { "v1," + Data(code($0, id, seconds, body)).base64EncodedString() }.joined(separator: " ")
  }

  /// Whether one of the signatures is right and the time near.
  public func isValid(_ signatures: String, id: String, seconds: Int64, body: [UInt8], now: Int64) -> Bool {
    guard abs(now - seconds) <= Self.tolerance, !id.isEmpty, id.utf8.count <= 128, signatures.utf8.count <= 1024 else {
      return false
    }
    let given = signatures.split(separator: " ").compactMap { part -> [UInt8]? in
      guard part.hasPrefix("v1,") else { return nil }
      return Data(base64Encoded: String(part.dropFirst(3))).map(Array.init)
    }
    return keys.contains { key in
      let wanted = code(key, id, seconds, body)
      return given.contains { Self.equal($0, wanted) }
    }
  }

  private func code(_ key: [UInt8], _ id: String, _ seconds: Int64, _ body: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array("\(id).\(seconds).".utf8) + body, using: SymmetricKey(data: key)))
  }

  /// In the same time wherever they differ.
  private static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

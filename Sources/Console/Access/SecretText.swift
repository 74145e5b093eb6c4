import Crypto
import Foundation

/// Random tokens and keyed digests in the letters of addresses.
enum SecretText {
  /// `count` bytes of the system's random source.
  static func bytes(_ count: Int) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  /// 43 letters of 32 random bytes.
  static func token() -> String { base64(bytes(32)) }

  static func digest(_ text: String) -> String { hex(Array(SHA256.hash(data: Array(text.utf8)))) }

  /// HMAC-SHA256 of a text, the first 16 bytes: 22 letters.
  static func seal(_ text: String, key: [UInt8]) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key))
    return base64(Array(Array(code).prefix(16)))
  }

  /// In the same time wherever they differ.
  static func equal(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static func base64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count < 2 ? "0" + text : text
    }.joined()
  }

  static func unhex(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var out: [UInt8] = []
    for i in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[i...(i + 1)], as: UTF8.self), radix: 16) else { return nil }
      out.append(byte)
    }
    return out
  }
}

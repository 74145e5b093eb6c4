import Crypto
import Foundation

/// Codes that change each half minute (TOTP, RFC 6238, with HMAC-SHA1 and six digits, as every authenticator app makes them).
enum OneTimeCode {
  static let step: Int64 = 30
  static let digits = 6
  /// Steps before and after the present one that count: clocks differ.
  static let tolerance: Int64 = 1
  /// Bytes of a secret (RFC 4226 asks for 16 and wishes 20).
  static let secretBytes = 20

  static func steps(at milliseconds: Int64) -> Int64 { milliseconds / 1000 / step }

  /// The code of a step, with leading zeros.
  static func code(_ secret: [UInt8], step: Int64, digits: Int = Self.digits) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
    let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let at = Int(hash[19] & 15)
    let number = hash[at..<(at + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(UInt32(1)) { value, _ in value * 10 }
    let text = String(number % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step whose code was typed, if it is later than the last one that was used: each code opens once.
  static func match(_ typed: String, _ secret: [UInt8], at milliseconds: Int64, after last: Int64?) -> Int64? {
    let plain = typed.filter { $0.isASCII && $0.isNumber }
    guard plain.count == digits else { return nil }
    let now = steps(at: milliseconds)
    return ((now - tolerance)...(now + tolerance)).first { step in
      step > (last ?? -1) && SecretText.equal(Array(code(secret, step: step).utf8), Array(plain.utf8))
    }
  }

  /// RFC 4648, without padding.
  static func base32(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var out = ""
    var (bits, count) = (UInt32(0), 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        out.append(letters[Int(bits >> UInt32(count - 5) & 31)])
        count -= 5
      }
    }
    if count > 0 { out.append(letters[Int(bits << UInt32(5 - count) & 31)]) }
    return out
  }

  /// What an authenticator app reads: `otpauth://totp/…`.
  static func link(_ secret: [UInt8], account: String, place: String) -> String {
    let label = Gate.escaped("\(place):\(account)")
    return "otpauth://totp/\(label)?secret=\(base32(secret))&issuer=\(Gate.escaped(place))&digits=\(digits)&period=\(step)"
  }
}

/// The second factor of an account as it is kept.
struct SecondFactor: Sendable, Hashable {
  static let recoveryCodes = 10

  var secret: [UInt8]
  /// Step of the last code that opened.
  var lastStep: Int64?
  /// Digests of the codes on paper that still open, once each.
  var recovery: [String]

  /// Codes on paper for when the phone is lost: 80 random bits each, shown once.
  static func newRecoveryCodes() -> [String] {
    (0..<recoveryCodes).map { _ in
      let text = OneTimeCode.base32(SecretText.bytes(10))
      return stride(from: 0, to: 16, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: "-")
    }
  }

  static func digest(_ recovery: String) -> String {
    SecretText.digest(recovery.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  /// The factor after a code was used; nil where it opens nothing.
  func using(_ typed: String, at milliseconds: Int64) -> SecondFactor? {
    var used = self
    if let step = OneTimeCode.match(typed, secret, at: milliseconds, after: lastStep) {
      used.lastStep = step
      return used
    }
    guard typed.utf8.count >= 16, typed.utf8.count <= 40, let index = recovery.firstIndex(of: Self.digest(typed)) else {
      return nil
    }
    used.recovery.remove(at: index)
    return used
  }
}

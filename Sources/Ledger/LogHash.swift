import Crypto
import Foundation

/// A SHA-256 hash: of a leaf, of a node or of a whole log.
///
/// Held in four words so that a million of them are one flat array without any other allocation.
public struct LogHash: Sendable, Hashable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The number of bytes of a hash.
  public static let byteCount = 32

  /// The hash with these bytes; nil unless there are exactly 32.
  public init?<Bytes: Collection>(_ bytes: Bytes) where Bytes.Element == UInt8 {
    guard bytes.count == LogHash.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  private init(_ digest: SHA256Digest) {
    words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
  }

  /// The 32 bytes, as they are written and hashed.
  public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// Lower-case hexadecimal, 64 characters.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * LogHash.byteCount)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Standard base64 with padding, 44 characters: the form of checkpoints and proofs.
  public var base64: String { Base64.encode(bytes) }

  /// Reads ``base64``; nil for anything but its one spelling.
  public init?(base64 text: some StringProtocol) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes)
  }

  /// SHA-256 of these bytes, without a prefix.
  public init(hashing bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  /// The hash of a leaf: SHA-256(0x00 || data), RFC 6962 section 2.1.
  public static func leaf(_ data: [UInt8]) -> LogHash {
    data.withUnsafeBytes { leaf($0) }
  }

  static func leaf(_ data: UnsafeRawBufferPointer) -> LogHash {
    var hash = SHA256()
    withUnsafeBytes(of: UInt8(0)) { hash.update(bufferPointer: $0) }
    hash.update(bufferPointer: data)
    return LogHash(hash.finalize())
  }

  /// The hash of an inner node: SHA-256(0x01 || left || right), RFC 6962 section 2.1.
  ///
  /// The differing prefixes keep a node from posing as a leaf.
  public static func node(_ left: LogHash, _ right: LogHash) -> LogHash {
    var hash = SHA256()
    withUnsafeBytes(of: UInt8(1)) { hash.update(bufferPointer: $0) }
    withUnsafeBytes(of: left.words) { hash.update(bufferPointer: $0) }
    withUnsafeBytes(of: right.words) { hash.update(bufferPointer: $0) }
    return LogHash(hash.finalize())
  }

  /// The root of the empty tree: SHA-256 of nothing.
  public static let empty = LogHash(hashing: [])

  public static func == (a: LogHash, b: LogHash) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension LogHash: CustomStringConvertible {
  public var description: String { hex }
}

/// Base64 in its one spelling: standard alphabet, padded, no stray bits, no white space.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let text = String(text)
    guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
    return [UInt8](data)
  }
}

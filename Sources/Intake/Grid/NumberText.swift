/// Decimal numbers from bytes, correctly rounded, without a string for the usual ones.
enum NumberText {
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Nil for anything but a finite decimal number (sign, digits, point, exponent).
  static func parse(_ bytes: ArraySlice<UInt8>) -> Double? {
    var at = bytes.startIndex
    var isNegative = false
    if at < bytes.endIndex, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    var digits: UInt64 = 0
    var count = 0
    var scale = 0
    var afterPoint = false
    var isExact = true
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == UInt8(ascii: "."), !afterPoint {
        afterPoint = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        count += 1
        if digits < 900_000_000_000_000 { digits = digits * 10 + UInt64(byte - UInt8(ascii: "0")) } else { isExact = false }
        if afterPoint { scale += 1 }
      } else {
        break
      }
      at += 1
    }
    guard count > 0 else { return nil }
    if at == bytes.endIndex, isExact, scale <= 22 {
      let value = Double(digits) / powers[scale]
      return isNegative ? -value : value
    }
    guard isExponent(bytes[at...]) else { return nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  /// Empty, or `e`, a sign or none, and digits.
  private static func isExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    guard first | 0x20 == UInt8(ascii: "e") else { return false }
    var digits = bytes.dropFirst()
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }
}

/// Reads canonical JSON (RFC 8785) of integers, strings and booleans byte by byte and refuses every other spelling.
///
/// Since each value has one spelling, bytes that pass are the bytes that an encoder would write again.
struct CanonicalScanner {
  /// What was expected, and at which byte (from 0).
  struct Fault: Error, Equatable {
    var offset: Int
    var expected: String
  }

  let bytes: [UInt8]
  private(set) var at: Int

  init(_ bytes: [UInt8], at: Int = 0) {
    self.bytes = bytes
    self.at = at
  }

  var isAtEnd: Bool { at == bytes.count }
  private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  func fault(_ expected: String) -> Fault { Fault(offset: at, expected: expected) }

  /// Moves past `text` if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    let end = at + text.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    for i in 0..<text.utf8CodeUnitCount where bytes[at + i] != text.utf8Start[i] { return false }
    at = end
    return true
  }

  mutating func expect(_ text: StaticString) throws(Fault) {
    guard take(text) else { throw fault("\(text)") }
  }

  mutating func end() throws(Fault) {
    guard isAtEnd else { throw fault("the end") }
  }

  /// A whole number without a leading zero, within ±(2^53 - 1).
  mutating func integer() throws(Fault) -> Int64 {
    let start = at
    let isNegative = take("-")
    let firstDigit = at
    var magnitude: Int64 = 0
    while byte >= 48, byte <= 57 {
      magnitude = magnitude * 10 + Int64(byte - 48)
      guard magnitude <= Int64(LedgerLimits.largestInteger) else { throw fault("an integer of at most 2^53 - 1") }
      at += 1
    }
    let digits = at - firstDigit
    guard digits > 0, digits == 1 || bytes[firstDigit] != 48, !(isNegative && magnitude == 0) else {
      at = start
      throw fault("an integer without a leading zero")
    }
    return isNegative ? -magnitude : magnitude
  }

  mutating func unsigned() throws(Fault) -> UInt64 {
    let start = at
    let value = try integer()
    guard value >= 0 else {
      at = start
      throw fault("an integer of at least 0")
    }
    return UInt64(value)
  }

  /// A string; the range is that of its bytes between the quotes, still escaped.
  mutating func string() throws(Fault) -> Range<Int> {
    guard byte == UInt8(ascii: "\""), at < bytes.count else { throw fault("a string") }
    at += 1
    let start = at
    while true {
      guard at < bytes.count else { throw fault("the end of the string") }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return start..<(at - 1)
      case UInt8(ascii: "\\"): try escape()
      case 0x20..<0x80: at += 1
      case 0x80...: try multibyte()
      default: throw fault("an escaped control character")
      }
    }
  }

  private mutating func escape() throws(Fault) {
    let start = at
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"),
      UInt8(ascii: "r"):
      at += 1
      return
    default: break
    }
    guard take("u00"), byte == 48 || byte == 49, at + 1 < bytes.count, let low = lowerHex(bytes[at + 1]) else {
      at = start
      throw fault("an escape of RFC 8785")
    }
    let value = (byte - 48) << 4 | low
    guard ![8, 9, 10, 12, 13].contains(value) else {
      at = start
      throw fault("the short escape")
    }
    at += 2
  }

  private func lowerHex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    default: nil
    }
  }

  /// One character of two to four bytes of well-formed UTF-8 (Unicode, table 3-7): no overlong forms, no surrogates.
  private mutating func multibyte() throws(Fault) {
    let lead = bytes[at]
    let second: ClosedRange<UInt8>
    let count: Int
    switch lead {
    case 0xC2...0xDF: (second, count) = (0x80...0xBF, 2)
    case 0xE0: (second, count) = (0xA0...0xBF, 3)
    case 0xED: (second, count) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, count) = (0x80...0xBF, 3)
    case 0xF0: (second, count) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (second, count) = (0x80...0xBF, 4)
    case 0xF4: (second, count) = (0x80...0x8F, 4)
    default: throw fault("UTF-8")
    }
    guard at + count <= bytes.count, second.contains(bytes[at + 1]),
      bytes[(at + 2)..<(at + count)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { throw fault("UTF-8") }
    at += count
  }

  /// Any value; objects with their members in order and each once.
  mutating func value(depth: Int = 0) throws(Fault) {
    switch byte {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "t"): try expect("true")
    case UInt8(ascii: "f"): try expect("false")
    case UInt8(ascii: "-"), 48...57: _ = try integer()
    default: throw fault("an integer, a string, a boolean, an array or an object")
    }
  }

  private mutating func array(depth: Int) throws(Fault) {
    guard depth < LedgerLimits.payloadDepth else { throw fault("at most \(LedgerLimits.payloadDepth) levels") }
    at += 1
    if take("]") { return }
    while true {
      try value(depth: depth + 1)
      if take("]") { return }
      try expect(",")
    }
  }

  private mutating func object(depth: Int) throws(Fault) {
    guard depth < LedgerLimits.payloadDepth else { throw fault("at most \(LedgerLimits.payloadDepth) levels") }
    at += 1
    if take("}") { return }
    var last: Range<Int>?
    while true {
      let start = at
      let key = try string()
      if let last, !CanonicalOrder.precedes(bytes[last], bytes[key]) {
        at = start
        throw fault("members in the order of RFC 8785, each once")
      }
      last = key
      try expect(":")
      try value(depth: depth + 1)
      if take("}") { return }
      try expect(",")
    }
  }
}

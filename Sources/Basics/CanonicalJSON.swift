/// Canonical JSON (RFC 8785) of integers, strings, booleans, null, arrays and objects: what is hashed in the log.
///
/// Integers beyond ±(2^53 - 1) must be strings (RFC 8785 section 3.2.2.3) and doubles have no place in an entry: both are
/// refused, so that each value has one spelling only.
public enum CanonicalJSON {
  public enum Fault: Error, Hashable, Sendable {
    case integerTooLarge(Int64)
    case double(Double)
    case duplicateKey(String)
  }

  public static let largestInteger: Int64 = 9_007_199_254_740_991

  /// - Complexity: O(bytes + members log members).
  /// - Throws: `Fault`
  public static func encode(_ value: JSONValue) throws(Fault) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(256)
    try append(value, to: &out)
    return out
  }

  public static func append(_ value: JSONValue, to out: inout [UInt8]) throws(Fault) {
    switch value {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let bool): out.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let integer):
      guard integer.magnitude <= UInt64(largestInteger) else { throw .integerTooLarge(integer) }
      appendInteger(integer, to: &out)
    case .number(let double): throw .double(double)
    case .string(let string): appendString(string, to: &out)
    case .array(let items):
      out.append(UInt8(ascii: "["))
      for (i, item) in items.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        try append(item, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members): try appendObject(members, to: &out)
    }
  }

  private static func appendObject(_ members: [JSONValue.Member], to out: inout [UInt8]) throws(Fault) {
    let inOrder = zip(members, members.dropFirst()).allSatisfy { precedes($0.key, $1.key) }
    let sorted = inOrder ? members : members.sorted { precedes($0.key, $1.key) }
    out.append(UInt8(ascii: "{"))
    for (i, member) in sorted.enumerated() {
      if i > 0 {
        if sorted[i - 1].key == member.key { throw .duplicateKey(member.key) }
        out.append(UInt8(ascii: ","))
      }
      appendString(member.key, to: &out)
      out.append(UInt8(ascii: ":"))
      try append(member.value, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Order of RFC 8785: by UTF-16 code units.
  public static func precedes(_ a: String, _ b: String) -> Bool {
    // Among ASCII, which all keys of the log are, bytes are in that order; at the first byte beyond it the code units decide.
    var (left, right) = (a.utf8.makeIterator(), b.utf8.makeIterator())
    while true {
      guard let y = right.next() else { return false }
      guard let x = left.next() else { return true }
      if x >= 0x80 || y >= 0x80 { return a.utf16.lexicographicallyPrecedes(b.utf16) }
      if x != y { return x < y }
    }
  }

  public static func appendInteger(_ value: Int64, to out: inout [UInt8]) {
    if value >= 0 && value < 10 {
      out.append(48 + UInt8(value))
      return
    }
    var magnitude = value.magnitude
    let start = out.count
    while magnitude > 0 {
      out.append(48 + UInt8(magnitude % 10))
      magnitude /= 10
    }
    if value < 0 { out.append(UInt8(ascii: "-")) }
    out[start...].reverse()
  }

  public static func appendString(_ string: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x20...: out.append(byte)
      case 8: out.append(contentsOf: "\\b".utf8)
      case 9: out.append(contentsOf: "\\t".utf8)
      case 10: out.append(contentsOf: "\\n".utf8)
      case 12: out.append(contentsOf: "\\f".utf8)
      case 13: out.append(contentsOf: "\\r".utf8)
      default:
        let hex = Array("0123456789abcdef".utf8)
        out.append(contentsOf: "\\u00".utf8)
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

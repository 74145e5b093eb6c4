/// Reads JSON (RFC 8259) with a limit on bytes and depth, refuses duplicate members, and names line and column of a fault.
public struct JSONReader {
  public struct Fault: Error, Hashable, Sendable {
    public var message: String
    public var line: Int
    public var column: Int
  }

  public static let defaultLimit = 256 << 20
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  /// - Complexity: O(bytes)
  /// - Throws: `Fault` with the place of the first thing that is not JSON.
  public static func read(_ bytes: [UInt8], limit: Int = defaultLimit) throws(Fault) -> JSONValue {
    guard bytes.count <= limit else {
      throw Fault(message: "the document has \(bytes.count) bytes, more than the limit of \(limit)", line: 1, column: 1)
    }
    var reader = JSONReader(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.at == bytes.count else { throw reader.fault("text after the end of the document") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func fault(_ message: String) -> Fault {
    let before = bytes[..<min(at, bytes.count)]
    let line = before.count { $0 == 10 } + 1
    let column = before.count - (before.lastIndex(of: 10) ?? -1)
    return Fault(message: message, line: line, column: column)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9 { at += 1 }
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipBlanks()
    guard at < bytes.count else { throw fault("the document ends where a value was expected") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try nested { (reader) throws(Fault) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(Fault) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(_ body: (inout JSONReader) throws(Fault) -> JSONValue) throws(Fault) -> JSONValue {
    depth += 1
    guard depth <= Self.maximumDepth else { throw fault("nested deeper than \(Self.maximumDepth)") }
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
    let count = text.utf8CodeUnitCount
    let matches = text.withUTF8Buffer { bytes[at..<min(at + count, bytes.count)].elementsEqual($0) }
    guard matches else { throw fault("expected \(text)") }
    at += count
    return value
  }

  private mutating func object() throws(Fault) -> JSONValue {
    at += 1
    var members: [JSONValue.Member] = []
    var seen = Set<String>()
    skipBlanks()
    if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .object([])
    }
    while true {
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("expected a member's name in quotes") }
      let key = try string()
      guard seen.insert(key).inserted else { throw fault("the member \"\(key)\" stands twice") }
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw fault("expected ':' after \"\(key)\"") }
      at += 1
      members.append(.init(key, try value()))
      if try end(UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func array() throws(Fault) -> JSONValue {
    at += 1
    var items: [JSONValue] = []
    skipBlanks()
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return .array([])
    }
    while true {
      items.append(try value())
      if try end(UInt8(ascii: "]")) { return .array(items) }
    }
  }

  /// After an item: true at the closing mark, false at a comma.
  private mutating func end(_ close: UInt8) throws(Fault) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == close || bytes[at] == UInt8(ascii: ",") else {
      throw fault("expected ',' or '\(Character(Unicode.Scalar(close)))'")
    }
    at += 1
    return bytes[at - 1] == close
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = at
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    let whole = try digits("expected a value")
    if whole > 1, bytes[at - whole] == UInt8(ascii: "0") { throw fault("a number may not start with 0") }
    var isInteger = true
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      isInteger = false
      _ = try digits("expected a digit after the point")
    }
    if at < bytes.count, bytes[at] | 32 == UInt8(ascii: "e") {
      at += 1
      isInteger = false
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      _ = try digits("expected a digit in the exponent")
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw fault("the number \(text) is out of range") }
    return .number(value)
  }

  private mutating func digits(_ message: String) throws(Fault) -> Int {
    let start = at
    while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 { at += 1 }
    guard at > start else { throw fault(message) }
    return at - start
  }

  private mutating func string() throws(Fault) -> String {
    at += 1
    var out: [UInt8] = []
    while true {
      let start = at
      while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 32 { at += 1 }
      out.append(contentsOf: bytes[start..<at])
      guard at < bytes.count else { throw fault("a string without its end") }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        guard let text = String(validating: out, as: UTF8.self) else { throw fault("a string that is not UTF-8") }
        return text
      case UInt8(ascii: "\\"): try escape(&out)
      default: throw fault("a control character inside a string")
      }
    }
  }

  private mutating func escape(_ out: inout [UInt8]) throws(Fault) {
    guard at + 1 < bytes.count else { throw fault("a string without its end") }
    let mark = bytes[at + 1]
    at += 2
    let plain: [UInt8: UInt8] = [34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9]
    if let byte = plain[mark] {
      out.append(byte)
      return
    }
    guard mark == UInt8(ascii: "u") else { throw fault("an unknown escape in a string") }
    var unit = UInt32(try hex())
    if (0xD800..<0xDC00).contains(unit) {
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
        throw fault("a lone surrogate")
      }
      at += 2
      let low = UInt32(try hex())
      guard (0xDC00..<0xE000).contains(low) else { throw fault("a lone surrogate") }
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(unit) else { throw fault("a lone surrogate") }
    out.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private mutating func hex() throws(Fault) -> UInt16 {
    guard at + 4 <= bytes.count, let value = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
      bytes[at] != UInt8(ascii: "+"), bytes[at] != UInt8(ascii: "-")
    else { throw fault("expected four hexadecimal digits") }
    at += 4
    return value
  }
}

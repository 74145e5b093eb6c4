import Basics

/// Limits of the readers of city packs and scenarios: what lies beyond gets a problem, never a crash.
public enum CityLimits {
  public static let yamlBytes = 4 << 20
  /// Flow collections inside each other.
  public static let yamlDepth = 64
  /// Opening brackets without their closing ones inside quoted texts, over the whole file.
  public static let yamlQuotedBrackets = 256
  /// Columns of indentation, which bounds the depth of block collections.
  public static let yamlIndentation = 200
  public static let yamlNodes = 500_000
  /// Bytes of one text.
  public static let textBytes = 4_096
  /// Problems kept of one file.
  public static let problems = 1_000
  public static let geoJSONBytes = 64 << 20
  public static let tableBytes = 16 << 20
  public static let places = 20_000
  public static let roles = 1_000
  public static let postures = 200
  public static let linesOfPosture = 2_000
  public static let shifts = 400
  public static let depthRows = 20_000
  public static let hours = 24 * 400
  /// Inside a ring; its corners are limited by Geography.
  public static let features = 200_000
}

/// Looks at YAML text before the parser does: it composes by recursion and copies aliases out, so depth and aliases must be
/// bounded beforehand. Refuses too much rather than too little.
struct YAMLGuard {
  private let bytes: [UInt8]
  private let file: String
  private var line = 1
  /// Only blanks and `-?:` so far on this line, and how many.
  private var isLeading = true
  private var leading = 0
  /// Last byte that is no blank, across lines; 0 at the start.
  private var last: UInt8 = 0
  private var lastOnLine: UInt8 = 0
  private var flow = 0
  private var quote: UInt8 = 0
  private var quotedOpens = 0
  private var quotedRest = 0
  private var quoteEnd = -1

  /// The first reason why this text is not given to the parser; nil where it may be.
  /// - Complexity: O(bytes)
  static func problem(_ bytes: [UInt8], file: String) -> Problem? {
    var scan = YAMLGuard(bytes: bytes, file: file)
    return scan.run()
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private mutating func run() -> Problem? {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if isBreak(at) {
        newLine(byte, at)
      } else if byte == UInt8(ascii: "#"), quote == 0, at == 0 || bytes[at - 1] <= 32 {
        while at + 1 < bytes.count, bytes[at + 1] != 10, bytes[at + 1] != 13, !isBreak(at + 1) { at += 1 }
      } else if let problem = look(byte, at) {
        return problem
      }
      at += 1
    }
    return nil
  }

  /// LF, CR, and the last byte of NEL, LS and PS, which YAML 1.1 takes for line breaks.
  private func isBreak(_ at: Int) -> Bool {
    switch bytes[at] {
    case 10, 13: true
    case 0x85: at >= 1 && bytes[at - 1] == 0xC2
    case 0xA8, 0xA9: at >= 2 && bytes[at - 1] == 0x80 && bytes[at - 2] == 0xE2
    default: false
    }
  }

  private mutating func newLine(_ byte: UInt8, _ at: Int) {
    if byte == 10 || (byte == 13 && !(at + 1 < bytes.count && bytes[at + 1] == 10)) { line += 1 }
    isLeading = true
    leading = 0
    lastOnLine = 0
  }

  private mutating func look(_ byte: UInt8, _ at: Int) -> Problem? {
    let wasLeading = isLeading
    if isLeading {
      isLeading = byte == 32 || byte == 9 || byte == 45 || byte == 63 || byte == 58
      leading += 1
      if leading > CityLimits.yamlIndentation {
        return refuse("yaml.deep", "indented by more than \(CityLimits.yamlIndentation) columns", "write it flatter.")
      }
    }
    if byte == 32 || byte == 9 { return nil }
    defer {
      last = byte
      lastOnLine = byte
    }
    if byte == UInt8(ascii: "*"), isAlias(at) {
      return refuse(
        "yaml.alias", "an alias (\(aliasText(at))); aliases are not read", "write the value out, or put the text in quotes.")
    }
    if quote != 0 { return insideQuote(byte, at) }
    if byte == 34 || byte == 39, startsQuote(at, wasLeading) {
      quote = byte
      quotedOpens = 0
      return nil
    }
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { flow += 1 }
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { flow = max(0, flow - 1) }
    return flow > CityLimits.yamlDepth ? tooDeep : nil
  }

  private var tooDeep: Problem {
    refuse("yaml.deep", "brackets nested deeper than \(CityLimits.yamlDepth)", "a closing bracket is missing above.")
  }

  private mutating func insideQuote(_ byte: UInt8, _ at: Int) -> Problem? {
    if byte == quote, !(quote == 34 && isEscaped(at)) {
      quote = 0
      quoteEnd = at
      // Brackets in quotes are text; but should this scan be mistaken about the quotes, the parser would nest by them.
      quotedRest += max(0, quotedOpens)
      return quotedRest > CityLimits.yamlQuotedBrackets ? tooDeep : nil
    }
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { quotedOpens += 1 }
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { quotedOpens -= 1 }
    return flow + quotedOpens > 2 * CityLimits.yamlDepth ? tooDeep : nil
  }

  private func isEscaped(_ at: Int) -> Bool {
    var count = 0
    while at - count - 1 >= 0, bytes[at - count - 1] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }

  private func startsQuote(_ at: Int, _ wasLeading: Bool) -> Bool {
    let before = at > 0 ? bytes[at - 1] : 10
    if before == UInt8(ascii: ":") { return at >= 2 && quoteEnd == at - 2 }
    if flow > 0 {
      return last == UInt8(ascii: "[") || last == UInt8(ascii: "{") || last == UInt8(ascii: ",")
        || (last == UInt8(ascii: ":") && before <= 32)
    }
    return wasLeading && before <= 32 || lastOnLine == UInt8(ascii: ":") && before <= 32 || at == 0
      || lastOnLine == 0
  }

  private func isAlias(_ at: Int) -> Bool {
    guard at + 1 < bytes.count, isWord(bytes[at + 1]) else { return false }
    return [0, 44, 45, 58, 63, 91, 123].contains(lastOnLine)
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122) || byte == 95 || byte == 45 || byte >= 128
  }

  private func aliasText(_ at: Int) -> String {
    String(decoding: bytes[at..<min(at + 20, bytes.count)].prefix { $0 > 32 && $0 != 44 && $0 != 125 && $0 != 93 }, as: UTF8.self)
  }

  private func refuse(_ code: String, _ message: String, _ advice: String) -> Problem {
    Problem(code, message, at: .init(file: file, line: line), advice: advice)
  }
}

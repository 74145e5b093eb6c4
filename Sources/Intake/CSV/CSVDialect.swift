import Basics

/// Limits of the CSV reader: what lies beyond gets a problem, never a crash.
public enum CSVLimits {
  public static let bytes = 256 << 20
  public static let rows = 2_000_000
  public static let columns = 200
  /// Bytes of one field, UTF-8.
  public static let fieldBytes = 65_536
  /// Rows in which the header is looked for.
  public static let headerRows = 10
  /// Problems kept of one file; the reader stops there and says so.
  public static let problems = 10_000
}

/// Encodings that the reader finds out by itself.
public enum CSVEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"
}

/// How a CSV file is written; found out on reading, chosen on writing.
public struct CSVDialect: Hashable, Sendable {
  /// `;` `,` tab or `|`
  public var separator: Character
  /// Spreadsheets take a file for UTF-8 only if it begins with a byte order mark.
  public var hasMark: Bool
  public var newline: String
  public var encoding: CSVEncoding
  /// Whether decimals are written with a comma; both are read.
  public var usesDecimalComma: Bool

  public init(
    separator: Character, hasMark: Bool = false, newline: String = "\n", encoding: CSVEncoding = .utf8,
    usesDecimalComma: Bool = false
  ) {
    self.separator = separator
    self.hasMark = hasMark
    self.newline = newline
    self.encoding = encoding
    self.usesDecimalComma = usesDecimalComma
  }

  /// For scripts: comma, LF, no mark.
  public static let iso = CSVDialect(separator: ",")
  /// Opens in a spreadsheet of Indonesian settings by a double click: semicolon, CRLF, mark, decimal comma.
  public static let indonesian = CSVDialect(separator: ";", hasMark: true, newline: "\r\n", usesDecimalComma: true)

  /// In the order of preference where two fit equally well.
  public static let separators: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), 9, UInt8(ascii: "|")]
}

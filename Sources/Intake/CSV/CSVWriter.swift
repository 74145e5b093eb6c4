/// Writes rows as CSV. Fields with the separator, a quote, a line break or blanks at an end are put in quotes.
public enum CSVWriter {
  /// - Complexity: O(bytes)
  public static func write(_ rows: some Sequence<[String]>, dialect: CSVDialect) -> [UInt8] {
    var out: [UInt8] = dialect.hasMark ? [0xEF, 0xBB, 0xBF] : []
    let separator = Array(String(dialect.separator).utf8)
    for row in rows {
      for (i, field) in row.enumerated() {
        if i > 0 { out += separator }
        append(field, separator[0], to: &out)
      }
      out += dialect.newline.utf8
    }
    return out
  }

  private static func append(_ field: String, _ separator: UInt8, to out: inout [UInt8]) {
    let bytes = field.utf8
    let needsQuotes =
      bytes.first == 32 || bytes.last == 32
      || bytes.contains { $0 == separator || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
    guard needsQuotes else {
      out += bytes
      return
    }
    out.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { out.append(byte) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }
}

/// Text that a spreadsheet would run as a formula: one that begins with `=`, `+`, `-`, `@`, tab or CR.
public enum FormulaGuard {
  public static func looksLikeFormula(_ text: some StringProtocol) -> Bool { text.utf8.first.map(isStart) ?? false }

  /// Puts an apostrophe in front, which a spreadsheet takes for "this is text"; `restored` takes it off.
  public static func neutralised(_ text: String) -> String { startsAfterApostrophes(text) ? "'" + text : text }

  public static func restored(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") && startsAfterApostrophes(text) ? String(text.dropFirst()) : text
  }

  private static func startsAfterApostrophes(_ text: String) -> Bool {
    text.utf8.first { $0 != UInt8(ascii: "'") }.map(isStart) ?? false
  }

  private static func isStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
    default: false
    }
  }
}

import Basics

/// Cells and lines of a table for the terminal.
enum TerminalText {
  /// Without control characters: a name from outside cannot move the cursor, colour the screen or break a row.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnsafe($0) ? "\u{FFFD}" : $0 }))
  }

  /// C0, DEL, C1, and the marks that turn the direction of writing.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<32, 127..<160, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Exactly `width` columns: cut with `…`, or filled up with blanks.
  static func cell(_ text: String, _ width: Int, right: Bool = false) -> String {
    let text = cut(clean(text), width)
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return right ? blanks + text : text + blanks
  }

  static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : String(text.prefix(max(0, width - 1))) + "…"
  }

  /// Lines of at most `width` columns, broken at blanks, the following ones indented by `hang`.
  static func wrap(_ text: String, width: Int, indent: Int = 0, hang: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in clean(text).split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent + hang)
        isEmpty = true
      }
      if !isEmpty { line += " " }
      line += word
      isEmpty = false
    }
    if !isEmpty { lines.append(line) }
    return lines
  }
}

/// Emphasis on a terminal: the words carry the meaning, the colour only helps the eye.
struct Ink: Sendable {
  var isColoured: Bool

  func bold(_ text: String) -> String { paint("1", text) }
  func faint(_ text: String) -> String { paint("2", text) }
  func alarm(_ text: String) -> String { paint("1;31", text) }
  func warn(_ text: String) -> String { paint("33", text) }
  func good(_ text: String) -> String { paint("32", text) }
  private func paint(_ code: String, _ text: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

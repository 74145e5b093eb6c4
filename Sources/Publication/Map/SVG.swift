import Basics

/// Escapes text for HTML and XML, in content and in attributes between double quotes; control characters that XML forbids
/// become U+FFFD.
public func escapeMarkup(_ text: some StringProtocol) -> String {
  var out = ""
  out.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    case "\n", "\t", "\r": out.unicodeScalars.append(scalar)
    default: out.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? "\u{FFFD}" : scalar)
    }
  }
  return out
}

/// Writes SVG elements in order, escaped, with coordinates to a tenth: the same input gives the same bytes.
struct SVG {
  private(set) var text = ""

  /// A coordinate to one decimal: `12.3`; never `-0` and never an exponent.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
    text += "<\(name)\(Self.attributes(attributes))>"
  }

  mutating func close(_ name: String) { text += "</\(name)>\n" }

  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    text += "<\(name)\(Self.attributes(attributes))/>\n"
  }

  mutating func element(_ name: String, _ attributes: [(String, String)], text content: String) {
    text += "<\(name)\(Self.attributes(attributes))>\(escapeMarkup(content))</\(name)>\n"
  }

  mutating func append(_ other: SVG) { text += other.text }

  private static func attributes(_ pairs: [(String, String)]) -> String {
    pairs.map { " \($0.0)=\"\(escapeMarkup($0.1))\"" }.joined()
  }

  mutating func label(
    _ x: Double, _ y: Double, _ content: String, size: Double, anchor: String = "middle", bold: Bool = false, halo: Bool = false
  ) {
    var attributes = [
      ("x", Self.number(x)), ("y", Self.number(y)), ("font-size", Self.number(size)), ("text-anchor", anchor),
    ]
    if bold { attributes.append(("font-weight", "700")) }
    if halo { attributes.append(("class", "halo")) }
    element("text", attributes, text: content)
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ more: [(String, String)]) {
    empty(
      "rect",
      [("x", Self.number(x)), ("y", Self.number(y)), ("width", Self.number(width)), ("height", Self.number(height))] + more)
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ more: [(String, String)]) {
    empty(
      "line",
      [("x1", Self.number(x1)), ("y1", Self.number(y1)), ("x2", Self.number(x2)), ("y2", Self.number(y2))] + more)
  }
}

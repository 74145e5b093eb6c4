import Foundation

/// A small checker of HTML and SVG: every tag closed in order, attributes quoted, `&` and `<` escaped.
enum Markup {
  private static let void: Set<String> = ["meta", "link", "br", "col", "hr", "img", "!DOCTYPE"]

  /// The first faults, empty for well-formed text. The content of `<style>` is passed over.
  static func faults(_ text: String) -> [String] {
    var stack: [String] = []
    var faults: [String] = []
    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count, faults.count < 5 {
      if bytes[i] == UInt8(ascii: "&") {
        let end = bytes[i...].prefix(10).firstIndex(of: UInt8(ascii: ";"))
        if end == nil { faults.append("bare & at \(i)") }
      }
      guard bytes[i] == UInt8(ascii: "<") else {
        if bytes[i] == UInt8(ascii: ">") { faults.append("bare > at \(i)") }
        i += 1
        continue
      }
      guard let end = endOfTag(bytes, i) else { return faults + ["unfinished tag at \(i)"] }
      let tag = String(decoding: bytes[(i + 1)..<end], as: UTF8.self)
      i = end + 1
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if stack.last == name { stack.removeLast() } else { faults.append("</\(name)> closes \(stack.last ?? "nothing")") }
        continue
      }
      let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
      if tag.hasSuffix("/") || void.contains(name) { continue }
      stack.append(name)
      if name == "style", let close = find("</style>", bytes, i) { i = close }
    }
    return faults + stack.map { "<\($0)> is never closed" }
  }

  private static func endOfTag(_ bytes: [UInt8], _ start: Int) -> Int? {
    var isQuoted = false
    for i in start..<bytes.count {
      if bytes[i] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[i] == UInt8(ascii: ">"), !isQuoted { return i }
    }
    return nil
  }

  private static func find(_ word: String, _ bytes: [UInt8], _ start: Int) -> Int? {
    let wanted = Array(word.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (start...(bytes.count - wanted.count)).first { Array(bytes[$0..<($0 + wanted.count)]) == wanted }
  }

  /// Text without tags and style, as a reader sees it; blanks folded.
  static func plain(_ html: String) -> String {
    var out = ""
    var isTag = false
    var body = html
    // The drawing has a style sheet of its own.
    while let start = body.range(of: "<style>"), let end = body.range(of: "</style>", range: start.upperBound..<body.endIndex) {
      body.removeSubrange(start.lowerBound..<end.upperBound)
    }
    if let start = body.range(of: "<body>") { body = String(body[start.upperBound...]) }
    for character in body {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
        out += " "
      } else if !isTag {
        out.append(character)
      }
    }
    return out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

import Basics
import Geography

/// The small forms inside CAP's texts, read and written by hand.
enum CAPLexis {
  static let namespace = "urn:oasis:names:tc:emergency:cap:1.2"

  /// Identifier or sender: not empty, without white space, comma, `<` and `&`.
  static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && !text.contains { $0.isWhitespace || $0 == "," || $0 == "<" || $0 == "&" }
  }

  /// As XML Schema collapses white space.
  static func collapsed(_ text: String) -> String { text.split(whereSeparator: isBlank).joined(separator: " ") }

  static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\n" || character == "\r" || character == "\r\n"
  }

  /// RFC 3066: 1 to 8 letters, then parts of 1 to 8 letters or digits.
  static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.enumerated().allSatisfy { i, part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { isLetter($0) || (i > 0 && (48...57).contains($0)) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

  /// Blank-separated, a value with blanks in double quotes. Nil for a quote that never closes.
  static func group(_ text: String) -> [String]? {
    var out: [String] = []
    var word = ""
    var (quoted, started) = (false, false)
    for character in text {
      if character == "\"" {
        quoted.toggle()
        started = true
      } else if !quoted, isBlank(character) {
        if started { out.append(word) }
        (word, started) = ("", false)
      } else {
        word.append(character)
        started = true
      }
    }
    if started { out.append(word) }
    return quoted ? nil : out
  }

  static func group(_ values: [String]) -> String {
    values.map { $0.isEmpty || $0.contains(where: isBlank) ? "\"\($0)\"" : $0 }.joined(separator: " ")
  }

  /// Whether an URI has a scheme (and is one): letters, `:`, something, no blank and no control character.
  static func isAbsoluteURI(_ text: String) -> Bool {
    guard isURI(text), let colon = text.firstIndex(of: ":") else { return false }
    let scheme = text[..<colon].utf8
    return scheme.count >= 2 && scheme.first.map(isLetter) == true && text.index(after: colon) < text.endIndex
      && scheme.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 43 || $0 == 45 || $0 == 46 }
  }

  static func isURI(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 2048 && !text.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
      && !text.contains { "<>\"{}|\\^`".contains($0) }
  }

  static func isMimeType(_ text: String) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let tops = ["application", "audio", "image", "message", "model", "multipart", "text", "video"]
    return parts.count == 2 && tops.contains(parts[0].lowercased()) && !parts[1].isEmpty && !text.contains(where: \.isWhitespace)
  }

  /// Base64 of RFC 4648 with its padding; white space is passed over.
  static func isBase64(_ text: String) -> Bool {
    var (count, padding) = (0, 0)
    for byte in text.utf8 where ![0x20, 0x0A, 0x0D, 0x09].contains(byte) {
      count += 1
      if byte == UInt8(ascii: "=") {
        padding += 1
      } else {
        guard padding == 0, isLetter(byte) || (48...57).contains(byte) || byte == 43 || byte == 47 else { return false }
      }
    }
    return count % 4 == 0 && padding <= 2
  }

  // MARK: Places

  enum PointFault: Error { case form, range, swapped }

  /// `lat,lon` in decimal degrees, rounded to 1e-6 (11 cm).
  static func point(_ text: some StringProtocol) throws(PointFault) -> Coordinate {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let latitude = CAPDecimal(parts[0])?.value, let longitude = CAPDecimal(parts[1])?.value else {
      throw .form
    }
    guard let whole = Coordinate(latitude: latitude, longitude: longitude) else {
      throw Coordinate(latitude: longitude, longitude: latitude) == nil ? .range : .swapped
    }
    return rounded(whole)
  }

  static func rounded(_ coordinate: Coordinate) -> Coordinate {
    func round(_ value: Int32) -> Int32 { Int32((Int64(value) + (value < 0 ? -5 : 5)) / 10 * 10) }
    return Coordinate(latitudeE7: round(coordinate.latitudeE7), longitudeE7: round(coordinate.longitudeE7))
  }

  static func text(_ coordinate: Coordinate) -> String { "\(degrees(coordinate.latitudeE7)),\(degrees(coordinate.longitudeE7))" }

  private static func degrees(_ e7: Int32) -> String {
    let magnitude = e7.magnitude
    var fraction = String(10_000_000 + magnitude % 10_000_000).dropFirst()
    while fraction.count > 1, fraction.hasSuffix("0") { fraction.removeLast() }
    return (e7 < 0 ? "-" : "") + "\(magnitude / 10_000_000)" + (fraction == "0" ? "" : "." + fraction)
  }

  /// Two sides of a closed ring that meet though they are no neighbours, in the plane of latitude and longitude, numbered from 1.
  /// Repeated corners are passed over.
  static func crossing(_ ring: [Coordinate]) -> (Int, Int)? {
    let corners = Ring.open(ring.map { LocalPoint(x: Double($0.longitudeE7), y: Double($0.latitudeE7)) })
    return Ring.selfIntersection(corners).map { ($0.0 + 1, $0.1 + 1) }
  }

  // MARK: Text

  /// What HTML would read otherwise than plain text: `&amp;`, `&#160;`.
  static func htmlEntity(_ text: String) -> Substring? {
    let known: Set<Substring> = [
      "amp", "lt", "gt", "quot", "apos", "nbsp", "deg", "copy", "reg", "euro", "ndash", "mdash", "hellip", "bull", "middot",
      "eacute", "ouml", "uuml", "auml", "szlig", "times", "frac12", "lsquo", "rsquo", "ldquo", "rdquo",
    ]
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.prefix(10).firstIndex(of: ";") else { continue }
      let name = rest[..<end]
      if known.contains(name) || (name.first == "#" && name.count > 1 && name.dropFirst().allSatisfy(\.isHexDigitOrX)) {
        return text[start...end]
      }
    }
    return nil
  }

  /// `<b>`, `</p>`, `<br/>`.
  static func htmlTag(_ text: String) -> Substring? {
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      let name = rest.first == "/" ? rest.dropFirst() : rest
      guard name.first.map({ $0.isASCII && $0.isLetter }) == true, let end = rest.firstIndex(of: ">") else { continue }
      return text[start...end]
    }
    return nil
  }

  /// Characters that XML 1.0 cannot hold.
  static func hasUnwritable(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      ($0.value < 0x20 && ![9, 10, 13].contains($0.value)) || $0.value == 0xFFFE || $0.value == 0xFFFF
    }
  }
}

extension Character {
  fileprivate var isHexDigitOrX: Bool { isASCII && (isHexDigit || self == "x") }
}

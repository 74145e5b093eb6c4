import Basics

/// A `dateTime` as CAP writes it: `2026-11-23T19:05:00+07:00`, whole seconds, an offset and never `Z`.
///
/// The spelling is kept: `sent` stands word for word in the references of later messages, and `-00:00` is not `+00:00` there.
public struct CAPTime: Hashable, Sendable {
  public let text: String
  public let instant: Instant
  public let offsetMinutes: Int

  /// Seconds are kept, fractions of one dropped. UTC is spelled `-00:00`, as the standard asks.
  /// - Parameter offsetMinutes: -840...840, else 0.
  public init(_ instant: Instant, offsetMinutes: Int) {
    let offset = (-840...840).contains(offsetMinutes) ? offsetMinutes : 0
    let second = instant.milliseconds - (instant.milliseconds % 1000 + 1000) % 1000
    self.instant = Instant(milliseconds: second)
    self.offsetMinutes = offset
    let local = Instant(milliseconds: second + Int64(offset) * 60_000).text.dropLast()
    let sign = offset > 0 ? "+" : "-"
    text = "\(local)\(sign)\(Self.two(abs(offset) / 60)):\(Self.two(abs(offset) % 60))"
  }

  /// Nil for every other form: `Z`, fractions, no offset, 30 February, an offset beyond 14 hours. `24:00:00` is midnight.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 25, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      bytes[22] == UInt8(ascii: ":"), let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = Self.two(bytes, 11), let minute = Self.two(bytes, 14), let second = Self.two(bytes, 17),
      let offsetHour = Self.two(bytes, 20), let offsetMinute = Self.two(bytes, 23)
    else { return nil }
    let isEndOfDay = hour == 24 && minute == 0 && second == 0
    let sign = bytes[19]
    guard hour <= 23 || isEndOfDay, minute <= 59, second <= 59, offsetMinute <= 59, offsetHour * 60 + offsetMinute <= 840,
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    else { return nil }
    let offset = (offsetHour * 60 + offsetMinute) * (sign == UInt8(ascii: "-") ? -1 : 1)
    self.text = String(text)
    offsetMinutes = offset
    let start = Instant(date: date, minuteOfDay: hour * 60 + minute, offsetMinutes: offset)
    instant = Instant(milliseconds: start.milliseconds + Int64(second) * 1000)
  }

  public var isUTC: Bool { offsetMinutes == 0 }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func two(_ bytes: [UInt8], _ at: Int) -> Int? {
    guard (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
    return Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
  }
}

/// A decimal number in its shortest spelling, so that reading and writing change nothing: radii, altitudes.
public struct CAPDecimal: Hashable, Sendable {
  public let text: String
  public let value: Double

  /// `xs:decimal`: digits with at most one point and a sign; no exponent. At most 32 characters.
  public init?(_ text: some StringProtocol) {
    var digits = Substring(String(text))
    guard digits.utf8.count <= 32 else { return nil }
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, !(parts.joined().isEmpty), parts.joined().utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    let whole = parts[0].drop { $0 == "0" }
    var fraction = parts.count == 2 ? parts[1] : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let magnitude = (whole.isEmpty ? "0" : String(whole)) + (fraction.isEmpty ? "" : "." + fraction)
    self.text = isNegative && magnitude != "0" ? "-" + magnitude : magnitude
    value = Double(self.text) ?? 0
  }

  /// Of a whole number of thousandths, as metres of a kilometre.
  public init(thousandths: Int) {
    let magnitude = thousandths.magnitude
    var text = "\(magnitude / 1000)"
    let rest = magnitude % 1000
    if rest > 0 {
      var fraction = String(1000 + rest).dropFirst()
      while fraction.hasSuffix("0") { fraction.removeLast() }
      text += "." + fraction
    }
    self.text = thousandths < 0 ? "-" + text : text
    value = Double(thousandths) / 1000
  }
}

import Basics

/// How numbers, dates and clocks are written for people: language and the city's fixed offset, never a setting of the machine.
public struct Style: Hashable, Sendable {
  public var language: Language
  /// WIB is 420.
  public var offsetMinutes: Int
  public var zoneName: String

  public init(_ language: Language, offsetMinutes: Int = 420, zoneName: String = "WIB") {
    self.language = language
    self.offsetMinutes = offsetMinutes
    self.zoneName = zoneName
  }

  public var words: Catalogue { Words.of(language) }

  /// `1.234.567` or `1,234,567`.
  public func number(_ value: some BinaryInteger) -> String {
    let digits = Array(String(value.magnitude))
    var out = value < 0 ? "−" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { out += language == .id ? "." : "," }
      out.append(digit)
    }
    return out
  }

  /// With its sign: `+12`, `−3`, `0`.
  public func signed(_ value: some BinaryInteger) -> String { value > 0 ? "+" + number(value) : number(value) }

  /// Depth in whole centimetres, rounded to the nearest: `50 cm`.
  public func centimetres(_ millimetres: Int32) -> String { "\(number((Int(millimetres) + 5) / 10)) cm" }

  /// `7 Oktober 2021` or `7 October 2021`.
  public func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.parts
    return "\(day) \(words("month.\(month)")) \(year)"
  }

  public func longDate(_ date: CivilDate) -> String { "\(words("day.\(date.weekday)")), \(self.date(date))" }

  /// `06.50` in Indonesian letters, `06:50` in English.
  public func clock(_ instant: Instant) -> String {
    let text = instant.clock(offsetMinutes: offsetMinutes)
    return language == .id ? text : text.replacing(".", with: ":")
  }

  /// `7 Oktober 2021 06.50 WIB`.
  public func moment(_ instant: Instant) -> String {
    "\(date(instant.date(offsetMinutes: offsetMinutes))) \(clock(instant)) \(zoneName)"
  }

  /// `7 Oktober 2021 05.00–09.00 WIB`; both dates where the span crosses midnight.
  public func span(_ interval: Interval) -> String {
    let first = interval.start.date(offsetMinutes: offsetMinutes)
    let last = interval.end.date(offsetMinutes: offsetMinutes)
    if first == last { return "\(date(first)) \(clock(interval.start))–\(clock(interval.end)) \(zoneName)" }
    return "\(date(first)) \(clock(interval.start)) – \(date(last)) \(clock(interval.end)) \(zoneName)"
  }

  /// `a, b, dan c`.
  public func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let head = items.dropLast().joined(separator: ", ")
    return head + (items.count > 2 ? ", " : " ") + words("list.and") + " " + last
  }
}

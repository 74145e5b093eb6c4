/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Inside Siaga all instants are UTC. People read them at the city's fixed offset (WIB is +07:00), which is an argument
/// wherever text is made: no clock and no time zone database is asked.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch, UTC. Text form covers years 1...9999.
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public init(date: CivilDate, minuteOfDay: Int = 0, offsetMinutes: Int) {
    milliseconds = (Int64(date.dayNumber) * 1440 + Int64(minuteOfDay - offsetMinutes)) * 60_000
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  public func adding(minutes: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(minutes) * 60_000) }

  /// Whole minutes from `other` to this instant, rounded down.
  public func minutes(since other: Instant) -> Int { Int(floorDivide(milliseconds - other.milliseconds, 60_000)) }

  public func date(offsetMinutes: Int) -> CivilDate {
    CivilDate(dayNumber: Int(floorDivide(milliseconds + Int64(offsetMinutes) * 60_000, 86_400_000)))
  }

  /// Minutes since local midnight, 0...1439.
  public func minuteOfDay(offsetMinutes: Int) -> Int {
    let local = floorDivide(milliseconds, 60_000) + Int64(offsetMinutes)
    return Int(local - floorDivide(local, 1440) * 1440)
  }

  /// RFC 3339 in UTC with milliseconds only where they are not zero: `2021-10-07T23:50:00Z`.
  public var text: String {
    let date = date(offsetMinutes: 0)
    let rest = milliseconds - Int64(date.dayNumber) * 86_400_000
    let second = Int(rest / 1000)
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    let fraction = Int(rest % 1000)
    let tail = fraction == 0 ? "" : "." + String(repeating: "0", count: 3 - String(fraction).count) + String(fraction)
    return "\(date.text)T\(clock)\(tail)Z"
  }

  /// Clock as Indonesian letters write it: `06.50`.
  public func clock(offsetMinutes: Int) -> String {
    let minute = minuteOfDay(offsetMinutes: offsetMinutes)
    return "\(two(minute / 60)).\(two(minute % 60))"
  }

  /// Reads RFC 3339 with `Z` or an offset, seconds optional; a text without an offset is local time at `offsetMinutes`.
  /// Returns nil for anything else (impossible dates included).
  public init?(_ text: some StringProtocol, offsetMinutes defaultOffset: Int? = nil) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes.count <= 35, let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let hour = number(bytes, 11, 13), bytes[13] == UInt8(ascii: ":"), let minute = number(bytes, 14, 16),
      hour <= 23, minute <= 59
    else { return nil }
    var at = 16
    var millis = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
      guard let second = number(bytes, 17, 19), second <= 59 else { return nil }
      millis = second * 1000
      at = 19
      if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
        at += 1
        var scale = 100
        let start = at
        while at < bytes.count, let digit = digit(bytes[at]) {
          millis += digit * scale
          scale /= 10
          at += 1
        }
        if at == start { return nil }
      }
    }
    guard let offset = Self.offset(bytes, at, defaultOffset) else { return nil }
    milliseconds = (Int64(date.dayNumber) * 1440 + Int64(hour * 60 + minute - offset)) * 60_000 + Int64(millis)
  }

  private static func offset(_ bytes: [UInt8], _ at: Int, _ defaultOffset: Int?) -> Int? {
    if at == bytes.count { return defaultOffset }
    if at == bytes.count - 1, bytes[at] == UInt8(ascii: "Z") { return 0 }
    guard at == bytes.count - 6, bytes[at + 3] == UInt8(ascii: ":"), let hour = number(bytes, at + 1, at + 3),
      let minute = number(bytes, at + 4, at + 6), hour <= 14, minute <= 59
    else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "+"): return hour * 60 + minute
    case UInt8(ascii: "-"): return -(hour * 60 + minute)
    default: return nil
    }
  }
}

/// A day of the Gregorian calendar, without a time zone.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public var dayNumber: Int

  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// Nil where no such day exists. Years 1...9999. Algorithm: H. Hinnant, "chrono-compatible low-level date algorithms".
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(month: month, year: year) else {
      return nil
    }
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    dayNumber = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Reads `YYYY-MM-DD` only; spreadsheets' other forms are the business of `Intake`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(bytes, 0, 4),
      let month = number(bytes, 5, 7), let day = number(bytes, 8, 10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public static func days(month: Int, year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  public var parts: (year: Int, month: Int, day: Int) {
    let z = dayNumber + 719_468
    let era = Int(floorDivide(Int64(z), 146_097))
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  /// 1 Monday ... 7 Sunday (ISO 8601).
  public var weekday: Int { Int(dayNumber + 3 - Int(floorDivide(Int64(dayNumber + 3), 7)) * 7) + 1 }

  public var text: String {
    let (year, month, day) = parts
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-\(two(month))-\(two(day))"
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.dayNumber < b.dayNumber }
}

/// A half-open span of time, `start..<end`.
public struct Interval: Hashable, Sendable {
  public var start: Instant
  public var end: Instant

  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  public var minutes: Int { end.minutes(since: start) }
  public func overlaps(_ other: Interval) -> Bool { start < other.end && other.start < end }
  public func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
  public func contains(_ other: Interval) -> Bool { start <= other.start && other.end <= end }
}

func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let q = a / b
  return a % b < 0 ? q - 1 : q
}

private func digit(_ byte: UInt8) -> Int? { byte >= 48 && byte <= 57 ? Int(byte) - 48 : nil }

private func number(_ bytes: [UInt8], _ from: Int, _ to: Int) -> Int? {
  guard to <= bytes.count else { return nil }
  var value = 0
  for i in from..<to {
    guard let d = digit(bytes[i]) else { return nil }
    value = value * 10 + d
  }
  return value
}

import Basics
import Incident

/// What a person can and may do, and when.
extension RosterRowReader {
  static let maximumCompetencies = 40
  static let maximumIntervals = 60
  static let maximumLimits = 12

  mutating func competencies(_ row: CSVRow) -> [HeldCompetency] {
    let words = FieldText.words(fields.text(.competencies, row))
    if words.count > Self.maximumCompetencies {
      fault(
        .competencies, row, "roster.competency.many", "\(words.count) competencies; expected at most \(Self.maximumCompetencies)")
      return []
    }
    var held: [HeldCompetency] = []
    for word in words {
      guard let one = competency(word, row) else { continue }
      if let at = held.firstIndex(where: { $0.competency == one.competency }) {
        warn(
          .competencies, row, "roster.competency.twice", "names a competency twice; the higher level was kept", value: word)
        if one.level > held[at].level { held[at] = one }
      } else {
        held.append(one)
      }
    }
    return held.sorted { $0.competency < $1.competency }
  }

  private mutating func competency(_ word: String, _ row: CSVRow) -> HeldCompetency? {
    let parts = word.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard let id = lookups.competency(parts[0]) else {
      let guess = lookups.suggestCompetency(parts[0])
      fault(
        .competencies, row, "roster.competency.unknown", "is not in the catalogue of competencies", value: parts[0],
        advice: guess.map { "\"\($0)\" was meant." })
      return nil
    }
    guard parts.count >= 2, let level = FieldText.integer(parts[1]), Competency.levels.contains(level) else {
      let found = parts.count < 2 ? "has no level" : "has the level \(quoted(parts[1]))"
      fault(
        .competencies, row, "roster.competency.level", "\(found); expected code:level with a level of 1 to 5, as \(id):3",
        value: word)
      return nil
    }
    guard parts.count == 3 else { return HeldCompetency(competency: id, level: level) }
    guard let until = FieldText.date(parts[2]) else {
      fault(
        .competencies, row, "roster.competency.date",
        "has no day of the calendar behind its level; expected \(id):\(level):YYYY-MM-DD",
        value: word, advice: FieldText.dateAdvice(parts[2]))
      return nil
    }
    let one = HeldCompetency(competency: id, level: level, validUntil: until)
    if !one.isValid(on: context.today) {
      warn(
        .competencies, row, "roster.competency.expired", "expired before \(context.today.text) and does not count", value: word,
        advice: "a refresher was taken: write its new end.")
    }
    return one
  }

  /// `no_night no_water:2021-12-31`: the limit and its end, never the reason.
  mutating func dutyLimits(_ row: CSVRow) -> [DutyLimit] {
    var limits: [DutyLimit] = []
    let words = FieldText.words(fields.text(.dutyLimits, row))
    if words.count > Self.maximumLimits {
      fault(.dutyLimits, row, "roster.limit.many", "\(words.count) duty limits; expected at most \(Self.maximumLimits)")
      return []
    }
    for word in words {
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let kind = DutyLimitText.read(parts[0]) else {
        fault(
          .dutyLimits, row, "roster.limit.unknown", "is no duty limit; expected no_night, no_water or no_lifting", value: word,
          advice: suggestion(for: parts[0], among: DutyLimit.Kind.allCases.map(\.rawValue)).map { "\"\($0)\" was meant." }
            ?? "it names a reason: only the limit and its end belong here.")
        continue
      }
      guard parts.count == 2 else {
        limits.append(DutyLimit(kind))
        continue
      }
      if let until = date(parts[1], .dutyLimits, row) { limits.append(DutyLimit(kind, until: until)) }
    }
    return limits
  }

  mutating func available(_ row: CSVRow) -> [Interval] {
    let text = fields.text(.available, row)
    if text.isEmpty { return [] }
    let words = FieldText.words(text)
    if words.count > Self.maximumIntervals {
      fault(.available, row, "roster.available.many", "\(words.count) spans of time; expected at most \(Self.maximumIntervals)")
      return []
    }
    var intervals: [Interval] = []
    for word in words {
      guard let interval = IntervalText.read(word, offsetMinutes: context.offsetMinutes) else {
        fault(
          .available, row, "roster.available",
          "is no span of time; expected FROM/TO with dates or times as 2021-10-07/2021-10-09, one end may be empty", value: word)
        continue
      }
      intervals.append(interval)
    }
    return intervals
  }

  mutating func contract(_ row: CSVRow) -> CivilDate? {
    let text = fields.text(.contractUntil, row)
    if text.isEmpty || text == "-" { return nil }
    let end = date(text, .contractUntil, row)
    if let end, end < context.today {
      warn(
        .contractUntil, row, "roster.contract.ended", "ended before \(context.today.text): the person is not called", value: text,
        advice: "it was extended: write its new end.")
    }
    return end
  }

  mutating func recentHours(_ row: CSVRow) -> Int {
    let text = fields.text(.recentDutyHours, row)
    if text.isEmpty { return 0 }
    if let hours = FieldText.integer(text), hours <= 720 { return hours }
    fault(.recentDutyHours, row, "roster.hours", "is no count of hours of the last 30 days; expected 0 to 720", value: text)
    return 0
  }
}

enum DutyLimitText {
  static func read(_ text: String) -> DutyLimit.Kind? {
    switch RosterLookups.key(text) {
    case "no night", "tanpa malam": .noNight
    case "no water", "tanpa air": .noWater
    case "no lifting", "tanpa angkat": .noLifting
    default: nil
    }
  }
}

/// Spans of time: `2021-10-07/2021-10-09` (whole days, both included), `2021-10-07T19:00/2021-10-08T07:00` (local time, or with
/// an offset); an empty end is open.
enum IntervalText {
  /// Stand for "since ever" and "for ever".
  static let first = Instant(milliseconds: 0)
  static let last = Instant(milliseconds: 253_402_214_400_000)

  static func read(_ text: String, offsetMinutes: Int) -> Interval? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !(parts[0].isEmpty && parts[1].isEmpty) else { return nil }
    guard let start = parts[0].isEmpty ? first : instant(parts[0], offsetMinutes, isEnd: false),
      let end = parts[1].isEmpty ? last : instant(parts[1], offsetMinutes, isEnd: true), start < end
    else { return nil }
    return Interval(start: start, end: end)
  }

  private static func instant(_ text: Substring, _ offsetMinutes: Int, isEnd: Bool) -> Instant? {
    if let date = CivilDate(text) {
      return Instant(date: CivilDate(dayNumber: date.dayNumber + (isEnd ? 1 : 0)), offsetMinutes: offsetMinutes)
    }
    return Instant(text, offsetMinutes: offsetMinutes)
  }

  static func write(_ interval: Interval, offsetMinutes: Int) -> String {
    let start = interval.start == first ? "" : text(interval.start, offsetMinutes, isEnd: false)
    return start + "/" + (interval.end == last ? "" : text(interval.end, offsetMinutes, isEnd: true))
  }

  private static func text(_ instant: Instant, _ offsetMinutes: Int, isEnd: Bool) -> String {
    let day = instant.date(offsetMinutes: offsetMinutes)
    if Instant(date: day, offsetMinutes: offsetMinutes) == instant {
      return CivilDate(dayNumber: day.dayNumber - (isEnd ? 1 : 0)).text
    }
    return instant.text
  }
}

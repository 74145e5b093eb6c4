import Basics

/// Deadlines of complaints by the city's working days: pure arithmetic, no clock.
///
/// The day of receipt is not counted. Day 1 is the first working day after it, whatever the hour and whether or not it came on a
/// day off. A deadline has passed when its last day has, by the city's clock.
public struct ServiceClock: Hashable, Sendable {
  public var calendar: CityCalendar
  public var rules: DutyRules
  /// WIB is 420.
  public var offsetMinutes: Int
  public var settings: ServiceSettings

  public init(
    calendar: CityCalendar = CityCalendar(), rules: DutyRules = DutyRules(), offsetMinutes: Int = 420,
    settings: ServiceSettings = ServiceSettings()
  ) {
    self.calendar = calendar
    self.rules = rules
    self.offsetMinutes = offsetMinutes
    self.settings = settings
  }

  public init(_ city: City) {
    self.init(calendar: city.calendar, rules: city.rules, offsetMinutes: city.offsetMinutes, settings: city.service)
  }

  public func day(_ instant: Instant) -> CivilDate { instant.date(offsetMinutes: offsetMinutes) }

  /// Neither weekend nor holiday nor joint leave.
  public func isWorkingDay(_ day: CivilDate) -> Bool { calendar.officeHours(on: day, rules: rules) != nil }

  /// The `count`-th working day after a day; for a negative count before it; 0 gives the day itself.
  /// - Complexity: O(days x spans). A calendar without any working day within 4,000 days counts plain days.
  public func workingDay(_ count: Int, after day: CivilDate) -> CivilDate {
    let step = count < 0 ? -1 : 1
    var at = day.dayNumber
    var left = abs(count)
    var looked = 0
    while left > 0 {
      at += step
      looked += 1
      if looked > Self.horizon { return CivilDate(dayNumber: day.dayNumber + count) }
      if isWorkingDay(CivilDate(dayNumber: at)) { left -= 1 }
    }
    return CivilDate(dayNumber: at)
  }

  private static let horizon = 4_000

  /// Working days in `first < day <= last`; negative where `last` is before `first`.
  public func workingDays(from first: CivilDate, to last: CivilDate) -> Int {
    if last < first { return -workingDays(from: last, to: first) }
    let span = min(last.dayNumber - first.dayNumber, 40_000)
    return (0..<span).count { isWorkingDay(CivilDate(dayNumber: first.dayNumber + $0 + 1)) }
  }

  /// First instant after a day: from then on what was due on it is late.
  public func end(of day: CivilDate) -> Instant {
    Instant(milliseconds: (Int64(day.dayNumber + 1) * 1_440 - Int64(offsetMinutes)) * 60_000)
  }

  /// When the offices open on a day; on a day off when they would on another.
  public func opening(of day: CivilDate) -> Instant {
    let minute = calendar.officeHours(on: day, rules: rules)?.lowerBound ?? rules.officeStartMinute
    return Instant(milliseconds: (Int64(day.dayNumber) * 1_440 + Int64(minute) - Int64(offsetMinutes)) * 60_000)
  }

  /// Deadlines of a complaint, and when who is reminded or told of a delay.
  ///
  /// Steps that lie before `now` are left out, but for the highest of each stage: what is imported late is not chased ten times.
  public func terms(_ kind: ComplaintKind, receivedAt: Instant, now: Instant) -> ComplaintTerms {
    let rule = settings.rule(kind)
    let from = day(receivedAt)
    let first = workingDay(rule.first, after: from)
    let answer = workingDay(rule.answer, after: from)
    let all =
      steps(.first, due: first, from: from, remind: settings.remindFirst)
      + steps(.answer, due: answer, from: from, remind: settings.remindAnswer)
    var kept = all.filter { $0.at > now }
    for stage in ComplaintStage.allCases {
      let past = all.filter { $0.about == stage && $0.at <= now }
      if let highest = past.max(by: { ($0.level, $0.at) < ($1.level, $1.at) }) { kept.append(highest) }
    }
    kept.sort { ($0.at, $0.about == .first ? 0 : 1, $0.level) < ($1.at, $1.about == .first ? 0 : 1, $1.level) }
    return ComplaintTerms(firstDue: first, answerDue: answer, rule: rule.source, steps: kept)
  }

  /// Reminders on working days before the deadline that lie after the receipt; then the ladder.
  private func steps(_ stage: ComplaintStage, due: CivilDate, from: CivilDate, remind: [Int]) -> [ComplaintStep] {
    let reminders = remind.map { workingDay(-$0, after: due) }.filter { $0 > from }.map {
      ComplaintStep(about: stage, level: 0, at: opening(of: $0))
    }
    let rungs = settings.ladder.enumerated().map { level, rung in
      ComplaintStep(about: stage, level: level + 1, at: opening(of: workingDay(rung.daysLate, after: due)))
    }
    return reminders + rungs
  }
}

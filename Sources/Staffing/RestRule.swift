import Basics
import Incident

/// Rest between duties: office hours, standing duty, earlier and later duties count as work, and so do the minutes of hand-over
/// before a duty.
///
/// Office hours of days before the duty's day were or will be worked. On the day itself the order releases (where
/// `dutyReplacesOfficeHours` holds): only what was worked before the order went out counts. Where it does not hold, all office
/// hours count, and a duty may neither overlap them nor end too short before them. A night duty releases from the office hours
/// that follow it (`nightReleasesOfficeDay`). The calendar says which days are office days, and from when to when.
struct RestRule: Sendable {
  let rules: DutyRules
  let shift: Shift
  /// Office hours near the shift that count as work.
  private let officeSpans: [Interval]
  /// Same for everybody who keeps office hours and has no night duty before them.
  let officeRestUntil: Instant?

  init(rules: DutyRules, calendar: CityCalendar = CityCalendar(), offsetMinutes: Int, shift: Shift, now: Instant) {
    self.rules = rules
    self.shift = shift
    var spans = Self.officeSpans(rules, calendar, offsetMinutes: offsetMinutes, shift: shift, now: now)
    if shift.isNight, rules.nightReleasesOfficeDay { spans.removeAll { Self.releases(shift.interval, from: $0) } }
    officeSpans = spans
    officeRestUntil = spans.compactMap { Self.conflict($0, isNight: false, rules, shift) }.max()
  }

  /// When the person has rested enough; nil where this shift is in order. The latest of all conflicts.
  func restNeeded(keepsOfficeHours: Bool, work: [WorkSpan]) -> Instant? {
    var latest = keepsOfficeHours ? officeRest(after: work) : nil
    for span in work {
      var interval = span.interval
      interval.start = interval.start.adding(minutes: -rules.handoverMinutes)
      guard let until = Self.conflict(interval, isNight: span.isNight, rules, shift) else { continue }
      latest = max(latest ?? until, until)
    }
    return latest
  }

  private func officeRest(after work: [WorkSpan]) -> Instant? {
    guard officeRestUntil != nil, rules.nightReleasesOfficeDay, work.contains(where: \.isNight) else { return officeRestUntil }
    let nights = work.filter(\.isNight)
    return officeSpans.filter { span in !nights.contains { Self.releases($0.interval, from: span) } }
      .compactMap { Self.conflict($0, isNight: false, rules, shift) }.max()
  }

  /// Whether a night duty releases from office hours: those that begin within a day of its end.
  static func releases(_ night: Interval, from office: Interval) -> Bool {
    night.end <= office.start && office.start.minutes(since: night.end) < 24 * 60
  }

  private static func conflict(_ work: Interval, isNight: Bool, _ rules: DutyRules, _ shift: Shift) -> Instant? {
    guard work.start < work.end else { return nil }
    let after = work.end.adding(minutes: 60 * (isNight ? rules.restHoursAfterNight : rules.restHours))
    let begin = shift.interval.start.adding(minutes: -rules.handoverMinutes)
    if work.end <= shift.interval.start { return after > begin ? after.adding(minutes: rules.handoverMinutes) : nil }
    let rested = shift.interval.end.adding(minutes: 60 * (shift.isNight ? rules.restHoursAfterNight : rules.restHours))
    return rested > work.start ? after : nil
  }

  private static func officeSpans(
    _ rules: DutyRules, _ calendar: CityCalendar, offsetMinutes: Int, shift: Shift, now: Instant
  ) -> [Interval] {
    let day = shift.interval.start.date(offsetMinutes: offsetMinutes)
    let days = rules.dutyReplacesOfficeHours ? -3...0 : -3...3
    return days.compactMap { step in
      let date = CivilDate(dayNumber: day.dayNumber + step)
      guard let hours = calendar.officeHours(on: date, rules: rules) else { return nil }
      var span = Interval(
        start: Instant(date: date, minuteOfDay: hours.lowerBound, offsetMinutes: offsetMinutes),
        end: Instant(date: date, minuteOfDay: hours.upperBound, offsetMinutes: offsetMinutes))
      if rules.dutyReplacesOfficeHours, step == 0 { span.end = min(span.end, max(now, span.start), shift.interval.start) }
      return span.start < span.end ? span : nil
    }
  }
}

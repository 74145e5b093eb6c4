import Basics
import Incident

/// Rest between duties: office hours, standing duty, earlier and later duties count as work.
///
/// Office hours of days before the duty's day were or will be worked. On the day itself the order releases (where
/// `dutyReplacesOfficeHours` holds): only what was worked before the order went out counts. Where it does not hold, all office
/// hours count, and a duty may neither overlap them nor end too short before them.
struct RestRule: Sendable {
  let rules: DutyRules
  let offsetMinutes: Int
  let shift: Shift
  let now: Instant
  /// Same for everybody who keeps office hours.
  let officeRestUntil: Instant?

  init(rules: DutyRules, offsetMinutes: Int, shift: Shift, now: Instant) {
    self.rules = rules
    self.offsetMinutes = offsetMinutes
    self.shift = shift
    self.now = now
    let spans = Self.officeSpans(rules: rules, offsetMinutes: offsetMinutes, shift: shift, now: now)
    officeRestUntil = spans.compactMap { Self.conflict($0, isNight: false, rules, shift) }.max()
  }

  /// When the person has rested enough; nil where this shift is in order. The latest of all conflicts.
  func restNeeded(keepsOfficeHours: Bool, work: [WorkSpan]) -> Instant? {
    var latest = keepsOfficeHours ? officeRestUntil : nil
    for span in work {
      guard let until = Self.conflict(span.interval, isNight: span.isNight, rules, shift) else { continue }
      latest = max(latest ?? until, until)
    }
    return latest
  }

  private static func conflict(_ work: Interval, isNight: Bool, _ rules: DutyRules, _ shift: Shift) -> Instant? {
    guard work.start < work.end else { return nil }
    let after = work.end.adding(minutes: 60 * (isNight ? rules.restHoursAfterNight : rules.restHours))
    if work.end <= shift.interval.start { return after > shift.interval.start ? after : nil }
    let rested = shift.interval.end.adding(minutes: 60 * (shift.isNight ? rules.restHoursAfterNight : rules.restHours))
    return rested > work.start ? after : nil
  }

  private static func officeSpans(rules: DutyRules, offsetMinutes: Int, shift: Shift, now: Instant) -> [Interval] {
    guard rules.officeStartMinute < rules.officeEndMinute else { return [] }
    let day = shift.interval.start.date(offsetMinutes: offsetMinutes)
    let days = rules.dutyReplacesOfficeHours ? -3...0 : -3...3
    return days.compactMap { step in
      let date = CivilDate(dayNumber: day.dayNumber + step)
      guard rules.officeDays.contains(date.weekday) else { return nil }
      var span = Interval(
        start: Instant(date: date, minuteOfDay: rules.officeStartMinute, offsetMinutes: offsetMinutes),
        end: Instant(date: date, minuteOfDay: rules.officeEndMinute, offsetMinutes: offsetMinutes))
      if rules.dutyReplacesOfficeHours, step == 0 { span.end = min(span.end, max(now, span.start), shift.interval.start) }
      return span.start < span.end ? span : nil
    }
  }
}

import Basics

/// The Friday prayer as a rule of the city (`DutyRules.fridayPrayer`) that holds for all: nobody's religion is kept. Hand-overs and
/// meetings keep clear of it; a post that must not stand empty stays manned.
extension City {
  /// The windows of Friday prayer that an interval touches, in order. O(days of the interval)
  public func fridayPrayers(within interval: Interval) -> [Interval] {
    guard let window = rules.fridayPrayer, interval.start < interval.end else { return [] }
    let first = interval.start.date(offsetMinutes: offsetMinutes).dayNumber
    let last = interval.end.date(offsetMinutes: offsetMinutes).dayNumber
    guard last - first <= 366 else { return [] }
    return (first...last).compactMap { number in
      let date = CivilDate(dayNumber: number)
      guard date.weekday == 5 else { return nil }
      let prayer = Interval(
        start: Instant(date: date, minuteOfDay: window.lowerBound, offsetMinutes: offsetMinutes),
        end: Instant(date: date, minuteOfDay: window.upperBound, offsetMinutes: offsetMinutes))
      return prayer.overlaps(interval) ? prayer : nil
    }
  }

  /// The beginning and the end of a shift, as far as they lie within a Friday prayer: times at which posts would be handed over.
  public func handoversInFridayPrayer(of shift: Shift) -> [Instant] {
    let begun = rules.handoverMinutes > 0 ? [shift.interval.start.adding(minutes: -rules.handoverMinutes)] : []
    return (begun + [shift.interval.start, shift.interval.end]).filter { instant in
      fridayPrayers(within: Interval(start: instant.adding(minutes: -1), end: instant.adding(minutes: 1)))
        .contains { $0.start < instant && instant < $0.end }
    }
  }
}

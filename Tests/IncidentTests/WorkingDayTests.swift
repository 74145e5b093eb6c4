import Basics
import Testing

@testable import Incident

@Suite("Deadlines by working days") struct WorkingDayTests {
  /// Christmas with joint leave, New Year; Idul Fitri over a week; a Ramadan that shortens hours and closes nothing.
  static let calendar = CityCalendar(spans: [
    span(.nationalHoliday, "2026-12-25", "2026-12-25"), span(.jointLeave, "2026-12-24", "2026-12-24"),
    span(.nationalHoliday, "2027-01-01", "2027-01-01"), span(.ramadan, "2027-02-08", "2027-03-09"),
    span(.nationalHoliday, "2027-03-10", "2027-03-11"), span(.jointLeave, "2027-03-12", "2027-03-15"),
  ])
  static let clock = ServiceClock(calendar: calendar)

  static func span(_ kind: CalendarSpan.Kind, _ from: String, _ to: String) -> CalendarSpan {
    CalendarSpan(
      kind: kind, first: CivilDate(from)!, last: CivilDate(to)!, name: Bilingual(id: from, en: from),
      officeHours: kind == .ramadan ? 480..<900 : nil)
  }
  static func day(_ text: String) -> CivilDate { CivilDate(text)! }
  static func at(_ text: String) -> Instant { Instant("\(text)+07:00")! }

  @Test(
    "working days over weekends, holidays of the file, the year's change and leap days",
    arguments: [
      // from, days, to
      ("2026-11-24", 3, "2026-11-27"), ("2026-11-26", 3, "2026-12-01"), ("2026-11-28", 1, "2026-11-30"),
      ("2026-12-23", 1, "2026-12-28"), ("2026-12-30", 3, "2027-01-05"), ("2026-12-31", 1, "2027-01-04"),
      ("2027-03-09", 3, "2027-03-18"), ("2027-02-10", 5, "2027-02-17"), ("2028-02-25", 3, "2028-03-01"),
      ("2027-02-25", 3, "2027-03-02"), ("2100-02-26", 1, "2100-03-01"), ("2026-11-24", 0, "2026-11-24"),
      ("2026-11-30", -1, "2026-11-27"), ("2027-01-04", -1, "2026-12-31"), ("2026-12-28", -2, "2026-12-22"),
    ])
  func table(from: String, days: Int, to: String) {
    #expect(Self.clock.workingDay(days, after: Self.day(from)) == Self.day(to))
  }

  @Test("counting days and adding them agree, day by day, over eight years with a plain count as oracle") func agree() {
    for offset in stride(from: 0, to: 2_922, by: 7) {
      let from = CivilDate(dayNumber: Self.day("2024-01-01").dayNumber + offset)
      for days in [1, 3, 14, 60] {
        let to = Self.clock.workingDay(days, after: from)
        var plain = 0
        var at = from.dayNumber
        while plain < days {
          at += 1
          let day = CivilDate(dayNumber: at)
          let isHoliday = Self.calendar.spans.contains { $0.kind != .ramadan && $0.first <= day && day <= $0.last }
          if day.weekday <= 5 && !isHoliday { plain += 1 }
        }
        #expect(to.dayNumber == at, "\(from.text) + \(days)")
        #expect(Self.clock.workingDays(from: from, to: to) == days)
        #expect(Self.clock.workingDay(-days, after: Self.clock.workingDay(days + 1, after: from)) <= to)
      }
    }
    #expect(Self.clock.workingDays(from: Self.day("2026-12-01"), to: Self.day("2026-11-27")) == -2)
  }

  @Test(
    "the law's days by kind: 3 to the first response, then 5, 14 or 60",
    arguments: [
      (ComplaintKind.information, "2026-11-24T23:30:00", "2026-11-27", "2026-12-01"),
      (.simple, "2026-11-28T09:00:00", "2026-12-02", "2026-12-04"), (.desk, "2026-12-18T09:00:00", "2026-12-23", "2027-01-12"),
      (.inspection, "2026-12-18T09:00:00", "2026-12-23", "2027-03-23"),
    ])
  func kinds(kind: ComplaintKind, received: String, first: String, answer: String) {
    let at = Self.at(received)
    let terms = Self.clock.terms(kind, receivedAt: at, now: at)
    #expect(terms.firstDue == Self.day(first))
    #expect(terms.answerDue == Self.day(answer))
    #expect(terms.steps.map(\.at) == terms.steps.map(\.at).sorted() && terms.steps.allSatisfy { $0.at > at })
  }

  @Test("reminders come on working mornings before, escalations after; of what is long past only the highest is told")
  func steps() {
    let terms = Self.clock.terms(.simple, receivedAt: Self.at("2026-12-21T10:00:00"), now: Self.at("2026-12-21T10:00:00"))
    // Due 28 December and 30 December: the joint leave and Christmas lie between.
    #expect(terms.firstDue == Self.day("2026-12-28") && terms.answerDue == Self.day("2026-12-30"))
    let seen = terms.steps.map { "\($0.about.rawValue) \($0.level) \($0.at.date(offsetMinutes: 420).text)" }
    #expect(
      Set(seen) == [
        "first 0 2026-12-23", "answer 0 2026-12-23", "first 1 2026-12-29", "answer 0 2026-12-29", "answer 1 2026-12-31",
        "first 2 2026-12-31", "first 3 2027-01-05", "answer 2 2027-01-05", "answer 3 2027-01-07",
      ] && seen.count == 9, "\(seen)")
    #expect(terms.steps.map(\.at) == terms.steps.map(\.at).sorted())
    #expect(terms.steps.allSatisfy { $0.at.minuteOfDay(offsetMinutes: 420) == 450 })
    let late = Self.clock.terms(.simple, receivedAt: Self.at("2026-12-21T10:00:00"), now: Self.at("2027-02-01T10:00:00"))
    #expect(late.steps.map(\.level) == [3, 3])
    #expect(Self.clock.end(of: Self.day("2026-12-28")) == Self.at("2026-12-29T00:00:00"))
    let ramadan = Self.clock.opening(of: Self.day("2027-02-10"))
    #expect(ramadan.minuteOfDay(offsetMinutes: 420) == 480)
  }

  @Test("a calendar without any working day falls back to plain days instead of never ending") func never() {
    var clock = Self.clock
    clock.rules.officeDays = []
    #expect(clock.workingDay(3, after: Self.day("2026-11-24")) == Self.day("2026-11-27"))
  }
}

import Basics
import Incident
import Testing

@testable import Staffing

private func town(_ day: String, from: Int, minutes: Int) -> SmallCity {
  var town = SmallCity(day: day, from: from, minutes: minutes)
  town.city.rules.fridayPrayer = 705..<780
  town.role("guard")
  town.person("one")
  town.post("guard")
  return town
}

private func caveats(_ town: SmallCity) -> [Plan.Caveat] {
  (town.planned().plan?.caveats ?? []).filter { $0 == .fridayPrayer || $0 == .handoverInFridayPrayer }
}

@Test("A hand-over within the Friday prayer is named, one before or after it is not")
func aHandoverWithinTheFridayPrayerIsNamed() {
  // 2021-10-08 was a Friday.
  #expect(caveats(town("2021-10-08", from: 420, minutes: 300)) == [.fridayPrayer, .handoverInFridayPrayer])
  #expect(caveats(town("2021-10-08", from: 720, minutes: 300)) == [.fridayPrayer, .handoverInFridayPrayer])
  #expect(caveats(town("2021-10-08", from: 780, minutes: 300)) == [])
  #expect(caveats(town("2021-10-08", from: 405, minutes: 300)) == [])
  #expect(caveats(town("2021-10-08", from: 600, minutes: 300)) == [.fridayPrayer])
  #expect(caveats(town("2021-10-07", from: 720, minutes: 300)) == [])
  var early = town("2021-10-08", from: 790, minutes: 300)
  early.city.rules.handoverMinutes = 15
  #expect(caveats(early) == [.handoverInFridayPrayer])
  var without = town("2021-10-08", from: 720, minutes: 300)
  without.city.rules.fridayPrayer = nil
  #expect(caveats(without) == [])
}

@Test("A shift of several days meets each of its Fridays")
func aShiftOfSeveralDaysMeetsEachOfItsFridays() {
  var town = SmallCity()
  town.city.rules.fridayPrayer = 705..<780
  let start = Instant(date: CivilDate(dayNumber: 18_900), minuteOfDay: 0, offsetMinutes: 420)
  let fridays = town.city.fridayPrayers(within: Interval(start: start, end: start.adding(minutes: 21 * 1440)))
  #expect(fridays.count == 3)
  #expect(fridays.allSatisfy { $0.minutes == 75 && $0.start.date(offsetMinutes: 420).weekday == 5 })
  #expect(town.city.fridayPrayers(within: Interval(start: start, end: start)) == [])
}

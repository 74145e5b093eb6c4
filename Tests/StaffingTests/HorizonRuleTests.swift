import Basics
import Geography
import Incident
import Testing

@testable import Staffing

/// A small city whose shifts are added one by one.
private struct Days {
  var town = SmallCity(day: "2021-10-09", from: 0)
  private(set) var inputs: [StaffingInput] = []

  /// Minutes from the first midnight.
  mutating func shift(_ id: ShiftID, _ from: Int, _ to: Int, _ posts: [(role: RoleID, place: Int, heads: Int)]) {
    let midnight = Instant(date: CivilDate("2021-10-09") ?? CivilDate(dayNumber: 0), offsetMinutes: 420)
    let interval = Interval(start: midnight.adding(minutes: from), end: midnight.adding(minutes: to))
    town.shift = Shift(
      id: id, name: Bilingual(id: "", en: ""), interval: interval, isNight: Shift.isNight(interval, offsetMinutes: 420))
    town.posts = posts.map { Post(role: $0.role, place: PlaceID("p\($0.place)"), shift: id, heads: $0.heads) }
    inputs.append(town.input())
  }

  func planned(_ change: (inout DutyRules) -> Void = { _ in }) -> (planner: HorizonPlanner, horizon: HorizonPlan) {
    let changed = inputs.map { input in
      var input = input
      change(&input.city.rules)
      return input
    }
    let input = HorizonInput(changed)
    var planner = HorizonPlanner(input)
    let horizon = planner.propose(workLimit: 200_000)
    #expect(HorizonChecker.violations(of: horizon, input: input) == [])
    return (planner, horizon)
  }
}

extension HorizonPlan {
  fileprivate func people(_ shift: Int) -> [String] { plans[shift].duties.map(\.staff.rawValue).sorted() }
}

@Test func whoIsNeededMoreLaterIsNotSpentEarly() {
  var days = Days()
  days.town.role("guard", class: .support)
  days.town.role("rescue", class: .lifeSafety) { $0.requires = [CompetencyLevel("water", level: 2)] }
  // The rescuer lives next to the first post; in turn they would guard it and rest when the rescue needs them.
  days.town.person("rescuer", area: 0, ["water": 3])
  days.town.person("guard", area: 3)
  days.shift("a", 480, 840, [("guard", 0, 1)])
  days.shift("b", 900, 1260, [("rescue", 0, 1)])
  let (_, horizon) = days.planned()
  #expect(horizon.people(0) == ["guard"])
  #expect(horizon.people(1) == ["rescuer"])
  #expect(horizon.isOptimal)
}

@Test func restIsReckonedInMinutesBetweenWindows() {
  var days = Days()
  days.town.role("guard")
  days.town.person("one")
  days.shift("a", 300, 540, [("guard", 0, 1)])
  days.shift("b", 1020, 1260, [("guard", 0, 1)])
  // Eight hours lie between the two.
  #expect(days.planned().horizon.unmetByTier == [0, 0, 0, 0, 0])
  #expect(days.planned { $0.restHours = 9 }.horizon.unmetByTier.reduce(0, +) == 1)
  // A quarter of an hour of hand-over before the second eats into the rest.
  #expect(days.planned { $0.handoverMinutes = 15 }.horizon.unmetByTier.reduce(0, +) == 1)
}

@Test func theLongerRestFollowsANight() {
  var days = Days()
  days.town.role("guard")
  days.town.person("one")
  days.shift("a", 1320, 1680, [("guard", 0, 1)])
  days.shift("b", 1680 + 600, 1680 + 960, [("guard", 0, 1)])
  #expect(days.planned().horizon.unmetByTier.reduce(0, +) == 1)
  #expect(days.planned { $0.restHoursAfterNight = 10 }.horizon.unmetByTier == [0, 0, 0, 0, 0])
}

@Test func nobodyServesMoreNightsInARowOrMoreDutiesThanTheCityAllows() {
  var days = Days()
  days.town.role("guard")
  days.town.person("one")
  for night in 0..<4 { days.shift(ShiftID("n\(night)"), 1320 + 1440 * night, 1680 + 1440 * night, [("guard", 0, 1)]) }
  #expect(days.planned().horizon.unmetByTier.reduce(0, +) == 0)
  // Two nights, one free, and one more.
  let (planner, horizon) = days.planned { $0.mostNightsInARow = 2 }
  #expect(horizon.unmetByTier.reduce(0, +) == 1)
  let empty = horizon.plans.firstIndex { $0.duties.isEmpty } ?? 0
  let post = planner.planners[empty].input.posts[0].id
  let why = planner.planners[empty].explain("one", post).verdict
  #expect(why == .ineligible([.nightsInARow(limit: 2)]))
  let few = days.planned { $0.mostDuties = 3 }
  #expect(few.horizon.unmetByTier.reduce(0, +) == 1)
  #expect(few.horizon.loads.map(\.duties) == [3])
}

@Test func theSamePersonAtTheSamePlaceIsCheaperThanAChange() {
  var days = Days()
  days.town.role("guard")
  days.town.person("west", area: 1)
  days.town.person("east", area: 2)
  days.shift("a", 480, 720, [("guard", 1, 1), ("guard", 2, 1)])
  days.shift("b", 1440 + 480, 1440 + 720, [("guard", 1, 1), ("guard", 2, 1)])
  // On the second day both wish to change, by a hair: west is banned from nothing, but its level at place 2 is what is wished.
  let (_, horizon) = days.planned()
  #expect(horizon.loads.allSatisfy { $0.placeChanges == 0 && $0.duties == 2 })
  #expect(horizon.isProvedByTier)
}

@Test func theLoadIsSharedOverTheHorizon() {
  var days = Days()
  days.town.role("guard")
  days.town.person("near", area: 0)
  days.town.person("far", area: 1)
  for day in 0..<4 { days.shift(ShiftID("d\(day)"), 480 + 1440 * day, 960 + 1440 * day, [("guard", 0, 1)]) }
  // A few minutes of travel do not outweigh eight hours more of duty for one of two.
  let (_, horizon) = days.planned { $0.weights.perRecentHour = 20 }
  #expect(horizon.loads.map(\.duties) == [2, 2])
}

@Test func aCrewIsWholeOrAshoreInEachShiftAndPeopleGoWhereTheyMakeOneWhole() {
  var days = Days()
  days.town.role("boat", class: .lifeSafety) { $0.minimumCrew = 3 }
  for person in 0..<4 { days.town.person(StaffID("s\(person)")) }
  days.shift("a", 480, 840, [("boat", 0, 3)])
  days.shift("b", 900, 1260, [("boat", 0, 3)])
  let (_, horizon) = days.planned()
  #expect(horizon.plans.map(\.duties.count).sorted() == [0, 3])
  #expect(horizon.unmetByTier == [0, 3, 0, 0, 0])
}

@Test func pinsInOneShiftAreWorkForAllOthers() {
  var days = Days()
  days.town.role("guard")
  days.town.person("one")
  days.town.person("two", area: 3)
  days.shift("a", 480, 840, [("guard", 0, 1)])
  days.shift("b", 900, 1260, [("guard", 0, 1)])
  var inputs = days.inputs
  inputs[1].pins = [Pin(staff: "one", post: inputs[1].posts[0].id)]
  let input = HorizonInput(inputs)
  var planner = HorizonPlanner(input)
  let horizon = planner.propose(workLimit: 100_000)
  #expect(HorizonChecker.violations(of: horizon, input: input) == [])
  #expect(horizon.people(0) == ["two"])
  #expect(horizon.plans[1].duties.map(\.source) == [.pinned])
}

@Test func aShortageIsWorthAHeadAndTheWorthNamesPostAndShift() {
  var days = Days()
  days.town.role("rescue", class: .lifeSafety) { $0.requires = [CompetencyLevel("water", level: 2)] }
  days.town.person("rescuer", ["water": 3])
  days.shift("a", 480, 840, [("rescue", 0, 1)])
  days.shift("b", 900, 1260, [("rescue", 0, 1)])
  let (_, horizon) = days.planned()
  #expect(horizon.unmetByTier == [0, 1, 0, 0, 0])
  #expect(horizon.isProvedByTier)
  #expect(Set(horizon.worths.map(\.post)) == ["rescue/p0/a", "rescue/p0/b"])
  #expect(horizon.worths.allSatisfy { $0.value > 300_000 && $0.value <= 400_000 })
}

@Test func officeHoursAreWorkOnlyOnTheDaysThatTheCalendarSays() {
  var town = SmallCity(day: "2021-10-20", from: 1140)
  town.role("guard")
  town.person("clerk") { $0.keepsOfficeHours = true }
  let post = town.post("guard")
  town.city.rules.dutyReplacesOfficeHours = false
  // Wednesday 19.00: the office ended three hours before.
  #expect(town.planned().people(post) == [])
  // Maulid Nabi was taken on that Wednesday.
  let holiday = CalendarSpan(
    kind: .nationalHoliday, first: CivilDate("2021-10-20") ?? CivilDate(dayNumber: 0),
    last: CivilDate("2021-10-21") ?? CivilDate(dayNumber: 0), name: Bilingual(id: "Maulid", en: "Maulid"))
  town.city.calendar = CityCalendar(spans: [holiday])
  let planned = town.planned()
  #expect(planned.people(post) == ["clerk"])
  #expect(planned.violations == [])
}

@Test func aNightDutyReleasesFromTheOfficeOfTheNextDay() {
  var town = SmallCity(day: "2021-10-19", from: 1440, minutes: 300, isNight: true)
  town.role("guard")
  town.person("clerk") { $0.keepsOfficeHours = true }
  let post = town.post("guard")
  town.city.rules.dutyReplacesOfficeHours = false
  // Midnight to 05.00, eight hours after the office; the office of the same morning is off.
  #expect(town.planned().people(post) == ["clerk"])
  #expect(town.planned().violations == [])
  town.city.rules.nightReleasesOfficeDay = false
  #expect(town.planned().people(post) == [])
}

@Test func aHorizonThatIsStoppedSaysWhoWouldServeBetterInAnotherShift() {
  var days = Days()
  days.town.role("guard", class: .support)
  days.town.role("rescue", class: .lifeSafety) { $0.requires = [CompetencyLevel("water", level: 2)] }
  days.town.person("rescuer", area: 0, ["water": 3])
  days.shift("a", 480, 840, [("guard", 0, 1)])
  days.shift("b", 900, 1260, [("rescue", 0, 1)])
  let input = HorizonInput(days.inputs)
  var planner = HorizonPlanner(input)
  let horizon = planner.propose(shouldStop: { true })
  #expect(HorizonChecker.violations(of: horizon, input: input) == [])
  let remedies = horizon.plans[1].shortages.flatMap(\.remedies)
  #expect(remedies.contains { $0.act == .serveInstead("rescuer", of: "guard/p0/a") && $0.gain > 200_000 })
}

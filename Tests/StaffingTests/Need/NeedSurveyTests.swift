import Basics
import Incident
import Testing

@testable import Staffing

@Suite("Need map")
struct NeedSurveyTests {
  private static func season(_ town: SmallCity, _ change: (inout StaffingInput) -> Void = { _ in }) -> NeedSeason {
    NeedSeason(name: "n", title: Bilingual(id: "n", en: "n"), postures: [], inputs: [town.input(change)])
  }

  private static func gap(_ seasons: [NeedSeason], from: String = "2021-10-09") -> StaffingGap {
    NeedSurvey(seasons: seasons, from: CivilDate(from) ?? CivilDate(dayNumber: 0)).gap()
  }

  @Test func wantedHeldLapsedAndEligibleAreCountedApart() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    town.person("able", ["first-aid": 3])
    town.person("resting", ["first-aid": 2])
    town.person("lapsed", ["first-aid": 2]) { $0.competencies[0].validUntil = CivilDate("2021-10-08") }
    town.person("below", ["first-aid": 1])
    let post = town.post("medic", heads: 3)
    let busy = WorkSpan(staff: "resting", interval: town.shift.interval, isNight: false)
    let row = Self.gap([Self.season(town) { $0.work = [busy] }]).rows[0]
    #expect(row.post == post)
    #expect((row.wanted, row.qualified, row.lapsed, row.eligible) == (3, 2, 1, 1))
    #expect((row.planned, row.missing, row.coverage) == (1, 2, 0))
    #expect(row.expected > 0.5 && row.expected < 1)
  }

  @Test func unmetPersonHoursAreTheHeadsMissingTimesTheHoursOfTheShift() {
    var town = SmallCity(minutes: 240)
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    town.role("porter", class: .support)
    town.post("medic", heads: 2)
    town.post("porter", heads: 5)
    var season = Self.season(town)
    season.weight = 3
    let gap = Self.gap([season])
    #expect(gap.criticalMinutes == 2 * 240 * 3)
    #expect(gap.unmetMinutes == 7 * 240 * 3)
    #expect(gap.wantedCriticalMinutes == 2 * 240 * 3)
  }

  @Test func whoServedInAShiftRestsInTheNext() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    town.person("only", ["first-aid": 2])
    town.post("medic")
    var next = town
    next.shift.id = "s2"
    next.shift.interval = Interval(
      start: town.shift.interval.end, end: town.shift.interval.end.adding(minutes: 360))
    next.posts = [Post(role: "medic", place: "p0", shift: "s2", heads: 1)]
    let both = NeedSeason(
      name: "n", title: Bilingual(id: "n", en: "n"), postures: [], inputs: [town.input(), next.input()])
    let gap = Self.gap([both])
    #expect(gap.rows.map(\.missing) == [0, 1])
  }

  @Test func theProbabilityOfAPostIsTheProductOfItsPeoples() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let town = RandomCity.make(seed)
      let season = Self.season(town) { $0.powerConfirmedOff = town.city.areas.map(\.id) }
      let gap = Self.gap([season])
      var planner = StaffingPlanner(season.inputs[0])
      let plan = planner.propose()
      #expect(gap.shifts[0].unmetByTier == plan.unmetByTier, "seed \(seed)")
      #expect(gap.rows.reduce(0) { $0 + $1.planned } == plan.duties.count, "seed \(seed)")
      for tier in 0...4 {
        let missing = gap.rows.filter { $0.tier == tier }.reduce(0) { $0 + $1.missing }
        let unknown = tier == 4 ? planner.eligibility.needs.unknown.reduce(0) { $0 + $1.heads } : 0
        #expect(missing + unknown == plan.unmetByTier[tier], "seed \(seed), tier \(tier)")
      }
      for pool in planner.reserves()?.pools ?? [] {
        for post in pool.posts {
          let row = gap.rows.first { $0.post == post.post }
          let needsWoman = town.city.role(row?.role ?? "")?.needsWoman ?? false
          guard let row, row.missing == 0, !needsWoman else { continue }
          #expect(abs(row.coverage - post.before) < 1e-9, "seed \(seed) \(post.post)")
        }
      }
    }
  }

  @Test func aRoleThatHangsOnOnePersonIsNamedWithThem() {
    var town = SmallCity()
    town.role("pump", class: .essential) { $0.requires = [CompetencyLevel("pumps", level: 2)] }
    town.role("radio", class: .essential) { $0.requires = [CompetencyLevel("radio", level: 1)] }
    town.person("alone", ["pumps": 3])
    town.person("one", ["radio": 1])
    town.person("two", ["radio": 1])
    town.post("pump")
    town.post("radio")
    let found = Self.gap([Self.season(town)]).hanging
    #expect(found.map(\.role) == ["pump"])
    #expect(found.first?.staff == "alone")
    #expect(found.first?.reason == .onlyHolder)
  }

  @Test func whereOthersHoldItButAreNeededElsewhereThePersonHasNoSubstitute() {
    var town = SmallCity()
    town.role("radio", class: .essential) { $0.requires = [CompetencyLevel("radio", level: 1)] }
    town.person("one", ["radio": 1])
    town.person("two", ["radio": 1])
    town.post("radio", heads: 2)
    let found = Self.gap([Self.season(town)]).hanging
    #expect(found.map(\.staff) == ["one", "two"])
    #expect(found.allSatisfy { $0.reason == .noSubstitute })
  }

  @Test func certificatesContractsAndAgesThatEndWithinAYearAreNamedWithTheRolesTheyTake() throws {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    let nip = try NIP("196311152000011001")
    town.person("certificate", ["first-aid": 2]) { $0.competencies[0].validUntil = CivilDate("2022-03-01") }
    town.person("later", ["first-aid": 2]) { $0.competencies[0].validUntil = CivilDate("2023-03-01") }
    town.person("contract", ["first-aid": 2]) { $0.contractUntil = CivilDate("2021-12-31") }
    town.person("old", ["first-aid": 2]) { $0.nip = nip }
    town.person("professor", ["first-aid": 2]) {
      $0.nip = nip
      $0.position = "Dokter Ahli Utama"
    }
    town.post("medic")
    let found = Self.gap([Self.season(town)]).lapses
    #expect(found.map(\.staff) == ["old", "contract", "certificate"])
    #expect(found.map(\.day.text) == ["2021-12-01", "2022-01-01", "2022-03-02"])
    #expect(found[0].kind == .retirement(age: 58))
    #expect(found.allSatisfy { $0.roles == ["medic"] })
  }

  @Test func onALaterDayWhoHasRetiredOrLapsedIsGone() throws {
    var town = SmallCity()
    town.person("certificate", ["first-aid": 2]) { $0.competencies[0].validUntil = CivilDate("2022-03-01") }
    let nip = try NIP("196311152000011001")
    town.person("old", ["first-aid": 2]) { $0.nip = nip }
    let roster = Roster(units: town.units, staff: town.people)
    let flood = try #require(CivilDate("2021-10-09"))
    func state(_ day: String) throws -> [Bool] {
      let there = roster.standing(on: try #require(CivilDate(day)), asIf: flood)
      return there.staff.map { person in
        person.competencies[0].isValid(on: flood) && (person.contractUntil.map { $0 >= flood } ?? true)
      }
    }
    #expect(try state("2021-11-30") == [true, true])
    #expect(try state("2021-12-01") == [true, false])
    #expect(try state("2022-03-01") == [true, false])
    #expect(try state("2022-03-02") == [false, false])
  }

  @Test func aUnitWhosePeopleRestInOfficeHoursAfterTheNightIsBelowItsMinimum() {
    // Thursday 22.00 to Friday 04.00; 12 hours of rest reach into Friday's office hours.
    var town = SmallCity(day: "2021-10-07", from: 1320, isNight: true)
    town.unit("office", minimum: 2)
    town.role("porter", class: .essential)
    for i in 0..<3 { town.person(StaffID("s\(i)"), unit: "office") }
    town.post("porter", heads: 1)
    let gap = Self.gap([Self.season(town)])
    #expect(gap.drained.map(\.unit) == ["office"])
    #expect(gap.drained.first?.away == 1)
    #expect(gap.drained.first?.below == 0)
    town.units = [OrgUnit(id: "office", name: "office", minimumStrength: 1)]
    var next = town
    next.shift.id = "s2"
    next.shift.interval = Interval(
      start: town.shift.interval.end, end: town.shift.interval.end.adding(minutes: 300))
    town.posts[0].heads = 2
    next.posts = [Post(role: "porter", place: "p0", shift: "s2", heads: 1)]
    let both = Self.gap([
      NeedSeason(name: "n", title: Bilingual(id: "n", en: "n"), postures: [], inputs: [town.input(), next.input()])
    ])
    #expect(both.drained.first?.away == 3)
    #expect(both.drained.first?.below == 1)
  }
}

import Basics
import Incident
import Testing

@testable import Staffing

@Suite("Advice")
struct AdviceTests {
  private static func season(_ towns: [SmallCity]) -> NeedSeason {
    NeedSeason(name: "n", title: Bilingual(id: "n", en: "n"), postures: [], inputs: towns.map { $0.input() })
  }

  /// A town that is short: few hold the competencies, more could learn them.
  private static func town(_ seed: UInt64) -> SmallCity {
    var r = RandomStream(seed: seed, name: "advice")
    var town = SmallCity(minutes: 60 * r.int(in: 2...6))
    for i in 0..<3 {
      town.role(RoleID("r\(i)"), class: r.pick([.lifeSafety, .essential, .important])) { role in
        role.requires = [CompetencyLevel(CompetencyID("c\(i)"), level: r.int(in: 1...3))]
        if r.chance(0.3) { role.requires.append(CompetencyLevel(CompetencyID("c\((i + 1) % 3)"), level: 1)) }
        if r.chance(0.3) { role.minimumCrew = 2 }
      }
    }
    town.unit("u0", minimum: r.int(in: 0...1))
    town.unit("u1", minimum: r.int(in: 0...1))
    for i in 0..<5 {
      var held: [String: Int] = [:]
      for c in 0..<3 where r.chance(0.3) { held["c\(c)"] = r.int(in: 1...2) }
      town.person(StaffID("s\(i)"), area: r.int(in: 0...3), unit: UnitID("u\(r.int(in: 0...1))"), held)
    }
    for i in 0..<3 { town.post(RoleID("r\(i)"), at: r.int(in: 0...3), heads: r.int(in: 1...2)) }
    return town
  }

  /// Every way to train every person to any level that a role asks, tried in every set within the budget: knows nothing of prices,
  /// candidates or the search. Plans are made by a planner of nothing but the changed roster.
  private static func best(_ town: SmallCity, seats: Int) -> Int {
    var courses: [(person: Int, step: TrainingStep)] = []
    let wanted = Set(town.city.roles.flatMap(\.requires))
    for person in town.people.indices {
      for need in wanted.sorted(by: { ($0.competency, $0.level) < ($1.competency, $1.level) }) {
        let held = town.people[person].held(need.competency)?.level ?? 0
        if held < need.level { courses.append((person, TrainingStep(competency: need.competency, from: held, to: need.level))) }
      }
    }
    func unmet(_ town: SmallCity) -> Int {
      var planner = StaffingPlanner(town.input())
      return planner.propose().unmetByTier.prefix(3).reduce(0, +) * town.shift.interval.minutes
    }
    var least = Int.max
    func walk(_ from: Int, _ left: Int, _ town: SmallCity) {
      least = min(least, unmet(town))
      for at in courses.indices.dropFirst(from) where courses[at].step.seats <= left {
        var next = town
        let step = courses[at].step
        next.people[courses[at].person].competencies.removeAll { $0.competency == step.competency && $0.level < step.to }
        if next.people[courses[at].person].held(step.competency) == nil {
          next.people[courses[at].person].competencies.append(HeldCompetency(competency: step.competency, level: step.to))
        }
        walk(at + 1, left - step.seats, next)
      }
    }
    walk(0, seats, town)
    return least
  }

  @Test func onSmallTownsTheAdvisedTrainingsAreTheBestOfAllSetsWithinTheBudget() {
    var gaining = 0
    for seed in 1...30 as ClosedRange<UInt64> {
      let town = Self.town(seed)
      for seats in 1...2 {
        var limits = StaffingAdvisor.Limits()
        limits.exactSets = 5_000
        limits.evaluations = 5_000
        limits.free = 0
        let advice = StaffingAdvisor([Self.season([town])], limits: limits).advise(.seats(seats))
        let least = Self.best(town, seats: seats)
        #expect(advice.after == least, "seed \(seed), \(seats) seats: \(advice.chosen.map(\.measure))")
        #expect(advice.method == .exact, "seed \(seed)")
        if advice.gain > 0 { gaining += 1 }
      }
    }
    #expect(gaining > 15, "\(gaining) of 60")
  }

  @Test func theBoundIsNeverBelowWhatAnySetGainsAndTheGreedyChoiceStaysWithinIt() {
    for seed in 1...30 as ClosedRange<UInt64> {
      let town = Self.town(seed)
      var limits = StaffingAdvisor.Limits()
      limits.exactSets = 0
      limits.free = 0
      let advice = StaffingAdvisor([Self.season([town])], limits: limits).advise(.seats(2))
      let least = Self.best(town, seats: 2)
      #expect(advice.base - least <= advice.bound, "seed \(seed)")
      #expect(advice.gain <= advice.bound, "seed \(seed)")
      #expect(advice.after >= least, "seed \(seed)")
      if advice.method == .proven { #expect(advice.after == least, "seed \(seed)") }
      #expect(advice.chosen.reduce(0) { $0 + $1.cost } <= 2, "seed \(seed)")
    }
  }

  @Test func twoWhoOnlyPayTogetherAreAdvisedTogether() {
    var town = SmallCity()
    town.role("boat", class: .lifeSafety) {
      $0.requires = [CompetencyLevel("rescue", level: 2)]
      $0.minimumCrew = 3
    }
    town.person("a", ["rescue": 2])
    for id in ["b", "c", "d"] { town.person(StaffID(id)) }
    town.post("boat", heads: 3)
    var limits = StaffingAdvisor.Limits()
    limits.exactSets = 0
    let advice = StaffingAdvisor([Self.season([town])], limits: limits).advise(.seats(2))
    #expect(advice.base == 3 * 360)
    #expect(advice.after == 0)
    #expect(advice.chosen.count == 2)
    #expect(advice.method == .proven)
    #expect(StaffingAdvisor([Self.season([town])], limits: limits).advise(.seats(1)).chosen == [])
  }

  @Test func gainsThatOverlapAreNotCountedTwice() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    for id in ["a", "b", "c"] { town.person(StaffID(id)) }
    town.post("medic", heads: 1)
    let advice = StaffingAdvisor([Self.season([town])]).advise(.seats(3))
    #expect(advice.chosen.count == 1)
    #expect(advice.gain == 360)
    #expect(advice.curve.map(\.gain) == [0, 360])
    #expect(advice.chosen.first?.runnerUp?.gain == 360)
  }

  @Test func oneCourseRaisesByTwoLevelsSoThreeLevelsTakeTwoSeats() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 3)] }
    town.person("a")
    town.post("medic")
    #expect(StaffingAdvisor([Self.season([town])]).advise(.seats(1)).chosen == [])
    #expect(StaffingAdvisor([Self.season([town])]).advise(.seats(2)).chosen.map(\.cost) == [2])
  }

  @Test func whatCostsNothingComesFirst() {
    // A Friday afternoon after office hours: only the rapid team's rota sets people free.
    var town = SmallCity(day: "2021-10-08", from: 1020)
    town.now = town.shift.interval.start
    town.city.rules.dutyReplacesOfficeHours = false
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    town.person("office", ["first-aid": 2]) { $0.keepsOfficeHours = true }
    town.person("untrained")
    town.post("medic")
    let advice = StaffingAdvisor([Self.season([town])]).advise(.seats(1))
    #expect(advice.free.map(\.measure) == [.rapidTeam("office")])
    #expect(advice.chosen == [])
    #expect(advice.after == 0)
  }

  @Test func withACostTableRecruitsPartnersAndCoursesCompeteForTheSameMoney() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) {
      $0.requires = [CompetencyLevel("first-aid", level: 2)]
      $0.isPartnerWork = true
    }
    town.city.partners = [
      Partner(id: "pmi", name: Bilingual(id: "PMI", en: "PMI"), contact: "", roles: ["medic"], certainty: .real)
    ]
    town.person("a")
    town.post("medic", heads: 2)
    func chosen(_ rupiah: Int, _ costs: [AdviceCosts.Key: Int]) -> [StaffingMeasure.Kind] {
      let budget = AdviceBudget.rupiah(rupiah, AdviceCosts(costs))
      return StaffingAdvisor([Self.season([town])]).advise(budget).chosen.map(\.measure.kind).sorted { $0.rawValue < $1.rawValue }
    }
    let costs: [AdviceCosts.Key: Int] = [.init(.train): 5, .init(.recruit): 100, .init(.aid): 30]
    #expect(chosen(5, costs) == [.train])
    #expect(chosen(60, costs) == [.aid])
    #expect(chosen(105, [.init(.train): 5, .init(.recruit): 100]) == [.recruit, .train])
    #expect(chosen(60, [:]) == [])
  }

  @Test func anExchangeFreesAPersonWhoseUnitHasNobodyToSpare() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    town.unit("clinic", minimum: 2)
    town.unit("archive", minimum: 0)
    town.person("nurse", unit: "clinic", ["first-aid": 2])
    town.person("clerk", unit: "clinic")
    town.person("archivist", unit: "archive")
    town.post("medic")
    let advice = StaffingAdvisor([Self.season([town])]).advise(.seats(0))
    #expect(advice.base == 360)
    #expect(advice.others.contains { $0.measure == .exchange("nurse", with: "archivist") && $0.alone == 360 })
  }

  @Test func theGainOverTwoShiftsCountsTheRestBetweenThem() {
    var town = SmallCity()
    town.role("medic", class: .lifeSafety) { $0.requires = [CompetencyLevel("first-aid", level: 2)] }
    town.person("a")
    town.person("b")
    town.post("medic")
    var next = town
    next.shift.id = "s2"
    next.shift.interval = Interval(
      start: town.shift.interval.end, end: town.shift.interval.end.adding(minutes: 360))
    next.posts = [Post(role: "medic", place: "p0", shift: "s2", heads: 1)]
    let advisor = StaffingAdvisor([Self.season([town, next])])
    #expect(advisor.advise(.seats(1)).after == 360)
    #expect(advisor.advise(.seats(2)).after == 0)
  }

  @Test func theSearchOverAnyFunctionOfSetsEqualsTryingAllOfThem() {
    for seed in 1...40 as ClosedRange<UInt64> {
      var r = RandomStream(seed: seed, name: "search")
      let n = r.int(in: 1...7)
      let costs = (0..<n).map { _ in r.int(in: 0...4) }
      let budget = r.int(in: 0...9)
      let table = (0..<(1 << n)).map { _ in r.int(in: 0...50) }
      func value(_ set: [Int]) -> AdviceValue { AdviceValue(critical: table[set.reduce(0) { $0 | 1 << $1 }], all: 0) }
      var search = AdviceSearch(items: costs.map { .init(cost: $0, group: 0) }, budget: budget, evaluate: value)
      search.exactSets = 1_000
      let found = search.run()
      let least = (0..<(1 << n)).filter { set in
        (0..<n).filter { set & 1 << $0 != 0 }.reduce(0) { $0 + costs[$1] } <= budget
      }.map { table[$0] }.min()
      #expect(found.value.critical == least, "seed \(seed)")
      #expect(search.cost(found.chosen) <= budget, "seed \(seed)")
      #expect(found.curve.map(\.value.critical) == found.curve.map(\.value.critical).sorted(by: >), "seed \(seed)")
    }
  }
}

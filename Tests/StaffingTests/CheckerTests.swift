import Basics
import Geography
import Incident
import Testing

@testable import Staffing

/// A plan of two in a clinic and a crew of two, which each test spoils in one way.
private func soundTown() -> SmallCity {
  var town = SmallCity()
  town.role("medic", class: .essential) { $0.requires = [CompetencyLevel("medical", level: 2)] }
  town.role("pair", class: .lifeSafety) {
    $0.minimumCrew = 2
    $0.isInWater = true
  }
  town.role("shelter") { $0.needsWoman = true }
  town.unit("clinic", minimum: 1)
  town.person("m1", unit: "clinic", ["medical": 3])
  town.person("m2", unit: "clinic", ["medical": 1])
  town.person("p1", area: 1)
  town.person("p2", area: 1)
  town.person("w", area: 2, sex: .female)
  town.person("spare", area: 2)
  town.post("medic", at: 0)
  town.post("pair", at: 1, heads: 2)
  town.post("shelter", at: 2, heads: 2)
  return town
}

@Test(arguments: [
  "untrained", "power", "banned", "twice", "crew", "woman", "unit", "travel", "rest", "night", "too many", "hidden shortage",
  "far",
  "unknown", "unavailable", "lifting", "water",
])
func theCheckerFindsASpoiltPlan(_ way: String) throws {
  let town = soundTown()
  var input = town.input { $0.powerConfirmedOff = ["a1"] }
  var planner = StaffingPlanner(input)
  var plan = planner.propose()
  #expect(PlanChecker.violations(of: plan, input: input) == [])
  #expect(plan.unmetByTier == [0, 0, 0, 0, 0])
  func member(_ id: StaffID, _ change: (inout StaffMember) -> Void) {
    var people = town.people
    if let at = people.firstIndex(where: { $0.id == id }) { change(&people[at]) }
    input.roster = Roster(units: town.units, staff: people)
  }
  let crew = try #require(plan.duties.firstIndex { $0.post == "pair/p1/s1" })
  switch way {
  case "untrained": member("m1") { $0.competencies = [] }
  case "power": input.powerConfirmedOff = []
  case "banned": input.bans = [Ban(staff: "w", post: "shelter/p2/s1")]
  case "twice": plan.duties.append(Duty(staff: "p1", post: "medic/p0/s1", seat: .member, travelMinutes: 4, source: .pinned))
  case "crew":
    plan.duties.remove(at: crew)
    plan.unmetByTier[1] = 1
    plan.shortages.append(
      Shortage(
        post: "pair/p1/s1", seat: .member, criticality: .lifeSafety, missing: 1, price: 1,
        cause: .allNeededElsewhere(qualified: 0)))
  case "woman": member("w") { $0.sex = .male }
  case "unit":
    input.roster = Roster(
      units: town.units.map { unit in
        var unit = unit
        unit.minimumStrength = 2
        return unit
      }, staff: town.people)
  case "travel": plan.duties[crew].travelMinutes = 99
  case "rest":
    let end = input.shift.interval.start.adding(minutes: -479)
    input.work = [WorkSpan(staff: "w", interval: Interval(start: end.adding(minutes: -60), end: end), isNight: false)]
  case "night":
    input.shift.isNight = true
    member("w") { $0.dutyLimits = [DutyLimit(.noNight)] }
  case "too many": input.posts[1].heads = 1
  case "hidden shortage": input.posts[0].heads = 2
  case "far": input.city.rules.longestTravelMinutes = 0
  case "unknown": plan.duties[crew].staff = "nobody"
  case "unavailable": member("w") { $0.available = [Interval(start: input.shift.interval.start, end: input.now)] }
  case "lifting":
    input.city.roles[0].isLifting = true
    member("m1") { $0.dutyLimits = [DutyLimit(.noLifting)] }
  default: member("p1") { $0.dutyLimits = [DutyLimit(.noWater)] }
  }
  if way == "far" { member("p1") { $0.home = "a3" } }
  #expect(PlanChecker.violations(of: plan, input: input) != [], "\(way)")
}

@Test func aStoppedPlanIsValidAndSaysThatItIsNotProvedBest() {
  for seed in UInt64(1)...60 {
    var planner = StaffingPlanner(RandomCity.input(RandomCity.make(seed), seed))
    let plan = planner.propose(workLimit: 1)
    #expect(planner.check(plan) == [], "seed \(seed)")
    #expect(plan.status == .feasible || plan.gap == 0, "seed \(seed)")
    var stopped = StaffingPlanner(RandomCity.input(RandomCity.make(seed), seed))
    let other = stopped.propose(shouldStop: { true })
    #expect(stopped.check(other) == [], "seed \(seed)")
  }
}

@Test func manyBoatsAndTooFewCrewsStillPlanExactly() {
  var town = SmallCity(areas: 12)
  town.role("boat", class: .lifeSafety) {
    $0.minimumCrew = 3
    $0.requires = [CompetencyLevel("sar", level: 2)]
  }
  for i in 0..<9 { town.post("boat", at: 1 + i, heads: 3) }
  var r = RandomStream(seed: 1, name: "homes")
  for i in 0..<16 { town.person(StaffID("s\(i)"), area: r.int(in: 0...11), ["sar": 2]) { $0.recentDutyHours = i * 7 } }
  let planner = town.planned()
  #expect(planner.plan?.status == .optimal)
  #expect(planner.plan?.unmetByTier == [0, 12, 0, 0, 0])
  #expect(planner.violations == [])
}

@Test func officeHoldersAreNotCountedAgainstTheirUnitsMinimum() {
  var town = SmallCity()
  town.role("area-contact") { $0.goesWithOffice = .lurah }
  town.role("clerk")
  town.unit("kel-area-1", minimum: 1, head: "lurah")
  town.person("lurah", area: 1, unit: "kel-area-1")
  town.person("staff", area: 1, unit: "kel-area-1")
  let contact = town.post("area-contact", at: 1)
  let clerk = town.post("clerk", at: 1)
  let planner = town.planned()
  #expect(planner.people(contact) == ["lurah"])
  #expect(planner.people(clerk) == ["staff"])
  #expect(planner.violations == [])
}

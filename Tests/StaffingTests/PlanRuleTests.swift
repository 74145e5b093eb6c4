import Basics
import Geography
import Incident
import Testing

@testable import Staffing

@Test func theNearestEligiblePersonIsSent() {
  var town = SmallCity()
  town.role("medic") { $0.requires = [CompetencyLevel("medical", level: 3)] }
  let post = town.post("medic", at: 2)
  town.person("near-but-untrained", area: 2)
  town.person("far", area: 0, ["medical": 3])
  town.person("middle", area: 1, ["medical": 4])
  let planner = town.planned()
  // 1 km at 25 km/h with detour: 4 minutes; the level beyond the need costs 20, less than the other kilometre (40).
  #expect(planner.people(post) == ["middle"])
  #expect(planner.plan?.status == .optimal)
  #expect(planner.plan?.cost == Int64(60))
  #expect(planner.violations == [])
}

@Test func anExpiredCertificateDoesNotCount() {
  var town = SmallCity()
  town.role("medic", class: .essential) { $0.requires = [CompetencyLevel("medical", level: 2)] }
  let post = town.post("medic")
  town.person("ani") { person in
    person.competencies = [HeldCompetency(competency: "medical", level: 3, validUntil: CivilDate("2021-10-08"))]
  }
  let planner = town.planned()
  #expect(planner.people(post) == [])
  let shortage = planner.shortage(post)
  #expect(shortage?.cause == .nobodyQualified([CompetencyLevel("medical", level: 2)]))
  #expect(shortage?.remedies.first?.act == .renew("ani", "medical"))
  #expect(
    planner.explain("ani", post).verdict
      == .ineligible([.competencyExpired("medical", required: 2, held: 3, on: CivilDate(dayNumber: 18908))]))
  #expect(planner.plan?.unmetByTier == [0, 0, 1, 0, 0])
}

@Test func lifeSafetyComesBeforeAnyCost() {
  var town = SmallCity(areas: 60)
  town.city.rules.longestTravelMinutes = nil
  town.role("rescue", class: .lifeSafety)
  town.role("clerk", class: .support)
  let far = town.post("rescue", at: 59)
  let near = town.post("clerk", at: 0)
  town.person("only", area: 0)
  let planner = town.planned()
  #expect(planner.people(far) == ["only"])
  #expect(planner.plan?.unmetByTier == [0, 0, 0, 0, 1])
  #expect(planner.shortage(near)?.cause == .allNeededElsewhere(qualified: 1))
}

@Test func aUnitKeepsItsMinimumStrengthAndReleaseIsProposed() {
  var town = SmallCity()
  town.role("helper")
  let post = town.post("helper", heads: 3)
  town.unit("clinic", minimum: 2)
  for name in ["c1", "c2", "c3"] { town.person(StaffID(name), unit: "clinic") }
  let planner = town.planned()
  #expect(planner.people(post) == ["c1"])
  let shortage = planner.shortage(post)
  #expect(shortage?.missing == 2)
  #expect(shortage?.cause == .unitsAtMinimum(["clinic"]))
  #expect(shortage?.remedies.first?.act == .release("clinic", "c2"))
  #expect(planner.violations == [])
}

@Test func noBoatLeavesWithTwoOfThree() {
  var town = SmallCity()
  town.role("boat", class: .lifeSafety) {
    $0.minimumCrew = 3
    $0.isInWater = true
    $0.equipment = .init(kind: .boat, headsPerPiece: 3)
    $0.requires = [CompetencyLevel("sar", level: 2)]
  }
  town.city.equipment = [
    Equipment(id: "b", kind: .boat, count: 5, place: "p0", owner: "x", state: .ready, certainty: .real)
  ]
  let first = town.post("boat", at: 1, heads: 3)
  let second = town.post("boat", at: 2, heads: 3)
  for i in 0..<5 { town.person(StaffID("s\(i)"), area: 2, ["sar": 2]) }
  let planner = town.planned { $0.powerConfirmedOff = ["a1", "a2"] }
  #expect(planner.people(second).count == 3)
  #expect(planner.people(first) == [])
  #expect(planner.shortage(first)?.cause == .crewIncomplete(found: 2, needed: 3))
  #expect(planner.plan?.unmetByTier == [0, 3, 0, 0, 0])
  #expect(planner.violations == [])
}

@Test func nobodyGoesIntoWaterBeforeThePowerIsOff() {
  var town = SmallCity()
  town.role("boat", class: .lifeSafety) { $0.isInWater = true }
  let post = town.post("boat", at: 1)
  town.person("s")
  let dry = town.planned()
  #expect(dry.people(post) == [])
  #expect(dry.shortage(post)?.cause == .powerNotConfirmedOff("a1"))
  #expect(dry.shortage(post)?.remedies.first?.act == .confirmPowerOff("a1"))
  #expect((dry.shortage(post)?.remedies.first?.gain ?? 0) > 0)
  #expect(dry.explain("s", post).verdict == .ineligible([.powerNotConfirmedOff("a1")]))
  #expect(town.planned { $0.powerOverrides = ["a1"] }.people(post) == ["s"])
  let assumed = town.planned { $0.isPowerAssumedOff = true }
  #expect(assumed.people(post) == ["s"])
  #expect(assumed.plan?.caveats.contains(.powerAssumedOff) == true)
  var actual = StaffingPlanner(
    town.input {
      $0.isPowerAssumedOff = true
      $0.mode = .actual
    })
  actual.propose()
  #expect(actual.people(post) == [])
}

@Test func aShelterIsNeverStaffedWithoutAWoman() {
  var town = SmallCity()
  town.role("shelter") { $0.needsWoman = true }
  let near = town.post("shelter", at: 1, heads: 2)
  let far = town.post("shelter", at: 3, heads: 3)
  for i in 0..<6 { town.person(StaffID("man\(i)"), area: 1) }
  town.person("woman", area: 1, sex: .female)
  let planner = town.planned()
  // One woman: she goes where more people can serve with her.
  #expect(planner.people(far).count == 3)
  #expect(planner.people(far).contains("woman"))
  #expect(planner.people(near) == [])
  #expect(planner.shortage(near, .woman)?.missing == 1)
  #expect(planner.violations == [])
  #expect(planner.plan?.duties.first { $0.staff == "woman" }?.seat == .woman)
}

@Test func aSinglePostOfAShelterIsTheWomans() {
  var town = SmallCity()
  town.role("shelter") { $0.needsWoman = true }
  let post = town.post("shelter", at: 1)
  town.person("man", area: 1)
  town.person("woman", area: 3, sex: .female)
  #expect(town.planned().people(post) == ["woman"])
  #expect(town.planned { $0.bans = [Ban(staff: "woman")] }.people(post) == [])
}

@Test func leadersAreATierAboveAndTheirLackDropsNobody() {
  var town = SmallCity()
  town.role("crew", class: .essential) {
    $0.leader = "chief"
    $0.span = 3
  }
  town.role("chief", class: .support) { $0.requires = [CompetencyLevel("lead", level: 1)] }
  town.posts = LeaderPosts.adding(
    to: [Post(role: "crew", place: "p0", shift: "s1", heads: 4)], city: town.city)
  #expect(town.posts.map(\.id.rawValue) == ["chief/p0/s1", "crew/p0/s1"])
  #expect(town.posts.map(\.heads) == [2, 4])
  for i in 0..<4 { town.person(StaffID("s\(i)")) }
  let planner = town.planned()
  #expect(planner.people("crew/p0/s1").count == 4)
  #expect(planner.plan?.unmetByTier == [0, 2, 0, 0, 0])
  #expect(planner.shortage("chief/p0/s1", .leader)?.missing == 2)
}

@Test func partnersTeamsReduceTheNeed() {
  var town = SmallCity()
  town.role("kitchen") { $0.isPartnerWork = true }
  let post = town.post("kitchen", heads: 3)
  town.person("a")
  let team = PartnerTeam(partner: "tagana", post: post, heads: 2, state: .promised)
  let planner = town.planned { $0.partnerTeams = [team] }
  #expect(planner.people(post) == ["a"])
  #expect(planner.plan?.shortages == [])
  let asked = PartnerTeam(partner: "tagana", post: post, heads: 2, state: .requested)
  #expect(town.planned { $0.partnerTeams = [asked] }.shortage(post)?.missing == 2)
}

@Test func aPinHoldsAndAPinAgainstARuleIsRefusedWithItsReason() {
  var town = SmallCity()
  town.role("medic") { $0.requires = [CompetencyLevel("medical", level: 1)] }
  town.role("clerk")
  let medic = town.post("medic", at: 1)
  let clerk = town.post("clerk", at: 3)
  town.person("ani", area: 1, ["medical": 2])
  town.person("budi", area: 3)
  let planner = town.planned { $0.pins = [Pin(staff: "ani", post: clerk), Pin(staff: "budi", post: medic)] }
  #expect(planner.people(clerk) == ["ani"])
  #expect(planner.people(medic) == [])
  #expect(
    planner.refusedPins == [
      RefusedPin(
        pin: Pin(staff: "budi", post: medic), reason: .ineligible([.lacksCompetency("medical", required: 1, held: nil)]))
    ])
  #expect(planner.plan?.duties.first?.source == .pinned)
  #expect(planner.violations == [])
}

@Test func aPinIntoACrewThatCannotComeTogetherIsRefused() {
  var town = SmallCity()
  town.role("pair") { $0.minimumCrew = 2 }
  let post = town.post("pair", heads: 2)
  town.person("alone")
  let planner = town.planned { $0.pins = [Pin(staff: "alone", post: post)] }
  #expect(planner.people(post) == [])
  #expect(planner.refusedPins.map(\.reason) == [.crewIncomplete(needed: 2)])
}

@Test func peopleAlreadyToldStayUnlessMovingThemPays() {
  var town = SmallCity()
  town.role("clerk")
  let here = town.post("clerk", at: 0)
  let there = town.post("clerk", at: 3)
  town.person("x", area: 3)
  town.person("y", area: 0)
  let told: [StaffID: PostID] = ["x": here, "y": there]
  let planner = town.planned { $0.told = told }
  #expect(planner.people(here) == ["x"])
  #expect(planner.people(there) == ["y"])
  let swapped = town.planned()
  #expect(swapped.people(here) == ["y"])
  // Only one post is left: who was told for it stays, the other is released at a cost.
  let fewer = town.planned { input in
    input.told = told
    input.posts.removeAll { $0.id == there }
  }
  #expect(fewer.people(here) == ["x"])
  #expect(fewer.plan?.cost == Int64(710))
}

@Test func whoIsOnTheWayStaysThere() {
  var town = SmallCity()
  town.role("clerk")
  let post = town.post("clerk", at: 3)
  town.person("near", area: 3)
  town.person("underway", area: 0)
  let planner = town.planned { $0.engaged = ["underway": post] }
  #expect(planner.people(post) == ["underway"])
  #expect(planner.violations == [])
  let other = town.planned { $0.engaged = ["near": "clerk/elsewhere/s0"] }
  #expect(other.people(post) == ["underway"])
  #expect(other.explain("near", post).verdict == .ineligible([.onOtherDuty("clerk/elsewhere/s0")]))
}

@Test func postsOfAnOfficeGoToTheHeadOrTheActingOne() {
  var town = SmallCity()
  town.role("camat-post", class: .essential) { $0.goesWithOffice = .camat }
  town.role("clerk")
  let post = town.post("camat-post", at: 1)
  let clerk = town.post("clerk", at: 1)
  town.unit("kec-dumai-kota", minimum: 2, head: "camat", acting: nil)
  town.person("camat", area: 1, unit: "kec-dumai-kota") { $0.isCallable = false }
  town.person("deputy", area: 1, unit: "kec-dumai-kota")
  let planner = town.planned()
  #expect(planner.people(post) == ["camat"])
  #expect(planner.plan?.duties.first { $0.post == post }?.source == .office)
  // The unit is at its minimum; the camat does not count against it.
  #expect(planner.people(clerk) == [])
  #expect(planner.explain("camat", clerk).verdict == .ineligible([.notCallable, .goesWithOffice("camat-post")]))
  town.units[0].actingHead = "deputy"
  #expect(town.planned().people(post) == ["deputy"])
  #expect(planner.violations == [])
}

@Test func whereNeitherHeadNorActingHeadCanComeTheNextInRankStandsIn() {
  var town = SmallCity()
  town.role("camat-post", class: .essential) { $0.goesWithOffice = .camat }
  let post = town.post("camat-post", at: 1)
  town.unit("kec-dumai-kota", head: "camat", acting: nil)
  town.person("camat", area: 1, unit: "kec-dumai-kota")
  for (name, grade, superior) in [("section", "III/d", "camat"), ("secretary", "IV/a", "camat"), ("clerk", "IV/c", "section")] {
    town.person(StaffID(name), area: 1, unit: "kec-dumai-kota") {
      $0.grade = grade
      $0.superior = superior
    }
  }
  town.person("stranger", area: 1) { $0.superior = "camat" }
  #expect(town.planned().people(post) == ["camat"])
  let away = town.planned { $0.bans = [Ban(staff: "camat", post: nil)] }
  #expect(away.people(post) == ["secretary"])
  #expect(away.plan?.duties.first { $0.post == post }?.source == .office)
  #expect(away.violations == [])
  let two = town.planned { $0.bans = [Ban(staff: "camat", post: nil), Ban(staff: "secretary", post: nil)] }
  #expect(two.people(post) == ["section"])
  let all = town.planned { $0.bans = ["camat", "secretary", "section"].map { Ban(staff: $0, post: nil) } }
  #expect(all.people(post) == [], "nobody from another unit, nor from lower down, is put in an office")
}

/// Found on the console: a plan made anew released a commander who was on the way, and called the next in rank.
@Test func whoHoldsAnOfficePostAndIsOnTheWayStaysWhenThePlanIsMadeAnew() {
  var town = SmallCity()
  town.role("camat-post", class: .essential) { $0.goesWithOffice = .camat }
  let post = town.post("camat-post", at: 1)
  town.unit("kec-dumai-kota", head: "camat", acting: nil)
  town.person("camat", area: 1, unit: "kec-dumai-kota")
  town.person("secretary", area: 1, unit: "kec-dumai-kota") {
    $0.grade = "IV/a"
    $0.superior = "camat"
  }
  // The desk bans whoever is on the way from being called again.
  for person in ["camat", "secretary"] as [StaffID] {
    let again = town.planned {
      $0.engaged = [person: post]
      $0.bans = [Ban(staff: person, post: nil)]
    }
    #expect(again.people(post) == [person.rawValue])
    #expect(again.violations == [])
  }
}

@Test func restCountsEarlierDutiesAndOfficeHours() {
  var town = SmallCity(day: "2021-10-08", from: 960, minutes: 240)  // Friday 16.00-20.00
  town.role("clerk")
  let post = town.post("clerk")
  town.person("office") { $0.keepsOfficeHours = true }
  // The order goes out at 10.00: half a morning was worked, rest until 18.00.
  town.now = town.shift.interval.start.adding(minutes: -360)
  let late = town.planned()
  #expect(late.people(post) == [])
  #expect(late.shortage(post)?.cause == .allExcluded([ReasonCount(.needsRest, people: 1)]))
  let until = town.shift.interval.start.adding(minutes: 120)
  #expect(late.shortage(post)?.remedies.first?.act == .callDespiteRest("office", until: until))
  // At 06.00 the order still releases from the whole day.
  town.now = town.shift.interval.start.adding(minutes: -600)
  #expect(town.planned().people(post) == ["office"])
  let night = WorkSpan(
    staff: "office",
    interval: Interval(
      start: town.shift.interval.start.adding(minutes: -900), end: town.shift.interval.start.adding(minutes: -600)),
    isNight: true)
  #expect(town.planned { $0.work = [night] }.people(post) == [])
  #expect(town.planned { $0.standingDuty = [night] }.people(post) == [])
  town.city.rules.dutyReplacesOfficeHours = false
  #expect(town.planned().people(post) == [])
}

@Test func aPumpNeedsItsPieceAndTheLackShowsApartFromPeople() {
  var town = SmallCity()
  town.role("pump") {
    $0.equipment = .init(kind: .pump, headsPerPiece: 2)
    $0.minimumCrew = 2
  }
  let first = town.post("pump", at: 1, heads: 2)
  let second = town.post("pump", at: 2, heads: 4)
  town.city.equipment = [
    Equipment(id: "p", kind: .pump, count: 2, place: "p0", owner: "x", state: .ready, certainty: .assumed),
    Equipment(id: "q", kind: .pump, count: 2, place: "p0", owner: "x", state: .broken, certainty: .assumed),
  ]
  for i in 0..<8 { town.person(StaffID("s\(i)")) }
  let planner = town.planned()
  #expect(planner.people(first).count == 2)
  #expect(planner.people(second).count == 2)
  #expect(planner.shortage(second)?.cause == .noEquipment(.pump, missing: 1))
  #expect(planner.shortage(second)?.remedies.first?.act == .borrow(.pump, "q"))
  #expect(planner.plan?.caveats.contains(.equipmentAssumed) == true)
  #expect(planner.violations == [])
}

@Test func homesThatNobodyKnowsFallBackToTheUnitsSeat() {
  var town = SmallCity()
  town.role("clerk")
  let post = town.post("clerk", at: 1)
  town.unit("seated", area: "a1")
  town.person("lost", area: nil, unit: "u")
  town.person("seated-one", area: nil, unit: "seated")
  let planner = town.planned()
  #expect(planner.people(post) == ["seated-one"])
  #expect(planner.plan?.caveats.contains(.homesUnknown) == true)
  #expect(planner.explain("lost", post).verdict == .ineligible([.homeUnknown]))
}

@Test func inventedPeopleNeverServeInAnActualOperation() {
  var town = SmallCity()
  town.role("clerk")
  let post = town.post("clerk")
  town.person("ghost") { $0.isInvented = true }
  #expect(town.planned().plan?.caveats.contains(.inventedStaff) == true)
  #expect(town.planned { $0.mode = .actual }.people(post) == [])
}

import Basics
import Geography
import Incident
import Testing

@testable import Staffing

private func posture(_ id: PostureID, _ lines: [Posture.Line]) -> Posture {
  Posture(id: id, name: Bilingual(id: "", en: ""), hazards: [.tidalFlood], triggers: [], lines: lines)
}

@Test func aPostureOpensItsPostsAtEachPlaceInEachShift() {
  var town = SmallCity()
  town.role("guard")
  town.role("kitchen")
  let later = Shift(
    id: "s2", name: town.shift.name,
    interval: Interval(start: town.shift.interval.end, end: town.shift.interval.end.adding(minutes: 720)),
    isNight: true)
  let posts = PostureExpansion.posts(
    postures: [
      posture(
        "rob",
        [
          .init(role: "guard", places: .kindInFloodedAreas(.shelter), heads: 1, shifts: .window),
          .init(role: "kitchen", places: .place("p0"), heads: 2, shifts: .roundTheClock),
          .init(role: "guard", places: .place("nowhere"), heads: 1),
        ])
    ], city: town.city, floodedAreas: ["a2"], depths: nil, shifts: [town.shift, later])
  #expect(posts.map(\.id.rawValue) == ["guard/p2/s1", "kitchen/p0/s2"])
  #expect(posts.map(\.heads) == [1, 2])
  #expect(posts.allSatisfy { $0.posture == "rob" })
}

@Test func areasWithReportedWaterCountAsFlooded() {
  var town = SmallCity()
  town.role("guard")
  let depths = DepthSeries(samples: [
    .init(area: "a3", during: town.shift.interval, highMillimetres: 200, source: .reported, note: "lurah"),
    .init(area: "a1", during: town.shift.interval, highMillimetres: 0, source: .reported, note: "dry"),
  ])
  let posts = PostureExpansion.posts(
    postures: [posture("rob", [.init(role: "guard", places: .kindInFloodedAreas(.shelter), heads: 1)])], city: town.city,
    floodedAreas: [], depths: depths, shifts: [town.shift])
  #expect(posts.map(\.place) == ["p3"])
}

@Test func sheltersOpenByPreferenceAndEachAreaHasItsOwn() {
  var town = SmallCity(areas: 6)
  town.role("shelter")
  let posts = PostureExpansion.posts(
    postures: [posture("river", [.init(role: "shelter", places: .sheltersForFloodedAreas(count: 1), heads: 2)])],
    city: town.city, floodedAreas: ["a1", "a2"], depths: nil, shifts: [town.shift])
  // Later places have a better preference in this town (6 - i) and all lie within five kilometres.
  #expect(posts.map(\.place) == ["p4", "p5"])
}

@Test func twoPosturesTakeTheLargerNeedAndLeadersFollowTheSpan() {
  var town = SmallCity()
  town.role("chief")
  town.role("crew") {
    $0.leader = "chief"
    $0.span = 4
  }
  town.role("other") {
    $0.leader = "chief"
    $0.span = 7
  }
  func lines(_ crew: Int, _ other: Int) -> [Posture.Line] {
    [.init(role: "crew", places: .place("p0"), heads: crew), .init(role: "other", places: .place("p0"), heads: other)]
  }
  func heads(_ postures: [Posture]) -> [String: Int] {
    let posts = PostureExpansion.posts(postures: postures, city: town.city, floodedAreas: [], depths: nil, shifts: [town.shift])
    return Dictionary(posts.map { ($0.role.rawValue, $0.heads) }, uniquingKeysWith: { $1 })
  }
  #expect(heads([posture("a", lines(4, 7)), posture("b", lines(8, 1))]) == ["chief": 3, "crew": 8, "other": 7])
  // Two people need no leader of their own; three do.
  #expect(heads([posture("a", lines(1, 1))]) == ["crew": 1, "other": 1])
  #expect(heads([posture("a", lines(2, 1))]) == ["chief": 1, "crew": 2, "other": 1])
}

@Test func theOrderOfPostsDoesNotDependOnTheOrderOfPostures() {
  var town = SmallCity()
  town.role("b")
  town.role("a")
  let one = posture("one", [.init(role: "a", places: .kind(.shelter), heads: 1)])
  let two = posture("two", [.init(role: "b", places: .kind(.shelter), heads: 1)])
  func ids(_ postures: [Posture]) -> [PostID] {
    PostureExpansion.posts(postures: postures, city: town.city, floodedAreas: [], depths: nil, shifts: [town.shift]).map(\.id)
  }
  #expect(ids([one, two]) == ids([two, one]))
  #expect(ids([one, two]).first == "b/p1/s1")
}

import Basics
import Geography
import Incident
import Testing

@testable import Staffing

/// Area a1 (home) and a0 (posko) on dry land, a2 between them and the places of a3 in deep water: one road along all.
private func floodedTown(roadAreas: [String] = ["a1", "a2", "a3"]) -> SmallCity {
  var town = SmallCity(areas: 4)
  let projection = LocalProjection(origin: town.city.origin)
  let strips = (0..<4).map { i -> Outlines.Area in
    let (west, east) = (Double(i) * 1_000 - 500, Double(i) * 1_000 + 500)
    let ring = [(west, -9_000.0), (east, -9_000), (east, 9_000), (west, 9_000)].map { LocalPoint(x: $0.0, y: $0.1) }
    return Outlines.Area(code: "a\(i)", name: "a\(i)", shape: MultiPolygon([Polygon(outer: ring)]))
  }
  town.city.outlines = Outlines(areas: strips, projection: projection)
  let lines = roadAreas.enumerated().map { i, area in
    RoadLine(
      points: [i, i + 1].map { projection.coordinate(LocalPoint(x: Double($0) * 1_000, y: 0)) }, roadClass: .primary, kmh: 60,
      name: "Jalan \(i)", areaCode: area)
  }
  town.city.roads = RoadGraph.build(lines: lines, origin: .osm, projection: projection).value
  town.role("clerk")
  town.city.equipment = [boats("b", 1)]
  return town
}

private func boats(_ id: EquipmentID, _ count: Int, _ state: Equipment.State = .ready, kind: EquipmentKind = .boat) -> Equipment {
  Equipment(id: id, kind: kind, count: count, place: "p0", owner: "x", state: state, certainty: .real)
}

private func water(_ town: SmallCity, _ depths: [String: Int32], synthetic: Bool = false) -> DepthSeries {
  DepthSeries(
    samples: depths.keys.sorted().map { area in
      .init(
        area: area, during: town.shift.interval, highMillimetres: depths[area] ?? 0,
        source: synthetic ? .simulated(synthetic: true) : .reported, note: "lurah")
    })
}

@Test func aPostInDeepWaterIsStaffedByBoatFromItsEdgeAndThePlanSaysSo() {
  var town = floodedTown()
  let post = town.post("clerk", at: 3)
  town.person("a", area: 1)
  let planner = town.planned { $0.depths = water(town, ["a3": 1_000]) }
  #expect(planner.people(post) == ["a"])
  // 1 km by car (1.0), 15 to change over, 1 km by boat at 8 km/h (7.5).
  #expect(planner.plan?.duties.first?.travelMinutes == 24)
  #expect(planner.plan?.caveats.contains(.boatShuttle) == true)
  #expect(planner.plan?.caveats.last == .boatShuttle)
  #expect(planner.plan?.shortages == [])
  #expect(planner.violations == [])
  guard case .assigned(let parts, _, _, _) = planner.explain("a", post).verdict else {
    Issue.record("not assigned")
    return
  }
  #expect(parts.travelMinutes == 24)
}

@Test func withoutABoatThatIsReadyThePostStaysCutOff() {
  var town = floodedTown()
  let post = town.post("clerk", at: 3)
  town.person("a", area: 1)
  let stores: [[Equipment]] = [
    [], [boats("b", 0)], [boats("b", 2, .broken)], [boats("b", 2, .inUse)], [boats("b", 9, kind: .truck)],
  ]
  for store in stores {
    let planner = town.planned {
      $0.depths = water(town, ["a3": 1_000])
      $0.equipment = store
    }
    #expect(planner.people(post) == [])
    #expect(planner.explain("a", post).verdict == .ineligible([.cutOff(byWater: true)]))
    #expect(planner.shortage(post)?.cause == .allExcluded([ReasonCount(.cutOff, people: 1)]))
    #expect(planner.plan?.caveats.contains(.boatShuttle) == false)
    #expect(planner.violations == [])
  }
}

@Test func whoNeedsNoBoatBringsNoNoteOfOne() {
  var town = floodedTown()
  town.post("clerk", at: 0)
  town.person("a", area: 1)
  let dry = town.planned()
  let wet = town.planned { $0.depths = water(town, ["a3": 1_000]) }
  #expect(dry.plan?.duties == wet.plan?.duties)
  #expect(wet.plan?.caveats.contains(.boatShuttle) == false)
  // Boats wait at the edge of known water alone: without depths a city with boats plans as one without.
  let bare = town.planned { $0.equipment = [] }
  #expect(bare.plan == dry.plan)
}

@Test func whoLivesInDeepWaterIsNotFetched() {
  var town = floodedTown()
  let post = town.post("clerk", at: 0)
  town.person("a", area: 3)
  let planner = town.planned { $0.depths = water(town, ["a3": 1_000]) }
  #expect(planner.people(post) == [])
  #expect(planner.explain("a", post).verdict == .ineligible([.cutOff(byWater: true)]))
}

@Test func waterTooShallowForABoatCutsOffAndTheRoadToOpenIsNamed() {
  var town = floodedTown()
  let post = town.post("clerk", at: 2)
  // Within the unit's minimum: only travel stands in the way. Deep enough to stop all; where a boat floats, it goes.
  town.person("a", area: 1)
  let deep = town.planned { $0.depths = water(town, ["a2": 800]) }
  #expect(deep.people(post) == ["a"])
  #expect(deep.plan?.caveats.contains(.boatShuttle) == true)
  let closed = town.planned {
    $0.depths = water(town, ["a2": 800])
    $0.closedRoads = ["Jalan 1"]
  }
  #expect(closed.people(post) == [])
  #expect(closed.explain("a", post).verdict == .ineligible([.cutOff(byWater: false)]))
  // Without a boat the way to a dry place behind the water is opened by its road.
  town.city.equipment = []
  town.city.outlines = Outlines(areas: [], projection: LocalProjection(origin: town.city.origin))
  let none = town.planned { $0.depths = water(town, ["a2": 800]) }
  #expect(none.shortage(post)?.remedies.first?.act == .openRoad("a", name: "Jalan 1"))
}

@Test func beyondTheLongestTravelABoatIsNoHelp() {
  var town = floodedTown()
  let post = town.post("clerk", at: 3)
  town.city.rules.longestTravelMinutes = 23
  town.person("a", area: 1)
  let planner = town.planned { $0.depths = water(town, ["a3": 1_000]) }
  #expect(planner.explain("a", post).verdict == .ineligible([.tooFar(minutes: 24, limit: 23)]))
  #expect(planner.violations == [])
}

@Test func syntheticWaterMovesNoBoatInAnActualOperation() {
  var town = floodedTown()
  town.post("clerk", at: 3)
  town.person("a", area: 1)
  let actual = town.planned {
    $0.depths = water(town, ["a3": 1_000], synthetic: true)
    $0.mode = .actual
  }
  #expect(actual.plan?.duties.first?.travelMinutes == 3)
  #expect(actual.plan?.caveats.contains(.boatShuttle) == false)
  #expect(actual.violations == [])
}

@Test func withBoatsNoPlanIsWorseAndEachKeepsTheRules() {
  var carried = 0
  for seed in UInt64(1)...80 {
    var r = RandomStream(seed: seed, name: "boats")
    var town = floodedTown(roadAreas: [r.pick(["a0", "a1"]), r.pick(["a1", "a2"]), r.pick(["a2", "a3"])])
    for place in 0..<4 { town.post("clerk", at: place, heads: r.int(in: 1...3)) }
    for i in 0..<r.int(in: 1...9) { town.person(StaffID("s\(i)"), area: r.int(in: 0...3)) }
    var depths: [String: Int32] = [:]
    for area in 0..<4 where r.chance(0.6) { depths["a\(area)"] = Int32(r.int(in: 0...1_200)) }
    let with = town.planned { $0.depths = water(town, depths) }
    let without = town.planned {
      $0.depths = water(town, depths)
      $0.equipment = []
    }
    guard let plan = with.plan, let bare = without.plan else { continue }
    #expect(plan.gain(over: bare) >= 0, "seed \(seed)")
    #expect(with.violations == [] && without.violations == [], "seed \(seed)")
    #expect(plan.caveats.contains(.boatShuttle) || plan.unmetByTier == bare.unmetByTier, "seed \(seed)")
    if plan.unmetByTier != bare.unmetByTier { carried += 1 }
  }
  #expect(carried > 10, "\(carried) plans better by boat")
}

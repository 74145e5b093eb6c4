import Basics
import Geography
import Incident
import Testing

@testable import Staffing

/// Areas a1 (home) and a0 (work) joined by a short road through a2 and a long dry one through a3.
private func riverTown(bridgeName: String = "Jembatan", isSynthetic: Bool = false, hasDetour: Bool = true) -> SmallCity {
  var town = SmallCity(areas: 4)
  let projection = LocalProjection(origin: town.city.origin)
  func at(_ x: Double, _ y: Double) -> Coordinate { projection.coordinate(LocalPoint(x: x, y: y)) }
  var lines = [
    RoadLine(points: [at(0, 0), at(500, 0)], roadClass: .primary, name: bridgeName, areaCode: "a2"),
    RoadLine(points: [at(500, 0), at(1000, 0)], roadClass: .primary, name: "Jalan Raya", areaCode: "a0"),
  ]
  if hasDetour {
    lines.append(
      RoadLine(points: [at(0, 0), at(500, 20_000), at(1000, 0)], roadClass: .primary, name: "Lingkar", areaCode: "a3"))
  }
  town.city.roads =
    RoadGraph.build(lines: lines, origin: isSynthetic ? .synthetic(seed: 1) : .osm, projection: projection).value
  town.role("clerk")
  return town
}

private func water(_ town: SmallCity, _ millimetres: Int32, in area: String) -> DepthSeries {
  DepthSeries(samples: [
    .init(area: area, during: town.shift.interval, highMillimetres: millimetres, source: .reported, note: "lurah")
  ])
}

@Test func waterOnTheShortRoadSendsPeopleAround() {
  var town = riverTown()
  let post = town.post("clerk", at: 0)
  town.person("a", area: 1)
  let dry = town.planned()
  #expect(dry.plan?.caveats.contains(.noDepths) == true)
  #expect(dry.plan?.caveats.contains(.straightLineTravel) == false)
  let wet = town.planned { $0.depths = water(town, 800, in: "a2") }
  let dryMinutes = dry.plan?.duties.first?.travelMinutes ?? 0
  let wetMinutes = wet.plan?.duties.first?.travelMinutes ?? 0
  #expect(dryMinutes <= 3 && wetMinutes >= 40, "\(dryMinutes) and \(wetMinutes) minutes")
  #expect(wet.people(post) == ["a"])
  #expect(wet.plan?.caveats.contains(.reportedDepths) == true)
  #expect(wet.violations == [])
}

@Test func aPlaceCutOffIsOutOfReachAndTheRoadToOpenIsNamed() {
  var town = riverTown(hasDetour: false)
  let post = town.post("clerk", at: 0)
  town.person("a", area: 1)
  let planner = town.planned { $0.depths = water(town, 800, in: "a2") }
  #expect(planner.people(post) == [])
  #expect(planner.explain("a", post).verdict == .ineligible([.cutOff(byWater: true)]))
  let shortage = planner.shortage(post)
  #expect(shortage?.cause == .allExcluded([ReasonCount(.cutOff, people: 1)]))
  #expect(shortage?.remedies.first?.act == .openRoad("a", name: "Jembatan"))
  // As good as the same town in dry weather, but for a rounded minute of the way.
  let dry = town.planned().plan
  let gain = shortage?.remedies.first?.gain ?? 0
  #expect(gain == dry.map { $0.gain(over: planner.plan ?? $0) })
}

@Test func aRoadClosedForOtherReasonsIsNotUsed() {
  var town = riverTown()
  town.post("clerk", at: 0)
  town.person("a", area: 1)
  let planner = town.planned { $0.closedRoads = ["Jembatan"] }
  #expect((planner.plan?.duties.first?.travelMinutes ?? 0) >= 40)
  #expect(planner.violations == [])
}

@Test func syntheticRoadsAndDepthsDecideNothingInAnActualOperation() {
  var town = riverTown(isSynthetic: true, hasDetour: false)
  let post = town.post("clerk", at: 0)
  town.person("a", area: 1)
  let synthetic = DepthSeries(samples: [
    .init(area: "a2", during: town.shift.interval, highMillimetres: 900, source: .simulated(synthetic: true), note: "model")
  ])
  let drill = town.planned { $0.depths = synthetic }
  #expect(drill.people(post) == [])
  let actual = town.planned {
    $0.depths = synthetic
    $0.mode = .actual
  }
  #expect(actual.people(post) == ["a"])
  #expect(actual.plan?.caveats.contains(.straightLineTravel) == true)
  #expect(actual.plan?.caveats.contains(.noDepths) == true)
  let crow = town.planned { $0.useRoads = false }
  #expect(crow.plan?.caveats.contains(.straightLineTravel) == true)
  #expect(town.planned().plan?.caveats.contains(.syntheticRoads) == true)
}

@Test func beyondTheLongestTravelNobodyIsAsked() {
  var town = SmallCity(areas: 60)
  town.role("clerk")
  let post = town.post("clerk", at: 59)
  town.person("a", area: 0)
  let planner = town.planned()
  #expect(planner.explain("a", post).verdict == .ineligible([.tooFar(minutes: 199, limit: 120)]))
  #expect(planner.shortage(post)?.cause == .allExcluded([ReasonCount(.tooFar, people: 1)]))
}

import Basics
import Geography
import Testing

@Suite struct WaterViewTests {
  private let noon = Instant(milliseconds: 1_636_200_000_000)
  private let origin = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)

  private func graph() -> RoadGraph {
    let points = (0..<3).map { Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000 + Int32($0) * 10_000) }
    return RoadGraph.build(
      lines: [
        RoadLine(points: [points[0], points[1]], roadClass: .local, areaCode: "A"),
        RoadLine(points: [points[1], points[2]], roadClass: .local, isBridge: true, areaCode: "B"),
      ], origin: .user, projection: LocalProjection(origin: origin)
    ).value
  }

  @Test func aReportCountsOnEachRoadOfItsAreaAndNowhereElse() {
    let hour = Interval(start: noon, end: noon.adding(minutes: 60))
    let series = DepthSeries(samples: [.init(area: "A", during: hour, highMillimetres: 400, source: .reported, note: "")])
    let roads = graph()
    let now = WaterView(series: series, outlines: nil, moment: .at(noon)).edgeDepths(of: roads)
    for (edge, depth) in zip(roads.edges, now) { #expect(depth == (roads.areaCode(edge) == "A" ? 400 : nil)) }
    let before = WaterView(series: series, outlines: nil, moment: .at(noon.adding(minutes: -1))).edgeDepths(of: roads)
    #expect(before.allSatisfy { $0 == nil })
    let day = Interval(start: noon.adding(minutes: -600), end: noon.adding(minutes: 600))
    let worst = WaterView(series: series, outlines: nil, moment: .during(day)).edgeDepths(of: roads)
    #expect(worst.compactMap { $0 } == [400, 400])
    #expect(WaterView.none.edgeDepths(of: roads).allSatisfy { $0 == nil })
  }

  @Test func aGridCountsByTheDeepestOfBothEndsAndTheMiddle() throws {
    let roads = graph()
    // Three cells along the road: its first stretch lies in cells 0 and 1, its second in 1 and 2.
    let grid = try #require(
      DepthGrid(
        columns: 3, rows: 1, corner: LocalPoint(x: -50, y: -50), cell: 100,
        frames: [.init(at: noon, millimetres: [10, 250, -1]), .init(at: noon.adding(minutes: 60), millimetres: [10, 50, 700])],
        source: .simulated(synthetic: true), note: ""))
    let series = DepthSeries(grid: grid)
    let start = WaterView(series: series, outlines: nil, moment: .at(noon)).edgeDepths(of: roads)
    #expect(start.allSatisfy { $0 == 250 })
    let span = Interval(start: noon, end: noon.adding(minutes: 60))
    let worst = WaterView(series: series, outlines: nil, moment: .during(span)).edgeDepths(of: roads)
    for (edge, depth) in zip(roads.edges, worst) { #expect(depth == (edge.isBridge ? 700 : 250)) }
    #expect(series.isSynthetic)
  }

  @Test func aWayIsOpenBeforeTheWaterAndClosedDuringIt() throws {
    let roads = graph()
    let hour = Interval(start: noon, end: noon.adding(minutes: 60))
    let series = DepthSeries(samples: [.init(area: "B", during: hour, highMillimetres: 300, source: .reported, note: "")])
    let home = roads.nodes[0]
    let place = roads.nodes[2]
    let exact = TravelTimes.Settings(directMetres: 0)
    func travel(_ vehicle: Vehicle, _ moment: WaterView.Moment) throws -> Travel {
      let water = WaterView(series: series, outlines: nil, moment: moment)
      return try TravelTimes(graph: roads, places: [place], vehicle: vehicle, water: water, settings: exact)
        .travel(from: home, to: 0)
    }
    #expect(try travel(.car, .at(noon.adding(minutes: -1))) == .minutes(1))
    #expect(try travel(.car, .at(noon)) == .cutOff(.water))
    #expect(
      try travel(.car, .during(Interval(start: noon.adding(minutes: -30), end: noon.adding(minutes: 1)))) == .cutOff(.water))
    #expect(try travel(.highTruck, .at(noon)) == .minutes(1))
    #expect(try travel(.boat, .at(noon)) == .cutOff(.tooShallow))
    let times = try TravelTimes(
      graph: roads, places: [place], vehicle: .car, water: WaterView(series: series, outlines: nil, moment: .at(noon)),
      settings: exact)
    let opening = try #require(times.openingGain(from: home, to: 0))
    #expect(opening.areas == ["B"] && opening.closedEdges.count == 1 && opening.minutes == 1)
  }
}

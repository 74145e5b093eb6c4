import Basics
import Testing

@testable import Geography

@Suite struct RoadRouteTests {
  private func lines(_ stream: inout RandomStream, side: Int) -> [RoadLine] {
    func corner(_ i: Int) -> Coordinate {
      Coordinate(latitudeE7: 16_800_000 + Int32(i / side) * 9_000, longitudeE7: 1_014_400_000 + Int32(i % side) * 9_000)
    }
    var lines: [RoadLine] = []
    for a in 0..<(side * side) {
      for b in [a % side + 1 < side ? a + 1 : nil, a / side + 1 < side ? a + side : nil].compactMap({ $0 })
      where stream.chance(0.85) {
        lines.append(
          RoadLine(
            points: [corner(a), corner(b)], roadClass: stream.pick([.primary, .local]), kmh: Int32(stream.int(in: 5...80)),
            name: "\(stream.int(in: 0...9))", areaCode: "\(stream.int(in: 0...5))"))
      }
    }
    return lines
  }

  /// The way against the table of times, which finds them in another manner; each edge of it hangs on the last, none is under water.
  @Test func aWayTakesTheMinutesOfTheTableCrossesNoWaterAndNoClosedRoad() throws {
    let seed: UInt64 = 31
    var stream = RandomStream(seed: seed, name: "road-route")
    var (ways, cut) = (0, 0)
    for round in 0..<60 {
      let side = 7
      let graph = RoadGraph.build(
        lines: lines(&stream, side: side), origin: .user,
        projection: LocalProjection(origin: Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000))
      ).value
      let at = Instant(milliseconds: 0)
      let samples = (0...5).map {
        DepthSeries.Sample(
          area: "\($0)", during: Interval(start: at, end: at.adding(minutes: 60)),
          highMillimetres: Int32(stream.int(in: 0...500)),
          source: .reported, note: "")
      }
      let water = WaterView(series: DepthSeries(samples: samples), outlines: nil, moment: .at(at))
      let closed = graph.edges(named: ["\(stream.int(in: 0...9))"])
      let vehicle = stream.pick([Vehicle.motorcycle, .car, .highTruck, .foot])
      let (a, b) = (stream.pick(graph.nodes), stream.pick(graph.nodes))
      if a.distance(to: b) < 400 { continue }
      let times = try TravelTimes(graph: graph, places: [b], vehicle: vehicle, water: water, closed: closed)
      let depths = water.edgeDepths(of: graph)
      let answer = graph.route(from: a, to: b, by: vehicle, water: water, depths: depths, closed: closed)
      switch answer {
      case .way(let way):
        ways += 1
        #expect(times.travel(from: times.origin(a), to: 0) == .minutes(way.minutes), "seed \(seed) round \(round)")
        for (e, next) in zip(way.edges, way.edges.dropFirst()) { #expect(graph.edges[Int(e)].to == graph.edges[Int(next)].from) }
        for e in way.edges { #expect(vehicle.passes(depthMillimetres: depths[Int(e)]) && !closed.contains(e)) }
        #expect(way.metres == way.edges.map { Int(graph.edges[Int($0)].lengthMetres) }.reduce(0, +))
      case .cutOff(let reason):
        cut += 1
        #expect(times.travel(from: times.origin(a), to: 0) == .cutOff(reason), "seed \(seed) round \(round)")
      }
    }
    #expect(ways > 10 && cut > 3, "\(ways) \(cut)")
  }
}

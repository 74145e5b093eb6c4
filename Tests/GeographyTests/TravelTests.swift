import Basics
import Geography
import Testing

private let noon = Instant(milliseconds: 1_636_200_000_000)

/// A random network with areas A...D, drawn on a small patch; each line is one road between two of the corners.
struct RandomNetwork {
  var corners: [Coordinate] = []
  var lines: [RoadLine] = []
  let graph: RoadGraph
  let depths: [String: Int32]
  let water: WaterView

  init(seed: UInt64, corners count: Int, roads: Int) {
    var stream = RandomStream(seed: seed, name: "network")
    for _ in 0..<count {
      corners.append(
        Coordinate(
          latitudeE7: 16_800_000 + Int32(stream.int(in: -300_000...300_000)),
          longitudeE7: 1_014_400_000 + Int32(stream.int(in: -300_000...300_000))))
    }
    for _ in 0..<roads {
      let a = stream.pick(corners)
      let b = stream.pick(corners)
      lines.append(
        RoadLine(
          points: [a, b], roadClass: stream.pick([.primary, .secondary, .local]), kmh: Int32(stream.int(in: 10...70)),
          isBridge: stream.chance(0.2), name: stream.pick(["", "X", "Y"]), areaCode: stream.pick(["A", "B", "C", "D"])))
    }
    let origin = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    graph = RoadGraph.build(lines: lines, origin: .user, projection: LocalProjection(origin: origin)).value
    var depths: [String: Int32] = [:]
    for area in ["A", "B", "C"] { depths[area] = Int32(stream.int(in: 0...800)) }
    self.depths = depths
    let hour = Interval(start: noon, end: noon.adding(minutes: 60))
    let samples = ["A", "B", "C"].compactMap { area in
      depths[area].map { DepthSeries.Sample(area: area, during: hour, highMillimetres: $0, source: .reported, note: "") }
    }
    water = WaterView(series: DepthSeries(samples: samples), outlines: nil, moment: .at(noon))
  }

  /// Time of an edge in 1/100 s, nil where closed; written anew from the sources of the formulas.
  func time(_ edge: RoadGraph.Edge, _ vehicle: Vehicle, dry: Bool = false) -> Int64? {
    let depth = dry ? nil : graph.areaCode(edge).flatMap { depths[$0] }
    let w = Double(depth ?? 0)
    let free = Double(edge.kmh)
    let speed: Double
    switch vehicle {
    case .car:
      if w >= 300 { return nil }
      speed = min(60, free, 0.0009 * w * w - 0.5529 * w + 86.9448)
    case .motorcycle:
      if w >= 250 { return nil }
      speed = min(50, free, 0.0009 * w * w - 0.5529 * w + 86.9448)
    case .highTruck:
      if w >= 600 { return nil }
      speed = max(2, min(45, free, 0.0002415 * w * w - 0.2898 * w + 86.94))
    case .foot:
      if w > 500 { return nil }
      speed = 3.6 * (w <= 300 ? 1.2 - 0.4 * w / 300 : 0.8 - 0.2 * (w - 300) / 200)
    case .boat:
      if w < 300 { return nil }
      speed = 8
    }
    return Int64((Double(edge.lengthMetres) * 360 / speed).rounded(.up))
  }

  /// Floyd-Warshall.
  func allPairs(_ weight: (RoadGraph.Edge) -> Int64?) -> [[Int64?]] {
    let n = graph.nodes.count
    var d = [[Int64?]](repeating: [Int64?](repeating: nil, count: n), count: n)
    for i in 0..<n { d[i][i] = 0 }
    for edge in graph.edges {
      guard let w = weight(edge) else { continue }
      d[Int(edge.from)][Int(edge.to)] = min(d[Int(edge.from)][Int(edge.to)] ?? .max, w)
    }
    for k in 0..<n {
      for i in 0..<n {
        guard let ik = d[i][k] else { continue }
        for j in 0..<n {
          guard let kj = d[k][j] else { continue }
          d[i][j] = min(d[i][j] ?? .max, ik + kj)
        }
      }
    }
    return d
  }
}

@Suite struct TravelTests {
  let exact = TravelTimes.Settings(walkLimitMetres: 10, walkDetour: 1.3, directMetres: 0)

  @Test(arguments: Vehicle.allCases) func timesAndClosuresAreThoseOfFloydAndWarshall(vehicle: Vehicle) throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      let net = RandomNetwork(seed: seed, corners: 22, roads: 34)
      let times = try TravelTimes(
        graph: net.graph, places: net.graph.nodes, vehicle: vehicle, water: net.water, settings: exact)
      let wet = net.allPairs { net.time($0, vehicle) }
      let dry = net.allPairs { _ in 1 }
      for (i, home) in net.graph.nodes.enumerated() {
        for j in net.graph.nodes.indices {
          let travel = times.travel(from: home, to: j)
          if let time = wet[i][j] {
            #expect(travel == .minutes(Int32((time + 5_999) / 6_000)), "seed \(seed) \(i) \(j)")
          } else if dry[i][j] == nil {
            #expect(travel == .cutOff(.noRoad), "seed \(seed) \(i) \(j)")
          } else {
            #expect(travel == .cutOff(vehicle == .boat ? .tooShallow : .water), "seed \(seed) \(i) \(j)")
          }
        }
      }
    }
  }

  @Test func theOpeningIsTheOneWithTheFewestClosedMetres() throws {
    var asked = 0
    for seed in 1...25 as ClosedRange<UInt64> {
      let net = RandomNetwork(seed: seed, corners: 20, roads: 30)
      let times = try TravelTimes(graph: net.graph, places: net.graph.nodes, vehicle: .car, water: net.water, settings: exact)
      let closed = net.allPairs { net.time($0, .car) == nil ? Int64($0.lengthMetres) : 0 }
      for (i, home) in net.graph.nodes.enumerated() {
        for j in net.graph.nodes.indices {
          let opening = times.openingGain(from: home, to: j)
          guard times.travel(from: home, to: j).cutOff == .water else {
            #expect(opening == nil)
            continue
          }
          asked += 1
          #expect(opening?.closedMetres == closed[i][j], "seed \(seed) \(i) \(j)")
          let opened = Set(opening?.closedEdges ?? [])
          #expect(opened.allSatisfy { net.time(net.graph.edges[Int($0)], .car) == nil })
          let reopened = net.allPairs { edge in
            let isOpened = opened.contains {
              net.graph.edges[Int($0)] == edge || net.graph.edges[Int(edge.reverse)] == net.graph.edges[Int($0)]
            }
            return isOpened ? net.time(edge, .car, dry: true) : net.time(edge, .car)
          }
          #expect(reopened[i][j].map { Int32(($0 + 5_999) / 6_000) } == opening?.minutes, "seed \(seed) \(i) \(j)")
          if asked > 60 { return }
        }
      }
    }
    #expect(asked > 20)
  }

  @Test func aGraphHasTheComponentsOfABreadthFirstSearch() {
    for seed in 1...20 as ClosedRange<UInt64> {
      let net = RandomNetwork(seed: seed, corners: 40, roads: 34)
      #expect(net.graph.checkInvariants().isEmpty)
      let reach = net.allPairs { _ in 1 }
      for i in net.graph.nodes.indices {
        let lowest = net.graph.nodes.indices.first { reach[i][$0] != nil }
        #expect(net.graph.component[i] == Int32(lowest ?? -1))
      }
      #expect(net.graph.componentCount == Set(net.graph.component).count)
    }
  }

  @Test func walkingLegsCountAndAPointFarFromAnyRoadHasNone() throws {
    let a = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    let b = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_500_000)
    let projection = LocalProjection(origin: a)
    let graph = RoadGraph.build(
      lines: [RoadLine(points: [a, b], roadClass: .primary, kmh: 60)], origin: .user, projection: projection
    ).value
    let place = projection.point(b)
    let times = try TravelTimes(graph: graph, places: [place], vehicle: .car)
    // 1113 m at 60 km/h are 66.8 s; 600 m walked with a detour of 1.3 at 1.2 m/s are 650 s.
    #expect(times.minutes(from: LocalPoint(x: 0, y: 600), to: 0) == 12)
    #expect(times.travel(from: LocalPoint(x: 0, y: 5_001), to: 0) == .cutOff(.noRoad))
    #expect(times.travel(from: LocalPoint(x: .nan, y: 0), to: 0) == .cutOff(.noRoad))
    #expect(times.travel(from: LocalPoint(x: 0, y: 0), to: 7) == .cutOff(.noRoad))
    // A neighbour walks straight over.
    #expect(times.minutes(from: LocalPoint(x: place.x, y: 120), to: 0) == 3)
    #expect(times.minutes(from: place, to: 0) == 0)
  }

  @Test func whoseHomeStandsInDeepWaterIsCutOffByWater() throws {
    let a = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    let b = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_500_000)
    let projection = LocalProjection(origin: a)
    let west = Polygon(
      outer: [(-9_000, -9_000), (500, -9_000), (500, 9_000), (-9_000, 9_000)].map { LocalPoint(x: $0.0, y: $0.1) })
    let outlines = Outlines(areas: [.init(code: "W", name: "W", shape: MultiPolygon([west]))], projection: projection)
    let graph = RoadGraph.build(
      lines: [RoadLine(points: [a, b], roadClass: .primary, areaCode: "E")], origin: .synthetic(seed: 1), projection: projection,
      outlines: outlines
    ).value
    let deep = DepthSeries(samples: [
      .init(
        area: "W", during: Interval(start: noon, end: noon.adding(minutes: 9)), highMillimetres: 900, source: .reported, note: "")
    ])
    let water = WaterView(series: deep, outlines: outlines, moment: .at(noon))
    let times = try TravelTimes(graph: graph, places: [projection.point(b)], vehicle: .car, water: water)
    #expect(times.travel(from: LocalPoint(x: -400, y: 0), to: 0) == .cutOff(.water))
    #expect(times.openingGain(from: LocalPoint(x: -400, y: 0), to: 0) == nil)
    #expect(times.travel(from: LocalPoint(x: 600, y: 0), to: 0).minutes != nil)
    #expect(times.isSynthetic)
    #expect(TravelModel.roads(times).isSynthetic && !TravelModel.straightLine(StraightLine(), places: []).isSynthetic)
  }

  @Test func straightLinesStandInBehindTheSameQuestions() {
    let model = TravelModel.straightLine(StraightLine(kmh: 30, detourFactor: 1.5), places: [LocalPoint(x: 3_000, y: 4_000)])
    // 5 km x 1.5 at 30 km/h are 15 minutes.
    #expect(model.travel(from: LocalPoint(x: 0, y: 0), to: 0) == .minutes(15))
    #expect(model.travel(from: LocalPoint(x: 0, y: -1), to: 0) == .minutes(16))
    #expect(model.travel(from: LocalPoint(x: 0, y: 0), to: 1) == .cutOff(.noRoad))
    #expect(model.openingGain(from: model.origin(LocalPoint(x: 0, y: 0)), to: 0) == nil)
    #expect(
      StraightLine(kmh: .nan, detourFactor: -3).minutes(from: LocalPoint(x: 0, y: 0), to: LocalPoint(x: 1e300, y: 0)) == 1_000_000
    )
  }

  @Test func vehiclesStopAtTheirDepthAndSlowAsThePublishedCurveSays() {
    let table: [(Int32, Double)] = [(0, 86.94), (50, 61.55), (100, 40.65), (150, 24.26), (200, 12.36), (250, 4.97), (299, 2.09)]
    for (w, kmh) in table {
      let ours = Vehicle.car.kmh(freeFlow: 200, depthMillimetres: w) ?? -1
      #expect(abs(ours - min(60, kmh)) < 0.011, "\(w) mm")
    }
    #expect(!Vehicle.car.passes(depthMillimetres: 300) && Vehicle.car.passes(depthMillimetres: 299))
    #expect(!Vehicle.highTruck.passes(depthMillimetres: 600) && Vehicle.highTruck.passes(depthMillimetres: 599))
    #expect(!Vehicle.foot.passes(depthMillimetres: 501) && Vehicle.foot.passes(depthMillimetres: 500))
    #expect(!Vehicle.boat.passes(depthMillimetres: 299) && Vehicle.boat.passes(depthMillimetres: 300))
    #expect(!Vehicle.boat.passes(depthMillimetres: nil) && Vehicle.car.passes(depthMillimetres: nil))
    for vehicle in Vehicle.allCases {
      for w in 0...1_500 as ClosedRange<Int32> where vehicle.passes(depthMillimetres: w) {
        #expect((vehicle.kmh(freeFlow: 50, depthMillimetres: w) ?? 0) >= 1, "\(vehicle) \(w)")
      }
    }
  }

  @Test func brokenRoadsAreLeftOutWithTheirNumber() {
    let a = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    let far = Coordinate(latitudeE7: 116_800_000, longitudeE7: 1_014_400_000)
    let b = Coordinate(latitudeE7: 16_900_000, longitudeE7: 1_014_400_000)
    let built = RoadGraph.build(
      lines: [
        RoadLine(points: [], roadClass: .local), RoadLine(points: [a, a], roadClass: .local),
        RoadLine(points: [a, far], roadClass: .local), RoadLine(points: [a, b], roadClass: .local, kmh: 0),
        RoadLine(points: [a, a, b, b], roadClass: .local),
      ], origin: .osm, projection: LocalProjection(origin: a), file: "x.geojson")
    #expect(built.problems.count == 5)
    #expect(built.problems.map(\.message).filter { $0.hasPrefix("road 3") }.count == 2)
    #expect(built.problems.allSatisfy { $0.place?.file == "x.geojson" })
    #expect(built.value.edges.count == 2 && built.value.checkInvariants().isEmpty)
    #expect(RoadGraph.empty(origin: .user, projection: LocalProjection(origin: a)).checkInvariants().isEmpty)
  }

  @Test func settingsBeyondAllMeasureDoNotCrash() throws {
    let net = RandomNetwork(seed: 3, corners: 10, roads: 20)
    for value in [Double.infinity, .nan, -1, 1e300] {
      let settings = TravelTimes.Settings(walkLimitMetres: value, walkDetour: value, directMetres: value)
      let times = try TravelTimes(graph: net.graph, places: net.graph.nodes, vehicle: .foot, settings: settings)
      for x in [0, 1e5, 1e300] { _ = times.travel(from: LocalPoint(x: x, y: 0), to: 0) }
    }
  }

  @Test func aStoppedComputationSaysSo() throws {
    let net = RandomNetwork(seed: 1, corners: 10, roads: 20)
    #expect(throws: Problem.self) {
      _ = try TravelTimes(graph: net.graph, places: net.graph.nodes, vehicle: .car, shouldStop: { true })
    }
  }
}

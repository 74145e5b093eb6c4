import Basics
import Testing

@testable import Geography

/// Times from one node by relaxing all roads until nothing changes (Bellman & Ford).
private func slowTimes(_ graph: RoadGraph, _ edgeTimes: [Int32], from source: Int32) -> [Int64?] {
  var times = [Int64?](repeating: nil, count: graph.nodes.count)
  times[Int(source)] = 0
  var isChanged = true
  while isChanged {
    isChanged = false
    for (e, edge) in graph.edges.enumerated() where edgeTimes[e] != TravelTimes.unreached {
      guard let here = times[Int(edge.from)] else { continue }
      let sum = here + Int64(edgeTimes[e])
      if sum < times[Int(edge.to)] ?? .max {
        times[Int(edge.to)] = sum
        isChanged = true
      }
    }
  }
  return times
}

/// Roads between random corners: a loose grid, or anything with anything (no road network: its contraction would not end).
private func randomGraph(_ stream: inout RandomStream, side: Int, isGrid: Bool) -> RoadGraph {
  func corner(_ i: Int) -> Coordinate {
    Coordinate(latitudeE7: 16_800_000 + Int32(i / side) * 9_000, longitudeE7: 1_014_400_000 + Int32(i % side) * 9_000)
  }
  var lines: [RoadLine] = []
  func add(_ a: Int, _ b: Int, _ stream: inout RandomStream) {
    lines.append(
      RoadLine(
        points: [corner(a), corner(b)], roadClass: stream.pick([.primary, .local]), kmh: Int32(stream.int(in: 5...80)),
        name: "\(stream.int(in: 0...9))", areaCode: "\(stream.int(in: 0...5))"))
  }
  for a in 0..<(side * side) {
    if !isGrid {
      for _ in 0..<2 { add(a, stream.int(in: 0...(side * side - 1)), &stream) }
    } else {
      if a % side + 1 < side, stream.chance(0.8) { add(a, a + 1, &stream) }
      if a / side + 1 < side, stream.chance(0.8) { add(a, a + side, &stream) }
      if stream.chance(0.05) { add(a, a, &stream) }
    }
  }
  return RoadGraph.build(lines: lines, origin: .user, projection: LocalProjection(origin: corner(0))).value
}

private func randomWater(_ stream: inout RandomStream, areas: [String]) -> WaterView {
  let at = Instant(milliseconds: 0)
  let span = Interval(start: at, end: at.adding(minutes: 60))
  let samples = areas.map {
    DepthSeries.Sample(
      area: $0, during: span, highMillimetres: Int32(stream.int(in: 0...700)), source: .reported, note: "")
  }
  return WaterView(series: DepthSeries(samples: samples), outlines: nil, moment: .at(at))
}

@Suite struct TravelUpdateTests {
  @Test(arguments: [true, false]) func timesFromManyPlacesAreThoseOfASlowSearch(isGrid: Bool) throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, name: "trees")
      let graph = randomGraph(&stream, side: 7, isGrid: isGrid)
      let water = randomWater(&stream, areas: graph.areaCodes)
      let edgeTimes = RoadsInUse(graph).times(.car, depths: water.edgeDepths(of: graph))
      for limits in [RoadContraction.Limits(), .init(neighbours: 3, linksPerNode: 100), .init(neighbours: 99, linksPerNode: 1)] {
        let shape = RoadContraction(graph, limits: limits)
        let sources = (0..<35).map { _ in Int32(stream.int(in: 0...(graph.nodes.count - 1))) }
        let links = ContractedTimes(shape, edgeTimes: edgeTimes)
        let trees = try TravelTrees(shape, links, sources: sources, threads: 1)
        for (i, source) in sources.enumerated() {
          let slow = slowTimes(graph, edgeTimes, from: source)
          for node in graph.nodes.indices {
            let time = trees.time(i, shape.position[node])
            #expect(slow[node] == (time == ContractedTimes.none ? nil : Int64(time)), "seed \(seed) core \(shape.core)")
          }
        }
      }
    }
  }

  @Test(arguments: [true, false]) func afterEachOfManyClosuresAndOpeningsAllTimesAreThoseMadeAnew(isGrid: Bool) throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, name: "updates")
      let graph = randomGraph(&stream, side: isGrid ? 14 : 8, isGrid: isGrid)
      let places = (0..<40).map { _ in
        let node = stream.pick(graph.nodes)
        return LocalPoint(x: node.x + 9, y: node.y)
      }
      let vehicle = stream.pick(Vehicle.allCases)
      var water = randomWater(&stream, areas: graph.areaCodes)
      let boats = stream.chance(0.5) ? BoatShuttle() : nil
      var running = try TravelTimes(
        graph: graph, places: places, vehicle: vehicle, water: water, boats: boats, threads: stream.int(in: 1...3))
      var closed: [Int32] = []
      for step in 0..<12 {
        if stream.chance(0.2) { water = randomWater(&stream, areas: graph.areaCodes) }
        closed = closed.filter { _ in !stream.chance(0.3) }
        for _ in 0..<stream.int(in: 0...4) { closed.append(Int32(stream.int(in: 0...(graph.edges.count - 1)))) }
        let update = running.update(water: water, closed: closed)
        let anew = try TravelTimes(graph: graph, places: places, vehicle: vehicle, water: water, boats: boats, closed: closed)
        let comment: Comment = "seed \(seed) step \(step) \(vehicle)"
        #expect(update.times <= 48 * graph.nodes.count, comment)
        #expect(running.edgeTimes == anew.edgeTimes, comment)
        #expect(running.trees.sources == anew.trees.sources, comment)
        for (a, b) in zip(running.trees.blocks, anew.trees.blocks) { #expect(a.times == b.times, comment) }
        let homes = graph.nodes.filter { _ in stream.chance(0.3) }
        let (mine, theirs) = (running.matrix(from: running.origins(homes)), anew.matrix(from: anew.origins(homes)))
        for home in homes.indices {
          for place in places.indices {
            #expect(mine[home, place] == theirs[home, place], comment)
            #expect(mine.usesBoat(home: home, place: place) == theirs.usesBoat(home: home, place: place), comment)
            #expect(mine[home, place] == anew.travel(from: homes[home], to: place), comment)
          }
        }
      }
    }
  }

  @Test func threadsChangeNoTime() throws {
    var stream = RandomStream(seed: 5, name: "threads")
    let graph = randomGraph(&stream, side: 20, isGrid: true)
    let water = randomWater(&stream, areas: graph.areaCodes)
    let models = try [1, 2, 7].map {
      try TravelTimes(
        graph: graph, places: Array(graph.nodes.prefix(200)), vehicle: .car, water: water, boats: BoatShuttle(), threads: $0)
    }
    let first = models[0].matrix(from: models[0].origins(graph.nodes))
    for model in models.dropFirst() {
      let other = model.matrix(from: model.origins(graph.nodes))
      for home in graph.nodes.indices {
        for place in 0..<200 where first[home, place] != other[home, place] {
          Issue.record("home \(home) place \(place) with \(model.threads) threads")
        }
      }
    }
  }

  @Test func aClosedRoadIsNoRoadWhateverTheWater() throws {
    let a = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    let b = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_500_000)
    let c = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_600_000)
    let projection = LocalProjection(origin: a)
    let graph = RoadGraph.build(
      lines: [
        RoadLine(points: [a, b], roadClass: .primary, name: "West"), RoadLine(points: [b, c], roadClass: .primary, name: "East"),
      ], origin: .user, projection: projection
    ).value
    var times = try TravelTimes(graph: graph, places: [projection.point(c)], vehicle: .car)
    let dry = times.travel(from: projection.point(a), to: 0)
    #expect(dry.minutes == 3)
    let update = times.update(water: .none, closed: graph.edges(named: ["West"]))
    #expect(update.changedEdges == 1)
    // The home's own road is closed: it walks to where a road still leads, 1113 m at 1.2 m/s with a detour of 1.3.
    #expect(times.minutes(from: projection.point(a), to: 0) == 22)
    _ = times.update(water: .none, closed: graph.edges(named: ["East"]))
    #expect(times.travel(from: projection.point(a), to: 0).minutes == 22)
    _ = times.update(water: .none, closed: graph.edges(named: ["East", "West"]))
    #expect(times.travel(from: projection.point(a), to: 0) == .cutOff(.noRoad))
    _ = times.update(water: .none, closed: [])
    #expect(times.travel(from: projection.point(a), to: 0) == dry)
    #expect(graph.edges(named: [""]).isEmpty)
  }
}

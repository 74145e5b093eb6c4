import Basics
import Foundation
import Geography

/// Travel times of many homes to many places over flooded roads, for `run-travel`.
///
/// `travel EDGES HOMES PLACES SEED [streets|bends] [PATH]`: a seeded city of squares with missing streets (`bends`: each street with
/// points along it, as maps have them). Prints one JSON line a step; with PATH the graph, the sources and what the steps found go
/// there as text, so that peers can run on the same and check.
enum TravelBenchmark {
  static func run(_ arguments: [String]) {
    guard arguments.count >= 4, let edges = Int(arguments[0]), let homes = Int(arguments[1]), let places = Int(arguments[2]),
      let seed = UInt64(arguments[3])
    else { exit(64) }
    let city = BenchmarkCity(
      edges: edges, homes: homes, places: places, seed: seed, bends: arguments.count > 4 && arguments[4] == "bends")
    var steps = TravelSteps(city: city)
    let only = arguments.count > 6 ? arguments[6] : ""
    if only.isEmpty || only == "all" { for threads in [1, 2] { steps.measure(threads: threads) } }
    if only.isEmpty || only == "boats" { steps.boats() }
    if only.isEmpty || only == "hours" { steps.hours() }
    if only.isEmpty || only == "closures" { steps.closures(seed: seed) }
    if arguments.count > 5, only.isEmpty { steps.write(to: arguments[5]) }
  }
}

/// Roads, people and places, and the hours of a flood.
struct BenchmarkCity {
  let graph: RoadGraph
  let homes: [LocalPoint]
  let places: [LocalPoint]
  let samples: [DepthSeries.Sample]
  static let start = Instant(milliseconds: 1_634_000_000_000)
  static let hours = 12

  init(edges: Int, homes: Int, places: Int, seed: UInt64, bends: Bool) {
    var random = RandomStream(seed: seed, name: "travel-benchmark")
    let points = bends ? 4 : 0
    let streets = Double(edges) / 2 / Double(points + 1)
    // Of the two streets per corner 88 % are there, and some diagonals.
    let side = Int((streets / 1.96).squareRoot().rounded())
    let origin = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    let corners = (0..<(side * side)).map { i in
      Coordinate(
        latitudeE7: 16_800_000 + Int32(i / side) * 12_000 + Int32(random.int(in: -4_000...4_000)),
        longitudeE7: 1_014_400_000 + Int32(i % side) * 12_000 + Int32(random.int(in: -4_000...4_000)))
    }
    var lines: [RoadLine] = []
    func add(_ a: Int, _ b: Int) {
      var line = [corners[a]]
      for k in 0..<points {
        let share = Double(k + 1) / Double(points + 1)
        func between(_ x: Int32, _ y: Int32) -> Int32 { x + Int32(Double(y - x) * share) + Int32(random.int(in: -300...300)) }
        line.append(
          Coordinate(
            latitudeE7: between(corners[a].latitudeE7, corners[b].latitudeE7),
            longitudeE7: between(corners[a].longitudeE7, corners[b].longitudeE7)))
      }
      line.append(corners[b])
      let (row, column) = (a / side, a % side)
      let isMain = (row % 12 == 0 && b == a + 1) || (column % 12 == 0 && b == a + side)
      lines.append(
        RoadLine(
          points: line, roadClass: isMain ? .primary : .local, kmh: isMain ? 50 : Int32(random.int(in: 20...35)),
          areaCode: "\(row * 8 / side).\(column * 8 / side)"))
    }
    for row in 0..<side {
      for column in 0..<side {
        let a = row * side + column
        if column + 1 < side, row % 12 == 0 || random.chance(0.88) { add(a, a + 1) }
        if row + 1 < side, column % 12 == 0 || random.chance(0.88) { add(a, a + side) }
        if row + 1 < side, column + 1 < side, random.chance(0.2) { add(a, a + side + 1) }
      }
    }
    let projection = LocalProjection(origin: origin)
    graph = RoadGraph.build(lines: lines, origin: .user, projection: projection).value
    let nodes = graph.nodes
    func near() -> LocalPoint {
      let node = random.pick(nodes)
      return LocalPoint(x: node.x + 60 * (random.unit() - 0.5), y: node.y + 60 * (random.unit() - 0.5))
    }
    self.homes = (0..<homes).map { _ in near() }
    self.places = (0..<places).map { _ in near() }
    samples = Self.flood(&random)
  }

  /// Water that rises and falls hour by hour in a third of the 64 areas.
  private static func flood(_ random: inout RandomStream) -> [DepthSeries.Sample] {
    var samples: [DepthSeries.Sample] = []
    for area in 0..<64 where random.chance(0.33) {
      let top = random.int(in: 100...900)
      let peak = random.int(in: 2...9)
      for hour in 0..<hours {
        let depth = max(0, top - abs(hour - peak) * 130)
        let from = start.adding(minutes: hour * 60)
        samples.append(
          .init(
            area: "\(area / 8).\(area % 8)", during: Interval(start: from, end: from.adding(minutes: 60)),
            highMillimetres: Int32(depth), source: .reported, note: ""))
      }
    }
    return samples
  }

  func water(hour: Int) -> WaterView {
    WaterView(series: DepthSeries(samples: samples), outlines: nil, moment: .at(Self.start.adding(minutes: hour * 60)))
  }
}

/// What is measured, on one city.
struct TravelSteps {
  let city: BenchmarkCity

  /// Seconds on the processor: what else runs on the machine is not in them, and two threads count twice.
  private func processor<T>(_ body: () -> T) -> (value: T, seconds: Double) {
    let before = Foundation.clock()
    let value = body()
    return (value, Double(Foundation.clock() - before) / Double(CLOCKS_PER_SEC))
  }

  private func best<T>(_ runs: Int, _ body: () -> T) -> (value: T, seconds: Double) {
    var least = processor(body)
    for _ in 0..<runs {
      let next = processor(body)
      if next.seconds < least.seconds { least = next }
    }
    return least
  }

  private func line(_ step: String, _ fields: [(String, String)]) {
    print("{\"step\": \"\(step)\", " + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
  }

  private func times(
    _ vehicle: Vehicle, hour: Int, _ shape: RoadContraction?, threads: Int = 1, boats: BoatShuttle? = nil, closed: [Int32] = []
  ) -> TravelTimes {
    guard
      let times = try? TravelTimes(
        graph: city.graph, places: city.places, vehicle: vehicle, water: city.water(hour: hour), boats: boats, closed: closed,
        contraction: shape, threads: threads)
    else { exit(1) }
    return times
  }

  mutating func measure(threads: Int) {
    let (shape, contraction) = best(3) { RoadContraction(city.graph) }
    let (times, trees) = best(5) { self.times(.car, hour: 5, shape, threads: threads) }
    let (origins, tying) = best(3) { times.origins(city.homes) }
    let (matrix, filling) = best(5) { times.matrix(from: origins) }
    let reached = (0..<matrix.homes).reduce(0) { sum, home in
      sum + (0..<matrix.places).count { matrix.minutes(home: home, place: $0) != nil }
    }
    line(
      "all",
      [
        ("threads", "\(threads)"), ("nodes", "\(city.graph.nodes.count)"), ("edges", "\(city.graph.edges.count)"),
        ("links", "\(shape.links)"), ("contraction", "\(contraction)"), ("trees", "\(trees)"), ("tying", "\(tying)"),
        ("matrix", "\(filling)"), ("homes", "\(matrix.homes)"), ("places", "\(matrix.places)"), ("reached", "\(reached)"),
        ("digest", "\"\(digest(matrix))\""),
      ])
  }

  private func digest(_ matrix: TravelMatrix) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for home in 0..<matrix.homes {
      for place in 0..<matrix.places {
        hash = (hash ^ UInt64(bitPattern: Int64(matrix.minutes(home: home, place: place) ?? -1))) &* 0x100_0000_01b3
      }
    }
    return hash
  }

  mutating func boats() {
    let shape = RoadContraction(city.graph)
    for threads in [1, 2] {
      let seconds = best(2) { self.times(.car, hour: 5, shape, threads: threads, boats: BoatShuttle()) }.seconds
      line("boats", [("threads", "\(threads)"), ("seconds", "\(seconds)")])
    }
  }

  /// All vehicles and hours, each hour made from the one before; checked against one made anew.
  mutating func hours() {
    let shape = RoadContraction(city.graph)
    var anew = 0.0
    var updating = 0.0
    var changed = 0
    for vehicle in Vehicle.allCases {
      var running = times(vehicle, hour: 0, shape)
      for hour in 1..<BenchmarkCity.hours {
        let water = city.water(hour: hour)
        updating += processor { changed += running.update(water: water).changedEdges }.seconds
        let (fresh, seconds) = processor { times(vehicle, hour: hour, shape) }
        anew += seconds
        guard same(running, fresh) else { exit(1) }
      }
    }
    let steps = Vehicle.allCases.count * (BenchmarkCity.hours - 1)
    line(
      "hours",
      [
        ("steps", "\(steps)"), ("changed", "\(changed / steps)"), ("update", "\(updating / Double(steps))"),
        ("anew", "\(anew / Double(steps))"),
      ])
  }

  private func same(_ a: TravelTimes, _ b: TravelTimes) -> Bool {
    let homes = Array(city.homes.prefix(500))
    return digest(a.matrix(from: a.origins(homes))) == digest(b.matrix(from: b.origins(homes)))
  }

  /// A few roads close, and open again.
  mutating func closures(seed: UInt64) {
    let shape = RoadContraction(city.graph)
    var random = RandomStream(seed: seed, name: "travel-closures")
    let water = city.water(hour: 5)
    for count in [1, 3, 10, 100] {
      var running = times(.car, hour: 5, shape)
      var samples: [Double] = []
      var looked = 0
      for trial in 0..<20 {
        let closed = (0..<count).map { _ in Int32(random.int(in: 0...(city.graph.edges.count - 1))) }
        samples.append(processor { looked += running.update(water: water, closed: closed).times }.seconds)
        if trial < 3, !same(running, times(.car, hour: 5, shape, closed: closed)) { exit(1) }
        samples.append(processor { looked += running.update(water: water, closed: []).times }.seconds)
      }
      samples.sort()
      line(
        "closures",
        [
          ("roads", "\(count)"), ("median", "\(samples[samples.count / 2])"), ("worst", "\(samples[samples.count - 1])"),
          ("looked", "\(looked / samples.count)"),
        ])
    }
  }

  /// The roads as they are open to a car at hour 5, their times made anew from the public formulas, the places' nodes, and what
  /// Siaga says from every node to the first of them: for peers.
  func write(to path: String) {
    let graph = city.graph
    let water = city.water(hour: 5)
    let depths = water.edgeDepths(of: graph)
    var text = ""
    var open = 0
    for (e, edge) in graph.edges.enumerated() {
      guard let kmh = Vehicle.car.kmh(freeFlow: Double(edge.kmh), depthMillimetres: depths[e]) else { continue }
      text += "\(edge.from) \(edge.to) \(max(1, Int((Double(edge.lengthMetres) * 360 / kmh).rounded(.up))))\n"
      open += 1
    }
    let sources = city.places.compactMap { graph.nearestNode(to: $0)?.node }
    let checked = sources.prefix(40)
    let settings = TravelTimes.Settings(directMetres: -1)
    guard
      let times = try? TravelTimes(
        graph: graph, places: checked.map { graph.nodes[Int($0)] }, vehicle: .car,
        // The formulas above know nothing of who stands in the water: depths by edge alone.
        water: water, settings: settings)
    else { exit(1) }
    let matrix = times.matrix(from: times.origins(graph.nodes))
    text = "\(graph.nodes.count) \(open) \(sources.count) \(checked.count)\n" + text
    text += sources.map { "\($0)" }.joined(separator: " ") + "\n"
    for place in checked.indices {
      text += (0..<matrix.homes).map { "\(matrix.minutes(home: $0, place: place) ?? -1)" }.joined(separator: " ") + "\n"
    }
    guard (try? text.write(toFile: path, atomically: true, encoding: .utf8)) != nil else { exit(73) }
  }
}

import Basics

/// A plausible road network: junctions by people and space, streets between neighbours, main roads from the guide, bridges where
/// a street crosses a river.
struct SyntheticRoads {
  /// People for one junction, bounds of junctions per kelurahan, bounds of their spacing in metres: assumed.
  static let peoplePerJunction = 95
  static let junctions = 30...300
  static let spacing = 90.0...320.0
  /// Share of local streets that keep their crossing over a river: assumed.
  static let localBridges = 0.12

  struct Road {
    var a: Int
    var b: Int
    var roadClass: RoadClass = .local
    var name = ""
    /// Rivers crossed, each with its places along the road in 0...1.
    var crossings: [(river: Int, at: Double)] = []
  }

  let outlines: Outlines
  let shore: MultiPolygon
  let rivers: [SyntheticCity.RiverCourse]
  let guide: CityGuide
  let seed: UInt64
  private(set) var nodes: [LocalPoint] = []
  private(set) var roads: [Road] = []
  /// Nodes from here on are those of streets, before them those of main roads.
  private var mainCount = 0

  init(
    outlines: Outlines, shore: MultiPolygon, rivers: [SyntheticCity.RiverCourse], guide: CityGuide, populations: [Int],
    seed: UInt64
  ) {
    self.outlines = outlines
    self.shore = shore
    self.rivers = rivers
    self.guide = guide
    self.seed = seed
    placeMainRoads()
    mainCount = nodes.count
    for (i, population) in populations.enumerated() { placeStreets(area: i, population: population) }
    nodes = nodes.map { SyntheticCity.onFileGrid($0, outlines.projection) }
    connect()
    nameMainRoads()
    crossRivers()
  }

  // MARK: junctions

  /// Points of all kelurahan first (node i is area i), then points along the main roads.
  private mutating func placeMainRoads() {
    nodes = outlines.areas.map(\.inside)
    var stream = RandomStream(seed: seed, name: "geography.roads.main")
    for (a, b) in mainLegs() {
      let line = SyntheticCity.bent([nodes[a], nodes[b]], bend: 0.05, step: 420, stream: &stream)
      for point in line.dropFirst().dropLast() where !isNear(point, metres: 110) && shore.contains(point) { nodes.append(point) }
    }
  }

  /// Pairs of areas that a main road joins; an area without one is joined to the nearest other area.
  private func mainLegs() -> [(Int, Int)] {
    var legs: [(Int, Int)] = []
    for road in guide.roads {
      let stops = road.codes.compactMap(outlines.index(of:))
      legs += zip(stops, stops.dropFirst())
    }
    for i in outlines.areas.indices where !legs.contains(where: { $0.0 == i || $0.1 == i }) {
      let here = outlines.areas[i].inside
      let others = outlines.areas.indices.filter { $0 != i }
      let near = others.min { outlines.areas[$0].inside.distance(to: here) < outlines.areas[$1].inside.distance(to: here) }
      if let near { legs.append((i, near)) }
    }
    return legs
  }

  private func isNear(_ point: LocalPoint, metres: Double) -> Bool {
    nodes.contains { abs($0.x - point.x) < metres && abs($0.y - point.y) < metres && $0.distance(to: point) < metres }
  }

  /// A jittered lattice over the area; where the area is larger than its junctions can fill, those nearest to main roads.
  private mutating func placeStreets(area: Int, population: Int) {
    let shape = outlines.areas[area].shape
    let wanted = min(Self.junctions.upperBound, max(Self.junctions.lowerBound, population / Self.peoplePerJunction))
    let even = (shape.area / Double(wanted)).squareRoot()
    let step = min(Self.spacing.upperBound, max(Self.spacing.lowerBound, even))
    var stream = RandomStream(seed: seed, name: "geography.roads.streets.\(outlines.areas[area].code)")
    let main = SpatialIndex.Points(Array(nodes.prefix(mainCount)))
    var found: [(score: Double, point: LocalPoint)] = []
    for row in 0...min(2_000, Int(shape.bounds.height / step)) {
      for column in 0...min(2_000, Int(shape.bounds.width / step)) {
        let jitterX = (stream.unit() - 0.5) * 0.36
        let jitterY = (stream.unit() - 0.5) * 0.36
        let noise = stream.unit()
        let point = LocalPoint(
          x: shape.bounds.west + (Double(column) + 0.5 + jitterX) * step,
          y: shape.bounds.south + (Double(row) + 0.5 + jitterY) * step)
        guard shape.contains(point) else { continue }
        let away = main.nearest(to: point)?.metres ?? 0
        if away > step * 0.6 { found.append((away * (0.7 + 0.6 * noise), point)) }
      }
    }
    let order = found.indices.sorted { found[$0].score != found[$1].score ? found[$0].score < found[$1].score : $0 < $1 }
    for i in order.prefix(wanted) where !isNear(found[i].point, metres: step * 0.55) { nodes.append(found[i].point) }
  }

  // MARK: streets

  private mutating func connect() {
    let pairs = ProximityGraph.pairs(nodes, limit: 2_500).filter { pair in
      let a = nodes[pair.0]
      let b = nodes[pair.1]
      return a != b && shore.contains(LocalPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2))
    }
    roads = pairs.map { Road(a: $0.0, b: $0.1) }
    var sets = DisjointSets(count: nodes.count)
    for road in roads { _ = sets.join(road.a, road.b) }
    // Loose parts are joined by the shortest road to anything else, one at a time.
    while let link = shortestLink(&sets) {
      _ = sets.join(link.0, link.1)
      roads.append(Road(a: link.0, b: link.1))
    }
  }

  private func shortestLink(_ sets: inout DisjointSets) -> (Int, Int)? {
    let roots = nodes.indices.map { sets.root($0) }
    guard let loose = roots.first(where: { $0 != roots[0] }) else { return nil }
    var best: (Int, Int)?
    var least = Double.infinity
    for a in nodes.indices where roots[a] == loose {
      for b in nodes.indices where roots[b] != loose && nodes[a].distance(to: nodes[b]) < least {
        least = nodes[a].distance(to: nodes[b])
        best = (a, b)
      }
    }
    return best
  }

  /// Main roads follow the shortest way over the network that keeps to their own points.
  private mutating func nameMainRoads() {
    var routes = [(road: CityGuide.Road, a: Int, b: Int)]()
    for road in guide.roads {
      let stops = road.codes.compactMap(outlines.index(of:))
      routes += zip(stops, stops.dropFirst()).map { (road, $0, $1) }
    }
    let times = roads.map { road -> Int32 in
      let metres = nodes[road.a].distance(to: nodes[road.b])
      return Int32(max(1, (metres * (road.a < mainCount && road.b < mainCount ? 10 : 16)).rounded()))
    }
    for route in routes {
      for i in RoadSearch(nodes: nodes.count, roads: roads, times: times).path(from: route.a, to: route.b) {
        if roads[i].roadClass == .local || (roads[i].roadClass == .secondary && route.road.roadClass == .primary) {
          roads[i].roadClass = route.road.roadClass
        }
        if roads[i].name.isEmpty { roads[i].name = route.road.name }
      }
    }
  }

  // MARK: rivers

  /// Main roads get a bridge at each crossing; most local streets end at the river, unless that would cut the network.
  private mutating func crossRivers() {
    var stream = RandomStream(seed: seed, name: "geography.roads.bridges")
    for i in roads.indices { roads[i].crossings = crossings(roads[i]) }
    var kept: [Road] = []
    var dropped: [Road] = []
    for road in roads {
      let staysAnyway = road.crossings.isEmpty || road.roadClass != .local || stream.chance(Self.localBridges)
      if staysAnyway { kept.append(road) } else { dropped.append(road) }
    }
    var sets = DisjointSets(count: nodes.count)
    for road in kept { _ = sets.join(road.a, road.b) }
    for road in dropped where sets.join(road.a, road.b) { kept.append(road) }
    roads = kept
  }

  private func crossings(_ road: Road) -> [(river: Int, at: Double)] {
    let a = nodes[road.a]
    let b = nodes[road.b]
    let box = Bounds([a, b])
    var found: [(river: Int, at: Double)] = []
    for (r, river) in rivers.enumerated() {
      for (c, d) in zip(river.points, river.points.dropFirst()) where box.overlaps(Bounds([c, d])) {
        let cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
        guard Ring.segmentsTouch(a, b, c, d), cross != 0 else { continue }
        found.append((r, min(1, max(0, ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross))))
      }
    }
    return found.sorted { $0.at != $1.at ? $0.at < $1.at : $0.river < $1.river }
  }
}

/// Shortest ways over roads by Dijkstra, for the generator.
struct RoadSearch {
  private var first: [[(road: Int, to: Int)]]
  private let times: [Int32]

  init(nodes: Int, roads: [SyntheticRoads.Road], times: [Int32]) {
    first = [[(road: Int, to: Int)]](repeating: [], count: nodes)
    self.times = times
    for (i, road) in roads.enumerated() {
      first[road.a].append((i, road.b))
      first[road.b].append((i, road.a))
    }
  }

  private struct Key: Comparable {
    var time: Int64
    var node: Int

    static func < (a: Key, b: Key) -> Bool { a.time != b.time ? a.time < b.time : a.node < b.node }
  }

  /// Road indices from start to goal; empty where there is no way.
  func path(from start: Int, to goal: Int) -> [Int] {
    var best = [Int64](repeating: .max, count: first.count)
    var cameBy = [(road: Int, from: Int)](repeating: (-1, -1), count: first.count)
    var heap = BinaryHeap<Key>()
    best[start] = 0
    heap.push(Key(time: 0, node: start))
    while let key = heap.pop() {
      if key.node == goal { break }
      if key.time > best[key.node] { continue }
      for (road, to) in first[key.node] where key.time + Int64(times[road]) < best[to] {
        best[to] = key.time + Int64(times[road])
        cameBy[to] = (road, key.node)
        heap.push(Key(time: best[to], node: to))
      }
    }
    var way: [Int] = []
    var node = goal
    while node != start, cameBy[node].road >= 0 {
      way.append(cameBy[node].road)
      node = cameBy[node].from
    }
    return node == start ? way.reversed() : []
  }
}

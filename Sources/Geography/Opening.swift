import Basics

/// The closed roads on the way that needs the fewest closed metres: what to open (pump, gate, escort, boat) to reconnect.
public struct Opening: Hashable, Sendable {
  /// Edge indices of the graph in the order of travel, closed ones only.
  public var closedEdges: [Int32]
  /// Length of closed road in metres.
  public var closedMetres: Int64
  /// Names of closed roads in the order of travel, each once; unnamed ones left out.
  public var roads: [String]
  /// Kelurahan of closed roads in the order of travel, each once.
  public var areas: [String]
  /// Closed bridges among them.
  public var bridges: [String]
  /// Time once they are open and dry, minutes rounded up.
  public var minutes: Int32
}

extension TravelTimes {
  /// What would have to be opened so that the place is reached from there: fewest closed metres first, then the fastest way.
  /// Nil where it is reached already, where no road leads there, and where the home or the place itself stands in deep water
  /// (then no road helps). O(edges log nodes), once per question.
  public func openingGain(from origin: TravelOrigin, to place: Int) -> Opening? {
    guard travel(from: origin, to: place).cutOff == .water, origin.cutOff == nil, let target = target(place), target.cutOff == nil
    else { return nil }
    let dry = roads.times(vehicle, depths: [Int32?](repeating: nil, count: graph.edges.count))
    guard let path = OpeningSearch(graph: graph, times: edgeTimes, dry: dry).path(from: origin.node, to: target.node) else {
      return nil
    }
    var opening = Opening(closedEdges: [], closedMetres: 0, roads: [], areas: [], bridges: [], minutes: 0)
    var total = Int64(origin.legCentiseconds) + Int64(target.legCentiseconds)
    for e in path {
      let edge = graph.edges[e]
      total += Int64(edgeTimes[e] == Self.unreached ? dry[e] : edgeTimes[e])
      guard edgeTimes[e] == Self.unreached else { continue }
      opening.closedEdges.append(Int32(e))
      opening.closedMetres += Int64(edge.lengthMetres)
      let name = graph.name(edge)
      if !name.isEmpty, !opening.roads.contains(name) { opening.roads.append(name) }
      if edge.isBridge, !name.isEmpty, !opening.bridges.contains(name) { opening.bridges.append(name) }
      if let area = graph.areaCode(edge), !opening.areas.contains(area) { opening.areas.append(area) }
    }
    opening.minutes = Int32(min(Int64(Int32.max), (total + 5_999) / 6_000))
    return opening
  }

  public func openingGain(from home: LocalPoint, to place: Int) -> Opening? { openingGain(from: origin(home), to: place) }
}

/// Dijkstra by (closed metres, time).
private struct OpeningSearch {
  let graph: RoadGraph
  let times: [Int32]
  let dry: [Int32]

  private struct Key: Comparable {
    var metres: Int64
    var time: Int64
    var node: Int32

    static func < (a: Key, b: Key) -> Bool {
      a.metres != b.metres ? a.metres < b.metres : a.time != b.time ? a.time < b.time : a.node < b.node
    }
  }

  /// Edges from start to goal; nil where the goal is never reached.
  func path(from start: Int32, to goal: Int32) -> [Int]? {
    var best = [Key?](repeating: nil, count: graph.nodes.count)
    var cameBy = [Int](repeating: -1, count: graph.nodes.count)
    var heap = BinaryHeap<Key>()
    best[Int(start)] = Key(metres: 0, time: 0, node: start)
    heap.push(Key(metres: 0, time: 0, node: start))
    while let key = heap.pop() {
      if key.node == goal { break }
      guard key == best[Int(key.node)] else { continue }
      for e in graph.edgeRange(key.node) {
        let isClosed = times[e] == TravelTimes.unreached
        // Water is not the reason where the road is closed to this vehicle in dry weather too.
        if isClosed, dry[e] == TravelTimes.unreached { continue }
        let next = Key(
          metres: key.metres + (isClosed ? Int64(graph.edges[e].lengthMetres) : 0),
          time: key.time + Int64(isClosed ? dry[e] : times[e]), node: graph.edges[e].to)
        if best[Int(next.node)].map({ next < $0 }) ?? true {
          best[Int(next.node)] = next
          cameBy[Int(next.node)] = e
          heap.push(next)
        }
      }
    }
    guard best[Int(goal)] != nil else { return nil }
    var edges: [Int] = []
    var node = goal
    while node != start {
      let e = cameBy[Int(node)]
      edges.append(e)
      node = graph.edges[e].from
    }
    return edges.reversed()
  }
}

/// A plain binary heap, least first.
struct BinaryHeap<Element: Comparable> {
  private var items: [Element] = []

  var isEmpty: Bool { items.isEmpty }

  mutating func push(_ item: Element) {
    items.append(item)
    var at = items.count - 1
    while at > 0, items[at] < items[(at - 1) / 2] {
      items.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> Element? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return top }
    items[0] = last
    var at = 0
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2] where child < items.count && items[child] < items[least] { least = child }
      if least == at { return top }
      items.swapAt(at, least)
      at = least
    }
  }
}

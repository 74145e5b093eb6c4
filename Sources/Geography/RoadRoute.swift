import Basics

/// One way over the roads, edge by edge: what is drawn and read out to somebody who must go there.
///
/// `TravelTimes` answers how long for many at once and keeps no ways; this is for one question.
public struct RoadRoute: Sendable, Hashable {
  /// Into the graph's edges, from the start to the end; empty where both ends hang on the same node.
  public let edges: [Int32]
  /// Whole minutes, rounded up, with both walking legs.
  public let minutes: Int32
  /// Along the roads.
  public let metres: Int
}

/// Why there is no way, or the way.
public enum RouteAnswer: Sendable, Hashable {
  case way(RoadRoute)
  case cutOff(Travel.CutOff)
}

extension RoadGraph {
  /// The quickest way of a vehicle that no water of `depths` and no closed road crosses.
  ///
  /// Times, walking legs and limits are those of `TravelTimes`, so that both say the same minutes; of ways that take equally long
  /// the one with the lower edges is taken, so that the same question has the same answer.
  /// - Parameters:
  ///   - depths: of each edge, of `WaterView.edgeDepths`.
  ///   - closed: edges that are closed whatever the water.
  /// - Complexity: O(edges log nodes)
  public func route(
    from start: LocalPoint, to end: LocalPoint, by vehicle: Vehicle, water: WaterView, depths: [Int32?], closed: [Int32] = [],
    settings: TravelTimes.Settings = TravelTimes.Settings()
  ) -> RouteAnswer {
    let roads = RoadsInUse(self, closed: closed)
    let times = roads.times(vehicle, depths: depths)
    let tie = RoadTie(roads: roads, vehicle: vehicle, water: water, settings: settings)
    let (a, b) = (tie.origin(start), tie.origin(end))
    guard a.node >= 0, b.node >= 0, roads.component[Int(a.node)] == roads.component[Int(b.node)] else { return .cutOff(.noRoad) }
    if let reason = a.cutOff ?? b.cutOff { return .cutOff(reason) }
    guard let found = quickest(from: a.node, to: b.node, times) else {
      return .cutOff(vehicle == .boat ? .tooShallow : .water)
    }
    let total = Int64(found.time) + Int64(a.legCentiseconds) + Int64(b.legCentiseconds)
    let metres = found.edges.reduce(0) { $0 + Int(edges[Int($1)].lengthMetres) }
    return .way(RoadRoute(edges: found.edges, minutes: Int32(clamping: (total + 5999) / 6000), metres: metres))
  }

  /// Dijkstra from one node to another; nil where none leads there.
  private func quickest(from start: Int32, to end: Int32, _ times: [Int32]) -> (edges: [Int32], time: Int32)? {
    var best = [Int32](repeating: .max, count: nodes.count)
    var arrivedBy = [Int32](repeating: -1, count: nodes.count)
    var heap = KeyHeap(capacity: 1024)
    best[Int(start)] = 0
    heap.push(UInt64(UInt32(bitPattern: start)))
    while let key = heap.pop() {
      let (time, node) = (Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key & 0xFFFF_FFFF))
      if time > best[Int(node)] { continue }
      if node == end { break }
      for e in edgeRange(node) where times[e] != TravelTimes.unreached {
        let (next, overflow) = time.addingReportingOverflow(times[e])
        let to = Int(edges[e].to)
        guard !overflow, next < best[to] || (next == best[to] && Int32(e) < arrivedBy[to]) else { continue }
        if next < best[to] { heap.push(UInt64(UInt32(bitPattern: next)) << 32 | UInt64(UInt32(bitPattern: edges[e].to))) }
        best[to] = next
        arrivedBy[to] = Int32(e)
      }
    }
    guard best[Int(end)] != .max else { return nil }
    var way: [Int32] = []
    var at = end
    while at != start {
      let edge = arrivedBy[Int(at)]
      way.append(edge)
      at = edges[Int(edge)].from
    }
    return (way.reversed(), best[Int(end)])
  }
}

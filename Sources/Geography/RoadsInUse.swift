import Basics

/// The roads of a graph without those that somebody closed. Water is not looked at here: what it closes may open again by the
/// hour, and a road that it closes still is a road.
struct RoadsInUse: Sendable {
  let graph: RoadGraph
  /// Edges that are closed, both ways of each, ascending.
  let closed: [Int32]
  /// By edge; empty where nothing is closed.
  private let isClosed: [Bool]
  /// By node: whether a road that is not closed starts there; empty where nothing is closed.
  private let hasRoad: [Bool]
  /// Connected component of each node over roads that are not closed, numbered by the lowest node in it.
  let component: [Int32]

  /// Edges that the graph does not have are ignored.
  init(_ graph: RoadGraph, closed: [Int32] = []) {
    self.graph = graph
    let known = closed.filter { graph.edges.indices.contains(Int($0)) }
    guard !known.isEmpty else {
      self.closed = []
      isClosed = []
      hasRoad = []
      component = graph.component
      return
    }
    var isClosed = [Bool](repeating: false, count: graph.edges.count)
    for e in known {
      isClosed[Int(e)] = true
      isClosed[Int(graph.edges[Int(e)].reverse)] = true
    }
    self.isClosed = isClosed
    self.closed = isClosed.indices.filter { isClosed[$0] }.map(Int32.init)
    hasRoad = graph.nodes.indices.map { node in graph.edgeRange(Int32(node)).contains { !isClosed[$0] } }
    component = graph.components { !isClosed[$0] }
  }

  func isOpen(_ edge: Int) -> Bool { isClosed.isEmpty || !isClosed[edge] }

  /// The nearest node from which a road leads, within `limit` metres.
  func nearestNode(to point: LocalPoint, within limit: Double) -> (node: Int32, metres: Double)? {
    if hasRoad.isEmpty { return graph.nearestNode(to: point, within: limit) }
    return graph.index.nearest(to: point, within: limit, where: { hasRoad[$0] }).map { (Int32($0.index), $0.metres) }
  }

  /// 1/100 s per directed edge, `TravelTimes.unreached` where closed or where water of these depths stops the vehicle.
  func times(_ vehicle: Vehicle, depths: [Int32?]) -> [Int32] {
    graph.edges.indices.map { i in
      guard isOpen(i) else { return TravelTimes.unreached }
      let edge = graph.edges[i]
      // A ferry swims.
      let possible =
        edge.roadClass == .ferry
        ? Double(edge.kmh) : vehicle.kmh(freeFlow: Double(edge.kmh), depthMillimetres: depths[i])
      guard let kmh = possible else { return TravelTimes.unreached }
      return max(1, Int32((Double(edge.lengthMetres) * 360 / kmh).rounded(.up)))
    }
  }
}

extension RoadGraph {
  /// The edges of all roads with one of these names, ascending. An empty name names none.
  public func edges(named closed: [String]) -> [Int32] {
    let meant = names.indices.map { !names[$0].isEmpty && closed.contains(names[$0]) }
    return edges.indices.filter { meant[Int(edges[$0].nameIndex)] }.map(Int32.init)
  }

  /// Connected component of each node over the edges that count, numbered by the lowest node in it. O(nodes + edges)
  func components(where counts: (Int) -> Bool) -> [Int32] {
    Self.components(firstEdge: firstEdge, edges: edges, where: counts)
  }

  static func components(firstEdge: [Int32], edges: [Edge], where counts: (Int) -> Bool) -> [Int32] {
    var component = [Int32](repeating: -1, count: firstEdge.count - 1)
    var open: [Int32] = []
    for start in component.indices where component[start] < 0 {
      component[start] = Int32(start)
      open.append(Int32(start))
      while let node = open.popLast() {
        for e in Int(firstEdge[Int(node)])..<Int(firstEdge[Int(node) + 1])
        where component[Int(edges[e].to)] < 0 && counts(e) {
          component[Int(edges[e].to)] = Int32(start)
          open.append(edges[e].to)
        }
      }
    }
    return component
  }
}

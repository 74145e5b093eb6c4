import Basics

/// Class of a road: it gives the free speed where no other is stated.
public enum RoadClass: String, Sendable, CaseIterable {
  case primary
  case secondary
  case local
  case ferry

  /// Free-flow speed where a road states none, km/h (assumed).
  public var defaultKmh: Int32 {
    switch self {
    case .primary: 50
    case .secondary: 40
    case .local: 25
    case .ferry: 15
    }
  }
}

/// A road as files have it: a line with properties. Lines meet where they share a point, to the last digit.
public struct RoadLine: Hashable, Sendable {
  public var points: [Coordinate]
  public var roadClass: RoadClass
  /// Free-flow speed; nil takes the default of the class.
  public var kmh: Int32?
  public var isBridge: Bool
  public var name: String
  /// Kelurahan; nil is looked up in the outlines.
  public var areaCode: String?

  public init(
    points: [Coordinate], roadClass: RoadClass, kmh: Int32? = nil, isBridge: Bool = false, name: String = "",
    areaCode: String? = nil
  ) {
    self.points = points
    self.roadClass = roadClass
    self.kmh = kmh
    self.isBridge = isBridge
    self.name = name
    self.areaCode = areaCode
  }
}

/// Roads as a graph in compressed rows: each road is two directed edges of the same length. A value; nothing in it changes
/// with the water (`EdgeDepths` holds that).
public struct RoadGraph: Sendable {
  /// Where the roads come from. Synthetic roads never decide anything in an actual operation.
  public enum Origin: Hashable, Sendable {
    case synthetic(seed: UInt64)
    case osm
    case user

    public var isSynthetic: Bool { if case .synthetic = self { true } else { false } }
  }

  public struct Edge: Hashable, Sendable {
    public var from: Int32
    public var to: Int32
    /// At least 1.
    public var lengthMetres: Int32
    public var roadClass: RoadClass
    /// Free-flow speed.
    public var kmh: Int32
    public var isBridge: Bool
    /// Into `names`.
    public var nameIndex: Int32
    /// Into `areaCodes`; -1 outside of all areas.
    public var areaIndex: Int32
    /// The edge that runs the other way.
    public var reverse: Int32
  }

  public let origin: Origin
  public let projection: LocalProjection
  public let nodes: [LocalPoint]
  /// Ordered by `from`.
  public let edges: [Edge]
  /// Edges of node n: `edges[firstEdge[n]..<firstEdge[n + 1]]`.
  public let firstEdge: [Int32]
  /// Name 0 is empty: a road without a name.
  public let names: [String]
  public let areaCodes: [String]
  /// Connected component of each node when nothing is closed, numbered by the lowest node in it.
  public let component: [Int32]
  public let index: SpatialIndex.Points
  /// Shared by all copies.
  let memory = RoadMemory()

  public func edgeRange(_ node: Int32) -> Range<Int> { Int(firstEdge[Int(node)])..<Int(firstEdge[Int(node) + 1]) }

  public func name(_ edge: Edge) -> String { names[Int(edge.nameIndex)] }

  public func areaCode(_ edge: Edge) -> String? { edge.areaIndex < 0 ? nil : areaCodes[Int(edge.areaIndex)] }

  /// Index of and metres to the nearest node within `limit` metres.
  public func nearestNode(to point: LocalPoint, within limit: Double = .infinity) -> (node: Int32, metres: Double)? {
    index.nearest(to: point, within: limit).map { (Int32($0.index), $0.metres) }
  }

  public var componentCount: Int { Set(component).count }

  /// Nodes of the largest connected component (the lowest-numbered of equals), ascending.
  public var largestComponent: [Int32] {
    var sizes: [Int32: Int] = [:]
    for id in component { sizes[id, default: 0] += 1 }
    let best = sizes.max { a, b in a.value != b.value ? a.value < b.value : a.key > b.key }?.key
    return component.indices.filter { component[$0] == best }.map(Int32.init)
  }

  /// A graph without roads.
  public static func empty(origin: Origin, projection: LocalProjection) -> RoadGraph {
    RoadGraph(origin: origin, projection: projection, nodes: [], segments: [], names: [""], areaCodes: [])
  }
}

extension RoadGraph {
  /// A road between two nodes before it becomes two edges.
  struct Segment {
    var a: Int32
    var b: Int32
    var lengthMetres: Int32
    var roadClass: RoadClass
    var kmh: Int32
    var isBridge: Bool
    var nameIndex: Int32
    var areaIndex: Int32
  }

  init(
    origin: Origin, projection: LocalProjection, nodes: [LocalPoint], segments: [Segment], names: [String], areaCodes: [String]
  ) {
    self.origin = origin
    self.projection = projection
    self.nodes = nodes
    self.names = names
    self.areaCodes = areaCodes
    var first = [Int32](repeating: 0, count: nodes.count + 1)
    for segment in segments {
      first[Int(segment.a) + 1] += 1
      first[Int(segment.b) + 1] += 1
    }
    for i in nodes.indices { first[i + 1] += first[i] }
    firstEdge = first
    let blank = Edge(
      from: 0, to: 0, lengthMetres: 1, roadClass: .local, kmh: 1, isBridge: false, nameIndex: 0, areaIndex: -1, reverse: 0)
    var edges = [Edge](repeating: blank, count: segments.count * 2)
    for s in segments {
      let there = first[Int(s.a)]
      first[Int(s.a)] += 1
      let back = first[Int(s.b)]
      first[Int(s.b)] += 1
      edges[Int(there)] = Edge(
        from: s.a, to: s.b, lengthMetres: s.lengthMetres, roadClass: s.roadClass, kmh: s.kmh, isBridge: s.isBridge,
        nameIndex: s.nameIndex, areaIndex: s.areaIndex, reverse: back)
      edges[Int(back)] = Edge(
        from: s.b, to: s.a, lengthMetres: s.lengthMetres, roadClass: s.roadClass, kmh: s.kmh, isBridge: s.isBridge,
        nameIndex: s.nameIndex, areaIndex: s.areaIndex, reverse: there)
    }
    self.edges = edges
    component = Self.components(firstEdge: firstEdge, edges: edges) { _ in true }
    index = SpatialIndex.Points(nodes)
  }

  /// All that must hold of a graph; empty where it does. O(nodes + edges)
  public func checkInvariants() -> [Problem] {
    var faults: [String] = []
    if firstEdge.count != nodes.count + 1 || firstEdge.first != 0 || Int(firstEdge.last ?? -1) != edges.count {
      return [Problem("geography.roads.rows", "the rows of the road graph do not add up to its \(edges.count) edges")]
    }
    for (i, node) in nodes.enumerated() where !node.x.isFinite || !node.y.isFinite { faults.append("node \(i) is no place") }
    for (i, edge) in edges.enumerated() {
      guard edge.from >= 0, edge.from < nodes.count, edge.to >= 0, edge.to < nodes.count, edgeRange(edge.from).contains(i) else {
        faults.append("edge \(i) leads from \(edge.from) to \(edge.to)")
        continue
      }
      let straight = nodes[Int(edge.from)].distance(to: nodes[Int(edge.to)])
      if edge.lengthMetres < 1 || edge.lengthMetres > GeographyLimits.edgeMetres || Double(edge.lengthMetres) < straight - 1 {
        faults.append("edge \(i) has \(edge.lengthMetres) m over a distance of \(Int(straight)) m")
      }
      if edge.kmh < 1 || edge.kmh > 200 { faults.append("edge \(i) has a speed of \(edge.kmh) km/h") }
      if !names.indices.contains(Int(edge.nameIndex)) || edge.areaIndex < -1 || Int(edge.areaIndex) >= areaCodes.count {
        faults.append("edge \(i) has name \(edge.nameIndex) and area \(edge.areaIndex)")
      }
      let back = Int(edge.reverse)
      if !edges.indices.contains(back) || back == i || Int(edges[back].reverse) != i || edges[back].to != edge.from
        || edges[back].from != edge.to || edges[back].lengthMetres != edge.lengthMetres
      {
        faults.append("edge \(i) has no way back")
      }
    }
    return faults.prefix(100).map { Problem("geography.roads.invariant", $0) }
  }
}

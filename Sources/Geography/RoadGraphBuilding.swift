import Basics

extension RoadGraph {
  /// A graph from lines. Each stretch between two neighbouring points becomes a road of its own, so that water is looked up
  /// locally; equal points are one node. Lines that are of no use are left out, each with a problem that names its position
  /// (from 1). Areas come from the line, else from the outlines at the stretch's middle.
  /// - Complexity: O(points), with the look-up of areas where the lines name none.
  public static func build(
    lines: [RoadLine], origin: Origin, projection: LocalProjection, outlines: Outlines? = nil, file: String = "roads"
  ) -> Reading<RoadGraph> {
    var builder = RoadGraphBuilder(projection: projection, outlines: outlines, file: file)
    for (i, line) in lines.enumerated() where builder.hasRoom { builder.add(line, number: i + 1) }
    if !builder.hasRoom {
      builder.problems.append(
        Problem(
          "geography.roads.many", "more than \(GeographyLimits.roadEdges) edges; the rest was left out",
          at: Problem.Place(file: file), advice: "cut the extract down to the city"))
    }
    let graph = RoadGraph(
      origin: origin, projection: projection, nodes: builder.nodes, segments: builder.segments, names: builder.names,
      areaCodes: builder.areaCodes)
    return Reading(graph, problems: builder.problems)
  }
}

private struct RoadGraphBuilder {
  let projection: LocalProjection
  let outlines: Outlines?
  let file: String
  var nodes: [LocalPoint] = []
  var segments: [RoadGraph.Segment] = []
  var names = [""]
  var areaCodes: [String]
  var problems: [Problem] = []
  private var nodeOf: [Coordinate: Int32] = [:]
  private var nameOf: [String: Int32] = ["": 0]
  private var areaOf: [String: Int32] = [:]

  init(projection: LocalProjection, outlines: Outlines?, file: String) {
    self.projection = projection
    self.outlines = outlines
    self.file = file
    areaCodes = outlines?.areas.map(\.code) ?? []
    for (i, code) in areaCodes.enumerated() { areaOf[code] = Int32(i) }
  }

  var hasRoom: Bool { segments.count < GeographyLimits.roadEdges / 2 && nodes.count < GeographyLimits.roadNodes }

  mutating func add(_ line: RoadLine, number: Int) {
    let kmh = line.kmh ?? line.roadClass.defaultKmh
    guard line.points.count >= 2 else { return refuse(number, "coordinates", "\(line.points.count) points; at least 2 expected") }
    guard (1...200).contains(kmh) else { return refuse(number, "kmh", "\(kmh) km/h; 1...200 expected") }
    let name = intern(line.name)
    let area = line.areaCode.map { internArea($0) }
    var made = false
    for (a, b) in zip(line.points, line.points.dropFirst()) where a != b {
      let p = projection.point(a)
      let q = projection.point(b)
      let metres = p.distance(to: q)
      guard metres <= Double(GeographyLimits.edgeMetres) else {
        refuse(number, "coordinates", "a stretch of \(Int(metres)) m; at most \(GeographyLimits.edgeMetres) m expected")
        continue
      }
      made = true
      segments.append(
        RoadGraph.Segment(
          a: node(a, p), b: node(b, q), lengthMetres: max(1, Int32(metres.rounded(.up))), roadClass: line.roadClass, kmh: kmh,
          isBridge: line.isBridge, nameIndex: name, areaIndex: area ?? areaAt(LocalPoint(x: (p.x + q.x) / 2, y: (p.y + q.y) / 2)))
      )
    }
    if !made { refuse(number, "coordinates", "no stretch between two different points") }
  }

  private mutating func refuse(_ number: Int, _ field: String, _ what: String) {
    problems.append(
      Problem(
        "geography.roads.line", "road \(number): \(what)", severity: .warning, at: Problem.Place(file: file, field: field),
        advice: "correct or delete this road; it was left out"))
  }

  private mutating func node(_ coordinate: Coordinate, _ point: LocalPoint) -> Int32 {
    if let known = nodeOf[coordinate] { return known }
    let new = Int32(nodes.count)
    nodeOf[coordinate] = new
    nodes.append(point)
    return new
  }

  private mutating func intern(_ name: String) -> Int32 {
    if let known = nameOf[name] { return known }
    let new = Int32(names.count)
    nameOf[name] = new
    names.append(name)
    return new
  }

  private mutating func internArea(_ code: String) -> Int32 {
    if let known = areaOf[code] { return known }
    let new = Int32(areaCodes.count)
    areaOf[code] = new
    areaCodes.append(code)
    return new
  }

  private func areaAt(_ point: LocalPoint) -> Int32 { outlines?.areaIndex(containing: point).map(Int32.init) ?? -1 }
}

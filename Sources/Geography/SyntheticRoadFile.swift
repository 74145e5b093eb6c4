import Basics

extension SyntheticRoads {
  /// Half the length of a bridge beyond its crossings, metres: assumed.
  static let bridgeReach = 30.0

  /// The network as lines: a road with a crossing becomes bank, bridge, bank. Kelurahan by each line's middle, else by the
  /// nearer kelurahan point.
  func lines() -> [RoadLine] {
    var counts = [Int](repeating: 0, count: rivers.count)
    return roads.flatMap { road -> [RoadLine] in
      let a = nodes[road.a]
      let b = nodes[road.b]
      guard let head = road.crossings.first, let tail = road.crossings.last else { return [line(road, [a, b])] }
      counts[head.river] += 1
      let bridge = "Jembatan \(rivers[head.river].name) \(counts[head.river])"
      let reach = Self.bridgeReach / max(1, a.distance(to: b))
      let from = max(0, head.at - reach)
      let to = min(1, tail.at + reach)
      let p = from < 2 * reach ? a : along(a, b, from)
      let q = to > 1 - 2 * reach ? b : along(a, b, to)
      var out: [RoadLine] = []
      if p != a { out.append(line(road, [a, p])) }
      out.append(line(road, [p, q], bridge: bridge))
      if q != b { out.append(line(road, [q, b])) }
      return out
    }
  }

  private func along(_ a: LocalPoint, _ b: LocalPoint, _ t: Double) -> LocalPoint {
    SyntheticCity.onFileGrid(LocalPoint(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y)), outlines.projection)
  }

  private func line(_ road: Road, _ points: [LocalPoint], bridge: String? = nil) -> RoadLine {
    let middle = LocalPoint(x: (points[0].x + points[1].x) / 2, y: (points[0].y + points[1].y) / 2)
    let area = outlines.areaIndex(containing: middle) ?? nearestArea(middle)
    let name = bridge.map { road.name.isEmpty ? $0 : "\($0) (\(road.name))" } ?? road.name
    return RoadLine(
      points: points.map { GeoJSONWriter.rounded(outlines.projection.coordinate($0)) }, roadClass: road.roadClass,
      kmh: road.roadClass.defaultKmh, isBridge: bridge != nil, name: name, areaCode: area.map { outlines.areas[$0].code })
  }

  private func nearestArea(_ point: LocalPoint) -> Int? {
    outlines.areas.indices.min { outlines.areas[$0].inside.distance(to: point) < outlines.areas[$1].inside.distance(to: point) }
  }

  static func file(_ lines: [RoadLine], seed: UInt64) -> [UInt8] {
    var writer = GeoJSONWriter(head: [
      ("siaga", SyntheticCity.head(seed: seed, note: "Synthetic roads: some real names, invented courses and bridges"))
    ])
    for line in lines {
      writer.add(
        .line(line.points),
        properties: [
          ("class", .string(line.roadClass.rawValue)), ("kmh", line.kmh.map { .integer(Int64($0)) }),
          ("bridge", .bool(line.isBridge)), ("name", line.name.isEmpty ? nil : .string(line.name)),
          ("kelurahan", line.areaCode.map { .string($0) }),
        ])
    }
    return writer.finish()
  }
}

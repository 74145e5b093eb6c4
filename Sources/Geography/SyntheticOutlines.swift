import Basics

extension SyntheticCity {
  /// What readers of the outlines are told.
  static let outlineNote =
    "Approximate: drawn by a program from centre, size and extent of each kelurahan and the shoreline; not surveyed, no legal border"

  /// Approximate outlines for all rows of facts, on the projection given.
  static func outlines(
    facts: [AreaFacts], shoreline: Shoreline, projection: LocalProjection, shouldStop: () -> Bool = { false }
  ) -> Outlines {
    let known = facts.filter { $0.extent != nil }
    var raster = ApproximateOutlines(extents: known.compactMap(\.extent), shoreline: shoreline, projection: projection)
    raster.fit(shouldStop: shouldStop)
    var order = known
    var inside = known.map { $0.extent.map { projection.point($0.point) } }
    for child in facts where child.extent == nil {
      guard let parent = known.firstIndex(where: { $0.code == child.splitFrom }) else { continue }
      inside.append(raster.split(parent, as: Int16(order.count)))
      order.append(child)
    }
    let tracing = OutlineTracing(grid: raster.grid, labels: raster.labels)
    let shapes = tracing.shapes(count: order.count, tolerance: raster.grid.cell * 1.2)
    let areas = order.indices.map { i in
      let parts = facts.filter { $0.splitFrom == order[i].code && $0.extent == nil }.map(\.name)
      var note = outlineNote
      if order[i].extent == nil {
        note = "Assumed: no facts; the eastern \(Int(ApproximateOutlines.assumedShare * 100)) % of \(order[i].splitFrom ?? "")"
      } else if !parts.isEmpty {
        note += "; without \(parts.joined(separator: ", ")), which is assumed"
      }
      let shape = rounded(shapes[i], projection)
      return Outlines.Area(
        code: order[i].code, name: order[i].name, shape: shape, inside: inside[i], isApproximate: true, note: note)
    }
    return Outlines(areas: areas, projection: projection)
  }

  /// With corners as a file has them, so that a reader of the file gets the same shapes.
  private static func rounded(_ shape: MultiPolygon, _ projection: LocalProjection) -> MultiPolygon {
    func ring(_ points: [LocalPoint]) -> [LocalPoint] { points.map { onFileGrid($0, projection) } }
    return MultiPolygon(shape.polygons.map { Polygon(outer: ring($0.outer), holes: $0.holes.map(ring)) })
  }

  static func onFileGrid(_ point: LocalPoint, _ projection: LocalProjection) -> LocalPoint {
    projection.point(GeoJSONWriter.rounded(projection.coordinate(point)))
  }

  static func outlinesFile(_ outlines: Outlines, facts: [AreaFacts]) -> [UInt8] {
    var writer = GeoJSONWriter(head: [
      ("siaga", .members([("approximate", true), ("note", .string(outlineNote))]))
    ])
    for area in outlines.areas {
      let fact = facts.first { $0.code == area.code }
      let inside = GeoJSONWriter.rounded(outlines.projection.coordinate(area.inside))
      func ring(_ points: [LocalPoint]) -> [Coordinate] { points.map(outlines.projection.coordinate) }
      writer.add(
        .polygons(area.shape.polygons.map { [ring($0.outer)] + $0.holes.map(ring) }),
        properties: [
          ("code", .string(area.code)), ("name", .string(area.name)), ("kecamatan", fact.map { .string($0.kecamatan) }),
          ("approximate", true), ("insideE7", [.integer(Int64(inside.longitudeE7)), .integer(Int64(inside.latitudeE7))]),
          ("note", area.note.map { .string($0) }),
        ])
    }
    return writer.finish()
  }
}

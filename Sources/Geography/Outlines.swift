import Basics

/// The outlines of a city's areas (kelurahan) by code.
public struct Outlines: Sendable {
  public struct Area: Hashable, Sendable {
    public var code: String
    public var name: String
    public var shape: MultiPolygon
    /// A point that is meant to lie inside (label, stand-in for "somewhere there").
    public var inside: LocalPoint
    /// Drawn from facts by a program and not surveyed.
    public var isApproximate: Bool
    /// What a reader must know about the outline, in English.
    public var note: String?

    public init(
      code: String, name: String, shape: MultiPolygon, inside: LocalPoint? = nil, isApproximate: Bool = false,
      note: String? = nil
    ) {
      self.code = code
      self.name = name
      self.shape = shape
      self.inside = inside ?? shape.centroid ?? LocalPoint(x: 0, y: 0)
      self.isApproximate = isApproximate
      self.note = note
    }
  }

  public let projection: LocalProjection
  /// Ascending by code (UTF-8); positions are the area indices of `RoadGraph` edges made with these outlines.
  public let areas: [Area]
  private let index: SpatialIndex.Areas

  public init(areas: [Area], projection: LocalProjection) {
    self.projection = projection
    self.areas = areas.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    index = SpatialIndex.Areas(self.areas.map(\.shape))
  }

  public var isApproximate: Bool { areas.contains(where: \.isApproximate) }

  /// Binary search by code.
  public func index(of code: String) -> Int? {
    var low = 0
    var high = areas.count
    while low < high {
      let middle = (low + high) / 2
      if areas[middle].code.utf8.lexicographicallyPrecedes(code.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < areas.count && areas[low].code == code ? low : nil
  }

  public subscript(code: String) -> MultiPolygon? { index(of: code).map { areas[$0].shape } }

  /// The area that a point lies in; on a shared border one of them, always the same; nil outside of all.
  public func area(containing point: LocalPoint) -> Area? { index.index(containing: point).map { areas[$0] } }

  public func areaIndex(containing point: LocalPoint) -> Int? { index.index(containing: point) }

  public func area(containing coordinate: Coordinate) -> Area? { area(containing: projection.point(coordinate)) }

  /// Faulty rings, doubled or empty codes, inside points that lie outside.
  public func checkInvariants() -> [Problem] {
    var problems: [Problem] = []
    if areas.count > GeographyLimits.areas {
      problems.append(Problem("geography.areas.many", "\(areas.count) areas, more than \(GeographyLimits.areas)"))
    }
    for (i, area) in areas.enumerated() {
      if area.code.isEmpty { problems.append(Problem("geography.area.code", "an area without a code")) }
      if i > 0, areas[i - 1].code == area.code {
        problems.append(Problem("geography.area.twice", "\(area.code): two outlines with this code"))
      }
      for polygon in area.shape.polygons {
        problems += polygon.checkInvariants().map { Problem($0.code, "\(area.code): \($0.message)", advice: $0.advice) }
      }
      if !area.shape.contains(area.inside) {
        problems.append(
          Problem("geography.area.inside", "\(area.code): its point lies outside of its outline", severity: .warning))
      }
    }
    return problems
  }
}

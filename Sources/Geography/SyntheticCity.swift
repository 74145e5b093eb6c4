import Basics

/// The files of a city pack that nobody could survey for us: approximate outlines, synthetic rivers and roads.
///
/// Pure and seeded: the same facts, shoreline and seed give the same bytes. Everything it makes says what it is, and nothing of
/// it decides anything in an actual operation.
public enum SyntheticCity {
  public struct File: Hashable, Sendable {
    public var name: String
    public var bytes: [UInt8]
  }

  /// Projection that the generator (and whoever has no other) uses: origin in the middle of all extents.
  public static func projection(facts: [AreaFacts]) -> LocalProjection {
    let extents = facts.compactMap(\.extent)
    let lows = extents.map(\.southWest)
    let highs = extents.map(\.northEast)
    func middle(_ a: Int32?, _ b: Int32?) -> Int32 { Int32((Int64(a ?? 0) + Int64(b ?? 0)) / 2) }
    return LocalProjection(
      origin: Coordinate(
        latitudeE7: middle(lows.map(\.latitudeE7).min(), highs.map(\.latitudeE7).max()),
        longitudeE7: middle(lows.map(\.longitudeE7).min(), highs.map(\.longitudeE7).max())))
  }

  /// All that was made, as values.
  public struct City: Sendable {
    public var outlines: Outlines
    public var rivers: [RiverCourse]
    public var roads: [RoadLine]
    public var facts: [AreaFacts]
    public let seed: UInt64

    /// The roads as a graph; edges' areas are indices into `outlines`.
    public func graph() -> RoadGraph {
      RoadGraph.build(
        lines: roads, origin: .synthetic(seed: seed), projection: outlines.projection, outlines: outlines
      ).value
    }

    /// `outlines.geojson`, `rivers.geojson` and `roads.geojson`.
    public func files() -> [File] {
      [
        File(name: "outlines.geojson", bytes: SyntheticCity.outlinesFile(outlines, facts: facts)),
        File(name: "rivers.geojson", bytes: SyntheticCity.riversFile(rivers, projection: outlines.projection, seed: seed)),
        File(name: "roads.geojson", bytes: SyntheticRoads.file(roads, seed: seed)),
      ]
    }
  }

  /// About 3 s for a city of 80 by 90 km.
  public static func make(
    facts: [AreaFacts], shoreline: Shoreline, seed: UInt64, guide: CityGuide = .dumai, shouldStop: () -> Bool = { false }
  ) -> City {
    let projection = projection(facts: facts)
    let outlines = outlines(facts: facts, shoreline: shoreline, projection: projection, shouldStop: shouldStop)
    let shore = shoreline.polygons(projection)
    let rivers = rivers(guide: guide, outlines: outlines, shore: shore, seed: seed)
    let populations = outlines.areas.map { area in facts.first { $0.code == area.code }?.population ?? 0 }
    let roads = SyntheticRoads(
      outlines: outlines, shore: shore, rivers: rivers, guide: guide, populations: populations, seed: seed)
    return City(outlines: outlines, rivers: rivers, roads: roads.lines(), facts: facts, seed: seed)
  }

  /// From the bytes of `kelurahan.csv` and `shoreline.geojson` to the files of the pack. Nothing is made while a problem is open.
  public static func generate(
    facts factBytes: [UInt8], shoreline shoreBytes: [UInt8], seed: UInt64, guide: CityGuide = .dumai,
    shouldStop: () -> Bool = { false }
  ) -> Basics.Reading<[File]> {
    let facts = CityFacts.read(factBytes)
    let shoreline = Shoreline.read(shoreBytes)
    var problems = facts.problems + shoreline.problems
    if facts.value.allSatisfy({ $0.extent == nil }) {
      problems.append(Problem("city.facts.empty", "no kelurahan with facts", at: .init(file: "kelurahan.csv")))
    }
    if problems.hasErrors { return Reading([], problems: problems) }
    let city = make(facts: facts.value, shoreline: shoreline.value, seed: seed, guide: guide, shouldStop: shouldStop)
    return Reading(city.files(), problems: problems)
  }
}

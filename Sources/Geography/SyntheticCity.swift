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
}

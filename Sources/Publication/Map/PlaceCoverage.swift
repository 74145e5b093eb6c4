import Basics
import Incident

/// How far the posts of one place are filled, for map and table.
public struct PlaceCoverage: Sendable {
  public enum Grade: String, Sendable, CaseIterable { case full, partial, empty }

  public var place: Place
  /// Its number on the map and in the table, from 1.
  public var number: Int
  public var heads: Int
  public var missing: Int
  public var duties: Int
  public var partnerHeads: Int

  public var grade: Grade {
    if missing == 0 { return .full }
    return duties + partnerHeads == 0 ? .empty : .partial
  }

  /// Places with posts, in the order of the city.
  public static func rows(_ view: PlanView) -> [PlaceCoverage] {
    var sums: [PlaceID: (heads: Int, missing: Int, duties: Int, partners: Int)] = [:]
    for section in view.sections {
      for place in section.places {
        for post in place.posts {
          var sum = sums[place.place] ?? (0, 0, 0, 0)
          sum.heads += post.needed
          sum.missing += post.missing
          sum.duties += post.duties.count
          sum.partners += post.teamHeads
          sums[place.place] = sum
        }
      }
    }
    let places = view.city.places.filter { sums[$0.id] != nil }
    return places.enumerated().map { i, place in
      let sum = sums[place.id] ?? (0, 0, 0, 0)
      return PlaceCoverage(
        place: place, number: i + 1, heads: sum.heads, missing: sum.missing, duties: sum.duties, partnerHeads: sum.partners)
    }
  }
}

import Basics
import Incident

/// What the other shifts that are planned with one add to its rules and costs, by position in the roster.
struct OtherShifts: Sendable {
  /// Rules that keep a person from the whole shift; nobody who is kept from none is in it.
  var reasons: [Int: [Ineligibility]] = [:]
  /// What a duty in this shift adds to the unfairness of the load.
  var load: [Int: Int64] = [:]
  /// Places of the duties before and after.
  var before: [Int: PlaceID] = [:]
  var after: [Int: PlaceID] = [:]
  var perChange: Int64 = 0

  /// What a duty at the place adds to the places changed. Never less than minus `perChange`.
  func placeChange(staff: Int, place: PlaceID) -> Int64 {
    if perChange == 0 { return 0 }
    let before = before[staff]
    let after = after[staff]
    var sum: Int64 = 0
    if let before, before != place { sum += perChange }
    if let after, after != place { sum += perChange }
    if let before, let after, before != after { sum -= perChange }
    return sum
  }
}

import Basics
import Incident

@testable import Staffing

/// Tries every placing of people on posts; what a plan may be is asked of the checker alone.
struct BruteForce {
  let planner: StaffingPlanner
  private let eligible: [[Int]]

  init(planner: StaffingPlanner) {
    self.planner = planner
    let needs = planner.eligibility.needs.needs
    eligible = planner.input.roster.staff.indices.map { staff in
      needs.indices.filter { planner.eligibility.reasons(staff: staff, need: needs[$0]).isEmpty }
    }
  }

  /// Nil where more than `limit` placings would have to be tried. Of the best ones, the moves of that which moves fewest against
  /// `standing`: the post of each person by position, none for idle ones.
  func best(limit: Int, standing: [Int: PostID] = [:]) -> (unmet: [Int], cost: Int64, moves: Int)? {
    var count = 1
    for posts in eligible {
      count *= posts.count + 1
      if count > limit { return nil }
    }
    var best: (unmet: [Int], cost: Int64, moves: Int)?
    var choice = [Int](repeating: -1, count: eligible.count)
    func place(_ staff: Int) {
      guard staff < eligible.count else {
        if let score = score(choice) {
          let found = (unmet: score.unmet, cost: score.cost, moves: moves(choice, standing))
          if best.map({ isLess(found, $0) }) ?? true { best = found }
        }
        return
      }
      choice[staff] = -1
      place(staff + 1)
      for need in eligible[staff] {
        choice[staff] = need
        place(staff + 1)
      }
      choice[staff] = -1
    }
    place(0)
    return best
  }

  private func isLess(_ a: (unmet: [Int], cost: Int64, moves: Int), _ b: (unmet: [Int], cost: Int64, moves: Int)) -> Bool {
    if a.unmet != b.unmet { return a.unmet.lexicographicallyPrecedes(b.unmet) }
    return (a.cost, a.moves) < (b.cost, b.moves)
  }

  private func moves(_ choice: [Int], _ standing: [Int: PostID]) -> Int {
    choice.indices.count { staff in
      let post = choice[staff] < 0 ? nil : planner.eligibility.needs.needs[choice[staff]].post.id
      return post != standing[staff]
    }
  }

  /// Nil where heads, crews, women or units forbid it. Pieces are allotted to posts beforehand: a crew each.
  private func score(_ choice: [Int]) -> (unmet: [Int], cost: Int64)? {
    let needs = planner.eligibility.needs.needs
    let roster = planner.input.roster
    var unmet = [0, 0, 0, 0, 0]
    var cost: Int64 = 0
    for staff in planner.eligibility.toldStaff where choice[staff] < 0 && planner.eligibility.offices.postOf[staff] == nil {
      cost += planner.eligibility.weights.perRelease
    }
    for outcome in planner.eligibility.offices.outcomes where outcome.holder == nil {
      unmet[planner.eligibility.needs.offices[outcome.office].tier] += 1
    }
    for post in planner.eligibility.needs.unknown { unmet[4] += post.heads }
    for (n, need) in needs.enumerated() {
      let there = choice.indices.filter { choice[$0] == n }
      if there.count > need.heads { return nil }
      unmet[need.tier] += need.post.heads - there.count
      cost += there.reduce(0) { $0 + planner.eligibility.cost(staff: $1, need: need).total }
      let women = there.filter { roster.staff[$0].sex == .female }.count
      if !splits(there.count, women, need.crews[...], need.role.needsWoman) { return nil }
    }
    for unit in roster.units {
      let called = choice.indices.filter { choice[$0] >= 0 && roster.staff[$0].unit == unit.id }.count
      let day = planner.input.day
      let strength = roster.staff.filter { $0.unit == unit.id && ($0.contractUntil.map { $0 >= day } ?? true) }.count
      if called > max(0, strength - unit.minimumStrength) { return nil }
    }
    return (unmet, cost)
  }

  /// Whether so many people, women among them, can be shared out to crews that are each whole or idle.
  private func splits(_ people: Int, _ women: Int, _ crews: ArraySlice<Crew>, _ needsWoman: Bool) -> Bool {
    guard let crew = crews.first else { return people == 0 }
    for count in 0...min(people, crew.heads) where count == 0 || count >= crew.minimum {
      let own = count > 0 && needsWoman ? 1 : 0
      if own <= women, splits(people - count, women - own, crews.dropFirst(), needsWoman) { return true }
    }
    return false
  }
}

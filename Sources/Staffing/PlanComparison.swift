import Incident

/// What differs between two plans, in a form that a commander can sign.
public enum PlanComparison {
  /// Who moves, comes or goes, by staff id; and what it does to shortages and cost. O(duties log duties)
  public static func difference(old: Plan, new: Plan) -> PlanDifference {
    let before = posts(old)
    let after = posts(new)
    var moves: [Move] = []
    for staff in Set(before.keys).union(after.keys).sorted() {
      let from = before[staff] ?? []
      let to = after[staff] ?? []
      let gone = from.filter { !to.contains($0) }
      let come = to.filter { !from.contains($0) }
      for i in 0..<max(gone.count, come.count) {
        moves.append(Incident.Move(staff: staff, from: i < gone.count ? gone[i] : nil, to: i < come.count ? come[i] : nil))
      }
    }
    return PlanDifference(
      moves: moves, shortagesBefore: old.unmetByTier.reduce(0, +), shortagesAfter: new.unmetByTier.reduce(0, +),
      costBefore: old.cost, costAfter: new.cost)
  }

  /// Posts of each person, ascending (one in a plan of one shift).
  private static func posts(_ plan: Plan) -> [StaffID: [PostID]] {
    var out: [StaffID: [PostID]] = [:]
    for duty in plan.duties { out[duty.staff, default: []].append(duty.post) }
    return out.mapValues { $0.sorted() }
  }
}

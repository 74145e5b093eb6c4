/// A repaired plan: the optimum of the changed problem that leaves most people where they were.
public struct PlanRepair: Sendable, Equatable {
  /// The changed problem; agents and tasks keep their indices, a dropped agent has supply 0.
  public var instance: TransportInstance
  public var solution: TransportSolution
  /// Agents whose seats changed, dropped ones aside; ascending.
  public var moved: [Int]
}

extension TransportSolver {
  /// Repairs a plan after changes, once and with full proof: the objective and the prices equal those of a fresh solve; among all
  /// optimal plans it is one with the fewest people moved. For change after change keep a `StandingPlan`, which does not look at the
  /// whole problem each time.
  ///
  /// Refuses changes that name what is not there. A `solution` that is no plan of `instance` is not kept to: the problem is solved anew.
  public static func repair(
    _ solution: TransportSolution, of instance: TransportInstance, changes: [PlanChange]
  ) throws(TransportRefusal) -> PlanRepair {
    let changed = try instance.applying(changes)
    guard var plan = try? StandingPlan(instance, solution) else {
      return PlanRepair(instance: changed, solution: solve(changed), moved: [])
    }
    let repair = try plan.apply(changes)
    var moved: [Int] = []
    for move in repair.moved where moved.last != Int(move.agent) { moved.append(Int(move.agent)) }
    return PlanRepair(instance: changed, solution: try plan.solution(), moved: moved)
  }
}

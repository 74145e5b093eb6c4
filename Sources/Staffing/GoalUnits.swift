import Assignment
import Incident

/// One number for a change of the goal, for people to read: prices, gains and losses.
///
/// The plan itself compares tiers strictly (a head of a lower tier outweighs everything of the later ones), and the solver's own
/// weights depend on the instance. These do not: a head of tier 0...4 counts 500,000 ... 100,000 units, in the spirit of the
/// instance format (100,000 a priority), so that prices of two plans can be compared; 10 units are a minute of travel.
public enum GoalUnits {
  public static let perHead: [Int64] = [500_000, 400_000, 300_000, 200_000, 100_000]

  /// - Parameter unmet: unmet heads, or their change, by tier of `Plan.unmetByTier`.
  public static func value(unmet: [Int], cost: Int64) -> Int64 {
    zip(perHead, unmet).reduce(cost) { $0 + $1.0 * Int64($1.1) }
  }
}

extension Plan {
  /// By how many units of the goal this plan is better.
  func gain(over other: Plan) -> Int64 {
    GoalUnits.value(unmet: zip(other.unmetByTier, unmetByTier).map { $0 - $1 }, cost: other.cost - cost)
  }
}

extension SeatSolution {
  /// What a chain of moves changes: unmet heads by tier of the plan, and cost.
  func change(_ chain: MoveChain) -> (unmet: [Int], cost: Int64) {
    var unmet = [0, 0, 0, 0, 0]
    var cost = chain.delta
    for task in chain.dropped {
      unmet[network.tasks[task].planTier] += 1
      cost -= weights[solverTier[task]]
    }
    for task in chain.filled {
      unmet[network.tasks[task].planTier] -= 1
      cost += weights[solverTier[task]]
    }
    return (unmet, cost)
  }

  /// The change of the goal in units.
  func value(_ chain: MoveChain) -> Int64 {
    let (unmet, cost) = change(chain)
    return GoalUnits.value(unmet: unmet, cost: cost)
  }

  /// Whether all crews are whole or idle after the moves, and pins have theirs: then the path is exact with crews too.
  func keepsCrews(_ chain: MoveChain) -> Bool {
    var filled = filled
    for task in chain.dropped { filled[task] -= 1 }
    for task in chain.filled { filled[task] += 1 }
    return network.table.bundles.allSatisfy { network.isKept($0, filled: filled) }
      && chain.dropped.allSatisfy { network.tasks[$0].tier > 0 }
  }

  /// Unmet heads of the seats by tier of the plan.
  var unmetByPlanTier: [Int] {
    var out = [0, 0, 0, 0, 0]
    for (t, task) in network.tasks.enumerated() { out[task.planTier] += Int(unmet[t]) }
    return out
  }
}

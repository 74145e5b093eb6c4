import Basics
import Incident

/// Checks plans of several shifts against every hard rule, from the facts alone: each plan as `PlanChecker` does with the others'
/// duties as work, then what only shows over all shifts. Knows nothing of the planner.
public enum HorizonChecker {
  /// One sentence for each violation; empty where there is none.
  public static func violations(of horizon: HorizonPlan, input: HorizonInput) -> [String] {
    violations(of: horizon.plans, input: input) + sums(horizon)
  }

  /// The same for plans by whatever policy, in the order of the input's shifts.
  public static func violations(of plans: [Plan], input: HorizonInput) -> [String] {
    guard plans.count == input.shifts.count else { return ["\(plans.count) plans for \(input.shifts.count) shifts"] }
    var found: [String] = []
    for (t, plan) in plans.enumerated() {
      if plan.shifts != [input.shifts[t].shift.id] { found.append("plan \(t) is not of \(input.shifts[t].shift.id)") }
      var own = input.shifts[t]
      for (other, duties) in plans.enumerated() where other != t {
        let shift = input.shifts[other].shift
        own.work += duties.duties.map { WorkSpan(staff: $0.staff, interval: shift.interval, isNight: shift.isNight) }
      }
      found += PlanChecker.violations(of: plan, input: own).map { "\(own.shift.id): \($0)" }
    }
    return found + limits(plans, input)
  }

  /// Most duties, and nights in a row, for those who serve by choice.
  private static func limits(_ plans: [Plan], _ input: HorizonInput) -> [String] {
    guard let rules = input.shifts.first?.city.rules else { return [] }
    var duties: [StaffID: [(shift: Shift, isFree: Bool)]] = [:]
    for (t, plan) in plans.enumerated() {
      for duty in plan.duties {
        let isBound = duty.source == .office || input.shifts[t].engaged[duty.staff] == duty.post || duty.source == .pinned
        duties[duty.staff, default: []].append((input.shifts[t].shift, !isBound))
      }
    }
    var found: [String] = []
    for (staff, list) in duties.sorted(by: { $0.key < $1.key }) where list.contains(where: \.isFree) {
      if let most = rules.mostDuties, list.count > most { found.append("\(staff): \(list.count) duties, at most \(most)") }
      guard let most = rules.mostNightsInARow else { continue }
      var starts = list.filter(\.shift.isNight).map(\.shift.interval.start)
      for span in input.shifts[0].work where span.staff == staff && span.isNight { starts.append(span.interval.start) }
      let nights = Set(starts).sorted()
      for first in nights.indices {
        var last = first
        while last + 1 < nights.count, nights[last + 1].minutes(since: nights[last]) <= 36 * 60 { last += 1 }
        guard last - first + 1 > most else { continue }
        // A run of which a free duty is part.
        let run = nights[first...last]
        if list.contains(where: { $0.isFree && $0.shift.isNight && run.contains($0.shift.interval.start) }) {
          found.append("\(staff): \(last - first + 1) nights in a row, at most \(most)")
        }
        break
      }
    }
    return found
  }

  private static func sums(_ horizon: HorizonPlan) -> [String] {
    var found: [String] = []
    for tier in 0..<5 {
      let sum = horizon.plans.reduce(0) { $0 + $1.unmetByTier[tier] }
      if sum != horizon.unmetByTier[tier] { found.append("tier \(tier): \(sum) heads unmet, said \(horizon.unmetByTier[tier])") }
      if horizon.boundByTier[tier] > sum { found.append("tier \(tier): the bound \(horizon.boundByTier[tier]) is above \(sum)") }
    }
    let cost = horizon.plans.reduce(0) { $0 + $1.cost }
    if cost != horizon.cost { found.append("cost \(cost), said \(horizon.cost)") }
    if horizon.costBound > horizon.cost { found.append("the bound of the cost, \(horizon.costBound), is above \(horizon.cost)") }
    return found
  }
}

import Basics
import Incident
import Staffing

/// The shift that prices of seats belong to.
struct SeatPriceKey: Hashable {
  var operation: OperationID
  var shift: ShiftID
}

/// One person who was told and is elsewhere in the new plan.
public struct Disturbance: Sendable {
  public var move: Move
  /// What it would cost to leave them where they were told (`possible`), or why they cannot stay (`ineligible`).
  public var staying: Explanation
}

extension Desk.Proposed {
  /// Everybody who is elsewhere than in the plan that this one would replace, by person.
  public var changes: PlanDifference? {
    (standing ?? replaced).map { PlanComparison.difference(old: $0.plan, new: plan) }
  }

  /// Those who were told, each with what leaving them there would cost; by person.
  public func disturbances(limit: Int = 50) -> [Disturbance] {
    guard let standing, planner.plan != nil else { return [] }
    let told = planner.input.told.merging(planner.input.engaged) { $1 }
    let moves = PlanComparison.difference(old: standing.plan, new: plan).moves
    return moves.filter { $0.from != nil && told[$0.staff] != nil }.prefix(limit).compactMap { move in
      move.from.map { Disturbance(move: move, staying: planner.explain(move.staff, $0)) }
    }
  }
}

/// What a solve anew found beside the plan in force.
public struct Replanned {
  /// Recorded; nil where the plan in force is as good as any by the operation's threshold.
  public var proposal: Desk.Proposed?
  public var standing: PlanRecord
  /// The plan in force under the facts of now, without those who may serve no longer.
  public var unmetByTier: [Int]
  public var cost: Int64
  /// The best plan, the disturbance counted.
  public var best: Plan
  /// In units of the goal.
  public var gain: Int64 { GoalUnits.value(unmet: zip(unmetByTier, best.unmetByTier).map { $0 - $1 }, cost: cost - best.cost) }
}

extension Desk {
  /// Makes the plan of a shift anew with all facts of now, beside the plan in force. Where it is better by more than the operation's
  /// threshold for each person who was told and would be moved, it is recorded as a proposal; the plan in force stays in force until a
  /// person approves the other.
  /// - Throws: a `Problem` where no plan of the shift is in force, and as `propose`.
  public func replan(
    _ operation: OperationID, shift: ShiftID, scenario: Scenario? = nil, workLimit: Int64 = .max, by actor: Actor,
    at instant: Instant, shouldStop: () -> Bool = { false }
  ) throws(Problem) -> Replanned {
    guard let standing = state.approvedPlan(operation, shift: shift), standing.shifts == [shift] else {
      throw Problem(
        "plan.none", "no plan of shift \(shift) is in force", advice: "siaga plan --shift \(shift) makes one.", exit: .usage)
    }
    let input = try staffingInput(operation, shift: shift, scenario: scenario, at: instant)
    var planner = StaffingPlanner(input, shouldStop: shouldStop)
    let score = planner.score(of: standing.plan)
    let best = planner.propose(shouldStop: shouldStop, workLimit: workLimit)
    try Self.refuse(planner.refusedPins)
    if let fault = planner.check(best).first { throw Self.broken(fault) }
    var found = Replanned(
      proposal: nil, standing: standing, unmetByTier: score.unmetByTier, cost: score.cost, best: best)
    let isBetter =
      best.unmetByTier == score.unmetByTier
      ? best.cost < score.cost : best.unmetByTier.lexicographicallyPrecedes(score.unmetByTier)
    if isBetter {
      found.proposal = try record(
        best, planner, operation, shift, method: .replanned, standing: standing, by: actor, at: instant)
    }
    return found
  }

  /// The newest plan of a shift as it stands, proposed or in force; nil where there is none, or pins and bans were set since.
  /// - Throws: a `Problem` where the facts have changed so that a proposal breaks a rule now: it has to be made anew first.
  public func shown(
    _ operation: OperationID, shift: ShiftID, scenario: Scenario? = nil, at instant: Instant
  ) throws(Problem) -> Proposed? {
    guard let record = state.currentPlan(operation, shift: shift), record.shifts == [shift], !record.isEdited else { return nil }
    let standing = state.approvedPlan(operation, shift: shift)
    let planner = StaffingPlanner(try staffingInput(operation, shift: shift, scenario: scenario, at: instant))
    if record.state == .proposed, !state.changed(record.header.facts).isEmpty, let fault = planner.check(record.plan).first {
      throw Problem(
        "plan.stale", "plan \(record.id) was made on other facts and breaks a rule now: \(fault)",
        advice: "siaga plan --shift \(shift) makes it anew; then approve that.", exit: .foundWanting)
    }
    let method = record.header.solver.split(separator: " ").last.flatMap { PlanMethod(rawValue: String($0)) } ?? .solved
    return Proposed(record: record, planner: planner, isNew: false, replaced: nil, method: method, standing: standing)
  }

  /// What moving somebody who was told must gain from now on, in units of the goal.
  public func setThreshold(_ units: Int, of operation: OperationID, by actor: Actor, at instant: Instant) throws(Problem) {
    try submit(.plan(.setThreshold(PlanThreshold(operation: operation, units: units))), by: actor, at: instant)
  }
}

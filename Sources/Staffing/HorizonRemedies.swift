import Basics
import Incident

/// People who would be worth more on a post that is short than on the one of another shift that keeps them from it. A horizon that was
/// searched to its end has none; one that was stopped may.
struct HorizonRemedies {
  let model: HorizonModel
  let state: HorizonState
  /// Shortages of a shift that are looked at, and people for each.
  private static let shortages = 3
  private static let people = 4

  /// Adds the best change of shift to the shortages of a plan, each with what it gains when the other shift is solved anew.
  func add(to plan: inout Plan, shift t: Int) {
    var left = Self.shortages
    for at in plan.shortages.indices where left > 0 {
      let cell = (model.firstCell[t]..<model.firstCell[t + 1]).first {
        model.planners[t].eligibility.needs.needs[model.cells[$0].need].post.id == plan.shortages[at].post
      }
      guard let cell, state.filled[cell] < model.cells[cell].heads else { continue }
      left -= 1
      guard let best = best(cell, t, seat: plan.shortages[at].seat) else { continue }
      plan.shortages[at].remedies.append(best)
      plan.shortages[at].remedies.sort { $1.gain < $0.gain }
      plan.shortages[at].remedies = Array(plan.shortages[at].remedies.prefix(StaffingLimits.remedies))
    }
  }

  private func best(_ cell: Int, _ t: Int, seat: SeatKind) -> Remedy? {
    var found: [(tier: Int, cost: Int64, person: Int, arc: Int, other: Int)] = []
    for person in 0..<model.staff where seat != .woman || model.isFemale[person] {
      let late = state.busy[person] & model.clock.conflicts[t]
      // Kept away by one duty alone, which is up for choice.
      guard late.nonzeroBitCount == 1, state.busy[person] & (1 << UInt32(t)) == 0, state.hasRoom(person, t) else { continue }
      let other = late.trailingZeroBitCount
      let from = state.cellOf[person * model.shifts + other]
      guard from >= 0, model.cells[Int(from)].tier > model.cells[cell].tier, model.cells[Int(from)].forced == 0,
        let arc = state.arc(person, cell: cell), state.opening(person, t, without: other) != nil
      else { continue }
      found.append((-model.cells[Int(from)].tier, model.arcCost[arc], person, arc, other))
    }
    found.sort { ($0.tier, $0.cost, $0.person) < ($1.tier, $1.cost, $1.person) }
    return found.prefix(Self.people).compactMap { remedy($0.person, $0.arc, $0.other) }.max { $0.gain < $1.gain }
  }

  private func remedy(_ person: Int, _ arc: Int, _ other: Int) -> Remedy? {
    var trial = state
    let from = Int(state.cellOf[person * model.shifts + other])
    trial.lift(person, other)
    trial.put(person, arc)
    var moves = HorizonMoves(model)
    _ = moves.improve(&trial, other)
    let cells = [from, Int(model.arcCell[arc])]
    guard trial.score < state.score, cells.allSatisfy(trial.isWhole) else { return nil }
    let gain = GoalUnits.value(
      unmet: zip(state.unmetByTier, trial.unmetByTier).map { $0 - $1 }, cost: state.score.cost - trial.score.cost)
    let shift = model.planners[other].eligibility
    let post = shift.needs.needs[model.cells[from].need].post.id
    return gain > 0 ? Remedy(.serveInstead(shift.tables.staff[person].id, of: post), gain: gain) : nil
  }
}

import Assignment
import Basics
import Incident

/// Plans several shifts together.
///
/// The goal is that of one shift over the whole horizon: unmet heads by tier over all shifts first, then one cost, to which the load
/// of a person's earlier duties and changes of place add. Hard rules hold in each shift as when it is planned alone; across shifts
/// nobody serves two that rest keeps apart, nor more duties or nights in a row than the city allows.
///
/// Course: each shift in turn, exactly; prices of all seats with a proven bound (`HorizonPrices`); each shift by weight with what
/// its people are worth in the others; then chains of moves over all shifts (`HorizonChains`) and single shifts solved exactly with
/// the others fixed (`HorizonMoves`), until neither gains. A value: same input and limits, same plans.
public struct HorizonPlanner: Sendable {
  public let input: HorizonInput
  /// By shift, in the order of time. After `propose` each explains its plan as it lies among the others.
  public private(set) var planners: [StaffingPlanner]
  let model: HorizonModel

  /// - Complexity: that of `StaffingPlanner.init` a shift, then O(shifts x staff x posts).
  public init(_ input: HorizonInput, shouldStop: () -> Bool = { false }) {
    self.input = input
    let setup = HorizonSetup(input, shouldStop: shouldStop)
    planners = setup.planners
    model = HorizonModel(setup.planners, tables: setup.tables, clock: setup.clock)
  }

  /// Makes the plans. `workLimit` counts arcs looked at and repeats a run byte for byte; `shouldStop` is asked now and then. Whatever
  /// stops it, the plans keep all rules and the bounds are true.
  public mutating func propose(shouldStop: () -> Bool = { false }, workLimit: Int64 = .max) -> HorizonPlan {
    let limit = workLimit == .max ? StaffingLimits.horizonWork * Int64(model.staff * model.shifts + 1) : workLimit
    return withoutActuallyEscaping(shouldStop) { stop in
      var run = HorizonRun(model, limit: limit, shouldStop: stop)
      run.solve()
      return answer(run)
    }
  }

  /// The planner of a shift.
  public func planner(of shift: ShiftID) -> StaffingPlanner? { planners.first { $0.input.shift.id == shift } }

  // MARK: - Answer

  private mutating func answer(_ run: HorizonRun) -> HorizonPlan {
    var state = run.best
    var proposals: [Proposal] = []
    // Solving a shift once more may better it in the last units: then the others see it so.
    for _ in 0..<4 {
      let before = state
      proposals = planners.indices.map { t in
        planners[t].eligibility.others = state.others(t)
        let made = planners[t].solve(keeping: state.seating(t), workLimit: StaffingLimits.crewWork)
        state.adopt(made, shift: t)
        return made
      }
      if state.cellOf == before.cellOf { break }
    }
    var plans: [Plan] = []
    for t in planners.indices {
      planners[t].eligibility.others = state.others(t)
      var plan = planners[t].finish(proposals[t])
      plan.cost += state.attributed(t) - state.marginal(t)
      plans.append(plan)
    }
    let unmet = (0..<5).map { tier in plans.reduce(0) { $0 + $1.unmetByTier[tier] } }
    let cost = plans.reduce(0) { $0 + $1.cost }
    let bound = run.bounds(state)
    if bound.unmet != unmet {
      let remedies = HorizonRemedies(model: model, state: state)
      for t in plans.indices { remedies.add(to: &plans[t], shift: t) }
    }
    let heads = GoalUnits.value(unmet: zip(unmet, bound.unmet).map { $0 - $1 }, cost: bound.costGap)
    for t in plans.indices {
      plans[t].status = heads == 0 ? .optimal : .feasible
      plans[t].gap = heads
    }
    return HorizonPlan(
      plans: plans, unmetByTier: unmet, boundByTier: bound.unmet, cost: cost, costBound: cost - bound.costGap,
      loads: loads(plans), worths: run.worths(), work: run.work)
  }

  private func loads(_ plans: [Plan]) -> [StaffLoad] {
    var out: [StaffID: StaffLoad] = [:]
    var last: [StaffID: PlaceID] = [:]
    for (t, plan) in plans.enumerated() {
      let shift = model.clock.shifts[t]
      let places = Dictionary(plan.posts.map { ($0.id, $0.place) }, uniquingKeysWith: { first, _ in first })
      for duty in plan.duties {
        var load = out[duty.staff] ?? StaffLoad(staff: duty.staff, duties: 0, minutes: 0, nights: 0, placeChanges: 0)
        load.duties += 1
        load.minutes += shift.interval.minutes
        if shift.isNight { load.nights += 1 }
        if let place = places[duty.post] {
          if let before = last[duty.staff], before != place { load.placeChanges += 1 }
          last[duty.staff] = place
        }
        out[duty.staff] = load
      }
    }
    return out.keys.sorted().compactMap { out[$0] }
  }
}

extension HorizonState {
  /// What the other shifts add to the rules and costs of one.
  func others(_ t: Int) -> OtherShifts {
    var out = OtherShifts()
    out.perChange = model.weights.perPlaceChange
    for person in 0..<model.staff {
      let isAlone = busy[person] & ~(UInt32(1) << UInt32(t)) == 0
      if isAlone, model.nightsOutside[person] == nil, model.clock.rules.mostDuties != 0 { continue }
      if let opening = opening(person, t) {
        if opening.load > 0 { out.load[person] = opening.load }
        if opening.before >= 0 { out.before[person] = model.places[Int(opening.before)] }
        if opening.after >= 0 { out.after[person] = model.places[Int(opening.after)] }
      } else {
        out.reasons[person] = reasons(person, t)
      }
    }
    return out
  }

  private func reasons(_ person: Int, _ t: Int) -> [Ineligibility] {
    var out: [Ineligibility] = []
    let others = busy[person] & ~(UInt32(1) << UInt32(t))
    let late = (0..<model.shifts).filter { others & model.clock.conflicts[t] & (1 << UInt32($0)) != 0 }
      .map { model.clock.restedAfter($0) }.max()
    // Fixed duties are work of the shift's own input already.
    if let late, model.fixedPlace[person * model.shifts + t] < 0 { out.append(.needsRest(until: late)) }
    if let most = model.clock.rules.mostDuties, others.nonzeroBitCount >= most { out.append(.mostDuties(limit: most)) }
    if out.isEmpty, late == nil, let most = model.clock.rules.mostNightsInARow { out.append(.nightsInARow(limit: most)) }
    return out
  }

  /// Takes the duties of a shift as a proposal has them, if that is better.
  mutating func adopt(_ proposal: Proposal, shift t: Int) {
    guard let solution = proposal.solution else { return }
    var trial = self
    trial.clear(t)
    for seat in solution.chosen {
      let need = solution.network.tasks[Int(seat.task)].need
      for person in proposal.seated[seat] ?? [] {
        guard let arc = model.row(person, t).first(where: { model.cells[Int(model.arcCell[$0])].need == need }) else { continue }
        trial.put(person, arc)
      }
    }
    if trial.score <= score { self = trial }
  }

  /// What load and places add to the duties of a shift, seen against all other shifts.
  func marginal(_ t: Int) -> Int64 {
    (0..<model.staff).reduce(0) { sum, person in
      guard cellOf[person * model.shifts + t] >= 0, let opening = opening(person, t) else { return sum }
      return sum + opening.load + opening.change(place(person, t), model.weights.perPlaceChange)
    }
  }

  /// The same, each pair of duties counted at the later one only.
  func attributed(_ t: Int) -> Int64 {
    var sum: Int64 = 0
    for person in 0..<model.staff where busy[person] & (1 << UInt32(t)) != 0 {
      var hours: Int64 = 0
      var last: Int32 = -1
      var hasChoice = cellOf[person * model.shifts + t] >= 0
      for other in 0..<t where busy[person] & (1 << UInt32(other)) != 0 {
        if cellOf[person * model.shifts + other] >= 0 { hasChoice = true }
        hours += model.clock.hours[other]
        last = place(person, other)
      }
      if !hasChoice { continue }
      sum += hours * model.weights.perRecentHour
      if last >= 0, last != place(person, t) { sum += model.weights.perPlaceChange }
    }
    return sum
  }
}

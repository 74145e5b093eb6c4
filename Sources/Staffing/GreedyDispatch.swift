import Basics
import Incident

/// What dispatch does by hand, as a measure for plans: shift after shift, the most critical post first, and the nearest person who may
/// serve. A baseline with the same hard rules, never a proposal.
///
/// Crews that do not come together are sent home; a shelter's woman is sought first. Nobody is ever moved once placed.
public enum GreedyDispatch {
  /// The plan of one shift, shortages without remedies. O(posts x staff)
  public static func plan(_ input: StaffingInput) -> Plan {
    plans(HorizonInput([input])).first
      ?? Plan(
        shifts: [], posts: [], duties: [], shortages: [], proof: nil, cost: 0, unmetByTier: [0, 0, 0, 0, 0], status: .feasible,
        gap: 0, caveats: [])
  }

  /// One plan for each shift in the order of time, each with the rest that those before it leave.
  public static func plans(_ input: HorizonInput) -> [Plan] {
    let setup = HorizonSetup(input, shouldStop: { false })
    let model = HorizonModel(setup.planners, tables: setup.tables, clock: setup.clock)
    var state = HorizonState(model)
    for t in 0..<model.shifts { fill(t, &state) }
    return model.planners.indices.map { t in
      var eligibility = model.planners[t].eligibility
      eligibility.others = state.others(t)
      var plan = Proposal(
        eligibility: eligibility, table: model.tables[t], solved: nil, placed: state.seating(t)
      ).plan
      plan.shortages = ShortageFinder.unsolved(eligibility, plan)
      plan.cost += state.attributed(t) - state.marginal(t)
      return plan
    }
  }

  private static func fill(_ t: Int, _ state: inout HorizonState) {
    let model = state.model
    // The nearest first, for each post.
    var near = [[(minutes: Int32, person: Int, arc: Int)]](repeating: [], count: model.cells.count)
    let travel = model.planners[t].eligibility.travel
    for person in 0..<model.staff {
      for arc in model.row(person, t) {
        let cell = Int(model.arcCell[arc])
        let place = model.planners[t].eligibility.needs.needs[model.cells[cell].need].placeIndex
        near[cell].append((travel.travel(staff: person, place: place) ?? .max, person, arc))
      }
    }
    let order = (model.firstCell[t]..<model.firstCell[t + 1]).sorted {
      let a = (model.cells[$0].forced > 0 ? 0 : 1, model.cells[$0].tier, $0)
      let b = (model.cells[$1].forced > 0 ? 0 : 1, model.cells[$1].tier, $1)
      return a < b
    }
    for cell in order {
      near[cell].sort { ($0.minutes, $0.person) < ($1.minutes, $1.person) }
      serve(cell, t, near[cell], &state)
    }
  }

  private static func serve(_ at: Int, _ t: Int, _ near: [(minutes: Int32, person: Int, arc: Int)], _ state: inout HorizonState) {
    let cell = state.model.cells[at]
    func take(_ limit: Int, _ mayCome: (Int) -> Bool) {
      for item in near where state.filled[at] < limit {
        guard mayCome(item.person), state.busy[item.person] & (1 << UInt32(t)) == 0, state.hasRoom(item.person, t),
          state.opening(item.person, t) != nil
        else { continue }
        state.put(item.person, item.arc)
      }
    }
    let isFemale = state.model.isFemale
    if cell.womanHeads > 0 { take(cell.womanHeads) { isFemale[$0] } }
    // A woman's own seat that no woman takes stays empty.
    let open = cell.heads - cell.womanHeads + state.women[at]
    take(min(cell.heads, open)) { _ in true }
    while !state.isWhole(at) {
      let people = (0..<state.model.staff).filter { Int(state.cellOf[$0 * state.model.shifts + t]) == at }
      guard let last = people.last(where: { !isFemale[$0] }) ?? people.last else { return }
      state.lift(last, t)
    }
  }
}

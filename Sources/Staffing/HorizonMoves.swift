import Assignment
import Basics

/// One shift of a horizon solved exactly while all others stay: people who are busy or resting through the others drop out, and what
/// their duties there make dearer is in the costs.
struct HorizonMoves {
  private(set) var work: Int64 = 0
  let model: HorizonModel

  init(_ model: HorizonModel) { self.model = model }

  /// Goes through some shifts until none gets better. Returns whether any did.
  mutating func settle(_ state: inout HorizonState, _ shifts: [Int], rounds: Int, isOver: (Int64) -> Bool) -> Bool {
    var hasImproved = false
    for _ in 0..<rounds {
      var isBetter = false
      for t in shifts {
        if isOver(work) { return hasImproved }
        if improve(&state, t) { isBetter = true }
      }
      if !isBetter { break }
      hasImproved = true
    }
    return hasImproved
  }

  /// Solves one shift anew; the plan never gets worse.
  mutating func improve(_ state: inout HorizonState, _ t: Int) -> Bool {
    let network = SeatNetwork(state, shift: t)
    work += Int64(network.arcs.count)
    guard
      let solution = try? SeatSolution.solve(network, shouldStop: { false }, workLimit: StaffingLimits.horizonCrewWork)
    else { return false }
    work += 10 * Int64(network.arcs.count)
    var trial = state
    trial.clear(t)
    trial.seat(solution.chosen, of: network, shift: t)
    if trial.score < state.score, (model.firstCell[t]..<model.firstCell[t + 1]).allSatisfy(trial.isWhole) {
      state = trial
      return true
    }
    return false
  }

  /// Fills a shift by weight: what a person would be worth in other shifts against what an unmet head costs. Crews that do not come
  /// together are sent home; `improve` mends what that leaves.
  mutating func fill(_ state: inout HorizonState, _ t: Int, unmetCost: [Int64], worthElsewhere: [Int64]) {
    var network = SeatNetwork(state, shift: t)
    for at in network.arcs.indices {
      network.arcs[at].cost += worthElsewhere[network.classes[Int(network.arcs[at].agent)][0]]
    }
    work += 10 * Int64(network.arcs.count)
    let cost = network.tasks.map { $0.tier == 0 ? 2 * (unmetCost.first ?? 0) : unmetCost[$0.planTier] }
    guard let instance = try? network.instance(need: network.need, unmetCost: cost) else { return }
    let solution = TransportSolver.solve(instance)
    state.seat(solution.chosen, of: network, shift: t)
    for cell in model.firstCell[t]..<model.firstCell[t + 1] where !state.isWhole(cell) {
      var people = (0..<model.staff).filter { Int(state.cellOf[$0 * model.shifts + t]) == cell }
      people.sort { (model.isFemale[$0] ? 1 : 0, $0) < (model.isFemale[$1] ? 1 : 0, $1) }
      while !state.isWhole(cell), let person = people.popLast() { state.lift(person, t) }
    }
  }
}

extension HorizonState {
  /// Lifts all duties of a shift that are up for choice.
  mutating func clear(_ t: Int) {
    for person in 0..<model.staff where cellOf[person * model.shifts + t] >= 0 { lift(person, t) }
  }

  /// Puts people where a solution of the shift's network has them.
  mutating func seat(_ chosen: [Seat], of network: SeatNetwork, shift t: Int) {
    for seat in chosen {
      let person = network.classes[Int(seat.agent)][0]
      let need = network.tasks[Int(seat.task)].need
      guard let arc = model.row(person, t).first(where: { model.cells[Int(model.arcCell[$0])].need == need }) else { continue }
      put(person, arc)
    }
  }
}

extension SeatNetwork {
  /// The network of one shift of a horizon, each person apart, with what the other shifts leave and add.
  init(_ state: HorizonState, shift t: Int) {
    let model = state.model
    table = model.tables[t]
    classes = []
    agentOf = Array(repeating: -1, count: model.staff)
    arcs = []
    groupOfAgent = []
    var units: [Int] = []
    var groups = [Int](repeating: -1, count: table.capacity.count)
    for person in 0..<model.staff {
      let row = model.row(person, t)
      if row.isEmpty { continue }
      guard let opening = state.opening(person, t) else { continue }
      let unit = Int(model.unit[person])
      if unit >= 0, groups[unit] < 0 {
        groups[unit] = units.count
        units.append(unit)
      }
      let agent = classes.count
      agentOf[person] = agent
      classes.append([person])
      groupOfAgent.append(unit < 0 ? -1 : Int32(groups[unit]))
      for arc in row {
        let cost = state.cost(arc, opening)
        for task in model.cells[Int(model.arcCell[arc])].tasks where model.isFemale[person] || table.tasks[task].kind != .woman {
          arcs.append(TransportArc(agent, task, cost))
        }
      }
    }
    unitOfGroup = units
    groupOfUnit = groups
    let capacity = table.capacity
    groupCapacity = units.map { Int32(clamping: max(0, capacity[$0])) }
  }
}

/// The exact answer for one shift with all others fixed: people who are busy or resting through their other duties drop out, and what
/// is left is a one-shift problem for `TransportSolver`.
final class OneShiftMove {
  private let network: ShiftNetwork
  private let plan: ShiftPlan
  private let row: UnsafeMutablePointer<Int32>
  private(set) var work: Int64 = 0

  init(_ network: ShiftNetwork, _ plan: ShiftPlan) {
    self.network = network
    self.plan = plan
    row = .allocate(capacity: network.shifts)
  }

  deinit { row.deallocate() }

  /// Goes through the shifts until none can be improved (at most `rounds` times).
  func settle(rounds: Int, isOver: () -> Bool) {
    for _ in 0..<rounds {
      let before = plan.total
      for shift in 0..<network.shifts {
        if isOver() { return }
        improve(shift)
      }
      if plan.total == before { return }
    }
  }

  /// Solves one shift again; the plan never gets worse.
  func improve(_ shift: Int) {
    var arcs: [TransportArc] = []
    var people: [Int32] = []
    for person in 0..<network.staff where isFree(person, shift) {
      let agent = Int32(people.count)
      people.append(Int32(person))
      for arc in network.arcStart[person]..<network.arcStart[person + 1] {
        let post = network.arcPost[Int(arc)]
        if network.need[Int(post) * network.stride + shift] == 0 { continue }
        let cost = Int64(network.arcCost[Int(arc)]) + changes(person, shift, at: network.place[Int(post)])
        arcs.append(TransportArc(agent: agent, task: post, cost: cost))
      }
    }
    let need = (0..<network.posts).map { network.need[$0 * network.stride + shift] }
    let weight = (0..<network.posts).map { Int64(network.weight[$0]) }
    guard let instance = try? TransportInstance(agents: people.count, need: need, unmetCost: weight, arcs: arcs) else { return }
    let solution = TransportSolver.solve(instance)
    work += solution.work + Int64(arcs.count)
    apply(solution, people, shift)
  }

  private func apply(_ solution: TransportSolution, _ people: [Int32], _ shift: Int) {
    var arc = [Int32](repeating: -1, count: people.count)
    for seat in solution.chosen {
      let person = Int(people[Int(seat.agent)])
      for own in network.arcStart[person]..<network.arcStart[person + 1] where network.arcPost[Int(own)] == seat.task {
        arc[Int(seat.agent)] = own
      }
    }
    let before = plan.total
    let old = people.map { plan.row(Int($0))[shift] }
    set(old, arc, people, shift)
    if plan.total > before { set(arc, old, people, shift) }
  }

  private func set(_ old: [Int32], _ new: [Int32], _ people: [Int32], _ shift: Int) {
    for index in people.indices where old[index] != new[index] { plan.lift(Int(people[index])) }
    for index in people.indices where old[index] != new[index] {
      let person = Int(people[index])
      for t in 0..<network.shifts { row[t] = plan.row(person)[t] }
      row[shift] = new[index]
      plan.put(person, row)
    }
  }

  /// Whether the person's other duties leave the shift free.
  private func isFree(_ person: Int, _ shift: Int) -> Bool {
    guard network.isAvailable[person * network.shifts + shift] else { return false }
    let mine = plan.row(person)
    var duties = 0
    for other in 0..<network.shifts where other != shift && mine[other] >= 0 {
      if abs(other - shift) <= network.rest { return false }
      duties += 1
    }
    return duties < Int(network.mostDuties[person])
  }

  /// What a duty at a place adds to the changes between the duties before and after it.
  private func changes(_ person: Int, _ shift: Int, at place: Int32) -> Int64 {
    if network.change == 0 { return 0 }
    let mine = plan.row(person)
    var before: Int32 = -1
    var after: Int32 = -1
    for other in 0..<network.shifts where mine[other] >= 0 {
      let there = network.place[Int(network.arcPost[Int(mine[other])])]
      if other < shift { before = there }
      if other > shift, after < 0 { after = there }
    }
    var sum: Int64 = 0
    if before >= 0, before != place { sum += network.change }
    if after >= 0, after != place { sum += network.change }
    if before >= 0, after >= 0, before != after { sum -= network.change }
    return sum
  }
}

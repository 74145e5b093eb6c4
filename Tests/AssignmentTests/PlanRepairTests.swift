import Assignment
import Basics
import Testing

@Suite struct PlanRepairTests {
  private func randomChanges(_ random: inout RandomStream, _ instance: TransportInstance) -> [PlanChange] {
    var changes: [PlanChange] = []
    for _ in 0..<random.int(in: 1...3) {
      let agent = random.int(in: 0...max(0, instance.agents - 1))
      let task = random.int(in: 0...instance.tasks - 1)
      switch random.int(in: 0...3) {
      case 0 where instance.agents > 0: changes.append(.drop(agent: agent))
      case 1: changes.append(.need(task: task, heads: Int32(random.int(in: 0...4))))
      case 2 where instance.agents > 0: changes.append(.ban(agent: agent, task: task))
      default: if instance.agents > 0 { changes.append(.add(agent: agent, task: task, cost: Int64(random.int(in: -5...20)))) }
      }
    }
    return changes
  }

  @Test(arguments: Shape.allCases)
  func `a repaired plan is as good as a fresh one and has the same prices`(_ shape: Shape) throws {
    for seed in 0..<120 {
      var random = RandomStream(seed: UInt64(seed), name: "repair-\(shape)")
      let instance = randomInstance(&random, shape, size: 7)
      let changes = randomChanges(&random, instance)
      let before = TransportSolver.solve(instance)
      let repair = try TransportSolver.repair(before, of: instance, changes: changes)
      let fresh = TransportSolver.solve(repair.instance)
      #expect(repair.solution.objective == fresh.objective, "\(shape) seed \(seed) \(changes)")
      #expect(verify(repair.solution, of: repair.instance) == [], "\(shape) seed \(seed) \(changes)")
      #expect(repair.solution.taskPrice == fresh.taskPrice, "\(shape) seed \(seed) \(changes)")
      #expect(repair.solution.agentPrice == fresh.agentPrice, "\(shape) seed \(seed) \(changes)")
      #expect(repair.solution.groupPrice == fresh.groupPrice, "\(shape) seed \(seed) \(changes)")
    }
  }

  /// Fewest people whose seat changes in any optimal plan, by costs that are scaled so that a change only breaks ties.
  private func fewestMoves(_ before: TransportSolution, _ changed: TransportInstance) throws -> Int64 {
    var parts = Parts(changed)
    let scale: Int64 = 1_000
    let kept = Set(before.chosen)
    let wasSeated = Set(before.chosen.map(\.agent))
    var seated: Int64 = 0
    for agent in 0..<changed.agents where wasSeated.contains(Int32(agent)) && changed.supply[agent] > 0 { seated += 1 }
    parts.arcs = parts.arcs.map { arc in
      let isKept = kept.contains(Seat(agent: arc.agent, task: arc.task, heads: 1))
      // A seated person who goes idle moves too: one is added for all of them, and taken off where they stay in some seat.
      let extra: Int64 = (isKept ? 0 : 1) - (wasSeated.contains(arc.agent) ? 1 : 0)
      return TransportArc(Int(arc.agent), Int(arc.task), arc.cost * scale + extra)
    }
    parts.unmetCost = parts.unmetCost.map { $0 * scale }
    let objective = try parts.objective() + seated
    return ((objective % scale) + scale) % scale
  }

  @Test(arguments: [Shape.plain, .ties, .scarce, .grouped])
  func `a repair moves no more people than any optimal plan must`(_ shape: Shape) throws {
    for seed in 0..<120 {
      var random = RandomStream(seed: UInt64(seed), name: "moves-\(shape)")
      let instance = randomInstance(&random, shape, size: 7)
      let before = TransportSolver.solve(instance)
      let agent = instance.agents > 0 ? before.chosen.first.map { Int($0.agent) } : nil
      var changes = randomChanges(&random, instance).filter { if case .add = $0 { false } else { true } }
      if let agent { changes.append(.drop(agent: agent)) }
      let repair = try TransportSolver.repair(before, of: instance, changes: changes)
      let fewest = try fewestMoves(before, repair.instance)
      #expect(Int64(repair.moved.count) == fewest, "\(shape) seed \(seed) \(changes)")
    }
  }

  @Test func `a change that names nobody is refused`() throws {
    let instance = try TransportInstance(agents: 1, need: [1], unmetCost: [9], arcs: [TransportArc(0, 0, 1)])
    let solution = TransportSolver.solve(instance)
    #expect(throws: TransportRefusal.outOfRange(what: "agent of change", index: 0, value: 1, limit: 0)) {
      try TransportSolver.repair(solution, of: instance, changes: [.drop(agent: 1)])
    }
    #expect(throws: TransportRefusal.outOfRange(what: "task of change", index: 0, value: -1, limit: 0)) {
      try TransportSolver.repair(solution, of: instance, changes: [.need(task: -1, heads: 1)])
    }
  }
}

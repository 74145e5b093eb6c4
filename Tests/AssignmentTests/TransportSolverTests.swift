import Assignment
import Basics
import Testing

@Suite struct TransportSolverTests {
  @Test(arguments: Shape.allCases)
  func `the objective equals an independent oracle's and the prices prove it`(_ shape: Shape) {
    for seed in 0..<150 {
      var random = RandomStream(seed: UInt64(seed), name: "solver-\(shape)")
      let instance = randomInstance(&random, shape)
      let solution = TransportSolver.solve(instance)
      #expect(solution.objective == oracleObjective(instance), "\(shape) seed \(seed)")
      #expect(solution.status == .optimal)
      #expect(verify(solution, of: instance) == [], "\(shape) seed \(seed)")
    }
  }

  @Test(arguments: Shape.allCases)
  func `a solve that is stopped gives a valid plan and a true bound, the same each time`(_ shape: Shape) {
    for seed in 0..<40 {
      var random = RandomStream(seed: UInt64(seed), name: "stop-\(shape)")
      let instance = randomInstance(&random, shape)
      let best = oracleObjective(instance)
      for limit in stride(from: 0, through: 120, by: 15) {
        let solution = TransportSolver.solve(instance, workLimit: Int64(limit))
        #expect(verify(solution, of: instance) == [], "\(shape) seed \(seed) limit \(limit)")
        #expect(solution.objective >= best && solution.bound <= best, "\(shape) seed \(seed) limit \(limit)")
        #expect(solution == TransportSolver.solve(instance, workLimit: Int64(limit)))
      }
      var questions = 0
      let stopped = TransportSolver.solve(
        instance,
        shouldStop: {
          questions += 1
          return true
        })
      #expect(verify(stopped, of: instance) == [])
      #expect(questions == (instance.need.allSatisfy { $0 == 0 } ? 0 : 1))
    }
  }

  @Test func `costs and weights near the limits neither overflow nor lose a unit`() throws {
    let billion: Int64 = 1_000_000_000
    let arcs = [TransportArc(0, 0, billion), TransportArc(0, 1, -billion), TransportArc(1, 0, billion - 1)]
    let instance = try TransportInstance(agents: 2, need: [2, 1], unmetCost: [1 << 57, (1 << 57) - 1], arcs: arcs)
    let solution = TransportSolver.solve(instance)
    #expect(solution.objective == (1 << 57) + billion - 1 - billion)
    #expect(verify(solution, of: instance) == [])
    #expect(throws: TransportRefusal.overflow(what: "need times unmetCost")) {
      try TransportInstance(agents: 1, need: [2], unmetCost: [1 << 61], arcs: [])
    }
    #expect(throws: TransportRefusal.overflow(what: "unmetCost plus cost")) {
      try TransportInstance(agents: 1, need: [0], unmetCost: [1 << 60], arcs: [])
    }
  }

  @Test func `an instance that is not sound is refused with what is wrong`() {
    #expect(throws: TransportRefusal.duplicateArc(agent: 0, task: 1)) {
      try TransportInstance(
        agents: 1, need: [1, 1], unmetCost: [1, 1], arcs: [TransportArc(0, 1, 3), TransportArc(0, 0, 3), TransportArc(0, 1, 2)])
    }
    #expect(throws: TransportRefusal.outOfRange(what: "arc task", index: 0, value: 2, limit: 1)) {
      try TransportInstance(agents: 1, need: [1, 1], unmetCost: [1, 1], arcs: [TransportArc(0, 2, 3)])
    }
    #expect(throws: TransportRefusal.negative(what: "need", index: 1, value: -1)) {
      try TransportInstance(agents: 1, need: [1, -1], unmetCost: [1, 1], arcs: [])
    }
    #expect(throws: TransportRefusal.sizes(what: "supply", count: 2, expected: 1)) {
      try TransportInstance(agents: 1, need: [], unmetCost: [], arcs: [], supply: [1, 1])
    }
    #expect(throws: TransportRefusal.outOfRange(what: "agentGroup", index: 0, value: 1, limit: 0)) {
      try TransportInstance(agents: 1, need: [], unmetCost: [], arcs: [], agentGroup: [1], groupCapacity: [1])
    }
  }

  @Test func `of two arcs of a pair the cheaper one is kept where the caller says so`() throws {
    let arcs = [TransportArc(0, 0, 3), TransportArc(0, 0, -2), TransportArc(0, 0, 5)]
    let instance = try TransportInstance(agents: 1, need: [1], unmetCost: [9], arcs: arcs, duplicates: .keepCheapest)
    #expect(instance.arcCost == [-2])
  }

  @Test func `a broken answer is found out`() {
    var random = RandomStream(seed: 5, name: "canary")
    var found = 0
    for _ in 0..<200 {
      let instance = randomInstance(&random, .everything)
      let good = TransportSolver.solve(instance)
      var changed: [TransportSolution] = []
      for seat in good.chosen.indices {
        var less = good
        less.chosen.remove(at: seat)
        var more = good
        more.chosen[seat].heads += 1
        changed += [less, more]
      }
      for task in good.unmet.indices {
        var short = good
        short.unmet[task] += 1
        var dear = good
        dear.taskPrice[task] += 1
        changed += [short, dear]
      }
      var cheap = good
      cheap.objective -= 1
      var bold = good
      bold.bound += 1
      changed += [cheap, bold]
      for solution in changed {
        #expect(!verify(solution, of: instance).isEmpty)
        found += 1
      }
    }
    #expect(found > 1_000)
  }

  @Test func `many people who are alike are one agent and cost no more time`() throws {
    var arcs: [TransportArc] = []
    for agent in 0..<200 { for task in 0..<20 { arcs.append(TransportArc(agent, task, Int64((agent * 7 + task * 13) % 50))) } }
    let instance = try TransportInstance(
      agents: 200, need: Array(repeating: 60_000, count: 20), unmetCost: Array(repeating: 100_000, count: 20), arcs: arcs,
      supply: Array(repeating: 5_000, count: 200))
    let solution = TransportSolver.solve(instance)
    #expect(solution.unmetHeads == 200_000 && verify(solution, of: instance) == [])
  }
}

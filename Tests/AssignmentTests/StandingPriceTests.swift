import Assignment
import Basics
import Testing

@Test("After changes a standing plan gives the prices that a solve anew would, without one", arguments: Shape.allCases)
func aStandingPlanGivesThePricesOfASolveAnew(_ shape: Shape) throws {
  var compared = 0
  for seed in 0..<80 {
    var random = RandomStream(seed: UInt64(seed), name: "priced-\(shape)")
    let instance = randomInstance(&random, shape, size: 8)
    guard instance.agents > 0 else { continue }
    var plan = try StandingPlan(instance, TransportSolver.solve(instance))
    for _ in 0..<4 {
      let agent = random.int(in: 0...(instance.agents - 1))
      let task = random.int(in: 0...(instance.tasks - 1))
      let change: PlanChange =
        switch random.int(in: 0...2) {
        case 0: .drop(agent: agent)
        case 1: .need(task: task, heads: Int32(random.int(in: 0...4)))
        default: .ban(agent: agent, task: task)
        }
      try plan.apply([change], telling: random.chance(0.5))
      let priced = try #require(try plan.priced(), "\(shape) seed \(seed)")
      let fresh = TransportSolver.solve(priced.instance)
      #expect(priced.solution.objective == fresh.objective, "\(shape) seed \(seed)")
      #expect(priced.solution.chosen == plan.seats, "\(shape) seed \(seed)")
      #expect(priced.solution.taskPrice == fresh.taskPrice, "\(shape) seed \(seed)")
      #expect(priced.solution.agentPrice == fresh.agentPrice, "\(shape) seed \(seed)")
      #expect(priced.solution.groupPrice == fresh.groupPrice, "\(shape) seed \(seed)")
      #expect(verify(priced.solution, of: priced.instance) == [], "\(shape) seed \(seed)")
      compared += 1
    }
  }
  #expect(compared >= 200)
}

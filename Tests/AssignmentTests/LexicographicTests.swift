import Assignment
import Basics
import Testing

@Suite struct LexicographicTests {
  @Test(arguments: [TierMethod.outweighing, .exchange, .wide])
  func `each way of keeping tiers apart finds the optimum by tiers`(_ method: TierMethod) throws {
    for seed in 0..<200 {
      var random = RandomStream(seed: UInt64(seed), name: "tiers")
      let shape: Shape = [.plain, .ties, .scarce, .classes, .grouped, .everything][seed % 6]
      let instance = randomInstance(&random, shape, size: 7)
      let tier = (0..<instance.tasks).map { _ in random.int(in: 0...2) }
      let answer = try LexicographicSolver.solve(instance, tier: tier, tiers: 3, preferring: method)
      #expect(answer.method == method)
      // Independent: powers of ten that certainly outweigh what lies below in instances of this size.
      let weight: [Int64] = [10_000_000_000_000, 1_000_000_000, 100_000]
      let weighed = try instance.replacing(unmetCost: tier.map { weight[$0] })
      var sum = answer.score.cost
      for (tier, heads) in answer.score.unmet.enumerated() { sum += weight[tier] * heads }
      #expect(sum == oracleObjective(weighed), "seed \(seed)")
      if let (instance, solution) = answer.weighted { #expect(verify(solution, of: instance) == [], "seed \(seed)") }
    }
  }

  @Test func `weights that would not fit are refused and the solver says which way it took`() throws {
    #expect(LexicographicWeights.outweighing(headsPerTier: [3, 2], costSpan: 10)?.perTier == [63, 21])
    #expect(LexicographicWeights.outweighing(headsPerTier: Array(repeating: 5_000, count: 6), costSpan: 1_000_000) == nil)
    let arcs = [TransportArc(0, 0, 500), TransportArc(1, 1, 1_000_000), TransportArc(1, 0, 3)]
    let instance = try TransportInstance(
      agents: 2, need: [100_000, 100_000, 100_000, 100_000], unmetCost: [0, 0, 0, 0], arcs: arcs)
    let answer = try LexicographicSolver.solve(instance, tier: [1, 0, 2, 3], tiers: 4)
    #expect(answer.method == .exchange)
    #expect(answer.score == TierScore(unmet: [99_999, 99_999, 100_000, 100_000], cost: 1_000_500))
  }

  @Test func `a price reads as a head of a tier and a rest of cost`() throws {
    // One person, wanted by two posts: the critical one gets the person; one more person would fill the other at cost 7.
    let arcs = [TransportArc(0, 0, 5), TransportArc(0, 1, 7)]
    let instance = try TransportInstance(agents: 1, need: [1, 1], unmetCost: [0, 0], arcs: arcs)
    for method in [TierMethod.outweighing, .exchange] {
      let answer = try LexicographicSolver.solve(instance, tier: [0, 1], tiers: 2, preferring: method)
      let solution = try #require(answer.weighted?.solution)
      let task = answer.split(solution.taskPrice[1])
      #expect(task.tier == 1 && task.cost == 0)
      let agent = answer.split(solution.agentPrice[0])
      #expect(agent.tier == 1 && agent.cost == -7)
    }
  }
}

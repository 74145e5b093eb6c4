import Assignment
import Basics
import Testing

@Suite struct CrewTests {
  /// Every plan of single people, one by one.
  private func bruteForce(_ problem: CrewedProblem) -> TierScore {
    let instance = problem.instance
    var best: TierScore?
    var filled = [Int32](repeating: 0, count: instance.tasks)
    func visit(_ agent: Int, _ cost: Int64) {
      if agent < instance.agents {
        visit(agent + 1, cost)
        for arc in instance.arcs(of: agent) {
          let task = Int(instance.arcTask[arc])
          guard filled[task] < instance.need[task] else { continue }
          filled[task] += 1
          visit(agent + 1, cost + instance.arcCost[arc])
          filled[task] -= 1
        }
        return
      }
      for bundle in problem.bundles {
        let isUsed = bundle.parts.contains { filled[$0.task] > 0 }
        if isUsed, bundle.parts.contains(where: { filled[$0.task] < $0.minimum }) { return }
      }
      var unmet = [Int64](repeating: 0, count: problem.tiers)
      for task in 0..<instance.tasks { unmet[problem.tier[task]] += Int64(instance.need[task] - filled[task]) }
      let score = TierScore(unmet: unmet, cost: cost)
      if best.map({ score < $0 }) ?? true { best = score }
    }
    visit(0, 0)
    return best ?? TierScore(unmet: [], cost: 0)
  }

  private func randomProblem(_ random: inout RandomStream) throws -> CrewedProblem {
    let agents = random.int(in: 1...6)
    let tasks = random.int(in: 2...5)
    var arcs: [TransportArc] = []
    for i in 0..<agents {
      for j in 0..<tasks where random.chance(0.6) { arcs.append(TransportArc(i, j, Int64(random.int(in: -1...5)))) }
    }
    let need = (0..<tasks).map { _ in Int32(random.int(in: 0...3)) }
    let instance = try TransportInstance(agents: agents, need: need, unmetCost: Array(repeating: 0, count: tasks), arcs: arcs)
    var bundles: [CrewBundle] = []
    var task = 0
    while task < tasks, bundles.count < 3 {
      let size = min(random.int(in: 1...2), tasks - task)
      bundles.append(
        CrewBundle(parts: (task..<task + size).map { CrewBundle.Part(task: $0, minimum: Int32(random.int(in: 0...3))) }))
      task += size + random.int(in: 0...1)
    }
    return try CrewedProblem(instance: instance, tier: (0..<tasks).map { _ in random.int(in: 0...1) }, tiers: 2, bundles: bundles)
  }

  @Test func `crews are whole or ashore, and the plan is the best there is`() throws {
    for seed in 0..<300 {
      var random = RandomStream(seed: UInt64(seed), name: "crews")
      let problem = try randomProblem(&random)
      let answer = try problem.solve()
      #expect(answer.score == bruteForce(problem), "seed \(seed)")
      #expect(answer.status == .optimal && answer.bound == answer.score, "seed \(seed)")
      check(answer, problem, seed)
    }
  }

  private func check(_ answer: CrewedSolution, _ problem: CrewedProblem, _ seed: Int) {
    var filled = [Int32](repeating: 0, count: problem.instance.tasks)
    var used = [Int32](repeating: 0, count: problem.instance.agents)
    var cost: Int64 = 0
    for seat in answer.chosen {
      filled[Int(seat.task)] += seat.heads
      used[Int(seat.agent)] += seat.heads
      cost += problem.instance.arc(agent: Int(seat.agent), task: Int(seat.task)).map { problem.instance.arcCost[$0] } ?? 1_000_000
    }
    #expect(used.allSatisfy { $0 <= 1 }, "seed \(seed)")
    #expect(cost == answer.score.cost, "seed \(seed)")
    var unmet = [Int64](repeating: 0, count: problem.tiers)
    for task in filled.indices {
      #expect(filled[task] + answer.unmet[task] == problem.instance.need[task] && answer.unmet[task] >= 0, "seed \(seed)")
      unmet[problem.tier[task]] += Int64(answer.unmet[task])
    }
    #expect(unmet == answer.score.unmet, "seed \(seed)")
    for (bundle, isOpen) in zip(problem.bundles, answer.isOpen) {
      for part in bundle.parts {
        #expect(isOpen ? filled[part.task] >= part.minimum : filled[part.task] == 0, "seed \(seed)")
      }
    }
  }

  @Test func `a search that is stopped keeps a valid plan and a true bound`() throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "crews")
      let problem = try randomProblem(&random)
      let best = bruteForce(problem)
      for limit in [0, 20, 60, 120, 400] {
        let answer = try problem.solve(workLimit: Int64(limit))
        #expect(!(answer.score < best) && !(best < answer.bound), "seed \(seed) limit \(limit)")
        check(answer, problem, seed)
      }
    }
  }
}

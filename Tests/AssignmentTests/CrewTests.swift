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

  @Test func `boats that are alike are not tried one by one`() throws {
    // Twenty boats at one pier, twelve operators, twenty members: ten crews, and no telling the boats apart.
    var arcs: [TransportArc] = []
    for boat in 0..<20 {
      for person in 0..<32 {
        if person < 12 { arcs.append(TransportArc(person, 2 * boat, Int64(person))) }
        arcs.append(TransportArc(person, 2 * boat + 1, Int64(person % 7)))
      }
    }
    let instance = try TransportInstance(
      agents: 32, need: (0..<40).map { $0 % 2 == 0 ? 1 : 2 }, unmetCost: Array(repeating: 0, count: 40), arcs: arcs)
    let bundles = (0..<20).map {
      CrewBundle(parts: [CrewBundle.Part(task: 2 * $0, minimum: 1), CrewBundle.Part(task: 2 * $0 + 1, minimum: 2)])
    }
    let answer = try CrewedProblem(instance: instance, tier: Array(repeating: 0, count: 40), tiers: 1, bundles: bundles).solve()
    #expect(answer.status == .optimal && answer.score.unmet == [30] && answer.isOpen.count { $0 } == 10)
    #expect(answer.nodes < 200)
    check(answer, try CrewedProblem(instance: instance, tier: Array(repeating: 0, count: 40), tiers: 1, bundles: bundles), 0)
  }

  @Test func `bundles that are alike change nothing about the optimum`() throws {
    for seed in 0..<150 {
      var random = RandomStream(seed: UInt64(seed), name: "alike")
      let people = random.int(in: 1...6)
      let minimum = Int32(random.int(in: 1...2))
      let costs = (0..<people).map { _ in random.chance(0.7) ? random.int(in: 0...2) : nil }
      var arcs: [TransportArc] = []
      for (person, cost) in costs.enumerated() {
        for task in 0..<3 { if let cost { arcs.append(TransportArc(person, task, Int64(cost))) } }
        if random.chance(0.5) { arcs.append(TransportArc(person, 3, Int64(random.int(in: -2...2)))) }
      }
      let instance = try TransportInstance(agents: people, need: [2, 2, 2, 2], unmetCost: [0, 0, 0, 0], arcs: arcs)
      let bundles = (0..<3).map { CrewBundle(parts: [CrewBundle.Part(task: $0, minimum: minimum)]) }
      let problem = try CrewedProblem(instance: instance, tier: [0, 0, 0, random.int(in: 0...1)], tiers: 2, bundles: bundles)
      let answer = try problem.solve()
      #expect(answer.score == bruteForce(problem), "seed \(seed)")
      check(answer, problem, seed)
    }
  }

  @Test func `boats that the same people may crew at different costs are crewed as well as can be`() throws {
    for seed in 0..<150 {
      var random = RandomStream(seed: UInt64(seed), name: "kin")
      let people = random.int(in: 2...5)
      let operators = random.int(in: 1...3)
      var arcs: [TransportArc] = []
      for boat in 0..<3 {
        for person in 0..<people {
          if person < operators { arcs.append(TransportArc(person, 2 * boat, Int64(random.int(in: 0...9)))) }
          arcs.append(TransportArc(person, 2 * boat + 1, Int64(random.int(in: 0...9))))
        }
      }
      let second = Int32(random.int(in: 1...2))
      let need: [Int32] = [1, 2, 1, 2, 1, 2]
      let instance = try TransportInstance(agents: people, need: need, unmetCost: need.map { _ in 0 }, arcs: arcs)
      let bundles = (0..<3).map {
        CrewBundle(parts: [CrewBundle.Part(task: 2 * $0, minimum: 1), CrewBundle.Part(task: 2 * $0 + 1, minimum: second)])
      }
      let tier = (0..<6).map { $0 % 2 == 0 ? 0 : seed % 2 }
      let problem = try CrewedProblem(instance: instance, tier: tier, tiers: 2, bundles: bundles)
      let answer = try problem.solve()
      #expect(answer.score == bruteForce(problem), "seed \(seed)")
      check(answer, problem, seed)
    }
  }

  @Test func `a harbour of twelve boats takes few relaxations`() throws {
    var random = RandomStream(seed: 1, name: "harbour")
    var arcs: [TransportArc] = []
    for boat in 0..<12 {
      for person in 0..<38 {
        if person < 8 { arcs.append(TransportArc(person, 2 * boat, Int64(random.int(in: 1...60)))) }
        arcs.append(TransportArc(person, 2 * boat + 1, Int64(random.int(in: 1...60))))
      }
    }
    let need = (0..<24).map { Int32($0 % 2 + 1) }
    let instance = try TransportInstance(agents: 38, need: need, unmetCost: need.map { _ in 0 }, arcs: arcs)
    let bundles = (0..<12).map {
      CrewBundle(parts: [CrewBundle.Part(task: 2 * $0, minimum: 1), CrewBundle.Part(task: 2 * $0 + 1, minimum: 2)])
    }
    let problem = try CrewedProblem(instance: instance, tier: need.map { _ in 0 }, tiers: 1, bundles: bundles)
    let answer = try problem.solve()
    #expect(answer.status == .optimal && answer.score.unmet == [12] && answer.nodes < 500)
    check(answer, problem, 1)
  }

  @Test func `under fixed crews the cost of forcing somebody is exact and a shut boat takes nobody`() throws {
    var forced = 0
    for seed in 0..<120 {
      var random = RandomStream(seed: UInt64(seed), name: "crews")
      let problem = try randomProblem(&random)
      let answer = try problem.solve()
      let analysis = try #require(answer.analysis())
      let fixed = try #require(answer.fixed.weighted)
      #expect(verify(fixed.solution, of: fixed.instance) == [], "seed \(seed)")
      for (bundle, isOpen) in zip(problem.bundles, answer.isOpen) where !isOpen {
        for part in bundle.parts {
          for agent in 0..<problem.instance.agents {
            #expect(analysis.costToForce(agent: agent, task: part.task, in: answer) == nil, "seed \(seed)")
          }
        }
      }
      for agent in 0..<problem.instance.agents {
        for arc in problem.instance.arcs(of: agent) {
          let task = Int(problem.instance.arcTask[arc])
          guard let chain = analysis.costToForce(agent: agent, task: task, in: answer) else { continue }
          // Independent: the same fixed problem where this person may do nothing else.
          let choices = [task] + (answer.twins[task].map { [$0] } ?? [])
          let best = try choices.compactMap { choice -> Int64? in
            var parts = Parts(fixed.instance)
            guard parts.need[choice] > 0 else { return nil }
            parts.need[choice] -= 1
            parts.supply[agent] = 0
            return try parts.objective() + problem.instance.arcCost[arc]
          }.min()
          #expect(best.map { $0 - fixed.solution.objective } == chain.delta, "seed \(seed) (\(agent), \(task))")
          forced += 1
        }
      }
    }
    #expect(forced > 100)
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

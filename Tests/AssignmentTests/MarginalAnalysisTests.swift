import Assignment
import Basics
import Testing

/// The parts of an instance, to build a changed one.
struct Parts {
  var agents: Int
  var need: [Int32]
  var unmetCost: [Int64]
  var arcs: [TransportArc] = []
  var supply: [Int32]
  var group: [Int32]
  var room: [Int32]

  init(_ instance: TransportInstance) {
    agents = instance.agents
    need = instance.need
    unmetCost = instance.unmetCost
    supply = instance.supply
    group = instance.agentGroup
    room = instance.groupCapacity
    for agent in 0..<agents {
      for arc in instance.arcs(of: agent) { arcs.append(TransportArc(agent, Int(instance.arcTask[arc]), instance.arcCost[arc])) }
    }
  }

  func objective() throws -> Int64 {
    oracleObjective(
      try TransportInstance(
        agents: agents, need: need, unmetCost: unmetCost, arcs: arcs, supply: supply, agentGroup: group, groupCapacity: room,
        duplicates: .keepCheapest))
  }
}

@Suite struct MarginalAnalysisTests {
  static let shapes: [Shape] = [.plain, .ties, .scarce, .negative, .classes, .grouped, .everything]

  private func forEachCase(
    _ shape: Shape, _ name: String, _ body: (TransportInstance, MarginalAnalysis, inout RandomStream, Int) throws -> Void
  ) throws {
    for seed in 0..<40 {
      var random = RandomStream(seed: UInt64(seed), name: "\(name)-\(shape)")
      let instance = randomInstance(&random, shape, size: 6)
      let analysis = try #require(MarginalAnalysis(of: instance, solution: TransportSolver.solve(instance)))
      try body(instance, analysis, &random, seed)
    }
  }

  @Test(arguments: shapes)
  func `forcing a person onto a post costs exactly what a solve from scratch says`(_ shape: Shape) throws {
    try forEachCase(shape, "force") { instance, analysis, _, seed in
      for agent in 0..<instance.agents {
        for task in 0..<instance.tasks {
          let chain = analysis.costToForce(agent: agent, task: task)
          var parts = Parts(instance)
          parts.supply[agent] -= 1
          parts.need[task] -= 1
          let group = instance.group(of: agent)
          if let group { parts.room[group] -= 1 }
          let isPossible = parts.supply[agent] >= 0 && parts.need[task] >= 0 && (group.map { parts.room[$0] >= 0 } ?? true)
          guard let arc = instance.arc(agent: agent, task: task), isPossible else {
            #expect(chain == nil, "\(shape) seed \(seed) (\(agent), \(task))")
            continue
          }
          let forced = try parts.objective() + instance.arcCost[arc]
          #expect(chain?.delta == forced - analysis.solution.objective, "\(shape) seed \(seed) (\(agent), \(task))")
        }
      }
    }
  }

  @Test(arguments: shapes)
  func `the costs of all who could be forced onto a post equal those asked for one by one`(_ shape: Shape) throws {
    try forEachCase(shape, "forceAll") { instance, analysis, _, seed in
      for task in 0..<instance.tasks {
        var single: [Int: Int64] = [:]
        for agent in 0..<instance.agents where analysis.heads(agent: agent, task: task) == 0 {
          single[agent] = analysis.costToForce(agent: agent, task: task)?.delta
        }
        let all = analysis.costsToForce(task: task)
        #expect(
          Dictionary(uniqueKeysWithValues: all.map { ($0.agent, $0.delta) }) == single, "\(shape) seed \(seed) task \(task)")
        let ways = analysis.cheapestWaysToFill(task: task, atMost: 3).map(\.chain.delta)
        #expect(ways == Array(single.values.sorted().prefix(3)), "\(shape) seed \(seed) task \(task)")
      }
    }
  }

  @Test(arguments: shapes)
  func `forbidding a pair costs exactly what a solve without it says`(_ shape: Shape) throws {
    try forEachCase(shape, "forbid") { instance, analysis, _, seed in
      for seat in analysis.solution.chosen {
        var parts = Parts(instance)
        parts.arcs.removeAll { $0.agent == seat.agent && $0.task == seat.task }
        let chain = analysis.costToForbid(agent: Int(seat.agent), task: Int(seat.task))
        let again = try parts.objective()
        #expect(chain.delta == again - analysis.solution.objective, "\(shape) seed \(seed) \(seat)")
      }
    }
  }

  @Test(arguments: shapes)
  func `the moves of a chain turn the plan into the forced plan at the stated cost`(_ shape: Shape) throws {
    try forEachCase(shape, "chain") { instance, analysis, _, seed in
      for task in 0..<instance.tasks {
        for way in analysis.cheapestWaysToFill(task: task) {
          var cost: Int64 = 0
          for move in way.chain.moves {
            if let from = move.from {
              cost -= try #require(instance.arc(agent: move.agent, task: from).map { instance.arcCost[$0] })
            }
            if let to = move.to { cost += try #require(instance.arc(agent: move.agent, task: to).map { instance.arcCost[$0] }) }
          }
          for dropped in way.chain.dropped { cost += instance.unmetCost[dropped] }
          for filled in way.chain.filled { cost -= instance.unmetCost[filled] }
          #expect(cost == way.chain.delta, "\(shape) seed \(seed) task \(task) \(way)")
          #expect(way.chain.moves.contains { $0.agent == way.agent && $0.to == task })
        }
      }
    }
  }

  @Test(arguments: shapes)
  func `prices are what one head more or less changes`(_ shape: Shape) throws {
    try forEachCase(shape, "prices") { instance, analysis, _, seed in
      let base = analysis.solution.objective
      for task in 0..<instance.tasks where instance.need[task] > 0 {
        var parts = Parts(instance)
        parts.need[task] -= 1
        let again = try parts.objective()
        #expect(base - again == analysis.solution.taskPrice[task], "\(shape) seed \(seed) task \(task)")
        let gain = min(0, -analysis.solution.taskPrice[task])
        #expect(analysis.valueOfOneMoreHead(task: task).delta == gain)
      }
      for agent in 0..<instance.agents {
        var parts = Parts(instance)
        parts.supply[agent] += 1
        let delta = try parts.objective() - base
        #expect(analysis.valueOfOneMore(like: agent).delta == delta, "\(shape) seed \(seed) agent \(agent)")
        if instance.group(of: agent) == nil { #expect(-analysis.solution.agentPrice[agent] == delta) }
      }
      for group in instance.groupCapacity.indices {
        var parts = Parts(instance)
        parts.room[group] += 1
        let again = try parts.objective()
        #expect(base - again == analysis.solution.groupPrice[group], "\(shape) seed \(seed) group \(group)")
      }
    }
  }

  @Test(arguments: shapes)
  func `a person or an arc that is not there is worth what a solve with it says`(_ shape: Shape) throws {
    try forEachCase(shape, "more") { instance, analysis, random, seed in
      let base = analysis.solution.objective
      for _ in 0..<4 {
        var arcs: [(task: Int, cost: Int64)] = []
        for task in 0..<instance.tasks where random.chance(0.4) { arcs.append((task, Int64(random.int(in: -2...9)))) }
        let group =
          instance.groupCapacity.isEmpty || random.chance(0.5) ? nil : random.int(in: 0...instance.groupCapacity.count - 1)
        var parts = Parts(instance)
        for arc in arcs { parts.arcs.append(TransportArc(parts.agents, arc.task, arc.cost)) }
        parts.agents += 1
        parts.supply.append(1)
        if !parts.group.isEmpty { parts.group.append(Int32(group ?? -1)) }
        let more = analysis.valueOfOneMore(agentWith: arcs, group: group)
        let again = try parts.objective()
        #expect(more.chain.delta == again - base, "\(shape) seed \(seed)")

        let agent = random.int(in: 0...max(0, instance.agents - 1))
        let task = random.int(in: 0...instance.tasks - 1)
        guard agent < instance.agents, instance.supply[agent] <= 1, instance.arc(agent: agent, task: task) == nil else {
          continue
        }
        var wider = Parts(instance)
        wider.arcs.append(TransportArc(agent, task, 2))
        let value = analysis.valueOfArc(agent: agent, task: task, cost: 2)
        let widened = try wider.objective()
        #expect(value.delta == widened - base, "\(shape) seed \(seed) (\(agent), \(task))")
      }
    }
  }
}

import Basics
import Testing

@testable import Assignment

@Suite struct IdleSideTests {
  /// Shortages of many kinds, with the levels of criticality that matter to a city and weights that dominate or do not.
  private func shortage(_ random: inout RandomStream) throws -> TransportInstance {
    let agents = random.int(in: 1...25)
    let tasks = random.int(in: 1...15)
    let weight: Int64 = random.pick([1, 20, 100, 100_000])
    let need = (0..<tasks).map { _ in Int32(random.int(in: 0...6)) }
    let unmet = (0..<tasks).map { _ in weight * Int64(random.int(in: 0...4)) }
    let supply = (0..<agents).map { _ in Int32(random.chance(0.6) ? 1 : random.int(in: 0...5)) }
    var arcs: [TransportArc] = []
    for agent in 0..<agents {
      for task in 0..<tasks where random.chance(0.4) { arcs.append(TransportArc(agent, task, Int64(random.int(in: -5...60)))) }
    }
    return try TransportInstance(agents: agents, need: need, unmetCost: unmet, arcs: arcs, supply: supply)
  }

  @Test func `filling a shortage from the side of the idle gives the optimum and the same prices`() throws {
    var placed = 0
    for seed in 0..<600 {
      var random = RandomStream(seed: UInt64(seed), name: "idle-side")
      let instance = try shortage(&random)
      let plain = TransportSolver.solve(instance, as: Int64.self, shortFrom: nil)
      #expect(plain.objective == oracleObjective(instance))
      for level in Set(instance.unmetCost).union([instance.levelOfShortage ?? -1]).sorted() {
        for narrow in [false, true] {
          let solution =
            narrow
            ? TransportSolver.solve(instance, as: Int32.self, shortFrom: level)
            : TransportSolver.solve(instance, as: Int64.self, shortFrom: level)
          let words = Comment(rawValue: "seed \(seed), level \(level)")
          #expect(solution.objective == plain.objective && solution.bound == plain.bound, words)
          #expect(solution.status == .optimal && verify(solution, of: instance) == [], words)
          #expect(solution.taskPrice == plain.taskPrice && solution.agentPrice == plain.agentPrice, words)
          if solution.work != plain.work { placed += 1 }
        }
      }
    }
    #expect(placed > 300)
  }

  @Test func `a solve that is stopped on the idle side gives a valid plan and a true bound`() throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "idle-side-stop")
      let instance = try shortage(&random)
      let best = oracleObjective(instance)
      for limit in stride(from: 0, through: 400, by: 25) {
        let solution = TransportSolver.solve(
          instance, as: Int64.self, shortFrom: instance.levelOfShortage, workLimit: Int64(limit))
        #expect(verify(solution, of: instance) == [], "seed \(seed) limit \(limit)")
        #expect(solution.objective >= best && solution.bound <= best, "seed \(seed) limit \(limit)")
      }
    }
  }

  @Test func `people run out at the level where the heads above it no longer leave enough`() throws {
    let instance = try TransportInstance(
      agents: 2, need: [3, 2, 4], unmetCost: [10, 500, 10], arcs: [], supply: [2, 2])
    #expect(instance.levelOfShortage == 10)
    #expect(try instance.replacing(need: [1, 2, 1]).levelOfShortage == nil)
    #expect(try instance.replacing(need: [0, 5, 0]).levelOfShortage == 500)
  }
}

import Assignment
import Basics
import Testing

@Suite struct ShiftSolverTests {
  @Test(arguments: [false, true])
  func `the bound never lies above the optimum and a plan called optimal is`(_ change: Bool) throws {
    var reached = 0
    for seed in 0..<150 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-tiny-\(change)")
      let instance = try randomShiftInstance(&random, change: change)
      let optimum = bruteForce(instance)
      let solution = ShiftSolver.solve(instance, workLimit: 30_000)
      #expect(verify(solution, of: instance) == [], "seed \(seed)")
      #expect(solution.bound <= optimum && solution.objective >= optimum, "seed \(seed)")
      if solution.status == .optimal { #expect(solution.objective == optimum, "seed \(seed)") }
      if solution.objective == optimum { reached += 1 }
    }
    #expect(reached >= 145)
  }

  @Test func `the best set of one person is the same as by trying all sets`() throws {
    // With one person and need of one everywhere the bound at any prices is exact for the person: the optimum must be proved.
    for seed in 0..<100 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-person")
      let instance = try randomShiftInstance(&random, people: 1, change: seed % 2 == 0)
      let solution = ShiftSolver.solve(instance, workLimit: 20_000)
      #expect(solution.objective == bruteForce(instance), "seed \(seed)")
    }
  }

  @Test func `a solve that is stopped anywhere gives a valid plan and a true bound, the same each time`() throws {
    for seed in 0..<12 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-stop")
      let instance = try randomShiftInstance(&random, change: seed % 3 == 0)
      let optimum = bruteForce(instance)
      for limit in [0, 1, 10, 100, 1000, 5000] as [Int64] {
        let solution = ShiftSolver.solve(instance, workLimit: limit)
        #expect(verify(solution, of: instance) == [], "seed \(seed) limit \(limit)")
        #expect(solution.bound <= optimum, "seed \(seed) limit \(limit)")
        #expect(solution == ShiftSolver.solve(instance, workLimit: limit, threads: 2), "seed \(seed) limit \(limit)")
      }
      let stopped = ShiftSolver.solve(instance, shouldStop: { true })
      #expect(verify(stopped, of: instance) == [])
    }
  }

  @Test func `class-1 heads that can be filled are filled although the nearest people would rest then`() throws {
    // Two people; a light need now, a heavy one in the next shift: greedy in time order would leave the heavy one unmet.
    let instance = try ShiftInstance(
      shifts: 2, rest: 1, weights: [1_000_000, 30_000, 1000], need: [1, 0, 0, 2], postClass: [3, 1], postPlace: [0, 1],
      isAvailable: Array(repeating: true, count: 4), mostDuties: [2, 2],
      arcs: [TransportArc(0, 0, 1), TransportArc(0, 1, 50), TransportArc(1, 0, 2), TransportArc(1, 1, 60)])
    let solution = ShiftSolver.solve(instance, workLimit: 100_000)
    #expect(solution.unmet == [0, 0, 1])
    #expect(solution.status == .optimal)
    #expect(solution.objective == 1110)
  }

  @Test func `weights and costs at their limits neither overflow nor lose the proof`() throws {
    let most = ShiftInstance.mostCost
    let instance = try ShiftInstance(
      shifts: 1, rest: 0, weights: [most], need: [2], postClass: [1], postPlace: [0], isAvailable: [true, true],
      mostDuties: [1, 1],
      arcs: [TransportArc(0, 0, -most), TransportArc(1, 0, most)])
    let solution = ShiftSolver.solve(instance, workLimit: 100_000)
    #expect(solution.objective == 0)
    #expect(verify(solution, of: instance) == [])
    #expect(throws: TransportRefusal.self) {
      try ShiftInstance(
        shifts: 1, rest: 0, weights: [most + 1], need: [], postClass: [], postPlace: [], isAvailable: [], mostDuties: [], arcs: []
      )
    }
  }
}

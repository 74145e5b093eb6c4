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
}

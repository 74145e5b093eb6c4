import Assignment
import Basics
import Testing

@Suite struct ShortageProofTests {
  /// Heads that these tasks can get at most, by the oracle's flow.
  private func mostHeads(_ instance: TransportInstance, _ tasks: [Int]) throws -> Int64 {
    var parts = Parts(instance)
    parts.arcs = parts.arcs.filter { tasks.contains(Int($0.task)) }.map { TransportArc(Int($0.agent), Int($0.task), -1) }
    parts.unmetCost = parts.unmetCost.map { _ in 0 }
    return -(try parts.objective())
  }

  @Test(arguments: [Shape.scarce, .plain, .classes, .grouped, .everything])
  func `a shortage is proved by posts that together need more than all who may serve them`(_ shape: Shape) throws {
    var proofs = 0
    for seed in 0..<120 {
      var random = RandomStream(seed: UInt64(seed), name: "proof-\(shape)")
      let plain = randomInstance(&random, shape, size: 7)
      let instance = try plain.replacing(unmetCost: plain.unmetCost.map { _ in 1_000 })
      let analysis = try #require(MarginalAnalysis(of: instance, solution: TransportSolver.solve(instance)))
      for task in 0..<instance.tasks where analysis.solution.unmet[task] > 0 {
        // All heads cost the same unmet and more than any chain of moves, so a shortage is never a matter of cost.
        let proof = try #require(analysis.smallestShortageProof(task: task), "\(shape) seed \(seed) task \(task)")
        proofs += 1
        #expect(proof.tasks.contains(task))
        #expect(proof.need == proof.tasks.reduce(0) { $0 + Int64(instance.need[$1]) })
        let most = try mostHeads(instance, proof.tasks)
        #expect(proof.shortage > 0 && most <= proof.capacity, "\(shape) seed \(seed) task \(task)")
        #expect(most < proof.need)
        for other in proof.tasks where other != task {
          let rest = instance.proof(tasks: proof.tasks.filter { $0 != other })
          #expect(rest.shortage <= 0, "\(shape) seed \(seed) task \(task) without \(other)")
        }
      }
    }
    #expect(proofs > 20)
  }
}

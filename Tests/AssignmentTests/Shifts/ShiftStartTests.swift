import Assignment
import Basics
import Testing

@Suite struct ShiftStartTests {
  @Test func `a solve that goes on from a plan is never worse than the plan, whatever stops it`() throws {
    for seed in 0..<30 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-start")
      let instance = try randomShiftInstance(&random, change: seed % 3 == 0)
      let optimum = bruteForce(instance)
      let before = ShiftSolver.solve(instance, workLimit: 3000)
      for limit in [0, 200, 20_000] as [Int64] {
        let again = ShiftSolver.solve(instance, from: ShiftStart(before), workLimit: limit)
        #expect(verify(again, of: instance) == [], "seed \(seed) limit \(limit)")
        #expect(again.objective <= before.objective, "seed \(seed) limit \(limit)")
        #expect(again.bound <= optimum && optimum <= again.objective, "seed \(seed) limit \(limit)")
      }
    }
  }

  @Test func `of a plan for another instance only what is still allowed is kept, and nothing breaks a rule`() throws {
    var dropped = 0
    for seed in 0..<40 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-other")
      let old = try randomShiftInstance(&random, change: false)
      let new = try randomShiftInstance(&random, change: false)
      let before = ShiftSolver.solve(old, workLimit: 5000)
      let start = ShiftStart(before)
      let kept = start.kept(in: new)
      dropped += before.duties.count - kept.count
      let (floor, violations) = score(kept, of: new)
      #expect(violations == [], "seed \(seed)")
      let after = ShiftSolver.solve(new, from: start, workLimit: 100)
      #expect(verify(after, of: new) == [], "seed \(seed)")
      #expect(after.objective <= floor.objective, "seed \(seed)")
    }
    #expect(dropped > 0)
  }

  @Test func `prices of the solve before give a bound at once that a solve from nothing lacks`() throws {
    var warm: Int64 = 0
    var cold: Int64 = 0
    for seed in 0..<20 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-warm")
      let instance = try randomShiftInstance(&random, change: false)
      let before = ShiftSolver.solve(instance, workLimit: 30_000)
      let again = ShiftSolver.solve(instance, from: ShiftStart(before), workLimit: 1)
      #expect(again.bound >= before.bound, "seed \(seed)")
      warm += again.bound
      cold += ShiftSolver.solve(instance, workLimit: 1).bound
    }
    #expect(warm > cold)
  }

  @Test func `an answer that was written is read back as the plan and the prices to go on from`() throws {
    let instance = try #require(ShiftText.read(Array(ShiftTextTests.sound.utf8), file: "x.json").value)
    let solution = ShiftSolver.solve(instance, workLimit: 100_000)
    let json = ShiftAnswer(instance: instance, solution: solution).json()
    let start = try #require(ShiftStart.read(json, file: "a.json", for: instance).value)
    #expect(start.duties == solution.duties)
    #expect(start.price.contains { $0 != 0 })
    #expect(ShiftSolver.solve(instance, from: start, workLimit: 1).objective == solution.objective)
  }

  @Test(arguments: [
    "[]", "{", "{\"assignment\":[[1,2]]}", "{\"assignment\":[[1,2,\"x\"]]}", "{\"assignment\":[],\"prices\":[[1]]}",
  ])
  func `a start that is no answer is named, not guessed`(_ text: String) throws {
    let instance = try #require(ShiftText.read(Array(ShiftTextTests.sound.utf8), file: "x.json").value)
    let reading = ShiftStart.read(Array(text.utf8), file: "a.json", for: instance)
    #expect(reading.value == nil)
    #expect(!reading.problems.isEmpty)
  }
}

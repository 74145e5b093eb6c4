import Basics
import Geography
import Incident
import Testing

@testable import Staffing

@Test func noRandomPlanBreaksAHardRule() {
  for seed in UInt64(1)...400 {
    var planner = StaffingPlanner(RandomCity.input(RandomCity.make(seed), seed))
    let plan = planner.propose()
    let violations = planner.check(plan)
    #expect(violations == [], "seed \(seed)")
    #expect(plan.status == .optimal, "seed \(seed)")
  }
}

@Test func theSameInputGivesTheSamePlan() {
  for seed in UInt64(1)...60 {
    let input = RandomCity.input(RandomCity.make(seed), seed)
    var first = StaffingPlanner(input)
    var second = StaffingPlanner(input)
    #expect(first.propose() == second.propose(), "seed \(seed)")
  }
}

@Test func mergingAlikePeopleChangesNoScore() {
  for seed in UInt64(1)...200 {
    // Few differences between people, so that classes form.
    let town = RandomCity.make(seed, people: 6...20)
    var input = RandomCity.input(town, seed)
    var merged = StaffingPlanner(input)
    input.mergesAlike = false
    var apart = StaffingPlanner(input)
    let a = merged.propose()
    let b = apart.propose()
    #expect(a.unmetByTier == b.unmetByTier && a.cost == b.cost, "seed \(seed)")
    #expect(merged.check(a) == [], "seed \(seed)")
  }
}

@Test func tiersAndCostAreOptimalAgainstTryingEverything() {
  var compared = 0
  for seed in UInt64(1)...300 {
    let town = RandomCity.make(seed, people: 0...6, posts: 1...3)
    let input = RandomCity.input(town, seed, plain: true)
    var planner = StaffingPlanner(input)
    let plan = planner.propose()
    guard let best = BruteForce(planner: planner).best(limit: 60_000) else { continue }
    compared += 1
    #expect(
      plan.unmetByTier == best.unmet && plan.cost == best.cost, "seed \(seed): \(plan.unmetByTier) \(plan.cost), tried \(best)")
  }
  #expect(compared >= 200)
}

@Test func aProofOfShortageCountsFewerPeopleThanHeadsAndNoMoreThanAreMissing() {
  var proofs = 0
  for seed in UInt64(1)...250 {
    var planner = StaffingPlanner(RandomCity.input(RandomCity.make(seed), seed))
    let plan = planner.propose()
    guard let proof = plan.proof else { continue }
    proofs += 1
    #expect(proof.heads > proof.people, "seed \(seed)")
    let missing = plan.shortages.filter { proof.posts.contains($0.post) }.reduce(0) { $0 + $1.missing }
    #expect(proof.heads - proof.people <= missing, "seed \(seed)")
    #expect(planner.shortageProof() == proof, "seed \(seed)")
  }
  #expect(proofs >= 50)
}

@Test func aReplanAfterADeclineMovesOnlyWhomItPaysToMove() {
  for seed in UInt64(1)...150 {
    let town = RandomCity.make(seed, people: 6...14)
    let input = RandomCity.input(town, seed, plain: true)
    var planner = StaffingPlanner(input)
    let plan = planner.propose()
    guard let declined = plan.duties.first(where: { $0.source == .optimised })?.staff else { continue }
    func replanned(_ isTold: Bool) -> Plan {
      planner.changed { input in
        if isTold { input.told = Dictionary(plan.duties.map { ($0.staff, $0.post) }, uniquingKeysWith: { first, _ in first }) }
        input.told[declined] = nil
        input.bans.append(Ban(staff: declined))
      }.solve().plan
    }
    let careful = replanned(true)
    let careless = replanned(false)
    func moved(_ new: Plan) -> Int {
      PlanComparison.difference(old: plan, new: new).moves.filter { $0.from != nil && $0.staff != declined }.count
    }
    // Nothing is filled worse for the sake of peace, and nobody is moved without need.
    #expect(careful.unmetByTier == careless.unmetByTier, "seed \(seed)")
    #expect(moved(careful) <= moved(careless), "seed \(seed)")
  }
}

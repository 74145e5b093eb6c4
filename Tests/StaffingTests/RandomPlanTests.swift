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

/// Tries every placing of people on posts; what a plan may be is asked of the checker alone.
private struct BruteForce {
  let planner: StaffingPlanner
  private let eligible: [[Int]]

  init(planner: StaffingPlanner) {
    self.planner = planner
    let needs = planner.eligibility.needs.needs
    eligible = planner.input.roster.staff.indices.map { staff in
      needs.indices.filter { planner.eligibility.reasons(staff: staff, need: needs[$0]).isEmpty }
    }
  }

  /// Nil where more than `limit` placings would have to be tried.
  func best(limit: Int) -> (unmet: [Int], cost: Int64)? {
    var count = 1
    for posts in eligible {
      count *= posts.count + 1
      if count > limit { return nil }
    }
    var best: (unmet: [Int], cost: Int64)?
    var choice = [Int](repeating: -1, count: eligible.count)
    func place(_ staff: Int) {
      guard staff < eligible.count else {
        if let score = score(choice), best.map({ isLess(score, $0) }) ?? true { best = score }
        return
      }
      choice[staff] = -1
      place(staff + 1)
      for need in eligible[staff] {
        choice[staff] = need
        place(staff + 1)
      }
      choice[staff] = -1
    }
    place(0)
    return best
  }

  private func isLess(_ a: (unmet: [Int], cost: Int64), _ b: (unmet: [Int], cost: Int64)) -> Bool {
    a.unmet != b.unmet ? a.unmet.lexicographicallyPrecedes(b.unmet) : a.cost < b.cost
  }

  /// Nil where heads, crews, women or units forbid it. Pieces are allotted to posts beforehand: a crew each.
  private func score(_ choice: [Int]) -> (unmet: [Int], cost: Int64)? {
    let needs = planner.eligibility.needs.needs
    let roster = planner.input.roster
    var unmet = [0, 0, 0, 0, 0]
    var cost: Int64 = 0
    for outcome in planner.eligibility.offices.outcomes where outcome.holder == nil {
      unmet[planner.eligibility.needs.offices[outcome.office].tier] += 1
    }
    for post in planner.eligibility.needs.unknown { unmet[4] += post.heads }
    for (n, need) in needs.enumerated() {
      let there = choice.indices.filter { choice[$0] == n }
      if there.count > need.heads { return nil }
      unmet[need.tier] += need.post.heads - there.count
      cost += there.reduce(0) { $0 + planner.eligibility.cost(staff: $1, need: need).total }
      let women = there.filter { roster.staff[$0].sex == .female }.count
      if !splits(there.count, women, need.crews[...], need.role.needsWoman) { return nil }
    }
    for unit in roster.units {
      let called = choice.indices.filter { choice[$0] >= 0 && roster.staff[$0].unit == unit.id }.count
      let day = planner.input.day
      let strength = roster.staff.filter { $0.unit == unit.id && ($0.contractUntil.map { $0 >= day } ?? true) }.count
      if called > max(0, strength - unit.minimumStrength) { return nil }
    }
    return (unmet, cost)
  }

  /// Whether so many people, women among them, can be shared out to crews that are each whole or idle.
  private func splits(_ people: Int, _ women: Int, _ crews: ArraySlice<Crew>, _ needsWoman: Bool) -> Bool {
    guard let crew = crews.first else { return people == 0 }
    for count in 0...min(people, crew.heads) where count == 0 || count >= crew.minimum {
      let own = count > 0 && needsWoman ? 1 : 0
      if own <= women, splits(people - count, women - own, crews.dropFirst(), needsWoman) { return true }
    }
    return false
  }
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

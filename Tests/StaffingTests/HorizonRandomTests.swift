import Basics
import Geography
import Incident
import Testing

@testable import Staffing

@Test func noRandomHorizonBreaksAHardRule() {
  for seed in UInt64(1)...200 {
    let input = RandomHorizon.make(seed)
    var planner = HorizonPlanner(input)
    let horizon = planner.propose(workLimit: 100_000)
    #expect(HorizonChecker.violations(of: horizon, input: input) == [], "seed \(seed)")
  }
}

@Test func aHorizonIsNeverWorseByTierThanItsShiftsInTurn() {
  var better = 0
  for seed in UInt64(1)...150 {
    let input = RandomHorizon.make(seed, plain: true)
    let turn = RandomHorizon.inTurn(input)
    // In turn, an office holder may be called for a shift before the office's own; together that is forbidden.
    guard HorizonChecker.violations(of: turn, input: input).isEmpty else { continue }
    var planner = HorizonPlanner(input)
    let unmet = planner.propose(workLimit: 100_000).unmetByTier
    let before = RandomHorizon.unmet(turn)
    #expect(!before.lexicographicallyPrecedes(unmet), "seed \(seed): \(unmet), in turn \(before)")
    if unmet.lexicographicallyPrecedes(before) { better += 1 }
  }
  #expect(better >= 1)
}

@Test func theSameHorizonAndWorkGiveTheSamePlans() {
  for seed in UInt64(1)...20 {
    let input = RandomHorizon.make(seed)
    var first = HorizonPlanner(input)
    var second = HorizonPlanner(input)
    #expect(first.propose(workLimit: 50_000) == second.propose(workLimit: 50_000), "seed \(seed)")
  }
}

@Test func aHorizonThatIsStoppedKeepsAllRulesAndItsBoundsAreTrue() {
  for seed in UInt64(1)...40 {
    let input = RandomHorizon.make(seed)
    var stopped = HorizonPlanner(input)
    let early = stopped.propose(shouldStop: { true })
    #expect(HorizonChecker.violations(of: early, input: input) == [], "seed \(seed)")
    var whole = HorizonPlanner(input)
    let late = whole.propose(workLimit: 100_000)
    #expect(!late.unmetByTier.lexicographicallyPrecedes(early.boundByTier), "seed \(seed)")
  }
}

@Test func greedyDispatchKeepsAllRules() {
  var worse = 0
  for seed in UInt64(1)...100 {
    let input = RandomHorizon.make(seed, plain: true)
    let greedy = GreedyDispatch.plans(input)
    #expect(HorizonChecker.violations(of: greedy, input: input) == [], "seed \(seed)")
    var planner = HorizonPlanner(input)
    let unmet = planner.propose(workLimit: 50_000).unmetByTier
    let hand = RandomHorizon.unmet(greedy)
    #expect(!hand.lexicographicallyPrecedes(unmet), "seed \(seed): \(hand) by hand, \(unmet)")
    if unmet.lexicographicallyPrecedes(hand) { worse += 1 }
  }
  #expect(worse >= 3)
}

@Test func tiersCostAndBoundsOfAHorizonHoldAgainstTryingEverything() {
  var compared = 0
  var optimal = 0
  for seed in UInt64(1)...250 {
    let input = RandomHorizon.make(seed, people: 1...4, shifts: 2...3, posts: 1...2, plain: true)
    var planner = HorizonPlanner(input)
    let horizon = planner.propose(workLimit: 200_000)
    guard let best = HorizonBruteForce(planner: planner).best(limit: 60_000) else { continue }
    compared += 1
    #expect(!horizon.unmetByTier.lexicographicallyPrecedes(best.unmet), "seed \(seed): better than possible")
    #expect(horizon.unmetByTier == best.unmet, "seed \(seed): \(horizon.unmetByTier), possible \(best.unmet)")
    #expect(
      !best.unmet.lexicographicallyPrecedes(horizon.boundByTier), "seed \(seed): bound \(horizon.boundByTier), \(best.unmet)")
    if horizon.unmetByTier == best.unmet {
      #expect(horizon.costBound <= best.cost, "seed \(seed): bound of cost \(horizon.costBound), possible \(best.cost)")
      #expect(horizon.cost >= best.cost, "seed \(seed): cost \(horizon.cost), least \(best.cost)")
      if horizon.cost == best.cost { optimal += 1 }
    }
    if horizon.isOptimal { #expect(horizon.cost == best.cost, "seed \(seed)") }
  }
  #expect(compared >= 120)
  // Costs are not promised to be the least; they nearly always are.
  #expect(optimal * 100 >= compared * 95, "\(optimal) of \(compared)")
}

/// Tries every placing of people on posts in all shifts. Who may stand where in one shift is asked of `Eligibility` (checked by its
/// own tests); rest, limits, crews, units and costs are reckoned here anew.
private struct HorizonBruteForce {
  let planner: HorizonPlanner
  private let options: [[[(post: Int, cost: Int64)]]]
  private var rules: DutyRules { planner.input.shifts[0].city.rules }

  init(planner: HorizonPlanner) {
    self.planner = planner
    options = planner.input.shifts[0].roster.staff.indices.map { person in
      planner.planners.map { shift in
        let eligibility = Self.alone(shift)
        return eligibility.needs.needs.indices.compactMap { need in
          let post = eligibility.needs.needs[need]
          guard eligibility.reasons(staff: person, need: post).isEmpty else { return nil }
          return (need, eligibility.cost(staff: person, need: post).total)
        }
      }
    }
  }

  private static func alone(_ planner: StaffingPlanner) -> Eligibility {
    var eligibility = planner.eligibility
    eligibility.others = nil
    return eligibility
  }

  func best(limit: Int) -> (unmet: [Int], cost: Int64)? {
    let rows = options.map { rosters(of: $0) }
    var count = 1
    for row in rows {
      count *= row.count
      if count > limit { return nil }
    }
    var best: (unmet: [Int], cost: Int64)?
    var chosen = [[Int]](repeating: [], count: rows.count)
    func place(_ person: Int) {
      guard person < rows.count else {
        if let score = score(chosen), best.map({ isLess(score, $0) }) ?? true { best = score }
        return
      }
      for row in rows[person] {
        chosen[person] = row
        place(person + 1)
      }
    }
    place(0)
    return best
  }

  private func isLess(_ a: (unmet: [Int], cost: Int64), _ b: (unmet: [Int], cost: Int64)) -> Bool {
    a.unmet != b.unmet ? a.unmet.lexicographicallyPrecedes(b.unmet) : a.cost < b.cost
  }

  /// All that one person may do: a post, or -1, by shift.
  private func rosters(of shifts: [[(post: Int, cost: Int64)]]) -> [[Int]] {
    var out: [[Int]] = []
    func go(_ t: Int, _ row: [Int]) {
      if t == shifts.count {
        if mayServe(row) { out.append(row) }
        return
      }
      go(t + 1, row + [-1])
      for option in shifts[t] { go(t + 1, row + [option.post]) }
    }
    go(0, [])
    return out
  }

  private func mayServe(_ row: [Int]) -> Bool {
    let duties = row.indices.filter { row[$0] >= 0 }.map { planner.input.shifts[$0].shift }
    if let most = rules.mostDuties, duties.count > most { return false }
    for (first, second) in zip(duties, duties.dropFirst()) {
      let rest = first.isNight ? rules.restHoursAfterNight : rules.restHours
      if second.interval.start.minutes(since: first.interval.end) < rest * 60 + rules.handoverMinutes { return false }
    }
    guard let most = rules.mostNightsInARow else { return true }
    let nights = duties.filter(\.isNight).map(\.interval.start)
    var run = 0
    for (at, night) in nights.enumerated() {
      run = at > 0 && night.minutes(since: nights[at - 1]) <= 36 * 60 ? run + 1 : 1
      if run > most { return false }
    }
    return true
  }

  private func score(_ chosen: [[Int]]) -> (unmet: [Int], cost: Int64)? {
    var unmet = [0, 0, 0, 0, 0]
    var cost: Int64 = 0
    for (t, shift) in planner.planners.enumerated() {
      let eligibility = shift.eligibility
      let holders = eligibility.offices.outcomes.compactMap(\.holder)
      // Office holders' shifts are left to the tests of offices.
      if !holders.isEmpty { return nil }
      for outcome in eligibility.offices.outcomes { unmet[eligibility.needs.offices[outcome.office].tier] += 1 }
      for post in eligibility.needs.unknown { unmet[4] += post.heads }
      for (n, need) in eligibility.needs.needs.enumerated() {
        let there = chosen.indices.filter { chosen[$0][t] == n }
        if there.count > need.heads { return nil }
        unmet[need.tier] += need.ownHeads - there.count
        let women = there.filter { shift.input.roster.staff[$0].sex == .female }.count
        if !splits(there.count, women, need.crews[...], need.role.needsWoman) { return nil }
      }
      if !keepsUnits(chosen, t, shift.input) { return nil }
    }
    for person in chosen.indices { cost += self.cost(person, chosen[person]) }
    return (unmet, cost)
  }

  private func keepsUnits(_ chosen: [[Int]], _ t: Int, _ input: StaffingInput) -> Bool {
    input.roster.units.allSatisfy { unit in
      let called = chosen.indices.filter { chosen[$0][t] >= 0 && input.roster.staff[$0].unit == unit.id }.count
      let strength = input.roster.staff.filter {
        $0.unit == unit.id && ($0.contractUntil.map { $0 >= input.day } ?? true)
      }.count
      return called <= max(0, strength - unit.minimumStrength)
    }
  }

  private func cost(_ person: Int, _ row: [Int]) -> Int64 {
    var sum: Int64 = 0
    var hours = 0
    var last: PlaceID?
    for (t, post) in row.enumerated() where post >= 0 {
      let shift = planner.input.shifts[t].shift
      sum += options[person][t].first { $0.post == post }?.cost ?? 0
      sum += Int64(hours) * rules.weights.perRecentHour
      hours += (shift.interval.minutes + 59) / 60
      let place = planner.planners[t].eligibility.needs.needs[post].place.id
      if let last, last != place { sum += rules.weights.perPlaceChange }
      last = place
    }
    return sum
  }

  private func splits(_ people: Int, _ women: Int, _ crews: ArraySlice<Crew>, _ needsWoman: Bool) -> Bool {
    guard let crew = crews.first else { return people == 0 }
    for count in 0...min(people, crew.heads) where count == 0 || count >= crew.minimum {
      let own = count > 0 && needsWoman ? 1 : 0
      if own <= women, splits(people - count, women - own, crews.dropFirst(), needsWoman) { return true }
    }
    return false
  }
}

import Basics
import Geography
import Incident
import Testing

@testable import Staffing

/// Whether these people fill these posts, woman for woman and head for head, by trying every reserve on every post.
private func fills(
  _ posts: [(women: Int, others: Int, heads: Int, wanted: Int)], women: Int, others: Int
) -> Bool {
  guard let post = posts.first else { return true }
  for w in 0...women {
    for m in 0...others {
      // Nobody is sent away: a post that has its heads may get a woman in the place of another.
      let hasWoman = post.women + w >= post.wanted
      if hasWoman, post.women + post.others + w + m >= post.heads,
        fills(Array(posts.dropFirst()), women: women - w, others: others - m)
      {
        return true
      }
    }
  }
  return false
}

/// Posts with people who come by chance, and reserves who do.
private struct Chances {
  var posts: [ReserveChance.Crewed]
  var women: [Double]
  var others: [Double]

  init(_ stream: inout RandomStream, posts count: Int, people: Int, reserves: Int) {
    func chance() -> Double { stream.chance(0.1) ? Double(stream.int(in: 0...1)) : stream.unit() }
    posts = (0..<count).map { _ in
      var post = ReserveChance.Crewed()
      for _ in 0..<people { if stream.chance(0.4) { post.women.append(chance()) } else { post.others.append(chance()) } }
      post.womenWanted = stream.int(in: 0...2)
      return post
    }
    women = (0..<reserves).filter { _ in stream.chance(0.5) }.map { _ in chance() }
    others = (0..<(reserves - women.count)).map { _ in chance() }
  }

  var lack: ReserveChance.Lack { posts.reduce(ReserveChance.Lack()) { $0.and(ReserveChance.Lack($1)) } }

  var all: [Double] { posts.flatMap { $0.women + $0.others } + women + others }

  /// Whether all posts are filled where these people come (in the order of `all`).
  func isFilled(_ comes: [Bool]) -> Bool {
    var at = 0
    func count(_ number: Int) -> Int {
      defer { at += number }
      return comes[at..<(at + number)].count { $0 }
    }
    let there = posts.map { post in
      let heads = post.women.count + post.others.count
      return (
        women: count(post.women.count), others: count(post.others.count), heads: heads, wanted: min(heads, post.womenWanted)
      )
    }
    let w = count(women.count)
    return fills(there, women: w, others: count(others.count))
  }
}

@Suite struct ReserveChanceTests {
  @Test func theProbabilityIsThatOfTryingEveryOutcome() {
    for seed in 1...60 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, name: "reserve-brute")
      let chances = Chances(
        &stream, posts: stream.int(in: 1...2), people: stream.int(in: 1...3), reserves: stream.int(in: 0...3))
      let all = chances.all
      var sum = 0.0
      for outcome in 0..<(1 << all.count) {
        let comes = all.indices.map { outcome >> $0 & 1 == 1 }
        let p = zip(all, comes).reduce(1.0) { $0 * ($1.1 ? $1.0 : 1 - $1.0) }
        if p > 0, chances.isFilled(comes) { sum += p }
      }
      let exact = chances.lack.isCovered(women: chances.women, others: chances.others)
      #expect(abs(exact - sum) < 1e-12, "seed \(seed): \(exact) and \(sum)")
    }
  }

  @Test func theProbabilityIsThatOfManyDraws() {
    for seed in 1...6 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, name: "reserve-draws")
      let chances = Chances(&stream, posts: 3, people: 4, reserves: 6)
      let all = chances.all
      let runs = 20_000
      let hits = (0..<runs).count { _ in chances.isFilled(all.map { stream.chance($0) }) }
      let exact = chances.lack.isCovered(women: chances.women, others: chances.others)
      // 4.5 standard deviations: wrong once in 150,000 such checks.
      let bound = 4.5 * (exact * (1 - exact) / Double(runs)).squareRoot() + 1e-9
      #expect(abs(Double(hits) / Double(runs) - exact) <= bound, "seed \(seed): \(hits) of \(runs), \(exact)")
    }
  }

  @Test func oneMoreReserveNeverMakesAPostLessSure() {
    for seed in 1...40 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, name: "reserve-more")
      let chances = Chances(&stream, posts: 2, people: 4, reserves: 5)
      let lack = chances.lack
      var (women, others) = ([Double](), [Double]())
      var last = lack.isCovered(women: [], others: [])
      for p in chances.women + chances.others {
        if stream.chance(0.5) { women.append(p) } else { others.append(p) }
        let now = lack.isCovered(women: women, others: others)
        #expect(now >= last - 1e-12, "seed \(seed)")
        last = now
      }
      #expect(lack.surplus(women: women, others: others) >= 0)
    }
  }

  @Test func noSmallerChoiceOfPeopleReachesTheTarget() {
    for seed in 1...60 as ClosedRange<UInt64> {
      var stream = RandomStream(seed: seed, name: "reserve-fewest")
      let chances = Chances(&stream, posts: stream.int(in: 1...2), people: 3, reserves: 0)
      let needsWoman = chances.posts.contains { $0.womenWanted > 0 }
      let candidates = (0..<7).map { i in
        ReserveCandidate(
          staff: i, unit: needsWoman ? -1 : Int32(stream.int(in: -1...1)), probability: Double(stream.int(in: 3...9)) / 10,
          isWoman: stream.chance(0.4), minutes: 0, cost: Int64(stream.int(in: 0...50)))
      }
      let capacity = [stream.int(in: 0...3), stream.int(in: 0...3)]
      let search = ReserveSearch(lack: chances.lack, needsWoman: needsWoman, target: 0.8, most: 7)
      let found = search.find(candidates, capacity: capacity)
      var fewest: Int?
      var most = 0.0
      for mask in 0..<(1 << candidates.count) {
        let chosen = candidates.filter { mask >> $0.staff & 1 == 1 }
        if (0..<2).contains(where: { unit in chosen.count { $0.unit == unit } > capacity[unit] }) { continue }
        let probability = search.covered(chosen)
        most = max(most, probability)
        if probability >= 0.8 { fewest = min(fewest ?? .max, chosen.count) }
      }
      #expect(abs(found.probability - search.covered(found.chosen)) < 1e-12, "seed \(seed)")
      if let fewest {
        #expect(found.probability >= 0.8 && found.chosen.count == fewest, "seed \(seed)")
      } else {
        #expect(abs(found.probability - most) < 1e-12, "seed \(seed)")
      }
      for unit in 0..<2 { #expect(found.chosen.count { $0.unit == unit } <= capacity[unit], "seed \(seed)") }
    }
  }

  @Test func theNormalDistributionIsThatOfTheTables() {
    for (x, p) in [(0.0, 0.5), (1, 0.841_344_746_068_543), (1.96, 0.975_002_104_851_780), (-3, 0.001_349_898_031_630_09)] {
      #expect(abs(DelayModel.normal(x) - p) < 1e-13, "\(x)")
    }
    #expect(DelayModel.normal(-40) == 0 && DelayModel.normal(40) == 1)
  }
}

@Suite struct ReservePlanTests {
  /// A boat's crew of three at one place, with so many more operators in the city.
  private func town(spare: Int, change: (inout SmallCity) -> Void = { _ in }) -> SmallCity {
    var town = SmallCity()
    town.role("boat", class: .lifeSafety) { role in
      role.minimumCrew = 3
      role.requires = [CompetencyLevel("boat", level: 1)]
    }
    town.role("clerk", class: .support)
    town.post("boat", at: 1, heads: 3)
    town.post("clerk", at: 1, heads: 1)
    for i in 0..<(3 + spare) { town.person(StaffID("b\(i)"), area: i % 3, ["boat": 2]) }
    for i in 0..<4 { town.person(StaffID("c\(i)")) }
    change(&town)
    return town
  }

  @Test func criticalPostsAreFilledWithTheProbabilityAskedFor() throws {
    let planner = town(spare: 8).planned()
    let reserves = try #require(planner.reserves())
    #expect(reserves.pools.map(\.posts.count) == [1])
    let post = try #require(reserves.pools.first?.posts.first)
    #expect(post.before < 0.7 && post.after >= 0.95 && post.planned == 3 && post.missing == 0)
    #expect(reserves.below.isEmpty && reserves.called >= 1 && reserves.pools[0].limit == nil)
    // One fewer would not do: the pool is as small as can be.
    #expect(reserves.called <= 5)
    #expect(reserves.pools[0].calls.allSatisfy { call in planner.plan?.duties.contains { $0.staff == call.staff } == false })
  }

  @Test func whereNobodyIsLeftTheReserveSaysSo() throws {
    let none = try #require(town(spare: 0).planned().reserves())
    #expect(none.called == 0 && none.below.count == 1 && none.pools[0].limit == .nobodyLeft)
    var short = town(spare: 3)
    short.units = []
    short.unit("u", minimum: 7)
    let minimum = try #require(short.planned().reserves())
    #expect(minimum.below.count == 1 && minimum.pools[0].limit == .unitsAtMinimum)
  }

  @Test func dataFromEarlierCallsOutweighAnAssumption() throws {
    let planner = town(spare: 8).planned()
    var assumptions = ReserveAssumptions()
    let assumed = try #require(planner.reserves(assumptions)?.pools.first?.posts.first?.before)
    assumptions.tallies = [
      .init(isNight: true, upToKm: 50, called: 4_000, came: 3_960)
    ]
    let seen = try #require(planner.reserves(assumptions)?.pools.first?.posts.first?.before)
    #expect(seen > assumed && abs(seen - 0.99 * 0.99 * 0.99) < 0.005)
  }

  @Test func whoIsCalledTooLateIsNotCountedOn() throws {
    let late = town(spare: 8) { $0.now = $0.shift.interval.start.adding(minutes: -12) }
    let reserves = try #require(late.planned().reserves())
    #expect(reserves.pools[0].posts[0].before < 0.05)
    #expect(reserves.below.count == 1)
  }

  @Test func inRandomCitiesReservesKeepEveryRuleAndNobodyStandsByTwice() {
    var called = 0
    for seed in 1...120 as ClosedRange<UInt64> {
      let town = RandomCity.make(seed, people: 8...30)
      let planner = town.planned { $0.isPowerAssumedOff = true }
      guard let plan = planner.plan, let reserves = planner.reserves() else {
        Issue.record("seed \(seed): no plan")
        continue
      }
      let calls = reserves.pools.flatMap { pool in pool.calls.map { (pool, $0) } }
      called += calls.count
      #expect(Set(calls.map(\.1.staff)).count == calls.count, "seed \(seed)")
      let busy = Set(plan.duties.map(\.staff))
      var units: [Int32: Int] = [:]
      for (pool, call) in calls {
        #expect(!busy.contains(call.staff), "seed \(seed)")
        guard let staff = planner.input.roster.index(of: call.staff) else { continue }
        units[planner.eligibility.tables.unit[staff], default: 0] += 1
        for post in pool.posts {
          let need = planner.eligibility.needs.needs.first { $0.post.id == post.post }
          #expect(need.map { planner.eligibility.reasons(staff: staff, need: $0) } == [], "seed \(seed)")
        }
      }
      for pool in reserves.pools {
        for post in pool.posts { #expect(post.after >= post.before - 1e-12 && post.after <= 1, "seed \(seed)") }
        #expect((pool.limit == nil) == pool.posts.allSatisfy { $0.after >= reserves.target - 1e-12 }, "seed \(seed)")
      }
      // Planned and called together leave each unit its minimum.
      for (unit, more) in units where unit >= 0 {
        let planned = plan.duties.count { duty in
          duty.source != .office
            && planner.input.roster.index(of: duty.staff).map { planner.eligibility.tables.unit[$0] == unit } ?? false
        }
        let whole = SeatTable(planner.eligibility, dropping: [:])
        let pinned = whole.pinned.count { planner.eligibility.tables.unit[$0.staff] == unit }
        #expect(planned - pinned + more <= whole.capacity[Int(unit)], "seed \(seed)")
      }
      #expect(planner.reserves() == reserves, "seed \(seed)")
    }
    #expect(called > 50)
  }
}

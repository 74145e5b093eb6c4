import Basics
import Incident
import Testing

@testable import Staffing

/// A plan that stands, and what happens to it, by seed.
private struct Incidence {
  var planner: StaffingPlanner
  var standing: Plan
  var changed: StaffingInput
  var what: String

  /// Nil for a plan without anybody who can be told.
  init?(_ seed: UInt64, people: ClosedRange<Int> = 4...14, posts: ClosedRange<Int> = 1...6) {
    var r = RandomStream(seed: seed, name: "incidence")
    var input = RandomCity.input(RandomCity.make(seed, people: people, posts: posts), seed, plain: true)
    input.city.rules.weights.perMove = r.pick([0, 300, 1_200])
    input.city.rules.weights.perRelease = r.pick([0, 300, 600])
    planner = StaffingPlanner(input)
    standing = planner.propose()
    let told = standing.duties.filter { $0.source != .office }
    guard !told.isEmpty else { return nil }
    changed = input
    for duty in told where r.chance(0.8) { changed.told[duty.staff] = duty.post }
    what = ""
    for _ in 0..<r.int(in: 1...2) { change(told, &r) }
  }

  private mutating func change(_ told: [Duty], _ r: inout RandomStream) {
    let duty = r.pick(told)
    let at = r.int(in: 0...(changed.posts.count - 1))
    switch r.int(in: 0...6) {
    case 0, 1:
      what += "\(duty.staff) declines; "
      changed.told[duty.staff] = nil
      changed.bans.append(Ban(staff: duty.staff))
    case 2:
      what += "\(duty.staff) is kept from \(duty.post); "
      changed.bans.append(Ban(staff: duty.staff, post: duty.post))
    case 3:
      what += "\(changed.posts[at].id) needs more; "
      changed.posts[at].heads += 1
    case 4:
      what += "\(changed.posts[at].id) needs fewer; "
      changed.posts[at].heads = max(1, changed.posts[at].heads - 1)
    case 5:
      what += "\(duty.staff) has worked elsewhere; "
      let span = Interval(start: changed.shift.interval.start.adding(minutes: -120), end: changed.shift.interval.start)
      changed.work.append(WorkSpan(staff: duty.staff, interval: span, isNight: false))
    default:
      what += "a post opens; "
      let like = changed.posts[at]
      changed.posts.append(
        Post(role: like.role, place: r.pick(changed.city.places).id, shift: like.shift, heads: r.int(in: 1...2)))
    }
  }
}

@Test("A repaired plan is as good as one solved anew with the same disturbance, and keeps every hard rule")
func aRepairedPlanIsAsGoodAsOneSolvedAnewAndKeepsEveryRule() {
  var compared = 0
  var repairs = 0
  for seed in UInt64(1)...480 {
    guard let event = Incidence(seed) else { continue }
    compared += 1
    var fresh = StaffingPlanner(event.changed)
    let best = fresh.propose()
    for prices in [nil, event.planner.seatPrices] {
      var planner = StaffingPlanner(event.changed)
      let repair = planner.repair(event.standing, prices: prices)
      #expect(
        repair.plan.unmetByTier == best.unmetByTier && repair.plan.cost == best.cost,
        "seed \(seed): \(event.what) \(repair.method): \(repair.plan.unmetByTier) \(repair.plan.cost), anew \(best.unmetByTier) \(best.cost)"
      )
      #expect(planner.check(repair.plan) == [], "seed \(seed): \(event.what)")
      #expect(repair.plan.status == .optimal, "seed \(seed)")
      if prices != nil, repair.method == .repaired { repairs += 1 }
    }
  }
  #expect(compared >= 250 && repairs >= 200, "\(compared) compared, \(repairs) of them repaired")
}

@Test("A repair moves no more people than the best plan must, found by trying every placing")
func aRepairMovesNoMorePeopleThanTheBestPlanMust() {
  var compared = 0
  for seed in UInt64(1)...1_000 where compared < 260 {
    guard let event = Incidence(seed, people: 3...6, posts: 1...3) else { continue }
    var planner = StaffingPlanner(event.changed)
    let repair = planner.repair(event.standing, prices: event.planner.seatPrices)
    guard repair.method == .repaired else { continue }
    var standing: [Int: PostID] = [:]
    for duty in event.standing.duties where duty.source != .office {
      if let at = event.changed.roster.index(of: duty.staff) { standing[at] = duty.post }
    }
    guard let best = BruteForce(planner: planner).best(limit: 20_000, standing: standing) else { continue }
    compared += 1
    #expect(
      repair.plan.unmetByTier == best.unmet && repair.plan.cost == best.cost,
      "seed \(seed): \(event.what) \(repair.plan.unmetByTier) \(repair.plan.cost), tried \(best)")
    let offices = Set((event.standing.duties + repair.plan.duties).filter { $0.source == .office }.map(\.staff))
    let moved = repair.moves.count { !offices.contains($0.staff) }
    #expect(moved == best.moves, "seed \(seed): \(event.what) \(moved) moved, \(best.moves) suffice")
  }
  #expect(compared >= 200)
}

@Test("Nobody who was told is moved for less than the threshold, and each of them for what it says")
func nobodyWhoWasToldIsMovedForLessThanTheThreshold() {
  var moved = 0
  for seed in UInt64(1)...300 {
    guard let event = Incidence(seed) else { continue }
    var planner = StaffingPlanner(event.changed)
    let repair = planner.repair(event.standing, prices: event.planner.seatPrices)
    guard repair.method == .repaired else { continue }
    for move in repair.moves where event.changed.told[move.staff] != nil {
      guard let from = move.from else { continue }
      moved += 1
      // What leaving them there would cost is told, and the plan with them there is no better.
      guard case .possible(_, let extra, let unmet, _) = planner.explain(move.staff, from).verdict else { continue }
      #expect(GoalUnits.value(unmet: unmet, cost: extra) >= 0 || unmet.contains { $0 > 0 }, "seed \(seed): \(event.what)")
    }
  }
  #expect(moved >= 30)
}

@Test("Without a change nobody is moved and nothing is worse")
func withoutAChangeNobodyIsMoved() {
  for seed in UInt64(1)...150 {
    let input = RandomCity.input(RandomCity.make(seed, people: 4...14), seed, plain: true)
    var planner = StaffingPlanner(input)
    let standing = planner.propose()
    var again = StaffingPlanner(input)
    let repair = again.repair(standing, prices: planner.seatPrices)
    if repair.method == .repaired { #expect(repair.moves.isEmpty, "seed \(seed)") }
    let score = again.score(of: standing)
    #expect(score.unmetByTier == standing.unmetByTier && score.cost == standing.cost, "seed \(seed)")
  }
}

import Basics
import Geography
import Incident

extension StaffingPlanner {
  /// Whom to call beyond the last proposal, so that each critical post is filled with the probability that is asked for; nil before
  /// `propose`.
  ///
  /// Filled means: as many as the plan sends there stand on the post when the shift begins, a crew that needs a woman with one. A
  /// reserve keeps every hard rule, stands by for one pool only and has no other duty in the shift; units keep their minimum
  /// strength. Posts of one role in one neighbourhood share their reserves where that takes fewer people. Posts that go with an
  /// office have none. People answer independently of each other (assumed: a dead phone network is not in it).
  /// - Complexity: O(critical posts x staff), then by pool O(reserves² x people²) at worst.
  public func reserves(_ assumptions: ReserveAssumptions = ReserveAssumptions()) -> ReservePlan? {
    guard let proposal else { return nil }
    var desk = ReserveDesk(eligibility, proposal, assumptions)
    return ReservePlan(target: assumptions.target, pools: desk.pools())
  }
}

/// Makes the pools one after the other and keeps book of who is taken.
private struct ReserveDesk {
  let eligibility: Eligibility
  let assumptions: ReserveAssumptions
  let odds: ReserveOdds
  /// Critical needs with people on them: need, and those people.
  var posts: [(need: Int, staff: [Int])] = []
  /// Eligible and free people of each post with their probability, by position in `posts`.
  var free: [[Int: Double]] = []
  var taken: Set<Int> = []
  var capacity: [Int]
  private let familyAtRisk: [Bool]
  private let missing: [PostID: Int]

  init(_ eligibility: Eligibility, _ proposal: Proposal, _ assumptions: ReserveAssumptions) {
    self.eligibility = eligibility
    self.assumptions = assumptions
    let input = eligibility.input
    odds = ReserveOdds(assumptions, input: input)
    var table = SeatTable(eligibility).capacity
    for (staff, duty) in proposal.dutyOf where duty.source == .optimised && eligibility.tables.unit[staff] >= 0 {
      table[Int(eligibility.tables.unit[staff])] -= 1
    }
    capacity = table
    var wet = Set(input.floodedAreas)
    for area in input.city.areas {
      if let depth = input.trustedDepths?.maximumMillimetres(area: area.id.rawValue, during: input.shift.interval), depth > 0 {
        wet.insert(area.id)
      }
    }
    familyAtRisk = eligibility.tables.staff.map { person in person.home.map { wet.contains($0) } ?? false }
    missing = Dictionary(
      proposal.plan.shortages.map { ($0.post, $0.missing) }, uniquingKeysWith: { first, second in first + second })
    var staffOf: [PostID: [Int]] = [:]
    for staff in proposal.dutyOf.keys.sorted() {
      if let post = proposal.dutyOf[staff]?.post { staffOf[post, default: []].append(staff) }
    }
    for (index, need) in eligibility.needs.needs.enumerated() where need.role.criticality <= assumptions.upTo {
      if let staff = staffOf[need.post.id] { posts.append((index, staff)) }
    }
    let idle = eligibility.tables.staff.indices.filter { staff in
      proposal.dutyOf[staff] == nil && eligibility.toldPost(staff: staff) == nil
        && eligibility.personReasons(staff: staff).isEmpty
        && input.engaged[eligibility.tables.staff[staff].id] == nil
    }
    free = posts.map { post in
      let need = eligibility.needs.needs[post.need]
      var found: [Int: Double] = [:]
      for staff in idle where eligibility.isEligible(freeStaff: staff, need: need) {
        let probability = arrives(staff, need)
        if probability > 0 { found[staff] = probability }
      }
      return found
    }
  }

  /// That a person is on the post when the shift begins.
  private func arrives(_ staff: Int, _ need: PostNeed) -> Double {
    if eligibility.input.engaged[eligibility.tables.staff[staff].id] == need.post.id { return 1 }
    let minutes = Int(max(0, eligibility.travel.travel(staff: staff, place: need.placeIndex) ?? 0))
    return odds.arrives(
      km: eligibility.travel.metres(staff: staff, place: need.placeIndex) / 1000, familyAtRisk: familyAtRisk[staff],
      travelMinutes: minutes)
  }

  mutating func pools() -> [ReservePool] {
    var out: [ReservePool] = []
    for group in groups() {
      let alone = provide(group.map { [$0] })
      let chosen = group.count > 1 ? better(provide([group]), alone) : alone
      out += chosen.pools
      taken = chosen.taken
      capacity = chosen.capacity
    }
    return out
  }

  private struct Provision {
    var pools: [ReservePool] = []
    var taken: Set<Int>
    var capacity: [Int]
    var cost: Int64 = 0
    var calls: Int { pools.reduce(0) { $0 + $1.calls.count } }
    func below(_ target: Double) -> Int { pools.flatMap(\.posts).count { $0.after < target } }
  }

  /// Fewer posts below the target first, then fewer people, then the lower cost; apart where all is equal.
  private func better(_ shared: Provision, _ apart: Provision) -> Provision {
    let target = assumptions.target
    let a = (shared.below(target), shared.calls, shared.cost)
    let b = (apart.below(target), apart.calls, apart.cost)
    return a < b ? shared : apart
  }

  /// Posts of one role that lie together, in the order in which they are provided for.
  private func groups() -> [[Int]] {
    var groups: [[Int]] = []
    for at in posts.indices {
      let need = eligibility.needs.needs[posts[at].need]
      let near = groups.firstIndex { group in
        group.allSatisfy { other in
          let there = eligibility.needs.needs[posts[other].need]
          return there.role.id == need.role.id
            && eligibility.travel.metres(between: there.placeIndex, and: need.placeIndex) <= assumptions.poolMetres
        }
      }
      if let near { groups[near].append(at) } else { groups.append([at]) }
    }
    func rank(_ group: [Int]) -> (Int, Int, Int, Int) {
      let need = eligibility.needs.needs[posts[group[0]].need]
      return (need.role.criticality.rawValue, need.tier, group.reduce(0) { $0 + free[$1].count }, group[0])
    }
    return groups.sorted { rank($0) < rank($1) }
  }

  private func provide(_ pools: [[Int]]) -> Provision {
    var made = Provision(taken: taken, capacity: capacity)
    for pool in pools { add(pool, to: &made) }
    return made
  }

  private func add(_ pool: [Int], to made: inout Provision) {
    var prefix = ReserveChance.Lack()
    var lacks: [ReserveChance.Lack] = []
    for at in pool {
      prefix = prefix.and(ReserveChance.Lack(crewed(at)))
      lacks.append(prefix)
    }
    let candidates = candidates(pool, made.taken)
    let needsWoman = pool.contains { crewed($0).womenWanted > 0 }
    let search = ReserveSearch(
      lack: prefix, needsWoman: needsWoman, target: assumptions.target, most: assumptions.mostPerPool)
    let found = search.find(candidates, capacity: made.capacity)
    for person in found.chosen {
      made.taken.insert(person.staff)
      made.cost += person.cost
      if person.unit >= 0 { made.capacity[Int(person.unit)] -= 1 }
    }
    let women = found.chosen.filter { needsWoman && $0.isWoman }.map(\.probability)
    let others = found.chosen.filter { !(needsWoman && $0.isWoman) }.map(\.probability)
    let filled = zip(pool, lacks).map { at, lack in reserved(at, after: lack.isCovered(women: women, others: others)) }
    var limit: ReservePool.Limit?
    if found.probability < assumptions.target {
      limit =
        found.chosen.count >= assumptions.mostPerPool ? .mostPerPool : found.unitsAtMinimum ? .unitsAtMinimum : .nobodyLeft
    }
    made.pools.append(
      ReservePool(
        posts: filled,
        calls: found.chosen.map {
          ReserveCall(
            staff: eligibility.tables.staff[$0.staff].id, probability: $0.probability, travelMinutes: $0.minutes)
        }, limit: limit, expectedSurplus: prefix.surplus(women: women, others: others)))
  }

  private func reserved(_ at: Int, after: Double) -> ReservedPost {
    let need = eligibility.needs.needs[posts[at].need]
    return ReservedPost(
      post: need.post.id, criticality: need.role.criticality, planned: posts[at].staff.count,
      missing: missing[need.post.id] ?? 0, before: ReserveChance.Lack(crewed(at)).isCovered(women: [], others: []), after: after)
  }

  /// The people planned on a post.
  private func crewed(_ at: Int) -> ReserveChance.Crewed {
    let need = eligibility.needs.needs[posts[at].need]
    var crewed = ReserveChance.Crewed()
    for staff in posts[at].staff {
      let probability = arrives(staff, need)
      if need.role.needsWoman, eligibility.tables.staff[staff].sex == .female {
        crewed.women.append(probability)
      } else {
        crewed.others.append(probability)
      }
    }
    // A plan without its women is short of them: that is no matter of who comes.
    crewed.womenWanted = need.role.needsWoman ? min(need.usableCrews.count, crewed.women.count) : 0
    return crewed
  }

  private func candidates(_ pool: [Int], _ taken: Set<Int>) -> [ReserveCandidate] {
    free[pool[0]].keys.sorted().compactMap { staff in
      guard !taken.contains(staff) else { return nil }
      var least = 1.0
      var (minutes, cost) = (0, Int64(0))
      for at in pool {
        guard let probability = free[at][staff] else { return nil }
        let need = eligibility.needs.needs[posts[at].need]
        least = min(least, probability)
        minutes = max(minutes, Int(eligibility.travel.travel(staff: staff, place: need.placeIndex) ?? 0))
        cost = max(cost, eligibility.cost(staff: staff, need: need).total)
      }
      let elsewhere = posts.indices.count { !pool.contains($0) && free[$0][staff] != nil }
      return ReserveCandidate(
        staff: staff, unit: eligibility.tables.unit[staff], probability: least,
        isWoman: eligibility.tables.staff[staff].sex == .female, minutes: minutes, cost: cost, others: elsewhere)
    }
  }
}

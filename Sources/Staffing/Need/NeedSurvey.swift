import Basics
import Geography
import Incident

/// Makes the need map of several seasons. A value: same seasons, same map.
public struct NeedSurvey: Sendable {
  public var seasons: [NeedSeason]
  public var ages: RetirementAges
  /// Lapses are looked for from this day on ...
  public var from: CivilDate
  /// ... for so many days.
  public var days = 365

  public init(seasons: [NeedSeason], from: CivilDate, ages: RetirementAges = .standard) {
    self.seasons = Array(seasons.prefix(StaffingLimits.seasons))
    self.from = from
    self.ages = ages
  }

  /// Plans each shift of each season in turn and counts.
  /// - Complexity: a plan and its reserves for each shift, then O(posts x staff).
  public func gap(shouldStop: () -> Bool = { false }) -> StaffingGap {
    var gap = StaffingGap(shifts: [], rows: [], upTo: seasons.first?.assumptions.upTo ?? .essential)
    var hanging: [HangingRole] = []
    for season in seasons {
      let plans = SeasonPlans(season, shouldStop: shouldStop)
      for planner in plans.planners {
        let shift = gap.shifts.count
        guard let plan = planner.plan else { continue }
        gap.shifts.append(
          GapShift(
            season: season.name, title: season.title, postures: season.postures, shift: planner.input.shift,
            weight: season.weight,
            unmetByTier: plan.unmetByTier, proof: plan.proof, caveats: plan.caveats))
        gap.rows += GapRows(planner, plan, season.assumptions, shift: shift).rows
        hanging += HangingRoles(planner, plan, upTo: season.assumptions.upTo).found
      }
      gap.drained += UnitDrain(season, plans).units
    }
    gap.hanging = HangingRoles.merged(hanging)
    if let roster = seasons.first?.inputs.first?.roster, let city = seasons.first?.inputs.first?.city {
      gap.lapses =
        Lapses(
          roster: roster, roles: city.roles.filter { role in gap.rows.contains { $0.role == role.id } }, from: from, days: days,
          ages: ages
        ).found
    }
    return gap
  }
}

/// The rows of one shift.
private struct GapRows {
  var rows: [GapRow] = []
  private let eligibility: Eligibility
  private let plan: Plan
  private let shift: Int
  private let odds: ArrivalOdds
  private let duties: [PostID: [Duty]]
  private let missing: [PostID: Int]
  private let causes: [PostID: Shortage.Cause]
  private let reserved: [PostID: (post: ReservedPost, calls: Int)]
  private let isFree: [Bool]

  init(_ planner: StaffingPlanner, _ plan: Plan, _ assumptions: ReserveAssumptions, shift: Int) {
    let eligibility = planner.eligibility
    self.eligibility = eligibility
    self.plan = plan
    self.shift = shift
    odds = ArrivalOdds(eligibility, assumptions)
    duties = Dictionary(grouping: plan.duties, by: \.post)
    missing = Dictionary(plan.shortages.map { ($0.post, $0.missing) }, uniquingKeysWith: +)
    causes = Dictionary(plan.shortages.map { ($0.post, $0.cause) }, uniquingKeysWith: { first, _ in first })
    var reserved: [PostID: (post: ReservedPost, calls: Int)] = [:]
    for pool in planner.reserves(assumptions)?.pools ?? [] {
      for post in pool.posts { reserved[post.post] = (post, pool.calls.count) }
    }
    self.reserved = reserved
    isFree = eligibility.tables.staff.indices.map { eligibility.isFree(staff: $0) }
    let byPost = Dictionary(
      (eligibility.needs.needs + eligibility.needs.offices).map { ($0.post.id, $0) }, uniquingKeysWith: { first, _ in first })
    rows = plan.posts.compactMap { byPost[$0.id] }.map(row)
  }

  private func row(_ need: PostNeed) -> GapRow {
    let isOffice = need.role.goesWithOffice != nil
    let there = duties[need.post.id] ?? []
    let census = isOffice ? (there.count, 0, there.count) : census(need)
    let chances = there.compactMap { duty in
      eligibility.input.roster.index(of: duty.staff).map { odds.arrives($0, need) }
    }
    let missing = missing[need.post.id] ?? 0
    let partners = need.partnerHeads + need.sparedHeads
    let provided = reserved[need.post.id]
    return GapRow(
      shift: shift, post: need.post.id, role: need.role.id, place: need.place.id, area: need.place.area,
      criticality: need.role.criticality, tier: need.tier, requires: need.role.requires, wanted: need.post.heads,
      partners: partners, planned: there.count, missing: missing, qualified: census.0, lapsed: census.1, eligible: census.2,
      expected: chances.reduce(Double(partners), +), coverage: missing > 0 ? 0 : chances.reduce(1, *),
      withReserves: provided.map { missing > 0 ? 0 : $0.post.after }, reserves: provided?.calls ?? 0,
      cause: causes[need.post.id])
  }

  /// Qualified, lapsed, eligible. O(staff)
  private func census(_ need: PostNeed) -> (Int, Int, Int) {
    let tables = eligibility.tables
    let mark = eligibility.mark(need)
    let wanted = need.role.requires.compactMap { level in tables.competencies[level.competency].map { ($0, level.level) } }
    var (qualified, lapsed, eligible) = (0, 0, 0)
    for staff in isFree.indices {
      if eligibility.isQualified(staff: staff, need: need) {
        qualified += 1
        guard isFree[staff], need.reasons.isEmpty, eligibility.isEligible(freeStaff: staff, mark: mark) else { continue }
        if !mark.hasBans || !eligibility.isBanned(staff: staff, from: need.post.id) { eligible += 1 }
      } else if !wanted.isEmpty {
        let held = wanted.allSatisfy { column, level in
          max(tables.level(staff: staff, competency: column), tables.lapsed(staff: staff, competency: column)) >= level
        }
        if held { lapsed += 1 }
      }
    }
    return (qualified, lapsed, eligible)
  }
}

/// The probability that a person who is called stands on a post when its shift begins, as `ReservePlan` reckons it.
struct ArrivalOdds {
  private let eligibility: Eligibility
  private let odds: ReserveOdds
  private let familyAtRisk: [Bool]

  init(_ eligibility: Eligibility, _ assumptions: ReserveAssumptions) {
    self.eligibility = eligibility
    let input = eligibility.input
    odds = ReserveOdds(assumptions, input: input)
    var wet = Set(input.floodedAreas)
    for area in input.city.areas {
      if let depth = input.trustedDepths?.maximumMillimetres(area: area.id.rawValue, during: input.shift.interval), depth > 0 {
        wet.insert(area.id)
      }
    }
    familyAtRisk = eligibility.tables.staff.map { person in person.home.map { wet.contains($0) } ?? false }
  }

  func arrives(_ staff: Int, _ need: PostNeed) -> Double {
    if eligibility.input.engaged[eligibility.tables.staff[staff].id] == need.post.id { return 1 }
    return arrives(
      staff, km: eligibility.travel.metres(staff: staff, place: need.placeIndex) / 1000,
      minutes: Int(max(0, eligibility.travel.travel(staff: staff, place: need.placeIndex) ?? 0)))
  }

  /// The same from elsewhere than home.
  func arrives(_ staff: Int, km: Double, minutes: Int) -> Double {
    odds.arrives(km: km, familyAtRisk: familyAtRisk[staff], travelMinutes: minutes)
  }
}

import Basics
import Incident

/// What of the roster ends within some days, and which roles of the needs each end takes from whom.
struct Lapses {
  private(set) var found: [Lapse] = []

  /// - Complexity: O(staff x (competencies + roles))
  init(roster: Roster, roles: [Role], from: CivilDate, days: Int, ages: RetirementAges) {
    let end = CivilDate(dayNumber: from.dayNumber + min(3_660, max(0, days)))
    func isWithin(_ day: CivilDate) -> Bool { from <= day && day < end }
    for person in roster.staff where person.isCallable {
      if let until = person.contractUntil, until < from { continue }
      let now = roles.filter { Self.isQualified(person.competencies, $0, on: from) }
      for held in person.competencies {
        guard let until = held.validUntil else { continue }
        let day = CivilDate(dayNumber: until.dayNumber + 1)
        guard isWithin(day) else { continue }
        let left = person.competencies.filter { $0.competency != held.competency }
        let lost = now.filter { !Self.isQualified(left, $0, on: from) }
        found.append(
          Lapse(
            staff: person.id, unit: person.unit, kind: .certificate(held.competency, level: held.level), day: day,
            roles: lost.map(\.id)))
      }
      if let (day, age) = ages.retires(person), isWithin(day) {
        found.append(Lapse(staff: person.id, unit: person.unit, kind: .retirement(age: age), day: day, roles: now.map(\.id)))
      }
      if let until = person.contractUntil {
        let day = CivilDate(dayNumber: until.dayNumber + 1)
        if isWithin(day) {
          found.append(Lapse(staff: person.id, unit: person.unit, kind: .contract, day: day, roles: now.map(\.id)))
        }
      }
    }
    found.sort { ($0.day, $0.staff) < ($1.day, $1.staff) }
  }

  /// Roles without a requirement are open to everybody, and so end with nobody's certificate.
  private static func isQualified(_ held: [HeldCompetency], _ role: Role, on day: CivilDate) -> Bool {
    !role.requires.isEmpty
      && role.requires.allSatisfy { need in
        held.contains { $0.competency == need.competency && $0.level >= need.level && $0.isValid(on: day) }
      }
  }
}

/// Finds what one person carries alone.
struct HangingRoles {
  private(set) var found: [HangingRole] = []

  /// - Complexity: O(roles x staff), then one shortest path for each duty of a critical post that is filled.
  init(_ planner: StaffingPlanner, _ plan: Plan, upTo: Criticality) {
    let eligibility = planner.eligibility
    let tables = eligibility.tables
    let short = Set(plan.shortages.map(\.post))
    var alone: Set<RoleID> = []
    for need in eligibility.needs.needs where !alone.contains(need.role.id) && !need.role.requires.isEmpty {
      let holders = tables.staff.indices.filter { eligibility.isQualified(staff: $0, need: need) && tables.staff[$0].isCallable }
      guard holders.count == 1 else { continue }
      alone.insert(need.role.id)
      found.append(
        HangingRole(role: need.role.id, staff: tables.staff[holders[0]].id, reason: .onlyHolder, post: need.post.id))
    }
    let needOf = Dictionary(eligibility.needs.needs.map { ($0.post.id, $0) }, uniquingKeysWith: { first, _ in first })
    for duty in plan.duties where duty.source == .optimised && !short.contains(duty.post) {
      guard let need = needOf[duty.post], need.tier <= upTo.rawValue, !alone.contains(need.role.id) else { continue }
      guard case .assigned(_, _, _, let loss) = planner.explain(duty.staff, duty.post).verdict,
        loss >= GoalUnits.perHead[upTo.rawValue] / 2
      else { continue }
      found.append(HangingRole(role: need.role.id, staff: duty.staff, reason: .noSubstitute, post: duty.post))
    }
  }

  /// Each role and person once, the first that was found; by role and person.
  static func merged(_ all: [HangingRole]) -> [HangingRole] {
    var seen: Set<[String]> = []
    return all.filter { seen.insert([$0.role.rawValue, $0.staff.rawValue]).inserted }
      .sorted { ($0.reason == .onlyHolder ? 0 : 1, $0.role, $0.staff) < ($1.reason == .onlyHolder ? 0 : 1, $1.role, $1.staff) }
  }
}

/// Units whose daily service a season's call-out touches: at their minimum strength while people are out, or below it in office hours,
/// when those on duty and those who rest after it are both away.
struct UnitDrain {
  private(set) var units: [DrainedUnit] = []

  /// - Complexity: O(days x duties)
  init(_ season: NeedSeason, _ plans: SeasonPlans) {
    guard let first = season.inputs.first else { return }
    let roster = first.roster
    var called = [[Int]](repeating: [Int](repeating: 0, count: roster.units.count), count: plans.planners.count)
    var spans: [(staff: Int, unit: Int, away: Interval)] = []
    for (s, planner) in plans.planners.enumerated() {
      let rules = planner.input.city.rules
      let rest = planner.input.shift.isNight ? rules.restHoursAfterNight : rules.restHours
      let shift = planner.input.shift.interval
      let away = Interval(start: shift.start, end: shift.end.adding(minutes: rest * 60))
      for duty in planner.plan?.duties ?? [] {
        guard let staff = roster.index(of: duty.staff) else { continue }
        let unit = Int(planner.eligibility.tables.unit[staff])
        guard unit >= 0 else { continue }
        if duty.source != .office { called[s][unit] += 1 }
        spans.append((staff, unit, away))
      }
    }
    let absent = Self.absent(spans, first, plans)
    let strength = plans.planners.first?.eligibility.tables.day.strength ?? []
    for unit in roster.units.indices {
      let most = called.map { $0[unit] }.max() ?? 0
      guard most > 0 || absent[unit].away > 0 else { continue }
      let drained = DrainedUnit(
        unit: roster.units[unit].id, season: season.name, strength: strength[unit], minimum: roster.units[unit].minimumStrength,
        called: most, away: absent[unit].away, day: absent[unit].day)
      if drained.below > 0 || (most > 0 && drained.strength - most <= drained.minimum) { units.append(drained) }
    }
    units.sort { ($1.below, $0.unit) < ($0.below, $1.unit) }
  }

  /// By unit: most people away in the office hours of one day, and that day.
  private static func absent(
    _ spans: [(staff: Int, unit: Int, away: Interval)], _ input: StaffingInput, _ plans: SeasonPlans
  ) -> [(away: Int, day: CivilDate?)] {
    var out = [(away: Int, day: CivilDate?)](repeating: (0, nil), count: input.roster.units.count)
    let offset = input.city.offsetMinutes
    guard let start = spans.map(\.away.start).min(), let end = spans.map(\.away.end).max() else { return out }
    for number in start.date(offsetMinutes: offset).dayNumber...end.date(offsetMinutes: offset).dayNumber {
      let day = CivilDate(dayNumber: number)
      guard let hours = input.city.calendar.officeHours(on: day, rules: input.city.rules) else { continue }
      let open = Interval(
        start: Instant(date: day, minuteOfDay: hours.lowerBound, offsetMinutes: offset),
        end: Instant(date: day, minuteOfDay: hours.upperBound, offsetMinutes: offset))
      var away: [Int: Set<Int>] = [:]
      for span in spans where span.away.overlaps(open) { away[span.unit, default: []].insert(span.staff) }
      for (unit, people) in away where people.count > out[unit].away { out[unit] = (people.count, day) }
    }
    return out
  }
}

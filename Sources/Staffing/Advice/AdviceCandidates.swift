import Assignment
import Basics
import Incident

/// Measures worth a look, found by the shadow prices: for each critical post where one more head would gain a critical head, somewhere
/// in the city, the people who are one or two steps from it.
struct AdviceCandidates {
  struct Candidate: Hashable {
    var measure: StaffingMeasure
    /// Number of the target, for items that only pay together.
    var group: Int
    var reason: MeasureReason?
  }

  /// A post in a shift of a season with a critical price.
  struct Target {
    var season: Int
    var shift: Int
    /// Into `PostNeeds.needs`.
    var need: Int
    var tier: Int
    var unmet: Int
  }

  let model: AdviceModel
  let ages: RetirementAges
  /// People looked at for each target.
  var mostPerTarget: Int
  /// Candidates of a kind in all.
  var most = 120
  private(set) var found: [Candidate] = []
  private var seen: Set<StaffingMeasure> = []
  private(set) var targets: [Target] = []

  init(_ model: AdviceModel, ages: RetirementAges, mostPerTarget: Int) {
    self.model = model
    self.ages = ages
    self.mostPerTarget = mostPerTarget
    targets = Self.targets(model)
  }

  /// Posts whose price is at least half a critical head: those that are short, and those whose people would fill one that is. The most
  /// critical first, then those with the most missing.
  static func targets(_ model: AdviceModel) -> [Target] {
    var out: [Target] = []
    for (season, plans) in model.base.enumerated() {
      for (shift, planner) in plans.planners.enumerated() {
        guard let solution = planner.proposal?.solution else { continue }
        let tasks = solution.network.tasks
        let limit = model.upTo.rawValue + 1 < solution.weights.count ? solution.weights[model.upTo.rawValue + 1] / 2 : .max
        var unmet: [Int: Int] = [:]
        var dear: Set<Int> = []
        for t in tasks.indices {
          if solution.unmet[t] > 0 { unmet[tasks[t].need, default: 0] += Int(solution.unmet[t]) }
          let prices = [solution.weighted, solution.relaxedWeighted].compactMap { $0?.solution.taskPrice[t] }
          if prices.contains(where: { $0 > limit }) || (solution.unmet[t] > 0 && tasks[t].planTier <= model.upTo.rawValue) {
            dear.insert(tasks[t].need)
          }
        }
        for need in dear.sorted() {
          let tier = planner.eligibility.needs.needs[need].tier
          out.append(Target(season: season, shift: shift, need: need, tier: tier, unmet: unmet[need] ?? 0))
        }
      }
    }
    return out.enumerated().sorted {
      ($0.element.unmet > 0 ? 0 : 1, $0.element.tier, -$0.element.unmet, $0.offset)
        < ($1.element.unmet > 0 ? 0 : 1, $1.element.tier, -$1.element.unmet, $1.offset)
    }.map(\.element)
  }

  private mutating func add(_ measure: StaffingMeasure, group: Int, reason: MeasureReason?) {
    if seen.insert(measure).inserted { found.append(Candidate(measure: measure, group: group, reason: reason)) }
  }

  /// Trainings of up to two courses, renewals, standing by and membership of the rapid team.
  mutating func addPeople() {
    for (group, target) in targets.enumerated() {
      let planner = model.base[target.season].planners[target.shift]
      let need = planner.eligibility.needs.needs[target.need]
      let people = steps(planner, need)
      for wanted in [StaffingMeasure.Kind.train, .standBy, .rapidTeam] {
        let some = people.filter { $0.measure.kind == wanted }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(
          mostPerTarget)
        for one in some where found.count < most {
          add(one.measure, group: group, reason: reason(one.staff, planner, need))
        }
      }
    }
  }

  private struct Step {
    var staff: Int
    var measure: StaffingMeasure
    var key: [Int]
  }

  /// Everybody whom one measure would make eligible. O(staff)
  private func steps(_ planner: StaffingPlanner, _ need: PostNeed) -> [Step] {
    let eligibility = planner.eligibility
    let tables = eligibility.tables
    var out: [Step] = []
    for staff in tables.staff.indices where tables.staff[staff].isCallable {
      let person = eligibility.personReasons(staff: staff)
      guard person.count <= 1, need.reasons.isEmpty else { continue }
      let missing = tables.missing(staff: staff, requires: need.role.requires, day: eligibility.input.day)
      var others = person
      if need.role.isInWater, eligibility.noWater[staff] { others.append(.dutyLimit(.noWater)) }
      if need.role.isLifting, eligibility.noLifting[staff] { others.append(.dutyLimit(.noLifting)) }
      if eligibility.isBanned(staff: staff, from: need.post.id) { others.append(.banned) }
      if let reason = eligibility.travelReason(staff: staff, place: need.placeIndex) { others.append(reason) }
      guard let measure = measure(staff, need, missing, others, eligibility) else { continue }
      out.append(Step(staff: staff, measure: measure, key: key(staff, need, missing, eligibility, planner)))
    }
    return out
  }

  private func measure(
    _ staff: Int, _ need: PostNeed, _ missing: [Ineligibility], _ others: [Ineligibility], _ eligibility: Eligibility
  ) -> StaffingMeasure? {
    let member = eligibility.tables.staff[staff]
    if others.isEmpty, (1...2).contains(missing.count) {
      let steps = missing.compactMap { Self.step($0) }
      return steps.count == missing.count ? .train(member.id, steps) : nil
    }
    guard missing.isEmpty, others.count == 1 else { return nil }
    switch others[0] {
    case .cutOff, .tooFar: return .standBy(member.id, at: need.place.id)
    case .needsRest:
      return member.keepsOfficeHours && eligibility.tables.day.reasons[staff] == others ? .rapidTeam(member.id) : nil
    default: return nil
    }
  }

  private static func step(_ reason: Ineligibility) -> TrainingStep? {
    switch reason {
    case .lacksCompetency(let id, let required, let held): TrainingStep(competency: id, from: held ?? 0, to: required)
    case .competencyExpired(let id, let required, let held, _):
      TrainingStep(competency: id, from: held, to: max(held, required), isRenewal: true)
    default: nil
    }
  }

  /// Whom to look at first: fewest seats; idle in the plan; of a unit with people to spare; at least three years to go; near; little
  /// duty lately. No record of a person's answers is read.
  private func key(
    _ staff: Int, _ need: PostNeed, _ missing: [Ineligibility], _ eligibility: Eligibility, _ planner: StaffingPlanner
  ) -> [Int] {
    let member = eligibility.tables.staff[staff]
    let seats = missing.compactMap { Self.step($0)?.seats }.reduce(0, +)
    let isBusy = planner.proposal?.dutyOf[staff] != nil
    let years = yearsLeft(member, eligibility.input.day) ?? 3
    let minutes = Int(max(0, eligibility.travel.travel(staff: staff, place: need.placeIndex) ?? 0))
    return [
      seats, isBusy ? 1 : 0, spare(staff, planner) > 0 ? 0 : 1, years >= 3 ? 0 : 1, minutes + member.recentDutyHours / 2, staff,
    ]
  }

  private func yearsLeft(_ member: StaffMember, _ day: CivilDate) -> Int? {
    ages.retires(member).map { max(0, ($0.day.dayNumber - day.dayNumber) / 365) }
  }

  /// Heads that the person's unit can still give.
  private func spare(_ staff: Int, _ planner: StaffingPlanner) -> Int {
    let unit = planner.eligibility.tables.unit[staff]
    guard unit >= 0, let table = planner.proposal?.solution?.network.table else { return 0 }
    let used = planner.proposal?.dutyOf.count { $0.value.source == .optimised && planner.eligibility.tables.unit[$0.key] == unit }
    return table.capacity[Int(unit)] - (used ?? 0)
  }

  func reason(_ staff: Int, _ planner: StaffingPlanner, _ need: PostNeed) -> MeasureReason {
    let eligibility = planner.eligibility
    let member = eligibility.tables.staff[staff]
    let wanted = Set((need.role.requires + need.role.wishes).map(\.competency))
    let day = eligibility.input.day
    let adjacent = member.competencies.filter { $0.isValid(on: day) }.sorted {
      (wanted.contains($0.competency) ? 0 : 1, -$0.level, $0.competency) < (
        wanted.contains($1.competency) ? 0 : 1, -$1.level, $1.competency
      )
    }.prefix(3).map { CompetencyLevel($0.competency, level: $0.level) }
    return MeasureReason(
      post: need.post.id, adjacent: Array(adjacent),
      travelMinutes: Int(max(0, eligibility.travel.travel(staff: staff, place: need.placeIndex) ?? 0)),
      yearsLeft: yearsLeft(member, day), recentHours: member.recentDutyHours, unitSpare: spare(staff, planner))
  }

  /// Exchanges of people between units, recruits and partners' teams.
  mutating func addOthers() {
    for (group, target) in targets.enumerated() where target.unmet > 0 {
      let planner = model.base[target.season].planners[target.shift]
      let need = planner.eligibility.needs.needs[target.need]
      addExchanges(planner, need, group)
      for recruit in model.recruits where recruit.role == need.role.id && recruit.area == need.place.area {
        add(recruit.measure, group: group, reason: nil)
      }
      guard need.role.isPartnerWork else { continue }
      for partner in planner.input.city.partners where partner.roles.contains(need.role.id) {
        add(.aid(partner.id, need.role.id, need.place.id, heads: min(10, target.unmet)), group: group, reason: nil)
      }
    }
  }

  /// Who could come at once were the unit not at its minimum, against somebody of a unit with people to spare who can take no post.
  private mutating func addExchanges(_ planner: StaffingPlanner, _ need: PostNeed, _ group: Int) {
    let eligibility = planner.eligibility
    let mark = eligibility.mark(need)
    let wanted = eligibility.tables.staff.indices.filter { staff in
      eligibility.isFree(staff: staff) && eligibility.isEligible(freeStaff: staff, mark: mark)
        && planner.proposal?.dutyOf[staff] == nil && spare(staff, planner) <= 0
    }.prefix(3)
    guard !wanted.isEmpty else { return }
    for staff in wanted {
      let member = eligibility.tables.staff[staff]
      let other = eligibility.tables.staff.indices.first { other in
        let candidate = eligibility.tables.staff[other]
        return candidate.isCallable && candidate.unit != member.unit && candidate.unit != AdviceModel.recruitUnit
          && candidate.positionKind == member.positionKind && planner.proposal?.dutyOf[other] == nil
          && !eligibility.needs.needs.contains { eligibility.isQualified(staff: other, need: $0) && !$0.role.requires.isEmpty }
          && spare(other, planner) > 0
      }
      if let other {
        add(
          .exchange(member.id, with: eligibility.tables.staff[other].id), group: group, reason: reason(staff, planner, need))
      }
    }
  }
}

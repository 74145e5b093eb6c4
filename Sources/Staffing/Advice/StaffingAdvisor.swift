import Basics
import Incident

/// Says what to change first: what costs nothing, then what the budget buys, chosen together; each gain is confirmed by planning all
/// shifts of all seasons anew.
public struct StaffingAdvisor: Sendable {
  public struct Limits: Hashable, Sendable {
    /// Sets that are all tried where they are no more than so many: then the choice is exact.
    public var exactSets = 400
    /// Plans of all shifts at most.
    public var evaluations = 400
    /// People looked at for each post that is short.
    public var peoplePerPost = 8
    /// Measures that cost nothing.
    public var free = 10
    /// People who stand by beside their post.
    public var standby = 20
    /// Transfers, recruits and partners shown beside a budget of seats.
    public var others = 12

    public init() {}
  }

  public let seasons: [NeedSeason]
  public var ages: RetirementAges
  public var limits: Limits

  public init(_ seasons: [NeedSeason], ages: RetirementAges = .standard, limits: Limits = Limits()) {
    self.seasons = Array(seasons.prefix(StaffingLimits.seasons))
    self.ages = ages
    self.limits = limits
  }

  /// - Complexity: up to `limits.evaluations` plans of all shifts.
  public func advise(_ budget: AdviceBudget) -> StaffingAdvice {
    var run = AdviceRun(seasons, ages: ages, limits: limits, budget: budget)
    return run.advise()
  }
}

private struct AdviceRun {
  let model: AdviceModel
  let limits: StaffingAdvisor.Limits
  let budget: AdviceBudget
  let ages: RetirementAges
  var pool: AdviceCandidates
  var evaluations = 0

  init(_ seasons: [NeedSeason], ages: RetirementAges, limits: StaffingAdvisor.Limits, budget: AdviceBudget) {
    self.limits = limits
    self.budget = budget
    self.ages = ages
    let plain = AdviceModel(seasons)
    model = AdviceModel(seasons, recruits: Self.recruits(plain))
    pool = AdviceCandidates(model, ages: ages, mostPerTarget: limits.peoplePerPost)
    pool.addPeople()
    pool.addOthers()
  }

  /// Up to three for each role and kelurahan that is short.
  private static func recruits(_ model: AdviceModel) -> [AdviceModel.Recruit] {
    var most: [AdviceModel.Recruit: Int] = [:]
    for target in AdviceCandidates.targets(model) where target.unmet > 0 {
      let need = model.base[target.season].planners[target.shift].eligibility.needs.needs[target.need]
      let key = AdviceModel.Recruit(role: need.role.id, area: need.place.area, number: 0)
      most[key] = max(most[key] ?? 0, min(3, target.unmet))
    }
    return most.keys.sorted { ($0.role, $0.area) < ($1.role, $1.area) }.prefix(40).flatMap { key in
      (1...(most[key] ?? 1)).map { AdviceModel.Recruit(role: key.role, area: key.area, number: $0) }
    }
  }

  mutating func advise() -> StaffingAdvice {
    let base = model.now
    let free = chooseFree(base)
    let afterFree = model.value(free.map(\.measure))
    let paid = items()
    let least = gainBound(paid, on: free.map(\.measure))
    var search = AdviceSearch(
      items: paid.map { AdviceSearch.Item(cost: $0.cost, group: $0.candidate.group) }, budget: budget.limit
    ) { [model] set in model.value(free.map(\.measure) + set.map { paid[$0].candidate.measure }) }
    (search.exactSets, search.evaluations) = (limits.exactSets, limits.evaluations)
    search.least = max(0, afterFree.critical - least)
    let found = search.run()
    let chosen = explain(found, paid, &search)
    evaluations += search.asked
    let gain = afterFree.critical - found.value.critical
    return StaffingAdvice(
      budget: budget, base: base.critical, free: free, standby: standby(), chosen: chosen, afterFree: afterFree.critical,
      after: found.value.critical,
      curve: found.curve.map { .init(spent: $0.spent, gain: afterFree.critical - $0.value.critical) },
      bound: max(gain, found.isExact ? gain : least), method: found.isExact ? .exact : gain >= least ? .proven : .greedy,
      others: others(free.map(\.measure) + chosen.map(\.measure), found.value), candidates: pool.found.count,
      evaluations: evaluations)
  }

  private struct Item {
    var candidate: AdviceCandidates.Candidate
    var cost: Int
  }

  /// What counts against the budget.
  private func items() -> [Item] {
    pool.found.compactMap { candidate in
      switch budget {
      case .seats:
        guard case .train(_, let steps) = candidate.measure else { return nil }
        return Item(candidate: candidate, cost: steps.reduce(0) { $0 + $1.seats })
      case .rupiah(_, let costs):
        guard candidate.measure.kind != .standBy, candidate.measure.kind != .rapidTeam else { return nil }
        return costs.cost(candidate.measure).map { Item(candidate: candidate, cost: $0) }
      }
    }
  }

  /// Who should stand by or join the rapid team, so that a rule no longer keeps them away: as many as `limits.free`.
  private mutating func chooseFree(_ base: AdviceValue) -> [AdvisedMeasure] {
    let open = pool.found.filter { $0.measure.kind == .standBy || $0.measure.kind == .rapidTeam }
    guard !open.isEmpty, base.critical > 0 else { return [] }
    var search = AdviceSearch(items: open.map { AdviceSearch.Item(cost: 1, group: $0.group) }, budget: limits.free) {
      [model] set in
      model.value(set.map { open[$0].measure })
    }
    (search.exactSets, search.evaluations) = (limits.exactSets / 4, limits.evaluations / 4)
    let found = search.run()
    defer { evaluations += search.asked }
    return found.chosen.map { item in
      AdvisedMeasure(
        measure: open[item].measure, cost: 0, alone: base.critical - search.value([item]).critical,
        last: search.value(found.chosen.filter { $0 != item }).critical - found.value.critical, reason: open[item].reason)
    }
  }

  /// What each chosen one gains alone and last, and who would be next in its place.
  private func explain(_ found: AdviceSearch.Result, _ paid: [Item], _ search: inout AdviceSearch) -> [AdvisedMeasure] {
    let none = search.value([]).critical
    var out: [AdvisedMeasure] = []
    for item in found.chosen {
      let rest = found.chosen.filter { $0 != item }
      var advised = AdvisedMeasure(
        measure: paid[item].candidate.measure, cost: paid[item].cost, alone: none - search.value([item]).critical,
        last: search.value(rest).critical - found.value.critical, reason: paid[item].candidate.reason)
      let left = budget.limit - search.cost(rest)
      let group = paid[item].candidate.group
      let next = paid.indices.filter { !found.chosen.contains($0) && paid[$0].cost <= left }
        .sorted { (paid[$0].candidate.group == group ? 0 : 1, $0) < (paid[$1].candidate.group == group ? 0 : 1, $1) }.prefix(3)
      let tried = next.map { (item: $0, gain: none - search.value((rest + [$0]).sorted()).critical) }
      if let best = tried.max(by: { ($0.gain, -$0.item) < ($1.gain, -$1.item) }) {
        advised.runnerUp = .init(measure: paid[best.item].candidate.measure, gain: best.gain)
      }
      out.append(advised)
    }
    return out.enumerated().sorted {
      ($1.element.last, $1.element.alone, $0.offset) < ($0.element.last, $0.element.alone, $1.offset)
    }
    .map(\.element)
  }

  /// Transfers, recruits and partners on top of all that was chosen; in rupiah only those that no cost is known of.
  private mutating func others(_ chosen: [StaffingMeasure], _ value: AdviceValue) -> [AdvisedMeasure] {
    guard value.critical > 0 else { return [] }
    var out: [AdvisedMeasure] = []
    var kinds: [StaffingMeasure.Kind: Int] = [:]
    for candidate in pool.found where candidate.measure.kind != .train && candidate.measure.kind != .standBy {
      if case .rupiah(_, let costs) = budget, costs.cost(candidate.measure) != nil { continue }
      if candidate.measure.kind == .rapidTeam || chosen.contains(candidate.measure) { continue }
      kinds[candidate.measure.kind, default: 0] += 1
      guard kinds[candidate.measure.kind] ?? 0 <= limits.others else { continue }
      let gain = value.critical - model.value(chosen + [candidate.measure]).critical
      evaluations += 1
      if gain > 0 {
        out.append(AdvisedMeasure(measure: candidate.measure, cost: 0, alone: gain, last: gain, reason: candidate.reason))
      }
    }
    let order = out.enumerated().sorted { ($1.element.alone, $0.offset) < ($0.element.alone, $1.offset) }
    return Array(order.map(\.element).prefix(limits.others))
  }

  /// No set within the budget gains more than this (critical person-minutes). In any plan of a shift a person who is trained or new adds
  /// at most one head, a partner's head at most itself and a leader whom it spares; a plan with all candidates is the other limit, both
  /// with crews of any size and everybody rested.
  private func gainBound(_ paid: [Item], on free: [StaffingMeasure]) -> Int {
    let now = model.leastUnmet(free)
    let all = model.leastUnmet(free + paid.map(\.candidate.measure))
    let heads = headsWithin(paid)
    let before = model.plannedUnmet(free)
    return zip(zip(now, all), before).reduce(0) { sum, shift in
      let least = max(0, max(shift.0.1, shift.0.0 - heads))
      return sum + max(0, shift.1.heads - least) * shift.1.minutes
    }
  }

  /// Most heads that the budget can add to a shift, by what adds the most for its cost.
  private func headsWithin(_ paid: [Item]) -> Int {
    var left = Double(budget.limit)
    var heads = 0.0
    let dense = paid.map { item -> (heads: Double, cost: Double) in
      let heads: Double =
        switch item.candidate.measure {
        case .aid(_, _, _, let heads): Double(2 * heads)
        case .exchange: 2
        default: 1
        }
      return (heads, Double(item.cost))
    }.sorted { $0.heads * $1.cost > $1.heads * $0.cost }
    for item in dense {
      if item.cost <= left {
        heads += item.heads
        left -= item.cost
      } else {
        heads += item.heads * left / item.cost
        break
      }
    }
    return Int(heads + 1e-9)
  }

  /// Those whom the plans send to critical posts and who are not sure to be there: beside their post they would be surer.
  private func standby() -> [StandbyGroup] {
    var people: [StandbyKey: [StaffID: Double]] = [:]
    for (season, plans) in zip(model.seasons, model.base) {
      for planner in plans.planners {
        let odds = ArrivalOdds(planner.eligibility, season.assumptions)
        let minutes = Double(season.weight * planner.input.shift.interval.minutes)
        let needs = planner.eligibility.needs.needs
        let needOf = Dictionary(needs.map { ($0.post.id, $0) }, uniquingKeysWith: { first, _ in first })
        for duty in planner.plan?.duties ?? [] where duty.source == .optimised {
          guard let need = needOf[duty.post], need.tier <= model.upTo.rawValue,
            let staff = planner.input.roster.index(of: duty.staff)
          else { continue }
          let gain = odds.arrives(staff, km: 0, minutes: 0) - odds.arrives(staff, need)
          if gain > 0 {
            people[StandbyKey(role: need.role.id, place: need.place.id), default: [:]][duty.staff, default: 0] += gain * minutes
          }
        }
      }
    }
    return Self.grouped(people, most: limits.standby)
  }

  private struct StandbyKey: Hashable {
    var role: RoleID
    var place: PlaceID
  }

  private static func grouped(_ people: [StandbyKey: [StaffID: Double]], most: Int) -> [StandbyGroup] {
    var all: [(key: StandbyKey, staff: StaffID, gain: Double)] = []
    for (key, gains) in people { for (staff, gain) in gains { all.append((key, staff, gain)) } }
    all.sort { ($1.gain, $0.key.role, $0.key.place, $0.staff) < ($0.gain, $1.key.role, $1.key.place, $1.staff) }
    var taken: Set<StaffID> = []
    var groups: [StandbyKey: (staff: [StaffID], gain: Double)] = [:]
    for one in all where taken.count < most && taken.insert(one.staff).inserted {
      groups[one.key, default: ([], 0)].staff.append(one.staff)
      groups[one.key, default: ([], 0)].gain += one.gain
    }
    return groups.map { StandbyGroup(role: $0.role, place: $0.place, staff: $1.staff.sorted(), gain: Int($1.gain)) }
      .sorted { ($1.gain, $0.role, $0.place) < ($0.gain, $1.role, $1.place) }
  }
}

extension AdviceModel {
  /// Critical heads unmet in the plans with these measures, and weighted minutes, by shift as `leastUnmet`.
  func plannedUnmet(_ measures: [StaffingMeasure]) -> [(heads: Int, minutes: Int)] {
    if measures.isEmpty { return unmetNow }
    return zip(seasons.indices, seasons).flatMap { index, season in
      zip(season.inputs, proposals(index, measures)).map { input, plan in
        (heads: plan.unmetByTier.prefix(upTo.rawValue + 1).reduce(0, +), minutes: season.weight * input.shift.interval.minutes)
      }
    }
  }
}

extension StaffingAdvisor {
  /// The people as they are after these measures; recruits and partners are no matter of a roster.
  public static func roster(_ roster: Roster, with measures: [StaffingMeasure], city: City) -> Roster {
    AdviceModel.roster(roster, with: measures, city: city)
  }
}

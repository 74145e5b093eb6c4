import Assignment
import Basics
import Incident

/// Finds for each unfilled seat why it is empty and what would fill it.
struct ShortageFinder {
  let planner: StaffingPlanner
  let proposal: Proposal
  let solution: SeatSolution
  let analysis: MarginalAnalysis?
  /// Made where something is short.
  lazy var personReasons: [[Ineligibility]] = planner.eligibility.tables.staff.indices.map {
    planner.eligibility.personReasons(staff: $0)
  }
  let pinned: Set<Int>
  /// By group: whether the unit is at its minimum.
  let isSaturated: [Bool]
  /// Solves anew that are left.
  var resolves: Int
  /// Whether crews bind: one lacks people whom a person more may complete, or one holds people who would serve better elsewhere.
  /// No single path tells what a person more is worth then.
  let hasOpenCrews: Bool
  /// Gain of confirming the power off, by area.
  var powerGain: [AreaID: Int64] = [:]
  var pieceGain: [EquipmentKind: Int64] = [:]

  var eligibility: Eligibility { planner.eligibility }

  init(planner: StaffingPlanner, proposal: Proposal, solution: SeatSolution) {
    self.planner = planner
    self.proposal = proposal
    self.solution = solution
    let pinned = Set(solution.network.table.pinned.map(\.staff))
    self.pinned = pinned
    var used = [Int32](repeating: 0, count: solution.network.groupCapacity.count)
    for seat in solution.chosen {
      let group = solution.network.groupOfAgent[Int(seat.agent)]
      if group >= 0 { used[Int(group)] += seat.heads }
    }
    // Against a plan that is not the best, a better one would tell nothing.
    resolves = solution.status == .optimal ? planner.resolves : 0
    hasOpenCrews =
      !solution.isRelaxed
      || solution.network.table.bundles.contains { bundle in
        bundle.tasks.contains { solution.network.tasks[$0].isMinimum && solution.unmet[$0] > 0 }
      }
    isSaturated = zip(used, solution.network.groupCapacity).map { $0 >= $1 }
    analysis =
      planner.wantsRemedies
      ? solution.weighted.flatMap { MarginalAnalysis(of: $0.instance, solution: $0.solution, isChecked: false) } : nil
  }

  /// What one unmet head of a tier counts.
  func weight(_ tier: Int) -> Int64 { GoalUnits.perHead[tier] }

  /// By tier, post and seat.
  mutating func shortages() -> [Shortage] {
    var out: [(tier: Int, shortage: Shortage)] = []
    for (index, need) in eligibility.needs.needs.enumerated() {
      for shortage in shortages(of: need, index: index) { out.append((need.tier, shortage)) }
    }
    for outcome in eligibility.offices.outcomes where outcome.holder == nil {
      let need = eligibility.needs.offices[outcome.office]
      out.append((need.tier, Self.office(need, outcome)))
    }
    for post in eligibility.needs.unknown {
      out.append((4, Self.shortage(post, .member, .support, post.heads, weight(4), .nobodyQualified([]))))
    }
    return out.sorted {
      ($0.tier, $0.shortage.post, $0.shortage.seat.rawValue) < ($1.tier, $1.shortage.post, $1.shortage.seat.rawValue)
    }
    .map(\.shortage)
  }

  /// Where the solver refused the instance: everything that is not pinned or by office is short.
  static func unsolved(_ eligibility: Eligibility, _ plan: Plan) -> [Shortage] {
    let seats: [Shortage] = eligibility.needs.needs.compactMap { need in
      let there = plan.duties.filter { $0.post == need.post.id }.count
      let missing = need.ownHeads - there
      return missing <= 0
        ? nil
        : shortage(
          need.post, need.seat, need.role.criticality, missing, GoalUnits.perHead[need.tier], .allNeededElsewhere(qualified: 0))
    }
    let offices = eligibility.offices.outcomes.filter { $0.holder == nil }.map {
      office(eligibility.needs.offices[$0.office], $0)
    }
    let unknown = eligibility.needs.unknown.map {
      shortage($0, .member, .support, $0.heads, GoalUnits.perHead[4], .nobodyQualified([]))
    }
    return seats + offices + unknown
  }

  private static func shortage(
    _ post: Post, _ seat: SeatKind, _ criticality: Criticality, _ missing: Int, _ price: Int64, _ cause: Shortage.Cause
  ) -> Shortage {
    Shortage(post: post.id, seat: seat, criticality: criticality, missing: missing, price: price, cause: cause)
  }

  private static func office(_ need: PostNeed, _ outcome: OfficePosts.Outcome) -> Shortage {
    let counts = NeedCensus.sorted(Dictionary(outcome.reasons.map { ($0.kind, 1) }, uniquingKeysWith: { first, _ in first }))
    return shortage(
      need.post, need.seat, need.role.criticality, 1, GoalUnits.perHead[need.tier],
      outcome.reasons.isEmpty ? .nobodyQualified(need.role.requires) : .allExcluded(counts))
  }

  private mutating func shortages(of need: PostNeed, index: Int) -> [Shortage] {
    func make(_ seat: SeatKind, _ missing: Int, _ cause: Shortage.Cause) -> Shortage {
      Self.shortage(need.post, seat, need.role.criticality, missing, weight(need.tier), cause)
    }
    if let cause = closure(need, index) {
      let missing = need.ownHeads
      guard missing > 0 else { return [] }
      var shortage = make(need.seat, missing, cause)
      if planner.wantsRemedies { shortage.remedies = remedies(closed: need, cause: cause) }
      return [shortage]
    }
    var out: [Shortage] = []
    if need.headsWithoutPiece > 0, let kind = need.role.equipment?.kind {
      var shortage = make(need.seat, need.headsWithoutPiece, .noEquipment(kind, missing: need.missingPieces))
      if planner.wantsRemedies { shortage.remedies = remedies(closed: need, cause: shortage.cause) }
      out.append(shortage)
    }
    if let heads = solution.network.table.tooSmall[index] {
      out.append(make(need.seat, heads, .crewIncomplete(found: 0, needed: need.role.minimumCrew)))
    }
    for kind in SeatKind.allCases {
      let tasks = solution.network.tasks.indices.filter {
        solution.network.tasks[$0].need == index && solution.network.tasks[$0].kind == kind && solution.unmet[$0] > 0
      }
      if tasks.isEmpty { continue }
      let census = NeedCensus(
        eligibility, need: need, seat: kind, personReasons: personReasons, pinned: pinned, findsSteps: planner.wantsRemedies)
      let missing = tasks.reduce(0) { $0 + Int(solution.unmet[$1]) }
      var shortage = make(kind, missing, cause(need, kind, tasks, census))
      if planner.wantsRemedies { shortage.remedies = remedies(open: need, kind: kind, tasks: tasks, census: census) }
      out.append(shortage)
    }
    return out
  }

  private func closure(_ need: PostNeed, _ index: Int) -> Shortage.Cause? {
    for reason in need.reasons {
      if case .powerNotConfirmedOff(let area) = reason { return .powerNotConfirmedOff(area) }
    }
    guard !need.reasons.isEmpty else { return nil }
    let people = eligibility.tables.staff.indices.filter { eligibility.isQualified(staff: $0, need: need) }.count
    return .allExcluded(need.reasons.map { ReasonCount($0.kind, people: people) })
  }

  private func cause(_ need: PostNeed, _ kind: SeatKind, _ tasks: [Int], _ census: NeedCensus) -> Shortage.Cause {
    if census.qualified == 0 { return .nobodyQualified(need.role.requires) }
    if census.eligible.isEmpty { return .allExcluded(census.reasonCounts) }
    if let cause = crewCause(need, kind, tasks) { return cause }
    let idle = census.eligible.filter { proposal.dutyOf[$0] == nil && isUnitFull(staff: $0) }
    if !idle.isEmpty {
      let units = Set(idle.map { eligibility.tables.staff[$0].unit }).sorted()
      return .unitsAtMinimum(units)
    }
    return .allNeededElsewhere(qualified: census.eligible.count)
  }

  /// Whether the person's unit is at its minimum strength.
  func isUnitFull(staff: Int) -> Bool {
    let unit = eligibility.tables.unit[staff]
    guard unit >= 0 else { return false }
    let group = solution.network.groupOfUnit[Int(unit)]
    return group < 0 ? solution.network.table.capacity[Int(unit)] <= 0 : isSaturated[group]
  }

  /// A crew that stays ashore: how many would have come, or that the woman is missing.
  private func crewCause(_ need: PostNeed, _ kind: SeatKind, _ tasks: [Int]) -> Shortage.Cause? {
    for (b, bundle) in solution.network.table.bundles.enumerated() where bundle.tasks.contains(where: tasks.contains) {
      let filled = solution.filled
      let isIdle = bundle.tasks.allSatisfy { filled[$0] == 0 }
      guard solution.isShut[b] || isIdle else { continue }
      let found = bundle.tasks.reduce(0) { $0 + Int(solution.relaxedFilled[$1]) }
      if found == 0 { continue }
      let crew = need.crews[bundle.crew]
      if crew.minimum > 1 { return .crewIncomplete(found: found, needed: crew.minimum) }
      if kind != .woman { return .allExcluded([ReasonCount(.sexRequired, people: found)]) }
    }
    return nil
  }

  /// The smallest set of seats and people that proves the most critical shortage of people.
  mutating func proof() -> Incident.ShortageProof? {
    guard let relaxed = solution.relaxedWeighted, relaxed.solution.unmet.contains(where: { $0 > 0 }),
      let analysis = MarginalAnalysis(of: relaxed.instance, solution: relaxed.solution, isChecked: false)
    else { return nil }
    let tasks = solution.network.tasks
    let short = tasks.indices.filter { relaxed.solution.unmet[$0] > 0 }.sorted { (tasks[$0].tier, $0) < (tasks[$1].tier, $1) }
    for task in short.prefix(StaffingLimits.candidates) {
      if let proof = analysis.smallestShortageProof(task: task) { return translated(proof) }
    }
    return nil
  }

  private mutating func translated(_ proof: Assignment.ShortageProof) -> Incident.ShortageProof {
    let tasks = proof.tasks.map { solution.network.tasks[$0] }
    let needs = Set(tasks.map(\.need)).sorted()
    let inside = Set(proof.agents.flatMap { solution.network.classes[$0] })
    let outside = eligibility.tables.staff.indices.filter { !inside.contains($0) && !pinned.contains($0) }
    var rules = ReasonSets(eligibility, people: outside, personReasons: personReasons)
    for index in needs {
      rules.add(
        eligibility.needs.needs[index], isWoman: tasks.allSatisfy { $0.need != index || $0.kind == .woman }, eligibility)
    }
    return Incident.ShortageProof(
      posts: needs.map { eligibility.needs.needs[$0].post.id }, heads: Int(clamping: proof.need),
      people: Int(clamping: proof.capacity), missing: rules.missing, rules: NeedCensus.sorted(rules.counts))
  }
}

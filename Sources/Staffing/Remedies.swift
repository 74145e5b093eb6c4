import Assignment
import Basics
import Incident

/// The cheapest ways to fill one head of a shortage, each with what it gains.
///
/// Gains are in units of the goal (`GoalUnits`), where one head of a tier counts `Shortage.price`. For a person who is idle and whose unit
/// has people to spare, coming gains the price less the person's cost, exactly: an unmet head's price is its weight. All others
/// are one shortest path (`MarginalAnalysis`); crews, equipment and power are solved anew.
extension ShortageFinder {
  mutating func remedies(open need: PostNeed, kind: SeatKind, tasks: [Int], census: NeedCensus) -> [Remedy] {
    let isCrew = solution.network.table.bundles.contains { bundle in
      bundle.tasks.contains(where: tasks.contains)
        && bundle.tasks.contains { solution.network.tasks[$0].isMinimum && solution.unmet[$0] > 0 }
    }
    let task = tasks[0]
    var groups: [[Remedy]] = []
    groups.append(releases(need, task, census, isCrew))
    let steps = ordered(census.steps, need)
    for kind in 0..<4 {
      groups.append(
        steps.filter { effort($0.step).kind == kind }.compactMap { staff, step in remedy(staff, step, need, task, isCrew) })
    }
    groups.append(moves(need, task, census))
    groups.append(partners(need, isCrew ? crewHeads(tasks) : 1))
    return best(groups)
  }

  mutating func remedies(closed need: PostNeed, cause: Shortage.Cause) -> [Remedy] {
    var out: [[Remedy]] = []
    switch cause {
    case .powerNotConfirmedOff(let area):
      out.append([Remedy(.confirmPowerOff(area), gain: gain(confirming: area))])
    case .noEquipment(let kind, _):
      let other = planner.input.equipment.sorted { $0.id < $1.id }.first { $0.kind == kind && $0.state != .ready && $0.count > 0 }
      out.append([Remedy(.borrow(kind, other?.id), gain: gain(borrowing: kind, for: need))])
      out.append(partners(need, min(need.headsWithoutPiece, need.role.equipment?.headsPerPiece ?? 1)))
    default: break
    }
    return best(out)
  }

  /// At most two of a kind; the largest gains first, and among equals the kinds in the order given.
  private func best(_ groups: [[Remedy]]) -> [Remedy] {
    var out: [(rank: Int, remedy: Remedy)] = []
    for (rank, group) in groups.enumerated() {
      for remedy in group.prefix(StaffingLimits.remediesOfAKind) { out.append((rank, remedy)) }
    }
    return out.enumerated().sorted {
      ($1.element.remedy.gain, $0.element.rank, $0.offset) < ($0.element.remedy.gain, $1.element.rank, $1.offset)
    }.prefix(StaffingLimits.remedies).map(\.element.remedy)
  }

  private func crewHeads(_ tasks: [Int]) -> Int {
    solution.network.table.bundles.first { $0.tasks.contains(tasks[0]) }.map { bundle in
      bundle.tasks.reduce(0) { $0 + solution.network.tasks[$1].heads }
    } ?? 1
  }

  /// Idle people who could come at once were their unit not at its minimum.
  private mutating func releases(_ need: PostNeed, _ task: Int, _ census: NeedCensus, _ isCrew: Bool) -> [Remedy] {
    let people = census.eligible.filter { proposal.dutyOf[$0] == nil && isUnitFull(staff: $0) }
      .sorted { (eligibility.arcCost(staff: $0, need: need), $0) < (eligibility.arcCost(staff: $1, need: need), $1) }
    var out: [Remedy] = []
    for staff in people.prefix(StaffingLimits.candidates) {
      let cost = eligibility.arcCost(staff: staff, need: need)
      let gain = hasOpenCrews ? gainAnew(staff, need, cost, isReleased: true) : nil
      if let gain = gain ?? (isCrew ? nil : weight(need.tier) - cost), gain > 0 {
        out.append(Remedy(.release(eligibility.tables.staff[staff].unit, eligibility.tables.staff[staff].id), gain: gain))
      }
    }
    return out
  }

  /// Fewest levels first, then the nearest; only the first few of each kind of step are looked at.
  private func ordered(_ steps: [(staff: Int, step: NeedCensus.Step)], _ need: PostNeed) -> [(staff: Int, step: NeedCensus.Step)]
  {
    var seen = [0, 0, 0, 0]
    return steps.map { item in
      (item: item, key: (effort(item.step).levels, eligibility.arcCost(staff: item.staff, need: need), item.staff))
    }.sorted { $0.key < $1.key }.map(\.item).filter { item in
      let kind = effort(item.step).kind
      seen[kind] += 1
      return seen[kind] <= StaffingLimits.candidates
    }
  }

  private func effort(_ step: NeedCensus.Step) -> (kind: Int, levels: Int) {
    switch step {
    case .renew: (0, 0)
    case .rest: (1, 0)
    case .road: (2, 0)
    case .train(_, let from, let to): (3, to - from)
    }
  }

  private mutating func remedy(
    _ staff: Int, _ step: NeedCensus.Step, _ need: PostNeed, _ task: Int, _ isCrew: Bool
  ) -> Remedy? {
    let id = eligibility.tables.staff[staff].id
    var cost = eligibility.arcCost(staff: staff, need: need)
    var act: Remedy.Act
    switch step {
    case .train(let competency, let from, let to): act = .train(id, competency, from: from, to: to)
    case .renew(let competency): act = .renew(id, competency)
    case .rest(let until): act = .callDespiteRest(id, until: until)
    case .road:
      guard let opening = eligibility.travel.opening(staff: staff, place: need.placeIndex) else { return nil }
      let limit = planner.input.city.rules.longestTravelMinutes ?? .max
      guard Int(opening.minutes) <= limit else { return nil }
      act = .openRoad(id, name: opening.roads.first ?? opening.areas.first ?? "")
      cost += Int64(opening.minutes) * eligibility.weights.perTravelMinute
    }
    guard let gain = gain(staff, need, task, cost, isCrew), gain > 0 else { return nil }
    return Remedy(act, gain: gain)
  }

  /// What it gains that a person may take the seat at this cost.
  private mutating func gain(_ staff: Int, _ need: PostNeed, _ task: Int, _ cost: Int64, _ isCrew: Bool) -> Int64? {
    if isUnitFull(staff: staff), solution.network.groupOf(staff, eligibility) < 0 { return nil }
    if hasOpenCrews, let gain = gainAnew(staff, need, cost, isReleased: false) { return gain }
    if isCrew { return nil }
    if proposal.dutyOf[staff] == nil, !isUnitFull(staff: staff) { return weight(need.tier) - cost }
    guard let analysis else { return nil }
    let agent = solution.network.agentOf[staff]
    if agent >= 0 {
      let chain = analysis.valueOfArc(agent: agent, task: task, cost: cost)
      return solution.keepsCrews(chain) ? -solution.value(chain) : gainAnew(staff, need, cost, isReleased: false)
    }
    let unit = eligibility.tables.unit[staff]
    let group = unit < 0 ? -1 : solution.network.groupOfUnit[Int(unit)]
    if group < 0 { return nil }
    let chain = analysis.valueOfOneMore(agentWith: [(task: task, cost: cost)], group: group).chain
    return solution.keepsCrews(chain) ? -solution.value(chain) : gainAnew(staff, need, cost, isReleased: false)
  }

  /// People who serve elsewhere: what taking them here would cost (never a gain, or the plan had done it).
  private func moves(_ need: PostNeed, _ task: Int, _ census: NeedCensus) -> [Remedy] {
    guard let analysis, solution.isRelaxed else { return [] }
    let busy = census.eligible.compactMap { staff in
      proposal.dutyOf[staff].map { (staff: staff, duty: $0, cost: eligibility.arcCost(staff: staff, need: need)) }
    }.filter { $0.duty.post != need.post.id && $0.duty.source == .optimised }
    let ranked = busy.sorted { (tier($1.duty.post), $0.cost, $0.staff) < (tier($0.duty.post), $1.cost, $1.staff) }
    var out: [Remedy] = []
    for item in ranked.prefix(2) {
      let agent = solution.network.agentOf[item.staff]
      guard agent >= 0, let chain = analysis.costToForce(agent: agent, task: task), solution.keepsCrews(chain) else { continue }
      out.append(Remedy(.move(eligibility.tables.staff[item.staff].id, from: item.duty.post), gain: -solution.value(chain)))
    }
    return out
  }

  private func tier(_ post: PostID) -> Int { eligibility.needs.needs.first { $0.post.id == post }?.tier ?? 0 }

  /// Partners whose teams do this work: one head (or crew) less to find.
  private func partners(_ need: PostNeed, _ heads: Int) -> [Remedy] {
    guard need.role.isPartnerWork else { return [] }
    return planner.input.city.partners.filter { $0.roles.contains(need.role.id) }.map {
      Remedy(.askPartner($0.id), gain: weight(need.tier) * Int64(heads))
    }
  }
}

/// Gains that a solve anew tells.
extension ShortageFinder {
  /// The person as an agent of its own that may take the seats of this post too; nil when no solve is left.
  private mutating func gainAnew(_ staff: Int, _ need: PostNeed, _ cost: Int64, isReleased: Bool) -> Int64? {
    guard resolves > 0 else { return nil }
    resolves -= 1
    let network = solution.network.adding(
      staff, isWoman: eligibility.tables.staff[staff].sex == .female, toPost: need.post.id, at: cost, isReleased: isReleased,
      eligibility)
    let solved = try? SeatSolution.solve(network, shouldStop: { false }, workLimit: StaffingLimits.remedyWork)
    guard let other = solved, other.status == .optimal else { return nil }
    return GoalUnits.value(
      unmet: zip(solution.unmetByPlanTier, other.unmetByPlanTier).map { $0 - $1 }, cost: solution.score.cost - other.score.cost)
  }

  private mutating func gain(confirming area: AreaID) -> Int64 {
    if let known = powerGain[area] { return known }
    let gain = gainAnew { $0.powerConfirmedOff.append(area) }
    powerGain[area] = gain
    return gain
  }

  private mutating func gain(borrowing kind: EquipmentKind, for need: PostNeed) -> Int64 {
    if let known = pieceGain[kind] { return known }
    let piece = Equipment(
      id: EquipmentID("~borrowed"), kind: kind, count: 1, place: need.place.id, owner: "", state: .ready, certainty: .assumed)
    let gain = gainAnew { $0.equipment.append(piece) }
    pieceGain[kind] = gain
    return gain
  }

  private mutating func gainAnew(_ change: (inout StaffingInput) -> Void) -> Int64 {
    guard resolves > 0 else { return 0 }
    resolves -= 1
    return max(0, planner.changed(change).solve(workLimit: StaffingLimits.remedyWork).plan.gain(over: proposal.plan))
  }
}

extension SeatNetwork {
  /// The person apart from its class, able to take the seats of a post at a cost; one who is released comes to this post alone and
  /// is out of the unit's count.
  func adding(
    _ staff: Int, isWoman: Bool, toPost post: PostID, at cost: Int64, isReleased: Bool, _ eligibility: Eligibility
  ) -> SeatNetwork {
    var network = self
    let own = network.isolate(staff, group: groupOf(staff, eligibility))
    let has = Set(network.arcRange(of: own).map { Int(network.arcs[$0].task) })
    for (t, task) in tasks.enumerated() where eligibility.needs.needs[task.need].post.id == post && !has.contains(t) {
      if task.kind != .woman || isWoman { network.arcs.append(TransportArc(own, t, cost)) }
    }
    if isReleased {
      network.groupOfAgent[own] = -1
      network.arcs.removeAll { Int($0.agent) == own && eligibility.needs.needs[tasks[Int($0.task)].need].post.id != post }
    }
    return network
  }

  func groupOf(_ staff: Int, _ eligibility: Eligibility) -> Int32 {
    let unit = eligibility.tables.unit[staff]
    return unit < 0 ? -1 : Int32(groupOfUnit[Int(unit)])
  }

  /// Takes a person out of its class into an agent of its own, the last one, with the same arcs. Returns that agent.
  mutating func isolate(_ staff: Int, group: Int32) -> Int {
    let own = classes.count
    let old = agentOf[staff]
    classes.append([staff])
    agentOf[staff] = own
    guard old >= 0 else {
      groupOfAgent.append(group)
      return own
    }
    groupOfAgent.append(groupOfAgent[old])
    classes[old].removeAll { $0 == staff }
    for at in arcRange(of: old) { arcs.append(TransportArc(own, Int(arcs[at].task), arcs[at].cost)) }
    return own
  }
}

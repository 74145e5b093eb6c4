import Assignment
import Basics
import Incident

/// Why somebody is here, why not there, and exactly what it would cost otherwise.
extension StaffingPlanner {
  /// Why a person stands on a post, why no rule lets them, or what forcing it would cost: the change of the goal against the
  /// optimum, by unmet heads (`unmetChange` per tier of `Plan.unmetByTier`) and cost.
  ///
  /// One shortest path where the crews stay whole along it; else the plan is made anew with the pin, and the difference told.
  /// For a person or post that the plan does not know, or a crew that cannot come together, the verdict is `ineligible([])`.
  public func explain(_ staff: StaffID, _ post: PostID) -> Explanation {
    guard let person = input.roster.index(of: staff) else { return none(staff, post) }
    let proposal = self.proposal ?? solve()
    if let need = eligibility.needs.offices.first(where: { $0.post.id == post }) {
      return office(person, need, proposal)
    }
    guard let at = eligibility.needs.needs.firstIndex(where: { $0.post.id == post }) else { return none(staff, post) }
    let need = eligibility.needs.needs[at]
    if let duty = proposal.dutyOf[person], duty.post == post { return here(person, need, duty, proposal) }
    let reasons = eligibility.reasons(staff: person, need: need)
    if !reasons.isEmpty { return Explanation(staff: staff, post: post, verdict: .ineligible(reasons)) }
    if let duty = proposal.dutyOf[person], duty.source == .pinned {
      return Explanation(staff: staff, post: post, verdict: .ineligible([.onOtherDuty(duty.post)]))
    }
    return forced(person, at, need, proposal)
  }

  /// Why a person is where the plan puts them; nil for somebody without a duty.
  public func whyHere(_ staff: StaffID) -> Explanation? {
    guard let person = input.roster.index(of: staff), let duty = (proposal ?? solve()).dutyOf[person] else { return nil }
    return explain(staff, duty.post)
  }

  /// The smallest set of seats and people that proves the most critical shortage of people; nil where none is short of people.
  public func shortageProof() -> Incident.ShortageProof? { proposal?.plan.proof }

  private func none(_ staff: StaffID, _ post: PostID) -> Explanation {
    Explanation(staff: staff, post: post, verdict: .ineligible([]))
  }

  private func office(_ person: Int, _ need: PostNeed, _ proposal: Proposal) -> Explanation {
    let id = eligibility.tables.staff[person].id
    guard eligibility.offices.postOf[person] == need.post.id else {
      return Explanation(staff: id, post: need.post.id, verdict: .ineligible([.goesWithOffice(need.role.id)]))
    }
    return Explanation(
      staff: id, post: need.post.id,
      verdict: .assigned(
        eligibility.cost(staff: person, need: need), source: .office, next: nil,
        lossWithout: GoalUnits.perHead[need.tier]))
  }

  // MARK: - Why here

  private func here(_ person: Int, _ need: PostNeed, _ duty: Duty, _ proposal: Proposal) -> Explanation {
    let parts = eligibility.cost(staff: person, need: need)
    let (next, loss) =
      duty.source == .optimised
      ? onePath(person, need, proposal) ?? anew(person, need, proposal)
      : anew(person, need, proposal)
    return Explanation(
      staff: duty.staff, post: need.post.id, verdict: .assigned(parts, source: duty.source, next: next, lossWithout: loss))
  }

  /// The person is left with this one seat, which is then forbidden: what follows is what happens without the person.
  private func onePath(_ person: Int, _ need: PostNeed, _ proposal: Proposal) -> (Explanation.Alternative?, Int64)? {
    guard let question = Question(person, proposal, eligibility, onlySeat: true), let seat = question.seat else { return nil }
    let chain = question.analysis.costToForbid(agent: question.agent, task: seat)
    guard question.solution.keepsCrews(chain) else { return nil }
    let tasks = question.network.tasks
    let follower = chain.moves.first { move in
      move.agent != question.agent && move.to.map { tasks[$0].need == tasks[seat].need } ?? false
        && move.from.map { tasks[$0].need != tasks[seat].need } ?? true
    }
    let next = follower.flatMap { move in
      question.people(of: [move]).first.map {
        Explanation.Alternative(staff: $0.staff, extraCost: question.solution.value(chain))
      }
    }
    return (next, question.solution.value(chain))
  }

  private func anew(_ person: Int, _ need: PostNeed, _ proposal: Proposal) -> (Explanation.Alternative?, Int64) {
    let id = eligibility.tables.staff[person].id
    let other = changed { input in
      input.pins.removeAll { $0.staff == id }
      input.bans.append(Ban(staff: id))
    }.solve()
    let loss = -other.plan.gain(over: proposal.plan)
    let before = Set(proposal.plan.duties.filter { $0.post == need.post.id }.map(\.staff))
    let follower = other.plan.duties.first { $0.post == need.post.id && !before.contains($0.staff) }
    return (follower.map { Explanation.Alternative(staff: $0.staff, extraCost: loss) }, loss)
  }

  // MARK: - Why not there

  private func forced(_ person: Int, _ at: Int, _ need: PostNeed, _ proposal: Proposal) -> Explanation {
    let id = eligibility.tables.staff[person].id
    func answer(_ verdict: Explanation.Verdict) -> Explanation { Explanation(staff: id, post: need.post.id, verdict: verdict) }
    let parts = eligibility.cost(staff: person, need: need)
    if let question = Question(person, proposal, eligibility, onlySeat: false) {
      let chains = question.tasks(ofNeed: at).compactMap { question.analysis.costToForce(agent: question.agent, task: $0) }
      if let best = chains.min(by: { $0.delta < $1.delta }), question.solution.keepsCrews(best) {
        let (change, cost) = question.solution.change(best)
        return answer(
          .possible(parts, extraCost: cost, unmetChange: change, moves: question.people(of: best.moves)))
      }
    }
    let replanned = changed { input in
      input.pins.removeAll { $0.staff == id }
      input.pins.append(Pin(staff: id, post: need.post.id))
    }.solve()
    if let refusal = replanned.refused.first(where: { $0.pin.staff == id }) {
      switch refusal.reason {
      case .ineligible(let reasons): return answer(.ineligible(reasons))
      case .unitAtMinimum(let unit): return answer(.unitAtMinimum(unit))
      case .postFull: return answer(.possible(parts, extraCost: parts.total, unmetChange: [0, 0, 0, 0, 0], moves: []))
      default: return answer(.ineligible([]))
      }
    }
    let difference = PlanComparison.difference(old: proposal.plan, new: replanned.plan)
    let change = zip(replanned.plan.unmetByTier, proposal.plan.unmetByTier).map { $0 - $1 }
    return answer(
      .possible(parts, extraCost: difference.costAfter - difference.costBefore, unmetChange: change, moves: difference.moves))
  }
}

/// A question about one person: the solved problem with the person as an agent of its own.
private struct Question {
  let network: SeatNetwork
  let agent: Int
  /// The task that the person serves.
  let seat: Int?
  let analysis: MarginalAnalysis
  let solution: SeatSolution
  private let person: Int
  private let proposal: Proposal
  private let eligibility: Eligibility

  /// Nil for somebody who can take no seat at all, and where the plan's crews or weights leave no exact network behind it.
  /// - Parameter onlySeat: the person may take no other seat than the present one.
  init?(_ person: Int, _ proposal: Proposal, _ eligibility: Eligibility, onlySeat: Bool) {
    guard let solution = proposal.solution, solution.isRelaxed, let weighted = solution.weighted,
      solution.network.agentOf[person] >= 0
    else { return nil }
    var network = solution.network
    let old = network.agentOf[person]
    let seat = proposal.seated.first { $0.value.contains(person) && Int($0.key.agent) == old }.map { Int($0.key.task) }
    let own = network.isolate(person, group: -1)
    if onlySeat { network.arcs.removeAll { Int($0.agent) == own && Int($0.task) != seat } }
    guard let instance = try? network.instance(need: network.need, unmetCost: weighted.instance.unmetCost) else { return nil }
    var inner = weighted.solution
    inner.agentPrice.append(inner.agentPrice[old])
    if let seat {
      if let at = inner.chosen.firstIndex(where: { Int($0.agent) == old && Int($0.task) == seat }) {
        inner.chosen[at].heads -= 1
        if inner.chosen[at].heads == 0 { inner.chosen.remove(at: at) }
      }
      inner.chosen.append(Seat(agent: Int32(own), task: Int32(seat), heads: 1))
    }
    guard let analysis = MarginalAnalysis(of: instance, solution: inner, isChecked: false) else { return nil }
    self.network = network
    self.agent = own
    self.seat = seat
    self.analysis = analysis
    self.person = person
    self.proposal = proposal
    self.eligibility = eligibility
    self.solution = solution
  }

  /// Seats of a need that the person may take.
  func tasks(ofNeed need: Int) -> [Int] {
    network.arcRange(of: agent).map { Int(network.arcs[$0].task) }.filter { network.tasks[$0].need == need }
  }

  /// Names for the heads of the chain: of a class the last one of those who serve the task that is left, or the first idle one.
  func people(of moves: [Assignment.Move]) -> [Incident.Move] {
    var taken: Set<Int> = [person]
    var out: [Incident.Move] = []
    for move in moves {
      let from = move.from.map { eligibility.needs.needs[network.tasks[$0].need].post.id }
      let to = move.to.map { eligibility.needs.needs[network.tasks[$0].need].post.id }
      guard let who = name(move, &taken), from != to else { continue }
      out.append(Incident.Move(staff: eligibility.tables.staff[who].id, from: from, to: to))
    }
    return out
  }

  private func name(_ move: Assignment.Move, _ taken: inout Set<Int>) -> Int? {
    if move.agent == agent { return person }
    let who: Int?
    if let from = move.from {
      let there = proposal.seated.first { Int($0.key.agent) == move.agent && Int($0.key.task) == from }?.value ?? []
      who = there.last { !taken.contains($0) }
    } else {
      who = network.classes[move.agent].first { proposal.dutyOf[$0] == nil && !taken.contains($0) }
    }
    if let who { taken.insert(who) }
    return who
  }
}

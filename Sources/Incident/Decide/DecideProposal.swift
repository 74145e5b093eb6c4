import Basics

extension Decision {
  /// A proposal stands unless a fact that it read has changed. The same plan again adds nothing.
  func propose(_ proposal: PlanProposal) throws(Refusal) -> [Event] {
    let frame = try open(proposal.operation)
    let plan = proposal.plan
    try form(proposal)
    try facts(proposal, frame)
    let posts = frame.openPosts(shifts: plan.shifts)
    try duties(plan, posts, frame)
    try edits(plan.duties, plan.shifts, frame)
    try crews(plan, posts, frame)
    if let last = state.plans(proposal.operation).last(where: { $0.shifts == plan.shifts && !$0.state.isSuperseded }),
      last.header.digest == proposal.digest, last.header.pricesDigest == proposal.pricesDigest, !last.isEdited
    {
      return []
    }
    var counters = state.counters
    let id = counters.plan()
    let replaced = state.plans(proposal.operation).filter { other in
      !other.state.isApproved && !other.state.isSuperseded && other.shifts.allSatisfy(plan.shifts.contains)
    }
    var events: [Event] = [.plan(.proposed(header(proposal, id, posts)))]
    for (i, part) in parts(plan.duties).enumerated() {
      events.append(.plan(.part(PlanPart(plan: id, part: i + 1, duties: part))))
    }
    for (i, part) in parts(plan.shortages).enumerated() {
      events.append(.plan(.shortages(PlanShortages(plan: id, part: i + 1, shortages: part))))
    }
    if let proof = plan.proof { events.append(.plan(.proof(PlanProof(plan: id, proof: proof)))) }
    return events + replaced.map { .plan(.superseded(PlanSupersession(plan: $0.id, by: id))) }
  }

  private func header(_ proposal: PlanProposal, _ id: PlanID, _ posts: [Post]) -> PlanProposed {
    let plan = proposal.plan
    return PlanProposed(
      operation: proposal.operation, plan: id, digest: proposal.digest, shifts: plan.shifts, posts: posts.count,
      heads: posts.reduce(0) { $0 + $1.heads }, duties: plan.duties.count, shortages: plan.shortages.count,
      missing: plan.shortages.reduce(0) { $0 + $1.missing }, cost: plan.cost, unmetByTier: plan.unmetByTier, status: plan.status,
      gap: plan.gap, caveats: plan.caveats, solver: proposal.solver, pricesDigest: proposal.pricesDigest,
      facts: proposal.facts.sorted { $0.name < $1.name })
  }

  private func form(_ proposal: PlanProposal) throws(Refusal) {
    try digest("digest", proposal.digest)
    try digest("pricesDigest", proposal.pricesDigest)
    try name("solver", proposal.solver)
    let plan = proposal.plan
    try limit("plans", state.plans(proposal.operation).count + 1, IncidentLimits.plansPerOperation)
    try limit("duties", plan.duties.count, IncidentLimits.dutiesPerPlan)
    try limit("shortages", plan.shortages.count, IncidentLimits.dutiesPerPlan)
    try limit("facts", proposal.facts.count, IncidentLimits.factsPerPlan)
    try limit("tiers", plan.unmetByTier.count, 16)
    for (field, value) in [("cost", plan.cost), ("gap", plan.gap)] {
      guard value.magnitude <= UInt64(CanonicalJSON.largestInteger) else { throw invalid(field, "\(value)", "within 2^53") }
    }
    let synthetic = plan.caveats.filter { $0 == .syntheticRoads || $0 == .inventedStaff }
    if state.mode == .actual && !synthetic.isEmpty {
      throw Refusal(.syntheticInActual, ["caveats": synthetic.map(\.rawValue).joined(separator: ", ")])
    }
    for shortage in plan.shortages {
      try inRange("missing", shortage.missing, 0...IncidentLimits.headsPerPost)
      guard shortage.price.magnitude <= UInt64(CanonicalJSON.largestInteger) else {
        throw invalid("price", "\(shortage.price)", "within 2^53")
      }
    }
  }

  /// Rule 5: only what was read counts, and what changed is named.
  private func facts(_ proposal: PlanProposal, _ frame: EmergencyOperation) throws(Refusal) {
    let read = Set(proposal.facts.map(\.name))
    var needed: [FactName] = [.roster, .edits(proposal.operation)]
    guard !proposal.plan.shifts.isEmpty else { throw invalid("shifts", "", "at least one") }
    for shift in proposal.plan.shifts {
      guard frame.shifts[shift] != nil else { throw Refusal(.unknownShift, ["shift": shift.rawValue]) }
      needed += [.posts(proposal.operation, shift), .orders(proposal.operation, shift)]
    }
    let unread = needed.filter { !read.contains($0) }
    guard unread.isEmpty else { throw Refusal(.factsMissing, ["facts": names(unread)]) }
    let changed = state.changed(proposal.facts).map(\.name).sorted()
    guard changed.isEmpty else {
      throw Refusal(.factsChanged, ["count": "\(changed.count)", "facts": names(changed)])
    }
  }

  private func names(_ facts: [FactName]) -> String { facts.map(\.rawValue).joined(separator: " ") }

  /// People exist, may be ordered, and stand at one post at a time; posts are open and not over their need.
  private func duties(_ plan: Plan, _ posts: [Post], _ frame: EmergencyOperation) throws(Refusal) {
    var heads: [PostID: Int] = [:]
    var spans: [StaffID: [Interval]] = [:]
    for duty in plan.duties {
      let post = try openPost(duty.post, frame)
      guard plan.shifts.contains(post.shift), let shift = frame.shifts[post.shift] else {
        throw Refusal(.unknownShift, ["shift": post.shift.rawValue])
      }
      try orderable(duty.staff)
      try inRange("travelMinutes", duty.travelMinutes, 0...100_000)
      if spans[duty.staff, default: []].contains(where: shift.interval.overlaps) {
        throw Refusal(.planTwice, ["staff": duty.staff.rawValue])
      }
      spans[duty.staff, default: []].append(shift.interval)
      heads[duty.post, default: 0] += 1
    }
    for post in posts {
      let people = heads[post.id] ?? 0
      guard people <= post.heads else {
        throw Refusal(.planOverNeed, ["post": post.id.rawValue, "people": "\(people)", "heads": "\(post.heads)"])
      }
    }
  }

  /// On the roster, not a partner's, and real in an actual operation.
  func orderable(_ staff: StaffID) throws(Refusal) {
    let person = try member(staff)
    if person.employment == .partner { throw Refusal(.partnerOrdered, ["staff": staff.rawValue]) }
    if state.mode == .actual && person.isInvented { throw Refusal(.inventedPerson, ["staff": staff.rawValue]) }
  }

  /// A boat with two of three people stays ashore: a crew is whole, with the partners' people, or empty.
  private func crews(_ plan: Plan, _ posts: [Post], _ frame: EmergencyOperation) throws(Refusal) {
    var heads: [PostID: Int] = [:]
    for duty in plan.duties { heads[duty.post, default: 0] += 1 }
    for post in posts {
      guard let people = heads[post.id], let crew = context.city.roles[post.role]?.minimumCrew, crew > 1 else { continue }
      let found = people + state.heads(frame.id, post: post.id).partners
      guard found >= crew else {
        throw Refusal(.crewIncomplete, ["post": post.id.rawValue, "found": "\(found)", "needed": "\(crew)"])
      }
    }
  }

  /// Every pin that concerns these shifts is kept, and no ban is broken.
  func edits(_ duties: [Duty], _ shifts: [ShiftID], _ frame: EmergencyOperation) throws(Refusal) {
    let keys = Set(duties.map { DutyKey(staff: $0.staff, post: $0.post) })
    for pin in frame.pins {
      guard let record = frame.posts[pin.post], record.isOpen, shifts.contains(record.post.shift) else { continue }
      guard keys.contains(DutyKey(staff: pin.staff, post: pin.post)) else {
        throw Refusal(.planBreaksEdit, ["staff": pin.staff.rawValue, "post": pin.post.rawValue])
      }
    }
    let everywhere = Set(frame.bans.filter { $0.post == nil }.map(\.staff))
    let somewhere = Set(frame.bans.compactMap { ban in ban.post.map { DutyKey(staff: ban.staff, post: $0) } })
    for duty in duties {
      let key = DutyKey(staff: duty.staff, post: duty.post)
      guard !everywhere.contains(duty.staff), !somewhere.contains(key) else {
        throw Refusal(.planBreaksEdit, ["staff": duty.staff.rawValue, "post": duty.post.rawValue])
      }
    }
  }

  /// Posts that need a woman in each shift and place, have people, and none of them is one. Sorted by id.
  func postsWithoutWoman(_ duties: [Duty], _ posts: [Post], _ frame: EmergencyOperation) throws(Refusal) -> [PostID] {
    var people: [PostID: [StaffID]] = [:]
    for duty in duties { people[duty.post, default: []].append(duty.staff) }
    return posts.filter { post in
      guard context.city.roles[post.role]?.needsWoman == true, let staff = people[post.id] else { return false }
      return !staff.contains { context.roster.member($0)?.sex == .female }
    }.map(\.id)
  }

  func edit(_ edit: PlanEdit) throws(Refusal) -> [Event] {
    try needsPerson("plan.edit")
    let frame = try open(edit.operation)
    if let id = edit.plan {
      let record = try plan(id)
      guard record.operation == edit.operation else { throw Refusal(.unknownPlan, ["plan": id.rawValue]) }
      if record.state.isSuperseded { throw Refusal(.planSuperseded, ["plan": id.rawValue]) }
    }
    try note("reason", edit.reason)
    let pins = unique(frame.pins.filter { !edit.unpinned.contains($0) } + edit.pins)
    let bans = unique(frame.bans.filter { !edit.unbanned.contains($0) } + edit.bans)
    guard pins != frame.pins || bans != frame.bans else { throw Refusal(.editEmpty) }
    try limit("pins", pins.count + bans.count, IncidentLimits.pinsAndBans)
    for pin in edit.pins {
      _ = try openPost(pin.post, frame)
      try orderable(pin.staff)
    }
    for ban in edit.bans {
      _ = try member(ban.staff)
      if let post = ban.post { _ = try openPost(post, frame) }
    }
    try consistent(pins, bans, frame)
    return [.plan(.edited(edit))]
  }

  /// Nobody is pinned to two places at a time, or pinned and banned; no post is pinned beyond its need.
  private func consistent(_ pins: [Pin], _ bans: [Ban], _ frame: EmergencyOperation) throws(Refusal) {
    var spans: [StaffID: [Interval]] = [:]
    var heads: [PostID: Int] = [:]
    for pin in pins {
      guard let record = frame.posts[pin.post], record.isOpen, let shift = frame.shifts[record.post.shift] else { continue }
      let clash = spans[pin.staff, default: []].contains(where: shift.interval.overlaps)
      let banned = bans.contains { $0.staff == pin.staff && ($0.post == nil || $0.post == pin.post) }
      if clash || banned { throw Refusal(.pinConflict, ["staff": pin.staff.rawValue]) }
      spans[pin.staff, default: []].append(shift.interval)
      heads[pin.post, default: 0] += 1
      if heads[pin.post, default: 0] > record.post.heads {
        throw Refusal(.postFull, ["post": pin.post.rawValue, "heads": "\(record.post.heads)"])
      }
    }
  }
}

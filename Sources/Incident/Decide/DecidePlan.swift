import Basics

extension Decision {
  func decide(_ command: PlanCommand) throws(Refusal) -> [Event] {
    switch command {
    case .propose(let proposal): return try propose(proposal)
    case .edit(let edit): return try self.edit(edit)
    case .approve(let approval): return try approve(approval)
    case .withdraw(let id):
      try needsPerson(command.name)
      let record = try plan(id)
      return record.state.isSuperseded ? [] : [.plan(.superseded(PlanSupersession(plan: id, by: nil)))]
    case .tellUnitHeads(let id, let units, let until): return try tell(id, units, until)
    case .object(let id, let unit, let staff, let reason): return try object(id, unit, staff, reason)
    case .resolveObjection(let resolution): return try resolve(resolution)
    case .setThreshold(let threshold):
      try needsPerson(command.name)
      let frame = try open(threshold.operation)
      try inRange("units", threshold.units, 0...IncidentLimits.moveThreshold)
      return frame.moveThreshold == threshold.units ? [] : [.plan(.thresholdSet(threshold))]
    }
  }

  func plan(_ id: PlanID) throws(Refusal) -> PlanRecord {
    guard let record = state.plans[id] else { throw Refusal(.unknownPlan, ["plan": id.rawValue]) }
    _ = try open(record.operation)
    return record
  }

  func approved(_ id: PlanID) throws(Refusal) -> PlanRecord {
    let record = try plan(id)
    if record.state.isSuperseded { throw Refusal(.planSuperseded, ["plan": id.rawValue]) }
    guard record.state.isApproved else { throw Refusal(.planNotApproved, ["plan": id.rawValue]) }
    return record
  }

  /// A commander's yes. Safety rules that a named person may override need a reason for the post; the others have none.
  private func approve(_ approval: PlanApproval) throws(Refusal) -> [Event] {
    try needsPerson("plan.approve")
    let record = try plan(approval.plan)
    if record.state.isSuperseded { throw Refusal(.planSuperseded, ["plan": approval.plan.rawValue]) }
    if record.state.isApproved { return [] }
    let frame = try open(record.operation)
    try limit("overrides", approval.overrides.count, record.posts.count)
    for pass in approval.overrides { try note("overrides.reason", pass.reason) }
    try edits(record.duties, record.shifts, frame)
    let women = try postsWithoutWoman(record.duties, record.posts, frame)
    for post in women where !approval.overrides.contains(where: { $0.post == post }) {
      throw Refusal(.shelterWithoutWoman, ["post": post.rawValue])
    }
    let replaced = state.plans(record.operation).filter { other in
      other.id != record.id && other.state.isApproved && other.shifts.allSatisfy(record.shifts.contains)
    }
    return [.plan(.approved(approval))]
      + replaced.map { .plan(.superseded(PlanSupersession(plan: $0.id, by: record.id))) }
  }

  private func tell(_ id: PlanID, _ units: [UnitID]?, _ until: Instant) throws(Refusal) -> [Event] {
    let record = try approved(id)
    try afterNow(until)
    var people: [UnitID: Int] = [:]
    for duty in record.duties { if let person = context.roster.member(duty.staff) { people[person.unit, default: 0] += 1 } }
    for unit in units ?? [] where people[unit] == nil {
      throw Refusal(.unitNotInPlan, ["unit": unit.rawValue, "plan": id.rawValue])
    }
    let wanted = unique(units ?? people.keys.sorted()).filter { record.unitHeads[$0] == nil }
    return wanted.map { unit in
      let office = context.roster.unit(unit).flatMap { $0.actingHead ?? $0.head }
      let head = office.flatMap { context.roster.member(officeNumber: $0)?.id }
      return .plan(
        .unitHeadTold(UnitHeadTold(plan: id, unit: unit, head: head, people: people[unit] ?? 0, objectUntil: until)))
    }
  }

  private func object(_ id: PlanID, _ unit: UnitID, _ staff: [StaffID], _ reason: NoteReference) throws(Refusal) -> [Event] {
    let record = try approved(id)
    guard let told = record.unitHeads[unit]?.told else {
      throw Refusal(.unitHeadNotTold, ["unit": unit.rawValue, "plan": id.rawValue])
    }
    guard now < told.objectUntil else {
      throw Refusal(.objectionTooLate, ["unit": unit.rawValue, "until": told.objectUntil.text])
    }
    try note("reason", reason)
    try limit("objections", state.objections.count + 1, IncidentLimits.objections)
    guard !staff.isEmpty, Set(staff).count == staff.count else { throw invalid("staff", "\(staff.count)", "each person once") }
    let mine = Set(record.duties.map(\.staff).filter { context.roster.member($0)?.unit == unit })
    let pending = state.openObjections(record.operation)
    for person in staff {
      guard mine.contains(person) else {
        throw Refusal(.staffNotInUnit, ["staff": person.rawValue, "unit": unit.rawValue])
      }
      if let open = pending.first(where: { $0.objection.staff.contains(person) }) {
        throw Refusal(.objectionOpen, ["objection": open.id.rawValue, "staff": person.rawValue])
      }
    }
    var counters = state.counters
    let objection = UnitHeadObjection(
      plan: id, objection: counters.objection(), unit: unit, staff: staff.sorted(), reason: reason)
    return [.plan(.unitHeadObjected(objection))]
  }

  /// Upheld: the people stay with their unit. Their orders are stood down and a ban keeps them out of the next plan.
  private func resolve(_ resolution: ObjectionResolution) throws(Refusal) -> [Event] {
    try needsPerson("objection.resolve")
    guard let record = state.objections[resolution.objection], record.isOpen, record.objection.plan == resolution.plan,
      let plan = state.plans[resolution.plan]
    else { throw Refusal(.unknownObjection, ["objection": resolution.objection.rawValue]) }
    let frame = try open(plan.operation)
    try note("reason", resolution.reason)
    var events: [Event] = [.plan(.objectionResolved(resolution))]
    if !resolution.isUpheld { return events }
    let bans = record.objection.staff.map { Ban(staff: $0) }.filter { !frame.bans.contains($0) }
    let unpinned = frame.pins.filter { record.objection.staff.contains($0.staff) }
    if !bans.isEmpty || !unpinned.isEmpty {
      let edit = PlanEdit(
        operation: plan.operation, plan: resolution.plan, pins: [], bans: bans, unpinned: unpinned, unbanned: [],
        reason: resolution.reason)
      events.append(.plan(.edited(edit)))
    }
    for staff in record.objection.staff {
      for order in state.orders(staff: staff) where order.issue.plan == resolution.plan {
        if order.phase == .onDuty || order.phase == .relieved {
          throw Refusal(.orderOnDuty, ["order": order.id.rawValue])
        }
        guard order.phase.verdict(for: .stoodDown) == .happens else { continue }
        let end = OrderStandDown(order: order.id, at: now, reason: .objection, note: resolution.reason)
        events.append(.order(.stoodDown(end)))
      }
    }
    return events
  }
}

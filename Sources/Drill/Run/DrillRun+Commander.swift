import Basics
import Incident
import Ledger
import Operations
import Staffing

// The automatic commander: plans ahead of each shift, approves, tells unit heads, calls out, repairs, and keeps people informed.

extension DrillRun {
  static let commander = Actor.person(office: "komandan-otomatis")
  static let dispatcher = Actor.person(office: "pusdalops")

  func command(_ task: DrillHappening.CommanderTask) throws(Problem) {
    // A person's chair: nothing is planned, approved or sent in their name.
    if seat == .person, !task.isOfControlRoom { return }
    switch task {
    case .plan(let shift): try propose(shift, .first)
    case .replan(let shift):
      let cause = replanning.removeValue(forKey: shift) ?? .situation
      try propose(shift, cause)
    case .approve(let plan): try approve(plan)
    case .rollCall(let shift): try rollCall(shift)
    case .broadcast: try broadcast()
    }
  }

  private func shift(_ id: ShiftID) -> Shift? { desk.state.operation(operation)?.shifts[id] }

  private func propose(_ id: ShiftID, _ cause: PlanTrack.Cause) throws(Problem) {
    guard let shift = shift(id), now < shift.interval.end else { return }
    let before = desk.state.toldStaff(operation, shifts: [id])
    let first = desk.post.nextSequence
    let proposed: Desk.Proposed
    do throws(Problem) {
      switch chosenPolicy {
      case .siaga:
        proposed = try desk.propose(
          operation, shift: id, scenario: scenario, remedies: cause == .first, workLimit: Int64(policy.workLimit),
          by: .system("planner"), at: now)
      case .greedy:
        proposed = try desk.proposeGreedily(operation, shift: id, scenario: scenario, by: .system("dispatch"), at: now)
      }
    } catch {
      notebook.refusals.append((now, "plan.propose", .invalidValue))
      return
    }
    try follow(proposed.events)
    guard proposed.isNew || !proposed.record.state.isApproved else { return }
    let kept = Set(proposed.plan.duties.map { DutyKey(staff: $0.staff, post: $0.post) })
    let disturbed = before.count { !kept.contains($0) }
    let record = proposed.record
    if notebook.plans[record.id] == nil { notebook.planOrder.append(record.id) }
    notebook.plans[record.id] = PlanTrack(
      plan: record.id, shift: id, at: now, duties: record.duties.count, unmetByTier: record.header.unmetByTier,
      disturbed: disturbed, cause: cause)
    notebook.line(
      now, cause == .first ? .planned : .replanned, sequence: first, shift: id, figure: record.header.missing)
    try at(now.adding(minutes: cause == .first ? policy.reactionMinutes : 1), .commander(.approve(record.id)))
  }

  private func approve(_ plan: PlanID) throws(Problem) {
    guard let record = desk.state.plan(plan), !record.state.isSuperseded, let shiftID = record.shifts.first,
      let shift = shift(shiftID), now < shift.interval.end
    else { return }
    var rows: [SideRow] = []
    var passes: [PostOverride] = []
    for post in record.posts where needsPass(post, record) {
      let note = try desk.note("otomatis: tanpa petugas perempuan / automatic: without a woman", name: "pass-\(post.id)")
      rows.append(note.row)
      passes.append(PostOverride(post: post.id, reason: note.reference))
    }
    try submit(.plan(.approve(PlanApproval(plan: plan, overrides: passes))), by: Self.commander, sideRows: rows)
    guard desk.state.plan(plan)?.state.isApproved == true else { return }
    notebook.plans[plan]?.approvedAt = now
    try release(record, shift: shiftID)
    try submit(.plan(.tellUnitHeads(plan, units: nil, objectUntil: now.adding(minutes: 15))), by: Self.commander)
    let answer = now.adding(minutes: policy.answerWithinMinutes)
    let deadline = min(answer, shift.interval.end.adding(minutes: -1))
    guard deadline > now else { return }
    // Those whose call meets an obstacle are left out, so that one of them does not hold up the others.
    let duties = desk.state.dutiesToOrder(plan).map { DutyKey(staff: $0.staff, post: $0.post) }
    guard !duties.isEmpty else { return }
    let events = try submit(.order(.issue(plan, duties: duties, deadline: deadline)), by: Self.commander)
    if events.isEmpty {
      for duty in duties { try submit(.order(.issue(plan, duties: [duty], deadline: deadline)), by: Self.commander) }
    }
  }

  /// A shelter that the plan could not give a woman is let pass with a reason, as nobody better is there.
  private func needsPass(_ post: Post, _ record: PlanRecord) -> Bool {
    guard roleOf[post.role]?.needsWoman == true else { return false }
    let people = record.duties.filter { $0.post == post.id }
    return !people.isEmpty && !people.contains { roster.member($0.staff)?.sex == .female }
  }

  /// Who was told and is not in the plan any more is stood down, unless already at work.
  private func release(_ record: PlanRecord, shift: ShiftID) throws(Problem) {
    let kept = Set(record.duties.map { DutyKey(staff: $0.staff, post: $0.post) })
    for order in desk.state.orders(operation) where order.shift == shift && order.phase.holdsSeat && !kept.contains(order.duty) {
      guard order.phase != .onDuty else { continue }
      try submit(.order(.standDown(OrderStandDown(order: order.id, at: now, reason: .planChanged))), by: Self.commander)
    }
  }

  /// Asks for a new plan of a shift soon; several reasons within the reaction time make one plan.
  func wantsPlan(_ shift: ShiftID, _ cause: PlanTrack.Cause) throws(Problem) {
    guard replanning[shift] == nil, let known = self.shift(shift), now < known.interval.end,
      desk.state.approvedPlan(operation, shift: shift) != nil
    else { return }
    replanning[shift] = cause
    try at(now.adding(minutes: policy.reactionMinutes), .commander(.replan(shift)))
  }

  /// Who said yes and has neither arrived nor set out is phoned; who cannot be found is written down as unable to come.
  private func rollCall(_ id: ShiftID) throws(Problem) {
    guard let shift = shift(id), now < shift.interval.end else { return }
    var isMissing = false
    for order in desk.state.orders(operation) where order.shift == id && order.phase == .accepted {
      guard responders[order.id]?.isNoShow == true else { continue }
      isMissing = true
      notebook.line(now, .noShow, post: order.post, shift: id)
      try submit(.order(.decline(OrderDecline(order: order.id, at: now, reason: .other))), by: Self.dispatcher)
    }
    if isMissing { try wantsPlan(id, .noShow) }
    let next = now.adding(minutes: policy.replanEveryMinutes)
    if next < shift.interval.end { try at(next, .commander(.rollCall(id))) }
  }

  /// A status update to everybody who holds a seat, to be acknowledged.
  private func broadcast() throws(Problem) {
    let next = now.adding(minutes: policy.broadcastEveryMinutes)
    if next < span.end { try at(next, .commander(.broadcast)) }
    guard seat == .automatic, desk.state.orders(operation).contains(where: { $0.phase.holdsSeat }) else { return }
    let text = statusText
    let note = try desk.note("id: \(text.id)\nen: \(text.en)", name: "broadcast")
    let events = try submit(
      .broadcast(.send(operation, to: .ordered, text: note.reference, deadline: now.adding(minutes: 30))), by: Self.commander,
      sideRows: [note.row])
    if let first = events.first {
      let people = desk.state.broadcasts(operation).last?.recipients.count ?? 0
      notebook.line(now, .broadcast, sequence: first.sequence, figure: people)
    }
  }

  /// What the command post knows: areas under water by its own log, people on duty.
  private var statusText: Bilingual {
    let frame = desk.state.operation(operation)
    let areas = frame?.depths.count { $0.value.last.map { $0.report.millimetres >= 100 } ?? false } ?? 0
    let onDuty = desk.state.orders(operation).count { $0.phase == .onDuty }
    return Bilingual(
      id: "LATIHAN. \(areas) kelurahan dilaporkan tergenang, \(onDuty) petugas bertugas. Konfirmasi terima. LATIHAN.",
      en: "EXERCISE. \(areas) kelurahan reported under water, \(onDuty) staff on duty. Please acknowledge. EXERCISE.")
  }

  /// What the commander notices in an event that has just become durable, and what people begin to do.
  func observe(_ recorded: RecordedEvent) {
    switch recorded.event {
    case .order(.issued(let issue)):
      guard let frame = desk.state.operation(operation), let post = frame.posts[issue.post]?.post,
        let shift = frame.shifts[post.shift]
      else { return }
      responders[issue.order] = Responder(
        order: issue.order, staff: issue.staff, post: issue.post, shift: shift, place: post.place,
        isOffice: issue.source == .office)
    case .order(.declined(let decline)): fell(decline.order, .declined)
    case .order(.unanswered(let receipt)): fell(receipt.order, .unanswered)
    case .order(.stoodDown(let standDown)): responders[standDown.order]?.isCalledOff = true
    case .order(let event): followPlayer(event)
    default: break
    }
  }

  private func fell(_ order: OrderID, _ cause: PlanTrack.Cause) {
    guard let record = desk.state.order(order) else { return }
    do throws(Problem) { try wantsPlan(record.shift, cause) } catch { faults.append("\(error)") }
  }
}

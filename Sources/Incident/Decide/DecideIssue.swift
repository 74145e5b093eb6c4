import Basics

extension Decision {
  /// Calls people of an approved plan, all or none: refused as a whole, with the first reason, if one of them may not be called.
  func issue(_ id: PlanID, _ named: [DutyKey]?, _ deadline: Instant) throws(Refusal) -> [Event] {
    let record = try approved(id)
    let frame = try open(record.operation)
    try afterNow(deadline)
    let duties = try chosen(record, named)
    try limit("orders", frame.orders.count + duties.count, IncidentLimits.ordersPerOperation)
    try limit("events", duties.count, IncidentLimits.eventsPerCommand)
    let disputed = disputed(record.operation)
    let edits = CallRules(frame)
    let shifts = try shiftsInForce(record, duties, frame)
    var taken: [PostID: Int] = [:]
    var called: [StaffID: [Interval]] = [:]
    var counters = state.counters
    var events: [Event] = []
    for duty in duties {
      let post = try openPost(duty.post, frame)
      guard let shift = shifts[post.shift] else { throw Refusal(.unknownShift, ["shift": post.shift.rawValue]) }
      let unit = try callable(duty, record)
      if let objection = disputed[duty.staff] {
        throw Refusal(.objectionOpen, ["objection": objection.rawValue, "staff": duty.staff.rawValue])
      }
      guard !edits.isBanned(duty) else {
        throw Refusal(.banned, ["staff": duty.staff.rawValue, "post": duty.post.rawValue])
      }
      try free(duty.staff, shift, record.operation)
      if called[duty.staff, default: []].contains(where: shift.interval.overlaps) {
        throw Refusal(.planTwice, ["staff": duty.staff.rawValue])
      }
      called[duty.staff, default: []].append(shift.interval)
      try power(post, frame)
      let held = taken[duty.post] ?? state.heads(record.operation, post: duty.post).ordered
      guard held < post.heads else {
        throw Refusal(.postFull, ["post": duty.post.rawValue, "heads": "\(post.heads)"])
      }
      taken[duty.post] = held + 1
      let issue = OrderIssue(
        order: counters.order(), operation: record.operation, plan: id, staff: duty.staff, unit: unit, post: duty.post,
        seat: duty.seat, source: duty.source, deadline: deadline)
      events.append(.order(.issued(issue)))
    }
    return events
  }

  private func chosen(_ record: PlanRecord, _ named: [DutyKey]?) throws(Refusal) -> [Duty] {
    guard let named else { return state.dutiesToOrder(record.id) }
    let byKey = Dictionary(
      record.duties.map { (DutyKey(staff: $0.staff, post: $0.post), $0) }, uniquingKeysWith: { first, _ in first })
    var duties: [Duty] = []
    for key in named {
      guard let duty = byKey[key] else {
        throw Refusal(
          .dutyNotInPlan, ["staff": key.staff.rawValue, "post": key.post.rawValue, "plan": record.id.rawValue])
      }
      duties.append(duty)
    }
    return duties
  }

  /// The shifts of these duties: the plan is in force for each, and none is over.
  private func shiftsInForce(_ record: PlanRecord, _ duties: [Duty], _ frame: EmergencyOperation) throws(Refusal) -> [ShiftID:
    Shift]
  {
    var shifts: [ShiftID: Shift] = [:]
    for id in unique(duties.compactMap { frame.posts[$0.post]?.post.shift }) {
      guard let shift = frame.shifts[id] else { throw Refusal(.unknownShift, ["shift": id.rawValue]) }
      if let current = state.approvedPlan(record.operation, shift: id), current.id != record.id {
        throw Refusal(.planNotCurrent, ["shift": id.rawValue, "current": current.id.rawValue, "plan": record.id.rawValue])
      }
      guard now < shift.interval.end else {
        throw Refusal(.shiftOver, ["shift": shift.id.rawValue, "end": shift.interval.end.text])
      }
      shifts[id] = shift
    }
    return shifts
  }

  /// The person may be ordered, and the head of the unit knows.
  private func callable(_ duty: Duty, _ record: PlanRecord) throws(Refusal) -> UnitID {
    try orderable(duty.staff)
    let person = try member(duty.staff)
    // Whoever goes with an office, or was pinned by the commander, is asked whatever the roster says about calls.
    if !person.isCallable && duty.source == .optimised { throw Refusal(.notCallable, ["staff": duty.staff.rawValue]) }
    guard record.unitHeads[person.unit] != nil else {
      throw Refusal(.unitHeadNotTold, ["unit": person.unit.rawValue, "plan": record.id.rawValue])
    }
    return person.unit
  }

  private func free(_ staff: StaffID, _ shift: Shift, _ operation: OperationID) throws(Refusal) {
    switch state.callBlock(staff, for: shift, in: operation) {
    case nil: return
    case .onScene(let order): throw Refusal(.onScene, ["staff": staff.rawValue, "order": order.rawValue])
    case .ordered(let order): throw Refusal(.alreadyOrdered, ["staff": staff.rawValue, "order": order.rawValue])
    case .declined(let order): throw Refusal(.declinedForShift, ["staff": staff.rawValue, "order": order.rawValue])
    case .unanswered(let order): throw Refusal(.unansweredForShift, ["staff": staff.rawValue, "order": order.rawValue])
    }
  }

  /// Nobody into water where the power is not confirmed off, unless a named person has overridden that for the area.
  private func power(_ post: Post, _ frame: EmergencyOperation) throws(Refusal) {
    guard context.city.roles[post.role]?.isInWater == true, let area = context.city.places[post.place]?.area else { return }
    guard frame.allowsWater(area) else {
      throw Refusal(.powerNotConfirmedOff, ["area": area.rawValue, "post": post.id.rawValue])
    }
  }

  private func disputed(_ operation: OperationID) -> [StaffID: ObjectionID] {
    var disputed: [StaffID: ObjectionID] = [:]
    for objection in state.openObjections(operation) {
      for staff in objection.objection.staff { disputed[staff] = objection.id }
    }
    return disputed
  }
}

/// The bans of an operation, for many look-ups.
private struct CallRules {
  let everywhere: Set<StaffID>
  let somewhere: Set<DutyKey>

  init(_ frame: EmergencyOperation) {
    everywhere = Set(frame.bans.filter { $0.post == nil }.map(\.staff))
    somewhere = Set(frame.bans.compactMap { ban in ban.post.map { DutyKey(staff: ban.staff, post: $0) } })
  }

  func isBanned(_ duty: Duty) -> Bool {
    everywhere.contains(duty.staff) || somewhere.contains(DutyKey(staff: duty.staff, post: duty.post))
  }
}

import Basics
import Incident

// What the command post decided becomes chases, or ends them.

extension Switchboard {
  /// Takes in events right after they were decided (or replayed), with the state after them and the roster of now.
  ///
  /// Nothing leaves by it: the messages that it makes are due at once, for the `wake` that comes when they are durable.
  public mutating func follow(_ events: [RecordedEvent], state: State, roster: Roster) -> Reaction {
    var reaction = Reaction()
    var isConcerned = false
    for recorded in events where concerns(recorded.event) {
      isConcerned = true
      let scene = Scene(recorded: recorded, state: state, roster: roster)
      // An event that was entered late is no sign of a clock that went back.
      let instant = advance(to: max(recorded.instant, now ?? recorded.instant), &reaction)
      take(recorded.event, scene, at: instant, &reaction)
    }
    if isConcerned { finish(&reaction) }
    return reaction
  }

  /// People who are on actual duty now, from the database of the actual operation: an exercise leaves them alone from now on.
  /// Without effect in an actual operation.
  public mutating func setActualDuty(_ staff: Set<StaffID>, at instant: Instant) -> Reaction {
    react(at: instant) { board, now, reaction in
      guard board.mode == .exercise else { return }
      let added = staff.subtracting(board.onActualDuty)
      board.onActualDuty = staff
      for person in added.sorted() { board.free(person, at: now, &reaction) }
    }
  }

  /// A real emergency (NYATA): nobody is called for the exercise any more.
  public mutating func halt(at instant: Instant) -> Reaction {
    react(at: instant) { board, now, reaction in
      guard board.mode == .exercise else { return }
      board.isHalted = true
      for id in board.chases.keys.sorted() where board.chases[id]?.isOpen == true && board.chases[id]?.kind != .standDown {
        board.end(id, .withdrawn, at: now)
      }
    }
  }

  /// What an event is seen against.
  struct Scene {
    var recorded: RecordedEvent
    var state: State
    var roster: Roster
  }

  private func concerns(_ event: Event) -> Bool {
    switch event {
    case .order, .broadcast, .plan(.unitHeadTold), .operation(.closed): true
    case .database, .operation, .need, .situation, .plan, .paper, .safety, .bulletin, .citizen, .exercise, .service, .access:
      false
    }
  }

  private mutating func take(_ event: Event, _ scene: Scene, at now: Instant, _ reaction: inout Reaction) {
    switch event {
    case .order(let event): take(event, scene, at: now, &reaction)
    case .broadcast(let event): take(event, scene, at: now, &reaction)
    case .plan(.unitHeadTold(let told)): tellHead(told, scene, at: now, &reaction)
    case .operation(.closed(let closing)):
      for id in chases.keys.sorted() where chases[id]?.operation == closing.operation && chases[id]?.kind != .standDown {
        if chases[id]?.isOpen == true { end(id, .withdrawn, at: now) }
      }
    case .database, .operation, .need, .situation, .plan, .paper, .safety, .bulletin, .citizen, .exercise, .service, .access:
      return
    }
  }

  private mutating func take(_ event: OrderEvent, _ scene: Scene, at now: Instant, _ reaction: inout Reaction) {
    if case .issued(let issue) = event { return callOut(issue, scene, at: now, &reaction) }
    let order = event.order
    let before = orders[order]?.phase
    if let phase = scene.state.order(order)?.phase { orders[order]?.phase = phase }
    let id = ChaseID(order.rawValue)
    switch event {
    case .issued, .relieved, .released: return
    case .delivered: chases[id]?.isDelivered = true
    case .accepted, .declined, .enRoute, .arrived, .onDuty: end(id, .answered, at: now)
    case .unanswered: end(id, .silent, at: now)
    case .stoodDown:
      // Who answered by other ways knows of it too; whom nothing reached hears nothing.
      let isKnown = hasLeft(id) || (before != nil && before != .issued && before != .unanswered)
      end(id, .withdrawn, at: now)
      if isKnown, let chase = chases[id] { standDown(chase, "message.stand_down", at: now, &reaction) }
    }
  }

  private mutating func callOut(_ issue: OrderIssue, _ scene: Scene, at now: Instant, _ reaction: inout Reaction) {
    guard let record = scene.state.order(issue.order), let frame = scene.state.operation(issue.operation) else { return }
    let id = ChaseID(issue.order.rawValue)
    guard chases[id] == nil else { return }
    let others = (ordersByStaff[issue.staff] ?? []).filter {
      orders[$0].map { $0.isLive && $0.interval.overlaps(record.interval) } ?? false
    }
    // Who was called off from another seat of these hours must not believe that both hold.
    let replaced = (chasesByStaff[issue.staff] ?? []).compactMap { chases[$0] }.last {
      $0.kind == .order && orders[$0.subject.order ?? issue.order]?.interval.overlaps(record.interval) == true && hasLeft($0.id)
    }
    orders[issue.order] = OrderStanding(staff: issue.staff, interval: record.interval, phase: record.phase)
    ordersByStaff[issue.staff, default: []].append(issue.order)
    let post = frame.posts[issue.post]?.post
    let code = freeCode(for: id, issue.staff)
    var values = [
      "order": issue.order.rawValue, "role": post?.role.rawValue ?? "", "place": post?.place.rawValue ?? "",
      "shift": record.shift.rawValue, "from": record.interval.start.text, "to": record.interval.end.text,
      "deadline": issue.deadline.text, "code": code,
    ]
    if let replaced { values["replaces"] = replaced.code }
    let chase = Chase(
      id: id, kind: .order, subject: .order(issue.order), operation: issue.operation, staff: issue.staff, unit: issue.unit,
      code: code, text: MessageText(replaced == nil ? "message.call_out" : "message.call_out_instead", values), opened: now,
      deadline: min(issue.deadline, now.adding(minutes: 60 * CalloutLimits.chaseHours)), ladder: limited(settings.orderLadder))
    if let other = others.first {
      return refuse(chase, .twoOrders(issue.staff, issue.order, other: other), at: now, &reaction)
    }
    open(chase, scene, mode: frame.opening.mode, at: now, &reaction)
  }

  private mutating func tellHead(_ told: UnitHeadTold, _ scene: Scene, at now: Instant, _ reaction: inout Reaction) {
    guard let plan = scene.state.plan(told.plan), let frame = scene.state.operation(plan.operation) else { return }
    let chase = Chase(
      id: Self.chaseID(told.plan.rawValue, told.unit.rawValue), kind: .unitHead, subject: .unitHead(told.plan, told.unit),
      operation: plan.operation, staff: told.head, unit: told.unit, code: "",
      text: MessageText(
        "message.tell_unit_head",
        [
          "plan": told.plan.rawValue, "unit": told.unit.rawValue, "people": "\(told.people)", "until": told.objectUntil.text,
          "shifts": plan.shifts.map(\.rawValue).joined(separator: " "),
        ]),
      opened: now, deadline: max(told.objectUntil, now.adding(minutes: settings.expiryMinutes)),
      ladder: limited(settings.tellingLadder))
    guard chases[chase.id] == nil else { return }
    if told.head == nil { return refuse(chase, .noHead(told.unit, chase.id), at: now, &reaction) }
    open(chase, scene, mode: frame.opening.mode, at: now, &reaction)
  }

  // MARK: Ways in and out of a chase

  /// Opens a chase with its first rung, if nothing stands against it.
  mutating func open(_ chase: Chase, _ scene: Scene, mode other: Mode, at now: Instant, _ reaction: inout Reaction) {
    if scene.recorded.mode != mode || other != mode {
      return refuse(chase, .modeMismatch(chase.id, scene.recorded.mode != mode ? scene.recorded.mode : other), at: now, &reaction)
    }
    if openMessages >= CalloutLimits.openMessages { return refuse(chase, .tooMany(chase.id), at: now, &reaction) }
    let purpose = Self.purpose(of: chase.kind)
    if let staff = chase.staff, let block = block(purpose, staff, chase.id) { return refuse(chase, block, at: now, &reaction) }
    var chase = chase
    chase.contacts = Contacts(of: chase.staff, unit: chase.unit, roster: scene.roster)
    insert(chase)
    if let due = chase.due, due <= now { takeRung(chase.id, at: now, &reaction) }
  }

  private mutating func refuse(_ chase: Chase, _ notice: CalloutNotice, at now: Instant, _ reaction: inout Reaction) {
    var refused = chase
    refused.finish(.refused, at: now)
    insert(refused)
    ended.append(refused.id)
    reaction.notices.append(notice)
  }

  /// Ends a chase. Messages that never left are withdrawn, unseen; of those that left nothing more is done.
  mutating func end(_ id: ChaseID, _ end: ChaseEnd, at now: Instant) {
    guard let chase = chases[id] else { return }
    if chase.isOpen {
      chases[id]?.finish(end, at: now)
      ended.append(id)
      touched(id)
    }
    for message in chase.messages {
      change(message) { $0.close(end, at: now) }
    }
  }

  /// Tells a person that the duty is off, in a chase of its own that only needs to be delivered.
  mutating func standDown(_ chase: Chase, _ key: String, at now: Instant, _ reaction: inout Reaction) {
    let id = Self.chaseID(chase.id.rawValue, key == "message.stand_down" ? "stand_down" : "seat_taken")
    guard chases[id] == nil else { return }
    var down = Chase(
      id: id, kind: .standDown, subject: chase.subject, operation: chase.operation, staff: chase.staff, unit: chase.unit,
      code: "",
      text: MessageText(key, chase.text.values), opened: now, deadline: now.adding(minutes: settings.expiryMinutes),
      ladder: limited(settings.tellingLadder))
    down.contacts = chase.contacts
    insert(down)
    takeRung(id, at: now, &reaction)
  }

  /// The receiver has, or may have, some message of the chase.
  func hasLeft(_ id: ChaseID) -> Bool {
    (chases[id]?.messages ?? []).contains { id in
      slots[id].map { $0.message.isToPersonAsked && $0.message.mayHaveLeft } ?? false
    }
  }

  /// Frees a person from the exercise: all that is open for them is withdrawn.
  private mutating func free(_ staff: StaffID, at now: Instant, _ reaction: inout Reaction) {
    for id in chasesByStaff[staff] ?? [] {
      guard let chase = chases[id], chase.isOpen, chase.kind != .standDown else { continue }
      let hadLeft = hasLeft(id)
      end(id, .withdrawn, at: now)
      reaction.notices.append(.onActualDuty(staff, id))
      if hadLeft, chase.kind == .order { standDown(chase, "message.stand_down", at: now, &reaction) }
    }
  }

  func limited(_ ladder: [CalloutSettings.Rung]) -> [CalloutSettings.Rung] { Array(ladder.prefix(CalloutLimits.rungsPerChase)) }
}

extension Switchboard.OrderStanding {
  /// It may still bring the person to a place of duty, or they are there.
  var isLive: Bool { phase != .declined && phase != .released && phase != .stoodDown }
}

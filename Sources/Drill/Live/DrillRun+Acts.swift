import Basics
import Incident
import Operations

// What people do in a drill: now, or again in a re-run.

extension DrillRun {
  /// Goes on to `instant`, or to the first one after it at which nothing else happens, and does it there: so a re-run that finds the act
  /// at that instant does all in the same order.
  /// - Parameter instant: in the past counts as now.
  /// - Returns: the act as a re-run takes it, with its instant.
  /// - Throws: the refusal as a `Problem`, with nothing done; exit 64 where the drill is over.
  @discardableResult
  public func act(_ kind: DrillAct.Kind, at instant: Instant? = nil) throws(Problem) -> DrillAct {
    let at = try clearInstant(instant ?? now)
    let done = try perform(kind)
    return DrillAct(at: at, done)
  }

  /// Work on the desk by a person; its result.
  /// - Throws: what the work throws. What it had decided before stands in the log and in the act.
  public func act<T>(at instant: Instant? = nil, work: (Desk, Instant) throws(Problem) -> T) throws(Problem) -> (
    act: DrillAct, result: Result<T, Problem>
  ) {
    let at = try clearInstant(instant ?? now)
    let (result, decided) = try desk.recording { (desk) throws(Problem) in try work(desk, at) }
    try took(decided)
    return (DrillAct(at: at, .decided(decided)), result)
  }

  private func clearInstant(_ wanted: Instant) throws(Problem) -> Instant {
    var at = max(wanted, Instant(milliseconds: now.milliseconds + 1))
    while true {
      if isOver || at > span.end { throw over }
      try run(until: Instant(milliseconds: at.milliseconds - 1))
      if isStopped { throw over }
      guard scheduler.nextTime == at else { break }
      at = Instant(milliseconds: at.milliseconds + 1)
    }
    scheduler.advance(to: at)
    return at
  }

  private var over: Problem {
    Problem(
      "drill.over", haltedAt == nil ? "the drill is over" : "the drill was halted by a real emergency",
      advice: "branch from an earlier instant.", exit: .usage)
  }

  /// Does it at this instant.
  /// - Returns: the kind that does the same in a re-run.
  @discardableResult
  func perform(_ kind: DrillAct.Kind) throws(Problem) -> DrillAct.Kind {
    switch kind {
    case .command(let command, let actor):
      return try decide { (desk, now) throws(Problem) in _ = try desk.submit(command, by: actor, at: now) }
    case .work(let work): return try decide(work)
    case .decided(let decided):
      var events: [RecordedEvent] = []
      for one in decided { events += try desk.adopt(one) }
      try took(events)
    case .inject(let id):
      guard let index = injects.firstIndex(where: { $0.inject.id == id }) else {
        throw Problem(
          "inject.unknown", "the MSEL has no inject \"\(id)\"",
          advice: suggestion(for: id.rawValue, among: injects.map(\.inject.id.rawValue)).map { "you mean \"\($0)\"?" },
          exit: .usage)
      }
      guard injects[index].firedAt == nil else { throw Problem("inject.given", "inject \(id) was given already", exit: .usage) }
      injects[index].inject.unless = nil
      injects[index].isSkipped = false
      try fire(index)
    case .skip(let id):
      guard let index = injects.firstIndex(where: { $0.inject.id == id }), injects[index].firedAt == nil else {
        throw Problem("inject.given", "inject \(id) was given already, or is unknown", exit: .usage)
      }
      injects[index].isSkipped = true
    case .enrol(let staff, let isPlayed): try enrol(staff, isPlayed: isPlayed)
    case .newInject(let inject):
      guard !injects.contains(where: { $0.inject.id == inject.id }) else {
        throw Problem("inject.twice", "the MSEL has an inject \"\(inject.id)\" already", exit: .usage)
      }
      injects.append(InjectState(inject: inject))
      try fire(injects.count - 1)
    case .commander(let seat): try sit(seat)
    case .policy(let kind): chosenPolicy = kind
    case .reply(let reply): try take(desk.receive(reply, at: now))
    case .emergency: try halt()
    case .end: endedAt = now
    }
    return kind
  }

  private func decide(_ work: (Desk, Instant) throws(Problem) -> Void) throws(Problem) -> DrillAct.Kind {
    let at = now
    let (result, decided) = try desk.recording { (desk) throws(Problem) in try work(desk, at) }
    try took(decided)
    if decided.isEmpty { try result.get() }
    return .decided(decided)
  }

  private func took(_ decided: [Desk.Decided]) throws(Problem) { try took(decided.flatMap(\.all)) }

  /// Plans that a person made are tracked as the automatic ones are.
  private func took(_ events: [RecordedEvent]) throws(Problem) {
    try follow(events)
    for event in events {
      switch event.event {
      case .plan(.proposed(let proposal)):
        guard notebook.plans[proposal.plan] == nil, let record = desk.state.plan(proposal.plan), let shift = record.shifts.first
        else { continue }
        notebook.planOrder.append(proposal.plan)
        notebook.plans[proposal.plan] = PlanTrack(
          plan: proposal.plan, shift: shift, at: now, duties: record.duties.count, unmetByTier: record.header.unmetByTier,
          disturbed: 0,
          cause: .operatorMade)
        notebook.line(now, .planned, sequence: event.sequence, shift: shift, figure: record.header.missing)
      case .plan(.approved(let approval)): notebook.plans[approval.plan]?.approvedAt = now
      default: break
      }
    }
  }

  /// Who takes the chair from the automatic commander finds its plans as they are; when it comes back, it plans what has no plan.
  private func sit(_ seat: CommanderSeat) throws(Problem) {
    guard seat != self.seat else { return }
    self.seat = seat
    replanning = [:]
    guard seat == .automatic else { return }
    for shift in shifts where shift.interval.end > now && desk.state.approvedPlan(operation, shift: shift.id) == nil {
      let due = shift.interval.start.adding(minutes: -policy.leadMinutes)
      if due <= now { try at(now.adding(minutes: policy.reactionMinutes), .commander(.plan(shift.id))) }
    }
  }
}

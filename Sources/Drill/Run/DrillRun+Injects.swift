import Basics
import Callout
import Incident

// What the controllers give to the players, by the MSEL.

extension DrillRun {
  /// Gives an inject now, unless its `unless` holds.
  func fire(_ index: Int) throws(Problem) {
    guard injects[index].firedAt == nil, !injects[index].isSkipped else { return }
    let inject = injects[index].inject
    if let unless = inject.unless, holds(unless, since: span.start) {
      injects[index].isSkipped = true
      return
    }
    injects[index].firedAt = now
    injects[index].firstSequence = desk.post.nextSequence
    notebook.line(now, .inject, text: inject.title)
    try apply(inject)
    if injects[index].isExpecting {
      try at(now.adding(minutes: inject.limitMinutes ?? InjectState.defaultLimit), .expectation(index))
    }
  }

  /// Conditional injects whose condition holds now.
  func checkConditions() throws(Problem) {
    let minute = now.minutes(since: span.start)
    for (index, state) in injects.enumerated() where state.firedAt == nil && !state.isSkipped {
      guard case .conditional(let condition, let from) = state.inject.trigger, minute >= from else { continue }
      if holds(condition, since: span.start.adding(minutes: from)) { try fire(index) }
    }
  }

  func holds(_ condition: InjectCondition, since: Instant) -> Bool {
    let state = desk.state
    switch condition {
    case .noTeam(let role, let place, let within):
      guard now >= since.adding(minutes: within) else { return false }
      return !state.orders(operation).contains { order in
        guard order.phase == .onDuty, let post = state.operation(operation)?.posts[order.post]?.post else { return false }
        return post.role == role && post.place == place
      }
    case .depth(let area, let over): return Int(setting.water.depth(area, at: now)) > over
    case .tide(let over): return setting.tideMillimetres(now).map { $0 > over } ?? false
    case .injectGiven(let id, let minutes):
      return injects.first { $0.inject.id == id }?.firedAt.map { now >= $0.adding(minutes: minutes) } ?? false
    case .noBroadcast(let within):
      return !state.broadcasts(operation).contains { now.minutes(since: $0.sentAt) <= within }
    case .noBulletin: return true
    case .noPlan(let within):
      return shifts.contains { shift in
        shift.interval.start >= now && shift.interval.start <= now.adding(minutes: within)
          && state.approvedPlan(operation, shift: shift.id) == nil
      }
    case .unanswered(let percent):
      let orders = state.orders(operation).filter { $0.issue.deadline <= now }
      let silent = orders.count { $0.phase == .unanswered || $0.phase.awaitsAnswer }
      return !orders.isEmpty && silent * 100 > percent * orders.count
    }
  }

  /// Looks back over the time in which the expected action was due.
  func judge(_ index: Int) {
    let found = notebook.events.first { event in
      event.sequence >= injects[index].firstSequence && event.instant <= now && injects[index].isAnswered(by: event.event)
    }
    injects[index].actedAt = found?.instant
  }

  private func apply(_ inject: Inject) throws(Problem) {
    switch inject.content {
    case .message, .startExercise, .pauseExercise, .mediaCall, .figuresAsked: break
    case .endExercise: endedAt = now
    case .realEmergency: try halt()
    case .pumpFails, .pumpReturns, .gateFails, .gateReturns: try wantsPlans(.inject)
    case .roadClosed(let road): try roads(road, closed: true)
    case .roadOpened(let road): try roads(road, closed: false)
    case .powerOff(let areas, let told): try power(areas, isOff: true, told)
    case .powerOn(let areas, let told): try power(areas, isOff: false, told)
    case .networkDown(let areas, let channels, let percent):
      outages.append(
        PhoneNetwork.Outage(
          areas: areas, channels: channels, during: Interval(start: now, end: span.end), lossShare: Double(percent) / 100,
          delayFactor: 1))
      rewire()
    case .networkUp(let areas, let channels):
      for i in outages.indices where outages[i].areas == areas && outages[i].channels == channels && outages[i].during.end > now {
        outages[i].during = Interval(start: outages[i].during.start, end: now)
      }
      rewire()
    case .rumour(let area, let depth):
      try hear(
        ReportWorld.Report(
          area: area, seen: now, told: now, millimetres: depth, truth: nil, isDuplicate: false, isRumour: true))
    case .staffAbsent(let role, let percent): try absent(role, percent, inject.id)
    case .equipmentLost(let kind, let count): try equipment(kind, by: -count)
    case .equipmentBack(let kind, let count): try equipment(kind, by: count)
    case .helpRequest(let area, let need, let people, _):
      let kind: NeedKind =
        switch need {
        case .rescue: .rescue
        case .medical: .medical
        case .shelter: .shelter
        case .food: .meals
        case .water: .water
        case .power: .observation
        }
      callsForHelp.append((area, kind, people))
    }
  }

  private func wantsPlans(_ cause: PlanTrack.Cause) throws(Problem) {
    for shift in shifts where shift.interval.end > now && shift.interval.start < now.adding(minutes: 720) {
      try wantsPlan(shift.id, cause)
    }
  }

  private func rewire() {
    var wired = network.network
    wired.outages = scenario.network.outages + outages
    network = SimulatedNetwork(wired, seed: RandomStream.derived(seed, prefix))
  }

  private func roads(_ road: InjectContent.Road, closed: Bool) throws(Problem) {
    guard let (name, area) = roadName(road) else { return }
    if closed { closedRoads.insert(name) } else { closedRoads.remove(name) }
    let report = RoadReport(
      operation: operation, road: name, area: area, seenAt: now, toldAt: now, informant: .partner(PartnerID("polres")))
    try submit(.situation(closed ? .closeRoad(report) : .openRoad(report)), by: Self.dispatcher)
    try wantsPlans(.inject)
  }

  private func roadName(_ road: InjectContent.Road) -> (String, AreaID?)? {
    switch road {
    case .named(let name, let area): return (name, area)
    case .between(let from, let to): return setting.road(between: from, and: to).map { ($0, nil) }
    }
  }

  private func power(_ areas: [AreaID], isOff: Bool, _ toldAfter: Int?) throws(Problem) {
    for area in areas {
      try apply(PowerWorld.Switch(area: area, isOff: isOff, at: now, told: now.adding(minutes: toldAfter ?? 0)))
    }
  }

  /// So many percent of a role's people who are not yet on duty, by a draw of each person.
  private func absent(_ role: RoleID?, _ percent: Int, _ id: InjectID) throws(Problem) {
    for order in responders.keys.sorted() {
      guard let responder = responders[order], !responder.isAtWork, responder.arrivedAt == nil else { continue }
      if let role, desk.state.operation(operation)?.posts[responder.post]?.post.role != role { continue }
      var stream = RandomStream(seed: seed, name: "\(prefix)/inject-absent/\(id)/\(responder.staff)")
      guard stream.unit() * 100 < Double(percent) else { continue }
      absent.insert(responder.staff)
      if desk.state.order(order)?.phase.isEnded == false {
        try submit(
          .order(.decline(OrderDecline(order: order, at: now, reason: .personal))), by: .person(staff: responder.staff))
      }
    }
  }

  private func equipment(_ kind: EquipmentKind, by change: Int) throws(Problem) {
    var left = abs(change)
    let frame = desk.state.operation(operation)
    for piece in setting.city.equipment where piece.kind == kind && left > 0 {
      let known = frame?.equipment[piece.id]?.count ?? piece.count
      let moved = change < 0 ? min(left, known) : min(left, max(0, piece.count - known))
      guard moved > 0 else { continue }
      left -= moved
      let count = known + (change < 0 ? -moved : moved)
      let report = EquipmentReport(
        operation: operation, equipment: piece.id, kind: kind, place: piece.place, count: count,
        state: count > 0 ? .ready : .broken, owner: piece.owner)
      try submit(.need(.reportEquipment(report)), by: Self.dispatcher)
    }
    try wantsPlans(.inject)
  }
}

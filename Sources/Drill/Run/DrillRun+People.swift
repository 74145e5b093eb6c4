import Basics
import Callout
import Incident
import Operations

// What called people do: look at the phone, answer, set out, arrive, work, go home.

extension DrillRun {
  func handle(_ event: NetworkEvent) throws(Problem) {
    switch event.kind {
    case .report(let report): try take(desk.report([report], at: now))
    case .reply(let reply): try take(desk.receive(reply, at: now))
    case .arrival(let handOver):
      notebook.landed(handOver)
      try lands(handOver)
    }
  }

  /// A message lies on a phone.
  private func lands(_ handOver: HandOver) throws(Problem) {
    let message = handOver.message
    switch message.purpose {
    case .callOut, .reminder:
      guard let order = message.subject.order, var responder = responders[order], responder.staff == handOver.staff else {
        try looks(handOver, attempt: 0, shift: ShiftID("broadcast"))
        return
      }
      let attempt = responder.arrivals
      responder.arrivals += 1
      responders[order] = responder
      try looks(handOver, attempt: attempt, shift: responder.shift.id)
    case .standDown:
      if let order = message.subject.order { responders[order]?.isCalledOff = true }
    case .escalation, .broadcast: try looks(handOver, attempt: 0, shift: ShiftID("broadcast"))
    case .tellUnitHead: break
    }
  }

  private func looks(_ handOver: HandOver, attempt: Int, shift: ShiftID) throws(Problem) {
    let minutes = people.noticeMinutes(handOver.staff, shift: shift, channel: handOver.channel, at: now, attempt: attempt)
    try at(later(minutes), .noticed(handOver))
  }

  func later(_ minutes: Double) -> Instant {
    Instant(milliseconds: now.milliseconds + Int64(min(max(minutes, 0), 10_000) * 60_000))
  }

  /// A person reads a message.
  func notice(_ handOver: HandOver) throws(Problem) {
    let message = handOver.message
    switch message.purpose {
    case .callOut, .reminder:
      if let order = message.subject.order { try consider(order, message, handOver.channel) } else { try acknowledge(handOver) }
    case .escalation:
      // The superior calls the one who is silent.
      guard let order = message.subject.order, var responder = responders[order], responder.reply != .accepts else { return }
      responder.superiorCalled = true
      responders[order] = responder
      if let code = desk.switchboard.chase(ChaseID(order.rawValue))?.code { try decide(order, code: code, channel: .voice) }
    case .broadcast: try acknowledge(handOver)
    case .standDown, .tellUnitHead: break
    }
  }

  private func consider(_ order: OrderID, _ message: Message, _ channel: ContactChannel) throws(Problem) {
    guard let responder = responders[order], responder.reply == nil || responder.reply == .silent else { return }
    try decide(order, code: message.text.values["code"] ?? "", channel: channel)
  }

  private func decide(_ order: OrderID, code: String, channel: ContactChannel) throws(Problem) {
    guard var responder = responders[order], !responder.isCalledOff, !isPlayed(responder.staff) else { return }
    let home = roster.member(responder.staff)?.home
    let isAtRisk = home.map { setting.water.depth($0, at: now) >= 100 } ?? false
    let km = setting.travel.kilometres(responder.staff, to: responder.place) ?? 5
    var reply = people.reply(
      responder.staff, shift: responder.shift, kilometres: km, familyAtRisk: isAtRisk, at: now,
      superiorCalled: responder.superiorCalled, isOffice: responder.isOffice)
    if absent.contains(responder.staff) { reply = .declines(.personal) }
    responder.reply = reply
    responders[order] = responder
    if reply == .silent { return }
    try at(
      later(people.answerMinutes(responder.staff, shift: responder.shift.id)),
      .answers(order, reply, code: code, channel: channel))
  }

  /// The answer goes out as words, over the same network as everything.
  func answer(_ order: OrderID, _ reply: PersonModel.Reply, _ code: String, _ channel: ContactChannel) throws(Problem) {
    guard let responder = responders[order], !isPlayed(responder.staff) else { return }
    let word = reply == .accepts ? "YA" : "BERHALANGAN"
    let id = "\(order)/\(word)/\(responder.arrivals)"
    for event in network.reply(
      "\(word) \(code)", from: responder.staff, id: id, over: channel, in: cell(responder.staff), at: now)
    {
      try at(event.at, .network(event))
    }
    guard reply == .accepts else { return }
    if people.isNoShow(responder.staff, shift: responder.shift.id) {
      responders[order]?.isNoShow = true
      return
    }
    let way = setting.travel.minutes(responder.staff, to: responder.place, at: now, closedRoads: closedRoads.sorted()) ?? 60
    let latest = responder.shift.interval.start.adding(minutes: -(way + 15))
    let ready = later(people.setOutMinutes(responder.staff, shift: responder.shift.id))
    try at(max(latest, ready), .setsOut(order))
  }

  private func acknowledge(_ handOver: HandOver) throws(Problem) {
    guard let code = handOver.message.text.values["code"], handOver.message.wantsAnswer, !isPlayed(handOver.staff)
    else { return }
    let id = "\(handOver.id)/\(handOver.attempt)"
    for event in network.reply(
      "SIAP \(code)", from: handOver.staff, id: id, over: handOver.channel, in: cell(handOver.staff), at: now)
    {
      try at(event.at, .network(event))
    }
  }

  func setOut(_ order: OrderID) throws(Problem) {
    guard let responder = responders[order], !responder.isCalledOff, isLive(order), !isPlayed(responder.staff) else { return }
    if absent.contains(responder.staff) {
      try cannotCome(responder, .personal)
      return
    }
    guard
      let minutes = setting.travel.minutes(responder.staff, to: responder.place, at: now, closedRoads: closedRoads.sorted())
    else {
      try cannotCome(responder, .cutOff)
      return
    }
    notebook.departed[order] = now
    try submit(.order(.depart(OrderReceipt(order: order, at: now))), by: .person(staff: responder.staff))
    try at(now.adding(minutes: minutes), .arrives(order))
  }

  /// Calls the control room: on the way it turns out that it will not do.
  private func cannotCome(_ responder: Responder, _ reason: DeclineReason) throws(Problem) {
    responders[responder.order]?.reply = .declines(reason)
    try submit(
      .order(.decline(OrderDecline(order: responder.order, at: now, reason: reason))), by: .person(staff: responder.staff))
  }

  private func isLive(_ order: OrderID) -> Bool { desk.state.order(order)?.phase.isEnded == false }

  func arrive(_ order: OrderID) throws(Problem) {
    guard let responder = responders[order], isLive(order), now < responder.shift.interval.end, !isPlayed(responder.staff) else {
      return
    }
    let events = try submit(.order(.arrive(OrderReceipt(order: order, at: now))), by: .person(staff: responder.staff))
    guard !events.isEmpty else { return }
    responders[order]?.arrivedAt = now
    notebook.presentArea[responder.staff] = placeOf[responder.place]?.area
    try at(max(now, responder.shift.interval.start), .startsDuty(order))
  }

  func startDuty(_ order: OrderID) throws(Problem) {
    guard let responder = responders[order], isLive(order), now < responder.shift.interval.end, !isPlayed(responder.staff) else {
      return
    }
    let events = try submit(.order(.startDuty(OrderReceipt(order: order, at: now))), by: .person(staff: responder.staff))
    if !events.isEmpty { begins(order) }
  }

  /// Is at work from now on.
  func begins(_ order: OrderID) {
    guard let responder = responders[order] else { return }
    responders[order]?.isAtWork = true
    if let role = desk.state.operation(operation)?.posts[responder.post]?.post.role {
      responders[order]?.level = level(responder.staff, role)
    }
    notebook.step(responder.post, by: 1, at: now)
    if let post = desk.state.operation(operation)?.posts[responder.post]?.post, roleOf[post.role]?.isInWater == true,
      let area = placeOf[post.place]?.area, powerOffSince[area] == nil
    {
      notebook.inWaterWithPower.insert(order)
    }
  }

  /// The shift is over: those there go home; who has not come is not waited for.
  func endShift(_ shift: ShiftID) throws(Problem) {
    for order in responders.keys.sorted() {
      guard let responder = responders[order], responder.shift.id == shift else { continue }
      if responder.isAtWork {
        notebook.step(responder.post, by: -1, at: now)
        responders[order]?.isAtWork = false
      }
      notebook.presentArea[responder.staff] = nil
      guard let phase = desk.state.order(order)?.phase, !phase.isEnded else { continue }
      switch phase {
      case .arrived, .onDuty, .relieved:
        try submit(.order(.release(OrderReceipt(order: order, at: now))), by: .person(staff: responder.staff))
      case .issued, .delivered, .accepted, .enRoute, .unanswered:
        try submit(.order(.standDown(OrderStandDown(order: order, at: now, reason: .other))), by: Desk.controller)
      case .declined, .released, .stoodDown: break
      }
    }
  }
}

import Basics
import Incident

// What people answer. A reply speaks for the one who sent it and for one request: it never silences the rest of a team, and
// silence is never read as yes.

extension Switchboard {
  /// Takes in a reply. What is certain becomes a command in the person's name; what is not goes to a person.
  public mutating func receive(_ reply: IncomingReply, at instant: Instant) -> Reaction {
    react(at: instant) { board, now, reaction in
      if !reply.id.isEmpty, !board.heard.insert("\(reply.from)/\(reply.id)") { return }
      board.take(ReplyReading(reply.text), reply, at: now, &reaction)
    }
  }

  /// The command post refused a person's answer. A yes that came too late is answered: the person would set out for nothing.
  public mutating func refused(_ command: Command, with refusal: Refusal, at instant: Instant) -> Reaction {
    react(at: instant) { board, now, reaction in
      guard let order = Self.setsOut(command), refusal.code == .seatTaken || refusal.code == .alreadyOrdered else { return }
      guard let chase = board.chases[ChaseID(order.rawValue)] else { return }
      reaction.notices.append(.seatTaken(chase.id))
      board.standDown(chase, "message.seat_taken", at: now, &reaction)
    }
  }

  private static func setsOut(_ command: Command) -> OrderID? {
    switch command {
    case .order(.accept(let answer)): answer.order
    case .order(.depart(let receipt)): receipt.order
    default: nil
    }
  }

  private mutating func take(_ reading: ReplyReading, _ reply: IncomingReply, at now: Instant, _ reaction: inout Reaction) {
    if reading.asksBack, let chase = current(reading.code, reply.from) {
      reaction.notices.append(.repeatAsked(reply.from, chase.id))
    }
    switch reading.meaning {
    case .help(let isCertain):
      reaction.notices.append(.callForHelp(reply.from, text: reply.text, isCertain: isCertain))
    case .doubtful(let doubt): reaction.notices.append(.doubtfulReply(reply, doubt))
    case .accept(let arrival): accept(arrival, reading.code, reply, at: now, &reaction)
    case .decline(let reason): decline(reason, reading.code, reply, at: now, &reaction)
    case .onTheWay: step(reading.code, reply, at: now, &reaction) { .depart($0) }
    case .arrived: step(reading.code, reply, at: now, &reaction) { .arrive($0) }
    case .finished: step(reading.code, reply, at: now, &reaction) { .release($0) }
    case .late(let minutes):
      let chase = current(reading.code, reply.from)
      reaction.notices.append(.late(reply.from, chase?.id, minutes: minutes))
    case .repeatOrder:
      guard let chase = openRequests(of: reply.from).last else {
        reaction.notices.append(.doubtfulReply(reply, .nothingOpen))
        return
      }
      reaction.notices.append(.repeatAsked(reply.from, chase.id))
    }
  }

  private mutating func accept(
    _ arrival: ReplyArrival?, _ code: String?, _ reply: IncomingReply, at now: Instant, _ reaction: inout Reaction
  ) {
    let open = openRequests(of: reply.from)
    let orders = open.filter { $0.kind == .order }
    let broadcasts = open.filter { $0.kind == .broadcast }
    if let code {
      guard let chase = remembered(code, reply.from) else {
        reaction.notices.append(.doubtfulReply(reply, .wrongCode))
        return
      }
      return say(yes: chase, arrival, at: now, &reaction)
    }
    // "Siap" alone often only means "read": it is the receipt of a status update, and a yes only where nothing else can be meant.
    for chase in broadcasts { say(yes: chase, nil, at: now, &reaction) }
    if let only = orders.first, orders.count == 1, broadcasts.isEmpty { return say(yes: only, arrival, at: now, &reaction) }
    // A late or repeated yes without a code: the command post knows what it still counts for.
    if open.isEmpty, let last = current(nil, reply.from) { return say(yes: last, arrival, at: now, &reaction) }
    if open.isEmpty { reaction.notices.append(.doubtfulReply(reply, .nothingOpen)) }
    if !orders.isEmpty { reaction.notices.append(.doubtfulReply(reply, .needsCode)) }
  }

  private mutating func say(yes chase: Chase, _ arrival: ReplyArrival?, at now: Instant, _ reaction: inout Reaction) {
    answered(chase.id, at: now)
    guard let staff = chase.staff else { return }
    let actor = Actor.person(staff: staff)
    switch chase.subject {
    case .order(let order):
      let acceptance = OrderAcceptance(
        order: order, at: now, arrivesAt: arrival.map { $0.instant(after: now, settings.offsetMinutes) })
      reaction.commands.append(CalloutCommand(.order(.accept(acceptance)), by: actor))
    case .broadcast(let broadcast, _):
      let receipt = BroadcastReceipt(broadcast: broadcast, staff: staff, at: now)
      reaction.commands.append(CalloutCommand(.broadcast(.acknowledge(receipt)), by: actor))
    case .unitHead: return
    }
  }

  private mutating func decline(
    _ reason: DeclineReason?, _ code: String?, _ reply: IncomingReply, at now: Instant, _ reaction: inout Reaction
  ) {
    let orders = openRequests(of: reply.from).filter { $0.kind == .order }
    let chase: Chase?
    if let code {
      chase = remembered(code, reply.from)
    } else {
      chase = orders.count == 1 ? orders.first : latest(reply.from, orders)
    }
    guard let chase, case .order(let order) = chase.subject else {
      let doubt: ReplyDoubt = code != nil ? .wrongCode : orders.isEmpty ? .nothingOpen : .needsCode
      reaction.notices.append(.doubtfulReply(reply, doubt))
      return
    }
    answered(chase.id, at: now)
    let answer = OrderDecline(order: order, at: now, reason: reason ?? .other)
    reaction.commands.append(CalloutCommand(.order(.decline(answer)), by: .person(staff: reply.from)))
  }

  private mutating func step(
    _ code: String?, _ reply: IncomingReply, at now: Instant, _ reaction: inout Reaction,
    _ command: (OrderReceipt) -> OrderCommand
  ) {
    guard let chase = current(code, reply.from), let order = chase.subject.order else {
      reaction.notices.append(.doubtfulReply(reply, code == nil ? .nothingOpen : .wrongCode))
      return
    }
    answered(chase.id, at: now)
    let receipt = OrderReceipt(order: order, at: now)
    reaction.commands.append(CalloutCommand(.order(command(receipt)), by: .person(staff: reply.from)))
  }

  /// The order that somebody speaks of who is on the way, arrived or done: by code, or the only live one.
  private func current(_ code: String?, _ staff: StaffID) -> Chase? {
    if let code { return remembered(code, staff) }
    let live = (chasesByStaff[staff] ?? []).compactMap { chases[$0] }.filter { chase in
      chase.kind == .order && chase.end != .refused && chase.subject.order.flatMap { orders[$0]?.isLive } == true
    }
    return live.count == 1 ? live[0] : nil
  }

  /// A decline of somebody who said yes before and has only one live order.
  private func latest(_ staff: StaffID, _ open: [Chase]) -> Chase? { open.isEmpty ? current(nil, staff) : nil }

  /// By its code, also after its end: the command post knows whether a late answer still counts.
  private func remembered(_ code: String, _ staff: StaffID) -> Chase? {
    (chasesByStaff[staff] ?? []).compactMap { chases[$0] }.last { $0.code == code && $0.end != .refused }
  }

  /// What the person was sent for this request has been read.
  private mutating func answered(_ id: ChaseID, at now: Instant) {
    for message in chases[id]?.messages ?? [] where slots[message]?.message.isToPersonAsked == true {
      change(message) { if $0.mayHaveLeft { $0.answered(at: now) } }
    }
  }
}

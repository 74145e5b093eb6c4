import Basics
import Incident

// The rungs of a chase, and what becomes of its messages.

extension Switchboard {
  /// Takes the next rung, and goes on at once over those that lead nowhere.
  mutating func takeRung(_ id: ChaseID, at now: Instant, _ reaction: inout Reaction) {
    while let rung = chases[id]?.step(at: now) {
      guard let chase = chases[id] else { return }
      if let message = message(for: chase, rung, at: now) {
        insert(message, of: id)
        chases[id]?.messages.append(message.id)
        if message.purpose == .escalation { escalated(chase, message, &reaction) }
        break
      }
    }
    touched(id)
    leadsNowhere(id, at: now, &reaction)
  }

  /// The message of a rung; nil where its person is not to be reached that way.
  private func message(for chase: Chase, _ rung: CalloutSettings.Rung, at now: Instant) -> Message? {
    let isOwn = rung.target == .person
    let target =
      switch rung.target {
      case .person: chase.staff
      case .superior: chase.contacts.superior
      case .unitHead: chase.contacts.unitHead
      }
    guard let staff = target else { return nil }
    let first = Self.purpose(of: chase.kind)
    let isAgain = chase.kind == .order || chase.kind == .broadcast
    let isFirst = !chase.messages.contains { slots[$0]?.message.isToPersonAsked == true }
    let purpose: MessagePurpose = isOwn ? (isAgain && !isFirst ? .reminder : first) : .escalation
    if block(purpose, staff, chase.id) != nil { return nil }
    let id = Self.messageID(chase.id, purpose, rung)
    guard slots[id] == nil else { return nil }
    let recipient: MessageRecipient = chase.kind == .unitHead ? .unitHead(chase.unit, staff) : .staff(staff)
    var text = chase.text
    if purpose == .escalation {
      text = MessageText("message.escalation", text.values)
      if let silent = chase.staff { text.values["silent"] = silent.rawValue }
    }
    return Message(
      id: id, subject: chase.subject, purpose: purpose, recipient: recipient, channel: rung.channel, mode: mode, text: text,
      created: now, expires: chase.deadline, wantsAnswer: isOwn && chase.wantsAnswer)
  }

  /// An order's silence is an event of its own (the deadline); a status update's is told to the command post.
  private func escalated(_ chase: Chase, _ message: Message, _ reaction: inout Reaction) {
    guard case .broadcast(let broadcast, let staff) = chase.subject else { return }
    let escalation = BroadcastEscalation(broadcast: broadcast, staff: staff, to: message.recipient.staff, at: message.created)
    reaction.commands.append(CalloutCommand(.broadcast(.escalate(escalation)), by: Self.actor))
  }

  /// After a message came to its end by itself: a chase does not wait for a rung's time when its channel failed.
  mutating func messageEnded(_ message: MessageID, at now: Instant, _ reaction: inout Reaction) {
    guard let slot = slots[message], let end = slot.message.end else { return }
    let (ended, id) = (slot.message, slot.chase)
    guard let chase = chases[id], chase.isOpen else { return }
    if end == .done, !chase.wantsAnswer, ended.isToPersonAsked {
      self.end(id, .delivered, at: now)
      return
    }
    guard end == .failed || end == .withdrawn else { return }
    if chase.messages.last == message {
      chases[id]?.hurry(at: now)
      touched(id)
    }
    leadsNowhere(id, at: now, &reaction)
  }

  /// Every rung was taken and no message is under way or has arrived: a person must find another way.
  private mutating func leadsNowhere(_ id: ChaseID, at now: Instant, _ reaction: inout Reaction) {
    guard let chase = chases[id], chase.isOpen, chase.nextRung == nil, !chase.isUnreachable else { return }
    let isAlive = chase.messages.contains { message in
      slots[message].map { $0.message.isOpen || $0.message.reach >= .handedOver } ?? false
    }
    guard !isAlive else { return }
    chases[id]?.isUnreachable = true
    changed(id)
    reaction.notices.append(chase.kind == .standDown ? .notTold(id) : .unreachable(id))
  }

  /// The end of a chase's time.
  mutating func passDeadline(_ id: ChaseID, at now: Instant, _ reaction: inout Reaction) {
    guard let chase = chases[id], chase.isOpen else { return }
    switch chase.kind {
    case .order:
      guard let order = chase.subject.order else { return }
      // Decided by the command post: the chase ends with its event, or here where that was decided already.
      reaction.commands.append(CalloutCommand(.order(.passDeadline(OrderReceipt(order: order, at: now))), by: Self.actor))
    case .standDown: if !chase.isDelivered, !chase.isUnreachable { reaction.notices.append(.notTold(id)) }
    case .unitHead: if !chase.isDelivered, !chase.isUnreachable { reaction.notices.append(.unreachable(id)) }
    case .broadcast: break
    }
    for message in chase.messages {
      change(message) { [settings, seed] in $0.expireIfDue(at: now, settings, Self.pause(message, settings, seed)) }
    }
    end(id, .silent, at: now)
  }

  mutating func channelFailed(_ channel: ContactChannel, at now: Instant, _ reaction: inout Reaction) {
    if gates[channel, default: ChannelGate()].failed(settings, at: now) { reaction.notices.append(.channelDown(channel)) }
  }

  mutating func channelWorked(_ channel: ContactChannel, _ reaction: inout Reaction) {
    if gates[channel, default: ChannelGate()].worked(settings) { reaction.notices.append(.channelUp(channel)) }
  }

  // MARK: Names

  static let actor = Actor.system("callout")

  static func purpose(of kind: Chase.Kind) -> MessagePurpose {
    switch kind {
    case .order: .callOut
    case .standDown: .standDown
    case .unitHead: .tellUnitHead
    case .broadcast: .broadcast
    }
  }

  /// Of a chase, from what it is about; a part that would make it too long stands as its hash.
  static func chaseID(_ first: String, _ second: String) -> ChaseID {
    let id = "\(first).\(second)"
    return ChaseID(id.utf8.count <= CalloutLimits.messageIDBytes - 24 && isPlainID(id) ? id : "\(first.prefix(20)).\(hash(id))")
  }

  /// `order-17.reminder.sms`: the same rung has the same id each time; no two rungs of a ladder share channel and target.
  static func messageID(_ chase: ChaseID, _ purpose: MessagePurpose, _ rung: CalloutSettings.Rung) -> MessageID {
    let whom = rung.target == .person ? "" : rung.target == .superior ? "1" : "2"
    return MessageID("\(chase).\(purpose.rawValue)\(whom).\(rung.channel.rawValue)")
  }

  static func chase(of message: Message) -> ChaseID {
    let parts = message.id.rawValue.split(separator: ".")
    return ChaseID(parts.dropLast(2).joined(separator: "."))
  }

  /// Four digits, by the chase's id; another if something open for this person has them.
  func freeCode(for id: ChaseID, _ staff: StaffID) -> String {
    let taken = (chasesByStaff[staff] ?? []).compactMap { chases[$0]?.code }
    let first = Int(Self.fnv(id.rawValue) % 9000)
    let free = (0..<9000).first { !taken.contains("\(1000 + (first + $0) % 9000)") }
    return "\(1000 + (first + (free ?? 0)) % 9000)"
  }

  static func fnv(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  static func hash(_ text: String) -> String {
    let digits = String(fnv(text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

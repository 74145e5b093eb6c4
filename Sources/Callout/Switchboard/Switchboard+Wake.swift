import Basics
import Incident

// What time alone demands: rungs of chases, tries and ends of messages.

extension Switchboard {
  /// Does all that is due at an instant. Calling it early or twice does nothing; calling it late sends nothing that is stale.
  /// - Parameter most: hand-overs of this call at most; `nextWake` is then due at once. Few at a time keep small what is in doubt
  ///   after a crash.
  /// - Complexity: O(due log n)
  public mutating func wake(at instant: Instant, most: Int = .max) -> Reaction {
    react(at: instant) { board, now, reaction in
      board.sweep(at: now)
      // What a try led to (a chase that goes on at once) may itself be due: each pass ends messages or takes rungs, so they end.
      while reaction.handOvers.count < max(1, most), board.pass(at: now, max(1, most), &reaction) {}
    }
  }

  private mutating func pass(at now: Instant, _ most: Int, _ reaction: inout Reaction) -> Bool {
    guard let first = queue.first, first.at <= now else { return false }
    var channels: Set<ContactChannel> = []
    while let first = queue.first, first.at <= now {
      queue.removeFirst()
      switch first.subject {
      case .chase(let id): wakeChase(id, at: now, &reaction)
      case .message(let id): if let channel = wakeMessage(id, at: now, &reaction) { channels.insert(channel) }
      case .channel(let channel): channels.insert(channel)
      }
    }
    for channel in channels.sorted() { pump(channel, at: now, most, &reaction) }
    return true
  }

  private mutating func wakeChase(_ id: ChaseID, at now: Instant, _ reaction: inout Reaction) {
    guard let chase = chases[id], let due = chase.due, due <= now else { return }
    if now >= chase.deadline { return passDeadline(id, at: now, &reaction) }
    takeRung(id, at: now, &reaction)
  }

  /// Returns the channel that the message now waits for.
  private mutating func wakeMessage(_ id: MessageID, at now: Instant, _ reaction: inout Reaction) -> ContactChannel? {
    guard let slot = slots[id], slot.message.isOpen else { return nil }
    let wasInFlight = slot.message.isInFlight
    let retry = Self.pause(id, settings, seed)
    change(id) { [settings] in $0.expireIfDue(at: now, settings, retry) }
    guard let after = slots[id] else { return nil }
    if wasInFlight, !after.message.isInFlight { channelFailed(after.message.channel, at: now, &reaction) }
    if !after.message.isOpen {
      messageEnded(id, at: now, &reaction)
      return nil
    }
    guard after.message.isWaiting, !after.isReady, after.message.notBefore <= now else { return nil }
    slots[id]?.isReady = true
    queue.add(.message(id), at: after.message.expires)
    ready[after.message.channel, default: ReadyQueue()].add(id, rank: after.message.purpose.rank, order: after.order)
    return after.message.channel
  }

  /// Sends what is ready over a channel as fast as its rate and its breaker allow.
  private mutating func pump(_ channel: ContactChannel, at now: Instant, _ most: Int, _ reaction: inout Reaction) {
    let rate = settings.channelRates[channel]
    while let id = ready[channel]?.first {
      guard let slot = slots[id], slot.message.isWaiting, slot.isReady else {
        ready[channel]?.removeFirst()
        continue
      }
      let isFull = reaction.handOvers.count >= most
      let free = isFull ? now : (gates[channel] ?? ChannelGate()).free(settings, rate, at: now)
      if isFull || free > now {
        queue.add(.channel(channel), at: free)
        return
      }
      ready[channel]?.removeFirst()
      slots[id]?.isReady = false
      attempt(slot.message, of: slot.chase, at: now, &reaction)
    }
  }

  /// One try, if nothing stands against it.
  private mutating func attempt(_ message: Message, of chase: ChaseID, at now: Instant, _ reaction: inout Reaction) {
    guard let staff = message.recipient.staff, now < message.expires else { return change(message.id) { _ in } }
    if let block = block(message.purpose, staff, chase) {
      reaction.notices.append(block)
      change(message.id) { $0.withdraw(at: now) }
      return messageEnded(message.id, at: now, &reaction)
    }
    if let later = hold(message, staff, at: now) { return change(message.id) { $0.notBefore = later } }
    let rate = settings.channelRates[message.channel]
    var handOver: HandOver?
    change(message.id) { handOver = $0.begin(at: now) }
    guard let handOver else { return }
    gates[message.channel, default: ChannelGate()].pass(settings, rate, at: now)
    personGates[staff, default: RateGate()].pass(settings.personRate, at: now)
    reaction.handOvers.append(handOver)
  }

  /// When a message may leave at the earliest, where that is not now: the person's rate, quiet hours.
  private func hold(_ message: Message, _ staff: StaffID, at now: Instant) -> Instant? {
    if let morning = quietUntil(message, at: now) { return morning }
    let free = (personGates[staff] ?? RateGate()).free(settings.personRate, at: now)
    // Being called, or called off, does not wait for what else the person got.
    let isOwn = message.purpose == .callOut || message.purpose == .reminder || message.purpose == .standDown
    return free > now && !isOwn ? free : nil
  }

  private func quietUntil(_ message: Message, at now: Instant) -> Instant? {
    guard let quiet = settings.quietHours, message.purpose == .broadcast, !message.wantsAnswer else { return nil }
    let minute = now.minuteOfDay(offsetMinutes: settings.offsetMinutes)
    let isQuiet = quiet.from <= quiet.to ? (quiet.from..<quiet.to).contains(minute) : minute >= quiet.from || minute < quiet.to
    guard isQuiet else { return nil }
    let midnight = Instant(date: now.date(offsetMinutes: settings.offsetMinutes), offsetMinutes: settings.offsetMinutes)
    let end = midnight.adding(minutes: quiet.to)
    return end > now ? end : end.adding(minutes: 1440)
  }

  /// What forbids a message to a person now.
  func block(_ purpose: MessagePurpose, _ staff: StaffID, _ chase: ChaseID) -> CalloutNotice? {
    // Who was called off must hear it, whatever they do.
    if purpose == .standDown { return nil }
    if mode == .exercise, isHalted || onActualDuty.contains(staff) { return .onActualDuty(staff, chase) }
    if purpose.isCall, isOnScene(staff) { return .onScene(staff, chase) }
    return nil
  }

  /// Forgets chases that ended long ago, with their messages; once an hour. Their rows stay.
  private mutating func sweep(at now: Instant) {
    guard let due = sweepAt, now >= due else {
      if sweepAt == nil { sweepAt = now.adding(minutes: 60) }
      return
    }
    sweepAt = now.adding(minutes: 60)
    let old = now.adding(minutes: -60 * CalloutLimits.memoryHours)
    var kept: [ChaseID] = []
    var passed = 0
    // A clock that was set back leaves some that ended later before others: they wait for their turn.
    while passed < ended.count, let end = chases[ended[passed]]?.endedAt, end < old {
      let id = ended[passed]
      passed += 1
      guard let chase = chases[id] else { continue }
      if chase.messages.contains(where: { slots[$0]?.message.isOpen == true }) {
        kept.append(id)
        continue
      }
      for message in chase.messages { slots[message] = nil }
      chases[id] = nil
      if let staff = chase.staff { chasesByStaff[staff]?.removeAll { $0 == id } }
    }
    if passed > 0 { ended.replaceSubrange(0..<passed, with: kept) }
  }
}

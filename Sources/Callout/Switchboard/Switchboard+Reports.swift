import Basics
import Incident

// What channels and gateways say. Doubled, late, reordered and unknown reports change nothing that they should not.

extension Switchboard {
  public mutating func report(_ report: ChannelReport, at instant: Instant) -> Reaction {
    react(at: instant) { board, now, reaction in
      guard let slot = board.slots[report.message] else {
        reaction.notices.append(.unknownMessage(report.message))
        return
      }
      let before = slot.message
      let retry = Self.pause(report.message, board.settings, board.seed)
      switch report.kind {
      case .outcome(let outcome, let attempt):
        board.count(outcome, before, attempt, at: now, &reaction)
        board.change(report.message) { $0.learn(outcome, attempt: attempt, at: now, retry) }
      case .receipt(let receipt): board.change(report.message) { $0.learn(receipt, at: now, retry) }
      }
      board.heardOf(report.message, before, at: now, &reaction)
    }
  }

  /// Several at once, as a gateway delivers them.
  public mutating func report(_ reports: [ChannelReport], at instant: Instant) -> Reaction {
    var all = Reaction()
    for report in reports { all.add(self.report(report, at: instant)) }
    return all
  }

  /// A channel's health, from the outcome of the attempt that is under way.
  private mutating func count(
    _ outcome: ChannelOutcome, _ message: Message, _ attempt: Int, at now: Instant, _ reaction: inout Reaction
  ) {
    guard message.isInFlight, attempt == message.attempts else { return }
    switch outcome {
    case .handedOver, .delivered, .permanent: channelWorked(message.channel, &reaction)
    case .temporary, .unknown: channelFailed(message.channel, at: now, &reaction)
    }
  }

  private mutating func heardOf(_ id: MessageID, _ before: Message, at now: Instant, _ reaction: inout Reaction) {
    guard let slot = slots[id] else { return }
    let message = slot.message
    if message.reach >= .delivered, before.reach < .delivered, message.isToPersonAsked {
      delivered(slot.chase, at: now, &reaction)
    }
    if before.isOpen, !message.isOpen { messageEnded(id, at: now, &reaction) }
    // Down for now: the next channel is tried at once, this message goes on beside it.
    if message.isWaiting, gates[message.channel]?.isDown(settings) == true, before.isInFlight {
      let chase = slot.chase
      if chases[chase]?.isOpen == true, chases[chase]?.messages.last == id, chases[chase]?.isDelivered == false {
        chases[chase]?.hurry(at: now)
        touched(chase)
      }
    }
  }

  /// For the first time, the command post learns that the person has it.
  private mutating func delivered(_ id: ChaseID, at now: Instant, _ reaction: inout Reaction) {
    guard let chase = chases[id], !chase.isDelivered else { return }
    chases[id]?.isDelivered = true
    changed(id)
    switch (chase.kind, chase.subject) {
    case (.order, .order(let order)):
      reaction.commands.append(CalloutCommand(.order(.deliver(OrderReceipt(order: order, at: now))), by: Self.actor))
    case (.broadcast, .broadcast(let broadcast, let staff)):
      let receipt = BroadcastReceipt(broadcast: broadcast, staff: staff, at: now)
      reaction.commands.append(CalloutCommand(.broadcast(.deliver(receipt)), by: Self.actor))
    default: return
    }
  }
}

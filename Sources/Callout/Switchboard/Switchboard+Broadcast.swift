import Basics
import Incident

// Status updates: one chase for each person addressed, so that one answer silences nobody else.

extension Switchboard {
  mutating func take(_ event: BroadcastEvent, _ scene: Scene, at now: Instant, _ reaction: inout Reaction) {
    switch event {
    case .sent, .escalated: return
    case .addressed(let part):
      guard let record = scene.state.broadcast(part.broadcast), let frame = scene.state.operation(record.operation) else {
        return
      }
      for staff in part.staff { address(staff, record, frame.opening.mode, scene, at: now, &reaction) }
    case .delivered(let receipt): chases[Self.chase(receipt.broadcast, receipt.staff)]?.isDelivered = true
    case .acknowledged(let receipt): end(Self.chase(receipt.broadcast, receipt.staff), .answered, at: now)
    case .closed(let closing):
      for staff in scene.state.broadcast(closing.broadcast)?.recipients ?? [] {
        end(Self.chase(closing.broadcast, staff), .withdrawn, at: now)
      }
    }
  }

  private mutating func address(
    _ staff: StaffID, _ record: BroadcastRecord, _ mode: Mode, _ scene: Scene, at now: Instant, _ reaction: inout Reaction
  ) {
    let id = Self.chase(record.id, staff)
    guard chases[id] == nil, let member = scene.roster.member(staff) else { return }
    let deadline = record.sending.deadline
    let code = deadline == nil ? "" : freeCode(for: id, staff)
    var values = ["broadcast": record.id.rawValue, "note": record.sending.text.row]
    if let deadline {
      values["deadline"] = deadline.text
      values["code"] = code
    }
    // Its last escalation comes before its end.
    let end = (deadline ?? now).adding(minutes: settings.expiryMinutes)
    let chase = Chase(
      id: id, kind: .broadcast, subject: .broadcast(record.id, staff), operation: record.operation, staff: staff,
      unit: member.unit, code: code, text: MessageText(deadline == nil ? "message.broadcast" : "message.broadcast_ack", values),
      opened: now, deadline: min(end, now.adding(minutes: 60 * CalloutLimits.chaseHours)),
      ladder: ladder(until: deadline, from: now))
    open(chase, scene, mode: mode, at: now, &reaction)
  }

  /// The person on two channels before the deadline; from the deadline on those above.
  private func ladder(until deadline: Instant?, from now: Instant) -> [CalloutSettings.Rung] {
    guard let deadline else { return limited(settings.broadcastLadder) }
    let seconds = Int(max(0, deadline.milliseconds - now.milliseconds) / 1000)
    let own = settings.broadcastLadder.enumerated().filter { $0.offset == 0 || $0.element.afterSeconds < seconds }.map(\.element)
    let above = settings.broadcastEscalation.map { rung in
      var later = rung
      later.afterSeconds += seconds
      return later
    }
    return limited(own + above)
  }

  static func chase(_ broadcast: BroadcastID, _ staff: StaffID) -> ChaseID { chaseID(broadcast.rawValue, staff.rawValue) }
}

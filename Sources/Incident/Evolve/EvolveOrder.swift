import Basics

extension State {
  mutating func apply(_ event: OrderEvent, _ recorded: RecordedEvent) {
    switch event {
    case .issued(let issue): issued(issue, recorded)
    case .delivered(let receipt): step(receipt.order, .delivered(at: receipt.at), receipt.at)
    case .accepted(let receipt): step(receipt.order, .accepted(at: receipt.at, arrivesAt: receipt.arrivesAt), receipt.at)
    case .declined(let receipt):
      step(receipt.order, .declined(at: receipt.at, reason: receipt.reason, note: receipt.note), receipt.at)
    case .unanswered(let receipt): step(receipt.order, .unanswered(at: receipt.at), receipt.at)
    case .enRoute(let receipt): step(receipt.order, .enRoute(at: receipt.at), receipt.at)
    case .arrived(let receipt): step(receipt.order, .arrived(at: receipt.at), receipt.at)
    case .onDuty(let receipt): step(receipt.order, .onDuty(since: receipt.at), receipt.at)
    case .relieved(let relief): relieved(relief)
    case .released(let receipt): released(receipt)
    case .stoodDown(let end): step(end.order, .stoodDown(at: end.at, reason: end.reason), end.at)
    }
  }

  private mutating func issued(_ issue: OrderIssue, _ recorded: RecordedEvent) {
    counters.orders += 1
    guard orders[issue.order] == nil, let frame = operations[issue.operation],
      let post = frame.posts[issue.post]?.post, let shift = frame.shifts[post.shift]
    else { return note("order.issued: \(issue.order) does not fit") }
    orders[issue.order] = OrderRecord(issue, at: recorded.instant, by: recorded.actor, shift: shift)
    awaitingAnswer.insert(issue.order)
    ordersByStaff[issue.staff, default: []].append(issue.order)
    operations[issue.operation]?.orders.append(issue.order)
    operations[issue.operation]?.ordersByPost[issue.post, default: []].append(issue.order)
  }

  /// Takes the step if the table of transitions has it; what is known already or impossible is an anomaly in a log, as `decide`
  /// writes neither.
  private mutating func step(_ id: OrderID, _ next: OrderState, _ at: Instant) {
    guard let phase = orders[id]?.phase else { return note("order.\(next.phase.rawValue): order \(id) is unknown") }
    guard phase.verdict(for: next.phase) == .happens else {
      return note("order.\(next.phase.rawValue): order \(id) is \(phase.rawValue)")
    }
    orders[id]?.state = next
    if !next.phase.awaitsAnswer { awaitingAnswer.remove(id) }
    orders[id]?.steps.append(OrderRecord.Step(phase: next.phase, at: at))
  }

  private mutating func relieved(_ relief: OrderRelief) {
    guard case .onDuty(let since) = orders[relief.order]?.state else {
      return note("order.relieved: order \(relief.order) is not on duty")
    }
    step(relief.order, .relieved(since: since, at: relief.at, by: relief.by), relief.at)
  }

  private mutating func released(_ receipt: OrderReceipt) {
    let worked: Interval? =
      switch orders[receipt.order]?.state {
      case .onDuty(let since): Interval(start: since, end: max(since, receipt.at))
      case .relieved(let since, let at, _): Interval(start: since, end: max(since, at))
      case .issued, .delivered, .unanswered, .accepted, .declined, .enRoute, .arrived, .released, .stoodDown, nil: nil
      }
    step(receipt.order, .released(worked: worked, at: receipt.at), receipt.at)
  }
}

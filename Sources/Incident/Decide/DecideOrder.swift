import Basics

extension Decision {
  func decide(_ command: OrderCommand) throws(Refusal) -> [Event] {
    switch command {
    case .issue(let plan, let duties, let deadline): return try issue(plan, duties, deadline)
    case .deliver(let receipt): return try step(receipt.order, .delivered, receipt.at) { .delivered(receipt) }
    case .accept(let answer): return try step(answer.order, .accepted, answer.at) { .accepted(answer) }
    case .decline(let answer):
      try note("note", answer.note)
      return try step(answer.order, .declined, answer.at) { .declined(answer) }
    case .passDeadline(let receipt):
      let order = try order(receipt.order)
      guard !order.phase.awaitsAnswer || now >= order.issue.deadline else {
        throw Refusal(.deadlineNotPassed, ["order": order.id.rawValue, "deadline": order.issue.deadline.text])
      }
      return try step(receipt.order, .unanswered, receipt.at) { .unanswered(receipt) }
    case .depart(let receipt): return try step(receipt.order, .enRoute, receipt.at) { .enRoute(receipt) }
    case .arrive(let receipt): return try step(receipt.order, .arrived, receipt.at) { .arrived(receipt) }
    case .startDuty(let receipt): return try step(receipt.order, .onDuty, receipt.at) { .onDuty(receipt) }
    case .relieve(let relief): return try relieve(relief)
    case .release(let receipt): return try step(receipt.order, .released, receipt.at) { .released(receipt) }
    case .standDown(let end):
      try note("note", end.note)
      return try step(end.order, .stoodDown, end.at) { .stoodDown(end) }
    }
  }

  private func order(_ id: OrderID) throws(Refusal) -> OrderRecord {
    guard let order = state.orders[id] else { throw Refusal(.unknownOrder, ["order": id.rawValue]) }
    return order
  }

  /// One step by the table of transitions; nothing for what is known already.
  private func step(_ id: OrderID, _ phase: OrderState.Phase, _ at: Instant, _ event: () -> OrderEvent) throws(Refusal) -> [Event]
  {
    let order = try order(id)
    try notInFuture("at", at)
    // Where the clock itself was set back since the call, an answer of now is no answer of before it.
    guard at >= min(order.issuedAt, now).adding(minutes: -IncidentLimits.clockSkewMinutes) else {
      throw Refusal(.beforeIssue, ["order": id.rawValue, "at": at.text, "issued": order.issuedAt.text])
    }
    switch order.phase.verdict(for: phase) {
    case .known: return []
    case .refused(let code): throw Refusal(code, ["order": id.rawValue])
    case .happens:
      if order.phase == .unanswered && phase == .accepted { try seatIsFree(order) }
      return [.order(event())]
    case .happensWithAcceptance:
      if order.phase == .unanswered { try seatIsFree(order) }
      return [.order(.accepted(OrderAcceptance(order: id, at: at))), .order(event())]
    }
  }

  /// For a late yes: nobody else was called for the seat meanwhile, and the person holds no other.
  private func seatIsFree(_ order: OrderRecord) throws(Refusal) {
    let taken = Refusal(.seatTaken, ["order": order.id.rawValue, "post": order.post.rawValue])
    guard let frame = state.operations[order.operation], frame.isOpen, let record = frame.posts[order.post], record.isOpen else {
      throw taken
    }
    guard state.heads(order.operation, post: order.post).ordered < record.post.heads else { throw taken }
    let other = state.orders(staff: order.staff).first {
      $0.id != order.id && $0.interval.overlaps(order.interval) && ($0.phase.holdsSeat || $0.phase.isOnScene)
    }
    if let other { throw Refusal(.alreadyOrdered, ["staff": order.staff.rawValue, "order": other.id.rawValue]) }
  }

  private func relieve(_ relief: OrderRelief) throws(Refusal) -> [Event] {
    try note("handover", relief.handover)
    let order = try order(relief.order)
    if let by = relief.by {
      let next = try self.order(by)
      let from = state.operations[order.operation]?.posts[order.post]?.post
      let to = state.operations[next.operation]?.posts[next.post]?.post
      guard by != order.id, next.operation == order.operation, from?.role == to?.role, from?.place == to?.place else {
        throw Refusal(.reliefDiffers, ["by": by.rawValue, "order": order.id.rawValue])
      }
    }
    return try step(relief.order, .relieved, relief.at) { .relieved(relief) }
  }
}

import Basics

extension State {
  /// What must always hold, as faults in words; empty for a sound state.
  /// - Complexity: O(n log n) in orders, posts and plans.
  public func checkInvariants() -> [String] {
    var faults = anomalies
    for id in operationIDs { faults += faultsOfOperation(id) }
    for staff in ordersByStaff.keys.sorted() { faults += faultsOfPerson(staff) }
    if awaitingAnswer != Set(orders.values.filter(\.phase.awaitsAnswer).map(\.id)) {
      faults.append("the orders that wait for an answer and their index differ")
    }
    if counters.orders != orders.count { faults.append("\(orders.count) orders, but \(counters.orders) were counted") }
    if counters.plans != plans.count { faults.append("\(plans.count) plans, but \(counters.plans) were counted") }
    for id in broadcasts.keys.sorted() { faults += faultsOfBroadcast(id) }
    for id in bulletins.keys.sorted() { faults += faultsOfBulletin(id) }
    faults += service.faults
    if operationIDs.count != operations.count { faults.append("operations and their list differ") }
    faults += faultsOfRatings()
    return faults
  }

  /// The same for what one event touched; to be called after each event in tests and drills.
  public func checkInvariants(after event: Event) -> [String] {
    switch event {
    case .database: return database == nil ? ["no database"] : []
    case .operation(.closed(let closing)): return faultsOfOperation(closing.operation)
    case .need(.postChanged(let change)): return faultsOfPost(change.operation, change.post)
    case .need(.postClosed(let closing)): return faultsOfPost(closing.operation, closing.post)
    case .order(.issued(let issue)): return faultsOfPerson(issue.staff) + faultsOfPost(issue.operation, issue.post)
    case .order(let event):
      guard let order = orders[event.order] else { return ["order \(event.order) is unknown"] }
      return faultsOfPerson(order.staff) + faultsOfPost(order.operation, order.post)
    case .operation, .need, .situation, .plan, .paper, .safety: return []
    case .broadcast(let event): return faultsOfBroadcast(event.broadcast)
    case .bulletin(let event): return event.bulletin.map(faultsOfBulletin) ?? []
    case .exercise: return faultsOfRatings()
    case .service: return service.complaintIDs.count == service.complaints.count ? [] : ["complaints and their list differ"]
    case .citizen: return tickets.count == counters.tickets ? [] : ["\(tickets.count) tickets, \(counters.tickets) counted"]
    case .access: return contactTests.count == counters.contactTests ? [] : ["contact tests and their count differ"]
    }
  }

  private func faultsOfOperation(_ id: OperationID) -> [String] {
    guard let frame = operations[id] else { return ["operation \(id) is listed and unknown"] }
    var faults: [String] = []
    if frame.mode != mode { faults.append("operation \(id): mode \(frame.mode) in a database of another") }
    for status in frame.statuses where !status.basis.isWrittenUp && status.basis.kind != .oralOrder {
      faults.append("operation \(id): status \(status.status) without a basis")
    }
    if frame.orders.count != frame.ordersByPost.values.reduce(0, { $0 + $1.count }) {
      faults.append("operation \(id): orders and their index by post differ")
    }
    for post in frame.posts.keys.sorted() { faults += faultsOfPost(id, post) }
    for plan in plans(id) { faults += faultsOfPlan(plan) }
    let live = orders(id).count { $0.phase.holdsSeat || $0.phase.isOnScene }
    if !frame.isOpen && live > 0 { faults.append("operation \(id): closed with \(live) orders under way") }
    return faults
  }

  private func faultsOfBroadcast(_ id: BroadcastID) -> [String] {
    guard let record = broadcasts[id] else { return ["broadcast \(id) is unknown"] }
    if record.recipients.count > record.sending.recipients { return ["broadcast \(id): more people than addressed"] }
    let known = record.standings.values.count { $0.acknowledged != nil }
    return known == record.acknowledgements
      ? [] : ["broadcast \(id): \(known) acknowledgements, \(record.acknowledgements) counted"]
  }

  /// Two people for each release, or one and an alarm; an exercise reaches nobody outside.
  private func faultsOfBulletin(_ id: BulletinID) -> [String] {
    guard let record = bulletins[id] else { return ["bulletin \(id) is unknown"] }
    guard let release = record.release else { return [] }
    var faults: [String] = []
    if let second = release.approvedBy ?? release.countersignedBy, record.authors.contains(second) {
      faults.append("bulletin \(id): signed by its own author")
    }
    let mode = operations[record.operation]?.mode
    if release.publication.reach == .everyone, mode != .actual || database?.mode != .actual {
      faults.append("bulletin \(id): an exercise reached the public")
    }
    return faults
  }

  /// Not more people than heads; nobody on a closed post.
  private func faultsOfPost(_ operation: OperationID, _ post: PostID) -> [String] {
    guard let record = operations[operation]?.posts[post] else { return ["post \(post) is unknown"] }
    let people = heads(operation, post: post).ordered
    if !record.isOpen && people > 0 { return ["post \(post): closed with \(people) people"] }
    return people > record.post.heads ? ["post \(post): \(people) people for \(record.post.heads) heads"] : []
  }

  private func faultsOfPlan(_ plan: PlanRecord) -> [String] {
    var faults: [String] = []
    if !plan.isComplete {
      faults.append("plan \(plan.id): \(plan.duties.count) of \(plan.header.duties) duties have come")
    }
    if let approval = plan.state.approval, !approval.by.isPerson { faults.append("plan \(plan.id): approved by no person") }
    return faults
  }

  /// Nobody holds two seats at the same time; each order was issued once, in an open operation.
  private func faultsOfPerson(_ staff: StaffID) -> [String] {
    let mine = orders(staff: staff).filter { $0.phase.holdsSeat }.sorted {
      ($0.interval.start, $0.id) < ($1.interval.start, $1.id)
    }
    var faults: [String] = []
    for (i, order) in mine.enumerated() {
      for other in mine[(i + 1)...] where other.interval.overlaps(order.interval) {
        faults.append("staff \(staff): \(order.id) and \(other.id) at the same time")
      }
    }
    for order in mine where plans[order.issue.plan]?.state.approval == nil {
      faults.append("\(order.id): its plan \(order.issue.plan) was never approved")
    }
    return faults
  }
}

extension OrderEvent {
  /// The order that it is about.
  public var order: OrderID {
    switch self {
    case .issued(let event): event.order
    case .delivered(let event), .unanswered(let event), .enRoute(let event), .arrived(let event), .onDuty(let event),
      .released(let event):
      event.order
    case .accepted(let event): event.order
    case .declined(let event): event.order
    case .relieved(let event): event.order
    case .stoodDown(let event): event.order
    }
  }
}

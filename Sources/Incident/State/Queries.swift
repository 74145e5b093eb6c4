import Basics

/// What a call of a person for a shift meets.
public enum CallBlock: Hashable, Sendable {
  /// Has an order for an overlapping shift that is not ended.
  case ordered(OrderID)
  case declined(OrderID)
  case unanswered(OrderID)
  /// Is at a place of duty, whatever the shift.
  case onScene(OrderID)
}

extension State {
  public func operation(_ id: OperationID) -> EmergencyOperation? { operations[id] }
  public func plan(_ id: PlanID) -> PlanRecord? { plans[id] }
  public func order(_ id: OrderID) -> OrderRecord? { orders[id] }

  /// The operations that are not closed, in the order of opening.
  public var openOperations: [EmergencyOperation] { operationIDs.compactMap { operations[$0] }.filter(\.isOpen) }

  /// The opened one of a scenario's digest, for `siaga plan SCENARIO` to go on with; the latest.
  public func openOperation(scenarioDigest: String) -> EmergencyOperation? {
    openOperations.last { $0.opening.scenarioDigest == scenarioDigest }
  }

  /// Open posts of an operation; sorted by id.
  public func openPosts(_ operation: OperationID) -> [Post] { operations[operation]?.openPosts ?? [] }

  /// Version of a fact; 0 for what was never stated.
  public func version(_ fact: FactName) -> Int { facts[fact] ?? 0 }

  /// All facts that a plan of these shifts reads, with their present versions; sorted by name. Orders of shifts within a day
  /// count too, as rest depends on them.
  public func relevantFacts(_ operation: OperationID, shifts: [ShiftID]) -> [FactRead] {
    guard let frame = operations[operation] else { return [] }
    var names: [FactName] = [.roster, .edits(operation), .roads(operation), .equipment(operation)]
    for shift in shifts { names += [.posts(operation, shift), .partners(operation, shift)] }
    let spans = shifts.compactMap { frame.shifts[$0]?.interval }
    for shift in frame.shifts.values {
      let near = Interval(start: shift.interval.start.adding(minutes: -1440), end: shift.interval.end.adding(minutes: 1440))
      if spans.contains(where: near.overlaps) { names.append(.orders(operation, shift.id)) }
    }
    for area in Set(frame.opening.areas).union(frame.depths.keys) { names.append(.depth(operation, area)) }
    for area in Set(frame.opening.areas).union(frame.power.keys) { names.append(.power(operation, area)) }
    return names.sorted().map { FactRead($0, version: version($0)) }
  }

  /// Of those read, the facts that have changed since.
  public func changed(_ facts: [FactRead]) -> [FactRead] { facts.filter { version($0.name) != $0.version } }

  /// The newest plan of an operation that is not superseded; of a shift if one is given.
  public func currentPlan(_ operation: OperationID, shift: ShiftID? = nil) -> PlanRecord? {
    plans(operation).last { plan in !plan.state.isSuperseded && (shift.map(plan.shifts.contains) ?? true) }
  }

  /// The plan in force for a shift: the newest approved one.
  public func approvedPlan(_ operation: OperationID, shift: ShiftID) -> PlanRecord? {
    plans(operation).last { $0.state.isApproved && $0.shifts.contains(shift) }
  }

  /// All plans, in the order of proposal.
  public func plans(_ operation: OperationID) -> [PlanRecord] { (operations[operation]?.plans ?? []).compactMap { plans[$0] } }

  /// All orders, in the order of issue.
  public func orders(_ operation: OperationID) -> [OrderRecord] {
    (operations[operation]?.orders ?? []).compactMap { orders[$0] }
  }

  public func orders(_ operation: OperationID, post: PostID) -> [OrderRecord] {
    (operations[operation]?.ordersByPost[post] ?? []).compactMap { orders[$0] }
  }

  public func orders(staff: StaffID) -> [OrderRecord] { (ordersByStaff[staff] ?? []).compactMap { orders[$0] } }

  /// Orders of a person that count as a seat, for a post of a plan.
  public func heldOrder(_ operation: OperationID, _ duty: DutyKey) -> OrderRecord? {
    orders(staff: duty.staff).last { $0.operation == operation && $0.post == duty.post && $0.phase.holdsSeat }
  }

  /// People who hold a seat and were told so: a plan that moves them disturbs. By person, the duties; sorted.
  public func toldStaff(_ operation: OperationID, shifts: [ShiftID]? = nil) -> [DutyKey] {
    orders(operation).filter { $0.phase.holdsSeat && (shifts?.contains($0.shift) ?? true) }.map(\.duty).sorted {
      ($0.staff, $0.post) < ($1.staff, $1.post)
    }
  }

  /// What stands against calling a person for a shift; nil if nothing.
  public func callBlock(_ staff: StaffID, for shift: Shift, in operation: OperationID) -> CallBlock? {
    let mine = orders(staff: staff)
    if let scene = mine.last(where: { $0.phase.isOnScene }) { return .onScene(scene.id) }
    for order in mine.reversed() where order.interval.overlaps(shift.interval) {
      switch order.phase {
      case .declined where order.operation == operation && order.shift == shift.id: return .declined(order.id)
      case .unanswered where order.operation == operation && order.shift == shift.id: return .unanswered(order.id)
      case .issued, .delivered, .accepted, .enRoute, .arrived, .onDuty, .relieved, .unanswered: return .ordered(order.id)
      case .declined, .released, .stoodDown: continue
      }
    }
    return nil
  }

  /// Everyone whom a call for this shift may not reach, with why; sorted by person.
  public func callBlocks(for shift: Shift, in operation: OperationID) -> [(staff: StaffID, block: CallBlock)] {
    ordersByStaff.keys.sorted().compactMap { staff in
      callBlock(staff, for: shift, in: operation).map { (staff, $0) }
    }
  }

  /// Orders whose duty stands in no letter, in the order of issue. Declined, unanswered and stood-down ones need none.
  public func dutiesWithoutLetter(_ operation: OperationID) -> [OrderRecord] {
    orders(operation).filter { order in
      switch order.phase {
      case .declined, .unanswered, .stoodDown: false
      case .issued, .delivered, .accepted, .enRoute, .arrived, .onDuty, .relieved, .released:
        !lettered.contains(LetteredDuty(operation: operation, duty: order.duty))
      }
    }
  }

  /// In the order of arrival.
  public func openObjections(_ operation: OperationID) -> [ObjectionRecord] {
    objectionIDs.compactMap { objections[$0] }.filter { $0.isOpen && plans[$0.objection.plan]?.operation == operation }
  }

  /// Duties of a plan that no live order stands for: those to issue. In the plan's order.
  public func dutiesToOrder(_ plan: PlanID) -> [Duty] {
    guard let record = plans[plan] else { return [] }
    return record.duties.filter { heldOrder(record.operation, DutyKey(staff: $0.staff, post: $0.post)) == nil }
  }

  /// Live orders of the plan's shifts that the plan no longer wants: to be stood down or released before new ones go out.
  public func ordersNotInPlan(_ plan: PlanID) -> [OrderRecord] {
    guard let record = plans[plan] else { return [] }
    let wanted = Set(record.duties.map { DutyKey(staff: $0.staff, post: $0.post) })
    return orders(record.operation).filter {
      record.shifts.contains($0.shift) && $0.phase.holdsSeat && !wanted.contains($0.duty)
    }
  }

  /// Orders that wait for an answer though their deadline has passed; in the order of issue.
  public func overdueOrders(_ operation: OperationID, at now: Instant) -> [OrderRecord] {
    let overdue = Set(
      awaitingAnswer.filter { id in orders[id].map { $0.operation == operation && now >= $0.issue.deadline } ?? false })
    return overdue.isEmpty ? [] : (operations[operation]?.orders ?? []).filter(overdue.contains).compactMap { orders[$0] }
  }

  /// Everyone at a place of duty; sorted by person.
  public func onScene(_ operation: OperationID) -> [OrderRecord] {
    orders(operation).filter(\.phase.isOnScene).sorted { ($0.staff, $0.id) < ($1.staff, $1.id) }
  }

  /// Heads on a post now: orders that hold a seat, and partners' people who are promised or there.
  public func heads(_ operation: OperationID, post: PostID) -> (ordered: Int, partners: Int) {
    let ordered = orders(operation, post: post).count { $0.phase.holdsSeat }
    let partners = (operations[operation]?.partnerTeams ?? []).filter { $0.post == post && $0.counts }.reduce(0) { $0 + $1.heads }
    return (ordered, partners)
  }

  /// Rounds of an operation that are late and have silent people, in the order of opening.
  public func overdueRounds(_ operation: OperationID, at now: Instant) -> [AccountabilityRound] {
    (operations[operation]?.rounds ?? []).compactMap { rounds[$0] }.filter { $0.isOverdue(at: now) }
  }
}

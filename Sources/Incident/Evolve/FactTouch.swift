import Basics

extension State {
  /// Gives each fact that the event changes a new version. Runs before the event is applied.
  mutating func touch(_ event: Event) {
    for fact in factsChanged(by: event) { facts[fact, default: 0] += 1 }
  }

  private func factsChanged(by event: Event) -> [FactName] {
    switch event {
    case .database(.rosterImported): [.roster]
    case .database(.opened), .operation, .paper, .safety, .broadcast, .bulletin, .citizen, .exercise, .service, .access: []
    case .need(let event): factsChanged(by: event)
    case .situation(let event): factsChanged(by: event)
    case .plan(let event): factsChanged(by: event)
    case .order(let event): factsChanged(by: event)
    }
  }

  private func factsChanged(by event: NeedEvent) -> [FactName] {
    switch event {
    case .shiftsDefined(let event): event.shifts.map { .posts(event.operation, $0.id) }
    case .postsOpened(let event): unique(event.posts.map(\.shift)).map { .posts(event.operation, $0) }
    case .postChanged(let event): shift(event.operation, event.post).map { [.posts(event.operation, $0)] } ?? []
    case .postClosed(let event): shift(event.operation, event.post).map { [.posts(event.operation, $0)] } ?? []
    case .postureActivated, .postureDeactivated: []
    case .equipmentReported(let event): [.equipment(event.operation)]
    case .aidRequested(let event): facts(event.operation, event.need)
    case .aidPromised(let event): aidFacts(event.operation, event.request)
    case .aidArrived(let event): aidFacts(event.operation, event.request)
    case .aidReleased(let event): aidFacts(event.operation, event.request)
    }
  }

  private func factsChanged(by event: SituationEvent) -> [FactName] {
    switch event {
    case .depthReported(let event): [.depth(event.operation, event.area)]
    case .roadClosed(let event): [.roads(event.operation)]
    case .roadOpened(let event): [.roads(event.operation)]
    case .powerRecorded(let event): [.power(event.operation, event.area)]
    case .powerOverridden(let event): [.power(event.operation, event.area)]
    // A forecast decides nothing by itself.
    case .affectedReported, .shelterCounted, .depthForecast: []
    }
  }

  private func factsChanged(by event: PlanEvent) -> [FactName] {
    switch event {
    case .edited(let event): [.edits(event.operation)]
    case .thresholdSet(let event): [.edits(event.operation)]
    case .proposed, .part, .shortages, .proof, .approved, .superseded, .unitHeadTold, .unitHeadObjected, .objectionResolved: []
    }
  }

  /// Who may still be called for a shift, and who holds which seat.
  private func factsChanged(by event: OrderEvent) -> [FactName] {
    switch event {
    case .issued(let event): shift(event.operation, event.post).map { [.orders(event.operation, $0)] } ?? []
    case .declined(let event): orderFact(event.order)
    case .unanswered(let event): orderFact(event.order)
    case .relieved(let event): orderFact(event.order)
    case .released(let event): orderFact(event.order)
    case .stoodDown(let event): orderFact(event.order)
    case .accepted(let event): orders[event.order]?.phase == .unanswered ? orderFact(event.order) : []
    case .arrived(let event): orderFact(event.order)
    case .delivered, .enRoute, .onDuty: []
    }
  }

  private func orderFact(_ id: OrderID) -> [FactName] { orders[id].map { [.orders($0.operation, $0.shift)] } ?? [] }

  private func shift(_ operation: OperationID, _ post: PostID) -> ShiftID? { operations[operation]?.posts[post]?.post.shift }

  private func aidFacts(_ operation: OperationID, _ request: AidRequestID) -> [FactName] {
    operations[operation]?.aid.first { $0.id == request }.map { facts(operation, $0.asked.need) } ?? []
  }

  private func facts(_ operation: OperationID, _ need: AidNeed) -> [FactName] {
    switch need {
    case .team(let post, _): shift(operation, post).map { [.partners(operation, $0)] } ?? []
    case .equipment: [.equipment(operation)]
    }
  }
}

/// Each value once, in the order of first appearance.
func unique<T: Hashable>(_ values: some Sequence<T>) -> [T] {
  var seen: Set<T> = []
  return values.filter { seen.insert($0).inserted }
}

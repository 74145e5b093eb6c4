import Basics
import Geography
import Incident

/// A fact with the entry of the log that states it: papers cite the number.
public struct Stated<Value: Sendable>: Sendable {
  public var value: Value
  public var sequence: UInt64
  /// When it was recorded.
  public var recorded: Instant

  public init(_ value: Value, _ record: RecordedEvent) {
    self.value = value
    sequence = record.sequence
    recorded = record.instant
  }
}

/// What the log says of one operation up to an instant, each with its entry. Nothing is filled in that nobody stated.
public struct OperationFacts: Sendable {
  public let operation: OperationID
  public var opening: Stated<OperationOpening>?
  public var closed: Instant?
  public var statuses: [Stated<StatusRecord>] = []
  public var writeUps: [Stated<BasisWriteUp>] = []
  public var acting: Stated<ActingCommander>?
  public var commander: Stated<CommanderNaming>?
  public var occurrences: [Stated<OccurrenceStart>] = []
  public var occurrenceEnds: [Stated<OccurrenceEnd>] = []
  public var periods: [Stated<PeriodStart>] = []
  public var shifts: [Shift] = []
  public var depths: [Stated<DepthReport>] = []
  public var affected: [Stated<AffectedReport>] = []
  /// The last word on each road, in the order of its first mention.
  public var roads: [(report: Stated<RoadReport>, isClosed: Bool)] = []
  /// The last word on each area.
  public var power: [Stated<PowerReport>] = []
  /// The last word on each store.
  public var equipment: [Stated<EquipmentReport>] = []
  public var aid: [AidLine] = []
  public var orders: [OrderID: OrderLine] = [:]
  /// In the order of issue.
  public var orderIDs: [OrderID] = []
  public var letters: [Stated<LetterRecord>] = []
  public var lettered: Set<DutyKey> = []
  /// The operation's events in order.
  public var records: [RecordedEvent] = []

  /// A request for aid and how it went.
  public struct AidLine: Sendable {
    public var asked: Stated<AidAsked>
    public var promised: Stated<AidPromise>?
    public var arrived: Stated<AidArrival>?
    public var released: Instant?
  }

  /// An order and its last state.
  public struct OrderLine: Sendable {
    public var issue: OrderIssue
    public var state: OrderState.Phase
    public var since: Instant

    /// Comes, is there or was there.
    public var stands: Bool { state.holdsSeat || state == .relieved || state == .released }
  }

  /// - Parameter until: later entries are passed over.
  /// - Complexity: O(events), times the short lists of roads and aid.
  public init(_ operation: OperationID, events: [RecordedEvent], until: Instant? = nil) {
    self.operation = operation
    var ours = OwnPlans(operation)
    for record in events where until.map({ record.instant <= $0 }) ?? true {
      guard ours.take(record.event) else { continue }
      records.append(record)
      apply(record)
    }
  }

  private mutating func apply(_ record: RecordedEvent) {
    switch record.event {
    case .operation(let event): apply(event, record)
    case .need(let event): apply(event, record)
    case .situation(let event): apply(event, record)
    case .order(let event): apply(event, record)
    case .paper(.letterRecorded(let letter)): letters.append(Stated(letter, record))
    case .paper(.letterPart(let part)): lettered.formUnion(part.duties)
    case .database, .plan, .safety, .broadcast, .bulletin, .citizen, .exercise, .service, .access: break
    }
  }

  private mutating func apply(_ event: OperationEvent, _ record: RecordedEvent) {
    switch event {
    case .opened(let opened): opening = Stated(opened, record)
    case .closed: closed = record.instant
    case .statusRecorded(let status): statuses.append(Stated(status, record))
    case .basisWrittenUp(let writeUp): writeUps.append(Stated(writeUp, record))
    case .actingCommanderSet(let acting): self.acting = Stated(acting, record)
    case .commanderNamed(let named): commander = Stated(named, record)
    case .occurrenceStarted(let start): occurrences.append(Stated(start, record))
    case .occurrenceEnded(let end): occurrenceEnds.append(Stated(end, record))
    case .periodStarted(let period): periods.append(Stated(period, record))
    case .noteAdded: break
    }
  }

  private mutating func apply(_ event: NeedEvent, _ record: RecordedEvent) {
    switch event {
    case .shiftsDefined(let defined): shifts += defined.shifts
    case .equipmentReported(let report):
      Self.keepLast(&equipment, Stated(report, record)) { $0.equipment == report.equipment }
    case .aidRequested(let asked): aid.append(AidLine(asked: Stated(asked, record)))
    case .aidPromised(let promise): change(promise.request) { $0.promised = Stated(promise, record) }
    case .aidArrived(let arrival): change(arrival.request) { $0.arrived = Stated(arrival, record) }
    case .aidReleased(let release): change(release.request) { $0.released = record.instant }
    case .postureActivated, .postureDeactivated, .postsOpened, .postChanged, .postClosed: break
    }
  }

  private mutating func change(_ request: AidRequestID, _ edit: (inout AidLine) -> Void) {
    guard let i = aid.firstIndex(where: { $0.asked.value.request == request }) else { return }
    edit(&aid[i])
  }

  private static func keepLast<Value>(_ list: inout [Stated<Value>], _ new: Stated<Value>, _ same: (Value) -> Bool) {
    if let i = list.firstIndex(where: { same($0.value) }) { list[i] = new } else { list.append(new) }
  }

  private mutating func apply(_ event: SituationEvent, _ record: RecordedEvent) {
    switch event {
    case .depthReported(let report): depths.append(Stated(report, record))
    case .affectedReported(let report): affected.append(Stated(report, record))
    case .roadClosed(let report): setRoad(Stated(report, record), isClosed: true)
    case .roadOpened(let report): setRoad(Stated(report, record), isClosed: false)
    case .powerRecorded(let report): Self.keepLast(&power, Stated(report, record)) { $0.area == report.area }
    case .powerOverridden, .shelterCounted, .depthForecast: break
    }
  }

  private mutating func setRoad(_ report: Stated<RoadReport>, isClosed: Bool) {
    if let i = roads.firstIndex(where: { $0.report.value.road == report.value.road }) {
      roads[i] = (report, isClosed)
    } else {
      roads.append((report, isClosed))
    }
  }

  private mutating func apply(_ event: OrderEvent, _ record: RecordedEvent) {
    func set(_ order: OrderID, _ state: OrderState.Phase, _ at: Instant) {
      orders[order]?.state = state
      orders[order]?.since = at
    }
    switch event {
    case .issued(let issue):
      orders[issue.order] = OrderLine(issue: issue, state: .issued, since: record.instant)
      orderIDs.append(issue.order)
    case .delivered(let receipt): set(receipt.order, .delivered, receipt.at)
    case .accepted(let acceptance): set(acceptance.order, .accepted, acceptance.at)
    case .declined(let decline): set(decline.order, .declined, decline.at)
    case .unanswered(let receipt): set(receipt.order, .unanswered, receipt.at)
    case .enRoute(let receipt): set(receipt.order, .enRoute, receipt.at)
    case .arrived(let receipt): set(receipt.order, .arrived, receipt.at)
    case .onDuty(let receipt): set(receipt.order, .onDuty, receipt.at)
    case .relieved(let relief): set(relief.order, .relieved, relief.at)
    case .released(let receipt): set(receipt.order, .released, receipt.at)
    case .stoodDown(let standDown): set(standDown.order, .stoodDown, standDown.at)
    }
  }
}

/// Tells the events of one operation from those of others: plans and orders name their operation only once.
struct OwnPlans {
  let operation: OperationID
  private var plans: Set<PlanID> = []
  private var orders: Set<OrderID> = []
  private var broadcasts: Set<BroadcastID> = []
  private var bulletins: Set<BulletinID> = []
  private var tickets: Set<TicketID> = []
  private var rumours: Set<RumourID> = []

  init(_ operation: OperationID) { self.operation = operation }

  mutating func take(_ event: Event) -> Bool {
    switch event {
    case .database: return false
    case .plan(.proposed(let plan)):
      if plan.operation == operation { plans.insert(plan.plan) }
      return plan.operation == operation
    case .order(.issued(let issue)):
      if issue.operation == operation { orders.insert(issue.order) }
      return issue.operation == operation
    case .plan(.edited(let edit)): return edit.operation == operation
    case .plan(.thresholdSet(let threshold)): return threshold.operation == operation
    case .plan(let event): return Self.plan(event).map(plans.contains) ?? false
    case .order(let event): return orders.contains(Self.order(event))
    case .broadcast(.sent(let sending)):
      if sending.operation == operation { broadcasts.insert(sending.broadcast) }
      return sending.operation == operation
    case .broadcast(let event): return broadcasts.contains(event.broadcast)
    case .bulletin(.drafted(let opening)):
      if opening.operation == operation { bulletins.insert(opening.draft.bulletin) }
      return opening.operation == operation
    case .bulletin(let event): return event.bulletin.map(bulletins.contains) ?? (event.stream == "operation/\(operation)")
    case .citizen(.reported(let report)):
      if report.operation == operation { tickets.insert(report.ticket) }
      return report.operation == operation
    case .citizen(.rumourHeard(let heard)):
      if heard.operation == operation { rumours.insert(heard.rumour) }
      return heard.operation == operation
    case .citizen(.rumourJudged(let verdict)): return rumours.contains(verdict.rumour)
    case .citizen(let event): return event.ticket.map(tickets.contains) ?? (event.stream == "operation/\(operation)")
    // How an exercise is judged is no part of what happened in it.
    case .exercise: return false
    case .service: return false
    case .access: return false
    case .operation, .need, .situation, .paper, .safety: return event.stream == "operation/\(operation)"
    }
  }

  private static func plan(_ event: PlanEvent) -> PlanID? {
    switch event {
    case .proposed(let payload): payload.plan
    case .part(let payload): payload.plan
    case .shortages(let payload): payload.plan
    case .proof(let payload): payload.plan
    case .edited(let payload): payload.plan
    case .approved(let payload): payload.plan
    case .superseded(let payload): payload.plan
    case .unitHeadTold(let payload): payload.plan
    case .unitHeadObjected(let payload): payload.plan
    case .objectionResolved(let payload): payload.plan
    case .thresholdSet: nil
    }
  }

  static func order(_ event: OrderEvent) -> OrderID {
    switch event {
    case .issued(let payload): payload.order
    case .delivered(let payload): payload.order
    case .accepted(let payload): payload.order
    case .declined(let payload): payload.order
    case .unanswered(let payload): payload.order
    case .enRoute(let payload): payload.order
    case .arrived(let payload): payload.order
    case .onDuty(let payload): payload.order
    case .relieved(let payload): payload.order
    case .released(let payload): payload.order
    case .stoodDown(let payload): payload.order
    }
  }
}

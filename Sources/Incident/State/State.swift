import Basics

/// Everything that is needed to decide and to show, folded out of the log's events by `evolve`.
///
/// A value: copies share storage until one changes. Only `evolve` changes it.
public struct State: Hashable, Sendable {
  public internal(set) var database: DatabaseOpening?
  public internal(set) var roster: RosterImport?
  public internal(set) var operations: [OperationID: EmergencyOperation] = [:]
  /// In the order of opening.
  public internal(set) var operationIDs: [OperationID] = []
  public internal(set) var plans: [PlanID: PlanRecord] = [:]
  public internal(set) var orders: [OrderID: OrderRecord] = [:]
  /// Orders that wait for a yes or a no: few of all, and asked for after each event.
  public internal(set) var awaitingAnswer: Set<OrderID> = []
  /// All orders of a person, in the order of issue.
  public internal(set) var ordersByStaff: [StaffID: [OrderID]] = [:]
  public internal(set) var objections: [ObjectionID: ObjectionRecord] = [:]
  /// In the order of arrival.
  public internal(set) var objectionIDs: [ObjectionID] = []
  public internal(set) var letters: [LetterID: AssignmentLetter] = [:]
  /// Duties that stand in some letter.
  public internal(set) var lettered: Set<LetteredDuty> = []
  public internal(set) var rounds: [RoundID: AccountabilityRound] = [:]
  public internal(set) var broadcasts: [BroadcastID: BroadcastRecord] = [:]
  public internal(set) var bulletins: [BulletinID: BulletinRecord] = [:]
  public internal(set) var tickets: [TicketID: TicketRecord] = [:]
  public internal(set) var rumours: [RumourID: RumourRecord] = [:]
  /// Evaluators' judgements, in the order in which they were given.
  public internal(set) var ratings: [RatingRecord] = []
  /// Complaints, corrective actions, people's records, what staff say.
  public internal(set) var service = ServiceBook()
  public internal(set) var contactTests: [ContactTestID: ContactTestRecord] = [:]
  /// Looks at personal data that stand in the log.
  public internal(set) var looks = 0
  /// Of all that was ever published.
  public internal(set) var bulletinIdentifiers: Set<String> = []
  public internal(set) var facts: [FactName: Int] = [:]
  public internal(set) var counters = IDCounters()
  /// Events that were folded in.
  public internal(set) var eventCount: UInt64 = 0
  public internal(set) var lastSequence: UInt64?
  public internal(set) var lastInstant: Instant?
  /// Events that did not fit what was known (about an unknown id, a step that the table of orders does not have): a sound log
  /// has none. The first `IncidentLimits.anomalies` by text.
  public internal(set) var anomalies: [String] = []
  public internal(set) var anomalyCount = 0

  public init() {}

  public var mode: Mode? { database?.mode }
}

/// A duty in one operation.
public struct LetteredDuty: Hashable, Sendable {
  public var operation: OperationID
  public var duty: DutyKey
}

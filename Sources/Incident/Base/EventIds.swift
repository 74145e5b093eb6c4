import Basics

// Ids of what happens in an operation. They are counted out of the state (`op-1`, `plan-3`, `order-17`): the same commands
// give the same ids, and nothing random is needed.

public typealias OperationID = Identifier<EmergencyOperation>
public typealias OccurrenceID = Identifier<Occurrence>
public typealias PeriodID = Identifier<OperationalPeriod>
public typealias PlanID = Identifier<PlanRecord>
public typealias OrderID = Identifier<OrderRecord>
public typealias ObjectionID = Identifier<ObjectionRecord>
public typealias LetterID = Identifier<AssignmentLetter>
public typealias AidRequestID = Identifier<AidRequest>
public typealias BroadcastID = Identifier<BroadcastRecord>
public typealias BulletinID = Identifier<BulletinRecord>
public typealias TicketID = Identifier<TicketRecord>
public typealias RumourID = Identifier<RumourRecord>
public typealias RatingID = Identifier<RatingRecord>
public typealias ComplaintID = Identifier<ComplaintRecord>
public typealias SectorID = Identifier<ServiceSector>
public typealias ActionID = Identifier<ActionRecord>
public typealias TrainingID = Identifier<TrainingRecord>
public typealias CorrectionID = Identifier<CorrectionRecord>
public typealias IdeaID = Identifier<IdeaRecord>
public typealias ConcernID = Identifier<ConcernRecord>
public typealias ContactTestID = Identifier<ContactTestRecord>
public typealias RoundID = Identifier<AccountabilityRound>
/// Of an observation (water depth), counted per database.
public typealias ReportID = Identifier<DepthRecord>

/// How many of each kind have been made; the next id of a kind is one more.
public struct IDCounters: Hashable, Sendable {
  public internal(set) var operations = 0
  public internal(set) var occurrences = 0
  public internal(set) var periods = 0
  public internal(set) var plans = 0
  public internal(set) var orders = 0
  public internal(set) var objections = 0
  public internal(set) var letters = 0
  public internal(set) var aidRequests = 0
  public internal(set) var rounds = 0
  public internal(set) var reports = 0
  public internal(set) var broadcasts = 0
  public internal(set) var bulletins = 0
  public internal(set) var tickets = 0
  public internal(set) var rumours = 0
  public internal(set) var ratings = 0
  public internal(set) var contactTests = 0

  mutating func operation() -> OperationID { next(\.operations, "op") }
  mutating func occurrence() -> OccurrenceID { next(\.occurrences, "occurrence") }
  mutating func period() -> PeriodID { next(\.periods, "period") }
  mutating func plan() -> PlanID { next(\.plans, "plan") }
  mutating func order() -> OrderID { next(\.orders, "order") }
  mutating func objection() -> ObjectionID { next(\.objections, "objection") }
  mutating func letter() -> LetterID { next(\.letters, "letter") }
  mutating func aidRequest() -> AidRequestID { next(\.aidRequests, "aid") }
  mutating func round() -> RoundID { next(\.rounds, "round") }
  mutating func broadcast() -> BroadcastID { next(\.broadcasts, "broadcast") }
  mutating func bulletin() -> BulletinID { next(\.bulletins, "bulletin") }
  mutating func ticket() -> TicketID { next(\.tickets, "ticket") }
  mutating func rumour() -> RumourID { next(\.rumours, "rumour") }
  mutating func rating() -> RatingID { next(\.ratings, "rating") }
  mutating func contactTest() -> ContactTestID { next(\.contactTests, "contact-test") }
  mutating func report() -> ReportID { next(\.reports, "report") }

  private mutating func next<S>(_ count: WritableKeyPath<IDCounters, Int>, _ prefix: String) -> Identifier<S> {
    self[keyPath: count] += 1
    return Identifier("\(prefix)-\(self[keyPath: count])")
  }
}

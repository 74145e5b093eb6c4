import Basics
import Geography

/// One flood or one series of tides inside an operation.
public struct Occurrence: Hashable, Sendable {
  public let start: OccurrenceStart
  public internal(set) var endedAt: Instant?
  public var id: OccurrenceID { start.occurrence }
}

/// A period of the operation with its objectives.
public struct OperationalPeriod: Hashable, Sendable {
  public let start: PeriodStart
  public let startedBy: Actor
  public var id: PeriodID { start.period }
}

/// Who commands, by office; acting until a decree names one.
public struct Commander: Hashable, Sendable {
  public var office: String
  public var staff: StaffID?
  /// Nil while acting.
  public internal(set) var basis: Basis?
  public var since: Instant
  public var isActing: Bool { basis == nil }
}

/// A post with when it opened and closed.
public struct PostRecord: Hashable, Sendable {
  public internal(set) var post: Post
  public let openedAt: Instant
  public internal(set) var closedAt: Instant?
  public var isOpen: Bool { closedAt == nil }
}

/// A request for aid: sent, promised, arrived, released.
public struct AidRequest: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    case requested
    case promised(count: Int, expectedAt: Instant?)
    case arrived(count: Int, at: Instant)
    case released(at: Instant)
  }

  public let asked: AidAsked
  public let askedAt: Instant
  public internal(set) var state: State = .requested
  public var id: AidRequestID { asked.request }

  /// Heads or pieces that count now: promised or arrived.
  public var count: Int {
    switch state {
    case .requested, .released: 0
    case .promised(let count, _), .arrived(let count, _): count
    }
  }
}

/// A depth report with its id.
public struct DepthRecord: Hashable, Sendable {
  public let id: ReportID
  public let report: DepthReport
  /// Its place in the log.
  public let entry: UInt64
}

/// A subject of a fact other than depth, for the entry of the log that last spoke of it.
public enum FactSubject: Hashable, Sendable {
  case road(String)
  case power(AreaID)
  case affected(AreaID)
  case shelter(PlaceID)
}

/// What is known of an area's power.
public struct PowerRecord: Hashable, Sendable {
  /// The last statement; nil where only an override stands.
  public internal(set) var report: PowerReport?
  /// Who let crews into water nevertheless; a new statement about the power ends it.
  public internal(set) var waterOverride: Override?

  public struct Override: Hashable, Sendable {
    public var by: Actor
    public var at: Instant
    public var reason: NoteReference
  }

  public var allowsWater: Bool { report?.state.allowsWater == true || waterOverride != nil }
}

/// The frame of everything: all that is known of one emergency operation.
public struct EmergencyOperation: Hashable, Sendable {
  public let opening: OperationOpening
  public let openedAt: Instant
  public let openedBy: Actor
  public internal(set) var closedAt: Instant?
  /// In the order of recording; the last one is in force.
  public internal(set) var statuses: [StatusRecord] = []
  /// The paper that the opening rests on, written up where it was oral.
  public internal(set) var basis: Basis?
  public internal(set) var commander: Commander?
  public internal(set) var occurrences: [Occurrence] = []
  public internal(set) var periods: [OperationalPeriod] = []
  public internal(set) var shifts: [ShiftID: Shift] = [:]
  public internal(set) var postures: [PostureID: [ShiftID]] = [:]
  public internal(set) var posts: [PostID: PostRecord] = [:]
  public internal(set) var equipment: [EquipmentID: EquipmentReport] = [:]
  public internal(set) var aid: [AidRequest] = []
  /// Oldest first, at most `IncidentLimits.depthReportsPerArea` an area.
  public internal(set) var depths: [AreaID: [DepthRecord]] = [:]
  /// What agencies expect; oldest first, at most `IncidentLimits.forecastsPerArea` an area. Planning does not read it.
  public internal(set) var forecasts: [AreaID: [DepthForecast]] = [:]
  public internal(set) var closedRoads: [String: RoadReport] = [:]
  public internal(set) var power: [AreaID: PowerRecord] = [:]
  /// The last of each occurrence and area, in the order of arrival.
  public internal(set) var affected: [AffectedReport] = []
  /// The last count of each shelter, by the time at which it was seen.
  public internal(set) var shelterCounts: [PlaceID: ShelterCount] = [:]
  /// Where in the log each subject was last spoken of.
  public internal(set) var entries: [FactSubject: UInt64] = [:]
  public internal(set) var pins: [Pin] = []
  public internal(set) var bans: [Ban] = []
  /// What moving somebody who was told must gain, in units of the goal; nil for the city's own weights.
  public internal(set) var moveThreshold: Int?
  /// In the order of proposal.
  public internal(set) var plans: [PlanID] = []
  /// In the order of issue.
  public internal(set) var orders: [OrderID] = []
  public internal(set) var ordersByPost: [PostID: [OrderID]] = [:]
  public internal(set) var letters: [LetterID] = []
  public internal(set) var rounds: [RoundID] = []
  /// In the order of sending.
  public internal(set) var broadcasts: [BroadcastID] = []
  /// In the order of drafting.
  public internal(set) var bulletins: [BulletinID] = []
  public internal(set) var bulletinRules: BulletinRules?
  /// Alerts and statements of other agencies, in the order of arrival.
  public internal(set) var alerts: [ForeignAlert] = []
  /// In the order of arrival.
  public internal(set) var tickets: [TicketID] = []
  public internal(set) var rumours: [RumourID] = []
  public internal(set) var relief: [ReliefMovement] = []
  public internal(set) var notes = 0

  init(_ opening: OperationOpening, at instant: Instant, by actor: Actor) {
    self.opening = opening
    openedAt = instant
    openedBy = actor
    basis = opening.basis
  }

  public var id: OperationID { opening.operation }
  public var mode: Mode { opening.mode }
  public var isOpen: Bool { closedAt == nil }
  public var status: EmergencyStatus { statuses.last?.status ?? .none }

  /// Papers that stand as oral orders: shown as open until written up.
  public var openOralBases: [BasisSubject] {
    var open: [BasisSubject] = []
    if basis.map({ !$0.isWrittenUp }) == true { open.append(.opening) }
    if statuses.last.map({ !$0.basis.isWrittenUp }) == true { open.append(.status) }
    if commander?.basis.map({ !$0.isWrittenUp }) == true { open.append(.commander) }
    return open
  }

  /// Sorted by id.
  public var openPosts: [Post] { posts.values.filter(\.isOpen).map(\.post).sorted { $0.id < $1.id } }

  /// Open posts of these shifts; sorted by id.
  public func openPosts(shifts: [ShiftID]) -> [Post] {
    var open: [PostID] = []
    for (id, record) in posts where record.isOpen && shifts.contains(record.post.shift) { open.append(id) }
    return open.sorted().compactMap { posts[$0]?.post }
  }

  /// By start, then id.
  public var shiftList: [Shift] {
    shifts.values.sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }
  }

  /// What partners' teams bring, as `Staffing` reads it: in the order of request.
  public var partnerTeams: [PartnerTeam] {
    aid.compactMap { request in
      guard case .team(let post, let heads) = request.asked.need else { return nil }
      return switch request.state {
      case .requested: PartnerTeam(partner: request.asked.partner, post: post, heads: heads, state: .requested)
      case .promised(let count, _): PartnerTeam(partner: request.asked.partner, post: post, heads: count, state: .promised)
      case .arrived(let count, _): PartnerTeam(partner: request.asked.partner, post: post, heads: count, state: .arrived)
      case .released: PartnerTeam(partner: request.asked.partner, post: post, heads: 0, state: .released)
      }
    }
  }

  public func allowsWater(_ area: AreaID) -> Bool { power[area]?.allowsWater == true }
}

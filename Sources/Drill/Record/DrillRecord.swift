import Basics
import Geography
import Incident

/// All that the evaluation and the report of one replication are made of: what was true, what the command post knew and did.
///
/// A value. What was decided comes from the log; what was true comes from the simulated world and never stands in the log.
public struct DrillRecord: Sendable {
  public var frame: DrillFrame
  /// By area in the order of the city's list: only those that the computed ground covers.
  public var water: [AreaWater] = []
  /// By post in the order of their ids.
  public var posts: [PostTrack] = []
  /// In the order of issue.
  public var calls: [CallTrack] = []
  /// By kind, then area.
  public var needs: [NeedTrack] = []
  /// Open plans as proposed, in order.
  public var plans: [PlanTrack] = []
  public var injects: [InjectTrack] = []
  public var broadcasts: [BroadcastTrack] = []
  /// What evaluators judged, in order; those that were corrected are kept.
  public var ratings: [EvaluatorTrack] = []
  /// What a reader who was not there must know, in order of time.
  public var timeline: [TimelineEntry] = []
  public var messages = MessageCounts()
  public var reports = ReportCounts()
  public var metrics: [ExerciseMetric: Double] = [:]
  /// Entries of the log and its Merkle root (hexadecimal): what the record was made from.
  public var logEntries = 0
  public var logRoot = ""

  public init(frame: DrillFrame) { self.frame = frame }
}

/// What was drilled: the scenario, the seed, the policy and the clock.
public struct DrillFrame: Hashable, Sendable {
  public var name: String
  public var title: Bilingual
  /// SHA-256 of scenario file, city pack and roster: together with seed and version they repeat the run byte for byte.
  public var scenarioDigest: String
  public var cityDigest: String
  public var rosterDigest: String
  public var seed: UInt64
  /// 0 for a single run; replication *n* of a batch draws other chances from the same seed.
  public var replication: Int
  public var policy: CommanderPolicy.Kind
  public var start: Instant
  public var end: Instant
  /// A real emergency (NYATA) halted it here.
  public var haltedAt: Instant?
  public var version: String
  /// Synthetic ground, roads, staff…: said on each page of the report.
  public var synthetic: [Bilingual]

  public init(
    name: String, title: Bilingual, scenarioDigest: String, cityDigest: String, rosterDigest: String, seed: UInt64,
    replication: Int, policy: CommanderPolicy.Kind, start: Instant, end: Instant, version: String, synthetic: [Bilingual] = []
  ) {
    self.name = name
    self.title = title
    self.scenarioDigest = scenarioDigest
    self.cityDigest = cityDigest
    self.rosterDigest = rosterDigest
    self.seed = seed
    self.replication = replication
    self.policy = policy
    self.start = start
    self.end = end
    self.version = version
    self.synthetic = synthetic
  }
}

/// Water in one kelurahan over the run, as computed.
public struct AreaWater: Hashable, Sendable {
  public var area: AreaID
  /// One instant a frame, the same for all areas.
  public var at: [Instant]
  /// Depth exceeded on a tenth of the built-up ground, in mm.
  public var millimetres: [Int32]
  /// Share of the ground above 10 cm, in thousandths.
  public var floodedPermille: [Int32]

  public init(area: AreaID, at: [Instant], millimetres: [Int32], floodedPermille: [Int32]) {
    self.area = area
    self.at = at
    self.millimetres = millimetres
    self.floodedPermille = floodedPermille
  }
}

/// A post over the run: wanted, and who stood there.
public struct PostTrack: Hashable, Sendable {
  public var post: PostID
  public var role: RoleID
  public var place: PlaceID
  public var area: AreaID
  public var shift: ShiftID
  public var criticality: Criticality
  public var wanted: Int
  /// Of them brought by partners.
  public var partners: Int
  public var interval: Interval
  /// Heads present, as steps: from this instant on so many.
  public var present: [Step]
  /// Heads short, integrated over the shift, in minutes.
  public var missingMinutes: Int
  /// Of the planned but never filled, by cause: no eligible person, declined or silent too late, under way, did not come.
  public var causes: [MissingCause: Int]

  public struct Step: Hashable, Sendable {
    public var at: Instant
    public var heads: Int
    public init(at: Instant, heads: Int) {
      self.at = at
      self.heads = heads
    }
  }

  public init(
    post: PostID, role: RoleID, place: PlaceID, area: AreaID, shift: ShiftID, criticality: Criticality, wanted: Int,
    partners: Int,
    interval: Interval, present: [Step], missingMinutes: Int, causes: [MissingCause: Int]
  ) {
    self.post = post
    self.role = role
    self.place = place
    self.area = area
    self.shift = shift
    self.criticality = criticality
    self.wanted = wanted
    self.partners = partners
    self.interval = interval
    self.present = present
    self.missingMinutes = missingMinutes
    self.causes = causes
  }
}

/// Why a head was missing, as minutes of a post are charged to it.
public enum MissingCause: String, Sendable, CaseIterable {
  /// The plan had nobody for it.
  case unplanned
  /// The one planned declined, and nobody else came in time.
  case declined
  /// Silence until the deadline.
  case unanswered
  /// Said yes and was on the way.
  case late
  /// Said yes and did not come.
  case noShow = "no_show"
  /// Nobody was called: the plan came too late, or was not approved.
  case notCalled = "not_called"
}

/// One call-out with its instants.
public struct CallTrack: Hashable, Sendable {
  public var order: OrderID
  public var staff: StaffID
  public var post: PostID
  public var issued: Instant
  public var delivered: Instant?
  public var answered: Instant?
  public var departed: Instant?
  public var arrived: Instant?
  public var ended: Instant?
  public var phase: OrderState.Phase
  public var declineReason: DeclineReason?
  /// Sent on how many channels and how often, escalations with it.
  public var attempts: Int

  public init(order: OrderID, staff: StaffID, post: PostID, issued: Instant, phase: OrderState.Phase) {
    self.order = order
    self.staff = staff
    self.post = post
    self.issued = issued
    self.phase = phase
    attempts = 0
  }
}

/// What residents need, and what of it was done.
public enum NeedKind: String, Sendable, CaseIterable {
  /// To be taken out of deep water.
  case rescue
  case medical
  case shelter
  case meals
  case water
  /// Pumps and gates attended.
  case pumping
  /// Junctions and closed roads watched.
  case traffic
  /// A flooded kelurahan watched and reporting.
  case observation

  public var criticality: Criticality {
    switch self {
    case .rescue, .medical: .lifeSafety
    case .shelter, .pumping: .essential
    case .meals, .water, .traffic: .important
    case .observation: .support
    }
  }
}

/// One kind of need in one kelurahan.
public struct NeedTrack: Hashable, Sendable {
  public var kind: NeedKind
  public var area: AreaID
  /// People (rescue, medical, shelter), portions (meals), litres (water), hours of attendance (pumping, traffic, observation).
  public var wanted: Double
  public var served: Double
  /// Waiting, integrated: person-hours (hours of missing attendance where nobody waits).
  public var waitingHours: Double
  public var longestWaitMinutes: Int

  public init(
    kind: NeedKind, area: AreaID, wanted: Double = 0, served: Double = 0, waitingHours: Double = 0, longestWaitMinutes: Int = 0
  ) {
    self.kind = kind
    self.area = area
    self.wanted = wanted
    self.served = served
    self.waitingHours = waitingHours
    self.longestWaitMinutes = longestWaitMinutes
  }
}

/// A plan as it was proposed, and what it changed.
public struct PlanTrack: Hashable, Sendable {
  public var plan: PlanID
  public var shift: ShiftID
  public var at: Instant
  public var approvedAt: Instant?
  public var duties: Int
  public var unmetByTier: [Int]
  /// Of those already told, moved or released.
  public var disturbed: Int
  /// What made it necessary.
  public var cause: Cause

  public enum Cause: String, Sendable, CaseIterable {
    case first, declined, unanswered
    case noShow = "no_show"
    case needChanged = "need_changed"
    case situation
    case inject
    case operatorMade = "operator"
  }

  public init(
    plan: PlanID, shift: ShiftID, at: Instant, approvedAt: Instant? = nil, duties: Int, unmetByTier: [Int], disturbed: Int,
    cause: Cause
  ) {
    self.plan = plan
    self.shift = shift
    self.at = at
    self.approvedAt = approvedAt
    self.duties = duties
    self.unmetByTier = unmetByTier
    self.disturbed = disturbed
    self.cause = cause
  }
}

/// What became of an inject.
public struct InjectTrack: Hashable, Sendable {
  public enum Status: String, Sendable, CaseIterable { case planned, fired, acted, skipped, missed }
  /// Number of the MSEL.
  public var number: String
  public var synopsis: Bilingual
  public var firedAt: Instant?
  public var status: Status
  /// The expected action was seen in the log at this instant.
  public var actedAt: Instant?
  public var limitMinutes: Int?

  public init(
    number: String, synopsis: Bilingual, firedAt: Instant? = nil, status: Status, actedAt: Instant? = nil,
    limitMinutes: Int? = nil
  ) {
    self.number = number
    self.synopsis = synopsis
    self.firedAt = firedAt
    self.status = status
    self.actedAt = actedAt
    self.limitMinutes = limitMinutes
  }
}

/// A status update and who acknowledged it.
public struct BroadcastTrack: Hashable, Sendable {
  public var id: String
  public var sentAt: Instant
  public var audience: Int
  public var acknowledged: Int
  /// Half and nine tenths of the audience had acknowledged after so many minutes; nil if never.
  public var minutesToHalf: Int?
  public var minutesToNineTenths: Int?

  public init(id: String, sentAt: Instant, audience: Int, acknowledged: Int, minutesToHalf: Int?, minutesToNineTenths: Int?) {
    self.id = id
    self.sentAt = sentAt
    self.audience = audience
    self.acknowledged = acknowledged
    self.minutesToHalf = minutesToHalf
    self.minutesToNineTenths = minutesToNineTenths
  }
}

/// One line of what happened; the sentence is made by the report from key and values.
public struct TimelineEntry: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case opened, planned, replanned, approved, called, waterRises, waterPeaks, waterFalls, powerOff, powerOn, inject, rumour
    case broadcast, noShow, halted, closed
  }
  public var at: Instant
  public var kind: Kind
  /// Log entry that it rests on, where there is one.
  public var sequence: UInt64?
  public var area: AreaID?
  public var post: PostID?
  public var shift: ShiftID?
  /// A count that belongs to it (people, mm…).
  public var figure: Int?
  /// Free text of a scenario (inject), in both languages.
  public var text: Bilingual?

  public init(
    at: Instant, kind: Kind, sequence: UInt64? = nil, area: AreaID? = nil, post: PostID? = nil, shift: ShiftID? = nil,
    figure: Int? = nil, text: Bilingual? = nil
  ) {
    self.at = at
    self.kind = kind
    self.sequence = sequence
    self.area = area
    self.post = post
    self.shift = shift
    self.figure = figure
    self.text = text
  }
}

/// Messages of the run.
public struct MessageCounts: Hashable, Sendable {
  public var made = 0
  public var attempts = 0
  public var delivered = 0
  public var perhapsSent = 0
  public var expired = 0
  public var withdrawn = 0
  public var duplicatesSeen = 0
  public init() {}
}

/// Reports that reached the control room.
public struct ReportCounts: Hashable, Sendable {
  public var received = 0
  public var duplicates = 0
  public var rumours = 0
  /// Mean absolute error of reported against true depth, in mm.
  public var meanErrorMillimetres = 0.0
  public init() {}
}

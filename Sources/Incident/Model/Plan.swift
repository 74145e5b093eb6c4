import Basics

/// What a seat asks of its holder beyond the role.
public enum SeatKind: String, Sendable, CaseIterable {
  case member
  case leader
  /// The one woman that each shelter shift must have.
  case woman
}

/// One person on one post in one shift.
public struct Duty: Hashable, Sendable {
  public var staff: StaffID
  public var post: PostID
  public var seat: SeatKind
  /// Minutes of travel; nil for those who go with their office and live unknown.
  public var travelMinutes: Int?
  public var source: Source

  public enum Source: String, Sendable, CaseIterable {
    case optimised
    case pinned
    /// Goes with the office.
    case office
  }

  public init(staff: StaffID, post: PostID, seat: SeatKind, travelMinutes: Int?, source: Source) {
    self.staff = staff
    self.post = post
    self.seat = seat
    self.travelMinutes = travelMinutes
    self.source = source
  }
}

/// Keeps a person on a post.
public struct Pin: Hashable, Sendable {
  public var staff: StaffID
  public var post: PostID

  public init(staff: StaffID, post: PostID) {
    self.staff = staff
    self.post = post
  }
}

/// Keeps a person from one post, or from every post where it is nil.
public struct Ban: Hashable, Sendable {
  public var staff: StaffID
  public var post: PostID?

  public init(staff: StaffID, post: PostID? = nil) {
    self.staff = staff
    self.post = post
  }
}

/// Seats that no one fills, with the value of one more.
public struct Shortage: Hashable, Sendable {
  public var post: PostID
  public var seat: SeatKind
  public var criticality: Criticality
  public var missing: Int
  /// What one more head would gain in the weighted goal (shadow price), whole units.
  public var price: Int64
  public var cause: Cause
  public var remedies: [Remedy]

  public enum Cause: Hashable, Sendable {
    /// Nobody on the roster holds it at the level, valid on the day.
    case nobodyQualified([CompetencyLevel])
    /// So many are qualified; all are kept from it by these rules, with counts.
    case allExcluded([ReasonCount])
    /// Those who could are on posts of the same or higher criticality.
    case allNeededElsewhere(qualified: Int)
    /// Their units are at their minimum strength.
    case unitsAtMinimum([UnitID])
    case noEquipment(EquipmentKind, missing: Int)
    /// A crew of so many did not come together, so nobody is sent.
    case crewIncomplete(found: Int, needed: Int)
    case powerNotConfirmedOff(AreaID)
  }

  public init(
    post: PostID, seat: SeatKind, criticality: Criticality, missing: Int, price: Int64, cause: Cause, remedies: [Remedy] = []
  ) {
    self.post = post
    self.seat = seat
    self.criticality = criticality
    self.missing = missing
    self.price = price
    self.cause = cause
    self.remedies = remedies
  }
}

/// How many people one rule keeps away.
public struct ReasonCount: Hashable, Sendable {
  public var reason: Ineligibility.Kind
  public var people: Int

  public init(_ reason: Ineligibility.Kind, people: Int) {
    self.reason = reason
    self.people = people
  }
}

/// A way to fill one head, with what it gains.
public struct Remedy: Hashable, Sendable {
  public enum Act: Hashable, Sendable {
    /// Let this unit go below its minimum by one: this person comes.
    case release(UnitID, StaffID)
    case train(StaffID, CompetencyID, from: Int, to: Int)
    /// A valid certificate again, for one that has lapsed.
    case renew(StaffID, CompetencyID)
    case openRoad(StaffID, name: String)
    case callDespiteRest(StaffID, until: Instant)
    case askPartner(PartnerID)
    case borrow(EquipmentKind, EquipmentID?)
    /// Take from a post of lower criticality or a reserve; the optimum knows it already, so it shows what that would cost.
    case move(StaffID, from: PostID)
    case confirmPowerOff(AreaID)
    /// The person serves here and not on the post of another shift that keeps them from it.
    case serveInstead(StaffID, of: PostID)
  }

  public var act: Act
  /// Units of the goal that it gains (positive) or costs.
  public var gain: Int64

  public init(_ act: Act, gain: Int64) {
    self.act = act
    self.gain = gain
  }
}

/// The smallest set that proves a shortage: these seats together may be filled by these people only.
public struct ShortageProof: Hashable, Sendable {
  public var posts: [PostID]
  public var heads: Int
  public var people: Int
  /// The competencies and rules that keep all others away.
  public var missing: [CompetencyLevel]
  public var rules: [ReasonCount]

  public init(posts: [PostID], heads: Int, people: Int, missing: [CompetencyLevel], rules: [ReasonCount]) {
    self.posts = posts
    self.heads = heads
    self.people = people
    self.missing = missing
    self.rules = rules
  }
}

/// A plan for one shift (or window), proposed by the optimiser.
public struct Plan: Hashable, Sendable {
  public var shifts: [ShiftID]
  public var posts: [Post]
  /// By post, seat and staff.
  public var duties: [Duty]
  public var shortages: [Shortage]
  public var proof: ShortageProof?
  /// Weighted cost of the duties, whole units.
  public var cost: Int64
  /// Unmet heads by tier: index 0 leaders of class 1, then classes 1...4 (a leader's seat counts one tier above its members).
  public var unmetByTier: [Int]
  public var status: Status
  /// Objective less bound; 0 when optimal.
  public var gap: Int64
  /// Notes on what stands in for facts, as synthetic roads.
  public var caveats: [Caveat]

  public enum Status: String, Sendable { case optimal, feasible }

  public enum Caveat: String, Sendable, CaseIterable {
    case syntheticRoads = "synthetic_roads"
    case straightLineTravel = "straight_line_travel"
    case reportedDepths = "reported_depths"
    case noDepths = "no_depths"
    case inventedStaff = "invented_staff"
    case homesByKelurahan = "homes_by_kelurahan"
    case homesUnknown = "homes_unknown"
    case equipmentAssumed = "equipment_assumed"
    case powerAssumedOff = "power_assumed_off"
    /// Somebody travels by boat from the water's edge; the time to change over is assumed.
    case boatShuttle = "boat_shuttle"
    /// The Friday prayer falls within the shift: posts of classes 3 and 4 let people go in turns.
    case fridayPrayer = "friday_prayer"
    /// The shift begins or ends within the Friday prayer, which no hand-over should.
    case handoverInFridayPrayer = "handover_in_friday_prayer"
  }

  public init(
    shifts: [ShiftID], posts: [Post], duties: [Duty], shortages: [Shortage], proof: ShortageProof?, cost: Int64,
    unmetByTier: [Int],
    status: Status, gap: Int64, caveats: [Caveat]
  ) {
    self.shifts = shifts
    self.posts = posts
    self.duties = duties
    self.shortages = shortages
    self.proof = proof
    self.cost = cost
    self.unmetByTier = unmetByTier
    self.status = status
    self.gap = gap
    self.caveats = caveats
  }
}

import Basics

/// The need map: heads wanted against who could really be there, for all shifts of all seasons that were asked for.
public struct StaffingGap: Sendable {
  /// In the order of seasons and time.
  public var shifts: [GapShift]
  /// By shift, then as the postures open them.
  public var rows: [GapRow]
  public var lapses: [Lapse]
  public var hanging: [HangingRole]
  public var drained: [DrainedUnit]
  /// Posts of these tiers and above count as critical.
  public var upTo: Criticality
  /// Of batches of drills, where some were given.
  public var drilled: [DrilledCoverage] = []

  public init(
    shifts: [GapShift], rows: [GapRow], lapses: [Lapse] = [], hanging: [HangingRole] = [], drained: [DrainedUnit] = [],
    upTo: Criticality = .essential
  ) {
    self.shifts = shifts
    self.rows = rows
    self.lapses = lapses
    self.hanging = hanging
    self.drained = drained
    self.upTo = upTo
  }

  public var criticalRows: [GapRow] { rows.filter { $0.tier <= upTo.rawValue } }
  /// Unmet person-minutes of critical posts, each season weighted.
  public var criticalMinutes: Int { minutes(of: criticalRows) }
  /// Unmet person-minutes of all posts.
  public var unmetMinutes: Int { minutes(of: rows) }
  /// Person-minutes wanted of critical posts.
  public var wantedCriticalMinutes: Int {
    criticalRows.reduce(0) { $0 + $1.wanted * shifts[$1.shift].minutes * shifts[$1.shift].weight }
  }
  /// Wanted heads of critical posts that stand there on average, with everybody who is called answering as assumed, 0...1.
  public var expectedCriticalShare: Double {
    let rows = criticalRows
    let wanted = rows.reduce(0) { $0 + $1.wanted }
    return wanted == 0 ? 1 : rows.reduce(0) { $0 + $1.expected } / Double(wanted)
  }

  private func minutes(of rows: [GapRow]) -> Int {
    rows.reduce(0) { $0 + $1.missing * shifts[$1.shift].minutes * shifts[$1.shift].weight }
  }
}

/// How well a season's posts were filled in a batch of drills, where declines, silence and late arrivals had their way.
public struct DrilledCoverage: Hashable, Sendable {
  public var season: String
  public var replications: Int
  /// Share of the wanted person-hours that were filled: mean, and its interval at 95 %.
  public var mean: Double
  public var low: Double
  public var high: Double

  public init(season: String, replications: Int, mean: Double, low: Double, high: Double) {
    self.season = season
    self.replications = replications
    self.mean = mean
    self.low = low
    self.high = high
  }
}

/// One shift of one season.
public struct GapShift: Sendable {
  /// The scenario's name.
  public var season: String
  public var title: Bilingual
  public var postures: [PostureID]
  public var shift: Shift
  public var weight: Int
  /// As in `Plan.unmetByTier`.
  public var unmetByTier: [Int]
  /// The smallest set of seats and people that proves the most critical shortage.
  public var proof: ShortageProof?
  /// What stands in for facts.
  public var caveats: [Plan.Caveat]

  public init(
    season: String, title: Bilingual, postures: [PostureID], shift: Shift, weight: Int, unmetByTier: [Int],
    proof: ShortageProof? = nil, caveats: [Plan.Caveat]
  ) {
    self.season = season
    self.title = title
    self.postures = postures
    self.shift = shift
    self.weight = weight
    self.unmetByTier = unmetByTier
    self.proof = proof
    self.caveats = caveats
  }

  public var minutes: Int { shift.interval.minutes }
}

/// One post: what is wanted, who could come, what stays open.
public struct GapRow: Sendable {
  /// Into `StaffingGap.shifts`.
  public var shift: Int
  public var post: PostID
  public var role: RoleID
  public var place: PlaceID
  public var area: AreaID
  public var criticality: Criticality
  /// 0 leaders of class 1 ... 4, as in `Plan.unmetByTier`.
  public var tier: Int
  public var requires: [CompetencyLevel]
  public var wanted: Int
  /// Heads of partners' teams, and leaders whom these spare.
  public var partners: Int
  /// Own people whom the plan sends there.
  public var planned: Int
  /// Heads that nobody fills in the best plan.
  public var missing: Int
  /// Hold what the role requires, valid on the day.
  public var qualified: Int
  /// Held it, and it has lapsed.
  public var lapsed: Int
  /// Of the qualified, those whom no rule keeps away: rest, leave, distance over the roads as flooded, limits of duty.
  public var eligible: Int
  /// Heads that stand there on average when the shift begins.
  public var expected: Double
  /// Probability that all wanted heads stand there when the shift begins: 0 where heads are missing.
  public var coverage: Double
  /// The same with reserves; nil where the post has none.
  public var withReserves: Double?
  public var reserves: Int
  public var cause: Shortage.Cause?

  public init(
    shift: Int, post: PostID, role: RoleID, place: PlaceID, area: AreaID, criticality: Criticality, tier: Int,
    requires: [CompetencyLevel], wanted: Int, partners: Int, planned: Int, missing: Int, qualified: Int, lapsed: Int,
    eligible: Int, expected: Double, coverage: Double, withReserves: Double? = nil, reserves: Int, cause: Shortage.Cause? = nil
  ) {
    self.shift = shift
    self.post = post
    self.role = role
    self.place = place
    self.area = area
    self.criticality = criticality
    self.tier = tier
    self.requires = requires
    self.wanted = wanted
    self.partners = partners
    self.planned = planned
    self.missing = missing
    self.qualified = qualified
    self.lapsed = lapsed
    self.eligible = eligible
    self.expected = expected
    self.coverage = coverage
    self.withReserves = withReserves
    self.reserves = reserves
    self.cause = cause
  }
}

/// What ends in the time looked at.
public struct Lapse: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case certificate(CompetencyID, level: Int)
    case retirement(age: Int)
    case contract
  }

  public var staff: StaffID
  public var unit: UnitID
  public var kind: Kind
  /// The first day on which it no longer holds.
  public var day: CivilDate
  /// Roles of the needs that the person can take today and no longer then.
  public var roles: [RoleID]

  public init(staff: StaffID, unit: UnitID, kind: Kind, day: CivilDate, roles: [RoleID]) {
    self.staff = staff
    self.unit = unit
    self.kind = kind
    self.day = day
    self.roles = roles
  }
}

/// A role that hangs on one person.
public struct HangingRole: Hashable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    /// Nobody else in the city may take the role.
    case onlyHolder = "only_holder"
    /// Others hold the competency, but without this person a critical head stays open in one of the shifts.
    case noSubstitute = "no_substitute"
  }

  public var role: RoleID
  public var staff: StaffID
  public var reason: Reason
  /// A post at which it shows.
  public var post: PostID

  public init(role: RoleID, staff: StaffID, reason: Reason, post: PostID) {
    self.role = role
    self.staff = staff
    self.reason = reason
    self.post = post
  }
}

/// A unit that a call-out would strip below what its daily service needs.
public struct DrainedUnit: Hashable, Sendable {
  public var unit: UnitID
  public var season: String
  /// People under contract.
  public var strength: Int
  public var minimum: Int
  /// Most on duty at a time.
  public var called: Int
  /// Most away during the office hours of one day: on duty, or resting after it.
  public var away: Int
  /// The day with the most away.
  public var day: CivilDate?

  public init(unit: UnitID, season: String, strength: Int, minimum: Int, called: Int, away: Int, day: CivilDate? = nil) {
    self.unit = unit
    self.season = season
    self.strength = strength
    self.minimum = minimum
    self.called = called
    self.away = away
    self.day = day
  }

  /// Heads below the minimum on that day; 0 where the unit is at its minimum while people are out.
  public var below: Int { max(0, minimum - (strength - away)) }
}

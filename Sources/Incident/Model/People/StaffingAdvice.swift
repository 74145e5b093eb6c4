import Basics

/// One course for one person: a competency to a level, or its certificate again.
public struct TrainingStep: Hashable, Sendable {
  public var competency: CompetencyID
  /// 0 where nothing is held; of a lapsed certificate its level.
  public var from: Int
  public var to: Int
  public var isRenewal: Bool

  public init(competency: CompetencyID, from: Int, to: Int, isRenewal: Bool = false) {
    self.competency = competency
    self.from = from
    self.to = to
    self.isRenewal = isRenewal
  }

  /// Seats in courses: one raises by at most two levels (assumed).
  public var seats: Int { isRenewal ? 1 : max(1, (to - from + 1) / 2) }
}

/// Something that a city can do before the flood so that fewer heads are missing.
public enum StaffingMeasure: Hashable, Sendable {
  /// Waits at this place before the water comes, so that no road is cut off.
  case standBy(StaffID, at: PlaceID)
  /// Member of the rapid team (TRC): its rota takes the place of office hours.
  case rapidTeam(StaffID)
  case train(StaffID, [TrainingStep])
  /// Two people change units: the first, who is wanted and whose unit has nobody to spare, and one who is not.
  case exchange(StaffID, with: StaffID)
  /// A new member of staff for this role, who lives in this kelurahan; number from 1.
  case recruit(RoleID, AreaID, number: Int)
  /// A partner promises so many heads for a role at a place, in each shift.
  case aid(PartnerID, RoleID, PlaceID, heads: Int)

  public enum Kind: String, Sendable, CaseIterable {
    case standBy = "stand_by"
    case rapidTeam = "rapid_team"
    case train, exchange, recruit, aid
  }

  public var kind: Kind {
    switch self {
    case .standBy: .standBy
    case .rapidTeam: .rapidTeam
    case .train: .train
    case .exchange: .exchange
    case .recruit: .recruit
    case .aid: .aid
    }
  }

  /// People whom it touches.
  public var people: [StaffID] {
    switch self {
    case .standBy(let staff, _), .rapidTeam(let staff), .train(let staff, _): [staff]
    case .exchange(let a, let b): [a, b]
    case .recruit, .aid: []
    }
  }
}

/// What a measure costs, in the unit of the budget.
public enum AdviceBudget: Hashable, Sendable {
  /// Seats in courses: only trainings count against it; what costs no seat is advised beside it.
  case seats(Int)
  /// Money, by a table of costs.
  case rupiah(Int, AdviceCosts)

  public var limit: Int {
    switch self {
    case .seats(let seats): seats
    case .rupiah(let rupiah, _): rupiah
    }
  }
}

/// Rupiah of each kind of measure: by competency, role or partner, and one figure for all others. What has no figure is not advised.
public struct AdviceCosts: Hashable, Sendable {
  public struct Key: Hashable, Sendable {
    public var kind: StaffingMeasure.Kind
    /// Competency, role or partner; empty for all others of the kind.
    public var subject: String

    public init(_ kind: StaffingMeasure.Kind, _ subject: String = "") {
      self.kind = kind
      self.subject = subject
    }
  }

  public var rupiah: [Key: Int]
  /// Most rupiah of one measure.
  public static let most = 1_000_000_000_000

  public init(_ rupiah: [Key: Int]) { self.rupiah = rupiah }

  /// Nil where the table has no figure.
  public func cost(_ measure: StaffingMeasure) -> Int? {
    func one(_ kind: StaffingMeasure.Kind, _ subject: String) -> Int? { rupiah[Key(kind, subject)] ?? rupiah[Key(kind)] }
    switch measure {
    case .standBy, .rapidTeam, .exchange: return one(measure.kind, "")
    case .train(_, let steps):
      var sum = 0
      for step in steps {
        guard let cost = one(.train, step.competency.rawValue) else { return nil }
        sum += cost * step.seats
      }
      return sum
    case .recruit(let role, _, _): return one(.recruit, role.rawValue)
    case .aid(let partner, _, _, let heads): return one(.aid, partner.rawValue).map { $0 * heads }
    }
  }
}

/// A measure with what it gains, and why this person.
public struct AdvisedMeasure: Hashable, Sendable {
  public var measure: StaffingMeasure
  /// In the unit of the budget.
  public var cost: Int
  /// Critical person-minutes that it gains alone, found by planning all shifts anew.
  public var alone: Int
  /// The same as the last of its set: what is lost without it.
  public var last: Int
  public var reason: MeasureReason?
  /// Who or what would be next in its place, and what the set gains then.
  public var runnerUp: RunnerUp?

  public struct RunnerUp: Hashable, Sendable {
    public var measure: StaffingMeasure
    /// Critical person-minutes of the whole set with this one in place.
    public var gain: Int

    public init(measure: StaffingMeasure, gain: Int) {
      self.measure = measure
      self.gain = gain
    }
  }

  public init(
    measure: StaffingMeasure, cost: Int, alone: Int, last: Int, reason: MeasureReason? = nil, runnerUp: RunnerUp? = nil
  ) {
    self.measure = measure
    self.cost = cost
    self.alone = alone
    self.last = last
    self.reason = reason
    self.runnerUp = runnerUp
  }
}

/// Why this person: what lies next to the need. Never a rating of the person.
public struct MeasureReason: Hashable, Sendable {
  /// A post that they would fill.
  public var post: PostID
  /// Held on the day of the need: what the course builds on.
  public var adjacent: [CompetencyLevel]
  /// From home to that post over the roads as flooded.
  public var travelMinutes: Int
  /// Full years until the age limit; nil where no birth date is known.
  public var yearsLeft: Int?
  /// Hours of duty lately worked.
  public var recentHours: Int
  /// People whom the unit can spare beyond its minimum.
  public var unitSpare: Int

  public init(post: PostID, adjacent: [CompetencyLevel], travelMinutes: Int, yearsLeft: Int?, recentHours: Int, unitSpare: Int) {
    self.post = post
    self.adjacent = adjacent
    self.travelMinutes = travelMinutes
    self.yearsLeft = yearsLeft
    self.recentHours = recentHours
    self.unitSpare = unitSpare
  }
}

/// Standing by beside a post costs nothing and makes it surer that its people are there.
public struct StandbyGroup: Hashable, Sendable {
  public var role: RoleID
  public var place: PlaceID
  public var staff: [StaffID]
  /// Person-minutes that are filled more, on average.
  public var gain: Int

  public init(role: RoleID, place: PlaceID, staff: [StaffID], gain: Int) {
    self.role = role
    self.place = place
    self.staff = staff
    self.gain = gain
  }
}

/// What to change first, chosen together.
public struct StaffingAdvice: Sendable {
  public var budget: AdviceBudget
  /// Unmet critical person-minutes as things stand.
  public var base: Int
  /// What costs nothing, first: chosen before anything is paid.
  public var free: [AdvisedMeasure]
  /// Where the called should wait, by what it makes surer.
  public var standby: [StandbyGroup]
  /// Chosen under the budget, on top of the free ones; the most gained with first.
  public var chosen: [AdvisedMeasure]
  /// Unmet critical person-minutes with the free ones, and with all.
  public var afterFree: Int
  public var after: Int
  /// Best gain found for each amount that is spent, in critical person-minutes beyond the free ones; from nothing on.
  public var curve: [Point]
  /// Nothing within the budget gains more than this.
  public var bound: Int
  public var method: Method
  /// Transfers, recruits and partners that no seat pays for, each on top of all chosen; the most gained first.
  public var others: [AdvisedMeasure]
  /// Measures that were looked at, and plans of all shifts that were made.
  public var candidates: Int
  public var evaluations: Int

  public struct Point: Hashable, Sendable {
    public var spent: Int
    public var gain: Int

    public init(spent: Int, gain: Int) {
      self.spent = spent
      self.gain = gain
    }
  }

  public enum Method: String, Sendable, CaseIterable {
    /// All sets within the budget were tried.
    case exact
    /// The bound is reached: no set gains more.
    case proven
    /// One after the other by gain, then exchanged as long as that gained; the bound says how far from the best it can be.
    case greedy
  }

  public var gain: Int { afterFree - after }

  public init(
    budget: AdviceBudget, base: Int, free: [AdvisedMeasure] = [], standby: [StandbyGroup] = [], chosen: [AdvisedMeasure] = [],
    afterFree: Int, after: Int, curve: [Point] = [], bound: Int, method: Method, others: [AdvisedMeasure] = [], candidates: Int,
    evaluations: Int
  ) {
    self.budget = budget
    self.base = base
    self.free = free
    self.standby = standby
    self.chosen = chosen
    self.afterFree = afterFree
    self.after = after
    self.curve = curve
    self.bound = bound
    self.method = method
    self.others = others
    self.candidates = candidates
    self.evaluations = evaluations
  }
}

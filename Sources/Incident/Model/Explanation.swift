import Basics

/// Why a person may not take a post: the rule, with its values.
public enum Ineligibility: Hashable, Sendable {
  case lacksCompetency(CompetencyID, required: Int, held: Int?)
  case competencyExpired(CompetencyID, required: Int, held: Int, on: CivilDate)
  case unavailable
  case contractEnded(CivilDate)
  case dutyLimit(DutyLimit.Kind)
  case needsRest(until: Instant)
  case dutyTooLong(hours: Int, limit: Int)
  case onOtherDuty(PostID)
  case cutOff(byWater: Bool)
  case tooFar(minutes: Int, limit: Int)
  case homeUnknown
  case notCallable
  case banned
  case sexRequired(Sex)
  /// Heads of units and others who go with their office.
  case goesWithOffice(RoleID)
  case powerNotConfirmedOff(AreaID)
  /// Has as many duties in the shifts that are planned together as one person may have.
  case mostDuties(limit: Int)
  case nightsInARow(limit: Int)

  public enum Kind: String, Sendable, CaseIterable {
    case lacksCompetency = "lacks_competency"
    case competencyExpired = "competency_expired"
    case unavailable
    case contractEnded = "contract_ended"
    case dutyLimit = "duty_limit"
    case needsRest = "needs_rest"
    case dutyTooLong = "duty_too_long"
    case onOtherDuty = "on_other_duty"
    case cutOff = "cut_off"
    case tooFar = "too_far"
    case homeUnknown = "home_unknown"
    case notCallable = "not_callable"
    case banned
    case sexRequired = "sex_required"
    case goesWithOffice = "goes_with_office"
    case powerNotConfirmedOff = "power_not_confirmed_off"
    case mostDuties = "most_duties"
    case nightsInARow = "nights_in_a_row"
  }

  public var kind: Kind {
    switch self {
    case .lacksCompetency: .lacksCompetency
    case .competencyExpired: .competencyExpired
    case .unavailable: .unavailable
    case .contractEnded: .contractEnded
    case .dutyLimit: .dutyLimit
    case .needsRest: .needsRest
    case .dutyTooLong: .dutyTooLong
    case .onOtherDuty: .onOtherDuty
    case .cutOff: .cutOff
    case .tooFar: .tooFar
    case .homeUnknown: .homeUnknown
    case .notCallable: .notCallable
    case .banned: .banned
    case .sexRequired: .sexRequired
    case .goesWithOffice: .goesWithOffice
    case .powerNotConfirmedOff: .powerNotConfirmedOff
    case .mostDuties: .mostDuties
    case .nightsInARow: .nightsInARow
    }
  }
}

/// The parts of the cost of a person on a post, whole units.
public struct CostParts: Hashable, Sendable {
  public var travelMinutes: Int
  public var travel: Int64
  public var belowWish: Int64
  public var beyondNeed: Int64
  public var fairness: Int64
  public var disturbance: Int64
  /// Other places than those of the duties before and after, where several shifts are planned together; may be negative.
  public var placeChange: Int64

  public init(
    travelMinutes: Int, travel: Int64, belowWish: Int64, beyondNeed: Int64, fairness: Int64, disturbance: Int64,
    placeChange: Int64 = 0
  ) {
    self.travelMinutes = travelMinutes
    self.travel = travel
    self.belowWish = belowWish
    self.beyondNeed = beyondNeed
    self.fairness = fairness
    self.disturbance = disturbance
    self.placeChange = placeChange
  }

  public var total: Int64 { travel + belowWish + beyondNeed + fairness + disturbance + placeChange }
}

/// Someone who would change place in a chain.
public struct Move: Hashable, Sendable {
  public var staff: StaffID
  public var from: PostID?
  public var to: PostID?

  public init(staff: StaffID, from: PostID?, to: PostID?) {
    self.staff = staff
    self.from = from
    self.to = to
  }
}

/// The answer to "why is this person here" and "why not there".
public struct Explanation: Hashable, Sendable {
  public var staff: StaffID
  public var post: PostID
  public var verdict: Verdict

  public enum Verdict: Hashable, Sendable {
    /// Stands on this post: what it costs, the best other choice for the seat, and what losing this person would cost.
    case assigned(CostParts, source: Duty.Source, next: Alternative?, lossWithout: Int64)
    /// Could stand there; forcing it would change the goal by so much, in these moves.
    case possible(CostParts, extraCost: Int64, unmetChange: [Int], moves: [Move])
    /// A hard rule forbids it; all that apply.
    case ineligible([Ineligibility])
    /// Eligible, but the unit would fall below its minimum strength, and nothing can be exchanged.
    case unitAtMinimum(UnitID)
  }

  public struct Alternative: Hashable, Sendable {
    public var staff: StaffID
    public var extraCost: Int64

    public init(staff: StaffID, extraCost: Int64) {
      self.staff = staff
      self.extraCost = extraCost
    }
  }

  public init(staff: StaffID, post: PostID, verdict: Verdict) {
    self.staff = staff
    self.post = post
    self.verdict = verdict
  }
}

/// What differs between two plans.
public struct PlanDifference: Hashable, Sendable {
  public var moves: [Move]
  public var shortagesBefore: Int
  public var shortagesAfter: Int
  public var costBefore: Int64
  public var costAfter: Int64

  public init(moves: [Move], shortagesBefore: Int, shortagesAfter: Int, costBefore: Int64, costAfter: Int64) {
    self.moves = moves
    self.shortagesBefore = shortagesBefore
    self.shortagesAfter = shortagesAfter
    self.costBefore = costBefore
    self.costAfter = costAfter
  }
}

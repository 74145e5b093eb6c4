import Basics

/// Who said yes to a plan, when, and which posts were let pass with a reason.
public struct Approval: Hashable, Sendable {
  public var at: Instant
  public var by: Actor
  public var overrides: [PostOverride]
}

/// Where a plan stands.
public enum PlanState: Hashable, Sendable {
  case proposed
  /// Pins or bans were set since: a new proposal is wanted.
  case edited(at: Instant, by: Actor)
  case approved(Approval)
  /// `by` is nil for a plan that was withdrawn; `approval` for one that was never approved.
  case superseded(by: PlanID?, approval: Approval?)

  public var isApproved: Bool { if case .approved = self { true } else { false } }
  public var isSuperseded: Bool { if case .superseded = self { true } else { false } }
  public var approval: Approval? {
    switch self {
    case .approved(let approval): approval
    case .superseded(_, let approval): approval
    case .proposed, .edited: nil
    }
  }
}

/// When which unit head was told.
public struct UnitHeadRecord: Hashable, Sendable {
  public var told: UnitHeadTold
  public var at: Instant
}

/// A plan with what became of it.
public struct PlanRecord: Hashable, Sendable {
  public let header: PlanProposed
  public let proposedAt: Instant
  public let proposedBy: Actor
  /// The posts of its shifts as they were open when it was proposed; sorted by id.
  public let posts: [Post]
  public internal(set) var duties: [Duty] = []
  public internal(set) var shortages: [Shortage] = []
  public internal(set) var proof: ShortageProof?
  public internal(set) var state: PlanState = .proposed
  public internal(set) var unitHeads: [UnitID: UnitHeadRecord] = [:]
  public internal(set) var edits: [PlanEdit] = []

  init(_ header: PlanProposed, posts: [Post], at instant: Instant, by actor: Actor) {
    self.header = header
    self.posts = posts
    proposedAt = instant
    proposedBy = actor
  }

  public var id: PlanID { header.plan }
  public var operation: OperationID { header.operation }
  public var shifts: [ShiftID] { header.shifts }
  /// Pins or bans were set since it was proposed.
  public var isEdited: Bool { if case .edited = state { true } else { false } }
  /// All parts have come.
  public var isComplete: Bool { duties.count == header.duties && shortages.count == header.shortages }

  /// The plan as the optimiser gave it.
  public var plan: Plan {
    Plan(
      shifts: header.shifts, posts: posts, duties: duties, shortages: shortages, proof: proof, cost: header.cost,
      unmetByTier: header.unmetByTier, status: header.status, gap: header.gap, caveats: header.caveats)
  }
}

/// An objection with its resolution.
public struct ObjectionRecord: Hashable, Sendable {
  public let objection: UnitHeadObjection
  public let at: Instant
  public internal(set) var resolution: Resolution?

  public struct Resolution: Hashable, Sendable {
    public var isUpheld: Bool
    public var at: Instant
    public var by: Actor
    public var reason: NoteReference
  }

  public var id: ObjectionID { objection.objection }
  public var isOpen: Bool { resolution == nil }
}

/// Assignment letter (SPT): signed paper outside the system.
public struct AssignmentLetter: Hashable, Sendable {
  public let record: LetterRecord
  public let recordedAt: Instant
  public internal(set) var duties: [DutyKey] = []

  public var id: LetterID { record.letter }
}

/// A safety round (cek keselamatan petugas) over those who were on scene when it opened.
public struct AccountabilityRound: Hashable, Sendable {
  public let opening: RoundOpening
  public let openedAt: Instant
  /// Sorted by id.
  public let asked: [StaffID]
  public internal(set) var answers: [StaffID: RoundAnswer] = [:]
  public internal(set) var closedAt: Instant?

  public var id: RoundID { opening.round }
  /// Asked and silent; sorted.
  public var silent: [StaffID] { asked.filter { answers[$0] == nil } }
  /// Said that they are not safe; sorted.
  public var unsafe: [StaffID] { asked.filter { answers[$0]?.isSafe == false } }
  public func isOverdue(at now: Instant) -> Bool { closedAt == nil && now >= opening.deadline && !silent.isEmpty }
}

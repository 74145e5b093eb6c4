import Basics

/// A corrective action with what became of it.
public struct ActionRecord: Hashable, Sendable {
  public let opened: ActionOpened
  public let openedAt: Instant
  public let openedBy: Actor
  public internal(set) var unit: UnitID
  public internal(set) var owner: StaffID?
  public internal(set) var due: CivilDate
  public internal(set) var hasProgress = false
  public internal(set) var done: ActionDone?
  public internal(set) var doneBy: Actor?
  public internal(set) var verified: ActionVerified?
  /// In the order of trying.
  public internal(set) var retests: [ActionRetested] = []
  public internal(set) var dropped: ActionDropped?
  public internal(set) var moves = 0
  public internal(set) var entries: [UInt64] = []

  public enum Phase: String, Sendable, CaseIterable {
    case open
    case inProgress = "in_progress"
    /// Done by its owner's word; waits for a second person, or for a drill.
    case done
    case closed, dropped
  }

  public var id: ActionID { opened.action }
  public var isCapability: Bool { opened.capability != nil }
  public var phase: Phase {
    if dropped != nil { return .dropped }
    if isCapability, retests.last?.rating.isPassed == true, done != nil { return .closed }
    if !isCapability, verified != nil { return .closed }
    if done != nil { return .done }
    return hasProgress ? .inProgress : .open
  }
  public var isOpen: Bool { phase != .closed && phase != .dropped }

  /// Past its day and not done.
  public func isOverdue(on day: CivilDate) -> Bool { (phase == .open || phase == .inProgress) && due < day }
}

/// A training with whether it counts.
public struct TrainingRecord: Hashable, Sendable {
  public let trained: PersonTrained
  public let entry: UInt64
  public let recordedAt: Instant
  public internal(set) var voided: PersonRecordVoided?
  public var id: TrainingID { trained.record }
}

/// What a person said to what is stored about them.
public struct CorrectionRecord: Hashable, Sendable {
  public let objected: PersonObjected
  public let at: Instant
  public let entry: UInt64
  public internal(set) var answer: PersonObjectionAnswered?
  public var id: CorrectionID { objected.correction }
}

/// A proposal of staff with its answer.
public struct IdeaRecord: Hashable, Sendable {
  public let received: IdeaReceived
  public let at: Instant
  public let entry: UInt64
  public internal(set) var answer: IdeaAnswered?
  public internal(set) var answeredAt: Instant?
  public var id: IdeaID { received.idea }
}

/// What somebody said in private about an order.
public struct ConcernRecord: Hashable, Sendable {
  public let raised: ConcernRaised
  public let at: Instant
  public internal(set) var answer: ConcernAnswered?
  public var id: ConcernID { raised.concern }
}

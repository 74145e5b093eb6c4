import Basics

/// A status update with who has it and who has acknowledged it.
public struct BroadcastRecord: Hashable, Sendable {
  /// Where one person stands with it.
  public struct Standing: Hashable, Sendable {
    public internal(set) var delivered: Instant?
    public internal(set) var acknowledged: Instant?
    /// The last escalation of their silence, and to whom.
    public internal(set) var escalated: BroadcastEscalation?
  }

  public let sending: BroadcastSending
  public let sentAt: Instant
  public let sentBy: Actor
  /// Sorted by id.
  public internal(set) var recipients: [StaffID] = []
  /// One for each recipient.
  public internal(set) var standings: [StaffID: Standing] = [:]
  public internal(set) var acknowledgements = 0
  public internal(set) var closed: BroadcastClosing?
  public internal(set) var closedAt: Instant?

  public var id: BroadcastID { sending.broadcast }
  public var operation: OperationID { sending.operation }
  public var isOpen: Bool { closedAt == nil }
  /// All parts have come.
  public var isComplete: Bool { recipients.count == sending.recipients }
  public func standing(_ staff: StaffID) -> Standing { standings[staff] ?? Standing() }
  /// In the order of the recipients.
  public var acknowledged: [StaffID] { recipients.filter { standings[$0]?.acknowledged != nil } }
  public var silent: [StaffID] { recipients.filter { standings[$0]?.acknowledged == nil } }
  /// Silent for so many minutes at an instant.
  public func minutesSilent(at now: Instant) -> Int { now.minutes(since: sentAt) }
  public func isOverdue(at now: Instant) -> Bool {
    isOpen && sending.deadline.map { now >= $0 } ?? false && acknowledgements < recipients.count
  }
}

extension State {
  public func broadcast(_ id: BroadcastID) -> BroadcastRecord? { broadcasts[id] }

  /// In the order of sending.
  public func broadcasts(_ operation: OperationID) -> [BroadcastRecord] {
    (operations[operation]?.broadcasts ?? []).compactMap { broadcasts[$0] }
  }

  /// The people whom an audience comes to now; sorted by id, each once. Who cannot be called is among them only by name or duty.
  /// - Complexity: O(staff + orders)
  public func people(of audience: BroadcastAudience, in operation: OperationID, roster: Roster, places: (PlaceID) -> AreaID?)
    -> [StaffID]
  {
    let held = orders(operation).filter { $0.phase.holdsSeat || $0.phase.isOnScene }
    func holders(_ isMeant: (Post) -> Bool) -> [StaffID] {
      held.filter { order in operations[operation]?.posts[order.post].map { isMeant($0.post) } ?? false }.map(\.staff)
    }
    let found: [StaffID] =
      switch audience {
      case .everyone: roster.staff.filter(\.isCallable).map(\.id)
      case .ordered: held.map(\.staff)
      case .onScene: held.filter(\.phase.isOnScene).map(\.staff)
      case .role(let role): holders { $0.role == role }
      case .place(let place): holders { $0.place == place }
      case .area(let area): holders { places($0.place) == area }
      case .shift(let shift): holders { $0.shift == shift }
      case .unit(let unit): roster.staff.filter { $0.unit == unit }.map(\.id)
      case .unitHeads: unique(held.map(\.issue.unit)).compactMap { roster.headInOffice(of: $0)?.id }
      case .staff(let staff): staff.filter { roster.member($0) != nil }
      }
    return Set(found).sorted()
  }
}

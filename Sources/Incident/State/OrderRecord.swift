import Basics

/// An order and what became of it. Order (panggilan tugas) is the call-out itself, not the letter.
public struct OrderRecord: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var phase: OrderState.Phase
    /// By the receipt's own clock.
    public var at: Instant
  }

  public let issue: OrderIssue
  public let issuedAt: Instant
  public let issuedBy: Actor
  /// Of its shift, when it was issued.
  public let interval: Interval
  public let shift: ShiftID
  public internal(set) var state: OrderState
  /// Each phase it went through, in order; starts with `issued`.
  public internal(set) var steps: [Step]

  public var id: OrderID { issue.order }
  public var staff: StaffID { issue.staff }
  public var post: PostID { issue.post }
  public var operation: OperationID { issue.operation }
  public var phase: OrderState.Phase { state.phase }
  public var duty: DutyKey { DutyKey(staff: issue.staff, post: issue.post) }

  /// When it reached a phase; nil if never.
  public func instant(of phase: OrderState.Phase) -> Instant? { steps.last { $0.phase == phase }?.at }

  init(_ issue: OrderIssue, at instant: Instant, by actor: Actor, shift: Shift) {
    self.issue = issue
    issuedAt = instant
    issuedBy = actor
    interval = shift.interval
    self.shift = shift.id
    state = .issued
    steps = [Step(phase: .issued, at: instant)]
  }
}

import Basics

/// An order and what became of it. Order (panggilan tugas) is the call-out itself, not the letter.
public struct OrderRecord: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var phase: OrderState.Phase
    /// By the receipt's own clock.
    public var at: Instant
  }

  private struct Fixed: Hashable, Sendable {
    let issue: OrderIssue
    let issuedBy: Actor
    let shift: ShiftID
    let duty: DutyKey
  }
  private let fixed: Held<Fixed>
  public var issue: OrderIssue { fixed.value.issue }
  public let issuedAt: Instant
  public var issuedBy: Actor { fixed.value.issuedBy }
  /// Of its shift, when it was issued.
  public let interval: Interval
  public var shift: ShiftID { fixed.value.shift }
  public internal(set) var state: OrderState
  /// Each phase it went through, in order; starts with `issued`.
  public internal(set) var steps: [Step]

  public var id: OrderID { fixed.value.issue.order }
  public var staff: StaffID { fixed.value.issue.staff }
  public var post: PostID { fixed.value.issue.post }
  public var operation: OperationID { fixed.value.issue.operation }
  public var phase: OrderState.Phase { state.phase }
  public var duty: DutyKey { fixed.value.duty }

  /// When it reached a phase; nil if never.
  public func instant(of phase: OrderState.Phase) -> Instant? { steps.last { $0.phase == phase }?.at }

  init(_ issue: OrderIssue, at instant: Instant, by actor: Actor, shift: Shift) {
    fixed = Held(
      Fixed(issue: issue, issuedBy: actor, shift: shift.id, duty: DutyKey(staff: issue.staff, post: issue.post)))
    issuedAt = instant
    interval = shift.interval
    state = .issued
    steps = [Step(phase: .issued, at: instant)]
  }
}

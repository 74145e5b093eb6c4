import Basics
import Incident

/// Id of a chase, as `order-17`, `order-17.stand_down`, `plan-3.bpbd`, `broadcast-2.s-0a1b`.
public typealias ChaseID = Identifier<Chase>

/// Why a chase ended. Each one does.
public enum ChaseEnd: String, Sendable, CaseIterable {
  case answered
  /// It only had to be delivered, and was.
  case delivered
  /// The deadline passed in silence: on to the next person.
  case silent
  /// No longer needed.
  case withdrawn
  /// Refused at the start: on scene, on actual duty, another mode, another order for the shift.
  case refused
}

/// The pursuit of one answer (or one delivery): rung after rung of a ladder until it is there, its time is over, or it is not
/// needed any more.
public struct Chase: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case order
    case standDown = "stand_down"
    case unitHead = "unit_head"
    case broadcast
  }

  private struct Fixed: Hashable, Sendable {
    let id: ChaseID
    let subject: MessageSubject
    let operation: OperationID
    let staff: StaffID?
    let unit: UnitID
    let code: String
    let text: MessageText
    let ladder: [CalloutSettings.Rung]
  }
  private let fixed: Held<Fixed>
  public var id: ChaseID { fixed.value.id }
  public let kind: Kind
  public var subject: MessageSubject { fixed.value.subject }
  public var operation: OperationID { fixed.value.operation }
  /// Who is asked; nil for a unit without a head on the roster.
  public var staff: StaffID? { fixed.value.staff }
  public var unit: UnitID { fixed.value.unit }
  /// Four digits that an answer names; unique among what this person is asked. Empty where no answer is wanted.
  public var code: String { fixed.value.code }
  public var text: MessageText { fixed.value.text }
  public internal(set) var opened: Instant
  /// Nothing is sent for it at this instant or later.
  public internal(set) var deadline: Instant
  public var ladder: [CalloutSettings.Rung] { fixed.value.ladder }
  /// Rungs that were taken; the index of the next one.
  public internal(set) var rung = 0
  /// What the rungs to come are late by, after a sleep or a failure that brought one forward (below 0).
  public internal(set) var slack: Int64 = 0
  public internal(set) var contacts = Contacts()
  /// In the order of making.
  public internal(set) var messages: [MessageID] = []
  /// Some message for the person asked lies on a device.
  public internal(set) var isDelivered = false
  /// Told to a person: no way led anywhere.
  public internal(set) var isUnreachable = false
  public internal(set) var end: ChaseEnd?
  public internal(set) var endedAt: Instant?

  init(
    id: ChaseID, kind: Kind, subject: MessageSubject, operation: OperationID, staff: StaffID?, unit: UnitID, code: String,
    text: MessageText, opened: Instant, deadline: Instant, ladder: [CalloutSettings.Rung]
  ) {
    fixed = Held(
      Fixed(
        id: id, subject: subject, operation: operation, staff: staff, unit: unit, code: code, text: text, ladder: ladder))
    self.kind = kind
    self.opened = opened
    self.deadline = deadline
  }

  public var isOpen: Bool { end == nil }
  public var wantsAnswer: Bool { kind == .order || (kind == .broadcast && !fixed.value.code.isEmpty) }

  /// When the next rung is to be taken; nil after the last one.
  public var nextRung: Instant? {
    let ladder = fixed.value.ladder
    guard rung < ladder.count else { return nil }
    return opened.adding(milliseconds: Int64(ladder[rung].afterSeconds) * 1000 + slack)
  }

  /// When something is to be done about it.
  var due: Instant? {
    guard isOpen else { return nil }
    return nextRung.map { min($0, deadline) } ?? deadline
  }

  /// Takes the next rung. Comes it later than a clock may differ, the rest of the ladder moves along: after a sleep nobody is
  /// called on three channels at once.
  mutating func step(at instant: Instant) -> CalloutSettings.Rung? {
    guard isOpen, rung < ladder.count, let due = nextRung, instant < deadline else { return nil }
    let late = instant.milliseconds - due.milliseconds
    if late > CalloutLimits.clockJump { slack += late }
    rung += 1
    return ladder[rung - 1]
  }

  /// The next rung is taken now, and those after it keep their distance from it.
  mutating func hurry(at instant: Instant) {
    guard let next = nextRung, next > instant else { return }
    slack -= next.milliseconds - instant.milliseconds
  }

  mutating func finish(_ newEnd: ChaseEnd, at instant: Instant) {
    guard end == nil else { return }
    end = newEnd
    endedAt = instant
  }

  mutating func shift(by milliseconds: Int64) {
    guard isOpen else { return }
    opened = opened.adding(milliseconds: milliseconds)
    deadline = deadline.adding(milliseconds: milliseconds)
  }
}

/// Who else is told of a person's silence, as the roster had it when the chase began.
public struct Contacts: Hashable, Sendable {
  public var superior: StaffID?
  public var unitHead: StaffID?

  public init(superior: StaffID? = nil, unitHead: StaffID? = nil) {
    self.superior = superior
    self.unitHead = unitHead
  }

  /// The superior of the roster (or the unit's head), and the head of the unit or of the unit above; never the person.
  public init(of staff: StaffID?, unit: UnitID, roster: Roster) {
    let named = staff.flatMap { roster.member($0)?.superior }.flatMap { roster.member(officeNumber: $0)?.id }
    var heads: [StaffID] = []
    var at: UnitID? = unit
    for _ in 0..<16 {
      guard let id = at else { break }
      if let head = roster.headInOffice(of: id)?.id, head != staff { heads.append(head) }
      at = roster.unit(id)?.parent
    }
    superior = named == staff ? heads.first : named ?? heads.first
    unitHead = heads.first { [superior] in $0 != superior }
  }
}

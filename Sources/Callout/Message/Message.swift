import Basics
import Incident

/// One message to one person on one channel, from the decision to its end.
///
///     queued ─▶ attempted ─▶ handed over ─▶ delivered ─▶ answered
///       ▲           │ ├─▶ perhaps sent ─┐ (again, same id, marked as a repeat)
///       └───────────┘ └─▶ failed        └─▶ attempted …
///     queued ─▶ expired      any ─▶ withdrawn
///
/// `reach` and `end` are apart: a receipt that comes after the end still tells something, and never undoes anything.
public struct Message: Hashable, Sendable {
  private struct Fixed: Hashable, Sendable {
    let id: MessageID
    let subject: MessageSubject
    let recipient: MessageRecipient
    let text: MessageText
  }
  private let fixed: Held<Fixed>
  public var id: MessageID { fixed.value.id }
  public var subject: MessageSubject { fixed.value.subject }
  public let purpose: MessagePurpose
  public var recipient: MessageRecipient { fixed.value.recipient }
  public let channel: ContactChannel
  public let mode: Mode
  public var text: MessageText { fixed.value.text }
  public let created: Instant
  /// At this instant or later it is not sent any more.
  public internal(set) var expires: Instant
  /// The person is asked to answer; otherwise its delivery is its end.
  public let wantsAnswer: Bool

  public internal(set) var reach: MessageReach = .notLeft
  public internal(set) var end: MessageEnd?
  public internal(set) var endedAt: Instant?
  /// Attempts begun; the number of the last one.
  public internal(set) var attempts = 0
  /// An attempt was begun and its outcome is not known yet.
  public internal(set) var isInFlight = false
  public internal(set) var lastAttempt: Instant?
  /// When the next attempt may begin.
  public internal(set) var notBefore: Instant
  /// Attempts whose outcome stayed unknown.
  public internal(set) var doubts = 0
  public internal(set) var lastError: String?

  init(
    id: MessageID, subject: MessageSubject, purpose: MessagePurpose, recipient: MessageRecipient, channel: ContactChannel,
    mode: Mode, text: MessageText, created: Instant, expires: Instant, wantsAnswer: Bool
  ) {
    fixed = Held(Fixed(id: id, subject: subject, recipient: recipient, text: text))
    self.purpose = purpose
    self.channel = channel
    self.mode = mode
    self.created = created
    self.expires = expires
    self.wantsAnswer = wantsAnswer
    notBefore = created
  }

  public var isOpen: Bool { end == nil }
  /// The receiver may have it: it is never treated as unsent again.
  public var mayHaveLeft: Bool { isInFlight || reach > .notLeft }

  public var state: MessageState {
    if reach == .answered { return .answered }
    switch end {
    case .failed: return .failed
    case .expired: return .expired
    case .withdrawn: return .withdrawn
    case .done, .lapsed, nil: break
    }
    if isInFlight { return isOpen ? .attempted : .perhapsSent }
    switch reach {
    case .notLeft: return .queued
    case .perhapsSent: return .perhapsSent
    case .handedOver: return .handedOver
    case .delivered: return .delivered
    case .answered: return .answered
    }
  }

  /// Not one about somebody's silence to somebody else.
  public var isToPersonAsked: Bool { purpose != .escalation }

  /// It waits for its turn to be tried.
  public var isWaiting: Bool {
    isOpen && !isInFlight && reach < .handedOver && doubts < CalloutLimits.doubtsPerMessage
      && attempts < CalloutLimits.attemptsPerMessage
  }

  /// When something is to be done about it if nothing is heard: a try, the end of waiting for an outcome, its expiry.
  func due(_ settings: CalloutSettings) -> Instant? {
    guard isOpen else { return nil }
    if isInFlight { return (lastAttempt ?? created).adding(seconds: settings.attemptTimeoutSeconds) }
    return isWaiting ? min(notBefore, expires) : expires
  }
}

/// A message on its way to a channel: its row, with the attempt, is durable before a channel sees it.
public struct HandOver: Hashable, Sendable {
  /// As it stands with the attempt begun.
  public let message: Message
  /// Number of the attempt, from 1; reports name it.
  public let attempt: Int
  /// The receiver may have this message already: same id, and marked so.
  public let isRepeat: Bool
  public let staff: StaffID

  public var id: MessageID { message.id }
  public var channel: ContactChannel { message.channel }
}

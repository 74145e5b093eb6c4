import Basics
import Incident

/// Id of a message and its idempotency key: derived from what it is about, never random, so that the same message made twice is
/// the same message. A plain id of at most 64 bytes, as `order-17.call_out.chat`.
public typealias MessageID = Identifier<Message>

/// What a message is for.
public enum MessagePurpose: String, Sendable, CaseIterable {
  /// The order itself.
  case callOut = "call_out"
  /// The head of a unit, before the people are called.
  case tellUnitHead = "tell_unit_head"
  /// The order is called off.
  case standDown = "stand_down"
  /// A status update.
  case broadcast
  /// The same once more on another channel, after silence.
  case reminder
  /// Silence, told to the superior or the unit head.
  case escalation

  /// Asks the person to come: never sent to somebody on scene.
  public var isCall: Bool { self == .callOut || self == .reminder || self == .escalation }

  /// Which of several due messages leaves first where a channel is slow: 0 before 1.
  public var rank: Int {
    switch self {
    case .callOut, .reminder: 0
    case .standDown, .escalation: 1
    case .tellUnitHead: 2
    case .broadcast: 3
    }
  }
}

/// What a message is about.
public enum MessageSubject: Hashable, Sendable {
  case order(OrderID)
  case unitHead(PlanID, UnitID)
  case broadcast(BroadcastID, StaffID)

  public var order: OrderID? { if case .order(let id) = self { id } else { nil } }
}

/// Whom a message is for.
public enum MessageRecipient: Hashable, Sendable {
  case staff(StaffID)
  /// The head in office; nil where the roster knows none, so that a person must find the way.
  case unitHead(UnitID, StaffID?)

  public var staff: StaffID? {
    switch self {
    case .staff(let id): id
    case .unitHead(_, let head): head
    }
  }
}

/// Words of a message: a key of the catalogues with its values. Worded where it leaves (`Publication`); no name stands here.
///
/// Keys are `message.PURPOSE`, as `message.call_out`. Values are ids, codes and instants (`Instant.text`).
public struct MessageText: Hashable, Sendable {
  public var key: String
  public var values: [String: String]

  public init(_ key: String, _ values: [String: String] = [:]) {
    self.key = key
    self.values = values
  }
}

/// How far a message certainly got: it only rises, whatever order the receipts come in.
public enum MessageReach: Int, Sendable, CaseIterable, Comparable {
  case notLeft
  /// An attempt's outcome is unknown: the receiver may have it.
  case perhapsSent
  /// The gateway took it.
  case handedOver
  /// It lies on the person's device. Not the same as read, and no acknowledgement.
  case delivered
  case answered

  public static func < (a: MessageReach, b: MessageReach) -> Bool { a.rawValue < b.rawValue }
}

/// Why nothing more is done with a message.
public enum MessageEnd: String, Sendable, CaseIterable {
  /// It was answered, or it reached a person who need not answer.
  case done
  /// The channel will never take it, or all tries were used up.
  case failed
  /// Its time passed before it left.
  case expired
  /// Its time passed after it left or perhaps left: what is known of it is `reach`.
  case lapsed
  /// No longer needed.
  case withdrawn
}

/// A message's state as people read it.
public enum MessageState: String, Sendable, CaseIterable {
  case queued, attempted
  case perhapsSent = "perhaps_sent"
  case handedOver = "handed_over"
  case delivered, answered, failed, expired, withdrawn
}

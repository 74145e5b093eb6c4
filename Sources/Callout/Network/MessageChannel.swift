import Basics
import Incident

/// What a channel says about one attempt.
public enum ChannelOutcome: Hashable, Sendable {
  /// The gateway took it; receipts may follow.
  case handedOver
  /// It is with the person at once (a voice call that was answered, a radio that was acknowledged).
  case delivered
  /// Not now: connection error, 408, 425, 429, 5xx before anything was taken. The gateway's `Retry-After` in seconds, if it gave one.
  case temporary(String, retryAfterSeconds: Int? = nil)
  /// Never: a wrong number, a refused recipient, another 4xx. A human must look.
  case permanent(String)
  /// No answer in time: it may have been taken.
  case unknown
}

/// What the network tells later of a message that was handed over.
public enum DeliveryReceipt: Hashable, Sendable {
  case sent
  case delivered
  case read
  case failed(String)
}

/// News about a message, from a channel or its gateway. May come twice, late, in any order, or about an unknown message.
public struct ChannelReport: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case outcome(ChannelOutcome, attempt: Int)
    case receipt(DeliveryReceipt)
  }

  public var message: MessageID
  public var kind: Kind

  public init(_ message: MessageID, _ kind: Kind) {
    self.message = message
    self.kind = kind
  }
}

/// A text that came from a person.
public struct IncomingReply: Hashable, Sendable {
  /// The gateway's own id; a reply that comes twice has it twice. Empty where there is none.
  public var id: String
  public var from: StaffID
  public var text: String

  public init(id: String, from: StaffID, text: String) {
    self.id = id
    self.from = from
    self.text = text
  }
}

/// A way to a person, as the pure rooms see it: synchronous, no I/O. A drill's network is one; a live channel does its I/O in
/// `Operations` and speaks in the same outcomes and reports.
public protocol MessageChannel {
  /// Takes one attempt; what comes of it now and later.
  mutating func send(_ handOver: HandOver, at instant: Instant) -> [NetworkEvent]
}

/// Something that a network does at an instant that may lie ahead.
public struct NetworkEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// For `Switchboard.report`.
    case report(ChannelReport)
    /// It lies on the person's phone (again, if it was there before).
    case arrival(HandOver)
    /// For `Switchboard.receive`.
    case reply(IncomingReply)
  }

  public var at: Instant
  public var kind: Kind

  public init(at: Instant, _ kind: Kind) {
    self.at = at
    self.kind = kind
  }
}

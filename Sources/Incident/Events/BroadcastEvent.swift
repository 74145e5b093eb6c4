import Basics

/// Of one status update (siaran), until everybody addressed has acknowledged it.
public enum BroadcastEvent: Hashable, Sendable {
  case sent(BroadcastSending)
  case addressed(BroadcastPart)
  case delivered(BroadcastReceipt)
  case acknowledged(BroadcastReceipt)
  case escalated(BroadcastEscalation)
  case closed(BroadcastClosing)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case sent = "broadcast.sent"
    case addressed = "broadcast.addressed"
    case delivered = "broadcast.delivered"
    case acknowledged = "broadcast.acknowledged"
    case escalated = "broadcast.escalated"
    case closed = "broadcast.closed"
  }

  public var kind: Kind {
    switch self {
    case .sent: .sent
    case .addressed: .addressed
    case .delivered: .delivered
    case .acknowledged: .acknowledged
    case .escalated: .escalated
    case .closed: .closed
    }
  }

  public var broadcast: BroadcastID {
    switch self {
    case .sent(let payload): payload.broadcast
    case .addressed(let payload): payload.broadcast
    case .delivered(let payload): payload.broadcast
    case .acknowledged(let payload): payload.broadcast
    case .escalated(let payload): payload.broadcast
    case .closed(let payload): payload.broadcast
    }
  }

  public var stream: String { "broadcast/\(broadcast)" }

  var payload: any FieldObject {
    switch self {
    case .sent(let payload): payload
    case .addressed(let payload): payload
    case .delivered(let payload): payload
    case .acknowledged(let payload): payload
    case .escalated(let payload): payload
    case .closed(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .sent: self = .sent(try BroadcastSending(field: payload))
    case .addressed: self = .addressed(try BroadcastPart(field: payload))
    case .delivered: self = .delivered(try BroadcastReceipt(field: payload))
    case .acknowledged: self = .acknowledged(try BroadcastReceipt(field: payload))
    case .escalated: self = .escalated(try BroadcastEscalation(field: payload))
    case .closed: self = .closed(try BroadcastClosing(field: payload))
    }
  }
}

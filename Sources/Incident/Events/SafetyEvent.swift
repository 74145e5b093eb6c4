import Basics

/// Of safety rounds (cek keselamatan petugas).
public enum SafetyEvent: Hashable, Sendable {
  case roundOpened(RoundOpening)
  case roundAnswered(RoundAnswer)
  case roundClosed(RoundClosing)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case roundOpened = "round.opened"
    case roundAnswered = "round.answered"
    case roundClosed = "round.closed"
  }

  public var kind: Kind {
    switch self {
    case .roundOpened: .roundOpened
    case .roundAnswered: .roundAnswered
    case .roundClosed: .roundClosed
    }
  }

  public var stream: String {
    switch self {
    case .roundOpened(let payload): "operation/\(payload.operation)"
    case .roundAnswered(let payload): "operation/\(payload.operation)"
    case .roundClosed(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .roundOpened(let payload): payload
    case .roundAnswered(let payload): payload
    case .roundClosed(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .roundOpened: self = .roundOpened(try RoundOpening(field: payload))
    case .roundAnswered: self = .roundAnswered(try RoundAnswer(field: payload))
    case .roundClosed: self = .roundClosed(try RoundClosing(field: payload))
    }
  }
}

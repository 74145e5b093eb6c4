import Basics

/// Of what residents report, of rumours, and of relief goods.
public enum CitizenEvent: Hashable, Sendable {
  case reported(CitizenReport)
  case triaged(CitizenTriage)
  case merged(CitizenMerge)
  case assigned(CitizenAssignment)
  case answered(CitizenAnswer)
  case rumourHeard(RumourHeard)
  case rumourJudged(RumourVerdict)
  case reliefMoved(ReliefMovement)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case reported = "citizen.reported"
    case triaged = "citizen.triaged"
    case merged = "citizen.merged"
    case assigned = "citizen.assigned"
    case answered = "citizen.answered"
    case rumourHeard = "rumour.heard"
    case rumourJudged = "rumour.judged"
    case reliefMoved = "relief.moved"
  }

  public var kind: Kind {
    switch self {
    case .reported: .reported
    case .triaged: .triaged
    case .merged: .merged
    case .assigned: .assigned
    case .answered: .answered
    case .rumourHeard: .rumourHeard
    case .rumourJudged: .rumourJudged
    case .reliefMoved: .reliefMoved
    }
  }

  /// Nil for rumours and goods.
  public var ticket: TicketID? {
    switch self {
    case .reported(let payload): payload.ticket
    case .triaged(let payload): payload.ticket
    case .merged(let payload): payload.ticket
    case .assigned(let payload): payload.ticket
    case .answered(let payload): payload.ticket
    case .rumourHeard, .rumourJudged, .reliefMoved: nil
    }
  }

  public var stream: String {
    switch self {
    case .reported, .triaged, .merged, .assigned, .answered: "report/\(ticket?.rawValue ?? "")"
    case .rumourHeard(let payload): "rumour/\(payload.rumour)"
    case .rumourJudged(let payload): "rumour/\(payload.rumour)"
    case .reliefMoved(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .reported(let payload): payload
    case .triaged(let payload): payload
    case .merged(let payload): payload
    case .assigned(let payload): payload
    case .answered(let payload): payload
    case .rumourHeard(let payload): payload
    case .rumourJudged(let payload): payload
    case .reliefMoved(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .reported: self = .reported(try CitizenReport(field: payload))
    case .triaged: self = .triaged(try CitizenTriage(field: payload))
    case .merged: self = .merged(try CitizenMerge(field: payload))
    case .assigned: self = .assigned(try CitizenAssignment(field: payload))
    case .answered: self = .answered(try CitizenAnswer(field: payload))
    case .rumourHeard: self = .rumourHeard(try RumourHeard(field: payload))
    case .rumourJudged: self = .rumourJudged(try RumourVerdict(field: payload))
    case .reliefMoved: self = .reliefMoved(try ReliefMovement(field: payload))
    }
  }
}

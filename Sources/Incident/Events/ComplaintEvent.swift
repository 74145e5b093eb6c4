import Basics

/// Of complaints about public services.
public enum ComplaintEvent: Hashable, Sendable {
  case received(ComplaintReceived)
  case reclassified(ComplaintReclassified)
  case assigned(ComplaintAssigned)
  case responded(ComplaintResponded)
  case reminded(ComplaintChase)
  case escalated(ComplaintChase)
  case answered(ComplaintAnswered)
  case closed(ComplaintClosed)
  case reopened(ComplaintReopened)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case received = "complaint.received"
    case reclassified = "complaint.reclassified"
    case assigned = "complaint.assigned"
    case responded = "complaint.responded"
    case reminded = "complaint.reminded"
    case escalated = "complaint.escalated"
    case answered = "complaint.answered"
    case closed = "complaint.closed"
    case reopened = "complaint.reopened"
  }

  public var kind: Kind {
    switch self {
    case .received: .received
    case .reclassified: .reclassified
    case .assigned: .assigned
    case .responded: .responded
    case .reminded: .reminded
    case .escalated: .escalated
    case .answered: .answered
    case .closed: .closed
    case .reopened: .reopened
    }
  }

  public var stream: String {
    switch self {
    case .received(let payload): "complaint/\(payload.complaint)"
    case .reclassified(let payload): "complaint/\(payload.complaint)"
    case .assigned(let payload): "complaint/\(payload.complaint)"
    case .responded(let payload): "complaint/\(payload.complaint)"
    case .reminded(let payload): "complaint/\(payload.complaint)"
    case .escalated(let payload): "complaint/\(payload.complaint)"
    case .answered(let payload): "complaint/\(payload.complaint)"
    case .closed(let payload): "complaint/\(payload.complaint)"
    case .reopened(let payload): "complaint/\(payload.complaint)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .received(let payload): payload
    case .reclassified(let payload): payload
    case .assigned(let payload): payload
    case .responded(let payload): payload
    case .reminded(let payload): payload
    case .escalated(let payload): payload
    case .answered(let payload): payload
    case .closed(let payload): payload
    case .reopened(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .received: self = .received(try ComplaintReceived(field: payload))
    case .reclassified: self = .reclassified(try ComplaintReclassified(field: payload))
    case .assigned: self = .assigned(try ComplaintAssigned(field: payload))
    case .responded: self = .responded(try ComplaintResponded(field: payload))
    case .reminded: self = .reminded(try ComplaintChase(field: payload))
    case .escalated: self = .escalated(try ComplaintChase(field: payload))
    case .answered: self = .answered(try ComplaintAnswered(field: payload))
    case .closed: self = .closed(try ComplaintClosed(field: payload))
    case .reopened: self = .reopened(try ComplaintReopened(field: payload))
    }
  }
}

import Basics

/// Of one person's record: trainings, and what the person says to what is stored.
public enum PersonalEvent: Hashable, Sendable {
  case trained(PersonTrained)
  case voided(PersonRecordVoided)
  case objected(PersonObjected)
  case objectionAnswered(PersonObjectionAnswered)
  case seen(PersonSeen)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case trained = "person.trained"
    case voided = "person.record_voided"
    case objected = "person.objected"
    case objectionAnswered = "person.objection_answered"
    case seen = "person.seen"
  }

  public var kind: Kind {
    switch self {
    case .trained: .trained
    case .voided: .voided
    case .objected: .objected
    case .objectionAnswered: .objectionAnswered
    case .seen: .seen
    }
  }

  public var stream: String {
    switch self {
    case .trained(let payload): "staff/\(payload.staff)"
    case .voided(let payload): "staff/\(payload.staff)"
    case .objected(let payload): "staff/\(payload.staff)"
    case .objectionAnswered(let payload): "staff/\(payload.staff)"
    case .seen(let payload): "staff/\(payload.staff)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .trained(let payload): payload
    case .voided(let payload): payload
    case .objected(let payload): payload
    case .objectionAnswered(let payload): payload
    case .seen(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .trained: self = .trained(try PersonTrained(field: payload))
    case .voided: self = .voided(try PersonRecordVoided(field: payload))
    case .objected: self = .objected(try PersonObjected(field: payload))
    case .objectionAnswered: self = .objectionAnswered(try PersonObjectionAnswered(field: payload))
    case .seen: self = .seen(try PersonSeen(field: payload))
    }
  }
}

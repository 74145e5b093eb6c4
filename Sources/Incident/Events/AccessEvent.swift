import Basics

/// Of who looked at people's data, and of contact tests: they belong to no operation.
public enum AccessEvent: Hashable, Sendable {
  case personalDataSeen(PersonalDataLook)
  case contactTestOpened(ContactTestOpening)
  case contactTried(ContactTry)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case personalDataSeen = "access.personal_data_seen"
    case contactTestOpened = "access.contact_test_opened"
    case contactTried = "access.contact_tried"
  }

  public var kind: Kind {
    switch self {
    case .personalDataSeen: .personalDataSeen
    case .contactTestOpened: .contactTestOpened
    case .contactTried: .contactTried
    }
  }

  public var stream: String { "access" }

  var payload: any FieldObject {
    switch self {
    case .personalDataSeen(let payload): payload
    case .contactTestOpened(let payload): payload
    case .contactTried(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .personalDataSeen: self = .personalDataSeen(try PersonalDataLook(field: payload))
    case .contactTestOpened: self = .contactTestOpened(try ContactTestOpening(field: payload))
    case .contactTried: self = .contactTried(try ContactTry(field: payload))
    }
  }
}

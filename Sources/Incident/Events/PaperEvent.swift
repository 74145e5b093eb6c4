import Basics

/// Of assignment letters.
public enum PaperEvent: Hashable, Sendable {
  case letterRecorded(LetterRecord)
  case letterPart(LetterPart)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case letterRecorded = "letter.recorded"
    case letterPart = "letter.part"
  }

  public var kind: Kind {
    switch self {
    case .letterRecorded: .letterRecorded
    case .letterPart: .letterPart
    }
  }

  public var stream: String {
    switch self {
    case .letterRecorded(let payload): "operation/\(payload.operation)"
    case .letterPart(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .letterRecorded(let payload): payload
    case .letterPart(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .letterRecorded: self = .letterRecorded(try LetterRecord(field: payload))
    case .letterPart: self = .letterPart(try LetterPart(field: payload))
    }
  }
}

import Basics

/// What is followed between the floods: complaints, corrective actions, people's records, and what staff say.
public enum ServiceEvent: Hashable, Sendable {
  case complaint(ComplaintEvent)
  case action(ActionEvent)
  case personal(PersonalEvent)
  case voice(VoiceEvent)

  /// Name of the type in the log.
  public var type: String {
    switch self {
    case .complaint(let event): event.kind.rawValue
    case .action(let event): event.kind.rawValue
    case .personal(let event): event.kind.rawValue
    case .voice(let event): event.kind.rawValue
    }
  }

  static let types: [String] =
    ComplaintEvent.Kind.allCases.map(\.rawValue) + ActionEvent.Kind.allCases.map(\.rawValue)
    + PersonalEvent.Kind.allCases.map(\.rawValue) + VoiceEvent.Kind.allCases.map(\.rawValue)

  public var stream: String {
    switch self {
    case .complaint(let event): event.stream
    case .action(let event): event.stream
    case .personal(let event): event.stream
    case .voice(let event): event.stream
    }
  }

  var payload: any FieldObject {
    switch self {
    case .complaint(let event): event.payload
    case .action(let event): event.payload
    case .personal(let event): event.payload
    case .voice(let event): event.payload
    }
  }

  /// Nil for a type of another group.
  init?(_ type: String, _ payload: JSONValue) throws(FieldFault) {
    if let kind = ComplaintEvent.Kind(rawValue: type) {
      self = .complaint(try ComplaintEvent(kind, payload))
    } else if let kind = ActionEvent.Kind(rawValue: type) {
      self = .action(try ActionEvent(kind, payload))
    } else if let kind = PersonalEvent.Kind(rawValue: type) {
      self = .personal(try PersonalEvent(kind, payload))
    } else if let kind = VoiceEvent.Kind(rawValue: type) {
      self = .voice(try VoiceEvent(kind, payload))
    } else {
      return nil
    }
  }
}

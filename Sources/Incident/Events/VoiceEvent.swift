import Basics

/// What staff say themselves: improvements, and what is wrong with an order.
public enum VoiceEvent: Hashable, Sendable {
  case ideaReceived(IdeaReceived)
  case ideaAnswered(IdeaAnswered)
  case concernRaised(ConcernRaised)
  case concernAnswered(ConcernAnswered)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case ideaReceived = "idea.received"
    case ideaAnswered = "idea.answered"
    case concernRaised = "concern.raised"
    case concernAnswered = "concern.answered"
  }

  public var kind: Kind {
    switch self {
    case .ideaReceived: .ideaReceived
    case .ideaAnswered: .ideaAnswered
    case .concernRaised: .concernRaised
    case .concernAnswered: .concernAnswered
    }
  }

  public var stream: String {
    switch self {
    case .ideaReceived(let payload): "idea/\(payload.idea)"
    case .ideaAnswered(let payload): "idea/\(payload.idea)"
    case .concernRaised(let payload): "concern/\(payload.concern)"
    case .concernAnswered(let payload): "concern/\(payload.concern)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .ideaReceived(let payload): payload
    case .ideaAnswered(let payload): payload
    case .concernRaised(let payload): payload
    case .concernAnswered(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .ideaReceived: self = .ideaReceived(try IdeaReceived(field: payload))
    case .ideaAnswered: self = .ideaAnswered(try IdeaAnswered(field: payload))
    case .concernRaised: self = .concernRaised(try ConcernRaised(field: payload))
    case .concernAnswered: self = .concernAnswered(try ConcernAnswered(field: payload))
    }
  }
}

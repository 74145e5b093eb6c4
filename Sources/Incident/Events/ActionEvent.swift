import Basics

/// Of corrective actions (rencana tindak lanjut), whatever they come from.
public enum ActionEvent: Hashable, Sendable {
  case opened(ActionOpened)
  case moved(ActionMoved)
  case progressed(ActionProgressed)
  case done(ActionDone)
  case verified(ActionVerified)
  case retested(ActionRetested)
  case dropped(ActionDropped)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case opened = "action.opened"
    case moved = "action.moved"
    case progressed = "action.progressed"
    case done = "action.done"
    case verified = "action.verified"
    case retested = "action.retested"
    case dropped = "action.dropped"
  }

  public var kind: Kind {
    switch self {
    case .opened: .opened
    case .moved: .moved
    case .progressed: .progressed
    case .done: .done
    case .verified: .verified
    case .retested: .retested
    case .dropped: .dropped
    }
  }

  public var stream: String {
    switch self {
    case .opened(let payload): "action/\(payload.action)"
    case .moved(let payload): "action/\(payload.action)"
    case .progressed(let payload): "action/\(payload.action)"
    case .done(let payload): "action/\(payload.action)"
    case .verified(let payload): "action/\(payload.action)"
    case .retested(let payload): "action/\(payload.action)"
    case .dropped(let payload): "action/\(payload.action)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .opened(let payload): payload
    case .moved(let payload): payload
    case .progressed(let payload): payload
    case .done(let payload): payload
    case .verified(let payload): payload
    case .retested(let payload): payload
    case .dropped(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .opened: self = .opened(try ActionOpened(field: payload))
    case .moved: self = .moved(try ActionMoved(field: payload))
    case .progressed: self = .progressed(try ActionProgressed(field: payload))
    case .done: self = .done(try ActionDone(field: payload))
    case .verified: self = .verified(try ActionVerified(field: payload))
    case .retested: self = .retested(try ActionRetested(field: payload))
    case .dropped: self = .dropped(try ActionDropped(field: payload))
    }
  }
}

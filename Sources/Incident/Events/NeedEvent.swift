import Basics

/// Of what an operation needs: posts, equipment, partners.
public enum NeedEvent: Hashable, Sendable {
  case shiftsDefined(ShiftsDefined)
  case postureActivated(PostureActivation)
  case postureDeactivated(PostureDeactivation)
  case postsOpened(PostsOpened)
  case postChanged(PostChange)
  case postClosed(PostClosing)
  case equipmentReported(EquipmentReport)
  case aidRequested(AidAsked)
  case aidPromised(AidPromise)
  case aidArrived(AidArrival)
  case aidReleased(AidRelease)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case shiftsDefined = "shifts.defined"
    case postureActivated = "posture.activated"
    case postureDeactivated = "posture.deactivated"
    case postsOpened = "posts.opened"
    case postChanged = "post.changed"
    case postClosed = "post.closed"
    case equipmentReported = "equipment.reported"
    case aidRequested = "aid.requested"
    case aidPromised = "aid.promised"
    case aidArrived = "aid.arrived"
    case aidReleased = "aid.released"
  }

  public var kind: Kind {
    switch self {
    case .shiftsDefined: .shiftsDefined
    case .postureActivated: .postureActivated
    case .postureDeactivated: .postureDeactivated
    case .postsOpened: .postsOpened
    case .postChanged: .postChanged
    case .postClosed: .postClosed
    case .equipmentReported: .equipmentReported
    case .aidRequested: .aidRequested
    case .aidPromised: .aidPromised
    case .aidArrived: .aidArrived
    case .aidReleased: .aidReleased
    }
  }

  public var stream: String {
    switch self {
    case .shiftsDefined(let payload): "operation/\(payload.operation)"
    case .postureActivated(let payload): "operation/\(payload.operation)"
    case .postureDeactivated(let payload): "operation/\(payload.operation)"
    case .postsOpened(let payload): "operation/\(payload.operation)"
    case .postChanged(let payload): "operation/\(payload.operation)"
    case .postClosed(let payload): "operation/\(payload.operation)"
    case .equipmentReported(let payload): "operation/\(payload.operation)"
    case .aidRequested(let payload): "operation/\(payload.operation)"
    case .aidPromised(let payload): "operation/\(payload.operation)"
    case .aidArrived(let payload): "operation/\(payload.operation)"
    case .aidReleased(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .shiftsDefined(let payload): payload
    case .postureActivated(let payload): payload
    case .postureDeactivated(let payload): payload
    case .postsOpened(let payload): payload
    case .postChanged(let payload): payload
    case .postClosed(let payload): payload
    case .equipmentReported(let payload): payload
    case .aidRequested(let payload): payload
    case .aidPromised(let payload): payload
    case .aidArrived(let payload): payload
    case .aidReleased(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .shiftsDefined: self = .shiftsDefined(try ShiftsDefined(field: payload))
    case .postureActivated: self = .postureActivated(try PostureActivation(field: payload))
    case .postureDeactivated: self = .postureDeactivated(try PostureDeactivation(field: payload))
    case .postsOpened: self = .postsOpened(try PostsOpened(field: payload))
    case .postChanged: self = .postChanged(try PostChange(field: payload))
    case .postClosed: self = .postClosed(try PostClosing(field: payload))
    case .equipmentReported: self = .equipmentReported(try EquipmentReport(field: payload))
    case .aidRequested: self = .aidRequested(try AidAsked(field: payload))
    case .aidPromised: self = .aidPromised(try AidPromise(field: payload))
    case .aidArrived: self = .aidArrived(try AidArrival(field: payload))
    case .aidReleased: self = .aidReleased(try AidRelease(field: payload))
    }
  }
}

import Basics

/// Of one order, from the call to the way home.
public enum OrderEvent: Hashable, Sendable {
  case issued(OrderIssue)
  case delivered(OrderReceipt)
  case accepted(OrderAcceptance)
  case declined(OrderDecline)
  case unanswered(OrderReceipt)
  case enRoute(OrderReceipt)
  case arrived(OrderReceipt)
  case onDuty(OrderReceipt)
  case relieved(OrderRelief)
  case released(OrderReceipt)
  case stoodDown(OrderStandDown)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case issued = "order.issued"
    case delivered = "order.delivered"
    case accepted = "order.accepted"
    case declined = "order.declined"
    case unanswered = "order.unanswered"
    case enRoute = "order.en_route"
    case arrived = "order.arrived"
    case onDuty = "order.on_duty"
    case relieved = "order.relieved"
    case released = "order.released"
    case stoodDown = "order.stood_down"
  }

  public var kind: Kind {
    switch self {
    case .issued: .issued
    case .delivered: .delivered
    case .accepted: .accepted
    case .declined: .declined
    case .unanswered: .unanswered
    case .enRoute: .enRoute
    case .arrived: .arrived
    case .onDuty: .onDuty
    case .relieved: .relieved
    case .released: .released
    case .stoodDown: .stoodDown
    }
  }

  public var stream: String {
    switch self {
    case .issued(let payload): "order/\(payload.order)"
    case .delivered(let payload): "order/\(payload.order)"
    case .accepted(let payload): "order/\(payload.order)"
    case .declined(let payload): "order/\(payload.order)"
    case .unanswered(let payload): "order/\(payload.order)"
    case .enRoute(let payload): "order/\(payload.order)"
    case .arrived(let payload): "order/\(payload.order)"
    case .onDuty(let payload): "order/\(payload.order)"
    case .relieved(let payload): "order/\(payload.order)"
    case .released(let payload): "order/\(payload.order)"
    case .stoodDown(let payload): "order/\(payload.order)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .issued(let payload): payload
    case .delivered(let payload): payload
    case .accepted(let payload): payload
    case .declined(let payload): payload
    case .unanswered(let payload): payload
    case .enRoute(let payload): payload
    case .arrived(let payload): payload
    case .onDuty(let payload): payload
    case .relieved(let payload): payload
    case .released(let payload): payload
    case .stoodDown(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .issued: self = .issued(try OrderIssue(field: payload))
    case .delivered: self = .delivered(try OrderReceipt(field: payload))
    case .accepted: self = .accepted(try OrderAcceptance(field: payload))
    case .declined: self = .declined(try OrderDecline(field: payload))
    case .unanswered: self = .unanswered(try OrderReceipt(field: payload))
    case .enRoute: self = .enRoute(try OrderReceipt(field: payload))
    case .arrived: self = .arrived(try OrderReceipt(field: payload))
    case .onDuty: self = .onDuty(try OrderReceipt(field: payload))
    case .relieved: self = .relieved(try OrderRelief(field: payload))
    case .released: self = .released(try OrderReceipt(field: payload))
    case .stoodDown: self = .stoodDown(try OrderStandDown(field: payload))
    }
  }
}

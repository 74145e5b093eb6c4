import Basics

/// Of what is known about water, roads, power and residents.
public enum SituationEvent: Hashable, Sendable {
  case depthReported(DepthReport)
  case depthForecast(DepthForecast)
  case roadClosed(RoadReport)
  case roadOpened(RoadReport)
  case powerRecorded(PowerReport)
  case powerOverridden(PowerOverride)
  case affectedReported(AffectedReport)
  case shelterCounted(ShelterCount)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case depthReported = "depth.reported"
    case depthForecast = "depth.forecast"
    case roadClosed = "road.closed"
    case roadOpened = "road.opened"
    case powerRecorded = "power.recorded"
    case powerOverridden = "power.overridden"
    case affectedReported = "affected.reported"
    case shelterCounted = "shelter.counted"
  }

  public var kind: Kind {
    switch self {
    case .depthReported: .depthReported
    case .depthForecast: .depthForecast
    case .roadClosed: .roadClosed
    case .roadOpened: .roadOpened
    case .powerRecorded: .powerRecorded
    case .powerOverridden: .powerOverridden
    case .affectedReported: .affectedReported
    case .shelterCounted: .shelterCounted
    }
  }

  public var stream: String {
    switch self {
    case .depthReported(let payload): "operation/\(payload.operation)"
    case .depthForecast(let payload): "operation/\(payload.operation)"
    case .roadClosed(let payload): "operation/\(payload.operation)"
    case .roadOpened(let payload): "operation/\(payload.operation)"
    case .powerRecorded(let payload): "operation/\(payload.operation)"
    case .powerOverridden(let payload): "operation/\(payload.operation)"
    case .affectedReported(let payload): "operation/\(payload.operation)"
    case .shelterCounted(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .depthReported(let payload): payload
    case .depthForecast(let payload): payload
    case .roadClosed(let payload): payload
    case .roadOpened(let payload): payload
    case .powerRecorded(let payload): payload
    case .powerOverridden(let payload): payload
    case .affectedReported(let payload): payload
    case .shelterCounted(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .depthReported: self = .depthReported(try DepthReport(field: payload))
    case .depthForecast: self = .depthForecast(try DepthForecast(field: payload))
    case .roadClosed: self = .roadClosed(try RoadReport(field: payload))
    case .roadOpened: self = .roadOpened(try RoadReport(field: payload))
    case .powerRecorded: self = .powerRecorded(try PowerReport(field: payload))
    case .powerOverridden: self = .powerOverridden(try PowerOverride(field: payload))
    case .affectedReported: self = .affectedReported(try AffectedReport(field: payload))
    case .shelterCounted: self = .shelterCounted(try ShelterCount(field: payload))
    }
  }
}

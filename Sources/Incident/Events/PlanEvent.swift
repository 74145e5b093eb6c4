import Basics

/// Of a plan, from the proposal to the unit heads.
public enum PlanEvent: Hashable, Sendable {
  case proposed(PlanProposed)
  case part(PlanPart)
  case shortages(PlanShortages)
  case proof(PlanProof)
  case edited(PlanEdit)
  case approved(PlanApproval)
  case superseded(PlanSupersession)
  case unitHeadTold(UnitHeadTold)
  case unitHeadObjected(UnitHeadObjection)
  case objectionResolved(ObjectionResolution)
  case thresholdSet(PlanThreshold)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case proposed = "plan.proposed"
    case part = "plan.part"
    case shortages = "plan.shortages"
    case proof = "plan.proof"
    case edited = "plan.edited"
    case approved = "plan.approved"
    case superseded = "plan.superseded"
    case unitHeadTold = "unit_head.told"
    case unitHeadObjected = "unit_head.objected"
    case objectionResolved = "objection.resolved"
    case thresholdSet = "plan.threshold_set"
  }

  public var kind: Kind {
    switch self {
    case .proposed: .proposed
    case .part: .part
    case .shortages: .shortages
    case .proof: .proof
    case .edited: .edited
    case .approved: .approved
    case .superseded: .superseded
    case .unitHeadTold: .unitHeadTold
    case .unitHeadObjected: .unitHeadObjected
    case .objectionResolved: .objectionResolved
    case .thresholdSet: .thresholdSet
    }
  }

  public var stream: String {
    switch self {
    case .proposed(let payload): "plan/\(payload.plan)"
    case .part(let payload): "plan/\(payload.plan)"
    case .shortages(let payload): "plan/\(payload.plan)"
    case .proof(let payload): "plan/\(payload.plan)"
    case .edited(let payload): payload.plan.map { "plan/\($0)" } ?? "operation/\(payload.operation)"
    case .approved(let payload): "plan/\(payload.plan)"
    case .superseded(let payload): "plan/\(payload.plan)"
    case .unitHeadTold(let payload): "plan/\(payload.plan)"
    case .unitHeadObjected(let payload): "plan/\(payload.plan)"
    case .objectionResolved(let payload): "plan/\(payload.plan)"
    case .thresholdSet(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .proposed(let payload): payload
    case .part(let payload): payload
    case .shortages(let payload): payload
    case .proof(let payload): payload
    case .edited(let payload): payload
    case .approved(let payload): payload
    case .superseded(let payload): payload
    case .unitHeadTold(let payload): payload
    case .unitHeadObjected(let payload): payload
    case .objectionResolved(let payload): payload
    case .thresholdSet(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .proposed: self = .proposed(try PlanProposed(field: payload))
    case .part: self = .part(try PlanPart(field: payload))
    case .shortages: self = .shortages(try PlanShortages(field: payload))
    case .proof: self = .proof(try PlanProof(field: payload))
    case .edited: self = .edited(try PlanEdit(field: payload))
    case .approved: self = .approved(try PlanApproval(field: payload))
    case .superseded: self = .superseded(try PlanSupersession(field: payload))
    case .unitHeadTold: self = .unitHeadTold(try UnitHeadTold(field: payload))
    case .unitHeadObjected: self = .unitHeadObjected(try UnitHeadObjection(field: payload))
    case .objectionResolved: self = .objectionResolved(try ObjectionResolution(field: payload))
    case .thresholdSet: self = .thresholdSet(try PlanThreshold(field: payload))
    }
  }
}

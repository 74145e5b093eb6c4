import Basics

/// Of one bulletin (info resmi), from its first draft to what became of it in public.
public enum BulletinEvent: Hashable, Sendable {
  case rulesSet(BulletinRules)
  case drafted(BulletinOpening)
  case edited(BulletinDraft)
  case submitted(BulletinStep)
  case returned(BulletinReturn)
  case approved(BulletinStep)
  case published(BulletinPublication)
  /// For life safety, by an office named beforehand, without approval: the second signature is still awaited.
  case publishedAlone(BulletinPublication)
  case countersigned(BulletinStep)
  case discarded(BulletinReturn)
  /// An alert or a statement of somebody else, kept as it came.
  case alertKept(ForeignAlert)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case rulesSet = "bulletin.rules_set"
    case drafted = "bulletin.drafted"
    case edited = "bulletin.edited"
    case submitted = "bulletin.submitted"
    case returned = "bulletin.returned"
    case approved = "bulletin.approved"
    case published = "bulletin.published"
    case publishedAlone = "bulletin.published_alone"
    case countersigned = "bulletin.countersigned"
    case discarded = "bulletin.discarded"
    case alertKept = "bulletin.alert_kept"
  }

  public var kind: Kind {
    switch self {
    case .rulesSet: .rulesSet
    case .drafted: .drafted
    case .edited: .edited
    case .submitted: .submitted
    case .returned: .returned
    case .approved: .approved
    case .published: .published
    case .publishedAlone: .publishedAlone
    case .countersigned: .countersigned
    case .discarded: .discarded
    case .alertKept: .alertKept
    }
  }

  /// Nil for the rules and alerts of others, which are of the operation.
  public var bulletin: BulletinID? {
    switch self {
    case .rulesSet, .alertKept: nil
    case .drafted(let payload): payload.draft.bulletin
    case .edited(let payload): payload.bulletin
    case .submitted(let payload), .approved(let payload), .countersigned(let payload): payload.bulletin
    case .returned(let payload), .discarded(let payload): payload.bulletin
    case .published(let payload), .publishedAlone(let payload): payload.bulletin
    }
  }

  public var stream: String {
    switch self {
    case .rulesSet(let rules): "operation/\(rules.operation)"
    case .alertKept(let alert): "operation/\(alert.operation)"
    default: "bulletin/\(bulletin?.rawValue ?? "")"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .rulesSet(let payload): payload
    case .drafted(let payload): payload
    case .edited(let payload): payload
    case .submitted(let payload), .approved(let payload), .countersigned(let payload): payload
    case .returned(let payload), .discarded(let payload): payload
    case .published(let payload), .publishedAlone(let payload): payload
    case .alertKept(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .rulesSet: self = .rulesSet(try BulletinRules(field: payload))
    case .drafted: self = .drafted(try BulletinOpening(field: payload))
    case .edited: self = .edited(try BulletinDraft(field: payload))
    case .submitted: self = .submitted(try BulletinStep(field: payload))
    case .returned: self = .returned(try BulletinReturn(field: payload))
    case .approved: self = .approved(try BulletinStep(field: payload))
    case .published: self = .published(try BulletinPublication(field: payload))
    case .publishedAlone: self = .publishedAlone(try BulletinPublication(field: payload))
    case .countersigned: self = .countersigned(try BulletinStep(field: payload))
    case .discarded: self = .discarded(try BulletinReturn(field: payload))
    case .alertKept: self = .alertKept(try ForeignAlert(field: payload))
    }
  }
}

import Basics

/// Commands about bulletins. `correct` and `withdraw` are drafts of those kinds: what goes out to the public, a withdrawal too, is
/// seen by two.
public enum BulletinCommand: Hashable, Sendable {
  case setRules(BulletinRules)
  /// Id and version of its draft are given by the decision.
  case draft(BulletinOpening)
  /// The version is one more than the one that was edited.
  case edit(BulletinDraft)
  case submit(BulletinStep)
  case sendBack(BulletinReturn)
  case approve(BulletinStep)
  /// The instant of sending is given by the decision.
  case publish(BulletinPublication)
  /// The one way without approval: for life safety, by an office named beforehand; an alarm stands until it is countersigned.
  case publishAlone(BulletinPublication)
  case countersign(BulletinStep)
  case discard(BulletinReturn)
  /// Keeps what another agency said; the same alert again changes nothing.
  case keepAlert(ForeignAlert)

  var name: String {
    switch self {
    case .setRules: "bulletin.set_rules"
    case .draft: "bulletin.draft"
    case .edit: "bulletin.edit"
    case .submit: "bulletin.submit"
    case .sendBack: "bulletin.return"
    case .approve: "bulletin.approve"
    case .publish: "bulletin.publish"
    case .publishAlone: "bulletin.publish_alone"
    case .countersign: "bulletin.countersign"
    case .discard: "bulletin.discard"
    case .keepAlert: "bulletin.keep_alert"
    }
  }
}

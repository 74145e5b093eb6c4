import Basics

/// The words of pages, papers and terminal in one language; both languages have the same keys and named values.
public enum Words {
  public static func of(_ language: Language) -> Catalogue { language == .id ? indonesian : english }

  public static let indonesian = Catalogue(
    language: .id,
    [
      indonesianText, indonesianPapers, indonesianMessages, indonesianCAP, indonesianBulletin, indonesianRoster, indonesianPeople,
      indonesianService,
    ]
    .joined(separator: "\n"))
  public static let english = Catalogue(
    language: .en,
    [englishText, englishPapers, englishMessages, englishCAP, englishBulletin, englishRoster, englishPeople, englishService]
      .joined(separator: "\n"))

  /// Keys that are put together from a code's raw value; the test of unused keys passes what begins so.
  static let composedPrefixes = [
    "event.complaint.", "event.action.", "event.person.", "event.idea.", "event.concern.", "complaint.kind.", "complaint.stage.",
    "complaint.outcome.", "complaint.phase.", "complaint.way.", "action.origin.", "action.phase.", "action.element.", "retest.",
    "training.kind.", "idea.outcome.", "concern.kind.", "trends.axis.", "passport.standing.", "adoption.reason.",
    "event.broadcast.closed.", "gap.grade.", "gap.hanging.", "gap.lapse.", "advice.method.", "advice.unit.",
    "basis.kind.", "callout.", "cap.rule.", "citizen.", "bulletin.action.", "bulletin.count.", "bulletin.lead.",
    "bulletin.section.", "bulletin.rumour.", "lint.",
    "caveat.", "cause.rule.", "certainty.", "class.", "count.", "coverage.", "day.",
    "depth.class.",
    "depthSource.",
    "equipment.", "equipmentState.", "event.order.", "hazard.", "letter.law", "limit.", "message.", "month.", "orderState.",
    "paper.", "map.power.", "map.staff.",
    "placeKind.", "plan.status.", "power.", "reference.",
    "replan.method.", "reserve.limit.", "seat.", "section.", "sex.", "status.", "team.", "tier.", "vulnerable.",
    "warning.",
  ]
}

import Basics
import Geography
import Publication

/// Ways to break a sound alert, each with the rule that must name it.
enum CAPBreaks {
  struct Break: Sendable {
    var rule: CAPRule
    /// Returns false where the alert has nothing to break in this way.
    var apply: @Sendable (inout CAPAlert) -> Bool
  }

  static func head(_ rule: CAPRule, _ change: @escaping @Sendable (inout CAPAlert) -> Void) -> Break {
    Break(rule: rule) { alert in
      change(&alert)
      return true
    }
  }

  static func info(_ rule: CAPRule, _ change: @escaping @Sendable (inout CAPInfo) -> Void) -> Break {
    Break(rule: rule) { alert in
      guard !alert.infos.isEmpty else { return false }
      change(&alert.infos[0])
      return true
    }
  }

  static func area(_ rule: CAPRule, _ change: @escaping @Sendable (inout CAPArea) -> Void) -> Break {
    info(rule) { change(&$0.areas[0]) }
  }

  static func point(_ latitude: Double, _ longitude: Double) -> Coordinate {
    Coordinate(latitude: latitude, longitude: longitude) ?? Coordinate(latitudeE7: 0, longitudeE7: 0)
  }

  /// Breaks of the value.
  static let values: [Break] =
    [
      head(.invalidIdentifier) { $0.identifier = "a b" }, head(.invalidIdentifier) { $0.identifier = "" },
      head(.invalidIdentifier) { $0.identifier = "a,b" }, head(.invalidSender) { $0.sender = "x<y" },
      head(.invalidSender) { $0.sender = "x&y" },
      head(.referencesAreRequired) { ($0.messageType, $0.references) = (.update, []) },
      head(.circularReference) { alert in
        alert.messageType = .update
        alert.references = [alert.reference]
      },
      head(.postdatedReference) { alert in
        alert.messageType = .update
        let later = CAPTime(alert.sent.instant.adding(minutes: 1), offsetMinutes: 420)
        alert.references = [CAPReference(sender: "a", identifier: "b", sent: later)]
      },
      head(.alertWithReferences) { alert in
        alert.messageType = .alert
        alert.references = [CAPReference(sender: "a", identifier: "b", sent: alert.sent)]
      },
      head(.restrictionScopeMismatch) { ($0.scope, $0.restriction) = (.everyone, "x") },
      head(.restrictionIsRequired) { ($0.scope, $0.restriction) = (.restricted, " ") },
      head(.addressesAreRequired) { ($0.scope, $0.addresses) = (.addressed, []) },
      head(.exerciseWithoutNote) { ($0.status, $0.note) = (.exercise, nil) },
      head(.noteIsRecommended) { ($0.messageType, $0.note) = (.cancel, nil) },
      head(.infoIsRequired) { ($0.messageType, $0.infos) = (.update, []) },
      head(.sentIncludesUtcTimezone) { $0.sent = CAPTime($0.sent.instant, offsetMinutes: 0) },
      head(.testAlertDiscouraged) { ($0.status, $0.scope) = (.test, .everyone) },
      info(.invalidLanguage) { $0.language = "id_ID" }, info(.invalidLanguage) { $0.language = "" },
      info(.missingRequiredElement) { $0.categories = [] },
      info(.expiresBeforeEffective) { $0.expires = CAPTime(Instant(milliseconds: 0), offsetMinutes: 420) },
      info(.onsetAfterExpires) {
        $0.onset = CAPTime($0.expires?.instant.adding(minutes: 1) ?? Instant(milliseconds: 0), offsetMinutes: 420)
      },
      info(.invalidWeb) { $0.web = "www.kota.go.id" }, info(.invalidWeb) { $0.web = "https://a b" },
      info(.textContainsHtmlEntities) { $0.event = "air &amp; lumpur" },
      info(.textContainsHtmlEntities) { $0.headline = "20&#176;" },
      info(.textContainsHtmlTags) { $0.instruction = "<b>naik</b>" }, info(.textContainsHtmlTags) { $0.contact = "x<br/>" },
      info(.webIsRequired) { $0.web = nil }, info(.expiresIsRequired) { $0.expires = nil },
      info(.descriptionIsRequired) { $0.description = " " }, info(.areaIsRequired) { $0.areas = [] },
      info(.senderNameStronglyRecommended) { $0.senderName = nil }, info(.responseTypeStronglyRecommended) { $0.responses = [] },
      info(.instructionStronglyRecommended) { $0.instruction = nil }, info(.contactIsRecommended) { $0.contact = "" },
      info(.headlineTooLong) { $0.headline = String(repeating: "a", count: 141) },
      info(.headlineAndDescriptionShouldDiffer) { $0.description = $0.headline },
      info(.descriptionAndInstructionShouldDiffer) { $0.instruction = $0.description },
      info(.unknownUrgencyDiscouraged) { $0.urgency = .unknown }, info(.unknownSeverityDiscouraged) { $0.severity = .unknown },
      info(.unknownCertaintyDiscouraged) { $0.certainty = .unknown },
      info(.effectiveIncludesUtcTimezone) { $0.effective = CAPTime("2026-01-01T00:00:00+00:00") },
    ] + areas + resources + languages

  static let areas: [Break] = [
    area(.invalidPolygon) { $0.polygons = [[point(1, 1), point(1, 2), point(1, 1)]] },
    area(.invalidPolygon) { $0.polygons = [[point(1, 1), point(1, 2), point(2, 2), point(2, 1)]] },
    area(.invalidPolygonSelfIntersection) { $0.polygons = [[point(0, 0), point(1, 1), point(1, 0), point(0, 1), point(0, 0)]] },
    area(.nonzeroCircleRadiusRecommended) { $0.circles = [CAPCircle(centre: point(1, 1), radius: CAPDecimal(thousandths: 0))] },
    area(.invalidArea) { ($0.altitude, $0.ceiling) = (nil, CAPDecimal("9")) },
    area(.invalidAltitudeCeilingRange) { ($0.altitude, $0.ceiling) = (CAPDecimal("10"), CAPDecimal("9.99")) },
    area(.circlePolygonOrGeocodeIsRequired) { ($0.polygons, $0.circles, $0.geocodes) = ([], [], []) },
    area(.emptyGeocodeField) { $0.geocodes = [CAPNamedValue("KEMENDAGRI", "")] },
    info(.circlePolygonEncouraged) { info in
      for i in info.areas.indices {
        (info.areas[i].polygons, info.areas[i].circles, info.areas[i].geocodes) = ([], [], [CAPNamedValue("a", "b")])
      }
    },
  ]

  static func resource(_ change: @Sendable (inout CAPResource) -> Void) -> CAPResource {
    var resource = CAPResource(description: "peta", mimeType: "image/png")
    change(&resource)
    return resource
  }

  static let resources: [Break] = [
    info(.invalidMimeType) { $0.resources = [resource { $0.mimeType = "png" }] },
    info(.invalidMimeType) { $0.resources = [resource { $0.mimeType = "gambar/png" }] },
    info(.invalidResourceSize) { $0.resources = [resource { $0.size = -1 }] },
    info(.invalidUri) { $0.resources = [resource { $0.uri = "a b" }] },
    info(.relativeUriMissingDerefUri) { $0.resources = [resource { $0.uri = "peta.png" }] },
    info(.invalidDerefUri) { $0.resources = [resource { $0.content = "QUJ" }] },
    info(.invalidDerefUri) { $0.resources = [resource { $0.content = "QU=D" }] },
  ]

  static func second(_ rule: CAPRule, _ change: @escaping @Sendable (inout CAPInfo) -> Void) -> Break {
    Break(rule: rule) { alert in
      guard alert.infos.count == 2 else { return false }
      change(&alert.infos[1])
      return true
    }
  }

  static let languages: [Break] = [
    second(.infoLanguagesDiffer) { $0.severity = $0.severity == .minor ? .severe : .minor },
    second(.infoLanguagesDiffer) { $0.areas.removeLast() },
    second(.infoLanguagesDiffer) {
      $0.expires = CAPTime($0.expires?.instant.adding(minutes: 1) ?? Instant(milliseconds: 0), offsetMinutes: 0)
    },
    second(.categoriesMustMatch) { $0.categories = [.cbrne, .geo, .env] },
    second(.eventCodesMustMatch) { $0.eventCodes = [CAPNamedValue("x", "y")] },
    Break(rule: .sameTextDifferentLanguage) { alert in
      guard alert.infos.count == 2 else { return false }
      alert.infos[1].instruction = alert.infos[0].instruction
      return true
    },
    Break(rule: .languagesIncomplete) { alert in
      guard alert.infos.count == 2 else { return false }
      alert.infos.append(alert.infos[0])
      return true
    },
    Break(rule: .eventsInSameLanguageShouldMatch) { alert in
      guard var other = alert.infos.first else { return false }
      other.event = "lain"
      alert.infos.append(other)
      return true
    },
    Break(rule: .exerciseWithoutMark) { alert in
      guard alert.status == .exercise, !alert.infos.isEmpty else { return false }
      alert.infos[0].description = "Air naik."
      return true
    },
    Break(rule: .actualWithExerciseMark) { alert in
      guard alert.status == .actual, !alert.infos.isEmpty else { return false }
      alert.infos[0].headline = "LATIHAN - banjir"
      return true
    },
    Break(rule: .publicWithAssess) { alert in
      guard !alert.infos.isEmpty else { return false }
      (alert.scope, alert.restriction) = (.everyone, nil)
      alert.infos[0].responses = [.assess]
      return true
    },
    Break(rule: .answerWithInfo) { alert in
      guard alert.messageType == .cancel else { return false }
      alert.messageType = .acknowledgement
      return !alert.infos.isEmpty
    },
  ]

  /// Breaks of the spelling: what is replaced by what in the canonical text; the schema refuses each too.
  static let spellings: [(rule: CAPRule, from: String, to: String)] = [
    (.invalidEnumValue, "<status>", "<status> "), (.invalidEnumValue, "<msgType>", "<msgType>x"),
    (.invalidEnumValue, "<scope>", "<scope>p"), (.missingRequiredElement, "<identifier>", "<!--"),
    (.invalidDate, "</sent>", "Z</sent>"), (.invalidDate, "<sent>2", "<sent>-2"), (.invalidDate, "T", "t"),
    (.unsupportedElement, "<scope>", "<cakupan/><scope>"), (.unsupportedAttribute, "<scope>", "<scope a=\"1\">"),
    (.duplicateElement, "<scope>", "<scope>Public</scope><scope>"), (.passwordDeprecated, "<scope>", "<password/><scope>"),
    (.invalidSequence, "<sender>", "<note>x</note><sender>"), (.invalidCharacters, "<sender>", "x<sender>"),
    (.wrongNamespace, "cap:1.2", "cap:1.1"), (.invalidLanguage, "<language>", "<language>_"),
    (.certaintyVeryLikelyDeprecated, "<certainty>", "<certainty>Very Likely</certainty><!--"),
    (.invalidEnumValue, "<category>", "<category>Banjir"), (.invalidEnumValue, "<urgency>", "<urgency>u"),
    (.invalidEnumValue, "<severity>", "<severity>s"), (.invalidDate, "</expires>", ".5</expires>"),
    (.missingRequiredElement, "<areaDesc>", "<!--"), (.unsupportedElement, "<areaDesc>", "<areaDesc><b/>"),
    (.invalidSequence, "<event>", "<urgency>Past</urgency><event>"), (.invalidValue, "<altitude>", "<altitude>x"),
    (.invalidResourceSize, "<size>", "<size>x"), (.duplicateElement, "<event>", "<event>a</event><event>"),
  ]
}

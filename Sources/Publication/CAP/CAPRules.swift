import Basics
import Geography

/// Checks an alert as a value: what the schema cannot say. The same rules serve alerts read and alerts about to be written.
public enum CAPRules {
  /// All breaches in the order of the elements.
  /// - Parameter now: at publication; nil for an alert whose age does not matter.
  /// - Complexity: O(text + corners log corners).
  public static func check(_ alert: CAPAlert, profile: CAPProfile, now: Instant? = nil) -> [CAPFinding] {
    var check = CAPCheck(alert: alert, profile: profile, now: now)
    check.head()
    check.scope()
    check.references()
    for (i, info) in alert.infos.enumerated() { check.info(info, "alert/info[\(i + 1)]") }
    check.languages()
    check.feed()
    return check.findings.list
  }
}

struct CAPCheck {
  let alert: CAPAlert
  let now: Instant?
  var findings: CAPFindings

  init(alert: CAPAlert, profile: CAPProfile, now: Instant?) {
    self.alert = alert
    self.now = now
    findings = CAPFindings(profile)
  }

  mutating func add(_ rule: CAPRule, _ path: String, _ found: String = "") { findings.add(rule, path, line: nil, found) }

  mutating func head() {
    if !CAPLexis.isName(alert.identifier) { add(.invalidIdentifier, "alert/identifier", alert.identifier) }
    if !CAPLexis.isName(alert.sender) { add(.invalidSender, "alert/sender", alert.sender) }
    if alert.sent.isUTC { add(.sentIncludesUtcTimezone, "alert/sent", alert.sent.text) }
    for (name, text) in [("source", alert.source), ("restriction", alert.restriction), ("note", alert.note)] {
      if let text { words(text, "alert/\(name)") }
    }
    for (i, code) in alert.codes.enumerated() { words(code, "alert/code[\(i + 1)]") }
    for value in alert.addresses + alert.incidents where CAPLexis.hasUnwritable(value) || value.contains("\"") {
      add(value.contains("\"") ? .invalidGroup : .unwritableCharacters, "alert/addresses", value)
    }
    let note = alert.note ?? ""
    if alert.status == .exercise, note.allSatisfy(\.isWhitespace) { add(.exerciseWithoutNote, "alert/note") }
    if alert.status == .test, alert.scope == .everyone { add(.testAlertDiscouraged, "alert/status") }
    if alert.messageType == .cancel || alert.messageType == .error, note.allSatisfy(\.isWhitespace) {
      add(.noteIsRecommended, "alert/note")
    }
    let isAnswer = alert.messageType == .acknowledgement || alert.messageType == .error
    if isAnswer, !alert.infos.isEmpty { add(.answerWithInfo, "alert/info[1]") }
    if !isAnswer, alert.messageType != .cancel, alert.infos.isEmpty { add(.infoIsRequired, "alert") }
  }

  mutating func scope() {
    let restriction = alert.restriction ?? ""
    if alert.scope != .restricted, !restriction.allSatisfy(\.isWhitespace) {
      add(.restrictionScopeMismatch, "alert/restriction", restriction)
    }
    if alert.scope == .restricted, restriction.allSatisfy(\.isWhitespace) { add(.restrictionIsRequired, "alert/restriction") }
    if alert.scope == .addressed, alert.addresses.isEmpty { add(.addressesAreRequired, "alert/addresses") }
  }

  mutating func references() {
    if alert.messageType.needsReferences, alert.references.isEmpty { add(.referencesAreRequired, "alert/references") }
    if alert.messageType == .alert, let first = alert.references.first {
      add(.alertWithReferences, "alert/references", first.text)
    }
    for reference in alert.references {
      if !CAPLexis.isName(reference.sender) || !CAPLexis.isName(reference.identifier) {
        add(.invalidReferences, "alert/references", reference.text)
      }
      if reference.identifier == alert.identifier { add(.circularReference, "alert/references", reference.text) }
      if reference.sent.instant > alert.sent.instant { add(.postdatedReference, "alert/references", reference.text) }
    }
  }

  /// Text that people read.
  mutating func words(_ text: String, _ path: String) {
    if CAPLexis.hasUnwritable(text) { add(.unwritableCharacters, path) }
    if let entity = CAPLexis.htmlEntity(text) { add(.textContainsHtmlEntities, path, String(entity)) }
    if let tag = CAPLexis.htmlTag(text) { add(.textContainsHtmlTags, path, String(tag)) }
  }

  // MARK: Info

  mutating func info(_ info: CAPInfo, _ path: String) {
    if !CAPLexis.isLanguage(info.language) { add(.invalidLanguage, path + "/language", info.language) }
    if info.categories.isEmpty { add(.missingRequiredElement, path + "/category") }
    let texts: [(String, String?)] = [
      ("event", info.event), ("audience", info.audience), ("senderName", info.senderName), ("headline", info.headline),
      ("description", info.description), ("instruction", info.instruction), ("contact", info.contact),
    ]
    for (name, text) in texts { if let text { words(text, "\(path)/\(name)") } }
    for (i, pair) in info.parameters.enumerated() { words(pair.name + pair.value, "\(path)/parameter[\(i + 1)]") }
    for (i, pair) in info.eventCodes.enumerated() { words(pair.name + pair.value, "\(path)/eventCode[\(i + 1)]") }
    times(info, path)
    mark(info, path)
    if let web = info.web, !CAPLexis.isAbsoluteURI(web) { add(.invalidWeb, path + "/web", web) }
    if alert.scope == .everyone, info.responses.contains(.assess) { add(.publicWithAssess, path + "/responseType") }
    for (i, resource) in info.resources.enumerated() { self.resource(resource, "\(path)/resource[\(i + 1)]") }
    for (i, area) in info.areas.enumerated() { self.area(area, "\(path)/area[\(i + 1)]") }
  }

  private mutating func times(_ info: CAPInfo, _ path: String) {
    let effective = info.effective ?? alert.sent
    if let expires = info.expires {
      if effective.instant > expires.instant { add(.expiresBeforeEffective, path + "/expires", expires.text) }
      if let onset = info.onset, onset.instant > expires.instant { add(.onsetAfterExpires, path + "/onset", onset.text) }
      if let now, expires.instant <= now { add(.expiredAlready, path + "/expires", expires.text) }
    }
    let zones: [(String, CAPTime?, CAPRule)] = [
      ("effective", info.effective, .effectiveIncludesUtcTimezone), ("onset", info.onset, .onsetIncludesUtcTimezone),
      ("expires", info.expires, .expiresIncludesUtcTimezone),
    ]
    for (name, time, rule) in zones { if let time, time.isUTC { add(rule, "\(path)/\(name)", time.text) } }
  }

  /// LATIHAN or EXERCISE stands at both ends of what people read in an exercise, and nowhere at the start of the real thing.
  private mutating func mark(_ info: CAPInfo, _ path: String) {
    for (name, text) in [("headline", info.headline), ("description", info.description)] {
      guard let text, !text.isEmpty else { continue }
      let marked = CAPMark.stands(atStartOf: text)
      if alert.status == .exercise, !marked || !CAPMark.stands(atEndOf: text) {
        // A headline is one line: its start is enough.
        if name == "description" || !marked { add(.exerciseWithoutMark, "\(path)/\(name)", text) }
      }
      if alert.status == .actual, marked { add(.actualWithExerciseMark, "\(path)/\(name)", text) }
    }
  }

  private mutating func resource(_ resource: CAPResource, _ path: String) {
    words(resource.description, path + "/resourceDesc")
    if !CAPLexis.isMimeType(resource.mimeType) { add(.invalidMimeType, path + "/mimeType", resource.mimeType) }
    if let size = resource.size, size < 0 { add(.invalidResourceSize, path + "/size", "\(size)") }
    if let uri = resource.uri {
      if !CAPLexis.isURI(uri) {
        add(.invalidUri, path + "/uri", uri)
      } else if !CAPLexis.isAbsoluteURI(uri), resource.content == nil {
        add(.relativeUriMissingDerefUri, path + "/uri", uri)
      }
    }
    if let content = resource.content, !CAPLexis.isBase64(content) { add(.invalidDerefUri, path + "/derefUri", content) }
    if let digest = resource.digest { words(digest, path + "/digest") }
  }

  private mutating func area(_ area: CAPArea, _ path: String) {
    words(area.description, path + "/areaDesc")
    for (i, ring) in area.polygons.enumerated() {
      let place = "\(path)/polygon[\(i + 1)]"
      if ring.count < 4 || ring.first != ring.last {
        add(.invalidPolygon, place, ring.count < 4 ? "\(ring.count)" : ring.last.map(CAPLexis.text) ?? "")
      } else if let (a, b) = CAPLexis.crossing(ring) {
        add(.invalidPolygonSelfIntersection, place, "\(a), \(b)")
      }
    }
    for (i, circle) in area.circles.enumerated() {
      if circle.radius.value < 0 { add(.invalidCircle, "\(path)/circle[\(i + 1)]", circle.radius.text) }
      if circle.radius.value == 0 { add(.nonzeroCircleRadiusRecommended, "\(path)/circle[\(i + 1)]") }
    }
    for (i, code) in area.geocodes.enumerated() where code.name.isEmpty || code.value.isEmpty {
      add(.emptyGeocodeField, "\(path)/geocode[\(i + 1)]")
    }
    if let ceiling = area.ceiling {
      if let altitude = area.altitude {
        if altitude.value > ceiling.value { add(.invalidAltitudeCeilingRange, path + "/altitude", altitude.text) }
      } else {
        add(.invalidArea, path + "/ceiling", ceiling.text)
      }
    }
  }
}

/// The mark of an exercise in texts that leave the system.
public enum CAPMark {
  static let words = ["LATIHAN", "EXERCISE"]

  static func stands(atStartOf text: String) -> Bool {
    let trimmed = text.drop { !$0.isLetter }
    return words.contains { trimmed.hasPrefix($0) }
  }

  static func stands(atEndOf text: String) -> Bool {
    var rest = text[...]
    while let last = rest.last, !last.isLetter { rest.removeLast() }
    return words.contains { rest.hasSuffix($0) }
  }

  /// The word of a language, thrice: first and last line of a description.
  static func line(_ language: Language) -> String {
    let word = language == .id ? words[0] : words[1]
    return "\(word) \(word) \(word)"
  }

  static func word(_ language: Language) -> String { language == .id ? words[0] : words[1] }
}

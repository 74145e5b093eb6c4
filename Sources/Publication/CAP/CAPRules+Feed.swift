import Basics
import Geography

extension CAPCheck {
  /// Blocks of different languages say the same: the n-th of each is compared with the n-th of the first language.
  mutating func languages() {
    var order: [String] = []
    var blocks: [String: [Int]] = [:]
    for (i, info) in alert.infos.enumerated() {
      if blocks[info.primaryLanguage] == nil { order.append(info.primaryLanguage) }
      blocks[info.primaryLanguage, default: []].append(i)
    }
    guard let first = order.first, let base = blocks[first] else { return }
    for language in order.dropFirst() {
      let others = blocks[language] ?? []
      if others.count != base.count { add(.languagesIncomplete, "alert", "\(first) \(base.count), \(language) \(others.count)") }
      for (a, b) in zip(base, others) { compare(alert.infos[a], alert.infos[b], "alert/info[\(b + 1)]") }
    }
    for language in order {
      let events = (blocks[language] ?? []).map { alert.infos[$0].event }
      if let first = events.first, let other = events.first(where: { $0 != first }) {
        add(.eventsInSameLanguageShouldMatch, "alert", other)
      }
    }
  }

  private mutating func compare(_ a: CAPInfo, _ b: CAPInfo, _ path: String) {
    for (name, same) in [
      ("urgency", a.urgency == b.urgency), ("severity", a.severity == b.severity), ("certainty", a.certainty == b.certainty),
      ("responseType", Set(a.responses) == Set(b.responses)), ("effective", a.effective?.instant == b.effective?.instant),
      ("onset", a.onset?.instant == b.onset?.instant), ("expires", a.expires?.instant == b.expires?.instant),
      ("area", shape(a) == shape(b)),
    ] where !same {
      add(.infoLanguagesDiffer, path + (name == "area" ? "" : "/\(name)"), name)
    }
    for (name, one, two) in [
      ("event", a.event, b.event), ("headline", a.headline, b.headline), ("description", a.description, b.description),
      ("instruction", a.instruction, b.instruction),
    ] {
      if let one, let two, one == two, !one.allSatisfy(\.isWhitespace) { add(.sameTextDifferentLanguage, "\(path)/\(name)", two) }
    }
  }

  /// Areas without the words that name them.
  private func shape(_ info: CAPInfo) -> [CAPArea] {
    info.areas.map { area in
      var area = area
      area.description = ""
      return area
    }
  }

  /// What only public feeds ask.
  mutating func feed() {
    guard findings.profile == .feed else { return }
    if let first = alert.infos.first {
      for (i, info) in alert.infos.enumerated().dropFirst() {
        if Set(info.categories) != Set(first.categories) { add(.categoriesMustMatch, "alert/info[\(i + 1)]/category") }
        if Set(info.eventCodes) != Set(first.eventCodes) { add(.eventCodesMustMatch, "alert/info[\(i + 1)]/eventCode") }
      }
    }
    for (i, info) in alert.infos.enumerated() {
      wanted(info, "alert/info[\(i + 1)]")
      words(info, "alert/info[\(i + 1)]")
    }
  }

  private mutating func wanted(_ info: CAPInfo, _ path: String) {
    func blank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
    for (text, rule) in [
      (info.description, CAPRule.descriptionIsRequired), (info.web, .webIsRequired), (info.expires?.text, .expiresIsRequired),
      (info.senderName, .senderNameStronglyRecommended), (info.instruction, .instructionStronglyRecommended),
      (info.contact, .contactIsRecommended),
    ] where blank(text) {
      add(rule, path)
    }
    if info.responses.isEmpty { add(.responseTypeStronglyRecommended, path) }
    if info.areas.isEmpty { add(.areaIsRequired, path) }
    for (i, area) in info.areas.enumerated() where area.polygons.isEmpty && area.circles.isEmpty && area.geocodes.isEmpty {
      add(.circlePolygonOrGeocodeIsRequired, "\(path)/area[\(i + 1)]", area.description)
    }
    let shapes = info.areas.flatMap(\.polygons).count + info.areas.flatMap(\.circles).count
    if shapes == 0, info.areas.contains(where: { !$0.geocodes.isEmpty }) { add(.circlePolygonEncouraged, path) }
  }

  private mutating func words(_ info: CAPInfo, _ path: String) {
    if let headline = info.headline {
      if headline.count > 140 { add(.headlineTooLong, path + "/headline", "\(headline.count)") }
      if headline == info.description { add(.headlineAndDescriptionShouldDiffer, path + "/description") }
    }
    if let description = info.description, description == info.instruction {
      add(.descriptionAndInstructionShouldDiffer, path + "/instruction")
    }
    if info.urgency == .unknown { add(.unknownUrgencyDiscouraged, path + "/urgency") }
    if info.severity == .unknown { add(.unknownSeverityDiscouraged, path + "/severity") }
    if info.certainty == .unknown { add(.unknownCertaintyDiscouraged, path + "/certainty") }
  }
}

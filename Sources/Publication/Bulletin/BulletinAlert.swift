import Basics
import Geography
import Incident

/// A bulletin as an alert of CAP 1.2, Indonesian and English, with the areas' outlines.
public enum BulletinAlert {
  /// Before its release it has the status `Draft` and a number that says so. What became of it later changes no byte: an alert
  /// stays as it went out, and later ones refer to it.
  public static func alert(_ content: BulletinContent, release current: BulletinRelease?, city: City) -> CAPAlert {
    var release = current
    release?.fate = .live
    release?.awaitsSecondSignature = current?.publishedAlone ?? false
    let sent = CAPTime(release?.sentAt ?? content.asOf, offsetMinutes: city.offsetMinutes)
    let isExercise = content.mode == .exercise
    var alert = CAPAlert(
      identifier: release?.identifier ?? "preview" + (isExercise ? "-X" : ""), sender: content.contact.sender, sent: sent,
      status: isExercise ? .exercise : release == nil ? .draft : .actual, messageType: type(content.kind),
      scope: isExercise ? .restricted : .everyone)
    if isExercise {
      alert.restriction = Words.indonesian("bulletin.cap.restriction") + " / " + Words.english("bulletin.cap.restriction")
    }
    alert.note = note(content, city)
    alert.references = (release?.replaces ?? []).map {
      CAPReference(
        sender: content.contact.sender, identifier: $0.identifier, sent: CAPTime($0.sentAt, offsetMinutes: city.offsetMinutes))
    }
    if content.kind != .withdrawal {
      let areas = content.areas.compactMap { id in city.area(id).map { CAPArea.kelurahan($0, outlines: city.outlines) } }
      alert.infos = Language.allCases.map { info(content, release, city, $0, areas) }
    }
    return alert
  }

  private static func type(_ kind: BulletinContent.Kind) -> CAPMessageType {
    switch kind {
    case .first: .alert
    case .update, .correction: .update
    case .withdrawal: .cancel
    }
  }

  private static func note(_ content: BulletinContent, _ city: City) -> String? {
    var notes: [String] = []
    if content.mode == .exercise {
      let number = content.contact.numbers.first?.number ?? ""
      let style = Style(.id, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
      notes += Language.allCases.map {
        Words.of($0)("bulletin.cap.exercise", ["until": style.moment(content.expiresAt), "number": number, "city": city.name])
      }
    }
    if let wrong = content.wasWrong { notes += [wrong.id, wrong.en] }
    return notes.isEmpty ? nil : notes.joined(separator: "\n")
  }

  private static func info(
    _ content: BulletinContent, _ release: BulletinRelease?, _ city: City, _ language: Language, _ areas: [CAPArea]
  ) -> CAPInfo {
    let sheet = BulletinSheet(content, release: release, city: city, language: language, now: content.asOf)
    let (urgency, severity, certainty) = grade(content)
    var info = CAPInfo(
      language: language == .id ? "id-ID" : "en-US", categories: [.met, .safety],
      event: sheet.words("hazard.\(content.hazard.rawValue)"),
      urgency: urgency, severity: severity, certainty: certainty)
    info.responses = responses(content.level)
    info.eventCodes = [CAPNamedValue("OET:v1.2", content.hazard == .tidalFlood ? "OET-042" : "OET-081")]
    info.expires = CAPTime(content.expiresAt, offsetMinutes: city.offsetMinutes)
    info.senderName = city.sender
    info.headline = (sheet.mark.map { $0 + " - " } ?? "") + sheet.headline
    info.description = description(sheet)
    info.instruction = sheet.actions.joined(separator: "\n")
    info.web = content.contact.web
    info.contact = sheet.helpLines.joined(separator: "; ")
    info.areas = areas
    return info
  }

  private static func description(_ sheet: BulletinSheet) -> String {
    var lines = sheet.banners.filter { _ in sheet.release != nil || sheet.content.wasWrong != nil } + [sheet.lead]
    for section in sheet.sections { lines += [section.heading + ":"] + section.lines.map { "- " + $0.full } }
    let mark = sheet.mark == nil ? [] : [CAPMark.line(sheet.language)]
    return (mark + lines + mark).joined(separator: "\n")
  }

  /// Siaga's own convention after the words of the impact-based levels; no official table was found.
  static func grade(_ content: BulletinContent) -> (CAPUrgency, CAPSeverity, CAPCertainty) {
    let isWet = content.facts.contains { if case .water(_, _, let high, _) = $0.subject { high > 0 } else { false } }
    let certainty: CAPCertainty = isWet ? .observed : content.agency.isEmpty ? .possible : .likely
    return switch content.level {
    case .yellow: (.future, .moderate, certainty)
    case .orange: (.expected, .severe, certainty)
    case .red: (.immediate, .extreme, certainty == .possible ? .likely : certainty)
    case .green: (.past, .minor, .observed)
    }
  }

  private static func responses(_ level: WarningLevel) -> [CAPResponse] {
    switch level {
    case .yellow: [.monitor, .prepare]
    case .orange: [.prepare, .avoid]
    case .red: [.evacuate, .avoid]
    case .green: [.allClear]
    }
  }
}

import Basics
import Incident

/// The forms of one bulletin that are plain text.
public enum BulletinForms {
  /// For chat groups: `*bold*` heads, `-` before lines, below 1,000 characters where the facts allow.
  public static func chat(_ sheet: BulletinSheet) -> String {
    var lines: [String] = []
    lines += sheet.banners.map { "*\($0)*" }
    lines += ["*\(sheet.headline)*", sheet.lead]
    if !sheet.actions.isEmpty {
      lines += ["", "*\(sheet.words("bulletin.section.actions"))*"] + sheet.actions.map { "- \($0)" }
    }
    for section in sheet.sections {
      lines += ["", "*\(section.heading)*"] + section.lines.map { "- \($0.full)" }
    }
    lines += [""] + sheet.helpLines.map { "- \($0)" } + sheet.footer
    return marked(lines, sheet)
  }

  /// The mark of an exercise as first and last line.
  static func marked(_ lines: [String], _ sheet: BulletinSheet) -> String {
    let mark = sheet.mark == nil ? [] : [CAPMark.line(sheet.language)]
    return (mark + lines + mark).joined(separator: "\n") + "\n"
  }

  /// For telephones without data: who speaks, level, where, the first thing to do, whom to call, until when; in the GSM alphabet.
  /// Shortened from its end until it takes at most two parts.
  public static func sms(_ sheet: BulletinSheet, city: City) -> ShortMessage {
    let writer = BulletinWriter(
      content: sheet.content, release: sheet.release, city: city, language: sheet.language, now: sheet.content.asOf)
    let words = sheet.words
    let sender = (sheet.mark.map { $0 + " " } ?? "") + city.sender
    let number = sheet.content.contact.numbers.first?.number ?? ""
    let end = sheet.mark.map { " " + $0 } ?? ""
    func text(areas: Int, actions: Int) -> ShortMessage {
      let values = [
        "sender": sender, "level": words("warning.\(sheet.content.level.rawValue)"),
        "hazard": words("hazard.\(sheet.content.hazard.rawValue)"), "areas": writer.areaList(areas),
        "actions": sheet.actions.prefix(actions).joined(separator: " "), "number": number,
        "until": writer.style.clock(sheet.content.expiresAt),
        "what": sheet.content.wasWrong?[sheet.language] ?? "",
      ]
      let key =
        switch sheet.content.kind {
        case .withdrawal: "bulletin.sms.withdrawal"
        case .correction: "bulletin.sms.correction"
        case .first, .update: "bulletin.sms"
        }
      return ShortMessage(ShortMessage.plain(words(key, values) + end).split(separator: " ").joined(separator: " "))
    }
    for (areas, actions) in [(4, 2), (4, 1), (2, 1), (0, 1)] {
      let message = text(areas: areas, actions: actions)
      if message.parts.count <= 2 { return message }
    }
    return text(areas: 0, actions: 0)
  }

  /// Words a minute of a speaker who is to be understood over a loudspeaker; our assumption.
  public static let wordsPerMinute = 120

  /// To be read aloud: whole sentences, no brackets, the most important thing twice.
  public static func radio(_ sheet: BulletinSheet, city: City) -> (text: String, seconds: Int) {
    let words = sheet.words
    var lines: [String] = []
    lines += sheet.banners.map(sentence)
    lines += [words("bulletin.radio.opening", ["sender": city.sender]), sentence(sheet.headline), sentence(sheet.lead)]
    lines += sheet.actions.map(sentence)
    for section in sheet.sections {
      lines += section.lines.map { line in sentence("\(line.text)\(line.isStale ? ", \(words("bulletin.radio.old"))" : "")") }
    }
    if let first = sheet.actions.first { lines.append(words("bulletin.radio.again", ["action": first])) }
    lines += sheet.helpLines.prefix(2).map { sentence($0.replacing(":", with: ",")) }
    lines.append(words("bulletin.radio.end", ["sender": city.sender]))
    let text = marked(lines, sheet)
    let count = text.split(whereSeparator: \.isWhitespace).count
    return (text, (count * 60 + wordsPerMinute - 1) / wordsPerMinute)
  }

  private static func sentence(_ text: String) -> String {
    guard let last = text.last, !".!?".contains(last) else { return text }
    return text + "."
  }
}

extension BulletinSheet {
  var words: Catalogue { Words.of(language) }
}

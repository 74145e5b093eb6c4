import Basics
import Geography
import Incident

@testable import Publication

/// Bulletins about the small invented city.
enum BulletinSample {
  static let contact = BulletinContact(
    numbers: [
      .init(number: "112", purpose: Bilingual(id: "darurat", en: "emergency")),
      .init(number: "119", purpose: Bilingual(id: "ambulans", en: "ambulance")),
    ], web: "https://info.contoh.go.id/", account: "@infodumai", sender: "bpbd@contoh.go.id")

  static func frame(_ mode: Mode = .exercise) -> EmergencyOperation? {
    var state = State()
    for event in PaperSample.events(mode) {
      var event = event
      // The sample's operation is an exercise; here its frame has the mode that is asked for.
      if case .operation(.opened(var opening)) = event.event {
        opening.mode = mode
        event.event = .operation(.opened(opening))
      }
      evolve(&state, event)
    }
    return state.operation(PaperSample.operation)
  }

  static func content(
    _ mode: Mode = .exercise, level: WarningLevel = .orange, kind: BulletinContent.Kind = .first, at minutes: Int = 120
  ) -> BulletinContent? {
    frame(mode).map { frame in
      var content = BulletinDrafting.draft(
        frame, city: Sample.city, kind: kind, level: level, contact: contact, asOf: Sample.at(minutes),
        expiresAt: Sample.at(minutes + 360), nextDueAt: Sample.at(minutes + 60))
      if kind == .correction || kind == .withdrawal {
        content.wasWrong = Bilingual(id: "Jl. Ombak tidak putus", en: "Jl. Ombak is not closed")
      }
      return content
    }
  }

  static func release(_ mode: Mode = .exercise, kind: BulletinContent.Kind = .first, number: Int = 1) -> BulletinRelease {
    let tail = mode == .exercise ? "-X" : ""
    return BulletinRelease(
      identifier: "dumai-20211008-0700-\(number)\(tail)", sentAt: Sample.at(121),
      replaces: kind == .first ? [] : [.init(identifier: "dumai-20211008-0600-0\(tail)", sentAt: Sample.at(60))])
  }

  static func sheet(
    _ content: BulletinContent, _ language: Language = .id, now: Int = 121, release: BulletinRelease? = release()
  ) -> BulletinSheet {
    BulletinSheet(content, release: release, city: Sample.city, language: language, now: Sample.at(now))
  }
}

import Basics
import Foundation
import Geography
import Incident
import Intake
import Testing

@testable import Publication

@Suite("Bulletins: one text in many forms")
struct BulletinFormTests {
  @Test("a draft holds each reported fact with source and time, and says what nobody has reported")
  func drafted() throws {
    let content = try #require(BulletinSample.content())
    let lines = BulletinSample.sheet(content).sections.flatMap(\.lines)
    let water = try #require(lines.first { $0.text.hasPrefix("Rimba Sekampung:") })
    #expect(water.text == "Rimba Sekampung: 10–50 cm di atas jalan")
    #expect(water.source?.contains("dilihat 8 Oktober 2021 05.20 WIB") == true)
    #expect(!water.isStale && !water.isUnknown)
    let silent = try #require(lines.first { $0.text.hasPrefix("Laksamana: BELUM") })
    #expect(silent.isUnknown && silent.text.contains("Belum berarti aman"))
    #expect(lines.contains { $0.text == "KK terdampak: 1.120 (baru 1 dari 2 kelurahan melapor)" })
    #expect(lines.contains { $0.text == "Luka: 2 (baru 1 dari 2 kelurahan melapor)" })
    // Nobody reported them: no reassuring zero.
    #expect(!lines.contains { $0.text.hasPrefix("Hilang") })
    #expect(lines.contains { $0.text.hasPrefix("Jl. Contoh") })
  }

  @Test("what was told after the instant of the draft is not in it; an old figure is marked in each form")
  func times() throws {
    let early = try #require(BulletinSample.content(at: 22))
    #expect(early.facts.contains { $0.subject == .noReport(AreaID("11.01")) })
    let content = try #require(BulletinSample.content())
    let late = BulletinSample.sheet(content, now: 20 + 181)
    let water = try #require(late.sections.flatMap(\.lines).first { $0.text.hasPrefix("Rimba") })
    #expect(water.isStale)
    for text in [BulletinForms.chat(late), BulletinPage.html(late, city: Sample.city, links: nil)] {
      #expect(text.contains("DATA LAMA"))
    }
    #expect(BulletinForms.radio(late, city: Sample.city).text.contains("data lama"))
  }

  @Test("content is read back as it was written; a field that was damaged is named")
  func coding() throws {
    for kind in BulletinContent.Kind.allCases {
      var content = try #require(BulletinSample.content(.actual, kind: kind))
      content.agency = [AgencyStatement(agency: "BMKG", text: "Pasang \"maksimum\"", receivedAt: Sample.at(3))]
      content.needs = Bilingual(id: "Air minum. Pakaian bekas tidak.", en: "Drinking water. No used clothes.")
      #expect(try BulletinContent(text: content.text) == content)
      let damaged = content.text.replacing("\"orange\"", with: "\"pink\"")
      #expect(throws: Problem.self) { _ = try BulletinContent(text: damaged) }
      do { _ = try BulletinContent(text: damaged) } catch { #expect(error.place?.field == "level") }
    }
  }

  @Test("every form says level, place, first action, number and end; in an exercise it is marked at both ends")
  func forms() throws {
    for mode in [Mode.actual, .exercise] {
      let content = try #require(BulletinSample.content(mode))
      for language in Language.allCases {
        let sheet = BulletinSample.sheet(content, language, release: BulletinSample.release(mode))
        let sms = BulletinForms.sms(sheet, city: Sample.city)
        #expect(sms.parts.count <= 2 && sms.alphabet == .gsm7)
        let alert = BulletinAlert.alert(content, release: BulletinSample.release(mode), city: Sample.city)
        let texts = [
          BulletinForms.chat(sheet), sms.text, BulletinForms.radio(sheet, city: Sample.city).text,
          Markup.plain(BulletinPage.html(sheet, city: Sample.city, links: nil)),
          Markup.plain(Poster.svg(sheet, city: Sample.city)),
        ]
        for (i, text) in texts.enumerated() {
          #expect(text.contains(sheet.words("warning.orange")), "form \(i)")
          #expect(text.contains("112"), "form \(i)")
          #expect(text.contains(i == 4 ? "Rimba" : sheet.actions[0].prefix(20)), "form \(i): \(text)")
          #expect(CAPMark.stands(atStartOf: text) == (mode == .exercise), "form \(i): \(text.prefix(40))")
          if mode == .exercise { #expect(CAPMark.stands(atEndOf: text), "form \(i): \(text.suffix(40))") }
          if mode == .actual { #expect(!text.contains("LATIHAN") && !text.contains("EXERCISE"), "form \(i)") }
          #expect(!text.contains("⟨"), "form \(i)")
        }
        let info = try #require(alert.infos.first { $0.primaryLanguage == language.rawValue })
        for line in sheet.sections.flatMap(\.lines) { #expect(info.description?.contains(line.text) == true, "\(line.text)") }
        for line in sheet.sections.flatMap(\.lines) { #expect(texts[0].contains(line.text) && texts[3].contains(line.text)) }
      }
    }
  }

  @Test("its alert is valid for public feeds in each mode, level and kind: Alert, Update and Cancel with references")
  func alerts() throws {
    for mode in [Mode.actual, .exercise] {
      for kind in BulletinContent.Kind.allCases {
        for level in WarningLevel.allCases {
          let content = try #require(BulletinSample.content(mode, level: level, kind: kind))
          let alert = BulletinAlert.alert(content, release: BulletinSample.release(mode, kind: kind), city: Sample.city)
          let found = CAPRules.check(alert, profile: .feed).filter { $0.level == .error || $0.level == .warning }
          #expect(found == [], "\(mode) \(kind) \(level)")
          #expect(CAPReader.read(CAPWriter.bytes(alert), file: "a", profile: .feed).alert == alert)
          #expect(alert.status == (mode == .actual ? .actual : .exercise))
          #expect(alert.messageType == [.first: .alert, .update: .update, .correction: .update, .withdrawal: .cancel][kind])
          #expect(alert.references.isEmpty == (kind == .first))
          #expect((alert.scope == .everyone) == (mode == .actual))
        }
      }
    }
    let preview = BulletinAlert.alert(try #require(BulletinSample.content(.actual)), release: nil, city: Sample.city)
    #expect(preview.status == .draft)
  }

  @Test("its alerts validate with xmllint", .enabled(if: CAPSchemaTests.isHere))
  func schema() throws {
    var files: [(name: String, bytes: [UInt8])] = []
    for mode in [Mode.actual, .exercise] {
      for kind in BulletinContent.Kind.allCases {
        let content = try #require(BulletinSample.content(mode, kind: kind))
        let alert = BulletinAlert.alert(content, release: BulletinSample.release(mode, kind: kind), city: Sample.city)
        files.append(("\(mode)-\(kind).xml", CAPWriter.bytes(alert)))
      }
    }
    #expect(try CAPSchemaTests().refused(files) == [])
  }

  @Test("pages and posters are well-formed, the feed is XML with an entry for each bulletin")
  func markup() throws {
    for kind in BulletinContent.Kind.allCases {
      let content = try #require(BulletinSample.content(kind: kind))
      for language in Language.allCases {
        let sheet = BulletinSample.sheet(content, language, release: BulletinSample.release(kind: kind))
        #expect(Markup.faults(BulletinPage.html(sheet, city: Sample.city, links: nil)) == [])
        #expect(Markup.faults(Poster.svg(sheet, city: Sample.city)) == [])
      }
    }
  }

  @Test("outlines are closed, counter-clockwise, not crossing and of few corners, however ragged the shore")
  func outlines() throws {
    var random = RandomStream(seed: 5, name: "outline")
    for i in 0..<60 {
      let corners = random.int(in: 3...900)
      let points = (0..<corners).map { k -> LocalPoint in
        let angle = 2 * Double.pi * Double(k) / Double(corners)
        let radius = 500 + 1_500 * random.unit()
        return LocalPoint(x: radius * ExactMath.cos(angle), y: radius * ExactMath.sin(angle))
      }
      let ring = try #require(
        CAPArea.ring(i % 2 == 0 ? points : points.reversed(), projection: Sample.outlines.projection, corners: 100))
      #expect(ring.count <= 100 && ring.count >= 4 && ring.first == ring.last, "ring \(i), seed 5")
      #expect(CAPLexis.crossing(ring) == nil, "ring \(i), seed 5")
      #expect(Ring.isCounterClockwise(ring.dropLast().map(Sample.outlines.projection.point)), "ring \(i), seed 5")
    }
    #expect(CAPArea.ring([], projection: Sample.outlines.projection, corners: 100) == nil)
  }
}

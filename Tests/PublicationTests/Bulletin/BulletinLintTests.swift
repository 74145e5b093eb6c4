import Basics
import Incident
import Testing

@testable import Publication

@Suite("Bulletins: the check before release")
struct BulletinLintTests {
  func context(_ mode: Mode = .actual, now: Int = 121) -> BulletinLint.Context {
    BulletinLint.Context(city: Sample.city, mode: mode, now: Sample.at(now), frame: BulletinSample.frame(mode))
  }

  func codes(_ content: BulletinContent, _ context: BulletinLint.Context) -> [String] {
    BulletinLint.check(content, context).map { ($0.isError ? "E " : "W ") + $0.code }
  }

  @Test("a draft from the log's facts has nothing to mend")
  func clean() throws {
    for mode in [Mode.actual, .exercise] {
      let content = try #require(BulletinSample.content(mode))
      #expect(codes(content, context(mode)) == [])
    }
  }

  @Test("each thing that a stranger would miss is named")
  func missing() throws {
    let sound = try #require(BulletinSample.content(.actual))
    let breaks: [(String, (inout BulletinContent) -> Void)] = [
      ("E lint.lead", { $0.lead.en = " " }), ("W lint.sameText", { $0.lead.en = $0.lead.id }),
      ("E lint.actions", { $0.actions = [] }),
      ("E lint.areas", { $0.areas = [] }), ("E lint.unknownArea", { $0.areas.append(AreaID("99")) }),
      ("E lint.contact", { $0.contact.numbers = [] }), ("E lint.contact", { $0.contact.web = "info" }),
      ("E lint.contact", { $0.contact.sender = "a b" }), ("E lint.expired", { $0.expiresAt = Sample.at(120) }),
      ("W lint.longValidity", { $0.expiresAt = Sample.at(121 + 24 * 60 + 1) }), ("W lint.nextDue", { $0.nextDueAt = nil }),
      ("E lint.nextDueLate", { $0.nextDueAt = Sample.at(1_000) }), ("E lint.wasWrong", { $0.kind = .correction }),
      ("E lint.greenUnknown", { $0.level = .green }), ("E lint.greenWet", { $0.level = .green }),
      ("W lint.number", { $0.lead.id = "Air 75 cm." }), ("E lint.agency", { $0.lead.id = "Pasang diperkirakan naik lagi." }),
      ("E lint.mode", { $0.mode = .exercise }),
      ("E lint.shelterClosed", { $0.facts.append(BulletinFact(.shelterOpen(PlaceID("aula")))) }),
      ("E lint.roadOpen", { $0.facts.append(BulletinFact(.roadClosed("Jl. Lain", millimetres: nil))) }),
      (
        "W lint.waterChanged",
        {
          $0.facts.removeFirst()
          $0.facts.insert(BulletinFact(.noReport(AreaID("11.01"))), at: 0)
        }
      ),
      ("W lint.smsAlphabet", { $0.actions = [Bilingual(id: "Pergi 水", en: "Go 水")] }),
      (
        "E lint.smsLong",
        {
          $0.kind = .withdrawal
          $0.wasWrong = Bilingual(id: String(repeating: "a ", count: 200), en: "x")
        }
      ),
    ]
    for (code, change) in breaks {
      var content = sound
      change(&content)
      #expect(codes(content, context()).contains(code), "\(code): \(codes(content, context()))")
    }
    #expect(codes(sound, context(now: 20 + 181)).contains("W lint.stale"))
    var other = context()
    other.hasOtherLive = true
    #expect(codes(sound, other) == ["E lint.liveAlert"])
  }

  @Test("numbers that a fact or a time holds need no other source")
  func numbers() throws {
    var content = try #require(BulletinSample.content(.actual))
    content.lead.id = "Air 50 cm di Rimba Sekampung, 1.120 KK terdampak."
    #expect(codes(content, context()) == [])
  }
}

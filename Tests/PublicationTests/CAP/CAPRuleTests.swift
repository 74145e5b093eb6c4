import Basics
import Foundation
import Publication
import Testing

@Suite("CAP alerts: writing, reading, rules")
struct CAPRuleTests {
  static let seed: UInt64 = 20_261_124

  func errors(_ findings: [CAPFinding]) -> [CAPFinding] { findings.filter { $0.level == .error } }

  @Test("every valid alert is found valid, and comes back from its text as it was, byte for byte the second time")
  func roundTrip() throws {
    var random = RandomAlert(seed: Self.seed)
    for i in 0..<1_500 {
      let alert = random.alert()
      let comment = Comment("alert \(i) of seed \(Self.seed)")
      #expect(errors(CAPRules.check(alert, profile: .feed)) == [], comment)
      let bytes = CAPWriter.bytes(alert)
      let result = CAPReader.read(bytes, file: "a.xml", profile: .feed)
      #expect(result.isValid, comment)
      let back = try #require(result.alert, comment)
      #expect(back == alert, comment)
      #expect(CAPWriter.bytes(back) == bytes, comment)
    }
  }

  @Test("each known way to break an alert is named by its rule, in the value and after writing and reading")
  func broken() {
    var random = RandomAlert(seed: Self.seed + 1)
    var tried: [Int] = Array(repeating: 0, count: CAPBreaks.values.count)
    for round in 0..<30 {
      for (i, fault) in CAPBreaks.values.enumerated() {
        var alert = random.alert()
        var attempts = 0
        while !fault.apply(&alert), attempts < 200 { (alert, attempts) = (random.alert(), attempts + 1) }
        guard attempts < 200 else { continue }
        tried[i] += 1
        let comment = Comment("\(fault.rule.rawValue), round \(round), seed \(Self.seed + 1)")
        let found = CAPRules.check(alert, profile: .feed)
        #expect(found.contains { $0.rule == fault.rule }, comment)
        let read = CAPReader.read(CAPWriter.bytes(alert), file: "a.xml", profile: .feed)
        #expect(read.findings.contains { $0.rule == fault.rule && $0.line != nil }, comment)
      }
    }
    #expect(tried.allSatisfy { $0 == 30 }, "a break that was never tried: \(tried)")
  }

  @Test("each known fault of spelling is named by its rule with its line")
  func misspelled() {
    var random = RandomAlert(seed: Self.seed + 2)
    for fault in CAPBreaks.spellings {
      for round in 0..<40 {
        guard let text = Self.misspelled(&random, fault.from, fault.to) else { continue }
        let read = CAPReader.read(Array(text.utf8), file: "a.xml")
        #expect(
          read.findings.contains { $0.rule == fault.rule && $0.level == .error && $0.line != nil },
          "\(fault) round \(round) seed \(Self.seed + 2): \(read.findings.map(\.rule.rawValue))")
        #expect(!read.isValid)
      }
    }
  }

  static func misspelled(_ random: inout RandomAlert, _ from: String, _ to: String) -> String? {
    for _ in 0..<200 {
      let text = String(decoding: CAPWriter.bytes(random.alert()), as: UTF8.self)
      // In the head for `T` of a time; the first place otherwise.
      guard let place = text.range(of: from == "T" ? "T0" : from) else { continue }
      if from == "T" {
        guard let sent = text.range(of: "<sent>"), let t = text.range(of: "T", range: sent.upperBound..<text.endIndex) else {
          continue
        }
        return text.replacingCharacters(in: t, with: "t")
      }
      if to.hasSuffix("<!--") {
        let name = from.dropFirst().dropLast()
        guard let end = text.range(of: "</\(name)>", range: place.upperBound..<text.endIndex) else { continue }
        let inside = text[place.upperBound..<end.lowerBound]
        if inside.contains("--") { continue }
        return String(text[..<place.lowerBound]) + to + inside + "-->" + text[end.upperBound...]
      }
      return text.replacingCharacters(in: place, with: to)
    }
    return nil
  }

  @Test("bytes altered anywhere never crash the reader, and what is refused has a place")
  func fuzz() {
    var random = RandomAlert(seed: Self.seed + 3)
    for i in 0..<2_000 {
      var bytes = CAPWriter.bytes(random.alert())
      for _ in 0..<random.random.int(in: 1...4) {
        let at = random.random.int(in: 0...(bytes.count - 1))
        switch random.random.int(in: 0...3) {
        case 0: bytes[at] = UInt8(random.random.int(in: 0...255))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: bytes[max(0, at - 40)...at], at: at)
        default: bytes.removeSubrange(at..<min(bytes.count, at + random.random.int(in: 1...60)))
        }
      }
      let read = CAPReader.read(bytes, file: "a.xml", profile: .feed)
      #expect(read.problems.allSatisfy { $0.place?.file == "a.xml" }, "case \(i)")
      #expect(read.findings.allSatisfy { !$0.path.isEmpty && $0.line != nil }, "case \(i)")
      if let alert = read.alert, read.isValid {
        #expect(CAPReader.read(CAPWriter.bytes(alert), file: "b.xml").alert == alert, "case \(i), seed \(Self.seed + 3)")
      }
    }
  }

  @Test("every rule has its words in both languages: what is wrong, and how to mend it")
  func ruleWords() {
    for rule in CAPRule.allCases {
      let finding = CAPFinding(rule, level: .error, path: "alert")
      for language in Language.allCases {
        #expect(!finding.message(language).isEmpty && !finding.message(language).contains("⟨"), "\(rule)")
        #expect(!finding.remedy(language).isEmpty, "\(rule)")
      }
    }
  }

  @Test("times: what CAP allows and nothing else")
  func times() {
    for good in [
      "2026-11-23T19:05:00+07:00", "2026-11-23T24:00:00-00:00", "2024-02-29T00:00:00+14:00", "2026-01-01T00:00:00-03:30",
    ] {
      #expect(CAPTime(good)?.text == good)
    }
    for bad in [
      "2026-11-23T19:05:00Z", "2026-11-23T19:05:00.5+07:00", "2026-02-30T19:05:00+07:00", "2026-11-23T19:05+07:00",
      "2026-11-23 19:05:00+07:00", "2026-11-23T24:00:01+07:00", "2026-11-23T19:05:00+14:01", "2026-11-23T19:05:60+07:00", "",
      "0000-01-01T00:00:00+07:00",
    ] { #expect(CAPTime(bad) == nil, "\(bad)") }
    #expect(CAPTime(Instant(milliseconds: 0), offsetMinutes: 420).text == "1970-01-01T07:00:00+07:00")
    #expect(CAPTime(Instant(milliseconds: 999), offsetMinutes: 0).text == "1970-01-01T00:00:00-00:00")
    #expect(CAPTime("2026-11-23T24:00:00+00:00")?.instant == CAPTime("2026-11-24T07:00:00+07:00")?.instant)
  }
}

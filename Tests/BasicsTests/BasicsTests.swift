import Foundation
import Testing

@testable import Basics

@Suite struct TimeTests {
  @Test func anInstantReadsBackWhatItWrote() throws {
    for text in ["2021-10-06T23:50:00Z", "1969-12-31T23:59:59Z", "2024-02-29T12:00:00.007Z"] {
      #expect(try #require(Instant(text)).text == text)
    }
    #expect(Instant("2021-10-07T06:50+07:00")?.text == "2021-10-06T23:50:00Z")
    #expect(Instant("2021-10-07 06:50", offsetMinutes: 420)?.text == "2021-10-06T23:50:00Z")
    #expect(Instant("2021-10-07T06:50:00Z")?.clock(offsetMinutes: 420) == "13.50")
  }

  @Test func impossibleTimesAreRefused() {
    for text in [
      "2021-02-29T00:00:00Z", "2021-13-01T00:00Z", "2021-10-07T24:00Z", "2021-10-07T06:50", "20211007", "",
      "2021-10-07T06:50:00+7",
    ] {
      #expect(Instant(text) == nil, "\(text)")
    }
  }

  @Test func daysAndWeekdaysAgreeWithTheCalendar() throws {
    let day = try #require(CivilDate("2021-10-07"))
    #expect(day.weekday == 4)
    var date = try #require(CivilDate("1899-12-30"))
    for _ in 0..<60_000 {
      let p = date.parts
      #expect(CivilDate(year: p.year, month: p.month, day: p.day) == date)
      date.dayNumber += 1
    }
  }
}

@Suite struct JSONTests {
  @Test func canonicalFormSortsByUTF16AndEscapesAsRFC8785Says() throws {
    let value: JSONValue = ["\u{fb33}": 1, "\u{1F600}": 2, "\u{20ac}": 3, "\u{f6}": 4, "\u{80}": 5, "1": 6, "\r": 7]
    let text = String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
    #expect(text == "{\"\\r\":7,\"1\":6,\"\u{80}\":5,\"\u{f6}\":4,\"\u{20ac}\":3,\"\u{1F600}\":2,\"\u{fb33}\":1}")
    #expect(String(decoding: try CanonicalJSON.encode("€$\u{0F}\nA'B\"\\\\\"/"), as: UTF8.self) == #""€$\u000f\nA'B\"\\\\\"/""#)
  }

  @Test func whatIsNotCanonicalIsRefused() {
    #expect(throws: CanonicalJSON.Fault.integerTooLarge(1 << 53)) { try CanonicalJSON.encode(.integer(1 << 53)) }
    #expect(throws: CanonicalJSON.Fault.double(0.5)) { try CanonicalJSON.encode(.number(0.5)) }
    #expect(throws: CanonicalJSON.Fault.duplicateKey("a")) { try CanonicalJSON.encode(["a": 1, "a": 2]) }
  }

  @Test func aDocumentReadsBack() throws {
    let text = #"{"a":[1,-2,true,null,"\u00e9\ud83d\ude00"],"b":{"c":1.5}}"#
    let value = try JSONReader.read(Array(text.utf8))
    #expect(value["a"]?[4]?.string == "é😀")
    #expect(value["b"]?["c"]?.double == 1.5)
  }

  @Test func faultsNameLineAndColumn() {
    for (text, line, column) in [
      ("{\n \"a\": }", 2, 7), ("[1,]", 1, 4), ("\"\\ud800\"", 1, 8), ("01", 1, 3), ("{\"a\":1,\"a\":2}", 1, 11), ("", 1, 1),
    ] {
      do {
        _ = try JSONReader.read(Array(text.utf8))
        Issue.record("read: \(text)")
      } catch { #expect(error.line == line && error.column == column, "\(text): \(error)") }
    }
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read([UInt8](repeating: UInt8(ascii: "["), count: 100)) }
  }
}

@Suite struct NumberTests {
  @Test func ownFunctionsAgreeWithTheCLibrary() {
    var random = RandomStream(seed: 1, name: "math")
    for _ in 0..<20_000 {
      let x = (random.unit() - 0.5) * 1400
      #expect(abs(ExactMath.exp(x) - exp(x)) <= 4e-16 * exp(x) + 1e-300, "exp \(x)")
      let angle = (random.unit() - 0.5) * 2000
      #expect(abs(ExactMath.sin(angle) - sin(angle)) < 1e-15 && abs(ExactMath.cos(angle) - cos(angle)) < 1e-15, "\(angle)")
      let positive = exp((random.unit() - 0.5) * 600)
      #expect(abs(ExactMath.log(positive) - log(positive)) <= 4e-16 * max(1, abs(log(positive))), "log \(positive)")
    }
  }

  @Test func aStreamRepeatsAndItsNameMatters() {
    var a = RandomStream(seed: 7, name: "x")
    var b = RandomStream(seed: 7, name: "x")
    var c = RandomStream(seed: 7, name: "y")
    let values = (0..<5).map { _ in a.next() }
    #expect(values == (0..<5).map { _ in b.next() })
    #expect(values != (0..<5).map { _ in c.next() })
  }

  @Test func drawsAreUniform() {
    var random = RandomStream(seed: 3, name: "uniform")
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.int(in: -3...3) + 3] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 }, "\(counts)")
    var moments = Moments()
    for _ in 0..<50_000 { moments.add(random.normal()) }
    #expect(abs(moments.mean) < 0.02 && abs(moments.variance - 1) < 0.03)
    #expect(random.sample(3, of: 3) == [0, 1, 2])
  }
}

@Suite struct WordTests {
  @Test func aSentenceTakesItsValues() {
    let catalogue = Catalogue(language: .id, "# comment\nhello = Halo {name}, {n} orang\n\nbad line\nhello = x")
    #expect(catalogue("hello", ["name": "Ani", "n": "3"]) == "x")
    #expect(catalogue.faults == ["bad line", "twice: hello"])
    #expect(catalogue("none") == "⟨none⟩")
    #expect(Catalogue.names(in: "{a} and {b}") == ["a", "b"])
  }

  @Test func aMistypedWordGetsASuggestion() {
    #expect(suggestion(for: "sar-iar", among: ["sar-air", "dapur"]) == "sar-air")
    #expect(suggestion(for: "xyz", among: ["sar-air", "dapur"]) == nil)
  }

  @Test func aProblemReadsAsTheDocumentsPromise() {
    let problem = Problem(
      "x", "\"31-02-2026\" is not a date (expected YYYY-MM-DD)", at: .init(file: "roster.csv", line: 14, field: "valid"),
      advice: "the file was saved by a spreadsheet.")
    #expect(
      problem.text
        == "roster.csv:14: valid: \"31-02-2026\" is not a date (expected YYYY-MM-DD)\n  Maybe the file was saved by a spreadsheet."
    )
    #expect([Problem](repeating: problem, count: 52).report().hasSuffix("… and 2 more problems"))
  }
}

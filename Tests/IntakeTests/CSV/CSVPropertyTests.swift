import Basics
import Testing

@testable import Intake

@Suite struct CSVPropertyTests {
  private static let rule = HeaderRule([.init("code", required: true), .init("name", required: true)])
  /// Whatever has a meaning in CSV, and letters of one to four bytes.
  private static let alphabet = Array("ab\";,|\t\n\r'= -é€😀").map(String.init) + ["\r\n", "\u{a0}"]

  private static func text(_ stream: inout RandomStream) -> String {
    (0..<stream.int(in: 0...12)).map { _ in stream.pick(alphabet) }.joined()
  }

  /// What the reader makes of a text: blanks at the ends fall away, and each line break becomes LF.
  private static func asRead(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0.value <= 32 || $0.value == 0xA0 }
    var scalars = Array(text.unicodeScalars)
    var lines: [Unicode.Scalar] = []
    for (i, scalar) in scalars.enumerated() where !(scalar == "\r" && i + 1 < scalars.count && scalars[i + 1] == "\n") {
      lines.append(scalar == "\r" ? "\n" : scalar)
    }
    scalars = Array(lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func anyTextSurvivesWritingAndReadingInAnyDialect() {
    let seed: UInt64 = 11
    var stream = RandomStream(seed: seed, name: "csv-round-trip")
    let dialects = [CSVDialect.iso, .indonesian, CSVDialect(separator: "\t", newline: "\r"), CSVDialect(separator: "|")]
    for round in 0..<4_000 {
      let rows = (0..<stream.int(in: 1...4)).map { ["r\($0)", Self.text(&stream)] }
      let bytes = CSVWriter.write([["code", "name"]] + rows, dialect: dialects[round % 4])
      let reading = CSVTable.read(bytes, file: "t.csv", header: Self.rule)
      let read = reading.value.rows.map { [$0["code"], $0["name"]] }
      #expect(reading.problems.isEmpty, "seed \(seed) round \(round): \(reading.problems.report())")
      #expect(read == rows.map { [$0[0], Self.asRead($0[1])] }, "seed \(seed) round \(round): \(rows)")
    }
  }

  @Test func noiseOfSeparatorsQuotesAndLineBreaksIsReadInOrder() {
    let seed: UInt64 = 12
    var stream = RandomStream(seed: seed, name: "csv-noise")
    let noise: [UInt8] = Array("a\";,|\t\n\r' ".utf8) + [0xC3, 0xA9, 0xFF, 0x80]
    for round in 0..<20_000 {
      var bytes = round % 2 == 0 ? Array("code;name\n".utf8) : []
      for _ in 0..<stream.int(in: 0...60) { bytes.append(stream.pick(noise)) }
      if round % 5 == 0 { bytes = [0xFF, 0xFE] + bytes.flatMap { [$0, 0] } }
      let reading = CSVTable.read(bytes, file: "t.csv", header: Self.rule)
      let lines = reading.value.rows.map(\.line)
      #expect(lines == Array(Set(lines)).sorted(), "seed \(seed) round \(round)")
      #expect(lines.allSatisfy { $0 > reading.value.headerLine && $0 <= bytes.count + 1 }, "seed \(seed) round \(round)")
      #expect(reading.problems.allSatisfy { $0.place?.file == "t.csv" }, "seed \(seed) round \(round)")
    }
  }
}

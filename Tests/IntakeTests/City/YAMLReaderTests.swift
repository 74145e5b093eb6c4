import Basics
import Testing

@testable import Intake

@Suite struct YAMLReaderTests {
  private func problem(_ text: String) -> Problem? { YAMLDocument.read(Array(text.utf8), file: "a.yaml").problems.first }

  @Test func valuesKnowTheirLines() throws {
    let document = try #require(YAMLDocument.read(Array("a: 1\nb:\n  - x\n  - {c: 'y'}\n".utf8), file: "a.yaml").value)
    guard case .mapping(let entries) = document.root.content, case .sequence(let items) = entries[1].value.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.line) == [1, 2])
    #expect(items.map(\.line) == [3, 4])
    #expect(items[1].column == 5)
  }

  @Test func aliasBombsAreRefusedBeforeTheyAreOpened() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in 1...30 { text += "a\(i): &a\(i) [\((0..<9).map { _ in "*a\(i - 1)" }.joined(separator: ", "))]\n" }
    #expect(problem(text)?.code == "yaml.alias")
    #expect(problem(text)?.place?.line == 2)
    #expect(problem("a: &x 1\nb: *x\n")?.code == "yaml.alias")
    #expect(problem("a: &x {k: 1}\nb: {<<: *x}\n")?.code == "yaml.alias")
    #expect(problem("? *x\n: 1\n")?.code == "yaml.alias")
    #expect(problem("- *x")?.code == "yaml.alias")
    #expect(problem("a: 2 * 3 and *not* an alias\nb: \"*x\"\n") == nil)
  }

  @Test func depthIsBoundedInEveryWayOfNesting() {
    #expect(problem("a: " + String(repeating: "[", count: 100_000))?.code == "yaml.deep")
    #expect(problem("a: " + String(repeating: "{b: ", count: 100_000))?.code == "yaml.deep")
    #expect(problem(String(repeating: "- ", count: 100_000) + "x")?.code == "yaml.deep")
    #expect(problem(String(repeating: "? ", count: 100_000) + "x")?.code == "yaml.deep")
    let steps = (0..<500).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
    #expect(problem(steps)?.code == "yaml.deep")
    // Brackets hidden from a careless count: closing ones in quotes and comments.
    let hidden = String(repeating: "[\"]\", # ]\n", count: 50_000)
    #expect(problem("a: " + hidden)?.code == "yaml.deep")
    let torn = "a: b\n  \" \n" + "c: " + String(repeating: "[ \", \" , [[[[[[[[[ ", count: 20_000)
    #expect(problem(torn) != nil)
  }

  @Test func textsWithBracketsAreNoDepth() {
    let lines = (0..<500).map { "k\($0): \"see [\($0)] and {x}, it's (a\"\nn\($0): it's a [plain] one\n" }.joined()
    #expect(problem(lines) == nil)
  }

  @Test func tooLargeFilesAreRefused() {
    let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: CityLimits.yamlBytes + 1)
    #expect(YAMLDocument.read(bytes, file: "a.yaml").problems.first?.code == "yaml.large")
  }

  @Test(arguments: [
    ("", "yaml.empty"), ("a: b: c\n", "yaml.syntax"), ("a: [1, 2\nb: 3\n", "yaml.syntax"), ("a: 'x\n", "yaml.syntax"),
    ("a:\n\tb: 1\n", "yaml.syntax"), ("a: 1\na: 2\n", "yaml.twice"), ("a: \u{0}\n", "yaml.binary"), ("a: \u{1}\n", "yaml.syntax"),
    ("--- a\n--- b\n", "yaml.syntax"), ("[a]: 1\n", "yaml.key"), ("a: @x\n", "yaml.syntax"),
  ])
  func brokenTextsAreNamedByLine(text: String, code: String) {
    let found = problem(text)
    #expect(found?.code == code)
    #expect(code == "yaml.empty" || found?.place?.line != nil)
  }

  @Test func bytesThatAreNoUTF8AreNamedByLine() {
    let bytes = Array("a: 1\nb: ".utf8) + [0xFF] + Array("\n".utf8)
    let found = YAMLDocument.read(bytes, file: "a.yaml").problems.first
    #expect(found?.code == "yaml.encoding")
    #expect(found?.place?.line == 2)
    #expect(YAMLDocument.read([0xFF, 0xFE, 97, 0], file: "a.yaml").problems.first?.text.contains("UTF-16") == true)
  }

  @Test func aMarkAtTheStartAndWindowsLineEndsAreFine() {
    #expect(YAMLDocument.read([0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb: 2\r\n".utf8), file: "a.yaml").value != nil)
  }

  @Test func numbersInQuotesAreTexts() {
    let findings = YAMLFindings(file: "a.yaml")
    let value = YAMLValue(
      node: YAMLNode(content: .scalar("5", isPlain: false), line: 1, column: 1), path: "x", findings: findings)
    #expect(value.int(1...9) == nil)
    #expect(value.text() == "5")
    #expect(findings.problems.first?.text == "a.yaml:1: x: found the text \"5\"; expected a whole number, 1...9")
  }
}

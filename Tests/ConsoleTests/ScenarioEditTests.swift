import Basics
import Foundation
import Incident
import Testing

@testable import Console

@Suite struct ScenarioEditTests {
  private func copy() throws -> (folder: URL, shelf: ScenarioShelf) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shelf-\(SecretText.token().prefix(12))")
    try FileManager.default.copyItem(at: Bench.root.appending(path: "scenarios/dumai"), to: folder)
    return (folder, ScenarioShelf(folder: folder.path))
  }

  @Test func aNewStartMovesEachInstantOfTheFileAndNoComment() {
    let line = "  - {from: 2021-10-08T04:00+07:00, to: 2021-10-08T23:30+07:00, date: 2021-10-07} # 2021-10-08T04:00"
    #expect(
      ScenarioEdit.moved(line, 60)
        == "  - {from: 2021-10-08T05:00+07:00, to: 2021-10-09T00:30+07:00, date: 2021-10-07} # 2021-10-08T04:00")
    #expect(
      ScenarioEdit.moved(line, -1440)
        == "  - {from: 2021-10-07T04:00+07:00, to: 2021-10-07T23:30+07:00, date: 2021-10-06} # 2021-10-08T04:00")
    #expect(ScenarioEdit.moved("area: 14.72.06.1001", 60) == "area: 14.72.06.1001")
  }

  @Test func theMainFiguresOfEachShippedScenarioCanBeChangedAndItsCheckerTakesIt() async throws {
    let (folder, shelf) = try copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let cards = try await shelf.list()
    #expect(cards.count >= 4 && cards.allSatisfy { !$0.isOwn && !$0.sources.isEmpty })
    for card in cards {
      let text = try await shelf.text(card.file)
      var form = ScenarioForm(text: text)
      let before = try #require(try await shelf.check(text, file: card.file).value)
      form.take(
        FormFields([("seed", "4711"), ("surge", "120"), ("rain", "50"), ("loss", "25"), ("answers", "50")]))
      let made = form.edited(await shelf.assumptions(text), offsetMinutes: 420)
      #expect(made.problems == [], "\(card.file)")
      let reading = try await shelf.check(made.text, file: card.file)
      let after = try #require(reading.value, "\(card.file): \(reading.problems.map(\.text))")
      #expect(after.seed == 4711)
      #expect(after.network.channels.allSatisfy { abs($0.lossShare - 0.25) < 1e-9 }, "\(card.file)")
      #expect(after.start == before.start && after.injects == before.injects)
      if ScenarioEdit(text).hasTide { #expect(ScenarioEdit(made.text).offsetMillimetres == 120, "\(card.file)") }
    }
  }

  @Test func aCopyIsSavedUnderANewNameAndNothingIsWrittenOver() async throws {
    let (folder, shelf) = try copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try await shelf.text("mini.yaml")
    let saved = try await shelf.save(text, as: "Mini uji", from: "mini.yaml")
    #expect(saved == "mini-uji.yaml")
    #expect(try await shelf.list().first { $0.file == saved }?.isOwn == true)
    for name in ["mini", "Mini uji", "../mini", "", "///"] {
      await #expect(throws: Problem.self, "\(name)") { _ = try await shelf.save(text, as: name, from: "mini.yaml") }
    }
    await #expect(throws: Problem.self) { _ = try await shelf.save("name: [", as: "broken", from: "mini.yaml") }
    #expect(try await shelf.text("mini.yaml") == text)
    for bad in ["../mini.yaml", ".mini.yaml", "mini", "a/b.yaml"] {
      await #expect(throws: Problem.self, "\(bad)") { _ = try await shelf.text(bad) }
    }
  }
}

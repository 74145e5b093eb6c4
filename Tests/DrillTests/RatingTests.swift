import Basics
import Foundation
import Incident
import Operations
import Testing

@testable import Drill

@Suite("Evaluators in a drill") struct RatingTests {
  static let evaluator = Actor.person(office: "penilai-1")

  private static func rating(_ letter: ExerciseRating, _ run: DrillRun, task: String? = "info", replaces: String? = nil)
    -> EvaluatorRating
  {
    EvaluatorRating(
      operation: run.operation, objective: "warga", task: task, rating: letter, observedAt: run.now,
      replaces: replaces.map { RatingID($0) })
  }

  @Test(
    "ratings given in the play and after its end stand in report, CSV and JSON beside the machine's own, under their own name")
  func reported() throws {
    let setting = try #require(OneWindow.setting)
    let run = try DrillRun(setting)
    try run.run(until: setting.span.start.adding(minutes: 60))
    let during = try run.rate(Self.rating(.unable, run), observation: "belum ada info resmi", by: Self.evaluator)
    #expect(during != nil)
    try run.run()
    let after = try run.rate(
      Self.rating(.someChallenges, run, replaces: "rating-1"), observation: "=info <b>terlambat</b>", by: Self.evaluator)
    #expect(after == nil && run.faults == [])
    #expect(throws: Problem.self) {
      try run.rate(Self.rating(.performed, run, replaces: "rating-2"), observation: "", by: .person(office: "komandan"))
    }
    let record = try run.record()
    #expect(record.ratings.map(\.observation) == ["belum ada info resmi", "=info <b>terlambat</b>"])
    #expect(TaskJudgements(record, objective: "warga", task: "info").rating == .someChallenges)
    for language in Language.allCases {
      let page = AfterActionReport(record, setting: setting).html(language)
      #expect(
        page.contains("penilai-1") && page.contains("rating-2") && page.contains("&lt;b&gt;terlambat") && !page.contains("⟨"))
      #expect(
        page.contains(DrillWords.of(language)("column.measured")) && page.contains(DrillWords.of(language)("column.judged")))
    }
    let csv = DrillText.ratingsCSV(record, scenario: setting.scenario)
    #expect(csv.contains("warga,info,person,penilai-1,S,") && csv.contains("measured,notification_reach_percent"))
    #expect(csv.contains("'=info") && csv.contains("rating-1,rating-2"))
    let json = try DrillText.json(record, scenario: setting.scenario)
    #expect(json.contains("\"kind\":\"person\"") && json.contains("\"by\":\"penilai-1\""))
    #expect(DrillText.summary(record, setting: setting, language: .id).contains("rating-2"))
  }

  @Test("ratings change nothing in the play: the log with them is the log without them, entry by entry") func untouched() throws {
    let setting = try #require(OneWindow.setting)
    let plain = try OneWindow.run().desk.events()
    let run = try DrillRun(setting)
    try run.run(until: setting.span.start.adding(minutes: 60))
    _ = try run.rate(Self.rating(.performed, run, task: nil), observation: "", by: Self.evaluator)
    try run.run()
    let played = try run.desk.events().filter { if case .exercise = $0.event { false } else { true } }
    // Ids of notes are drawn from their place in the log.
    func lines(_ events: [RecordedEvent]) -> [String] {
      events.map { "\($0.instant.text) \($0.actor.text) \($0.event.type) \($0.event.stream)" }
    }
    #expect(lines(played) == lines(plain) && plain.count > 100)
  }

  @Test("a live drill takes ratings while it runs and in the hot wash after its end") func live() async throws {
    let clock = QuickClock()
    let live = LiveDrill(
      try DrillRun(try #require(OneWindow.setting)), speed: 60, isPaused: false, host: clock.host)
    let operation = await live.operation
    func rating(_ id: String?) -> EvaluatorRating {
      EvaluatorRating(
        operation: operation, objective: "warga", rating: .majorChallenges, observedAt: Instant(milliseconds: .max / 2),
        replaces: id.map { RatingID($0) })
    }
    clock.pass(60_000)
    try await live.rate(rating(nil), observation: "x", by: Self.evaluator)
    try await live.run()
    try await live.rate(rating("rating-1"), by: Self.evaluator)
    let record = try await live.drillRecord()
    #expect(record.ratings.map(\.replacedBy) == [RatingID("rating-2"), nil])
    #expect(await live.acts.count == 1)
  }
}

import Basics
import Foundation
import Incident
import Testing

@testable import Drill

@Suite("The after-action report") struct ReportTests {
  @Test("both catalogues have the same keys and values, without faults") func catalogues() {
    let (id, en) = (DrillWords.indonesian, DrillWords.english)
    #expect(id.faults == [] && en.faults == [])
    #expect(id.keys == en.keys)
    for key in id.keys {
      #expect(
        Set(Catalogue.names(in: id.sentence(key) ?? "")) == Set(Catalogue.names(in: en.sentence(key) ?? "")), "\(key)")
    }
    for metric in ExerciseMetric.allCases { #expect(id.sentence("metric.\(metric.rawValue)") != nil, "\(metric.rawValue)") }
    for cause in MissingCause.allCases {
      #expect(id.sentence("cause.\(cause.rawValue)") != nil && id.sentence("action.\(cause.rawValue)") != nil)
    }
    for need in NeedKind.allCases { #expect(id.sentence("need.\(need.rawValue)") != nil) }
    for kind in TimelineEntry.Kind.allCases { #expect(id.sentence("timeline.\(kind.rawValue)") != nil) }
    for cause in PlanTrack.Cause.allCases { #expect(id.sentence("plan.\(cause.rawValue)") != nil) }
    for status in InjectTrack.Status.allCases { #expect(id.sentence("inject.\(status.rawValue)") != nil) }
  }

  @Test("each page says at its start and its end that it is an exercise, and no key is left bare", arguments: [Language.id, .en])
  func pages(_ language: Language) throws {
    let setting = try #require(OneWindow.setting)
    let page = AfterActionReport(try OneWindow.run().record(), setting: setting).html(language)
    let marks = page.components(separatedBy: "LATIHAN / EXERCISE").count - 1
    #expect(marks == 2 && page.contains("<title>LATIHAN"))
    #expect(!page.contains("⟨") && !page.contains("{" + "shift}"))
    #expect(!page.contains("<script") && !page.contains("http://") || page.contains("http://www.w3.org/2000/svg"))
    #expect(!page.contains("src=") && !page.contains("@import"))
  }

  @Test("the words of a scenario cannot become markup") func escaping() throws {
    var setting = try #require(OneWindow.setting)
    setting.scenario.title = Bilingual(id: "<script>alert(1)</script>", en: "x")
    var record = DrillRecord(
      frame: DrillFrame(
        name: "x", title: setting.scenario.title, scenarioDigest: "", cityDigest: "", rosterDigest: "", seed: 1, replication: 0,
        policy: .siaga, start: setting.span.start, end: setting.span.end, version: "t"))
    record.injects = [InjectTrack(number: "1", synopsis: Bilingual(id: "<b>", en: "<b>"), status: .fired)]
    let page = AfterActionReport(record, setting: setting).html(.id)
    #expect(!page.contains("<script>") && !page.contains("<b>"))
  }

  @Test("silence is censored and not dropped") func survival() {
    let cases = [(1.0, true), (2, true), (3, false), (4, true), (5, false)].map { Survival.Case(minutes: $0.0, happened: $0.1) }
    // Survival: 4/5, 3/5, then 3/5 x 1/2 = 3/10 at 4.
    #expect(Survival.quantile(cases, 0.4) == 2)
    #expect(Survival.quantile(cases, 0.5) == 4)
    #expect(Survival.quantile(cases, 0.9) == nil)
  }

  @Test("Gini of equal shares is 0, of one who does all nearly 1") func gini() {
    #expect(MetricSums.gini([2, 2, 2, 2]) == 0)
    #expect(MetricSums.gini([0, 0, 0, 8]) == 0.75)
    #expect(MetricSums.gini([]) == nil)
  }
}

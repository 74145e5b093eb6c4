import Basics
import Foundation
import Incident
import Testing

@testable import Drill

@Suite("A drill of the rob") struct DrillRunTests {
  static let scenarios = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scenarios/dumai")

  static func setting(_ name: String) throws -> DrillSetting {
    try DrillFiles(scenarios.appending(path: "\(name).yaml").path).setting
  }

  @Test("the real command post calls people out, they come, and the run breaks no invariant") func runs() throws {
    let setting = try Self.setting("2021-10-rob")
    let clock = ContinuousClock()
    let start = clock.now
    let run = try DrillRun(setting)
    print("init", clock.now - start)
    try run.run()
    print("run", clock.now - start)
    let record = try run.record()
    print("record", clock.now - start)
    #expect(run.faults == [])
    print(record.logEntries, record.calls.count, record.plans.count, record.messages, record.reports)
    for key in ExerciseMetric.allCases { if let v = record.metrics[key] { print(key.rawValue, v) } }
    print(Dictionary(grouping: run.notebook.refusals, by: { "\($0.command) \($0.code)" }).mapValues(\.count))
    print(Dictionary(grouping: record.calls, by: { $0.phase.rawValue }).mapValues(\.count))
    for id in run.notebook.planOrder.prefix(4) { if let r = run.desk.state.plan(id) { for s in r.shortages { print(id, s.post, s.missing, "\(s.cause)".prefix(400)) } } }
    for p in record.plans { print(p.shift, p.at.text, p.approvedAt?.text ?? "-", p.duties, p.unmetByTier, p.disturbed, p.cause) }
  }
}

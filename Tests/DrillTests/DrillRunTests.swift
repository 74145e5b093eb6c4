import Basics
import Foundation
import Incident
import Testing

@testable import Drill

/// The first tide window of the rob of October 2021, with the depths as they were reported.
enum OneWindow {
  static let scenarios = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scenarios/dumai")

  static let setting: DrillSetting? = {
    guard let files = try? DrillFiles(scenarios.appending(path: "2021-10-rob.yaml").path, water: .reported) else { return nil }
    var setting = files.setting
    setting.scenario.shifts = Array(setting.scenario.shifts.prefix(1))
    setting.scenario.hours = 20
    return setting
  }()

  static func run(_ options: DrillOptions = DrillOptions()) throws -> DrillRun {
    let run = try DrillRun(try #require(setting), options: options)
    try run.run()
    return run
  }
}

@Suite("A drill of one tide window") struct DrillRunTests {
  @Test("the real command post calls people out, they answer and come, and no invariant breaks") func runs() throws {
    let run = try OneWindow.run()
    let record = try run.record()
    #expect(run.faults == [])
    #expect(record.calls.count { $0.arrived != nil } > 40)
    #expect(record.calls.contains { $0.declineReason != nil })
    #expect(record.plans.contains { $0.cause == .declined })
    #expect((record.metrics[.fillPercent] ?? 0) > 50 && (record.metrics[.fillPercent] ?? 200) <= 100)
    #expect(record.metrics[.wrongCalls] == 0 && record.metrics[.restViolations] == 0)
    #expect(record.broadcasts.contains { $0.acknowledged > 0 })
    #expect(record.logEntries == Int(try run.desk.head().size))
  }

  @Test("nobody gets two different orders for one shift at a time, and nobody at a place of duty is called") func calls() throws {
    let run = try OneWindow.run()
    var open: [StaffID: OrderID] = [:]
    for event in run.notebook.events {
      switch event.event {
      case .order(.issued(let issue)):
        #expect(open[issue.staff] == nil, "\(issue.staff) has \(open[issue.staff]?.rawValue ?? "")")
        open[issue.staff] = issue.order
      case .order(.declined(let end)): open = open.filter { $0.value != end.order }
      case .order(.unanswered(let end)): open = open.filter { $0.value != end.order }
      case .order(.stoodDown(let end)): open = open.filter { $0.value != end.order }
      case .order(.released(let end)): open = open.filter { $0.value != end.order }
      default: break
      }
    }
    #expect(run.notebook.wrongCalls == 0)
  }

  @Test("the same seed gives the same log and the same report, byte for byte; another replication does not") func repeats() throws
  {
    let setting = try #require(OneWindow.setting)
    let (a, b) = (try OneWindow.run(), try OneWindow.run())
    #expect(try a.record().logRoot == b.record().logRoot)
    let pages = try [a, b].map { AfterActionReport(try $0.record(), setting: setting).html(.id) }
    #expect(pages[0] == pages[1])
    var other = DrillOptions()
    other.replication = 7
    #expect(try OneWindow.run(other).record().logRoot != a.record().logRoot)
  }

  @Test("a pause changes nothing: run in pieces or at once, the log is the same") func paused() throws {
    let setting = try #require(OneWindow.setting)
    let run = try DrillRun(setting)
    var at = setting.span.start
    while !run.isOver, at < setting.span.end {
      at = at.adding(minutes: 97)
      try run.run(until: at)
    }
    #expect(try run.record().logRoot == OneWindow.run().record().logRoot)
  }

  @Test("a real emergency halts the drill at once: nothing is called, sent or decided after it") func halts() throws {
    var setting = try #require(OneWindow.setting)
    setting.scenario.injects = [
      Inject(id: InjectID("NYATA"), trigger: .planned(atMinute: 620), content: .realEmergency, synopsis: "kebakaran pasar")
    ]
    let run = try DrillRun(setting)
    try run.run()
    let halt = setting.span.start.adding(minutes: 620)
    #expect(run.haltedAt == halt)
    #expect(run.notebook.events.allSatisfy { $0.instant <= halt })
    #expect(run.desk.switchboard.messages.allSatisfy { ($0.lastAttempt ?? halt) <= halt })
    #expect(AfterActionReport(try run.record(), setting: setting).html(.id).contains("NYATA"))
  }

  @Test("a scenario that is no exercise is refused") func actual() throws {
    var setting = try #require(OneWindow.setting)
    setting.scenario.mode = .actual
    #expect(throws: Problem.self) { try DrillRun(setting) }
  }
}

import Basics
import Foundation
import Incident
import Testing

@testable import Drill

@Suite("Batches of drills") struct BatchTests {
  @Test("a batch gives the same results on one and on two threads, and in shards") func threads() async throws {
    let setting = try #require(OneWindow.setting)
    let one = try await DrillBatch(setting, count: 3).run(threads: 1)
    let two = try await DrillBatch(setting, count: 3).run(threads: 2)
    #expect(one == two && one.count == 3)
    #expect(Set(one.map(\.logRoot)).count == 3)
    let shard = try await DrillBatch(setting, count: 3, shard: 1, shards: 2).run(threads: 1)
    #expect(shard == [one[1]])
  }

  @Test("a batch that was cut off goes on with what is known, and a half line is dropped") func resumes() async throws {
    let setting = try #require(OneWindow.setting)
    let head = BatchFile.Head(setting, DrillOptions(), version: "test")
    let known = ReplicationResult(replication: 1, logRoot: "abc", metrics: [.fillPercent: 12.5, .restViolations: 0])
    let text = try BatchFile.line(head) + "\n" + BatchFile.line(known) + "\n" + String(try BatchFile.line(known).prefix(20))
    let read = try BatchFile.read(Array(text.utf8), file: "r.jsonl", expecting: head)
    #expect(read == [1: known])
    let results = try await DrillBatch(setting, count: 1).run(threads: 1, known: read) { _ in Issue.record("run again") }
    #expect(results == [known])
    var other = head
    other.seed += 1
    #expect(throws: Problem.self) { try BatchFile.read(Array(text.utf8), file: "r.jsonl", expecting: other) }
  }

  @Test("paired differences find what unpaired ones would not") func paired() {
    var stream = RandomStream(seed: 3, name: "paired")
    let first = (1...40).map {
      ReplicationResult(replication: $0, logRoot: "", metrics: [.unmetHeadHours: 100 + 30 * stream.normal()])
    }
    let second = first.map {
      ReplicationResult(
        replication: $0.replication, logRoot: "",
        metrics: [.unmetHeadHours: ($0.metrics[.unmetHeadHours] ?? 0) - 2 + 0.5 * stream.normal()])
    }
    let line = BatchComparison(first, second, seed: 1).lines.first
    #expect(line?.verdict == .better && line?.pairs == 40)
    #expect(abs((line?.difference?.estimate ?? 0) + 2) < 0.5)
    let same = BatchComparison(first, first, seed: 1).lines.first
    #expect(same?.verdict == .unclear && same?.difference?.estimate == 0)
  }

  @Test("limits are named") func limits() throws {
    let setting = try #require(OneWindow.setting)
    #expect(throws: Problem.self) { try DrillBatch(setting, count: 0) }
    #expect(throws: Problem.self) { try DrillBatch(setting, count: 5, shard: 2, shards: 2) }
  }
}

import Basics
import Drill
import Foundation
import Incident
import Operations

/// The same seed, the same drill: `harness drill --seeds 1000`. Each seed runs twice, the second time in pieces and on another thread;
/// the logs must have one root. The last line holds a digest of all roots: a debug and a release build print the same one.
enum DrillHarness {
  private static let scenario = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "scenarios/dumai/mini.yaml").path

  static func run(_ options: HarnessOptions) throws -> Int32 {
    let seeds = try options.number("seeds", default: 1000)
    let first = try options.number("first", default: 1)
    let canary = options.text("canary")
    let path = options.text("scenario") ?? scenario
    let setting = try DrillFiles(path).setting
    let roots = HarnessRoots()
    let start = harnessClock()
    // Two threads, each with every other seed for its first run and the others for its second.
    let threads = (0..<2).map { part in
      Thread {
        for seed in first..<(first + seeds) {
          let isWhole = seed % 2 == part
          roots.add(seed, isWhole: isWhole, Self.root(setting, seed: seed, isWhole: isWhole, canary: canary))
        }
        roots.end()
      }
    }
    for thread in threads {
      thread.stackSize = 16 << 20
      thread.start()
    }
    roots.wait(for: threads.count)
    var tally = HarnessTally()
    var all = ""
    for seed in first..<(first + seeds) {
      let (a, b) = (roots.root(seed, isWhole: true), roots.root(seed, isWhole: false))
      all += "\(a)\n"
      tally.count("seed \(seed)", a == b && !a.isEmpty && !a.hasPrefix("!") ? [] : ["\(a) and \(b)"])
    }
    let seconds = Int(harnessClock() - start)
    return tally.finish(
      "drill", canary: canary, "\(2 * seeds) runs in \(seconds) s; digest of the roots \(sha256(Array(all.utf8)).prefix(16))")
  }

  private static func root(_ setting: DrillSetting, seed: Int, isWhole: Bool, canary: String?) -> String {
    var options = DrillOptions()
    options.seed = UInt64(seed)
    // The canary lets the second run draw other chances.
    if canary != nil, !isWhole { options.replication = 1 }
    do {
      let run = try DrillRun(setting, options: options)
      if isWhole { try run.run() }
      var at = setting.span.start
      while !isWhole, !run.isOver, at < setting.span.end {
        at = at.adding(minutes: 13)
        try run.run(until: at)
      }
      if let fault = run.faults.first { return "! \(fault)" }
      return try run.record().logRoot
    } catch { return "! \(error)" }
  }
}

/// Roots as the threads find them.
private final class HarnessRoots: @unchecked Sendable {
  private let condition = NSCondition()
  private var roots: [String: String] = [:]
  private var ended = 0

  func add(_ seed: Int, isWhole: Bool, _ root: String) { condition.withLock { roots["\(seed) \(isWhole)"] = root } }
  func root(_ seed: Int, isWhole: Bool) -> String { condition.withLock { roots["\(seed) \(isWhole)"] ?? "" } }

  func end() {
    condition.withLock {
      ended += 1
      condition.broadcast()
    }
  }

  func wait(for count: Int) {
    condition.withLock { while ended < count { condition.wait() } }
  }
}

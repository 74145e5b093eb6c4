import Basics
import Callout
import Foundation
import Incident
import Ledger
import Operations

/// An outbox over a provider that fails, with its worker killed at random: `harness outbox --messages 100000 --kills 1000`.
///
/// The messages are a status update to a large roster, so that each person has one. A worker process opens the database, sends
/// what is due and writes each thing that its provider took to a file of its own, as a gateway would know it; this process kills
/// it and starts the next. The provider times out after it has taken a message, answers 429 and 503, or hangs.
enum OutboxHarness {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let messages = try options.number("messages", default: 100_000)
    let kills = try options.number("kills", default: 1000)
    let seed = try options.number("seed", default: 1)
    let canary = options.text("canary")
    if let canary, canary != "unmarked" {
      throw Problem("harness.usage", "--canary \(canary): expected unmarked", exit: .usage)
    }
    let folder = try HarnessFolder("outbox")
    defer { folder.remove() }
    let database = folder.path + "/siaga.db"
    try OutboxHarnessWorld.prepare(database, messages: messages, seed: seed)
    var stream = RandomStream(seed: UInt64(seed), name: "kills")
    var clock = 0
    var killed = 0
    let start = harnessClock()
    var isDone = false
    while !isDone {
      let arguments = [
        "outbox-worker", "--database", database, "--taken", folder.path + "/taken", "--round", "\(clock)", "--seed", "\(seed)",
        "--canary", canary ?? "none", "--batch", options.text("batch") ?? "1",
      ]
      let child = try HarnessChild(arguments)
      if killed < kills {
        let pause = 0.02 + 0.15 * stream.unit()
        let (_, isByUs) = child.killed(after: pause, ofOutput: true) {}
        if isByUs { killed += 1 } else { isDone = true }
      } else {
        isDone = String(decoding: child.ended(), as: UTF8.self).contains("done")
        if !isDone { throw Problem("harness.outbox", "the worker ended before its work was done") }
      }
      clock += 1
      if clock > kills * 4 + 20 { throw Problem("harness.outbox", "the worker does not come to an end") }
    }
    var tally = HarnessTally()
    let figures = try OutboxHarnessWorld.check(database, taken: folder.path + "/taken", messages: messages, &tally)
    let seconds = String(format: "%.0f", harnessClock() - start)
    return tally.finish("outbox", canary: canary, "\(figures); \(killed) kills, \(seconds) s")
  }
}

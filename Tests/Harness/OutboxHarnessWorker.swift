import Basics
import Callout
import Foundation
import Incident
import Operations

/// The process that `harness outbox` kills: sends what is due and reports what its provider said, round after round.
enum OutboxHarnessWorker {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    guard let database = options.text("database"), let path = options.text("taken") else { return Problem.Exit.usage.rawValue }
    let seed = try options.number("seed", default: 1)
    let canary = options.text("canary")
    let batch = try options.number("batch", default: 1)
    let desk = try Desk.open(database)
    try desk.callOut(by: OutboxHarnessWorld.settings)
    let taken = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard taken >= 0 else { throw Problem("harness.outbox", "cannot write \(path)", exit: .inputOutput) }
    defer { close(taken) }
    print("ready")
    fflush(nil)
    // Time goes on from the last attempt: the clock of the world stands still while no worker runs.
    var now = max(desk.switchboard.now ?? OutboxHarnessWorld.start, OutboxHarnessWorld.start)
    while let next = desk.nextWake {
      now = max(now, next)
      // One at a time: a kill leaves one message in doubt at most.
      let step = try desk.sendDue(at: now, most: batch)
      var reports: [ChannelReport] = []
      for handOver in step.handOvers { give(handOver, seed, taken, now, canary, &reports) }
      if !reports.isEmpty { _ = try desk.report(reports, at: now) }
    }
    print("done")
    return 0
  }

  private static func give(
    _ handOver: HandOver, _ seed: Int, _ file: Int32, _ now: Instant, _ canary: String?, _ reports: inout [ChannelReport]
  ) {
    let (isTaken, said) = OutboxHarnessWorld.outcome(handOver, seed: seed, timeOuts: canary == "unmarked" ? 0.05 : 0.001)
    if isTaken {
      // The canary hides from the provider that this may be a copy.
      let mark = handOver.isRepeat && canary != "unmarked" ? "repeat" : "new"
      let line = "\(handOver.id) \(handOver.attempt) \(mark) \(now.milliseconds) .\n"
      _ = line.withCString { write(file, $0, strlen($0)) }
    }
    if let said { reports.append(ChannelReport(handOver.id, .outcome(said, attempt: handOver.attempt))) }
  }
}

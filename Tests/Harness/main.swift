import Foundation

// Long harnesses: a release program beside the tests, `harness NAME …`. Each prints "N passed, M failed" and ends with 1 where
// anything failed. A further harness is one line here and a file of its own.
let harnesses = [
  HarnessCommand("kill", "kill -9 a writer at random points: nothing acknowledged is lost, doubled or half", LogHarness.kill),
  HarnessCommand("torn", "cut the write-ahead log at every byte: what was whole before is there", LogHarnessTorn.run),
  HarnessCommand("faults", "fail or kill at every sync and write of a writer (needs strace)", LogHarnessFaults.run),
  HarnessCommand(
    "replay", "rebuild state and tables from the log of many operations and compare byte for byte", ReplayHarness.run),
  HarnessCommand("log-bench", "appends, encoding, verification: figures", LogHarnessBench.run),
  HarnessCommand(
    "callout", "call-outs over bad networks: nobody on scene called, nobody twice, no order lost, each chase ends",
    CalloutHarness.run),
  HarnessCommand("receipts", "receipts doubled, shuffled and lost never take a state back", CalloutHarness.receipts),
  HarnessCommand(
    "clock", "wall clocks that are set while people are called: nothing leaves twice, never or in a burst", ClockHarness.run),
  HarnessCommand("drill", "the same seed gives the same drill, in pieces or whole, on any thread", DrillHarness.run),
  HarnessCommand("alerts", "random alerts written and read: the same value, the same bytes", AlertHarness.roundTrip),
  HarnessCommand("hostile-xml", "mutated alerts and XML bombs: refused with a place, fast, never a crash", AlertHarness.fuzz),
  HarnessCommand("outbox", "kill -9 a sender over a failing provider: each message ends, copies bear one id", OutboxHarness.run),
  HarnessCommand(
    "listeners", "many live listeners on a served process: time to the last, memory, slow ones, cuts", ListenerHarness.run),
  HarnessCommand(
    "server-kill", "kill -9 a server under acts and messages: nothing acknowledged is lost, no copy unmarked",
    ServerKillHarness.run),
  HarnessCommand("outbox-worker", "the sender that `outbox` kills; not for people", OutboxHarnessWorker.run),
  HarnessCommand("writer", "the writer that `kill` starts; not for people", LogHarnessWriter.run),
]

exit(HarnessCommand.run(Array(CommandLine.arguments.dropFirst()), of: harnesses))

import Basics
import Callout
import Foundation
import Incident

/// Call-outs over bad networks, and receipts in masses: `harness callout --seeds 1000`, `harness receipts --count 1000000`.
enum CalloutHarness {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let seeds = try options.number("seeds", default: 1000)
    let first = try options.number("first", default: 1)
    let canary = options.text("canary")
    var tally = HarnessTally()
    var sent = 0
    let start = harnessClock()
    for seed in first..<(first + seeds) {
      var trial = try CalloutTrial(seed: UInt64(seed), canary: canary != nil)
      tally.count("seed \(seed)", try trial.run())
      sent += trial.sent
    }
    let seconds = String(format: "%.1f", harnessClock() - start)
    return tally.finish("callout", canary: canary, "\(sent) hand-overs in \(seconds) s")
  }

  /// Half of them doubled, three in ten lost, all shuffled.
  static func receipts(_ options: HarnessOptions) throws -> Int32 {
    let count = try options.number("count", default: 1_000_000)
    var tally = HarnessTally()
    let start = harnessClock()
    let runs = 10
    for seed in 1...runs {
      var trial = try ReceiptTrial(seed: UInt64(seed))
      tally.count("seed \(seed)", trial.run(receipts: count / runs))
    }
    let seconds = String(format: "%.1f", harnessClock() - start)
    return tally.finish("receipts", canary: nil, "\(count) receipts in \(seconds) s")
  }
}

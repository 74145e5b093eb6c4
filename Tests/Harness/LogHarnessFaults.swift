import Basics
import Foundation
import Ledger

/// Reliability rows 2 and 3, the part of the log: the n-th sync or write of a writer fails (EIO, ENOSPC) or kills it, for every n,
/// by `strace`. Nothing is acknowledged that is not there afterwards, and after a failure nothing more is acknowledged.
///
/// `harness faults [--through 40] [--canary early]`: n = 1...40 for each call and fault.
enum LogHarnessFaults {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let through = try options.number("through", default: 40)
    guard let strace = ["/usr/bin/strace", "/bin/strace"].first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else {
      print("faults: skipped, there is no strace")
      return 0
    }
    let canary = try LogHarnessWriter.canary(options)?.rawValue
    var tally = HarnessTally()
    var hits = 0
    for call in ["fdatasync", "pwrite64", "ftruncate"] {
      for fault in ["error=EIO", "error=ENOSPC", "signal=KILL"] {
        for n in 1...max(1, through) {
          let label = "\(call) \(n) \(fault)"
          let wrapper = [
            strace, "-f", "-q", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):\(fault):when=\(n)",
          ]
          let (faults, isHit) = try once(wrapper, seed: UInt64(n), canary)
          if isHit { hits += 1 }
          tally.count(label, faults)
        }
      }
    }
    return tally.finish("faults", canary: canary, "\(hits) of them met a call; the others ran to their end")
  }

  private static func once(_ wrapper: [String], seed: UInt64, _ canary: String?) throws -> (faults: [String], isHit: Bool) {
    let folder = try HarnessFolder("faults")
    defer { folder.remove() }
    let path = folder.path + "/siaga.db"
    var writer = KilledWriter(path: path, seed: seed, canary: canary)
    let arguments =
      ["writer", "--database", path, "--seed", "\(seed)", "--start", "0", "--groups", "12"]
      + (canary.map { ["--canary", $0] } ?? [])
    let lines = String(decoding: try HarnessChild(arguments, under: wrapper).ended(), as: UTF8.self)
    // What the writer says of its failure follows its acknowledgements.
    let said = lines.split(separator: "\n", omittingEmptySubsequences: false)
    let acknowledgements = said.prefix { $0.hasPrefix("ack ") || $0.hasPrefix("head ") }
    let rest = said.dropFirst(acknowledgements.count)
    var faults = writer.take(Array(acknowledgements.map { $0 + "\n" }.joined().utf8))
    if rest.contains(where: { $0.hasPrefix("ack ") }) { faults.append("acknowledged after a failure") }
    var totals = LogHarness.Totals()
    faults += writer.check(&totals)
    return (faults, !rest.contains("done"))
  }
}

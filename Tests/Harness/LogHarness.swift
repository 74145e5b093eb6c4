import Basics
import Foundation
import Ledger

/// Reliability row 1: a writer is killed with SIGKILL at random points under load and the log is read again: no acknowledged
/// command is lost or doubled, none is half there, everything verifies. Commands that were not acknowledged are sent again with
/// their ids, as a client does. Rows 14 and 15 ride along.
///
/// `harness kill [--runs 200] [--seed 1] [--canary early|split|forgetful]`; with a canary the run must fail, and the exit code
/// is 0 only if it did.
enum LogHarness {
  /// Runs on one database before a new one is begun.
  private static let runsPerDatabase = 10

  static func kill(_ options: HarnessOptions) throws -> Int32 {
    let runs = try options.number("runs", default: 200)
    let seed = UInt64(try options.number("seed", default: 1))
    let canary = try LogHarnessWriter.canary(options)?.rawValue
    var random = RandomStream(seed: seed, name: "harness.kills")
    var tally = HarnessTally()
    var totals = Totals()
    let started = harnessClock()
    var run = 0
    while run < runs {
      let folder = try HarnessFolder("kill")
      defer { folder.remove() }
      var writer = KilledWriter(path: folder.path + "/siaga.db", seed: seed &+ UInt64(run), canary: canary)
      for _ in 0..<min(runsPerDatabase, runs - run) {
        let faults = try writer.run(seconds: random.unit() * 0.06, ofOutput: random.chance(0.6), &totals)
        tally.count("run \(run) (seed \(seed))", faults)
        run += 1
        // A log that has lost something stays so: go on with a new one.
        if !faults.isEmpty { break }
      }
      if canary != nil, tally.failed > 0 { break }
    }
    let seconds = (harnessClock() - started) * 10
    return tally.finish(
      "kill", canary: canary,
      "\(totals.acknowledged) commands acknowledged, \(totals.unacknowledged) durable but not acknowledged and sent again, "
        + "\(totals.refusals) second writers refused, opening at most "
        + "\(Int(totals.slowestOpening * 1000)) ms, \(Double(Int(seconds)) / 10) s")
  }

  struct Totals {
    var acknowledged = 0
    var unacknowledged = 0
    var refusals = 0
    var slowestOpening = 0.0
  }
}

/// One database and what its writers said before they were killed.
struct KilledWriter {
  let path: String
  let seed: UInt64
  let canary: String?
  /// By command number: the answer that was acknowledged.
  private var acknowledged: [Int: String] = [:]
  /// Heads that the writer printed: what somebody outside would keep.
  private var heads: [LogHead] = []

  init(path: String, seed: UInt64, canary: String?) {
    self.path = path
    self.seed = seed
    self.canary = canary
  }

  /// Starts a writer, kills it after a time, reads the log. Returns what is wrong.
  mutating func run(
    seconds: Double, ofOutput isAfterOutput: Bool, _ totals: inout LogHarness.Totals
  ) throws -> [String] {
    let start = (acknowledged.keys.max() ?? -1) + 1
    var arguments = ["writer", "--database", path, "--seed", "\(seed)", "--start", "\(start)"]
    if let canary { arguments += ["--canary", canary] }
    let child = try HarnessChild(arguments)
    var faults: [String] = []
    var refusals = 0
    let said = child.killed(after: seconds, ofOutput: isAfterOutput) {
      faults += expectRefusal(of: child.pid)
      refusals += 1
    }
    totals.refusals += refusals
    if !said.isByUs { faults.append("the writer ended by itself: \(String(decoding: said.bytes.suffix(300), as: UTF8.self))") }
    let before = acknowledged.count
    faults += take(said.bytes)
    totals.acknowledged += acknowledged.count - before
    return faults + check(&totals)
  }

  /// Row 15: while the writer lives, nobody else may write.
  private func expectRefusal(of pid: pid_t) -> [String] {
    do {
      _ = try SQLiteStore.open(path)
      return ["a second writer was let in"]
    } catch {
      return error.exit == .tryAgain && error.message.contains("process \(pid) ") ? [] : ["second writer: \(error.text)"]
    }
  }

  mutating func take(_ bytes: [UInt8]) -> [String] {
    var faults: [String] = []
    let whole = bytes.lastIndex(of: 10).map { bytes[...$0] } ?? []
    for line in String(decoding: whole, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 4, words[0] == "ack", let number = Int(words[1]) {
        let answer = "\(words[2]) \(words[3])"
        if let known = acknowledged[number], known != answer { faults.append("command \(number): \(known), then \(answer)") }
        acknowledged[number] = answer
      } else if words.count == 3, words[0] == "head", let size = UInt64(words[1]), let root = LogHash(hex: words[2]) {
        heads.append(LogHead(size: size, root: root))
      } else {
        faults.append("the writer said \(line)")
      }
    }
    return faults
  }

  /// Opens the log again as the next start would and compares all of it with what was acknowledged.
  mutating func check(_ totals: inout LogHarness.Totals) -> [String] {
    guard FileManager.default.fileExists(atPath: path) else {
      return acknowledged.isEmpty ? [] : ["the database is gone"]
    }
    do {
      let started = harnessClock()
      let store = try SQLiteStore.open(path)
      totals.slowestOpening = max(totals.slowestOpening, harnessClock() - started)
      defer { try? store.close() }
      var faults: [String] = []
      if store.health != .writable { faults.append("not writable: \(store.health)") }
      var outside = OutsideHeads()
      outside.heads = heads
      let verification = try store.verify(outside: outside)
      if !verification.isGood { faults += verification.lines }
      return faults + (try compare(store, &totals))
    } catch let problem as Problem { return [problem.text] } catch { return ["\(error)"] }
  }

  private mutating func compare(_ store: SQLiteStore, _ totals: inout LogHarness.Totals) throws -> [String] {
    var faults: [String] = []
    var found: [Int: (first: UInt64, count: Int)] = [:]
    try store.replay { entry in
      guard let number = entry.cause.command.flatMap({ Int($0.dropFirst(2)) }) else { return faults.append("an entry of nobody") }
      let known = found[number]
      if let known, known.first + UInt64(known.count) != entry.sequence { faults.append("command \(number) is there twice") }
      found[number] = (known?.first ?? entry.sequence, (known?.count ?? 0) + 1)
    }
    for (number, place) in found.sorted(by: { $0.key < $1.key }) {
      let load = HarnessLoad(seed: seed, number: number)
      if place.count != load.count { faults.append("command \(number) has \(place.count) of \(load.count) entries") }
      let answer = load.answer(first: place.first)
      if try store.sideRow("outbox", load.id)?.bytes != answer { faults.append("command \(number) without its side row") }
      if try store.answer(toCommand: load.id, request: load.request) != answer {
        faults.append("command \(number) without its outcome")
      }
    }
    for (number, answer) in acknowledged.sorted(by: { $0.key < $1.key }) {
      let place = found[number].map { "\($0.first) \($0.count)" } ?? "nowhere"
      if place != answer { faults.append("command \(number) was acknowledged at \(answer) and is \(place)") }
    }
    totals.unacknowledged += max(0, found.count - acknowledged.count)
    return faults
  }
}

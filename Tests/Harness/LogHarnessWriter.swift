import Basics
import Foundation
import Ledger

/// The commands that the writer carries out, drawn from seed and number, so that the parent knows each of them.
struct HarnessLoad {
  static let origin = "harness.example/log"

  static func key() throws -> SigningKey { try SigningKey(name: origin, drillSeed: 1) }

  let number: Int
  let id: String
  /// How many entries the command appends.
  let count: Int
  let request: LogHash

  init(seed: UInt64, number: Int) {
    var random = RandomStream(seed: seed, name: "harness.command.\(number)")
    self.number = number
    id = "c-\(number)"
    count = random.int(in: 1...4)
    request = LogHash(hashing: Array("command \(number) of \(seed)".utf8))
  }

  /// The batch of the command; its answer names the entries' places.
  func batch(first: UInt64) -> AppendBatch {
    let entries = (0..<count).map { i in
      NewEntry(
        stream: "order/\(number % 7)", type: "OrderIssued", instant: Instant(milliseconds: Int64(number)), actor: "harness",
        mode: .exercise, cause: Cause(command: id), payload: Array(#"{"command":\#(number),"of":\#(count),"part":\#(i)}"#.utf8))
    }
    return AppendBatch(
      entries, alongside: [SideRow(table: "outbox", id: id, bytes: answer(first: first))],
      command: CommandOutcome(id: id, request: request, answer: answer(first: first)))
  }

  func answer(first: UInt64) -> [UInt8] { Array("\(first) \(count)".utf8) }
}

/// `harness writer`: appends under load and prints a line for what is durable; meant to be killed.
///
/// Output, each group in one write: `ack NUMBER FIRST COUNT` and `head SIZE ROOT` (hexadecimal).
enum LogHarnessWriter {
  /// Deliberate faults that the parent must find.
  enum Canary: String {
    /// Acknowledges before the entries are durable.
    case early
    /// Writes entries and outcome in two transactions.
    case split
    /// Carries a command out again that was carried out already.
    case forgetful
  }

  static func run(_ options: HarnessOptions) throws -> Int32 {
    guard let path = options.text("database") else { throw Problem("harness.usage", "--database is missing", exit: .usage) }
    let seed = UInt64(try options.number("seed", default: 1))
    let canary = options.text("canary").flatMap(Canary.init(rawValue:))
    var number = try options.number("start", default: 0)
    let store = try SQLiteStore.openOrCreate(path, mode: .exercise, key: HarnessLoad.key())
    var random = RandomStream(seed: seed, name: "harness.groups.\(number)")
    let groups = try options.number("groups", default: Int.max)
    for _ in 0..<groups {
      let loads = (0..<random.int(in: 1...5)).map { HarnessLoad(seed: seed, number: number + $0) }
      number += loads.count
      try write(loads, to: store, canary)
      if random.chance(0.05) {
        let head = try store.checkpoint(signedBy: HarnessLoad.key()).head
        say(["head \(head.size) \(head.root.hex)"])
      }
    }
    try store.close()
    say(["done"])
    return 0
  }

  private static func write(_ loads: [HarnessLoad], to store: SQLiteStore, _ canary: Canary?) throws {
    var lines: [String] = []
    var batches: [AppendBatch] = []
    var next = try store.head().size
    for load in loads {
      let answer = try store.answer(toCommand: load.id, request: load.request)
      if let answer, canary != .forgetful {
        lines.append("ack \(load.number) \(String(decoding: answer, as: UTF8.self))")
        continue
      }
      var batch = load.batch(first: next)
      if answer != nil { batch.command = nil }
      batches.append(batch)
      lines.append("ack \(load.number) \(next) \(load.count)")
      next += UInt64(load.count)
    }
    if canary == .early { say(lines) }
    if canary == .split {
      _ = try store.append(batches.map { AppendBatch($0.entries) })
      batches = batches.map { AppendBatch([], alongside: $0.sideRows, command: $0.command) }
    }
    for result in try store.append(batches) { _ = try result.get() }
    if canary != .early { say(lines) }
  }

  /// One `write`, so that a line is whole or not there.
  private static func say(_ lines: [String]) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}

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
struct LogHarnessWriter {
  /// Deliberate faults that the parent must find.
  enum Canary: String, CaseIterable {
    /// Acknowledges at once and appends every eighth time, as a buffer does that is flushed later.
    case early
    /// Writes entries and outcome in two transactions.
    case split
    /// Carries a command out again that was carried out already.
    case forgetful
  }

  private let store: SQLiteStore
  private let canary: Canary?
  /// What the early canary has acknowledged and not yet appended.
  private var waiting: [AppendBatch] = []
  private var groups = 0

  /// - Throws: a `Problem` for a canary that does not exist.
  static func canary(_ options: HarnessOptions) throws -> Canary? {
    guard let word = options.text("canary") else { return nil }
    guard let canary = Canary(rawValue: word) else {
      let names = Canary.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem("harness.usage", "--canary \(word); expected \(names)", exit: .usage)
    }
    return canary
  }

  static func run(_ options: HarnessOptions) throws -> Int32 {
    guard let path = options.text("database") else { throw Problem("harness.usage", "--database is missing", exit: .usage) }
    let seed = UInt64(try options.number("seed", default: 1))
    var number = try options.number("start", default: 0)
    let store = try SQLiteStore.openOrCreate(path, mode: .exercise, key: HarnessLoad.key())
    var writer = LogHarnessWriter(store: store, canary: try canary(options))
    var random = RandomStream(seed: seed, name: "harness.groups.\(number)")
    for _ in 0..<(try options.number("groups", default: Int.max)) {
      let loads = (0..<random.int(in: 1...5)).map { HarnessLoad(seed: seed, number: number + $0) }
      number += loads.count
      try writer.write(loads)
      if random.chance(0.05) {
        let head = try store.checkpoint(signedBy: HarnessLoad.key()).head
        say(["head \(head.size) \(head.root.hex)"])
      }
    }
    try store.close()
    say(["done"])
    return 0
  }

  private init(store: SQLiteStore, canary: Canary?) {
    self.store = store
    self.canary = canary
  }

  private mutating func write(_ loads: [HarnessLoad]) throws {
    var lines: [String] = []
    var batches = waiting
    var next = try store.head().size + UInt64(waiting.reduce(0) { $0 + $1.entries.count })
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
    groups += 1
    if canary == .early {
      Self.say(lines)
      waiting = batches
      if groups % 8 == 0 { try append(waiting) }
    } else {
      try append(batches)
      Self.say(lines)
    }
  }

  private mutating func append(_ batches: [AppendBatch]) throws {
    waiting = []
    if canary == .split {
      _ = try store.append(batches.map { AppendBatch($0.entries) })
      _ = try store.append(batches.map { AppendBatch([], alongside: $0.sideRows, command: $0.command) })
    } else {
      for result in try store.append(batches) { _ = try result.get() }
    }
  }

  /// One `write`, so that a line is whole or not there.
  private static func say(_ lines: [String]) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}

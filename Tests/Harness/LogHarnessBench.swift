import Basics
import Foundation
import Ledger

/// Figures of the log on this machine and disk: `harness log-bench [--entries 100000]`.
enum LogHarnessBench {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let count = try options.number("entries", default: 100_000)
    let folder = try HarnessFolder("bench")
    defer { folder.remove() }
    let path = folder.path + "/siaga.db"
    let entries = (0..<count).map { number in
      NewEntry(
        stream: "order/\(number % 5000)", type: "OrderIssued", instant: Instant(milliseconds: 1_633_650_600_000 + Int64(number)),
        actor: "duty/7", mode: .exercise, cause: Cause(command: "c-\(number)"),
        payload: Array(
          #"{"deadline":1633654200000,"minutes":34,"operation":"op-2021-10","plan":"p-17","post":"pump/dumai-kota/1","staff":"s-\#(number)"}"#
            .utf8))
    }
    try encoding(entries)
    let store = try SQLiteStore.create(path, mode: .exercise, key: HarnessLoad.key())
    let single = min(count, 2000)
    report("append, one commit each (FULL)", single, time { for entry in entries[..<single] { _ = try store.append([entry]) } })
    report(
      "append, 100 a commit", count - single,
      time {
        for start in stride(from: single, to: count, by: 100) {
          _ = try store.append(entries[start..<min(start + 100, count)].map { AppendBatch([$0]) })
        }
      })
    _ = try store.checkpoint(signedBy: HarnessLoad.key())
    try store.close()
    report("open and check the log", count, time { try SQLiteStore.open(path).close() })
    let reader = try SQLiteReader(path)
    report("verify the database", count, time { expect(try reader.verify().isGood) })
    try export(reader, folder.path + "/log.jsonl", count)
    report("proof of an entry", 1, time { _ = try reader.proof(of: 0) })
    report("backup, verified", count, time { _ = try reader.backup(to: folder.path + "/copy.db") })
    return 0
  }

  private static func encoding(_ entries: [NewEntry]) throws {
    var envelopes: [Envelope] = []
    for (i, entry) in entries.enumerated() { envelopes.append(try Envelope(sequence: UInt64(i), version: 1, entry: entry)) }
    var bytes: [[UInt8]] = []
    bytes.reserveCapacity(envelopes.count)
    report("encode", entries.count, time { for envelope in envelopes { bytes.append(envelope.encoded()) } })
    report("decode", entries.count, time { for line in bytes { _ = try Envelope(decoding: line) } })
    var tree = MerkleTree()
    report("hash into the tree", entries.count, time { for line in bytes { tree.append(LogHash.leaf(line)) } })
    print("bytes of an entry: \(bytes.reduce(0) { $0 + $1.count } / max(1, bytes.count))")
  }

  private static func export(_ reader: SQLiteReader, _ path: String, _ count: Int) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
      return
    }
    report("export", count, time { try LogExport.write(reader, to: { try file.write(contentsOf: Data($0)) }) })
    try file.close()
    let checkpoints = try reader.checkpoints()
    report(
      "verify the export", count,
      time { expect(try LogExport.verify(path, identity: reader.identity, checkpoints: checkpoints).isGood) })
  }

  private static func expect(_ isGood: Bool) { if !isGood { print("NOT good") } }

  private static func time(_ body: () throws -> Void) -> Double {
    let started = harnessClock()
    do { try body() } catch { print("failed: \(error)") }
    return harnessClock() - started
  }

  private static func report(_ name: String, _ count: Int, _ seconds: Double) {
    let each = seconds / Double(max(1, count)) * 1e6
    print("\(name): \(Double(Int(seconds * 1000)) / 1000) s for \(count), \(Double(Int(each * 100)) / 100) µs each")
  }
}

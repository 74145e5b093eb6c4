import Basics
import Foundation
import Ledger

/// Reliability row 6 at every byte: the write-ahead log ends anywhere within the last commits, as after a power cut that kept the
/// beginning. `harness torn [--commits 3] [--step 1] [--canary early]`; the canary takes a commit for whole one byte before it is.
enum LogHarnessTorn {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let commits = try options.number("commits", default: 3)
    let step = max(1, try options.number("step", default: 1))
    let canary = options.text("canary")
    let folder = try HarnessFolder("torn")
    defer { folder.remove() }
    let path = folder.path + "/siaga.db"
    let store = try SQLiteStore.create(path, mode: .exercise, key: HarnessLoad.key())
    var ends: [Int] = []
    for number in 0...commits {
      let batch = HarnessLoad(seed: 1, number: number).batch(first: try store.head().size)
      _ = try store.append([batch])[0].get()
      ends.append(try bytes(path + "-wal").count - (canary == nil ? 0 : 1))
    }
    let (main, wal) = (try bytes(path), try bytes(path + "-wal"))
    var tally = HarnessTally()
    for cut in stride(from: ends[0], through: wal.count, by: step) {
      let whole = ends.filter { $0 <= cut }.count
      tally.count("cut at byte \(cut)", check(main, wal.prefix(cut), whole, folder.path + "/copy.db"))
    }
    return tally.finish("torn", canary: canary, "\(commits) commits, every \(step) byte(s) of \(wal.count - ends[0])")
  }

  private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  private static func check(_ main: Data, _ wal: Data, _ whole: Int, _ copy: String) -> [String] {
    do {
      try main.write(to: URL(fileURLWithPath: copy))
      try wal.write(to: URL(fileURLWithPath: copy + "-wal"))
      unlink(copy + "-shm")
      let expected = (0..<whole).map { HarnessLoad(seed: 1, number: $0) }
      let reader = try SQLiteReader(copy)
      let verification = try reader.verify()
      var faults = verification.isGood ? [] : verification.lines
      let size = try reader.head().size
      if size != UInt64(expected.reduce(0) { $0 + $1.count }) { faults.append("\(size) entries") }
      if try reader.sideRows("outbox").count != whole { faults.append("side rows of another number of commands") }
      return faults
    } catch let problem as Problem { return [problem.text] } catch { return ["\(error)"] }
  }
}

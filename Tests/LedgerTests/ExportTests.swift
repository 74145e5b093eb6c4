import Basics
import Foundation
import Testing

@testable import Ledger

/// What leaves the database: exports, verdicts, readings by others.
struct ExportTests {
  @Test func anExportIsTheEntriesAloneAndTheSameFromEveryStore() throws {
    let folder = try Folder()
    let entries = Samples.entries(3000, seed: 8)
    let exports = try StoreKind.allCases.map { kind in
      let store = try kind.make(folder)
      _ = try store.append(entries)
      var bytes: [UInt8] = []
      var leaves = 0
      #expect(try LogExport.write(store, to: { bytes += $0 }, leaves: { _ in leaves += 1 }) == 3000)
      #expect(leaves == 3000)
      let lines = bytes.split(separator: 10).map(Array.init)
      #expect(try lines == store.entries(from: 0, limit: 3000).map { $0.encoded() })
      return bytes
    }
    #expect(exports[0] == exports[1] && exports[0].count > 512 << 10)
    var tail: [UInt8] = []
    #expect(try LogExport.write(SQLiteReader(folder.file("siaga.db")), from: 2990, to: { tail += $0 }) == 10)
    #expect(exports[0].suffix(tail.count) == tail[...])
  }

  @Test func anExportedFileIsVerifiedPieceByPiece() throws {
    let folder = try Folder()
    let store = MemoryStore(try Samples.identity())
    _ = try store.append(Samples.entries(6000, seed: 8))
    let signed = try store.checkpoint(signedBy: Samples.key())
    var bytes: [UInt8] = []
    try LogExport.write(store, to: { bytes += $0 })
    #expect(bytes.count > 1 << 20)
    let path = folder.file("log.jsonl")
    try overwrite(path, bytes)
    let outside = try OutsideHeads(signed.encoded, file: "mail")
    let good = try LogExport.verify(path, identity: Samples.identity(), outside: outside)
    #expect(try good.isGood && good.outside == 6000 && good.head == store.head())
    #expect(good.lines.last == "complete up to checkpoint 6000; up to 6000 by a checkpoint from outside")
    #expect(try LogExport.verify(path, identity: nil, outside: outside).isGood)
    try overwrite(path, bytes + [UInt8](repeating: 97, count: 3 << 20))
    let long = try LogExport.verify(path, identity: Samples.identity(), outside: outside)
    #expect(long.firstBad?.sequence == 6000 && long.firstBad?.fault == .malformed)
    try overwrite(path, [UInt8](repeating: 97, count: LedgerLimits.exportLineBytes + 1) + [10])
    #expect(try LogExport.verify(path, identity: nil).firstBad?.detail.contains("limit") == true)
    #expect(problemCode { _ = try LogExport.verify(folder.file("none"), identity: nil) } == "ledger.file")
  }

  @Test func aReaderSeesWhatTheStoreSees() throws {
    let folder = try Folder()
    let store = try SQLiteStore.create(folder.file("siaga.db"), mode: .exercise, key: Samples.key())
    let outcome = CommandOutcome(id: "c-1", request: .empty, answer: [1])
    _ = try store.append(Samples.entries(40), alongside: [SideRow(table: "t", id: "a", bytes: [3])], command: outcome)
    _ = try store.checkpoint(signedBy: Samples.key())
    let reader = try SQLiteReader(store.path)
    for stream in ["order/0", "order/3", "none"] {
      #expect(try reader.version(ofStream: stream) == store.version(ofStream: stream))
      #expect(try reader.entries(ofStream: stream, after: 1, limit: 5) == store.entries(ofStream: stream, after: 1, limit: 5))
    }
    #expect(try reader.entries(from: 3, limit: 9) == store.entries(from: 3, limit: 9))
    #expect(try reader.checkpoints() == store.checkpoints() && reader.head() == store.head())
    #expect(try reader.sideRow("t", "a") == store.sideRow("t", "a") && reader.sideRow("t", "b") == nil)
    #expect(try reader.commandOutcome("c-1") == outcome && reader.commandOutcome("c-2") == nil)
    #expect(try reader.consistency(from: 7, to: 40) == store.consistency(from: 7, to: 40))
    #expect(problemCode { _ = try reader.consistency(from: 0, to: 40) } == "ledger.beyondEnd")
    #expect(try store.entries(from: 0, limit: 1)[0].payloadValue["n"] == 0)
  }

  @Test func aLogInMemoryIsVerifiedAlikeAndMayKeepItsRootOnly() throws {
    let whole = MemoryStore(try Samples.identity())
    let root = MemoryStore(try Samples.identity(), keepsEntries: false)
    for store in [whole, root] { _ = try store.append(Samples.entries(30)) }
    let signed = try whole.checkpoint(signedBy: Samples.key())
    #expect(try root.checkpoint(signedBy: Samples.key()) == signed)
    #expect(try whole.verify().isGood && whole.verify().checkpoint == 30)
    #expect(problemCode { _ = try root.verify() } == "ledger.entries.notKept")
    try root.keep(signed)
    let later = Checkpoint(origin: Samples.origin, head: LogHead(size: 31, root: signed.head.root))
    #expect(problemCode { try whole.keep(SignedCheckpoint(later, signedBy: Samples.key())) } == "ledger.checkpoint.mismatch")
  }

  @Test func verdictsReadTheSameForPeopleAndPrograms() throws {
    let victim = try Victim(entries: 6, early: 2)
    try victim.run("DELETE FROM entries WHERE sequence >= 4")
    let cut = try victim.verify()
    #expect(
      cut.lines.dropFirst() == [
        "first bad: one of the entries 4...5: the log ends after 4 entries; a checkpoint or list from earlier has 6", "intact",
        "NOT complete",
      ])
    #expect(cut.json["intact"] == true && cut.json["complete"] == false && cut.json["checkpoint"] == 2)
    #expect(cut.json["firstBad"]?["fault"] == "missing" && cut.json["firstBad"]?["sequence"] == 4)
    #expect(cut.json["outside"] == nil && cut.json["findings"] == [])
    try victim.run("UPDATE entries SET leaf = zeroblob(32) WHERE sequence = 1")
    #expect(try victim.verify().lines.contains("NOT intact"))
  }

  @Test func valuesOfAnotherKindInARowAreAFindingAndNeverACrash() throws {
    let victim = try Victim(entries: 3)
    // STRICT tables refuse such values; a damaged page does not ask.
    try victim.run("CREATE TABLE loose AS SELECT * FROM entries")
    try victim.run("DROP TABLE entries")
    try victim.run("ALTER TABLE loose RENAME TO entries")
    for (column, value) in [("bytes", "7"), ("leaf", "'x'"), ("stream", "x'00'"), ("version", "NULL"), ("instant", "1.5")] {
      try victim.run("UPDATE entries SET \(column) = \(value) WHERE sequence = 1")
      #expect(try victim.verify().firstBad == BadEntry(1, .unreadable, "a column has not the kind of value that Siaga wrote"))
      if column == "bytes" || column == "leaf" {
        #expect(problemCode { _ = try victim.reader { try $0.entries(from: 0, limit: 9) } } != nil, "\(column)")
      }
      try victim.run("UPDATE entries SET \(column) = (SELECT \(column) FROM entries WHERE sequence = 0) WHERE sequence = 1")
    }
    try victim.run("UPDATE checkpoints SET note = 'nonsense'")
    #expect(try !victim.verify().isIntact)
    try victim.run("DROP TABLE checkpoints")
    #expect(try victim.verify().findings.contains { $0.code == "ledger.database" })
  }

  @Test func whatWasKeptOutsideIsRefusedByLine() {
    for text in ["hello", "5 abc\n", "x y z\n\n— a b\n", String(repeating: "A", count: 43) + "\n"] {
      do throws(Problem) {
        _ = try OutsideHeads("\n" + text, file: "kept.txt")
        Issue.record("taken: \(text)")
      } catch { #expect(error.place?.file == "kept.txt" && error.place?.line == 2) }
    }
  }

  @Test func aFileGetsItsNameWholeOrNotAtAll() throws {
    let folder = try Folder()
    for hasLinks in [true, false] {
      let (draft, path) = (folder.file("draft"), folder.file("name-\(hasLinks)"))
      try overwrite(draft, [1, 2])
      #expect(try NewFile.give(draft, name: path, hasLinks: hasLinks) == .given)
      #expect(try contents(path) == [1, 2] && !FileManager.default.fileExists(atPath: draft))
      try overwrite(draft, [3])
      #expect(try NewFile.give(draft, name: path, hasLinks: hasLinks) == .taken)
      #expect(try contents(path) == [1, 2] && !FileManager.default.fileExists(atPath: draft))
    }
  }
}

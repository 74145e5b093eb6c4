import Basics
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Reliability row 7: each single bit of what is covered, and row 8: an insider who can write to the database.
///
/// Not covered: side rows, command outcomes, witness lines of unknown keys, and free pages of the file.
struct TamperTests {
  /// A log of a few entries in an export, with a checkpoint and the list of leaves that somebody keeps.
  private static func export(_ count: Int) throws -> (lines: [UInt8], leaves: OutsideHeads, checkpoint: SignedCheckpoint) {
    let store = MemoryStore(try Samples.identity())
    _ = try store.append(Samples.entries(count, seed: 3))
    var lines: [UInt8] = []
    var leaves: [UInt8] = []
    try LogExport.write(store, to: { lines += $0 }, leaves: { leaves += $0 })
    let outside = try OutsideHeads(String(decoding: leaves, as: UTF8.self), file: "leaves")
    return (lines, outside, try store.checkpoint(signedBy: Samples.key()))
  }

  @Test func everyFlippedBitOfAnExportIsFoundAndItsEntryNamed() throws {
    let (lines, leaves, checkpoint) = try Self.export(7)
    let identity = try Samples.identity()
    #expect(LogExport.verify(bytes: lines, identity: identity, checkpoints: [checkpoint], outside: leaves).isGood)
    var entry: UInt64 = 0
    for i in lines.indices {
      for bit in 0..<8 {
        var changed = lines
        changed[i] ^= 1 << UInt8(bit)
        let named = LogExport.verify(bytes: changed, identity: identity, outside: leaves)
        if named.isGood || named.firstBad?.sequence != entry {
          Issue.record("byte \(i) bit \(bit) of entry \(entry): \(named.lines)")
        }
        let signed = LogExport.verify(bytes: changed, identity: identity, checkpoints: [checkpoint])
        if signed.isGood || !(signed.firstBad.map { ($0.sequence...$0.through).contains(entry) } ?? false) {
          Issue.record("byte \(i) bit \(bit) of entry \(entry), by the root: \(signed.lines)")
        }
      }
      if lines[i] == 10 { entry += 1 }
    }
  }

  @Test func everyCutOfAnExportIsFound() throws {
    let (lines, leaves, checkpoint) = try Self.export(5)
    let identity = try Samples.identity()
    for count in 0..<lines.count {
      let cut = Array(lines.prefix(count))
      #expect(!LogExport.verify(bytes: cut, identity: identity, outside: leaves).isGood, "cut at \(count)")
      #expect(!LogExport.verify(bytes: cut, identity: identity, checkpoints: [checkpoint]).isGood, "cut at \(count)")
    }
  }

  @Test func everyFlippedBitOfADatabasesColumnsIsFoundAndItsEntryNamed() throws {
    let victim = try Victim(entries: 3)
    for sequence in 0..<UInt64(3) {
      for column in ["bytes", "leaf", "stream", "type"] {
        let value = try victim.bytes(column, sequence)
        for bit in 0..<(8 * value.count) {
          var changed = value
          changed[bit / 8] ^= 1 << UInt8(bit % 8)
          try victim.expectFound(column, sequence, Data(changed), "bit \(bit)")
        }
        try victim.restore(column, sequence, Data(value))
      }
      for column in ["version", "instant"] {
        let value = try victim.integer(column, sequence)
        for bit in 0..<63 {
          try victim.expectFound(column, sequence, value ^ (1 << Int64(bit)), "bit \(bit)")
        }
        try victim.restore(column, sequence, value)
      }
    }
    #expect(try victim.verify().isGood)
  }

  @Test func everyFlippedBitOfACheckpointsRowIsFound() throws {
    let victim = try Victim(entries: 3)
    let note = try Samples.signed(victim.head).encoded.bytes
    for bit in 0..<(8 * note.count) {
      var changed = note
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      try victim.run("UPDATE checkpoints SET note = CAST(? AS TEXT)", [Data(changed)])
      #expect(try !victim.verify().isGood, "bit \(bit)")
    }
  }

  /// One bit of each byte of the file: either it is found, or the entries are still the same.
  @Test func noFlippedBitOfTheFileChangesAnEntryUnseen() throws {
    let victim = try Victim(entries: 9)
    let entries = try victim.reader { try $0.entries(from: 0, limit: 100) }
    let file = try victim.closedFile()
    var random = RandomStream(seed: 4, name: "ledger.flips")
    let copy = victim.folder.file("copy.db")
    var found = 0
    // Every byte would take a minute; the entries lie in the last pages, so some bits of every region are met.
    for start in stride(from: 0, to: file.count, by: 23) {
      let place = min(file.count - 1, start + random.int(in: 0...22))
      var changed = file
      changed[place] ^= 1 << UInt8(random.int(in: 0...7))
      try overwrite(copy, changed)
      defer { for suffix in ["-wal", "-shm"] { unlink(copy + suffix) } }
      do {
        let reader = try SQLiteReader(copy)
        if try reader.verify().isGood {
          #expect(try reader.entries(from: 0, limit: 100) == entries, "seed 4, byte \(place)")
        } else {
          found += 1
        }
      } catch { found += 1 }
    }
    #expect(found > 0)
  }
}

extension Samples {
  static func signed(_ head: LogHead, _ key: UInt64 = 1) throws -> SignedCheckpoint {
    try SignedCheckpoint(Checkpoint(origin: origin, head: head), signedBy: self.key(key))
  }
}

/// Row 8: what an insider with the database, and perhaps the key, may try.
struct InsiderTests {
  /// What the daily report of yesterday printed.
  private static func printed(_ head: LogHead) throws -> OutsideHeads {
    try OutsideHeads("\(head.size) \(head.root.hex)\n", file: "report")
  }

  /// Writes a whole log anew, with other words in one entry, every hash right and a new checkpoint.
  private static func rewrite(_ victim: Victim, key: UInt64, through: Int) throws {
    var news = Samples.entries(through, seed: 3)
    news[4].payload = #"{"n":4,"text":"never happened"}"#.bytes
    let store = MemoryStore(try Samples.identity())
    let entries = try store.append(news)
    try victim.run("DELETE FROM entries")
    try victim.run("DELETE FROM checkpoints")
    for entry in entries {
      try victim.insert(entry)
    }
    let signed = try Samples.signed(store.head(), key)
    try victim.run("INSERT INTO checkpoints(size, note) VALUES (?, ?)", [Int64(signed.head.size), signed.encoded])
  }

  @Test func anEditedEntryIsNamedEvenWhenItsHashIsMadeToFit() throws {
    let victim = try Victim(entries: 12, early: 5)
    var entry = Samples.entries(12, seed: 3)[7]
    entry.payload = #"{"n":7,"text":"other words"}"#.bytes
    let version = UInt64(try victim.integer("version", 7))
    let forged = try Envelope(sequence: 7, version: version, entry: entry)
    try victim.run("UPDATE entries SET bytes = ? WHERE sequence = 7", [Data(forged.encoded())])
    #expect(try victim.verify().firstBad == BadEntry(7, .bytesChanged, victim.verify().firstBad?.detail ?? ""))
    try victim.run("UPDATE entries SET leaf = ? WHERE sequence = 7", [Data(LogHash.leaf(forged.encoded()).bytes)])
    let found = try victim.verify()
    #expect(!found.isIntact && found.firstBad?.fault == .rootDiffers && found.checkpoint == 5)
    #expect(found.firstBad.map { $0.sequence...$0.through } == 5...11)
  }

  @Test func aDeletedDoubledOrSwappedEntryIsNamed() throws {
    func found(_ sql: String...) throws -> BadEntry? {
      let victim = try Victim(entries: 12)
      for line in sql { try victim.run(line) }
      let verification = try victim.verify()
      #expect(!verification.isGood && !verification.isComplete)
      return verification.firstBad
    }
    let middle = try found("DELETE FROM entries WHERE sequence = 6")
    #expect(middle?.sequence == 6 && middle?.fault == .outOfPlace)
    let closed = try found(
      "DELETE FROM entries WHERE sequence = 6", "UPDATE entries SET sequence = sequence - 1 WHERE sequence > 6")
    #expect(closed?.sequence == 6 && closed?.fault == .outOfPlace)
    let first = try found("DELETE FROM entries WHERE sequence = 0")
    #expect(first?.sequence == 0 && first?.fault == .outOfPlace)
    let swapped = try found(
      "UPDATE entries SET sequence = -1 WHERE sequence = 3", "UPDATE entries SET sequence = 3 WHERE sequence = 8",
      "UPDATE entries SET sequence = 8 WHERE sequence = -1")
    #expect(swapped?.sequence == 3 && swapped?.fault == .outOfPlace)
    let doubled = try found(
      "INSERT INTO entries SELECT 12, bytes, stream, version + 100, type, instant, leaf FROM entries WHERE sequence = 4")
    #expect(doubled?.sequence == 12 && doubled?.fault == .outOfPlace)
  }

  @Test func aDatabaseOfAnotherModeThanItsEntriesIsFound() throws {
    let victim = try Victim(entries: 3)
    try victim.run("UPDATE ledger SET value = 'actual' WHERE name = 'mode'")
    let found = try victim.reader { try $0.verify() }
    #expect(!found.isIntact && found.firstBad?.fault == .mode && found.firstBad?.sequence == 0)
  }

  @Test func aCutTailIsFoundByTheCheckpointThatCoveredIt() throws {
    let victim = try Victim(entries: 12, early: 5)
    try victim.run("DELETE FROM entries WHERE sequence >= 9")
    let found = try victim.verify()
    #expect(found.isIntact && !found.isComplete && found.checkpoint == 5)
    #expect(found.firstBad.map { "\($0.fault) \($0.sequence) \($0.through)" } == "missing 9 11")
    // With the checkpoint gone too, only what was kept outside tells.
    try victim.run("DELETE FROM checkpoints WHERE size > 5")
    let silent = try victim.verify()
    #expect(silent.isGood && silent.checkpoint == 5 && silent.outside == nil)
    #expect(silent.lines.last?.contains("not proven beyond it") == true)
    let told = try victim.verify(outside: Self.printed(victim.head))
    #expect(!told.isComplete && told.firstBad?.fault == .missing)
    try victim.run("DELETE FROM checkpoints")
    #expect(try victim.verify().lines.last == "completeness not proven: there is no checkpoint")
  }

  @Test func aHistoryWrittenAnewIsFoundByAnyHeadFromOutside() throws {
    for key in [UInt64(1), 2] {
      let victim = try Victim(entries: 12)
      try Self.rewrite(victim, key: key, through: 12)
      let alone = try victim.verify()
      // With the key it looks right by itself: this is why somebody outside must keep a checkpoint.
      #expect(alone.isGood == (key == 1))
      let printed = try victim.verify(outside: Self.printed(victim.head))
      #expect(!printed.isIntact && printed.firstBad?.fault == .rootDiffers)
      let signed = try victim.verify(outside: OutsideHeads(Samples.signed(victim.head).encoded, file: "mail"))
      #expect(!signed.isIntact && signed.outside == nil)
    }
  }

  @Test func aHeadFromOutsideThatFitsProvesCompleteness() throws {
    let victim = try Victim(entries: 12)
    let text = try Samples.signed(victim.head).encoded + "\n5 " + Self.root(victim, 5).base64 + "\n"
    let found = try victim.verify(outside: OutsideHeads(text, file: "kept"))
    #expect(found.isGood && found.outside == 12)
    let forged = try Samples.signed(LogHead(size: 5, root: Self.root(victim, 5)), 2).encoded
    #expect(try !victim.verify(outside: OutsideHeads(forged, file: "kept")).isGood)
    #expect(problemCode { _ = try OutsideHeads("\n\nhello\n", file: "kept") } == "ledger.note.malformed")
  }

  private static func root(_ victim: Victim, _ size: Int) throws -> LogHash {
    try MerkleTree(leaves: victim.reader { try $0.leaves(upTo: UInt64(size)) }).root
  }

  @Test func anAlteredLogIsOpenedForReadingOnly() throws {
    let victim = try Victim(entries: 12)
    try victim.run("UPDATE entries SET bytes = ? WHERE sequence = 7", [Data("{}".utf8)])
    let store = try SQLiteStore.open(victim.path)
    guard case .readOnly(let problem) = store.health else { return #expect(Bool(false), "writable") }
    #expect(problem.code == "ledger.altered" && problem.message.contains("entry 7"))
    #expect(problemCode { _ = try store.append([Samples.entry(0)]) } == "ledger.altered")
    #expect(problemCode { _ = try store.checkpoint(signedBy: Samples.key()) } == "ledger.altered")
    #expect(try store.entries(from: 0, limit: 7).count == 7)
    #expect(problemCode { _ = try store.entries(from: 0, limit: 8) } == "ledger.entry.damaged")
  }
}

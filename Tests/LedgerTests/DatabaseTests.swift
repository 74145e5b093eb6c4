import Basics
import Foundation
import GRDB
import Testing

@testable import Ledger

/// What the file on disk must keep: settings, one writer, crashes, newer versions, backups.
struct DatabaseTests {
  /// Reliability row 5.
  @Test func theWriterHasFullSyncAndSaysSo() throws {
    let folder = try Folder()
    let store = try SQLiteStore.create(folder.file("siaga.db"), mode: .exercise, key: Samples.key())
    let settings = try store.settings()
    #expect(settings.allSatisfy { $0.value == $0.expected })
    #expect(
      settings.map { "\($0.name)=\($0.value)" } == [
        "synchronous=2", "journal_mode=wal", "foreign_keys=1", "secure_delete=1", "quick_check=ok",
      ])
    #expect(try permissions(folder.file("siaga.db")) == 0o600)
  }

  /// The fault that the setting guards against: GRDB itself leaves NORMAL behind.
  @Test func aWriterWithoutFullSyncIsRefused() throws {
    let folder = try Folder()
    let pool = try DatabasePool(path: folder.file("x.db"), configuration: SQLiteSetup.configuration(readonly: false))
    #expect(
      problemCode { try pool.writeWithoutTransaction { try SQLiteSetup.checkWriter($0, path: "x.db") } }
        == "ledger.database.setting")
    try pool.writeWithoutTransaction { try SQLiteSetup.prepareWriter($0, path: "x.db") }
  }

  @Test func whatWasAppendedIsThereAfterClosingAndOpening() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    let store = try SQLiteStore.create(path, mode: .exercise, key: Samples.key())
    let outcome = CommandOutcome(id: "c-1", request: .empty, answer: "ok".bytes)
    let first = try store.append(Samples.entries(20), alongside: [SideRow(table: "t", id: "a", bytes: [1])], command: outcome)
    let signed = try store.checkpoint(signedBy: Samples.key())
    try store.close()
    #expect(problemCode { _ = try store.append([Samples.entry(0)]) } == "ledger.closed")
    let again = try SQLiteStore.open(path)
    #expect(again.health == .writable)
    #expect(try again.identity == Samples.identity())
    #expect(try again.entries(from: 0, limit: 100) == first)
    #expect(try again.head() == signed.head && again.checkpoints() == [signed])
    #expect(try again.sideRow("t", "a")?.bytes == [1] && again.answer(toCommand: "c-1", request: .empty) == "ok".bytes)
    #expect(problemCode { _ = try again.append([Samples.entry(0)], command: outcome) } == "ledger.command.taken")
    let more = try again.append([Samples.entry(0, stream: "order/1")])
    #expect(more.first?.sequence == 20)
    #expect(more.first?.version == UInt64(first.filter { $0.stream == "order/1" }.count + 1))
  }

  @Test func theModeIsFixedWhenTheDatabaseIsMade() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    try SQLiteStore.create(path, mode: .exercise, key: Samples.key()).close()
    #expect(problemCode { _ = try SQLiteStore.openOrCreate(path, mode: .actual, key: Samples.key()) } == "ledger.append.mode")
    let store = try SQLiteStore.openOrCreate(path, mode: .exercise, key: Samples.key())
    #expect(problemCode { _ = try store.append([Samples.entry(0, mode: .actual)]) } == "ledger.append.mode")
    #expect(
      problemCode { _ = try SQLiteStore.create(folder.file("siaga.db"), mode: .actual, key: Samples.key()) } == "ledger.locked")
    try store.close()
    #expect(problemCode { _ = try SQLiteStore.create(path, mode: .actual, key: Samples.key()) } == "ledger.database.exists")
    #expect(try SQLiteReader(path).identity.mode == .exercise)
  }

  /// Reliability row 15. Another descriptor of this process is to `flock` what another process is.
  @Test func aSecondWriterIsRefusedByNameAndReadersAreNot() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    let store = try SQLiteStore.create(path, mode: .exercise, key: Samples.key())
    _ = try store.append(Samples.entries(3))
    do {
      _ = try SQLiteStore.open(path)
      Issue.record("two writers")
    } catch {
      #expect(error.code == "ledger.locked" && error.exit == .tryAgain && error.exit.rawValue == 75)
      #expect(error.message.contains("process \(getpid())"))
      #expect(error.advice?.contains("try again") == true)
    }
    let reader = try SQLiteReader(path)
    #expect(try reader.head().size == 3)
    _ = try store.append([Samples.entry(9)])
    #expect(try reader.head().size == 3 && reader.entries(from: 0, limit: 9).count == 3, "a snapshot does not move")
    try reader.refresh()
    #expect(try reader.head() == store.head())
    try store.close()
    #expect(try SQLiteStore.open(path).head().size == 4)
  }

  @Test func whatIsNoLogOrIsNewerIsRefusedUntouched() throws {
    let folder = try Folder()
    #expect(problemCode { _ = try SQLiteStore.open(folder.file("none.db")) } == "ledger.database.missing")
    let text = folder.file("text.db")
    try overwrite(text, [UInt8](repeating: 65, count: 5000))
    #expect(problemCode { _ = try SQLiteStore.open(text) } == "ledger.notALog")
    #expect(problemCode { _ = try SQLiteReader(text) } == "ledger.notALog")
    let other = folder.file("other.db")
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t(a)") }
    let before = try contents(other)
    #expect(problemCode { _ = try SQLiteStore.open(other) } == "ledger.notALog")
    #expect(try contents(other) == before)
    let victim = try Victim(entries: 2)
    try victim.run("INSERT INTO grdb_migrations VALUES ('ledger-9-unheard-of')")
    #expect(problemCode { _ = try SQLiteReader(victim.path) } == "ledger.newer")
    do {
      _ = try SQLiteStore.open(victim.path)
      Issue.record("opened")
    } catch { #expect(error.code == "ledger.newer" && error.message.contains("ledger-9-unheard-of")) }
  }

  /// Reliability row 6: the file ends anywhere within the last three commits.
  @Test func aTornWriteAheadLogKeepsWhatWasWholeBefore() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    let store = try SQLiteStore.create(path, mode: .exercise, key: Samples.key())
    _ = try store.append(Samples.entries(5))
    var ends: [Int] = [try contents(path + "-wal").count]
    for i in 0..<3 {
      _ = try store.append([Samples.entry(i), Samples.entry(i)], alongside: [SideRow(table: "t", id: "\(i)", bytes: [1])])
      ends.append(try contents(path + "-wal").count)
    }
    let (main, wal) = (try contents(path), try contents(path + "-wal"))
    let copy = folder.file("copy.db")
    // Frames are of 4096 bytes and 24 of head: each offset near their edges and every 97th between.
    let cuts = (ends[0]...wal.count).filter { ($0 - 32) % 4120 < 30 || ($0 - 32) % 4120 > 4100 || $0 % 97 == 0 }
    for cut in cuts {
      try overwrite(copy, main)
      try overwrite(copy + "-wal", Array(wal.prefix(cut)))
      unlink(copy + "-shm")
      let whole = ends.filter { $0 <= cut }.count - 1
      let reader = try SQLiteReader(copy)
      let size = try reader.head().size
      let verification = try reader.verify()
      #expect(verification.isGood && size == UInt64(5 + 2 * whole), "cut at \(cut): \(size) entries")
      #expect(try reader.sideRows("t").count == whole, "cut at \(cut)")
    }
    let again = try { () throws -> SQLiteStore in
      try overwrite(copy + "-wal", Array(wal.prefix(ends[2] - 1)))
      unlink(copy + "-shm")
      return try SQLiteStore.open(copy)
    }()
    #expect(again.health == .writable)
    #expect(try again.append([Samples.entry(1)]).first?.sequence == 7)
  }

  /// Reliability row 3: nothing is acknowledged after a write has failed.
  @Test func afterAFailedWriteTheStoreReadsOnlyAndSaysSo() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    let store = try SQLiteStore.create(path, mode: .exercise, key: Samples.key())
    _ = try store.append(Samples.entries(4))
    let head = try store.head()
    try store.breakWrites()
    let bulk = SideRow(table: "t", id: "bulk", bytes: [UInt8](repeating: 7, count: 1 << 20))
    #expect(problemCode { _ = try store.append([Samples.entry(1)], alongside: [bulk]) } == "ledger.readOnly")
    guard case .readOnly(let problem) = store.health else {
      Issue.record("still writable")
      return
    }
    #expect(problem.exit == .inputOutput && problem.cause?.contains("broken") == true && problem.advice != nil)
    #expect(problemCode { _ = try store.append([Samples.entry(1)]) } == "ledger.readOnly")
    #expect(problemCode { _ = try store.checkpoint(signedBy: Samples.key()) } == "ledger.readOnly")
    #expect(try store.head() == head && store.entries(from: 0, limit: 9).count == 4 && store.sideRows("t").isEmpty)
    try store.close()
    let again = try SQLiteStore.open(path)
    #expect(try again.health == .writable && again.head() == head)
    #expect(try again.append([Samples.entry(1)]).first?.sequence == 4)
  }

  @Test func aFullDiskRefusesWholeTransactionsAndTheStoreGoesOnWhenThereIsRoom() throws {
    let folder = try Folder()
    let store = try SQLiteStore.create(folder.file("siaga.db"), mode: .exercise, key: Samples.key())
    _ = try store.append(Samples.entries(4))
    let head = try store.head()
    try store.limitPages(to: 1)
    let bulk = SideRow(table: "t", id: "bulk", bytes: [UInt8](repeating: 7, count: 1 << 20))
    for _ in 0..<3 {
      #expect(problemCode { _ = try store.append([Samples.entry(1)], alongside: [bulk]) } == "ledger.full")
      guard case .readOnly = store.health else {
        Issue.record("a full disk is not said")
        return
      }
    }
    #expect(try store.head() == head && store.entries(from: 0, limit: 9).count == 4 && store.sideRows("t").isEmpty)
    try store.limitPages(to: 10_000)
    #expect(try store.append([Samples.entry(1)], alongside: [bulk]).first?.sequence == 4)
    #expect(store.health == .writable)
    #expect(try store.head().size == 5)
  }

  @Test func aMemoryStoreThatFailsBehavesAlike() throws {
    let store = MemoryStore(try Samples.identity())
    _ = try store.append(Samples.entries(4))
    let head = try store.head()
    store.failAppend(after: 1)
    _ = try store.append([])
    #expect(problemCode { _ = try store.append([Samples.entry(1)]) } == "ledger.readOnly")
    #expect(problemCode { _ = try store.append([]) } == "ledger.readOnly")
    #expect(try store.head() == head && store.version(ofStream: "plan/1") == 0)
  }

  /// Reliability row 25, the part of the log.
  @Test func aBackupIsAWholeCopyAsOfOneInstant() throws {
    let folder = try Folder()
    let store = try SQLiteStore.create(folder.file("siaga.db"), mode: .exercise, key: Samples.key())
    _ = try store.append(Samples.entries(300), alongside: [SideRow(table: "person", id: "a", bytes: [1, 2])])
    let signed = try store.checkpoint(signedBy: Samples.key())
    let snapshot = try SQLiteReader(store.path)
    _ = try store.append(Samples.entries(5))
    let found = try snapshot.backup(to: folder.file("copy.db"))
    #expect(found.isGood && found.head == signed.head && found.checkpoint == 300)
    #expect(problemCode { _ = try store.backup(to: folder.file("copy.db")) } == "ledger.backup.exists")
    let copy = try SQLiteStore.open(folder.file("copy.db"))
    #expect(try copy.head() == signed.head && copy.sideRow("person", "a")?.bytes == [1, 2] && copy.health == .writable)
    #expect(try store.backup(to: folder.file("later.db")).head.size == 305)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.contains("later") || $0.contains(".part")
    }
    #expect(names == ["later.db"])
  }

  @Test func anErasedSideRowLeavesNoTraceOnDisk() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    let store = try SQLiteStore.create(path, mode: .exercise, key: Samples.key())
    let secret = "Warga Contoh 0812-0000-0000".bytes
    _ = try store.append([Samples.entry(0)], alongside: [SideRow(table: "person", id: "a", bytes: secret)])
    func isOnDisk() throws -> Bool {
      try (contents(path) + contents(path + "-wal")).split(separator: secret, maxSplits: 1, omittingEmptySubsequences: false)
        .count > 1
    }
    #expect(try isOnDisk())
    let head = try store.head()
    _ = try store.append([], erasing: [SideRow.Key(table: "person", id: "a")])
    try store.scrub()
    #expect(try !isOnDisk())
    #expect(try store.head() == head && store.verify().isGood)
  }

  /// Reliability row 14 with restarts between.
  @Test func aCommandSentAgainAcrossRestartsHappensOnce() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    var random = RandomStream(seed: 9, name: "ledger.commands")
    var store = try SQLiteStore.create(path, mode: .exercise, key: Samples.key())
    var answers: [String: [UInt8]] = [:]
    for round in 0..<8 {
      for _ in 0..<60 {
        let id = "c-\(random.int(in: 0...99))"
        let request = LogHash(hashing: id.bytes)
        let known = try store.answer(toCommand: id, request: request)
        #expect(known == answers[id], "seed 9, round \(round), command \(id)")
        if known != nil { continue }
        let answer = "entry \(try store.head().size)".bytes
        _ = try store.append(
          [Samples.entry(round, cause: Cause(command: id))], command: CommandOutcome(id: id, request: request, answer: answer))
        answers[id] = answer
      }
      try store.close()
      store = try SQLiteStore.open(path)
    }
    let causes = try store.entries(from: 0, limit: 1000).compactMap(\.cause.command)
    #expect(causes.count == Set(causes).count && causes.count == answers.count)
  }

  @Test func aStreamIsReadByItsIndex() throws {
    let folder = try Folder()
    let path = folder.file("siaga.db")
    try SQLiteStore.create(path, mode: .exercise, key: Samples.key()).close()
    let sql = "EXPLAIN QUERY PLAN SELECT bytes FROM entries WHERE stream = 'a' AND version > 3 ORDER BY version"
    let plan = try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: sql).map { $0.text(3) ?? "" } }
    #expect(plan.count == 1 && plan.allSatisfy { $0.contains("SEARCH entries USING INDEX") })
  }

  @Test func readersSeeWholeTransactionsWhileTheWriterWrites() async throws {
    let folder = try Folder()
    let store = try SQLiteStore.create(folder.file("siaga.db"), mode: .exercise, key: Samples.key())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for i in 0..<100 {
          let rows = [SideRow(table: "t", id: "\(i)", bytes: [])]
          _ = try store.append([Samples.entry(i), Samples.entry(i), Samples.entry(i)], alongside: rows)
          _ = try store.checkpoint(signedBy: Samples.key())
        }
      }
      for _ in 0..<3 {
        group.addTask {
          var size: UInt64 = 0
          while size < 300 {
            let reader = try SQLiteReader(store.path)
            let found = try reader.verify()
            #expect(found.isGood && found.head.size >= size && found.head.size % 3 == 0)
            #expect(try UInt64(reader.sideRows("t").count) * 3 == found.head.size)
            size = found.head.size
            await Task.yield()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.verify().checkpoint == 300)
  }
}

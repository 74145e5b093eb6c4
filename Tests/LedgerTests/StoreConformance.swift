import Basics
import Ledger
import Testing

/// What every store must keep; run on each of them.
enum StoreKind: String, CaseIterable, Sendable {
  case memory, sqlite

  /// A new store; the folder lives as long as the caller keeps it.
  func make(_ folder: Folder, mode: Mode = .exercise) throws -> any LogStore {
    switch self {
    case .memory: MemoryStore(try Samples.identity(mode))
    case .sqlite: try SQLiteStore.create(folder.file("siaga.db"), mode: mode, key: Samples.key())
    }
  }
}

struct StoreConformance {
  @Test(arguments: StoreKind.allCases)
  func entriesGetPlacesWithoutGapsAndAreReadBack(kind: StoreKind) throws {
    let folder = try Folder()
    let store = try kind.make(folder)
    #expect(try store.head() == .empty)
    let news = Samples.entries(50)
    var written: [Envelope] = []
    for start in stride(from: 0, to: 50, by: 7) { written += try store.append(Array(news[start..<min(start + 7, 50)])) }
    #expect(written.map(\.sequence) == Array(0..<50))
    #expect(try store.entries(from: 0, limit: 100) == written)
    #expect(try store.entries(from: 48, limit: 100) == Array(written[48...]))
    #expect(try store.entries(from: 10, limit: 3) == Array(written[10..<13]))
    #expect(try store.entries(from: 50, limit: 3).isEmpty && store.entries(from: .max, limit: 3).isEmpty)
    for stream in Set(written.map(\.stream)).sorted() {
      let own = written.filter { $0.stream == stream }
      #expect(own.map(\.version) == (1...own.count).map(UInt64.init))
      #expect(try store.entries(ofStream: stream, after: 0, limit: 100) == own)
      #expect(try store.entries(ofStream: stream, after: 2, limit: 1) == Array(own.dropFirst(2).prefix(1)))
      #expect(try store.version(ofStream: stream) == UInt64(own.count))
    }
    #expect(try store.version(ofStream: "none") == 0)
    let leaves = written.map { LogHash.leaf($0.encoded()) }
    #expect(try store.leaves(upTo: 50) == leaves && store.leaves(upTo: 3) == Array(leaves[..<3]))
    #expect(try store.head() == LogHead(size: 50, root: MerkleTree(leaves: leaves).root))
    #expect(problemCode { _ = try store.leaves(upTo: 51) } == "ledger.beyondEnd")
    var replayed: [Envelope] = []
    try store.replay { replayed.append($0) }
    #expect(replayed == written)
  }

  @Test(arguments: StoreKind.allCases)
  func sideRowsChangeWithTheirEntriesAndCanBeErased(kind: StoreKind) throws {
    let folder = try Folder()
    let store = try kind.make(folder)
    let rows = ["b", "a", "c", "10", "9"].map { SideRow(table: "person", id: $0, bytes: $0.bytes) }
    _ = try store.append([Samples.entry(0)], alongside: rows + [SideRow(table: "outbox", id: "1", bytes: [])])
    #expect(try store.sideRows("person").map(\.id) == ["10", "9", "a", "b", "c"])
    #expect(try store.sideRows("person", after: "9", limit: 2).map(\.id) == ["a", "b"])
    #expect(try store.sideRow("person", "b")?.bytes == "b".bytes)
    #expect(try store.sideRow("person", "1") == nil && store.sideRow("outbox", "1")?.bytes == [])
    let person = SideRow.Key(table: "person", id: "a")
    _ = try store.append(
      [], alongside: [SideRow(table: "person", id: "b", bytes: [7])], erasing: [person, SideRow.Key(table: "none", id: "x")])
    #expect(try store.sideRows("person").map(\.id) == ["10", "9", "b", "c"])
    #expect(try store.sideRow("person", "b")?.bytes == [7])
    #expect(try store.head().size == 1)
    #expect(try store.sideRows("none").isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func aRefusedBatchLeavesNoTraceAndHoldsUpNoOther(kind: StoreKind) throws {
    let folder = try Folder()
    let store = try kind.make(folder)
    let row = SideRow(table: "t", id: "bad", bytes: [1])
    let results = try store.append([
      AppendBatch([Samples.entry(0)], expecting: ["plan/1": 0]),
      AppendBatch([Samples.entry(1)], alongside: [row], expecting: ["plan/1": 0]),
      AppendBatch([Samples.entry(2, mode: .actual)], alongside: [row]),
      AppendBatch([Samples.entry(3), Samples.entry(4, stream: "a b")], alongside: [row]),
      AppendBatch([Samples.entry(5)], alongside: [SideRow(table: "t", id: "good", bytes: [1])], expecting: ["plan/1": 1]),
    ])
    let codes = results.map { result -> String in
      switch result {
      case .success(let entries): "\(entries.map(\.sequence))"
      case .failure(let problem): problem.code
      }
    }
    #expect(codes == ["[0]", "ledger.append.conflict", "ledger.append.mode", "ledger.entry.invalid", "[1]"])
    #expect(try store.entries(from: 0, limit: 10).map(\.version) == [1, 2])
    #expect(try store.sideRows("t").map(\.id) == ["good"])
    #expect(store.health == .writable)
  }

  @Test(arguments: StoreKind.allCases)
  func theSameCommandIsCarriedOutOnceAndAnsweredAlike(kind: StoreKind) throws {
    let folder = try Folder()
    let store = try kind.make(folder)
    let request = LogHash(hashing: "order".bytes)
    let outcome = CommandOutcome(id: "c-1", request: request, answer: "ok 0".bytes)
    #expect(try store.answer(toCommand: "c-1", request: request) == nil)
    _ = try store.append([Samples.entry(0)], command: outcome)
    for _ in 0..<100 {
      #expect(try store.answer(toCommand: "c-1", request: request) == "ok 0".bytes)
      #expect(problemCode { _ = try store.append([Samples.entry(1)], command: outcome) } == "ledger.command.taken")
    }
    #expect(problemCode { _ = try store.answer(toCommand: "c-1", request: .empty) } == "ledger.command.reused")
    let twice = [AppendBatch([Samples.entry(2)], command: CommandOutcome(id: "c-2", request: request, answer: []))]
    let results = try store.append(twice + twice)
    #expect(try results[0].get().count == 1)
    #expect(problemCode { _ = try results[1].get() } == "ledger.command.taken")
    #expect(try store.head().size == 2)
  }

  @Test(arguments: StoreKind.allCases)
  func checkpointsAreSignedOnceASizeAndOnlyByTheLogsKey(kind: StoreKind) throws {
    let folder = try Folder()
    let store = try kind.make(folder)
    let key = try Samples.key()
    let empty = try store.checkpoint(signedBy: key)
    #expect(empty.head == .empty)
    _ = try store.append(Samples.entries(9))
    let signed = try store.checkpoint(signedBy: key)
    #expect(try signed.head == store.head())
    try signed.verify(store.identity)
    #expect(try store.checkpoint(signedBy: key) == signed)
    #expect(try store.checkpoints() == [empty, signed])
    #expect(problemCode { _ = try store.checkpoint(signedBy: Samples.key(2)) } == "ledger.key.other")
    let other = Checkpoint(origin: Samples.origin, head: LogHead(size: 5, root: .empty))
    #expect(problemCode { try store.keep(SignedCheckpoint(other, signedBy: key)) } == "ledger.checkpoint.mismatch")
    let past = Checkpoint(
      origin: Samples.origin, head: LogHead(size: 5, root: MerkleTree(leaves: try store.leaves(upTo: 5)).root))
    try store.keep(SignedCheckpoint(past, signedBy: key))
    #expect(try store.checkpoints().map(\.head.size) == [0, 5, 9])
  }

  @Test(arguments: StoreKind.allCases)
  func limitsAreRefusalsThatNameTheLimit(kind: StoreKind) throws {
    let folder = try Folder()
    let store = try kind.make(folder)
    let large = [UInt8](repeating: 0, count: LedgerLimits.sideRowBytes + 1)
    func code(_ batch: AppendBatch) throws -> String? {
      let result = try store.append([batch])[0]
      return problemCode { _ = try result.get() }
    }
    #expect(try code(AppendBatch([], alongside: [SideRow(table: "t", id: "a", bytes: large)])) == "ledger.sideRow.tooLarge")
    #expect(try code(AppendBatch([], alongside: [SideRow(table: "", id: "a", bytes: [])])) == "ledger.entry.invalid")
    let answer = CommandOutcome(id: "c", request: .empty, answer: [UInt8](repeating: 0, count: LedgerLimits.answerBytes + 1))
    #expect(try code(AppendBatch([], command: answer)) == "ledger.command.answerTooLarge")
    let many = [NewEntry](repeating: Samples.entry(0), count: LedgerLimits.entriesPerAppend + 1)
    #expect(try code(AppendBatch(many)) == "ledger.append.tooMany")
    #expect(try store.head() == .empty)
  }

  @Test func bothStoresGiveTheSameBytesForTheSameCommands() throws {
    let folder = try Folder()
    let stores = try StoreKind.allCases.map { try $0.make(folder) }
    let heads = try stores.map { store in
      for entry in Samples.entries(200, seed: 5) { _ = try store.append([entry]) }
      return try store.checkpoint(signedBy: Samples.key()).encoded
    }
    #expect(heads[0] == heads[1])
  }
}

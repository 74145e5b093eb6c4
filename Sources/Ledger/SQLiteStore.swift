import Basics
import Foundation
import GRDB
import Synchronization

/// A log in an SQLite database, for the one process that writes: WAL, `synchronous = FULL`, a lock file.
///
/// ```swift
/// let store = try SQLiteStore.create("siaga.db", mode: .exercise, key: key)
/// let entries = try store.append([entry], alongside: [row], expecting: ["plan/1": 3])   // durable when it returns
/// let signed = try store.checkpoint(signedBy: key)
/// ```
public final class SQLiteStore: LogStore {
  private struct State {
    var tip: LogTip
    var health: StoreHealth
    var isClosed = false
  }

  public let identity: LogIdentity
  public let path: String
  private let pool: DatabasePool
  private let lock: WriterLock
  private let state: Mutex<State>

  private init(identity: LogIdentity, path: String, pool: DatabasePool, lock: WriterLock, tip: LogTip, health: StoreHealth) {
    self.identity = identity
    self.path = path
    self.pool = pool
    self.lock = lock
    state = Mutex(State(tip: tip, health: health))
  }

  // MARK: Opening

  /// Creates a database, readable by its owner only, whose mode and key are fixed for good.
  ///
  /// It is made under another name and then given its own, so that a crash leaves either none or a whole one.
  ///
  /// - Throws: a `Problem` if the file exists or another process writes to it.
  public static func create(_ path: String, mode: Mode, key: SigningKey) throws(Problem) -> SQLiteStore {
    let lock = try WriterLock(database: path)
    let draft = path + ".new"
    for name in [draft, draft + "-journal", draft + "-wal", draft + "-shm"] { unlink(name) }
    let file = Foundation.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw SystemProblem.failed("create", path) }
    Foundation.close(file)
    try SQLiteSetup.guarded(path) {
      // WAL only when all is written, so that the one file is all of it.
      let queue = try DatabaseQueue(path: draft, configuration: SQLiteSetup.configuration(readonly: false))
      try SQLiteSchema.migrator.migrate(queue)
      try queue.write { try SQLiteSchema.write(LogIdentity(mode: mode, key: key.verifier), to: $0) }
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try queue.close()
    }
    guard try NewFile.give(draft, name: path) == .given else {
      throw Problem(
        "ledger.database.exists", "the file exists; it was not touched", at: Problem.Place(file: path),
        advice: "name another with --database", exit: .notPermitted)
    }
    return try open(path, lock)
  }

  /// Opens a database for writing and checks the whole log.
  ///
  /// A log that was altered, or does not contain its checkpoints, is opened for reading only: see ``health``.
  ///
  /// - Throws: a `Problem`, with exit code 75 where another process holds the lock.
  public static func open(_ path: String) throws(Problem) -> SQLiteStore {
    try SQLiteReader.checkExists(path)
    return try open(path, WriterLock(database: path))
  }

  private static func open(_ path: String, _ lock: WriterLock) throws(Problem) -> SQLiteStore {
    _ = try SQLiteReader(path)
    return try SQLiteSetup.guarded(path) {
      let pool = try openPool(path)
      try SQLiteSchema.migrator.migrate(pool)
      let (identity, verifier) = try pool.read { db in
        let identity = try SQLiteSchema.identity(in: db, path: path)
        let queries = SQLiteQueries(db: db, path: path)
        return (identity, queries.verifier(identity: identity, outside: OutsideHeads(), structure: false))
      }
      let tip = LogTip(mode: identity.mode, tree: verifier.tree, versions: verifier.versions)
      return SQLiteStore(
        identity: identity, path: path, pool: pool, lock: lock, tip: tip, health: health(verifier.finish(), path: path))
    }
  }

  /// Opens the database, or creates it where there is none.
  ///
  /// - Throws: a `Problem`, also if the database is of another mode.
  public static func openOrCreate(_ path: String, mode: Mode, key: SigningKey) throws(Problem) -> SQLiteStore {
    guard FileManager.default.fileExists(atPath: path) else { return try create(path, mode: mode, key: key) }
    let store = try open(path)
    guard store.identity.mode == mode else {
      throw Problem(
        "ledger.append.mode", "the database is of mode \(store.identity.mode.rawValue), not \(mode.rawValue)",
        at: Problem.Place(file: path), advice: "a drill and the real thing each have a database of their own", exit: .notPermitted
      )
    }
    return store
  }

  private static func openPool(_ path: String) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: SQLiteSetup.configuration(readonly: false))
    try pool.writeWithoutTransaction { try SQLiteSetup.prepareWriter($0, path: path) }
    return pool
  }

  private static func health(_ verification: Verification, path: String) -> StoreHealth {
    if verification.isGood { return .writable }
    let first = verification.firstBad?.text ?? verification.findings.first?.message ?? "unknown"
    return .readOnly(
      Problem(
        "ledger.altered", "the log was altered or damaged, so nothing is written to it: \(first)", at: Problem.Place(file: path),
        advice: "keep this file for inquiry (`siaga log verify` says more) and restore a backup", exit: .foundWanting))
  }

  // MARK: Writing

  public var health: StoreHealth { state.withLock { $0.health } }

  public func append(_ batches: [AppendBatch]) throws(Problem) -> [Result<[Envelope], Problem>] {
    try locked { (state) throws(Problem) in
      try SQLiteStore.checkWritable(state, path)
      state.tip.begin()
      var results: [Result<[Envelope], Problem>] = []
      do throws(Problem) {
        try writing { queries in
          var commands: Set<String> = []
          for batch in batches {
            results.append(try write(batch, queries, &state.tip, &commands))
          }
        }
      } catch {
        state.tip.rollBack()
        // A full disk refuses a transaction whole, and each later one is a new try; after any other failure nobody knows what is safe.
        let isFull = error.code == StoreProblem.fullCode
        let problem = isFull ? error : StoreProblem.writeFailed(error.cause ?? error.message)
        state.health = .readOnly(problem)
        throw problem
      }
      state.health = .writable
      return results
    }
  }

  /// Plans and writes one batch inside of the transaction; a batch that is refused has written nothing.
  private func write(
    _ batch: AppendBatch, _ queries: SQLiteQueries, _ tip: inout LogTip, _ commands: inout Set<String>
  ) throws -> Result<[Envelope], Problem> {
    let plan: LogTip.Planned
    if let id = batch.command?.id {
      let isTaken = try commands.contains(id) || queries.commandOutcome(id) != nil
      if isTaken { return .failure(BatchRules.taken(id)) }
    }
    do throws(Problem) { plan = try tip.plan(batch) } catch { return .failure(error) }
    for row in plan.rows { try queries.insert(row) }
    for key in batch.erasing { try queries.erase(key) }
    for row in batch.sideRows { try queries.put(row) }
    if let command = batch.command {
      try queries.insert(command)
      commands.insert(command.id)
    }
    return .success(plan.rows.map(\.envelope))
  }

  public func checkpoint(signedBy key: SigningKey) throws(Problem) -> SignedCheckpoint {
    try BatchRules.check(key, signs: identity)
    return try locked { (state) throws(Problem) in
      try SQLiteStore.checkWritable(state, path)
      let head = state.tip.head
      if let known = try query({ try $0.checkpoints().first { $0.head.size == head.size } }) { return known }
      let signed = try SignedCheckpoint(Checkpoint(origin: identity.origin, head: head), signedBy: key)
      try writing { try $0.put(signed) }
      return signed
    }
  }

  public func keep(_ checkpoint: SignedCheckpoint) throws(Problem) {
    try locked { (state) throws(Problem) in
      try SQLiteStore.checkWritable(state, path)
      let size = checkpoint.head.size
      let isWithin = size <= state.tip.tree.size
      let root = isWithin ? try query { MerkleTree(leaves: try $0.leaves(upTo: size)).root } : nil
      try BatchRules.check(checkpoint, identity: identity, size: state.tip.tree.size, root: root)
      try writing { try $0.put(checkpoint) }
    }
  }

  /// Removes erased side rows from the write-ahead log too, so that no trace stays on disk. Waits for readers up to 10 s.
  public func scrub() throws(Problem) {
    try SQLiteSetup.guarded(path) {
      _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
  }

  /// Lets the file grow no further than `pages` beyond its size, as a full disk would; for tests.
  func limitPages(to pages: Int) throws {
    try pool.writeWithoutTransaction { db in
      let count = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(count + pages)")
    }
  }

  /// Lets each write fail as on a broken disk; for tests.
  func breakWrites() throws {
    try pool.writeWithoutTransaction { db in
      try db.execute(
        sql: "CREATE TEMP TRIGGER broken BEFORE INSERT ON main.entries BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END")
    }
  }

  private static func checkWritable(_ state: borrowing State, _ path: String) throws(Problem) {
    if state.isClosed { throw Problem("ledger.closed", "the database was closed", at: Problem.Place(file: path), exit: .usage) }
    if case .readOnly(let problem) = state.health, problem.code != StoreProblem.fullCode { throw problem }
  }

  private func writing(_ body: (SQLiteQueries) throws -> Void) throws(Problem) {
    try SQLiteSetup.guarded(path) {
      try pool.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try body(SQLiteQueries(db: db, path: path))
          return .commit
        }
      }
    }
  }

  private func locked<T>(_ body: (inout State) throws(Problem) -> T) throws(Problem) -> T {
    let result: Result<T, Problem> = state.withLock { state in
      do throws(Problem) { return .success(try body(&state)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  public func close() throws(Problem) {
    try locked { (state) throws(Problem) in
      if state.isClosed { return }
      state.isClosed = true
      defer { lock.release() }
      try SQLiteSetup.guarded(path) { try pool.close() }
    }
  }

  /// The settings that decide whether what is acknowledged is kept, as they are: each name with its value and the expected one.
  public func settings() throws(Problem) -> [(name: String, value: String, expected: String)] {
    try SQLiteSetup.guarded(path) {
      try pool.writeWithoutTransaction { db in
        try SQLiteSetup.writerSettings.map { name, expected in
          (name, try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "", expected)
        }
      }
    }
  }
}

// MARK: - Reading

extension SQLiteStore {
  private func query<T>(_ body: (SQLiteQueries) throws -> T) throws(Problem) -> T {
    try SQLiteSetup.guarded(path) { try pool.read { try body(SQLiteQueries(db: $0, path: path)) } }
  }

  public func head() throws(Problem) -> LogHead { state.withLock { $0.tip.head } }

  public func version(ofStream stream: String) throws(Problem) -> UInt64 {
    state.withLock { $0.tip.versions[stream] ?? 0 }
  }

  public func entries(from sequence: UInt64, limit: Int) throws(Problem) -> [Envelope] {
    try query { try $0.entries(from: sequence, limit: StoreProblem.clamp(limit)) }
  }

  public func entries(ofStream stream: String, after version: UInt64, limit: Int) throws(Problem) -> [Envelope] {
    try query { try $0.entries(ofStream: stream, after: version, limit: StoreProblem.clamp(limit)) }
  }

  public func leaves(upTo size: UInt64) throws(Problem) -> [LogHash] { try query { try $0.leaves(upTo: size) } }

  public func sideRow(_ table: String, _ id: String) throws(Problem) -> SideRow? { try query { try $0.sideRow(table, id) } }

  public func sideRows(_ table: String, after id: String, limit: Int) throws(Problem) -> [SideRow] {
    try query { try $0.sideRows(table, after: id, limit: limit) }
  }

  public func commandOutcome(_ id: String) throws(Problem) -> CommandOutcome? { try query { try $0.commandOutcome(id) } }

  public func checkpoints() throws(Problem) -> [SignedCheckpoint] { try query { try $0.checkpoints() } }

  public func verify(outside: OutsideHeads) throws(Problem) -> Verification {
    try query { $0.verifier(identity: identity, outside: outside, structure: true).finish() }
  }
}

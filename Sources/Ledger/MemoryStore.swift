import Basics
import Synchronization

/// A log in memory, for drills and tests. Nothing survives the process; "durable" means that `append` has returned.
public final class MemoryStore: LogStore {
  private struct State {
    var tip: LogTip
    var health = StoreHealth.writable
    var rows: [EntryRow] = []
    var streams: [String: [Int]] = [:]
    var sideRows: [String: [String: [UInt8]]] = [:]
    var outcomes: [String: CommandOutcome] = [:]
    var checkpoints: [UInt64: SignedCheckpoint] = [:]
    var appendsUntilFailure: Int?
  }

  public let identity: LogIdentity
  /// False for batch runs, of which only the root is kept: entries and leaves cannot be read then.
  public let keepsEntries: Bool
  private let state: Mutex<State>

  public init(_ identity: LogIdentity, keepsEntries: Bool = true) {
    self.identity = identity
    self.keepsEntries = keepsEntries
    state = Mutex(State(tip: LogTip(mode: identity.mode)))
  }

  fileprivate init(copying other: MemoryStore) {
    identity = other.identity
    keepsEntries = other.keepsEntries
    state = Mutex(other.state.withLock { $0 })
  }

  public var health: StoreHealth { state.withLock { $0.health } }

  public func head() throws(Problem) -> LogHead { state.withLock { $0.tip.head } }

  /// Lets the append after the next `count` fail as a broken disk would; for tests of what stands above.
  public func failAppend(after count: Int = 0) {
    state.withLock { $0.appendsUntilFailure = count }
  }

  public func append(_ batches: [AppendBatch]) throws(Problem) -> [Result<[Envelope], Problem>] {
    try locked { (state) throws(Problem) in
      if case .readOnly(let problem) = state.health { throw problem }
      state.tip.begin()
      var results: [Result<[Envelope], Problem>] = []
      var planned: [LogTip.Planned] = []
      var commands: Set<String> = []
      for batch in batches {
        do throws(Problem) {
          if let id = batch.command?.id, commands.contains(id) || state.outcomes[id] != nil { throw BatchRules.taken(id) }
          let plan = try state.tip.plan(batch)
          if let id = batch.command?.id { commands.insert(id) }
          planned.append(plan)
          results.append(.success(plan.rows.map(\.envelope)))
        } catch { results.append(.failure(error)) }
      }
      if let left = state.appendsUntilFailure {
        if left == 0 {
          state.tip.rollBack()
          let problem = StoreProblem.writeFailed("the store was told to fail")
          state.health = .readOnly(problem)
          throw problem
        }
        state.appendsUntilFailure = left - 1
      }
      for plan in planned { write(plan, to: &state) }
      return results
    }
  }

  private func write(_ plan: LogTip.Planned, to state: inout State) {
    if keepsEntries {
      for row in plan.rows {
        state.streams[row.envelope.stream, default: []].append(state.rows.count)
        state.rows.append(row)
      }
    }
    for key in plan.batch.erasing { state.sideRows[key.table]?[key.id] = nil }
    for row in plan.batch.sideRows { state.sideRows[row.table, default: [:]][row.id] = row.bytes }
    if let command = plan.batch.command { state.outcomes[command.id] = command }
  }

  public func entries(from sequence: UInt64, limit: Int) throws(Problem) -> [Envelope] {
    try readingEntries { state in
      let start = Int(min(sequence, UInt64(state.rows.count)))
      return state.rows[start...].prefix(StoreProblem.clamp(limit)).map(\.envelope)
    }
  }

  public func entries(ofStream stream: String, after version: UInt64, limit: Int) throws(Problem) -> [Envelope] {
    try readingEntries { state in
      let places = state.streams[stream] ?? []
      let start = Int(min(version, UInt64(places.count)))
      return places[start...].prefix(StoreProblem.clamp(limit)).map { state.rows[$0].envelope }
    }
  }

  public func version(ofStream stream: String) throws(Problem) -> UInt64 {
    state.withLock { $0.tip.versions[stream] ?? 0 }
  }

  public func leaves(upTo size: UInt64) throws(Problem) -> [LogHash] {
    let leaves = try readingEntries { $0.rows.prefix(Int(min(size, UInt64(Int.max)))).map(\.leaf) }
    guard UInt64(leaves.count) == size else { throw StoreProblem.beyondEnd(size, of: UInt64(leaves.count)) }
    return leaves
  }

  public func sideRow(_ table: String, _ id: String) throws(Problem) -> SideRow? {
    state.withLock { state in
      state.sideRows[table]?[id].map { SideRow(table: table, id: id, bytes: $0) }
    }
  }

  public func sideRows(_ table: String, after id: String, limit: Int) throws(Problem) -> [SideRow] {
    state.withLock { state in
      let rows = state.sideRows[table] ?? [:]
      let ids = rows.keys.filter { id.utf8.lexicographicallyPrecedes($0.utf8) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return ids.prefix(max(0, limit)).map { SideRow(table: table, id: $0, bytes: rows[$0] ?? []) }
    }
  }

  public func commandOutcome(_ id: String) throws(Problem) -> CommandOutcome? {
    state.withLock { $0.outcomes[id] }
  }

  public func checkpoints() throws(Problem) -> [SignedCheckpoint] {
    state.withLock { state in state.checkpoints.values.sorted { $0.head.size < $1.head.size } }
  }

  public func checkpoint(signedBy key: SigningKey) throws(Problem) -> SignedCheckpoint {
    try BatchRules.check(key, signs: identity)
    return try locked { (state) throws(Problem) in
      let head = state.tip.head
      if let known = state.checkpoints[head.size] { return known }
      let signed = try SignedCheckpoint(Checkpoint(origin: identity.origin, head: head), signedBy: key)
      state.checkpoints[head.size] = signed
      return signed
    }
  }

  public func keep(_ checkpoint: SignedCheckpoint) throws(Problem) {
    let size = checkpoint.head.size
    try locked { (state) throws(Problem) in
      let root: LogHash?
      if size == state.tip.tree.size {
        root = state.tip.tree.root
      } else if keepsEntries, size < state.tip.tree.size {
        root = MerkleTree(leaves: state.rows[..<Int(size)].map(\.leaf)).root
      } else {
        root = nil
      }
      try BatchRules.check(checkpoint, identity: identity, size: state.tip.tree.size, root: root)
      state.checkpoints[size] = checkpoint
    }
  }

  public func verify(outside: OutsideHeads) throws(Problem) -> Verification {
    let checkpoints = try checkpoints()
    return try readingEntries { state in
      var verifier = LogVerifier(identity: identity, checkpoints: checkpoints, outside: outside)
      for row in state.rows { verifier.take(row.bytes) }
      return verifier.finish()
    }
  }

  public func close() throws(Problem) {}

  private func readingEntries<T>(_ body: (borrowing State) -> T) throws(Problem) -> T {
    guard keepsEntries else {
      throw Problem("ledger.entries.notKept", "this log keeps its root only", advice: "run once more with a database")
    }
    return state.withLock { body($0) }
  }

  private func locked<T>(_ body: (inout State) throws(Problem) -> T) throws(Problem) -> T {
    let result: Result<T, Problem> = state.withLock { state in
      do throws(Problem) { return .success(try body(&state)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

/// Problems and limits that all stores share.
enum StoreProblem {
  static func clamp(_ limit: Int) -> Int { max(0, min(limit, LedgerLimits.entriesPerRead)) }

  static func beyondEnd(_ size: UInt64, of actual: UInt64) -> Problem {
    Problem("ledger.beyondEnd", "size \(size) asked for; the log has \(actual) entries", exit: .usage)
  }

  static let fullCode = "ledger.full"

  static func full(_ path: String, _ cause: String) -> Problem {
    Problem(
      fullCode, "the disk is full: nothing was written; what was acknowledged before is safe and can be read",
      at: Problem.Place(file: path), advice: "make room; the next command is tried again without a restart.", cause: cause,
      exit: .inputOutput)
  }

  static func writeFailed(_ cause: String) -> Problem {
    Problem(
      "ledger.readOnly",
      "a write to the log failed, so nothing is written any more until the database is opened again; what was "
        + "acknowledged before is safe and can be read",
      advice: "the disk is full or broken: make room or move the database, then start again", cause: cause, exit: .inputOutput)
  }
}

extension MemoryStore {
  /// Another store with the same entries, which goes its own way from here: the start that all replications of a batch share.
  public func copy() -> MemoryStore { MemoryStore(copying: self) }
}

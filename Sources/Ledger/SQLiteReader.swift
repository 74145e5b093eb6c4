import Basics
import Foundation
import GRDB

/// A log in a database, for reading only: a snapshot as of opening, beside a writer or without one, without its lock.
public final class SQLiteReader: LogReader {
  public let identity: LogIdentity
  public let path: String
  private let queue: DatabaseQueue

  /// Opens a snapshot.
  ///
  /// - Throws: a `Problem` if the file is missing, is not a log of Siaga, or was written by a newer version.
  public init(_ path: String) throws(Problem) {
    try SQLiteReader.checkExists(path)
    self.path = path
    (queue, identity) = try SQLiteSetup.guarded(path) {
      var configuration = SQLiteSetup.configuration(readonly: true)
      configuration.allowsUnsafeTransactions = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let identity = try queue.inDatabase { db in
        try db.beginTransaction(.deferred)
        try SQLiteSchema.check(db, path: path)
        return try SQLiteSchema.identity(in: db, path: path)
      }
      return (queue, identity)
    }
  }

  /// Refuses what is missing. The file is not opened: closing it would take this process's locks from SQLite ("How to corrupt
  /// an SQLite database file", section 2.2).
  static func checkExists(_ path: String) throws(Problem) {
    guard access(path, R_OK) == 0 else {
      guard errno == ENOENT else { throw SystemProblem.failed("read", path) }
      throw Problem(
        "ledger.database.missing", "there is no such database", at: Problem.Place(file: path),
        advice: "it lies elsewhere: name it with --database", exit: .missingFile)
    }
  }

  /// Moves the snapshot to the present.
  public func refresh() throws(Problem) {
    try SQLiteSetup.guarded(path) {
      try queue.inDatabase { db in
        try db.commit()
        try db.beginTransaction(.deferred)
      }
    }
  }

  func withConnection(_ body: (Database) throws -> Void) throws {
    try queue.inDatabase(body)
  }

  func query<T>(_ body: (SQLiteQueries) throws -> T) throws(Problem) -> T {
    try SQLiteSetup.guarded(path) {
      try queue.inDatabase { try body(SQLiteQueries(db: $0, path: path)) }
    }
  }

  /// Checks every entry, column and checkpoint of the snapshot, and the file's structure. Reads the whole log once.
  public func verify(outside: OutsideHeads) throws(Problem) -> Verification {
    try query { $0.verifier(identity: identity, outside: outside, structure: true).finish() }
  }

  public func head() throws(Problem) -> LogHead { try query { try $0.head() } }

  public func entries(from sequence: UInt64, limit: Int) throws(Problem) -> [Envelope] {
    try query { try $0.entries(from: sequence, limit: StoreProblem.clamp(limit)) }
  }

  public func entries(ofStream stream: String, after version: UInt64, limit: Int) throws(Problem) -> [Envelope] {
    try query { try $0.entries(ofStream: stream, after: version, limit: StoreProblem.clamp(limit)) }
  }

  public func version(ofStream stream: String) throws(Problem) -> UInt64 { try query { try $0.version(ofStream: stream) } }

  public func leaves(upTo size: UInt64) throws(Problem) -> [LogHash] {
    try query { try $0.leaves(upTo: size) }
  }

  public func sideRow(_ table: String, _ id: String) throws(Problem) -> SideRow? { try query { try $0.sideRow(table, id) } }

  public func sideRows(_ table: String, after id: String, limit: Int) throws(Problem) -> [SideRow] {
    try query { try $0.sideRows(table, after: id, limit: limit) }
  }

  public func commandOutcome(_ id: String) throws(Problem) -> CommandOutcome? { try query { try $0.commandOutcome(id) } }

  public func checkpoints() throws(Problem) -> [SignedCheckpoint] { try query { try $0.checkpoints() } }
}

extension SQLiteQueries {
  /// The first `size` leaf hashes.
  func leaves(upTo size: UInt64) throws -> [LogHash] {
    let leaves = try leafHashes(upTo: size)
    guard UInt64(leaves.count) == size else { throw StoreProblem.beyondEnd(size, of: UInt64(leaves.count)) }
    return leaves
  }
}

import Basics
import Foundation
import GRDB
import Testing

@testable import Ledger

/// A database that its owner changes behind Siaga's back.
final class Victim {
  let folder: Folder
  let path: String
  let head: LogHead
  private let queue: DatabaseQueue

  /// A log of `count` entries with a checkpoint over all of them, and one over the first `early`.
  init(entries count: Int, early: Int = 0) throws {
    folder = try Folder()
    path = folder.file("siaga.db")
    let key = try Samples.key()
    let store = try SQLiteStore.create(path, mode: .exercise, key: key)
    let entries = Samples.entries(count, seed: 3)
    if early > 0 {
      _ = try store.append(Array(entries[..<early]))
      _ = try store.checkpoint(signedBy: key)
    }
    _ = try store.append(Array(entries[early...]))
    _ = try store.checkpoint(signedBy: key)
    head = try store.head()
    try store.close()
    queue = try DatabaseQueue(path: path)
    // Thousands of changes that no power cut will hit.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
  }

  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: sql, arguments: arguments) }
  }

  func bytes(_ column: String, _ sequence: UInt64) throws -> [UInt8] {
    let sql = "SELECT CAST(\(column) AS BLOB) FROM entries WHERE sequence = ?"
    return try [UInt8](queue.read { try Data.fetchOne($0, sql: sql, arguments: [Int64(sequence)]) } ?? Data())
  }

  func integer(_ column: String, _ sequence: UInt64) throws -> Int64 {
    let sql = "SELECT \(column) FROM entries WHERE sequence = ?"
    return try queue.read { try Int64.fetchOne($0, sql: sql, arguments: [Int64(sequence)]) } ?? 0
  }

  func restore(_ column: String, _ sequence: UInt64, _ value: some DatabaseValueConvertible) throws {
    let place = column == "stream" || column == "type" ? "CAST(? AS TEXT)" : "?"
    try run("UPDATE entries SET \(column) = \(place) WHERE sequence = ?", [value, Int64(sequence)])
  }

  /// Puts an entry into the table as Siaga would.
  func insert(_ entry: Envelope) throws {
    let row = EntryRow(entry)
    try queue.write { try SQLiteQueries(db: $0, path: path).insert(row) }
  }

  /// Sets a column and expects that exactly this entry is named; what SQLite itself refuses cannot be stored.
  func expectFound(_ column: String, _ sequence: UInt64, _ value: some DatabaseValueConvertible, _ comment: String) throws {
    do { try restore(column, sequence, value) } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return
    }
    let found = try verify()
    if found.isGood || found.firstBad?.sequence != sequence {
      Issue.record("\(column) of entry \(sequence), \(comment): \(found.lines)")
    }
  }

  /// The verdicts on the present state, without the check of the file's pages.
  func verify(outside: OutsideHeads = OutsideHeads()) throws -> Verification {
    let identity = try Samples.identity()
    return try queue.read {
      SQLiteQueries(db: $0, path: path).verifier(identity: identity, outside: outside, structure: false).finish()
    }
  }

  func reader<T>(_ body: (SQLiteReader) throws -> T) throws -> T { try body(SQLiteReader(path)) }

  /// The file's bytes when no connection is open any more.
  func closedFile() throws -> [UInt8] {
    try queue.close()
    return try contents(path)
  }
}

import Basics
import Foundation
import GRDB

/// The statements of the log on one connection, for the writer and for readers.
struct SQLiteQueries {
  let db: Database
  let path: String

  // MARK: Reading

  func head() throws -> LogHead {
    let tree = try MerkleTree(leaves: leafHashes(upTo: nil))
    return LogHead(size: tree.size, root: tree.root)
  }

  /// The stored leaf hashes; they are compared with the bytes wherever entries are read, and at opening.
  func leafHashes(upTo size: UInt64?) throws -> [LogHash] {
    let limit = size.map { Int64(min($0, LedgerLimits.largestInteger)) } ?? Int64.max
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT leaf FROM entries WHERE sequence < ? ORDER BY sequence"), arguments: [limit])
    var leaves: [LogHash] = []
    while let row = try rows.next() {
      guard let leaf = row.blob(0).flatMap({ LogHash($0) }) else {
        throw damaged(UInt64(leaves.count), "its leaf hash has not 32 bytes")
      }
      leaves.append(leaf)
    }
    return leaves
  }

  func entries(from sequence: UInt64, limit: Int) throws -> [Envelope] {
    guard sequence <= LedgerLimits.largestInteger else { return [] }
    let statement = try db.cachedStatement(
      sql: "SELECT bytes, leaf, sequence FROM entries WHERE sequence >= ? ORDER BY sequence LIMIT ?")
    return try envelopes(statement, [Int64(sequence), limit])
  }

  func entries(ofStream stream: String, after version: UInt64, limit: Int) throws -> [Envelope] {
    guard version <= LedgerLimits.largestInteger else { return [] }
    let statement = try db.cachedStatement(
      sql: "SELECT bytes, leaf, sequence FROM entries WHERE stream = ? AND version > ? ORDER BY version LIMIT ?")
    return try envelopes(statement, [stream, Int64(version), limit])
  }

  /// Entries as read, each compared with its leaf hash and its place.
  private func envelopes(_ statement: Statement, _ arguments: StatementArguments) throws -> [Envelope] {
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var entries: [Envelope] = []
    while let row = try rows.next() {
      let place = UInt64(max(0, row.integer(2) ?? 0))
      let bytes = try row.blob(0).orDamaged("entry \(place)", path)
      guard row.blob(1) == LogHash.leaf(bytes).bytes else {
        throw damaged(place, "its bytes do not give its leaf hash")
      }
      let entry = try Envelope(decoding: bytes)
      guard entry.sequence == place else { throw damaged(place, "its bytes are of entry \(entry.sequence)") }
      entries.append(entry)
    }
    return entries
  }

  private func damaged(_ sequence: UInt64, _ what: String) -> Problem {
    Problem(
      "ledger.entry.damaged", "entry \(sequence) was changed: \(what)", at: Problem.Place(file: path),
      advice: "run `siaga log verify`, keep this file for inquiry and restore a backup", exit: .foundWanting)
  }

  func version(ofStream stream: String) throws -> UInt64 {
    let statement = try db.cachedStatement(sql: "SELECT max(version) FROM entries WHERE stream = ?")
    return UInt64(max(0, try Row.fetchOne(statement, arguments: [stream])?.integer(0) ?? 0))
  }

  func sideRow(_ table: String, _ id: String) throws -> SideRow? {
    let statement = try db.cachedStatement(sql: "SELECT bytes FROM side_rows WHERE kind = ? AND id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [table, id]) else { return nil }
    return SideRow(table: table, id: id, bytes: try row.blob(0).orDamaged("side row \(table)/\(id)", path))
  }

  func sideRows(_ table: String, after id: String, limit: Int) throws -> [SideRow] {
    let statement = try db.cachedStatement(
      sql: "SELECT id, bytes FROM side_rows WHERE kind = ? AND id > ? ORDER BY id LIMIT ?")
    return try Row.fetchAll(statement, arguments: [table, id, max(0, limit)]).map {
      let id = try $0.text(0).orDamaged("a side row's id in \(table)", path)
      return SideRow(table: table, id: id, bytes: try $0.blob(1).orDamaged("side row \(table)/\(id)", path))
    }
  }

  func commandOutcome(_ id: String) throws -> CommandOutcome? {
    let statement = try db.cachedStatement(sql: "SELECT request, answer FROM commands WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let what = "the outcome of command \(id)"
    let request = try row.blob(0).flatMap { LogHash($0) }.orDamaged(what, path)
    return CommandOutcome(id: id, request: request, answer: try row.blob(1).orDamaged(what, path))
  }

  func checkpoints() throws -> [SignedCheckpoint] {
    try Row.fetchAll(db, sql: "SELECT size, note FROM checkpoints ORDER BY size").map { row in
      let size = try row.integer(0).orDamaged("a checkpoint's size", path)
      let signed = try SignedCheckpoint(row.text(1).orDamaged("the checkpoint of size \(size)", path))
      guard signed.head.size == UInt64(max(0, size)) else {
        throw Problem(
          "ledger.checkpoint.malformed", "the row of checkpoint \(size) holds the one of size \(signed.head.size)",
          at: Problem.Place(file: path), exit: .foundWanting)
      }
      return signed
    }
  }

  // MARK: Writing

  func insert(_ row: EntryRow) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO entries(sequence, bytes, stream, version, type, instant, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)")
    let entry = row.envelope
    try statement.execute(arguments: [
      Int64(entry.sequence), Data(row.bytes), entry.stream, Int64(entry.version), entry.type, entry.instant.milliseconds,
      Data(row.leaf.bytes),
    ])
  }

  func erase(_ key: SideRow.Key) throws {
    try db.cachedStatement(sql: "DELETE FROM side_rows WHERE kind = ? AND id = ?").execute(arguments: [key.table, key.id])
  }

  func put(_ row: SideRow) throws {
    try db.cachedStatement(
      sql: "INSERT INTO side_rows(kind, id, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes"
    ).execute(arguments: [row.table, row.id, Data(row.bytes)])
  }

  func insert(_ outcome: CommandOutcome) throws {
    try db.cachedStatement(sql: "INSERT INTO commands(id, request, answer) VALUES (?, ?, ?)")
      .execute(arguments: [outcome.id, Data(outcome.request.bytes), Data(outcome.answer)])
  }

  func put(_ checkpoint: SignedCheckpoint) throws {
    try db.execute(
      sql: "INSERT INTO checkpoints(size, note) VALUES (?, ?) ON CONFLICT DO UPDATE SET note = excluded.note",
      arguments: [Int64(checkpoint.head.size), checkpoint.encoded])
  }
}

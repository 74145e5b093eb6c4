import Basics
import Foundation
import GRDB

/// The tables of a database and how they came to be.
///
/// `entries` is the log: only `bytes` counts, all other columns are derived from it, and `verify` compares them.
enum SQLiteSchema {
  /// "SIAG": tells the file from other programs' databases.
  static let applicationID: Int32 = 0x5349_4147

  /// Named steps; one that was released is never edited.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("ledger-1-entries") { db in
      try db.execute(
        sql: """
          CREATE TABLE entries(
            sequence INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            instant INTEGER NOT NULL,
            leaf BLOB NOT NULL,
            UNIQUE(stream, version)
          ) STRICT;
          CREATE TABLE ledger(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
          CREATE TABLE checkpoints(size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
          CREATE TABLE side_rows(
            kind TEXT NOT NULL, id TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(kind, id)
          ) STRICT, WITHOUT ROWID;
          CREATE TABLE commands(id TEXT PRIMARY KEY, request BLOB NOT NULL, answer BLOB NOT NULL) STRICT, WITHOUT ROWID;
          """)
    }
    return migrator
  }

  static func write(_ identity: LogIdentity, to db: Database) throws {
    for (name, value) in [("mode", identity.mode.rawValue), ("key", identity.key.text)] {
      try db.execute(sql: "INSERT INTO ledger(name, value) VALUES (?, ?)", arguments: [name, value])
    }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  static func identity(in db: Database, path: String) throws -> LogIdentity {
    func value(_ name: String) throws -> String? {
      try Row.fetchOne(db, sql: "SELECT value FROM ledger WHERE name = ?", arguments: [name])?.text(0)
    }
    guard let word = try value("mode"), let mode = Mode(rawValue: word), let key = try value("key") else {
      throw notALog(path)
    }
    return LogIdentity(mode: mode, key: try VerifierKey(key))
  }

  /// Refuses what is not a log of Siaga, and what a newer Siaga has written.
  static func check(_ db: Database, path: String) throws {
    guard try Row.fetchOne(db, sql: "PRAGMA application_id")?.integer(0) == Int64(applicationID) else { throw notALog(path) }
    if try migrator.hasBeenSuperseded(db) {
      let steps = try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
      throw Problem(
        "ledger.newer", "a newer Siaga has written this database (step \(steps.joined(separator: ", "))); it was not touched",
        at: Problem.Place(file: path), advice: "install the newer version on this machine, or restore a backup made before")
    }
  }

  static func notALog(_ path: String) -> Problem {
    Problem(
      "ledger.notALog", "not a database of Siaga", at: Problem.Place(file: path),
      advice: "the wrong file was named, or it was damaged; `siaga doctor` says more")
  }
}

/// Settings of connections and the mapping of SQLite's errors.
enum SQLiteSetup {
  static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.label = "siaga"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      if !readonly { try db.execute(sql: "PRAGMA secure_delete = ON") }
    }
    return configuration
  }

  /// What must hold on the writing connection before anything is acknowledged: each setting is set and read back.
  ///
  /// GRDB sets `synchronous = NORMAL` while it opens a database in WAL mode, which may lose acknowledged commits when the power
  /// fails. So FULL is set after opening.
  static func prepareWriter(_ db: Database, path: String) throws {
    try db.execute(sql: "PRAGMA synchronous = FULL")
    try db.execute(sql: "PRAGMA journal_size_limit = \(LedgerLimits.walBytes)")
    try checkWriter(db, path: path)
  }

  static let writerSettings = [
    ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"), ("secure_delete", "1"), ("quick_check", "ok"),
  ]

  static func checkWriter(_ db: Database, path: String) throws {
    for (name, expected) in writerSettings {
      let value = try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "nothing"
      guard value == expected else {
        throw Problem(
          "ledger.database.setting", "PRAGMA \(name) is \(value); expected \(expected)", at: Problem.Place(file: path),
          advice: name == "quick_check"
            ? "the file is damaged: restore a backup" : "this SQLite cannot keep what is acknowledged",
          exit: .inputOutput)
      }
    }
  }

  /// Runs `body` and turns what it throws into a `Problem`.
  static func guarded<T>(_ path: String, _ body: () throws -> T) throws(Problem) -> T {
    do { return try body() } catch let problem as Problem { throw problem } catch let error as DatabaseError {
      throw SQLiteSetup.problem(error, path)
    } catch {
      throw Problem(
        "ledger.database", "the database could not be used", at: Problem.Place(file: path), cause: "\(error)", exit: .inputOutput)
    }
  }

  static func problem(_ error: DatabaseError, _ path: String) -> Problem {
    let place = Problem.Place(file: path)
    let cause = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    switch error.resultCode {
    case .SQLITE_NOTADB: return SQLiteSchema.notALog(path)
    case .SQLITE_CORRUPT:
      return Problem(
        "ledger.database.damaged", "the database file is damaged", at: place,
        advice: "restore a backup; keep this file for inquiry",
        cause: cause, exit: .foundWanting)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Problem(
        "ledger.database.busy", "the database is in use", at: place, advice: "try again", cause: cause, exit: .tryAgain)
    case .SQLITE_FULL: return StoreProblem.full(path, cause)
    case .SQLITE_CANTOPEN:
      return Problem("ledger.database.missing", "the database cannot be opened", at: place, cause: cause, exit: .missingFile)
    default:
      return Problem("ledger.database", "the database could not be used", at: place, cause: cause, exit: .inputOutput)
    }
  }
}

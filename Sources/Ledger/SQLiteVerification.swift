import Basics
import Foundation
import GRDB

/// Verification of a log in a database.
extension SQLiteQueries {
  /// Feeds every row of the log to a verifier, whatever state the file is in.
  ///
  /// - Parameter structure: whether SQLite's own check of the file (pages, indexes) is run too, which doubles the time.
  func verifier(identity: LogIdentity, outside: OutsideHeads, structure: Bool) -> LogVerifier {
    var checkpoints: [SignedCheckpoint] = []
    var problems: [Problem] = []
    do { checkpoints = try self.checkpoints() } catch { problems.append(problem(error)) }
    var verifier = LogVerifier(identity: identity, checkpoints: checkpoints, outside: outside)
    for problem in problems { verifier.note(problem) }
    do { try feed(&verifier) } catch {
      verifier.takeUnreadable("the database cannot give it: \(problem(error).text)")
    }
    if structure { checkStructure(&verifier) }
    return verifier
  }

  private func feed(_ verifier: inout LogVerifier) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT sequence, bytes, stream, version, type, instant, leaf FROM entries ORDER BY sequence")
    while let row = try rows.next() {
      guard let sequence = row.integer(0), let bytes = row.blob(1), let stream = row.text(2), let version = row.integer(3),
        let type = row.text(4), let instant = row.integer(5), let leaf = row.blob(6)
      else {
        verifier.takeUnreadable("a column has not the kind of value that Siaga wrote")
        return
      }
      let columns = LogVerifier.Columns(
        sequence: sequence, stream: stream, version: version, type: type, instant: instant, leaf: leaf)
      verifier.take(bytes, columns: columns)
    }
  }

  private func checkStructure(_ verifier: inout LogVerifier) {
    do {
      let answer = try Row.fetchOne(db, sql: "PRAGMA integrity_check(1)")?.text(0) ?? "nothing"
      guard answer != "ok" else { return }
      verifier.note(
        Problem(
          "ledger.database.damaged", "SQLite says of the file: \(answer)", at: Problem.Place(file: path),
          advice: "restore a backup; keep this file for inquiry", exit: .foundWanting))
    } catch { verifier.note(problem(error)) }
  }

  private func problem(_ error: any Error) -> Problem {
    do { return try SQLiteSetup.guarded(path) { throw error } } catch { return error }
  }
}

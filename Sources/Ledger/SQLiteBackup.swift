import Basics
import Foundation
import GRDB

/// Online backup: a copy of the whole database (log, side rows, checkpoints) as of one instant, while others read and write.
///
/// The private key is not in the database, hence not in the copy: keep `siaga.db.key` apart.
extension SQLiteReader {
  /// Copies the snapshot to a new file, verifies the copy and returns what the verification found.
  ///
  /// The copy is made under another name and gets its own when it is good; a file that exists is never overwritten.
  public func backup(to path: String) throws(Problem) -> Verification {
    try SQLiteReader.checkFree(path)
    let draft = path + ".part"
    let file = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw SystemProblem.failed("create", draft) }
    close(file)
    defer { for name in [draft, draft + "-wal", draft + "-shm", draft + "-journal"] { unlink(name) } }
    try copy(to: draft)
    let verification = try SQLiteReader.verifyCopy(draft)
    guard verification.isIntact, try verification.head == head() else {
      throw Problem(
        "ledger.backup.wrong", "the copy does not verify; it was removed", at: Problem.Place(file: path),
        advice: "run `siaga log verify` on the database itself", cause: verification.firstBad?.text, exit: .foundWanting)
    }
    guard try NewFile.give(draft, name: path) == .given else { throw SQLiteReader.exists(path) }
    return verification
  }

  private static func checkFree(_ path: String) throws(Problem) {
    guard access(path, F_OK) != 0 else { throw exists(path) }
  }

  private static func exists(_ path: String) -> Problem {
    Problem(
      "ledger.backup.exists", "the file exists; it was not touched", at: Problem.Place(file: path),
      advice: "name a new file for each backup", exit: .notPermitted)
  }

  private func copy(to draft: String) throws(Problem) {
    let source = path
    try SQLiteSetup.guarded(source) {
      let target = try DatabaseQueue(path: draft)
      try withConnection { db in try target.inDatabase { try db.backup(to: $0) } }
      try target.close()
    }
  }

  private static func verifyCopy(_ draft: String) throws(Problem) -> Verification {
    let copy = try SQLiteReader(draft)
    return try copy.verify()
  }
}

extension SQLiteStore {
  /// An online backup as of now; see ``SQLiteReader/backup(to:)``.
  public func backup(to path: String) throws(Problem) -> Verification {
    try SQLiteReader(self.path).backup(to: path)
  }
}

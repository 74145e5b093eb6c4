import Basics
import Foundation
import Synchronization

/// The right to write to a database: one process at a time, on one machine.
///
/// `flock` on `FILE.lock`, with the process id inside for the message to others. The kernel gives the lock up when the process
/// ends, however it ends; the file stays. Another lock file would be another protocol: nothing removes it.
final class WriterLock: Sendable {
  private let descriptor: Mutex<Int32?>
  let path: String

  /// - Throws: a `Problem` with exit code 75 that names the process which holds the lock.
  init(database: String) throws(Problem) {
    path = database + ".lock"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw SystemProblem.failed("open", path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let error = errno
      let holder = WriterLock.read(file)
      close(file)
      guard error == EWOULDBLOCK else { throw SystemProblem.failed("lock", path, error) }
      throw WriterLock.taken(by: holder, database: database)
    }
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
      let error = errno
      close(file)
      throw SystemProblem.failed("write", path, error)
    }
    descriptor = Mutex(file)
  }

  deinit { release() }

  func release() {
    descriptor.withLock { file in
      guard let open = file else { return }
      _ = ftruncate(open, 0)
      close(open)
      file = nil
    }
  }

  private static func read(_ file: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return Int32(text).map { "\($0)" }
  }

  private static func taken(by holder: String?, database: String) -> Problem {
    let who = holder.map { "process \($0)" } ?? "another process"
    return Problem(
      "ledger.locked", "\(who) is writing to this database; nothing was changed", at: Problem.Place(file: database),
      advice: "wait until it has ended, or end it, and try again; reading (log show, verify, export) works meanwhile",
      exit: .tryAgain)
  }
}

/// Problems from system calls.
enum SystemProblem {
  static func failed(_ verb: String, _ path: String, _ error: Int32 = errno) -> Problem {
    let exit: Problem.Exit =
      switch error {
      case ENOENT: .missingFile
      case EACCES, EPERM: .notPermitted
      default: .inputOutput
      }
    return Problem(
      "ledger.file", "cannot \(verb) the file", at: Problem.Place(file: path), cause: String(cString: strerror(error)), exit: exit
    )
  }
}

import Basics
import Foundation

/// A process of this same program whose output is read, and that is killed.
struct HarnessChild {
  let pid: pid_t
  private let output: Int32

  /// Starts `harness ARGUMENTS`, under another program where one is given, as `strace` with its options.
  init(_ arguments: [String], under wrapper: [String] = []) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw HarnessChild.failed("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let itself = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = wrapper.first ?? itself
    let words: [UnsafeMutablePointer<CChar>?] = (wrapper + [itself] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let result = posix_spawn(&pid, program, &actions, nil, words, environ)
    close(ends[1])
    guard result == 0 else {
      close(ends[0])
      throw HarnessChild.failed("posix_spawn")
    }
    self.pid = pid
    output = ends[0]
  }

  /// Reads what the child writes for some seconds, counted from its start or from its first output; then kills it with SIGKILL,
  /// reads the rest and waits for its end. Calls `first` once, after the first output.
  func killed(after seconds: Double, ofOutput isAfterOutput: Bool, first: () -> Void) -> (bytes: [UInt8], isByUs: Bool) {
    var bytes: [UInt8] = []
    var hasCalled = false
    var deadline = harnessClock() + (isAfterOutput ? 30 : seconds)
    while true {
      let left = deadline - harnessClock()
      if left <= 0 { break }
      var event = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      // The last part of a millisecond is waited for in small sleeps, so that kills fall between any two instructions.
      let ready = poll(&event, 1, Int32(left * 1000))
      if ready == 0 { usleep(useconds_t(max(1, min(900, left * 1_000_000)))) }
      if ready > 0, !read(into: &bytes) { break }
      if !bytes.isEmpty, !hasCalled {
        hasCalled = true
        first()
        if isAfterOutput { deadline = harnessClock() + seconds }
      }
    }
    Foundation.kill(pid, SIGKILL)
    return finish(bytes)
  }

  /// Reads all that the child writes and waits for its end.
  func ended() -> [UInt8] { finish([]).bytes }

  private func finish(_ before: [UInt8]) -> (bytes: [UInt8], isByUs: Bool) {
    var bytes = before
    while read(into: &bytes) {}
    close(output)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return (bytes, status & 0x7F == SIGKILL)
  }

  /// False at the end of the output.
  private func read(into bytes: inout [UInt8]) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(output, &piece, piece.count)
    guard count > 0 else { return false }
    bytes += piece[..<count]
    return true
  }

  private static func failed(_ what: String) -> Problem {
    Problem("harness.child", "\(what) failed", cause: String(cString: strerror(errno)), exit: .inputOutput)
  }
}

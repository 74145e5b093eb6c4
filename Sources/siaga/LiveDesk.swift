import ArgumentParser
import Basics
import Operations

/// The desk of a live drill while a command that a person typed is at work on it: commands that would open a database take this one.
final class LiveDesk: @unchecked Sendable {
  /// Used by the task that made it alone, inside the drill's own turn.
  let desk: Desk
  let now: Instant

  @TaskLocal static var current: LiveDesk?
  /// The database of the drill that is being played, for commands that only read.
  @TaskLocal static var database: String?

  init(_ desk: Desk, _ now: Instant) {
    self.desk = desk
    self.now = now
  }

  /// The live one, or that of the file; and its instant.
  static func open(_ path: String) throws(Problem) -> (desk: Desk, now: Instant) {
    if let current { return (current.desk, current.now) }
    let desk = try Desk.open(path)
    return (desk, desk.now)
  }

  /// Runs a command line of `siaga` on a desk.
  /// - Throws: exit 64 for words that are none; what it refused was said already.
  static func run(_ words: [String], on desk: Desk, at now: Instant) throws(Problem) {
    do {
      var command = try Siaga.parseAsRoot(words)
      guard !(command is any AsyncParsableCommand) else {
        throw Problem("live.command", "\"\(words.joined(separator: " "))\" is nothing for a drill that runs", exit: .usage)
      }
      try $current.withValue(LiveDesk(desk, now)) { try command.run() }
    } catch let problem as Problem {
      throw problem
    } catch is ExitCode {
      throw Problem("live.command", "\"\(words.joined(separator: " "))\" was not done", exit: .foundWanting)
    } catch { throw Problem("live.command", Siaga.message(for: error), exit: .usage) }
  }
}

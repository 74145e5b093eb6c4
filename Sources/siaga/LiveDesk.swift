import ArgumentParser
import Basics
import Console
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
    do throws(Problem) {
      let desk = try Desk.open(path)
      return (desk, desk.now)
    } catch {
      // A server that holds the database carries the command out, and this process ends with its answer.
      if error.code == "ledger.locked" { CommandHandOver.tryServer(of: path) }
      throw error
    }
  }

  /// Carries out a command line that another process was given, as if it had opened the database itself.
  static func carryOut(_ handed: HandedCommand, database path: String, on desk: Desk, at now: Instant) -> HandedAnswer {
    let captured = Terminal.Captured()
    let code = Terminal.$captured.withValue(captured) {
      Files.$folder.withValue(handed.folder) {
        $database.withValue(path) { $current.withValue(LiveDesk(desk, now)) { exitCode(of: handed.words) } }
      }
    }
    return HandedAnswer(exit: code, out: captured.out, notes: captured.notes)
  }

  private static func exitCode(of words: [String]) -> Int32 {
    do {
      var command = try Siaga.parseAsRoot(words)
      guard !(command is any AsyncParsableCommand) else {
        throw Problem("serve.command", "\"\(words.joined(separator: " "))\" is nothing for a server that runs", exit: .usage)
      }
      try command.run()
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch let problem as Problem {
      Terminal.note(problem.text)
      return problem.exit.rawValue
    } catch {
      Terminal.note(Siaga.fullMessage(for: error))
      return Siaga.exitCode(for: error).rawValue
    }
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

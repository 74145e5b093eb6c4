import ArgumentParser
import Basics

/// Runs the body of a command; a `Problem` goes to standard error as text and to the shell as its exit code.
func reporting(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let problem as Problem {
    Terminal.note(problem.text)
    throw ExitCode(problem.exit.rawValue)
  }
}

/// Prints all problems of a file; throws the exit code of the first error among them.
func report(_ problems: [Problem]) throws {
  if problems.isEmpty { return }
  Terminal.note(problems.report())
  if let first = problems.first(where: { $0.severity == .error }) { throw ExitCode(first.exit.rawValue) }
}

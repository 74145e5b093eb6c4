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

func reportingAsync(_ body: () async throws -> Void) async throws {
  do {
    try await body()
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

/// Problems for machines.
enum ProblemJSON {
  static func document(_ head: [(String, JSONValue?)], _ problems: [Problem]) -> String {
    let value = JSONValue.members(head + [("problems", .array(problems.map(one)))])
    return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private static func one(_ problem: Problem) -> JSONValue {
    .members([
      ("code", .string(problem.code)), ("severity", .string(problem.severity.rawValue)), ("message", .string(problem.message)),
      ("file", problem.place.map { .string($0.file) }), ("line", problem.place?.line.map { .integer(Int64($0)) }),
      ("field", problem.place?.field.map(JSONValue.string)), ("advice", problem.advice.map(JSONValue.string)),
    ])
  }
}

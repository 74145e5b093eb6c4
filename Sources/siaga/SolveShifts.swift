import ArgumentParser
import Assignment
import Basics
import Foundation
import Operations

/// `siaga solve` on an instance of many shifts (`"format": "shifts-1"`).
struct ShiftRun {
  let path: String
  let timeLimit: Double?
  let work: Int64?
  /// Path of an earlier answer to go on from.
  var start: String?

  func answer() throws -> ShiftAnswer {
    let clock = ContinuousClock()
    let begin = clock.now
    let reading = ShiftText.read(try Files.read(path), file: path)
    try report(reading.problems)
    guard let instance = reading.value else { throw ExitCode(Problem.Exit.badData.rawValue) }
    let earlier = try start.map { path in
      let reading = ShiftStart.read(try Files.read(path), file: path, for: instance)
      try report(reading.problems)
      guard let value = reading.value else { throw ExitCode(Problem.Exit.badData.rawValue) }
      return value
    }
    let read = clock.now
    let deadline = timeLimit.map { read + .seconds($0) }
    let solution = ShiftSolver.solve(
      instance, from: earlier, shouldStop: { deadline.map { clock.now >= $0 } ?? false }, workLimit: work ?? .max,
      threads: ProcessInfo.processInfo.activeProcessorCount,
      progress: { bound, objective, work in Terminal.progress("bound \(bound), best \(objective), work \(work)") })
    Terminal.endProgress()
    // With --work the whole answer repeats byte for byte, so the seconds stay out.
    let seconds = work == nil ? (read: Seconds.of(read - begin), solve: Seconds.of(clock.now - read)) : nil
    return ShiftAnswer(instance: instance, solution: solution, seconds: seconds)
  }

  static func table(_ answer: ShiftAnswer) -> String {
    let solution = answer.solution
    var lines = [
      "objective  \(solution.objective)", "bound      \(solution.bound)",
      "status     \(solution.status.rawValue), gap \(solution.gap)", "cost       \(solution.cost)",
      "assigned   \(solution.duties.count)",
    ]
    lines += solution.unmet.enumerated().map { "unmet      class \($0.offset + 1): \($0.element)" }
    if let seconds = answer.seconds { lines.append("seconds    read \(seconds.read), solve \(seconds.solve)") }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Seconds of a duration, to the microsecond.
enum Seconds {
  static func of(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds / 1_000_000_000_000) / 1_000_000
  }
}

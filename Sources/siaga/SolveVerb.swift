import ArgumentParser
import Assignment
import Basics
import Operations

struct SolveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "The bare optimiser on an instance file (one shift): least cost plus 100000 x priority per unmet head.",
    discussion: """
      The file: `p STAFF POSTS ARCS`, `d POST NEED PRIORITY` for each post, `a STAFF POST COST` for each eligible pair, and
      `s STAFF COUNT` for people who are alike. Instances of many shifts (.json) are not solved yet.
      Example: siaga solve instance.txt --json
      """)
  @OptionGroup var output: OutputOptions
  @Argument(help: "Instance file.", completion: .file(extensions: ["txt"])) var instance: String
  @Option(help: "Stop after so many seconds with the best found; not repeatable.") var timeLimit: Double?
  @Option(help: "Stop after so many units of work (arcs looked at); repeats byte for byte.") var work: Int64?

  func validate() throws {
    if let timeLimit, !(timeLimit > 0) { throw ValidationError("--time-limit \(timeLimit): expected seconds above 0") }
    if let work, work <= 0 { throw ValidationError("--work \(work): expected a number above 0") }
  }

  func run() throws {
    try reporting {
      let clock = ContinuousClock()
      let start = clock.now
      let reading = InstanceText.read(try Files.read(instance), file: instance)
      try report(reading.problems)
      guard let file = reading.value else { throw ExitCode(65) }
      let read = clock.now
      let deadline = timeLimit.map { read + .seconds($0) }
      let solution = TransportSolver.solve(
        file.instance, shouldStop: { deadline.map { clock.now >= $0 } ?? false }, workLimit: work ?? .max)
      let solved = clock.now
      // With --work the whole answer repeats byte for byte, so the seconds stay out.
      let seconds = work == nil ? (read: Self.seconds(read - start), solve: Self.seconds(solved - read)) : nil
      let answer = SolveAnswer(file: file, solution: solution, seconds: seconds)
      Terminal.out(output.json ? answer.json() : Array(Self.table(answer).utf8))
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds / 1_000_000_000_000) / 1_000_000
  }

  private static func table(_ answer: SolveAnswer) -> String {
    let solution = answer.solution
    var lines = [
      "objective  \(solution.objective)", "bound      \(solution.bound)",
      "status     \(solution.status.rawValue), gap \(answer.gap)",
      "cost       \(solution.cost)", "assigned   \(solution.chosen.reduce(0) { $0 + Int($1.heads) })",
    ]
    lines += answer.unmet.map { "unmet      priority \($0.priority): \($0.heads)" }
    if let seconds = answer.seconds { lines.append("seconds    read \(seconds.read), solve \(seconds.solve)") }
    return lines.joined(separator: "\n") + "\n"
  }
}

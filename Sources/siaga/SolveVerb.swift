import ArgumentParser
import Assignment
import Basics
import Operations

struct SolveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract:
      "The bare optimiser on an instance file: of one shift (.txt), exact, or of many shifts (.json), with a proven bound.",
    discussion: """
      One shift, least cost plus 100000 x priority per unmet head: `p STAFF POSTS ARCS`, `d POST NEED PRIORITY` for each post,
      `a STAFF POST COST` for each eligible pair, `s STAFF COUNT` for people who are alike. Many shifts: JSON with
      "format": "shifts-1".
      Example: siaga solve instance.txt --json > answer.json

      With --start an earlier answer is repaired: the changes are applied to the instance, and of all best plans one is taken that
      moves the fewest people away from where the answer had them. The answer need not be a best one.
      Example: siaga solve instance.txt --start answer.json --change drop:17 --change need:4:3

      Of many shifts, --start goes on from what the instance still allows of an earlier answer; the plan is never worse than that.
      Example: siaga solve week.json --start answer.json --time-limit 10 --json > better.json
      """)
  @OptionGroup var output: OutputOptions
  @Argument(help: "Instance file.", completion: .file(extensions: ["txt", "json"])) var instance: String
  @Option(help: "Stop after so many seconds with the best found; not repeatable.") var timeLimit: Double?
  @Option(help: "Stop after so many units of work (arcs looked at); repeats byte for byte.") var work: Int64?
  @Option(
    help: ArgumentHelp("An earlier answer (siaga solve --json) to go on from.", valueName: "answer.json"),
    completion: .file(extensions: ["json"])) var start: String?
  @Option(help: ArgumentHelp("What has changed: \(PlanChange.forms). Repeatable.", valueName: "change")) var change: [String] = []
  @Option(help: "With --start: whoever has a post moves only where that gains more than this.") var threshold: Int64?

  func validate() throws {
    if let timeLimit, !(timeLimit > 0) { throw ValidationError("--time-limit \(timeLimit): expected seconds above 0") }
    if let work, work <= 0 { throw ValidationError("--work \(work): expected a number above 0") }
    if start == nil {
      if let first = change.first { throw ValidationError("--change \(first): expected --start ANSWER.json beside it") }
      if threshold != nil { throw ValidationError("--threshold: expected --start ANSWER.json beside it") }
    } else if timeLimit != nil, !isShifts {
      throw ValidationError("--time-limit: a repair is never cut short; leave it out beside --start")
    }
    if isShifts, let first = change.first { throw ValidationError("--change \(first): only for instances of one shift (.txt)") }
    if isShifts, threshold != nil { throw ValidationError("--threshold: only for instances of one shift (.txt)") }
    if let threshold, !(0...StandingPlan.mostThreshold).contains(threshold) {
      throw ValidationError("--threshold \(threshold): expected 0 to \(StandingPlan.mostThreshold)")
    }
  }

  /// Whether the instance is of many shifts.
  private var isShifts: Bool { instance.hasSuffix(".json") }

  func run() throws {
    try reporting {
      if isShifts {
        let answer = try ShiftRun(path: instance, timeLimit: timeLimit, work: work, start: start).answer()
        return Terminal.out(output.json ? answer.json() : Array(ShiftRun.table(answer).utf8))
      }
      let changes = try change.map { try PlanChange(reading: $0) }
      let clock = ContinuousClock()
      let begin = clock.now
      let reading = InstanceText.read(try Files.read(instance), file: instance)
      try report(reading.problems)
      guard let file = reading.value else { throw ExitCode(65) }
      let answered = try start.map { try readStart($0, for: file) }
      let read = clock.now
      var answer =
        if let answered {
          try SolveAnswer.repairing(file, start: answered, changes: changes, threshold: threshold ?? 0)
        } else {
          SolveAnswer(file: file, solution: solve(file.instance, from: read))
        }
      // With --work the whole answer repeats byte for byte, so the seconds stay out.
      if work == nil { answer.seconds = (read: Seconds.of(read - begin), solve: Seconds.of(clock.now - read)) }
      Terminal.out(output.json ? answer.json() : Array(Self.table(answer).utf8))
    }
  }

  private func solve(_ instance: TransportInstance, from begin: ContinuousClock.Instant) -> TransportSolution {
    let deadline = timeLimit.map { begin + .seconds($0) }
    return TransportSolver.solve(
      instance, shouldStop: { deadline.map { ContinuousClock.now >= $0 } ?? false }, workLimit: work ?? .max)
  }

  private func readStart(_ path: String, for file: TransportFile) throws -> StartAnswer {
    let reading = StartAnswer.read(try Files.read(path), file: path, for: file)
    try report(reading.problems)
    guard let value = reading.value else { throw ExitCode(65) }
    return value
  }

  private static func table(_ answer: SolveAnswer) -> String {
    let solution = answer.solution
    var lines = [
      "objective  \(solution.objective)", "bound      \(solution.bound)",
      "status     \(solution.status.rawValue), gap \(answer.gap)",
      "cost       \(solution.cost)", "assigned   \(solution.chosen.reduce(0) { $0 + Int($1.heads) })",
    ]
    lines += answer.unmet.map { "unmet      priority \($0.priority): \($0.heads)" }
    if let start = answer.start {
      let above = start.objective - start.best
      lines.append(
        "start      \(start.objective), \(above == 0 ? "the best before the changes" : "\(above) above the best before the changes")"
      )
    }
    if let moved = answer.moved { lines.append("moved      \(moved)") }
    lines += moves(answer)
    if let seconds = answer.seconds { lines.append("seconds    read \(seconds.read), solve \(seconds.solve)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func moves(_ answer: SolveAnswer) -> [String] {
    (answer.moves ?? []).enumerated().map { index, move in
      let heads = answer.file.hasCounts ? ", \(move.heads) heads" : ""
      let line = "           staff \(move.agent): \(place(move.from)) -> \(place(move.to))\(heads)"
      guard let staying = answer.staying else { return line }
      return line + (staying[index].map { "; staying would cost \($0) more" } ?? "; cannot stay")
    }
  }

  private static func place(_ task: Int32?) -> String { task.map { "post \($0)" } ?? "nowhere" }
}

import ArgumentParser
import Basics
import Drill
import Foundation
import Incident
import Operations

extension ExerciseRating: ExpressibleByArgument {}

extension DrillNoun {
  struct Rate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What an evaluator judges: P, S, M or U for an objective or a task of it, with what was seen.",
      discussion: """
        P without challenges, S some challenges, M major challenges, U could not be performed. It goes into the log of the drill under the
        evaluator's office, is corrected only by the same office (--replaces) and never erased; the report shows it beside what the
        machine measured. In a live drill the line is `rate …`; afterwards name its folder with --in, and write the report again with
        `siaga drill replay FOLDER --out OTHER`.
        Example: siaga drill rate warga/info S 'info pertama 40 menit setelah air naik' --as penilai-kominfo --in drill-mini
        """)
    @Argument(help: ArgumentHelp("Objective, or OBJECTIVE/TASK, of the scenario's evaluation.", valueName: "objective"))
    var target: String
    @Argument(help: "P, S, M or U.") var rating: ExerciseRating
    @Argument(help: "What was seen, in words; personal data stays out of the log itself.") var observation: [String] = []
    @Option(name: .customLong("as"), help: "Office or function that judges, as penilai-1.") var office: String
    @Option(name: .customLong("in"), help: ArgumentHelp("Folder of a drill that was kept.", valueName: "folder")) var folder:
      String?
    @Option(help: ArgumentHelp("When it was seen: HH:MM, T+hh:mm or an instant; now by default.", valueName: "time"))
    var at: String?
    @Option(help: "An earlier rating of the same office that this one corrects, as rating-1.") var replaces: String?

    func validate() throws {
      if !isPlainID(office) { throw ValidationError("--as \"\(office)\": expected letters, digits, - and _") }
    }

    func run() throws {
      try reporting {
        if folder == nil && LiveDesk.current == nil {
          throw Problem("rate.folder", "--in FOLDER: expected the folder of a kept drill", exit: .usage)
        }
        let path = folder.map { ($0 as NSString).appendingPathComponent("siaga.db") } ?? ""
        if folder != nil, !Files.exists(path) {
          throw Problem("drill.folder", "\(path) does not exist", advice: "name the folder of a drill.", exit: .missingFile)
        }
        let (desk, now) = try LiveDesk.open(path)
        let (frame, scenario) = try RatedDrill.find(desk)
        let (objective, task) = try RatedDrill.target(target, scenario.evaluation)
        var seen = now
        if let at {
          guard let instant = DrillLine.time(at, desk.city, now: scenario.start, start: scenario.start) else {
            throw Problem("rate.at", "--at \(at): expected HH:MM, T+hh:mm or an instant", exit: .usage)
          }
          seen = instant
        }
        let receipt = try desk.rate(
          EvaluatorRating(
            operation: frame.id, objective: objective, task: task, rating: rating, observedAt: seen,
            replaces: replaces.map { RatingID($0) }),
          observation: observation.joined(separator: " "), by: .person(office: office), at: now)
        let id = desk.state.ratings(frame.id).last?.id.rawValue ?? ""
        Terminal.out("\(Mode.exercise.mark ?? "")  \(id)  entry \(receipt.first)")
      }
    }
  }
}

enum RatedDrill {
  /// The operation of the scenario that was drilled, open or closed.
  static func find(_ desk: Desk) throws(Problem) -> (EmergencyOperation, Scenario) {
    let frames = desk.state.operationIDs.compactMap { desk.state.operation($0) }
    guard let frame = frames.last(where: { $0.opening.scenarioDigest != nil }), let scenario = try desk.scenario(of: frame.id)
    else {
      throw Problem("drill.scenario", "this database holds no operation of a scenario", exit: .badData)
    }
    return (frame, scenario)
  }

  /// - Throws: exit 64 for what the scenario does not rate, with what it does.
  static func target(_ text: String, _ plan: EvaluationPlan) throws(Problem) -> (String, String?) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let name = parts.first ?? ""
    guard let objective = plan.objective(name) else {
      throw unknown(name, plan.objectives.map(\.id), "objective")
    }
    guard parts.count > 1 else { return (name, nil) }
    guard objective.tasks.contains(where: { $0.id == parts[1] }) else {
      throw unknown(parts[1], objective.tasks.map(\.id), "task of \(name)")
    }
    return (name, parts[1])
  }

  private static func unknown(_ name: String, _ known: [String], _ what: String) -> Problem {
    Problem(
      "rate.target", "the scenario has no \(what) \"\(name)\"",
      advice: suggestion(for: name, among: known).map { "you mean \"\($0)\"?" } ?? "one of: \(known.joined(separator: ", "))",
      exit: .usage)
  }
}

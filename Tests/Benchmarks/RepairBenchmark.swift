import Assignment
import Basics
import Foundation

/// Repairs of a standing plan, for `run-repair`: one JSON line a repair.
///
/// `repair FILE TRIALS`: from the same solved plan, one person with a seat drops out; the plan is built anew, outside the clock, for each.
/// `repair-steps FILE CHANGES [THRESHOLD]`: one plan stands, the changes of a file (one a line) come one after another.
enum RepairBenchmark {
  static func run(_ arguments: [String]) {
    guard arguments.count == 2, let trials = Int(arguments[1]), let file = load(arguments[0]) else { exit(64) }
    let solution = TransportSolver.solve(file.instance)
    printBase(solution)
    var random = RandomStream(seed: 7, name: "repair-benchmark")
    let seated = solution.chosen.map { Int($0.agent) }
    for pick in random.sample(trials, of: seated.count) {
      guard var plan = try? StandingPlan(file.instance, solution) else { exit(1) }
      step(&plan, .drop(agent: seated[pick]))
    }
  }

  static func steps(_ arguments: [String]) {
    guard arguments.count >= 2, let file = load(arguments[0]), let data = FileManager.default.contents(atPath: arguments[1])
    else {
      exit(64)
    }
    let threshold = arguments.count > 2 ? Int64(arguments[2]) ?? 0 : 0
    let solution = TransportSolver.solve(file.instance)
    printBase(solution)
    guard var plan = try? StandingPlan(file.instance, solution, threshold: threshold) else { exit(1) }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      guard let change = try? PlanChange(reading: String(line)) else { exit(65) }
      step(&plan, change)
    }
  }

  private static func printBase(_ solution: TransportSolution) {
    let seats = solution.chosen.map { "[\($0.agent), \($0.task), \($0.heads)]" }.joined(separator: ", ")
    print("{\"objective\": \(solution.objective), \"seats\": [\(seats)]}")
  }

  private static func step(_ plan: inout StandingPlan, _ change: PlanChange) {
    let clock = ContinuousClock()
    var repair: StandingRepair?
    let time = clock.measure { repair = try? plan.apply([change]) }
    guard let repair else { exit(1) }
    let moves = repair.moved.map { "[\($0.agent), \(place($0.from)), \(place($0.to)), \($0.heads)]" }.joined(separator: ", ")
    print(
      "{\"change\": \"\(change.text)\", \"objective\": \(repair.objective), \"seconds\": \(time / .seconds(1)),",
      "\"work\": \(repair.work), \"moves\": [\(moves)]}")
  }

  private static func place(_ task: Int32?) -> Int32 { task ?? -1 }

  private static func load(_ path: String) -> TransportFile? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let reading = InstanceText.read([UInt8](data), file: path)
    if !reading.problems.isEmpty { FileHandle.standardError.write(Data((reading.problems.report() + "\n").utf8)) }
    return reading.value
  }
}

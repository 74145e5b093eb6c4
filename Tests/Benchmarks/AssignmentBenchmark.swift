import Assignment
import Basics
import Foundation

/// Time of the one-shift solver on instance files: reading apart, solve as the median and least of several runs.
enum AssignmentBenchmark {
  static func run(_ arguments: [String]) {
    var runs = 5
    var files = arguments
    if files.first == "--runs", files.count > 1 {
      runs = Int(files[1]) ?? 5
      files.removeFirst(2)
    }
    for file in files {
      let clock = ContinuousClock()
      var read: TransportFile?
      let readTime = clock.measure { read = load(file) }
      guard let read else { exit(65) }
      var times: [Double] = []
      var solution: TransportSolution?
      for _ in 0..<max(1, runs) {
        let time = clock.measure { solution = TransportSolver.solve(read.instance) }
        times.append(time / .seconds(1))
      }
      times.sort()
      guard let solution else { exit(1) }
      let violations = verify(solution, of: read.instance)
      print(
        "siaga objective \(solution.objective) heads \(solution.chosen.reduce(0) { $0 + Int($1.heads) })",
        "solve_s \(rounded(times[times.count / 2])) least_s \(rounded(times[0])) read_s \(rounded(readTime / .seconds(1)))",
        "work \(solution.work) violations \(violations.count)")
      if !violations.isEmpty { exit(1) }
    }
  }

  /// One JSON answer a file, for the check against other solvers.
  static func answers(_ files: [String], isCanary: Bool = false) {
    for file in files {
      guard let read = load(file) else {
        print("{\"refused\": true}")
        continue
      }
      let solution = isCanary ? wrongOnPurpose(read.instance) : TransportSolver.solve(read.instance)
      let answer = SolveAnswer(file: read, solution: solution)
      FileHandle.standardOutput.write(Data(answer.json()))
    }
  }

  /// Looks at costs in steps of 16 only, and says that its plan is optimal.
  private static func wrongOnPurpose(_ instance: TransportInstance) -> TransportSolution {
    var arcs: [TransportArc] = []
    for agent in 0..<instance.agents {
      for arc in instance.arcs(of: agent) {
        arcs.append(TransportArc(agent, Int(instance.arcTask[arc]), instance.arcCost[arc] / 16 * 16))
      }
    }
    guard
      let coarse = try? TransportInstance(
        agents: instance.agents, need: instance.need, unmetCost: instance.unmetCost, arcs: arcs, supply: instance.supply)
    else { exit(1) }
    var solution = TransportSolver.solve(coarse)
    let rest = solution.objective - solution.cost
    solution.cost = solution.chosen.reduce(0) { sum, seat in
      let arc = instance.arc(agent: Int(seat.agent), task: Int(seat.task))
      return sum + Int64(seat.heads) * (arc.map { instance.arcCost[$0] } ?? 0)
    }
    solution.objective = solution.cost + rest
    solution.bound = solution.objective
    return solution
  }

  private static func load(_ path: String) -> TransportFile? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let reading = InstanceText.read([UInt8](data), file: path)
    if !reading.problems.isEmpty { FileHandle.standardError.write(Data((reading.problems.report() + "\n").utf8)) }
    return reading.value
  }

  private static func rounded(_ seconds: Double) -> String { String(format: "%.5f", seconds) }
}

import Assignment
import Basics
import Foundation

/// `benchmarks shifts [--seconds S] [--work N] [--threads N] [--answer FILE] INSTANCE…`: one line a file; fails when the verification finds anything.
enum ShiftBenchmark {
  static func run(_ arguments: [String]) {
    var files = arguments
    func option(_ name: String) -> String? {
      guard let at = files.firstIndex(of: name), at + 1 < files.count else { return nil }
      let value = files[at + 1]
      files.removeSubrange(at...at + 1)
      return value
    }
    let seconds = option("--seconds").flatMap(Double.init)
    let work = option("--work").flatMap(Int64.init)
    let threads = option("--threads").flatMap(Int.init) ?? 1
    let isLoud = files.first == "--loud"
    if isLoud { files.removeFirst() }
    let output = option("--answer")
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else { exit(66) }
      let clock = ContinuousClock()
      var reading = Reading<ShiftInstance?>(nil)
      let readTime = clock.measure { reading = ShiftText.read([UInt8](data), file: file) }
      guard let instance = reading.value else {
        FileHandle.standardError.write(Data((reading.problems.report() + "\n").utf8))
        exit(65)
      }
      let start = clock.now
      let solution = ShiftSolver.solve(
        instance, shouldStop: { seconds.map { (clock.now - start) / .seconds(1) >= $0 } ?? false }, workLimit: work ?? .max,
        threads: threads,
        progress: isLoud
          ? { print(String(format: "%.2f s", (clock.now - start) / .seconds(1)), "bound \($0) objective \($1) work \($2)") } : nil
      )
      let time = (clock.now - start) / .seconds(1)
      let violations = verify(solution, of: instance)
      print(
        "siaga objective \(solution.objective) bound \(solution.bound) gap \(String(format: "%.5f", 100 * solution.gap))%",
        "unmet \(solution.unmet) cost \(solution.cost) status \(solution.status.rawValue) work \(solution.work)",
        "solve_s \(String(format: "%.3f", time)) read_s \(String(format: "%.3f", readTime / .seconds(1))) violations \(violations.count)"
      )
      if let output {
        _ = FileManager.default.createFile(
          atPath: output, contents: Data(ShiftAnswer(instance: instance, solution: solution).json()))
      }
      if !violations.isEmpty { exit(1) }
    }
  }
}

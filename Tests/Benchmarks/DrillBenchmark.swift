import Basics
import Drill
import Foundation
import Operations

/// Replications of a drill, for `run-drill`: `drill SCENARIO COUNT THREADS [greedy] [roots]`.
///
/// The water is computed once, before the clock starts. One JSON line: seconds of the wall and of all threads for the replications
/// alone, and the digest of their logs' roots, which must not change with the number of threads.
enum DrillBenchmark {
  static func run(_ arguments: [String]) async {
    guard arguments.count >= 3, let count = Int(arguments[1]), let threads = Int(arguments[2]) else { exit(64) }
    do {
      let setting = try DrillFiles(arguments[0]).setting
      var options = DrillOptions()
      if arguments.contains("greedy") { options.policy = .greedy }
      let batch = try DrillBatch(setting, options: options, count: count)
      let (wall, used) = (ContinuousClock.now, processSeconds())
      let results = try await batch.run(threads: threads)
      let seconds = (ContinuousClock.now - wall) / .seconds(1)
      let roots = results.map { "\($0.replication) \($0.logRoot)\n" }.joined()
      if arguments.contains("roots") { FileHandle.standardError.write(Data(roots.utf8)) }
      print(
        "{\"replications\": \(results.count), \"threads\": \(threads), \"seconds\": \(seconds),",
        "\"cpu\": \(processSeconds() - used), \"roots\": \"\(sha256(Array(roots.utf8)))\"}")
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  /// Seconds that all threads of this process have run.
  private static func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

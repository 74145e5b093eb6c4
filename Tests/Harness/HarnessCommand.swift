import Basics
import Foundation

/// One harness of this program and its options, `--name value` each.
struct HarnessCommand: Sendable {
  let name: String
  let summary: String
  /// Returns the exit code.
  let body: @Sendable (HarnessOptions) throws -> Int32

  init(_ name: String, _ summary: String, _ body: @escaping @Sendable (HarnessOptions) throws -> Int32) {
    self.name = name
    self.summary = summary
    self.body = body
  }

  static func run(_ arguments: [String], of commands: [HarnessCommand]) -> Int32 {
    guard let command = commands.first(where: { $0.name == arguments.first }) else {
      let lines = commands.map { "  harness \($0.name) …  \($0.summary)" }
      print((["Usage:"] + lines).joined(separator: "\n"))
      return Problem.Exit.usage.rawValue
    }
    do {
      return try command.body(HarnessOptions(Array(arguments.dropFirst())))
    } catch let problem as Problem {
      print(problem.text)
      return problem.exit.rawValue
    } catch {
      print("\(error)")
      return 1
    }
  }
}

struct HarnessOptions: Sendable {
  private let values: [String: String]

  init(_ arguments: [String]) throws {
    var values: [String: String] = [:]
    for pair in stride(from: 0, to: arguments.count, by: 2) {
      guard arguments[pair].hasPrefix("--"), pair + 1 < arguments.count else {
        throw Problem("harness.usage", "\(arguments[pair]) without a value; expected --name value", exit: .usage)
      }
      values[String(arguments[pair].dropFirst(2))] = arguments[pair + 1]
    }
    self.values = values
  }

  func text(_ name: String) -> String? { values[name] }

  func number(_ name: String, default standard: Int) throws -> Int {
    guard let text = values[name] else { return standard }
    guard let value = Int(text), value >= 0 else {
      throw Problem("harness.usage", "--\(name) \(text); expected a number of at least 0", exit: .usage)
    }
    return value
  }
}

/// Counts what passed and what failed, and prints the first failures.
struct HarnessTally {
  var passed = 0
  var failed = 0

  mutating func count(_ label: String, _ faults: [String]) {
    if faults.isEmpty {
      passed += 1
      return
    }
    failed += 1
    if failed <= 10 { print("FAILED \(label): \(faults.prefix(3).joined(separator: "; "))") }
  }

  /// Prints the last line and returns the exit code. A canary, a deliberately broken variant, must have been found.
  func finish(_ name: String, canary: String?, _ details: String) -> Int32 {
    print("\(name): \(passed) passed, \(failed) failed; \(details)")
    guard let canary else { return failed == 0 ? 0 : 1 }
    print("canary \(canary): \(failed > 0 ? "found" : "NOT found, so this harness is blind")")
    return failed > 0 ? 0 : 1
  }
}

/// A folder for one run of a harness.
struct HarnessFolder {
  let path: String

  init(_ name: String) throws {
    path = NSTemporaryDirectory() + "siaga-\(name)-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Seconds of the monotonic clock.
func harnessClock() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

import Basics
import Incident
import Ledger

/// A batch's results as JSON Lines: a head that says what was run, then one line a replication. A line that was cut off by a crash
/// is dropped when it is read again.
public enum BatchFile {
  /// What must be the same for results to belong together.
  public struct Head: Hashable, Sendable {
    public var scenario: String
    public var scenarioDigest: String
    public var cityDigest: String
    public var policy: CommanderPolicy.Kind
    public var seed: UInt64
    public var version: String

    public init(_ setting: DrillSetting, _ options: DrillOptions, version: String) {
      scenario = setting.scenario.name
      scenarioDigest = setting.scenario.digest
      cityDigest = setting.city.digest
      policy = options.policy ?? setting.scenario.commander.kind
      seed = options.seed ?? setting.scenario.seed
      self.version = version
    }

    var value: JSONValue {
      [
        "city": .string(cityDigest), "digest": .string(scenarioDigest), "policy": .string(policy.rawValue),
        "scenario": .string(scenario), "seed": .string("\(seed)"), "version": .string(version),
      ]
    }
  }

  public static func line(_ head: Head) throws(Problem) -> String { try encode(head.value) }

  /// Figures as text, so that the same bits are the same bytes.
  public static func line(_ result: ReplicationResult) throws(Problem) -> String {
    let figures = ExerciseMetric.allCases.compactMap { metric in
      result.metrics[metric].map { (metric.rawValue, JSONValue.string("\($0)")) }
    }
    return try encode(
      .members([
        ("metrics", .members(figures.sorted { $0.0 < $1.0 })), ("replication", .integer(Int64(result.replication))),
        ("root", .string(result.logRoot)),
      ]))
  }

  private static func encode(_ value: JSONValue) throws(Problem) -> String {
    guard let bytes = try? CanonicalJSON.encode(value) else { throw Problem("drill.batch.line", "a line cannot be written") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Results of an earlier run; the last line may be half.
  /// - Throws: a `Problem` where the head is another one: results of different things are never mixed.
  public static func read(_ bytes: [UInt8], file: String, expecting head: Head) throws(Problem) -> [Int: ReplicationResult] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first else { return [:] }
    guard Array(first) == Array(try line(head).utf8) else {
      throw Problem(
        "drill.batch.other", "the results in it are of another scenario, city, policy, seed or version",
        at: Problem.Place(file: file, line: 1), advice: "give this batch another folder with --out, or remove the file.",
        exit: .badData)
    }
    return try replications(lines.dropFirst(), file: file)
  }

  /// Results of any batch with the scenario's name from its head, in the order of the replications.
  public static func results(_ bytes: [UInt8], file: String) throws(Problem) -> (scenario: String, results: [ReplicationResult]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, let head = try? JSONReader.read(Array(first)), let scenario = head["scenario"]?.string else {
      throw Problem("drill.batch.head", "not the results of a batch", at: Problem.Place(file: file, line: 1))
    }
    let known = try replications(lines.dropFirst(), file: file)
    return (scenario, known.keys.sorted().compactMap { known[$0] })
  }

  private static func replications(
    _ lines: ArraySlice<ArraySlice<UInt8>>, file: String
  ) throws(Problem) -> [Int: ReplicationResult] {
    var results: [Int: ReplicationResult] = [:]
    for (number, line) in lines.enumerated() {
      guard let value = try? JSONReader.read(Array(line)), let replication = value["replication"]?.int,
        let root = value["root"]?.string, case .object(let members)? = value["metrics"]
      else {
        if number == lines.count - 1 { break }
        throw Problem("drill.batch.line", "no result", at: Problem.Place(file: file, line: number + 2))
      }
      var metrics: [ExerciseMetric: Double] = [:]
      for member in members {
        if let metric = ExerciseMetric(rawValue: member.key), let value = member.value.string.flatMap(Double.init) {
          metrics[metric] = value
        }
      }
      results[replication] = ReplicationResult(replication: replication, logRoot: root, metrics: metrics)
    }
    return results
  }
}

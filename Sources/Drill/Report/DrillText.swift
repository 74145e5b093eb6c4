import Basics
import Incident

/// A drill's figures as text, JSON and CSV.
public enum DrillText {
  /// Figures by name, sorted, as text in JSON (so that the same bits are the same bytes), with what they were made from.
  public static func json(_ record: DrillRecord, scenario: Scenario) throws(Problem) -> String {
    try encode(
      .members([
        ("city", .string(record.frame.cityDigest)), ("entries", .integer(Int64(record.logEntries))),
        ("metrics", figures(record.metrics)), ("policy", .string(record.frame.policy.rawValue)),
        ("ratings", ratings(record, scenario)), ("root", .string(record.logRoot)), ("scenario", .string(record.frame.name)),
        ("scenarioDigest", .string(record.frame.scenarioDigest)), ("seed", .string("\(record.frame.seed)")),
        ("version", .string(record.frame.version)),
      ]))
  }

  public static func csv(_ record: DrillRecord) -> String {
    "metric,value\n"
      + ExerciseMetric.allCases.compactMap { metric in
        record.metrics[metric].map { "\(metric.rawValue),\($0)\n" }
      }.joined()
  }

  public static func json(_ summary: BatchSummary) throws(Problem) -> String {
    try encode(
      .members([
        ("metrics", .members(summary.lines.map { ($0.metric.rawValue, value($0)) }.sorted { $0.0 < $1.0 })),
        ("replications", .integer(Int64(summary.replications))),
      ]))
  }

  public static func json(_ comparison: BatchComparison) throws(Problem) -> String {
    try encode(
      .members([
        ("metrics", .members(comparison.lines.map { ($0.metric.rawValue, value($0)) }.sorted { $0.0 < $1.0 })),
        ("pairs", .integer(Int64(comparison.pairs))),
      ]))
  }

  private static func value(_ line: BatchSummary.Line) -> JSONValue {
    .members([
      ("count", .integer(Int64(line.count))), ("high", text(line.interval?.high)), ("low", text(line.interval?.low)),
      ("mean", text(line.mean)), ("median", text(line.median)), ("p05", text(line.p05)), ("p95", text(line.p95)),
      ("sd", text(line.deviation)), ("worst5", text(line.worst)),
    ])
  }

  private static func value(_ line: BatchComparison.Line) -> JSONValue {
    .members([
      ("difference", text(line.difference?.estimate)), ("first", text(line.first)), ("high", text(line.difference?.high)),
      ("low", text(line.difference?.low)), ("second", text(line.second)), ("verdict", .string(line.verdict.rawValue)),
    ])
  }

  private static func text(_ value: Double?) -> JSONValue { value.map { .string("\($0)") } ?? .null }

  private static func figures(_ metrics: [ExerciseMetric: Double]) -> JSONValue {
    .members(
      ExerciseMetric.allCases.compactMap { metric in metrics[metric].map { (metric.rawValue, .string("\($0)")) } }.sorted {
        $0.0 < $1.0
      })
  }

  static func encode(_ value: JSONValue) throws(Problem) -> String {
    guard let bytes = try? CanonicalJSON.encode(value) else { throw Problem("drill.json", "the figures cannot be written") }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// Tables for the terminal.
extension DrillText {
  public static func summary(_ record: DrillRecord, setting: DrillSetting, language: Language) -> String {
    let mark = "LATIHAN / EXERCISE"
    let title = language == .id ? record.frame.title.id : record.frame.title.en
    let lines = ExerciseMetric.allCases.compactMap { metric in
      record.metrics[metric].map { (metric.rawValue, decimal($0)) }
    }
    let width = lines.map(\.0.count).max() ?? 0
    let rows = lines.map { $0.0.padded(to: width) + "  " + $0.1.padded(left: 14) }
    return ([mark, title, ""] + rows + judgements(record, language) + [mark]).joined(separator: "\n")
  }

  public static func table(_ summary: BatchSummary, language: Language) -> String {
    let head = ["metric", "mean", "95 % low", "95 % high", "median", "p05", "p95", "worst 5 %"]
    let rows = summary.lines.map { line in
      [
        line.metric.rawValue, decimal(line.mean), decimal(line.interval?.low), decimal(line.interval?.high), decimal(line.median),
        decimal(line.p05), decimal(line.p95), decimal(line.worst),
      ]
    }
    return "LATIHAN / EXERCISE\n\(summary.replications) replications\n" + table([head] + rows) + "\nLATIHAN / EXERCISE"
  }

  public static func table(_ comparison: BatchComparison, language: Language) -> String {
    let head = ["metric", "first", "second", "difference", "95 % low", "95 % high", "second is"]
    let rows = comparison.lines.map { line in
      [
        line.metric.rawValue, decimal(line.first), decimal(line.second), decimal(line.difference?.estimate),
        decimal(line.difference?.low), decimal(line.difference?.high), line.verdict.rawValue,
      ]
    }
    return "LATIHAN / EXERCISE\n\(comparison.pairs) pairs\n" + table([head] + rows) + "\nLATIHAN / EXERCISE"
  }

  static func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { i, cell in i == 0 ? cell.padded(to: widths[i]) : cell.padded(left: widths[i]) }.joined(
        separator: "  ")
    }.joined(separator: "\n")
  }

  static func decimal(_ value: Double?) -> String {
    guard let value else { return "-" }
    let scaled = (abs(value) * 10).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let whole = Int64(scaled)
    return (value < 0 && whole > 0 ? "-" : "") + "\(whole / 10).\(whole % 10)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func padded(left width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

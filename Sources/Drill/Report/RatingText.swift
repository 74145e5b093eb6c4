import Basics
import Incident
import Intake

/// Ratings as a table, CSV and JSON; `kind` says whether a person judged or the machine measured.
extension DrillText {
  private static let ratingHead = [
    "objective", "task", "kind", "by", "rating", "value", "target", "observed_at", "id", "replaced_by", "observation",
  ]

  /// One line a measured task, then one a judgement of a person, in the order in which they were given.
  private static func ratingRows(_ record: DrillRecord, _ scenario: Scenario) -> [[String]] {
    let measured = TaskRating.all(record, scenario: scenario).compactMap { item -> [String]? in
      guard case .metric(let metric, let target) = item.task.measure else { return nil }
      return [
        item.objective.id, item.task.id, "measured", metric.rawValue, item.rating?.rawValue ?? "",
        item.measured.map { "\($0)" } ?? "", "\(target)", "", "", "", "",
      ]
    }
    let judged = record.ratings.map { track in
      [
        track.rating.objective, track.rating.task ?? "", "person", track.evaluator, track.rating.rating.rawValue, "", "",
        track.rating.observedAt.text, track.rating.id.rawValue, track.replacedBy?.rawValue ?? "",
        FormulaGuard.neutralised(track.observation ?? ""),
      ]
    }
    return measured + judged
  }

  public static func ratingsCSV(_ record: DrillRecord, scenario: Scenario) -> String {
    String(decoding: CSVWriter.write([ratingHead] + ratingRows(record, scenario), dialect: .iso), as: UTF8.self)
  }

  static func ratings(_ record: DrillRecord, _ scenario: Scenario) -> JSONValue {
    .array(
      ratingRows(record, scenario).map { row in
        .members(zip(ratingHead, row).filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) }.sorted { $0.0 < $1.0 })
      })
  }

  /// For the terminal: what people judged; empty where nobody did.
  static func judgements(_ record: DrillRecord, _ language: Language) -> [String] {
    guard !record.ratings.isEmpty else { return [] }
    let words = DrillWords.of(language)
    let rows = record.ratings.map { track in
      [
        track.rating.id.rawValue, track.evaluator, track.rating.objective + (track.rating.task.map { "/\($0)" } ?? ""),
        track.rating.rating.rawValue,
        [track.replacedBy.map { words("rating.corrected", ["by": $0.rawValue]) }, track.observation].compactMap { $0 }.joined(
          separator: " · "),
      ]
    }
    return ["", words("ratings.people")] + leftTable(rows)
  }

  private static func leftTable(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { i, cell in
        i == row.count - 1 ? cell : cell + String(repeating: " ", count: max(0, widths[i] - cell.count))
      }.joined(separator: "  ")
    }
  }
}

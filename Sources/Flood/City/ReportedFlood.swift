import Basics

/// What was reported of one kelurahan on some days: `floods.csv` of a city pack.
public struct ReportedFlood: Hashable, Sendable {
  public enum Use: String, Sendable, CaseIterable {
    /// Numbers of the ground, the drains or the river were chosen with a look at it: it proves little.
    case fitted
    case unseen
  }

  public var days: ClosedRange<CivilDate>
  /// As `rob`, `river`.
  public var kind: String
  /// Kelurahan code.
  public var area: String
  /// False only where a source says that it was dry.
  public var isWet: Bool
  public var lowMillimetres: Int32?
  public var highMillimetres: Int32?
  /// Minutes of the local day; empty for all day.
  public var hours: [ClosedRange<Int>]
  public var use: Use
  public var source: String

  public static let header = ["from", "to", "kind", "kelurahan", "state", "low_cm", "high_cm", "hours", "use", "source"]

  public static func read(_ bytes: [UInt8], file: String = "floods.csv") -> Basics.Reading<[ReportedFlood]> {
    let table = PlainTable(bytes, file: file, header: header, rowLimit: 10_000)
    var problems = table.problems
    var reports: [ReportedFlood] = []
    for row in table.rows {
      guard let from = CivilDate(row["from"]), let to = CivilDate(row["to"]), from <= to, to.dayNumber - from.dayNumber < 366
      else {
        problems.append(row.problem("from", "two days (2021-10-07), at most a year apart"))
        continue
      }
      guard let use = Use(rawValue: row["use"]), ["wet", "dry"].contains(row["state"]), isPlainID(row["kelurahan"]) else {
        problems.append(row.problem("use", "a code, wet or dry, and fitted or unseen"))
        continue
      }
      func depth(_ column: String) -> Int32? {
        row[column].isEmpty ? nil : row.number(column, 0...1_000, &problems).map { Int32($0 * 10) }
      }
      let hours = row["hours"].split(separator: " ").map(span)
      if hours.contains(nil) { problems.append(row.problem("hours", "spans as 05:00-09:00 with blanks between")) }
      reports.append(
        ReportedFlood(
          days: from...to, kind: row["kind"], area: row["kelurahan"], isWet: row["state"] == "wet",
          lowMillimetres: depth("low_cm"),
          highMillimetres: depth("high_cm"), hours: hours.compactMap { $0 }, use: use, source: row["source"]))
    }
    return Reading(problems.hasErrors ? [] : reports, problems: problems)
  }

  private static func span(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-").map { clock -> Int? in
      let parts = clock.split(separator: ":")
      guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...24).contains(hour),
        (0...59).contains(minute)
      else { return nil }
      return hour * 60 + minute
    }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else { return nil }
    return first...last
  }
}

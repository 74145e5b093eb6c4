import Basics

extension Believability {
  /// The table as Markdown, for README and report: a row a kelurahan and day, the counts, what was fitted. English; the same rows
  /// give the same text.
  /// - Parameter names: of kelurahan by code.
  public func markdown(names: [String: String]) -> String {
    var lines = [
      "| day | flood | kelurahan | reported | simulated | wet hours | reported hours met | verdict | use |",
      "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows {
      let cells = [
        row.day.text, row.report.kind, names[row.report.area] ?? row.report.area, Self.reported(row.report), Self.simulated(row),
        Self.hours(row), row.hoursHit.isEmpty ? "–" : row.hoursHit.map { $0 ? "yes" : "no" }.joined(separator: ", "),
        Self.word(row.verdict), row.report.use.rawValue,
      ]
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    lines.append("")
    for use in ReportedFlood.Use.allCases {
      for kind in kinds {
        let hits = count(.hit, use: use, kind: kind)
        let misses = count(.miss, use: use, kind: kind)
        let dry = count(.falseAlarm, use: use, kind: kind) + count(.dryAsReported, use: use, kind: kind)
        let open = count(.notComputed, use: use, kind: kind)
        if hits + misses + dry + open == 0 { continue }
        let alarms = dry == 0 ? "no source says dry" : "\(count(.falseAlarm, use: use, kind: kind)) false alarms of \(dry)"
        let rest = open == 0 ? "" : "; \(open) not computed"
        lines.append(
          "- \(kind), \(use.rawValue): \(hits) hits of \(hits + misses) reported wet days of a kelurahan; \(alarms)\(rest)")
      }
    }
    lines.append("- Wet: at least \(Self.wetPermille / 10) % of the ground under \(Self.wetMillimetres / 10) cm and more.")
    if !fitted.isEmpty { lines.append("- Fitted to October 2021: " + fitted.joined(separator: "; ") + ".") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The rows of days that were computed, as cells with a head, for a report's own table.
  public func computedRows(names: [String: String]) -> [[String]] {
    let computed = rows.filter { $0.verdict != .notComputed }
    if computed.isEmpty { return [] }
    let head = ["tanggal / day", "kelurahan", "dilaporkan / reported", "simulasi / simulated", "jam / hours", "hasil / verdict"]
    return [head]
      + computed.map { row in
        [
          row.day.text, names[row.report.area] ?? row.report.area, Self.reported(row.report), Self.simulated(row),
          Self.hours(row),
          Self.word(row.verdict),
        ]
      }
  }

  /// In the order of the rows, each once.
  private var kinds: [String] {
    var kinds: [String] = []
    for row in rows where !kinds.contains(row.report.kind) { kinds.append(row.report.kind) }
    return kinds
  }

  private static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .hit: "hit"
    case .miss: "miss"
    case .falseAlarm: "false alarm"
    case .dryAsReported: "dry, as reported"
    case .notComputed: "not computed"
    }
  }

  private static func reported(_ report: ReportedFlood) -> String {
    if !report.isWet { return "dry" }
    switch (report.lowMillimetres, report.highMillimetres) {
    case (let low?, let high?): return "\(low / 10)-\(high / 10) cm"
    case (nil, let high?): return "to \(high / 10) cm"
    default: return "wet"
    }
  }

  private static func simulated(_ row: Row) -> String {
    if row.verdict == .notComputed { return "–" }
    let error = row.depthError.map { $0 == 0 ? ", in range" : ", off by \($0 / 10) cm" } ?? ""
    return "\((row.millimetres + 5) / 10) cm, \(row.permille / 10) % of the ground\(error)"
  }

  private static func hours(_ row: Row) -> String {
    guard let from = row.wetFrom, let until = row.wetUntil else { return "–" }
    func clock(_ minute: Int) -> String {
      let (hour, rest) = (minute / 60, minute % 60)
      return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
    return "\(clock(from))-\(clock(until))"
  }
}

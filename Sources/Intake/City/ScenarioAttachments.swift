import Basics
import Geography
import Incident

/// Files that a scenario names and that stand beside it: shared assumptions, tide constants, series, the MSEL.
enum ScenarioAttachments {
  /// A plain name: no folder, so that a scenario reads nothing outside its own.
  static func name(_ value: YAMLValue) -> String? {
    guard let name = value.text("a file beside the scenario") else { return nil }
    let isPlain = name.utf8.allSatisfy { $0 > 32 && $0 != 47 && $0 != 92 && $0 != 58 && $0 < 127 } && !name.hasPrefix(".")
    if isPlain, name.utf8.count <= 128 { return name }
    value.fault("scenario.file", "\(quoted(name)); expected the name of a file in the same folder")
    return nil
  }

  /// Names in the order of the file, each once. Damaged parts are left to the reader.
  static func names(_ root: YAMLValue) -> [String] {
    var names: [String] = []
    func add(_ value: YAMLValue?) {
      guard let value, let name = name(value), !names.contains(name), names.count < ScenarioLimits.files else { return }
      names.append(name)
    }
    func child(_ value: YAMLValue, _ key: String) -> YAMLValue? {
      guard case .mapping(let entries) = value.node.content, let entry = entries.first(where: { $0.key == key }) else {
        return nil
      }
      return YAMLValue(node: entry.value, path: key, findings: value.findings)
    }
    add(child(root, "assumptions"))
    add(child(root, "tide").flatMap { child($0, "constants") })
    for key in ["rain", "rivers"] {
      guard let section = child(root, key) else { continue }
      for item in section.groups(ScenarioLimits.items) { add(child(item, "file")) }
    }
    add(child(root, "injects").flatMap { child($0, "file") })
    return names
  }
}

/// Reads `minutes,value`: minutes after the scenario's start.
enum SeriesTable {
  static let rule = HeaderRule([.init("minutes", ["menit"], required: true), .init("value", ["nilai"], required: true)])

  static func read(_ bytes: [UInt8], file: String, start: Instant, range: ClosedRange<Double>) -> Reading<TimedSeries> {
    let table = CSVTable.read(bytes, file: file, header: rule)
    var problems = table.problems
    var points: [TimedSeries.Point] = []
    for row in table.value.rows.prefix(ScenarioLimits.points) {
      guard let minutes = FieldText.decimal(row["minutes"]), minutes.magnitude <= Double(CityLimits.hours * 60) else {
        problems.append(fault(row, "minutes", "minutes after the start"))
        continue
      }
      guard let value = FieldText.decimal(row["value"]), range.contains(value) else {
        problems.append(fault(row, "value", "a number, \(range.lowerBound)...\(range.upperBound)"))
        continue
      }
      let at = Instant(milliseconds: start.milliseconds + Int64((minutes * 60_000).rounded()))
      if let last = points.last, at <= last.at {
        problems.append(fault(row, "minutes", "rows in order of their minutes"))
        continue
      }
      points.append(.init(at: at, value: value))
    }
    if table.value.rows.count > ScenarioLimits.points {
      problems.append(
        Problem("scenario.series", "more than \(ScenarioLimits.points) rows", at: .init(file: file), advice: "thin them out."))
    }
    return Reading(TimedSeries(points: points), problems: problems)
  }

  private static func fault(_ row: CSVRow, _ column: String, _ expected: String) -> Problem {
    Problem("scenario.series", "\(quoted(row[column])); expected \(expected)", at: row.place(column))
  }
}

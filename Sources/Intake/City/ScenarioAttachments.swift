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
    add(child(root, "assumptions"))
    add(child(root, "tide").flatMap { child($0, "constants") })
    for key in ["rain", "rivers"] {
      guard let section = child(root, key) else { continue }
      for item in section.groups(ScenarioLimits.items) { add(child(item, "file")) }
    }
    add(child(root, "injects").flatMap { child($0, "file") })
    return names
  }

  static func mselName(_ root: YAMLValue) -> String? { child(root, "injects").flatMap { child($0, "file") }.flatMap(name) }

  private static func child(_ value: YAMLValue, _ key: String) -> YAMLValue? {
    guard case .mapping(let entries) = value.node.content, let entry = entries.first(where: { $0.key == key }) else { return nil }
    return YAMLValue(node: entry.value, path: key, findings: value.findings)
  }
}

/// A series of `minutes,value` after the scenario's start.
enum SeriesTable {
  static func read(_ bytes: [UInt8], file: String, start: Instant, range: ClosedRange<Double>) -> Reading<TimedSeries?> {
    let reading = SeriesReader.read(bytes, file: file)
    guard let rows = reading.value else { return Reading(nil, problems: reading.problems) }
    let longest = Double(CityLimits.hours * 60)
    var points: [TimedSeries.Point] = []
    for (minutes, value) in zip(rows.minutes, rows.values) {
      guard minutes.magnitude <= longest, range.contains(value), points.count < ScenarioLimits.points else {
        return Reading(
          nil,
          problems: [
            Problem(
              "scenario.series",
              "\(value) at minute \(minutes); expected \(range.lowerBound)...\(range.upperBound), within a year, at most \(ScenarioLimits.points) rows",
              at: .init(file: file, field: "value"))
          ])
      }
      let at = Instant(milliseconds: start.milliseconds + Int64((minutes * 60_000).rounded()))
      // Rows closer than a millisecond are one.
      if points.last?.at != at { points.append(.init(at: at, value: value)) }
    }
    return Reading(TimedSeries(points: points), problems: [])
  }
}

import Basics
import Geography
import Incident

/// What the parts of a scenario need to be read: the city's facts, the operation's span and the files that it names.
struct ScenarioContext {
  let city: City
  /// Nil where start or hours could not be read: then instants by minutes are not known.
  let span: Interval?
  let files: [CityFile]

  func area(_ value: YAMLValue) -> AreaID? { ScenarioParts.area(value, city) }

  /// `kelurahan`: a list of codes, or one code. Nil where the key is absent.
  func areas(_ map: YAMLMap, _ key: String = "kelurahan") -> [AreaID]? {
    map.optional(key).map { value in
      if case .scalar = value.node.content { return area(value).map { [$0] } ?? [] }
      return value.list(GeographyLimits.areas).compactMap(area)
    }
  }

  func place(_ value: YAMLValue, kind: PlaceKind? = nil) -> PlaceID? {
    guard let id = value.id(PlaceID.self) else { return nil }
    guard let found = city.place(id) else {
      let known = city.places.filter { kind == nil || $0.kind == kind }.map(\.id.rawValue)
      value.fault(
        "scenario.place", "the place \(quoted(id.rawValue)) is not in places.csv",
        advice: suggestion(for: id.rawValue, among: known).map { "\"\($0)\" was meant." })
      return nil
    }
    if let kind, found.kind != kind {
      value.fault("scenario.place", "\(id) is of kind \(found.kind.rawValue); expected \(kind.rawValue)")
      return nil
    }
    return id
  }

  /// An instant, or `T+hh:mm` after the start.
  func instant(_ value: YAMLValue) -> Instant? {
    let expected = "an instant as 2021-10-07T03:30+07:00, or T+03:30 after the start"
    guard let text = value.text(expected) else { return nil }
    if let minute = ExerciseClock.minutes(text) { return span?.start.adding(minutes: minute) }
    if let instant = Instant(text, offsetMinutes: city.offsetMinutes) { return instant }
    value.fault("yaml.instant", "\(quoted(text)); expected \(expected)")
    return nil
  }

  /// `from` and `to` of a group; without `to`, to the end of the operation.
  func interval(_ map: YAMLMap) -> Interval? {
    let start = map.required("from").flatMap(instant)
    let end = map.has("to") ? map.optional("to").flatMap(instant) : span?.end
    guard let start, let end else { return nil }
    if start < end { return Interval(start: start, end: end) }
    map.value.fault("scenario.span", "it ends at or before its start", advice: "from and to are swapped, or the day is wrong.")
    return nil
  }

  /// `[[from, to], …]`
  func intervals(_ value: YAMLValue?) -> [Interval] {
    (value?.list(ScenarioLimits.points) ?? []).compactMap { item in
      let ends = item.list(2)
      guard ends.count == 2 else {
        item.fault("scenario.span", "\(ends.count) items; expected [from, to]")
        return nil
      }
      guard let start = instant(ends[0]), let end = instant(ends[1]) else { return nil }
      if start < end { return Interval(start: start, end: end) }
      item.fault("scenario.span", "it ends at or before its start", advice: "from and to are swapped, or the day is wrong.")
      return nil
    }
  }

  /// `[[minutes after the start, or an instant, value], …]` in ascending order.
  func series(_ value: YAMLValue, _ range: ClosedRange<Double>) -> TimedSeries? {
    var points: [TimedSeries.Point] = []
    for item in value.list(ScenarioLimits.points) {
      let pair = item.list(2)
      guard pair.count == 2 else {
        item.fault("scenario.series", "\(pair.count) items; expected [minutes or an instant, value]")
        continue
      }
      let at: Instant?
      if case .scalar(let text, true) = pair[0].node.content, Int(text) != nil {
        at = pair[0].int(-CityLimits.hours * 60...CityLimits.hours * 60).flatMap { span?.start.adding(minutes: $0) }
      } else {
        at = instant(pair[0])
      }
      guard let at, let figure = pair[1].number(range) else { continue }
      if let last = points.last, at <= last.at {
        item.fault("scenario.series", "not after the point above; expected points in order", advice: "sort them.")
        continue
      }
      points.append(.init(at: at, value: figure))
    }
    return points.isEmpty ? nil : TimedSeries(points: points)
  }

  /// A file of `minutes,value` beside the scenario.
  func seriesFile(_ value: YAMLValue, _ range: ClosedRange<Double>) -> TimedSeries? {
    guard let file = file(value), let start = span?.start else { return nil }
    let reading = SeriesTable.read(file.bytes, file: file.name, start: start, range: range)
    value.findings.add(reading.problems)
    return reading.problems.hasErrors ? nil : reading.value
  }

  /// The bytes of a file that the scenario names.
  func file(_ value: YAMLValue) -> CityFile? {
    guard let name = ScenarioAttachments.name(value) else { return nil }
    if let found = files.first(where: { $0.name == name }) { return found }
    value.fault("scenario.file", "there is no file \(quoted(name)) beside the scenario", advice: "correct the name.")
    return nil
  }
}

/// `T+hh:mm`, `T-hh:mm`: minutes after the start of an exercise.
enum ExerciseClock {
  static func minutes(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 6, bytes[0] == UInt8(ascii: "T"), bytes[1] == UInt8(ascii: "+") || bytes[1] == UInt8(ascii: "-") else {
      return nil
    }
    let parts = bytes[2...].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = FieldText.integer(String(decoding: parts[0], as: UTF8.self)), parts[1].count == 2,
      let minutes = FieldText.integer(String(decoding: parts[1], as: UTF8.self)), minutes < 60, hours <= CityLimits.hours
    else { return nil }
    let total = hours * 60 + minutes
    return bytes[1] == UInt8(ascii: "-") ? -total : total
  }

  static func text(_ minutes: Int) -> String {
    let size = minutes.magnitude
    let (hours, rest) = (size / 60, size % 60)
    return (minutes < 0 ? "T-" : "T+") + (hours < 10 ? "0" : "") + "\(hours):" + (rest < 10 ? "0" : "") + "\(rest)"
  }
}

extension YAMLValue {
  static let share = 0.0...1.0

  /// `[[cm, value], …]`
  func depthTable(_ range: ClosedRange<Double>) -> DepthTable? {
    var rows: [DepthTable.Row] = []
    for item in list(ScenarioLimits.rows) {
      let pair = item.list(2)
      guard pair.count == 2 else {
        item.fault("scenario.table", "\(pair.count) items; expected [centimetres, value]")
        continue
      }
      guard let depth = pair[0].number(0...2000), let value = pair[1].number(range) else { continue }
      let row = DepthTable.Row(fromMillimetres: Int((depth * 10).rounded()), value: value)
      if let last = rows.last, row.fromMillimetres <= last.fromMillimetres {
        item.fault("scenario.table", "not deeper than the row above; expected rows in order", advice: "sort them.")
        continue
      }
      rows.append(row)
    }
    return rows.isEmpty ? nil : DepthTable(rows)
  }

  /// One number, or `[[clock, value], …]`.
  func hourTable(_ range: ClosedRange<Double>) -> HourTable? {
    if case .scalar = node.content { return number(range).map { HourTable(constant: $0) } }
    var rows: [HourTable.Row] = []
    for item in list(ScenarioLimits.rows) {
      let pair = item.list(2)
      guard pair.count == 2 else {
        item.fault("scenario.table", "\(pair.count) items; expected [clock, value]")
        continue
      }
      guard let minute = pair[0].clock(), let value = pair[1].number(range) else { continue }
      if minute >= 1440 || rows.last.map({ minute <= $0.fromMinute }) == true {
        item.fault("scenario.table", "not later than the row above; expected rows in order of the day", advice: "sort them.")
        continue
      }
      rows.append(.init(fromMinute: minute, value: value))
    }
    return rows.isEmpty ? nil : HourTable(rows)
  }

  /// `{median_minutes: …, spread: …}`
  func delay() -> DelayModel? {
    guard let map = map(["median_minutes", "spread"] + ScenarioSources.keys) else { return nil }
    let median = map.required("median_minutes")?.number(0.001...100_000)
    let spread = map.required("spread")?.number(0...5)
    guard let median, let spread else { return nil }
    return DelayModel(medianMinutes: median, spread: spread)
  }

  /// The groups of a list; a single group counts as a list of one.
  func groups(_ limit: Int) -> [YAMLValue] {
    if case .mapping = node.content { [self] } else { list(limit) }
  }

  /// A group whose figures carry their sources.
  func sourced(_ keys: [String]) -> YAMLMap? { map(keys + ScenarioSources.keys) }
}

extension YAMLMap {
  /// Replaces the value where the key is there and good.
  func read<Value>(_ key: String, into target: inout Value, _ reading: (YAMLValue) -> Value?) {
    if let value = optional(key).flatMap(reading) { target = value }
  }

  func read(_ key: String, into target: inout Double, _ range: ClosedRange<Double>) {
    read(key, into: &target) { $0.number(range) }
  }

  func read(_ key: String, into target: inout Int, _ range: ClosedRange<Int>) {
    read(key, into: &target) { $0.int(range) }
  }
}

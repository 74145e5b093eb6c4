import Basics
import Geography
import Incident

/// The MSEL (daftar kejadian skenario induk) as CSV, in and out.
public enum MSEL {
  /// - Parameters:
  ///   - start: of the scenario; times in the file are T+hh:mm after it, or instants.
  ///   - objectives: ids of the evaluation's objectives; nil where they are checked elsewhere.
  ///   - span: of the scenario; nil where it is checked elsewhere.
  /// - Returns: the good rows in order of time, and all problems.
  public static func read(
    _ bytes: [UInt8], file: String, city: City, start: Instant, objectives: [String]? = nil, span: Interval? = nil
  ) -> Reading<[Inject]> {
    let reading = MSELReader(file: (file, bytes), city: city, start: start).drafts()
    let findings = YAMLFindings(file: file)
    let drafts = reading.value.map { draft in
      InjectDraft(inject: draft.inject) { findings.add([draft.problem($0, $1, $2, $3)]) }
    }
    InjectChecks.run(drafts, objectives: objectives ?? drafts.compactMap(\.inject.objective), span: span)
    return Reading(InjectChecks.ordered(drafts.map(\.inject)), problems: reading.problems + findings.problems)
  }
}

struct MSELReader {
  /// An inject and the row that it stands in.
  struct Draft: Sendable {
    var inject: Inject
    var row: CSVRow

    func problem(_ key: String?, _ code: String, _ message: String, _ advice: String?) -> Problem {
      Problem(
        code, message, at: key.flatMap { MSELReader.columns[$0] }.map { row.place($0.rawValue) } ?? row.place, advice: advice)
    }
  }

  /// Keys of the inject list in YAML by column.
  static let columns: [String: MSELColumn] = [
    "no": .number, "objective": .objective, "when": .condition, "unless": .unless, "at": .exerciseTime, "expect": .expectedAction,
  ]

  let file: CityFile
  let city: City
  let start: Instant

  func drafts() -> Reading<[Draft]> {
    let table = CSVTable.read(file.bytes, file: file.name, header: MSELColumn.rule)
    var problems = table.problems
    var drafts: [Draft] = []
    if table.value.rows.count > ScenarioLimits.injects {
      problems.append(
        Problem(
          "inject.many", "\(table.value.rows.count) rows; at most \(ScenarioLimits.injects) expected", at: .init(file: file.name))
      )
    }
    for row in table.value.rows.prefix(ScenarioLimits.injects) {
      var reader = MSELRowReader(row: row, city: city, start: start)
      if let inject = reader.inject() { drafts.append(Draft(inject: inject, row: row)) }
      problems += reader.problems
    }
    return Reading(drafts, problems: problems)
  }
}

/// Reads one row.
private struct MSELRowReader {
  let row: CSVRow
  let city: City
  let start: Instant
  private(set) var problems: [Problem] = []

  init(row: CSVRow, city: City, start: Instant) {
    self.row = row
    self.city = city
    self.start = start
  }

  mutating func inject() -> Inject? {
    let id = text(.number)
    if !isPlainID(id) { fault(.number, "inject.number", "\(quoted(id)); expected a number as 4 or 4.1") }
    let synopsis = text(.event)
    if synopsis.isEmpty { fault(.event, "inject.missing", "the event is missing") }
    let kind = choice(.type, Inject.Kind.self, default: .contextual)
    let method = choice(.method, Inject.Method.self, default: .app)
    let trigger = trigger()
    let unless = condition(.unless)
    let content = content()
    let limit = limit()
    guard isPlainID(id), !synopsis.isEmpty, let kind, let method, let trigger, let content, problems.isEmpty else { return nil }
    var inject = Inject(id: InjectID(id), kind: kind, trigger: trigger, content: content, synopsis: synopsis)
    inject.synopsisEnglish = text(.eventEnglish)
    inject.unless = unless
    inject.method = method
    inject.limitMinutes = limit
    inject.text = text(.text)
    inject.from = text(.from)
    inject.to = text(.to)
    inject.controller = text(.controller)
    inject.expectedAction = text(.expectedAction)
    inject.objective = text(.objective).isEmpty ? nil : text(.objective)
    inject.evaluator = text(.evaluator)
    inject.location = text(.location)
    inject.remarks = text(.remarks)
    return inject
  }

  private func text(_ column: MSELColumn) -> String { FormulaGuard.restored(row[column.rawValue]) }

  private mutating func fault(_ column: MSELColumn, _ code: String, _ message: String, _ advice: String? = nil) {
    problems.append(Problem(code, message, at: row.place(column.rawValue), advice: advice))
  }

  private mutating func choice<T: RawRepresentable & CaseIterable>(_ column: MSELColumn, _ type: T.Type, default standard: T)
    -> T?
  where T.RawValue == String {
    let word = text(column)
    if word.isEmpty { return standard }
    if let value = T(rawValue: word) { return value }
    let names = type.allCases.map(\.rawValue)
    fault(
      column, "inject.choice", "\(quoted(word)); expected one of \(names.joined(separator: ", "))",
      suggestion(for: word, among: names).map { "\"\($0)\" was meant." })
    return nil
  }

  private mutating func limit() -> Int? {
    let word = text(.limit)
    if word.isEmpty { return nil }
    if let value = FieldText.integer(word), (1...14_400).contains(value) { return value }
    fault(.limit, "inject.number", "\(quoted(word)); expected whole minutes, 1...14400")
    return nil
  }

  /// Nil where a time or condition is there and not good.
  private mutating func trigger() -> Inject.Trigger? {
    let before = problems.count
    let minute = minute()
    let condition = condition(.condition)
    guard problems.count == before else { return nil }
    if let condition { return .conditional(condition, fromMinute: minute ?? 0) }
    return minute.map { .planned(atMinute: $0) } ?? .byController
  }

  private mutating func minute() -> Int? {
    let exercise = text(.exerciseTime)
    let scenario = text(.scenarioTime)
    var minute: Int?
    if !exercise.isEmpty {
      minute = ExerciseClock.minutes(exercise)
      if minute == nil { fault(.exerciseTime, "inject.time", "\(quoted(exercise)); expected T+hh:mm after the start") }
    }
    guard !scenario.isEmpty else { return minute }
    guard let instant = Instant(scenario, offsetMinutes: city.offsetMinutes) else {
      fault(.scenarioTime, "inject.time", "\(quoted(scenario)); expected an instant as 2021-10-07T03:30+07:00")
      return nil
    }
    let stated = instant.minutes(since: start)
    guard stated.magnitude <= CityLimits.hours * 60 else {
      fault(.scenarioTime, "inject.time", "\(quoted(scenario)) is more than a year from the scenario's start")
      return nil
    }
    if let minute, minute != stated {
      fault(
        .scenarioTime, "inject.time", "\(quoted(scenario)) is \(ExerciseClock.text(stated)) and not \(exercise)",
        "delete one of the two times.")
    }
    return minute ?? stated
  }

  private mutating func condition(_ column: MSELColumn) -> InjectCondition? {
    let word = text(column)
    if word.isEmpty { return nil }
    return fields(word, column) { InjectConditionCoding.read($0) }
  }

  private mutating func content() -> InjectContent? {
    guard let word = choice(.content, InjectWord.self, default: .message) else { return nil }
    return fields(text(.details), .details) { InjectContentCoding.read(word, $0) }
  }

  private mutating func fields<Value>(_ text: String, _ column: MSELColumn, _ read: (InjectFields) -> Value?) -> Value? {
    let place = row.place(column.rawValue)
    let found = YAMLFindings(file: place.file)
    let fields = InjectFields(entries: InjectFields.entries(text), city: city) { key, code, message, advice in
      let words = key.map { "\($0): \(message)" } ?? message
      found.add([Problem(code, words, at: place, advice: advice)])
    }
    let value = read(fields)
    problems += found.problems
    return found.problems.isEmpty ? value : nil
  }
}

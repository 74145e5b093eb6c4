import Basics
import Geography

/// What is found while a file is read; one for each file, used by one reader.
final class YAMLFindings {
  let file: String
  private(set) var problems: [Problem] = []

  init(file: String) { self.file = file }

  func add(
    _ code: String, _ message: String, line: Int, field: String?, advice: String? = nil, severity: Problem.Severity = .error
  ) {
    if problems.count == CityLimits.problems {
      problems.append(Problem("yaml.problems.many", "more than \(CityLimits.problems) problems", at: .init(file: file)))
    }
    guard problems.count < CityLimits.problems else { return }
    append(Problem(code, message, severity: severity, at: .init(file: file, line: line, field: field), advice: advice))
  }

  fileprivate func append(_ problem: Problem) { problems.append(problem) }
}

extension YAMLFindings {
  /// Of another file that this one names.
  func add(_ others: [Problem]) {
    for problem in others where problems.count < CityLimits.problems { append(problem) }
  }
}

/// A value of a file under its path, as `roles[3].span`. Each reading function returns nil after it has named the problem.
struct YAMLValue {
  let node: YAMLNode
  let path: String
  let findings: YAMLFindings

  var line: Int { node.line }

  func fault(_ code: String, _ message: String, advice: String? = nil, severity: Problem.Severity = .error) {
    findings.add(code, message, line: node.line, field: path.isEmpty ? nil : path, advice: advice, severity: severity)
  }

  private func wrongType(_ expected: String) { fault("yaml.type", "found \(node.kind); expected \(expected)") }

  private func scalar(_ expected: String) -> (text: String, isPlain: Bool)? {
    guard case .scalar(let text, let isPlain) = node.content, !node.isNull else {
      wrongType(expected)
      return nil
    }
    return (text, isPlain)
  }

  /// A text that is not empty.
  func text(_ expected: String = "a text") -> String? {
    guard let text = scalar(expected)?.text else { return nil }
    let blankFree = text.utf8.contains { $0 > 32 }
    guard blankFree, text.utf8.count <= CityLimits.textBytes else {
      fault(
        "yaml.text",
        blankFree ? "\(text.utf8.count) bytes; at most \(CityLimits.textBytes) expected" : "an empty text; expected \(expected)")
      return nil
    }
    if let scalar = text.unicodeScalars.first(where: { $0.value < 32 && $0 != "\n" || $0.value == 127 }) {
      fault("yaml.text", "a control character (U+\(String(scalar.value, radix: 16, uppercase: true))); expected \(expected)")
      return nil
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  func id<Subject>(_ type: Identifier<Subject>.Type = Identifier<Subject>.self) -> Identifier<Subject>? {
    guard let text = scalar("an id")?.text else { return nil }
    guard isPlainID(text) else {
      fault("yaml.id", "\(quoted(text)); expected an id of letters, digits, '-', '_' and '.', at most 64")
      return nil
    }
    return Identifier(text)
  }

  func int(_ range: ClosedRange<Int>) -> Int? {
    let expected = "a whole number, \(range.lowerBound)...\(range.upperBound)"
    guard let (text, isPlain) = scalar(expected) else { return nil }
    guard isPlain, text.utf8.count <= 20, let value = Int(text), !text.hasPrefix("+") else {
      wrongType(expected)
      return nil
    }
    guard range.contains(value) else {
      fault("yaml.range", "\(value); expected \(expected)")
      return nil
    }
    return value
  }

  func number(_ range: ClosedRange<Double>) -> Double? {
    let expected = "a number, \(range.lowerBound)...\(range.upperBound)"
    guard let (text, isPlain) = scalar(expected) else { return nil }
    guard isPlain, let value = FieldText.decimal(text) else {
      wrongType(expected)
      return nil
    }
    guard range.contains(value) else {
      fault("yaml.range", "\(text); expected \(expected)")
      return nil
    }
    return value
  }

  func bool() -> Bool? {
    guard let (text, isPlain) = scalar("true or false") else { return nil }
    switch text.lowercased() {
    case "true", "yes", "ya": if isPlain { return true }
    case "false", "no", "tidak": if isPlain { return false }
    default: break
    }
    wrongType("true or false")
    return nil
  }

  func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type) -> T? where T.RawValue == String {
    let names = type.allCases.map(\.rawValue)
    guard let text = scalar("one of \(names.joined(separator: ", "))")?.text else { return nil }
    if let value = T(rawValue: text) { return value }
    fault(
      "yaml.choice", "\(quoted(text)); expected one of \(names.joined(separator: ", "))",
      advice: suggestion(for: text, among: names).map { "\"\($0)\" was meant." })
    return nil
  }

  /// RFC 3339; without an offset it is the city's clock.
  func instant(offsetMinutes: Int) -> Instant? {
    let expected = "an instant as 2021-10-07T03:30+07:00"
    guard let text = scalar(expected)?.text else { return nil }
    if let value = Instant(text, offsetMinutes: offsetMinutes) { return value }
    fault("yaml.instant", "\(quoted(text)); expected \(expected)")
    return nil
  }

  func date() -> CivilDate? {
    let expected = "a day as 2021-10-07"
    guard let text = scalar(expected)?.text else { return nil }
    if let value = CivilDate(text) { return value }
    fault("yaml.date", "\(quoted(text)); expected \(expected)")
    return nil
  }

  /// `07:30` or `07.30` as minutes since midnight; `24:00` is 1440.
  func clock() -> Int? {
    guard let text = scalar("a clock time as \"07:30\"")?.text else { return nil }
    if let minutes = YAMLClock.minutes(text[...]) { return minutes }
    fault("yaml.clock", "\(quoted(text)); expected a clock time as \"07:30\"", advice: "put it in quotes.")
    return nil
  }

  /// `"05:00-09:00"`
  func clockSpan() -> (start: Int, end: Int)? {
    let expected = "hours as \"05:00-09:00\""
    guard let text = scalar(expected)?.text else { return nil }
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    if parts.count == 2, let start = YAMLClock.minutes(parts[0]), let end = YAMLClock.minutes(parts[1]), start != end,
      start < 1440
    {
      return (start, end)
    }
    fault("yaml.clock", "\(quoted(text)); expected \(expected)")
    return nil
  }

  /// `{id: …, en: …}`
  func bilingual() -> Bilingual? {
    guard let map = map(["id", "en"]) else { return nil }
    let id = map.required("id")?.text("the Indonesian text")
    let en = map.required("en")?.text("the English text")
    guard let id, let en else { return nil }
    return Bilingual(id: id, en: en)
  }

  /// The items of a list; one problem and nothing for anything else.
  func list(_ limit: Int) -> [YAMLValue] {
    if node.isNull { return [] }
    guard case .sequence(let items) = node.content else {
      wrongType("a list")
      return []
    }
    if items.count > limit { fault("yaml.many", "\(items.count) items; at most \(limit) expected") }
    return items.prefix(limit).enumerated().map { YAMLValue(node: $1, path: "\(path)[\($0 + 1)]", findings: findings) }
  }

  /// The keys of a group; each unknown one is a problem with a suggestion.
  func map(_ keys: [String]) -> YAMLMap? {
    guard case .mapping(let entries) = node.content else {
      wrongType("a group of the keys \(keys.joined(separator: ", "))")
      return nil
    }
    for entry in entries where !keys.contains(entry.key) {
      let inner = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      findings.add(
        "yaml.unknown", "the key \(quoted(entry.key)) is not known; expected \(keys.joined(separator: ", "))", line: entry.line,
        field: String(inner.prefix(120)),
        advice: suggestion(for: entry.key, among: keys).map { "\"\($0)\" was meant." } ?? "delete it.")
    }
    return YAMLMap(value: self, entries: entries)
  }
}

/// A group of keys.
struct YAMLMap {
  let value: YAMLValue
  fileprivate let entries: [YAMLNode.Entry]

  fileprivate init(value: YAMLValue, entries: [YAMLNode.Entry]) {
    self.value = value
    self.entries = entries
  }

  var line: Int { value.line }

  /// Nil where the key is missing or has no value.
  func optional(_ key: String) -> YAMLValue? {
    guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
    return YAMLValue(node: entry.value, path: inner(key), findings: value.findings)
  }

  func required(_ key: String) -> YAMLValue? {
    if let found = optional(key) { return found }
    value.findings.add("yaml.missing", "the key \(key) is missing", line: line, field: inner(key))
    return nil
  }

  func has(_ key: String) -> Bool { optional(key) != nil }

  private func inner(_ key: String) -> String { value.path.isEmpty ? key : "\(value.path).\(key)" }
}

enum YAMLClock {
  static func minutes(_ text: some StringProtocol) -> Int? {
    let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == 58 || $0 == 46 }.map { Array($0) }
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0 >= 48 && $0 <= 57 } }),
      parts[1].count == 2
    else { return nil }
    let hour = parts[0].reduce(0) { $0 * 10 + Int($1) - 48 }
    let minute = parts[1].reduce(0) { $0 * 10 + Int($1) - 48 }
    guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
    return hour * 60 + minute
  }
}

import Basics

/// How grave a finding is.
public enum CAPLevel: String, Sendable, CaseIterable, Comparable {
  /// No valid alert, or one that says something false.
  case error
  case warning
  case recommendation
  case info

  private var rank: Int { self == .error ? 0 : self == .warning ? 1 : self == .recommendation ? 2 : 3 }
  public static func < (a: CAPLevel, b: CAPLevel) -> Bool { a.rank < b.rank }
}

/// Which rules are asked.
public enum CAPProfile: String, Sendable, CaseIterable {
  /// The standard, and what no alert of anybody should break.
  case base
  /// What a public feed asks beyond it: expiry, area, contact, languages that say the same. What Siaga publishes keeps this.
  case feed = "public"
}

/// A rule that an alert broke, where, and what was found there.
public struct CAPFinding: Hashable, Sendable {
  public var rule: CAPRule
  public var level: CAPLevel
  /// As `alert/info[2]/area[1]/polygon[1]`; parts that may come often count from 1.
  public var path: String
  /// In the file it was read from.
  public var line: Int?
  /// The value, cut to 80 characters.
  public var found: String

  public init(_ rule: CAPRule, level: CAPLevel, path: String, line: Int? = nil, found: String = "") {
    self.rule = rule
    self.level = level
    self.path = path
    self.line = line
    self.found = String(found.prefix(80))
  }

  /// What is wrong, in words.
  public func message(_ language: Language) -> String { parts(language).what }

  /// How to mend it.
  public func remedy(_ language: Language) -> String { parts(language).mend }

  private func parts(_ language: Language) -> (what: String, mend: String) {
    let words = Words.of(language)
    let sentence = words("cap.rule.\(rule.rawValue.lowercased())")
    let cut = sentence.split(separator: "|", maxSplits: 1)
    let trim = { (text: Substring?) in text.map { String($0).trimmedBlanks } ?? "" }
    let what = trim(cut.first) + (found.isEmpty ? "" : ": \"\(found)\"")
    return (what, trim(cut.count > 1 ? cut[1] : nil))
  }

  /// As the one shape of errors. Recommendations and infos are warnings there and say so.
  public func problem(file: String, language: Language) -> Problem {
    let note = level == .recommendation || level == .info ? "[\(level.rawValue)] " : ""
    return Problem(
      "cap.\(rule.rawValue.lowercased())", note + message(language), severity: level == .error ? .error : .warning,
      at: .init(file: file, line: line, field: path), advice: remedy(language), exit: .foundWanting)
  }
}

extension String {
  fileprivate var trimmedBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

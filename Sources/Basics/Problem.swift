/// The one shape of errors: what happened with its values, where, why, and what to try.
public struct Problem: Error, Hashable, Sendable {
  public enum Severity: String, Sendable { case warning, error }

  /// How the process ends; `formats.md` of the project fixes the numbers (sysexits).
  public enum Exit: Int32, Sendable {
    case foundWanting = 1
    case usage = 64
    case badData = 65
    case missingFile = 66
    case unavailable = 69
    case inputOutput = 74
    case tryAgain = 75
    case notPermitted = 77
  }

  /// A stable word for programs, as `roster.nip.ruined`.
  public var code: String
  public var severity: Severity
  /// What is wrong, with the value, and what was expected.
  public var message: String
  public var place: Place?
  /// What to try; printed on a line of its own that starts with "Maybe".
  public var advice: String?
  /// What lay below, as text.
  public var cause: String?
  public var exit: Exit

  /// Where in which file. Lines and columns from 1.
  public struct Place: Hashable, Sendable {
    public var file: String
    public var line: Int?
    public var field: String?

    public init(file: String, line: Int? = nil, field: String? = nil) {
      self.file = file
      self.line = line
      self.field = field
    }
  }

  public init(
    _ code: String, _ message: String, severity: Severity = .error, at place: Place? = nil, advice: String? = nil,
    cause: String? = nil, exit: Exit = .badData
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.advice = advice
    self.cause = cause
    self.exit = exit
  }

  /// `file:line: field: what is wrong` and, on a second line, `Maybe …`.
  public var text: String {
    var head = ""
    if let place {
      head = place.file
      if let line = place.line { head += ":\(line)" }
      head += ": "
      if let field = place.field { head += "\(field): " }
    }
    if severity == .warning { head += "warning: " }
    var lines = head + message
    if let cause { lines += " (\(cause))" }
    if let advice { lines += "\n  Maybe \(advice)" }
    return lines
  }
}

extension Array where Element == Problem {
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// The first `limit` problems and a line with the count of the others.
  public func report(limit: Int = 50) -> String {
    var lines = prefix(limit).map(\.text)
    if count > limit { lines.append("… and \(count - limit) more problems") }
    return lines.joined(separator: "\n")
  }
}

/// What a reader gives back: all good rows and all problems.
public struct Reading<Value: Sendable>: Sendable {
  public var value: Value
  public var problems: [Problem]

  public init(_ value: Value, problems: [Problem] = []) {
    self.value = value
    self.problems = problems
  }
}

/// The nearest of `candidates` to a mistyped word, for "did you mean"; nil if none is within a third of its length.
/// - Complexity: O(candidates x length²), length at most 64.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars.prefix(64))
  var best: (distance: Int, word: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
    let distance = editDistance(wanted, other)
    if distance <= max(1, max(wanted.count, other.count) / 3), best.map({ distance < $0.distance }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.word
}

/// Levenshtein distance (insert, delete, replace), and a swap of neighbours as one step (optimal string alignment).
public func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var before = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
    }
    before = last
    last = row
  }
  return last[b.count]
}

import Basics

/// What is wrong with a roster in words for those who keep it: Indonesian from a catalogue, English as the reader itself says it.
public enum RosterProblemWords {
  static let indonesian = Catalogue(language: .id, rosterProblemsIndonesian)

  /// One sentence, without line and field: those have columns of their own where problems are shown.
  public static func sentence(_ problem: Problem, _ language: Language) -> String {
    guard language == .id, let template = indonesian.sentence(problem.code) else { return problem.message }
    return filled(template, problem.message)
  }

  /// What to try; nil where nothing is known.
  public static func advice(_ problem: Problem, _ language: Language) -> String? {
    guard let advice = problem.advice, language == .id else { return problem.advice }
    if advice.hasSuffix("was meant."), let template = indonesian.sentence("advice.meant") { return filled(template, advice) }
    return indonesian.sentence("advice." + problem.code)
  }

  /// The same problem with its sentence and advice in a language.
  public static func translated(_ problem: Problem, _ language: Language) -> Problem {
    var copy = problem
    copy.message = sentence(problem, language)
    copy.advice = advice(problem, language)
    return copy
  }

  private static func filled(_ template: String, _ message: String) -> String {
    let (value, numbers) = parts(message)
    return template.replacing("{value}", with: value.map { "\"\($0)\"" } ?? "isi ini").replacing(
      "{a}", with: numbers.first ?? "–"
    )
    .replacing("{b}", with: numbers.dropFirst().first ?? "–")
  }

  /// What stands in the first quotes, and the numbers outside of it.
  static func parts(_ message: String) -> (value: String?, numbers: [String]) {
    var value: String?
    var rest = message[...]
    if let open = message.firstIndex(of: "\""), let close = message[message.index(after: open)...].firstIndex(of: "\"") {
      value = String(message[message.index(after: open)..<close])
      rest = Substring(message[..<open] + message[message.index(after: close)...])
    }
    return (value, rest.split { !$0.isASCII || !$0.isNumber }.map(String.init))
  }
}

import Basics

/// Why a command was refused: a code and the values of its sentence, in Indonesian and English.
public struct Refusal: Error, Hashable, Sendable {
  public var code: RefusalCode
  /// The named values of the sentence; ids, counts and instants, never personal data.
  public var values: [String: String]

  public init(_ code: RefusalCode, _ values: [String: String] = [:]) {
    self.code = code
    self.values = values
  }

  /// The sentence in one language. Ids stand for themselves.
  public func text(_ language: Language) -> String {
    let words = RefusalWords.catalogue(language)
    var values = values
    if let facts = values["facts"] { values["facts"] = RefusalWords.factList(facts, words) }
    return words(code.rawValue, values)
  }

  /// As the one shape of errors, in English with the Indonesian sentence as cause.
  public var problem: Problem {
    Problem("incident.\(code.rawValue)", text(.en), cause: text(.id), exit: code.exit)
  }
}

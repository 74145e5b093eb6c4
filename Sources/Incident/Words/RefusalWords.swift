import Basics

/// The sentences of refusals and the names of facts, in both languages.
public enum RefusalWords {
  public static func catalogue(_ language: Language) -> Catalogue { language == .id ? refusalWordsID : refusalWordsEN }

  /// How many facts a sentence lists by name.
  static let factsNamed = 8

  /// Names of facts, separated by a blank, as words.
  static func factList(_ names: String, _ words: Catalogue) -> String {
    let all = names.split(separator: " ").map { FactName(String($0)) }
    var shown = all.prefix(factsNamed).map { words("fact.\($0.kind)", ["subject": $0.subject]) }
    if all.count > factsNamed { shown.append(words("fact.more", ["count": "\(all.count - factsNamed)"])) }
    return shown.joined(separator: ", ")
  }
}

/// Whether an operation, a database, an event or a paper is of the real world. Fixed when a database is created.
public enum Mode: String, Sendable, CaseIterable {
  case actual
  case exercise

  /// What stands at the start and the end of all that an exercise shows or sends; nothing for the real thing.
  public var mark: String? { self == .exercise ? "LATIHAN / EXERCISE" : nil }
}

/// The languages of pages and papers; Indonesian comes first.
public enum Language: String, Sendable, CaseIterable {
  case id
  case en
}

/// A name or sentence in both languages.
public struct Bilingual: Hashable, Sendable {
  public var id: String
  public var en: String

  public init(id: String, en: String) {
    self.id = id
    self.en = en
  }

  public subscript(language: Language) -> String { language == .id ? id : en }
}

import Basics
import Incident

/// The words of the pages about bulletins, residents' reports, rumours and relief goods; both languages have the same keys and
/// named values. A catalogue of its own beside that of the other pages: it is found by `say`.
enum PublicWords {
  static func of(_ language: Language) -> Catalogue { language == .id ? indonesian : english }

  static let indonesian = Catalogue(language: .id, publicIndonesian)
  static let english = Catalogue(language: .en, publicEnglish)

  /// Keys that are put together from a code's raw value.
  static let composedPrefixes = [
    "state.", "fate.", "done.", "form.", "need.", "depthWord.", "way.", "trust.", "outcome.", "truth.", "urgency.", "alarm.",
    "decide.",
  ]
}

extension Frame {
  /// A sentence of `PublicWords`.
  func say(_ key: String, _ values: [String: String] = [:]) -> String { PublicWords.of(language)(key, values) }
}

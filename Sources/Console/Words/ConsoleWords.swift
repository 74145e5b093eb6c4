import Basics

/// The words of the console's pages; both languages have the same keys and named values.
enum ConsoleWords {
  static func of(_ language: Language) -> Catalogue { language == .id ? indonesian : english }

  static let indonesian = Catalogue(
    language: .id,
    [consoleIndonesian, consoleDrillIndonesian, consoleServiceIndonesian, commandIndonesian].joined(separator: "\n"))
  static let english = Catalogue(
    language: .en, [consoleEnglish, consoleDrillEnglish, consoleServiceEnglish, commandEnglish].joined(separator: "\n"))

  /// Keys that are put together from a code's raw value.
  static let composedPrefixes = [
    "account.", "audience.", "decide.", "error.", "form.", "nav.", "phone.", "plan.status.", "reason.", "role.", "setup.",
    "step.",
    "weight.", "situation.", "needs.", "orders.", "broadcast.", "drill.", "plan.", "informant.", "inject.", "svc.privacy.",
    "svc.by.", "svc.step.", "message.", "contact.", "own.", "route.", "players.", "rate.", "scenario.", "aid.",
  ]
}

/// The console's style and script and those of phones, under names that change with their content, so that browsers may keep them for ever.
enum Assets {
  private static let style = [commonStyle, publicStyle, commandStyle].joined(separator: "\n")
  private static let script = [coreScript, mapScript].joined(separator: "\n")
  private static let styleName = "app-\(SecretText.digest(style).prefix(12)).css"
  private static let scriptName = "app-\(SecretText.digest(script).prefix(12)).js"

  private static let phoneStyleName = "phone-\(SecretText.digest(phoneStyle).prefix(12)).css"
  private static let phoneScriptName = "phone-\(SecretText.digest(phoneScript).prefix(12)).js"

  static let phoneStylePath = "/assets/" + phoneStyleName
  static let phoneScriptPath = "/assets/" + phoneScriptName
  static let stylePath = "/assets/" + styleName
  static let scriptPath = "/assets/" + scriptName

  static func file(_ name: String) -> (type: String, text: String)? {
    switch name {
    case styleName: ("text/css; charset=utf-8", style)
    case scriptName: ("text/javascript; charset=utf-8", script)
    case phoneStyleName: ("text/css; charset=utf-8", phoneStyle)
    case phoneScriptName: ("text/javascript; charset=utf-8", phoneScript)
    default: nil
    }
  }
}

import Basics

/// One high or low water, as it is printed.
public struct TideTurn: Hashable, Sendable {
  public var at: Instant
  /// Above mean sea level.
  public var millimetres: Int32
  public var isHigh: Bool

  public init(at: Instant, millimetres: Int32, isHigh: Bool) {
    self.at = at
    self.millimetres = millimetres
    self.isHigh = isHigh
  }
}

/// High and low waters as a table for people.
public enum TideText {
  /// - Parameter datum: millimetres that mean sea level lies above the chart datum, where the station states it.
  public static func table(_ turns: [TideTurn], station: String, datum: Int32?, surge: Int32 = 0, style: Style) -> String {
    let words = style.words
    var lines = [words("tide.title", ["station": TerminalText.clean(station)])]
    for turn in turns {
      let kind = words(turn.isHigh ? "tide.high" : "tide.low")
      var cells = [
        TerminalText.cell(style.date(turn.at.date(offsetMinutes: style.offsetMinutes)), 18),
        "\(style.clock(turn.at)) \(style.zoneName)", TerminalText.cell(kind, 11),
        TerminalText.cell("\(metres(turn.millimetres, style)) m", 8, right: true),
      ]
      if let datum { cells.append(TerminalText.cell("\(metres(turn.millimetres + datum, style)) m", 8, right: true)) }
      lines.append("  " + cells.joined(separator: "  "))
    }
    if turns.isEmpty { lines.append("  " + words("tide.none")) }
    lines.append(datum == nil ? words("tide.level") : words("tide.levels"))
    if surge != 0 { lines.append(words("tide.surge", ["metres": metres(surge, style)])) }
    lines.append(words("tide.source"))
    return lines.joined(separator: "\n") + "\n"
  }

  /// Metres with two decimals, rounded to the nearest centimetre: `1,84`, `−0.07`.
  static func metres(_ millimetres: Int32, _ style: Style) -> String {
    let centimetres = (Int(millimetres.magnitude) + 5) / 10
    let rest = centimetres % 100
    let comma = style.language == .id ? "," : "."
    return "\(millimetres < 0 && centimetres > 0 ? "−" : "")\(centimetres / 100)\(comma)\(rest < 10 ? "0" : "")\(rest)"
  }
}

import Basics
import Incident

/// The bulletin as a picture for walls and telephones: one sheet of 1080 by 1350, large words, black on light.
public enum Poster {
  static let width = 1080.0
  static let height = 1350.0
  /// Units of text that fit into a line of a size, by the mean width of the letters.
  private static func room(_ size: Double) -> Int { Int((width - 120) / (size * 0.53)) }

  public static func svg(_ sheet: BulletinSheet, city: City) -> String {
    var svg = SVG()
    svg.open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 1080 1350"), ("role", "img"), ("aria-label", sheet.headline),
        ("font-family", "'Liberation Sans', Arial, Helvetica, sans-serif"),
      ])
    svg.rectangle(0, 0, width, height, [("fill", "#ffffff")])
    var y = 0.0
    if let mark = sheet.content.mode.mark { band(&svg, &y, mark, fill: "#ffffff", ink: "#000000") }
    band(&svg, &y, city.sender, fill: "#111111", ink: "#ffffff")
    level(&svg, &y, sheet)
    for banner in sheet.banners { block(&svg, &y, banner, size: 30, bold: true) }
    block(&svg, &y, sheet.headline, size: 50, bold: true)
    let names = sheet.content.areas.map { city.area($0)?.name ?? $0.rawValue }
    // Of many areas the headline says the number only.
    if sheet.content.kind != .withdrawal, names.count > 3 {
      block(&svg, &y, names.prefix(16).joined(separator: ", ") + (names.count > 16 ? " …" : ""), size: 30, bold: false)
    }
    block(&svg, &y, sheet.lead, size: 36, bold: false)
    let floor = height - (sheet.mark == nil ? 190 : 250)
    for (i, action) in sheet.actions.prefix(5).enumerated() {
      let lines = wrap("\(i + 1). \(action)", room(36))
      guard y + Double(lines.count) * 45 + 10 < floor else { break }
      block(&svg, &y, "\(i + 1). \(action)", size: 36, bold: true)
    }
    y = floor
    svg.rectangle(60, y, width - 120, 2, [("fill", "#111111")])
    y += 10
    let numbers = sheet.content.contact.numbers.map(\.number).joined(separator: " / ")
    block(&svg, &y, sheet.words("page.danger", ["numbers": numbers]), size: 40, bold: true)
    let small = sheet.footer.filter { !$0.isEmpty }
    for line in [small.prefix(2).joined(separator: " · "), small.dropFirst(2).joined(separator: " · ")] {
      for piece in wrap(line, room(21)) {
        svg.label(60, y + 24, piece, size: 21, anchor: "start")
        y += 27
      }
    }
    if let mark = sheet.content.mode.mark {
      y = height - 62
      band(&svg, &y, mark, fill: "#ffffff", ink: "#000000")
    }
    svg.close("svg")
    return svg.text
  }

  private static func band(_ svg: inout SVG, _ y: inout Double, _ text: String, fill: String, ink: String) {
    svg.rectangle(3, y + 3, width - 6, 56, [("fill", fill), ("stroke", "#000000"), ("stroke-width", "4")])
    svg.element(
      "text",
      [
        ("x", "540"), ("y", SVG.number(y + 43)), ("font-size", "34"), ("text-anchor", "middle"), ("font-weight", "bold"),
        ("fill", ink),
      ], text: text)
    y += 62
  }

  private static func level(_ svg: inout SVG, _ y: inout Double, _ sheet: BulletinSheet) {
    guard sheet.content.kind != .withdrawal else { return }
    let fills: [WarningLevel: String] = [.green: "#d9f0d9", .yellow: "#ffe98a", .orange: "#ffc27a", .red: "#f6a5a0"]
    svg.rectangle(0, y, width, 110, [("fill", fills[sheet.content.level] ?? "#ffffff")])
    svg.label(width / 2, y + 76, sheet.words("warning.\(sheet.content.level.rawValue)"), size: 62, bold: true)
    y += 124
  }

  private static func block(_ svg: inout SVG, _ y: inout Double, _ text: String, size: Double, bold: Bool) {
    for line in wrap(text, room(size)) {
      svg.label(60, y + size, line, size: size, anchor: "start", bold: bold)
      y += size * 1.25
    }
    y += 10
  }

  /// At blanks; a longer word stands alone.
  static func wrap(_ text: String, _ most: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > most {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

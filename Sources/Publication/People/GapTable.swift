import Basics
import Incident

/// The need map as text for the terminal: totals, shifts, roles by kecamatan (or each place), and what is about to break.
public enum GapTable {
  /// In what form the shortage is listed.
  public enum Order: String, Sendable, CaseIterable { case kecamatan, place }

  /// The whole text, ending in a line break; in exercises its first and last line are the mark.
  public static func render(
    _ view: GapView, by order: Order = .kecamatan, language: Language, options: PlanTable.Options = PlanTable.Options()
  ) -> String {
    let text = GapText(view, language)
    let page = Page(text: text, options: options)
    var out = page.head() + page.shifts()
    out += order == .kecamatan ? page.matrix() : page.places()
    out += page.proofs() + page.hanging() + page.drained() + page.lapses()
    out += [""] + TerminalText.wrap(text.words("gap.assumed"), width: options.width, hang: 2)
    if let mark = view.mode.mark { out = [mark] + out + [mark] }
    return out.joined(separator: "\n") + "\n"
  }
}

private struct Page {
  let text: GapText
  let options: PlanTable.Options
  var words: Catalogue { text.words }
  var ink: Ink { Ink(isColoured: options.isColoured) }
  var gap: StaffingGap { text.gap }

  private func wrap(_ line: String, indent: Int = 0) -> [String] {
    TerminalText.wrap(line, width: options.width, indent: indent, hang: 2)
  }

  func head() -> [String] {
    [ink.bold(words("gap.title", ["city": CityTitle(text.view.city).full]))] + wrap(words("gap.intro"))
      + text.sums.flatMap { wrap($0) }
  }

  func shifts() -> [String] {
    var out = ["", ink.bold(words("gap.shifts"))]
    let nameWidth = max(20, options.width - 62)
    out.append(
      "  " + TerminalText.cell(words("gap.shift"), nameWidth) + TerminalText.cell(words("gap.wanted"), 11, right: true)
        + TerminalText.cell(words("gap.missing"), 9, right: true) + "  " + TerminalText.cell(words("gap.missingByClass"), 26)
        + TerminalText.cell(words("gap.hours"), 12, right: true))
    for (at, shift) in gap.shifts.enumerated() {
      let rows = gap.rows.filter { $0.shift == at }
      let missing = rows.reduce(0) { $0 + $1.missing }
      let name = "\(shift.season): \(text.shiftName(shift))"
      let line =
        (missing > 0 ? "! " : "  ") + TerminalText.cell(name, nameWidth)
        + TerminalText.cell(text.style.number(rows.reduce(0) { $0 + $1.wanted }), 11, right: true)
        + TerminalText.cell(text.style.number(missing), 9, right: true) + "  "
        + TerminalText.cell(text.missingByClass(at), 26)
        + TerminalText.cell(text.hours(missing * shift.minutes), 12, right: true)
      out.append(missing > 0 ? ink.warn(line) : line)
    }
    return out
  }

  func matrix() -> [String] {
    let matrix = GapMatrix(gap, city: text.view.city)
    let cellWidth = 9
    let nameWidth = min(34, max(18, options.width - 2 - cellWidth * (matrix.areas.count + 1)))
    var out = ["", ink.bold(words("gap.matrix"))] + wrap(words("gap.matrixKey"))
    out.append(
      TerminalText.cell("", nameWidth)
        + (matrix.areas + [words("gap.total")]).map { TerminalText.cell(shortened($0), cellWidth, right: true) }.joined())
    for role in matrix.roles {
      let cells = matrix.areas.map { matrix.cell($0, role) } + [matrix.total(role: role)]
      let line =
        TerminalText.cell(text.lookup.roleName(role), nameWidth)
        + cells.map { TerminalText.cell(cell($0), cellWidth, right: true) }.joined()
      out.append(cells.contains { $0?.missing ?? 0 > 0 } ? ink.warn(line) : line)
    }
    return out
  }

  private func shortened(_ name: String) -> String {
    let parts = name.split(separator: " ")
    return parts.count < 2 ? TerminalText.cut(name, 8) : "\(parts[0].prefix(1)). \(parts[1].prefix(5))"
  }

  private func cell(_ cell: GapMatrix.Cell?) -> String {
    guard let cell, cell.wanted > 0 else { return "·" }
    let sign = cell.grade == .short ? "!" : cell.grade == .thin ? "~" : " "
    return "\(cell.there)/\(cell.wanted)\(sign)"
  }

  /// Posts that are short or thin, the most critical first.
  func places() -> [String] {
    var out = ["", ink.bold(words("gap.places"))]
    let rows = gap.rows.filter { $0.missing > 0 || ($0.withReserves ?? $0.coverage) < 0.95 }
      .enumerated().sorted {
        ($0.element.tier, -$0.element.missing, $0.offset) < ($1.element.tier, -$1.element.missing, $1.offset)
      }
    for (_, row) in rows {
      let line = text.lookup.postName(row.post)
      let figures = [
        "\(words("gap.missing")) \(row.missing)/\(row.wanted)", "\(words("gap.qualified")) \(row.qualified)",
        "\(words("gap.lapsed")) \(row.lapsed)", "\(words("gap.eligible")) \(row.eligible)",
        "\(words("gap.coverage")) \(text.percent(row.coverage))",
      ]
      let reserves = row.withReserves.map { ["\(words("gap.withReserves")) \(text.percent($0))"] } ?? []
      let lines = wrap((row.missing > 0 ? "! " : "~ ") + line + ": " + (figures + reserves).joined(separator: "; "))
      out += row.missing > 0 ? lines.map(ink.warn) : lines
      if let cause = row.cause { out += wrap(ExplanationText(text.lookup).text(cause), indent: 4) }
    }
    return out
  }

  func proofs() -> [String] {
    var out: [String] = []
    for shift in gap.shifts {
      guard let proof = shift.proof else { continue }
      out += ["", ink.bold(words("gap.proof", ["shift": "\(shift.season), \(text.shiftName(shift))"]))]
      out += ExplanationText(text.lookup).lines(proof).flatMap { wrap($0, indent: 1) }
    }
    return out
  }

  func hanging() -> [String] {
    ["", ink.bold(words("gap.hanging"))]
      + (gap.hanging.isEmpty ? [words("gap.hangingNone")] : gap.hanging.flatMap { wrap(text.hanging($0), indent: 1) })
  }

  func drained() -> [String] {
    ["", ink.bold(words("gap.drained"))]
      + (gap.drained.isEmpty
        ? [words("gap.drainedNone")] : gap.drained.flatMap { wrap("\($0.season): \(text.drained($0))", indent: 1) })
  }

  func lapses() -> [String] {
    var out = ["", ink.bold(words("gap.lapses", ["months": text.style.number(text.view.months)]))]
    if gap.lapses.isEmpty { return out + [words("gap.lapsesNone")] }
    out += wrap(text.lapseSum)
    let felt = text.felt
    for lapse in felt.prefix(options.shortageLimit) {
      let roles = lapse.roles.map(text.lookup.roleName)
      out += wrap(
        "\(text.style.date(lapse.day)): \(text.person(lapse.staff)), \(text.lapse(lapse.kind)); "
          + words("gap.lapseRoles", ["roles": text.style.list(roles)]), indent: 1)
    }
    if felt.count > options.shortageLimit {
      out.append(words("list.more", ["count": text.style.number(felt.count - options.shortageLimit)]))
    }
    return out
  }
}

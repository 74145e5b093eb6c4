import Basics
import Incident

/// The need map as a page that prints: totals, map with its table, roles by kecamatan, each place, and what is about to break.
struct GapPage {
  let text: GapText
  var words: Catalogue { text.words }
  var style: Style { text.style }

  var blocks: [PaperBlock] {
    let city = CityTitle(text.view.city).full
    var out: [PaperBlock] = [
      .heading(1, words("gap.title", ["city": city])), .paragraph(words("gap.intro")),
    ]
    out += text.sums.map { .paragraph($0, kind: "warn") }
    let map = GapMap(text)
    out += [.heading(2, words("gap.map")), .drawing(svg: map.svg()), .table(areas(map))]
    out += [.heading(2, words("gap.shifts")), .table(shifts)]
    out += [.heading(2, words("gap.matrix")), .paragraph(words("gap.matrixKey"), kind: "note"), .table(matrix)]
    out += [.heading(2, words("gap.places")), .table(places)]
    for shift in text.gap.shifts {
      guard let proof = shift.proof else { continue }
      out.append(.heading(2, words("gap.proof", ["shift": "\(shift.season), \(text.shiftName(shift))"])))
      out += ExplanationText(text.lookup).lines(proof).map { .paragraph($0) }
    }
    out.append(.heading(2, words("gap.hanging")))
    out.append(
      text.gap.hanging.isEmpty ? .paragraph(words("gap.hangingNone")) : .list(text.gap.hanging.map(text.hanging)))
    out.append(.heading(2, words("gap.drained")))
    out.append(
      text.gap.drained.isEmpty
        ? .paragraph(words("gap.drainedNone")) : .list(text.gap.drained.map { "\($0.season): \(text.drained($0))" }))
    out.append(.heading(2, words("gap.lapses", ["months": style.number(text.view.months)])))
    out += text.gap.lapses.isEmpty ? [.paragraph(words("gap.lapsesNone"))] : [.paragraph(text.lapseSum), .table(lapses)]
    out.append(.paragraph(words("gap.assumed"), kind: "note"))
    return out
  }

  private func areas(_ map: GapMap) -> PaperTable {
    var table = PaperTable(
      [words("gap.area"), words("gap.map"), words("gap.wanted"), words("gap.missing"), words("gap.surest")],
      kinds: ["", "", "n", "n", "n"])
    for area in text.view.city.areas {
      guard let cell = map.cell(area.id) else { continue }
      table.add(
        [
          area.name, words("gap.grade.\(cell.grade.rawValue)"), style.number(cell.wanted), style.number(cell.missing),
          text.percent(cell.coverage),
        ], kind: cell.missing > 0 ? "short" : "")
    }
    return table
  }

  private var shifts: PaperTable {
    var table = PaperTable(
      [
        words("gap.season"), words("gap.shift"), words("gap.wanted"), words("gap.missing"), words("gap.missingByClass"),
        words("gap.hours"),
      ], kinds: ["", "", "n", "n", "n", "n"])
    for (at, shift) in text.gap.shifts.enumerated() {
      let rows = text.gap.rows.filter { $0.shift == at }
      let missing = rows.reduce(0) { $0 + $1.missing }
      table.add(
        [
          shift.title[style.language], text.shiftName(shift), style.number(rows.reduce(0) { $0 + $1.wanted }),
          style.number(missing), text.missingByClass(at), text.hours(missing * shift.minutes),
        ], kind: missing > 0 ? "short" : "")
    }
    return table
  }

  private var matrix: PaperTable {
    let matrix = GapMatrix(text.gap, city: text.view.city)
    var table = PaperTable(
      [words("column.role")] + matrix.areas + [words("gap.total")],
      kinds: [""] + [String](repeating: "n", count: matrix.areas.count + 1))
    for role in matrix.roles {
      let cells = matrix.areas.map { matrix.cell($0, role) } + [matrix.total(role: role)]
      table.add(
        [text.lookup.roleName(role)] + cells.map(cell), kind: cells.contains { $0?.missing ?? 0 > 0 } ? "short" : "")
    }
    return table
  }

  private func cell(_ cell: GapMatrix.Cell?) -> String {
    guard let cell, cell.wanted > 0 else { return "" }
    return "\(cell.there)/\(cell.wanted)" + (cell.grade == .short ? " !" : cell.grade == .thin ? " ~" : "")
  }

  private var places: PaperTable {
    var table = PaperTable(
      [
        words("gap.shift"), words("column.role"), words("column.place"), words("gap.level"), words("gap.wanted"),
        words("gap.own"), words("gap.partners"), words("gap.missing"), words("gap.qualified"), words("gap.lapsed"),
        words("gap.eligible"), words("gap.coverage"), words("gap.withReserves"),
      ], kinds: ["", "", "", "", "n", "n", "n", "n", "n", "n", "n", "n", "n"])
    for row in text.gap.rows {
      table.add(
        [
          text.shiftName(text.gap.shifts[row.shift]), text.lookup.roleName(row.role), text.lookup.placeName(row.place),
          text.requires(row.requires), style.number(row.wanted), style.number(row.planned), style.number(row.partners),
          style.number(row.missing), style.number(row.qualified), style.number(row.lapsed), style.number(row.eligible),
          text.percent(row.coverage), row.withReserves.map(text.percent) ?? "",
        ], kind: row.missing > 0 ? "short" : "")
    }
    return table
  }

  private var lapses: PaperTable {
    var table = PaperTable(
      [words("gap.day"), words("gap.person"), words("gap.what"), words("gap.roles")], kinds: ["nowrap", "", "", ""])
    for lapse in text.felt {
      table.add([
        style.date(lapse.day), text.person(lapse.staff), text.lapse(lapse.kind),
        style.list(lapse.roles.map(text.lookup.roleName)),
      ])
    }
    return table
  }
}

extension Papers {
  /// The need map as HTML that prints; it holds names, for those who plan.
  public func gap(_ view: GapView, language: Language, generatedAt: Instant) -> String {
    let text = GapText(view, language)
    return people(
      GapPage(text: text).blocks, title: text.words("gap.title", ["city": CityTitle(view.city).full]), city: view.city,
      mode: view.mode, language: language, generatedAt: generatedAt)
  }

  /// Blocks under the frame of all papers, where no operation is open.
  func people(
    _ blocks: [PaperBlock], title: String, city: City, mode: Mode, language: Language, generatedAt: Instant
  ) -> String {
    let style = Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    let sender = mode == .exercise && !city.sender.hasPrefix("LATIHAN") ? "LATIHAN " + city.sender : city.sender
    return html(page: [
      "lang": language.rawValue, "css": PaperCSS.text(isLandscape: true), "title": title,
      "marks": mode.mark.map { [["mark": $0]] } ?? [], "sender": sender, "operation": "", "planLine": "", "logLine": "",
      "madeLine": style.words("paper.madeLine", ["at": style.moment(generatedAt)]), "blocks": blocks.map(\.context),
    ])
  }
}

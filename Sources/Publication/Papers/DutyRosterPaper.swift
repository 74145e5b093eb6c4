import Basics
import Incident

/// The duties of several shifts on paper: how the load is shared, by post, and by person with the rest between duties.
extension PaperMaker {
  func dutyRoster() -> [PaperBlock] {
    var blocks: [PaperBlock] = [.heading(1, words("paper.duty-roster"))]
    guard let roster = context.roster, let start = roster.shifts.map(\.interval.start).min(),
      let end = roster.shifts.map(\.interval.end).max()
    else { return blocks + [.paragraph(words("roster.none"))] }
    blocks.append(.paragraph(title + " · " + style.span(Interval(start: start, end: end)), kind: "sub"))
    blocks.append(
      .pairs([
        (words("paper.commander"), [commander]),
        (
          words("roster.shift"),
          [
            words(
              "roster.scope",
              [
                "shifts": style.number(roster.shifts.count), "people": style.number(roster.people.count),
                "duties": style.number(roster.duties),
              ]),
            words(
              "roster.approvedPart", ["approved": style.number(roster.approved), "shifts": style.number(roster.shifts.count)]),
          ]
        ),
      ]))
    blocks += roster.calendarNotes(context.city, style).map { .paragraph($0, kind: "note") }
    blocks.append(.paragraph(words("roster.internal"), kind: "note"))
    blocks.append(.heading(2, words("roster.load")))
    blocks.append(.drawing(svg: LoadChart(roster).svg(style)))
    blocks += roster.loadLines(style).map { .paragraph($0) }
    blocks.append(.heading(2, words("roster.byPost")))
    blocks += posts(roster)
    blocks.append(.heading(2, words("roster.byPerson"), newPage: true))
    blocks.append(.table(people(roster)))
    return blocks
  }

  private func posts(_ roster: DutyRoster) -> [PaperBlock] {
    var blocks: [PaperBlock] = []
    var table = PaperTable([])
    var place: PlaceID?
    for row in roster.rows {
      if row.place != place {
        if !table.rows.isEmpty { blocks.append(.table(table)) }
        blocks.append(.heading(3, lookup.placeName(row.place)))
        table = PaperTable(
          [words("column.role"), words("roster.shift"), words("column.who")], kinds: ["", "nowrap", ""], kind: "fixed")
        place = row.place
      }
      for (at, cell) in row.cells.enumerated() {
        table.add(
          [at == 0 ? lookup.roleName(row.role) : "", shortTime(cell.shift.id), DutyRosterTable.holders(cell, lookup)],
          kind: cell.missing > 0 ? "short" : "")
      }
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    return blocks
  }

  private func people(_ roster: DutyRoster) -> PaperTable {
    var table = PaperTable(
      [
        words("column.who"), words("column.unit"), words("column.time"), words("roster.duty"), words("roster.rest"),
        words("roster.hours"), words("roster.nights"),
      ], kinds: ["", "", "nowrap", "", "nowrap", "n", "n"])
    for person in roster.people {
      for (at, line) in person.lines.enumerated() {
        let parts = Lookup.parts(line.duty.post)
        let duty = parts.map { "\(lookup.roleName($0.role)), \(lookup.placeName($0.place))" } ?? line.duty.post.rawValue
        table.add([
          at == 0 ? context.names.name(person.staff) : "", at == 0 ? UnitShort.name(unitName(person.staff)) : "",
          shortTime(line.shift.id), duty, line.rest.map { DutyRoster.restText($0, style) } ?? "–",
          at == 0 ? style.number((person.minutes + 59) / 60) : "", at == 0 ? style.number(person.nights) : "",
        ])
      }
    }
    return table
  }
}

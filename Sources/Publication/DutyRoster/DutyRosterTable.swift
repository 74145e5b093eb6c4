import Basics
import Incident

/// The duty roster as text for the terminal.
public enum DutyRosterTable {
  /// What it is sorted by.
  public enum Order: String, Sendable, CaseIterable { case person, post, load }

  /// Ends in a line break; in exercises the first and last line are the mark.
  public static func render(_ roster: DutyRoster, by order: Order, lookup: Lookup, width: Int) -> String {
    let words = lookup.words
    var out: [String] = []
    if roster.shifts.isEmpty {
      out.append(words("roster.none"))
    } else {
      out += heading(roster, lookup)
      switch order {
      case .person: out += people(roster, lookup, width)
      case .post: out += posts(roster, lookup, width)
      case .load: out += load(roster, lookup, width)
      }
    }
    let marks = roster.mode.mark.map { [$0] } ?? []
    return (marks + out + marks).joined(separator: "\n") + "\n"
  }

  private static func heading(_ roster: DutyRoster, _ lookup: Lookup) -> [String] {
    let style = lookup.style
    let scope = style.words(
      "roster.scope",
      [
        "shifts": style.number(roster.shifts.count), "people": style.number(roster.people.count),
        "duties": style.number(roster.duties),
      ])
    let approved = style.words(
      "roster.approvedPart", ["approved": style.number(roster.approved), "shifts": style.number(roster.shifts.count)])
    return [scope, approved] + roster.calendarNotes(lookup.city, style)
  }

  private static func people(_ roster: DutyRoster, _ lookup: Lookup, _ width: Int) -> [String] {
    var out: [String] = []
    for person in roster.people {
      let label = lookup.names.person(person.staff)
      let hours =
        "\(lookup.words("roster.hours")) \(lookup.style.number((person.minutes + 59) / 60)), \(lookup.words("roster.nights")) \(person.nights)"
      let unit = label.map { " · " + UnitShort.name($0.unit) } ?? ""
      out += TerminalText.wrap("\(label?.name ?? person.staff.rawValue)\(unit) · \(hours)", width: width, hang: 4)
      for line in person.lines {
        var text = "\(lookup.shiftName(line.shift.id)): \(post(line.duty.post, lookup))"
        if let rest = line.rest { text += " · \(lookup.words("roster.rest")) \(DutyRoster.restText(rest, lookup.style))" }
        out += TerminalText.wrap(text, width: width, indent: 2, hang: 4)
      }
    }
    return [""] + out
  }

  private static func post(_ id: PostID, _ lookup: Lookup) -> String {
    guard let parts = Lookup.parts(id) else { return id.rawValue }
    return lookup.words("post.at", ["role": lookup.roleName(parts.role), "place": lookup.placeName(parts.place)])
  }

  private static func posts(_ roster: DutyRoster, _ lookup: Lookup, _ width: Int) -> [String] {
    var out: [String] = []
    var place: PlaceID?
    for row in roster.rows {
      if row.place != place {
        out += ["", lookup.placeName(row.place)]
        place = row.place
      }
      out.append("  " + lookup.roleName(row.role))
      for cell in row.cells {
        out += TerminalText.wrap(
          "\(lookup.shiftName(cell.shift.id)): \(holders(cell, lookup))", width: width, indent: 4, hang: 2)
      }
    }
    return out
  }

  /// `Budi, Siti, Polairud: 3 orang, kurang 1`
  static func holders(
    _ cell: (shift: Shift, staff: [StaffID], teams: [PartnerTeam], missing: Int), _ lookup: Lookup
  ) -> String {
    let teams = cell.teams.map {
      lookup.words("roster.partner", ["partner": lookup.partnerName($0.partner), "heads": lookup.style.number($0.heads)])
    }
    let missing = cell.missing > 0 ? [lookup.words("roster.missingHeads", ["missing": lookup.style.number(cell.missing)])] : []
    let all = cell.staff.map(lookup.names.name) + teams + missing
    return all.isEmpty ? "–" : all.joined(separator: ", ")
  }

  /// The two charts in characters, and their sentences.
  private static func load(_ roster: DutyRoster, _ lookup: Lookup, _ width: Int) -> [String] {
    let chart = LoadChart(roster)
    let hours = chart.hours.map { bar in
      Strokes(label: bar.label, strokes: [Stroke(people: bar.before, ink: "░"), Stroke(people: bar.after, ink: "█")])
    }
    let nights = chart.nights.map { bar in Strokes(label: bar.label, strokes: [Stroke(people: bar.after, ink: "█")]) }
    let key = "░ \(lookup.words("roster.chart.before"))  █ \(lookup.words("roster.chart.after"))"
    var out = ["", lookup.words("roster.chart.hours")] + bars(hours, key: key, width)
    out += ["", lookup.words("roster.chart.nights")] + bars(nights, key: nil, width)
    return out + [""] + roster.loadLines(lookup.style).flatMap { TerminalText.wrap($0, width: width, hang: 2) }
  }

  private struct Stroke {
    var people: Int
    var ink: String
  }

  private struct Strokes {
    var label: String
    var strokes: [Stroke]
  }

  private static func bars(_ rows: [Strokes], key: String?, _ width: Int) -> [String] {
    let most = max(1, rows.flatMap { $0.strokes.map(\.people) }.max() ?? 1)
    let room = max(20, min(60, width - 24))
    var out = key.map { ["  " + $0] } ?? []
    for row in rows {
      for (at, stroke) in row.strokes.enumerated() {
        let length = stroke.people == 0 ? 0 : max(1, stroke.people * room / most)
        let label = TerminalText.cell(at == 0 ? row.label : "", 8, right: true)
        out.append("  \(label)  \(String(repeating: stroke.ink, count: length)) \(stroke.people)")
      }
    }
    return out
  }
}

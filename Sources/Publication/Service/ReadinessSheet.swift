import Basics
import Incident

/// The readiness report: one page for the mayor, the rest for those who act.
public struct ReadinessSheet: Sendable {
  let frame: ServiceSheet.Frame
  let readiness: Readiness
  let style: Style
  var words: Catalogue { style.words }

  public init(_ readiness: Readiness, _ frame: ServiceSheet.Frame, _ language: Language) {
    self.readiness = readiness
    self.frame = frame
    style = frame.style(language)
  }

  public func sheet() -> ServiceSheet {
    let blocks = mayor + needs + people + services + register + voices
    return ServiceSheet(
      title: words("readiness.title"),
      scope: words("readiness.scope", ["quarter": "\(readiness.quarter.number)", "year": "\(readiness.quarter.year)"]),
      language: style.language, blocks: blocks,
      tables: [
        ("readiness", readiness.figures), ("trends", readiness.trends.rows),
        ("register", RegisterSheet(frame).rows(readiness.actions)),
        ("adoption", readiness.adoption.rows), ("contact", contactRows), ("needs", needRows),
      ])
  }

  // MARK: For the mayor

  private var mayor: [PaperBlock] {
    var table = PaperTable(
      [words("readiness.figure"), words("readiness.now"), words("readiness.meaning")], kinds: ["", "nowrap", ""])
    for line in headline { table.add([line.figure, line.value, line.meaning], kind: line.isBad ? "short" : "") }
    return [
      .heading(1, words("readiness.title")),
      .paragraph(
        words(
          "readiness.sub",
          [
            "quarter": "\(readiness.quarter.number)", "year": "\(readiness.quarter.year)", "day": style.date(readiness.today),
          ]), kind: "sub"),
      .heading(2, words("readiness.forMayor")), .table(table), .heading(2, words("readiness.decide")),
      .list(decisions.isEmpty ? [words("readiness.nothingToDecide")] : decisions),
      .paragraph(words("readiness.note"), kind: "note"),
    ]
  }

  private struct Line {
    var figure: String
    var value: String
    var meaning: String
    var isBad = false
  }

  private var headline: [Line] {
    var lines: [Line] = []
    if let gap = readiness.gap {
      let share = Readiness.percent(gap.expectedCriticalShare)
      lines.append(
        Line(
          figure: words("readiness.critical"), value: "\(share) %",
          meaning: words("readiness.criticalMeans", ["hours": style.number(gap.criticalMinutes / 60)]), isBad: share < 90))
    } else {
      lines.append(Line(figure: words("readiness.critical"), value: "–", meaning: words("readiness.noMap")))
    }
    let contact = readiness.contact
    let reached = contact.reached ?? contact.withPhone
    lines.append(
      Line(
        figure: words("readiness.contact"), value: "\(Readiness.percent(reached, of: contact.people)) %",
        meaning: words(
          contact.reached == nil ? "readiness.contactPhones" : "readiness.contactTest",
          ["reached": style.number(reached), "people": style.number(contact.people)]),
        isBad: Readiness.percent(reached, of: contact.people) < 95))
    let gone = readiness.lapsing.reduce(0) { $0 + $1.gone }
    lines.append(
      Line(
        figure: words("readiness.lapses"), value: style.number(readiness.lapsing.reduce(0) { $0 + $1.soon }),
        meaning: words("readiness.lapsesMeans", ["gone": style.number(gone)]), isBad: gone > 0))
    lines.append(
      Line(
        figure: words("readiness.complaints"), value: style.number(readiness.complaintsReceived),
        meaning: words(
          "readiness.complaintsMeans",
          [
            "late": style.number(readiness.complaintsLate),
            "worst": readiness.trends.worst.first.map { $0.sector.name[style.language] } ?? words("readiness.noSector"),
          ]), isBad: readiness.complaintsLate > 0))
    lines.append(
      Line(
        figure: words("readiness.actions"), value: style.number(readiness.actions.count(where: \.isOpen)),
        meaning: words(
          "readiness.actionsMeans",
          ["overdue": style.number(readiness.overdue.count), "retest": style.number(readiness.waitingForDrill.count)]),
        isBad: !readiness.overdue.isEmpty))
    let total = readiness.adoption.total
    if total.people >= readiness.adoption.least {
      lines.append(
        Line(
          figure: words("readiness.adoption"), value: "\(Readiness.percent(total.answered, of: total.asked)) %",
          meaning: words("readiness.adoptionMeans", ["accepted": "\(Readiness.percent(total.accepted, of: total.asked))"])))
    }
    return lines
  }

  /// What is asked of the mayor: at most three, each from a figure above.
  private var decisions: [String] {
    var out: [String] = []
    if let gap = readiness.gap, let row = worstRows(gap).first {
      out.append(
        words(
          "readiness.decideNeed",
          ["role": role(row.role), "place": place(row.place), "missing": style.number(row.missing)]))
    }
    if let worst = readiness.overdue.min(by: { ($0.due, $0.id) < ($1.due, $1.id) }) {
      out.append(
        words(
          "readiness.decideAction",
          [
            "action": worst.id.rawValue, "measure": frame.words(worst.opened.measure, style),
            "unit": frame.names.unitName(worst.unit), "due": style.date(worst.due),
          ]))
    }
    if let worst = readiness.trends.worst.first, worst.actions.allSatisfy({ !$0.isOpen }) {
      out.append(
        words("readiness.decideSector", ["sector": worst.sector.name[style.language], "late": style.number(worst.late)]))
    }
    return out
  }

  // MARK: For those who act

  private func worstRows(_ gap: StaffingGap) -> [GapRow] {
    gap.rows.enumerated().filter { $0.element.missing > 0 }.sorted { a, b in
      (a.element.tier, -a.element.missing, a.offset) < (b.element.tier, -b.element.missing, b.offset)
    }.map(\.element)
  }

  private var needs: [PaperBlock] {
    guard let gap = readiness.gap else {
      return [.heading(2, words("readiness.needs"), newPage: true), .paragraph(words("readiness.noMap"))]
    }
    var table = PaperTable(
      [
        words("readiness.role"), words("readiness.place"), words("readiness.season"), words("readiness.wanted"),
        words("readiness.missing"), words("readiness.eligible"),
      ], kinds: ["", "", "", "n", "n", "n"])
    for row in worstRows(gap).prefix(20) {
      let shift = gap.shifts[row.shift]
      table.add([
        role(row.role), place(row.place), "\(shift.title[style.language]), \(shift.shift.name[style.language])",
        style.number(row.wanted), style.number(row.missing), style.number(row.eligible),
      ])
    }
    var blocks: [PaperBlock] = [.heading(2, words("readiness.needs"), newPage: true)]
    blocks.append(table.rows.isEmpty ? .paragraph(words("readiness.noneMissing")) : .table(table))
    let hanging = Set(gap.hanging.map(\.role)).sorted().map(role)
    if !hanging.isEmpty { blocks.append(.paragraph(words("readiness.hanging", ["roles": style.list(hanging)]))) }
    let drained = gap.drained.filter { $0.below > 0 }
    if !drained.isEmpty {
      blocks.append(
        .list(
          drained.map {
            words(
              "readiness.drained", ["unit": frame.names.unitName($0.unit), "below": style.number($0.below), "season": $0.season])
          }, kind: "plain"))
    }
    return blocks
  }

  private var people: [PaperBlock] {
    var lapses = PaperTable(
      [words("column.competency"), words("readiness.soon"), words("readiness.gone")], kinds: ["", "n", "n"])
    for item in readiness.lapsing {
      lapses.add([
        frame.city.competency(item.competency)?.name[style.language] ?? item.competency.rawValue, style.number(item.soon),
        style.number(item.gone),
      ])
    }
    var contact = PaperTable(
      [words("passport.unit"), words("readiness.people"), words("readiness.phones"), words("readiness.reached")],
      kinds: ["", "n", "n", "n"])
    for line in readiness.contacts {
      contact.add([
        unit(line.unit, line.units), style.number(line.people), style.number(line.withPhone),
        line.reached.map { style.number($0) } ?? "–",
      ])
    }
    return [
      .heading(2, words("readiness.peopleTitle"), newPage: true),
      .paragraph(
        words(
          "readiness.developed",
          [
            "count": style.number(readiness.developed), "people": style.number(readiness.people),
            "year": "\(readiness.quarter.year)",
          ])),
      lapses.rows.isEmpty ? .paragraph(words("readiness.noLapses")) : .table(lapses), .heading(3, words("readiness.contact")),
      .table(contact), .paragraph(words("readiness.small", ["least": "\(readiness.adoption.least)"]), kind: "note"),
    ]
  }

  private var services: [PaperBlock] {
    let sheet = ComplaintSheet(frame)
    var blocks: [PaperBlock] = [.heading(2, words("readiness.services"), newPage: true)]
    blocks += sheet.worst(readiness.trends, style)
    blocks.append(.paragraph(words("trends.rules"), kind: "note"))
    for sector in readiness.trends.worst.prefix(4) {
      blocks.append(.heading(3, sector.sector.name[style.language]))
      blocks += sheet.drawings(sector, readiness.trends, style.language).map { .drawing(svg: $0) }
    }
    return blocks
  }

  private var register: [PaperBlock] {
    let sheet = RegisterSheet(frame)
    let open = sheet.ordered(readiness.actions).filter(\.isOpen)
    var blocks: [PaperBlock] = [
      .heading(2, words("action.title"), newPage: true), .paragraph(words("action.rule"), kind: "note"),
    ]
    blocks.append(open.isEmpty ? .paragraph(words("action.none")) : .table(sheet.table(open, style)))
    let ratings = readiness.ratings.filter { $0.count > 0 }
    if !ratings.isEmpty {
      blocks.append(.heading(3, words("readiness.ratings")))
      blocks.append(.list(ratings.map { "\($0.rating.rawValue): \($0.count)" }, kind: "plain"))
    }
    return blocks
  }

  private var voices: [PaperBlock] {
    let adoption = readiness.adoption
    var table = PaperTable(
      [
        words("passport.unit"), words("readiness.people"), words("readiness.asked"), words("readiness.answered"),
        words("readiness.accepted"),
      ],
      kinds: ["", "n", "n", "n", "n"])
    for line in adoption.lines {
      table.add([
        unit(line.unit, line.units), style.number(line.people), style.number(line.asked), style.number(line.answered),
        style.number(line.accepted),
      ])
    }
    var blocks: [PaperBlock] = [.heading(2, words("readiness.voices"))]
    blocks.append(table.rows.isEmpty ? .paragraph(words("readiness.nobodyAsked")) : .table(table))
    let reasons =
      adoption.reasons.map { "\(words("adoption.reason.\($0.reason.rawValue)")): \(style.number($0.count))" }
      + (adoption.otherReasons > 0 ? [words("readiness.otherReasons", ["count": style.number(adoption.otherReasons)])] : [])
    if !reasons.isEmpty { blocks.append(.list(reasons, kind: "plain")) }
    blocks.append(
      .paragraph(
        words(
          "readiness.ideas",
          [
            "received": style.number(readiness.ideas.received), "answered": style.number(readiness.ideas.answered),
            "accepted": style.number(readiness.ideas.accepted),
          ])))
    return blocks
  }

  // MARK: Parts

  private func unit(_ id: UnitID?, _ units: Int) -> String {
    id.map(frame.names.unitName) ?? words("readiness.smallUnits", ["units": style.number(units)])
  }
  private func role(_ id: RoleID) -> String { frame.city.role(id)?.name[style.language] ?? id.rawValue }
  private func place(_ id: PlaceID) -> String { frame.city.place(id)?.name[style.language] ?? id.rawValue }

  private var contactRows: [[String]] {
    [["unit", "units", "people", "with_phone", "reached"]]
      + readiness.contacts.map {
        [
          $0.unit?.rawValue ?? "(small units)", "\($0.units)", "\($0.people)", "\($0.withPhone)",
          $0.reached.map(String.init) ?? "",
        ]
      }
  }

  private var needRows: [[String]] {
    let head = [
      "season", "shift", "role", "place", "area", "tier", "wanted", "partners", "planned", "missing", "qualified", "eligible",
    ]
    guard let gap = readiness.gap else { return [head] }
    return [head]
      + gap.rows.map { row in
        let shift = gap.shifts[row.shift]
        return [
          shift.season, shift.shift.id.rawValue, row.role.rawValue, row.place.rawValue, row.area.rawValue, "\(row.tier)",
          "\(row.wanted)", "\(row.partners)", "\(row.planned)", "\(row.missing)", "\(row.qualified)", "\(row.eligible)",
        ]
      }
  }
}

import Basics
import Incident

/// The plan as a table for the terminal: who goes where and why, what is short, and what would close it.
public struct PlanTable: Sendable {
  public struct Options: Hashable, Sendable {
    /// Columns, held within 80...160.
    public var width: Int
    /// ANSI colours, only beside words that say the same.
    public var isColoured: Bool
    /// Shortages shown in full; the rest as a count.
    public var shortageLimit: Int
    /// 0 leaves the line out.
    public var remediesPerShortage: Int

    public init(width: Int = 110, isColoured: Bool = false, shortageLimit: Int = 12, remediesPerShortage: Int = 3) {
      self.width = min(max(width, 80), 160)
      self.isColoured = isColoured
      self.shortageLimit = shortageLimit
      self.remediesPerShortage = remediesPerShortage
    }
  }

  let view: PlanView
  let lookup: Lookup
  let options: Options
  let ink: Ink
  let explain: ExplanationText
  let reason: ReasonText
  var words: Catalogue { lookup.words }
  var style: Style { lookup.style }

  /// The whole text, ending in a line break; in exercises its first and last line are the mark.
  public static func render(
    _ view: PlanView, language: Language, options: Options = Options()
  ) -> String {
    let style = Style(language, offsetMinutes: view.city.offsetMinutes, zoneName: view.city.zoneName)
    let lookup = view.lookup(style)
    let table = PlanTable(
      view: view, lookup: lookup, options: options, ink: Ink(isColoured: options.isColoured),
      explain: ExplanationText(lookup), reason: ReasonText(lookup))
    return table.lines().joined(separator: "\n") + "\n"
  }

  func lines() -> [String] {
    var out = head()
    out += duties()
    out += [""] + shortages()
    out += proof()
    out += [""] + summary()
    if let mark = view.mode.mark { out = [mark] + out + [mark] }
    return out
  }

  private func head() -> [String] {
    let heading = words("plan.heading", ["plan": view.id, "title": view.title[style.language]])
    var out = TerminalText.wrap(heading, width: options.width, hang: 2).map(ink.bold)
    for id in view.plan.shifts {
      out += TerminalText.wrap(words("plan.shift", ["shift": lookup.shiftName(id)]), width: options.width, hang: 2)
    }
    return out + summaryLine()
  }

  private func summaryLine() -> [String] {
    let filled = view.plan.duties.count
    let text = words(
      view.partnerHeads > 0 ? "plan.summaryPartners" : "plan.summary",
      [
        "filled": style.number(filled), "heads": style.number(view.heads), "missing": style.number(view.missing),
        "partners": style.number(view.partnerHeads),
      ])
    return TerminalText.wrap(text, width: options.width, hang: 2).map { view.missing > 0 ? ink.warn($0) : ink.good($0) }
  }

  // MARK: Rows

  /// Widths of role, who, unit, minutes and reason; two blanks between them and before the first.
  private var widths: (role: Int, who: Int, unit: Int, minutes: Int, reason: Int) {
    let free = options.width - 2 - 4 * 2 - 5
    let role = free * 29 / 100
    let who = free * 24 / 100
    let unit = free * 14 / 100
    return (role, who, unit, 5, free - role - who - unit)
  }

  private func row(_ role: String, _ who: String, _ unit: String, _ minutes: String, _ reason: String) -> String {
    let w = widths
    let cells = [
      TerminalText.cell(role, w.role), TerminalText.cell(who, w.who), TerminalText.cell(unit, w.unit),
      TerminalText.cell(minutes, w.minutes, right: true), TerminalText.cut(TerminalText.clean(reason), w.reason),
    ]
    var line = "  " + cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  private func duties() -> [String] {
    if view.sections.isEmpty { return ["", words("plan.noDuties")] }
    var out = [
      "",
      ink.faint(
        row(words("column.role"), words("column.who"), words("column.unit"), words("column.minutes"), words("column.reason"))),
    ]
    for section in view.sections {
      out += ["", ink.bold(words("section.\(section.section.rawValue)").uppercased())]
      for place in section.places {
        var title = lookup.placeName(place.place)
        if view.plan.shifts.count > 1 {
          title += " · " + (lookup.shift(place.shift)?.name[style.language] ?? place.shift.rawValue)
        }
        out.append(ink.bold(" " + TerminalText.cut(TerminalText.clean(title), options.width - 1)))
        for post in place.posts { out += rows(post) }
      }
    }
    return out
  }

  private func rows(_ post: PlanView.PostGroup) -> [String] {
    let role = lookup.roleName(post.post.role)
    var out = post.duties.map { item in
      let person = lookup.names.person(item.duty.staff)
      return row(
        role, person?.name ?? item.duty.staff.rawValue, person.map { UnitShort.name($0.unit) } ?? "–",
        item.duty.travelMinutes.map { "\($0)" } ?? "–",
        reason.short(item, width: widths.reason))
    }
    for team in post.teams {
      let text = words(
        "plan.partnerRow",
        [
          "partner": lookup.partnerName(team.partner), "heads": style.number(team.heads),
          "state": words("team.\(team.state.rawValue)"),
        ])
      out.append("  " + TerminalText.cell(role, widths.role) + "  " + TerminalText.cut(text, options.width - widths.role - 4))
    }
    for shortage in post.shortages {
      let text = words(
        "plan.missingRow",
        ["missing": style.number(shortage.missing), "seat": words("seat.\(shortage.seat.rawValue)")])
      out.append("  " + TerminalText.cell(role, widths.role) + "  " + ink.alarm(text))
    }
    return out
  }

  // MARK: Shortages

  private func shortages() -> [String] {
    let shortages = view.plan.shortages
    if shortages.isEmpty { return [ink.good(words("plan.noShortages"))] }
    let posts = Set(shortages.map(\.post)).count
    var out = [
      ink.alarm(words("plan.shortages", ["missing": style.number(view.missing), "posts": style.number(posts)]))
    ]
    for shortage in Self.gravest(shortages).prefix(options.shortageLimit) { out += lines(shortage) }
    if shortages.count > options.shortageLimit {
      out.append(
        "  "
          + words(
            "plan.moreShortages",
            [
              "count": style.number(shortages.count - options.shortageLimit),
              "where": words("plan.moreShortagesWhere"),
            ]))
    }
    return out
  }

  /// By class, then price from the dearest, then the order of the plan.
  static func gravest(_ shortages: [Shortage]) -> [Shortage] {
    shortages.enumerated().sorted { a, b in
      (a.element.criticality.rawValue, -a.element.price, a.offset) < (b.element.criticality.rawValue, -b.element.price, b.offset)
    }.map(\.element)
  }

  private func lines(_ shortage: Shortage) -> [String] {
    let width = options.width
    var out = TerminalText.wrap("! " + explain.title(shortage), width: width, indent: 1, hang: 2).map(ink.bold)
    out += TerminalText.wrap(
      words("plan.cause", ["cause": explain.text(shortage.cause)]), width: width, indent: 5, hang: 2)
    out += TerminalText.wrap(explain.price(shortage), width: width, indent: 5, hang: 2)
    if options.remediesPerShortage == 0 { return out }
    let remedies = explain.cheapest(shortage, limit: options.remediesPerShortage)
    if remedies.isEmpty {
      return out
        + TerminalText.wrap(words("plan.remedies", ["remedies": explain.fallback(shortage)]), width: width, indent: 5, hang: 2)
    }
    let list = remedies.enumerated().map { "(\($0 + 1)) \(explain.text($1))" }.joined(separator: "; ")
    return out + TerminalText.wrap(words("plan.remedies", ["remedies": list]), width: width, indent: 5, hang: 2)
  }

  private func proof() -> [String] {
    guard let proof = view.plan.proof else { return [] }
    return ["", ink.bold(words("plan.proof"))]
      + explain.lines(proof).flatMap { TerminalText.wrap($0, width: options.width, indent: 1, hang: 2) }
  }

  // MARK: Summary

  private func summary() -> [String] {
    let plan = view.plan
    var texts = [unmet]
    texts.append(words("plan.cost", ["cost": style.number(plan.cost)]))
    texts.append(words("plan.status.\(plan.status.rawValue)", ["gap": style.number(plan.gap)]))
    if view.officeDuties > 0 { texts.append(words("plan.office", ["count": style.number(view.officeDuties)])) }
    var out = summaryLine() + texts.flatMap { TerminalText.wrap($0, width: options.width, hang: 2) }
    if !plan.caveats.isEmpty {
      out.append(words("plan.caveats") + ":")
      out += plan.caveats.flatMap { TerminalText.wrap("– " + explain.text($0), width: options.width, indent: 1, hang: 2) }
    }
    return out
  }

  private var unmet: String {
    let tiers = view.plan.unmetByTier.enumerated().map { (words("tier.\($0)"), $1) }
    if tiers.allSatisfy({ $0.1 == 0 }) { return words("plan.unmetNone") }
    return words(
      "plan.unmet", ["tiers": tiers.filter { $0.1 != 0 }.map { "\($0.0): \(style.number($0.1))" }.joined(separator: "; ")])
  }
}

import Basics
import Incident

/// Complaints and their trends as sheet, CSV and lines for the terminal.
public struct ComplaintSheet: Sendable {
  let frame: ServiceSheet.Frame
  let clock: ServiceClock

  public init(_ frame: ServiceSheet.Frame) {
    self.frame = frame
    clock = ServiceClock(frame.city)
  }

  /// One line a complaint: who may not see words and names is given none.
  public func lines(_ records: [ComplaintRecord], _ language: Language) -> [String] {
    let style = frame.style(language)
    let words = style.words
    if records.isEmpty { return [words("complaint.none")] }
    return records.map { record in
      let late = record.isOpen && record.isLate(at: frame.now, clock) ? " " + words("complaint.late") : ""
      let urgent = record.isUrgent && record.isOpen ? words("complaint.urgent") + " " : ""
      return TerminalText.clean(
        "\(urgent)\(record.id)  \(sector(record.received.sector, style))  "
          + "\(words("complaint.phase.\(record.phase.rawValue)"))  \(unit(record, style))  "
          + (record.due.map { words("complaint.due", ["day": style.date($0)]) } ?? "") + late)
    }
  }

  /// Every figure of each complaint; words and contact only where asked for, and never of an anonymous reporter's contact.
  public func rows(_ records: [ComplaintRecord], withWords: Bool) -> [[String]] {
    let style = frame.style(.en)
    var rows = [
      [
        "complaint", "outside_number", "sector", "kind", "way", "urgent", "privacy", "area", "unit", "received", "first_due",
        "answer_due", "responded", "answered", "closed", "outcome", "phase", "late", "escalation_level", "reopened",
      ] + (withWords ? ["words"] : [])
    ]
    func moment(_ instant: Instant?) -> String {
      instant.map { "\(clock.day($0).text) \($0.clock(offsetMinutes: clock.offsetMinutes))" } ?? ""
    }
    for record in records {
      let got = record.received
      rows.append(
        [
          record.id.rawValue, got.outsideNumber ?? "", got.sector.rawValue, record.kind.rawValue, got.way.rawValue,
          record.isUrgent ? "1" : "0", got.privacy.rawValue, got.area?.rawValue ?? "", record.unit?.rawValue ?? "",
          moment(got.receivedAt), record.terms.firstDue.text, record.terms.answerDue.text, moment(record.respondedAt),
          moment(record.answer?.at), moment(record.closing?.at), record.closing?.outcome.rawValue ?? "", record.phase.rawValue,
          record.isLate(at: frame.now, clock) ? "1" : "0", "\(record.level)", "\(record.reopenings)",
        ] + (withWords ? [frame.words(got.words, style)] : []))
    }
    return rows
  }

  /// Trends of all sectors: charts, worst sectors with what was done.
  public func trends(_ trends: ServiceTrends, _ language: Language) -> ServiceSheet {
    let style = frame.style(language)
    var blocks: [PaperBlock] = [
      .heading(1, style.words("trends.title")),
      .paragraph(
        style.words(
          "trends.scope",
          [
            "from": trends.sectors.first?.periods.first.map { style.date($0.first) } ?? "–", "to": style.date(trends.today),
          ]), kind: "sub"),
      .paragraph(style.words("trends.rules"), kind: "note"),
    ]
    blocks += worst(trends, style)
    for sector in trends.sectors where sector.received > 0 {
      blocks.append(.heading(2, sector.sector.name[language]))
      blocks += charts(sector, trends, style)
    }
    return ServiceSheet(
      title: style.words("trends.title"), scope: style.words("service.scope"), language: language, blocks: blocks,
      tables: [("trends", trends.rows)])
  }

  /// The worst sectors by name, with what was done about them.
  func worst(_ trends: ServiceTrends, _ style: Style) -> [PaperBlock] {
    let words = style.words
    let worst = trends.worst
    if worst.isEmpty { return [.paragraph(words("trends.noneWorse"))] }
    var table = PaperTable(
      [
        words("column.sector"), words("column.signal"), words("column.received"), words("column.late"), words("column.done"),
      ], kinds: ["", "", "n", "n", ""])
    for sector in worst {
      table.add([
        sector.sector.name[style.language], signal(sector, words), style.number(sector.received),
        "\(style.number(sector.late)) (\(sector.latePercent) %)", done(sector.actions, style),
      ])
    }
    return [.heading(2, words("trends.worst")), .table(table)]
  }

  func signal(_ sector: ServiceTrends.Sector, _ words: Catalogue) -> String {
    let signals = (sector.isRising ? [words("trends.rising")] : []) + (sector.isSlowing ? [words("trends.slowing")] : [])
    return signals.isEmpty ? words("trends.steady") : signals.joined(separator: "; ")
  }

  private func done(_ actions: [ActionRecord], _ style: Style) -> String {
    if actions.isEmpty { return style.words("trends.nothingDone") }
    return actions.map { action in
      "\(action.id): \(frame.words(action.opened.measure, style)) (\(RegisterSheet.phase(action, style.words)))"
    }.joined(separator: "\n")
  }

  /// What changed, in words.
  public func change(_ sector: ServiceTrends.Sector, _ language: Language) -> String {
    signal(sector, frame.style(language).words)
  }

  private func charts(_ sector: ServiceTrends.Sector, _ trends: ServiceTrends, _ style: Style) -> [PaperBlock] {
    drawings(sector, trends, style.language).map { .drawing(svg: $0) }
  }

  /// The charts of a sector as SVG: counts, then times where there are enough.
  public func drawings(_ sector: ServiceTrends.Sector, _ trends: ServiceTrends, _ language: Language) -> [String] {
    let style = frame.style(language)
    func label(_ day: CivilDate) -> String {
      trends.step == .week ? "\(day.parts.day)/\(day.parts.month)" : "\(day.parts.month)/\(day.parts.year % 100)"
    }
    func draw(_ chart: ControlChart?, _ title: String, _ periods: [ServiceTrends.Period]) -> String? {
      chart.map {
        ControlChartSVG(
          chart: $0, title: style.words(title), axis: style.words("trends.axis.\(trends.step.rawValue)"),
          labels: periods.map { label($0.first) }
        ).svg(style)
      }
    }
    return [
      draw(sector.counts, "trends.counts", sector.periods),
      draw(sector.times, "trends.times", sector.periods.filter { $0.meanDays != nil }),
    ].compactMap(\.self)
  }

  func sector(_ id: SectorID, _ style: Style) -> String { clock.settings.sector(id)?.name[style.language] ?? id.rawValue }
  private func unit(_ record: ComplaintRecord, _ style: Style) -> String {
    record.unit.map(frame.names.unitName) ?? style.words("complaint.noUnit")
  }
}

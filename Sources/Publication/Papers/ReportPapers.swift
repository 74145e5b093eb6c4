import Basics
import Incident

/// First report (laporan kejadian) and daily report (laporan harian) to mayor, province and BNPB.
extension PaperMaker {
  func firstReport() -> [PaperBlock] {
    var blocks = head("paper.first-report", "report.firstTime")
    blocks.append(.heading(2, words("report.what")))
    blocks.append(
      .pairs([
        (words("report.hazard"), hazard), (words("report.when"), when), (words("report.where"), [whereabouts]),
        (words("paper.status"), status), (words("paper.basis"), bases.isEmpty ? [words("paper.notRecorded")] : bases),
        (words("report.warning"), [warning]), (words("paper.commander"), [commander]),
      ]))
    blocks.append(.heading(2, words("report.depths")))
    blocks += depthBlocks()
    blocks.append(.heading(2, words("report.impact")))
    blocks += affectedBlocks() + networkBlocks()
    blocks.append(.heading(2, words("report.actions")))
    blocks += actionBlocks(from: nil)
    blocks.append(.heading(2, words("report.force")))
    blocks += staffBlocks()
    blocks.append(.heading(2, words("report.shortages")))
    blocks += shortageBlocks(limit: 10)
    blocks.append(.heading(2, words("report.aid")))
    blocks += aidBlocks()
    return blocks + tail
  }

  func dailyReport() -> [PaperBlock] {
    var blocks = head("paper.daily-report", "report.dailyTime")
    blocks.append(.heading(2, "I. " + words("report.general")))
    blocks.append(
      .pairs([
        (words("report.hazard"), hazard), (words("report.when"), when), (words("report.where"), [whereabouts]),
        (words("paper.status"), status), (words("paper.basis"), bases.isEmpty ? [words("paper.notRecorded")] : bases),
        (words("report.warning"), [warning]), (words("paper.period"), [period]), (words("paper.commander"), [commander]),
        (words("report.objectives"), objectives),
      ]))
    blocks.append(.heading(2, "II. " + words("report.depths")))
    blocks += depthBlocks()
    blocks.append(.heading(2, "III. " + words("report.impact")))
    blocks += affectedBlocks() + networkBlocks()
    blocks.append(.heading(2, "IV. " + words("report.actionsToday")))
    blocks += actionBlocks(from: today)
    blocks.append(.heading(2, "V. " + words("report.force")))
    blocks += staffBlocks()
    blocks.append(.heading(3, words("report.equipment")))
    blocks += equipmentBlocks()
    blocks.append(.heading(2, "VI. " + words("report.shortages")))
    blocks += shortageBlocks(limit: 15)
    blocks.append(.heading(2, "VII. " + words("report.aid")))
    blocks += aidBlocks()
    return blocks + tail
  }

  private var today: CivilDate { context.generatedAt.date(offsetMinutes: style.offsetMinutes) }

  private func head(_ paper: String, _ time: String) -> [PaperBlock] {
    [
      .heading(1, words(paper)), .paragraph(title, kind: "sub"),
      .pairs([
        (words("report.number"), ["……………………………………"]),
        (words("report.day"), [style.longDate(today)]),
        (words("report.until"), [words(time, ["at": style.moment(context.generatedAt)])]),
        (
          words("report.addressees"),
          [
            words("report.mayor", ["mayor": CityTitle(context.city).mayor]),
            words("report.province", ["province": context.city.province]),
            words("report.bnpb"),
          ]
        ), (words("report.sender"), [sender]),
      ]),
    ]
  }

  private var hazard: [String] {
    let named = facts.occurrences.map { words("hazard.\($0.value.hazard.rawValue)") }
    if let last = named.last { return [last] }
    return [facts.opening.map { words("hazard.\($0.value.hazard.rawValue)") } ?? none]
  }

  private var when: [String] {
    var lines: [String] = []
    if let start = facts.occurrences.last {
      lines.append(words("report.began", ["at": style.moment(start.value.at)]) + cite(start.sequence))
      if let end = facts.occurrenceEnds.last(where: { $0.value.occurrence == start.value.occurrence }) {
        lines.append(words("report.ended", ["at": style.moment(end.value.at)]) + cite(end.sequence))
      }
    }
    if let opening = facts.opening {
      lines.append(words("report.opened", ["at": style.moment(opening.recorded)]) + cite(opening.sequence))
    }
    return lines.isEmpty ? [none] : lines
  }

  private var whereabouts: String {
    let areas = facts.occurrences.last?.value.areas ?? facts.opening?.value.areas ?? []
    return areas.isEmpty ? none : style.list(areas.map(lookup.areaName))
  }

  private var warning: String {
    guard let opening = facts.opening, let level = opening.value.warning else { return none }
    return words("report.warningAt", ["level": words("warning.\(level.rawValue)"), "at": style.moment(opening.recorded)])
      + cite(opening.sequence)
  }

  private var objectives: [String] {
    let notes = facts.periods.last?.value.objectives ?? []
    return notes.isEmpty ? [words("paper.notRecorded")] : notes.map(objective)
  }

  /// Objectives of a scenario are noted in two lines, Indonesian and English.
  private func objective(_ note: NoteReference) -> String {
    guard let text = context.note(note) else { return words("note.gone") }
    let lines = text.split(separator: "\n")
    return lines.count == 2 ? String(lines[language == .id ? 0 : 1]) : text
  }

  /// Acts of command and care, one a line; receipts of single people are only counted.
  private func actionBlocks(from day: CivilDate?) -> [PaperBlock] {
    let lines = facts.records.filter { record in
      day.map { record.instant.date(offsetMinutes: style.offsetMinutes) == $0 } ?? true
    }.compactMap { record -> LogLine? in
      guard Self.isAction(record.event), let text = events.text(record.event) else { return nil }
      return LogLine(record: record, text: text)
    }
    if lines.isEmpty { return [.paragraph(words("report.noActions"))] }
    var table = PaperTable([words("column.time"), words("column.action"), words("column.log")], kinds: ["nowrap", "", "n"])
    for line in lines { table.add([shortMoment(line.record.instant), line.text, "\(line.record.sequence)"]) }
    return [.table(table)]
  }

  static func isAction(_ event: Event) -> Bool {
    switch event {
    case .operation, .paper: true
    case .need(.shiftsDefined), .need(.equipmentReported): false
    case .need: true
    case .situation(.depthReported), .situation(.affectedReported), .situation(.shelterCounted), .situation(.depthForecast): false
    case .situation: true
    case .plan(.approved), .plan(.superseded), .plan(.objectionResolved), .plan(.thresholdSet): true
    case .plan, .order, .database: false
    case .safety(.roundAnswered(let answer)): !answer.isSafe
    case .safety: true
    case .broadcast(.sent): true
    case .broadcast: false
    case .bulletin(.published), .bulletin(.publishedAlone), .bulletin(.countersigned): true
    case .bulletin: false
    case .citizen(.assigned), .citizen(.rumourJudged): true
    case .citizen, .exercise, .service, .access: false
    }
  }

  private var tail: [PaperBlock] {
    var blocks: [PaperBlock] = []
    if !caveats.isEmpty {
      blocks.append(.heading(2, words("plan.caveats")))
      blocks.append(.list(caveats))
    }
    blocks.append(.paragraph(words("report.sourcesNote"), kind: "note"))
    blocks.append(
      .signature([
        words("report.signPlace", ["date": style.date(today)]), words("chart.commander"), "", "", "", "………………………………………",
      ]))
    return blocks
  }
}

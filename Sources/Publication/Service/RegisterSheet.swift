import Basics
import Incident

/// The one register of corrective actions (rencana tindak lanjut): from complaints, drills and operations.
public struct RegisterSheet: Sendable {
  let frame: ServiceSheet.Frame

  public init(_ frame: ServiceSheet.Frame) { self.frame = frame }

  static func phase(_ record: ActionRecord, _ words: Catalogue) -> String {
    record.phase == .done && record.isCapability ? words("action.phase.retest") : words("action.phase.\(record.phase.rawValue)")
  }

  /// Overdue first, then open by deadline, then what is closed, the newest first.
  public func ordered(_ records: [ActionRecord]) -> [ActionRecord] {
    let today = frame.today
    return records.enumerated().sorted { a, b in
      func rank(_ record: ActionRecord) -> Int { record.isOverdue(on: today) ? 0 : record.isOpen ? 1 : 2 }
      let (x, y) = (rank(a.element), rank(b.element))
      if x != y { return x < y }
      return x == 2 ? a.offset > b.offset : (a.element.due, a.offset) < (b.element.due, b.offset)
    }.map(\.element)
  }

  public func lines(_ records: [ActionRecord], _ language: Language) -> [String] {
    let style = frame.style(language)
    if records.isEmpty { return [style.words("action.none")] }
    return ordered(records).map { record in
      let late = record.isOverdue(on: frame.today) ? " " + style.words("action.overdue") : ""
      return TerminalText.clean(
        "\(record.id)  \(frame.words(record.opened.measure, style))  \(frame.names.unitName(record.unit))  "
          + "\(style.date(record.due))  \(Self.phase(record, style.words))\(late)")
    }
  }

  public func rows(_ records: [ActionRecord]) -> [[String]] {
    let style = frame.style(.en)
    var rows = [
      [
        "action", "origin", "reference", "capability", "element", "unit", "issue", "measure", "from", "due", "phase", "overdue",
        "done_on", "proof", "retests", "log_entries",
      ]
    ]
    for record in ordered(records) {
      rows.append([
        record.id.rawValue, record.opened.origin.rawValue, record.opened.reference, record.opened.capability ?? "",
        record.opened.element.rawValue, record.unit.rawValue, frame.words(record.opened.issue, style),
        frame.words(record.opened.measure, style), record.opened.from.text, record.due.text, record.phase.rawValue,
        record.isOverdue(on: frame.today) ? "1" : "0", record.done?.on.text ?? "",
        record.done.map { frame.words($0.proof, style) } ?? "",
        record.retests.map { "\($0.on.text) \($0.drill) \($0.rating.rawValue)" }.joined(separator: "; "),
        record.entries.map(String.init).joined(separator: " "),
      ])
    }
    return rows
  }

  func table(_ records: [ActionRecord], _ style: Style) -> PaperTable {
    let words = style.words
    var table = PaperTable(
      [
        words("column.number"), words("column.issue"), words("column.measure"), words("column.responsible"), words("column.due"),
        words("column.proof"), words("column.log"),
      ], kinds: ["nowrap", "", "", "", "nowrap", "", "n"])
    for record in records {
      let isLate = record.isOverdue(on: frame.today)
      let retests = record.retests.map { "\($0.drill): \(words("retest.\($0.rating.rawValue)"))" }
      table.add(
        [
          record.id.rawValue,
          "\(words("action.origin.\(record.opened.origin.rawValue)")) \(record.opened.reference): \(frame.words(record.opened.issue, style))",
          frame.words(record.opened.measure, style),
          ([frame.names.unitName(record.unit)] + (record.owner.map { [frame.person($0, style)] } ?? [])).joined(separator: "\n"),
          style.date(record.due) + (isLate ? "\n" + words("action.overdue") : ""),
          ([Self.phase(record, words)] + retests + (record.done.map { [frame.words($0.proof, style)] } ?? [])).joined(
            separator: "\n"),
          record.entries.map(String.init).joined(separator: " "),
        ], kind: isLate ? "short" : "")
    }
    return table
  }

  public func sheet(_ records: [ActionRecord], _ language: Language) -> ServiceSheet {
    let style = frame.style(language)
    let words = style.words
    let ordered = ordered(records)
    let overdue = ordered.count { $0.isOverdue(on: frame.today) }
    let waiting = ordered.count { $0.phase == .done && $0.isCapability }
    var blocks: [PaperBlock] = [
      .heading(1, words("action.title")),
      .paragraph(
        words(
          "action.summary",
          [
            "all": style.number(ordered.count), "open": style.number(ordered.count(where: \.isOpen)),
            "overdue": style.number(overdue), "retest": style.number(waiting),
          ]), kind: overdue > 0 ? "warn" : "body"),
      .paragraph(words("action.rule"), kind: "note"),
    ]
    blocks.append(ordered.isEmpty ? .paragraph(words("action.none")) : .table(table(ordered, style)))
    return ServiceSheet(
      title: words("action.title"), scope: words("service.scope"), language: language, blocks: blocks,
      tables: [("register", rows(records))])
  }
}

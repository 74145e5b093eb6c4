import Basics
import Geography
import Incident

/// Water, residents, power and roads as tables: each figure with its source and time, and what nobody told as such.
extension PaperMaker {
  /// Reports of depth: the log's by the time they were seen, beside those that the scenario states.
  struct DepthRow {
    var area: AreaID
    var depth: String
    var reference: String
    /// For the order of reports.
    var seen: Instant
    var seenText: String
    var source: String
    var sequence: UInt64?
  }

  /// The last report of each kelurahan, in the order of the city.
  private var depthRows: [DepthRow] {
    var rows: [AreaID: DepthRow] = [:]
    if let span = depthSpan {
      let stated = AreaDepth.rows(city: context.city, depths: context.depths, during: span, mode: context.mode)
      for row in stated {
        guard let sample = row.sample else { continue }
        rows[row.area.id] = DepthRow(
          area: row.area.id, depth: row.text(style), reference: "–", seen: sample.observed,
          seenText: words("report.holds", ["span": style.span(sample.during)]), source: row.source(style))
      }
    }
    for stated in facts.depths {
      let report = stated.value
      if let old = rows[report.area], old.seen > report.seenAt { continue }
      rows[report.area] = DepthRow(
        area: report.area, depth: events.depth(report), reference: words("reference.\(report.above.rawValue)"),
        seen: report.seenAt, seenText: style.moment(report.seenAt), source: events.informant(report.informant),
        sequence: stated.sequence)
    }
    let known = context.city.areas.map(\.id)
    return (known + rows.keys.filter { !known.contains($0) }.sorted()).compactMap { rows[$0] }
  }

  func depthBlocks() -> [PaperBlock] {
    let rows = depthRows
    let silent = context.city.areas.filter { area in !rows.contains { $0.area == area.id } }.map(\.name)
    var blocks: [PaperBlock] = []
    if !rows.isEmpty {
      var table = PaperTable(
        [
          words("column.area"), words("column.depth"), words("column.reference"), words("column.seen"), words("column.source"),
          words("column.log"),
        ], kinds: ["", "nowrap", "", "", "", "n"])
      for row in rows {
        table.add([
          lookup.areaName(row.area), row.depth, row.reference, row.seenText, row.source,
          row.sequence.map { "\($0)" } ?? "–",
        ])
      }
      blocks.append(.table(table))
    }
    if !silent.isEmpty {
      blocks.append(
        .paragraph(
          words("report.silentAreas", ["count": style.number(silent.count), "areas": style.list(silent)]), kind: "note"))
    }
    return blocks
  }

  var currentOccurrence: OccurrenceID? { facts.occurrences.last?.value.occurrence }

  func affectedBlocks() -> [PaperBlock] {
    let affected = AffectedFacts(facts, city: context.city, occurrence: currentOccurrence)
    return [.heading(3, words("report.affected"))] + countTable(affected, [.households, .people, .houses])
      + [.paragraph(words("report.threeCounts"), kind: "note"), .heading(3, words("report.displaced"))]
      + countTable(affected, [.sheltered, .elsewhere]) + [.heading(3, words("report.casualties"))]
      + countTable(affected, [.dead, .missing, .injured]) + [.heading(3, words("report.vulnerable"))] + vulnerable(affected)
  }

  private func countTable(_ affected: AffectedFacts, _ counts: [AffectedCount]) -> [PaperBlock] {
    let rows = affected.rows.filter { row in counts.contains { row.figures[$0] != nil } }
    if rows.isEmpty { return [.paragraph(counts.map { "\(words("count.\($0.rawValue)")): \(none)" }.joined(separator: "; "))] }
    var table = PaperTable(
      [words("column.area")] + counts.map { words("count.\($0.rawValue)") } + [words("column.sourceTime")],
      kinds: [""] + counts.map { _ in "n" })
    for row in rows {
      let cells = counts.map { row.figures[$0].map { style.number($0.value) } ?? none }
      table.add([lookup.areaName(row.area)] + cells + [sources(row, counts)])
    }
    let totals = counts.map { count in
      affected.total(count).map { words("report.total", ["value": style.number($0.value), "areas": style.number($0.areas)]) }
        ?? none
    }
    table.add([words("report.sum")] + totals + [words("report.sumNote")], kind: "total")
    return [.table(table)]
  }

  /// Who said the figures of a row, when they were seen, and the entries of the log; each source once.
  private func sources(_ row: AffectedFacts.Row, _ counts: [AffectedCount]) -> String {
    var seen: [String] = []
    for count in counts {
      guard let figure = row.figures[count] else { continue }
      let text = "\(events.informant(figure.informant)), \(style.moment(figure.seenAt))\(cite(figure.sequence))"
      if !seen.contains(text) { seen.append(text) }
    }
    return seen.joined(separator: "; ")
  }

  private func vulnerable(_ affected: AffectedFacts) -> [PaperBlock] {
    let lines = affected.rows.flatMap { row in
      row.vulnerable.map { item in
        let sex = item.sex.map { " (\(words("sex.\($0.rawValue)")))" } ?? ""
        return "\(lookup.areaName(row.area)): \(words("vulnerable.\(item.kind.rawValue)"))\(sex) \(style.number(item.count))"
      }
    }
    return lines.isEmpty ? [.paragraph(none)] : [.list(lines)]
  }

  func networkBlocks() -> [PaperBlock] {
    var blocks: [PaperBlock] = [.heading(3, words("report.power"))]
    if facts.power.isEmpty {
      blocks.append(.paragraph(none))
    } else {
      blocks.append(
        .list(
          facts.power.map { stated in
            (events.text(.situation(.powerRecorded(stated.value))) ?? "") + cite(stated.sequence)
          }))
    }
    blocks.append(.heading(3, words("report.roads")))
    let closed = facts.roads.filter(\.isClosed)
    if facts.roads.isEmpty {
      blocks.append(.paragraph(none))
    } else if closed.isEmpty {
      blocks.append(.paragraph(words("report.noClosedRoads")))
    } else {
      blocks.append(
        .list(
          closed.map { road in
            (events.text(.situation(.roadClosed(road.report.value))) ?? "") + cite(road.report.sequence)
          }))
    }
    return blocks
  }
}

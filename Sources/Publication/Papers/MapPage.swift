import Basics
import Geography
import Incident

/// The map on a page, with the tables that say the same in words.
extension PaperMaker {
  func mapPage() -> [PaperBlock] {
    guard let view = context.plan, let span = depthSpan else {
      return [.heading(1, words("paper.map")), .paragraph(words("paper.planNone"))]
    }
    let map = CityMap(view: view, depths: mapDepths, during: span, language: language)
    return [
      .heading(1, words("map.title", ["city": CityTitle(context.city).full])),
      .paragraph(title + " · " + planPeriod, kind: "sub"),
      .drawing(svg: map.svg()), .heading(2, words("map.places"), newPage: true), .table(placeTable(map.places)),
      .heading(2, words("map.areas")), .table(areaTable(map.areas)),
    ] + notes
  }

  /// The log's reports win over the scenario's where they were seen later: both go into one series.
  private var mapDepths: DepthSeries? {
    let own = facts.depths.map { stated in
      let report = stated.value
      return DepthSeries.Sample(
        area: report.area.rawValue,
        during: Interval(
          start: report.seenAt, end: report.holdsUntil ?? max(context.generatedAt, span?.end ?? report.seenAt).adding(minutes: 1)),
        lowMillimetres: report.lowMillimetres.map { Int32(clamping: $0) }, highMillimetres: Int32(clamping: report.millimetres),
        source: .reported, observed: report.seenAt, note: events.informant(report.informant) + cite(stated.sequence))
    }
    let samples = (context.depths?.samples ?? []) + own
    return samples.isEmpty ? nil : DepthSeries(samples: samples)
  }

  private var notes: [PaperBlock] {
    let shortages = plan?.shortages ?? []
    var blocks: [PaperBlock] = []
    if !shortages.isEmpty {
      blocks = [.heading(2, words("report.shortages"))] + shortageBlocks(limit: 15)
    }
    if !caveats.isEmpty {
      blocks.append(.heading(2, words("plan.caveats")))
      blocks.append(.list(caveats))
    }
    return blocks
  }

  private func placeTable(_ places: [PlaceCoverage]) -> PaperTable {
    var table = PaperTable(
      [
        words("column.number"), words("column.place"), words("column.kind"), words("column.certainty"), words("column.assigned"),
        words("column.needed"), words("column.partners"), words("column.missing"), words("column.coverage"),
      ], kinds: ["n", "", "", "", "n", "n", "n", "n"])
    for row in places {
      table.add(
        [
          "\(row.number)", row.place.name[language], words("placeKind.\(row.place.kind.rawValue)"),
          words("certainty.\(row.place.certainty.rawValue)"), style.number(row.duties), style.number(row.heads),
          style.number(row.partnerHeads), style.number(row.missing), words("coverage.\(row.grade.rawValue)"),
        ], kind: row.grade == .full ? "" : "short")
    }
    return table
  }

  /// When it was seen; for a statement about hours (from its start on), those.
  private func seen(_ sample: DepthSeries.Sample) -> String {
    sample.observed == sample.during.start && !sample.note.contains(words("paper.citeMark"))
      ? words("report.holds", ["span": style.span(sample.during)]) : style.moment(sample.observed)
  }

  private func areaTable(_ areas: [AreaDepth]) -> PaperTable {
    var table = PaperTable(
      [
        words("column.number"), words("column.area"), words("column.district"), words("column.depth"), words("column.seen"),
        words("column.source"),
      ], kinds: ["n"])
    for row in areas {
      table.add(
        [
          "\(row.number)", row.area.name, row.area.kecamatan, row.text(style),
          row.sample.map(seen) ?? "–",
          row.source(style),
        ], kind: row.sample == nil ? "unknown" : "")
    }
    return table
  }
}

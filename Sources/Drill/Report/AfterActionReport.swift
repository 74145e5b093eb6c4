import Basics
import Geography
import Incident
import Publication

/// The after-action report: for somebody who was not there, on paper. One self-contained page of HTML in one language.
public struct AfterActionReport: Sendable {
  public let record: DrillRecord
  public let setting: DrillSetting
  public let batch: BatchSummary?
  public let whatIfs: [WhatIfResult]
  /// Reported against simulated water, as rows of text; empty where there is nothing to compare.
  public let believability: [[String]]

  public init(
    _ record: DrillRecord, setting: DrillSetting, batch: BatchSummary? = nil, whatIfs: [WhatIfResult] = [],
    believability: [[String]] = []
  ) {
    self.record = record
    self.setting = setting
    self.batch = batch
    self.whatIfs = whatIfs
    self.believability = believability
  }

  public func html(_ language: Language) -> String { Page(self, language).html }

  /// Would we have coped? By life safety alone.
  public enum Coping: String, Sendable { case yes, partly, no }

  public var coping: Coping {
    let fill = record.metrics[.lifeSafetyFillPercent] ?? 100
    let wait = record.metrics[.waitingHours1] ?? 0
    if fill >= 95 && wait < 24 { return .yes }
    return fill >= 80 ? .partly : .no
  }
}

/// One page in one language.
struct Page {
  let report: AfterActionReport
  let language: Language
  let words: Catalogue
  let style: Style
  let findings: Findings
  let lookup: Lookup
  var record: DrillRecord { report.record }
  var setting: DrillSetting { report.setting }

  init(_ report: AfterActionReport, _ language: Language) {
    self.report = report
    self.language = language
    words = DrillWords.of(language)
    let city = report.setting.city
    style = Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    findings = Findings(report.record, scenario: report.setting.scenario, city: city, language: language)
    lookup = Lookup(city: city, shifts: report.setting.scenario.shifts, names: .none, style: style)
  }

  var html: String {
    let title = record.frame.title[language]
    let body = [
      Markup.text("div", "class=\"mark\" role=\"note\"", words("mark")), head(title), summary, figures, ratings, maps, timeline,
      staffing, short,
      calls, plans, needs, injects, whatIf, batch, improvement, believe, made,
      Markup.text("div", "class=\"mark end\" role=\"note\"", words("mark")),
    ]
    return
      "<!doctype html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      + Markup.text("title", "", "LATIHAN · \(words("title")) · \(title)") + Markup.tag("style", "", Markup.style)
      + "</head><body>\n"
      + body.joined(separator: "\n") + "\n</body></html>\n"
  }

  private func head(_ title: String) -> String {
    let policy = words("policy.\(record.frame.policy.rawValue)")
    return Markup.text("h1", "", "\(words("title")): \(title)")
      + Markup.text(
        "p", "class=\"note\"",
        words("subtitle", ["policy": policy, "seed": "\(record.frame.seed)"]) + " · "
          + style.span(Interval(start: record.frame.start, end: record.frame.end)))
      + Markup.text("p", "class=\"note\"", words("print.note"))
  }

  // MARK: Summary

  private var summary: String {
    let fill = decimal(record.metrics[.lifeSafetyFillPercent] ?? 100)
    let hours = decimal(record.metrics[.unmetHeadHours] ?? 0)
    var lines = [words("cope.\(report.coping.rawValue)", ["fill": fill, "hours": hours])]
    if let at = record.frame.haltedAt { lines.append(words("halted", ["at": style.moment(at)])) }
    let all = findings.causes.reduce(0) { $0 + $1.minutes }
    if let top = findings.causes.first, all > 0,
      let worst = findings.shorts.filter({ $0.cause == top.cause }).max(by: { $0.minutes < $1.minutes }) ?? findings.shorts.first
    {
      lines.append(
        words(
          "why.line",
          [
            "cause": words("cause.\(top.cause.rawValue)"), "share": "\(top.minutes * 100 / all)",
            "role": lookup.roleName(worst.role),
            "place": lookup.placeName(worst.place),
          ]))
    } else {
      lines.append(words("why.none"))
    }
    if let action = findings.actions.first {
      lines.append(words("first.line", ["action": words(action.key, action.values)]))
    } else {
      lines.append(words("first.none"))
    }
    return Markup.section(
      words("summary"), Markup.tag("div", "class=\"answers lead\"", lines.map { Markup.text("p", "", $0) }.joined()))
  }

  /// The eight that a mayor asks for first.
  private static let keyFigures: [ExerciseMetric] = [
    .lifeSafetyFillPercent, .fillPercent, .firstAssignmentMinutes, .staffing90Minutes, .acceptancePercent, .personHoursAtRisk,
    .rescuedPercent, .mealPercent, .waterBeforePowerOff, .expectedActionsPercent,
  ]

  private var figures: String {
    let rows = Self.keyFigures.compactMap { metric in
      record.metrics[metric].map { [name(metric), value($0)] }
    }
    return Markup.section(words("figures"), Markup.table([words("column.figure"), words("column.value")], rows, numeric: [1]))
  }

  /// `7/10 05.00`
  private func short(_ instant: Instant) -> String {
    let day = instant.date(offsetMinutes: setting.city.offsetMinutes).parts
    return "\(day.day)/\(day.month) \(style.clock(instant).prefix(5))"
  }

  /// Without its hours, which the timeline shows anyway.
  private func shiftName(_ id: ShiftID) -> String { setting.scenario.shifts.first { $0.id == id }?.name[language] ?? id.rawValue }

  func name(_ metric: ExerciseMetric) -> String { words("metric.\(metric.rawValue)") }

  /// Decimal comma in Indonesian.
  func value(_ figure: Double) -> String { decimal(figure) }

  func decimal(_ figure: Double?) -> String {
    let text = DrillText.decimal(figure)
    return language == .id ? text.replacing(".", with: ",") : text
  }

  // MARK: Water, time, staff

  private var maps: String {
    let map = ReportMap(city: setting.city, record: record, words: words)
    let instants = ReportMap.instants(record)
    guard !instants.isEmpty else { return "" }
    let figures = instants.enumerated().map { i, at in
      Markup.tag("figure", "", Markup.text("figcaption", "", style.moment(at)) + map.svg(at: at, tag: "\(i)"))
    }.joined()
    let wet = record.water.filter { ($0.millimetres.max() ?? 0) >= 100 }
    let rows = wet.map { track in
      [lookup.areaName(track.area)]
        + instants.map { at in
          map.depth(track.area.rawValue, at: at).map { $0 < 100 ? words("map.dry") : style.centimetres($0) } ?? words("map.none")
        }
    }
    let table =
      Markup.text("h3", "", words("map.table"))
      + Markup.table([words("column.area")] + instants.map { short($0) }, rows, numeric: Set(1...instants.count))
    return Markup.section(
      words("maps"), isNewPage: true,
      Markup.tag("div", "class=\"maps\"", figures) + map.legend + Markup.text("p", "class=\"note\"", words("map.legend")) + table)
  }

  private var timeline: String {
    // Plans have a table of their own; what everybody does all the time is no turn of events.
    let told = record.timeline.filter { ![.replanned, .approved, .broadcast, .rumour].contains($0.kind) }
    let rows = told.map { line -> [String] in
      let values = [
        "shift": line.shift.map { shiftName($0) } ?? "", "figure": line.figure.map { style.number($0) } ?? "",
        "area": line.area.map { lookup.areaName($0) } ?? "", "post": line.post.map { lookup.postName($0) } ?? "",
        "depth": line.figure.map { style.centimetres(Int32(clamping: $0)) } ?? "", "text": line.text?[language] ?? "",
      ]
      return [short(line.at), words("timeline.\(line.kind.rawValue)", values), line.sequence.map { "\($0)" } ?? ""]
    }
    return Markup.section(
      words("timeline"), isNewPage: true,
      Markup.table([words("column.time"), words("column.event"), words("column.log")], rows, numeric: [2]))
  }

  private var staffing: String {
    let charts = ReportCharts(words: words) { short($0) }
    return Markup.section(
      words("staffing"), isNewPage: true, charts.staffing(record) + Markup.text("p", "class=\"note\"", words("staffing.chart")))
  }

  private var short: String {
    guard !findings.shorts.isEmpty else { return Markup.section(words("short"), Markup.text("p", "", words("short.none"))) }
    let charts = ReportCharts(words: words) { style.clock($0) }
    let rows = findings.shorts.prefix(20).map { short in
      let causes = MissingCause.allCases.filter { (short.causes[$0] ?? 0) > 0 }.sorted {
        (short.causes[$0] ?? 0) > (short.causes[$1] ?? 0)
      }
      return [
        "\(short.criticality.rawValue)", lookup.roleName(short.role) + " · " + lookup.placeName(short.place), "\(short.heads)",
        "\((short.minutes + 30) / 60)", causes.prefix(2).map { words("cause.\($0.rawValue)") }.joined(separator: "; "),
      ]
    }
    return Markup.section(
      words("short"),
      charts.causes(findings.causes)
        + Markup.table(
          ["", words("column.post"), words("column.wanted"), words("column.missing"), words("column.cause")], Array(rows),
          numeric: [2, 3]))
  }

  private var calls: String {
    guard !record.calls.isEmpty else { return "" }
    let charts = ReportCharts(words: words) { style.clock($0) }
    let text = words(
      "calls.text",
      [
        "calls": style.number(record.calls.count), "people": style.number(Set(record.calls.map(\.staff)).count),
        "accepted": decimal(record.metrics[.acceptancePercent]), "reach": decimal(record.metrics[.notificationReachPercent]),
        "median": decimal(record.metrics[.acknowledgement50Minutes]),
      ])
    return Markup.section(
      words("calls"),
      Markup.text("p", "", text) + charts.answers(record) + Markup.text("p", "class=\"note\"", words("calls.chart")))
  }

  private var plans: String {
    let rows = record.plans.map { plan in
      [
        short(plan.at), shiftName(plan.shift), words("plan.\(plan.cause.rawValue)"), "\(plan.duties)",
        "\(plan.unmetByTier.reduce(0, +))", "\(plan.disturbed)",
      ]
    }
    return rows.isEmpty
      ? ""
      : Markup.section(
        words("replans"),
        Markup.table(
          [
            words("column.time"), words("column.shift"), words("column.cause"), words("column.plan"),
            words("column.missing").components(before: " ("),
            words("column.disturbed"),
          ], rows, numeric: [3, 4, 5]))
  }

  private var needs: String {
    let rows = record.needs.filter { $0.wanted >= 0.5 }.sorted {
      ($0.kind.criticality, -$0.waitingHours) < ($1.kind.criticality, -$1.waitingHours)
    }.prefix(30).map { need in
      [
        words("need.\(need.kind.rawValue)"), lookup.areaName(need.area), decimal(need.wanted), decimal(need.served),
        decimal(need.waitingHours),
      ]
    }
    let table =
      rows.isEmpty
      ? Markup.text("p", "", words("needs.none"))
      : Markup.table(
        [words("column.need"), words("column.area"), words("column.wanted"), words("column.served"), words("column.waiting")],
        Array(rows),
        numeric: [2, 3, 4])
    return Markup.section(words("needs"), table)
  }

  private var injects: String {
    guard !record.injects.isEmpty else { return "" }
    let rows = record.injects.map { inject in
      [
        inject.number, inject.synopsis[language], inject.firedAt.map { style.moment($0) } ?? "",
        words("inject.\(inject.status.rawValue)", ["at": inject.actedAt.map { style.moment($0) } ?? ""]),
      ]
    }
    return Markup.section(
      words("injects"),
      Markup.table([words("column.number"), words("column.inject"), words("column.time"), words("column.status")], rows))
  }

  // MARK: What if

  func name(_ change: WhatIf.Change) -> String {
    switch change {
    case .people(let role, let count): words("change.people", ["n": "\(count)", "role": lookup.roleName(role)])
    case .fasterAnswers: words("change.answers")
    case .greedy: words("change.greedy")
    case .earlier(let minutes): words("change.earlier", ["minutes": "\(minutes)"])
    case .soundNetwork: words("change.network")
    }
  }

  private static let compared: [ExerciseMetric] = [
    .unmetHeadHours, .unfilledHours1, .waitingHours1, .personHoursAtRisk, .staffing90Minutes,
  ]

  private var whatIf: String {
    guard let first = report.whatIfs.first else {
      return Markup.section(words("counter"), Markup.text("p", "class=\"note\"", words("counter.none")))
    }
    let charts = ReportCharts(words: words) { style.clock($0) }
    var rows: [[String]] = []
    var bars: [(name: String, interval: ConfidenceInterval)] = []
    for result in report.whatIfs {
      for metric in Self.compared {
        guard let line = result.comparison.lines.first(where: { $0.metric == metric }), let difference = line.difference else {
          continue
        }
        if metric == .unmetHeadHours { bars.append((name(result.change), difference)) }
        rows.append([
          name(result.change), name(metric), decimal(line.first), decimal(line.second),
          "\(decimal(difference.estimate)) [\(decimal(difference.low)); \(decimal(difference.high))]",
          words("verdict.\(line.verdict.rawValue)"),
        ])
      }
    }
    return Markup.section(
      words("counter"), isNewPage: true,
      Markup.text("p", "", words("counter.text", ["n": "\(first.comparison.pairs)"]))
        + Markup.text("h3", "", name(.unmetHeadHours))
        + charts.differences(bars)
        + Markup.table(
          [
            words("column.change"), words("column.figure"), words("column.before"), words("column.after"),
            words("column.difference"), "",
          ], rows, numeric: [2, 3, 4]))
  }

  private var batch: String {
    guard let batch = report.batch else { return "" }
    let rows = batch.lines.map { line in
      [name(line.metric), decimal(line.mean), decimal(line.interval?.low), decimal(line.interval?.high), decimal(line.worst)]
    }
    return Markup.section(
      words("batch"),
      Markup.text("p", "", words("batch.text", ["n": "\(batch.replications)"]))
        + Markup.table(
          [words("column.figure"), words("column.mean"), words("column.low"), words("column.high"), words("column.worst")], rows,
          numeric: [1, 2, 3, 4]))
  }

  private var improvement: String {
    guard !findings.actions.isEmpty else {
      return Markup.section(words("improvement"), Markup.text("p", "", words("improvement.none")))
    }
    let rows = findings.actions.map { action in
      [
        words(action.key, action.values), action.owner.uppercased(), style.date(action.due), action.retest,
        words("evidence.hours", ["hours": "\(action.hours)"]),
      ]
    }
    return Markup.section(
      words("improvement"),
      Markup.table(
        [words("column.action"), words("column.owner"), words("column.due"), words("column.retest"), words("column.evidence")],
        rows))
  }

  private var believe: String {
    guard let head = report.believability.first, report.believability.count > 1 else {
      return Markup.section(words("believe"), Markup.text("p", "", words("believe.none")))
    }
    return Markup.section(words("believe"), Markup.table(head, Array(report.believability.dropFirst())))
  }

  private var made: String {
    let synthetic = record.frame.synthetic.map { Markup.text("li", "", $0[language]) }.joined()
    let all = ExerciseMetric.allCases.compactMap { metric in record.metrics[metric].map { [name(metric), value($0)] } }
    let sources = setting.scenario.sources.map { [$0.path, $0.text, $0.file] }
    let digests = [
      ["log", "\(record.logEntries) · \(record.logRoot)"], ["skenario / scenario", record.frame.scenarioDigest],
      ["kota / city", record.frame.cityDigest], ["Siaga", record.frame.version],
    ]
    return Markup.section(
      words("made"), isNewPage: true,
      Markup.text("p", "", words("made.text"))
        + (synthetic.isEmpty ? "" : Markup.text("p", "", words("synthetic")) + Markup.tag("ul", "", synthetic))
        + Markup.table([words("column.source"), ""], digests) + Markup.text("h3", "", words("all"))
        + Markup.table([words("column.figure"), words("column.value")], all, numeric: [1])
        + Markup.text("h3", "", words("made.numbers"))
        + Markup.table([words("column.figure"), words("column.source"), ""], sources))
  }
}

extension String {
  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}

import ArgumentParser
import Basics
import Geography
import Incident
import Operations
import Publication

extension PaperKind: ExpressibleByArgument {}

struct PaperNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper",
    abstract: "Papers from the log: posko chart, duty list with the draft letter, logs, reports, ICS forms, map.",
    discussion: """
      HTML that prints on A4, in Indonesian and English. The duty list holds names and NIP: keep it as you keep the roster.
      Example: siaga paper all --out papers
      """)
  @OptionGroup var database: DatabaseOptions
  @Argument(help: "all, or one of \(PaperKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: String
  @Option(help: "Operation, where several are open.") var operation: String?
  @Option(help: "Shift of the plan; that of the newest plan by default.") var shift: String?
  @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var out = "papers"
  @Option(help: "Only this language; both by default.") var lang: Language?

  func validate() throws {
    if kind != "all", PaperKind(rawValue: kind) == nil {
      let hint = suggestion(for: kind, among: PaperKind.allCases.map(\.rawValue)).map { "; maybe you mean \($0)" } ?? ""
      throw ValidationError("there is no paper \"\(kind)\"\(hint)")
    }
  }

  func run() throws {
    try reporting {
      let desk = try ReadingDesk(database.database)
      let facts = try context(desk)
      let papers = try Papers()
      for kind in PaperKind.allCases where self.kind == "all" || self.kind == kind.rawValue {
        for language in Language.allCases where lang == nil || lang == language {
          var context = facts
          context.note = { desk.note($0, language: language) }
          // A scenario's depths are those of its whole flood, the hours to come as well: on the map of a shift, in no report.
          if kind != .map { context.depths = nil }
          let path = "\(out)/\(kind.fileName(language))"
          try Files.write(Array(papers.html(kind, context, language: language).utf8), to: path)
          Terminal.out(path)
        }
      }
    }
  }

  private func context(_ desk: ReadingDesk) throws -> PaperContext {
    let frame = try CurrentOperation.find(operation, in: desk.state)
    var title = Bilingual(id: frame.opening.name, en: frame.opening.name)
    var depths: DepthSeries?
    if let scenario = try desk.scenario(of: frame.id) {
      title = scenario.title
      if frame.mode == .exercise { depths = scenario.depths }
    }
    let record = desk.state.currentPlan(frame.id, shift: shift.map { ShiftID($0) })
    let names = Names(desk.roster)
    let view = record.map { record in
      PlanView(
        plan: record.plan, id: record.id.rawValue, title: title, mode: frame.mode, city: desk.city,
        shifts: record.shifts.compactMap { frame.shifts[$0] },
        names: names,
        partnerTeams: frame.partnerTeams.filter { team in
          Lookup.parts(team.post).map { record.shifts.contains($0.shift) } ?? false
        })
    }
    var paper = PaperContext(
      mode: frame.mode, city: desk.city, operation: frame.id, title: title, plan: view,
      planApproved: record?.state.isApproved ?? false,
      names: names, note: { desk.note($0) }, events: desk.events, depths: depths,
      logHead: "\(desk.head.size):\(desk.head.root.hex.prefix(16))",
      generatedAt: frame.mode == .exercise ? desk.state.lastInstant ?? frame.openedAt : Clock.now)
    paper.roster = DutyRosters.of(frame, desk.state, desk.city, desk.roster)
    return paper
  }
}

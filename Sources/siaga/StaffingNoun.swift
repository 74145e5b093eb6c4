import ArgumentParser
import Basics
import Drill
import Incident
import Intake
import Operations
import Publication
import Staffing

struct StaffingNoun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staffing", abstract: "Before the flood: who is missing where, and what to change first.",
    discussion: "Example: siaga staffing gap --city scenarios/dumai --html kebutuhan.html",
    subcommands: [Gap.self, Advise.self])

  /// What is looked at: seasons, people, the day.
  struct Source: ParsableArguments {
    @Argument(help: "Scenario files; all scenarios of the city by default.", completion: .file(extensions: ["yaml"]))
    var scenarios: [String] = []
    @Option(help: ArgumentHelp("City pack whose scenarios are taken where none is named.", valueName: "folder"))
    var city = "scenarios/dumai"
    @Option(help: ArgumentHelp("Only scenarios that use this posture.", valueName: "id")) var posture: String?
    @Option(help: ArgumentHelp("Roster in place of the city's roster.csv.", valueName: "file")) var roster: String?
    @Option(
      help: ArgumentHelp(
        "Judge certificates, contracts and retirement on this day, not on the day of each scenario.", valueName: "YYYY-MM-DD"))
    var on: String?
    @Option(help: ArgumentHelp("Retirement ages: CSV with jabatan,usia.", valueName: "file")) var ages: String?

    var day: CivilDate? { on.flatMap { CivilDate($0) } }

    func validate() throws {
      if let on, CivilDate(on) == nil { throw ValidationError("--on \"\(on)\": expected YYYY-MM-DD") }
    }

    func files() throws(Problem) -> SurveyFiles {
      try SurveyFiles(paths: scenarios, city: city, posture: posture, roster: roster, ages: ages)
    }
  }

  struct Gap: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The need map: heads wanted against who could really be there, what lapses, and what hangs on one person.",
      discussion: """
        Example: siaga staffing gap scenarios/dumai/2021-10-rob.yaml --by place --csv kebutuhan.csv
        """)
    @OptionGroup var source: Source
    @OptionGroup var output: OutputOptions
    @Option(help: "List the shortage by kecamatan and role, or by place.") var by = GapTable.Order.kecamatan
    @Option(help: ArgumentHelp("Write one post a line for a spreadsheet.", valueName: "file")) var csv: String?
    @Option(help: ArgumentHelp("Write the page with the map.", valueName: "file")) var html: String?
    @Option(help: "Months for which lapses are looked for, 0...60.") var months = 12
    @Option(
      parsing: .singleValue,
      help: ArgumentHelp("Results of a batch of drills (results.jsonl): how well posts were filled there.", valueName: "file"))
    var batch: [String] = []
    @Flag(help: "Exit with 1 if a critical post stays unfilled.") var strict = false

    func validate() throws {
      if !(0...60).contains(months) { throw ValidationError("--months \(months): expected 0...60") }
    }

    func run() throws {
      try reporting {
        let files = try source.files()
        let view = try GapDesk(files: files, on: source.day, months: months, batches: batch).view()
        if let csv { try Files.write(GapCSV.text(view), to: csv) }
        if let html {
          let made = try Papers().gap(view, language: output.lang, generatedAt: Clock.now)
          try Files.write(Array(made.utf8), to: html)
        }
        if output.json {
          Terminal.out(GapJSON.text(view))
        } else {
          let options = PlanTable.Options(width: Terminal.width, isColoured: Terminal.usesColour)
          Terminal.out(GapTable.render(view, by: by, language: output.lang, options: options))
        }
        if strict, view.gap.criticalMinutes > 0 { throw ExitCode(1) }
      }
    }
  }
}

extension GapTable.Order: ExpressibleByArgument {}

/// Makes the need map of some files, with its outlook and the drills that go with it.
struct GapDesk {
  let files: SurveyFiles
  let on: CivilDate?
  let months: Int
  let batches: [String]

  func view() throws(Problem) -> GapView {
    let from = on ?? files.firstDay
    let end = Self.adding(months: months, to: from)
    var gap = files.survey(on: on, days: end.dayNumber - from.dayNumber).gap()
    for path in batches { gap.drilled.append(try Self.drilled(path)) }
    let later = months > 0 ? (day: end, gap: files.survey(on: end, days: 0).gap()) : nil
    return GapView(
      gap: gap, city: files.city, names: Names(files.roster),
      mode: files.roster.staff.contains(where: \.isInvented) ? .exercise : .actual,
      day: on, months: months, later: later)
  }

  static func adding(months: Int, to day: CivilDate) -> CivilDate {
    let parts = day.parts
    let all = parts.year * 12 + parts.month - 1 + months
    let (year, month) = (all / 12, all % 12 + 1)
    return CivilDate(year: year, month: month, day: min(parts.day, CivilDate.days(month: month, year: year))) ?? day
  }

  private static func drilled(_ path: String) throws(Problem) -> DrilledCoverage {
    let (season, results) = try BatchFile.results(try Files.read(path), file: path)
    var moments = Moments()
    for result in results { if let share = result.metrics[.fillPercent] { moments.add(share / 100) } }
    let interval = moments.interval()
    return DrilledCoverage(
      season: season, replications: moments.count, mean: moments.mean, low: interval?.low ?? moments.mean,
      high: interval?.high ?? moments.mean)
  }
}

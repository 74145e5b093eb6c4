import ArgumentParser
import Basics
import Incident
import Intake
import Operations
import Publication

struct ReadinessVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readiness",
    abstract:
      "The quarterly readiness report: one page for the mayor, the rest for those who act; HTML on A4, CSV of every figure.",
    discussion: """
      The need map is made of the scenarios of a city pack (--city) and its roster.csv, on the report's day.
      Example: siaga readiness --city scenarios/dumai --quarter 2026-4 --out kesiapan
      """)
  @OptionGroup var reading: ServiceReading
  @Option(help: "As 2026-4; the quarter of the day by default.") var quarter: String?
  @Option(help: ArgumentHelp("City pack whose scenarios make the need map; without it the report has none.", valueName: "folder"))
  var city: String?
  @Option(help: ArgumentHelp("Scenario files in place of all of the pack.", valueName: "file")) var scenario: [String] = []
  @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var out = "kesiapan"

  func run() throws {
    try reporting {
      let (desk, now, clock) = try reading.open()
      let today = clock.day(now)
      var wanted = Readiness.Quarter(of: today)
      if let quarter {
        let parts = quarter.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, (1...4).contains(parts[1]), (2000...2200).contains(parts[0]) else {
          throw ValidationError("--quarter \"\(quarter)\": expected as 2026-4")
        }
        wanted = Readiness.Quarter(year: parts[0], number: parts[1])
      }
      var gap: StaffingGap?
      if city != nil || !scenario.isEmpty {
        let files = try SurveyFiles(paths: scenario, city: city ?? "")
        gap = try GapDesk(files: files, on: min(today, wanted.last), months: 0, batches: []).view().gap
      }
      let readiness = Readiness(
        desk.state, roster: desk.roster, clock: clock, quarter: wanted, today: min(today, wanted.last), gap: gap,
        reached: desk.state.lastContactTest.map { test in Set(test.results.keys.filter(test.isReached)) })
      if reading.output.json { return Terminal.out(TableJSON.lines(readiness.figures)) }
      let frame = desk.serviceFrame(at: now)
      try SheetFiles.write({ ReadinessSheet(readiness, frame, $0).sheet() }, frame, name: "readiness", to: out)
    }
  }
}

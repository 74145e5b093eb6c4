import ArgumentParser
import Basics
import Drill
import Foundation
import Incident
import Intake
import Operations

extension DrillNoun {
  struct MSELNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "msel", abstract: "The list of injects (MSEL) as a spreadsheet: out of a scenario, checked, and into one.",
      discussion: """
        Columns and words are those of the file that `export` writes; headers may be Indonesian or English.
        Example: siaga drill msel export scenarios/dumai/2021-10-rob.yaml --out msel.csv
        """,
      subcommands: [Export.self, Check.self, Import.self])

    struct Export: ParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Write a scenario's injects as CSV.",
        discussion: "Example: siaga drill msel export scenarios/dumai/2021-10-rob.yaml --lang en --out msel.csv")
      @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"])) var scenario: String
      @Option(help: "Language of the headers: id or en.") var lang = Language.id
      @Option(help: ArgumentHelp("File; standard output without it.", valueName: "file")) var out: String?

      func run() throws {
        try reporting {
          let files = try ScenarioFiles(scenario)
          let bytes = MSEL.write(
            files.scenario.injects, start: files.scenario.start, offsetMinutes: files.city.offsetMinutes, isEnglish: lang == .en)
          guard let out else { return Terminal.out(bytes) }
          if Files.exists(out) {
            throw Problem("msel.exists", "\(out) is there already", advice: "give another file with --out.", exit: .usage)
          }
          try Files.write(bytes, to: out)
          Terminal.note("\(out): \(files.scenario.injects.count) injects")
        }
      }
    }

    struct Check: ParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: "Check a MSEL against a scenario: every problem with file, line and field. Exit 65 where there is an error.",
        discussion: "Example: siaga drill msel check msel.csv --scenario scenarios/dumai/2021-10-rob.yaml")
      @Argument(help: "MSEL as CSV.", completion: .file(extensions: ["csv"])) var file: String
      @Option(help: ArgumentHelp("Scenario that it is for.", valueName: "file"), completion: .file(extensions: ["yaml"]))
      var scenario: String
      @Flag(help: "Print one JSON document.") var json = false

      func run() throws {
        try reporting {
          let reading = try MSELNoun.read(file, for: try MSELNoun.context(scenario))
          if json {
            Terminal.out(ProblemJSON.document([("injects", .integer(Int64(reading.value.count)))], reading.problems))
          } else {
            Terminal.note(reading.problems.report())
            Terminal.out("\(file): \(reading.value.count) injects, \(reading.problems.count) problems")
          }
          if reading.problems.hasErrors { throw ExitCode(Problem.Exit.badData.rawValue) }
        }
      }
    }

    struct Import: ParsableCommand {
      static let configuration = CommandConfiguration(
        abstract:
          "Put a MSEL beside its scenario, under the name by which the scenario calls it. Nothing is written where it has an error.",
        discussion: "Example: siaga drill msel import msel.csv --scenario scenarios/dumai/2021-10-rob.yaml --replace")
      @Argument(help: "MSEL as CSV.", completion: .file(extensions: ["csv"])) var file: String
      @Option(help: ArgumentHelp("Scenario that it is for.", valueName: "file"), completion: .file(extensions: ["yaml"]))
      var scenario: String
      @Flag(help: "Replace the file that is there.") var replace = false

      func run() throws {
        try reporting {
          let bytes = try Files.read(scenario)
          guard let name = ScenarioReader.mselName(bytes: bytes, file: scenario) else {
            throw Problem(
              "msel.none", "\(scenario) names no MSEL", at: .init(file: scenario, field: "injects"),
              advice: "injects: {file: msel-NAME.csv}.", exit: .badData)
          }
          let target = ((scenario as NSString).deletingLastPathComponent as NSString).appendingPathComponent(name)
          if Files.exists(target), !replace {
            throw Problem(
              "msel.exists", "\(target) is there already", advice: "--replace puts the new one in its place.", exit: .usage)
          }
          let reading = try MSELNoun.read(file, for: try MSELNoun.context(scenario))
          try report(reading.problems)
          try Files.write(try Files.read(file), to: target)
          Terminal.out("\(target): \(reading.value.count) injects")
        }
      }
    }

    /// The scenario without its own MSEL: what is wrong in that one is no reason against another.
    private static func context(_ scenario: String) throws(Problem) -> ScenarioFiles {
      let name = ScenarioReader.mselName(bytes: try Files.read(scenario), file: scenario)
      return try ScenarioFiles(scenario, replacing: (name.map { [$0] } ?? []).map { ($0, Array("no;kejadian\n".utf8)) })
    }

    /// The injects of a MSEL, checked against city, span and objectives of the scenario.
    private static func read(_ file: String, for files: ScenarioFiles) throws(Problem) -> Reading<[Inject]> {
      MSEL.read(
        try Files.read(file), file: file, city: files.city, start: files.scenario.start,
        objectives: files.scenario.evaluation.objectives.map(\.id), span: files.scenario.span)
    }
  }
}

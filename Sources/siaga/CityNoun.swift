import ArgumentParser
import Basics
import Geography
import Operations

struct CityNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "city", abstract: "City packs: check one, or make the synthetic files of one.",
    discussion: "Example: siaga city check scenarios/dumai",
    subcommands: [Check.self, Generate.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every problem of a city pack; exits 65 if it cannot be used.",
      discussion: "Example: siaga city check scenarios/dumai --outlines exact.geojson")
    @Argument(help: "Folder.", completion: .directory) var folder: String
    @Option(help: ArgumentHelp("Exact outlines of the kelurahan (GeoJSON).", valueName: "file")) var outlines: String?
    @Flag(help: "Print one JSON document with every problem.") var json = false

    func run() throws {
      try reporting {
        let (city, problems) = try CityPack.load(folder: folder, outlines: outlines).check()
        if json {
          Terminal.out(ProblemJSON.document([("usable", .bool(city != nil && !problems.hasErrors))], problems))
          if problems.hasErrors { throw ExitCode(65) }
          return
        }
        if let city {
          Terminal.out(
            "\(city.name): \(city.areas.count) kelurahan, \(city.places.count) places, \(city.roles.count) roles, \(city.postures.count) postures"
          )
          for note in city.synthetic { Terminal.out("note: \(note.en)") }
        }
        try report(problems)
      }
    }
  }

  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Approximate outlines and synthetic rivers and roads, from kelurahan.csv and shoreline.geojson. They say what they are.",
      discussion: "Example: siaga city generate --city scenarios/dumai --seed 1 --out DIR")
    @Option(help: ArgumentHelp("Folder with kelurahan.csv and shoreline.geojson.", valueName: "folder")) var city =
      "scenarios/dumai"
    @Option(help: "Seed: the same gives the same files.") var seed: UInt64
    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var out = "."

    func run() throws {
      try reporting {
        let made = SyntheticCity.generate(
          facts: try Files.read("\(city)/kelurahan.csv"), shoreline: try Files.read("\(city)/shoreline.geojson"), seed: seed)
        try report(made.problems)
        for file in made.value {
          try Files.write(file.bytes, to: "\(out)/\(file.name)")
          Terminal.out("\(out)/\(file.name): \(file.bytes.count) bytes, synthetic, seed \(seed)")
        }
      }
    }
  }
}

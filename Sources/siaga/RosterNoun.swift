import ArgumentParser
import Basics
import Incident
import Intake
import Operations

struct RosterNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Staff in and out: check, import, export, and invented rosters for exercises.",
    discussion: "Example: siaga roster check pegawai.csv --city scenarios/dumai",
    subcommands: [Check.self, Import.self, Export.self, Generate.self])

  /// The city that a roster is read against: a folder, or that of the database.
  struct Source: ParsableArguments {
    @Argument(
      help: "Roster file: CSV, or a workbook (.xlsx) of which the first sheet is read.",
      completion: .file(extensions: ["csv", "xlsx"]))
    var file: String
    @Option(help: ArgumentHelp("Units file; units.csv beside the roster by default.", valueName: "file")) var units: String?
    @Option(help: ArgumentHelp("City pack, where there is no database yet.", valueName: "folder")) var city: String?
    @Option(help: "Language of what is wrong: id or en.") var lang = "en"
    @Option(help: ArgumentHelp("Write the refused rows with a column of what is wrong to this file.", valueName: "file")) var bad:
      String?
    @Option(help: ArgumentHelp("Day on which certificates are judged; today by default.", valueName: "YYYY-MM-DD")) var today:
      String?

    func day(offsetMinutes: Int) throws -> CivilDate {
      guard let today else { return Clock.now.date(offsetMinutes: offsetMinutes) }
      guard let day = CivilDate(today) else { throw ValidationError("--today \"\(today)\": expected YYYY-MM-DD") }
      return day
    }

    var language: Language { lang == "id" ? .id : .en }

    func validate() throws {
      if Language(rawValue: lang) == nil { throw ValidationError("--lang \"\(lang)\": expected id or en") }
    }

    /// Prints what is wrong, keeps the refused rows where that was asked for, and ends the command if a row was refused.
    func tell(_ problems: [Problem]) throws {
      if let bad {
        let sheet = RosterBadRows.sheet(
          try Files.read(file), problems: problems.filter { $0.place?.file == file }, language: language)
        if !sheet.isEmpty {
          try Files.write(RosterBadRows.file(sheet), to: bad)
          Terminal.note("\(bad): \(sheet.count - 1) refused rows")
        }
      }
      try report(problems.map { RosterProblemWords.translated($0, language) })
    }

    func loadCity() throws -> City? {
      guard let city else { return nil }
      var problems: [Problem] = []
      return try CityPack.load(folder: city).city(problems: &problems)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every problem with line and field; import nothing. Exits 65 if a row would be refused.",
      discussion: "Example: siaga roster check pegawai.csv --city scenarios/dumai")
    @OptionGroup var source: Source
    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Print one JSON document with every problem.") var json = false

    func run() throws {
      try reporting {
        let desk = source.city == nil ? try ReadingDesk(database.database) : nil
        guard let city = try source.loadCity() ?? desk?.city else { return }
        let files = try RosterFiles(
          source.file, units: source.units, city: city, today: try source.day(offsetMinutes: city.offsetMinutes),
          existing: desk?.roster ?? Roster(units: [], staff: []), entropy: .system, progress: RosterNoun.progress)
        Terminal.endProgress()
        let errors = files.problems.count { $0.severity == .error }
        if json {
          Terminal.out(
            ProblemJSON.document(
              [("rows", .integer(Int64(files.rows))), ("good", .integer(Int64(files.roster.staff.count)))], files.problems))
          if errors > 0 { throw ExitCode(65) }
          return
        }
        Terminal.out(
          "\(source.file): \(files.rows) rows, \(files.roster.staff.count) good, \(errors) errors, \(files.problems.count - errors) warnings"
        )
        try source.tell(files.problems)
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a roster in, all or nothing; the same file again changes nothing.",
      discussion: "Example: siaga roster import pegawai.csv --dry-run")
    @OptionGroup var source: Source
    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Only show what would change.") var dryRun = false

    func run() throws {
      try reporting {
        let desk = try LiveDesk.open(database.database).desk
        let now = desk.now
        let files = try RosterFiles(
          source.file, units: source.units, city: desk.city,
          today: try source.today == nil
            ? now.date(offsetMinutes: desk.city.offsetMinutes) : source.day(offsetMinutes: desk.city.offsetMinutes),
          existing: desk.post.roster, entropy: desk.entropy, progress: RosterNoun.progress)
        Terminal.endProgress()
        try source.tell(files.problems)
        let difference = RosterDifference(from: desk.post.roster, to: files.roster.staff)
        RosterNoun.show(difference)
        if dryRun { return Terminal.out("dry run: nothing was imported") }
        let receipt = try desk.importRoster(files.roster, by: .importer("roster"), at: now)
        Terminal.out(
          receipt == nil ? "nothing to change" : "imported: \(files.roster.staff.count) people, \(files.roster.units.count) units"
        )
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the roster as CSV. It holds personal data: the log notes that it was exported.",
      discussion: "Example: siaga roster export --locale id > pegawai.csv")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "id: semicolons, BOM, for a spreadsheet in Indonesian; iso: commas.") var locale = "id"

    func validate() throws {
      if !["id", "iso"].contains(locale) { throw ValidationError("--locale \"\(locale)\": expected id or iso") }
    }

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let options = RosterWriter.Options(
          dialect: locale == "id" ? .indonesian : .iso, isEnglish: locale == "iso", offsetMinutes: desk.city.offsetMinutes,
          areas: desk.city.areas)
        Terminal.out(RosterWriter.write(desk.roster, options))
      }
    }
  }

  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a plausible roster of invented people; refused in a database of mode actual.",
      discussion: "Example: siaga roster generate --city scenarios/dumai --staff 3600 --seed 2021 --out DIR")
    @Option(help: ArgumentHelp("City pack with its kelurahan.", valueName: "folder")) var city = "scenarios/dumai"
    @Option(help: "How many people.") var staff = 3600
    @Option(help: "Seed: the same gives the same people.") var seed: UInt64 = 2021
    @Option(help: ArgumentHelp("Day around which certificates lie.", valueName: "YYYY-MM-DD")) var today = "2021-10-07"
    @Option(help: ArgumentHelp("Folder for roster.csv and units.csv.", valueName: "folder")) var out = "."

    func validate() throws {
      if CivilDate(today) == nil { throw ValidationError("--today \"\(today)\": expected YYYY-MM-DD") }
      if !(1...SyntheticRoster.maximumStaff).contains(staff) {
        throw ValidationError("--staff \(staff): expected 1...\(SyntheticRoster.maximumStaff)")
      }
    }

    func run() throws {
      try reporting {
        var problems: [Problem] = []
        let pack = try CityPack.load(folder: city).city(problems: &problems)
        guard let day = CivilDate(today) else { return }
        let made = SyntheticRoster.generate(staff: staff, seed: seed, areas: pack.areas, today: day)
        let options = RosterWriter.Options(areas: pack.areas)
        try Files.write(RosterWriter.write(Roster(units: made.units, staff: made.staff), options), to: "\(out)/roster.csv")
        try Files.write(UnitsReader.write(made.units), to: "\(out)/units.csv")
        Terminal.out("\(out)/roster.csv: \(made.staff.count) invented people; \(out)/units.csv: \(made.units.count) units")
      }
    }
  }

  static func progress(_ done: Int, _ of: Int) {
    if of > 20_000 { Terminal.progress("\(done) of \(of) rows (\(done * 100 / max(1, of)) %)") }
  }

  private static func show(_ difference: RosterDifference) {
    Terminal.out(
      "\(difference.added.count) added, \(difference.changed.count) changed, \(difference.removed.count) removed, \(difference.unchanged) unchanged"
    )
    for change in difference.changed.prefix(50) {
      Terminal.out("  changed \(change.officeNumber): \(change.fields.joined(separator: ", "))")
    }
    for person in difference.removed.prefix(50) { Terminal.out("  removed \(person.officeNumber)") }
    for person in difference.added.prefix(10) { Terminal.out("  added \(person.officeNumber)") }
  }
}

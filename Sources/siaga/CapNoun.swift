import ArgumentParser
import Basics
import Incident
import Ledger
import Operations
import Publication

extension CAPProfile: ExpressibleByArgument {}
extension WarningLevel: ExpressibleByArgument {}

struct CapNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cap",
    abstract: "Alerts of CAP 1.2: check those of anybody, make one, sign and verify.",
    subcommands: [Check.self, Make.self, Keep.self, Reject.self, Sign.self, Verify.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check alerts against the schema and the rules, with place and remedy of each finding.",
      discussion: """
        Errors end with exit code 1; warnings and recommendations do not.
        Example: siaga cap check --profile public peringatan.xml
        """)
    @OptionGroup var output: OutputOptions
    @Option(help: "base: the standard; public: what feeds for the public ask too.") var profile = CAPProfile.base
    @Flag(help: "Say too if an alert has expired by now.") var live = false
    @Flag(help: "Print each alert again in its canonical spelling.") var canonical = false
    @Argument(help: "Files.", completion: .file(extensions: ["xml", "cap"])) var files: [String]

    func run() throws {
      var failed = false
      try reporting {
        for file in files {
          let result = CAPReader.read(try Files.read(file), file: file, profile: profile, now: live ? Clock.now : nil)
          failed = failed || !result.isValid
          show(result, file)
          if canonical, let alert = result.alert { Terminal.out(CAPWriter.bytes(alert)) }
        }
      }
      if failed { throw ExitCode(Problem.Exit.foundWanting.rawValue) }
    }

    private func show(_ result: CAPReader.Result, _ file: String) {
      let problems = result.problems(file: file, language: output.lang)
      if output.json {
        let head: [(String, JSONValue?)] = [
          ("file", .string(file)), ("valid", .bool(result.isValid)), ("identifier", result.alert.map { .string($0.identifier) }),
        ]
        Terminal.out(ProblemJSON.document(head, problems))
        return
      }
      if !problems.isEmpty { Terminal.out(problems.report()) }
      if !canonical { Terminal.out("\(file): \(result.isValid ? "valid" : "NOT VALID")") }
    }
  }

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an alert for kelurahan of a city pack, in Indonesian and English.",
      discussion: """
        Without a log and without approval: for tests and other systems. What is published comes from `siaga bulletin`.
        Example: siaga cap make --city scenarios/dumai --mode exercise --level orange --hazard tidal_flood --area 14.72.06.1002 \
        --web https://info.example.id/ --sender bpbd@example.id --number 112 --identifier dumai-1-X
        """)
    @Option(help: ArgumentHelp("City pack.", valueName: "folder")) var city: String
    @Option(help: "actual or exercise.") var mode: Mode
    @Option(help: "green, yellow, orange or red.") var level: WarningLevel
    @Option(help: "tidal_flood, river_flood or rain_flood.") var hazard: Hazard
    @Option(parsing: .singleValue, help: "Code of a kelurahan; repeat for several.") var area: [String]
    @Option(help: "Sender, as bpbd@example.id.") var sender: String
    @Option(help: "Official page, an absolute address.") var web: String
    @Option(help: "Emergency number.") var number = "112"
    @Option(help: "Identifier; in an exercise it ends in -X.") var identifier: String
    @Option(help: "Instant of sending (RFC 3339); now by default.") var sent: String?
    @Option(help: "Hours of validity.") var hours = 6
    @Option(help: "What happens, in Indonesian.") var leadID: String?
    @Option(help: "What happens, in English.") var leadEN: String?

    func run() throws {
      try reporting {
        let pack = try CityPack.load(folder: city, outlines: nil)
        var problems: [Problem] = []
        let city = try pack.city(problems: &problems)
        guard let at = sent.map({ Instant($0, offsetMinutes: city.offsetMinutes) }) ?? Clock.now else {
          throw Problem("cap.sent", "\"\(sent ?? "")\" is no instant", exit: .usage)
        }
        for code in area where city.area(AreaID(code)) == nil {
          throw Problem(
            "cap.area", "\(code) is no kelurahan of \(city.name)",
            advice: suggestion(for: code, among: city.areas.map(\.id.rawValue)).map { "you mean \($0)?" }, exit: .usage)
        }
        let contact = BulletinContact(
          numbers: [.init(number: number, purpose: Bilingual(id: "darurat", en: "emergency"))], web: web, account: city.sender,
          sender: sender)
        let areas = area.map { AreaID($0) }
        var content = BulletinDrafting.template(
          mode: mode, hazard: hazard, level: level, areas: areas, facts: areas.map { BulletinFact(.noReport($0)) },
          contact: contact, asOf: at, expiresAt: at.adding(minutes: hours * 60))
        if let leadID { content.lead.id = leadID }
        if let leadEN { content.lead.en = leadEN }
        let alert = BulletinAlert.alert(
          content, release: BulletinRelease(identifier: identifier, sentAt: at), city: city)
        let findings = CAPRules.check(alert, profile: .feed).map { $0.problem(file: identifier, language: .en) }
        try report(findings)
        Terminal.out(CAPWriter.bytes(alert))
      }
    }
  }

  struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign a file with the database's Ed25519 key, detached: FILE.sig beside it.",
      discussion: """
        The signature is a C2SP signed note over the line "siaga file", the file's name and its SHA-256; anybody with the public key
        checks it with `siaga cap verify`, or by hand from the description of that form.
        Example: siaga cap sign --database siaga.db dumai-20261124-0735-1.xml
        """)
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "Files.") var files: [String]

    func run() throws {
      try reporting {
        let key = try FileSignature.key(ofDatabase: database.database)
        for file in files {
          let note = try FileSignature.sign(try Files.read(file), name: FileSignature.name(file), key: key)
          try Files.write(Array(note.utf8), to: file + ".sig")
          Terminal.out("\(file).sig")
        }
        Terminal.note("public key: \(key.verifier.text)")
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Verify a detached signature (FILE.sig) with a public key.",
      discussion: "Example: siaga cap verify --key 'siaga/14.72/actual+…' dumai-20261124-0735-1.xml")
    @Option(help: "Public key as `sign` printed it.") var key: String
    @Argument(help: "Files.") var files: [String]

    func run() throws {
      try reporting {
        let key = try VerifierKey(key)
        for file in files {
          let note = String(decoding: try Files.read(file + ".sig"), as: UTF8.self)
          try FileSignature.verify(note, bytes: try Files.read(file), name: FileSignature.name(file), key: key)
          Terminal.out("\(file): signed by \(key.name)")
        }
      }
    }
  }
}

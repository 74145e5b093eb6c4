import ArgumentParser
import Basics
import Incident
import Intake
import Ledger
import Operations
import Publication

extension ComplaintKind: ExpressibleByArgument {}
extension ComplaintWay: ExpressibleByArgument {}
extension ComplaintPrivacy: ExpressibleByArgument {}
extension ComplaintClosed.Outcome: ExpressibleByArgument {}

struct ServiceNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service",
    abstract: "Complaints about public services: take in, assign, answer, close with evidence, remind, trends.",
    discussion: """
      Example:
        siaga service take --sector drainase --kind inspection 'Selokan Jl. Ombak tersumbat' --contact 0812… --as petugas-loket
        siaga service import lapor.csv --as petugas-loket
        siaga service assign complaint-1 --unit pupr-drainase --as sekda
        siaga service respond complaint-1 --as pupr-drainase
        siaga service answer complaint-1 'Dikeruk 27 November' --as pupr-drainase
        siaga service close complaint-1 --evidence 'Berita acara 12/PUPR, foto 3 lembar' --as pupr-drainase
        siaga service trends --out layanan
      """,
    subcommands: [
      Take.self, Import.self, List.self, Show.self, Assign.self, Reclassify.self, Respond.self, Answer.self, Close.self,
      Reopen.self, Remind.self, Trends.self, Deadlines.self,
    ])
}

/// Who records, in which database.
struct ServiceOptions: ParsableArguments {
  @OptionGroup var database: DatabaseOptions
  @Option(name: .customLong("as"), help: "Office that records, as petugas-loket.") var office = "operator"
  @Option(help: "Id of this command, made by the sender: sent again it happens once.") var command: String?

  func validate() throws {
    if !isPlainID(office) { throw ValidationError("--as \"\(office)\": expected letters, digits, - and _") }
  }
  var actor: Actor { .person(office: office) }

  /// Records a command with its texts and prints where it stands.
  func record(_ make: (Desk, Instant) throws -> (ServiceCommand, [SideRow])) throws {
    try reporting {
      let (desk, now) = try LiveDesk.open(database.database)
      let (wish, rows) = try make(desk, now)
      let receipt = try desk.submit(wish, rows, by: actor, at: now, id: command)
      Self.say(receipt)
    }
  }

  static func say(_ receipt: Desk.Receipt) {
    if receipt.isRepeat { return Terminal.out("done before: entry \(receipt.first)") }
    if receipt.count == 0 { return Terminal.out("known already: nothing changed") }
    let subjects = receipt.events.map(\.event.stream)
    let last = receipt.count > 1 ? "…\(receipt.first + UInt64(receipt.count) - 1)" : ""
    Terminal.out("\(subjects.first ?? ""): entry \(receipt.first)\(last)")
  }
}

/// Options of a verb that only prints.
struct ServiceReading: ParsableArguments {
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "Day of the report, YYYY-MM-DD; today, in an exercise the day of the last event.") var today: String?

  func open() throws -> (ReadingDesk, Instant, ServiceClock) {
    let desk = try ReadingDesk(database.database)
    let clock = ServiceClock(desk.city)
    var now = desk.bulletinNow
    if let today {
      guard let day = CivilDate(today) else { throw ValidationError("--today \"\(today)\": expected YYYY-MM-DD") }
      now = clock.end(of: day).adding(minutes: -1)
    }
    return (desk, now, clock)
  }
}

extension ServiceNoun {
  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in one complaint; deadlines are set by its kind and the city's calendar.",
      discussion: "Example: siaga service take --sector drainase --kind desk 'Selokan tersumbat' --as petugas-loket")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "What the citizen says.") var words: String
    @Option(help: "Sector of the city's table, as drainase.") var sector: String
    @Option(help: "information, aspiration, simple, desk or inspection.") var kind: ComplaintKind
    @Option(help: "How it came.") var way = ComplaintWay.form
    @Option(help: "open, anonymous or confidential.") var privacy = ComplaintPrivacy.open
    @Option(help: "How the citizen can be reached; kept beside the log and erasable.") var contact: String?
    @Option(help: "Code of the kelurahan.") var area: String?
    @Option(help: "Ticket of a citizen's report that came by the wrong door.") var ticket: String?
    @Option(help: "Number elsewhere, as the portal's.") var number: String?
    @Flag(help: "Life or limb: on the control room's screen at once.") var urgent = false
    @Flag(help: "About the conduct of an official (berkadar pengawasan).") var supervisory = false

    func run() throws {
      try reporting {
        let (desk, now) = try LiveDesk.open(options.database.database)
        var intake = ComplaintIntake(
          sector: SectorID(sector), kind: kind, way: way, words: NoteReference(row: "", digest: ""), receivedAt: now)
        intake.privacy = privacy
        intake.area = area.map { AreaID($0) }
        intake.ticket = ticket.map { TicketID($0) }
        intake.outsideNumber = number
        intake.isUrgent = urgent
        intake.isSupervisory = supervisory
        let receipt = try desk.take(intake, words: words, contact: contact, by: options.actor, at: now, id: options.command)
        ServiceOptions.say(receipt)
        guard case .service(.complaint(.received(let got))) = receipt.events.first?.event else { return }
        Terminal.out(
          "first response by \(got.terms.firstDue.text), answer by \(got.terms.answerDue.text) (\(got.terms.rule)); "
            + "responsible: \(got.unit?.rawValue ?? "nobody yet")")
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in a file, all or nothing: the portal's export or a spreadsheet. The same file again changes nothing.",
      discussion: "Example: siaga service import lapor.csv --dry-run")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "File (CSV).", completion: .file(extensions: ["csv"])) var file: String
    @Option(help: "portal or spreadsheet.") var way = ComplaintWay.portal
    @Flag(help: "Only check.") var dryRun = false

    func run() throws {
      try reporting {
        let (desk, now) = try LiveDesk.open(options.database.database)
        let reading = ComplaintTable.read(try Files.read(file), file: file, city: desk.city, units: desk.post.roster.units)
        try report(reading.problems)
        if dryRun { return Terminal.out("\(file): \(reading.value.count) rows are good; nothing was taken in") }
        let (new, _) = try desk.take(reading.value, way: way, by: options.actor, at: now)
        Terminal.out("\(file): \(new) new, \(reading.value.count - new) known already")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Complaints: urgent first, then by the deadline that runs.",
      discussion: "Example: siaga service list --csv pengaduan.csv")
    @OptionGroup var reading: ServiceReading
    @Flag(help: "Closed ones too.") var all = false
    @Option(help: "Only this unit's.") var unit: String?
    @Option(help: "Write every figure as CSV.", completion: .file(extensions: ["csv"])) var csv: String?

    func run() throws {
      try reporting {
        let (desk, now, _) = try reading.open()
        let book = desk.state.service
        let records = (all ? book.allComplaints : book.queue()).filter { unit == nil || $0.unit?.rawValue == unit }
        let sheet = ComplaintSheet(desk.serviceFrame(at: now))
        let rows = sheet.rows(records, withWords: false)
        if let csv { try Files.write(CSVWriter.write(rows, dialect: .indonesian), to: csv) }
        if reading.output.json { return Terminal.out(TableJSON.lines(rows)) }
        Terminal.marked(desk.identity.mode) {
          Terminal.out(sheet.lines(records, reading.output.lang).joined(separator: "\n"))
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One complaint with what was done, entry by entry.", discussion: "Example: siaga service show complaint-1")
    @OptionGroup var reading: ServiceReading
    @Argument(help: "Complaint.") var complaint: String

    func run() throws {
      try reporting {
        let (desk, now, _) = try reading.open()
        guard let record = desk.state.service.complaints[ComplaintID(complaint)] else {
          throw Problem("complaint.unknown", "there is no complaint \"\(complaint)\"", advice: "siaga service list", exit: .usage)
        }
        let frame = desk.serviceFrame(at: now)
        let entries = Set(record.entries)
        let text = ServiceEventText(frame, reading.output.lang)
        Terminal.marked(desk.identity.mode) {
          Terminal.out(ComplaintSheet(frame).lines([record], reading.output.lang).joined())
          Terminal.out(frame.note(record.received.words) ?? "(erased)")
          for event in desk.events where entries.contains(event.sequence) { Terminal.out(text.line(event)) }
        }
      }
    }
  }

  struct Trends: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Control charts per sector, worst sectors with what was done: HTML and CSV.",
      discussion: "Example: siaga service trends --from 2026-01-01 --out layanan")
    @OptionGroup var reading: ServiceReading
    @Option(help: "First day; a year back by default.") var from: String?
    @Flag(help: "By weeks instead of months.") var weekly = false
    @Option(help: ArgumentHelp("Folder to write to; without it only the worst sectors are printed.", valueName: "folder"))
    var out: String?

    func run() throws {
      try reporting {
        let (desk, now, clock) = try reading.open()
        let today = clock.day(now)
        let first = from.flatMap { CivilDate($0) } ?? CivilDate(dayNumber: today.dayNumber - 365)
        let trends = ServiceTrends(
          desk.state.service, clock: clock, from: first, today: today, step: weekly ? .week : .month)
        let frame = desk.serviceFrame(at: now)
        let sheet = ComplaintSheet(frame)
        if reading.output.json { return Terminal.out(TableJSON.lines(trends.rows)) }
        Terminal.marked(desk.identity.mode) {
          for sector in trends.worst {
            Terminal.out(
              "\(sector.sector.id): \(sector.received) received, \(sector.late) late, rising \(sector.isRising), slowing \(sector.isSlowing)"
            )
          }
          if trends.worst.isEmpty { Terminal.out("no sector changed for the worse and nothing is late") }
        }
        guard let out else { return }
        try SheetFiles.write({ sheet.trends(trends, $0) }, frame, name: "trends", to: out)
      }
    }
  }

  struct Deadlines: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The table of deadlines with its sources, and what a day comes to.",
      discussion: "Example: siaga service deadlines")
    @OptionGroup var reading: ServiceReading

    func run() throws {
      try reporting {
        let (_, now, clock) = try reading.open()
        for kind in ComplaintKind.allCases {
          let rule = clock.settings.rule(kind)
          let terms = clock.terms(kind, receivedAt: now, now: now)
          Terminal.out(
            "\(kind.rawValue): first response \(rule.first), answer \(rule.answer) working days; received \(clock.day(now).text): "
              + "\(terms.firstDue.text), \(terms.answerDue.text) (\(rule.source))")
        }
      }
    }
  }
}

import ArgumentParser
import Basics
import Incident
import Intake
import Ledger
import Operations
import Publication

extension DevelopmentKind: ExpressibleByArgument {}
extension IdeaAnswered.Outcome: ExpressibleByArgument {}
extension ConcernKind: ExpressibleByArgument {}

struct StaffNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "A person's record: passport, evidence sheet, trainings, objections; the person's own data in full.",
    discussion: """
      Each look at a person's record is an entry of the log that the person sees.
      Example:
        siaga staff passport REKA-00012 --out paspor --as bkpsdm
        siaga staff train REKA-00012 'SAR air, Basarnas' --kind course --to 2026-11-20 --hours 40 --competency sar_air:3 --as bkpsdm
        siaga staff object REKA-00012 --about roster 'Telepon saya sudah ganti'
      """,
    subcommands: [PassportVerb.self, Train.self, Void.self, Object.self, AnswerObjection.self, Adopted.self])

  struct PassportVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "passport",
      abstract: "The passport and the evidence sheet as HTML that prints on A4; --export gives all that is stored, as JSON.",
      discussion: "Example: siaga staff passport REKA-00012 --out paspor --as bkpsdm")
    @OptionGroup var options: ServiceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Person, by office number or StaffID.") var staff: String
    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var out: String?
    @Flag(help: "All that is stored about the person, as one JSON document.") var export = false

    func run() throws {
      try reporting {
        let (desk, now) = try LiveDesk.open(options.database.database)
        let person = try People.pair(staff, desk.post.roster).0
        let passport = try desk.passport(
          person, for: export ? "passport-export" : "passport", by: options.actor, at: now)
        let frame = try desk.serviceFrame(at: now)
        if export {
          let bytes = try? CanonicalJSON.encode(PassportSheet(passport, frame, output.lang).export())
          return Terminal.out(String(decoding: bytes ?? [], as: UTF8.self))
        }
        Terminal.marked(desk.mode) {
          Terminal.out(
            "\(passport.member?.name ?? staff): \(passport.hours) of \(passport.norm) JP in \(passport.year), "
              + "\(passport.competencies.count) competencies, \(passport.served.count) duties and drills")
        }
        guard let out else { return }
        try SheetFiles.write({ PassportSheet(passport, frame, $0).passportSheet() }, frame, name: "passport", to: out)
        try SheetFiles.write({ PassportSheet(passport, frame, $0).evidenceSheet() }, frame, name: "evidence", to: out)
      }
    }
  }

  struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a training or another form of development.",
      discussion:
        "Example: siaga staff train REKA-00012 'SAR air, Basarnas' --kind course --to 2026-11-20 --hours 40 --competency sar_air:3"
    )
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Person, by office number or StaffID.") var staff: String
    @Argument(help: "Title, as on the certificate.") var title: String
    @Option(help: "course, seminar, coaching, e_learning, internship, drill or other.") var kind: DevelopmentKind
    @Option(help: "First day; the last by default.") var from: String?
    @Option(help: "Last day.") var to: String
    @Option(help: "Jam pelajaran of 45 minutes.") var hours: Int
    @Option(help: "competency:level, as sar_air:3.") var competency: String?
    @Option(help: "Last day on which the certificate holds.") var validUntil: String?
    @Option(help: "Number of the certificate.") var certificate: String?

    func run() throws {
      let last = try ActionNoun.day("to", to)
      let first = try from.map { try ActionNoun.day("from", $0) } ?? last
      let until = try validUntil.map { try ActionNoun.day("valid-until", $0) }
      let parts = competency?.split(separator: ":").map(String.init) ?? []
      guard parts.isEmpty || (parts.count == 2 && Int(parts[1]) != nil) else {
        throw ValidationError("--competency \"\(competency ?? "")\": expected as sar_air:3")
      }
      try options.record { desk, _ in
        let note = try desk.note(title, name: "title")
        let paper = try certificate.map { try desk.note($0, name: "certificate") }
        let trained = PersonTrained(
          record: TrainingID(""), staff: try People.pair(staff, desk.post.roster).0, kind: kind,
          competency: parts.first.map { CompetencyID($0) }, level: parts.count == 2 ? Int(parts[1]) : nil, from: first, to: last,
          hours: hours, validUntil: until, title: note.reference, certificate: paper?.reference)
        return (.personal(.train(trained)), [note.row] + (paper.map { [$0.row] } ?? []))
      }
    }
  }

  struct Void: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A record was wrong: it stays in the log and counts no more.",
      discussion: "Example: siaga staff void training-3 'orang lain' --as bkpsdm")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Record, as training-3.") var record: String
    @Argument(help: "Why.") var reason: String

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(reason, name: "void")
        let staff = desk.state.service.trainings[TrainingID(record)]?.trained.staff ?? StaffID("")
        return (
          .personal(.void(PersonRecordVoided(record: TrainingID(record), staff: staff, reason: note.reference))), [note.row]
        )
      }
    }
  }

  struct Object: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The person objects to what is stored, or asks for a correction; answered within 3 x 24 hours.",
      discussion: "Example: siaga staff object REKA-00012 --about roster 'Telepon saya sudah ganti'")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Person, by office number or StaffID.") var staff: String
    @Argument(help: "What is wrong.") var words: String
    @Option(help: "roster, training-3, log-120 …") var about = "roster"

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(words, name: "objection")
        return (
          .personal(
            .object(try People.pair(staff, desk.post.roster).0, about: about, words: note.reference)), [note.row]
        )
      }
    }
  }

  struct AnswerObjection: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "answer", abstract: "What came of an objection.",
      discussion: "Example: siaga staff answer correction-1 --corrected 'diganti pada impor 25 November' --as bkpsdm")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Objection, as correction-1.") var correction: String
    @Argument(help: "The answer.") var answer: String
    @Flag(help: "The data were corrected.") var corrected = false

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(answer, name: "objection-answer")
        return (
          .personal(.answer(CorrectionID(correction), isCorrected: corrected, answer: note.reference)), [note.row]
        )
      }
    }
  }

  struct Adopted: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adoption",
      abstract: "Asked, answered, accepted, by unit; units with few people stand together, so that nobody is pilloried.",
      discussion: "Example: siaga staff adoption --least 5")
    @OptionGroup var reading: ServiceReading
    @Option(help: "Least people of a line that is shown.") var least = Adoption.least

    func run() throws {
      try reporting {
        let (desk, _, _) = try reading.open()
        let adoption = Adoption(desk.state, least: max(2, least))
        if reading.output.json { return Terminal.out(TableJSON.lines(adoption.rows)) }
        Terminal.marked(desk.identity.mode) {
          for row in adoption.rows { Terminal.out(row.joined(separator: "  ")) }
          for item in adoption.reasons { Terminal.out("\(item.reason.rawValue): \(item.count)") }
          if adoption.otherReasons > 0 { Terminal.out("other reasons: \(adoption.otherReasons)") }
        }
      }
    }
  }
}

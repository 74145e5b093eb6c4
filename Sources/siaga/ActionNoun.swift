import ArgumentParser
import Basics
import Incident
import Intake
import Ledger
import Operations
import Publication

extension ActionOrigin: ExpressibleByArgument {}
extension ActionElement: ExpressibleByArgument {}
extension RetestRating: ExpressibleByArgument {}

struct ActionNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "action",
    abstract: "The one register of corrective actions: from complaints, drills and operations; owner, deadline, proof, re-test.",
    discussion: """
      Example:
        siaga action open 'Perahu tanpa jaket cukup' 'Beli 12 jaket' --from drill --reference 2021-10-rob/rescue --unit bpbd \
        --due 2027-02-01 --capability sar-air --as bpbd-kalaksa
        siaga action done action-1 'BAST 4/BPBD' --as bpbd-kalaksa
        siaga action retest action-1 --drill 2027-03-rob --on 2027-03-04 --rating performed --as penilai
        siaga action list --out tindak-lanjut
      An action about a response capability is closed by a passed re-test in another, later drill and by nothing else.
      """,
    subcommands: [Open.self, Move.self, Progress.self, Done.self, Verify.self, Retest.self, Drop.self, List.self])

  /// `YYYY-MM-DD`.
  static func day(_ name: String, _ text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else { throw ValidationError("--\(name) \"\(text)\": expected YYYY-MM-DD") }
    return day
  }

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter an action.",
      discussion:
        "Example: siaga action open 'Selokan tersumbat' 'Keruk dua kali setahun' --from complaint --reference drainase --unit pupr-drainase --due 2027-01-15"
    )
    @OptionGroup var options: ServiceOptions
    @Argument(help: "What is wrong.") var issue: String
    @Argument(help: "What is done about it.") var measure: String
    @Option(name: .customLong("from"), help: "complaint, drill, operation, idea or other.") var origin: ActionOrigin
    @Option(help: "As complaint-12, a sector, 2021-10-rob/O2, op-1.") var reference = ""
    @Option(help: "Response capability, where it is about one.") var capability: String?
    @Option(help: "planning, organization, equipment, training or exercise.") var element = ActionElement.organization
    @Option(help: "Unit that does it.") var unit: String
    @Option(help: "Person of that unit.") var owner: String?
    @Option(help: "Last day.") var due: String

    func run() throws {
      let due = try ActionNoun.day("due", due)
      try options.record { desk, now in
        let found = try desk.note(issue, name: "issue")
        let what = try desk.note(measure, name: "measure")
        let person = try owner.map { try People.pair($0, desk.post.roster).0 }
        let action = ActionOpened(
          action: ActionID(""), origin: origin, reference: reference, capability: capability, element: element,
          issue: found.reference, measure: what.reference, unit: UnitID(unit), owner: person,
          from: now.date(offsetMinutes: desk.city.offsetMinutes), due: due)
        return (.action(.open(action)), [found.row, what.row])
      }
    }
  }

  struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Another owner or deadline, with the reason; the old ones stay in the log.",
      discussion: "Example: siaga action move action-1 --due 2027-03-01 'lelang mundur' --as bpbd-kalaksa")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Action.") var action: String
    @Argument(help: "Why.") var reason: String
    @Option(help: "Unit.") var unit: String?
    @Option(help: "Person of that unit.") var owner: String?
    @Option(help: "Last day.") var due: String?

    func run() throws {
      let day = try due.map { try ActionNoun.day("due", $0) }
      try options.record { desk, _ in
        let note = try desk.note(reason, name: "move")
        let old = desk.state.service.actions[ActionID(action)]
        let person = try owner.map { try People.pair($0, desk.post.roster).0 }
        let moved = ActionMoved(
          action: ActionID(action), unit: unit.map { UnitID($0) } ?? old?.unit ?? UnitID(""),
          owner: person ?? (unit == nil ? old?.owner : nil), due: day ?? old?.due ?? CivilDate(dayNumber: 0),
          reason: note.reference)
        return (.action(.move(moved)), [note.row])
      }
    }
  }

  struct Progress: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How far it is.", discussion: "Example: siaga action progress action-1 'jaket dipesan' --as bpbd-kalaksa")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Action.") var action: String
    @Argument(help: "How far.") var words: String

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(words, name: "progress")
        return (.action(.progress(ActionProgressed(action: ActionID(action), words: note.reference))), [note.row])
      }
    }
  }

  struct Done: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "It is done, with the proof.", discussion: "Example: siaga action done action-1 'BAST 4/BPBD' --as bpbd-kalaksa")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Action.") var action: String
    @Argument(help: "The proof: paper, photo, count.") var proof: String
    @Option(help: "Day; today by default.") var on: String?

    func run() throws {
      let day = try on.map { try ActionNoun.day("on", $0) }
      try options.record { desk, now in
        let note = try desk.note(proof, name: "proof")
        let done = ActionDone(
          action: ActionID(action), proof: note.reference, on: day ?? now.date(offsetMinutes: desk.city.offsetMinutes))
        return (.action(.finish(done)), [note.row])
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A second person has seen the proof; closes what is about no capability.",
      discussion: "Example: siaga action verify action-1 'dilihat di gudang' --as inspektorat")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Action.") var action: String
    @Argument(help: "What was seen.") var proof: String

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(proof, name: "verify")
        return (.action(.verify(ActionVerified(action: ActionID(action), proof: note.reference))), [note.row])
      }
    }
  }

  struct Retest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The capability was tried again in a later drill.",
      discussion: "Example: siaga action retest action-1 --drill 2027-03-rob --on 2027-03-04 --rating some --as penilai")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Action.") var action: String
    @Option(help: "Name of the drill.") var drill: String
    @Option(help: "Its day.") var on: String
    @Option(help: "performed (P), some (S), major (M) or unable (U).") var rating: RetestRating

    func run() throws {
      let day = try ActionNoun.day("on", on)
      try options.record { _, _ in
        (.action(.retest(ActionRetested(action: ActionID(action), drill: drill, on: day, rating: rating))), [])
      }
    }
  }

  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "It is not done after all, with the reason.",
      discussion: "Example: siaga action drop action-1 'digabung ke action-4' --as sekda")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Action.") var action: String
    @Argument(help: "Why.") var reason: String

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(reason, name: "drop")
        return (.action(.drop(ActionDropped(action: ActionID(action), reason: note.reference))), [note.row])
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The register: overdue first, then by deadline. Exits 1 with --strict where something is overdue.",
      discussion: "Example: siaga action list --out tindak-lanjut")
    @OptionGroup var reading: ServiceReading
    @Flag(help: "Only what is open.") var open = false
    @Flag(help: "Exit with 1 where something is overdue.") var strict = false
    @Option(help: ArgumentHelp("Folder for HTML and CSV.", valueName: "folder")) var out: String?

    func run() throws {
      try reporting {
        let (desk, now, clock) = try reading.open()
        let records = desk.state.service.allActions.filter { !open || $0.isOpen }
        let frame = desk.serviceFrame(at: now)
        let sheet = RegisterSheet(frame)
        let json = reading.output.json
        Terminal.marked(desk.identity.mode, json: json) {
          Terminal.out(
            json ? TableJSON.lines(sheet.rows(records)) : sheet.lines(records, reading.output.lang).joined(separator: "\n"))
        }
        if let out { try SheetFiles.write({ sheet.sheet(records, $0) }, frame, name: "register", to: out) }
        if strict, !desk.state.service.overdueActions(on: clock.day(now)).isEmpty {
          throw ExitCode(Problem.Exit.foundWanting.rawValue)
        }
      }
    }
  }
}

import ArgumentParser
import Basics
import Incident
import Ledger
import Operations
import Publication

struct BulletinNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulletin",
    abstract: "Official information: draft, check, submit, approve by another, publish, correct and withdraw in public.",
    discussion: """
      Example:
        siaga bulletin draft --as humas --level orange --number '112=darurat=emergency' --web https://info.example.id/ \
        --account @info --sender bpbd@example.id
        siaga bulletin lint bulletin-1
        siaga bulletin submit bulletin-1 --as humas
        siaga bulletin approve bulletin-1 --as kalaksa-bpbd
        siaga bulletin publish bulletin-1 --as humas
        siaga bulletin show bulletin-1 --form sms
        siaga bulletin site --out public
      Whoever wrote or submitted it cannot approve it. `publish --alone` is for offices named beforehand with `rules`, for life
      safety only; an alarm stands until a second office has used `countersign`.
      """,
    subcommands: [
      Draft.self, Edit.self, Lint.self, Submit.self, Return.self, Approve.self, Publish.self, Countersign.self, Correct.self,
      Withdraw.self, Discard.self, Rules.self, List.self, Show.self, Site.self,
    ])
}

/// What every step on one bulletin needs.
struct BulletinStepOptions: ParsableArguments {
  @OptionGroup var frame: OperationNoun.Frame
  @Argument(help: "Bulletin, as bulletin-1.") var bulletin: String

  /// Records a step on the bulletin's last version.
  func record(_ make: (Desk, BulletinRecord, BulletinStep, Instant) throws -> (Command, [SideRow])) throws {
    try frame.record { desk, _, now in
      let record = try BulletinLookup.find(bulletin, desk.state)
      let step = BulletinStep(
        bulletin: record.id, version: record.current.version, digest: record.current.text.digest)
      return try make(desk, record, step, now)
    }
  }
}

enum BulletinLookup {
  static func find(_ name: String, _ state: State) throws(Problem) -> BulletinRecord {
    guard let record = state.bulletin(BulletinID(name)) else {
      throw Problem("bulletin.unknown", "there is no bulletin \"\(name)\"", advice: "siaga bulletin list", exit: .usage)
    }
    return record
  }

  /// A preview's release: what it would replace, without a number yet.
  static func release(_ record: BulletinRecord, _ state: State) -> BulletinRelease? { BulletinRelease(record, state) }
}

extension BulletinNoun {
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A new version from a content file, as `show --form json` wrote it; an approval before is void.",
      discussion:
        "Example: siaga bulletin show bulletin-1 --form json > b.json; siaga bulletin edit bulletin-1 --from b.json --as humas")
    @OptionGroup var step: BulletinStepOptions
    @Option(help: "Content.", completion: .file(extensions: ["json"])) var from: String
    @Flag(help: "It is a matter of life safety.") var lifeSafety = false

    func run() throws {
      try step.record { desk, record, _, _ in
        let content = try BulletinContent(text: String(decoding: try Files.read(from), as: UTF8.self), file: from)
        return try desk.edit(record, to: content, isLifeSafety: lifeSafety || record.current.isLifeSafety)
      }
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the last version as a stranger would read it, against what is known now; exit code 1 with errors.",
      discussion: "Example: siaga bulletin lint bulletin-1")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Bulletin.") var bulletin: String

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let record = try BulletinLookup.find(bulletin, desk.state)
        let now = desk.bulletinNow
        let findings = BulletinLint.check(
          try desk.bulletin(record.current.text), BulletinWork.context(record, desk.city, desk.state, now))
        let problems = findings.map { $0.problem(file: bulletin, language: output.lang) }
        if output.json {
          Terminal.out(ProblemJSON.document([("bulletin", .string(bulletin))], problems))
        } else {
          Terminal.out(problems.isEmpty ? "\(bulletin): nothing to mend" : problems.report())
        }
        if problems.hasErrors { throw ExitCode(Problem.Exit.foundWanting.rawValue) }
      }
    }
  }

  struct Submit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand the last version in for approval.", discussion: "Example: siaga bulletin submit bulletin-1 --as humas")
    @OptionGroup var step: BulletinStepOptions

    func run() throws { try step.record { _, _, step, _ in (.bulletin(.submit(step)), []) } }
  }

  struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send it back to its author, with the reason.",
      discussion: "Example: siaga bulletin return bulletin-1 'Jl. Ombak sudah dibuka' --as kalaksa-bpbd")
    @OptionGroup var step: BulletinStepOptions
    @Argument(help: "Why.") var reason: String

    func run() throws {
      try step.record { desk, record, _, _ in
        let note = try desk.note(reason, name: "return")
        return (
          .bulletin(.sendBack(BulletinReturn(bulletin: record.id, version: record.current.version, reason: note.reference))),
          [note.row]
        )
      }
    }
  }

  struct Discard: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Throw a draft away, with the reason; its versions stay in the log.",
      discussion: "Example: siaga bulletin discard bulletin-2 'dobel' --as humas")
    @OptionGroup var step: BulletinStepOptions
    @Argument(help: "Why.") var reason: String

    func run() throws {
      try step.record { desk, record, _, _ in
        let note = try desk.note(reason, name: "discard")
        return (
          .bulletin(.discard(BulletinReturn(bulletin: record.id, version: record.current.version, reason: note.reference))),
          [note.row]
        )
      }
    }
  }

  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve the last version as submitted; never by its author or submitter.",
      discussion: "Example: siaga bulletin approve bulletin-1 --as kalaksa-bpbd")
    @OptionGroup var step: BulletinStepOptions

    func run() throws { try step.record { _, _, step, _ in (.bulletin(.approve(step)), []) } }
  }

  struct Countersign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The second signature under what was published alone.",
      discussion: "Example: siaga bulletin countersign bulletin-1 --as kalaksa-bpbd")
    @OptionGroup var step: BulletinStepOptions

    func run() throws { try step.record { _, _, step, _ in (.bulletin(.countersign(step)), []) } }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish what was approved; its number and time are frozen. Errors of the check stop it.",
      discussion: "Example: siaga bulletin publish bulletin-1 --as humas")
    @OptionGroup var step: BulletinStepOptions
    @Flag(help: "Without approval, for life safety, by an office named beforehand.") var alone = false

    func run() throws {
      try step.record { desk, record, step, now in
        let findings = try desk.findings(record, at: now)
        let problems = findings.map { $0.problem(file: record.id.rawValue, language: .id) }
        if !problems.isEmpty { Terminal.note(problems.report()) }
        if problems.hasErrors { throw ExitCode(Problem.Exit.foundWanting.rawValue) }
        let publication = desk.publication(record, at: now)
        return (.bulletin(alone ? .publishAlone(publication) : .publish(publication)), [])
      }
    }
  }

  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name the offices that may approve, and those that may publish alone for life safety.",
      discussion: "Example: siaga bulletin rules --approver kalaksa-bpbd --alone pusdalops --as sekda")
    @OptionGroup var frame: OperationNoun.Frame
    @Option(parsing: .singleValue, help: "Office whose approval counts; none: anybody but author and submitter.") var approver:
      [String] = []
    @Option(parsing: .singleValue, help: "Office that may publish alone; not the one that records this.") var alone: [String] = []

    func run() throws {
      try frame.record { _, operation, _ in
        (.bulletin(.setRules(BulletinRules(operation: operation.id, approvers: approver, alone: alone))), [])
      }
    }
  }
}

extension ReadingDesk {
  /// In an exercise the instant of the last event, else the clock.
  var bulletinNow: Instant {
    let last = state.lastInstant ?? Instant(milliseconds: 0)
    return state.mode == .exercise ? last : max(Clock.now, last)
  }
}

import ArgumentParser
import Basics
import Incident
import Ledger
import Operations
import Publication

/// What a draft is made of on the command line.
struct BulletinDraftOptions: ParsableArguments {
  @OptionGroup var frame: OperationNoun.Frame
  @Option(help: "green, yellow, orange or red; said by a person, never by the software. That of the bulletin before by default.")
  var level: WarningLevel?
  @Option(parsing: .singleValue, help: "Kelurahan; those of the operation, or of the bulletin before, by default.") var area:
    [String] = []
  @Option(help: "Hours of validity.") var hours = 6
  @Option(help: "Minutes until the next bulletin is promised; 0 for none.") var next = 120
  @Option(help: "What happens, in Indonesian; a template by hazard and level by default.") var leadID: String?
  @Option(help: "What happens, in English.") var leadEN: String?
  @Option(help: "Statement of the authorised agency as AGENCY=TEXT, as it came.") var agency: String?
  @Option(parsing: .singleValue, help: "Help line as NUMBER=INDONESIAN=ENGLISH; repeat. Of the bulletin before by default.")
  var number: [String] = []
  @Option(help: "Official page, an absolute address.") var web: String?
  @Option(help: "Account that alone speaks for the city.") var account: String?
  @Option(help: "Sender of the alert, an e-mail of the office.") var sender: String?
  @Flag(help: "Lives hang on its coming at once.") var lifeSafety = false
  @Flag(help: "Without figures, to be approved before it is needed: an order to evacuate that lies ready.") var standby = false

  func validate() throws {
    guard (1...48).contains(hours), (0...1440).contains(next) else {
      throw ValidationError("expected --hours 1...48 and --next 0...1440")
    }
  }

  /// Drafts from the log's facts, after the bulletin that it answers.
  func record(_ kind: BulletinKind, wasWrong: Bilingual? = nil) throws {
    try frame.record { desk, operation, now in
      var wish = BulletinWish(kind)
      wish.level = level
      wish.areas = area.isEmpty ? nil : area.map { AreaID($0) }
      wish.hours = hours
      wish.nextMinutes = next == 0 ? nil : next
      wish.isLifeSafety = lifeSafety
      wish.wasWrong = wasWrong
      wish.leadID = leadID
      wish.leadEN = leadEN
      wish.isStandby = standby
      let about = kind.about.map(\.rawValue) ?? desk.state.publishedBulletins(operation.id).last?.id.rawValue
      let last = try about.map { try desk.bulletin(BulletinLookup.find($0, desk.state).current.text) }
      wish.contact = try contact(last?.contact)
      if let agency {
        let parts = agency.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Problem("bulletin.agency", "expected AGENCY=TEXT", exit: .usage) }
        wish.agency = [AgencyStatement(agency: parts[0], text: parts[1], receivedAt: now)]
      }
      let draft = try desk.draft(wish, of: operation, at: now)
      Terminal.out("bulletin-\(desk.state.counters.bulletins + 1)")
      return (draft.command, draft.rows)
    }
  }

  private func contact(_ last: BulletinContact?) throws(Problem) -> BulletinContact {
    var contact = last ?? BulletinContact(numbers: [], web: "", account: "", sender: "")
    if !number.isEmpty {
      contact.numbers = []
      for line in number {
        let parts = line.split(separator: "=").map(String.init)
        guard parts.count == 3 else {
          throw Problem("bulletin.number", "\"\(line)\": expected NUMBER=INDONESIAN=ENGLISH", exit: .usage)
        }
        contact.numbers.append(.init(number: parts[0], purpose: Bilingual(id: parts[1], en: parts[2])))
      }
    }
    if let web { contact.web = web }
    if let account { contact.account = account }
    if let sender { contact.sender = sender }
    return contact
  }
}

extension BulletinNoun {
  struct Draft: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft from the log's facts; prints the new bulletin's id.",
      discussion: """
        The first one needs --number, --web, --account and --sender; later ones take those of the one before.
        Example: siaga bulletin draft --as humas --level orange --update bulletin-1
        """)
    @OptionGroup var options: BulletinDraftOptions
    @Option(help: "Bulletin in force that this one replaces.") var update: String?

    func run() throws { try options.record(update.map { .update(BulletinID($0)) } ?? .first) }
  }

  struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft a correction of a bulletin in force: says in public what was wrong. It needs approval as any other.",
      discussion:
        "Example: siaga bulletin correct bulletin-1 --wrong-id 'Jl. Ombak tidak putus' --wrong-en 'Jl. Ombak is not closed' --as humas"
    )
    @OptionGroup var options: BulletinDraftOptions
    @Argument(help: "Bulletin in force.") var bulletin: String
    @Option(help: "What was wrong, in Indonesian.") var wrongID: String
    @Option(help: "What was wrong, in English.") var wrongEN: String

    func run() throws {
      try options.record(.correction(BulletinID(bulletin)), wasWrong: Bilingual(id: wrongID, en: wrongEN))
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft the withdrawal of a bulletin in force, with the reason. It needs approval as any other.",
      discussion: "Example: siaga bulletin withdraw bulletin-1 --why-id 'Data keliru' --why-en 'Wrong data' --as humas")
    @OptionGroup var options: BulletinDraftOptions
    @Argument(help: "Bulletin in force.") var bulletin: String
    @Option(help: "Why, in Indonesian.") var whyID: String
    @Option(help: "Why, in English.") var whyEN: String

    func run() throws {
      try options.record(.withdrawal(BulletinID(bulletin)), wasWrong: Bilingual(id: whyID, en: whyEN))
    }
  }
}

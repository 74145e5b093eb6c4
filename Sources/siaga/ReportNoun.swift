import ArgumentParser
import Basics
import Incident
import Ledger
import Operations

extension CitizenNeed: ExpressibleByArgument {}
extension DepthWord: ExpressibleByArgument {}
extension ReportWay: ExpressibleByArgument {}
extension ReportTrust: ExpressibleByArgument {}
extension CitizenAnswer.Outcome: ExpressibleByArgument {}

struct ReportNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "What residents report: enter, read, merge, give to a post, answer.",
    discussion: """
      Example:
        siaga report add evacuation --area 14.72.06.1002 --people 4 --depth waist --way phone --as pusdalops
        siaga report list
        siaga report triage ticket-1 --urgency 1 --trust confirmed --as pusdalops
        siaga report answer ticket-1 helped 'Perahu sudah menjemput' --as pusdalops
      """,
    subcommands: [Add.self, List.self, Triage.self, Merge.self, Assign.self, Answer.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter a report; prints its ticket.",
      discussion: "Example: siaga report add food --area 14.72.06.1002 --words 'RT 3 belum makan' --way chat --ago 20")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "evacuation, medical, special_needs, food, power or water_level.") var need: CitizenNeed
    @Option(help: "Code of the kelurahan.") var area: String
    @Option(help: "How many people.") var people: Int?
    @Option(help: "ankle, calf, knee, thigh, waist, chest or neck.") var depth: DepthWord?
    @Option(help: "As 'RT 03 RW 02'.") var rt: String?
    @Option(help: "phone, chat, sms, visit, radio or form.") var way = ReportWay.phone
    @Option(help: "Office in whose name it is told, as lurah-rimba-sekampung.") var onBehalf: String?
    @Option(help: "In the reporter's words; never in the log.") var words: String?
    @Option(help: "Telephone or name to ask back; never in the log.") var contact: String?
    @Option(help: "JPEG or PNG; what it says of place and device is taken out.", completion: .file()) var photo: String?
    @Option(help: "Minutes ago that it was seen.") var ago = 0

    func run() throws {
      try frame.record(named: Self.ticket) { desk, operation, now in
        var wish = ReportWish(
          need: need, area: AreaID(area), way: way, seenAt: now.adding(minutes: -max(0, ago)), toldAt: now)
        wish.people = people
        wish.depth = depth
        wish.neighbourhood = rt
        wish.onBehalfBy = onBehalf
        wish.words = words
        wish.contact = contact
        wish.photo = try photo.map { try Files.read($0) }
        return try desk.report(wish, of: operation.id)
      }
    }

    private static func ticket(_ event: Event) -> String? {
      if case .citizen(.reported(let report)) = event { report.ticket.rawValue } else { nil }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All reports as CSV: without words, telephones and names.", discussion: "Example: siaga report list > laporan.csv"
    )
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Operation, where several are open.") var operation: String?

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        Terminal.out(CitizenTables.reports(desk.state, frame, city: desk.city))
      }
    }
  }

  struct Triage: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say how urgent it is and how far it is believed.",
      discussion: "Example: siaga report triage ticket-1 --urgency 1 --trust confirmed --as pusdalops")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Ticket.") var ticket: String
    @Option(help: "1 life in danger, 2 today, 3 can wait.") var urgency: Int
    @Option(help: "unconfirmed, confirmed or doubtful.") var trust = ReportTrust.unconfirmed

    func run() throws {
      try frame.record { _, _, _ in
        (.citizen(.triage(CitizenTriage(ticket: TicketID(ticket), urgency: urgency, trust: trust))), [])
      }
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "It tells of the same as another one; both numbers get one answer.",
      discussion: "Example: siaga report merge ticket-2 ticket-1 --as pusdalops")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Ticket.") var ticket: String
    @Argument(help: "The other one, which goes on.") var into: String

    func run() throws {
      try frame.record { _, _, _ in
        (.citizen(.merge(CitizenMerge(ticket: TicketID(ticket), into: TicketID(into)))), [])
      }
    }
  }

  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give it to a post as its task.",
      discussion: "Example: siaga report assign ticket-1 boatCrew/titik-perahu-rimba-sekampung/07-pagi --as pusdalops")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Ticket.") var ticket: String
    @Argument(help: "Post.") var post: String

    func run() throws {
      try frame.record { _, _, _ in
        (.citizen(.assign(CitizenAssignment(ticket: TicketID(ticket), post: PostID(post)))), [])
      }
    }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Close it with what came of it and what the reporter is told.",
      discussion: "Example: siaga report answer ticket-1 helped 'Perahu sudah menjemput' --as pusdalops")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Ticket.") var ticket: String
    @Argument(help: "helped, passed_on, not_found, untrue or spam.") var outcome: CitizenAnswer.Outcome
    @Argument(help: "What the reporter is told; none for spam.") var text: String?

    func run() throws {
      try frame.record { desk, _, _ in
        let note = try text.map { try desk.note($0, name: "report-answer") }
        return (
          .citizen(.answer(CitizenAnswer(ticket: TicketID(ticket), outcome: outcome, answer: note?.reference))),
          note.map { [$0.row] } ?? []
        )
      }
    }
  }
}

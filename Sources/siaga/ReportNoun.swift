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
extension RumourVerdict.Truth: ExpressibleByArgument {}

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
      try frame.record { desk, operation, now in
        var wish = ReportWish(
          need: need, area: AreaID(area), way: way, seenAt: now.adding(minutes: -max(0, ago)), toldAt: now)
        wish.people = people
        wish.depth = depth
        wish.neighbourhood = rt
        wish.onBehalfBy = onBehalf
        wish.words = words
        wish.contact = contact
        wish.photo = try photo.map { try Files.read($0) }
        Terminal.out("ticket-\(desk.state.counters.tickets + 1)")
        return try desk.report(wish, of: operation.id)
      }
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

struct RumourNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rumour", abstract: "Rumours, and what was found out: a correction stands in the next bulletin.",
    discussion: "Example: siaga rumour hear 'Tanggul jebol' --way chat --as humas",
    subcommands: [Hear.self, Judge.self, List.self])

  struct Hear: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep a rumour as it was heard; prints its id.",
      discussion: "Example: siaga rumour hear 'Tanggul jebol' --way chat --as humas")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "As it was heard.") var words: String
    @Option(help: "phone, chat, sms, visit, radio or form.") var way = ReportWay.chat

    func run() throws {
      try frame.record { desk, operation, now in
        let note = try desk.note(words, name: "rumour")
        Terminal.out("rumour-\(desk.state.counters.rumours + 1)")
        return (
          .citizen(
            .hearRumour(
              RumourHeard(operation: operation.id, rumour: RumourID(""), words: note.reference, way: way, heardAt: now))),
          [note.row]
        )
      }
    }
  }

  struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what was found out, in both languages.",
      discussion: "Example: siaga rumour judge rumour-1 untrue --id 'Tanggul utuh.' --en 'The dike holds.' --as humas")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Rumour.") var rumour: String
    @Argument(help: "untrue, partly or confirmed.") var truth: RumourVerdict.Truth
    @Option(help: "What is true, in Indonesian.") var id: String
    @Option(help: "What is true, in English.") var en: String

    func run() throws {
      try frame.record { desk, _, _ in
        let note = try desk.note("id: \(id)\nen: \(en)", name: "rumour-correction")
        return (
          .citizen(.judgeRumour(RumourVerdict(rumour: RumourID(rumour), truth: truth, correction: note.reference))),
          [note.row]
        )
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All rumours with what was found out.", discussion: "Example: siaga rumour list")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Operation, where several are open.") var operation: String?

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        for record in desk.state.rumours(frame.id) {
          let truth = record.verdict.map { verdict in
            "\(verdict.truth.rawValue): \(desk.note(verdict.correction, language: output.lang) ?? "-")"
          }
          Terminal.out("\(record.id)  \(desk.note(record.heard.words) ?? "-")  \(truth ?? "open")")
        }
      }
    }
  }
}

struct ReliefNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relief", abstract: "Relief goods in and out, and how full the shelters are.",
    discussion: """
      Example:
        siaga relief move beras 500 kg --to gudang-bpbd --area 14.72.06.1002 --outside Kemensos --paper BA-1 --as logistik
        siaga relief shelter aula-kecamatan --capacity 200 --taken 150 --as dinsos
      """, subcommands: [MoveGoods.self, Shelter.self, List.self])

  struct MoveGoods: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "move", abstract: "Goods that came, left or went from place to place.",
      discussion: "Example: siaga relief move beras 50 kg --from gudang-bpbd --to aula --area 14.72.06.1002 --as logistik")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "As beras, air-minum.") var item: String
    @Argument(help: "How much.") var quantity: Int
    @Argument(help: "As kg, dus, paket.") var measure: String
    @Option(help: "Place that it leaves; none for what comes from outside.") var from: String?
    @Option(help: "Place that it reaches; none for what goes to households.") var to: String?
    @Option(help: "Code of the kelurahan.") var area: String
    @Option(help: "Giver or receiver outside; never a person's name.") var outside = ""
    @Option(help: "Number of the delivery note.") var paper = ""

    func run() throws {
      try frame.record { _, operation, now in
        let movement = ReliefMovement(
          operation: operation.id, item: item, quantity: quantity, measure: measure, from: from.map { PlaceID($0) },
          to: to.map { PlaceID($0) }, area: AreaID(area), outside: outside, paper: paper, movedAt: now)
        return (.citizen(.moveRelief(movement)), [])
      }
    }
  }

  struct Shelter: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record how full a shelter is; bulletins say how many places are left.",
      discussion: "Example: siaga relief shelter aula-kecamatan --capacity 200 --taken 150 --as dinsos")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Place.") var place: String
    @Option(help: "People that it holds.") var capacity: Int
    @Option(help: "People that are there.") var taken: Int

    func run() throws {
      try frame.record { _, operation, now in
        let count = ShelterCount(
          operation: operation.id, place: PlaceID(place), capacity: capacity, taken: taken, seenAt: now, toldAt: now,
          informant: .office(frame.office))
        return (.situation(.countShelter(count)), [])
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All movements as CSV.", discussion: "Example: siaga relief list > bantuan.csv")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Operation, where several are open.") var operation: String?

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        Terminal.out(CitizenTables.relief(try CurrentOperation.find(operation, in: desk.state), city: desk.city))
      }
    }
  }
}

import ArgumentParser
import Basics
import Incident
import Ledger
import Operations
import Publication

struct IdeaNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "idea",
    abstract: "The box for improvements (usul perbaikan): each gets an answer, and credit where wanted.",
    discussion: """
      Example:
        siaga idea send 'Simpan jaket di perahu' --staff REKA-00012 --named
        siaga idea answer idea-1 --outcome accepted 'Mulai Januari' --action action-3 --as bpbd-kalaksa
        siaga idea list
      """,
    subcommands: [Send.self, Answer.self, List.self])

  struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put an idea in; without --staff it has no name.", discussion: "Example: siaga idea send 'Simpan jaket di perahu'"
    )
    @OptionGroup var options: ServiceOptions
    @Argument(help: "The idea.") var words: String
    @Option(help: "Whose it is, by office number or StaffID.") var staff: String?
    @Flag(help: "Wants to be named with it.") var named = false
    @Option(help: "Unit that it concerns.") var unit: String?
    @Option(help: "Sector.") var sector: String?

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(words, name: "idea")
        let person = try staff.map { try People.pair($0, desk.post.roster).0 }
        let idea = IdeaReceived(
          idea: IdeaID(""), staff: person, mayBeNamed: named && person != nil, unit: unit.map { UnitID($0) },
          sector: sector.map { SectorID($0) }, words: note.reference)
        return (.voice(.sendIdea(idea)), [note.row])
      }
    }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answer it; --action names what is done about it.",
      discussion: "Example: siaga idea answer idea-1 --outcome later 'Menunggu anggaran' --as bpbd-kalaksa")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Idea.") var idea: String
    @Argument(help: "The answer.") var answer: String
    @Option(help: "accepted, already, later or declined.") var outcome: IdeaAnswered.Outcome
    @Option(help: "Corrective action.") var action: String?

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(answer, name: "idea-answer")
        return (
          .voice(
            .answerIdea(
              IdeaAnswered(
                idea: IdeaID(idea), outcome: outcome, answer: note.reference, action: action.map { ActionID($0) }))),
          [note.row]
        )
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All ideas with their answers; those without one first.", discussion: "Example: siaga idea list")
    @OptionGroup var reading: ServiceReading

    func run() throws {
      try reporting {
        let (desk, now, _) = try reading.open()
        let sheet = IdeaSheet(desk.serviceFrame(at: now))
        Terminal.marked(desk.identity.mode) {
          Terminal.out(sheet.lines(desk.state.service.allIdeas, reading.output.lang).joined(separator: "\n"))
        }
      }
    }
  }
}

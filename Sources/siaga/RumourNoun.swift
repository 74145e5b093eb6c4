import ArgumentParser
import Basics
import Incident
import Operations

extension RumourVerdict.Truth: ExpressibleByArgument {}

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
      try frame.record(named: Self.rumour) { desk, operation, now in
        let note = try desk.note(words, name: "rumour")
        return (
          .citizen(
            .hearRumour(
              RumourHeard(operation: operation.id, rumour: RumourID(""), words: note.reference, way: way, heardAt: now))),
          [note.row]
        )
      }
    }

    private static func rumour(_ event: Event) -> String? {
      if case .citizen(.rumourHeard(let heard)) = event { heard.rumour.rawValue } else { nil }
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
        Terminal.marked(frame.mode) {
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
}

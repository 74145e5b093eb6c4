import ArgumentParser
import Basics
import Incident
import Intake
import Ledger
import Operations
import Publication

extension ServiceNoun {
  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say who is responsible.", discussion: "Example: siaga service assign complaint-1 --unit pupr-drainase --as sekda"
    )
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Complaint.") var complaint: String
    @Option(help: "Unit of the roster.") var unit: String
    @Option(help: "Person of that unit, by office number or StaffID.") var staff: String?

    func run() throws {
      try options.record { desk, _ in
        let person = try staff.map { try People.pair($0, desk.post.roster).0 }
        return (
          .complaint(
            .assign(ComplaintAssigned(complaint: ComplaintID(complaint), unit: UnitID(unit), staff: person))), []
        )
      }
    }
  }

  struct Reclassify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Another kind or urgency, with the reason; deadlines count from the receipt.",
      discussion: "Example: siaga service reclassify complaint-1 --kind inspection 'perlu ke lokasi' --as pupr")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Complaint.") var complaint: String
    @Argument(help: "Why.") var reason: String
    @Option(help: "Kind.") var kind: ComplaintKind
    @Flag(help: "Life or limb.") var urgent = false

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(reason, name: "reclassify")
        return (
          .complaint(
            .reclassify(ComplaintID(complaint), kind: kind, isUrgent: urgent, reason: note.reference)), [note.row]
        )
      }
    }
  }

  struct Respond: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The first response was given.", discussion: "Example: siaga service respond complaint-1 --as pupr-drainase")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Complaint.") var complaint: String
    @Argument(help: "What was said.") var words: String?

    func run() throws {
      try options.record { desk, now in
        let note = try words.map { try desk.note($0, name: "respond") }
        return (
          .complaint(
            .respond(ComplaintResponded(complaint: ComplaintID(complaint), words: note?.reference, at: now))),
          note.map { [$0.row] } ?? []
        )
      }
    }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the citizen was told.",
      discussion: "Example: siaga service answer complaint-1 'Dikeruk 27 November' --as pupr-drainase")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Complaint.") var complaint: String
    @Argument(help: "The answer.") var answer: String

    func run() throws {
      try options.record { desk, now in
        let note = try desk.note(answer, name: "answer")
        return (
          .complaint(.answer(ComplaintAnswered(complaint: ComplaintID(complaint), answer: note.reference, at: now))),
          [note.row]
        )
      }
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Close it with the evidence.",
      discussion: "Example: siaga service close complaint-1 --evidence 'Berita acara 12/PUPR' --as pupr-drainase")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Complaint.") var complaint: String
    @Option(help: "What shows it: paper, photo, visit.") var evidence: String
    @Option(help: "resolved, unfounded, passed_on, withdrawn or silent.") var outcome = ComplaintClosed.Outcome.resolved

    func run() throws {
      try options.record { desk, now in
        let note = try desk.note(evidence, name: "evidence")
        return (
          .complaint(
            .close(
              ComplaintClosed(complaint: ComplaintID(complaint), outcome: outcome, evidence: note.reference, at: now))),
          [note.row]
        )
      }
    }
  }

  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "It is not solved: the days count anew.",
      discussion: "Example: siaga service reopen complaint-1 'masih tersumbat' --as petugas-loket")
    @OptionGroup var options: ServiceOptions
    @Argument(help: "Complaint.") var complaint: String
    @Argument(help: "Why.") var reason: String

    func run() throws {
      try options.record { desk, _ in
        let note = try desk.note(reason, name: "reopen")
        return (.complaint(.reopen(ComplaintID(complaint), reason: note.reference)), [note.row])
      }
    }
  }

  struct Remind: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record the reminders and escalations that are due, and print whom to tell. The server does this by itself.",
      discussion: "Example, from a timer: siaga service remind")
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      try reporting {
        let (desk, now) = try LiveDesk.open(database.database)
        let text = ServiceEventText(try desk.serviceFrame(at: now), .id)
        var count = 0
        try Terminal.marked(desk.mode) {
          // One step of each complaint at a time.
          while let next = desk.state.service.nextChase, next <= now, count < IncidentLimits.eventsPerCommand {
            let receipt = try desk.submit(.complaint(.chase), [], by: .system("clock"), at: now)
            if receipt.events.isEmpty { break }
            for event in receipt.events { Terminal.out(text.line(event)) }
            count += receipt.events.count
          }
          if count == 0 { Terminal.out("nobody has to be reminded") }
        }
      }
    }
  }
}

import ArgumentParser
import Basics
import Callout
import Incident
import Operations

struct OutboxNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Outgoing messages: list, send, and record receipts and replies.",
    discussion: """
      Each message has an id that stays the same when it is sent again: a gateway drops what it has already.
      Example: siaga outbox send --spool /var/spool/siaga && siaga outbox reply --from 08121234567 'SIAP 4821'
      """,
    subcommands: [List.self, Send.self, Receipt.self, Reply.self])

  /// The clock of an exercise stands at its last event; `--at` sets it forward.
  struct At: ParsableArguments {
    @Option(help: "Instant of an exercise, as 2026-11-24T19:00+07:00; its last event by default.") var at: String?

    func instant(_ desk: Desk) throws(Problem) -> Instant {
      let now = desk.now
      guard let at else { return now }
      guard desk.mode == .exercise else {
        throw Problem("outbox.at", "--at is for an exercise; an actual operation has its own clock", exit: .usage)
      }
      guard let wanted = Instant(at, offsetMinutes: desk.city.offsetMinutes) else {
        throw Problem("outbox.at", "--at \(at): expected an instant, as 2026-11-24T19:00+07:00", exit: .usage)
      }
      return max(wanted, now)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Messages with state, channel, tries and expiry.", discussion: "Example: siaga outbox list --open --json")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Flag(help: "Only those that are not at their end.") var open = false

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        try Terminal.marked(desk.identity.mode, json: output.json) {
          for message in try desk.outbox().messages where !open || message.isOpen {
            Terminal.out(output.json ? Self.json(message) : Self.line(message, desk))
          }
        }
      }
    }

    private static func json(_ message: Message) -> String {
      let value = JSONValue.members([
        ("id", .string(message.id.rawValue)), ("state", .string(message.state.rawValue)), ("open", .bool(message.isOpen)),
        ("purpose", .string(message.purpose.rawValue)), ("channel", .string(message.channel.rawValue)),
        ("mode", .string(message.mode.rawValue)), ("staff", message.recipient.staff.map { .string($0.rawValue) }),
        ("attempts", .integer(Int64(message.attempts))), ("created", .string(message.created.text)),
        ("expires", .string(message.expires.text)), ("error", message.lastError.map(JSONValue.string)),
      ])
      return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func line(_ message: Message, _ desk: ReadingDesk) -> String {
      let person = message.recipient.staff.flatMap { desk.roster.member($0) }
      let fields = [
        message.id.rawValue, message.state.rawValue, message.channel.rawValue, person?.officeNumber ?? "-", person?.name ?? "-",
        "\(message.attempts)x", "until \(message.expires.clock(offsetMinutes: desk.city.offsetMinutes))", message.lastError ?? "",
      ]
      return fields.joined(separator: "  ")
    }
  }

  struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hand over what is due: to the terminal, or to a folder for a gateway.",
      discussion: """
        At least once, each under its id. What was handed over and not recorded when a process died goes out again, marked "repeat".
        Example: siaga outbox send --spool /var/spool/siaga
        """)
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var at: At
    @Option(help: ArgumentHelp("Folder with one JSON file a message.", valueName: "folder")) var spool: String?
    @Option(help: "Messages of one transaction: so many may be in doubt after a crash.") var batch = 16

    func validate() throws {
      if !(1...1000).contains(batch) { throw ValidationError("--batch \(batch): expected 1...1000") }
    }

    func run() throws {
      try reporting {
        let desk = try LiveDesk.open(database.database).desk
        let now = try at.instant(desk)
        let folder = try spool.map { (path) throws(Problem) in try SpoolFolder(path) }
        var sent = 0
        while true {
          let step = try desk.sendDue(at: now, most: batch)
          say(step.notices, desk)
          if step.handOvers.isEmpty { break }
          let reports = step.handOvers.map { handOver in
            let parcel = desk.parcel(handOver)
            let outcome = folder?.carry(parcel) ?? show(parcel)
            return ChannelReport(handOver.id, .outcome(outcome, attempt: handOver.attempt))
          }
          sent += reports.count
          say(try desk.report(reports, at: now).notices, desk)
        }
        Terminal.note("\(sent) handed to \(spool ?? "the terminal")")
      }
    }

    private func show(_ parcel: Parcel) -> ChannelOutcome {
      guard !output.json else {
        let bytes = (try? CanonicalJSON.encode(parcel.document)) ?? []
        Terminal.out(String(decoding: bytes, as: UTF8.self))
        return .handedOver
      }
      let mark = parcel.handOver.isRepeat ? " (repeat)" : ""
      Terminal.out(
        "\(parcel.handOver.id)\(mark)  \(parcel.handOver.channel.rawValue)  \(parcel.address ?? "-")\n  \(parcel.text)")
      return .handedOver
    }

    private func say(_ notices: [CalloutNotice], _ desk: Desk) { OutboxNoun.say(notices, desk, output.lang) }
  }

  struct Receipt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what a gateway says of a message: sent, delivered, read or failed. Doubled and late ones do no harm.",
      discussion: "Example: siaga outbox receipt order-17.call_out.sms delivered")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var at: At
    @Argument(help: "Id of the message.") var message: String
    @Argument(help: "sent, delivered, read or failed.") var state: State
    @Option(help: "What went wrong.") var error = "failed"

    enum State: String, ExpressibleByArgument, CaseIterable { case sent, delivered, read, failed }

    func run() throws {
      try reporting {
        let desk = try LiveDesk.open(database.database).desk
        let receipt: DeliveryReceipt =
          switch state {
          case .sent: .sent
          case .delivered: .delivered
          case .read: .read
          case .failed: .failed(error)
          }
        let step = try desk.report([ChannelReport(MessageID(message), .receipt(receipt))], at: try at.instant(desk))
        OutboxNoun.say(step.notices, desk, output.lang)
        Terminal.out(desk.switchboard.message(MessageID(message))?.state.rawValue ?? "unknown")
      }
    }
  }

  struct Reply: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what a person answered: SIAP, TIDAK, BERANGKAT, TIBA, SELESAI, TOLONG. What is in doubt is said.",
      discussion: "Example: siaga outbox reply --from 08121234567 'izin, siap 4821, 30 menit lagi'")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var at: At
    @Option(help: "Phone, office number or StaffID.") var from: String
    @Option(help: "The gateway's id of the reply: one that comes twice is heard once.") var id = ""
    @Argument(help: "The text.") var text: String

    func run() throws {
      try reporting {
        let desk = try LiveDesk.open(database.database).desk
        let staff: StaffID
        if let known = desk.staff(phone: from) { staff = known } else { staff = try People.pair(from, desk.post.roster).0 }
        let step = try desk.receive(IncomingReply(id: id, from: staff, text: text), at: try at.instant(desk))
        for event in step.events { Terminal.out("\(event.event.type)  \(event.event.stream)") }
        OutboxNoun.say(step.notices, desk, output.lang)
        for refusal in step.refusals { Terminal.note(refusal.problem.text) }
        if let refusal = step.refusals.first { throw ExitCode(refusal.problem.exit.rawValue) }
      }
    }
  }

  static func say(_ notices: [CalloutNotice], _ desk: Desk, _ language: Language) {
    let words = OutboxWords(city: desk.city, roster: desk.post.roster)
    for notice in notices { Terminal.note(words.notice(notice, language)) }
  }
}

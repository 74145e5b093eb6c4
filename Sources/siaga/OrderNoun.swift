import ArgumentParser
import Basics
import Incident
import Operations

extension DeclineReason: ExpressibleByArgument {}

struct OrderNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Call-outs: tell unit heads, issue, and record what the people say and do; letters.",
    discussion: """
      `siaga outbox send` hands the messages over; answers by phone are recorded here.
      Example: siaga order tell-heads && siaga order issue --minutes 60 && siaga order list
      """,
    subcommands: [TellHeads.self, Object.self, Issue.self, List.self, Answer.self, Letter.self])

  struct TellHeads: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tell-heads", abstract: "Record that the unit heads of the plan were told, before their people are called.",
      discussion: "Example: siaga order tell-heads --minutes 30")
    @OptionGroup var frame: OperationNoun.Frame
    @Option(help: "Shift; that of the newest plan by default.") var shift: String?
    @Option(help: "Minutes in which a head may object.") var minutes = 30

    func run() throws {
      try frame.record { desk, operation, now in
        (
          .plan(
            .tellUnitHeads(try OrderNoun.plan(desk, operation, shift).id, units: nil, objectUntil: now.adding(minutes: minutes))),
          []
        )
      }
    }
  }

  struct Object: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a unit head's objection, with its reason.",
      discussion: "Example: siaga order object dinkes --staff 1234 --reason 'piket UGD'")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Unit.") var unit: String
    @Option(parsing: .singleValue, help: "Office number of a person whom the head keeps; repeat for several.") var staff: [String]
    @Option(help: "Reason.") var reason: String
    @Option(help: "Shift; that of the newest plan by default.") var shift: String?

    func run() throws {
      try frame.record { desk, operation, _ in
        let note = try desk.note(reason, name: "objection")
        let people = try staff.map { try People.pair($0, desk.post.roster).0 }
        return (
          .plan(.object(try OrderNoun.plan(desk, operation, shift).id, UnitID(unit), staff: people, reason: note.reference)),
          [note.row]
        )
      }
    }
  }

  struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Issue the orders of the approved plan that are not out yet.",
      discussion: "Example: siaga order issue --minutes 60")
    @OptionGroup var frame: OperationNoun.Frame
    @Option(help: "Shift; that of the newest plan by default.") var shift: String?
    @Option(help: "Minutes until silence counts as unanswered.") var minutes = 60

    func run() throws {
      try frame.record { desk, operation, now in
        (.order(.issue(try OrderNoun.plan(desk, operation, shift).id, duties: nil, deadline: now.adding(minutes: minutes))), [])
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Who was called, and where each order stands. Names and phones: for the dispatcher.",
      discussion: "Example: siaga order list --json")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Operation, where several are open.") var operation: String?

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        Terminal.marked(frame.mode, json: output.json) {
          for order in desk.state.orders(frame.id) {
            let person = desk.roster.member(order.staff)
            let fields = [
              order.id.rawValue, order.phase.rawValue, person?.officeNumber ?? "-", person?.name ?? order.staff.rawValue,
              person?.phone ?? "-", order.post.rawValue,
            ]
            Terminal.out(output.json ? OrderNoun.json(order, person) : fields.joined(separator: "  "))
          }
        }
      }
    }
  }

  struct Answer: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record what became of an order.",
      discussion:
        "STEP: deliver, accept, decline, depart, arrive, start, relieve, release, stand-down.\nExample: siaga order answer order-17 decline --reason leave"
    )
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "Order, as order-17.") var order: String
    @Argument(help: "Step.") var step: Step
    @Option(help: "For decline: leave, other_duty, cut_off, too_far, family, personal, other.") var reason: DeclineReason = .other

    enum Step: String, ExpressibleByArgument, CaseIterable {
      case deliver, accept, decline, depart, arrive, start, relieve, release
      case standDown = "stand-down"
    }

    func run() throws {
      try frame.record { _, _, now in
        let receipt = OrderReceipt(order: OrderID(order), at: now)
        let id = receipt.order
        switch step {
        case .deliver: return (.order(.deliver(receipt)), [])
        case .accept: return (.order(.accept(OrderAcceptance(order: id, at: now))), [])
        case .decline: return (.order(.decline(OrderDecline(order: id, at: now, reason: reason))), [])
        case .depart: return (.order(.depart(receipt)), [])
        case .arrive: return (.order(.arrive(receipt)), [])
        case .start: return (.order(.startDuty(receipt)), [])
        case .relieve: return (.order(.relieve(OrderRelief(order: id, at: now))), [])
        case .release: return (.order(.release(receipt)), [])
        case .standDown: return (.order(.standDown(OrderStandDown(order: id, at: now, reason: .planChanged))), [])
        }
      }
    }
  }

  struct Letter: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record the signed assignment letter (SPT) for all duties that have none yet.",
      discussion:
        "Example: siaga order letter --number 800/123/BPBD/2026 --date 2026-11-25 --signer Sekda --basis-number 'SK 100/2026' --basis-date 2026-11-25"
    )
    @OptionGroup var frame: OperationNoun.Frame
    @Option(help: "Number of the letter.") var number: String
    @Option(help: "Its date.") var date: String
    @Option(help: "Office of the signer.") var signer: String
    @Option(help: "decree, early_warning, state_of_need or oral_order.") var basis = Basis.Kind.decree
    @Option(help: "Number of the basis.") var basisNumber: String
    @Option(help: "Date of the basis.") var basisDate: String

    func run() throws {
      guard let day = CivilDate(date), let basisDay = CivilDate(basisDate) else {
        throw ValidationError("expected dates as YYYY-MM-DD")
      }
      try frame.record { desk, operation, _ in
        let duties = desk.state.dutiesWithoutLetter(operation.id).map(\.duty)
        let letter = LetterSubmission(
          operation: operation.id, number: number, date: day,
          basis: Basis(kind: basis, number: basisNumber, date: basisDay, signerOffice: signer),
          signerOffice: signer, duties: duties)
        return (.paper(.recordLetter(letter)), [])
      }
    }
  }

  static func plan(_ desk: Desk, _ operation: EmergencyOperation, _ shift: String?) throws(Problem) -> PlanRecord {
    guard let plan = desk.state.currentPlan(operation.id, shift: shift.map { ShiftID($0) }) else {
      throw Problem(
        "plan.none", "operation \(operation.id) has no plan\(shift.map { " for shift \($0)" } ?? "")",
        advice: "`siaga plan` makes one.", exit: .usage)
    }
    return plan
  }

  static func json(_ order: OrderRecord, _ person: StaffMember?) -> String {
    let value: JSONValue = .members([
      ("order", .string(order.id.rawValue)), ("phase", .string(order.phase.rawValue)), ("staff", .string(order.staff.rawValue)),
      ("id", person.map { .string($0.officeNumber) }), ("post", .string(order.post.rawValue)),
      ("deadline", .string(order.issue.deadline.text)),
    ])
    return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

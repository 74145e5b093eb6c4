import ArgumentParser
import Basics
import Incident
import Operations

extension Equipment.State: ExpressibleByArgument {}
extension EquipmentKind: ExpressibleByArgument {}
extension BasisSubject: ExpressibleByArgument {}

extension OperationNoun {
  /// Partners come as teams under their own leader: requested, promised, there, sent home.
  struct Aid: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Partners' aid: request, promise, arrive, release.",
      discussion: """
        Examples:
          siaga operation aid request polairud --post boatCrew/titik-perahu-laksamana/25-pagi --count 3
          siaga operation aid promise aid-1 --count 3
        """)
    @OptionGroup var frame: Frame
    @Argument(help: "request, promise, arrive or release.") var step: Step
    @Argument(help: "Partner for a request, else the request, as aid-1.") var subject: String
    @Option(help: "People, or pieces.") var count = 0
    @Option(help: "Post whose seats the team takes.") var post: String?
    @Option(help: "Or equipment: boat, pump, generator, truck, tent, radio, field_kitchen, ambulance.") var equipment:
      EquipmentKind?
    @Option(help: "Place for the equipment.") var place: String?

    enum Step: String, ExpressibleByArgument, CaseIterable { case request, promise, arrive, release }

    func run() throws {
      try frame.record { _, operation, _ in
        let request = AidRequestID(subject)
        switch step {
        case .request: return (.need(.requestAid(operation.id, PartnerID(subject), try need(), neededAt: nil)), [])
        case .promise: return (.need(.promiseAid(AidPromise(operation: operation.id, request: request, count: count))), [])
        case .arrive: return (.need(.aidArrived(AidArrival(operation: operation.id, request: request, count: count))), [])
        case .release: return (.need(.releaseAid(AidRelease(operation: operation.id, request: request))), [])
        }
      }
    }

    private func need() throws(Problem) -> AidNeed {
      if let post { return .team(PostID(post), heads: count) }
      if let equipment, let place { return .equipment(equipment, count: count, place: PlaceID(place)) }
      throw Problem("aid.need", "expected --post, or --equipment with --place", exit: .usage)
    }
  }

  struct EquipmentReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "equipment", abstract: "Record what of a store of equipment is there and in what state.",
      discussion: "Example: siaga operation equipment perahu-bpbd --count 1 --state broken")
    @OptionGroup var frame: Frame
    @Argument(help: "Equipment of the city pack.") var equipment: String
    @Option(help: "Pieces.") var count: Int
    @Option(help: "ready, in_use or broken.") var state: Equipment.State
    @Option(help: "Place, if it is elsewhere than in the pack.") var place: String?

    func run() throws {
      try frame.record { desk, operation, _ in
        guard let known = desk.city.equipment.first(where: { $0.id.rawValue == equipment }) else {
          throw Problem(
            "equipment.unknown", "the city has no equipment \"\(equipment)\"",
            advice: suggestion(for: equipment, among: desk.city.equipment.map(\.id.rawValue)).map { "you mean \"\($0)\"?" },
            exit: .usage)
        }
        let report = EquipmentReport(
          operation: operation.id, equipment: known.id, kind: known.kind, place: place.map { PlaceID($0) } ?? known.place,
          count: count,
          state: state, owner: known.owner)
        return (.need(.reportEquipment(report)), [])
      }
    }
  }

  struct CommanderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "commander", abstract: "Record the commander: acting, or named by a decree.",
      discussion:
        "Example: siaga operation commander sekda --staff 1234 --number 'SK 101/2026' --date 2026-11-25 --signer 'Wali Kota'")
    @OptionGroup var frame: Frame
    @Argument(help: "Office of the commander.") var office: String
    @Option(help: "Office number of the person.") var staff: String?
    @Option(help: "Number of the decree; none for an acting commander.") var number: String?
    @Option(help: "Date of the decree.") var date: String?
    @Option(help: "Office of the signer.") var signer = "Wali Kota"

    func run() throws {
      try frame.record { desk, operation, _ in
        let person = try staff.map { try People.pair($0, desk.post.roster).0 }
        guard let number else {
          return (.operation(.setActingCommander(ActingCommander(operation: operation.id, office: office, staff: person))), [])
        }
        let basis = Basis(kind: .decree, number: number, date: try When.day(date), signerOffice: signer)
        return (
          .operation(.nameCommander(CommanderNaming(operation: operation.id, office: office, staff: person, basis: basis))), []
        )
      }
    }
  }

  struct BasisCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "basis", abstract: "Write up an oral order: the paper that came later.",
      discussion: "Example: siaga operation basis opening --number 'SK 100/2026' --date 2026-11-25 --signer 'Wali Kota'")
    @OptionGroup var frame: Frame
    @Argument(help: "opening, status or commander.") var subject: BasisSubject
    @Option(help: "decree, early_warning or state_of_need.") var kind = Basis.Kind.decree
    @Option(help: "Number of the paper.") var number: String
    @Option(help: "Its date.") var date: String
    @Option(help: "Office of the signer.") var signer: String

    func run() throws {
      try frame.record { _, operation, _ in
        let basis = Basis(kind: kind, number: number, date: try When.day(date), signerOffice: signer)
        return (.operation(.writeUpBasis(BasisWriteUp(operation: operation.id, subject: subject, basis: basis))), [])
      }
    }
  }

  /// Cek keselamatan petugas: everyone on scene is asked; silence is shown.
  struct Round: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Safety round (cek keselamatan petugas): open, answer, close.",
      discussion: "Examples: siaga operation round open --minutes 15 · siaga operation round safe round-1 --staff 1234")
    @OptionGroup var frame: Frame
    @Argument(help: "open, safe, unsafe or close.") var step: Step
    @Argument(help: "Round, as round-1.") var round: String?
    @Option(help: "Minutes until silence is an alarm.") var minutes = 15
    @Option(help: "Office number of the person who answers.") var staff: String?

    enum Step: String, ExpressibleByArgument, CaseIterable { case open, safe, unsafe, close }

    func run() throws {
      try frame.record { desk, operation, now in
        if step == .open { return (.safety(.openRound(operation.id, deadline: now.adding(minutes: minutes))), []) }
        guard let round else { throw Problem("round.none", "expected the round, as round-1", exit: .usage) }
        if step == .close { return (.safety(.closeRound(RoundClosing(operation: operation.id, round: RoundID(round)))), []) }
        guard let staff else { throw Problem("round.staff", "expected --staff", exit: .usage) }
        let person = try People.pair(staff, desk.post.roster).0
        let answer = RoundAnswer(operation: operation.id, round: RoundID(round), staff: person, isSafe: step == .safe, at: now)
        return (.safety(.answer(answer)), [])
      }
    }
  }
}

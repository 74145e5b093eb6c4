import ArgumentParser
import Basics
import Incident
import Ledger
import Operations
import Staffing

extension Mode: ExpressibleByArgument {}
extension Hazard: ExpressibleByArgument {}
extension EmergencyStatus: ExpressibleByArgument {}
extension Incident.PowerState: ExpressibleByArgument {}
extension DepthReference: ExpressibleByArgument {}
extension Basis.Kind: ExpressibleByArgument {}

struct OperationNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operation",
    abstract: "Open an operation and record what happens: status, postures, depths, power, roads, affected, notes.",
    discussion: """
      Example, for tonight:
        siaga operation open --mode actual --city scenarios/dumai --hazard tidal_flood --area 14.72.06.1002
        siaga roster import pegawai.csv
        siaga operation posture rob --shift 25-pagi=2026-11-25T03:30/2026-11-25T09:00
        siaga plan
      """,
    subcommands: [
      Open.self, Show.self, Status.self, BasisCommand.self, CommanderCommand.self, Posture.self, Aid.self,
      EquipmentReportCommand.self,
      Depth.self, Power.self, Road.self, Affected.self, Round.self, Note.self, Close.self,
    ])

  /// What every recording needs: the database, the operation, and who records.
  struct Frame: ParsableArguments {
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Operation, where several are open.") var operation: String?
    @Option(name: .customLong("as"), help: "Office that records, as pusdalops.") var office = "operator"
    @Option(help: "Id of this command, made by the sender: sent again it happens once.") var command: String?

    func validate() throws {
      if !isPlainID(office) { throw ValidationError("--as \"\(office)\": expected letters, digits, - and _") }
    }

    var actor: Actor { .person(office: office) }

    /// Opens the desk and records the command that `make` gives.
    /// - Parameter name: what the record is called from now on, printed before its entry once it stands.
    func record(
      named name: (Event) -> String? = { _ in nil },
      _ make: (Desk, EmergencyOperation, Instant) throws -> (Command, [SideRow])
    ) throws {
      try reporting {
        let (desk, now) = try LiveDesk.open(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        let (wish, rows) = try make(desk, frame, now)
        let receipt = try desk.submit(
          wish, by: actor, at: now, sideRows: rows, id: command,
          request: CommandLine.arguments.dropFirst().joined(separator: "\u{1F}"))
        for name in receipt.events.compactMap({ name($0.event) }) { Terminal.out(name) }
        Terminal.out(
          receipt.isRepeat
            ? "done before: entry \(receipt.first)"
            : "entry \(receipt.first)\(receipt.count > 1 ? "…\(receipt.first + UInt64(receipt.count) - 1)" : "")")
      }
    }
  }

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open an operation, without a status at first; makes the database where there is none.",
      discussion: "Example: siaga operation open --mode actual --city scenarios/dumai --hazard tidal_flood --area 14.72.06.1002")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "actual or exercise; fixed for the database.") var mode: Mode
    @Option(help: ArgumentHelp("City pack, for a new database.", valueName: "folder")) var city: String?
    @Option(help: ArgumentHelp("Exact outlines (GeoJSON), for a new database.", valueName: "file")) var outlines: String?
    @Option(help: "tidal_flood, river_flood or rain_flood.") var hazard: Hazard
    @Option(parsing: .singleValue, help: "Code of a kelurahan under threat; repeat for several.") var area: [String]
    @Option(help: "Short name, as rob-november.") var name = "operasi"
    @Option(help: "Seed of an exercise.") var seed: UInt64 = 1
    @Option(name: .customLong("as"), help: "Office that opens.") var office = "pusdalops"

    func run() throws {
      try reporting {
        let desk: Desk
        if Files.exists(database.database) {
          desk = try LiveDesk.open(database.database).desk
        } else {
          guard let city else {
            throw Problem("city.none", "there is no database yet, and no --city", advice: "--city scenarios/dumai.", exit: .usage)
          }
          let pack = try CityPack.load(folder: city, outlines: outlines)
          var problems: [Problem] = []
          desk = try Desk.create(
            database.database, mode: mode, pack: pack, city: try pack.city(problems: &problems), seed: seed, at: Clock.now)
        }
        let opening = OpenOperation(name: name, mode: mode, hazard: hazard, areas: area.map { AreaID($0) })
        try desk.submit(.operation(.open(opening)), by: .person(office: office), at: mode == .exercise ? desk.now : Clock.now)
        guard let frame = desk.state.openOperations.last else { return }
        Terminal.out("\(database.database): operation \(frame.id) is open, mode \(mode.rawValue), status: none recorded")
        if mode == .actual { Terminal.out("key: \(database.database).key (keep it apart; backups do not hold it)") }
      }
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a status from its decree. Software never declares one.",
      discussion:
        "Example: siaga operation status response --number 'SK 100/BPBD/2026' --date 2026-11-25 --signer 'Wali Kota' --from 2026-11-25 --to 2026-12-08"
    )
    @OptionGroup var frame: Frame
    @Argument(help: "standby, response, transition or none.") var status: EmergencyStatus
    @Option(help: "decree, early_warning, state_of_need or oral_order.") var basis = Basis.Kind.decree
    @Option(help: "Number of the paper; empty for an oral order.") var number = ""
    @Option(help: "Date of the paper.") var date: String
    @Option(help: "Office of the signer.") var signer: String
    @Option(help: "First day.") var from: String
    @Option(help: "Last day.") var to: String
    @Option(parsing: .singleValue, help: "Kelurahan; the operation's by default.") var area: [String] = []
    @Flag(help: "Extends the status before.") var extend = false

    func run() throws {
      let days = try [date, from, to].map { text in
        guard let day = CivilDate(text) else { throw ValidationError("\"\(text)\" is no date; expected YYYY-MM-DD") }
        return day
      }
      try frame.record { _, operation, _ in
        let record = StatusRecord(
          operation: operation.id, status: status, basis: Basis(kind: basis, number: number, date: days[0], signerOffice: signer),
          areas: area.isEmpty ? operation.opening.areas : area.map { AreaID($0) }, from: days[1], to: days[2], isExtension: extend
        )
        return (.operation(.recordStatus(record)), [])
      }
    }
  }

  struct Posture: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Activate a posture: its posts open for the shifts that are named.",
      discussion: "Example: siaga operation posture rob --shift 25-pagi=2026-11-25T03:30/2026-11-25T09:00")
    @OptionGroup var frame: Frame
    @Argument(help: "Posture of the city pack, as rob.") var posture: String
    @Option(parsing: .singleValue, help: "ID=FROM/TO, local time; repeat for several.") var shift: [String]

    func run() throws {
      try frame.record { desk, operation, _ in
        guard let known = desk.city.postures.first(where: { $0.id.rawValue == posture }) else {
          throw Problem(
            "posture.unknown", "the city has no posture \"\(posture)\"",
            advice: suggestion(for: posture, among: desk.city.postures.map(\.id.rawValue)).map { "you mean \"\($0)\"?" },
            exit: .usage)
        }
        let shifts = try shift.map { try ShiftArgument.parse($0, offsetMinutes: desk.city.offsetMinutes) }
        let posts = PostureExpansion.posts(
          postures: [known], city: desk.city, floodedAreas: operation.opening.areas, depths: nil, shifts: shifts)
        return (.need(.activatePosture(operation.id, known.id, shifts: shifts, posts: posts)), [])
      }
    }
  }

  struct Depth: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a depth as reported: where, above what, seen when, by whom.",
      discussion:
        "Example: siaga operation depth 14.72.06.1002 40 --above road --seen 2026-11-25T06:10 --by office/lurah-rimba-sekampung")
    @OptionGroup var frame: Frame
    @Argument(help: "Kelurahan.") var area: String
    @Argument(help: "Centimetres.") var centimetres: Int
    @Option(help: "road, yard or floor.") var above: DepthReference
    @Option(help: "When it was seen, local time; now by default.") var seen: String?
    @Option(help: "Until when it holds; six hours by default.") var until: String?
    @Option(help: "office/…, staff/…, partner/…, press/…, sensor/… or resident.") var by: String

    func run() throws {
      try frame.record { desk, operation, now in
        let report = DepthReport(
          operation: operation.id, area: AreaID(area), millimetres: centimetres * 10, above: above,
          seenAt: try When.parse(seen, desk.city) ?? now,
          toldAt: now, holdsUntil: try When.parse(until, desk.city), informant: try When.informant(by))
        return (.situation(.reportDepths([report])), [])
      }
    }
  }

  struct Power: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record the power of a kelurahan. Nobody goes into water where it is not confirmed off.",
      discussion: "Example: siaga operation power 14.72.06.1002 confirmed_off --by office/pln")
    @OptionGroup var frame: Frame
    @Argument(help: "Kelurahan.") var area: String
    @Argument(help: "asked, confirmed_off, safe or back_on.") var power: PowerState?
    @Option(help: "Let crews in nevertheless, with this reason; your office stands in the log.") var override: String?
    @Option(help: "Who said so.") var by = "office/pln"

    func run() throws {
      try frame.record { desk, operation, now in
        if let override {
          let note = try desk.note(override, name: "power")
          return (
            .situation(.overridePower(PowerOverride(operation: operation.id, area: AreaID(area), reason: note.reference))),
            [note.row]
          )
        }
        guard let power else {
          throw Problem("power.state", "expected asked, confirmed_off, safe or back_on, or --override", exit: .usage)
        }
        return (
          .situation(
            .recordPower(
              PowerReport(operation: operation.id, area: AreaID(area), state: power, at: now, informant: try When.informant(by)))),
          []
        )
      }
    }
  }

  struct Road: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a road closed or open again.",
      discussion: "Example: siaga operation road 'Jl. Sultan Hasanuddin' closed --by office/dishub")
    @OptionGroup var frame: Frame
    @Argument(help: "Name of the road.") var road: String
    @Argument(help: "closed or open.") var status: String
    @Option(help: "Who said so.") var by: String

    func run() throws {
      try frame.record { _, operation, now in
        let report = RoadReport(operation: operation.id, road: road, seenAt: now, toldAt: now, informant: try When.informant(by))
        switch status {
        case "closed": return (.situation(.closeRoad(report)), [])
        case "open": return (.situation(.openRoad(report)), [])
        default: throw Problem("road.status", "\"\(status)\": expected closed or open", exit: .usage)
        }
      }
    }
  }

  struct Affected: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record counts of a kelurahan: households, people and houses are three counts, none is worked out from another.",
      discussion:
        "Example: siaga operation affected 14.72.06.1002 --households 120 --people 431 --sheltered 7 --elsewhere 180 --by office/lurah"
    )
    @OptionGroup var frame: Frame
    @Argument(help: "Kelurahan.") var area: String
    @Option var households: Int?
    @Option var people: Int?
    @Option var houses: Int?
    @Option(help: "Displaced, in shelters.") var sheltered: Int?
    @Option(help: "Displaced, with relatives or elsewhere.") var elsewhere: Int?
    @Option var dead: Int?
    @Option var missing: Int?
    @Option var injured: Int?
    @Option(help: "Who counted.") var by: String

    func run() throws {
      try frame.record { _, operation, now in
        let report = AffectedReport(
          operation: operation.id, occurrence: operation.occurrences.last { $0.endedAt == nil }?.id, area: AreaID(area),
          households: households, people: people,
          houses: houses, sheltered: sheltered, elsewhere: elsewhere, dead: dead, missing: missing, injured: injured,
          vulnerable: [], seenAt: now, toldAt: now,
          informant: try When.informant(by))
        return (.situation(.reportAffected(report)), [])
      }
    }
  }

  struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a note to the log; the text can be erased later, its digest stays.",
      discussion: "Example: siaga operation note 'Gardu 12 padam' --place posko")
    @OptionGroup var frame: Frame
    @Argument(help: "Text.") var text: String
    @Option(help: "Place that it is about.") var place: String?

    func run() throws {
      try frame.record { desk, operation, _ in
        let note = try desk.note(text, name: "note")
        return (
          .operation(.addNote(LogNote(operation: operation.id, note: note.reference, place: place.map { PlaceID($0) }))),
          [note.row]
        )
      }
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Close the operation; refused while people are on duty.", discussion: "Example: siaga operation close")
    @OptionGroup var frame: Frame

    func run() throws {
      try frame.record { _, operation, _ in (.operation(.close(OperationClosing(operation: operation.id))), []) }
    }
  }
}

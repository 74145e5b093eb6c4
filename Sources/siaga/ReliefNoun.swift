import ArgumentParser
import Basics
import Incident
import Operations

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

import Basics
import Incident

/// The offices of an invented city: those of the tables, and one for each kecamatan and kelurahan of the pack.
struct SyntheticUnits {
  struct Office: Sendable {
    var unit: OrgUnit
    var profile: String
    /// Share of the people who stay for daily service.
    var minimum: Double
    /// Heads in a city of 3,990.
    var weight: Double
    /// Where the office's own people like to live: its kecamatan or kelurahan; nil for all of the city.
    var kecamatan: String?
    var areaName = ""
    var count = 0
  }

  private(set) var offices: [Office] = []
  private let areas: [Kelurahan]
  private let weights: [Double]
  private var stream: RandomStream

  /// Heads that the weights of the tables are made for.
  static let nominal = 3_990.0

  init(staff: Int, seed: UInt64, areas: [Kelurahan]) {
    self.areas = areas
    // Where nobody has counted the people, each kelurahan weighs the same.
    weights = areas.map { Double(max(1, $0.population)) }
    stream = RandomStream(seed: seed, name: "roster/units")
    addOffices()
    addKecamatan()
    addSpread(scale: Double(staff) / Self.nominal)
    apportion(staff)
  }

  private mutating func addOffices() {
    for line in SyntheticRosterTables.units.split(separator: "\n") {
      let cells = SyntheticText.cells(String(line), ";")
      guard cells.count == 7, let weight = Double(cells[3]) else { continue }
      let drawn = areas.isEmpty ? nil : areas[stream.index(weights: weights)]
      let seat = areas.first { $0.name == cells[6] } ?? drawn
      let unit = OrgUnit(
        id: UnitID(cells[0]), name: cells[1], parent: cells[2].isEmpty ? nil : UnitID(cells[2]), area: seat?.id)
      offices.append(Office(unit: unit, profile: cells[4], minimum: SyntheticText.percent(cells[5]), weight: weight))
    }
  }

  private mutating func addKecamatan() {
    let seats = SyntheticRosterTables.kecamatanSeats.split(separator: "\n").map { SyntheticText.cells(String($0), ";") }
      .filter { $0.count == 2 }
    var names: [String] = []
    for area in areas where !names.contains(area.kecamatan) { names.append(area.kecamatan) }
    for name in names {
      let own = areas.filter { $0.kecamatan == name }
      let told = seats.first { $0[0] == name }?[1]
      let seat = own.first { $0.name == told } ?? own.max { $0.population < $1.population }
      let unit = OrgUnit(
        id: UnitID("kec-" + Slug.make(name)), name: "Kecamatan \(name)", parent: UnitID("setda"), area: seat?.id)
      offices.append(
        Office(
          unit: unit, profile: "kecamatan", minimum: Double(SyntheticRosterTables.kecamatanMinimum) / 100,
          weight: Double(SyntheticRosterTables.kecamatanWeight), kecamatan: name, areaName: name))
    }
    var taken = Set<String>()
    for area in areas {
      var code = "kel-" + Slug.make(area.name)
      if !taken.insert(code).inserted { code += "-" + Slug.make(area.kecamatan) }
      let unit = OrgUnit(
        id: UnitID(code), name: "Kelurahan \(area.name)", parent: UnitID("kec-" + Slug.make(area.kecamatan)), area: area.id)
      offices.append(
        Office(
          unit: unit, profile: "kelurahan", minimum: Double(SyntheticRosterTables.kelurahanMinimum) / 100,
          weight: Double(SyntheticRosterTables.kelurahanWeight), kecamatan: area.kecamatan, areaName: area.name))
    }
  }

  private mutating func addSpread(scale: Double) {
    guard !areas.isEmpty else { return }
    for line in SyntheticRosterTables.spread.split(separator: "\n") {
      let cells = SyntheticText.cells(String(line), ";")
      guard cells.count == 7, let weight = Double(cells[3]), let nominal = Double(cells[6]) else { continue }
      let count = max(1, Int((nominal * min(8, scale)).rounded()))
      for number in 1...count {
        let area = areas[stream.index(weights: weights)]
        let digits = count > 99 && number < 100 ? (number < 10 ? "00" : "0") : (number < 10 ? "0" : "")
        let isClinic = cells[0] == "pkm"
        let name = isClinic ? "\(cells[1]) \(area.name) \(digits)\(number)" : "\(cells[1]) \(digits)\(number) \(area.name)"
        let unit = OrgUnit(
          id: UnitID("\(cells[0])-\(digits)\(number)"), name: name, parent: UnitID(cells[2]), area: area.id)
        offices.append(
          Office(
            unit: unit, profile: cells[4], minimum: SyntheticText.percent(cells[5]),
            weight: weight * max(1, scale / 8), kecamatan: area.kecamatan, areaName: area.name))
      }
    }
  }

  /// Largest remainders; each office has somebody where there are people enough, in the order of the tables.
  private mutating func apportion(_ staff: Int) {
    if staff <= offices.count {
      for i in 0..<max(0, staff) { offices[i].count = 1 }
      return
    }
    let free = Double(staff - offices.count)
    let total = offices.reduce(0) { $0 + max(0, $1.weight - 1) }
    var left = staff - offices.count
    var remainders: [(part: Double, index: Int)] = []
    for i in offices.indices {
      let exact = free * max(0, offices[i].weight - 1) / total
      offices[i].count = 1 + Int(exact)
      left -= Int(exact)
      remainders.append((exact - exact.rounded(.down), i))
    }
    remainders.sort { $0.part != $1.part ? $0.part > $1.part : $0.index < $1.index }
    for i in 0..<max(0, min(left, remainders.count)) { offices[remainders[i].index].count += 1 }
  }
}

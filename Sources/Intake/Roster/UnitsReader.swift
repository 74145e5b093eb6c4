import Basics
import Incident

/// units.csv: org units with parent, head and minimum strength.
public struct UnitsFile: Sendable {
  public var file: String
  public var units: [OrgUnit]
  /// Where each unit stands.
  public var lines: [UnitID: Int]

  /// Heads who are nobody of the roster, units without a head, and minimum strengths that nobody could meet.
  public func check(against staff: [StaffMember]) -> [Problem] {
    let known = Set(staff.map(\.officeNumber))
    var strength: [UnitID: Int] = [:]
    for person in staff { strength[person.unit, default: 0] += 1 }
    var problems: [Problem] = []
    for unit in units {
      for (field, head) in [("head", unit.head), ("acting_head", unit.actingHead)] {
        guard let head, !known.contains(head) else { continue }
        problems.append(
          Problem(
            "units.head.unknown", "\(quoted(head)) is nobody's id; expected the id of a person of the roster",
            at: .init(file: file, line: lines[unit.id], field: field)))
      }
      if unit.head == nil, unit.actingHead == nil, strength[unit.id] ?? 0 > 0 {
        problems.append(
          Problem(
            "units.head.missing", "is empty: nobody can be told before people of \(unit.name) are called", severity: .warning,
            at: .init(file: file, line: lines[unit.id], field: "head")))
      }
      if unit.minimumStrength > strength[unit.id] ?? 0 {
        problems.append(
          Problem(
            "units.strength.short",
            "\"\(unit.minimumStrength)\" is more than the \(strength[unit.id] ?? 0) people of \(unit.name): none of them can be called",
            severity: .warning, at: .init(file: file, line: lines[unit.id], field: "minimum_strength")))
      }
    }
    return problems
  }
}

/// Reads and writes units.csv.
public enum UnitsReader {
  static let rule = HeaderRule([
    .init("code", ["kode", "kode_unit"], required: true),
    .init("name", ["nama", "nama_unit"], required: true),
    .init("parent", ["induk"]),
    .init("head", ["kepala", "kepala_unit"]),
    .init("minimum_strength", ["kekuatan_minimum", "minimum"]),
    .init("acting_head", ["plh", "plt", "pejabat_pengganti"]),
    .init("kelurahan", ["area", "seat"]),
  ])

  static let maximumStrength = 100_000
  static let maximumUnits = 20_000

  /// - Parameter areas: the city's kelurahan, by which seats are checked; empty takes no seats.
  public static func read(bytes: [UInt8], file: String, areas: [Kelurahan]) -> Reading<[OrgUnit]> {
    let reading = readFile(bytes: bytes, file: file, areas: areas)
    return Reading(reading.value.units, problems: reading.problems)
  }

  public static func readFile(bytes: [UInt8], file: String, areas: [Kelurahan]) -> Reading<UnitsFile> {
    let table = CSVTable.read(bytes, file: file, header: rule)
    var rows = UnitRows(areas: areas, problems: table.problems)
    guard table.value.has("code"), table.value.has("name") else {
      return Reading(UnitsFile(file: file, units: [], lines: [:]), problems: rows.problems)
    }
    for row in table.value.rows.prefix(maximumUnits) { rows.read(row) }
    if let row = table.value.rows.dropFirst(maximumUnits).first {
      rows.problems.append(Problem("units.many", "more units than the limit of \(maximumUnits)", at: row.place))
    }
    rows.checkParents()
    let units = rows.units.map(\.unit)
    let lines = Dictionary(rows.units.map { ($0.unit.id, $0.row.line) }, uniquingKeysWith: { first, _ in first })
    return Reading(UnitsFile(file: file, units: units, lines: lines), problems: rows.problems)
  }

  /// In the order given.
  public static func write(_ units: [OrgUnit], dialect: CSVDialect = .iso) -> [UInt8] {
    var rows = [["code", "name", "parent", "head", "minimum_strength", "acting_head", "kelurahan"]]
    for unit in units {
      rows.append([
        unit.id.rawValue, FormulaGuard.neutralised(unit.name), unit.parent?.rawValue ?? "", unit.head ?? "",
        String(unit.minimumStrength), unit.actingHead ?? "", unit.area?.rawValue ?? "",
      ])
    }
    return CSVWriter.write(rows, dialect: dialect)
  }
}

/// Reads units row by row.
private struct UnitRows {
  var units: [(unit: OrgUnit, row: CSVRow)] = []
  var problems: [Problem]
  private var lines: [UnitID: Int] = [:]
  private let lookups: RosterLookups
  private let areas: [Kelurahan]

  init(areas: [Kelurahan], problems: [Problem]) {
    self.areas = areas
    self.problems = problems
    lookups = RosterLookups(
      RosterContext(competencies: [], areas: areas, units: [], today: CivilDate(dayNumber: 0), staffID: { StaffID($0) }))
  }

  private mutating func fault(_ row: CSVRow, _ field: String, _ code: String, _ message: String, advice: String? = nil) {
    problems.append(Problem(code, message, at: row.place(field), advice: advice))
  }

  mutating func read(_ row: CSVRow) {
    let before = problems.count
    let code = row["code"]
    if !isPlainID(code) {
      fault(row, "code", "units.code", "\(quoted(code)) is no code; expected 1 to 64 letters, digits, - _ and .")
    } else if let line = lines.updateValue(row.line, forKey: UnitID(code)) {
      fault(row, "code", "units.code.twice", "\(quoted(code)) stands on line \(line) too; expected each code once")
    }
    let name = row["name"]
    if name.isEmpty { fault(row, "name", "units.name.missing", "is empty; expected a name") }
    if FormulaGuard.looksLikeFormula(name) {
      fault(row, "name", "units.formula", "\(quoted(name)) begins like a spreadsheet's formula; expected plain text")
    }
    var unit = OrgUnit(id: UnitID(code), name: FormulaGuard.restored(name))
    unit.parent = row["parent"].isEmpty ? nil : UnitID(row["parent"])
    unit.head = number(row["head"])
    unit.actingHead = number(row["acting_head"])
    unit.minimumStrength = strength(row)
    unit.area = seat(row)
    if problems.count == before { units.append((unit, row)) }
  }

  private func number(_ text: String) -> String? {
    let text = text.first == "'" ? String(text.dropFirst()) : text
    return text.isEmpty ? nil : text
  }

  private mutating func strength(_ row: CSVRow) -> Int {
    let text = row["minimum_strength"]
    if text.isEmpty { return 0 }
    if let value = FieldText.integer(text), value <= UnitsReader.maximumStrength { return value }
    fault(
      row, "minimum_strength", "units.strength",
      "\(quoted(text)) is no count of people; expected a whole number of 0 to \(UnitsReader.maximumStrength)")
    return 0
  }

  private mutating func seat(_ row: CSVRow) -> AreaID? {
    let text = row["kelurahan"]
    if text.isEmpty || areas.isEmpty { return nil }
    if case .found(let area) = lookups.area(text) { return area }
    let guess = suggestion(for: text, among: areas.map(\.name))
    fault(
      row, "kelurahan", "units.kelurahan",
      "\(quoted(text)) is no kelurahan of the city; expected a name or a code of kelurahan.csv",
      advice: guess.map { "\"\($0)\" was meant." })
    return nil
  }

  /// Parents must exist and make no ring. Units of rows with errors count as there.
  mutating func checkParents() {
    var parents: [UnitID: UnitID] = [:]
    for (unit, _) in units { parents[unit.id] = unit.parent }
    let codes = units.map(\.unit.id.rawValue)
    for (unit, row) in units {
      guard let parent = unit.parent else { continue }
      if lines[parent] == nil {
        let guess = problems.count < 100 ? suggestion(for: parent.rawValue, among: codes) : nil
        fault(
          row, "parent", "units.parent.unknown", "\(quoted(parent.rawValue)) is no unit; expected a code of this file or nothing",
          advice: guess.map { "\"\($0)\" was meant." })
      } else if isInRing(unit.id, parents) {
        fault(
          row, "parent", "units.parent.ring",
          "\(quoted(parent.rawValue)) leads back to \(quoted(unit.id.rawValue)); "
            + "expected a tree of units")
      }
    }
  }

  private func isInRing(_ start: UnitID, _ parents: [UnitID: UnitID]) -> Bool {
    var at = parents[start]
    var steps = 0
    while let unit = at, steps <= units.count {
      if unit == start { return true }
      at = parents[unit]
      steps += 1
    }
    return false
  }
}

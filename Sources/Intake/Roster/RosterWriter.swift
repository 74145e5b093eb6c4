import Basics
import Geography
import Incident

/// Writes a roster so that reading it again gives the same roster (Siaga's own ids apart, which are no business of a file).
///
/// Text that a spreadsheet would run as a formula gets an apostrophe in front, which reading takes off again. Columns that are
/// empty for everybody are left out.
public enum RosterWriter {
  public struct Options: Sendable {
    public var dialect: CSVDialect
    public var isEnglish: Bool
    /// WIB is 420.
    public var offsetMinutes: Int
    /// Rows above the header.
    public var titles: [String]
    /// Puts an apostrophe before NIPs and ids of digits only, so that a spreadsheet does not round them.
    public var protectsNumbers: Bool
    /// Kelurahan are written by name where these make it unique, else by code.
    public var areas: [Kelurahan]

    public init(
      dialect: CSVDialect = .iso, isEnglish: Bool = false, offsetMinutes: Int = 420, titles: [String] = [],
      protectsNumbers: Bool? = nil, areas: [Kelurahan] = []
    ) {
      self.dialect = dialect
      self.isEnglish = isEnglish
      self.offsetMinutes = offsetMinutes
      self.titles = titles
      self.protectsNumbers = protectsNumbers ?? dialect.hasMark
      self.areas = areas
    }
  }

  public static func write(_ roster: Roster, dialect: CSVDialect) -> [UInt8] { write(roster, Options(dialect: dialect)) }

  /// People by office number.
  public static func write(_ roster: Roster, _ options: Options) -> [UInt8] {
    let writer = RosterCells(options)
    let people = roster.staff.sorted { $0.officeNumber.utf8.lexicographicallyPrecedes($1.officeNumber.utf8) }
    let cells = people.map { person in RosterColumn.written.map { writer.cell($0, person) } }
    var columns: [Int] = []
    for (i, column) in RosterColumn.written.enumerated()
    where column.isRequired || column == .employment || cells.contains(where: { !$0[i].isEmpty }) {
      columns.append(i)
    }
    var rows = options.titles.map { [$0] }
    // Invented people are marked by a title row too: whoever opens the file sees it.
    if options.titles.isEmpty, people.contains(where: \.isInvented), people.allSatisfy(\.isInvented) { rows = [[inventedTitle]] }
    rows.append(columns.map { RosterColumn.written[$0].header(isEnglish: options.isEnglish) })
    for row in cells { rows.append(columns.map { row[$0] }) }
    return CSVWriter.write(rows, dialect: options.dialect)
  }

  public static let inventedTitle =
    "DATA KARANGAN / INVENTED DATA: nobody of this list exists; names and numbers were made by a program for exercises"
}

/// One person's fields as text.
struct RosterCells {
  private let options: RosterWriter.Options
  private let areaNames: [AreaID: String]

  init(_ options: RosterWriter.Options) {
    self.options = options
    var counts: [String: Int] = [:]
    for area in options.areas { counts[RosterLookups.key(area.name), default: 0] += 1 }
    areaNames = Dictionary(
      options.areas.filter { counts[RosterLookups.key($0.name)] == 1 }.map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  func cell(_ column: RosterColumn, _ person: StaffMember) -> String {
    switch column {
    case .id: number(person.officeNumber)
    case .nip: person.nip.map { (options.protectsNumbers ? "'" : "") + $0.digits } ?? ""
    case .name: FormulaGuard.neutralised(person.name)
    case .unit: FormulaGuard.neutralised(person.unit.rawValue)
    case .position: FormulaGuard.neutralised(person.position)
    case .positionKind: FormulaGuard.neutralised(person.positionKind ?? "")
    case .grade: FormulaGuard.neutralised(person.grade ?? "")
    case .employment: person.employment.rawValue
    case .contractUntil: person.contractUntil?.text ?? ""
    case .superior: person.superior.map(number) ?? ""
    case .sex: person.sex.map(sex) ?? ""
    case .kelurahan: person.home.map { areaNames[$0] ?? $0.rawValue } ?? ""
    case .latitude: person.start.map { degrees($0.latitudeE7) } ?? ""
    case .longitude: person.start.map { degrees($0.longitudeE7) } ?? ""
    case .phone: FormulaGuard.neutralised(person.phone ?? "")
    case .mail: FormulaGuard.neutralised(person.mail ?? "")
    case .competencies: person.competencies.map(held).joined(separator: " ")
    case .dutyLimits:
      person.dutyLimits.map { $0.kind.rawValue + ($0.until.map { ":" + $0.text } ?? "") }.joined(separator: " ")
    case .callable: yesNo(person.isCallable)
    case .available:
      person.available.map { IntervalText.write($0, offsetMinutes: options.offsetMinutes) }.joined(separator: " ")
    case .officeHours: person.keepsOfficeHours ? "" : yesNo(false)
    case .recentDutyHours: person.recentDutyHours == 0 ? "" : String(person.recentDutyHours)
    case .language: person.language == .id ? "" : person.language.rawValue
    case .invented: person.isInvented ? yesNo(true) : ""
    case .counter: ""
    }
  }

  private func number(_ text: String) -> String {
    options.protectsNumbers && text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) ? "'" + text : text
  }

  private func yesNo(_ value: Bool) -> String { options.isEnglish ? (value ? "yes" : "no") : (value ? "ya" : "tidak") }

  private func sex(_ sex: Sex) -> String { options.isEnglish ? sex.rawValue : (sex == .male ? "L" : "P") }

  private func held(_ one: HeldCompetency) -> String {
    "\(one.competency):\(one.level)" + (one.validUntil.map { ":" + $0.text } ?? "")
  }

  /// All seven decimals that the value has, without a float.
  private func degrees(_ e7: Int32) -> String {
    let value = Int(e7).magnitude
    var decimals = String(value % 10_000_000)
    decimals = String(repeating: "0", count: 7 - decimals.count) + decimals
    while decimals.count > 1, decimals.last == "0" { decimals.removeLast() }
    return (e7 < 0 ? "-" : "") + String(value / 10_000_000) + (options.dialect.usesDecimalComma ? "," : ".") + decimals
  }
}

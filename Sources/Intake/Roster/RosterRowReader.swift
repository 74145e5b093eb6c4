import Basics
import Geography
import Incident

/// Reads one row after another; holds what rows share (look-ups) and all problems so far.
struct RosterRowReader {
  let context: RosterContext
  let fields: RosterFields
  /// Everybody of the file is invented.
  let allInvented: Bool
  var lookups: RosterLookups
  private(set) var problems: [Problem] = []
  /// Those beyond the limit, counted only.
  private(set) var droppedErrors = 0
  private(set) var droppedWarnings = 0
  private var errors = 0
  private var warnings = 0
  private var rowIsSound = true

  init(_ context: RosterContext, table: CSVTable, allInvented: Bool) {
    self.context = context
    self.allInvented = allInvented
    fields = RosterFields(table)
    lookups = RosterLookups(context)
  }

  /// The person of this row; nil if it has an error.
  mutating func read(_ row: CSVRow) -> StaffMember? {
    rowIsSound = true
    let number = officeNumber(row)
    let name = text(.name, row)
    if name.isEmpty { fault(.name, row, "roster.name.missing", "is empty; expected a name") }
    let nip = nip(row)
    let unit = unit(row)
    let position = text(.position, row)
    let employment = employment(row, nip: nip)
    var person = StaffMember(
      id: StaffID(""), officeNumber: number, name: name, nip: nip, sex: sex(row, nip: nip), unit: unit ?? UnitID(""),
      employment: employment, position: position)
    person.positionKind = optional(.positionKind, row)
    person.grade = optional(.grade, row)
    person.superior = superior(row, of: number)
    person.contractUntil = contract(row)
    person.home = home(row)
    person.start = start(row)
    person.phone = phone(row)
    person.mail = mail(row)
    person.competencies = competencies(row)
    person.dutyLimits = dutyLimits(row)
    person.available = available(row)
    person.isCallable = yesNo(.callable, row) ?? isCallableByDefault(position, unit)
    person.keepsOfficeHours = yesNo(.officeHours, row) ?? true
    person.language = language(row)
    person.recentDutyHours = recentHours(row)
    person.isInvented = (yesNo(.invented, row) ?? false) || allInvented
    guard rowIsSound else { return nil }
    person.id = context.staffID(number)
    return person
  }

  // MARK: Problems

  /// `"value" message`, as an error of the row.
  mutating func fault(
    _ column: RosterColumn, _ row: CSVRow, _ code: String, _ message: String, value: String? = nil, advice: String? = nil
  ) {
    rowIsSound = false
    add(Problem(code, (value.map { quoted($0) + " " } ?? "") + message, at: row.place(column.header), advice: advice))
  }

  mutating func warn(
    _ column: RosterColumn, _ row: CSVRow, _ code: String, _ message: String, value: String? = nil, advice: String? = nil
  ) {
    add(
      Problem(
        code, (value.map { quoted($0) + " " } ?? "") + message, severity: .warning, at: row.place(column.header),
        advice: advice))
  }

  mutating func add(_ problem: Problem) {
    // Warnings have a limit of their own: thousands of lapsed certificates must not hide an error, nor be one.
    let isError = problem.severity == .error
    if isError { errors += 1 } else { warnings += 1 }
    if (isError ? errors : warnings) <= CSVLimits.problems {
      problems.append(problem)
    } else if isError {
      droppedErrors += 1
    } else {
      droppedWarnings += 1
    }
  }

  // MARK: Text

  static let maximumTextBytes = 300

  /// Free text: what would run as a formula is refused unless an apostrophe neutralises it, as our export does.
  mutating func text(_ column: RosterColumn, _ row: CSVRow) -> String {
    let text = fields.text(column, row)
    if FormulaGuard.looksLikeFormula(text) {
      fault(
        column, row, "roster.formula", "begins like a spreadsheet's formula; expected plain text", value: text,
        advice: "it is meant as text: put an apostrophe (') in front.")
      return text
    }
    if text.utf8.count > Self.maximumTextBytes {
      fault(
        column, row, "roster.text.long", "has \(text.utf8.count) bytes; expected at most \(Self.maximumTextBytes)", value: text)
    }
    if text.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
      fault(column, row, "roster.text.control", "holds a line break or a control character; expected one line", value: text)
    }
    return FormulaGuard.restored(text)
  }

  mutating func optional(_ column: RosterColumn, _ row: CSVRow) -> String? {
    guard fields.has(column) else { return nil }
    let text = text(column, row)
    return text.isEmpty ? nil : text
  }

  mutating func yesNo(_ column: RosterColumn, _ row: CSVRow) -> Bool? {
    let text = fields.text(column, row)
    if text.isEmpty { return nil }
    if let answer = FieldText.yesNo(text) { return answer }
    fault(column, row, "roster.yes_no", "is neither yes nor no; expected ya or tidak (yes or no)", value: text)
    return nil
  }

  mutating func date(_ text: String, _ column: RosterColumn, _ row: CSVRow) -> CivilDate? {
    if let date = FieldText.date(text) { return date }
    fault(
      column, row, "roster.date", "is not a date; expected YYYY-MM-DD or DD/MM/YYYY", value: text,
      advice: FieldText.dateAdvice(text))
    return nil
  }

  /// Teachers and people of hospitals are needed where they are.
  private func isCallableByDefault(_ position: String, _ unit: UnitID?) -> Bool {
    let words = RosterLookups.key(position).split(separator: " ")
    if let first = words.first, first == "guru" || first == "teacher" { return false }
    if words.starts(with: ["kepala", "sekolah"]) { return false }
    return unit.map { !lookups.isHospital($0) } ?? true
  }
}

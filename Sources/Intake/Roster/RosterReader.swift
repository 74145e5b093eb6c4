import Basics
import Incident

/// Reads a roster, CSV or the first sheet of a workbook (.xlsx): all sound rows as people, and everything that is wrong, errors before warnings, each by line.
///
/// ```swift
/// let reading = RosterReader.read(bytes: bytes, file: "roster.csv", context: context)
/// if reading.problems.hasErrors { print(reading.problems.report()) }
/// ```
public enum RosterReader {
  /// - Complexity: O(bytes); 100,000 rows take about a second.
  public static func read(bytes: [UInt8], file: String, context: RosterContext) -> Reading<[StaffMember]> {
    let reading = readFile(bytes: bytes, file: file, context: context)
    return Reading(reading.value.staff, problems: reading.problems)
  }

  /// The same with what else the file says.
  /// - Parameter progress: told the rows read so far and all rows, each thousand rows.
  public static func readFile(
    bytes: [UInt8], file: String, context: RosterContext, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) -> Reading<RosterFile> {
    var text = bytes
    var before: [Problem] = []
    if Workbook.isWorkbook(bytes) {
      let sheet = Workbook.table(bytes, file: file)
      text = sheet.value
      before = sheet.problems
      if text.isEmpty {
        let none = RosterFile(staff: [], derivedUnits: [], dialect: .iso, isMarkedInvented: false, rowCount: 0)
        return Reading(none, problems: before + (before.isEmpty ? [noRows(file)] : []))
      }
    }
    let table = CSVTable.read(text, file: file, header: RosterColumn.rule)
    let isMarked = table.value.titles.contains(where: marksInvented)
    var result = RosterFile(
      staff: [], derivedUnits: [], dialect: table.value.dialect, isMarkedInvented: isMarked, rowCount: table.value.rows.count)
    let lacksColumns = RosterColumn.allCases.contains { $0.isRequired && !table.value.has($0.header) }
    guard !table.value.rows.isEmpty, !lacksColumns else {
      var problems = before + table.problems
      if problems.isEmpty { problems.append(noRows(file)) }
      return Reading(result, problems: problems)
    }
    var rows = RosterRowReader(context, table: table.value, allInvented: isMarked || context.invented)
    var duplicates = RosterDuplicates()
    var people: [(person: StaffMember, row: CSVRow)] = []
    people.reserveCapacity(table.value.rows.count)
    for (i, row) in table.value.rows.enumerated() {
      if i % 1000 == 0 { progress(i, table.value.rows.count) }
      guard let person = rows.read(row) else { continue }
      let twice = duplicates.problems(of: person, row: row)
      for problem in twice { rows.add(problem) }
      if !twice.hasErrors { people.append((person, row)) }
    }
    checkSuperiors(people, context, table.value, &rows)
    result.staff = people.map(\.person)
    result.derivedUnits = rows.lookups.derivedUnits
    return Reading(result, problems: ordered(before + table.problems.filter(isNews) + rows.problems, rows, file: file))
  }

  /// The column that a sheet of refused rows came back with is no unknown one.
  private static func isNews(_ problem: Problem) -> Bool {
    problem.code != "csv.header.unknown" || !Language.allCases.contains { RosterBadRows.column($0) == problem.place?.field }
  }

  private static func noRows(_ file: String) -> Problem {
    Problem("roster.empty", "no rows below the header; expected one for each person", at: .init(file: file))
  }

  /// `DATA KARANGAN`, `INVENTED` or `SYNTHETIC` in a title row.
  static func marksInvented(_ title: String) -> Bool {
    let words = title.uppercased().utf8.split { !($0 >= 65 && $0 <= 90) }.map { String(decoding: $0, as: UTF8.self) }
    return words.contains { ["KARANGAN", "REKAAN", "INVENTED", "SYNTHETIC", "SINTETIS", "SINTETIK"].contains($0) }
  }

  /// Superiors who stand neither in the file nor in the roster so far. The rows stay: whom to tell is known from the unit too.
  private static func checkSuperiors(
    _ people: [(person: StaffMember, row: CSVRow)], _ context: RosterContext, _ table: CSVTable, _ rows: inout RosterRowReader
  ) {
    guard table.has(RosterColumn.superior.header) else { return }
    // Rows with errors count too: their own problem is told already.
    var known = context.existingNumbers
    for row in table.rows {
      let number = rows.fields.text(.id, row)
      known.insert(number.first == "'" ? String(number.dropFirst()) : number)
    }
    for (person, row) in people {
      guard let superior = person.superior, !known.contains(superior) else { continue }
      rows.fault(
        .superior, row, "roster.superior.unknown", "is nobody's id; expected the id of a person of this file or of the roster",
        value: superior)
    }
  }

  private static func ordered(_ problems: [Problem], _ rows: RosterRowReader, file: String) -> [Problem] {
    var sorted = problems.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.severity != y.severity { return x.severity == .error }
      if x.place?.line != y.place?.line { return x.place?.line ?? 0 < y.place?.line ?? 0 }
      return a.offset < b.offset
    }.map(\.element)
    if rows.droppedErrors + rows.droppedWarnings > 0 {
      sorted.append(
        Problem(
          "roster.problems.many",
          "\(rows.droppedErrors) more errors and \(rows.droppedWarnings) more warnings, beyond the \(CSVLimits.problems) of each that are listed",
          severity: rows.droppedErrors > 0 ? .error : .warning, at: .init(file: file)))
    }
    return sorted
  }
}

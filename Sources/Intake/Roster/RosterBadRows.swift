import Basics

/// The rows of a roster that were refused, to be mended in a spreadsheet and taken in again.
public enum RosterBadRows {
  /// Name of the column that says what is wrong; the reader of rosters passes it over.
  public static func column(_ language: Language) -> String { language == .id ? "masalah" : "problem" }

  /// Header and each row with an error, as they stand, with a last column of what is wrong; empty where there is no header or no such
  /// row. Cells that a spreadsheet would run are made harmless.
  /// - Parameter bytes: CSV, or a workbook.
  /// - Complexity: O(bytes)
  public static func sheet(_ bytes: [UInt8], problems: [Problem], language: Language) -> [[String]] {
    let text = Workbook.isWorkbook(bytes) ? Workbook.table(bytes, file: "").value : bytes
    let table = CSVTable.read(text, file: "", header: RosterColumn.rule).value
    guard table.headerLine > 0 else { return [] }
    var wrong: [Int: [String]] = [:]
    for problem in problems where problem.severity == .error {
      guard let line = problem.place?.line, line > table.headerLine else { continue }
      let head = problem.place?.field.map { $0 + ": " } ?? ""
      wrong[line, default: []].append(head + RosterProblemWords.sentence(problem, language))
    }
    let own = column(language)
    let kept = table.headers.indices.filter { table.headers[$0] != own }
    var rows: [[String]] = [kept.map { table.headers[$0] } + [own]]
    for record in CSVRecords.read(text, separator: table.dialect.separator) {
      guard let said = wrong[record.line] else { continue }
      let cells = kept.map { $0 < record.fields.count ? FormulaGuard.neutralised(record.fields[$0]) : "" }
      rows.append(cells + [FormulaGuard.neutralised(said.joined(separator: "; "))])
    }
    return rows.count > 1 ? rows : []
  }

  /// As a file for a spreadsheet in Indonesian.
  public static func file(_ sheet: [[String]]) -> [UInt8] { CSVWriter.write(sheet, dialect: .indonesian) }
}

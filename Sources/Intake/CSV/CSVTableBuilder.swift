import Basics

/// Makes the table once separator and header are known.
struct CSVTableBuilder {
  private let file: String
  private let text: CSVDecoding
  private let rule: HeaderRule
  private let header: HeaderSearch.Found
  private let scan: CSVScanner
  private var problems: [Problem]
  private var columns: [String: Int] = [:]

  init(file: String, text: CSVDecoding, rule: HeaderRule, header: HeaderSearch.Found) {
    self.file = file
    self.text = text
    self.rule = rule
    self.header = header
    scan = CSVScanner.scan(text.bytes, file: file, separator: header.separator, from: header.start, line: header.line)
    problems = text.problems
  }

  mutating func build() -> Reading<CSVTable> {
    let headerRecord = scan.records[header.record]
    let headers = scan.texts(headerRecord)
    let headerLine = Int(headerRecord.line)
    problems += scan.problems
    nameColumns(headers, line: headerLine)
    let separator = Character(UnicodeScalar(header.separator))
    let storage = CSVStorage(
      file: file, content: scan.content, ends: scan.ends, columns: columns, headers: headers, separator: separator)
    let rows = rows(storage, headers: headers, headerLine: headerLine)
    if problems.count >= CSVLimits.problems {
      problems.append(
        Problem(
          "csv.problems.many", "more than \(CSVLimits.problems) problems; the rest of the file was not looked at",
          at: .init(file: file)))
    }
    let titles = scan.records.prefix(header.record).map { record in
      scan.texts(record).filter { !$0.isEmpty }.joined(separator: " ")
    }
    let dialect = CSVDialect(
      separator: separator, hasMark: text.hasMark, newline: newline, encoding: text.encoding)
    let table = CSVTable(
      file: file, dialect: dialect, titles: titles.filter { !$0.isEmpty }, headerLine: headerLine, headers: headers, rows: rows,
      storage: storage)
    return Reading(table, problems: problems)
  }

  private var newline: String {
    guard let first = text.bytes.firstIndex(where: { $0 == 10 || $0 == 13 }) else { return "\n" }
    if text.bytes[first] == 10 { return "\n" }
    return first + 1 < text.bytes.count && text.bytes[first + 1] == 10 ? "\r\n" : "\r"
  }

  private mutating func nameColumns(_ headers: [String], line: Int) {
    for (position, header) in headers.enumerated() where !header.isEmpty {
      let place = Problem.Place(file: file, line: line, field: header)
      guard let known = rule.position(of: header) else {
        if !rule.allowsOthers { unknown(header, at: place) }
        continue
      }
      let name = rule.columns[known].name
      if let other = columns[name] {
        problems.append(
          Problem(
            "csv.header.twice", "the columns \(quoted(headers[other])) and \(quoted(header)) mean the same; expected one of them",
            at: place))
      } else {
        columns[name] = position
      }
    }
    let missing = rule.columns.filter { $0.isRequired && columns[$0.name] == nil }
    for column in missing {
      let others = column.aliases.isEmpty ? "" : " (or \(column.aliases.prefix(3).joined(separator: ", ")))"
      let found = headers.filter { !$0.isEmpty }.prefix(30).joined(separator: ", ")
      problems.append(
        Problem(
          "csv.header.required", "the column \(column.name)\(others) is missing; found \(found)",
          at: .init(file: file, line: line, field: column.name)))
    }
  }

  private mutating func unknown(_ header: String, at place: Problem.Place) {
    let guess = suggestion(for: HeaderRule.normal(header), among: rule.spellings)
    problems.append(
      Problem(
        "csv.header.unknown", "the column \(quoted(header)) is not known and was not read", severity: .warning, at: place,
        advice: guess.map { "\"\($0)\" was meant." }))
  }

  private mutating func rows(_ storage: CSVStorage, headers: [String], headerLine: Int) -> [CSVRow] {
    var rows: [CSVRow] = []
    rows.reserveCapacity(scan.records.count)
    var emptyLines: [Int] = []
    var emptyBeforeText = 0
    for record in scan.records.dropFirst(header.record + 1) where !record.isBroken {
      let row = CSVRow(
        storage: storage, firstField: Int(record.firstField), fieldCount: Int(record.fieldCount), line: Int(record.line))
      if isEmpty(row, storage) {
        emptyLines.append(row.line)
        continue
      }
      emptyBeforeText = emptyLines.count
      if let problem = countProblem(row, storage, headers.count, headerLine) {
        if problems.count < CSVLimits.problems { problems.append(problem) }
        continue
      }
      rows.append(row)
    }
    if emptyBeforeText > 0 {
      let more = emptyBeforeText == 1 ? "" : " and \(emptyBeforeText - 1) more"
      problems.append(
        Problem(
          "csv.rows.empty", "an empty row\(more) between the rows; skipped", severity: .warning,
          at: .init(file: file, line: emptyLines[0])))
    }
    return rows
  }

  private func isEmpty(_ row: CSVRow, _ storage: CSVStorage) -> Bool {
    let start = row.firstField == 0 ? 0 : Int(storage.ends[row.firstField - 1])
    let end = Int(storage.ends[row.firstField + row.fieldCount - 1])
    return start == end || storage.content[start..<end].allSatisfy { $0 <= 32 }
  }

  /// Spreadsheets put empty fields behind a row: those do not count.
  private func countProblem(_ row: CSVRow, _ storage: CSVStorage, _ expected: Int, _ headerLine: Int) -> Problem? {
    if row.fieldCount == expected { return nil }
    if row.fieldCount > expected, (expected..<row.fieldCount).allSatisfy({ row[$0].isEmpty }) { return nil }
    let advice =
      row.fieldCount > expected
      ? "a text with \(quoted(String(storage.separator))) in it must stand in quotes."
      : "a separator is missing, or the row was cut."
    return Problem(
      "csv.columns",
      "\(row.fieldCount) \(row.fieldCount == 1 ? "field" : "fields"); expected \(expected) as in the header (line \(headerLine))",
      at: row.place,
      advice: advice)
  }
}

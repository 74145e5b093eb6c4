import Basics

/// Rows of a small CSV file of this room: plain fields without quotes, `#` lines are comments, the header is fixed. This room lies
/// beside `Intake`, not above it.
struct PlainTable {
  struct Row {
    var line: Int
    var fields: [String]
    let file: String
    let header: [String]

    subscript(_ column: String) -> String { header.firstIndex(of: column).map { fields[$0] } ?? "" }

    func problem(_ column: String, _ expected: String) -> Problem {
      Problem(
        "flood.table.field", "\"\(self[column].prefix(64))\"; \(expected) expected",
        at: .init(file: file, line: line, field: column))
    }

    /// A number within bounds; else a problem is added.
    func number(_ column: String, _ range: ClosedRange<Double>, _ problems: inout [Problem]) -> Double? {
      if let value = Double(self[column]), range.contains(value) { return value }
      problems.append(problem(column, "a number from \(range.lowerBound) to \(range.upperBound)"))
      return nil
    }
  }

  private(set) var rows: [Row] = []
  private(set) var problems: [Problem] = []

  /// At most 1 MiB and `rowLimit` rows; the last column may hold commas.
  init(_ bytes: [UInt8], file: String, header: [String], rowLimit: Int) {
    guard bytes.count <= 1 << 20, let text = String(validating: bytes, as: UTF8.self) else {
      problems.append(
        Problem(
          "flood.table.file", "not UTF-8 text of at most 1 MiB", at: .init(file: file), advice: "save the file as UTF-8 CSV"))
      return
    }
    var sawHeader = false
    let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (i, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: ",", maxSplits: header.count - 1, omittingEmptySubsequences: false).map(String.init)
      if !sawHeader {
        sawHeader = true
        if fields != header { fault(i + 1, "header", "\"\(line.prefix(160))\"; \(header.joined(separator: ",")) expected", file) }
      } else if fields.count != header.count {
        fault(i + 1, "row", "\(fields.count) fields; \(header.count) expected", file)
      } else if rows.count == rowLimit {
        fault(i + 1, "row", "more than \(rowLimit) rows", file)
        break
      } else {
        rows.append(Row(line: i + 1, fields: fields, file: file, header: header))
      }
    }
    if !sawHeader { fault(1, "header", "no header; \(header.joined(separator: ",")) expected", file) }
  }

  private mutating func fault(_ line: Int, _ field: String, _ what: String, _ file: String) {
    problems.append(Problem("flood.table.\(field)", what, at: .init(file: file, line: line, field: field)))
  }
}

import Basics
import Intake
import Operations
import Publication

/// Writes sheets as HTML in both languages, and their tables as CSV.
enum SheetFiles {
  static func write(
    _ make: (Language) -> ServiceSheet, _ frame: ServiceSheet.Frame, name: String, only: Language? = nil, to folder: String
  ) throws(Problem) {
    let papers = try Papers()
    var written: Set<String> = []
    for language in Language.allCases where only == nil || only == language {
      let sheet = make(language)
      let path = "\(folder)/\(name).\(language.rawValue).html"
      try Files.write(Array(papers.html(sheet, frame).utf8), to: path)
      Terminal.out(path)
      for table in sheet.tables where written.insert(table.name).inserted {
        let file = "\(folder)/\(table.name).csv"
        try Files.write(CSVWriter.write(table.rows.map { $0.map(FormulaGuard.neutralised) }, dialect: .indonesian), to: file)
        Terminal.out(file)
      }
    }
  }
}

/// A table for machines: JSON Lines, one object a row.
enum TableJSON {
  static func lines(_ rows: [[String]]) -> String {
    guard let head = rows.first else { return "" }
    return rows.dropFirst().map { row in
      let value = JSONValue.members(zip(head, row).map { ($0, .string($1)) })
      return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }.joined(separator: "\n")
  }
}

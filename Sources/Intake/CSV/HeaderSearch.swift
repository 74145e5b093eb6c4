import Basics

/// Finds separator and header row: the pair under which most known names stand side by side in the first rows.
struct HeaderSearch {
  struct Found {
    var separator: UInt8
    /// Records to skip from where the scan begins.
    var record: Int
    /// Byte and line at which the scan begins (behind a line `sep=;`).
    var start: Int
    var line: Int
  }

  var found: Found?
  var problems: [Problem] = []

  static func find(_ bytes: [UInt8], file: String, rule: HeaderRule) -> HeaderSearch {
    let (told, start, line) = toldSeparator(bytes)
    var best: (score: Int, found: Found)?
    var fullest: [String] = []
    for separator in told.map({ [$0] }) ?? CSVDialect.separators {
      let scan = CSVScanner.scan(
        bytes, file: file, separator: separator, from: start, line: line, maximumRecords: CSVLimits.headerRows)
      for (i, record) in scan.records.enumerated() {
        let fields = scan.texts(record)
        let score = Set(fields.compactMap { rule.position(of: $0) }).count
        if score > best?.score ?? 0 {
          best = (score, Found(separator: separator, record: i, start: start, line: line))
        }
        if fields.count > fullest.count { fullest = fields }
      }
    }
    let needed = rule.columns.filter(\.isRequired)
    // One known word in a title row is no header: half of the required columns must stand there.
    if let best, best.score * 2 >= needed.count { return HeaderSearch(found: best.found) }
    let names = needed.map(\.name).joined(separator: ", ")
    let seen = fullest.filter { !$0.isEmpty }.prefix(12).map { quoted($0) }.joined(separator: ", ")
    return HeaderSearch(
      problems: [
        Problem(
          "csv.header.missing",
          "no header row in the first \(CSVLimits.headerRows) rows; expected the columns \(names); "
            + (seen.isEmpty ? "found only empty rows" : "found \(seen)"),
          at: .init(file: file, line: line),
          advice: "the header row was deleted, or the separator is none of ; , tab |")
      ])
  }

  /// Spreadsheets understand a first line `sep=;`.
  private static func toldSeparator(_ bytes: [UInt8]) -> (UInt8?, start: Int, line: Int) {
    let hint = Array("sep=".utf8)
    guard bytes.count > 5, bytes.prefix(4).elementsEqual(hint), CSVDialect.separators.contains(bytes[4]),
      bytes[5] == 10 || bytes[5] == 13
    else { return (nil, 0, 1) }
    let isPair = bytes[5] == 13 && bytes.count > 6 && bytes[6] == 10
    return (bytes[4], isPair ? 7 : 6, 2)
  }
}

extension CSVScanner {
  /// The fields of a record without blanks at their ends.
  func texts(_ record: Record) -> [String] {
    let storage = CSVStorage(file: "", content: content, ends: ends, columns: [:], headers: [], separator: ",")
    return (0..<Int(record.fieldCount)).map { storage.text(Int(record.firstField) + $0) }
  }
}

/// A value as a message shows it: in quotes, cut after 60 characters, without line breaks.
func quoted(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(60) {
    shown.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
  }
  return "\"" + shown + (text.unicodeScalars.count > 60 ? "…" : "") + "\""
}

import Basics

/// A CSV file as rows under known columns; encoding, separator and place of the header are found out.
///
/// ```swift
/// let rule = HeaderRule([.init("code", ["kode"], required: true), .init("name", ["nama"], required: true)])
/// let reading = CSVTable.read(bytes, file: "units.csv", header: rule)
/// for row in reading.value.rows { row["name"] }
/// ```
/// Rows whose text is damaged or whose count of fields differs from the header's are left out, each with a problem.
public struct CSVTable: Sendable {
  public let file: String
  public let dialect: CSVDialect
  /// What stands in the rows above the header, joined by a blank.
  public let titles: [String]
  /// Line of the header; 0 where none was found.
  public let headerLine: Int
  /// Headers as the file writes them.
  public let headers: [String]
  public let rows: [CSVRow]

  let storage: CSVStorage

  /// Whether the file has this column of the rule.
  public func has(_ column: String) -> Bool { storage.columns[column] != nil }

  /// The position for `row[position]`, which is faster than by name; nil where the file has no such column.
  public func position(_ column: String) -> Int? { storage.columns[column] }

  /// - Complexity: O(bytes)
  public static func read(_ bytes: [UInt8], file: String, header rule: HeaderRule) -> Reading<CSVTable> {
    if let problem = refusal(bytes, file: file) { return Reading(empty(file), problems: [problem]) }
    let text = CSVDecoding.decode(bytes, file: file)
    if let nul = text.bytes.firstIndex(of: 0) {
      let place = Problem.Place(file: file, line: CSVDecoding.line(of: nul, in: text.bytes))
      return Reading(
        empty(file),
        problems: [
          Problem(
            "csv.binary", "the file holds a zero byte; expected text", at: place,
            advice: "it is no CSV file, or UTF-16 without its mark: save it as \"CSV UTF-8\".")
        ])
    }
    let find = HeaderSearch.find(text.bytes, file: file, rule: rule)
    guard let found = find.found else { return Reading(empty(file), problems: text.problems + find.problems) }
    var builder = CSVTableBuilder(file: file, text: text, rule: rule, header: found)
    return builder.build()
  }

  private static func refusal(_ bytes: [UInt8], file: String) -> Problem? {
    let place = Problem.Place(file: file)
    if bytes.isEmpty { return Problem("csv.empty", "the file is empty; expected a header row and rows below it", at: place) }
    if bytes.count > CSVLimits.bytes {
      return Problem(
        "csv.large", "\(bytes.count) bytes, more than the limit of \(CSVLimits.bytes)", at: place, advice: "split the file.")
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return Problem(
        "csv.workbook", "the file is a spreadsheet's workbook (.xlsx, .ods or .xls); expected CSV text", at: place,
        advice: "open it and save the sheet as \"CSV UTF-8\".")
    }
    return nil
  }

  private static func empty(_ file: String) -> CSVTable {
    let storage = CSVStorage(file: file, content: [], ends: [], columns: [:], headers: [], separator: ",")
    return CSVTable(
      file: file, dialect: .iso, titles: [], headerLine: 0, headers: [], rows: [], storage: storage)
  }
}

/// What all rows of a table share.
final class CSVStorage: Sendable {
  let file: String
  let content: [UInt8]
  let ends: [UInt32]
  /// Name in the rule → position in the row.
  let columns: [String: Int]
  let headers: [String]
  let separator: Character

  init(file: String, content: [UInt8], ends: [UInt32], columns: [String: Int], headers: [String], separator: Character) {
    self.file = file
    self.content = content
    self.ends = ends
    self.columns = columns
    self.headers = headers
    self.separator = separator
  }

  /// A field's text without blanks at its ends (ASCII blanks and the no-break space).
  func text(_ field: Int) -> String {
    var start = field == 0 ? 0 : Int(ends[field - 1])
    var end = Int(ends[field])
    return content.withUnsafeBufferPointer { bytes in
      while start < end {
        if bytes[start] <= 32 {
          start += 1
        } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
          start += 2
        } else {
          break
        }
      }
      while start < end {
        if bytes[end - 1] <= 32 {
          end -= 1
        } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
          end -= 2
        } else {
          break
        }
      }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
  }
}

/// One row of a table. Fields are made when they are asked for.
public struct CSVRow: Sendable {
  let storage: CSVStorage
  let firstField: Int
  let fieldCount: Int
  /// Of the file, from 1; the first line of the row where a field holds line breaks.
  public let line: Int

  /// The field without blanks at its ends; empty where the file has no such column.
  public subscript(_ column: String) -> String { storage.columns[column].map { self[$0] } ?? "" }

  /// By position, as `CSVTable.position` gives it.
  public subscript(_ position: Int) -> String { position < fieldCount ? storage.text(firstField + position) : "" }

  /// Where a problem of this field lies, with the header as the file writes it.
  public func place(_ column: String) -> Problem.Place {
    Problem.Place(file: storage.file, line: line, field: storage.columns[column].map { storage.headers[$0] } ?? column)
  }

  public var place: Problem.Place { Problem.Place(file: storage.file, line: line) }
}

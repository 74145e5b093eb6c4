import Basics

/// The cells of one sheet as lines of text.
final class SheetCells: XMLEventHandler {
  private let strings: [String]
  private let styles: CellStyles
  private let isFrom1904: Bool

  /// Rows in the order of the file, each with its cells by column.
  private var rows: [(number: Int, cells: [(column: Int, text: String)])] = []
  private var width = 0
  private var beyondRow: Int?
  private var beyondColumn: Int?
  private var misplaced: Int?

  private var row = 0
  private var column = 0
  private var kind = ""
  private var style: Int?
  private var value: [UInt8] = []
  private var isValue = false
  private var isReading = false

  init(strings: [String], styles: CellStyles, isFrom1904: Bool) {
    self.strings = strings
    self.styles = styles
    self.isFrom1904 = isFrom1904
  }

  func start(_ name: String, attribute: (String) -> String?) {
    switch name {
    case "row":
      row = attribute("r").flatMap { Int($0) } ?? (row + 1)
      column = 0
      if let last = rows.last?.number, row <= last { misplaced = misplaced ?? row }
      if row > WorkbookLimits.rows { beyondRow = beyondRow ?? row } else { rows.append((row, [])) }
    case "c":
      column = attribute("r").flatMap(Self.column) ?? (column + 1)
      kind = attribute("t") ?? "n"
      style = attribute("s").flatMap { Int($0) }
      value.removeAll(keepingCapacity: true)
    case "rPh": isReading = true
    case "v": isValue = true
    case "t": isValue = kind == "inlineStr" && !isReading
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isValue, value.count <= CSVLimits.fieldBytes { value.append(contentsOf: bytes) }
  }

  func end(_ name: String) {
    switch name {
    case "v", "t": isValue = false
    case "rPh": isReading = false
    case "c": endCell()
    default: break
    }
  }

  private func endCell() {
    guard !value.isEmpty, !rows.isEmpty, row == rows[rows.count - 1].number else { return }
    let text = cell(String(decoding: value, as: UTF8.self))
    if text.isEmpty { return }
    guard column >= 1, column <= WorkbookLimits.columns else {
      beyondColumn = beyondColumn ?? row
      return
    }
    width = max(width, column)
    rows[rows.count - 1].cells.append((column, text))
  }

  private func cell(_ raw: String) -> String {
    switch kind {
    case "s": return Int(raw).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "b": return raw == "1" ? "ya" : "tidak"
    case "n": return CellNumber.text(raw, styles.kind(style), isFrom1904: isFrom1904)
    // A day as text; an instant loses its seconds of 0.
    case "d": return raw.hasSuffix("T00:00:00") ? String(raw.dropLast(9)) : raw
    default: return raw
    }
  }

  /// `AB12` → 28; nil for what is no name of a cell.
  static func column(_ name: String) -> Int? {
    var number = 0
    for byte in name.utf8.prefix(4) where byte >= 65 && byte <= 90 { number = number * 26 + Int(byte - 64) }
    return number > 0 ? number : nil
  }

  // MARK: The table

  /// One line a row, under the row's own number.
  var table: [UInt8] {
    var out: [UInt8] = []
    var line = 1
    for row in rows where row.number >= line {
      while line < row.number {
        out.append(10)
        line += 1
      }
      if !row.cells.isEmpty {
        var fields = [String](repeating: "", count: width)
        for cell in row.cells { fields[cell.column - 1] = cell.text }
        for (i, field) in fields.enumerated() {
          if i > 0 { out.append(9) }
          Self.append(field, to: &out)
        }
      }
      out.append(10)
      line += 1
    }
    return out
  }

  /// Tabs, line breaks and zero bytes of a cell become blanks, so that a row stays a line.
  private static func append(_ field: String, to out: inout [UInt8]) {
    let isQuoted = field.utf8.contains(34)
    if isQuoted { out.append(34) }
    for byte in field.utf8 {
      if isQuoted && byte == 34 { out.append(34) }
      out.append(byte == 9 || byte == 10 || byte == 13 || byte == 0 ? 32 : byte)
    }
    if isQuoted { out.append(34) }
  }

  func problems(_ file: String) -> [Problem] {
    var problems: [Problem] = []
    if let beyondRow {
      problems.append(
        Problem(
          "workbook.rows", "rows stand beyond row \(WorkbookLimits.rows), the limit, and were not read",
          at: .init(file: file, line: beyondRow), advice: "split the sheet."))
    }
    if let beyondColumn {
      problems.append(
        Problem(
          "workbook.columns", "cells stand beyond column \(WorkbookLimits.columns), the limit, and were not read",
          at: .init(file: file, line: beyondColumn), advice: "delete the columns that are not of the roster."))
    }
    if let misplaced {
      problems.append(
        Problem(
          "workbook.order", "row \(misplaced) stands twice or out of order; expected ascending numbers",
          at: .init(file: file, line: misplaced), advice: "open it in a spreadsheet and save it anew."))
    }
    return problems
  }
}

/// Numbers of cells as people wrote them.
enum CellNumber {
  static func text(_ raw: String, _ kind: CellStyles.Kind, isFrom1904: Bool) -> String {
    guard let value = Double(raw), value.isFinite else { return raw }
    if kind != .plain, let date = date(value, withTime: kind == .dateTime, isFrom1904: isFrom1904) { return date }
    // Beyond 2^53 it stays as it stands: all digits, or the rounded form that whoever reads it finds out.
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return "\(Int64(value))" }
    let isPlain = raw.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == UInt8(ascii: "-") }
    return isPlain || raw.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") } ? raw : "\(value)"
  }

  /// Days since 31 December 1899, with a 29 February 1900 that never was, or since 1 January 1904.
  static func date(_ serial: Double, withTime: Bool, isFrom1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var day = Int(serial.rounded(.down))
    var minute = Int(((serial - Double(day)) * 1440).rounded())
    if minute == 1440 { (day, minute) = (day + 1, 0) }
    let base = isFrom1904 ? CivilDate("1904-01-01") : CivilDate(day < 60 ? "1899-12-31" : "1899-12-30")
    guard let base else { return nil }
    let text = CivilDate(dayNumber: base.dayNumber + day).text
    guard withTime, minute > 0 else { return text }
    let (h, m) = (minute / 60, minute % 60)
    return "\(text)T\(h < 10 ? "0" : "")\(h):\(m < 10 ? "0" : "")\(m)"
  }
}

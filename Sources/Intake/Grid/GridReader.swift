import Basics
import Geography

/// Reads ESRI ASCII grids: a head of `ncols, nrows, xllcorner|xllcenter, yllcorner|yllcenter, cellsize` and perhaps
/// `NODATA_value`, in any order and case, then the values, row by row from the north, with line breaks anywhere.
public enum GridReader {
  /// - Complexity: O(bytes).
  public static func read(_ bytes: [UInt8], file: String) -> Reading<GridFile?> {
    var scan = GridScan(bytes: bytes, file: file)
    guard let head = scan.head() else { return Reading(nil, problems: scan.problems) }
    guard let values = scan.values(head) else { return Reading(nil, problems: scan.problems) }
    let grid = GridFile(
      columns: head.columns, rows: head.rows, corner: head.corner, cell: head.cell, noData: head.noData, values: values)
    return Reading(scan.problems.hasErrors ? nil : grid, problems: scan.problems)
  }
}

/// Words of a file one after another, with their lines.
private struct GridScan {
  struct Head {
    var columns: Int
    var rows: Int
    var corner: LocalPoint
    var cell: Double
    var noData: Double
  }

  private static let keys = ["ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize", "nodata_value"]

  let bytes: [UInt8]
  let file: String
  var at = 0
  var line = 1
  var problems: [Problem] = []

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

  /// The next word, not taken yet; nil at the end.
  private mutating func peek() -> ArraySlice<UInt8>? {
    while at < bytes.count, Self.isBlank(bytes[at]) {
      if bytes[at] == 10 { line += 1 }
      at += 1
    }
    guard at < bytes.count else { return nil }
    var end = at
    while end < bytes.count, !Self.isBlank(bytes[end]) { end += 1 }
    return bytes[at..<end]
  }

  private mutating func problem(_ code: String, _ message: String, field: String?, advice: String? = nil) {
    guard problems.count < GridLimits.problems else { return }
    problems.append(
      Problem("grid." + code, message, at: Problem.Place(file: file, line: line, field: field), advice: advice))
  }

  private static func shown(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.prefix(40).map { $0 < 0x20 || $0 > 0x7E ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
      + (word.count > 40 ? "…" : "")
  }

  mutating func head() -> Head? {
    var found: [String: Double] = [:]
    while let word = peek(), let first = word.first, first | 0x20 >= UInt8(ascii: "a"), first | 0x20 <= UInt8(ascii: "z") {
      let key = String(decoding: word.prefix(GridLimits.word), as: UTF8.self).lowercased()
      if key == "nan" || key == "inf" { break }
      guard Self.keys.contains(key) else {
        problem(
          "key", "\"\(Self.shown(word))\" is no key of a grid's head", field: nil,
          advice: suggestion(for: String(key.prefix(40)), among: Self.keys).map { "you mean \"\($0)\"?" })
        return nil
      }
      at += word.count
      guard let value = peek(), let number = NumberText.parse(value) else {
        problem("head", "\(peek().map { "\"\(Self.shown($0))\" is no number" } ?? "the file ends here")", field: key)
        return nil
      }
      at += value.count
      if found[key] != nil {
        problem("head", "\(key) stands twice", field: key)
        return nil
      }
      found[key] = number
    }
    return checked(found)
  }

  private mutating func checked(_ found: [String: Double]) -> Head? {
    guard let columns = whole(found, "ncols"), let rows = whole(found, "nrows") else { return nil }
    guard rows <= GridLimits.cells / columns else {
      problem("size", "\(columns) x \(rows) cells; at most \(GridLimits.cells) are read", field: "nrows")
      return nil
    }
    guard let cell = found["cellsize"], cell > 0, cell <= 1e6 else {
      problem(
        "cell", "cellsize \(found["cellsize"].map { "is \($0)" } ?? "is missing"); expected a positive number", field: "cellsize")
      return nil
    }
    let x = found["xllcorner"] ?? found["xllcenter"].map { $0 - cell / 2 }
    let y = found["yllcorner"] ?? found["yllcenter"].map { $0 - cell / 2 }
    guard let x, let y, x.magnitude <= 1e12, y.magnitude <= 1e12 else {
      problem("corner", "the lower left corner is missing or out of range", field: x == nil ? "xllcorner" : "yllcorner")
      return nil
    }
    return Head(
      columns: columns, rows: rows, corner: LocalPoint(x: x, y: y), cell: cell, noData: found["nodata_value"] ?? -9999)
  }

  private mutating func whole(_ found: [String: Double], _ key: String) -> Int? {
    guard let value = found[key], value >= 1, value <= Double(GridLimits.cells), value == value.rounded() else {
      problem(
        "size", "\(key) \(found[key].map { "is \($0)" } ?? "is missing"); expected a whole number from 1 to \(GridLimits.cells)",
        field: key)
      return nil
    }
    return Int(value)
  }

  /// All values; nil where their number is not what the head says.
  mutating func values(_ head: Head) -> [Double]? {
    let count = head.columns * head.rows
    var values: [Double] = []
    // A value takes two bytes at least: a small file with a large head gets no memory.
    values.reserveCapacity(min(count, bytes.count / 2 + 1))
    while let word = peek() {
      guard values.count < count else {
        problem("tooMany", "there are more than \(count) values (\(head.columns) x \(head.rows))", field: nil)
        return nil
      }
      if let number = NumberText.parse(word) {
        values.append(number == head.noData ? .nan : number)
      } else {
        problem("value", "\"\(Self.shown(word))\" is no number", field: "column \(values.count % head.columns + 1)")
        if problems.count >= GridLimits.problems { return nil }
        values.append(.nan)
      }
      at += word.count
    }
    guard values.count == count else {
      problem(
        "tooFew", "there are \(values.count) values; the head says \(head.columns) x \(head.rows) = \(count)", field: nil,
        advice: "the file was cut off.")
      return nil
    }
    return values
  }
}

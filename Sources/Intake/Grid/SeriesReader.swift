import Basics

/// Series as CSV: `minutes,value`, one row a line, ascending in time; a head line may stand above.
public enum SeriesReader {
  /// Minutes and values.
  public struct Rows: Hashable, Sendable {
    public var minutes: [Double]
    public var values: [Double]
  }

  /// - Complexity: O(bytes).
  public static func read(_ bytes: [UInt8], file: String) -> Reading<Rows?> {
    var rows = Rows(minutes: [], values: [])
    var problems: [Problem] = []
    func refuse(_ code: String, _ message: String, _ line: Int, _ field: String?) {
      problems.append(Problem("series." + code, message, at: Problem.Place(file: file, line: line, field: field)))
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 0
    for line in bytes[start...].split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(trimmed)
      if fields.allSatisfy(\.isEmpty) { continue }
      let isHead =
        rows.minutes.isEmpty && problems.isEmpty && (fields[0].first.map { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 } ?? false)
      if isHead { continue }
      guard problems.count < GridLimits.problems else { break }
      guard fields.count == 2 else {
        refuse("fields", "there are \(fields.count) fields; expected minutes,value", number, nil)
        continue
      }
      guard let minutes = NumberText.parse(fields[0]) else {
        refuse("number", "\"\(shown(fields[0]))\" is no number", number, "minutes")
        continue
      }
      guard let value = NumberText.parse(fields[1]) else {
        refuse("number", "\"\(shown(fields[1]))\" is no number", number, "value")
        continue
      }
      if let last = rows.minutes.last, minutes <= last {
        refuse("order", "minute \(minutes) is not after \(last)", number, "minutes")
        continue
      }
      guard rows.minutes.count < GridLimits.seriesRows else {
        refuse("tooMany", "there are more than \(GridLimits.seriesRows) rows", number, nil)
        break
      }
      rows.minutes.append(minutes)
      rows.values.append(value)
    }
    if rows.minutes.isEmpty, problems.isEmpty { refuse("empty", "there is no row; expected minutes,value", max(1, number), nil) }
    return Reading(problems.isEmpty ? rows : nil, problems: problems)
  }

  private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field
    while let first = field.first, first <= 0x20 { field = field.dropFirst() }
    while let last = field.last, last <= 0x20 { field = field.dropLast() }
    return field
  }

  private static func shown(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix(40).map { $0 < 0x20 || $0 > 0x7E ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
  }
}

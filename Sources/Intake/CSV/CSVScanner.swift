import Basics

/// Cuts UTF-8 text into records and fields (RFC 4180, and what spreadsheets make of it), one pass over the bytes.
///
/// A quote opens only at the start of a field; blanks before it are dropped. Within quotes a separator, a line break and a
/// doubled quote are text. LF, CRLF and CR end a record. A quote that is never closed costs its own line and not the rest of the
/// file: the scan goes on at the line below, and a problem names the line on which it opened.
struct CSVScanner {
  struct Record: Sendable {
    /// Of the file, from 1; the line on which the record begins.
    var line: Int32
    /// Position of its first field in `ends`.
    var firstField: Int32
    var fieldCount: Int32
    /// Whether its text was damaged: a problem has been given, and the record is not to be used.
    var isBroken: Bool
  }

  /// The fields' text one after another, without quotes.
  private(set) var content: [UInt8] = []
  /// Where each field ends in `content`; it begins where the one before ends.
  private(set) var ends: [UInt32] = []
  private(set) var records: [Record] = []
  private(set) var problems: [Problem] = []

  private let file: String
  private let separator: UInt8
  private let maximumRecords: Int

  private var at = 0
  private var line = 1
  private var recordLine = 1
  private var recordStart = 0
  private var isBroken = false

  /// - Complexity: O(bytes)
  static func scan(
    _ bytes: [UInt8], file: String, separator: UInt8, from start: Int = 0, line: Int = 1, maximumRecords: Int = .max
  ) -> CSVScanner {
    var scanner = CSVScanner(file: file, separator: separator, maximumRecords: maximumRecords)
    scanner.at = start
    scanner.line = line
    bytes.withUnsafeBufferPointer { scanner.run($0) }
    return scanner
  }

  private init(file: String, separator: UInt8, maximumRecords: Int) {
    self.file = file
    self.separator = separator
    self.maximumRecords = maximumRecords
  }

  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    if maximumRecords == .max {
      content.reserveCapacity(bytes.count)
      ends.reserveCapacity(bytes.count / 6)
    }
    // Empty lines count too: a file of nothing else must not fill the memory.
    let limit = min(maximumRecords, CSVLimits.rows + CSVLimits.headerRows)
    while at < bytes.count, records.count < limit, problems.count < CSVLimits.problems {
      recordLine = line
      recordStart = ends.count
      isBroken = false
      while field(bytes) {}
      if ends.count - recordStart > CSVLimits.columns {
        fault(
          "csv.columns.many", "more fields than the limit of \(CSVLimits.columns)", recordLine,
          "the file has another separator than it seems.")
      }
      records.append(
        Record(
          line: Int32(clamping: recordLine), firstField: Int32(clamping: recordStart),
          fieldCount: Int32(clamping: ends.count - recordStart), isBroken: isBroken))
    }
    if at < bytes.count, records.count == limit, maximumRecords == .max {
      fault("csv.rows.many", "more rows than the limit of \(CSVLimits.rows)", line, "the file can be split.")
    }
  }

  /// Reads one field and what ends it; true if another field of the same record follows.
  private mutating func field(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = content.count
    var peek = at
    while peek < bytes.count, bytes[peek] == 32 { peek += 1 }
    if peek < bytes.count, bytes[peek] == UInt8(ascii: "\"") {
      at = peek
      if !quoted(bytes) { return false }
    }
    let rest = at
    while at < bytes.count, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 { at += 1 }
    if at > rest { content.append(contentsOf: bytes[rest..<at]) }
    if content.count - start > CSVLimits.fieldBytes {
      fault(
        "csv.field.long", "a field of \(content.count - start) bytes, more than the limit of \(CSVLimits.fieldBytes)", line, nil)
      content.removeLast(content.count - start)
    }
    endField(start)
    guard at < bytes.count else { return false }
    if bytes[at] == separator {
      at += 1
      // A separator at the very end of the file is followed by one more, empty, field.
      if at == bytes.count { endField(content.count) }
      return at < bytes.count
    }
    newline(bytes)
    return false
  }

  /// Keeps the field that begins at `start`, and nothing of those beyond the limit of a record.
  private mutating func endField(_ start: Int) {
    if ends.count - recordStart <= CSVLimits.columns {
      ends.append(UInt32(clamping: content.count))
    } else {
      content.removeLast(content.count - start)
    }
  }

  /// Reads from the opening quote to behind the closing one; false if there is none (then `at` is on the next line).
  private mutating func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (opened, openedLine, start) = (at, line, content.count)
    at += 1
    while at < bytes.count, content.count - start <= CSVLimits.fieldBytes {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        guard at < bytes.count, bytes[at] == byte else {
          checkAfterQuote(bytes)
          return true
        }
        content.append(byte)
        at += 1
      } else if byte == 10 || byte == 13 {
        content.append(10)
        newline(bytes)
      } else {
        content.append(byte)
        at += 1
      }
    }
    fault(
      "csv.quote.open", "a quote (\") opens on this line and is not closed; expected a second one at the end of the field",
      openedLine, "the text itself begins with a quote: write it twice, and the field in quotes.")
    content.removeLast(content.count - start)
    endField(start)
    (at, line) = (opened, openedLine)
    while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
    if at < bytes.count { newline(bytes) }
    return false
  }

  /// Blanks behind a closing quote are dropped, other text is a fault of the row.
  private mutating func checkAfterQuote(_ bytes: UnsafeBufferPointer<UInt8>) {
    while at < bytes.count, bytes[at] == 32 { at += 1 }
    guard at < bytes.count, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 else { return }
    fault(
      "csv.quote.text", "text follows a closing quote (\"); expected the separator or the end of the line", line,
      "a quote within the text must be written twice.")
  }

  private mutating func newline(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes[at] == 13, at + 1 < bytes.count, bytes[at + 1] == 10 { at += 1 }
    at += 1
    line += 1
  }

  private mutating func fault(_ code: String, _ message: String, _ line: Int, _ advice: String?) {
    isBroken = true
    problems.append(Problem(code, message, at: .init(file: file, line: line), advice: advice))
  }
}

import Basics
import Testing

@testable import Intake

private let rule = HeaderRule([
  .init("code", ["kode"], required: true), .init("name", ["nama"], required: true), .init("people", ["jiwa"]),
])

private func read(_ text: String) -> Reading<CSVTable> { CSVTable.read(Array(text.utf8), file: "t.csv", header: rule) }

private func fields(_ table: CSVTable) -> [[String]] { table.rows.map { [$0["code"], $0["name"], $0["people"]] } }

@Suite struct CSVTableTests {
  @Test func anySeparatorIsFoundOut() {
    for separator in [";", ",", "\t", "|"] {
      let text = ["kode,nama,jiwa", "a,Bintan,12", "b,\"Teluk, Binjai; | \t\",7"].map { line in
        String(
          line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().map { i, part in
            i % 2 == 1 ? "\"\(part)\"" : part.map { $0 == "," ? separator : String($0) }.joined()
          }.joined())
      }.joined(separator: "\n")
      let reading = read(text)
      #expect(reading.problems.isEmpty, "\(separator): \(reading.problems.report())")
      #expect(fields(reading.value) == [["a", "Bintan", "12"], ["b", "Teluk, Binjai; |", "7"]])
      #expect(reading.value.dialect.separator == Character(separator))
    }
  }

  @Test func allLineEndsAreReadAndCounted() {
    for newline in ["\n", "\r\n", "\r"] {
      let reading = read("kode;nama" + newline + "a;\"zwei" + newline + "Zeilen\"" + newline + "b;x")
      #expect(reading.problems.isEmpty)
      #expect(reading.value.rows.map(\.line) == [2, 4])
      #expect(reading.value.rows.first?["name"] == "zwei\nZeilen")
      #expect(reading.value.dialect.newline == newline)
    }
  }

  @Test func everyEncodingGivesTheSameText() {
    let text = "kode;nama\na;Café Köln €\n"
    let units = Array(text.utf16)
    let windows: [UInt8] = Array("kode;nama\na;Caf".utf8) + [0xE9, 0x20, 0x4B, 0xF6, 0x6C, 0x6E, 0x20, 0x80, 0x0A]
    let files: [(CSVEncoding, [UInt8], warnings: Int)] = [
      (.utf8, Array(text.utf8), 0), (.utf8, [0xEF, 0xBB, 0xBF] + text.utf8, 0),
      (.utf16LittleEndian, [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, 0),
      (.utf16BigEndian, [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, 0), (.windows1252, windows, 1),
    ]
    for (encoding, bytes, warnings) in files {
      let reading = CSVTable.read(bytes, file: "t.csv", header: rule)
      #expect(reading.value.rows.first?["name"] == "Café Köln €", "\(encoding)")
      #expect(reading.value.dialect.encoding == encoding)
      #expect(reading.problems.count == warnings && !reading.problems.hasErrors)
    }
  }

  @Test func titlesAboveTheHeaderAreKeptApart() {
    let reading = read("Daftar Kelurahan, Kota Dumai;;\n\nPer 7 Oktober 2021;;\nNo;Kode;Nama (lengkap);Jiwa\n1;a;x;3\n")
    #expect(reading.value.titles == ["Daftar Kelurahan, Kota Dumai", "Per 7 Oktober 2021"])
    #expect(reading.value.headerLine == 4)
    #expect(fields(reading.value) == [["a", "x", "3"]])
    #expect(reading.problems.map(\.code) == ["csv.header.unknown"])
  }

  @Test func aSpreadsheetsSeparatorLineIsObeyed() {
    let reading = read("sep=|\r\nkode|nama\r\na|x,y;z\r\n")
    #expect(reading.problems.isEmpty)
    #expect(fields(reading.value) == [["a", "x,y;z", ""]])
    #expect(reading.value.rows.first?.line == 3)
  }

  @Test func quotesAreReadAsRFC4180Says() {
    let reading = read("kode,nama,jiwa\n\"a\",\"say \"\"hi\"\"\",1\nb, \"x\" ,2\nc,5\" pipe,3\nd,\"\",4\n")
    #expect(reading.problems.isEmpty)
    #expect(reading.value.rows.map { $0["name"] } == ["say \"hi\"", "x", "5\" pipe", ""])
  }

  @Test func surplusEmptyFieldsAndEmptyLinesAtTheEndDoNotMatter() {
    let reading = read("kode;nama;;\na;x;;\nb;y;;;;;\n;;;\n\n;\n")
    #expect(reading.problems.isEmpty)
    #expect(reading.value.rows.count == 2)
  }

  @Test func theWriterAndTheReaderAgree() {
    let rows = [["code", "name", "people"], ["a", "x;y,z|\t\"q\"\nnew", "1"], ["b", "", ""], ["c", "Ω é", "3"]]
    for dialect in [CSVDialect.iso, .indonesian, CSVDialect(separator: "\t"), CSVDialect(separator: "|", newline: "\r")] {
      let reading = CSVTable.read(CSVWriter.write(rows, dialect: dialect), file: "t.csv", header: rule)
      #expect(reading.problems.isEmpty)
      #expect(fields(reading.value) == Array(rows.dropFirst()))
      #expect(reading.value.dialect.separator == dialect.separator && reading.value.dialect.newline == dialect.newline)
      #expect(reading.value.dialect.hasMark == dialect.hasMark)
    }
  }
}

@Suite struct CSVFaultTests {
  /// Each kind of broken file, and the report that its owner reads.
  static let broken: [(String, String)] = [
    ("", "t.csv: the file is empty; expected a header row and rows below it"),
    (
      "satu;dua\n1;2\n",
      """
      t.csv:1: no header row in the first 10 rows; expected the columns code, name; found "satu", "dua"
        Maybe the header row was deleted, or the separator is none of ; , tab |
      """
    ),
    ("kode;jiwa\na;2\n", "t.csv:1: name: the column name (or nama) is missing; found kode, jiwa"),
    (
      "kode;nama;jiwaa\na;x;2\n",
      "t.csv:1: jiwaa: warning: the column \"jiwaa\" is not known and was not read\n  Maybe \"jiwa\" was meant."
    ),
    (
      "kode;nama;name\na;x;y\n", "t.csv:1: name: the columns \"nama\" and \"name\" mean the same; expected one of them"
    ),
    (
      "kode;nama\na;x\nb\nc;y\n",
      "t.csv:3: 1 field; expected 2 as in the header (line 1)\n  Maybe a separator is missing, or the row was cut."
    ),
    (
      "kode,nama\na,Teluk, Binjai\n",
      "t.csv:2: 3 fields; expected 2 as in the header (line 1)\n  Maybe a text with \",\" in it must stand in quotes."
    ),
    (
      "kode;nama\na;\"x\nb;y\n",
      """
      t.csv:2: a quote (") opens on this line and is not closed; expected a second one at the end of the field
        Maybe the text itself begins with a quote: write it twice, and the field in quotes.
      """
    ),
    (
      "kode;nama\na;\"x\"y\n",
      """
      t.csv:2: text follows a closing quote ("); expected the separator or the end of the line
        Maybe a quote within the text must be written twice.
      """
    ),
    ("kode;nama\na;x\n\n\nb;y\n", "t.csv:3: warning: an empty row and 1 more between the rows; skipped"),
    (
      "kode;nama\na;x\u{0}\n",
      "t.csv:2: the file holds a zero byte; expected text\n  Maybe it is no CSV file, or UTF-16 without its mark: save it as \"CSV UTF-8\"."
    ),
    (
      "PK\u{3}\u{4}....",
      "t.csv: the file is a spreadsheet's workbook (.xlsx, .ods or .xls); expected CSV text\n  Maybe open it and save the sheet as \"CSV UTF-8\"."
    ),
  ]

  @Test(arguments: broken) func eachKindOfBrokenFileHasItsMessage(_ text: String, _ report: String) {
    #expect(read(text).problems.report() == report)
  }

  @Test func rowsBesidesABrokenOneAreRead() {
    let reading = read("kode;nama\na;x\nb;\"open\nc;y\nd;z\n")
    #expect(reading.value.rows.map { $0["code"] } == ["a", "c", "d"])
    #expect(reading.problems.map(\.place?.line) == [3])
  }

  @Test func damagedUTF8IsNotTakenForWindows1252() {
    let bytes = Array("kode;nama\na;é\nb;ö ü\nc;".utf8) + [0xFF, 0x0A]
    let reading = CSVTable.read(bytes, file: "t.csv", header: rule)
    #expect(reading.value.dialect.encoding == .utf8)
    #expect(reading.problems.map(\.code) == ["csv.encoding.damaged"])
    #expect(reading.problems.first?.place?.line == 4)
  }

  @Test func limitsAreRefusedAndNotCrashedInto() {
    let long = read("kode;nama\na;" + String(repeating: "x", count: CSVLimits.fieldBytes + 1) + "\nb;y\n")
    #expect(long.problems.map(\.code) == ["csv.field.long"])
    #expect(long.value.rows.map { $0["code"] } == ["b"])
    let wide = read("kode;nama\n" + String(repeating: ";", count: 5000) + "\nb;y\n")
    #expect(wide.problems.map(\.code) == ["csv.columns.many"])
    #expect(wide.value.rows.map { $0["code"] } == ["b"])
    let endless = read("kode;nama\na;x\n" + String(repeating: "\n", count: CSVLimits.rows + 20))
    #expect(endless.problems.map(\.code) == ["csv.rows.many"])
    #expect(endless.value.rows.count == 1)
    let quote = read("kode;nama\na;\"" + String(repeating: "x\n", count: CSVLimits.fieldBytes) + "\nb;y\n")
    #expect(quote.problems.first?.code == "csv.quote.open")
    #expect(quote.problems.count <= CSVLimits.problems + 2)
  }
}

@Suite struct FieldTextTests {
  @Test func datesAreReadInTheFormsThatOfficesUse() throws {
    let day = try #require(CivilDate("2021-10-07"))
    for text in [
      "2021-10-07", "07/10/2021", "7/10/2021", "7-10-2021", "07.10.2021", "7 Oktober 2021", "7 Okt 2021", "07-Oct-2021",
      "2021-10-07 00:00:00", "2021-10-07T00:00:00", "07/10/2021 0:00",
    ] {
      #expect(FieldText.date(text) == day, "\(text)")
    }
    for text in ["31/02/2026", "10/25/2021", "7/10/21", "44476", "2021", "", "a/b/c", "0/0/0000", "2021-13-01", "7 Foo 2021"] {
      #expect(FieldText.date(text) == nil, "\(text)")
    }
    #expect(
      FieldText.dateAdvice("44476")
        == "it is a spreadsheet's day number and stands for 2021-10-07: give the column a date format.")
    #expect(FieldText.dateAdvice("10/25/2021") == "the file writes the month first: write the day first.")
    #expect(FieldText.dateAdvice("31/02/2026") == "that month has fewer days.")
  }

  @Test func decimalsAreReadWithPointOrComma() {
    #expect(FieldText.decimal("1,6826") == 1.6826)
    #expect(FieldText.decimal("-101.4446") == -101.4446)
    for text in ["", "1.234,5", "1..2", "nan", "inf", "0x1p3", "1e5", "-", ".", "1,", "--1", "1 2"] {
      #expect(FieldText.decimal(text) == nil, "\(text)")
    }
  }

  @Test func phonesBecomeDiallable() throws {
    for text in ["0812-7654-3210", "62 812 7654 3210", "+62 (812) 7654.3210", "6281276543210"] {
      #expect(try PhoneText.read(text).number == "+6281276543210")
    }
    #expect(try PhoneText.read("81276543210") == (number: "+6281276543210", hadLostZero: true))
    #expect(try PhoneText.read("+65 6123 4567").number == "+6561234567")
    #expect(throws: PhoneText.Fault.ruinedBySpreadsheet) { try PhoneText.read("6,28128E+12") }
    #expect(throws: PhoneText.Fault.notANumber) { try PhoneText.read("lihat WA") }
    #expect(throws: PhoneText.Fault.length(5)) { try PhoneText.read("0812") }
  }

  @Test func neutralisedTextComesBackAsItWas() {
    for text in ["=1+1", "+62", "-x", "@a", "\tx", "'=1", "''=x", "'plain", "plain", "", "'", "''"] {
      let safe = FormulaGuard.neutralised(text)
      #expect(FormulaGuard.restored(safe) == text, "\(text)")
      #expect(!FormulaGuard.looksLikeFormula(safe))
    }
  }
}

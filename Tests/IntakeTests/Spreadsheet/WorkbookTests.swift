import Basics
import Foundation
import Incident
import Testing

@testable import Intake

@Suite struct WorkbookTests {
  private func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func read(_ sheet: String, strings: String = "", styles: String = "", book: String = "") -> Reading<[UInt8]> {
    Workbook.table(
      WorkbookFixture.stored(WorkbookFixture.parts(sheet: sheet, strings: strings, styles: styles, book: book)), file: "x.xlsx")
  }

  @Test func aWorkbookGivesThePeopleThatTheSameRowsInCSVGive() throws {
    #expect(!WorkbookFixture.bytes.isEmpty)
    let reading = RosterReader.readFile(bytes: WorkbookFixture.bytes, file: "p.xlsx", context: RosterFixture.context)
    let csv = """
      DAFTAR PETUGAS DATA KARANGAN

      id\tnama\tNIP\tunit\ttelepon\tstatus kepegawaian\tkontrak sampai\tsiap dipanggil

      A-1\tBudi; Santoso\t\tbpbd\t081211112222\tnon_asn\t2027-03-31\tya
      A-2\tSiti "Nur" Aini\t\tbpbd\t81234567890\tnon_asn\t2027-12-31\ttidak
      1003\tJoko Tingkir\t1.98503172010011e+17\trsud\t0812-3333-4444\tpns\t\t
      """
    let same = RosterReader.readFile(bytes: Array(csv.utf8), file: "p.xlsx", context: RosterFixture.context)
    #expect(reading.value.staff.map(\.name) == ["Budi; Santoso", "Siti \"Nur\" Aini"])
    #expect(reading.value.staff == same.value.staff)
    #expect(reading.value.staff.map(\.isCallable) == [true, false])
    #expect(reading.value.isMarkedInvented)
    // The third has a NIP that the spreadsheet rounded: it is found out, and never taken.
    #expect(reading.problems.contains { $0.code == "roster.nip.ruined" && $0.place?.line == 7 })
    // A row of the sheet is a line of the table: row 6 has the telephone that lost its 0.
    #expect(reading.problems.contains { $0.code == "roster.phone.zero" && $0.place?.line == 6 })
  }

  @Test func sharedTextsRunsNumbersDaysAndHiddenSheetsAreReadAsSpreadsheetsMeanThem() {
    let strings =
      "<si><t>Nama</t></si><si><r><t>Ken</t></r><r><rPr/><t xml:space=\"preserve\">ari C</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
    let styles =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-421]dd\\ mmmm\\ yyyy;@\"/><numFmt numFmtId=\"171\" formatCode=\"0.00&quot;dy&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"22\"/><xf numFmtId=\"171\"/></cellXfs>"
    let sheet = """
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
      <row r="4"><c r="A4" s="1"><v>44476</v></c><c r="B4" s="2"><v>1</v></c><c r="C4" s="3"><v>44476.75</v></c><c r="D4" s="4"><v>2.5</v></c><c r="E4"><v>1.98503172010011E+17</v></c><c r="F4" t="e"><v>#N/A</v></c><c r="G4" t="str"><f>A1</f><v>hasil</v></c><c r="H4" s="1"><v>61</v></c><c r="I4"><v>0.1</v></c></row>
      """
    let reading = read(sheet, strings: strings, styles: styles)
    #expect(reading.problems == [])
    #expect(
      lines(reading.value) == [
        "", "Nama\t\tKenari C\t\t\t\t\t\t", "",
        "2021-10-07\t1900-01-01\t2021-10-07T18:00\t2.5\t1.98503172010011E+17\t#N/A\thasil\t1900-03-01\t0.1", "",
      ])
    let old = read("<row r=\"1\"><c s=\"1\"><v>0</v></c></row>", styles: styles, book: "<workbookPr date1904=\"1\"/>")
    #expect(lines(old.value) == ["1904-01-01", ""])
  }

  /// Days of a year against the calendar, from the spreadsheet's own numbers of its first and last day.
  @Test func everyDayHasItsOwnNumber() throws {
    let first = try #require(CivilDate("2024-01-01"))
    for day in 0..<366 {
      #expect(
        CellNumber.date(45_292 + Double(day), withTime: false, isFrom1904: false)
          == CivilDate(dayNumber: first.dayNumber + day).text)
    }
  }

  @Test func aZipBombAnOverlongPartAndALockedFileAreRefusedBeforeTheyGrow() {
    typealias Part = WorkbookFixture.Part
    // 3,000 zero bytes, deflated.
    let zeros = Array(Data(base64Encoded: "7cExAQAAAMKg9U9tDQ+gAACAdwM=") ?? Data())
    let bombs: [(String, [UInt8])] = [
      ("workbook.bomb", WorkbookFixture.archive([Part(name: "xl/workbook.xml", packed: zeros, method: 8, unpacked: 3 << 20)])),
      (
        "workbook.bomb",
        WorkbookFixture.archive((0..<60).map { Part(name: "p\($0)", packed: zeros, method: 8, unpacked: 2_000_000 + $0) })
      ),
      (
        "workbook.damaged",
        WorkbookFixture.archive([
          Part(name: "xl/workbook.xml", packed: zeros, method: 8, unpacked: 10),
          Part(name: "xl/_rels/workbook.xml.rels", packed: zeros, method: 8, unpacked: 10),
        ])
      ),
      ("workbook.encrypted", WorkbookFixture.archive([Part(name: "xl/workbook.xml", packed: [1, 2], flags: 1)])),
      ("workbook.entries", WorkbookFixture.archive([Part(name: "a", packed: [1])], count: 1001)),
      ("workbook.sheet", WorkbookFixture.archive([Part(name: "word/document.xml", packed: [60])])),
      ("workbook.damaged", Array(WorkbookFixture.bytes.dropLast(40))),
    ]
    for (code, bytes) in bombs {
      let reading = Workbook.table(bytes, file: "x.xlsx")
      #expect(reading.value.isEmpty && reading.problems.map(\.code) == [code], "\(code): \(reading.problems.map(\.text))")
    }
    var hostile = WorkbookFixture.parts(sheet: "")
    hostile[0].text = "<!DOCTYPE x [<!ENTITY a \"b\">]>" + hostile[0].text
    #expect(Workbook.table(WorkbookFixture.stored(hostile), file: "x").problems.map(\.code) == ["workbook.hostile"])
    let far = read("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"900000\"><c r=\"A900000\"><v>1</v></c></row>")
    #expect(far.problems.map(\.code) == ["workbook.rows"] && far.value.count < 10)
    let wide = read("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"ZZ1\"><v>1</v></c></row>")
    #expect(wide.problems.map(\.code) == ["workbook.columns"])
  }

  @Test func mutatedWorkbooksNeverCrashAndNameTheirFile() {
    let seed: UInt64 = 20_261_124
    var stream = RandomStream(seed: seed, name: "workbook-fuzz")
    let plain = WorkbookFixture.stored(
      WorkbookFixture.parts(
        sheet:
          "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>nama</t></is></c><c r=\"C1\" s=\"1\"><v>44476</v></c></row><row r=\"2\"><c r=\"A2\"><v>7</v></c></row>",
        strings: "<si><t>id</t></si>", styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"))
    var readable = 0
    for round in 0..<4_000 {
      // The plain one has its parts unpacked, so that their text is what is hit; half of the rounds mend its checksums by leaving them.
      var bytes = round % 2 == 0 ? plain : WorkbookFixture.bytes
      for _ in 0..<stream.int(in: 1...3) {
        let at = stream.int(in: 0...(bytes.count - 1))
        switch stream.int(in: 0...3) {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: stream.next())
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8(truncatingIfNeeded: stream.next()), at: at)
        default: bytes.removeLast(stream.int(in: 0...min(30, bytes.count - 1)))
        }
        if bytes.isEmpty { bytes = plain }
      }
      let reading = RosterReader.read(bytes: bytes, file: "p.xlsx", context: RosterFixture.context)
      readable += reading.value.isEmpty ? 0 : 1
      guard reading.problems.allSatisfy({ $0.place?.file == "p.xlsx" }) else {
        Issue.record("seed \(seed) round \(round): \(reading.problems.map(\.text))")
        return
      }
    }
    #expect(readable > 0, "seed \(seed)")
  }

  /// Cells of any text, in XML that is whole: what comes out has a line for each row and the width of the widest.
  @Test func anyTextInACellStaysInItsCell() {
    let seed: UInt64 = 6
    var stream = RandomStream(seed: seed, name: "workbook-cells")
    let pieces = ["\"", "\t", "\n", "&amp;", "&lt;", "=1+1", "é", "😀", ";", ",", "x", " ", "'"]
    for round in 0..<300 {
      let texts = (0..<4).map { _ in (0..<stream.int(in: 1...5)).map { _ in stream.pick(pieces) }.joined() }
      let sheet = texts.enumerated().map { i, text in
        "<row r=\"\(i + 1)\"><c r=\"A\(i + 1)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c><c r=\"B\(i + 1)\"><v>\(i)</v></c></row>"
      }.joined()
      let table = read(sheet).value
      let rows = CSVRecords.read(table, separator: "\t")
      let wanted = texts.map { text in
        let plain = text.replacing("&amp;", with: "&").replacing("&lt;", with: "<")
        return String(String.UnicodeScalarView(plain.unicodeScalars.map { $0 == "\t" || $0 == "\n" ? " " : $0 }))
      }
      let trim = { (text: String) in text.trimmingCharacters(in: .whitespaces) }
      #expect(
        rows.map { $0.fields.map(trim) } == wanted.enumerated().map { [trim($1), "\($0)"] },
        "seed \(seed) round \(round): \(texts)")
    }
  }

  @Test func refusedRowsComeBackWithWhatIsWrongAndAreTakenOnceTheyAreMended() throws {
    let text = "id;nama;unit;telepon\n1;Kenari;bpbd;08121111222\n2;;bpbd;0812\n3;Murai;nowhere;\n4;\"=1+1\";bpbd;\n"
    let reading = RosterReader.readFile(bytes: Array(text.utf8), file: "r.csv", context: RosterFixture.context)
    let sheet = RosterBadRows.sheet(Array(text.utf8), problems: reading.problems, language: .id)
    #expect(sheet.map { $0[0] } == ["id", "2", "3", "4"])
    #expect(sheet.first?.last == "masalah")
    #expect(sheet[1].last?.contains("kosong; isi nama") == true && sheet[1].last?.contains("telepon: ") == true)
    #expect(sheet[3][1] == "'=1+1")
    let mended = String(decoding: RosterBadRows.file(sheet), as: UTF8.self).replacing("2;;bpbd;0812;", with: "2;Nuri;bpbd;;")
      .replacing("nowhere", with: "rsud").replacing("'=1+1", with: "Pipit")
    let again = RosterReader.readFile(bytes: Array(mended.utf8), file: "r.csv", context: RosterFixture.context)
    #expect(again.problems == [] && again.value.staff.map(\.name) == ["Nuri", "Murai", "Pipit"])
  }

  /// Each code that the readers write out has an Indonesian sentence, whose values the message has.
  @Test func everyProblemOfARosterHasAnIndonesianSentence() throws {
    let root = RosterFixture.pack.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/Intake")
    var codes: Set<String> = []
    for folder in ["Roster", "CSV", "Spreadsheet"] {
      let files = try FileManager.default.contentsOfDirectory(
        at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
      for file in files where file.pathExtension == "swift" && !file.lastPathComponent.hasPrefix("RosterProblemWords") {
        let source = try String(contentsOf: file, encoding: .utf8)
        for head in ["roster.", "csv.", "units.", "workbook."] {
          for piece in source.components(separatedBy: "\"\(head)").dropFirst() {
            let code = head + piece.prefix { $0.isLetter || $0 == "_" || $0 == "." }
            let isFile = ["csv.", "csv", "roster.csv", "units.csv"].contains(code) || code.hasSuffix(".")
            if !isFile, piece.dropFirst(code.count - head.count).first == "\"" { codes.insert(code) }
          }
        }
      }
    }
    #expect(codes.count > 60)
    let words = RosterProblemWords.indonesian
    #expect(words.faults == [])
    for code in codes.sorted() { #expect(words.sentence(code) != nil, "no sentence for \(code)") }
    let problem = Problem("roster.id.twice", "\"12\" stands on line 7 too; expected each id once", at: .init(file: "x"))
    #expect(RosterProblemWords.sentence(problem, .id) == "\"12\" juga ada di baris 7; tiap nomor hanya satu kali")
    #expect(RosterProblemWords.sentence(problem, .en) == problem.message)
  }
}

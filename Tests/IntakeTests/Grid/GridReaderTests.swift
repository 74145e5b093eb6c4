import Basics
import Geography
import Testing

@testable import Intake

@Suite struct GridReaderTests {
  static let small = """
    ncols 3
    nrows 2
    xllcorner 100
    yllcorner -50.5
    cellsize 10
    NODATA_value -9999
    1 2.5 -9999
    -0.25 1e-3 7

    """

  private func read(_ text: String) -> Reading<GridFile?> { GridReader.read(Array(text.utf8), file: "z.asc") }

  @Test func aGridIsReadWithItsCornerCellAndGaps() throws {
    let reading = read(Self.small)
    let grid = try #require(reading.value)
    #expect(reading.problems.isEmpty)
    #expect(grid.columns == 3 && grid.rows == 2 && grid.cell == 10)
    #expect(grid.corner == LocalPoint(x: 100, y: -50.5))
    #expect(grid.values[0...1] == [1, 2.5] && grid.values[2].isNaN && grid.values[3...5] == [-0.25, 0.001, 7])
    #expect(grid.raster?[2, 0] == nil && grid.raster?[1, 0] == 2.5)
  }

  @Test func keysMayHaveAnyCaseAndOrderAndCentresInsteadOfCorners() throws {
    let grid = try #require(read("NROWS 1\nNCOLS 2\ncellsize 4\nYLLCENTER 2\nxllcenter 2\r\n1\n2").value)
    #expect(grid.corner == LocalPoint(x: 0, y: 0) && grid.values == [1, 2] && grid.noData == -9999)
  }

  @Test(arguments: [
    ("ncols 3", "ncols three", "grid.head", 1, "ncols"), ("ncols 3", "ncols 0", "grid.size", 7, "ncols"),
    ("nrows 2", "nrows 2.5", "grid.size", 7, "nrows"), ("nrows 2", "nrows 99999999999", "grid.size", 7, "nrows"),
    ("ncols 3", "ncols 16000000", "grid.size", 7, "nrows"), ("cellsize 10", "cellsize -1", "grid.cell", 7, "cellsize"),
    ("nrows 2\n", "", "grid.size", 6, "nrows"), ("cellsize", "cellsiez", "grid.key", 5, ""),
    ("2.5", "2,5", "grid.value", 7, "column 2"), ("2.5", "nan", "grid.value", 7, "column 2"),
    ("7\n", "7 8\n", "grid.tooMany", 8, ""), (" 7\n", "\n", "grid.tooFew", 9, ""),
    ("nrows 2", "ncols 2", "grid.head", 2, "ncols"),
  ])
  func whatIsWrongIsSaidWithItsLineAndField(from: String, to: String, code: String, line: Int, field: String) throws {
    let reading = read(Self.small.replacing(from, with: to, maxReplacements: 1))
    let problem = try #require(reading.problems.first)
    #expect(reading.value == nil)
    #expect(problem.code == code && problem.place?.file == "z.asc", "\(problem)")
    #expect(problem.place?.line == line && (problem.place?.field ?? "") == field, "\(problem)")
  }

  @Test func writtenGridsReadBackToTheSameBits() throws {
    for seed in 0..<50 as Range<UInt64> {
      var random = RandomStream(seed: seed, name: "grid")
      let columns = random.int(in: 1...20)
      let rows = random.int(in: 1...20)
      let values = (0..<columns * rows).map { _ in
        random.chance(0.1) ? Double.nan : random.normal() * [1e-9, 1, 1e12][random.int(in: 0...2)]
      }
      let corner = LocalPoint(x: random.normal() * 1e5, y: random.normal() * 1e5)
      let cell = 0.1 + random.unit() * 100
      let text = GridFile.text(columns: columns, rows: rows, corner: corner, cell: cell, values: values)
      let back = try #require(GridReader.read(text, file: "a").value, "seed \(seed)")
      #expect(back.corner == corner && back.cell == cell, "seed \(seed)")
      #expect(zip(back.values, values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }, "seed \(seed)")
    }
  }

  @Test func numbersAreReadAsTheLanguageReadsThem() {
    var random = RandomStream(seed: 1, name: "numbers")
    for _ in 0..<20_000 {
      let digits = (0..<random.int(in: 1...20)).map { _ in "\(random.int(in: 0...9))" }.joined()
      var text = random.chance(0.5) ? digits : digits + "." + "\(random.int(in: 0...999_999_999))"
      if random.chance(0.3) { text += "e\(random.int(in: -30...30))" }
      if random.chance(0.3) { text = "-" + text }
      #expect(NumberText.parse(Array(text.utf8)[...]) == Double(text), "\(text)")
    }
    for text in ["", "-", ".", "+.", "e5", "1e", "1e+", "0x10", "1.2.3", "inf", "nan", "1e999", "1_0", " 1"] {
      #expect(NumberText.parse(Array(text.utf8)[...]) == nil, "\(text)")
    }
  }

  @Test func damagedGridsNeverCrashTheReaderAndEachProblemHasAPlace() {
    let pieces = [
      "ncols", "-", "1e999", "99999999999999999999", "\u{0}", "\n", " ", "NODATA_value", "nan", "é", ".", "\r", "ncols 9",
    ]
    .map { Array($0.utf8) }
    var refused = 0
    for seed in 0..<3000 as Range<UInt64> {
      var random = RandomStream(seed: seed, name: "grid-fuzz")
      var bytes = Array(Self.small.utf8)
      for _ in 0..<random.int(in: 1...4) {
        let at = random.int(in: 0...bytes.count)
        switch random.int(in: 0...3) {
        case 0: bytes.insert(contentsOf: random.pick(pieces), at: at)
        case 1: if at < bytes.count { bytes[at] = UInt8(truncatingIfNeeded: random.next()) }
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.int(in: 0...20)))
        default: bytes.removeSubrange(at...)
        }
      }
      let reading = GridReader.read(bytes, file: "z.asc")
      if reading.value == nil { refused += 1 }
      #expect((reading.value == nil) == reading.problems.hasErrors, "seed \(seed)")
      #expect(reading.problems.allSatisfy { $0.place?.line != nil && $0.text.utf8.count < 1000 }, "seed \(seed)")
    }
    #expect(refused > 1000)
  }
}

@Suite struct SeriesReaderTests {
  private func read(_ text: String) -> Reading<SeriesReader.Rows?> { SeriesReader.read(Array(text.utf8), file: "s.csv") }

  @Test func aSeriesIsReadWithOrWithoutItsHead() {
    #expect(read("minutes,value\r\n0,1\r\n 10 , 2.5\r\n\r\n").value == .init(minutes: [0, 10], values: [1, 2.5]))
    #expect(read("0,1\n1,0").value == .init(minutes: [0, 1], values: [1, 0]))
  }

  @Test(arguments: [
    ("", "series.empty", 1), ("minutes,value\n", "series.empty", 2), ("0,1\n0,2", "series.order", 2),
    ("0,1\nx,2", "series.number", 2),
    ("0,1,2", "series.fields", 1), ("0,1\n5,nan", "series.number", 2), ("0;1", "series.fields", 1),
  ])
  func whatIsWrongWithASeriesIsSaidWithItsLine(text: String, code: String, line: Int) throws {
    let problem = try #require(read(text).problems.first)
    #expect(read(text).value == nil && problem.code == code && problem.place?.line == line, "\(problem)")
  }
}

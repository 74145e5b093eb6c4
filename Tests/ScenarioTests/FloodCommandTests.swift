import Foundation
import Testing

/// `siaga flood run` and `siaga tide high` as a user meets them.
@Suite struct FloodCommandTests {
  /// A slope of 12 x 6 cells of 10 m with a corner outside.
  private static func terrain(_ folder: URL, broken: Bool = false) throws -> String {
    var lines = ["ncols 12", "nrows 6", "xllcorner 0", "yllcorner 0", "cellsize 10", "NODATA_value -9999"]
    for row in 0..<6 {
      lines.append(
        (0..<12).map { column in
          broken && row == 3 && column == 4 ? "1,5x" : row == 0 && column == 0 ? "-9999" : "\(Double(column) * 0.05)"
        }.joined(separator: " "))
    }
    let path = folder.appending(path: broken ? "broken.asc" : "z.asc")
    try (lines.joined(separator: "\n") + "\n").write(to: path, atomically: true, encoding: .utf8)
    return path.lastPathComponent
  }

  private static func run(_ arguments: [String], _ folder: URL) throws -> CommandLineTests.Outcome {
    try CommandLineTests.siaga(["flood", "run"] + arguments, in: folder)
  }

  @Test func theDepthsAndTheBooksAreWrittenAndTheBooksAreRight() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let terrain = try Self.terrain(folder)
    try "minutes,value\n0,0.2\n60,0.9\n120,0.2\n".write(to: folder.appending(path: "tide.csv"), atomically: true, encoding: .utf8)
    let arguments = [
      "--terrain", terrain, "--rain", "20", "--edge", "west=level:tide.csv", "--hours", "2", "--every", "60", "--precision",
      "f64",
    ]
    let outcome = try Self.run(arguments + ["--out", "a", "--threads", "1"], folder)
    #expect(outcome.code == 0, "\(outcome.error)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "a").path).sorted()
    #expect(names == ["depth_0000.asc", "depth_0100.asc", "depth_0200.asc", "max_depth.asc", "summary.json"])
    let data = try Data(contentsOf: folder.appending(path: "a/summary.json"))
    let summary = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    func number(_ key: String) -> Double { (summary[key] as? NSNumber)?.doubleValue ?? .nan }
    #expect(number("cells") == 71 && number("steps") > 10 && number("simulatedSeconds") == 7200)
    // 20 mm/h for 2 h on 71 cells of 100 m2.
    let volumes = try #require(summary["volumes"] as? [String: Double])
    #expect(abs((volumes["rain"] ?? 0) - 284) < 1e-6)
    #expect(abs(number("volumeStored") - (number("volumeIn") - number("volumeOut") + number("volumeInitial"))) < 1e-6)
    let depth = try Self.grid(folder.appending(path: "a/depth_0200.asc"))
    #expect(depth.count == 72 && depth[0] == -9999)
    let stored = depth.filter { $0 != -9999 }.reduce(0, +) * 100
    #expect(abs(stored - number("volumeStored")) < 0.01 * stored, "the grid holds \(stored), the books \(number("volumeStored"))")
    let peak = try Self.grid(folder.appending(path: "a/max_depth.asc"))
    #expect(zip(peak, depth).allSatisfy { $0 >= $1 - 1e-6 })
    #expect(abs(peak[12] - 0.9) < 0.02, "high tide at the west edge: \(peak[12])")
    // The same with two threads, byte for byte.
    #expect(try Self.run(arguments + ["--out", "b", "--threads", "2"], folder).code == 0)
    for name in names where name.hasSuffix(".asc") {
      let (a, b) = (folder.appending(path: "a/\(name)"), folder.appending(path: "b/\(name)"))
      #expect(try Data(contentsOf: a) == Data(contentsOf: b), "\(name)")
    }
  }

  private static func grid(_ file: URL) throws -> [Double] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").drop { $0.first?.isLetter == true }
      .flatMap { $0.split(separator: " ").compactMap { Double($0) } }
  }

  @Test func aGridThatCannotBeReadIsNamedByFileLineAndFieldAndNothingIsWritten() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let bad = try Self.run(["--terrain", try Self.terrain(folder, broken: true), "--hours", "1", "--out", "x"], folder)
    #expect(bad.code == 65)
    #expect(bad.error.contains("broken.asc:10:") && bad.error.contains("column 5"), "\(bad.error)")
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "x").path))
    #expect(try Self.run(["--terrain", "no.asc", "--hours", "1", "--out", "x"], folder).code == 66)
    let terrain = try Self.terrain(folder)
    for wrong in [["--hours", "0"], ["--hours", "1", "--edge", "up=wall"], ["--hours", "1", "--manning", "99"]] {
      let outcome = try Self.run(["--terrain", terrain, "--out", "x"] + wrong, folder)
      #expect(outcome.code == 64, "\(wrong): \(outcome.error)")
    }
  }

  @Test func theHighWatersOfASpringTideAreListedWithTheirHours() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let city = CommandLineTests.root.appending(path: "scenarios/dumai").path
    let span = ["--from", "2021-10-07", "--to", "2021-10-09", "--city", city]
    let json = try CommandLineTests.siaga(["tide", "high", "--json", "--only-high"] + span, in: folder)
    #expect(json.code == 0, "\(json.error)")
    // Two high waters a day, no low ones.
    #expect(json.out.components(separatedBy: "\"kind\":\"high\"").count - 1 == 6, "\(json.out)")
    let table = try CommandLineTests.siaga(["tide", "high", "--lang", "en"] + span, in: folder)
    #expect(table.code == 0 && table.out.split(separator: "\n").count >= 12)
    #expect(try CommandLineTests.siaga(["tide", "high", "--from", "x", "--to", "y", "--city", city], in: folder).code == 64)
  }
}

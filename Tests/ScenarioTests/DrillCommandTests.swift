import Foundation
import Testing

/// Drills with people in them, run again, branched, and their lists of injects, as a user meets them.
@Suite struct DrillCommandTests {
  private static let mini = CommandLineTests.root.appending(path: "scenarios/dumai/mini.yaml").path
  private static let rob = CommandLineTests.root.appending(path: "scenarios/dumai/2021-10-rob.yaml").path

  private static func run(_ arguments: [String], _ folder: URL, input: String? = nil) throws -> CommandLineTests.Outcome {
    try CommandLineTests.siaga(["drill"] + arguments, in: folder, input: input)
  }

  @Test func whatPeopleDidInALiveDrillComesOutAgainByteForByteAndABranchGoesItsOwnWay() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let typed = """
      to T+01:00
      commander person
      plan --approve --as kalaksa-bpbd --brief
      order tell-heads --minutes 10
      order issue --minutes 45
      order list
      inject 99
      nonsense
      to T+05:00
      inject 4
      broadcast "Air naik di Rimba Sekampung. Awas listrik."
      commander automatic
      to T+10:00
      """
    let live = try Self.run(["live", Self.mini, "--out", "a", "--quiet"], folder, input: typed + "\n")
    #expect(live.code == 0, "\(live.error)")
    #expect(live.out.contains("LATIHAN / EXERCISE"))
    #expect(live.error.contains("the MSEL has no inject \"99\"") && live.error.contains("nonsense"), "\(live.error)")
    for name in ["siaga.db", "world.db", "report.html", "report.en.html", "report.json", "metrics.csv"] {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "a/\(name)").path), "\(name)")
    }
    let export = try CommandLineTests.siaga(["log", "export", "--database", "a/siaga.db"], in: folder).out
    #expect(export.contains("person/office/kalaksa-bpbd") && export.contains("broadcast.sent"))
    #expect(try CommandLineTests.siaga(["log", "verify", "--database", "a/siaga.db"], in: folder).code == 0)

    let again = try Self.run(["replay", "a", "--json"], folder)
    #expect(again.code == 0 && again.out.contains("\"same\":true") && again.out.contains("\"waterSame\":true"), "\(again.out)")

    let branch = try Self.run(
      ["branch", "a", "--at", "T+00:30", "--then", "policy greedy", "--out", "b", "--lang", "en"], folder)
    #expect(branch.code == 0, "\(branch.error)")
    #expect(branch.out.contains("The two logs part at entry") && branch.out.contains("As it was"), "\(branch.out)")
    #expect(try Self.run(["replay", "b", "--kept-water", "--json"], folder).out.contains("\"same\":true"))
    // Up to the instant, both logs are the same.
    let other = try CommandLineTests.siaga(["log", "export", "--database", "b/siaga.db"], in: folder).out
    let (old, new) = (export.split(separator: "\n"), other.split(separator: "\n"))
    let same = zip(old, new).prefix { $0 == $1 }.count
    #expect(same > 5 && same < old.count, "\(same) of \(old.count)")
    #expect(try Self.run(["branch", "a", "--at", "T+99:00", "--out", "c"], folder).code == 64)
    #expect(try Self.run(["replay", "nowhere"], folder).code == 66)
  }

  @Test func whatEvaluatorsJudgeDuringAndAfterADrillIsInTheReportAndTheDrillStillComesOutAgain() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let typed = """
      to T+01:00
      rate warga/info U "belum ada info" --as penilai-1
      rate warga/nothing U --as penilai-1
      to T+10:00
      """
    let live = try Self.run(["live", Self.mini, "--out", "a", "--quiet"], folder, input: typed + "\n")
    #expect(live.code == 0 && live.error.contains("has no task of warga"), "\(live.error)")
    #expect(live.out.contains("warga/info"), "\(live.out)")
    let rated = try Self.run(
      ["rate", "warga/info", "S", "terbit 40 menit", "--replaces", "rating-1", "--as", "penilai-1", "--in", "a"], folder)
    #expect(rated.code == 0 && rated.out.contains("LATIHAN / EXERCISE  rating-2"), "\(rated.error)")
    let others = ["rate", "warga/info", "P", "--replaces", "rating-2", "--as", "komandan", "--in", "a"]
    #expect(try Self.run(others, folder).code == 65)
    #expect(try Self.run(["rate", "warga", "X", "--as", "penilai-1", "--in", "a"], folder).code == 64)
    let again = try Self.run(["replay", "a", "--kept-water", "--json", "--out", "b"], folder)
    #expect(again.code == 0 && again.out.contains("\"same\":true"), "\(again.out)")
    let csv = try String(contentsOf: folder.appending(path: "b/ratings.csv"), encoding: .utf8)
    #expect(csv.contains("rating-1,rating-2,belum ada info") && csv.contains("rating-2,,terbit 40 menit"), "\(csv)")
    #expect(try CommandLineTests.siaga(["log", "verify", "--database", "a/siaga.db"], in: folder).code == 0)
  }

  @Test func aLiveDrillIsSteppedBackIntoAndGoesOnFromThere() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Self.run(["run", Self.mini, "--out", "a"], folder).code == 0)
    let back = try Self.run(
      ["live", "--from", "a", "--at", "T+03:00", "--out", "b", "--quiet"], folder, input: "nyata\n")
    #expect(back.code == 0 && back.error.contains("NYATA"), "\(back.error)")
    let report = try String(contentsOf: folder.appending(path: "b/report.html"), encoding: .utf8)
    #expect(report.contains("NYATA"))
    #expect(try Self.run(["replay", "b", "--kept-water"], folder).code == 0)
  }

  @Test func aListOfInjectsGoesOutToASpreadsheetAndComesBackOrSaysWhereItIsWrong() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Self.run(["msel", "export", Self.rob, "--out", "m.csv", "--lang", "en"], folder).code == 0)
    let text = try String(contentsOf: folder.appending(path: "m.csv"), encoding: .utf8)
    #expect(text.contains("exercise_time") && text.contains("The Laksamana pump stops"))
    #expect(try Self.run(["msel", "check", "m.csv", "--scenario", Self.rob], folder).code == 0)
    let broken = text.replacingOccurrences(of: "place=pompa-laksamana", with: "place=pompa-laksaman")
    try broken.write(to: folder.appending(path: "bad.csv"), atomically: true, encoding: .utf8)
    let bad = try Self.run(["msel", "check", "bad.csv", "--scenario", Self.rob], folder)
    #expect(bad.code == 65)
    #expect(bad.error.contains("bad.csv:4: details") && bad.error.contains("pompa-laksamana"), "\(bad.error)")
    // Into a copy of the scenario: nothing is written where anything is wrong, and nothing is replaced unasked.
    let copy = folder.appending(path: "dumai")
    try FileManager.default.copyItem(at: CommandLineTests.root.appending(path: "scenarios/dumai"), to: copy)
    let scenario = copy.appending(path: "2021-10-rob.yaml").path
    let before = try Data(contentsOf: copy.appending(path: "msel-2021-10-rob.csv"))
    #expect(try Self.run(["msel", "import", "bad.csv", "--scenario", scenario, "--replace"], folder).code == 65)
    #expect(try Self.run(["msel", "import", "m.csv", "--scenario", scenario], folder).code == 64)
    #expect(try Data(contentsOf: copy.appending(path: "msel-2021-10-rob.csv")) == before)
    #expect(try Self.run(["msel", "import", "m.csv", "--scenario", scenario, "--replace"], folder).code == 0)
    let again = try Self.run(["msel", "export", scenario, "--lang", "en"], folder)
    #expect(again.code == 0 && again.out == text)
  }
}

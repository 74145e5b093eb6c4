import Foundation
import Testing

/// Runs the built program as a user would, and looks at what it prints and how it ends.
@Suite struct CommandLineTests {
  struct Outcome {
    var code: Int32
    var out: String
    var error: String
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let scenario = root.appending(path: "scenarios/dumai/2021-10-rob.yaml").path

  /// The program stands beside the test program, or some folders above it.
  static let program: URL = {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 where !FileManager.default.isExecutableFile(atPath: folder.appending(path: "siaga").path) {
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: "siaga")
  }()

  /// - Parameter input: what is typed, all at once.
  static func siaga(_ arguments: [String], in folder: URL, input: String? = nil) throws -> Outcome {
    let process = Foundation.Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let out = folder.appending(path: "out-\(UInt64.random(in: 0...UInt64.max)).txt")
    let error = out.appendingPathExtension("err")
    for file in [out, error] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: error)
    if let input {
      let typed = out.appendingPathExtension("in")
      try input.write(to: typed, atomically: true, encoding: .utf8)
      process.standardInput = try FileHandle(forReadingFrom: typed)
    }
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, out: try String(contentsOf: out, encoding: .utf8),
      error: try String(contentsOf: error, encoding: .utf8))
  }

  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "siaga-cli-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func theSameScenarioInTwoProcessesGivesTheSamePlanAndTheSameLogByteForByte() throws {
    let (a, b) = (try Self.folder(), try Self.folder())
    defer { for folder in [a, b] { try? FileManager.default.removeItem(at: folder) } }
    let first = try Self.siaga(["plan", Self.scenario], in: a)
    let second = try Self.siaga(["plan", Self.scenario], in: b)
    #expect(first.code == 0 && first.out == second.out, "\(first.error)")
    #expect(first.out.hasPrefix("LATIHAN / EXERCISE\n") && first.out.hasSuffix("LATIHAN / EXERCISE\n"))
    let logs = try [a, b].map { try Self.siaga(["log", "export"], in: $0).out }
    #expect(logs[0] == logs[1] && logs[0].split(separator: "\n").count > 10)
    let checkpoints = try [a, b].map { try Self.siaga(["log", "checkpoint"], in: $0).out }
    #expect(checkpoints[0] == checkpoints[1])
    #expect(try Self.siaga(["log", "verify"], in: a).code == 0)
    #expect(try Self.siaga(["doctor"], in: a).out.contains("all checks passed"))
    let size = try Self.siaga(["log", "export"], in: a).out.count
    #expect(try Self.siaga(["plan", Self.scenario], in: a).out == first.out)
    #expect(try Self.siaga(["log", "export"], in: a).out.count == size, "an equal proposal was written again")
  }

  @Test func aDeclineIsRepairedAndTheChangeIsToldAndOtherShiftsLeavePeopleTheirRest() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    func run(_ arguments: [String]) throws -> String {
      let outcome = try Self.siaga(arguments, in: folder)
      #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
      return outcome.out
    }
    let shifts = try run(["plan", Self.scenario, "--shifts", "2", "--json"]).split(separator: "\n")
    // One line a shift, and one over both.
    #expect(shifts.count == 3)
    #expect(shifts.last?.contains("\"boundByTier\"") == true)
    _ = try run(["plan", Self.scenario, "--approve", "--as", "kalaksa-bpbd"])
    for arguments in [["tell-heads"], ["issue"]] { _ = try run(["order"] + arguments + ["--shift", "07-pagi"]) }
    let last = try #require(try run(["order", "list"]).split(separator: "\n").dropLast().last)
    let order = String(last.prefix { $0 != " " })
    _ = try run(["order", "answer", order, "decline", "--reason", "family"])
    // Without the file: the database keeps the scenario.
    let repaired = try run(["plan", "--shift", "07-pagi", "--lang", "en"])
    #expect(
      repaired.contains("2 change") || repaired.contains("1 change") || repaired.contains("people move"),
      "\(repaired.suffix(900))")
  }

  @Test func afterSeveralShiftsWhatWasShownIsApprovedForOneShiftOrForAll() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    func run(_ arguments: [String]) throws -> String {
      let outcome = try Self.siaga(arguments, in: folder)
      #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
      return outcome.out
    }
    func digests(_ text: String) -> [String] {
      text.split(separator: "\n").compactMap { line in
        line.contains("\"digest\"") ? line.components(separatedBy: "\"digest\":\"").last.map { String($0.prefix(64)) } : nil
      }
    }
    let shown = digests(try run(["plan", Self.scenario, "--shifts", "3", "--json"]))
    #expect(shown.count == 3)
    // The second alone, then all three: each as it was shown.
    let shift = try #require(
      try run(["plan", "--shifts", "3", "--json"]).split(separator: "\n").dropFirst().first?
        .components(separatedBy: "\"shifts\":[\"").last?.split(separator: "\"").first)
    let one = try run(["plan", "--shift", String(shift), "--approve", "--as", "kalaksa-bpbd", "--json"])
    #expect(digests(one) == [shown[1]])
    let all = try run(["plan", "--shifts", "3", "--approve", "--as", "kalaksa-bpbd", "--json"])
    #expect(digests(all)[0] == shown[0])
    let list = try run(["plan", "--shifts", "3", "--list", "person"])
    #expect(list.hasPrefix("LATIHAN / EXERCISE\n") && list.contains("Istirahat"))
    let csv = try run(["plan", "--shifts", "3", "--list", "post", "--csv"])
    #expect(csv.hasPrefix("mode;id;nama;unit;shift;") && csv.contains("LATIHAN / EXERCISE"))
    #expect(csv.split(separator: "\n").allSatisfy { $0.split(separator: ";", omittingEmptySubsequences: false).count >= 13 })
  }

  @Test func aPlanMadeAnewIsProposedAndTheThresholdIsRecorded() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    func run(_ arguments: [String]) throws -> String {
      let outcome = try Self.siaga(arguments, in: folder)
      #expect(outcome.code == 0, "\(arguments): \(outcome.error)")
      return outcome.out
    }
    _ = try run(["plan", Self.scenario, "--approve", "--as", "kalaksa-bpbd"])
    let same = try run(["plan", "--shift", "07-pagi", "--replan", "--lang", "en"])
    #expect(same.contains("still the best"), "\(same)")
    for arguments in [["tell-heads"], ["issue"]] { _ = try run(["order"] + arguments + ["--shift", "07-pagi"]) }
    let last = try #require(try run(["order", "list"]).split(separator: "\n").dropLast().last)
    _ = try run(["order", "answer", String(last.prefix { $0 != " " }), "decline", "--reason", "family"])
    let better = try run(["plan", "--shift", "07-pagi", "--replan", "--threshold", "900", "--as", "kalaksa-bpbd", "--lang", "en"])
    #expect(better.contains("made anew is better than plan plan-1") && better.contains("--approve"), "\(better)")
    #expect(try run(["log", "export"]).contains("plan.threshold_set"))
  }

  @Test func whatAnExercisePrintsIsMarkedAtBothEndsAndAnIdIsToldOnlyOnceItStands() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Self.siaga(["plan", Self.scenario], in: folder).code == 0)
    let heard = try Self.siaga(["rumour", "hear", "Tanggul jebol", "--as", "humas"], in: folder)
    #expect(heard.code == 0 && heard.out.hasPrefix("rumour-1\nentry "), "\(heard.out) \(heard.error)")
    let refused = try Self.siaga(["report", "add", "food", "--area", "99.99.99.9999"], in: folder)
    #expect(refused.code != 0 && refused.out.isEmpty, "\(refused.out)")
    for arguments in [
      ["rumour", "list"], ["report", "list"], ["relief", "list"], ["service", "list"], ["service", "trends"], ["action", "list"],
      ["idea", "list"], ["staff", "adoption"], ["service", "remind"], ["order", "list"], ["outbox", "list"],
      ["operation", "show"],
    ] {
      let listed = try Self.siaga(arguments, in: folder)
      let lines = listed.out.split(separator: "\n", omittingEmptySubsequences: true)
      #expect(listed.code == 0 && lines.count >= 2, "\(arguments): \(listed.error)")
      #expect(
        lines.first?.hasPrefix("LATIHAN / EXERCISE") == true && lines.last?.hasPrefix("LATIHAN / EXERCISE") == true,
        "\(arguments)")
    }
  }

  @Test func anAlteredLogIsFoundAndItsFirstBadEntryNamed() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Self.siaga(["plan", Self.scenario], in: folder).code == 0)
    let export = try Self.siaga(["log", "export"], in: folder).out
    let leaves = folder.appending(path: "leaves.txt").path
    _ = try Self.siaga(["log", "export", "--leaves", leaves], in: folder)
    var lines = export.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[5] = lines[5].replacingOccurrences(of: "exercise", with: "Exercise")
    let altered = folder.appending(path: "altered.jsonl")
    try lines.joined(separator: "\n").write(to: altered, atomically: true, encoding: .utf8)
    let verdict = try Self.siaga(["log", "verify", "--export", altered.path, "--outside", leaves], in: folder)
    #expect(verdict.code == 1 && verdict.out.contains("NOT intact") && verdict.out.contains("5"), "\(verdict.out)")
  }

  @Test func endsWithTheCodesOfTheFormats() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let broken = folder.appending(path: "broken.yaml")
    try "name: x\nmoode: exercise\n".write(to: broken, atomically: true, encoding: .utf8)
    for (arguments, code, word) in [
      (["plan", "nowhere.yaml"], Int32(66), "nowhere.yaml"), (["plan", broken.path], 65, "broken.yaml"), (["frob"], 64, "frob"),
      (["plan"], 66, "siaga.db"), (["log", "verify"], 66, "siaga.db"), (["solve", "missing.txt"], 66, "missing.txt"),
      (["paper", "daily-reprt"], 64, "daily-report"),
    ] {
      let outcome = try Self.siaga(arguments, in: folder)
      #expect(outcome.code == code && outcome.error.contains(word), "\(arguments): \(outcome.code) \(outcome.error)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".db") } == [],
      "a failed command left a database")
  }

  @Test func anActualOperationRunsFromOpeningToThePapersWithoutSyntheticRoads() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let city = Self.root.appending(path: "scenarios/dumai").path
    let area = "14.72.06.1002"
    let equipment = try #require(
      String(contentsOf: URL(filePath: city).appending(path: "equipment.csv"), encoding: .utf8).split(separator: "\n").last?
        .split(separator: ",").first
    ).description
    func run(_ arguments: [String], _ code: Int32 = 0) throws -> Outcome {
      let outcome = try Self.siaga(arguments, in: folder)
      #expect(outcome.code == code, "\(arguments.joined(separator: " ")): \(outcome.out) \(outcome.error)")
      return outcome
    }
    _ = try run(["operation", "open", "--mode", "actual", "--city", city, "--hazard", "tidal_flood", "--area", area])
    #expect(try run(["roster", "import", city + "/roster.csv"], 77).error.contains("invented"))
    try Self.handMadeRoster.write(to: folder.appending(path: "pegawai.csv"), atomically: true, encoding: .utf8)
    try Self.handMadeUnits.write(to: folder.appending(path: "units.csv"), atomically: true, encoding: .utf8)
    #expect(try run(["roster", "check", "pegawai.csv"]).out.contains("3 good"))
    #expect(try run(["roster", "import", "pegawai.csv", "--dry-run"]).out.contains("3 added"))
    _ = try run(["roster", "import", "pegawai.csv"])
    #expect(try run(["roster", "import", "pegawai.csv"]).out.contains("nothing to change"))
    _ = try run(["operation", "posture", "rob", "--shift", "pagi=2099-01-05T03:30/2099-01-05T09:00"])
    let plan = try run(["plan", "--lang", "en"])
    #expect(!plan.out.contains("LATIHAN") && plan.out.contains("straight"), "\(plan.out)")
    _ = try run(["plan", "--approve", "--as", "kalaksa-bpbd"])
    _ = try run(["order", "tell-heads", "--as", "kalaksa-bpbd"])
    _ = try run(["order", "issue", "--as", "kalaksa-bpbd"])
    let orders = try run(["order", "list"]).out.split(separator: "\n")
    #expect(!orders.isEmpty)
    _ = try run(["order", "answer", "order-1", "accept", "--command", "x-1"])
    #expect(try run(["order", "answer", "order-1", "accept", "--command", "x-1"]).out.contains("done before"))
    _ = try run(["operation", "depth", area, "40", "--above", "road", "--by", "office/lurah"])
    for arguments in [
      ["commander", "sekda", "--staff", "A1"],
      ["aid", "request", "polairud", "--post", "boatCrew/titik-perahu-rimba-sekampung/pagi", "--count", "3"],
      ["aid", "promise", "aid-1", "--count", "3"], ["equipment", equipment, "--count", "1", "--state", "broken"],
      [
        "status", "standby", "--number", "SK 1", "--date", "2099-01-04", "--signer", "Wali Kota", "--from", "2099-01-04", "--to",
        "2099-01-10",
      ],
      ["power", area, "confirmed_off"], ["road", "Jl. Sultan Hasanuddin", "closed", "--by", "office/dishub"],
      ["affected", area, "--people", "431", "--by", "office/lurah"], ["note", "Gardu 12 padam"],
    ] { _ = try run(["operation"] + arguments) }
    #expect(try run(["operation", "aid", "arrive", "aid-7", "--count", "1"], 65).error.contains("aid-7"))
    _ = try run(["paper", "all", "--out", "papers"])
    let report = try String(contentsOf: folder.appending(path: "papers/daily-report.id.html"), encoding: .utf8)
    #expect(report.contains("40 cm") && !report.contains("LATIHAN"))
    _ = try run(["backup", "copy.db"])
    #expect(try run(["log", "verify", "--database", "copy.db"]).out.contains("intact"))
    #expect(try run(["doctor"]).out.contains("all checks passed"))
  }

  static let handMadeUnits = """
    code,name,parent,head,minimum_strength
    bpbd,Badan Penanggulangan Bencana Daerah,,A1,0

    """

  static let handMadeRoster = """
    id;nama;unit;status_kepegawaian;jabatan;jenis_kelamin;kelurahan;kompetensi
    A1;Ani Pertama;bpbd;pns;Kepala Pelaksana;female;Rimba Sekampung;posko:4
    A2;Budi Kedua;bpbd;pns;Staf;male;Laksamana;pompa:3 posko:2
    A3;Cici Ketiga;bpbd;pppk;Staf;female;Dumai Kota;humas:3 data-peta:2

    """

  @Test func highAndLowWatersArePrintedOnTheCitysClockAndForMachines() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let city = Self.root.appending(path: "scenarios/dumai").path
    let days = ["tide", "high", "--from", "2021-10-07", "--to", "2021-10-08", "--city", city]
    let table = try Self.siaga(days, in: folder)
    #expect(table.code == 0 && table.out.contains("8 Oktober 2021"), "\(table.error)")
    #expect(table.out.contains("07.22 WIB  air pasang     1,84 m    3,42 m"), "\(table.out)")
    #expect(try Self.siaga(days + ["--lang", "en"], in: folder).out.contains("07:22 WIB  high water     1.84 m"))
    let json = try Self.siaga(days + ["--json"], in: folder).out
    #expect(
      json.contains(#"{"at":"2021-10-08T00:22:00Z","kind":"high","local":"2021-10-08T07:22+07:00","millimetres":1839}"#),
      "\(json)")
    #expect(
      try Self.siaga(["tide", "high", "--from", "2021-10-09", "--to", "2021-10-07", "--city", city], in: folder).code == 64)
    #expect(try Self.siaga(["tide", "high", "--from", "today", "--to", "2021-10-07", "--city", city], in: folder).code == 64)
    #expect(try Self.siaga(["tide", "high", "--from", "2021-10-07", "--to", "2021-10-07"], in: folder).code == 66)
  }
}

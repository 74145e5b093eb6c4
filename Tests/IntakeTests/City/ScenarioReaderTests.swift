import Basics
import Geography
import Incident
import Testing

@testable import Intake

@Suite struct ScenarioReaderTests {
  static let bytes = DumaiPack.bytes("2021-10-rob.yaml")
  static let text = String(decoding: bytes, as: UTF8.self)

  static let files: [CityFile] = ScenarioReader.attachments(bytes: bytes, file: "s.yaml").map { ($0, DumaiPack.bytes($0)) }

  func read(_ change: (String) -> String = { $0 }) throws -> Reading<Scenario?> {
    ScenarioReader.read(
      bytes: Array(change(Self.text).utf8), file: "s.yaml", city: try DumaiPack.city, digest: "d", files: Self.files)
  }

  @Test func theCommittedScenarioHasNoProblemAtAll() throws {
    let reading = try read()
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    let scenario = try #require(reading.value)
    #expect(scenario.name == "2021-10-rob")
    #expect(scenario.mode == .exercise)
    #expect(scenario.start.text == "2021-10-06T08:00:00Z")
    #expect(scenario.shifts.map(\.id.rawValue) == ["07-pagi", "07-sore", "08-pagi", "08-sore", "09-pagi", "09-sore"])
    #expect(scenario.shifts.map(\.isNight) == [true, false, true, false, true, false])
    #expect(scenario.floodedAreas.count == 5)
    #expect(scenario.cityFolder == ".")
    #expect(scenario.digest == "d")
    #expect(scenario.partnerTeams.map(\.post.rawValue).first == "boatCrew/titik-perahu-rimba-sekampung/07-pagi")
  }

  @Test func reportedDepthsHoldInTheWindowsOfTheThreeDaysAndNowhereElse() throws {
    let depths = try #require(try read().value?.depths)
    let area = "14.72.06.1002"
    #expect(depths.samples(area: area).count == 6)
    let high = try #require(Instant("2021-10-08T06:50:00+07:00"))
    #expect(depths.depthMillimetres(area: area, at: high) == 300)
    #expect(depths.depthMillimetres(area: area, at: high.adding(minutes: 240)) == nil)
    #expect(depths.depthMillimetres(area: "14.72.07.1005", at: high) == nil)
    #expect(depths.samples.allSatisfy { $0.source == .reported && !$0.note.isEmpty })
  }

  @Test func theFolderOfTheCityIsKnownBeforeThePackIsRead() {
    #expect(ScenarioReader.cityFolder(bytes: Self.bytes, file: "s.yaml").value == ".")
    #expect(ScenarioReader.cityFolder(bytes: Array("name: x\n".utf8), file: "s.yaml").problems.first?.code == "yaml.missing")
  }

  @Test func windowsMakeTheSameHoursOfSeveralDays() throws {
    let reading = try read { text in
      let start = text.range(of: "shifts:\n")
      let end = text.range(of: "# Reported depths")
      guard let start, let end else { return text }
      let windows = "windows: {from: 2021-10-07, to: 2021-10-09, hours: [\"03:30-09:00\", \"15:30-20:00\"]}\n"
      let teams = text[end.lowerBound...].replacing("shift: 07-pagi", with: "shift: 1007-1")
      return String(text[..<start.lowerBound]) + windows + teams
    }
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    #expect(reading.value?.shifts.map(\.id.rawValue) == ["1007-1", "1007-2", "1008-1", "1008-2", "1009-1", "1009-2"])
    #expect(reading.value?.shifts.first?.interval == (try read().value?.shifts.first?.interval))
  }

  @Test(arguments: [
    ("hours: 78", "ours: 78", "yaml.unknown", "\"hours\" was meant"),
    ("hours: 78", "hours: many", "yaml.type", "many"),
    ("hours: 78", "hours: 100000", "yaml.range", "100000"),
    ("hours: 78", "hours: 20", "scenario.shift.outside", "07-sore"),
    ("hazard: tidal_flood", "hazard: tidal_flod", "yaml.choice", "\"tidal_flood\" was meant"),
    ("mode: exercise", "mode: drill", "yaml.choice", "exercise"),
    ("start: 2021-10-06T15:00+07:00", "start: yesterday", "yaml.instant", "yesterday"),
    ("postures: [rob]", "postures: [robb]", "scenario.posture", "\"rob\" was meant"),
    ("kelurahan: 14.72.06.1002", "kelurahan: Rimba Sekampung", "scenario.area", "write its code 14.72.06.1002"),
    ("kelurahan: 14.72.06.1002", "kelurahan: 14.72.06.9999", "scenario.area", "not in kelurahan.csv"),
    ("high_cm: 50", "high_cm: 5", "scenario.depths.range", "swapped"),
    ("partner: polairud", "partner: polaiurd", "scenario.partner", "\"polairud\" was meant"),
    ("role: boatCrew", "role: medic", "scenario.partner", "polairud does not do medic"),
    ("shift: 07-pagi", "shift: 7-pagi", "scenario.shift", "\"07-pagi\" was meant"),
    ("warning: orange", "warning: amber", "yaml.choice", "orange"),
    ("power_off: [14.72.06.1002]", "power_off: 14.72.06.1002", "yaml.type", "expected a list"),
    ("  number: \"(asumsi) pasang maksimum 7-9 Oktober 2021\"\n", "", "yaml.missing", "number"),
    ("seed: 20211007", "seed: -1", "yaml.range", "-1"),
    ("mode: exercise", "mode: exercise\nmode: exercise", "yaml.twice", "mode"),
    ("windows: [\"05:00-09:00\"", "windows: [\"5 to 9\"", "yaml.clock", "05:00-09:00"),
  ])
  func brokenScenariosAreNamedWithTheirRemedy(from: String, to: String, code: String, words: String) throws {
    #expect(Self.text.contains(from))
    let reading = try read { $0.replacing(from, with: to, maxReplacements: 1) }
    #expect(reading.value == nil)
    let found = reading.problems.first { $0.code == code }
    #expect(found?.text.contains(words) == true, Comment(rawValue: reading.problems.report()))
    #expect(found?.place?.line != nil || code == "yaml.syntax")
  }

  @Test func allProblemsOfAFileComeAtOnce() throws {
    let reading = try read {
      $0.replacing("hours: 78", with: "hours: x").replacing("seed: 20211007", with: "sead: 1").replacing("orange", with: "blue")
    }
    #expect(reading.problems.count >= 3)
    #expect(Set(reading.problems.compactMap(\.place?.line)).count >= 3)
  }

  @Test func aShiftTouchesTheNightByTheClockOfTheCity() throws {
    func night(_ from: String, _ to: String) throws -> Bool {
      let span = Interval(
        start: try #require(Instant(from, offsetMinutes: 420)), end: try #require(Instant(to, offsetMinutes: 420)))
      return Shift.isNight(span, offsetMinutes: 420)
    }
    #expect(try night("2021-10-07T04:59", "2021-10-07T08:00"))
    #expect(try !night("2021-10-07T05:00", "2021-10-07T22:00"))
    #expect(try night("2021-10-07T15:00", "2021-10-07T22:01"))
    #expect(try night("2021-10-07T19:00", "2021-10-08T07:00"))
  }
}

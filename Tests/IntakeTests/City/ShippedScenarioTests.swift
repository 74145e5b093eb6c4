import Basics
import Foundation
import Geography
import Incident
import Testing

@testable import Intake

/// The scenarios of the committed pack, with the files that they name.
@Suite struct ShippedScenarioTests {
  static let names = ["2021-10-rob", "2021-10-sungai", "rob-dan-hujan", "panggilan-malam", "rob-lebaran", "mini"]

  static func read(_ name: String) throws -> Reading<Scenario?> {
    let file = "\(name).yaml"
    let bytes = DumaiPack.bytes(file)
    let files = ScenarioReader.attachments(bytes: bytes, file: file).map { ($0, DumaiPack.bytes($0)) }
    return ScenarioReader.read(bytes: bytes, file: file, city: try DumaiPack.city, digest: "d", files: files)
  }

  @Test(arguments: names) func everyScenarioReadsWithoutAProblem(name: String) throws {
    let reading = try Self.read(name)
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    let scenario = try #require(reading.value)
    #expect(scenario.name == name && scenario.mode == .exercise)
    #expect(scenario.water.isDriven && !scenario.floodedAreas.isEmpty && !scenario.shifts.isEmpty)
    #expect(scenario.injects.first?.content == .startExercise)
    #expect(scenario.injects.contains { $0.content == .endExercise })
    #expect(scenario.evaluation.objectives.count >= 4)
    #expect(scenario.reports.sensors.contains { $0.kind == .tideGauge })
  }

  @Test func noScenarioOfTheFolderIsForgotten() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: DumaiPack.folder.path)
    let others = ["city.yaml", "roles.yaml", "postures.yaml", "assumptions.yaml"]
    let scenarios = found.filter { $0.hasSuffix(".yaml") && !others.contains($0) }.map { String($0.dropLast(5)) }
    #expect(Set(scenarios) == Set(Self.names))
  }

  /// Everything that players read or hear is marked at both ends; the word for a real emergency alone is not.
  @Test(arguments: names) func whatPlayersGetIsMarkedAsAnExerciseAtBothEnds(name: String) throws {
    for inject in try #require(try Self.read(name).value).injects where !inject.text.isEmpty {
      if inject.isRealEmergency {
        #expect(inject.text.hasPrefix("NYATA") && !inject.text.contains("LATIHAN,"))
      } else {
        #expect(inject.text.hasPrefix("LATIHAN") && inject.text.hasSuffix("LATIHAN."), "\(inject.id)")
      }
    }
  }

  @Test(arguments: names) func aScenariosMSELSurvivesWritingAndReading(name: String) throws {
    let scenario = try #require(try Self.read(name).value)
    let bytes = MSEL.write(scenario.injects, start: scenario.start, offsetMinutes: 420, dialect: .indonesian)
    let reading = MSEL.read(bytes, file: "m.csv", city: try DumaiPack.city, start: scenario.start)
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    #expect(reading.value == scenario.injects)
  }

  @Test(arguments: names) func damagedScenarioFilesNeverCrashAndEveryProblemHasItsFile(name: String) throws {
    let bytes = DumaiPack.bytes("\(name).yaml")
    let files = ScenarioReader.attachments(bytes: bytes, file: name).map { ($0, DumaiPack.bytes($0)) }
    let known = Set(files.map(\.0) + ["s.yaml"])
    for seed in 0..<60 {
      var stream = RandomStream(seed: UInt64(seed), name: "shipped/\(name)")
      var damaged = files
      var text = bytes
      if stream.chance(0.5), !damaged.isEmpty {
        let at = stream.int(in: 0...(damaged.count - 1))
        damaged[at].1 = Damage.apply(damaged[at].1, &stream)
      } else {
        text = Damage.apply(text, &stream)
      }
      let reading = ScenarioReader.read(bytes: text, file: "s.yaml", city: try DumaiPack.city, digest: "", files: damaged)
      #expect((reading.value == nil) == reading.problems.hasErrors, "seed \(seed)")
      #expect(reading.problems.allSatisfy { known.contains($0.place?.file ?? "") }, "seed \(seed)")
    }
  }

  @Test func everyFigureOfASharedSectionHasASourceAndMostAreSaidToBeAssumed() throws {
    let scenario = try #require(try Self.read("2021-10-rob").value)
    #expect(scenario.sources.contains { $0.path == "residents.meal_share" && $0.kind == .cited })
    #expect(scenario.sources.contains { $0.path == "staff_behaviour" && $0.kind == .assumed })
    #expect(scenario.sources.allSatisfy { !$0.text.isEmpty })
  }

  /// Idul Fitri of 2025 was on 31 March: new moon, and the highest tides of eight years.
  @Test func lebaranTakesAThirdOfTheStaffAwayAndKeepsTheirCertificates() throws {
    let scenario = try #require(try Self.read("rob-lebaran").value)
    let day = try #require(CivilDate("2025-03-31"))
    #expect(scenario.staffBehaviour.absentShare(on: day) == 0.35)
    #expect(scenario.staffBehaviour.absentShare(on: CivilDate(dayNumber: day.dayNumber + 8)) == 0.05)
    #expect(scenario.residents.mealMinutes == [690, 1095])
    let made = try #require(CivilDate("2021-10-07"))
    let person = StaffMember(
      id: StaffID("s-1"), officeNumber: "1", name: "Rekaan", unit: UnitID("bpbd"), employment: .pns, position: "x",
      contractUntil: CivilDate("2021-10-08"),
      competencies: [HeldCompetency(competency: CompetencyID("pompa"), level: 2, validUntil: CivilDate("2022-10-07"))],
      isInvented: true)
    var real = person
    real.isInvented = false
    real.id = StaffID("s-2")
    let moved = scenario.roster(Roster(units: [], staff: [person, real]), offsetMinutes: 420)
    let held = try #require(moved.member(StaffID("s-1"))?.competencies.first?.validUntil)
    let start = scenario.start.date(offsetMinutes: 420)
    #expect(held.dayNumber - start.dayNumber == (try #require(CivilDate("2022-10-07"))).dayNumber - made.dayNumber)
    #expect(moved.member(StaffID("s-1"))?.contractUntil == CivilDate(dayNumber: start.dayNumber + 1))
    #expect(moved.member(StaffID("s-2")) == real)
  }

  @Test func onlyTheListedParticipantsOfTheSmallDrillCanBeCalled() throws {
    let scenario = try #require(try Self.read("mini").value)
    guard case .listed(let numbers) = scenario.participants else {
      Issue.record("everyone takes part")
      return
    }
    let staff = ["REKA-00001", numbers[0]].map {
      StaffMember(
        id: StaffID("s-" + $0), officeNumber: $0, name: "Rekaan", unit: UnitID("bpbd"), employment: .pns, position: "x",
        isInvented: true)
    }
    let roster = scenario.roster(Roster(units: [], staff: staff), offsetMinutes: 420)
    #expect(roster.staff.filter(\.isCallable).map(\.officeNumber) == [numbers[0]])
    var actual = scenario
    actual.mode = .actual
    let called = actual.roster(Roster(units: [], staff: staff), offsetMinutes: 420).staff.filter(\.isCallable)
    #expect(called.count == 2)
  }
}

import Basics
import Geography
import Incident
import Testing

@testable import Intake

/// The sections of a scenario that only a drill needs.
@Suite struct ScenarioDrillTests {
  static let text = """
    name: uji
    title: {id: Uji, en: Test}
    mode: exercise
    city: .
    hazard: tidal_flood
    start: 2021-10-07T00:00+07:00
    hours: 12
    seed: 1
    shifts:
      - {id: pagi, name: {id: Pagi, en: Morning}, from: 2021-10-07T04:00+07:00, to: 2021-10-07T09:00+07:00}
    frames_minutes: 20
    terrain: {recipe: dumai, cell_m: 50, window: {west: 101.42, east: 101.46, south: 1.66, north: 1.70}, settings: {b: 2, a: 1}, source: assumed}
    water_from: 2021-10-06T18:00+07:00
    tide: {constants: tide.csv, offset_mm: -40, surge_mm: [[T+00:00, 0], [T+06:00, 120]], sources: {offset_mm: fitted to nothing, surge_mm: assumed}}
    rain:
      - {steps: [{from: T+01:00, to: T+02:00, mm_per_h: 30}, {from: T+02:00, to: T+03:00, mm_per_h: 10}], source: BMKG class}
      - {kelurahan: [14.72.06.1001], file: rain.csv, source: assumed}
    rivers:
      - {id: dumai, name: Sungai Dumai, series: [[0, 4], [360, 30], [720, 6]], source: assumed}
      - {id: lain, at: {lat: 1.65, lon: 101.44}, flow_m3s: 2, source: assumed}
    infiltration: {curve_number: 90, condition: wet, source: flood-needs.md section 5}
    drains: [{id: kota, kelurahan: [14.72.06.1001, 14.72.06.1003], capacity_mm_per_h: 12, outlet_mm: 900, source: assumed}]
    pumps: {places: [pompa-laksamana, pompa-dumai-kota], m3_per_s: 0.5, needs_power: true, crew: 2, broken: [[T+02:00, T+05:00]], source: assumed}
    gates: {place: pintu-air-laksamana, outlet: kota, closes_above_mm: 1000, stuck: [[T+03:00, T+04:00]], source: assumed}
    power:
      windows: {kelurahan: [14.72.06.1002], from: T+04:00, to: T+08:00, told_after_minutes: 25}
      rule: {depth_cm: 40, off_after_minutes: 30, on_after_minutes: 120, told_after_minutes: 15}
      source: assumed
    network:
      outages: {channels: [chat, sms], from: T+02:00, loss: 0.5, delay_factor: 4}
      mast_battery_minutes: 240
      source: assumed
    staff_behaviour:
      no_show: 0.04
      set_out: {median_minutes: 15, spread: 0.5}
      absences: [{reason: Lebaran, from: 2021-10-01, to: 2021-10-10, share: 0.4}]
      sources: {no_show: survey of 2020, rest: assumed}
    residents: {meal_hours: ["11:00", "17:30"], displaced_share: [[10, 0], [70, 0.02]], service: {people_per_boat_trip: 7}, source: assumed}
    reports:
      by_hour: [["05:00", 1], ["22:00", 0.3]]
      sensors: [{id: muara, kind: tide_gauge, at: {lat: 1.689, lon: 101.444}, every_minutes: 10, error_mm: 20, delay_minutes: 5}]
      source: assumed
    commander: {policy: greedy, lead_minutes: 180}
    participants: [REKA-00001, REKA-00002]
    injects:
      - {no: 2, at: T+03:00, do: pump_fails, with: {place: pompa-laksamana}, event: Pompa mati, expect: kirim regu, within_minutes: 30, objective: air}
      - {no: 1, at: 2021-10-07T01:00+07:00, event: Mulai, do: start_exercise, type: administrative}
      - {no: 3, at: T+02:00, when: {no_team: boatCrew@titik-perahu-rimba-sekampung, within_minutes: 60}, unless: {inject_given: 2}, do: help_request, with: {kelurahan: 14.72.06.1002, need: rescue, people: 4, special_needs: 1}, event: Warga terjebak}
      - {no: 4, event: Wartawan menelepon, do: media_call, method: phone}
    evaluation:
      objectives:
        - id: air
          title: {id: Air, en: Water}
          capability: {id: Pompa, en: Pumps}
          tasks:
            - {id: a, title: {id: A, en: A}, metric: fill_percent, target: 90, reference: Renkon}
            - {id: b, title: {id: B, en: B}, evaluator: inspektorat}
      improvement: {due_days: 30, retest: mini}
    """
  static let files: [CityFile] = [
    ("tide.csv", DumaiPack.bytes("tide.csv")), ("rain.csv", Array("minutes,value\n0,5\n60,0\n".utf8)),
  ]

  static func read(
    _ text: String = text, files: [CityFile] = files, change: (String) -> String = { $0 }
  ) throws -> Reading<Scenario?> {
    ScenarioReader.read(bytes: Array(change(text).utf8), file: "s.yaml", city: try DumaiPack.city, digest: "d", files: files)
  }

  private func good() throws -> Scenario {
    let reading = try Self.read()
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    return try #require(reading.value)
  }

  private func at(_ hours: Double) -> Instant { Instant(milliseconds: 1_633_539_600_000 + Int64(hours * 3_600_000)) }

  @Test func theWaterIsReadAsItIsWritten() throws {
    let water = try good().water
    #expect(water.isDriven)
    #expect(water.terrain?.ground == .recipe("dumai"))
    #expect(water.terrain?.settings.map(\.name) == ["a", "b"])
    #expect(water.from == at(-6))
    #expect(water.tide?.offsetMillimetres == -40)
    #expect(water.tide?.constants == DumaiPack.bytes("tide.csv"))
    #expect(water.tide?.surge.value(at: at(3)) == 60)
    #expect([0.5, 1, 1.9, 2, 2.9, 3].map { water.rain[0].intensity.step(at: at($0)) } == [0, 30, 30, 10, 10, 0])
    #expect(water.rain[1].areas == [AreaID("14.72.06.1001")])
    #expect(water.rain[1].intensity.step(at: at(0.5)) == 5)
    #expect(water.rivers.map(\.id) == ["dumai", "lain"])
    #expect(water.rivers[0].entry == .river("Sungai Dumai"))
    #expect(water.rivers[0].discharge.value(at: at(3)) == 17)
    #expect(water.infiltration.first?.condition == .wet)
    #expect(water.drains.first?.outletLevelMillimetres == 900)
    #expect(water.pumps.map(\.place.rawValue) == ["pompa-laksamana", "pompa-dumai-kota"])
    #expect(water.pumps.allSatisfy { $0.crew == 2 && $0.broken == [Interval(start: at(2), end: at(5))] })
    #expect(water.gates.first?.closesAboveMillimetres == 1000)
  }

  @Test func powerPhonesAndPeopleAreReadAsTheyAreWritten() throws {
    let scenario = try good()
    let area = AreaID("14.72.06.1002")
    #expect([3.9, 4, 7.9, 8].map { scenario.power.isOff(area, at: at($0)) } == [false, true, true, false])
    #expect(scenario.power.rule?.depthMillimetres == 400)
    let outage = try #require(scenario.network.outages.first)
    #expect(outage.during.end == at(12))
    #expect(outage.hits(.sms, in: area, at: at(3)) && !outage.hits(.voice, in: area, at: at(3)))
    #expect(scenario.network.mastBatteryMinutes == 240)
    #expect(scenario.network.channels == PhoneNetwork().channels)
    #expect(scenario.staffBehaviour.noShow == 0.04)
    #expect(scenario.staffBehaviour.setOut == DelayModel(medianMinutes: 15, spread: 0.5))
    #expect(scenario.staffBehaviour.acceptance == StaffBehaviour().acceptance)
    #expect(scenario.residents.mealMinutes == [660, 1050])
    #expect(scenario.residents.service.peoplePerBoatTrip == 7)
    #expect(scenario.reports.byHour.value(minuteOfDay: 30) == 0.3)
    #expect(scenario.reports.sensors.map(\.id) == ["muara"])
    #expect(scenario.commander.kind == .greedy && scenario.commander.leadMinutes == 180)
    #expect(scenario.participants == .listed(["REKA-00001", "REKA-00002"]))
    #expect(scenario.framesMinutes == 20)
  }

  @Test func injectsStandInTheOrderOfTheirTimes() throws {
    let injects = try good().injects
    #expect(injects.map(\.id.rawValue) == ["1", "3", "2", "4"])
    #expect(injects[0].trigger == .planned(atMinute: 60))
    let team = InjectCondition.noTeam(
      role: RoleID("boatCrew"), place: PlaceID("titik-perahu-rimba-sekampung"), withinMinutes: 60)
    #expect(injects[1].trigger == .conditional(team, fromMinute: 120))
    #expect(injects[1].unless == .injectGiven(InjectID("2"), minutesAgo: 0))
    #expect(injects[2].content == .pumpFails(PlaceID("pompa-laksamana")))
    #expect(injects[2].limitMinutes == 30)
    #expect(injects[3].trigger == .byController && injects[3].method == .phone)
  }

  @Test func eachFigureKnowsItsSource() throws {
    let sources = try good().sources
    #expect(sources.first { $0.path == "tide.offset_mm" }?.kind == .fitted)
    #expect(sources.first { $0.path == "rain[1]" } == .init(file: "s.yaml", path: "rain[1]", kind: .cited, text: "BMKG class"))
    #expect(sources.first { $0.path == "staff_behaviour.no_show" }?.kind == .cited)
    #expect(sources.first { $0.path == "staff_behaviour" }?.kind == .assumed)
  }

  @Test(arguments: [
    (", source: BMKG class", "", "scenario.source", "the figure 30 has no source"),
    (
      "sources: {offset_mm: fitted to nothing, surge_mm: assumed}", "sources: {offset_mm: x}", "scenario.source", "the figure 120"
    ),
    ("no_show: survey of 2020", "no_shaw: survey of 2020", "scenario.source", "a key that is not there"),
    ("recipe: dumai, cell_m: 50", "recipe: dumai", "yaml.missing", "cell_m"),
    ("recipe: dumai,", "", "scenario.terrain", "expected one of file"),
    ("west: 101.42, east: 101.46", "west: 101.46, east: 101.42", "scenario.terrain", "swapped"),
    ("constants: tide.csv", "constants: ../tide.csv", "scenario.file", "same folder"),
    ("constants: tide.csv", "constants: tides.csv", "scenario.file", "no file"),
    ("[T+06:00, 120]", "[T+00:00, 120]", "scenario.series", "in order"),
    ("from: T+02:00, to: T+03:00, mm_per_h", "from: T+01:30, to: T+03:00, mm_per_h", "scenario.series", "in order"),
    ("mm_per_h: 30", "mm_per_h: 3000", "yaml.range", "3000"),
    ("name: Sungai Dumai, series", "series", "scenario.one", "none of name, at"),
    ("id: lain", "id: dumai", "scenario.twice", "\"dumai\" stands twice"),
    ("pompa-laksamana, pompa", "pompa-laksamna, pompa", "scenario.place", "\"pompa-laksamana\" was meant"),
    ("place: pintu-air-laksamana", "place: pompa-laksamana", "scenario.place", "expected gate"),
    ("water_from: 2021-10-06T18", "water_from: 2021-10-07T18", "scenario.water_from", "at or before"),
    ("from: T+04:00, to: T+08:00, told", "from: T+04:00, to: T+03:00, told", "scenario.span", "swapped"),
    ("channels: [chat, sms]", "channels: [chatt, sms]", "yaml.choice", "\"chat\" was meant"),
    ("loss: 0.5", "loss: 50", "yaml.range", "50"),
    ("[[10, 0], [70, 0.02]]", "[[70, 0.02], [10, 0]]", "scenario.table", "sort"),
    ("[\"05:00\", 1], [\"22:00\", 0.3]", "[\"22:00\", 1], [\"05:00\", 0.3]", "scenario.table", "order of the day"),
    ("policy: greedy", "policy: gredy", "yaml.choice", "\"greedy\" was meant"),
    ("participants: [REKA-00001, REKA-00002]", "participants: everybody", "scenario.participants", "everyone"),
    ("no: 2, at", "no: 1, at", "inject.twice", "stands twice"),
    ("place: pompa-laksamana}, event", "place: pompa}, event", "inject.place", "pump \"pompa\""),
    ("do: pump_fails", "do: pump_fail", "yaml.choice", "\"pump_fails\" was meant"),
    ("at: T+03:00, do", "at: T+30:00, do", "inject.time", "outside"),
    ("objective: air", "objective: aer", "inject.objective", "\"air\" was meant"),
    ("boatCrew@", "boatcrews@", "inject.role", "\"boatCrew\" was meant"),
    ("unless: {inject_given: 2}", "unless: {inject_given: 9}", "inject.condition", "no inject 9"),
    ("special_needs: 1", "special_needs: 9", "inject.number", "no more than all"),
    ("need: rescue", "nead: rescue", "inject.unknown", "\"need\" was meant"),
    ("metric: fill_percent, target: 90", "metric: fill_percents, target: 90", "yaml.choice", "\"fill_percent\" was meant"),
    ("target: 90, ", "", "yaml.missing", "target"),
    ("evaluator: inspektorat", "evaluator: inspektorat, metric: fill_percent, target: 1", "scenario.task", "expected one of"),
    ("frames_minutes: 20", "frames_minutes: 0", "yaml.range", "0"),
    ("terrain: {recipe", "terain: {recipe", "yaml.unknown", "\"terrain\" was meant"),
    ("rain.csv", "rain.csv, mm_per_hour: 2", "scenario.one", "several"),
  ])
  func brokenSectionsAreNamedWithLineAndField(from: String, to: String, code: String, words: String) throws {
    try #require(Self.text.contains(from))
    let reading = try Self.read { $0.replacing(from, with: to, maxReplacements: 1) }
    #expect(reading.value == nil)
    let found = reading.problems.first { $0.code == code && $0.text.contains(words) }
    #expect(found != nil, Comment(rawValue: reading.problems.report()))
    #expect(found?.place?.line != nil && found?.place?.file == "s.yaml" && found?.place?.field != nil)
  }

  @Test func aSeriesOfBadRowsIsNamedInItsOwnFile() throws {
    func problems(_ rain: String) throws -> [String] {
      let read = try Self.read(files: [Self.files[0], ("rain.csv", Array(rain.utf8))])
      #expect(read.value == nil)
      return read.problems.map { "\($0.place?.file ?? ""):\($0.place?.line ?? 0) \($0.place?.field ?? "") \($0.code)" }
    }
    let bad = try problems("minutes,value\n0,5\n0,6\nx,1\n")
    #expect(bad == ["rain.csv:3 minutes series.order", "rain.csv:4 minutes series.number"])
    #expect(try problems("0,5\n5,-1\n") == ["rain.csv:0 value scenario.series"])
  }

  @Test func sharedAssumptionsGiveWayToTheScenariosOwnFigures() throws {
    let shared = """
      staff_behaviour: {no_show: 0.2, night_factor: 0.7, source: assumed}
      residents: {meal_share: 0.5, source: assumed}
      commander: {reaction_minutes: 3, lead_minutes: 60}
      """
    let files = Self.files + [("assumptions.yaml", Array(shared.utf8))]
    let reading = try Self.read(files: files) { "assumptions: assumptions.yaml\n" + $0 }
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    let scenario = try #require(reading.value)
    #expect(scenario.staffBehaviour.noShow == 0.04 && scenario.staffBehaviour.nightFactor == 0.7)
    #expect(scenario.residents.mealShare == 0.5 && scenario.residents.mealMinutes == [660, 1050])
    #expect(scenario.commander.reactionMinutes == 3 && scenario.commander.leadMinutes == 180)
    #expect(scenario.sources.contains { $0.file == "assumptions.yaml" && $0.path == "residents" })
    let broken = Self.files + [("assumptions.yaml", Array("staff_behaviour: {no_show: 2}\nnetwrk: {}\n".utf8))]
    let problems = try Self.read(files: broken) { "assumptions: assumptions.yaml\n" + $0 }.problems
    #expect(problems.map(\.code).sorted() == ["scenario.source", "yaml.range", "yaml.unknown"])
    #expect(problems.allSatisfy { $0.place?.file == "assumptions.yaml" && $0.place?.line != nil })
  }

  @Test func theFilesThatAScenarioNamesAreKnownBeforeItIsRead() {
    let text = "assumptions: assumptions.yaml\n" + Self.text
    #expect(
      ScenarioReader.attachments(bytes: Array(text.utf8), file: "s.yaml") == ["assumptions.yaml", "tide.csv", "rain.csv"])
    #expect(ScenarioReader.attachments(bytes: Array("injects: {file: msel.csv}".utf8), file: "s.yaml") == ["msel.csv"])
    #expect(ScenarioReader.attachments(bytes: Array("tide: {constants: /etc/passwd}".utf8), file: "s.yaml") == [])
  }

  @Test func damagedDrillSectionsNeverCrashAndEveryProblemHasItsPlace() throws {
    let bytes = Array(Self.text.utf8)
    var refused = 0
    for seed in 0..<600 {
      var stream = RandomStream(seed: UInt64(seed), name: "scenario-drill/fuzz")
      let damaged = Damage.apply(bytes, &stream)
      let reading = ScenarioReader.read(
        bytes: damaged, file: "s.yaml", city: try DumaiPack.city, digest: "", files: Self.files)
      #expect((reading.value == nil) == reading.problems.hasErrors, "seed \(seed)")
      refused += reading.value == nil ? 1 : 0
      for problem in reading.problems {
        #expect(problem.place?.file == "s.yaml", "seed \(seed): \(problem.text)")
        // A text that is empty, too large or cut inside a character has no line to name.
        let isWhole = problem.code == "yaml.empty" || problem.code == "yaml.large" || problem.code == "yaml.problems.many"
        #expect(problem.place?.line != nil || isWhole, "seed \(seed): \(problem.text)")
        let isText = problem.code.hasPrefix("yaml.")
        #expect(problem.place?.field != nil || isText || problem.code == "scenario.shifts", "seed \(seed): \(problem.text)")
      }
    }
    #expect(refused > 300)
  }
}

/// Seeded damage by lines, words and bytes: much of it stays YAML, so that the readers behind it are met.
enum Damage {
  private static let words = [
    "0", "-1", "1e999", "99999999999999999999", "~", "[]", "{}", "\"\"", "T+99:99", "2021-13-40", "[[", "true", "x", "assumed",
    "14.72.06.1001", "pompa-laksamana", "\u{0}", "*a", "[1, 2, 3]", "{a: {b: c}}", "=1", "@", ";",
  ]

  static func apply(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    for _ in 0..<stream.int(in: 1...4) {
      let at = stream.int(in: 0...(lines.count - 1))
      switch stream.int(in: 0...6) {
      case 0: lines.remove(at: at)
      case 1: lines.insert(lines[stream.int(in: 0...(lines.count - 1))], at: at)
      case 2, 3: replaceWord(&lines[at], &stream)
      case 4: if let colon = lines[at].firstIndex(of: 58) { lines[at].insert(UInt8(ascii: "q"), at: colon) }
      case 5: if !lines[at].isEmpty { lines[at][stream.int(in: 0...(lines[at].count - 1))] = UInt8(stream.int(in: 0...255)) }
      default: if let cut = lines[at].firstIndex(of: 44) { lines[at].removeSubrange(cut...) }
      }
      if lines.isEmpty { lines = [[]] }
    }
    return Array(lines.joined(separator: [10]))
  }

  private static func replaceWord(_ line: inout [UInt8], _ stream: inout RandomStream) {
    let isEdge = { (byte: UInt8) in byte == 32 || byte == 44 || byte == 91 || byte == 93 || byte == 123 || byte == 125 }
    let words = line.indices.filter { !isEdge(line[$0]) && ($0 == 0 || isEdge(line[$0 - 1])) }
    guard !words.isEmpty else { return }
    let start = stream.pick(words)
    let end = line[start...].firstIndex(where: isEdge) ?? line.count
    line.replaceSubrange(start..<end, with: Array(stream.pick(Self.words).utf8))
  }
}

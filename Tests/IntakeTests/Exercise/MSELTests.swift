import Basics
import Geography
import Incident
import Testing

@testable import Intake

@Suite struct MSELTests {
  private static let start = Instant(milliseconds: 1_633_539_600_000)

  private func read(_ text: String) throws -> Reading<[Inject]> {
    MSEL.read(Array(text.utf8), file: "m.csv", city: try DumaiPack.city, start: Self.start)
  }

  @Test func aListOfAnIndonesianSpreadsheetIsReadAsItIs() throws {
    let reading = try read(
      """
      Daftar kejadian skenario induk;;;;;;;;;;;
      No;Waktu latihan;Waktu skenario;Kejadian;Sisipan;Isi;Rincian;Syarat;Batas menit;Tindakan diharapkan;Kepada;Cara
      1;T+00:00;2021-10-07T00:00;Mulai;"LATIHAN, LATIHAN, LATIHAN";start_exercise;;;;;semua;radio
      4.1;;2021-10-07T02:30;Pompa mati;;pump_fails;place=pompa-laksamana;;30;kirim regu;pumpLeader;phone
      5;;;Warga terjebak;;help_request;"kelurahan=14.72.06.1002; need=rescue; people=4";\
      "no_team=boatCrew@titik-perahu-bumi-ayu; within_minutes=60";;;;
      """)
    #expect(reading.problems.isEmpty, Comment(rawValue: reading.problems.report()))
    #expect(reading.value.map(\.id.rawValue) == ["1", "5", "4.1"])
    #expect(reading.value.last?.trigger == .planned(atMinute: 150))
    #expect(reading.value.last?.content == .pumpFails(PlaceID("pompa-laksamana")))
    #expect(reading.value.last?.limitMinutes == 30)
    #expect(reading.value.first?.text == "LATIHAN, LATIHAN, LATIHAN")
    guard case .conditional(.noTeam(_, _, 60), 0)? = reading.value.dropFirst().first?.trigger else {
      Issue.record("no condition")
      return
    }
  }

  @Test func allFaultsOfAListComeAtOnceWithTheirFields() throws {
    let reading = try read(
      """
      no,time,scenario_time,event,content,details,condition,limit_minutes
      1,T+1,,a,,,,
      2,T+01:00,2021-10-07T02:00,b,,,,
      3,,,c,pump_fial,,,
      4,,,d,pump_fails,place=pompa,,
      5,,,e,,,depth=14.72.06.1002,
      6,,,,,,,x
      6,,,f,,,,
      6,,,g,,,inject_given=7,
      """)
    #expect(
      reading.problems.compactMap { problem in problem.place.map { "\($0.line ?? 0) \($0.field ?? "") \(problem.code)" } } == [
        "2 time inject.time", "3 scenario_time inject.time", "4 content inject.choice", "5 details inject.place",
        "6 condition inject.missing", "7 event inject.missing", "7 limit_minutes inject.number", "9 no inject.twice",
        "9 condition inject.condition",
      ], Comment(rawValue: reading.problems.report()))
    #expect(reading.value.map(\.id.rawValue) == ["6", "6"])
  }

  @Test func whatIsWrittenReadsBackAsTheSameInjects() throws {
    let city = try DumaiPack.city
    for seed in 0..<300 {
      var stream = RandomStream(seed: UInt64(seed), name: "msel/round-trip")
      let injects = RandomInjects(city: city).list(&stream)
      let dialect = stream.chance(0.5) ? CSVDialect.iso : .indonesian
      let bytes = MSEL.write(
        injects, start: Self.start, offsetMinutes: city.offsetMinutes, isEnglish: stream.chance(0.5), dialect: dialect)
      let reading = MSEL.read(bytes, file: "m.csv", city: city, start: Self.start)
      #expect(reading.problems.isEmpty, "seed \(seed)\n\(reading.problems.report())")
      #expect(reading.value == InjectChecks.ordered(injects), "seed \(seed)")
    }
  }

  @Test func noFieldOfAnExportCanRunAsAFormula() throws {
    var inject = Inject(id: InjectID("1"), trigger: .byController, content: .message, synopsis: "=HYPERLINK(\"x\")")
    inject.text = "+62 telepon"
    inject.remarks = "'=1"
    let bytes = MSEL.write([inject], start: Self.start, offsetMinutes: 420)
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[1].split(separator: ",")
    #expect(fields.allSatisfy { !FormulaGuard.looksLikeFormula($0.drop { $0 == "\"" }) })
    #expect(MSEL.read(bytes, file: "m", city: try DumaiPack.city, start: Self.start).value == [inject])
  }

  @Test func damagedListsNeverCrashAndEveryProblemHasItsPlace() throws {
    let city = try DumaiPack.city
    var stream = RandomStream(seed: 7, name: "msel/fuzz")
    let injects = RandomInjects(city: city).list(&stream)
    let bytes = MSEL.write(injects, start: Self.start, offsetMinutes: 420)
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed), name: "msel/fuzz")
      let reading = MSEL.read(Damage.apply(bytes, &stream), file: "m.csv", city: city, start: Self.start)
      #expect(reading.problems.allSatisfy { $0.place?.file == "m.csv" }, "seed \(seed)")
    }
  }
}

/// Injects of every content and condition, with texts that hurt.
struct RandomInjects {
  let city: City

  func list(_ stream: inout RandomStream) -> [Inject] {
    (0..<stream.int(in: 1...12)).map { inject(number: $0 + 1, &stream) }
  }

  private func inject(number: Int, _ stream: inout RandomStream) -> Inject {
    let trigger: Inject.Trigger
    switch stream.int(in: 0...2) {
    case 0: trigger = .planned(atMinute: stream.int(in: 0...5000))
    case 1: trigger = .conditional(condition(number, &stream), fromMinute: stream.int(in: 0...5000))
    default: trigger = .byController
    }
    var inject = Inject(
      id: InjectID("\(number)"), kind: stream.pick(Inject.Kind.allCases), trigger: trigger, content: content(&stream),
      synopsis: text(&stream, isEmptyAllowed: false))
    inject.unless = stream.chance(0.3) ? condition(number, &stream) : nil
    inject.method = stream.pick(Inject.Method.allCases)
    inject.text = text(&stream)
    inject.from = text(&stream)
    inject.to = text(&stream)
    inject.controller = text(&stream)
    inject.expectedAction = text(&stream, isEmptyAllowed: false)
    inject.limitMinutes = stream.chance(0.5) ? stream.int(in: 1...14_400) : nil
    inject.objective = stream.chance(0.5) ? text(&stream, isEmptyAllowed: false) : nil
    inject.evaluator = text(&stream)
    inject.location = text(&stream)
    inject.remarks = text(&stream)
    return inject
  }

  private static let pieces = [
    "=", "+", "-", "@", "'", "\"", ";", ",", "\n", "LATIHAN", "Jl. Sudirman", "é", "😀", "1.5", "a b", "|", "=1+1", "''", "ya",
  ]

  /// Blanks at the ends are no part of a field.
  private func text(_ stream: inout RandomStream, isEmptyAllowed: Bool = true) -> String {
    if isEmptyAllowed, stream.chance(0.3) { return "" }
    return stream.pick(["x", "'", "=", "-", "Pompa"]) + (0..<stream.int(in: 0...5)).map { _ in stream.pick(Self.pieces) }.joined()
      + stream.pick(["y", ".", "'", "=", "\""])
  }

  private func condition(_ number: Int, _ stream: inout RandomStream) -> InjectCondition {
    let minutes = stream.int(in: 0...600)
    switch stream.int(in: 0...7) {
    case 0: return .noTeam(role: stream.pick(city.roles).id, place: stream.pick(city.places).id, withinMinutes: minutes)
    case 1: return .depth(area: stream.pick(city.areas).id, overMillimetres: minutes)
    case 2: return .tide(overMillimetres: minutes - 300)
    case 3 where number > 1: return .injectGiven(InjectID("\(stream.int(in: 1...(number - 1)))"), minutesAgo: minutes)
    case 4: return .noBroadcast(withinMinutes: minutes)
    case 5: return .noBulletin(withinMinutes: minutes)
    case 6: return .noPlan(withinMinutes: minutes)
    default: return .unanswered(overPercent: stream.int(in: 0...100))
    }
  }

  private func place(_ kind: PlaceKind, _ stream: inout RandomStream) -> PlaceID {
    stream.pick(city.places.filter { $0.kind == kind }).id
  }

  private func areas(_ stream: inout RandomStream, least: Int = 0) -> [AreaID] {
    (0..<stream.int(in: least...3)).map { _ in stream.pick(city.areas).id }
  }

  private func road(_ stream: inout RandomStream) -> InjectContent.Road {
    if stream.chance(0.5) { return .between(PlaceID("posko"), PlaceID("rsud")) }
    return .named("Jl. Sultan Syarif Kasim", area: stream.chance(0.5) ? stream.pick(city.areas).id : nil)
  }

  private func content(_ stream: inout RandomStream) -> InjectContent {
    let channels = ContactChannel.allCases.filter { _ in stream.chance(0.3) }
    let told = stream.chance(0.5) ? stream.int(in: 0...90) : nil
    switch stream.pick(InjectWord.allCases) {
    case .message: return .message
    case .pumpFails: return .pumpFails(place(.pump, &stream))
    case .pumpReturns: return .pumpReturns(place(.pump, &stream))
    case .gateFails: return .gateFails(place(.gate, &stream))
    case .gateReturns: return .gateReturns(place(.gate, &stream))
    case .roadClosed: return .roadClosed(road(&stream))
    case .roadOpened: return .roadOpened(road(&stream))
    case .powerOff: return .powerOff(areas(&stream, least: 1), toldAfterMinutes: told)
    case .powerOn: return .powerOn(areas(&stream, least: 1), toldAfterMinutes: told)
    case .networkDown: return .networkDown(areas(&stream), channels: channels, lossPercent: stream.int(in: 1...100))
    case .networkUp: return .networkUp(areas(&stream), channels: channels)
    case .rumour: return .rumour(stream.pick(city.areas).id, millimetres: stream.int(in: 0...2000))
    case .staffAbsent:
      return .staffAbsent(role: stream.chance(0.5) ? stream.pick(city.roles).id : nil, percent: stream.int(in: 1...100))
    case .equipmentLost: return .equipmentLost(stream.pick(EquipmentKind.allCases), count: stream.int(in: 1...9))
    case .equipmentBack: return .equipmentBack(stream.pick(EquipmentKind.allCases), count: stream.int(in: 1...9))
    case .figuresAsked: return .figuresAsked
    case .mediaCall: return .mediaCall
    case .helpRequest:
      let people = stream.int(in: 1...40)
      return .helpRequest(
        stream.pick(city.areas).id, need: stream.pick(InjectContent.Need.allCases), people: people,
        specialNeeds: stream.int(in: 0...people))
    case .realEmergency: return .realEmergency
    case .startExercise: return .startExercise
    case .pauseExercise: return .pauseExercise
    case .endExercise: return .endExercise
    }
  }
}

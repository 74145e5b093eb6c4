import Basics
import Foundation
import Geography
import Testing

@testable import Flood

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

func dumaiTideBytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: "scenarios/dumai/tide.csv"))) }

func dumaiStation() throws -> TideStation { try #require(TideTable.read(try dumaiTideBytes()).value) }

func wib(_ text: String) throws -> Instant { try #require(Instant(text, offsetMinutes: 420)) }

@Suite struct TideTests {
  /// UTide 0.4.0 (FUV, exact times, nodal corrections) with these constants, turns by brute force on a grid of 20 s.
  static let peer: [(at: String, millimetres: Double, isHigh: Bool)] = [
    ("2021-10-07T01:02:00", -1282.6, false), ("2021-10-07T06:47:00", 1747.6, true), ("2021-10-07T13:32:20", -1451.2, false),
    ("2021-10-07T19:05:20", 1439.6, true), ("2021-10-08T01:30:40", -1400.9, false), ("2021-10-08T07:22:20", 1839.1, true),
    ("2021-10-08T14:05:00", -1413.3, false), ("2021-10-08T19:37:20", 1434.5, true), ("2021-10-09T02:00:20", -1446.8, false),
    ("2021-10-09T07:58:00", 1820.4, true), ("2021-10-09T14:38:20", -1295.3, false), ("2021-10-09T20:10:00", 1355.6, true),
    ("2021-11-06T01:03:20", -1397.0, false), ("2021-11-06T07:02:00", 1821.6, true), ("2021-11-06T13:47:20", -1286.1, false),
    ("2021-11-06T19:14:20", 1325.8, true), ("2021-10-28T03:59:00", -698.5, false), ("2021-10-28T10:31:20", 586.8, true),
    ("2021-10-28T16:53:20", -188.2, false), ("2021-10-28T22:21:40", 441.0, true),
  ]

  @Test func highAndLowWatersOfOctoberAndNovember2021AreThoseOfUTide() throws {
    let tide = TidePrediction(station: try dumaiStation())
    for day in ["2021-10-07", "2021-10-08", "2021-10-09", "2021-11-06", "2021-10-28"] {
      let start = try wib("\(day)T00:00")
      let found = tide.extremes(during: Interval(start: start, end: start.adding(minutes: 1440)))
      let expected = Self.peer.filter { $0.at.hasPrefix(day) }
      #expect(found.map(\.isHigh) == expected.map(\.isHigh))
      for (ours, theirs) in zip(found, expected) {
        let at = try wib(theirs.at)
        let seconds = abs(ours.at.milliseconds - at.milliseconds) / 1000
        #expect(seconds <= 30, "\(theirs.at): \(ours.at.text)")
        #expect(abs(Double(ours.millimetres) - theirs.millimetres) <= 1.0, "\(theirs.at): \(ours.millimetres) mm")
      }
    }
  }

  /// The table of the project's data: found on a grid of 10 minutes, which misses a crest by up to 2 mm, and rounded to a centimetre.
  @Test func theTableOfReportedFloodsIsMet() throws {
    let tide = TidePrediction(station: try dumaiStation())
    let table: [(day: String, high: [(clock: String, metres: Double)])] = [
      ("2021-10-07", [("06:50", 1.75), ("19:10", 1.44)]), ("2021-10-08", [("07:20", 1.84), ("19:40", 1.43)]),
      ("2021-10-09", [("08:00", 1.82), ("20:10", 1.36)]), ("2021-11-06", [("07:00", 1.82), ("19:10", 1.32)]),
      ("2021-10-28", [("10:30", 0.59), ("22:20", 0.44)]),
    ]
    for (day, high) in table {
      let start = try wib("\(day)T00:00")
      let found = tide.extremes(during: Interval(start: start, end: start.adding(minutes: 1440))).filter(\.isHigh)
      #expect(found.count == high.count)
      for (ours, theirs) in zip(found, high) {
        let at = try wib("\(day)T\(theirs.clock)")
        #expect(abs(ours.at.minutes(since: at)) <= 5)
        #expect(abs(Double(ours.millimetres) / 1000 - theirs.metres) <= 0.0075)
      }
    }
  }

  @Test func levelsFrom1985To2030AreThoseOfUTide() throws {
    let tide = TidePrediction(station: try dumaiStation())
    let peer: [(String, Double)] = [
      ("2000-01-01T00:00Z", -0.30752), ("2010-06-15T12:34Z", 1.18288), ("2015-03-20T05:00Z", -1.17007),
      ("2021-10-07T23:50Z", 1.76114), ("2024-02-29T18:00Z", -0.19702), ("2030-12-31T23:59Z", -0.58749),
      ("1985-07-04T03:00Z", 0.03742),
    ]
    for (at, metres) in peer {
      let instant = try #require(Instant(at))
      #expect(abs(tide.level(at: instant) - metres) < 2e-5, "\(at): \(tide.level(at: instant))")
    }
  }

  @Test func turnsAreWhatSamplingEachMinuteFinds() throws {
    let tide = TidePrediction(station: try dumaiStation())
    let start = try #require(Instant("2026-11-20T00:00Z"))
    let minutes = 30 * 1440
    let levels = tide.levels(from: start, through: start.adding(minutes: minutes), everyMinutes: 1).map(\.level)
    var brute: [(minute: Int, isHigh: Bool)] = []
    for i in 1..<(levels.count - 1) {
      if levels[i] > levels[i - 1] && levels[i] >= levels[i + 1] { brute.append((i, true)) }
      if levels[i] < levels[i - 1] && levels[i] <= levels[i + 1] { brute.append((i, false)) }
    }
    let found = tide.extremes(during: Interval(start: start, end: start.adding(minutes: minutes)))
    #expect(found.count == brute.count && found.count > 100)
    for (ours, theirs) in zip(found, brute) {
      #expect(ours.isHigh == theirs.isHigh)
      #expect(abs(ours.at.milliseconds - start.adding(minutes: theirs.minute).milliseconds) <= 60_000)
      #expect(abs(Double(ours.millimetres) - levels[theirs.minute] * 1000) <= 1)
    }
  }

  /// M2 is least and K2, O1, K1 greatest when the moon's orbit leans most (2006), and the other way round in 2015.
  @Test func nodalFactorsFollowTheMoonsNodeOf18Point6Years() {
    func factor(_ harmonic: TidalHarmonic, _ at: String) -> Double {
      let f = TidalAstronomy(Instant(at) ?? Instant(milliseconds: 0)).nodal(of: harmonic, latitude: 1.7)
      return (f.re * f.re + f.im * f.im).squareRoot()
    }
    let steep = "2006-06-19T00:00Z"
    let flat = "2015-10-10T00:00Z"
    #expect(abs(factor(.m2, steep) - 0.963) < 0.003 && abs(factor(.m2, flat) - 1.037) < 0.003)
    #expect(abs(factor(.o1, steep) - 1.183) < 0.012 && abs(factor(.o1, flat) - 0.806) < 0.012)
    #expect(abs(factor(.k1, steep) - 1.113) < 0.01 && abs(factor(.k1, flat) - 0.882) < 0.01)
    #expect(abs(factor(.k2, steep) - 1.317) < 0.02 && abs(factor(.k2, flat) - 0.748) < 0.02)
    #expect(abs(factor(.m4, steep) - 0.963 * 0.963) < 0.006)
    // A whole cycle later the factor is the same.
    #expect(abs(factor(.m2, "2000-01-01T00:00Z") - factor(.m2, "2018-08-12T00:00Z")) < 0.002)
  }

  @Test func surgeIsAddedAndMovesNoTurn() throws {
    let station = try dumaiStation()
    let from = try wib("2021-10-08T00:00")
    let day = Interval(start: from, end: from.adding(minutes: 1440))
    let surge = Surge([.init(at: from, metres: 0.1), .init(at: day.end, metres: 0.3)])
    let plain = TidePrediction(station: station).extremes(during: day)
    let raised = TidePrediction(station: station, surge: surge).extremes(during: day)
    #expect(plain.map(\.at) == raised.map(\.at))
    for (a, b) in zip(plain, raised) {
      let part = Double(a.at.minutes(since: from)) / 1440
      #expect(abs(Double(b.millimetres - a.millimetres) - (100 + 200 * part)) <= 1.5)
    }
    #expect(Surge.none.level(at: from) == 0 && Surge(metres: 0.25).level(at: from) == 0.25)
  }

  @Test func faultyTideTablesAreNamedLineByLine() throws {
    let good = String(decoding: try dumaiTideBytes(), as: UTF8.self)
    let cases: [(from: String, to: String, field: String)] = [
      ("M2,28.9841042,0.8530", "M9,28.9841042,0.8530", "constituent"), ("0.4314", "nan", "amplitude_m"),
      ("331.98", "1e9", "phase_deg_greenwich"), ("K2,30.0821373", "M2,30.0821373", "constituent"),
      ("station_id,name", "station,name", "header"), ("0.0751,10.92", "0.0751", "row"),
    ]
    for (from, to, field) in cases {
      let text = good.replacingOccurrences(of: from, with: to)
      #expect(text != good)
      let reading = TideTable.read(Array(text.utf8))
      #expect(reading.value == nil && reading.problems.contains { $0.place?.field == field }, "\(to)")
    }
    #expect(TideTable.read([]).value == nil && TideTable.read([0xff, 0xfe]).value == nil)
    #expect(TideTable.read(Array("a,b".utf8)).value == nil)
  }

  @Test func mutatedTideTablesNeverCrash() throws {
    let good = try dumaiTideBytes()
    let seed: UInt64 = 7
    var stream = RandomStream(seed: seed, name: "tide.mutations")
    for round in 0..<300 {
      var bytes = good
      for _ in 0...stream.int(in: 0...8) {
        let i = stream.int(in: 0...(bytes.count - 1))
        bytes[i] = UInt8(stream.int(in: 0...255))
      }
      let reading = TideTable.read(bytes)
      #expect(reading.value != nil || reading.problems.hasErrors, "seed \(seed) round \(round)")
      if let station = reading.value {
        #expect(TidePrediction(station: station).level(at: Instant(milliseconds: 0)).isFinite, "seed \(seed) round \(round)")
      }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: root.appending(path: "../shared/data/dumai").path)))
  func theConstantsAreThoseOfTheDataFolder() throws {
    let path = root.appending(path: "../shared/data/dumai/tide_constants_dumai.csv")
    let theirs = String(decoding: try Data(contentsOf: path), as: UTF8.self).split(separator: "\n")
    let ours = String(decoding: try dumaiTideBytes(), as: UTF8.self).split(separator: "\n")
    for line in theirs { #expect(ours.contains(line)) }
  }
}

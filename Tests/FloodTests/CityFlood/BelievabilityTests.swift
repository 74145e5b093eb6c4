import Basics
import Foundation
import Geography
import Testing

@testable import Flood

@Suite struct BelievabilityTests {
  /// The tide of 8 October 2021, the whole day, over the lower town.
  private static let result: CityFloodResult? = {
    guard let terrain = LowerTown.terrain, let start = Instant("2021-10-08T00:00", offsetMinutes: 420),
      let station = try? dumaiStation()
    else { return nil }
    let water = CityWater(
      span: Interval(start: start, end: start.adding(minutes: 1440)), tide: TidePrediction(station: station))
    return try? CityFlood(terrain: terrain, water: water).run(everyMinutes: 60)
  }()

  private func report(_ text: String) throws -> ReportedFlood {
    let rows = (ReportedFlood.header.joined(separator: ",") + "\n" + text).utf8
    let reading = ReportedFlood.read(Array(rows))
    #expect(reading.problems.isEmpty, "\(reading.problems.map(\.text))")
    return try #require(reading.value.first)
  }

  private func row(_ text: String) throws -> Believability.Row {
    let result = try #require(Self.result)
    let table = Believability(reports: [try report(text)], results: [result], offsetMinutes: 420, fitted: [])
    return try #require(table.rows.first)
  }

  @Test func theReportsOfThePackAreReadAndEachNamesAKelurahanAndASource() throws {
    let reading = ReportedFlood.read(DumaiGround.bytes("floods.csv"))
    #expect(reading.problems.isEmpty && reading.value.count >= 12)
    for report in reading.value {
      #expect(DumaiGround.facts.contains { $0.code == report.area } && !report.source.isEmpty)
      #expect((report.days.lowerBound.text < "2021-11-01") == (report.use == .fitted), "November 2021 stays unseen")
    }
  }

  @Test func theTableHasARowForEachReportedKelurahanAndDayAndSaysWhatWasNotComputed() throws {
    let result = try #require(Self.result)
    let reports = ReportedFlood.read(DumaiGround.bytes("floods.csv")).value
    let fitted = try #require(DumaiGround.recipe).fitted.map { $0.setting.rawValue }
    let table = Believability(reports: reports, results: [result], offsetMinutes: 420, fitted: fitted)
    #expect(table.rows.count == reports.reduce(0) { $0 + $1.days.upperBound.dayNumber - $1.days.lowerBound.dayNumber + 1 })
    let day = try #require(CivilDate("2021-10-08"))
    for row in table.rows {
      let inWindow = result.areas()[try #require(result.terrain.areaCodes.firstIndex(of: row.report.area))] != nil
      #expect((row.verdict == .notComputed) == !(row.day == day && inWindow), "\(row.day.text) \(row.report.area)")
    }
    #expect(Believability.Verdict.allCases.reduce(0) { $0 + table.count($1) } == table.rows.count)
    let names = Dictionary(DumaiGround.facts.map { ($0.code, $0.name) }, uniquingKeysWith: { a, _ in a })
    let text = table.markdown(names: names)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| 2021-") } == table.rows.count)
    #expect(text.contains("not computed") && text.contains("bank_level_m") && text.contains("no source says dry"))
    let again = Believability(reports: reports, results: [result], offsetMinutes: 420, fitted: fitted)
    #expect(again.markdown(names: names) == text)
  }

  @Test func aFloodWhereASourceSaysDryIsAFalseAlarmAndNoWaterThereIsRight() throws {
    let wet = try row("2021-10-08,2021-10-08,rob,14.72.06.1003,wet,10,30,05:00-09:00 12:00-15:00,fitted,x")
    #expect(wet.verdict == .hit && wet.hoursHit == [true, false] && wet.permille >= 10)
    #expect((300...660).contains(wet.wetFrom ?? 0) && (wet.wetUntil ?? 0) >= (wet.wetFrom ?? 0))
    #expect(try row("2021-10-08,2021-10-08,rob,14.72.06.1003,dry,,,,unseen,x").verdict == .falseAlarm)
    // Teluk Binjai lies too high for this tide.
    #expect(try row("2021-10-08,2021-10-08,rob,14.72.02.1002,dry,,,,unseen,x").verdict == .dryAsReported)
    #expect(try row("2021-10-08,2021-10-08,rob,14.72.02.1002,wet,10,20,,unseen,x").verdict == .miss)
    #expect(try row("2021-10-09,2021-10-09,rob,14.72.06.1003,wet,10,30,,unseen,x").verdict == .notComputed)
  }

  @Test func depthsAreHeldAgainstTheReportedRange() throws {
    let row = try row("2021-10-08,2021-10-08,rob,14.72.06.1003,wet,10,20,,fitted,x")
    let result = try #require(Self.result)
    let index = try #require(result.terrain.areaCodes.firstIndex(of: "14.72.06.1003"))
    let cells = result.terrain.bed.indices.filter { result.terrain.area[$0] == Int16(index) && result.terrain.isDryGround($0) }
    let worst = result.depths.frames.dropLast().map { frame in
      cells.map { frame.millimetres[$0] }.sorted(by: >)[cells.count / 100]
    }.max()
    #expect(worst == row.millimetres)
    #expect(row.depthError == (row.millimetres > 200 ? row.millimetres - 200 : row.millimetres < 100 ? row.millimetres - 100 : 0))
    #expect(try self.row("2021-10-08,2021-10-08,rob,14.72.06.1003,wet,,100,,fitted,x").depthError == nil)
    #expect(try self.row("2021-10-08,2021-10-08,rob,14.72.06.1003,wet,900,999,,fitted,x").depthError == row.millimetres - 9_000)
  }

  @Test func faultyReportsAreNamed() {
    for (text, field) in [
      ("2021-10-08,2021-10-07,rob,a,wet,,,,unseen,x", "from"), ("2021-10-08,2021-10-08,rob,a,damp,,,,unseen,x", "use"),
      ("2021-10-08,2021-10-08,rob,a,wet,-1,,,unseen,x", "low_cm"), ("2021-10-08,2021-10-08,rob,a,wet,,,9-5,unseen,x", "hours"),
    ] {
      let reading = ReportedFlood.read(Array((ReportedFlood.header.joined(separator: ",") + "\n" + text).utf8))
      #expect(reading.value.isEmpty && reading.problems.contains { $0.place?.field == field }, "\(text)")
    }
  }
}

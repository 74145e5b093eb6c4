import Basics
import Geography
import Testing

private func at(_ text: String) -> Instant { Instant(text, offsetMinutes: 420) ?? Instant(milliseconds: 0) }

private func sample(
  _ area: String, _ from: String, _ to: String, low: Int32? = nil, high: Int32, seen: String? = nil,
  source: DepthSeries.Source = .reported
) -> DepthSeries.Sample {
  DepthSeries.Sample(
    area: area, during: Interval(start: at(from), end: at(to)), lowMillimetres: low, highMillimetres: high, source: source,
    observed: seen.map(at), note: "test")
}

@Suite struct DepthSeriesTests {
  let series = DepthSeries(samples: [
    sample("A", "2021-11-06T05:00", "2021-11-06T09:00", low: 100, high: 151),
    sample("A", "2021-11-06T16:00", "2021-11-06T19:00", high: 300),
    sample("B", "2021-11-06T05:00", "2021-11-06T09:00", high: 0),
  ])

  @Test func withoutAReportNothingIsKnownAndNothingIsZero() {
    #expect(series.depthMillimetres(area: "A", at: at("2021-11-06T04:59")) == nil)
    #expect(series.depthMillimetres(area: "A", at: at("2021-11-06T09:00")) == nil)
    #expect(series.depthMillimetres(area: "C", at: at("2021-11-06T06:00")) == nil)
    #expect(series.depthMillimetres(area: "B", at: at("2021-11-06T06:00")) == 0)
    #expect(DepthSeries.none.depthMillimetres(area: "A", at: at("2021-11-06T06:00")) == nil)
  }

  @Test func aRangeIsReadByTheFigureThatWasAskedFor() {
    let instant = at("2021-11-06T05:00")
    #expect(series.depthMillimetres(area: "A", at: instant) == 126)
    #expect(DepthSeries(samples: series.samples, figure: .low).depthMillimetres(area: "A", at: instant) == 100)
    #expect(DepthSeries(samples: series.samples, figure: .high).depthMillimetres(area: "A", at: instant) == 151)
    #expect(DepthSeries(samples: series.samples, figure: .low).depthMillimetres(area: "A", at: at("2021-11-06T17:00")) == 300)
  }

  @Test func theNewestOfOverlappingReportsHolds() {
    let two = DepthSeries(samples: [
      sample("A", "2021-11-06T05:00", "2021-11-06T09:00", high: 400, seen: "2021-11-06T07:00"),
      sample("A", "2021-11-06T06:00", "2021-11-06T08:00", high: 100, seen: "2021-11-06T06:00"),
    ])
    #expect(two.depthMillimetres(area: "A", at: at("2021-11-06T07:30")) == 400)
    #expect(
      two.maximumMillimetres(area: "A", during: Interval(start: at("2021-11-06T05:30"), end: at("2021-11-06T07:00"))) == 400)
  }

  @Test func theGreatestDepthOfASpanLooksAtAllThatOverlaps() {
    let day = Interval(start: at("2021-11-06T00:00"), end: at("2021-11-07T00:00"))
    #expect(series.maximumMillimetres(area: "A", during: day) == 300)
    #expect(
      series.maximumMillimetres(area: "A", during: Interval(start: at("2021-11-06T09:00"), end: at("2021-11-06T16:00"))) == nil)
    #expect(series.maximumMillimetres(area: "C", during: day) == nil)
  }

  @Test func anOldReportIsStaleAndNoneIsStaleToo() {
    #expect(!series.isStale(area: "A", at: at("2021-11-06T06:00"), limit: 60))
    #expect(series.isStale(area: "A", at: at("2021-11-06T06:01"), limit: 60))
    #expect(series.isStale(area: "A", at: at("2021-11-06T04:00"), limit: 60))
    #expect(series.isStale(area: "C", at: at("2021-11-06T06:00"), limit: 60))
  }

  @Test func impossibleReportsAreDropped() {
    let bad = DepthSeries(samples: [
      sample("A", "2021-11-06T09:00", "2021-11-06T05:00", high: 100),
      sample("A", "2021-11-06T05:00", "2021-11-06T09:00", high: -1),
    ])
    #expect(bad.isEmpty && bad.areas.isEmpty)
    let extreme = DepthSeries(samples: [sample("A", "2021-11-06T05:00", "2021-11-06T09:00", low: 0, high: .max)])
    #expect(extreme.depthMillimetres(area: "A", at: at("2021-11-06T06:00")) == 1_073_741_824)
  }

  @Test func robWindowsRepeatEachDayAndMayRunOverMidnight() throws {
    let first = try #require(CivilDate("2021-11-06"))
    let last = try #require(CivilDate("2021-11-07"))
    let windows = DepthSeries.windows(
      from: first, through: last, minutesOfDay: [(300, 540), (1380, 60)], offsetMinutes: 420)
    #expect(windows.count == 4)
    #expect(windows[0] == Interval(start: at("2021-11-06T05:00"), end: at("2021-11-06T09:00")))
    #expect(windows[1] == Interval(start: at("2021-11-06T23:00"), end: at("2021-11-07T01:00")))
    #expect(DepthSeries.windows(from: last, through: first, minutesOfDay: [(0, 60)], offsetMinutes: 420).isEmpty)
  }

  @Test func syntheticWaterIsMarkedAsSuch() {
    #expect(!series.isSynthetic)
    let synthetic = sample("A", "2021-11-06T05:00", "2021-11-06T09:00", high: 1, source: .simulated(synthetic: true))
    #expect(DepthSeries(samples: series.samples + [synthetic]).isSynthetic)
  }

  @Test func aGridIsLinearInTimeAndSilentOutsideOfItsFrames() throws {
    let corner = LocalPoint(x: 0, y: 0)
    let (start, end) = (at("2021-11-06T05:00"), at("2021-11-06T06:00"))
    let grid = try #require(
      DepthGrid(
        columns: 2, rows: 1, corner: corner, cell: 10,
        frames: [.init(at: end, millimetres: [300, -1]), .init(at: start, millimetres: [100, 50])],
        source: .simulated(synthetic: false), note: "test"))
    let series = DepthSeries(grid: grid)
    let here = LocalPoint(x: 5, y: 5)
    #expect(series.depthMillimetres(at: here, outlines: nil, at: at("2021-11-06T05:30")) == 200)
    #expect(series.depthMillimetres(at: here, outlines: nil, at: end) == 300)
    #expect(series.depthMillimetres(at: here, outlines: nil, at: at("2021-11-06T06:01")) == nil)
    #expect(series.depthMillimetres(at: here, outlines: nil, at: at("2021-11-06T04:59")) == nil)
    #expect(series.depthMillimetres(at: LocalPoint(x: 15, y: 5), outlines: nil, at: at("2021-11-06T05:30")) == nil)
    #expect(series.depthMillimetres(at: LocalPoint(x: 25, y: 5), outlines: nil, at: start) == nil)
    let span = Interval(start: at("2021-11-06T05:15"), end: at("2021-11-06T08:00"))
    #expect(series.maximumMillimetres(at: here, outlines: nil, during: span) == 300)
    let frame = DepthGrid.Frame(at: start, millimetres: [1])
    #expect(DepthGrid(columns: 2, rows: 1, corner: corner, cell: 10, frames: [frame], source: .forecast, note: "") == nil)
    #expect(DepthGrid(columns: 1, rows: 1, corner: corner, cell: 10, frames: [frame, frame], source: .forecast, note: "") == nil)
  }
}

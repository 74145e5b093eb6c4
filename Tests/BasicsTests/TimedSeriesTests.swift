import Testing

@testable import Basics

@Suite struct TimedSeriesTests {
  private func series(_ values: [(Int, Double)]) -> TimedSeries {
    TimedSeries(points: values.map { .init(at: Instant(milliseconds: Int64($0) * 60_000), value: $1) })
  }

  @Test func aSeriesIsLinearBetweenItsPointsAndLevelOutside() {
    let flow = series([(0, 2), (60, 8), (90, 2)])
    let at = { (minute: Int) in Instant(milliseconds: Int64(minute) * 60_000) }
    #expect([-10, 0, 30, 60, 75, 90, 500].map { flow.value(at: at($0)) } == [2, 2, 5, 8, 5, 2, 2])
    #expect([-1, 0, 59, 60, 89, 90, 500].map { flow.step(at: at($0)) } == [0, 2, 2, 8, 8, 2, 2])
    #expect(TimedSeries(points: []).value(at: at(3)) == 0)
    #expect(TimedSeries(constant: 4).value(at: at(-3)) == 4)
  }

  @Test func lookUpsAgreeWithAWalkThroughAllPoints() {
    for seed in 0..<200 {
      var stream = RandomStream(seed: UInt64(seed), name: "scenario/series")
      let minutes = Set((0..<stream.int(in: 0...9)).map { _ in stream.int(in: 0...40) }).sorted()
      let points = minutes.map { ($0, Double(stream.int(in: -5...5))) }
      let made = series(points)
      for minute in -2...42 {
        let instant = Instant(milliseconds: Int64(minute) * 60_000)
        let before = points.last { $0.0 <= minute }
        #expect(made.step(at: instant) == before?.1 ?? 0, "seed \(seed) minute \(minute)")
        let after = points.first { $0.0 > minute }
        let line =
          switch (before, after) {
          case (nil, nil): 0.0
          case (let b?, nil): b.1
          case (nil, let a?): a.1
          case (let b?, let a?): b.1 + (a.1 - b.1) * Double(minute - b.0) / Double(a.0 - b.0)
          }
        #expect(abs(made.value(at: instant) - line) < 1e-12, "seed \(seed) minute \(minute)")
      }
    }
  }
}

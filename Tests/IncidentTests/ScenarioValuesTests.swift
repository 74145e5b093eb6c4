import Basics
import Testing

@testable import Incident

@Suite struct ScenarioValuesTests {
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

  @Test func figuresByDepthHoldFromTheirDepthUp() {
    let table = DepthTable(centimetres: [(10, 0.5), (70, 1)])
    #expect([0, 99, 100, 699, 700, 5000].map { table.value(millimetres: $0) } == [0, 0, 0.5, 0.5, 1, 1])
  }

  @Test func figuresByHourHoldOverMidnight() {
    let table = HourTable([.init(fromMinute: 300, value: 6), .init(fromMinute: 1320, value: 45)])
    #expect([0, 299, 300, 1319, 1320, 1439].map { table.value(minuteOfDay: $0) } == [45, 45, 6, 6, 45, 45])
  }

  @Test func halfOfAllDelaysAreShorterThanTheMedian() {
    var stream = RandomStream(seed: 3, name: "scenario/delay")
    let model = DelayModel(medianMinutes: 12, spread: 0.8)
    let draws = (0..<20_000).map { _ in model.minutes(&stream) }.sorted()
    #expect(abs(draws[10_000] - 12) < 0.4)
    // e^(0.8 * 1.6449) of the median at 95 %.
    #expect(abs(draws[19_000] / 12 - 3.727) < 0.15)
    #expect(DelayModel(medianMinutes: 5, spread: 0).minutes(&stream, factor: 2) == 10)
  }

  @Test func ratingsFollowTheRuleOfTheFactSheet() {
    func task(_ metric: ExerciseMetric, _ target: Double) -> CriticalTask {
      CriticalTask(id: "t", title: .init(id: "a", en: "b"), reference: "", measure: .metric(metric, target: target))
    }
    let wait = task(.response90Minutes, 60)
    #expect([60.0, 61, 90, 91].map { wait.rating(measured: $0) } == [.performed, .someChallenges, .someChallenges, .unable])
    #expect(wait.rating(measured: 30, didHarm: true) == .majorChallenges)
    #expect(wait.rating(measured: 200, didHarm: true) == .unable)
    #expect(wait.rating(measured: nil) == nil)
    let meals = task(.mealPercent, 90)
    #expect(
      [95.0, 90, 89, 60, 59].map { meals.rating(measured: $0) } == [
        .performed, .performed, .someChallenges, .someChallenges, .unable,
      ])
    let none = task(.waterBeforePowerOff, 0)
    #expect([0.0, 1].map { none.rating(measured: $0) } == [.performed, .unable])
    #expect(ExerciseObjective.rating([.performed, nil, .majorChallenges, .someChallenges]) == .majorChallenges)
    #expect(ExerciseObjective.rating([nil]) == nil)
    var judged = wait
    judged.measure = .evaluator("inspektorat")
    #expect(judged.rating(measured: 1) == nil)
  }

  @Test func staffBehaviourReadsItsTables() throws {
    var staff = StaffBehaviour()
    let day = try #require(CivilDate("2022-05-03"))
    staff.absences = [.init(reason: "Lebaran", from: day, to: day, share: 0.4)]
    #expect(staff.absentShare(on: day) == 0.4)
    #expect(staff.absentShare(on: CivilDate(dayNumber: day.dayNumber + 1)) == staff.absentShare)
    #expect([0.0, 5, 5.1, 1000].map { staff.accepts(km: $0) } == [0.9, 0.9, 0.85, 0.7])
    #expect([-1, 0, 5, 9].map { staff.workRate(level: $0) } == [0.4, 0.4, 1.2, 1.2])
    #expect(staff.fatigue.rate(hoursAwake: 10) == 1)
    #expect(staff.fatigue.rate(hoursAwake: 40) == 0.4)
  }

  @Test func wetAndDryCurveNumbersFollowTheFactSheet() {
    func effective(_ condition: ScenarioWater.Infiltration.Condition) -> Double {
      ScenarioWater.Infiltration(areas: [], curveNumber: 80, condition: condition).effectiveCurveNumber
    }
    #expect(abs(effective(.wet) - 90.35) < 0.01)
    #expect(abs(effective(.dry) - 63.69) < 0.01)
    #expect(effective(.average) == 80)
  }
}

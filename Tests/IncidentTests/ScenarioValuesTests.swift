import Basics
import Testing

@testable import Incident

@Suite struct ScenarioValuesTests {
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

import Basics
import Geography
import Incident

@testable import Staffing

/// Hostile little cities with several shifts by seed: windows and shifts round the clock, orders out, pins, bans, partners.
enum RandomHorizon {
  static func make(
    _ seed: UInt64, people: ClosedRange<Int> = 0...10, shifts: ClosedRange<Int> = 2...4, posts: ClosedRange<Int> = 1...4,
    plain: Bool = false
  ) -> HorizonInput {
    var r = RandomStream(seed: seed, name: "horizon-city")
    var town = RandomCity.make(seed, people: people, posts: 1...2)
    town.posts = []
    town.city.rules.weights.perPlaceChange = r.pick([0, 100, 400])
    town.city.rules.handoverMinutes = r.pick([0, 0, 15, 60])
    town.city.rules.mostDuties = r.pick([nil, nil, 1, 2])
    town.city.rules.mostNightsInARow = r.pick([nil, 1, 2])
    var inputs: [StaffingInput] = []
    var start = town.shift.interval.start
    for t in 0..<r.int(in: shifts) {
      let end = start.adding(minutes: r.pick([240, 360, 480, 330]))
      let interval = Interval(start: start, end: end)
      town.shift = Shift(
        id: ShiftID("t\(t)"), name: Bilingual(id: "", en: ""), interval: interval,
        isNight: Shift.isNight(interval, offsetMinutes: 420))
      town.posts = []
      for _ in 0..<r.int(in: posts) {
        town.post(r.pick(town.city.roles).id, at: r.int(in: 0...(town.city.places.count - 1)), heads: r.int(in: 1...3))
      }
      inputs.append(RandomCity.input(town, seed &* 31 &+ UInt64(t), plain: plain))
      start = end.adding(minutes: r.pick([0, 0, 120, 480, 750, -30]))
    }
    return HorizonInput(inputs)
  }

  /// Each shift alone with what those before it leave: what `siaga plan --shifts` did before.
  static func inTurn(_ input: HorizonInput) -> [Plan] {
    var done: [WorkSpan] = []
    return input.shifts.map { shift in
      var own = shift
      own.work += done
      var planner = StaffingPlanner(own)
      let plan = planner.propose()
      done += plan.duties.map {
        WorkSpan(staff: $0.staff, interval: shift.shift.interval, isNight: shift.shift.isNight)
      }
      return plan
    }
  }

  static func unmet(_ plans: [Plan]) -> [Int] { (0..<5).map { tier in plans.reduce(0) { $0 + $1.unmetByTier[tier] } } }
}

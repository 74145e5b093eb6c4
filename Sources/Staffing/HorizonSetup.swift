import Basics
import Incident

/// Prepares the planners of a horizon: offices and pins are settled shift after shift, each with those of the others as work.
struct HorizonSetup {
  private(set) var planners: [StaffingPlanner] = []
  private(set) var tables: [SeatTable] = []
  let clock: ShiftClock
  private let input: HorizonInput

  /// - Complexity: travel times once for each set of places and water, then O(shifts x staff x posts).
  init(_ input: HorizonInput, shouldStop: () -> Bool) {
    self.input = input
    clock = ShiftClock(input.shifts.map(\.shift), rules: input.rules)
    for shift in input.shifts {
      planners.append(StaffingPlanner(shift, shouldStop: shouldStop))
    }
    for t in planners.indices {
      planners[t] = planners[t].changed(rebuildingTables: true) { $0.work += fixedWork(of: 0..<t) }
      tables.append(SeatTable(planners[t].eligibility))
    }
    // Once more with the later ones too: who is bound later rests before it.
    for t in planners.indices {
      let work = input.shifts[t].work + fixedWork(of: (0..<planners.count).filter { $0 != t })
      planners[t] = planners[t].changed(rebuildingTables: true) { $0.work = work }
      tables[t] = SeatTable(planners[t].eligibility)
    }
  }

  /// Duties of pins and offices as work for the other shifts.
  private func fixedWork(of shifts: some Sequence<Int>) -> [WorkSpan] {
    var out: [WorkSpan] = []
    for t in shifts {
      let eligibility = planners[t].eligibility
      let shift = clock.shifts[t]
      let people = eligibility.offices.outcomes.compactMap(\.holder) + (t < tables.count ? tables[t].pinned.map(\.staff) : [])
      let underWay = input.shifts[t].engaged.keys.sorted().compactMap { input.shifts[t].roster.index(of: $0) }
      out += Set(people + underWay).sorted().map {
        WorkSpan(staff: eligibility.tables.staff[$0].id, interval: shift.interval, isNight: shift.isNight)
      }
    }
    return out
  }
}

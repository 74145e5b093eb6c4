import Basics
import Incident

/// The facts of shifts that are planned together, up to `StaffingLimits.horizonShifts`.
///
/// Each shift has its own input as if it were planned alone, with the same city and roster. `work` holds what is worked outside of
/// these shifts; the duties that the horizon's own plans give are not in it.
public struct HorizonInput: Sendable {
  /// Ascending by start, then end, then id.
  public let shifts: [StaffingInput]

  /// Takes the shifts in the order of time; of two with the same id the first, and no more than the limit.
  public init(_ shifts: [StaffingInput]) {
    var seen: Set<ShiftID> = []
    let single = shifts.filter { seen.insert($0.shift.id).inserted }
    self.shifts = Array(
      single.sorted { a, b in
        let x = (a.shift.interval.start, a.shift.interval.end, a.shift.id)
        let y = (b.shift.interval.start, b.shift.interval.end, b.shift.id)
        return x < y
      }.prefix(StaffingLimits.horizonShifts))
  }

  var rules: DutyRules { shifts.first?.city.rules ?? DutyRules() }
}

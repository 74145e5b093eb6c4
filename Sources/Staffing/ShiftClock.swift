import Basics
import Incident

/// How the shifts of a horizon lie to each other: which of two may be served by one person, in real minutes and not in whole shifts,
/// so that windows of a tide and shifts round the clock go together.
struct ShiftClock: Sendable {
  /// Ascending by start, then end.
  let shifts: [Shift]
  let rules: DutyRules
  /// Hours of duty by shift, begun ones count; for the load.
  let hours: [Int64]
  /// By shift: the set of shifts that nobody may serve beside it, as bits.
  let conflicts: [UInt32]

  var count: Int { shifts.count }

  init(_ shifts: [Shift], rules: DutyRules) {
    self.shifts = shifts
    self.rules = rules
    hours = shifts.map { Int64(max(0, min(720, ($0.interval.minutes + 59) / 60))) }
    conflicts = shifts.indices.map { a in
      shifts.indices.reduce(UInt32(0)) { set, b in
        a != b && !Self.isRested(shifts[min(a, b)], shifts[max(a, b)], rules) ? set | 1 << UInt32(b) : set
      }
    }
  }

  /// Whether `second` may follow `first` for the same person: rest in minutes, the longer one after a night, less the hand-over.
  static func isRested(_ first: Shift, _ second: Shift, _ rules: DutyRules) -> Bool {
    if first.interval.overlaps(second.interval) || second.interval.start < first.interval.end { return false }
    let rest = first.isNight ? rules.restHoursAfterNight : rules.restHours
    return second.interval.start.minutes(since: first.interval.end) - rules.handoverMinutes >= rest * 60
  }

  /// When a person who serves `other` has rested enough for `shift`, or could be called again where `other` comes later.
  func restedAfter(_ other: Int) -> Instant {
    let hours = shifts[other].isNight ? rules.restHoursAfterNight : rules.restHours
    return shifts[other].interval.end.adding(minutes: hours * 60 + rules.handoverMinutes)
  }

  /// Most that two nights in a row lie apart, from start to start.
  static let nightStep = 36 * 60

  /// The longest run of nights, each beginning within 36 hours of the one before. Starts need no order.
  static func longestRun(_ nights: [Instant]) -> Int {
    var longest = 0
    var run = 0
    var last: Instant?
    for night in nights.sorted() {
      run = last.map { night.minutes(since: $0) <= nightStep } ?? false ? run + 1 : 1
      longest = max(longest, run)
      last = night
    }
    return longest
  }
}

import Basics
import Incident
import Staffing

/// The figures of a run, from its record and its log. Formulas: standards/drills-hseep.md section 6.
struct MetricSums {
  let run: DrillRun
  let record: DrillRecord

  /// Those that the run has something to say about; a figure without a basis is left out and never 0.
  var metrics: [ExerciseMetric: Double] {
    var sums: [ExerciseMetric: Double] = [:]
    staffing(&sums)
    answers(&sums)
    needs(&sums)
    duty(&sums)
    messages(&sums)
    actions(&sums)
    return sums
  }

  private func percent(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? 100 * part / whole : nil }

  private func staffing(_ sums: inout [ExerciseMetric: Double]) {
    var wanted = 0.0
    var missing = 0.0
    for criticality in Criticality.allCases {
      let posts = record.posts.filter { $0.criticality == criticality }
      let minutes = posts.reduce(0.0) {
        $0 + Double(($1.wanted - $1.partners) * min($1.interval.end, record.frame.end).minutes(since: $1.interval.start))
      }
      let short = posts.reduce(0.0) { $0 + Double($1.missingMinutes) }
      sums[ExerciseMetric.unfilledHours(criticality)] = short / 60
      wanted += minutes
      missing += short
      if criticality == .lifeSafety { sums[.lifeSafetyFillPercent] = percent(minutes - short, minutes) }
    }
    sums[.unmetHeadHours] = missing / 60
    sums[.fillPercent] = percent(wanted - missing, wanted)
    if let first = record.calls.filter({ $0.phase != .declined }).compactMap(\.answered).min() {
      sums[.firstAssignmentMinutes] = Double(first.milliseconds - record.frame.start.milliseconds) / 60_000
    }
    sums[.staffing90Minutes] = ninetyPercent()
    let told = record.calls.count
    sums[.planChangePercent] = percent(
      Double(record.plans.filter { $0.cause != .first }.reduce(0) { $0 + $1.disturbed }), Double(told))
  }

  /// Of the worst shift: from the issue of its first order until nine tenths of its seats had a yes; left out where never.
  private func ninetyPercent() -> Double? {
    var worst: Double?
    for (_, posts) in Dictionary(grouping: record.posts, by: \.shift) {
      let seats = posts.reduce(0) { $0 + $1.wanted - $1.partners }
      let ids = Set(posts.map(\.post))
      let calls = record.calls.filter { ids.contains($0.post) }
      let yes = calls.filter { $0.phase != .declined }.compactMap(\.answered).sorted()
      let needed = Int((0.9 * Double(seats)).rounded(.up))
      guard needed > 0, yes.count >= needed, let start = calls.map(\.issued).min() else { continue }
      worst = max(worst ?? 0, Double(yes[needed - 1].milliseconds - start.milliseconds) / 60_000)
    }
    return worst
  }

  private func answers(_ sums: inout [ExerciseMetric: Double]) {
    let calls = record.calls
    guard !calls.isEmpty else { return }
    let reached = calls.count { call in call.delivered.map { $0.milliseconds - call.issued.milliseconds <= 300_000 } ?? false }
    sums[.notificationReachPercent] = percent(Double(reached), Double(calls.count))
    let accepted = calls.count { $0.answered != nil && $0.declineReason == nil }
    sums[.acceptancePercent] = percent(Double(accepted), Double(calls.count))
    let filled = calls.count { $0.arrived != nil }
    sums[.callsPerSeat] = filled > 0 ? Double(calls.count) / Double(filled) : nil
    sums[.peopleCalled] = Double(Set(calls.map(\.staff)).count)
    let times = calls.map { call -> Survival.Case in
      let end = call.answered ?? call.ended ?? record.frame.end
      return Survival.Case(minutes: Double(end.milliseconds - call.issued.milliseconds) / 60_000, happened: call.answered != nil)
    }
    // Where so many never answered, the longest watch stands in: it took at least so long.
    let longest = times.map(\.minutes).max()
    sums[.acknowledgement50Minutes] = Survival.quantile(times, 0.5) ?? longest
    sums[.acknowledgement90Minutes] = Survival.quantile(times, 0.9) ?? longest
  }

  private func needs(_ sums: inout [ExerciseMetric: Double]) {
    for criticality in Criticality.allCases {
      let waiting = record.needs.filter { $0.kind.criticality == criticality }.reduce(0) { $0 + $1.waitingHours }
      sums[ExerciseMetric.waitingHours(criticality)] = waiting
    }
    func share(_ kind: NeedKind) -> Double? {
      let tracks = record.needs.filter { $0.kind == kind }
      return percent(tracks.reduce(0) { $0 + $1.served }, tracks.reduce(0) { $0 + $1.wanted })
    }
    sums[.personHoursAtRisk] = run.needs.riskHours
    sums[.rescuedPercent] = share(.rescue)
    sums[.mealPercent] = share(.meals)
    sums[.waterPercent] = share(.water)
    sums[.shelterOverloadHours] = run.needs.shelterOverloadHours
    sums[.rescueWait90Minutes] = Survival.quantile(
      run.needs.rescueWaits.flatMap { wait in (0..<wait.count).map { _ in Survival.Case(minutes: wait.minutes, happened: true) }
      }, 0.9)
    sums[.pumpHoursLost] = record.needs.filter { $0.kind == .pumping }.reduce(0) { $0 + $1.waitingHours }
  }

  private func duty(_ sums: inout [ExerciseMetric: Double]) {
    var hours: [StaffID: Double] = [:]
    var spans: [StaffID: [Interval]] = [:]
    for call in record.calls {
      guard let arrived = call.arrived, let shift = run.responders[call.order]?.shift else { continue }
      let start = max(arrived, shift.interval.start)
      let end = min(call.ended ?? record.frame.end, shift.interval.end)
      guard start < end else { continue }
      hours[call.staff, default: 0] += Double(end.milliseconds - start.milliseconds) / 3_600_000
      spans[call.staff, default: []].append(shift.interval)
    }
    sums[.dutyHours] = hours.keys.sorted().reduce(0) { $0 + (hours[$1] ?? 0) }
    sums[.dutyGini] = Self.gini(hours.values.sorted())
    let offices = Set(run.setting.city.roles.filter { $0.goesWithOffice != nil }.map(\.id))
    let bound = Set(record.calls.filter { call in offices.contains { call.post.rawValue.hasPrefix("\($0)/") } }.map(\.staff))
    sums[.restViolations] = Double(
      spans.keys.sorted().filter { !bound.contains($0) }.reduce(0) { $0 + restViolations(spans[$1] ?? []) })
  }

  /// Pairs of duties with less rest between them than the city's rules ask for.
  private func restViolations(_ spans: [Interval]) -> Int {
    let rules = run.setting.city.rules
    let sorted = spans.sorted { $0.start < $1.start }
    return zip(sorted, sorted.dropFirst()).count { a, b in
      let night = Shift.isNight(a, offsetMinutes: run.setting.city.offsetMinutes)
      return b.start < a.end.adding(minutes: 60 * (night ? rules.restHoursAfterNight : rules.restHours))
    }
  }

  /// Gini coefficient of ascending values; nil without any.
  static func gini(_ ascending: [Double]) -> Double? {
    let sum = ascending.reduce(0, +)
    guard sum > 0 else { return nil }
    let n = Double(ascending.count)
    let weighted = ascending.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * $1.element }
    return 2 * weighted / (n * sum) - (n + 1) / n
  }

  private func messages(_ sums: inout [ExerciseMetric: Double]) {
    sums[.messagesSent] = Double(record.messages.attempts)
    let asked = record.broadcasts.reduce(0) { $0 + $1.audience }
    sums[.broadcastAcknowledgedPercent] = percent(Double(record.broadcasts.reduce(0) { $0 + $1.acknowledged }), Double(asked))
    if run.notebook.reportErrorCount > 0 { sums[.reportErrorMillimetres] = record.reports.meanErrorMillimetres }
  }

  private func actions(_ sums: inout [ExerciseMetric: Double]) {
    let due = record.injects.filter { [.acted, .missed].contains($0.status) }
    sums[.expectedActionsPercent] = percent(Double(due.count { $0.status == .acted }), Double(due.count))
    sums[.waterBeforePowerOff] = Double(run.notebook.inWaterWithPower.count)
    sums[.wrongCalls] = Double(run.notebook.wrongCalls)
  }
}

/// Kaplan-Meier: what never happened is censored at the end of its watch and not dropped.
enum Survival {
  struct Case: Hashable, Sendable {
    var minutes: Double
    var happened: Bool
  }

  /// First time at which the share of those to whom it has not happened falls to 1 - q or below; nil where it never does.
  /// - Complexity: O(n log n)
  static func quantile(_ cases: [Case], _ q: Double) -> Double? {
    let sorted = cases.sorted { ($0.minutes, $0.happened ? 0 : 1) < ($1.minutes, $1.happened ? 0 : 1) }
    var atRisk = sorted.count
    var survival = 1.0
    for item in sorted {
      if item.happened {
        survival *= 1 - 1 / Double(atRisk)
        if survival <= 1 - q + 1e-12 { return item.minutes }
      }
      atRisk -= 1
    }
    return nil
  }
}

import Basics
import Incident

/// A change of one thing, to be tried in a paired batch: "what if".
public struct WhatIf: Sendable {
  public enum Change: Hashable, Sendable {
    /// So many more people hold what the role requires, near to where it is short.
    case people(RoleID, count: Int)
    /// Messages are noticed twice as fast.
    case fasterAnswers
    /// The usual way of dispatching in place of Siaga's plan.
    case greedy
    /// Shifts are planned and called this much earlier.
    case earlier(minutes: Int)
    case soundNetwork
  }

  public var change: Change

  public init(_ change: Change) { self.change = change }

  /// What is worth trying after a run: more people where nobody was eligible, and the general levers.
  public static func suggested(_ findings: Findings, scenario: Scenario) -> [WhatIf] {
    var changes: [Change] = []
    for short in findings.shorts where !short.isOffice && (short.causes[.unplanned] ?? 0) > 0 && changes.count < 2 {
      if !changes.contains(where: { if case .people(short.role, _) = $0 { true } else { false } }) {
        changes.append(.people(short.role, count: 5))
      }
    }
    changes.append(.fasterAnswers)
    changes.append(.earlier(minutes: 120))
    if !scenario.network.outages.isEmpty { changes.append(.soundNetwork) }
    return changes.map(WhatIf.init)
  }

  /// The setting and options with the change made. Deterministic: the people who gain a competency are those without it who live
  /// nearest to the places that need it, by id.
  func apply(_ setting: DrillSetting, _ options: DrillOptions) -> (DrillSetting, DrillOptions) {
    var (setting, options) = (setting, options)
    switch change {
    case .people(let role, let count): setting.roster = Self.trained(setting, role: role, count: count)
    case .fasterAnswers:
      var behaviour = options.behaviour ?? setting.scenario.staffBehaviour
      for i in behaviour.notice.indices {
        behaviour.notice[i].medianMinutes = HourTable(
          behaviour.notice[i].medianMinutes.rows.map { HourTable.Row(fromMinute: $0.fromMinute, value: $0.value / 2) })
      }
      options.behaviour = behaviour
    case .greedy: options.policy = .greedy
    case .earlier(let minutes): setting.scenario.commander.leadMinutes += minutes
    case .soundNetwork: setting.scenario.network.outages = []
    }
    return (setting, options)
  }

  private static func trained(_ setting: DrillSetting, role id: RoleID, count: Int) -> Roster {
    guard let role = setting.city.role(id) else { return setting.roster }
    let places = setting.city.places.filter { $0.kind == .boatLanding || $0.kind == .fieldPost || $0.kind == .posko }.map(\.id)
    let lacking = setting.roster.staff.filter { member in
      member.isCallable && role.requires.contains { (member.held($0.competency)?.level ?? 0) < $0.level }
    }
    let near = lacking.map { member in
      (member.id, places.compactMap { setting.travel.kilometres(member.id, to: $0) }.min() ?? 1_000)
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(count).map(\.0)
    let chosen = Set(near)
    let staff = setting.roster.staff.map { member -> StaffMember in
      guard chosen.contains(member.id) else { return member }
      var member = member
      for need in role.requires {
        member.competencies.removeAll { $0.competency == need.competency }
        member.competencies.append(HeldCompetency(competency: need.competency, level: need.level))
      }
      return member
    }
    return Roster(units: setting.roster.units, staff: staff)
  }
}

/// What a change did over a paired batch.
public struct WhatIfResult: Sendable {
  public var change: WhatIf.Change
  public var comparison: BatchComparison

  /// Runs the base once and each change against it, under the same chances.
  public static func all(
    _ changes: [WhatIf], setting: DrillSetting, options: DrillOptions, pairs: Int, threads: Int,
    progress: (Int, Int) -> Void = { _, _ in }
  ) async throws -> [WhatIfResult] {
    guard !changes.isEmpty, pairs > 1 else { return [] }
    let base = try await DrillBatch(setting, options: options, count: pairs).run(threads: threads)
    var results: [WhatIfResult] = []
    for (i, change) in changes.enumerated() {
      progress(i, changes.count)
      let (other, otherOptions) = change.apply(setting, options)
      let after = try await DrillBatch(other, options: otherOptions, count: pairs).run(threads: threads)
      results.append(
        WhatIfResult(change: change.change, comparison: BatchComparison(base, after, seed: setting.scenario.seed)))
    }
    return results
  }
}

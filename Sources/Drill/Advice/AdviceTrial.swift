import Basics
import Incident
import Staffing

/// Whether advised trainings help in drills, where people decline, stay silent and come late: batches under common random numbers with
/// the people as they are, with the advised courses, and with as many seats given out otherwise.
public struct AdviceTrial: Sendable {
  public enum Arm: String, Sendable, CaseIterable {
    case advised
    /// The same number of courses by lot: any person, any competency and level that a post of the scenario asks for.
    case random
    /// The same number of seats where most heads are wanted: the competency of the role with the most heads, whoever lives first in the
    /// list and lacks it.
    case headcount
  }

  /// Unfilled person-hours of classes 1 and 2 against the people as they are; below 0 is better.
  public struct Outcome: Sendable {
    public var arm: Arm
    public var people: Int
    public var difference: PairedDifference
  }

  public let setting: DrillSetting
  public let trainings: [StaffingMeasure]
  public let pairs: Int
  public let seed: UInt64

  public init(_ setting: DrillSetting, trainings: [StaffingMeasure], pairs: Int) {
    self.setting = setting
    self.trainings = trainings.filter { $0.kind == .train }
    self.pairs = pairs
    seed = setting.scenario.seed
  }

  private var seats: Int {
    trainings.reduce(0) { sum, measure in
      if case .train(_, let steps) = measure { sum + steps.reduce(0) { $0 + $1.seats } } else { sum }
    }
  }

  /// - Complexity: four batches of `pairs` replications.
  public func run(threads: Int) async throws -> [Outcome] {
    let before = try await batch(setting.roster, threads: threads)
    var out: [Outcome] = []
    for arm in Arm.allCases {
      let courses = courses(arm)
      var options = DrillOptions()
      options.roster = StaffingAdvisor.roster(setting.roster, with: courses, city: setting.city)
      let after = try await DrillBatch(setting, options: options, count: pairs).run(threads: threads)
      var difference = PairedDifference()
      for (a, b) in zip(before, after) { difference.add(first: Self.unfilled(a), second: Self.unfilled(b)) }
      out.append(Outcome(arm: arm, people: courses.count, difference: difference))
    }
    return out
  }

  private func batch(_ roster: Roster, threads: Int) async throws -> [ReplicationResult] {
    try await DrillBatch(setting, options: DrillOptions(), count: pairs).run(threads: threads)
  }

  private static func unfilled(_ result: ReplicationResult) -> Double {
    (result.metrics[.unfilledHours1] ?? 0) + (result.metrics[.unfilledHours2] ?? 0)
  }

  /// The courses of an arm, as many seats as the advised ones take.
  func courses(_ arm: Arm) -> [StaffingMeasure] {
    switch arm {
    case .advised: return trainings
    case .random:
      var stream = RandomStream(seed: seed, name: "advice/random")
      return taking { stream.int(in: 0...max(0, $0 - 1)) }
    case .headcount: return taking { _ in 0 }
    }
  }

  /// People and courses one by one until the seats are used up; `pick` chooses among so many.
  private func taking(_ pick: (Int) -> Int) -> [StaffingMeasure] {
    let wanted = Self.wanted(setting)
    var left = seats
    var taken: Set<StaffID> = []
    var out: [StaffingMeasure] = []
    for _ in 0..<(seats * 50) where left > 0 && !wanted.isEmpty {
      let need = wanted[pick(wanted.count)]
      let lacking = setting.roster.staff.filter { person in
        person.isCallable && !taken.contains(person.id) && (person.held(need.competency)?.level ?? 0) < need.level
      }
      if lacking.isEmpty { break }
      let person = lacking[pick(lacking.count)]
      let step = TrainingStep(
        competency: need.competency, from: person.held(need.competency)?.level ?? 0, to: need.level)
      guard step.seats <= left else { continue }
      left -= step.seats
      taken.insert(person.id)
      out.append(.train(person.id, [step]))
    }
    return out
  }

  /// What posts of the scenario ask for, the competency of the most heads first.
  private static func wanted(_ setting: DrillSetting) -> [CompetencyLevel] {
    let scenario = setting.scenario
    let posts = PostureExpansion.posts(
      postures: setting.city.postures.filter { scenario.postures.contains($0.id) }, city: setting.city,
      floodedAreas: scenario.floodedAreas, depths: scenario.depths, shifts: scenario.shifts)
    var heads: [CompetencyLevel: Int] = [:]
    for post in posts {
      guard let role = setting.city.role(post.role), role.criticality <= .essential else { continue }
      for need in role.requires { heads[need, default: 0] += post.heads }
    }
    return heads.sorted { ($1.value, $0.key.competency, $0.key.level) < ($0.value, $1.key.competency, $1.key.level) }.map(\.key)
  }
}

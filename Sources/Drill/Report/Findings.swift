import Basics
import Incident

/// What was short, where and why, in the order of weight; and what follows from it.
public struct Findings: Sendable {
  /// Empty minutes of one role at one place.
  public struct Short: Hashable, Sendable {
    public var role: RoleID
    public var place: PlaceID
    public var area: AreaID
    public var criticality: Criticality
    public var minutes: Int
    public var causes: [MissingCause: Int]
    /// Heads wanted at once, the most of any shift.
    public var heads: Int
    /// The post goes with an office: nobody else may hold it.
    public var isOffice: Bool

    /// The heaviest cause; the first of equals.
    public var cause: MissingCause {
      MissingCause.allCases.max { (causes[$0] ?? 0, -order($0)) < (causes[$1] ?? 0, -order($1)) } ?? .unplanned
    }

    private func order(_ cause: MissingCause) -> Int { MissingCause.allCases.firstIndex(of: cause) ?? 0 }
  }

  /// One line of the improvement plan.
  public struct Action: Hashable, Sendable {
    public enum Element: String, Sendable { case planning, organization, equipment, training, exercise }

    /// Key of the sentence, and its values.
    public var key: String
    public var values: [String: String]
    public var element: Element
    public var owner: String
    public var due: CivilDate
    public var retest: String
    public var hours: Int
  }

  /// By criticality, then by empty minutes.
  public let shorts: [Short]
  /// Empty minutes by cause, heaviest first.
  public let causes: [(cause: MissingCause, minutes: Int)]
  public let actions: [Action]

  /// Lines of the improvement plan at most.
  static let mostActions = 8

  /// - Complexity: O(posts log posts)
  public init(_ record: DrillRecord, scenario: Scenario, city: City, language: Language) {
    let roles = Dictionary(city.roles.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    var shorts: [String: Short] = [:]
    for post in record.posts where post.missingMinutes > 0 {
      let key = "\(post.role)/\(post.place)"
      var short =
        shorts[key]
        ?? Short(
          role: post.role, place: post.place, area: post.area, criticality: post.criticality, minutes: 0, causes: [:], heads: 0,
          isOffice: roles[post.role]?.goesWithOffice != nil)
      short.minutes += post.missingMinutes
      short.heads = max(short.heads, post.wanted)
      for (cause, minutes) in post.causes { short.causes[cause, default: 0] += minutes }
      shorts[key] = short
    }
    self.shorts = shorts.values.sorted {
      ($0.criticality, -$0.minutes, $0.role, $0.place) < ($1.criticality, -$1.minutes, $1.role, $1.place)
    }
    var sums: [MissingCause: Int] = [:]
    for post in record.posts { for (cause, minutes) in post.causes { sums[cause, default: 0] += minutes } }
    causes = MissingCause.allCases.compactMap { cause in sums[cause].map { (cause, $0) } }.sorted { $0.minutes > $1.minutes }
    actions = Self.actions(self.shorts, record, scenario, city, language)
  }

  private static func actions(
    _ shorts: [Short], _ record: DrillRecord, _ scenario: Scenario, _ city: City, _ language: Language
  ) -> [Action] {
    let defaults = scenario.evaluation.improvement
    let day = record.frame.end.date(offsetMinutes: city.offsetMinutes)
    let due = CivilDate(dayNumber: day.dayNumber + defaults.dueDays)
    func action(_ key: String, _ values: [String: String], _ element: Action.Element, minutes: Int) -> Action {
      Action(
        key: key, values: values, element: element, owner: defaults.owner, due: due,
        retest: defaults.retest.isEmpty ? scenario.name : defaults.retest, hours: (minutes + 30) / 60)
    }
    // Life safety weighs ten times what support does, so that the list is not led by what is merely large.
    let weighed = shorts.sorted { a, b in
      (weight(a), b.role, b.place) > (weight(b), a.role, a.place)
    }
    var made: [Action] = []
    for short in weighed where made.count < mostActions {
      let values = [
        "role": city.role(short.role)?.name[language] ?? short.role.rawValue,
        "place": city.place(short.place)?.name[language] ?? short.place.rawValue,
        "n": "\(max(1, (short.heads + 2) / 3))",
      ]
      if short.isOffice {
        made.append(action("action.office", values, .organization, minutes: short.minutes))
        continue
      }
      let element: Action.Element =
        switch short.cause {
        case .unplanned: .training
        case .declined, .late, .notCalled: .planning
        case .unanswered, .noShow: .organization
        }
      made.append(action("action.\(short.cause.rawValue)", values, element, minutes: short.minutes))
    }
    for need in record.needs.filter({ $0.kind.criticality <= .essential && $0.waitingHours >= 1 }).sorted(by: {
      $0.waitingHours > $1.waitingHours
    }).prefix(2) {
      let values = [
        "need": DrillWords.of(language)("need.\(need.kind.rawValue)"), "area": city.area(need.area)?.name ?? need.area.rawValue,
        "hours": "\(Int(need.waitingHours.rounded()))",
      ]
      made.append(action("action.need", values, .equipment, minutes: Int(need.waitingHours * 60)))
    }
    return made
  }

  private static func weight(_ short: Short) -> Int {
    short.minutes * [10, 5, 2, 1][short.criticality.rawValue - 1]
  }
}

/// The rating of one critical task in one run.
public struct TaskRating: Sendable {
  public var objective: ExerciseObjective
  public var task: CriticalTask
  public var measured: Double?
  public var rating: ExerciseRating?

  /// All tasks of the scenario, rated where a fact decides; harm is people in water before the power was off, or broken rest.
  public static func all(_ record: DrillRecord, scenario: Scenario) -> [TaskRating] {
    let didHarm = (record.metrics[.waterBeforePowerOff] ?? 0) > 0 || (record.metrics[.restViolations] ?? 0) > 0
    return scenario.evaluation.objectives.flatMap { objective in
      objective.tasks.map { task in
        var measured: Double?
        if case .metric(let metric, _) = task.measure { measured = record.metrics[metric] }
        return TaskRating(
          objective: objective, task: task, measured: measured,
          rating: task.rating(measured: measured, didHarm: didHarm && isSafety(task)))
      }
    }
  }

  /// Harm counts against the tasks that it belongs to, not against every task of the drill.
  private static func isSafety(_ task: CriticalTask) -> Bool {
    guard case .metric(let metric, _) = task.measure else { return false }
    return [.waterBeforePowerOff, .restViolations, .lifeSafetyFillPercent, .rescuedPercent, .personHoursAtRisk].contains(metric)
  }
}

import Basics

/// Ratings of standards/drills-hseep.md section 4.
public enum ExerciseRating: String, Sendable, CaseIterable, Comparable {
  /// Performed without challenges (tanpa kendala).
  case performed = "P"
  /// Performed with some challenges (sedikit kendala).
  case someChallenges = "S"
  /// Performed with major challenges (kendala besar).
  case majorChallenges = "M"
  /// Unable to be performed (tidak dapat dilaksanakan).
  case unable = "U"

  private var rank: Int {
    switch self {
    case .performed: 0
    case .someChallenges: 1
    case .majorChallenges: 2
    case .unable: 3
    }
  }

  /// Better is less.
  public static func < (a: ExerciseRating, b: ExerciseRating) -> Bool { a.rank < b.rank }
}

/// A figure that a drill measures; formulas in standards/drills-hseep.md section 6.
public enum ExerciseMetric: String, Sendable, CaseIterable {
  /// Minutes from the opening to the first accepted order.
  case firstAssignmentMinutes = "first_assignment_minutes"
  /// Minutes until 90 % of the heads of a shift have accepted, the worst shift.
  case staffing90Minutes = "staffing_90_minutes"
  /// Percent of orders delivered within five minutes.
  case notificationReachPercent = "notification_reach_percent"
  /// Minutes to the answer, 90 % of the orders; silence is censored.
  case acknowledgement90Minutes = "acknowledgement_90_minutes"
  case acceptancePercent = "acceptance_percent"
  /// Percent of head-hours filled.
  case fillPercent = "fill_percent"
  /// Percent of head-hours of criticality 1 filled.
  case lifeSafetyFillPercent = "life_safety_fill_percent"
  /// Head-hours unfilled.
  case unmetHeadHours = "unmet_head_hours"
  case competencyFitPercent = "competency_fit_percent"
  /// Minutes from a need to the team on place, 90 %.
  case response90Minutes = "response_90_minutes"
  /// Person-hours in water of 0.5 m and more or h*v of 0.4 and more.
  case personHoursAtRisk = "person_hours_at_risk"
  case rescuedPercent = "rescued_percent"
  case rescueWait90Minutes = "rescue_wait_90_minutes"
  /// Guests above capacity, person-hours.
  case shelterOverloadHours = "shelter_overload_hours"
  case mealPercent = "meal_percent"
  case waterPercent = "water_percent"
  case patientWait90Minutes = "patient_wait_90_minutes"
  /// Minutes from the first public warning to water, the worst area; negative: too late.
  case alertLeadMinutes = "alert_lead_minutes"
  case firstBulletinMinutes = "first_bulletin_minutes"
  /// Percent of those told earlier who are moved by re-plans.
  case planChangePercent = "plan_change_percent"
  case restViolations = "rest_violations"
  /// People in the water of an area whose power was not confirmed off.
  case waterBeforePowerOff = "water_before_power_off"
  /// Messages to people on actual duty or on scene.
  case wrongCalls = "wrong_calls"
  /// Percent of the MSEL's expected actions done in time.
  case expectedActionsPercent = "expected_actions_percent"
  /// Mean absolute error of reported houses under water, percent.
  case reportErrorPercent = "report_error_percent"
  /// Hours in which a pump could have run and stood still for want of people.
  case pumpHoursLost = "pump_hours_lost"
  /// Head-hours unfilled by criticality class: integral of max(0, wanted - present) over each shift.
  case unfilledHours1 = "unfilled_hours_1"
  case unfilledHours2 = "unfilled_hours_2"
  case unfilledHours3 = "unfilled_hours_3"
  case unfilledHours4 = "unfilled_hours_4"
  /// Residents' waiting, in person-hours, by criticality class of the need.
  case waitingHours1 = "waiting_hours_1"
  case waitingHours2 = "waiting_hours_2"
  case waitingHours3 = "waiting_hours_3"
  case waitingHours4 = "waiting_hours_4"
  /// Minutes to the answer of half of the orders; silence is censored.
  case acknowledgement50Minutes = "acknowledgement_50_minutes"
  case peopleCalled = "people_called"
  /// Orders issued for each seat filled.
  case callsPerSeat = "calls_per_seat"
  case dutyHours = "duty_hours"
  /// Gini coefficient of the duty hours of those who served, 0...1.
  case dutyGini = "duty_gini"
  case messagesSent = "messages_sent"
  /// Percent of those addressed who acknowledged a broadcast that asked for it.
  case broadcastAcknowledgedPercent = "broadcast_acknowledged_percent"
  /// Mean absolute error of reported against true depth, in mm.
  case reportErrorMillimetres = "report_error_mm"
  /// Percent of log entries that verify.
  case logIntegrityPercent = "log_integrity_percent"

  /// Whether more is better; else less is.
  public var isBetterHigher: Bool {
    switch self {
    case .notificationReachPercent, .acceptancePercent, .fillPercent, .lifeSafetyFillPercent, .competencyFitPercent,
      .rescuedPercent, .mealPercent, .waterPercent, .alertLeadMinutes, .expectedActionsPercent, .logIntegrityPercent,
      .broadcastAcknowledgedPercent:
      true
    default: false
    }
  }
}

extension ExerciseMetric {
  /// Neither more nor less of it is better by itself.
  public var isNeutral: Bool {
    switch self {
    case .peopleCalled, .dutyHours, .messagesSent: true
    default: false
    }
  }

  public enum Measure: String, Sendable { case hours, minutes, percent, count, millimetres, ratio }

  public var measure: Measure {
    switch self {
    case .dutyGini, .callsPerSeat: .ratio
    case .reportErrorMillimetres: .millimetres
    case .peopleCalled, .messagesSent, .restViolations, .waterBeforePowerOff, .wrongCalls: .count
    default:
      rawValue.hasSuffix("percent") ? .percent : rawValue.hasSuffix("minutes") ? .minutes : .hours
    }
  }

  public static func unfilledHours(_ criticality: Criticality) -> ExerciseMetric {
    [.unfilledHours1, .unfilledHours2, .unfilledHours3, .unfilledHours4][criticality.rawValue - 1]
  }

  public static func waitingHours(_ criticality: Criticality) -> ExerciseMetric {
    [.waitingHours1, .waitingHours2, .waitingHours3, .waitingHours4][criticality.rawValue - 1]
  }
}

/// How a drill is rated and what follows from it.
public struct EvaluationPlan: Hashable, Sendable {
  public var objectives: [ExerciseObjective] = []
  public var improvement = ImprovementDefaults()

  public init() {}

  public func objective(_ id: String) -> ExerciseObjective? { objectives.first { $0.id == id } }
}

public struct ExerciseObjective: Hashable, Sendable {
  /// Short word that injects refer to, as `warn`.
  public var id: String
  public var title: Bilingual
  public var capability: Bilingual
  public var tasks: [CriticalTask]

  public init(id: String, title: Bilingual, capability: Bilingual, tasks: [CriticalTask]) {
    self.id = id
    self.title = title
    self.capability = capability
    self.tasks = tasks
  }

  /// The worst of its tasks; nil where none was exercised.
  public static func rating(_ tasks: [ExerciseRating?]) -> ExerciseRating? { tasks.compactMap { $0 }.max() }
}

public struct CriticalTask: Hashable, Sendable {
  public enum Measure: Hashable, Sendable {
    /// Measured from the log and the world's truth.
    case metric(ExerciseMetric, target: Double)
    /// A person judges; which office or function.
    case evaluator(String)
  }

  public var id: String
  public var title: Bilingual
  /// Plan, rule or standard it comes from.
  public var reference: String
  public var measure: Measure
  /// Up to this share of the target (in percent, from 100) the task counts as met with some challenges; beyond it, as not met.
  public var tolerancePercent: Double

  public init(id: String, title: Bilingual, reference: String, measure: Measure, tolerancePercent: Double = 150) {
    self.id = id
    self.title = title
    self.reference = reference
    self.measure = measure
    self.tolerancePercent = tolerancePercent
  }

  /// P, S, M or U by the rule of drills-hseep.md: not met U; met with harm, extra risk or deviation M; met beyond the target but
  /// within the tolerance S; else P. Of a metric of which more is better, the tolerance divides. A target of 0 has no tolerance.
  ///
  /// - Returns: nil for an evaluator's task, and where nothing was measured (not exercised).
  public func rating(measured value: Double?, didHarm: Bool = false) -> ExerciseRating? {
    guard case .metric(let metric, let target) = measure, let value else { return nil }
    let share = tolerancePercent / 100
    let isOnTarget = metric.isBetterHigher ? value >= target : value <= target
    let slack = metric.isBetterHigher ? target / share : target * share
    let isMet = isOnTarget || (target > 0 && (metric.isBetterHigher ? value >= slack : value <= slack))
    if !isMet { return .unable }
    if didHarm { return .majorChallenges }
    return isOnTarget ? .performed : .someChallenges
  }
}

/// What a corrective action starts with, until a person fills it in.
public struct ImprovementDefaults: Hashable, Sendable {
  /// Unit that owns it, as `bpbd`.
  public var owner = "bpbd"
  /// Days from the end of the drill to its completion.
  public var dueDays = 60
  /// Scenario in which it is tested again; empty for the same.
  public var retest = ""

  public init() {}
}

import Basics
import Incident

/// The figures of one replication by which runs are compared. Names are stable: they stand in JSON, CSV and scenario files.
public enum DrillMetric: String, Sendable, CaseIterable, Hashable {
  /// Heads short, in person-hours, by criticality class: integral of max(0, wanted - present) over each shift.
  case unfilledHours1 = "unfilled_hours_1"
  case unfilledHours2 = "unfilled_hours_2"
  case unfilledHours3 = "unfilled_hours_3"
  case unfilledHours4 = "unfilled_hours_4"
  /// Residents' waiting, in person-hours, by class of the need.
  case waitingHours1 = "waiting_hours_1"
  case waitingHours2 = "waiting_hours_2"
  case waitingHours3 = "waiting_hours_3"
  case waitingHours4 = "waiting_hours_4"
  /// People in water of 0.5 m or more and not yet fetched, integrated, in person-hours (evacuee-hours at risk).
  case riskHours = "risk_hours"
  case rescued
  case meanRescueWaitMinutes = "mean_rescue_wait_minutes"
  /// Served portions over wanted ones, 0...1.
  case mealCoverage = "meal_coverage"
  /// Integral min(present, wanted) over integral wanted, 0...1.
  case fillRate = "fill_rate"
  /// From the operation's opening to the first acceptance, in minutes.
  case firstAcceptanceMinutes = "first_acceptance_minutes"
  /// Of the first shift: from the issue of its orders until nine tenths of its heads had said yes, in minutes.
  case ninetyPercentMinutes = "ninety_percent_minutes"
  /// Call-outs delivered within 5 minutes over all, 0...1.
  case reachAtFive = "reach_at_5_min"
  /// Minutes from issue to answer: median and 90th percentile by Kaplan-Meier (silence is censored, not dropped).
  case answerMedianMinutes = "answer_median_minutes"
  case answerP90Minutes = "answer_p90_minutes"
  /// Accepted over called, 0...1.
  case acceptanceRate = "acceptance_rate"
  /// Called over seats filled.
  case callsPerSeat = "calls_per_seat"
  case peopleCalled = "people_called"
  /// Of those told, moved or released by later plans, 0...1.
  case disturbedShare = "disturbed_share"
  /// Person-hours on duty, and how unevenly (Gini, 0...1).
  case dutyHours = "duty_hours"
  case dutyGini = "duty_gini"
  /// Duties that broke a rest rule; 0 in a sound run.
  case restViolations = "rest_violations"
  /// Expected actions of the MSEL done in time over those due, 0...1.
  case injectsInTime = "injects_in_time"
  case reportErrorMillimetres = "report_error_mm"
  case messagesSent = "messages_sent"
  /// Broadcasts acknowledged over addressed, 0...1.
  case broadcastAcknowledged = "broadcast_acknowledged"

  /// Whether less is better; nil where neither is.
  public var lessIsBetter: Bool? {
    switch self {
    case .unfilledHours1, .unfilledHours2, .unfilledHours3, .unfilledHours4, .waitingHours1, .waitingHours2, .waitingHours3,
      .waitingHours4, .riskHours, .meanRescueWaitMinutes, .firstAcceptanceMinutes, .ninetyPercentMinutes, .answerMedianMinutes,
      .answerP90Minutes, .callsPerSeat, .disturbedShare, .dutyGini, .restViolations, .reportErrorMillimetres:
      true
    case .mealCoverage, .fillRate, .reachAtFive, .acceptanceRate, .injectsInTime, .broadcastAcknowledged, .rescued: false
    case .peopleCalled, .dutyHours, .messagesSent: nil
    }
  }

  public enum Measure: String, Sendable { case hours, minutes, share, count, millimetres }

  public var measure: Measure {
    switch self {
    case .unfilledHours1, .unfilledHours2, .unfilledHours3, .unfilledHours4, .waitingHours1, .waitingHours2, .waitingHours3,
      .waitingHours4, .riskHours, .dutyHours:
      .hours
    case .meanRescueWaitMinutes, .firstAcceptanceMinutes, .ninetyPercentMinutes, .answerMedianMinutes, .answerP90Minutes: .minutes
    case .mealCoverage, .fillRate, .reachAtFive, .acceptanceRate, .disturbedShare, .dutyGini, .injectsInTime,
      .broadcastAcknowledged:
      .share
    case .reportErrorMillimetres: .millimetres
    case .rescued, .callsPerSeat, .peopleCalled, .restViolations, .messagesSent: .count
    }
  }

  public static func unfilledHours(_ criticality: Criticality) -> DrillMetric {
    switch criticality {
    case .lifeSafety: .unfilledHours1
    case .essential: .unfilledHours2
    case .important: .unfilledHours3
    case .support: .unfilledHours4
    }
  }

  public static func waitingHours(_ criticality: Criticality) -> DrillMetric {
    switch criticality {
    case .lifeSafety: .waitingHours1
    case .essential: .waitingHours2
    case .important: .waitingHours3
    case .support: .waitingHours4
    }
  }
}

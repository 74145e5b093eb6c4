import Basics
import Incident

/// An inject in a run: whether it was given, and whether the expected action was seen.
struct InjectState: Sendable {
  var inject: Inject
  var firedAt: Instant?
  var isSkipped = false
  /// Log entries of before it count for nothing.
  var firstSequence: UInt64 = 0
  var actedAt: Instant?

  /// Minutes for the expected action where the MSEL states none.
  static let defaultLimit = 60

  var track: InjectTrack {
    let status: InjectTrack.Status
    if isSkipped {
      status = .skipped
    } else if firedAt == nil {
      status = .planned
    } else if !isExpecting {
      status = .fired
    } else {
      status = actedAt == nil ? .missed : .acted
    }
    return InjectTrack(
      number: inject.id.rawValue, synopsis: inject.title, firedAt: firedAt, status: status,
      actedAt: actedAt, limitMinutes: inject.limitMinutes)
  }

  /// An action is expected that can be seen in the log. What is done about a call for help shows in the residents' waiting instead.
  var isExpecting: Bool {
    switch inject.content {
    case .message, .pumpReturns, .gateReturns, .networkDown, .networkUp, .equipmentBack, .realEmergency, .startExercise,
      .pauseExercise, .endExercise, .helpRequest:
      false
    case .pumpFails, .gateFails, .roadClosed, .roadOpened, .powerOff, .powerOn, .rumour, .staffAbsent, .equipmentLost,
      .figuresAsked, .mediaCall:
      true
    }
  }

  /// Whether an event is what a good player does about it.
  func isAnswered(by event: Event) -> Bool {
    switch inject.content {
    case .pumpFails, .gateFails, .equipmentLost:
      if case .need(.equipmentReported) = event { return true }
      if case .plan(.approved) = event { return true }
      return false
    case .roadClosed: if case .situation(.roadClosed) = event { return true } else { return false }
    case .roadOpened: if case .situation(.roadOpened) = event { return true } else { return false }
    case .powerOff(let areas, _), .powerOn(let areas, _):
      if case .situation(.powerRecorded(let report)) = event { return areas.contains(report.area) }
      return false
    case .staffAbsent: if case .plan(.approved) = event { return true } else { return false }
    case .rumour, .figuresAsked, .mediaCall: if case .broadcast(.sent) = event { return true } else { return false }
    default: return false
    }
  }
}

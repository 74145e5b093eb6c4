import Basics

/// Commands about what residents report, rumours, and relief goods. Ids in them are given by the decision.
public enum CitizenCommand: Hashable, Sendable {
  case report(CitizenReport)
  case triage(CitizenTriage)
  case merge(CitizenMerge)
  case assign(CitizenAssignment)
  case answer(CitizenAnswer)
  case hearRumour(RumourHeard)
  case judgeRumour(RumourVerdict)
  case moveRelief(ReliefMovement)

  var name: String {
    switch self {
    case .report: "citizen.report"
    case .triage: "citizen.triage"
    case .merge: "citizen.merge"
    case .assign: "citizen.assign"
    case .answer: "citizen.answer"
    case .hearRumour: "rumour.hear"
    case .judgeRumour: "rumour.judge"
    case .moveRelief: "relief.move"
    }
  }
}

import Basics
import Callout
import Incident

/// What can happen in a drill. Small values: ids and numbers.
enum DrillHappening: Sendable {
  /// The command post or the switchboard has something due.
  case wake
  case network(NetworkEvent)
  /// A person looks at a message that lies on the phone.
  case noticed(HandOver)
  /// The answer leaves the person's phone.
  case answers(OrderID, PersonModel.Reply, code: String, channel: ContactChannel)
  case setsOut(OrderID)
  case arrives(OrderID)
  case startsDuty(OrderID)
  case endsShift(ShiftID)
  case commander(CommanderTask)
  case needs
  case citizenReport(Int)
  case power(PowerWorld.Switch)
  case powerTold(PowerWorld.Switch)
  case inject(Int)
  case expectation(Int)
  case manual(Int)

  /// What the automatic commander does at an instant.
  enum CommanderTask: Hashable, Sendable {
    case plan(ShiftID)
    case approve(PlanID)
    case replan(ShiftID)
    /// Looks for people who said yes and are not there.
    case rollCall(ShiftID)
    case broadcast

    /// Goes on under a commander who is a person; the broadcast's own clock does too, and sends nothing.
    var isOfControlRoom: Bool { self == .broadcast || { if case .rollCall = self { true } else { false } }() }
  }

  /// Among happenings of one instant: the world first, then messages, then people, then decisions.
  var priority: Int16 {
    switch self {
    case .power: 0
    case .needs: 1
    case .network: 2
    case .powerTold, .citizenReport, .inject: 3
    case .noticed, .answers, .setsOut, .arrives, .startsDuty, .endsShift: 4
    case .manual: 5
    case .commander: 6
    case .wake: 7
    case .expectation: 8
    }
  }
}

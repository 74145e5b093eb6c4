import Basics
import Callout
import Incident
import Operations

/// Who commands in a drill.
public enum CommanderSeat: String, Sendable, CaseIterable {
  /// Plans, approves, calls and informs by the scenario's policy.
  case automatic
  /// A person does; the control room goes on writing down what it hears and phoning those who do not come.
  case person
}

/// What a person does in a drill, beside what it does by itself: the commander's commands, the controllers' injects. A run with the
/// same acts at the same instants is the same run.
public struct DrillAct: Sendable {
  public var at: Instant
  public var kind: Kind

  public enum Kind: Sendable {
    /// One command to the desk.
    case command(Command, by: Actor)
    /// Work on the desk that needs more than one command, as a plan: it must read no clock, and check before it begins.
    case work(@Sendable (Desk, Instant) throws(Problem) -> Void)
    /// What was decided in an earlier run of the same drill, taken over as it stands in that one's log.
    case decided([Desk.Decided])
    /// An inject of the MSEL now, whatever its trigger says.
    case inject(InjectID)
    /// An inject of the MSEL that will not be given.
    case skip(InjectID)
    /// A controller's own.
    case newInject(Inject)
    /// People of the roster whom real ones play from now on, or no longer do.
    case enrol([StaffID], isPlayed: Bool)
    case commander(CommanderSeat)
    case policy(CommanderPolicy.Kind)
    /// What a person answered, as words from a phone.
    case reply(IncomingReply)
    /// NYATA: a real emergency; everything stops and everybody is free.
    case emergency
    /// The controllers end it.
    case end
  }

  public init(at: Instant, _ kind: Kind) {
    self.at = at
    self.kind = kind
  }
}

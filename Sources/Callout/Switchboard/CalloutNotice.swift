import Basics
import Incident

/// Something about messages that a person should see.
public enum CalloutNotice: Hashable, Sendable {
  /// The event's or the message's mode is not the switchboard's: nothing was sent.
  case modeMismatch(ChaseID, Mode)
  /// In an exercise: the person is on actual duty and hears nothing of it.
  case onActualDuty(StaffID, ChaseID)
  /// The person is at a place of duty: not called.
  case onScene(StaffID, ChaseID)
  /// The person holds another order for overlapping hours: the second one was not sent.
  case twoOrders(StaffID, OrderID, other: OrderID)
  /// The roster knows no head for the unit: somebody must tell them by other means.
  case noHead(UnitID, ChaseID)
  /// No rung led anywhere: every message failed or there is nobody left to ask.
  case unreachable(ChaseID)
  /// Could not be told that the duty is off, or perhaps was not.
  case notTold(ChaseID)
  /// A reply that nobody but a person can judge; the text is shown to the dispatcher.
  case doubtfulReply(IncomingReply, ReplyDoubt)
  /// Staff in need of help (TOLONG, SOS): alarm at once.
  case callForHelp(StaffID, text: String, isCertain: Bool)
  /// Asked for the details again.
  case repeatAsked(StaffID, ChaseID)
  /// Late by so many minutes, as the person says.
  case late(StaffID, ChaseID?, minutes: Int?)
  /// A yes that came when the seat was filled: the person was told.
  case seatTaken(ChaseID)
  /// News about a message that is not known (any more).
  case unknownMessage(MessageID)
  /// A channel failed so often that it is left alone for a while, or works again.
  case channelDown(ContactChannel)
  case channelUp(ContactChannel)
  /// The clock went back or was set forward by so many milliseconds; all that lies ahead moved along.
  case clockChanged(milliseconds: Int64)
  /// More open messages than the limit: not sent.
  case tooMany(ChaseID)
}

/// Why a reply goes to a person.
public enum ReplyDoubt: String, Sendable, CaseIterable {
  /// No word that means anything here.
  case unknownWords = "unknown_words"
  /// A word that has several meanings (jalan, banjir, dinas, bantuan).
  case ambiguousWord = "ambiguous_word"
  /// A yes or no without a code while several requests are open: the person is asked for the code.
  case needsCode = "needs_code"
  /// Nothing is open for this person.
  case nothingOpen = "nothing_open"
  /// A code that none of this person's requests has.
  case wrongCode = "wrong_code"
  /// Says two things.
  case contradiction
}

/// A command that the command post is asked to decide on, and in whose name.
public struct CalloutCommand: Hashable, Sendable {
  public var command: Command
  public var actor: Actor

  public init(_ command: Command, by actor: Actor) {
    self.command = command
    self.actor = actor
  }
}

/// What one step of a switchboard led to.
///
/// The order matters: `messages` and `chases` become durable (with the events that caused them, where there are any), *then* the
/// hand-overs go to their channels, the commands to the command post and the notices to a person.
public struct Reaction: Hashable, Sendable {
  /// Rows that changed, as they are now; sorted by id.
  public var messages: [Message] = []
  public var chases: [Chase] = []
  /// In the order in which they should leave.
  public var handOvers: [HandOver] = []
  public var commands: [CalloutCommand] = []
  public var notices: [CalloutNotice] = []

  public init() {}

  public var isEmpty: Bool { self == Reaction() }

  /// One reaction after another: of a row that changed twice, the later one counts.
  public mutating func add(_ next: Reaction) {
    messages = Self.latest(messages, next.messages, \.id)
    chases = Self.latest(chases, next.chases, \.id)
    handOvers += next.handOvers
    commands += next.commands
    notices += next.notices
  }

  private static func latest<T, ID: Hashable & Comparable>(_ old: [T], _ new: [T], _ id: (T) -> ID) -> [T] {
    if old.isEmpty { return new }
    if new.isEmpty { return old }
    let replaced = Set(new.map(id))
    return (old.filter { !replaced.contains(id($0)) } + new).sorted { id($0) < id($1) }
  }
}

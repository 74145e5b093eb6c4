import Basics
import Callout
import Incident
import Ledger

/// Outgoing messages of a desk. Each call makes durable what it decides before it returns: a hand-over that is given out here is on
/// record, so that after a crash it counts as perhaps sent.
extension Desk {
  /// What one call led to, all of it durable.
  public struct OutboxStep: Sendable {
    /// To be given to their channels now; what comes of them goes to `report`.
    public var handOvers: [HandOver] = []
    public var events: [RecordedEvent] = []
    public var notices: [CalloutNotice] = []
    /// Commands out of replies that the command post refused.
    public var refusals: [Refusal] = []
  }

  /// What is due: silence at deadlines, rungs of chases, messages whose turn it is.
  ///
  /// - Parameter most: hand-overs at most: so many may be in doubt after a crash.
  public func sendDue(at instant: Instant, most: Int = .max) throws(Problem) -> OutboxStep {
    let silent = try passDeadlines(at: instant)
    var step = try settle(at: instant) { $0.wake(at: instant, most: most) }
    step.events = silent + step.events
    return step
  }

  /// What channels and gateways say.
  public func report(_ reports: [ChannelReport], at instant: Instant) throws(Problem) -> OutboxStep {
    try settle(at: instant) { $0.report(reports, at: instant) }
  }

  /// What a person answered.
  public func receive(_ reply: IncomingReply, at instant: Instant) throws(Problem) -> OutboxStep {
    try settle(at: instant) { $0.receive(reply, at: instant) }
  }

  /// In an exercise: people who are on actual duty, out of the actual operation's database.
  public func setActualDuty(_ staff: Set<StaffID>, at instant: Instant) throws(Problem) -> OutboxStep {
    try settle(at: instant) { $0.setActualDuty(staff, at: instant) }
  }

  /// A real emergency (NYATA) ends the exercise's messages.
  public func haltMessages(at instant: Instant) throws(Problem) -> OutboxStep {
    try settle(at: instant) { $0.halt(at: instant) }
  }

  /// The clock was set, as `ClockGuard` noticed.
  public func clockChanged(by milliseconds: Int64, at instant: Instant) throws(Problem) -> OutboxStep {
    try settle(at: instant) { $0.clockChanged(by: milliseconds) }
  }

  /// A step of the switchboard with all that it asks of the command post, in one transaction.
  private func settle(at instant: Instant, _ body: (inout Switchboard) -> Reaction) throws(Problem) -> OutboxStep {
    try transact { (desk) throws(Problem) in
      let reaction = body(&desk.switchboard)
      var step = OutboxStep()
      var batches = [AppendBatch([], alongside: try desk.rows(reaction))]
      try desk.absorb(reaction, at: instant, &step, &batches)
      return (step, batches.filter { !($0.entries.isEmpty && $0.sideRows.isEmpty) })
    }
  }

  /// Decides on what a reaction asks for, again for what comes of that, and puts on record what must be.
  private func absorb(_ first: Reaction, at instant: Instant, _ step: inout OutboxStep, _ batches: inout [AppendBatch])
    throws(Problem)
  {
    step.handOvers += first.handOvers
    step.notices += first.notices
    var commands = takeDeferred() + first.commands
    batches += try onRecord(first.notices, at: instant, &step.events)
    while !commands.isEmpty {
      let next = commands.removeFirst()
      switch post.handle(next.command, by: next.actor, at: instant) {
      case .failure(let refusal):
        step.refusals.append(refusal)
        let reaction = switchboard.refused(next.command, with: refusal, at: instant)
        batches.append(AppendBatch([], alongside: try rows(reaction)))
        step.notices += reaction.notices
      case .success(let decision):
        let reaction = switchboard.follow(decision.events, state: post.state, roster: post.roster)
        batches.append(try batch(decision.events, try rows(reaction)))
        step.events += decision.events
        step.notices += reaction.notices
        commands += reaction.commands
      }
    }
  }

  /// What was refused, and what a person must be able to find later, stands in the operation's log as a note.
  func onRecord(_ notices: [CalloutNotice], at instant: Instant, _ events: inout [RecordedEvent]) throws(Problem) -> [AppendBatch]
  {
    var batches: [AppendBatch] = []
    for notice in notices where notice.isOnRecord {
      guard let operation = notice.chase.flatMap({ switchboard.chase($0)?.operation }) ?? state.openOperations.last?.id else {
        continue
      }
      let words = OutboxWords(city: city, roster: nil)
      let text = "id: \(words.notice(notice, .id))\nen: \(words.notice(notice, .en))"
      let note = try self.note(text, name: "outbox")
      let command = Command.operation(.addNote(LogNote(operation: operation, note: note.reference)))
      guard case .success(let decision) = post.handle(command, by: .system("callout"), at: instant) else { continue }
      events += decision.events
      batches.append(try batch(decision.events, [note.row]))
    }
    return batches
  }

  private func batch(_ events: [RecordedEvent], _ rows: [SideRow]) throws(Problem) -> AppendBatch {
    var entries: [NewEntry] = []
    for event in events { entries.append(try Journal.entry(event, cause: nil)) }
    return AppendBatch(entries, alongside: rows + projected(events, state))
  }

  /// The switchboard as the store has it.
  static func switchboard(
    _ store: some LogReader, _ settings: CalloutSettings, seed: UInt64, _ state: State
  ) throws(Problem) -> Switchboard {
    let messages = try OutboxRows.messages(store)
    let chases = try OutboxRows.chases(store)
    let last = max(
      state.lastInstant ?? Instant(milliseconds: 0), messages.compactMap(\.lastAttempt).max() ?? Instant(milliseconds: 0))
    return Switchboard.restored(
      mode: store.identity.mode, settings: settings, seed: seed, messages: messages, chases: chases, state: state, at: last
    ).0
  }
}

extension CalloutNotice {
  /// Stands in the log: a refusal, or something that must not be lost on a screen.
  var isOnRecord: Bool {
    switch self {
    case .modeMismatch, .onActualDuty, .onScene, .twoOrders, .noHead, .unreachable, .notTold, .callForHelp, .clockChanged,
      .tooMany:
      true
    case .doubtfulReply, .repeatAsked, .late, .seatTaken, .unknownMessage, .channelDown, .channelUp: false
    }
  }

  /// The chase that it is about.
  var chase: ChaseID? {
    switch self {
    case .modeMismatch(let id, _), .onActualDuty(_, let id), .onScene(_, let id), .noHead(_, let id), .unreachable(let id),
      .notTold(let id), .repeatAsked(_, let id), .seatTaken(let id), .tooMany(let id):
      id
    case .late(_, let id, _): id
    case .twoOrders(_, let order, _): ChaseID(order.rawValue)
    case .doubtfulReply, .callForHelp, .unknownMessage, .channelDown, .channelUp, .clockChanged: nil
    }
  }
}

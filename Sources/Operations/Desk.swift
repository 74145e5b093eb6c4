import Basics
import Callout
import Foundation
import Incident
import Ledger
import Staffing

/// A database at work: the command post with its store, for one writer.
///
/// What is decided can be seen when the store says that the events are durable. If a write fails, what was decided is dropped, the
/// state is read back from what is durable, and the desk writes no more: `health` says why.
public final class Desk {
  public internal(set) var post: CommandPost
  /// Outgoing messages, as durable as the log: `OutboxDesk` drives them.
  public internal(set) var switchboard: Switchboard
  public let city: City
  public let pack: CityPack
  public let key: SigningKey
  public let entropy: Entropy
  let store: any LogStore
  /// Tables for plans, shared with desks that were forked from this one.
  let staffing: StaffingMemory
  /// False for a replication, of whose log the root alone is wanted: nobody reads its outbox and projections back.
  let keepsRows: Bool
  /// False for most replications of a batch: the independent checker reads each plan of a few of them, and changes none.
  var checksPlans = true
  /// After a failed write the log could not be read either: nothing is decided any more.
  private var lost: Problem?
  /// What seats were worth in the last plan of each shift: only makes the next repair faster.
  var seatPrices: [SeatPriceKey: SeatPrices] = [:]
  /// What the switchboard asked of the command post while that decided; taken up by its next step.
  var deferred: [CalloutCommand] = []
  /// What has been decided since somebody began to record it (`recording`); nil where nobody does.
  var recorded: [Decided]?

  init(
    store: any LogStore, key: SigningKey, city: City, pack: CityPack, roster: Roster, entropy: Entropy,
    callout: CalloutSettings? = nil
  )
    throws(Problem)
  {
    self.store = store
    staffing = StaffingMemory()
    keepsRows = true
    self.key = key
    self.city = city
    self.pack = pack
    self.entropy = entropy
    post = CommandPost(city: CityIndex(city), roster: roster)
    var post = post
    try Journal.read(store) { post.replay($0) }
    self.post = post
    var settings = callout ?? CalloutSettings()
    settings.offsetMinutes = city.offsetMinutes
    switchboard = try Self.switchboard(store, settings, seed: entropy.calloutSeed, post.state)
  }

  /// Sends by other settings from now on, as a scenario states them; open chases keep their ladders.
  public func callOut(by settings: CalloutSettings) throws(Problem) {
    var settings = settings
    settings.offsetMinutes = city.offsetMinutes
    switchboard = try Self.switchboard(store, settings, seed: entropy.calloutSeed, state)
    switchboard.keepsRows = keepsRows
  }

  init(copying other: Desk, store: MemoryStore, keepsRows: Bool) {
    self.keepsRows = keepsRows
    self.store = store
    staffing = other.staffing
    key = other.key
    city = other.city
    pack = other.pack
    entropy = other.entropy
    post = other.post
    switchboard = other.switchboard
    switchboard.keepsRows = keepsRows
    seatPrices = other.seatPrices
  }

  public var state: State { post.state }
  public var mode: Mode { store.identity.mode }
  public var health: StoreHealth { store.health }

  /// A command on its way in.
  public struct Submission: Sendable {
    public var command: Command
    public var actor: Actor
    public var instant: Instant
    /// Personal data and notes that belong to it, durable in the same transaction.
    public var sideRows: [SideRow]
    public var erasing: [SideRow.Key]
    /// Made by the client before it sent the command the first time; sent again, it gets the same answer and happens once.
    public var id: String?
    /// What the client sent, where the command holds more than that (as the instant of its arrival); nil for the command itself.
    public var request: String?

    public init(
      _ command: Command, by actor: Actor, at instant: Instant, sideRows: [SideRow] = [], erasing: [SideRow.Key] = [],
      id: String? = nil, request: String? = nil
    ) {
      self.command = command
      self.actor = actor
      self.instant = instant
      self.sideRows = sideRows
      self.erasing = erasing
      self.id = id
      self.request = request
    }

    /// Two submissions are the same request if what was sent is.
    var requestHash: LogHash { LogHash(hashing: Array((request ?? "\(command)").utf8)) }
  }

  /// What a client gets for a command that was done: where its events stand. The same bytes each time it is asked.
  public struct Receipt: Sendable, Hashable {
    public var first: UInt64
    public var count: Int
    public var events: [RecordedEvent]
    public var effects: [Effect]
    /// The command had been done before; `events` and `effects` are empty then.
    public var isRepeat: Bool
    /// What its messages met: somebody on scene, no head on the roster…
    public var notices: [CalloutNotice] = []

    /// `{"count":2,"first":17}`
    public var answer: [UInt8] { Array("{\"count\":\(count),\"first\":\(first)}".utf8) }
  }

  /// Decides all, makes all durable in one transaction (group commit), then returns: each its receipt, or its `Refusal`, or the
  /// `Problem` of a command id that was used for another command.
  /// - Throws: a `Problem` if the write failed: nothing of any of them happened.
  public func submit(_ submissions: [Submission]) throws(Problem) -> [Result<Receipt, any Error>] {
    try transact { (desk) throws(Problem) in try desk.decide(submissions) }
  }

  /// Decides, then makes durable, or takes back all of it.
  func transact<T>(_ body: (Desk) throws(Problem) -> (T, [AppendBatch])) throws(Problem) -> T {
    if let lost { throw lost }
    do throws(Problem) {
      let (result, batches) = try body(self)
      // A batch that the store refused by itself would leave a hole in what was decided after it: all or nothing.
      if !batches.isEmpty {
        for outcome in try store.append(batches) { _ = try outcome.get() }
      }
      return result
    } catch {
      restore()
      throw error
    }
  }

  func takeDeferred() -> [CalloutCommand] {
    defer { deferred = [] }
    return deferred
  }

  /// Decides on the state itself, as nobody can look in between: `restore` takes back what does not become durable.
  private func decide(_ submissions: [Submission]) throws(Problem) -> ([Result<Receipt, any Error>], [AppendBatch]) {
    var results: [Result<Receipt, any Error>] = []
    var batches: [AppendBatch] = []
    for submission in submissions {
      do throws(Problem) {
        if let known = try earlierReceipt(submission, batches) {
          results.append(.success(known))
          continue
        }
      } catch {
        results.append(.failure(error))
        continue
      }
      let first = post.nextSequence
      switch post.handle(submission.command, by: submission.actor, at: submission.instant) {
      case .failure(let refusal): results.append(.failure(refusal))
      case .success(let decision):
        let reaction = switchboard.follow(decision.events, state: post.state, roster: post.roster)
        deferred += reaction.commands
        var receipt = Receipt(
          first: first, count: decision.events.count, events: decision.events, effects: decision.effects, isRepeat: false,
          notices: reaction.notices)
        batches.append(try batch(submission, receipt, post.state, try rows(reaction)))
        // What is put on record with it reaches the subscribers too.
        batches += try onRecord(reaction.notices, at: submission.instant, &receipt.events)
        recorded?.append(Decided(submission, decision.events, all: receipt.events))
        results.append(.success(receipt))
      }
    }
    return (results, batches)
  }

  /// Back to what is durable.
  private func restore() {
    guard keepsRows else {
      lost = Problem("desk.rows", "a replication keeps no outbox that it could go back to", exit: .foundWanting)
      return
    }
    var durable = CommandPost(city: post.city, roster: post.roster)
    do throws(Problem) {
      try Journal.read(store) { durable.replay($0) }
      post = durable
      switchboard = try Self.switchboard(store, switchboard.settings, seed: switchboard.seed, durable.state)
      deferred = []
    } catch { lost = error }
  }

  /// Does what time alone demands; returns when to look again.
  public func wake(at instant: Instant) throws(Problem) -> Instant? {
    _ = try passDeadlines(at: instant)
    return post.nextWake
  }

  /// Silence at deadlines that have passed; what came of it.
  func passDeadlines(at instant: Instant) throws(Problem) -> [RecordedEvent] {
    let due = post.due(at: instant).map { Submission($0, by: CommandPost.clock, at: instant) }
    if due.isEmpty { return [] }
    var events: [RecordedEvent] = []
    for result in try submit(due) { if case .success(let receipt) = result { events += receipt.events } }
    return events
  }

  /// When the clock has something to do next: a deadline of an order, or the outbox.
  public var nextWake: Instant? {
    switch (Self.wake(of: post), Self.wake(of: switchboard)) {
    case (let a?, let b?): min(a, b)
    case (let a, let b): a ?? b
    }
  }

  // Borrowed: reading one field of a desk's value would else copy all of it.
  private static func wake(of post: borrowing CommandPost) -> Instant? { post.nextWake }
  private static func wake(of board: borrowing Switchboard) -> Instant? { board.nextWake }

  /// After the roster's side rows have changed.
  func reload(_ roster: Roster) { post.roster = roster }

  /// Size and root of the log.
  public func head() throws(Problem) -> LogHead { try store.head() }

  /// All events of the log, in order.
  /// - Complexity: O(log)
  public func events() throws(Problem) -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    try Journal.read(store) { events.append($0) }
    return events
  }

  /// Signs the log as it stands.
  public func checkpoint() throws(Problem) -> SignedCheckpoint { try store.checkpoint(signedBy: key) }

  /// Rows of the outbox that a reaction changed.
  func rows(_ reaction: Reaction) throws(Problem) -> [SideRow] { keepsRows ? try OutboxRows.rows(reaction) : [] }

  func projected(_ events: [RecordedEvent], _ state: State) -> [SideRow] {
    keepsRows ? Projection.rows(after: events, state) : []
  }

  private func batch(_ submission: Submission, _ receipt: Receipt, _ state: State, _ outbox: [SideRow]) throws(Problem)
    -> AppendBatch
  {
    var entries: [NewEntry] = []
    for event in receipt.events { entries.append(try Journal.entry(event, cause: submission.id)) }
    let outcome = submission.id.map { CommandOutcome(id: $0, request: submission.requestHash, answer: receipt.answer) }
    return AppendBatch(
      entries, alongside: submission.sideRows + projected(receipt.events, state) + outbox,
      erasing: submission.erasing,
      command: outcome)
  }

  /// The receipt of a command id that was done before, in the log or earlier in the same group.
  private func earlierReceipt(_ submission: Submission, _ batches: [AppendBatch]) throws(Problem) -> Receipt? {
    guard let id = submission.id else { return nil }
    let inGroup = batches.first { $0.command?.id == id }?.command
    if let inGroup, inGroup.request != submission.requestHash {
      throw Problem("command.reused", "command id \(id) was used for two commands", exit: .usage)
    }
    let answer: [UInt8]?
    if let inGroup {
      answer = inGroup.answer
    } else {
      answer = try store.answer(toCommand: id, request: submission.requestHash)
    }
    guard let answer, let value = try? JSONReader.read(answer), let first = value["first"]?.integer,
      let count = value["count"]?.int
    else {
      return nil
    }
    return Receipt(first: UInt64(first), count: count, events: [], effects: [], isRepeat: true)
  }
}

extension Desk {
  /// One command.
  /// - Throws: the refusal as a `Problem`, or the failure of the write.
  @discardableResult
  public func submit(
    _ command: Command, by actor: Actor, at instant: Instant, sideRows: [SideRow] = [], erasing: [SideRow.Key] = [],
    id: String? = nil, request: String? = nil
  ) throws(Problem) -> Receipt {
    let results = try submit([
      Submission(command, by: actor, at: instant, sideRows: sideRows, erasing: erasing, id: id, request: request)
    ])
    return try Self.receipt(results[0])
  }

  static func receipt(_ result: Result<Receipt, any Error>) throws(Problem) -> Receipt {
    switch result {
    case .success(let receipt): return receipt
    case .failure(let refusal as Refusal): throw refusal.problem
    case .failure(let error): throw error as? Problem ?? Problem("command.failed", "\(error)")
    }
  }

  /// Keeps a free text beside the log and gives its reference for an event.
  public func note(_ text: String, name: String) throws(Problem) -> (row: SideRow, reference: NoteReference) {
    let (bytes, reference) = try NoteRow.make(text, name: "\(post.nextSequence)/\(name)", entropy: entropy)
    return (SideRow(table: NoteRow.table, id: bytes.id, bytes: bytes.bytes), reference)
  }
}

import Basics
import Incident

/// All outgoing messages of a command post: an outbox, its channels' limits, and the chase of answers.
///
/// A synchronous value without clock, store or channel, the same in a drill and in reality. Whoever drives it
/// - calls `follow` with the events that the command post decided, `wake` at `nextWake` or later, `report` with what channels and
///   gateways say and `receive` with what people answer,
/// - makes the rows of the `Reaction` durable (those of `follow` in the transaction of the events), and only then
/// - hands the hand-overs to their channels, submits the commands and shows the notices.
///
/// Delivery is at least once: an attempt is on record before its channel sees it, so that after a crash it counts as perhaps
/// sent and goes out again under the same id, marked as a repeat.
public struct Switchboard: Sendable {
  public let mode: Mode
  public let settings: CalloutSettings
  /// Of the jitter between tries.
  public let seed: UInt64

  struct Slot: Sendable {
    var message: Message
    /// Of making: first come, first served.
    var order: UInt64
    /// What its id names before the purpose and the channel.
    let chase: ChaseID
    var isReady = false
  }

  /// What is known of an order for the guards.
  struct OrderStanding: Sendable {
    var staff: StaffID
    var interval: Interval
    var phase: OrderState.Phase
  }

  var slots: [MessageID: Slot] = [:]
  public internal(set) var chases: [ChaseID: Chase] = [:]
  /// In the order of opening.
  var chasesByStaff: [StaffID: [ChaseID]] = [:]
  var orders: [OrderID: OrderStanding] = [:]
  var ordersByStaff: [StaffID: [OrderID]] = [:]
  var gates: [ContactChannel: ChannelGate] = [:]
  var personGates: [StaffID: RateGate] = [:]
  var ready: [ContactChannel: ReadyQueue] = [:]
  var queue = DueQueue()
  var openMessages = 0
  var nextOrder: UInt64 = 0
  /// The latest instant that was seen; time never runs back in here.
  public internal(set) var now: Instant?
  /// On actual duty: an exercise leaves them alone.
  public internal(set) var onActualDuty: Set<StaffID> = []
  /// A real emergency has halted the exercise.
  public internal(set) var isHalted = false
  /// Ids of replies that came, so that a doubled one is heard once; the oldest are forgotten.
  var heard = RecentIDs()
  /// False where nobody keeps rows, as in a replication of which only the figures are wanted: reactions then hold none.
  public var keepsRows = true
  var dirtyMessages: Set<MessageID> = []
  var dirtyChases: Set<ChaseID> = []
  /// Ended chases that are not forgotten yet, in the order of their ends.
  var ended: [ChaseID] = []
  /// When ended chases are next forgotten.
  var sweepAt: Instant?

  public init(mode: Mode, settings: CalloutSettings = CalloutSettings(), seed: UInt64) {
    self.mode = mode
    self.settings = settings
    self.seed = seed
  }

  /// When `wake` has something to do next; nil for never.
  public var nextWake: Instant? { queue.nextAt }

  public func message(_ id: MessageID) -> Message? { slots[id]?.message }

  /// All messages that are remembered, in the order of making. O(n log n)
  public var messages: [Message] { slots.values.sorted { $0.order < $1.order }.map(\.message) }

  /// Open and not yet handed over. O(n)
  public var waitingMessages: Int { slots.values.count { $0.message.isWaiting } }

  public func chase(_ id: ChaseID) -> Chase? { chases[id] }

  /// Open chases, in the order of their ids. O(n log n)
  public var openChases: [Chase] { chases.values.filter(\.isOpen).sorted { $0.id < $1.id } }

  /// What one person is asked now, in the order of asking: chases that are open and want an answer.
  public func openRequests(of staff: StaffID) -> [Chase] {
    (chasesByStaff[staff] ?? []).compactMap { chases[$0] }.filter { $0.isOpen && $0.wantsAnswer }
  }

  /// Whether the person is at a place of duty, as far as the events say.
  public func isOnScene(_ staff: StaffID) -> Bool {
    (ordersByStaff[staff] ?? []).contains { orders[$0]?.phase.isOnScene == true }
  }
}

extension Switchboard {
  /// Runs a step: the clock first, then the body, then the rows that it changed.
  mutating func react(at instant: Instant, _ body: (inout Switchboard, Instant, inout Reaction) -> Void) -> Reaction {
    var reaction = Reaction()
    let instant = advance(to: instant, &reaction)
    body(&self, instant, &reaction)
    finish(&reaction)
    return reaction
  }

  /// Rows of all that the step changed, each once.
  mutating func finish(_ reaction: inout Reaction) {
    drain(into: &reaction)
    dropStale()
  }

  /// A clock that runs a little behind stands still until it has caught up; one that went far back takes all that lies ahead with
  /// it, so that nothing waits for years.
  mutating func advance(to instant: Instant, _ reaction: inout Reaction) -> Instant {
    guard let last = now else {
      now = instant
      return instant
    }
    if instant.milliseconds < last.milliseconds - CalloutLimits.clockJump {
      let delta = instant.milliseconds - last.milliseconds
      shift(by: delta)
      reaction.notices.append(.clockChanged(milliseconds: delta))
      now = instant
      return instant
    }
    let next = max(last, instant)
    now = next
    return next
  }

  /// The clock was set by so many milliseconds while no such time passed: all that lies ahead moves along.
  public mutating func clockChanged(by milliseconds: Int64) -> Reaction {
    var reaction = Reaction()
    shift(by: milliseconds)
    now = now?.adding(milliseconds: milliseconds)
    reaction.notices.append(.clockChanged(milliseconds: milliseconds))
    drain(into: &reaction)
    return reaction
  }

  private mutating func shift(by milliseconds: Int64) {
    queue = DueQueue()
    let time = (now ?? Instant(milliseconds: 0)).adding(milliseconds: milliseconds)
    for id in slots.values.filter({ $0.message.isOpen }).sorted(by: { $0.order < $1.order }).map(\.message.id) {
      change(id) { $0.shift(by: milliseconds) }
    }
    for id in chases.keys.sorted() where chases[id]?.isOpen == true {
      chases[id]?.shift(by: milliseconds)
      touched(id)
    }
    for channel in ContactChannel.allCases {
      gates[channel]?.shift(by: milliseconds)
      // By the clock as it is set: what waits for its channel would else wait until the old time comes again.
      if ready[channel]?.isEmpty == false { queue.add(.channel(channel), at: time) }
    }
    for staff in personGates.keys.sorted() { personGates[staff]?.shift(by: milliseconds) }
    sweepAt = sweepAt?.adding(milliseconds: milliseconds)
  }

  private mutating func drain(into reaction: inout Reaction) {
    guard keepsRows else { return }
    reaction.messages = dirtyMessages.sorted().compactMap { slots[$0]?.message }
    reaction.chases = dirtyChases.sorted().compactMap { chases[$0] }
    dirtyMessages = []
    dirtyChases = []
  }

  // MARK: Bookkeeping

  /// Changes a message, notes that its row changed, and when to look at it again.
  mutating func change(_ id: MessageID, _ body: (inout Message) -> Void) {
    guard var slot = slots[id] else { return }
    let before = slot.message
    body(&slot.message)
    guard slot.message != before else {
      return schedule(slot)
    }
    if before.isOpen, !slot.message.isOpen { openMessages -= 1 }
    slots[id] = slot
    changed(id)
    schedule(slot)
  }

  private mutating func changed(_ id: MessageID) { if keepsRows { dirtyMessages.insert(id) } }
  mutating func changed(_ id: ChaseID) { if keepsRows { dirtyChases.insert(id) } }

  func due(_ slot: Slot) -> Instant? {
    slot.isReady && slot.message.isWaiting ? slot.message.expires : slot.message.due(settings)
  }

  private mutating func schedule(_ slot: Slot) {
    if let due = due(slot) { queue.add(.message(slot.message.id), at: due) }
  }

  /// - Parameter chase: that it belongs to; read from its id where that is not at hand.
  mutating func insert(_ message: Message, of chase: ChaseID? = nil) {
    nextOrder += 1
    let slot = Slot(message: message, order: nextOrder, chase: chase ?? Self.chase(of: message))
    slots[message.id] = slot
    if message.isOpen { openMessages += 1 }
    changed(message.id)
    schedule(slot)
  }

  mutating func insert(_ chase: Chase) {
    chases[chase.id] = chase
    if let staff = chase.staff { chasesByStaff[staff, default: []].append(chase.id) }
    touched(chase.id)
  }

  /// Notes that a chase's row changed, and when to look at it again.
  mutating func touched(_ id: ChaseID) {
    changed(id)
    if let due = chases[id]?.due { queue.add(.chase(id), at: due) }
  }

  /// Outdated entries at the head of the queue would only make `nextWake` early.
  mutating func dropStale() {
    while let first = queue.first, isStale(first.subject, at: first.at) { queue.removeFirst() }
  }

  private func isStale(_ subject: DueQueue.Subject, at instant: Instant) -> Bool {
    switch subject {
    case .message(let id): slots[id].flatMap(due).map { instant < $0 } ?? true
    case .chase(let id): chases[id]?.due.map { instant < $0 } ?? true
    case .channel(let channel): ready[channel]?.isEmpty ?? true
    }
  }

  /// Milliseconds until the next try of a message: full jitter, out of a stream of its own.
  static func pause(_ id: MessageID, _ settings: CalloutSettings, _ seed: UInt64) -> (Int) -> Int64 {
    { attempt in
      var stream = RandomStream(seed: seed, name: "retry/\(id)/\(attempt)")
      let doubled = settings.backoff.baseMilliseconds << Int64(min(max(attempt, 0), 20))
      let most = min(settings.backoff.capMilliseconds, max(doubled, 1))
      return Int64(stream.int(in: 0...Int(most)))
    }
  }
}

/// The ids that came last, so that a doubled one is known.
struct RecentIDs: Sendable {
  static let most = 20_000
  private var known: Set<String> = []
  private var ring: [String] = []
  private var at = 0

  /// False where it came before.
  mutating func insert(_ id: String) -> Bool {
    guard known.insert(id).inserted else { return false }
    if ring.count < Self.most {
      ring.append(id)
    } else {
      known.remove(ring[at])
      ring[at] = id
      at = (at + 1) % Self.most
    }
    return true
  }
}

import Basics

/// A waiting event, for cancelling it. It stays valid for ever: after the event happened or was cancelled it names nothing,
/// even when its storage is used again. A handle belongs to the scheduler that gave it and to copies of that scheduler.
public struct EventHandle: Hashable, Sendable {
  @usableFromInline let slot: UInt32
  @usableFromInline let order: UInt64

  @inlinable init(slot: UInt32, order: UInt64) {
    self.slot = slot
    self.order = order
  }
}

/// One clock and one queue of events, ordered by time, then priority (lower first), then order of insertion.
///
/// A value: a copy is a snapshot that goes its own way. No event costs an allocation of its own; `Payload` lies in an array.
/// Scheduling and taking are O(log n), cancelling is O(1) amortised: a cancelled event gives its payload and its place back at
/// once, and the keys of cancelled ones are swept out as soon as they outnumber the live ones.
///
/// The heap has four children a node. Taking the first event leaves a hole at the root that the next scheduled event fills on its
/// way down, so that "take one, schedule one" costs one descent and not two.
public struct Scheduler<Payload: Sendable>: Sendable {
  /// The clock: the instant of the event taken last, or where `advance` moved it.
  @inlinable public var now: Instant { clock }
  @usableFromInline var clock: Instant
  /// How many events may wait at once.
  public let limit: Int
  /// How many events wait.
  @inlinable public var count: Int { heap.count - dead - (hasHole ? 1 : 0) }
  @inlinable public var isEmpty: Bool { count == 0 }

  @usableFromInline var heap: ContiguousArray<QueueKey> = []
  @usableFromInline var slots: ContiguousArray<Slot> = []
  /// The first free slot, or `Slot.none`. Free slots are a chain.
  @usableFromInline var free = Slot.none
  /// Keys in the heap whose event was cancelled.
  @usableFromInline var dead = 0
  /// The root was taken and not yet filled.
  @usableFromInline var hasHole = false
  @usableFromInline var sequence: UInt64 = 0

  @usableFromInline struct Slot: Sendable {
    /// The key's order while the event waits, else `freeMark` and the next free slot.
    @usableFromInline var order: UInt64
    @usableFromInline var payload: Payload?

    @inlinable init(order: UInt64, payload: Payload?) {
      self.order = order
      self.payload = payload
    }

    /// No sequence has this bit, so no handle fits a free slot.
    @inlinable static var freeMark: UInt64 { 1 << 47 }
    @inlinable static var none: UInt32 { .max }
  }

  public init(startingAt start: Instant, limit: Int = SimulationLimits.pendingEvents) {
    clock = start
    self.limit = min(limit, SimulationLimits.pendingEvents)
  }

  /// Lets `payload` happen at `time`, after all that was scheduled earlier for the same time and priority.
  ///
  /// - Parameter priority: -32768...32767, the lower the earlier among events of one instant.
  /// - Throws: `simulation.past` if `time` lies before `now`, `simulation.full` beyond `limit`. Nothing is scheduled then.
  @inlinable
  @discardableResult
  public mutating func schedule(_ payload: Payload, at time: Instant, priority: Int16 = 0) throws(Problem) -> EventHandle {
    guard time >= now, count < limit, sequence < Slot.freeMark - 1 else { throw refusal(time) }
    sequence += 1
    let order = UInt64(UInt16(bitPattern: priority) ^ 0x8000) << 48 | sequence
    let slot: UInt32
    if free != Slot.none {
      slot = free
      free = UInt32(truncatingIfNeeded: slots[Int(slot)].order)
      slots[Int(slot)] = Slot(order: order, payload: payload)
    } else {
      slot = UInt32(truncatingIfNeeded: slots.count)
      slots.append(Slot(order: order, payload: payload))
    }
    insert(QueueKey(time: time.milliseconds, order: order, slot: slot))
    return EventHandle(slot: slot, order: order)
  }

  /// The same, `milliseconds` from now.
  @inlinable
  @discardableResult
  public mutating func schedule(_ payload: Payload, after milliseconds: Int64, priority: Int16 = 0) throws(Problem) -> EventHandle
  {
    let (time, overflow) = now.milliseconds.addingReportingOverflow(milliseconds)
    guard !overflow else { throw refusal(Instant(milliseconds: milliseconds)) }
    return try schedule(payload, at: Instant(milliseconds: time), priority: priority)
  }

  /// Takes a waiting event out and returns what would have happened; nil if it has happened or was cancelled before.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Payload? {
    guard isPending(handle), let payload = release(handle.slot) else { return nil }
    dead += 1
    if dead > heap.count / 2, dead > 64 { sweep() }
    return payload
  }

  /// Moves a waiting event to another time. Among events of that time it counts as inserted now. Nil if it is not waiting.
  @inlinable
  public mutating func reschedule(_ handle: EventHandle, at time: Instant, priority: Int16 = 0) throws(Problem) -> EventHandle? {
    guard isPending(handle) else { return nil }
    guard time >= now else { throw refusal(time) }
    guard let payload = cancel(handle) else { return nil }
    return try schedule(payload, at: time, priority: priority)
  }

  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    Int(handle.slot) < slots.count && slots[Int(handle.slot)].order == handle.order
  }

  /// When the first waiting event is due. O(1) but for cancelled ones on top.
  public var nextTime: Instant? { earliestLive(from: 0).map { Instant(milliseconds: $0.time) } }

  /// Takes the first event if it is due at or before `end`, and sets the clock to its time.
  @inlinable
  public mutating func take(until end: Instant) -> Payload? {
    while true {
      if hasHole { closeHole() }
      guard let first = heap.first else { return nil }
      guard slots[Int(first.slot)].order == first.order else {
        dead -= 1
        hasHole = true
        continue
      }
      guard first.time <= end.milliseconds else { return nil }
      hasHole = true
      clock = Instant(milliseconds: first.time)
      return release(first.slot)
    }
  }

  /// Moves the clock forward to `time` if nothing is due before it; else to the first event due. Never backward.
  public mutating func advance(to time: Instant) {
    let target = min(time, nextTime ?? time)
    if target > now { clock = target }
  }

  /// All waiting events in the order in which they will happen, for views and snapshots. O(n log n).
  public var waiting: [(time: Instant, payload: Payload)] {
    heap[...].dropFirst(hasHole ? 1 : 0).filter { slots[Int($0.slot)].order == $0.order }.sorted { $0.isBefore($1) }
      .compactMap { key in slots[Int(key.slot)].payload.map { (Instant(milliseconds: key.time), $0) } }
  }

  @inlinable
  mutating func release(_ slot: UInt32) -> Payload? {
    slots[Int(slot)].order = Slot.freeMark | UInt64(free)
    free = slot
    return slots[Int(slot)].payload.take()
  }

  @usableFromInline
  func refusal(_ time: Instant) -> Problem {
    if time < now {
      return Problem(
        "simulation.past",
        "An event was scheduled for \(Self.text(time)), and the simulated clock already shows \(Self.text(now)).",
        advice: "schedule it for now; nothing can happen in the past.")
    }
    if count >= limit {
      return Problem(
        "simulation.full", "\(count) events wait at \(Self.text(now)); no more than \(limit) may.",
        advice: "look for a process that schedules itself twice, or raise the limit.", exit: .unavailable)
    }
    return Problem(
      "simulation.exhausted", "An event lies beyond what the clock or the counter of events can hold.", exit: .unavailable)
  }

  /// Instants that no calendar holds are shown as milliseconds.
  private static func text(_ instant: Instant) -> String {
    (-62_000_000_000_000...253_000_000_000_000).contains(instant.milliseconds) ? instant.text : "\(instant.milliseconds) ms"
  }
}

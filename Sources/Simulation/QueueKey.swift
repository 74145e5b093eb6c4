import Basics

/// What the queue sorts by, and where the event lies.
@usableFromInline
struct QueueKey: Sendable {
  @usableFromInline var time: Int64
  /// Priority (16 bits, biased) over the number of insertion (48 bits): unique, and never 0.
  @usableFromInline var order: UInt64
  @usableFromInline var slot: UInt32

  @inlinable init(time: Int64, order: UInt64, slot: UInt32) {
    self.time = time
    self.order = order
    self.slot = slot
  }

  /// Both words as one number, so that a comparison needs no jump.
  @inlinable @inline(__always)
  var rank: UInt128 { UInt128(UInt64(bitPattern: time) ^ (1 << 63)) << 64 | UInt128(order) }

  @inlinable @inline(__always)
  func isBefore(_ other: QueueKey) -> Bool { rank < other.rank }
}

/// The heap's moves: four children a node, the node's children at `4i + 1 ... 4i + 4`.
extension UnsafeMutableBufferPointer where Element == QueueKey {
  /// Puts `key` at `index` or below, where all children come later.
  ///
  /// Which child comes first is anybody's guess, and a wrong guess costs the processor more than a level of the heap: full families
  /// are compared without jumps.
  @inlinable @inline(__always)
  func sink(_ key: QueueKey, from index: Int) {
    var at = index
    let rank = key.rank
    while true {
      let first = 4 * at + 1
      var least = first
      if first + 3 < count {
        let left = self[first + 1].rank < self[first].rank ? first + 1 : first
        let right = self[first + 3].rank < self[first + 2].rank ? first + 3 : first + 2
        least = self[right].rank < self[left].rank ? right : left
      } else {
        guard first < count else { break }
        for child in (first + 1)..<Swift.max(first + 1, count) where self[child].isBefore(self[least]) { least = child }
      }
      guard self[least].rank < rank else { break }
      self[at] = self[least]
      at = least
    }
    self[at] = key
  }

  /// Puts `key` at `index` or above, where its parent comes earlier.
  @inlinable @inline(__always)
  func rise(_ key: QueueKey, from index: Int) {
    var at = index
    while at > 0 {
      let parent = (at - 1) >> 2
      guard key.isBefore(self[parent]) else { break }
      self[at] = self[parent]
      at = parent
    }
    self[at] = key
  }
}

extension Scheduler {
  @inlinable
  mutating func insert(_ key: QueueKey) {
    if hasHole {
      hasHole = false
      heap.withUnsafeMutableBufferPointer { $0.sink(key, from: 0) }
    } else {
      heap.append(key)
      heap.withUnsafeMutableBufferPointer { $0.rise(key, from: $0.count - 1) }
    }
  }

  /// Fills the hole at the root with the last key.
  @inlinable
  mutating func closeHole() {
    hasHole = false
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap.withUnsafeMutableBufferPointer { $0.sink(last, from: 0) }
  }

  /// Drops the keys of cancelled events and orders the rest anew. O(n), paid for by the n cancellations before it.
  @inlinable @inline(never)
  mutating func sweep() {
    if hasHole { closeHole() }
    heap.removeAll { slots[Int($0.slot)].order != $0.order }
    dead = 0
    heap.withUnsafeMutableBufferPointer { keys in
      guard keys.count > 1 else { return }
      for index in stride(from: (keys.count - 2) >> 2, through: 0, by: -1) { keys.sink(keys[index], from: index) }
    }
  }

  /// The earliest live key at or below `index`: descends through the hole and through dead keys only.
  func earliestLive(from index: Int) -> QueueKey? {
    guard index < heap.count else { return nil }
    let key = heap[index]
    let isHole = index == 0 && hasHole
    if !isHole, slots[Int(key.slot)].order == key.order { return key }
    var best: QueueKey?
    for child in (4 * index + 1)..<(4 * index + 5) {
      guard let found = earliestLive(from: child) else { continue }
      if best.map({ found.isBefore($0) }) ?? true { best = found }
    }
    return best
  }

  /// What must hold after every call: the heap's order, the count of dead keys, one key for each waiting event, no lost slot. O(n).
  public func checkInvariants() -> [Problem] {
    var faults: [Problem] = []
    func claim(_ holds: Bool, _ message: String) {
      if !holds { faults.append(Problem("simulation.invariant", message)) }
    }
    let first = hasHole ? 1 : 0
    for index in heap.indices.dropFirst(first + 1) where index > 4 || !hasHole {
      claim(!heap[index].isBefore(heap[(index - 1) >> 2]), "key \(index) of the queue comes before its parent")
    }
    let live = heap.dropFirst(first).count { slots[Int($0.slot)].order == $0.order }
    claim(heap.count - first - live == dead, "\(heap.count - first - live) keys are dead, \(dead) are counted")
    claim(slots.count { $0.payload != nil } == live, "waiting events and live keys differ in number")
    claim(slots.allSatisfy { ($0.order & Slot.freeMark != 0) == ($0.payload == nil) }, "an event is kept after it has gone")
    var chain = 0
    var next = free
    while next != Slot.none, chain <= slots.count {
      chain += 1
      next = UInt32(truncatingIfNeeded: slots[Int(next)].order)
    }
    claim(chain + live == slots.count, "a slot is lost or held twice")
    if let time = nextTime { claim(time >= now, "an event lies in the past") }
    return faults
  }
}

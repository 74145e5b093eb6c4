import Basics
import Incident

/// Who is to be looked at when: a binary heap in which an entry may be outdated; whoever takes it out checks.
struct DueQueue: Sendable {
  enum Subject: Hashable, Sendable {
    case message(MessageID)
    case chase(ChaseID)
    /// Messages wait for it.
    case channel(ContactChannel)
  }

  /// Numbers only: they are moved without counting references.
  private struct Key: Sendable {
    var at: Instant
    var order: UInt64
    /// Into `subjects`.
    var place: Int
    func precedes(_ other: Key) -> Bool { at != other.at ? at < other.at : order < other.order }
  }

  private var heap: [Key] = []
  private var subjects: [Subject?] = []
  private var free: [Int] = []
  private var made: UInt64 = 0

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  var nextAt: Instant? { heap.first?.at }
  var first: (at: Instant, subject: Subject)? {
    guard let key = heap.first, let subject = subjects[key.place] else { return nil }
    return (key.at, subject)
  }

  /// O(log n)
  mutating func add(_ subject: Subject, at instant: Instant) {
    made += 1
    let place = free.popLast() ?? subjects.count
    if place == subjects.count { subjects.append(subject) } else { subjects[place] = subject }
    heap.append(Key(at: instant, order: made, place: place))
    var i = heap.count - 1
    while i > 0, heap[i].precedes(heap[(i - 1) / 2]) {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  /// O(log n)
  mutating func removeFirst() {
    guard let gone = heap.first, let last = heap.popLast() else { return }
    subjects[gone.place] = nil
    free.append(gone.place)
    if heap.isEmpty { return }
    heap[0] = last
    var i = 0
    while true {
      var least = i
      for child in 2 * i + 1..<2 * i + 3 where child < heap.count && heap[child].precedes(heap[least]) { least = child }
      if least == i { return }
      heap.swapAt(i, least)
      i = least
    }
  }
}

/// Messages that may leave as soon as their channel is free: orders before broadcasts, then first come, first served.
struct ReadyQueue: Sendable {
  private var heap: [(rank: Int, order: UInt64, id: MessageID)] = []

  var isEmpty: Bool { heap.isEmpty }
  var first: MessageID? { heap.first?.id }

  /// O(log n)
  mutating func add(_ id: MessageID, rank: Int, order: UInt64) {
    heap.append((rank, order, id))
    var i = heap.count - 1
    while i > 0, precedes(i, (i - 1) / 2) {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  /// O(log n)
  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    var i = 0
    while true {
      var least = i
      for child in [2 * i + 1, 2 * i + 2] where child < heap.count && precedes(child, least) { least = child }
      if least == i { return }
      heap.swapAt(i, least)
      i = least
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool { (heap[a].rank, heap[a].order) < (heap[b].rank, heap[b].order) }
}

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

  private struct Entry: Sendable {
    var at: Instant
    var order: UInt64
    var subject: Subject
    func precedes(_ other: Entry) -> Bool { (at, order) < (other.at, other.order) }
  }

  private var heap: [Entry] = []
  private var made: UInt64 = 0

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  var first: (at: Instant, subject: Subject)? { heap.first.map { ($0.at, $0.subject) } }

  /// O(log n)
  mutating func add(_ subject: Subject, at instant: Instant) {
    made += 1
    heap.append(Entry(at: instant, order: made, subject: subject))
    var i = heap.count - 1
    while i > 0, heap[i].precedes(heap[(i - 1) / 2]) {
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
      for child in [2 * i + 1, 2 * i + 2] where child < heap.count && heap[child].precedes(heap[least]) { least = child }
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

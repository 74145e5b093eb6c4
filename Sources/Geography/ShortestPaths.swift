import Basics

/// Dijkstra (1959) with a four-way heap of packed (time, node) keys; the memory is kept from run to run. Ties go to the lower
/// node number.
struct ShortestPaths {
  private let first: [Int32]
  private let targets: [Int32]
  private var heap: [UInt64] = []

  init(graph: RoadGraph) {
    first = graph.firstEdge
    targets = graph.edges.map(\.to)
    heap.reserveCapacity(graph.nodes.count)
  }

  /// Times from `source` into `table[offset..<offset + nodes]`, which must hold `TravelTimes.unreached`.
  mutating func run(from source: Int32, times: [Int32], into table: inout [Int32], at offset: Int) {
    heap.removeAll(keepingCapacity: true)
    table[offset + Int(source)] = 0
    push(UInt64(source))
    while let key = pop() {
      let node = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
      let time = Int64(key >> 32)
      if time > Int64(table[offset + node]) { continue }
      for e in Int(first[node])..<Int(first[node + 1]) where times[e] != TravelTimes.unreached {
        // Capped below the mark for "not reached": a way of 248 days is not planned with.
        let sum = min(time + Int64(times[e]), Int64(TravelTimes.unreached) - 1)
        let slot = offset + Int(targets[e])
        if sum < Int64(table[slot]) {
          table[slot] = Int32(truncatingIfNeeded: sum)
          push(UInt64(sum) << 32 | UInt64(targets[e]))
        }
      }
    }
  }

  private mutating func push(_ key: UInt64) {
    heap.append(key)
    var at = heap.count - 1
    while at > 0 {
      let parent = (at - 1) >> 2
      if heap[parent] <= key { break }
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = key
  }

  private mutating func pop() -> UInt64? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    let count = heap.count
    if count == 0 { return top }
    var at = 0
    while true {
      let child = at << 2 + 1
      if child >= count { break }
      var least = child
      for c in (child + 1)..<max(child + 1, min(child + 4, count)) where heap[c] < heap[least] { least = c }
      if heap[least] >= last { break }
      heap[at] = heap[least]
      at = least
    }
    heap[at] = last
    return top
  }
}

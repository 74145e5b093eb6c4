import Basics

/// Dijkstra (1959); the memory is kept from run to run. Ties go to the lower node number.
struct ShortestPaths {
  private let first: [Int32]
  private let targets: [Int32]
  private var heap: KeyHeap

  init(graph: RoadGraph) {
    first = graph.firstEdge
    targets = graph.edges.map(\.to)
    heap = KeyHeap(capacity: graph.nodes.count)
  }

  /// Times from `source` into `table[offset..<offset + nodes]`, which must hold `TravelTimes.unreached`.
  mutating func run(from source: Int32, times: [Int32], into table: inout [Int32], at offset: Int) {
    heap.removeAll()
    table[offset + Int(source)] = 0
    heap.push(UInt64(source))
    while let key = heap.pop() {
      let node = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
      let time = Int64(key >> 32)
      if time > Int64(table[offset + node]) { continue }
      for e in Int(first[node])..<Int(first[node + 1]) where times[e] != TravelTimes.unreached {
        // Capped below the mark for "not reached": a way of 248 days is not planned with.
        let sum = min(time + Int64(times[e]), Int64(TravelTimes.unreached) - 1)
        let slot = offset + Int(targets[e])
        if sum < Int64(table[slot]) {
          table[slot] = Int32(truncatingIfNeeded: sum)
          heap.push(UInt64(sum) << 32 | UInt64(targets[e]))
        }
      }
    }
  }
}

/// A four-way heap of packed (time, node) keys, least first. Its memory is kept when it is emptied.
struct KeyHeap {
  private var keys: [UInt64] = []

  init(capacity: Int) { keys.reserveCapacity(capacity) }

  mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  mutating func push(_ key: UInt64) {
    keys.append(key)
    var at = keys.count - 1
    while at > 0 {
      let parent = (at - 1) >> 2
      if keys[parent] <= key { break }
      keys[at] = keys[parent]
      at = parent
    }
    keys[at] = key
  }

  mutating func pop() -> UInt64? {
    guard let top = keys.first, let last = keys.popLast() else { return nil }
    let count = keys.count
    if count == 0 { return top }
    var at = 0
    while true {
      let child = at << 2 + 1
      if child >= count { break }
      var least = child
      for c in (child + 1)..<max(child + 1, min(child + 4, count)) where keys[c] < keys[least] { least = c }
      if keys[least] >= last { break }
      keys[at] = keys[least]
      at = least
    }
    keys[at] = last
    return top
  }
}

/// Binary heap of (distance, node), least first, ties by node, in raw memory. Grows as needed; the owner frees it.
struct RawHeap<Value: FixedWidthInteger & SignedInteger> {
  private var distances: UnsafeMutablePointer<Value>
  private var nodes: UnsafeMutablePointer<Int32>
  private var capacity: Int
  private var count = 0

  init(capacity: Int) {
    self.capacity = max(16, capacity)
    distances = .allocate(capacity: self.capacity)
    nodes = .allocate(capacity: self.capacity)
  }

  func deallocate() {
    distances.deallocate()
    nodes.deallocate()
  }

  mutating func removeAll() { count = 0 }

  private mutating func grow() {
    let widerDistances = UnsafeMutablePointer<Value>.allocate(capacity: 2 * capacity)
    let widerNodes = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
    widerDistances.update(from: distances, count: count)
    widerNodes.update(from: nodes, count: count)
    deallocate()
    (distances, nodes, capacity) = (widerDistances, widerNodes, 2 * capacity)
  }

  mutating func push(_ distance: Value, _ node: Int32) {
    if count == capacity { grow() }
    count += 1
    HeapOrder.rise(distance, node, at: count - 1, distances, nodes)
  }

  mutating func pop() -> (Value, Int32)? {
    guard count > 0 else { return nil }
    let top = (distances[0], nodes[0])
    count -= 1
    HeapOrder.sink(distances[count], nodes[count], count, distances, nodes)
    return top
  }
}

/// The order of all heaps here, for whoever owns the memory: least distance first, ties by node.
enum HeapOrder<Value: FixedWidthInteger & SignedInteger> {
  /// Puts an entry at the end, `at`, where it belongs.
  @inline(__always)
  static func rise(
    _ distance: Value, _ node: Int32, at end: Int, _ distances: UnsafeMutablePointer<Value>, _ nodes: UnsafeMutablePointer<Int32>
  ) {
    var index = end
    while index > 0 {
      let parent = (index - 1) / 2
      if distances[parent] < distance || (distances[parent] == distance && nodes[parent] <= node) { break }
      distances[index] = distances[parent]
      nodes[index] = nodes[parent]
      index = parent
    }
    distances[index] = distance
    nodes[index] = node
  }

  /// Puts an entry in the place of the first of `count` where it belongs.
  @inline(__always)
  static func sink(
    _ distance: Value, _ node: Int32, _ count: Int, _ distances: UnsafeMutablePointer<Value>, _ nodes: UnsafeMutablePointer<Int32>
  ) {
    var index = 0
    while true {
      var child = 2 * index + 1
      if child >= count { break }
      let right = child + 1
      if right < count,
        distances[right] < distances[child] || (distances[right] == distances[child] && nodes[right] < nodes[child])
      {
        child = right
      }
      if distance < distances[child] || (distance == distances[child] && node <= nodes[child]) { break }
      distances[index] = distances[child]
      nodes[index] = nodes[child]
      index = child
    }
    distances[index] = distance
    nodes[index] = node
  }
}

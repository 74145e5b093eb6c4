/// Binary heap of (distance, node) with the least distance on top; ties by node, so that the order never depends on history.
/// Stale entries stay in it and are skipped by whoever pops them.
struct NodeHeap<Value: FixedWidthInteger & SignedInteger> {
  private var distances: [Value] = []
  private var nodes: [Int32] = []

  var isEmpty: Bool { nodes.isEmpty }
  var least: Value? { distances.first }

  mutating func removeAll() {
    distances.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
  }

  mutating func push(_ distance: Value, _ node: Int32) {
    var index = nodes.count
    distances.append(distance)
    nodes.append(node)
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

  mutating func pop() -> (Value, Int32)? {
    guard let last = nodes.popLast(), let lastDistance = distances.popLast() else { return nil }
    if nodes.isEmpty { return (lastDistance, last) }
    let top = (distances[0], nodes[0])
    let count = nodes.count
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
      if lastDistance < distances[child] || (lastDistance == distances[child] && last <= nodes[child]) { break }
      distances[index] = distances[child]
      nodes[index] = nodes[child]
      index = child
    }
    distances[index] = lastDistance
    nodes[index] = last
    return top
  }
}

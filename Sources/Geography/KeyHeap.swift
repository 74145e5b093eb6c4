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

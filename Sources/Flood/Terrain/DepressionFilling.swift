/// Fills pits of a bed so that none is deeper than a limit below its spill level: synthetic relief would hold ponds that no town
/// has. Priority flood from the outlets (Barnes, Lehman & Mulla 2014). O(n log n)
enum DepressionFilling {
  /// - Parameter isOutlet: cells that water leaves by (sea, river, edge); their level is their bed.
  static func fill(_ bed: inout [Float], grid: TerrainGrid, deepest: Float, isOutlet: (Int) -> Bool, isGround: (Int) -> Bool) {
    var spill = [Float](repeating: .infinity, count: bed.count)
    var heap = LevelHeap()
    for i in bed.indices where isOutlet(i) {
      spill[i] = bed[i]
      heap.push(level: bed[i], cell: Int32(i))
    }
    while let (level, cell) = heap.pop() {
      grid.neighbours(of: Int(cell)) { next in
        guard spill[next] == .infinity, isGround(next) else { return }
        spill[next] = max(level, bed[next])
        heap.push(level: spill[next], cell: Int32(next))
      }
    }
    for i in bed.indices where isGround(i) && spill[i] < .infinity && !isOutlet(i) { bed[i] = max(bed[i], spill[i] - deepest) }
  }
}

/// The least level first, the lowest cell index among equals.
private struct LevelHeap {
  private var items: [(level: Float, cell: Int32)] = []

  private static func precedes(_ a: (level: Float, cell: Int32), _ b: (level: Float, cell: Int32)) -> Bool {
    a.level != b.level ? a.level < b.level : a.cell < b.cell
  }

  mutating func push(level: Float, cell: Int32) {
    items.append((level, cell))
    var at = items.count - 1
    while at > 0, Self.precedes(items[at], items[(at - 1) / 2]) {
      items.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> (level: Float, cell: Int32)? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if items.isEmpty { return first }
    items[0] = last
    var at = 0
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2] where child < items.count && Self.precedes(items[child], items[least]) {
        least = child
      }
      if least == at { return first }
      items.swapAt(at, least)
      at = least
    }
  }
}

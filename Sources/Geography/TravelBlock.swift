import Basics

/// Sixteen sources and the times from them.
struct TravelBlock: Sendable {
  typealias Lanes = SIMD16<Int32>
  static let width = 16

  /// Positions of the sources.
  var sources: [Int32] = []
  /// Final times at all positions.
  private(set) var times: [Lanes] = []
  /// The positions that a source leads up to, ascending, and the times there before the pass down.
  private var seedAt: [Int32] = []
  private var seeds: [Lanes] = []
  /// Positions that the last update looked at.
  private(set) var visited = 0

  /// All times anew.
  mutating func settle(_ shape: RoadContraction, _ links: ContractedTimes) {
    times = [Lanes](repeating: Lanes(repeating: ContractedTimes.none), count: shape.node.count)
    seedAt = ancestors(shape).members
    climb(shape, links, &times)
    seeds = seedAt.map { times[Int($0)] }
    visited = times.count
    times.withUnsafeMutableBufferPointer { times in
      shape.withRows(links) { rows in
        for p in shape.core..<max(shape.core, times.count) { times[p] = rows.best(p, from: times[p], times) }
      }
    }
  }

  /// The same times as `settle`, from those before the positions in `changed` got other links.
  mutating func resettle(_ shape: RoadContraction, _ links: ContractedTimes, changed: PositionSet, scratch: inout [Lanes]) {
    if shape.core > 0 { return settle(shape, links) }
    var open = changed
    if seedAt.contains(where: { changed.contains($0) }) { reseed(shape, links, &scratch, &open) }
    visited = 0
    var seed = 0
    var from = 0
    times.withUnsafeMutableBufferPointer { times in
      shape.withRows(links) { rows in
        while let p = open.first(from: from) {
          from = p + 1
          visited += 1
          while seed < seedAt.count, Int(seedAt[seed]) < p { seed += 1 }
          let start =
            seed < seedAt.count && Int(seedAt[seed]) == p ? seeds[seed] : Lanes(repeating: ContractedTimes.none)
          let time = rows.best(p, from: start, times)
          if time == times[p] { continue }
          times[p] = time
          for i in rows.downRange(p) { open.insert(rows.down[i]) }
        }
      }
    }
  }

  /// The ways up anew; positions with another time there become members of `open`.
  private mutating func reseed(
    _ shape: RoadContraction, _ links: ContractedTimes, _ scratch: inout [Lanes], _ open: inout PositionSet
  ) {
    climb(shape, links, &scratch)
    for (i, p) in seedAt.enumerated() {
      if scratch[Int(p)] != seeds[i] {
        seeds[i] = scratch[Int(p)]
        open.insert(p)
      }
      scratch[Int(p)] = Lanes(repeating: ContractedTimes.none)
    }
  }

  /// The positions outside of the core that any source leads up to, the sources among them.
  private func ancestors(_ shape: RoadContraction) -> PositionSet {
    var found = PositionSet([], count: shape.node.count)
    for source in sources where Int(source) >= shape.core {
      var at: Int? = Int(source)
      while let p = at, !found.contains(Int32(p)) {
        found.insert(Int32(p))
        at = shape.parent(p)
      }
    }
    return found
  }

  /// Times on the way up, and the final ones in the core, into `times`, which holds `none` wherever the ways up lead.
  private func climb(_ shape: RoadContraction, _ links: ContractedTimes, _ times: inout [Lanes]) {
    for (lane, source) in sources.enumerated() { times[Int(source)][lane] = 0 }
    times.withUnsafeMutableBufferPointer { times in
      shape.withRows(links) { rows in
        for p in seedAt.reversed() { rows.climb(Int(p), times) }
      }
    }
    if shape.core > 0 {
      var heap = KeyHeap(capacity: shape.core)
      for lane in sources.indices { Self.search(lane, shape, links, &times, &heap) }
    }
  }

  /// From times anywhere to the times everywhere: all the ways up, then all the ways down.
  static func spread(_ shape: RoadContraction, _ links: ContractedTimes, _ times: inout [Lanes]) {
    let unreached = Lanes(repeating: ContractedTimes.none)
    times.withUnsafeMutableBufferPointer { times in
      shape.withRows(links) { rows in
        for p in stride(from: times.count - 1, through: shape.core, by: -1) where times[p] != unreached {
          rows.climb(p, times)
        }
      }
    }
    if shape.core > 0 {
      var heap = KeyHeap(capacity: shape.core)
      for lane in 0..<width { search(lane, shape, links, &times, &heap) }
    }
    times.withUnsafeMutableBufferPointer { times in
      shape.withRows(links) { rows in
        for p in shape.core..<max(shape.core, times.count) { times[p] = rows.best(p, from: times[p], times) }
      }
    }
  }

  /// Dijkstra (1959) in the core, from the times that are there.
  private static func search(
    _ lane: Int, _ shape: RoadContraction, _ links: ContractedTimes, _ times: inout [Lanes], _ heap: inout KeyHeap
  ) {
    for p in 0..<shape.core where times[p][lane] < ContractedTimes.none { heap.push(UInt64(times[p][lane]) << 32 | UInt64(p)) }
    while let key = heap.pop() {
      let p = Int(key & 0xFFFF_FFFF)
      let time = Int32(key >> 32)
      if time > times[p][lane] { continue }
      func relax(_ q: Int32, _ link: Int) {
        let sum = time &+ links.times[link]
        if sum < times[Int(q)][lane] {
          times[Int(q)][lane] = sum
          heap.push(UInt64(sum) << 32 | UInt64(q))
        }
      }
      for a in shape.upRange(p) { relax(shape.up[a], a) }
      for i in shape.downRange(p) {
        if Int(shape.down[i]) >= shape.core { break }
        relax(shape.down[i], Int(shape.downLink[i]))
      }
    }
  }
}

/// The rows of a contraction and the times on its links, for inner loops.
struct ContractionRows {
  typealias Lanes = TravelBlock.Lanes

  let firstUp: UnsafeBufferPointer<Int32>
  let up: UnsafeBufferPointer<Int32>
  let times: UnsafeBufferPointer<Int32>
  let firstDown: UnsafeBufferPointer<Int32>
  let down: UnsafeBufferPointer<Int32>

  func downRange(_ p: Int) -> Range<Int> { Int(firstDown[p])..<Int(firstDown[p + 1]) }

  /// The least of `start` and of what the lower positions have, over the links up.
  @inline(__always)
  func best(_ p: Int, from start: Lanes, _ at: UnsafeMutableBufferPointer<Lanes>) -> Lanes {
    var least = start
    for a in Int(firstUp[p])..<Int(firstUp[p + 1]) { least = least.least(at[Int(up[a])] &+ times[a]) }
    return least
  }

  /// What p has, given to the positions that its links up lead to.
  @inline(__always)
  func climb(_ p: Int, _ at: UnsafeMutableBufferPointer<Lanes>) {
    let here = at[p]
    for a in Int(firstUp[p])..<Int(firstUp[p + 1]) {
      let q = Int(up[a])
      at[q] = at[q].least(here &+ times[a])
    }
  }
}

extension RoadContraction {
  func withRows(_ links: ContractedTimes, _ body: (ContractionRows) -> Void) {
    firstUp.withUnsafeBufferPointer { firstUp in
      up.withUnsafeBufferPointer { up in
        links.times.withUnsafeBufferPointer { times in
          firstDown.withUnsafeBufferPointer { firstDown in
            down.withUnsafeBufferPointer { down in
              body(ContractionRows(firstUp: firstUp, up: up, times: times, firstDown: firstDown, down: down))
            }
          }
        }
      }
    }
  }
}

extension SIMD16<Int32> {
  @inline(__always) func least(_ other: Self) -> Self { replacing(with: other, where: other .< self) }
}

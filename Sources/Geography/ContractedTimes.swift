import Basics

/// Times on the links of a contraction, for one vehicle and moment: on a link, the fastest of the roads between its ends and of
/// the ways over nodes that were taken out before both.
struct ContractedTimes: Sendable {
  /// No way; also the most that a time may be (some 124 days): two of them add up without overflow.
  static let none: Int32 = 0x3FFF_FFFF

  /// What an edge that changed is taken to cost, in looks at links, before anything is known: many edges are best done all anew.
  private static let workPerEdge = 40

  private(set) var times: [Int32]

  /// `edgeTimes` per edge of the graph, `TravelTimes.unreached` where closed; the same both ways.
  /// - Complexity: O(triangles of links), some microseconds a hundred nodes.
  init(_ shape: RoadContraction, edgeTimes: [Int32]) {
    times = [Int32](repeating: Self.none, count: shape.links)
    for (e, link) in shape.linkOfEdge.enumerated() where link >= 0 {
      times[Int(link)] = min(times[Int(link)], edgeTimes[e])
    }
    times.withUnsafeMutableBufferPointer { times in
      shape.up.withUnsafeBufferPointer { up in
        for p in stride(from: shape.node.count - 1, through: shape.core, by: -1) {
          let range = shape.upRange(p)
          for a in range where times[a] < Self.none {
            // Every link of p to a position below that of a has a link from a's end: both lists ascend.
            var t = Int(shape.firstUp[Int(up[a])])
            for b in range.lowerBound..<a {
              while up[t] != up[b] { t += 1 }
              times[t] = min(times[t], times[a] &+ times[b])
            }
          }
        }
      }
    }
  }

  /// Times after `edges` changed theirs to what `edgeTimes` has, and the higher positions of the links that changed by it, each
  /// once, ascending. The result is that of the initialiser.
  /// - Complexity: O(links that may change x (their other links + ways round)); never much more than the initialiser.
  mutating func update(_ shape: RoadContraction, edgeTimes: [Int32], graph: RoadGraph, edges: [Int]) -> [Int32] {
    var open = PositionSet([], count: shape.links)
    for e in edges where shape.linkOfEdge[e] >= 0 { open.insert(shape.linkOfEdge[e]) }
    var changed: [Int32] = []
    var work = edges.count * Self.workPerEdge
    // From the last link down: links are made of those with higher numbers. All links of one position are made first, then what
    // they are part of is looked at with their times before and after.
    var from = shape.links - 1
    var before: [Int32] = []
    while let first = open.last(from: from) {
      if work > shape.links { return remakeAll(shape, edgeTimes, changed) }
      let p = shape.owner(ofLink: first)
      let range = shape.upRange(p)
      before.removeAll(keepingCapacity: true)
      before.append(contentsOf: times[range])
      var isChanged = false
      var next = open.last(from: from)
      while let link = next, link >= range.lowerBound {
        times[link] = remade(shape, link, p, edgeTimes, graph, &work)
        if times[link] != before[link - range.lowerBound] { isChanged = true }
        next = open.last(from: link - 1)
      }
      from = range.lowerBound - 1
      guard isChanged else { continue }
      changed.append(Int32(p))
      if p >= shape.core { mark(shape, range, before, &open, &work) }
    }
    return changed.reversed()
  }

  /// Marks the links between ends of links of one position whose time may be another, now that these have theirs.
  private func mark(
    _ shape: RoadContraction, _ range: Range<Int>, _ before: [Int32], _ open: inout PositionSet, _ work: inout Int
  ) {
    for a in range {
      let i = a - range.lowerBound
      guard times[a] != before[i] else { continue }
      work += range.count
      for b in range where b != a {
        let j = b - range.lowerBound
        let link = Int(shape.link(from: shape.up[max(a, b)], to: shape.up[min(a, b)]))
        // It stood on this way round, or this way round is faster now.
        if before[i] &+ before[j] == times[link] || times[a] &+ times[b] < times[link] { open.insert(Int32(link)) }
      }
    }
  }

  /// - Parameter before: positions that changed until now.
  private mutating func remakeAll(_ shape: RoadContraction, _ edgeTimes: [Int32], _ before: [Int32]) -> [Int32] {
    let anew = ContractedTimes(shape, edgeTimes: edgeTimes)
    var changed = PositionSet(before, count: shape.node.count)
    for p in shape.node.indices where shape.upRange(p).contains(where: { anew.times[$0] != times[$0] }) {
      changed.insert(Int32(p))
    }
    times = anew.times
    return changed.members
  }

  /// The time of the link of p, from its roads and the triangles below it.
  private func remade(
    _ shape: RoadContraction, _ link: Int, _ p: Int, _ edgeTimes: [Int32], _ graph: RoadGraph, _ work: inout Int
  ) -> Int32 {
    let q = Int(shape.up[link])
    var time = Self.none
    work += shape.downRange(p).count + shape.downRange(q).count
    for e in graph.edgeRange(shape.node[p]) where Int(shape.linkOfEdge[e]) == link { time = min(time, edgeTimes[e]) }
    var j = shape.downRange(q).lowerBound
    let end = shape.downRange(q).upperBound
    for i in shape.downRange(p) where Int(shape.down[i]) >= shape.core {
      while j < end, shape.down[j] < shape.down[i] { j += 1 }
      if j == end { break }
      if shape.down[j] == shape.down[i] {
        time = min(time, times[Int(shape.downLink[i])] &+ times[Int(shape.downLink[j])])
      }
    }
    return time
  }
}

import Basics

/// The shape of a road graph with its nodes taken out one by one, those with the fewest neighbours first: each leaves links
/// between the neighbours that it had, so that every shortest way can be found as links up, to nodes taken out later, and then
/// links down (contraction hierarchies; customizable ones by Dibbelt, Strasser & Wagner 2016). Dead ends and the points of bent
/// roads go first and leave next to nothing behind.
///
/// It knows lengths as little as water: made once per road graph, it serves every vehicle and hour (`ContractedTimes`).
/// Where taking out more nodes would leave too many links (a graph that is no road network), the rest stays as a core in which
/// ways are searched as ever.
public struct RoadContraction: Sendable {
  /// Neighbours and links per node from which on the rest becomes the core.
  struct Limits {
    var neighbours = 1_000
    var linksPerNode = 24
  }

  /// Nodes in the order in which they are settled: the last one taken out first, the core before all. Everything below goes by
  /// these positions.
  let node: [Int32]
  /// The position of each node.
  let position: [Int32]
  /// Positions below this are the core.
  let core: Int
  /// Links of position p to lower positions: `up[firstUp[p]..<firstUp[p + 1]]`, ascending. A link's number is its index here.
  let firstUp: [Int32]
  let up: [Int32]
  /// The links again by their lower position: `down` has the higher position, `downLink` the link's number.
  let firstDown: [Int32]
  let down: [Int32]
  let downLink: [Int32]
  /// The link of each edge of the graph; -1 for a loop.
  let linkOfEdge: [Int32]

  public var links: Int { up.count }

  /// - Complexity: some 2 microseconds a node on a road network.
  public init(_ graph: RoadGraph) { self.init(graph, limits: Limits()) }

  init(_ graph: RoadGraph, limits: Limits) {
    let count = graph.nodes.count
    var elimination = Elimination(graph, limits: limits)
    elimination.run()
    core = count - elimination.order.count
    node = elimination.rest + elimination.order.reversed()
    var position = [Int32](repeating: 0, count: count)
    for (p, n) in node.enumerated() { position[Int(n)] = Int32(p) }
    self.position = position
    var firstUp: [Int32] = [0]
    var up: [Int32] = []
    firstUp.reserveCapacity(count + 1)
    for (p, n) in node.enumerated() {
      let higher = elimination.neighbours[Int(n)].map { position[Int($0)] }
      up.append(contentsOf: (p < core ? higher.filter { $0 < p } : higher).sorted())
      firstUp.append(Int32(up.count))
    }
    self.firstUp = firstUp
    self.up = up
    (firstDown, down, downLink) = Self.reversed(firstUp, up)
    linkOfEdge = graph.edges.map { edge in
      let (a, b) = (position[Int(edge.from)], position[Int(edge.to)])
      return a == b ? -1 : Self.link(max(a, b), min(a, b), firstUp, up)
    }
  }

  private static func reversed(_ firstUp: [Int32], _ up: [Int32]) -> (first: [Int32], down: [Int32], link: [Int32]) {
    let count = firstUp.count - 1
    var first = [Int32](repeating: 0, count: count + 1)
    for q in up { first[Int(q) + 1] += 1 }
    for p in 0..<count { first[p + 1] += first[p] }
    var next = first
    var down = [Int32](repeating: 0, count: up.count)
    var link = down
    for p in 0..<count {
      for a in Int(firstUp[p])..<Int(firstUp[p + 1]) {
        let at = Int(next[Int(up[a])])
        next[Int(up[a])] += 1
        down[at] = Int32(p)
        link[at] = Int32(a)
      }
    }
    return (first, down, link)
  }

  /// The link of position `p` to `q < p`; -1 where there is none. O(log links of p)
  private static func link(_ p: Int32, _ q: Int32, _ firstUp: [Int32], _ up: [Int32]) -> Int32 {
    var low = firstUp[Int(p)]
    var high = firstUp[Int(p) + 1]
    while low < high {
      let middle = (low + high) / 2
      if up[Int(middle)] < q { low = middle + 1 } else { high = middle }
    }
    return low < firstUp[Int(p) + 1] && up[Int(low)] == q ? low : -1
  }

  func link(from p: Int32, to q: Int32) -> Int32 { Self.link(p, q, firstUp, up) }

  /// The higher position of a link. O(log nodes)
  func owner(ofLink link: Int) -> Int {
    var low = 0
    var high = node.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(firstUp[middle]) <= link { low = middle } else { high = middle }
    }
    return low
  }

  func upRange(_ p: Int) -> Range<Int> { Int(firstUp[p])..<Int(firstUp[p + 1]) }
  func downRange(_ p: Int) -> Range<Int> { Int(firstDown[p])..<Int(firstDown[p + 1]) }

  /// The position that has to be settled before p and is nearest to it; nil at the top and where the core begins.
  func parent(_ p: Int) -> Int? {
    let range = upRange(p)
    guard p >= core, let last = range.last, Int(up[last]) >= core else { return nil }
    return Int(up[last])
  }
}

/// Nodes taken out by the number of their neighbours at that time, the lowest number of equals first.
private struct Elimination {
  /// Of a node taken out, those that it had then; of the others, those that they have.
  var neighbours: [[Int32]]
  var order: [Int32] = []
  private var isOut: [Bool]
  private var heap: KeyHeap
  private let limits: RoadContraction.Limits

  init(_ graph: RoadGraph, limits: RoadContraction.Limits) {
    self.limits = limits
    neighbours = graph.nodes.indices.map { n in
      var ends = graph.edgeRange(Int32(n)).map { graph.edges[$0].to }.filter { $0 != n }.sorted()
      var kept = 0
      for i in ends.indices where i == 0 || ends[i] != ends[kept - 1] {
        ends[kept] = ends[i]
        kept += 1
      }
      ends.removeLast(ends.count - kept)
      return ends
    }
    isOut = [Bool](repeating: false, count: graph.nodes.count)
    heap = KeyHeap(capacity: graph.nodes.count * 2)
    for n in neighbours.indices { push(Int32(n)) }
  }

  /// The nodes left over, ascending.
  var rest: [Int32] { isOut.indices.filter { !isOut[$0] }.map(Int32.init) }

  private mutating func push(_ node: Int32) { heap.push(UInt64(neighbours[Int(node)].count) << 32 | UInt64(node)) }

  mutating func run() {
    order.reserveCapacity(neighbours.count)
    var links = 0
    while let key = heap.pop() {
      let node = Int(key & 0xFFFF_FFFF)
      let count = Int(key >> 32)
      if isOut[node] || count != neighbours[node].count { continue }
      links += count
      if count > limits.neighbours || links > limits.linksPerNode * neighbours.count { return }
      isOut[node] = true
      order.append(Int32(node))
      let around = neighbours[node]
      for n in around { join(Int(n), around, without: Int32(node)) }
    }
  }

  /// `around` (ascending) are neighbours of `node` from now on, `gone` is none any more.
  private mutating func join(_ node: Int, _ around: [Int32], without gone: Int32) {
    let old = neighbours[node]
    var merged: [Int32] = []
    merged.reserveCapacity(old.count + around.count)
    var (i, j) = (0, 0)
    while i < old.count || j < around.count {
      let a = i < old.count ? old[i] : Int32.max
      let b = j < around.count ? around[j] : Int32.max
      let least = min(a, b)
      if a == least { i += 1 }
      if b == least { j += 1 }
      if least != gone, least != node { merged.append(least) }
    }
    neighbours[node] = merged
    push(Int32(node))
  }
}

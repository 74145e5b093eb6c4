import Basics

/// Where somebody may be on the way: three layers of the road nodes, by the land vehicle (before the boat), in the boat, and on
/// foot (after it), one after the other.
struct ShuttleStates: Sendable {
  struct Link {
    var to: Int32
    var time: Int32
  }

  let nodes: Int
  /// Links of each state, against the direction of travel: `links[first[s]..<first[s + 1]]`.
  let first: [Int32]
  let links: [Link]

  /// Times per edge of the graph by land, on foot and by boat; 1/100 s for each change.
  init(roads: RoadsInUse, land: [Int32], foot: [Int32], boat: [Int32], transfer: Int32) {
    let graph = roads.graph
    let n = graph.nodes.count
    var first: [Int32] = [0]
    var links: [Link] = []
    func add(_ times: [Int32], of node: Int, layer: Int, _ more: Int32 = 0) {
      for e in graph.edgeRange(Int32(node)) where times[e] != TravelTimes.unreached {
        let time = min(Int64(times[e]) + Int64(more), Int64(TravelTimes.unreached) - 1)
        links.append(Link(to: Int32(layer * n) + graph.edges[e].to, time: Int32(time)))
      }
    }
    for layer in 0..<3 {
      for node in 0..<n {
        switch layer {
        case 0: add(land, of: node, layer: 0)
        case 1:
          add(boat, of: node, layer: 1)
          // Boarded here, out of the car or on foot.
          links.append(Link(to: Int32(node), time: transfer))
          links.append(Link(to: Int32(2 * n + node), time: transfer))
        default:
          add(foot, of: node, layer: 2)
          // Landed here after this stretch.
          add(boat, of: node, layer: 1, transfer)
        }
        first.append(Int32(links.count))
      }
    }
    nodes = n
    self.first = first
    self.links = links
  }
}

/// Dijkstra backwards from a place over `ShuttleStates`.
///
/// Who gets out of a boat has moved in it: boarding and landing at one spot would be a way to leave the car and wade on, which is
/// not planned with.
struct ShuttleSearch {
  private let states: ShuttleStates
  private var heap: KeyHeap
  private var labels: [Int32]
  private var land: [Int32]

  init(_ states: ShuttleStates) {
    self.states = states
    heap = KeyHeap(capacity: states.nodes)
    labels = [Int32](repeating: TravelTimes.unreached, count: 3 * states.nodes)
    land = [Int32](repeating: TravelTimes.unreached, count: states.nodes)
  }

  /// Times by node, with a boat or by land, whichever is faster; nil where a boat makes no node's way faster.
  mutating func run(to landing: Landing, place: Int, _ times: TravelTimes) -> [Int32]? {
    start(place, times)
    if let time = landing.footCentiseconds { relax(2 * states.nodes + Int(landing.node), Int64(time)) }
    if let time = landing.boatCentiseconds { relax(states.nodes + Int(landing.node), Int64(time)) }
    var helps = false
    while let key = heap.pop() {
      let state = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
      let time = Int64(key >> 32)
      if time > Int64(labels[state]) { continue }
      if state < states.nodes { helps = true }
      for i in Int(states.first[state])..<Int(states.first[state + 1]) {
        relax(Int(states.links[i].to), time + Int64(states.links[i].time))
      }
    }
    return helps ? Array(labels[0..<states.nodes]) : nil
  }

  /// The land layer starts with the times by land: where a boat is no faster, it is so from all nodes behind as well.
  private mutating func start(_ place: Int, _ times: TravelTimes) {
    heap.removeAll()
    for i in labels.indices { labels[i] = TravelTimes.unreached }
    guard times.landTimes(to: place, into: &land) else { return }
    let leg = Int64(times.placeOrigins[place].legCentiseconds)
    for i in land.indices where land[i] != TravelTimes.unreached {
      labels[i] = Int32(truncatingIfNeeded: min(Int64(land[i]) + leg, Int64(ContractedTimes.none)))
    }
  }

  private mutating func relax(_ state: Int, _ time: Int64) {
    // Capped as times by land are.
    let sum = min(time, Int64(ContractedTimes.none))
    if sum < Int64(labels[state]) {
      labels[state] = Int32(truncatingIfNeeded: sum)
      heap.push(UInt64(sum) << 32 | UInt64(state))
    }
  }
}

import Assignment
import Basics

/// An independent answer: successive shortest paths by Bellman-Ford on an explicit edge list. Shares no code with the solver.
struct EdgeListFlow {
  private var to: [Int] = []
  private var capacity: [Int] = []
  private var cost: [Int] = []
  private var out: [[Int]]

  init(nodes: Int) { out = Array(repeating: [], count: nodes) }

  mutating func add(_ a: Int, _ b: Int, _ room: Int, _ price: Int) {
    out[a].append(to.count)
    to.append(b)
    capacity.append(room)
    cost.append(price)
    out[b].append(to.count)
    to.append(a)
    capacity.append(0)
    cost.append(-price)
  }

  /// Cost of sending as much as can be sent from `source` to `sink`.
  mutating func fullCost(_ source: Int, _ sink: Int) -> Int {
    var total = 0
    while true {
      var distance = [Int?](repeating: nil, count: out.count)
      var via = [Int](repeating: -1, count: out.count)
      distance[source] = 0
      var changed = true
      while changed {
        changed = false
        for node in out.indices {
          guard let here = distance[node] else { continue }
          for edge in out[node] where capacity[edge] > 0 && (distance[to[edge]].map { here + cost[edge] < $0 } ?? true) {
            distance[to[edge]] = here + cost[edge]
            via[to[edge]] = edge
            changed = true
          }
        }
      }
      guard let path = distance[sink] else { return total }
      var room = Int.max
      var node = sink
      while node != source {
        room = min(room, capacity[via[node]])
        node = to[via[node] ^ 1]
      }
      node = sink
      while node != source {
        capacity[via[node]] -= room
        capacity[via[node] ^ 1] += room
        node = to[via[node] ^ 1]
      }
      total += room * path
    }
  }
}

/// The best objective of an instance by `EdgeListFlow`.
func oracleObjective(_ instance: TransportInstance) -> Int64 {
  let groups = instance.groupCapacity.count
  let source = 0
  let sink = 1
  let group = 2
  let agent = group + groups
  let task = agent + instance.agents
  var flow = EdgeListFlow(nodes: task + instance.tasks)
  for g in 0..<groups { flow.add(source, group + g, Int(instance.groupCapacity[g]), 0) }
  for i in 0..<instance.agents {
    flow.add(instance.group(of: i).map { group + $0 } ?? source, agent + i, Int(instance.supply[i]), 0)
    for arc in instance.arcs(of: i) {
      flow.add(agent + i, task + Int(instance.arcTask[arc]), Int(instance.supply[i]), Int(instance.arcCost[arc]))
    }
  }
  for j in 0..<instance.tasks {
    flow.add(source, task + j, Int(instance.need[j]), Int(instance.unmetCost[j]))
    flow.add(task + j, sink, Int(instance.need[j]), 0)
  }
  return Int64(flow.fullCost(source, sink))
}

/// Shapes of random instances: what they stress.
enum Shape: CaseIterable { case plain, ties, scarce, ample, negative, huge, classes, grouped, everything }

func randomInstance(_ random: inout RandomStream, _ shape: Shape, size: Int = 9) -> TransportInstance {
  let agents = random.int(in: shape == .scarce ? 0...size / 2 : 1...size)
  let tasks = random.int(in: 1...size)
  let isMixed = shape == .everything
  let spread: ClosedRange<Int> =
    switch shape {
    case .ties: 0...1
    case .negative: -40...20
    case .huge: -1_000_000_000...1_000_000_000
    case .everything: -3...6
    default: 0...60
    }
  let unmet: [Int64] = shape == .ties || isMixed ? [0, 1, 3, 8] : [100_000, 200_000, 500_000, 30]
  let density = [0.2, 0.5, 1.0][random.int(in: 0...2)]
  var arcs: [TransportArc] = []
  for i in 0..<agents {
    for j in 0..<tasks where random.chance(density) { arcs.append(TransportArc(i, j, Int64(random.int(in: spread)))) }
  }
  random.shuffle(&arcs)
  let most = shape == .ample ? 1 : 3
  let hasClasses = shape == .classes || isMixed
  let groups = shape == .grouped || isMixed ? random.int(in: 1...3) : 0
  let supply: [Int32]? = hasClasses ? (0..<agents).map { _ in Int32(random.int(in: 0...4)) } : nil
  let need = (0..<tasks).map { _ in Int32(random.int(in: 0...most)) }
  let price = (0..<tasks).map { _ in random.pick(unmet) }
  let group = groups > 0 ? (0..<agents).map { _ in Int32(random.int(in: -1...(groups - 1))) } : []
  let room = (0..<groups).map { _ in Int32(random.int(in: 0...4)) }
  do {
    return try TransportInstance(
      agents: agents, need: need, unmetCost: price, arcs: arcs, supply: supply, agentGroup: group, groupCapacity: room)
  } catch {
    preconditionFailure("the generator made an instance that is refused: \(error)")
  }
}

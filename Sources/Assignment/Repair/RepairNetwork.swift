/// The residual network that a standing plan keeps between changes: rows by task and by agent, heads, prices, and where people were told
/// to be.
///
/// A price is the cost of one more head from that node to the root; an open arc v -> w of cost c keeps `c + price[w] - price[v] >= 0`.
/// Open arcs: task -> agent (one head more on the pair), agent -> task (one less), agent -> root or its group (one head less idle),
/// root or group -> agent (one more idle), group <-> root, task -> root (one head unmet), root -> task (one met).
///
/// Costs are lexicographic: plain cost times `scale`, and each head that is where it was told to be (idle counts as a place) saves
/// `stay`. That cost is convex in the heads of a pair, so shortest paths stay exact, and when the present plan becomes the one that
/// people are told, no arc's cost falls: the prices stay as good as they were, and nothing need be computed anew.
struct RepairNetwork<Value: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
  /// Costs of closed arcs, and the bound of a search that has found no end: beyond all real distances.
  static var closedCost: Value { Value.max / 4 }
  static var farAway: Value { Value.max / 8 }

  let tasks: Int
  let agents: Int
  let groups: Int
  let root: Int
  let scale: Value
  let stay: Value

  // Arcs: first those of the instance in rows by task, then added ones in lists.
  let baseArcs: Int
  let taskStart: [Int32]
  let agentStart: [Int32]
  let agentArc: [Int32]
  var arcAgent: [Int32]
  var arcTask: [Int32]
  /// `Int64.max` for a pair that is banned.
  var plainCost: [Int64]
  /// Of one head more; closed where the agent has no head that is not there already.
  var arcCost: [Value]
  var flow: [Int32]
  var told: [Int32]
  var taskExtra: [Int32]
  var agentExtra: [Int32]
  var nextOfTask: [Int32] = []
  var nextOfAgent: [Int32] = []

  var supply: [Int32]
  var used: [Int32]
  /// Of agents who are one person: the arc of their seat, or -1.
  var seatArc: [Int32]
  var toldIdle: [Int32]
  let groupOf: [Int32]
  let groupStart: [Int32]
  let groupAgent: [Int32]
  var groupCapacity: [Int32]
  var groupUsed: [Int32]
  var need: [Int32]
  var unmet: [Int32]
  let unmetCost: [Int64]
  let unmetPrice: [Value]
  var objective: Int64 = 0

  /// By node: tasks, agents, groups, root (0).
  var price: [Value]
  var search: RepairSearch<Value>
  /// By node: heads that a change in the making still has to bring there; all 0 between changes.
  var waiting: [Int32]
  /// Agents whose heads were touched since the plan was told, each once.
  var touchedAgents: [Int32] = []
  var isTouched: [Bool]

  /// - Complexity: O(arcs)
  init(_ instance: TransportInstance, scale: Value, stay: Value) {
    (self.scale, self.stay) = (scale, stay)
    tasks = instance.tasks
    agents = instance.agents
    groups = instance.groupCapacity.count
    root = tasks + agents + groups
    baseArcs = instance.arcs
    let rows = TaskRows(instance)
    (taskStart, arcAgent, arcTask, agentArc) = (rows.start, rows.agent, rows.task, rows.position)
    (plainCost, agentStart) = (rows.cost, instance.arcStart)
    arcCost = rows.cost.map { Value(truncatingIfNeeded: $0) * scale }
    flow = Array(repeating: 0, count: baseArcs)
    told = flow
    taskExtra = Array(repeating: -1, count: tasks)
    agentExtra = Array(repeating: -1, count: agents)
    supply = instance.supply
    used = Array(repeating: 0, count: agents)
    seatArc = agentExtra
    toldIdle = supply
    groupOf = instance.agentGroup.isEmpty ? Array(repeating: -1, count: agents) : instance.agentGroup
    (groupStart, groupAgent) = Self.groupRows(groupOf, groups)
    groupCapacity = instance.groupCapacity
    groupUsed = Array(repeating: 0, count: groups)
    (need, unmet, unmetCost) = (instance.need, instance.need, instance.unmetCost)
    unmetPrice = unmetCost.map { Value(truncatingIfNeeded: $0) * scale }
    price = Array(repeating: 0, count: root + 1)
    search = RepairSearch(nodes: root + 1)
    waiting = Array(repeating: 0, count: root + 1)
    isTouched = Array(repeating: false, count: agents)
  }

  private static func groupRows(_ groupOf: [Int32], _ groups: Int) -> ([Int32], [Int32]) {
    var rows = [[Int32]](repeating: [], count: groups)
    for (agent, group) in groupOf.enumerated() where group >= 0 { rows[Int(group)].append(Int32(agent)) }
    var start: [Int32] = [0]
    for row in rows { start.append(start[start.count - 1] + Int32(row.count)) }
    return (start, rows.flatMap { $0 })
  }

  /// Where an agent's heads come from when it has no group: the root.
  func above(_ agent: Int) -> Int { groupOf[agent] < 0 ? root : tasks + agents + Int(groupOf[agent]) }

  func idle(_ agent: Int) -> Int32 { supply[agent] - used[agent] }

  func isOpen(_ arc: Int) -> Bool { plainCost[arc] != Int64.max }

  /// Sets the cost of one head more after the plan or the pair has changed.
  mutating func price(arc: Int) {
    let plain = plainCost[arc]
    guard plain != Int64.max, flow[arc] < supply[Int(arcAgent[arc])] else {
      arcCost[arc] = Self.closedCost
      return
    }
    arcCost[arc] = Value(truncatingIfNeeded: plain) * scale - (flow[arc] < told[arc] ? stay : 0)
  }

  /// Cost of one head less on a pair in use.
  func costBack(_ arc: Int) -> Value {
    (flow[arc] <= told[arc] ? stay : 0) - Value(truncatingIfNeeded: plainCost[arc]) * scale
  }

  /// Cost of one head less, or one more, idle.
  func costOfCalling(_ agent: Int) -> Value { idle(agent) <= toldIdle[agent] ? stay : 0 }
  func costOfIdling(_ agent: Int) -> Value { idle(agent) < toldIdle[agent] ? -stay : 0 }

  /// The arcs of an agent: those of the instance, then added ones.
  func arcs(of agent: Int) -> [Int] {
    var arcs = agentArc[Int(agentStart[agent])..<Int(agentStart[agent + 1])].map { Int($0) }
    var extra = Int(agentExtra[agent])
    while extra >= 0 {
      arcs.append(extra)
      extra = Int(nextOfAgent[extra - baseArcs])
    }
    return arcs
  }

  /// The arc of a pair, open or closed. O(log arcs of the agent + added ones).
  func arc(agent: Int, task: Int) -> Int? {
    var low = Int(agentStart[agent])
    var high = Int(agentStart[agent + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(arcTask[Int(agentArc[middle])]) < task { low = middle + 1 } else { high = middle }
    }
    if low < Int(agentStart[agent + 1]), Int(arcTask[Int(agentArc[low])]) == task { return Int(agentArc[low]) }
    var extra = Int(agentExtra[agent])
    while extra >= 0, Int(arcTask[extra]) != task { extra = Int(nextOfAgent[extra - baseArcs]) }
    return extra >= 0 ? extra : nil
  }

  /// A closed arc of a pair that had none.
  mutating func appendArc(agent: Int, task: Int) -> Int {
    let arc = arcAgent.count
    arcAgent.append(Int32(agent))
    arcTask.append(Int32(task))
    plainCost.append(Int64.max)
    arcCost.append(Self.closedCost)
    flow.append(0)
    told.append(0)
    nextOfTask.append(taskExtra[task])
    nextOfAgent.append(agentExtra[agent])
    taskExtra[task] = Int32(arc)
    agentExtra[agent] = Int32(arc)
    return arc
  }

  mutating func touch(_ agent: Int) {
    if isTouched[agent] { return }
    isTouched[agent] = true
    touchedAgents.append(Int32(agent))
  }
}

/// The arcs of an instance in rows by task, agents ascending.
private struct TaskRows {
  var start: [Int32]
  var agent: [Int32]
  var task: [Int32]
  var cost: [Int64]
  /// Per arc of the instance: its place in these rows.
  var position: [Int32]

  init(_ instance: TransportInstance) {
    start = Array(repeating: 0, count: instance.tasks + 1)
    agent = Array(repeating: 0, count: instance.arcs)
    task = agent
    position = agent
    cost = Array(repeating: 0, count: instance.arcs)
    for task in instance.arcTask { start[Int(task) + 1] += 1 }
    for task in 0..<instance.tasks { start[task + 1] += start[task] }
    var cursor = start
    for who in 0..<instance.agents {
      for arc in instance.arcs(of: who) {
        let what = Int(instance.arcTask[arc])
        let place = Int(cursor[what])
        cursor[what] += 1
        agent[place] = Int32(who)
        task[place] = Int32(what)
        cost[place] = instance.arcCost[arc]
        position[arc] = Int32(place)
      }
    }
  }
}

extension RepairNetwork {
  /// The same network with wider numbers.
  init<Narrow>(widening other: RepairNetwork<Narrow>) {
    (tasks, agents, groups, root) = (other.tasks, other.agents, other.groups, other.root)
    (scale, stay) = (Value(other.scale), Value(other.stay))
    (baseArcs, taskStart, agentStart, agentArc) = (other.baseArcs, other.taskStart, other.agentStart, other.agentArc)
    (arcAgent, arcTask, plainCost, flow, told) = (other.arcAgent, other.arcTask, other.plainCost, other.flow, other.told)
    (taskExtra, agentExtra, nextOfTask, nextOfAgent) = (other.taskExtra, other.agentExtra, other.nextOfTask, other.nextOfAgent)
    (supply, used, seatArc, toldIdle) = (other.supply, other.used, other.seatArc, other.toldIdle)
    (groupOf, groupStart, groupAgent) = (other.groupOf, other.groupStart, other.groupAgent)
    (groupCapacity, groupUsed) = (other.groupCapacity, other.groupUsed)
    (need, unmet, unmetCost, objective) = (other.need, other.unmet, other.unmetCost, other.objective)
    unmetPrice = other.unmetPrice.map { Value($0) }
    price = other.price.map { Value($0) }
    arcCost = other.arcCost.map { $0 == RepairNetwork<Narrow>.closedCost ? Self.closedCost : Value($0) }
    search = RepairSearch(nodes: root + 1)
    waiting = other.waiting
    (touchedAgents, isTouched) = (other.touchedAgents, other.isTouched)
  }
}

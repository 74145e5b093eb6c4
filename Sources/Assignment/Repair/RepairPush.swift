/// Moving heads along the path that a search found.
extension RepairNetwork {
  /// Moves at most `heads` along the path; returns how many. The cost of a step holds up to where a head leaves, or comes back to, the
  /// place it was told: no more than that many move at once.
  mutating func push(_ heads: Int32, isForward: Bool, end: Int) -> Int32 {
    var steps: [(from: Int, to: Int, arc: Int)] = []
    var node = end
    if end == root {
      node = search.endNeighbour
      steps.append(isForward ? (node, root, -1) : (root, node, -1))
    }
    while search.parent[node] >= 0 {
      let other = Int(search.parent[node])
      let arc = Int(search.parentArc[node])
      steps.append(isForward ? (other, node, arc) : (node, other, arc))
      node = other
    }
    var most = heads
    for step in steps { most = min(most, room(step)) }
    for step in steps { move(most, step) }
    return most
  }

  private func room(_ step: (from: Int, to: Int, arc: Int)) -> Int32 {
    let (from, to, arc) = step
    if arc >= 0 {
      if from < tasks { return flow[arc] < told[arc] ? told[arc] - flow[arc] : Int32.max }
      return flow[arc] > told[arc] ? flow[arc] - told[arc] : flow[arc]
    }
    if from < tasks { return Int32.max }
    if to < tasks { return unmet[to] }
    if from < tasks + agents {
      let agent = from - tasks
      return idle(agent) > toldIdle[agent] ? idle(agent) - toldIdle[agent] : idle(agent)
    }
    if to < tasks + agents {
      let agent = to - tasks
      return idle(agent) < toldIdle[agent] ? min(used[agent], toldIdle[agent] - idle(agent)) : used[agent]
    }
    let group = min(from, to) - tasks - agents
    return to == root ? groupCapacity[group] - groupUsed[group] : groupUsed[group]
  }

  private mutating func move(_ heads: Int32, _ step: (from: Int, to: Int, arc: Int)) {
    let (from, to, arc) = step
    if arc >= 0 {
      seat(from < tasks ? heads : -heads, on: arc)
    } else if from < tasks {
      settleUnmet(heads, of: from)
    } else if to < tasks {
      settleUnmet(-heads, of: to)
    } else if from < tasks + agents {
      used[from - tasks] += heads
    } else if to < tasks + agents {
      used[to - tasks] -= heads
    } else if to == root {
      groupUsed[from - tasks - agents] += heads
    } else {
      groupUsed[to - tasks - agents] -= heads
    }
  }

  mutating func seat(_ heads: Int32, on arc: Int) {
    flow[arc] += heads
    objective += Int64(heads) * plainCost[arc]
    let agent = Int(arcAgent[arc])
    if heads > 0 { seatArc[agent] = Int32(arc) } else if seatArc[agent] == Int32(arc) { seatArc[agent] = -1 }
    price(arc: arc)
    touch(agent)
  }

  mutating func settleUnmet(_ heads: Int32, of task: Int) {
    unmet[task] += heads
    objective += Int64(heads) * unmetCost[task]
  }
}

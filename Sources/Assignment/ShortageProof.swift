/// Proof that heads are short whatever one does: the tasks together need more heads than all who may serve any of them can give.
public struct ShortageProof: Sendable, Equatable {
  /// Ascending; holds the task that was asked about.
  public var tasks: [Int]
  /// Everybody who may serve any of the tasks; ascending.
  public var agents: [Int]
  /// Groups whose capacity, not the supply of their agents, is the limit.
  public var limitingGroups: [Int]
  /// Heads that the tasks need together.
  public var need: Int64
  /// Heads that the agents can give at most, their groups' capacity kept.
  public var capacity: Int64

  /// Heads that stay unmet among the tasks in every plan.
  public var shortage: Int64 { need - capacity }
}

extension TransportInstance {
  /// The most heads that these tasks can get together by supply and groups (Hall's bound), with who gives them.
  public func proof(tasks: [Int]) -> ShortageProof {
    proof(tasks: tasks, rows: taskRows())
  }

  fileprivate func taskRows() -> [[Int32]] {
    var rows = [[Int32]](repeating: [], count: tasks)
    for agent in 0..<agents { for arc in arcs(of: agent) { rows[Int(arcTask[arc])].append(Int32(agent)) } }
    return rows
  }

  fileprivate func proof(tasks: [Int], rows: [[Int32]]) -> ShortageProof {
    var isIn = [Bool](repeating: false, count: agents)
    for task in tasks { for agent in rows[task] { isIn[Int(agent)] = true } }
    var byGroup = [Int64](repeating: 0, count: groupCapacity.count)
    var capacity: Int64 = 0
    let who = (0..<agents).filter { isIn[$0] && supply[$0] > 0 }
    for agent in who {
      if let group = group(of: agent) { byGroup[group] += Int64(supply[agent]) } else { capacity += Int64(supply[agent]) }
    }
    var limiting: [Int] = []
    for group in byGroup.indices where byGroup[group] > 0 {
      if byGroup[group] > Int64(groupCapacity[group]) { limiting.append(group) }
      capacity += min(byGroup[group], Int64(groupCapacity[group]))
    }
    return ShortageProof(
      tasks: tasks.sorted(), agents: who, limitingGroups: limiting, need: tasks.reduce(0) { $0 + Int64(need[$1]) },
      capacity: capacity)
  }
}

extension MarginalAnalysis {
  /// A shortage proof around a task with unmet heads that no smaller part of it proves: leaving any one task out ends the proof.
  /// Nil when the task is not short, or is short only because filling it would cost more than leaving it (`cheapestWaysToFill` tells).
  public func smallestShortageProof(task: Int) -> ShortageProof? {
    guard solution.unmet[task] > 0 else { return nil }
    let rows = instance.taskRows()
    guard var tasks = closure(of: task, rows) else { return nil }
    // The task alone, then all that only its own people may serve, often prove it already.
    let alone = instance.proof(tasks: [task], rows: rows)
    if alone.shortage > 0 { return alone }
    let own = Set(rows[task])
    let close = tasks.filter { other in rows[other].allSatisfy { own.contains($0) } }
    if instance.proof(tasks: close, rows: rows).shortage > 0 { tasks = close }
    var proof = instance.proof(tasks: tasks, rows: rows)
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      // Tasks with many eligible people first: without them the set of people shrinks most.
      for candidate in tasks.sorted(by: { (rows[$0].count, $0) > (rows[$1].count, $1) }) where candidate != task {
        let rest = tasks.filter { $0 != candidate }
        let smaller = instance.proof(tasks: rest, rows: rows)
        if smaller.shortage > 0 {
          tasks = rest
          proof = smaller
          isSmaller = true
        }
      }
    }
    return proof
  }

  /// Tasks from which heads could be moved to `task` by any chain of moves, whatever it costs; nil when a chain ends at somebody idle.
  private func closure(of task: Int, _ rows: [[Int32]]) -> [Int]? {
    let search = ReachableTasks(instance: instance, solution: solution, rows: rows)
    return search.run(from: task)
  }
}

/// Breadth-first search over alternating chains, blind to cost.
private final class ReachableTasks {
  let instance: TransportInstance
  let rows: [[Int32]]
  var used: [Int32]
  var groupUsed: [Int32]
  var served: [[Int32]]
  var members: [[Int32]]
  var seenTask: [Bool]
  var seenAgent: [Bool]
  var seenGroup: [Bool]
  var queue: [Int] = []

  init(instance: TransportInstance, solution: TransportSolution, rows: [[Int32]]) {
    self.instance = instance
    self.rows = rows
    used = Array(repeating: 0, count: instance.agents)
    served = Array(repeating: [], count: instance.agents)
    groupUsed = Array(repeating: 0, count: instance.groupCapacity.count)
    members = Array(repeating: [], count: instance.groupCapacity.count)
    for seat in solution.chosen {
      used[Int(seat.agent)] += seat.heads
      served[Int(seat.agent)].append(seat.task)
      if let group = instance.group(of: Int(seat.agent)) { groupUsed[group] += seat.heads }
    }
    for agent in 0..<instance.agents where used[agent] > 0 {
      if let group = instance.group(of: agent) { members[group].append(Int32(agent)) }
    }
    seenTask = Array(repeating: false, count: instance.tasks)
    seenAgent = Array(repeating: false, count: instance.agents)
    seenGroup = Array(repeating: false, count: instance.groupCapacity.count)
  }

  func run(from task: Int) -> [Int]? {
    enter(task: task)
    var next = 0
    while next < queue.count {
      for agent in rows[queue[next]] where !enter(agent: Int(agent)) { return nil }
      next += 1
    }
    return queue
  }

  private func enter(task: Int) {
    if seenTask[task] { return }
    seenTask[task] = true
    queue.append(task)
  }

  /// False when the chain could end here: somebody idle may be used.
  private func enter(agent: Int) -> Bool {
    if seenAgent[agent] { return true }
    seenAgent[agent] = true
    for task in served[agent] { enter(task: Int(task)) }
    guard used[agent] < instance.supply[agent] else { return true }
    guard let group = instance.group(of: agent) else { return false }
    if groupUsed[group] < instance.groupCapacity[group] { return false }
    if seenGroup[group] { return true }
    seenGroup[group] = true
    for member in members[group] where !enter(agent: Int(member)) { return false }
    return true
  }
}

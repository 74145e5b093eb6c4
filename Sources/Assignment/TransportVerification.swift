/// Recomputes an answer from the instance alone and checks every condition that proves it optimal. Empty when all hold.
///
/// Independent of the solver: plain arrays, Int128 sums. A `feasible` answer is held to feasibility, its sums and a true bound only.
/// At most 50 violations are returned, then a count.
public func verify(_ solution: TransportSolution, of instance: TransportInstance) -> [String] {
  var check = TransportCheck(solution: solution, instance: instance)
  check.run()
  return check.report()
}

private struct TransportCheck {
  let solution: TransportSolution
  let instance: TransportInstance
  let findings = Findings()
  var used: [Int64] = []
  var filled: [Int64] = []
  var groupUsed: [Int64] = []
  var heads: [Int64] = []

  final class Findings {
    var texts: [String] = []
    var count = 0
  }

  func fail(_ text: @autoclosure () -> String) {
    findings.count += 1
    if findings.texts.count < 50 { findings.texts.append(text()) }
  }

  func report() -> [String] {
    let left = findings.count - findings.texts.count
    return left > 0 ? findings.texts + ["and \(left) more"] : findings.texts
  }

  mutating func run() {
    guard checkSizes() else { return }
    checkSeats()
    checkCapacities()
    checkSums()
    checkPrices()
    if solution.status == .optimal { checkSlackness() }
  }

  func checkSizes() -> Bool {
    let sizes = [
      ("unmet", solution.unmet.count, instance.tasks), ("taskPrice", solution.taskPrice.count, instance.tasks),
      ("agentPrice", solution.agentPrice.count, instance.agents),
      ("groupPrice", solution.groupPrice.count, instance.groupCapacity.count),
    ]
    for (name, have, want) in sizes where have != want { fail("\(name) has \(have) entries, expected \(want)") }
    return findings.count == 0
  }

  mutating func checkSeats() {
    used = Array(repeating: 0, count: instance.agents)
    filled = Array(repeating: 0, count: instance.tasks)
    groupUsed = Array(repeating: 0, count: instance.groupCapacity.count)
    heads = Array(repeating: 0, count: instance.arcs)
    for (index, seat) in solution.chosen.enumerated() {
      if index > 0, !(solution.chosen[index - 1] < seat) { fail("seats are not ascending at \(index)") }
      let agent = Int(seat.agent)
      let task = Int(seat.task)
      guard agent >= 0, agent < instance.agents, task >= 0, task < instance.tasks, seat.heads > 0,
        let arc = instance.arc(agent: agent, task: task)
      else {
        fail("seat \(seat) is on no arc")
        continue
      }
      used[agent] += Int64(seat.heads)
      filled[task] += Int64(seat.heads)
      heads[arc] += Int64(seat.heads)
      if let group = instance.group(of: agent) { groupUsed[group] += Int64(seat.heads) }
    }
  }

  func checkCapacities() {
    for agent in 0..<instance.agents where used[agent] > Int64(instance.supply[agent]) {
      fail("agent \(agent) gives \(used[agent]) heads of \(instance.supply[agent])")
    }
    for group in groupUsed.indices where groupUsed[group] > Int64(instance.groupCapacity[group]) {
      fail("group \(group) gives \(groupUsed[group]) heads of \(instance.groupCapacity[group])")
    }
    for task in 0..<instance.tasks {
      if solution.unmet[task] < 0 { fail("task \(task) has \(solution.unmet[task]) unmet heads") }
      if filled[task] + Int64(solution.unmet[task]) != Int64(instance.need[task]) {
        fail("task \(task) has \(filled[task]) filled and \(solution.unmet[task]) unmet heads of \(instance.need[task])")
      }
    }
  }

  func checkSums() {
    var cost: Int128 = 0
    for arc in 0..<instance.arcs { cost += Int128(heads[arc]) * Int128(instance.arcCost[arc]) }
    if cost != Int128(solution.cost) { fail("cost is \(cost), the answer says \(solution.cost)") }
    for task in 0..<instance.tasks { cost += Int128(solution.unmet[task]) * Int128(instance.unmetCost[task]) }
    if cost != Int128(solution.objective) { fail("objective is \(cost), the answer says \(solution.objective)") }
    var bound: Int128 = 0
    for task in 0..<instance.tasks { bound += Int128(instance.need[task]) * Int128(solution.taskPrice[task]) }
    for agent in 0..<instance.agents { bound -= Int128(instance.supply[agent]) * Int128(solution.agentPrice[agent]) }
    for group in groupUsed.indices { bound -= Int128(instance.groupCapacity[group]) * Int128(solution.groupPrice[group]) }
    if bound != Int128(solution.bound) { fail("bound is \(bound), the answer says \(solution.bound)") }
    if bound > Int128(solution.objective) { fail("bound \(bound) lies above the objective \(solution.objective)") }
    if solution.status == .optimal, bound != Int128(solution.objective) {
      fail("bound \(bound) differs from the objective \(solution.objective)")
    }
  }

  /// Dual feasibility: without it the bound would prove nothing.
  func checkPrices() {
    for task in 0..<instance.tasks where solution.taskPrice[task] > instance.unmetCost[task] {
      fail("price \(solution.taskPrice[task]) of task \(task) exceeds its unmet cost \(instance.unmetCost[task])")
    }
    for agent in 0..<instance.agents where solution.agentPrice[agent] < 0 {
      fail("price of agent \(agent) is \(solution.agentPrice[agent])")
    }
    for group in groupUsed.indices where solution.groupPrice[group] < 0 {
      fail("price of group \(group) is \(solution.groupPrice[group])")
    }
    for agent in 0..<instance.agents {
      let own = solution.agentPrice[agent] + (instance.group(of: agent).map { solution.groupPrice[$0] } ?? 0)
      for arc in instance.arcs(of: agent) {
        let reduced = instance.arcCost[arc] + own - solution.taskPrice[Int(instance.arcTask[arc])]
        if reduced < 0 { fail("arc (\(agent), \(instance.arcTask[arc])) has reduced cost \(reduced)") }
        if solution.status == .optimal, heads[arc] > 0, reduced != 0 {
          fail("arc (\(agent), \(instance.arcTask[arc])) is used at reduced cost \(reduced)")
        }
      }
    }
  }

  func checkSlackness() {
    for task in 0..<instance.tasks where solution.unmet[task] > 0 && solution.taskPrice[task] != instance.unmetCost[task] {
      fail("task \(task) is short at price \(solution.taskPrice[task]), not \(instance.unmetCost[task])")
    }
    for agent in 0..<instance.agents where used[agent] < Int64(instance.supply[agent]) && solution.agentPrice[agent] != 0 {
      fail("agent \(agent) has heads to spare at price \(solution.agentPrice[agent])")
    }
    for group in groupUsed.indices
    where groupUsed[group] < Int64(instance.groupCapacity[group]) && solution.groupPrice[group] != 0 {
      fail("group \(group) has capacity to spare at price \(solution.groupPrice[group])")
    }
  }
}

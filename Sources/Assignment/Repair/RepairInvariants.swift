/// What must hold between two changes: the heads add up, and no open arc has a negative reduced cost, which is what makes the plan the
/// best one.
extension RepairNetwork {
  /// Empty when all holds; at most fifty findings. O(arcs)
  func checkInvariants() -> [String] {
    var findings: [String] = []
    var filled = [Int32](repeating: 0, count: tasks)
    var inGroup = [Int32](repeating: 0, count: groups)
    var sum: Int64 = 0
    for agent in 0..<agents {
      var heads: Int32 = 0
      for arc in arcs(of: agent) {
        heads += flow[arc]
        filled[Int(arcTask[arc])] += flow[arc]
        if flow[arc] > 0 { sum += Int64(flow[arc]) * plainCost[arc] }
        findings += faults(of: arc, of: agent)
      }
      if heads != used[agent] || used[agent] > supply[agent] {
        findings.append("agent \(agent): \(heads) heads, \(used[agent]) used")
      }
      if groupOf[agent] >= 0 { inGroup[Int(groupOf[agent])] += heads }
      findings += faultsAbove(agent)
    }
    for task in 0..<tasks {
      sum += Int64(unmet[task]) * unmetCost[task]
      if filled[task] + unmet[task] != need[task] || unmet[task] < 0 { findings.append("task \(task): \(filled[task]) filled") }
      if unmetPrice[task] < price[task] { findings.append("task \(task) is dearer than leaving it unmet") }
      if unmet[task] > 0, price[task] < unmetPrice[task] { findings.append("task \(task) could be met more cheaply") }
    }
    for group in 0..<groups {
      let own = price[tasks + agents + group]
      if inGroup[group] != groupUsed[group] {
        findings.append("group \(group): \(inGroup[group]) heads, \(groupUsed[group]) used")
      }
      if groupUsed[group] > 0, own < 0 { findings.append("group \(group) would rather give less") }
      if groupUsed[group] < groupCapacity[group], own > 0 { findings.append("group \(group) would rather give more") }
    }
    if sum != objective { findings.append("objective \(objective), the plan adds up to \(sum)") }
    return Array(findings.prefix(50))
  }

  private func faults(of arc: Int, of agent: Int) -> [String] {
    let task = Int(arcTask[arc])
    let (here, there) = (price[tasks + agent], price[task])
    var findings: [String] = []
    if flow[arc] < supply[agent], arcCost[arc] + here < there {
      findings.append("agent \(agent) would rather serve task \(task)")
    }
    if flow[arc] > 0, costBack(arc) + there < here { findings.append("agent \(agent) would rather leave task \(task)") }
    if flow[arc] > 0, supply[agent] == 1, Int(seatArc[agent]) != arc {
      findings.append("the seat of agent \(agent) is not known")
    }
    return findings
  }

  private func faultsAbove(_ agent: Int) -> [String] {
    let (here, there) = (price[tasks + agent], price[above(agent)])
    if idle(agent) > 0, costOfCalling(agent) + there < here { return ["agent \(agent) is idle and worth more"] }
    if used[agent] > 0, costOfIdling(agent) + here < there { return ["agent \(agent) is used and worth less"] }
    return []
  }
}

extension StandingPlan {
  /// What is wrong with the plan between two changes; always empty, unless the code is wrong. O(arcs)
  public func checkInvariants() -> [String] { narrow?.checkInvariants() ?? wide?.checkInvariants() ?? [] }
}

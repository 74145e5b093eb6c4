extension TransportSolver {
  /// Repairs an optimal solution after changes: a few shortest paths from the old plan and its prices. The objective equals that of a
  /// fresh solve, and the prices too; among all optimal plans it is one with the fewest seats changed (people one by one: exactly; for
  /// classes a new pair counts once a head).
  ///
  /// `solution` must be an optimal one of `instance` (see `verify`). Refuses changes that name what is not there.
  public static func repair(
    _ solution: TransportSolution, of instance: TransportInstance, changes: [PlanChange]
  ) throws(TransportRefusal) -> PlanRepair {
    let changed = try instance.applying(changes)
    // Costs are scaled so that a changed seat breaks ties and nothing else: a cycle has at most two arcs per node.
    let scale = Int128(8 * (instance.agents + instance.tasks + instance.groupCapacity.count + 2))
    let isNarrow = changed.largestPrice * scale < Int128(1) << 59
    let network =
      isNarrow
      ? repaired(solution, instance, changed, scale: Int64(scale)) : repaired(solution, instance, changed, scale: scale)
    let answer = network.map { finish($0, changed) } ?? solve(changed)
    let moved = movedAgents(from: solution.chosen, to: answer.chosen, dropped: changed.supply)
    return PlanRepair(instance: changed, solution: answer, moved: moved)
  }

  private static func finish(_ network: Residual<Int64>, _ instance: TransportInstance) -> TransportSolution {
    var work = Work(limit: .max)
    leastPrices(network, work: &work)
    settlePrices(network, instance)
    return solution(network, instance, status: .optimal, work: work.done)
  }

  /// Agents with other seats than before, those without supply aside.
  static func movedAgents(from old: [Seat], to new: [Seat], dropped supply: [Int32]) -> [Int] {
    let difference = Set(old).symmetricDifference(new)
    return Set(difference.map { Int($0.agent) }).filter { supply[$0] > 0 }.sorted()
  }

  /// Solves the scaled problem from the old state and returns the network in plain costs with rounded prices.
  private static func repaired<Value>(
    _ solution: TransportSolution, _ old: TransportInstance, _ new: TransportInstance, scale: Value
  ) -> Residual<Int64>? where Value: FixedWidthInteger & SignedInteger & Sendable {
    let network = Residual<Value>(new)
    var state = RepairState(network: network, scale: scale)
    state.load(solution, old, new)
    guard state.search.balance(&state.surplus) else { return nil }
    let plain = Residual<Int64>(new)
    let tasks = network.tasks
    plain.flow.update(from: network.flow, count: network.arcs)
    plain.used.update(from: network.used, count: network.agents)
    plain.groupUsed.update(from: network.groupUsed, count: network.groups)
    plain.unmet.update(from: network.unmet, count: tasks)
    for task in 0..<tasks {
      plain.pending[task] = 0
      plain.taskPrice[task] = rounded(network.taskPrice[task], scale)
    }
    for agent in 0..<network.agents { plain.agentPrice[agent] = rounded(network.agentPrice[agent], scale) }
    for group in 0..<network.groups { plain.groupPrice[group] = rounded(network.groupPrice[group], scale) }
    return plain
  }

  /// To the nearest multiple: a price is a path's cost, and what the seats add to a path stays far below half the scale.
  private static func rounded<Value>(_ price: Value, _ scale: Value) -> Int64
  where Value: FixedWidthInteger & SignedInteger & Sendable {
    let shifted = price + scale / 2
    let quotient = shifted / scale
    return Int64(quotient * scale > shifted ? quotient - 1 : quotient)
  }
}

/// The old plan and prices on the changed network, and the units that must be sent to make it a plan again.
private struct RepairState<Value: FixedWidthInteger & SignedInteger & Sendable> {
  let network: Residual<Value>
  let scale: Value
  let search: ShortestPaths<Value>
  /// Per node: heads that arrive and do not leave (or, below 0, the other way round).
  var surplus: [Int32]

  init(network: Residual<Value>, scale: Value) {
    self.network = network
    self.scale = scale
    search = ShortestPaths(network)
    surplus = Array(repeating: 0, count: search.root + 1)
  }

  private mutating func owe(_ heads: Int32, from source: Int, to target: Int) {
    surplus[source] += heads
    surplus[target] -= heads
  }

  mutating func load(_ solution: TransportSolution, _ old: TransportInstance, _ new: TransportInstance) {
    loadPrices(solution)
    loadSeats(solution, old, new)
    loadNeeds(solution, old, new)
    loadCheaperArcs(old, new)
  }

  private func loadPrices(_ solution: TransportSolution) {
    for arc in 0..<network.arcs { network.arcCost[arc] = network.arcCost[arc] * scale + 1 }
    for task in 0..<network.tasks {
      network.pending[task] = 0
      network.unmetCost[task] *= scale
      network.taskPrice[task] = Value(truncatingIfNeeded: solution.taskPrice[task]) * scale
      network.unmet[task] = solution.unmet[task]
    }
    for group in 0..<network.groups { network.groupPrice[group] = Value(truncatingIfNeeded: solution.groupPrice[group]) * scale }
    for agent in 0..<network.agents {
      let group = Int(network.groupOf[agent])
      let own = Value(truncatingIfNeeded: solution.agentPrice[agent]) * scale
      network.agentPrice[agent] = own + (group < 0 ? 0 : network.groupPrice[group])
    }
  }

  /// Where one seat more of an agent leads: its group, or the root.
  private func above(_ agent: Int) -> Int {
    network.groupOf[agent] < 0 ? search.root : search.groupBase + Int(network.groupOf[agent])
  }

  private mutating func loadSeats(_ solution: TransportSolution, _ old: TransportInstance, _ new: TransportInstance) {
    // A dropped agent's heads still leave its group or the root, and the tasks look for others.
    for seat in solution.chosen {
      let agent = Int(seat.agent)
      let task = Int(seat.task)
      let group = Int(network.groupOf[agent])
      if group >= 0 { network.groupUsed[group] += seat.heads }
      let before = old.arc(agent: agent, task: task).map { old.arcCost[$0] }
      guard new.supply[agent] >= old.supply[agent] else {
        owe(seat.heads, from: task, to: above(agent))
        continue
      }
      network.used[agent] += seat.heads
      guard let position = new.arc(agent: agent, task: task), new.arcCost[position] == before else {
        owe(seat.heads, from: task, to: search.agentBase + agent)
        continue
      }
      let arc = Int(network.agentArc[position])
      network.flow[arc] = seat.heads
      // The old seat costs nothing extra. For a single person keeping it counts, going idle does not come free.
      network.arcCost[arc] -= 1
      if network.supply[agent] == 1 { reward(agent, arc) }
    }
  }

  /// A single person's own seat is one cheaper than idling, other seats cost the same as idling.
  private func reward(_ agent: Int, _ arc: Int) {
    for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
      network.arcCost[Int(network.agentArc[position])] -= 1
    }
    network.agentPrice[agent] += 1
  }

  private mutating func loadNeeds(_ solution: TransportSolution, _ old: TransportInstance, _ new: TransportInstance) {
    for task in 0..<network.tasks where new.need[task] != old.need[task] {
      let more = new.need[task] - old.need[task]
      if more > 0 { owe(more, from: task, to: search.root) } else { owe(-more, from: search.root, to: task) }
    }
  }

  /// A new or cheaper arc may lie below 0: its agent is then priced up to it, gives up all it does, and is claimed anew.
  private mutating func loadCheaperArcs(_ old: TransportInstance, _ new: TransportInstance) {
    for agent in 0..<network.agents where new.supply[agent] > 0 {
      var price = network.agentPrice[agent]
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let arc = Int(network.agentArc[position])
        price = max(price, network.taskPrice[Int(network.agentTask[position])] - network.arcCost[arc])
      }
      if price == network.agentPrice[agent] { continue }
      network.agentPrice[agent] = price
      let spare = network.supply[agent] - network.used[agent]
      if spare > 0 {
        // Heads to spare now count as used, and come back from the root or the group.
        network.used[agent] += spare
        owe(spare, from: above(agent), to: search.agentBase + agent)
      }
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let arc = Int(network.agentArc[position])
        guard network.flow[arc] > 0 else { continue }
        owe(network.flow[arc], from: Int(network.agentTask[position]), to: search.agentBase + agent)
        network.flow[arc] = 0
      }
    }
  }
}

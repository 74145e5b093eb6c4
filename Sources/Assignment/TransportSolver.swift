/// Exact solver of the one-shift transportation problem.
///
/// Successive shortest paths over prices: each head of need takes the cheapest chain of moves that ends at somebody idle or at a head
/// that is worth leaving unmet. Single thread; the same instance gives the same bytes on every machine.
public enum TransportSolver {
  /// Solves `instance`. `shouldStop` is asked about every hundred thousand units of work; `workLimit` counts arcs looked at. A solve that is stopped returns a
  /// valid plan, its prices and a true bound with status `feasible`.
  public static func solve(
    _ instance: TransportInstance, shouldStop: () -> Bool = { false }, workLimit: Int64 = .max
  ) -> TransportSolution {
    // Narrow numbers halve the memory that the inner loop reads.
    instance.fitsNarrow
      ? solve(instance, as: Int32.self, shouldStop: shouldStop, workLimit: workLimit)
      : solve(instance, as: Int64.self, shouldStop: shouldStop, workLimit: workLimit)
  }

  private static func solve<Value>(
    _ instance: TransportInstance, as: Value.Type, shouldStop: () -> Bool, workLimit: Int64
  ) -> TransportSolution where Value: FixedWidthInteger & SignedInteger & Sendable {
    let level = instance.arcs >= TransportInstance.leastArcsForIdleSide ? instance.levelOfShortage : nil
    return solve(instance, as: Value.self, shortFrom: level, shouldStop: shouldStop, workLimit: workLimit)
  }

  /// - Parameter level: heads whose unmet cost is at most this are settled from the side of the idle people; nil: none.
  static func solve<Value>(
    _ instance: TransportInstance, as: Value.Type, shortFrom level: Int64?, shouldStop: () -> Bool = { false },
    workLimit: Int64 = .max
  ) -> TransportSolution where Value: FixedWidthInteger & SignedInteger & Sendable {
    let network = Residual<Value>(instance)
    var work = Work(limit: workLimit)
    var isOptimal = fill(network, above: level.map { Value(truncatingIfNeeded: $0) }, shouldStop: shouldStop, work: &work)
    if isOptimal, level != nil {
      let side = IdleSide(network: network, instance: instance)
      if let isPlaced = side.solve(shouldStop: shouldStop, work: &work) {
        isOptimal = isPlaced
        if isPlaced { leastPrices(network, work: &work) }
      } else {
        return solve(instance, as: Value.self, shortFrom: nil, shouldStop: shouldStop, workLimit: workLimit)
      }
    }
    settlePrices(network, instance)
    return solution(network, instance, status: isOptimal ? .optimal : .feasible, work: work.done)
  }

  /// Settles all pending heads whose unmet cost is above `level` (all of them for nil). Returns false when stopped; the heads still
  /// pending are then counted as unmet.
  static func fill<Value>(
    _ network: Residual<Value>, above level: Value? = nil, shouldStop: () -> Bool, work: inout Work
  ) -> Bool {
    let search = HeadSearch(network)
    let before = work.done
    // The most critical first: in a shortage later tasks are then turned away at the first look.
    let order = (0..<network.tasks).sorted { (network.unmetCost[$1], $0) < (network.unmetCost[$0], $1) }
    for task in order where level.map({ network.unmetCost[task] > $0 }) ?? true {
      while network.pending[task] > 0 {
        work.done = before + search.work
        if work.isOver(shouldStop) { return false }
        search.fillHead(of: task)
      }
    }
    work.done = before + search.work
    return true
  }

  /// Prices of what no search reaches: agents that stand for nobody (what one head of them would be worth), then tasks that need
  /// nobody (the least that anybody asks for).
  static func settlePrices<Value>(_ network: Residual<Value>, _ instance: TransportInstance) {
    for agent in 0..<network.agents where network.supply[agent] == 0 {
      let group = Int(network.groupOf[agent])
      var price = group < 0 ? 0 : network.groupPrice[group]
      for position in Int(network.agentStart[agent])..<Int(network.agentStart[agent + 1]) {
        let task = Int(network.agentTask[position])
        guard instance.need[task] > 0 else { continue }
        price = max(price, network.taskPrice[task] - network.arcCost[Int(network.agentArc[position])])
      }
      network.agentPrice[agent] = price
    }
    for task in 0..<network.tasks where instance.need[task] == 0 {
      var price = network.unmetCost[task]
      for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) {
        price = min(price, network.arcCost[arc] + network.agentPrice[Int(network.arcAgent[arc])])
      }
      network.taskPrice[task] = price
    }
  }

  static func solution<Value>(
    _ network: Residual<Value>, _ instance: TransportInstance, status: SolveStatus, work: Int64
  ) -> TransportSolution {
    let (chosen, cost) = network.seats(instance)
    var objective = cost
    var bound: Int128 = 0
    var unmet = [Int32](repeating: 0, count: network.tasks)
    var taskPrice = [Int64](repeating: 0, count: network.tasks)
    for task in 0..<network.tasks {
      unmet[task] = network.unmet[task] + network.pending[task]
      objective += Int64(unmet[task]) * instance.unmetCost[task]
      taskPrice[task] = Int64(network.taskPrice[task])
      bound += Int128(taskPrice[task]) * Int128(instance.need[task])
    }
    let groupPrice = (0..<network.groups).map { Int64(network.groupPrice[$0]) }
    for group in 0..<network.groups { bound -= Int128(groupPrice[group]) * Int128(network.groupCapacity[group]) }
    var agentPrice = [Int64](repeating: 0, count: network.agents)
    for agent in 0..<network.agents {
      let group = Int(network.groupOf[agent])
      agentPrice[agent] = Int64(network.agentPrice[agent]) - (group < 0 ? 0 : groupPrice[group])
      bound -= Int128(agentPrice[agent]) * Int128(network.supply[agent])
    }
    return TransportSolution(
      chosen: chosen, objective: objective, cost: cost, unmet: unmet, taskPrice: taskPrice, agentPrice: agentPrice,
      groupPrice: groupPrice, bound: Int64(clamping: bound), work: work, status: status)
  }
}

/// Arcs looked at so far, and when to ask whether to go on.
struct Work {
  var done: Int64 = 0
  let limit: Int64
  private var nextQuestion: Int64 = 0

  init(limit: Int64) { self.limit = limit }

  /// Whether the limit is reached or `shouldStop` says so; it is asked once per hundred thousand arcs.
  mutating func isOver(_ shouldStop: () -> Bool) -> Bool {
    if done >= limit { return true }
    guard done >= nextQuestion else { return false }
    nextQuestion = done + 100_000
    return shouldStop()
  }
}

extension Residual {
  /// The plan that the network holds, ascending, and its arc cost.
  func seats(_ instance: TransportInstance) -> (chosen: [Seat], cost: Int64) {
    var chosen: [Seat] = []
    var cost: Int64 = 0
    for agent in 0..<agents where used[agent] > 0 {
      for position in Int(agentStart[agent])..<Int(agentStart[agent + 1]) {
        let heads = flow[Int(agentArc[position])]
        guard heads > 0 else { continue }
        chosen.append(Seat(agent: Int32(agent), task: agentTask[position], heads: heads))
        cost += instance.arcCost[position] * Int64(heads)
      }
    }
    return (chosen, cost)
  }
}

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
    let network = Residual<Int64>(instance)
    var work = Work(limit: workLimit)
    let isOptimal = fill(network, shouldStop: shouldStop, work: &work)
    liftIdleAgents(network)
    if isOptimal { leastPrices(network, work: &work) }
    return solution(network, instance, status: isOptimal ? .optimal : .feasible, work: work.done)
  }

  /// Settles all pending heads. Returns false when stopped; the heads still pending are then counted as unmet.
  static func fill<Value>(_ network: Residual<Value>, shouldStop: () -> Bool, work: inout Work) -> Bool {
    startPrices(network)
    work.done += Int64(network.arcs)
    let search = ShortestPaths(network)
    let before = work.done
    for task in 0..<network.tasks {
      while network.pending[task] > 0 {
        work.done = before + search.work
        if work.isOver(shouldStop) { return false }
        search.reset()
        search.start(task)
        search.run(to: search.root)
        search.raisePrices(to: search.distance[search.root])
        let steps = search.path(to: search.root)
        let heads = min(network.pending[task], search.capacity(along: steps))
        search.push(heads, along: steps)
        network.pending[task] -= heads
      }
    }
    work.done = before + search.work
    return true
  }

  /// The least prices at which nobody is used yet.
  static func startPrices<Value>(_ network: Residual<Value>) {
    for task in 0..<network.tasks {
      var price = network.unmetCost[task]
      for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) { price = min(price, network.arcCost[arc]) }
      network.taskPrice[task] = price
    }
  }

  /// Replaces optimal prices by the least optimal ones: one search from the root over the whole residual network.
  static func leastPrices<Value>(_ network: Residual<Value>, work: inout Work) {
    let search = ShortestPaths(network)
    search.start(search.root)
    search.run()
    work.done += search.work
    for agent in 0..<network.agents {
      let node = search.agentBase + agent
      let group = Int(network.groupOf[agent])
      let least = search.isDone(node) ? network.agentPrice[agent] - search.distance[node] : 0
      network.agentPrice[agent] = max(least, 0)
      if group < 0 { continue }
      let groupNode = search.groupBase + group
      let floor = search.isDone(groupNode) ? max(0, network.groupPrice[group] - search.distance[groupNode]) : 0
      let isSlack = network.used[agent] < network.supply[agent]
      network.agentPrice[agent] = isSlack ? floor : max(network.agentPrice[agent], floor)
    }
    for group in 0..<network.groups {
      let node = search.groupBase + group
      network.groupPrice[group] = search.isDone(node) ? max(0, network.groupPrice[group] - search.distance[node]) : 0
    }
    for task in 0..<network.tasks {
      if search.isDone(task) {
        network.taskPrice[task] -= search.distance[task]
      } else {
        var price = network.unmetCost[task]
        for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) {
          price = min(price, network.arcCost[arc] + network.agentPrice[Int(network.arcAgent[arc])])
        }
        network.taskPrice[task] = price
      }
    }
  }

  /// An agent that no search has reached may lie below the price of its group: its own price is 0, not negative.
  static func liftIdleAgents<Value>(_ network: Residual<Value>) {
    for agent in 0..<network.agents where network.groupOf[agent] >= 0 {
      network.agentPrice[agent] = max(network.agentPrice[agent], network.groupPrice[Int(network.groupOf[agent])])
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

/// What a change of one head would cost or gain, and who would move: each answer is one shortest path in the residual network of an
/// optimal solution, and equals the difference to a solve from scratch.
///
/// A value: any number of questions from any number of threads. A question costs O(arcs log nodes) at worst, usually far less.
public struct MarginalAnalysis: Sendable {
  public let instance: TransportInstance
  public let solution: TransportSolution
  private let network: Residual<Int64>

  /// Nil unless `solution` is an optimal one of `instance` (`verify` finds nothing); `isChecked` leaves that check out.
  public init?(of instance: TransportInstance, solution: TransportSolution, isChecked: Bool = true) {
    guard solution.status == .optimal, !isChecked || verify(solution, of: instance).isEmpty else { return nil }
    self.instance = instance
    self.solution = solution
    network = Residual(instance, solved: solution)
  }

  /// Heads of `agent` that serve `task` in the solution.
  public func heads(agent: Int, task: Int) -> Int32 {
    guard let position = instance.arc(agent: agent, task: task) else { return 0 }
    return network.flow[Int(network.agentArc[position])]
  }

  /// The exact change of the objective if at least one head of `agent` must serve `task`, and who moves. Zero when one does already;
  /// nil when the pair is not eligible or the seat cannot be had at any price (no need, no supply, no capacity).
  public func costToForce(agent: Int, task: Int) -> MoveChain? {
    guard let position = instance.arc(agent: agent, task: task) else { return nil }
    if heads(agent: agent, task: task) > 0 { return MoveChain(delta: 0, moves: []) }
    return chain(throughNewArc: instance.arcCost[position], agent: agent, task: task, ShortestPaths(network))
  }

  /// The exact change of the objective if no head of `agent` may serve `task`. Zero when none does. The chain shows the moves where
  /// one head is concerned; for a class with several heads there the moves of all are listed.
  public func costToForbid(agent: Int, task: Int) -> MoveChain {
    let heads = heads(agent: agent, task: task)
    guard heads > 0, let position = instance.arc(agent: agent, task: task) else { return MoveChain(delta: 0, moves: []) }
    let own = heads == 1 ? network : Residual(instance, solved: solution)
    let arc = Int(network.agentArc[position])
    let search = ShortestPaths(own)
    search.closedArc = arc
    let back = (Int64(0) - instance.arcCost[position])
    var total = MoveChain(delta: 0, moves: [])
    for _ in 0..<heads {
      search.reset()
      search.start(task)
      let target = search.agentBase + agent
      guard search.run(to: target) else { return total }
      var steps = search.path(to: target)
      let cost = search.cost(from: task, to: target) + back
      if heads > 1 {
        search.raisePrices(to: search.distance[target])
        search.push(1, along: steps)
      }
      steps.append((node: task, arc: arc))
      total.append(MoveChain(delta: cost, cycle: steps, in: search))
    }
    return total
  }

  /// For each agent that is eligible for `task` and not there: the exact change of the objective if one head of it must serve there,
  /// as `costToForce` says; impossible ones are left out. Ascending by agent. One search for all of them.
  public func costsToForce(task: Int) -> [(agent: Int, delta: Int64)] {
    let search = ShortestPaths(network)
    // From the root every node that can be reached lies at distance 0, as the prices are the least ones.
    let isBelowRoot = search.tightPath(to: task) != nil
    let reached = search.distances(toNearestOf: isBelowRoot ? [task, search.root] : [task])
    var costs: [(agent: Int, delta: Int64)] = []
    for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) where network.flow[arc] == 0 {
      let agent = Int(network.arcAgent[arc])
      guard reached[search.agentBase + agent] < Int64.max else { continue }
      let reduced = network.arcCost[arc] + network.agentPrice[agent] - network.taskPrice[task]
      costs.append((agent, reduced + reached[search.agentBase + agent]))
    }
    return costs
  }

  /// The cheapest ways to put one more head on `task`, cheapest first: for each eligible agent what forcing it there would cost.
  /// Agents that are there already, and impossible ones, are left out.
  public func cheapestWaysToFill(task: Int, atMost limit: Int = 10) -> [(agent: Int, chain: MoveChain)] {
    let costs = costsToForce(task: task).sorted { ($0.delta, $0.agent) < ($1.delta, $1.agent) }
    let search = ShortestPaths(network)
    return costs.prefix(max(0, limit)).compactMap { way in
      guard let position = instance.arc(agent: way.agent, task: task) else { return nil }
      return chain(throughNewArc: instance.arcCost[position], agent: way.agent, task: task, search).map { (way.agent, $0) }
    }
  }

  /// What one head from outside at `task` would change (delta <= 0 is a gain of the same size), and who would move on.
  public func valueOfOneMoreHead(task: Int) -> MoveChain {
    let search = ShortestPaths(network)
    guard let way = search.shortest(from: search.root, to: task), way.cost < 0 else { return MoveChain(delta: 0, moves: []) }
    return MoveChain(delta: way.cost, cycle: way.steps, in: search)
  }

  /// What one more person with these eligible tasks and costs (in `group`, or in none) would change: delta <= 0, the task that the
  /// person would take, and who would move on. Delta 0 without a task when the person would stay idle.
  public func valueOfOneMore(agentWith arcs: [(task: Int, cost: Int64)], group: Int? = nil) -> (task: Int?, chain: MoveChain) {
    let search = ShortestPaths(network)
    let source = group.map { search.groupBase + $0 } ?? search.root
    var best: (delta: Int64, task: Int, steps: [(node: Int, arc: Int)])?
    // A head at the task is worth its price and no more, which settles most of the tasks without a search.
    for (task, cost) in arcs where cost - solution.taskPrice[task] < min(0, best?.delta ?? 0) {
      guard let way = search.shortest(from: source, to: task) else { continue }
      let delta = way.cost + cost
      if delta < 0, best.map({ (delta, task) < ($0.delta, $0.task) }) ?? true { best = (delta, task, way.steps) }
    }
    guard let best else { return (nil, MoveChain(delta: 0, moves: [])) }
    return (best.task, MoveChain(delta: best.delta, cycle: best.steps, in: search))
  }

  /// What one more head of an existing agent would change (delta <= 0).
  public func valueOfOneMore(like agent: Int) -> MoveChain {
    let search = ShortestPaths(network)
    let source = instance.group(of: agent).map { search.groupBase + $0 } ?? search.root
    guard let way = search.shortest(from: source, to: search.agentBase + agent), way.cost < 0 else {
      return MoveChain(delta: 0, moves: [])
    }
    return MoveChain(delta: way.cost, cycle: way.steps, in: search)
  }

  /// What a new arc (a competency gained, a road opened) or a cheaper one would change: delta <= 0.
  public func valueOfArc(agent: Int, task: Int, cost: Int64) -> MoveChain {
    guard let chain = chain(throughNewArc: cost, agent: agent, task: task, ShortestPaths(network)), chain.delta < 0 else {
      return MoveChain(delta: 0, moves: [])
    }
    return chain
  }

  /// The cheapest cycle that takes one head of `agent` to `task` over an arc of the given cost.
  private func chain(throughNewArc cost: Int64, agent: Int, task: Int, _ search: ShortestPaths<Int64>) -> MoveChain? {
    guard let way = search.shortest(from: search.agentBase + agent, to: task) else { return nil }
    return MoveChain(delta: way.cost + cost, cycle: [(node: task, arc: -1)] + way.steps, in: search)
  }
}

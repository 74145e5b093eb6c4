extension StandingPlan {
  /// The present plan with its least prices, as `TransportSolver` would have left them, without a solve: what `MarginalAnalysis` asks for.
  /// Nil with a threshold, whose plan is no optimum of the plain problem, and where the prices do not prove it.
  /// - Complexity: O(arcs), and one search over the network.
  public func priced() throws(TransportRefusal) -> (instance: TransportInstance, solution: TransportSolution)? {
    guard threshold == 0 else { return nil }
    let instance = try instance()
    let prices = narrow?.plainPrices() ?? wide?.plainPrices()
    guard let prices, objective.magnitude < UInt64(1) << 62 else { return nil }
    let network = Residual<Int64>(instance, solved: solved(instance, prices))
    var work = Work(limit: .max)
    TransportSolver.leastPrices(network, work: &work)
    TransportSolver.settlePrices(network, instance)
    let solution = TransportSolver.solution(network, instance, status: .optimal, work: work.done)
    return solution.bound == solution.objective && solution.objective == objective ? (instance, solution) : nil
  }

  private func solved(_ instance: TransportInstance, _ prices: [Int64]) -> TransportSolution {
    let groups = instance.groupCapacity.count
    let first = instance.tasks + instance.agents
    var agentPrice = [Int64](repeating: 0, count: instance.agents)
    let groupPrice = (0..<groups).map { max(0, prices[first + $0]) }
    for agent in 0..<instance.agents {
      let above = instance.group(of: agent).map { groupPrice[$0] } ?? 0
      // A pair in use up to all heads of its agent does not bound the agent's price here; in a solution it makes it.
      var own = above
      for arc in instance.arcs(of: agent) { own = max(own, prices[Int(instance.arcTask[arc])] - instance.arcCost[arc]) }
      agentPrice[agent] = own - above
    }
    let unmet = narrow?.unmet ?? wide?.unmet ?? []
    return TransportSolution(
      chosen: seats, objective: objective, cost: 0, unmet: unmet, taskPrice: Array(prices[..<instance.tasks]),
      agentPrice: agentPrice, groupPrice: groupPrice, bound: 0, work: 0, status: .optimal)
  }
}

extension RepairNetwork {
  /// Prices of the plain costs, by node, the root at 0; nil where none can be read off.
  ///
  /// The prices kept are of costs times `scale`, a head's stay being one more or less. Divided by the scale they hold for the plain costs
  /// unless two nodes lie on both sides of the rounding's edge at a distance of one: so the edge is put where no price lies. There is such
  /// a place as long as there are fewer nodes than `scale`.
  func plainPrices() -> [Int64]? {
    let size = Int(clamping: scale)
    guard size > price.count, stay == 1 else { return nil }
    var isTaken = [Bool](repeating: false, count: size)
    for value in price { isTaken[Int(value - Self.floor(value, scale) * scale)] = true }
    guard let free = isTaken.firstIndex(of: false) else { return nil }
    let edge = Value(free)
    let below = Self.floor(0 - edge, scale)
    return price.map { Int64(clamping: Self.floor($0 - edge, scale) - below) }
  }

  private static func floor(_ value: Value, _ by: Value) -> Value {
    let quotient = value / by
    return value < 0 && quotient * by != value ? quotient - 1 : quotient
  }
}

extension LexicographicSolver {
  /// The problem as one weighted sum whose optimum is the one by tiers (`TierMethod.exchange`), with the weight of an unmet head by tier;
  /// nil where they do not fit. For a standing plan, which knows one sum alone.
  public static func weighted(
    _ instance: TransportInstance, tier: [Int], tiers: Int
  ) -> (instance: TransportInstance, weights: [Int64])? {
    let weights = LexicographicWeights.exchange(tiers: tiers, cycleCost: instance.cycleCost)
    guard (weights.first ?? 0) < Int128(1) << 50, tier.count == instance.tasks, tier.allSatisfy({ (0..<tiers).contains($0) })
    else {
      return nil
    }
    let fitting = weights.map { Int64($0) }
    return instance.weighted(by: fitting, tier: tier).map { ($0, fitting) }
  }
}

/// Solves a transportation problem by tiers: unmet heads of tier 0 first, then of tier 1, …, then the sum of arc costs.
public enum LexicographicSolver {
  /// `unmetCost` of the instance is not looked at; `tier[j]` in `0..<tiers` says how critical task `j` is, 0 most.
  /// `preferring` forces a method (for tests); otherwise the first of outweighing, exchange, wide that fits is used.
  public static func solve(
    _ instance: TransportInstance, tier: [Int], tiers: Int, preferring method: TierMethod? = nil,
    shouldStop: () -> Bool = { false }, workLimit: Int64 = .max
  ) throws(TransportRefusal) -> LexicographicSolution {
    if tier.count != instance.tasks { throw .sizes(what: "tier", count: tier.count, expected: instance.tasks) }
    for (index, value) in tier.enumerated() where value < 0 || value >= tiers {
      throw .outOfRange(what: "tier", index: index, value: Int64(value), limit: Int64(tiers) - 1)
    }
    if method == nil || method == .outweighing, let weights = instance.outweighing(tier: tier, tiers: tiers),
      let weighted = instance.weighted(by: weights.perTier, tier: tier)
    {
      let solution = TransportSolver.solve(weighted, shouldStop: shouldStop, workLimit: workLimit)
      return answer(weighted, solution, tier, weights.perTier, .outweighing)
    }
    let exchange = LexicographicWeights.exchange(tiers: tiers, cycleCost: instance.cycleCost)
    if method != .wide, (exchange.first ?? 0) < Int128(1) << 60 {
      let weights = exchange.map { Int64($0) }
      if let weighted = instance.weighted(by: weights, tier: tier) {
        let solution = TransportSolver.solve(weighted, shouldStop: shouldStop, workLimit: workLimit)
        return answer(weighted, solution, tier, weights, .exchange)
      }
    }
    return wide(instance, tier, exchange, shouldStop: shouldStop, workLimit: workLimit)
  }

  private static func answer(
    _ weighted: TransportInstance, _ solution: TransportSolution, _ tier: [Int], _ weights: [Int64], _ method: TierMethod
  ) -> LexicographicSolution {
    var unmet = [Int64](repeating: 0, count: weights.count)
    for task in tier.indices { unmet[tier[task]] += Int64(solution.unmet[task]) }
    return LexicographicSolution(
      chosen: solution.chosen, unmet: solution.unmet, score: TierScore(unmet: unmet, cost: solution.cost), method: method,
      status: solution.status, work: solution.work, weights: weights, weighted: (weighted, solution))
  }

  private static func wide(
    _ instance: TransportInstance, _ tier: [Int], _ weights: [Int128], shouldStop: () -> Bool, workLimit: Int64
  ) -> LexicographicSolution {
    let network = Residual<Int128>(instance)
    for task in tier.indices { network.unmetCost[task] = weights[tier[task]] }
    var work = Work(limit: workLimit)
    let isOptimal = TransportSolver.fill(network, shouldStop: shouldStop, work: &work)
    let (chosen, cost) = network.seats(instance)
    var unmet = [Int64](repeating: 0, count: weights.count)
    let short = tier.indices.map { network.unmet[$0] + network.pending[$0] }
    for task in tier.indices { unmet[tier[task]] += Int64(short[task]) }
    return LexicographicSolution(
      chosen: chosen, unmet: short, score: TierScore(unmet: unmet, cost: cost), method: .wide,
      status: isOptimal ? .optimal : .feasible, work: work.done, weights: [], weighted: nil)
  }
}

extension TransportInstance {
  /// Weights by which any two plans compare right, or nil.
  func outweighing(tier: [Int], tiers: Int) -> LexicographicWeights? {
    var heads = [Int64](repeating: 0, count: tiers)
    for task in tier.indices { heads[tier[task]] += Int64(need[task]) }
    var span: Int128 = 0
    for agent in 0..<agents {
      var low: Int64 = 0
      var high: Int64 = 0
      for arc in arcs(of: agent) {
        low = min(low, arcCost[arc])
        high = max(high, arcCost[arc])
      }
      span += Int128(supply[agent]) * (Int128(high) - Int128(low))
    }
    guard span < Int128(1) << 60 else { return nil }
    return .outweighing(headsPerTier: heads, costSpan: Int64(span))
  }

  /// More than the arcs of any simple cycle of the residual network can cost or save: each task on it swaps one arc for another, and
  /// the root adds at most two single arcs.
  var cycleCost: Int128 {
    var low = [Int64](repeating: .max, count: tasks)
    var high = [Int64](repeating: .min, count: tasks)
    var dearest: Int64 = 0
    for arc in 0..<arcs {
      let task = Int(arcTask[arc])
      low[task] = min(low[task], arcCost[arc])
      high[task] = max(high[task], arcCost[arc])
      dearest = max(dearest, Int64(clamping: arcCost[arc].magnitude))
    }
    return low.indices.reduce(Int128(dearest) * 2 + 1) { $0 + (high[$1] >= low[$1] ? Int128(high[$1]) - Int128(low[$1]) : 0) }
  }

  /// The instance with each task's unmet cost set by its tier, or nil where the sums do not fit.
  func weighted(by weights: [Int64], tier: [Int]) -> TransportInstance? {
    try? replacing(unmetCost: tier.map { weights[$0] })
  }
}

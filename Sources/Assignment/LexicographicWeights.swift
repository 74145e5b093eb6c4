/// Weights per tier of unmet heads (tier 0 is the most critical), so that one weighted sum orders plans as the tiers do, the cost last.
public struct LexicographicWeights: Sendable, Equatable {
  /// Cost of one unmet head per tier.
  public let perTier: [Int64]

  /// Weights by which one head of a tier outweighs all heads of the later tiers and every difference of cost together: any two
  /// plans compare right. With `headsPerTier[k]` heads needed and costs that differ by at most `costSpan`. Nil when the largest
  /// possible objective would not stay below 2^61.
  public static func outweighing(headsPerTier: [Int64], costSpan: Int64) -> LexicographicWeights? {
    guard costSpan >= 0, headsPerTier.allSatisfy({ $0 >= 0 }) else { return nil }
    let limit = Int128(1) << 61
    var weights: [Int64] = []
    var below = Int128(costSpan)
    for heads in headsPerTier.reversed() {
      // `costSpan` once more than needed: so a price splits uniquely into a head and a rest of cost.
      let weight = below + Int128(costSpan) + 1
      if weight >= limit / 4 { return nil }
      weights.append(Int64(weight))
      below += weight * Int128(heads)
      if below >= limit { return nil }
    }
    return LexicographicWeights(perTier: weights.reversed())
  }

  /// Far smaller weights that give the same optimum of a network: two plans of which neither can be improved by a single cycle of moves
  /// differ by such cycles, a cycle fills at most one head and drops at most one, and its arcs change the cost by less than
  /// `cycleCost`; so a step of `2 cycleCost + 1` from tier to tier is enough. Plans that are not optimal may compare wrongly by the sum.
  /// A price then reads uniquely as a tier's head and a rest of cost (`split`).
  static func exchange(tiers: Int, cycleCost: Int128) -> [Int128] {
    (0..<tiers).map { Int128(tiers - $0) * (2 * cycleCost + 1) }
  }
}

/// How a plan scores: unmet heads by tier, then cost; smaller is better.
public struct TierScore: Sendable, Hashable, Comparable {
  public var unmet: [Int64]
  public var cost: Int64

  public init(unmet: [Int64], cost: Int64) {
    self.unmet = unmet
    self.cost = cost
  }

  public static func < (a: TierScore, b: TierScore) -> Bool {
    for (x, y) in zip(a.unmet, b.unmet) where x != y { return x < y }
    return a.cost < b.cost
  }
}

/// Which way kept the tiers apart.
public enum TierMethod: String, Sendable {
  /// `LexicographicWeights.outweighing` fits: the objective itself orders all plans.
  case outweighing
  /// Weights by cycles of moves (exact for the optimum; prices and costs of moves are exact too).
  case exchange
  /// The weights do not fit 64 bits: solved with 128-bit costs. There is no weighted instance then, so no `MarginalAnalysis`.
  case wide
}

/// The lexicographic optimum: unmet heads of tier 0, then 1, …, then cost.
public struct LexicographicSolution: Sendable, Equatable {
  public var chosen: [Seat]
  /// Per task.
  public var unmet: [Int32]
  public var score: TierScore
  public var method: TierMethod
  public var status: SolveStatus
  public var work: Int64
  /// Weight of an unmet head by tier, in the weighted instance; empty for `.wide`.
  public var weights: [Int64]
  /// The instance with these weights and its solution with prices, for `MarginalAnalysis`; nil for `.wide`.
  public var weighted: (instance: TransportInstance, solution: TransportSolution)?

  public init(
    chosen: [Seat], unmet: [Int32], score: TierScore, method: TierMethod, status: SolveStatus, work: Int64, weights: [Int64],
    weighted: (instance: TransportInstance, solution: TransportSolution)?
  ) {
    self.chosen = chosen
    self.unmet = unmet
    self.score = score
    self.method = method
    self.status = status
    self.work = work
    self.weights = weights
    self.weighted = weighted
  }

  public static func == (a: Self, b: Self) -> Bool {
    a.chosen == b.chosen && a.unmet == b.unmet && a.score == b.score && a.method == b.method && a.status == b.status
      && a.weights == b.weights
  }

  /// Heads of each tier left unmet, and arc cost.
  public var unmetByTier: [Int64] { score.unmet }

  /// A price or a change of the weighted objective as whole heads of one tier (at most one; negative: gained) and a rest of cost.
  /// Exact for prices of tasks; for a chain of moves that drops one head and fills another read the chain instead.
  public func split(_ price: Int64) -> (tier: Int?, cost: Int64) {
    for (tier, weight) in weights.enumerated() {
      let lower = tier + 1 < weights.count ? weights[tier + 1] : 0
      if price > lower + (weight - lower) / 2 { return (tier, price - weight) }
    }
    return (nil, price)
  }
}

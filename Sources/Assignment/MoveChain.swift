/// One head of `agent` moves from one task to another; nil stands for idle.
public struct Move: Sendable, Hashable {
  public var agent: Int
  public var from: Int?
  public var to: Int?

  public init(agent: Int, from: Int?, to: Int?) {
    self.agent = agent
    self.from = from
    self.to = to
  }
}

/// A change of a plan: what it costs, who moves, and which heads become or cease to be unmet.
public struct MoveChain: Sendable, Equatable {
  /// Change of the objective; negative is a gain.
  public var delta: Int64
  /// In the order of the chain.
  public var moves: [Move]
  /// Tasks that lose a head to nobody.
  public var dropped: [Int] = []
  /// Tasks of which a head that was unmet is filled.
  public var filled: [Int] = []

  public init(delta: Int64, moves: [Move], dropped: [Int] = [], filled: [Int] = []) {
    self.delta = delta
    self.moves = moves
    self.dropped = dropped
    self.filled = filled
  }

  /// Reads a walk in the residual network: an agent entered from a task takes that task, an agent left towards a task gives that up.
  init(delta: Int64, cycle steps: [(node: Int, arc: Int)], in search: ShortestPaths<Int64>) {
    self.init(delta: delta, moves: [])
    for index in steps.indices {
      let here = search.kind(steps[index].node)
      let before = index > 0 ? steps[index - 1].node : nil
      let after = index + 1 < steps.count ? steps[index + 1].node : nil
      switch here {
      case .agent:
        let to = before.flatMap { search.kind($0) == .task ? $0 : nil }
        let from = after.flatMap { search.kind($0) == .task ? $0 : nil }
        if to != from { moves.append(Move(agent: steps[index].node - search.agentBase, from: from, to: to)) }
      case .task:
        if before == search.root { filled.append(steps[index].node) }
        if after == search.root { dropped.append(steps[index].node) }
      case .group, .root: break
      }
    }
  }

  mutating func append(_ other: MoveChain) {
    delta += other.delta
    moves += other.moves
    dropped += other.dropped
    filled += other.filled
  }
}

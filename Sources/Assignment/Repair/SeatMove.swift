/// `heads` of an agent who were told one place and are now planned for another; nil is nowhere (idle).
public struct SeatMove: Sendable, Hashable {
  public var agent: Int32
  public var from: Int32?
  public var to: Int32?
  public var heads: Int32

  public init(agent: Int32, from: Int32?, to: Int32?, heads: Int32) {
    self.agent = agent
    self.from = from
    self.to = to
    self.heads = heads
  }

  /// Pairs the places that heads left with those that they took, in order; both hold the same number of heads.
  static func pairs(
    _ agent: Int32, _ left: [(task: Int32?, heads: Int32)], _ taken: [(task: Int32?, heads: Int32)]
  ) -> [SeatMove] {
    var moves: [SeatMove] = []
    var (from, to) = (left, taken)
    while var source = from.first, var target = to.first {
      let heads = min(source.heads, target.heads)
      moves.append(SeatMove(agent: agent, from: source.task, to: target.task, heads: heads))
      source.heads -= heads
      target.heads -= heads
      if source.heads == 0 { from.removeFirst() } else { from[0] = source }
      if target.heads == 0 { to.removeFirst() } else { to[0] = target }
    }
    return moves
  }
}

/// `heads` of `agent` serve `task`.
public struct Seat: Sendable, Hashable, Comparable {
  public var agent: Int32
  public var task: Int32
  public var heads: Int32

  public init(agent: Int32, task: Int32, heads: Int32) {
    self.agent = agent
    self.task = task
    self.heads = heads
  }

  public static func < (a: Seat, b: Seat) -> Bool { (a.agent, a.task, a.heads) < (b.agent, b.task, b.heads) }
}

/// Whether the answer is proved best, or the best that was found before the solve was stopped.
public enum SolveStatus: String, Sendable { case optimal, feasible }

/// Plan, prices and proof of a solved `TransportInstance`.
///
/// Sign conventions (all in the unit of cost, per head):
/// - `taskPrice[j]`: what one head at task `j` is worth. It never exceeds `unmetCost[j]`; it is at least the cheapest cost that any
///   eligible agent asks, so it is never negative unless arc costs are.
/// - `agentPrice[i]` >= 0: what one more head of agent `i` is worth. `groupPrice[g]` >= 0: what one more head of capacity is worth.
/// - Reduced cost of an arc: `cost + agentPrice[i] + groupPrice[group of i] - taskPrice[j]`, never negative.
///
/// Complementary slackness, which `verify` checks and which proves optimality: an arc in use has reduced cost 0; a task with unmet
/// heads has `taskPrice == unmetCost`; an agent with heads to spare has `agentPrice == 0`; a group with capacity to spare has
/// `groupPrice == 0`.
///
/// Of all prices that satisfy this an optimal solution holds the *least* ones. They do not depend on the way the optimum was found, and
/// are exact values: the objective falls by `taskPrice[j]` when task `j` needs one head less, by `agentPrice[i]` when an agent without
/// a group gets one more head, and by `groupPrice[g]` when a group may give one more. A task that needs nobody has the price at which
/// its first head would be filled, at most `unmetCost`.
public struct TransportSolution: Sendable, Equatable {
  /// Ascending by agent, then task; heads >= 1.
  public var chosen: [Seat]
  /// `cost` plus unmet heads times their cost.
  public var objective: Int64
  /// Arc costs alone.
  public var cost: Int64
  /// Per task: heads left unmet.
  public var unmet: [Int32]
  public var taskPrice: [Int64]
  public var agentPrice: [Int64]
  public var groupPrice: [Int64]
  /// The dual objective `sum need * taskPrice - sum supply * agentPrice - sum groupCapacity * groupPrice`: no plan costs less.
  public var bound: Int64
  /// Arcs looked at: the same on every machine.
  public var work: Int64
  public var status: SolveStatus

  public init(
    chosen: [Seat], objective: Int64, cost: Int64, unmet: [Int32], taskPrice: [Int64], agentPrice: [Int64], groupPrice: [Int64],
    bound: Int64, work: Int64, status: SolveStatus
  ) {
    self.chosen = chosen
    self.objective = objective
    self.cost = cost
    self.unmet = unmet
    self.taskPrice = taskPrice
    self.agentPrice = agentPrice
    self.groupPrice = groupPrice
    self.bound = bound
    self.work = work
    self.status = status
  }

  /// Heads left unmet in all.
  public var unmetHeads: Int64 { unmet.reduce(0) { $0 + Int64($1) } }
}

import Assignment
import Basics
import Incident

/// A standing plan on the network of the seats as they are now, before the repair.
struct StandingNetwork {
  let network: SeatNetwork
  /// With weights by tier.
  let instance: TransportInstance
  let weights: [Int64]
  /// Who the standing plan has on a seat and may stay there.
  let told: [Seat]
  /// Tasks with more people than seats: the seats that are to go.
  let excess: [Int: Int32]
  private let eligibility: Eligibility

  /// Nil where a pin is refused or the weights do not fit: then the plan is made anew, which says so in its own way.
  init?(_ eligibility: Eligibility, standing: Plan) {
    self.eligibility = eligibility
    let table = SeatTable(eligibility)
    let network = SeatNetwork(eligibility, table: table, mergingAlike: false)
    var seats: [Seat] = []
    var filled = [Int32](repeating: 0, count: table.tasks.count)
    var used = [Int32](repeating: 0, count: network.groupCapacity.count)
    for (staff, task) in StandingSeats.placed(standing, table, eligibility) {
      let agent = network.agentOf[staff]
      guard agent >= 0, network.arcRange(of: agent).contains(where: { Int(network.arcs[$0].task) == task }) else { continue }
      let group = Int(network.groupOfAgent[agent])
      // A unit that may give fewer now: those beyond it count as let go already.
      if group >= 0 {
        guard used[group] < network.groupCapacity[group] else { continue }
        used[group] += 1
      }
      seats.append(Seat(agent: Int32(agent), task: Int32(task), heads: 1))
      filled[task] += 1
    }
    var need = network.need
    var excess: [Int: Int32] = [:]
    for task in need.indices where filled[task] > need[task] {
      excess[task] = need[task]
      need[task] = filled[task]
    }
    guard let plain = try? network.instance(need: need),
      let weighted = LexicographicSolver.weighted(plain, tier: network.tier, tiers: SeatTable.tiers)
    else { return nil }
    self.network = network
    (instance, weights) = weighted
    told = seats.sorted()
    self.excess = excess
  }

  /// The best plan with the fewest moves; nil where the numbers do not fit.
  func repaired(_ prices: SeatPrices?) -> RepairedNetwork? {
    var task: [Int64]?
    var group: [Int64]?
    if let prices {
      task = network.tasks.map { prices.seats[SeatName($0, eligibility)] ?? 0 }
      group = network.unitOfGroup.map { prices.units[eligibility.input.roster.units[$0].id] ?? 0 }
    } else {
      let solved = TransportSolver.solve(instance)
      (task, group) = (solved.taskPrice, solved.groupPrice)
    }
    guard var plan = try? StandingPlan(instance, told: told, taskPrice: task, groupPrice: group) else { return nil }
    let changes = excess.keys.sorted().compactMap { task in excess[task].map { PlanChange.need(task: task, heads: $0) } }
    if !changes.isEmpty { guard (try? plan.apply(changes, telling: false)) != nil else { return nil } }
    return RepairedNetwork(network: network, weights: weights, plan: plan)
  }
}

/// A repaired plan, before it is known whether its crews are whole.
struct RepairedNetwork {
  let network: SeatNetwork
  let weights: [Int64]
  let plan: StandingPlan

  var work: Int64 { plan.work }

  /// Nil where a crew is broken, or a pin has no crew.
  func proposal(_ eligibility: Eligibility) -> Proposal? {
    guard let (instance, inner) = try? plan.priced() else { return nil }
    var unmet = [Int64](repeating: 0, count: SeatTable.tiers)
    for (task, heads) in inner.unmet.enumerated() { unmet[network.tasks[task].tier] += Int64(heads) }
    guard unmet[0] == 0 else { return nil }
    let seated = network.seatingWomen(
      LexicographicSolution(
        chosen: inner.chosen, unmet: inner.unmet, score: TierScore(unmet: unmet, cost: inner.cost), method: .exchange,
        status: .optimal, work: inner.work, weights: weights, weighted: (instance, inner)))
    let filled = zip(network.need, seated.unmet).map { $0 - $1 }
    guard network.table.bundles.allSatisfy({ network.isKept($0, filled: filled) }) else { return nil }
    let solution = SeatSolution(
      network: network, isShut: network.table.bundles.map { _ in false }, isRelaxed: true, chosen: seated.chosen,
      unmet: seated.unmet, score: seated.score, bound: seated.score, status: .optimal, weighted: seated.weighted,
      weights: weights,
      solverTier: network.tier, relaxedFilled: filled, relaxedWeighted: seated.weighted)
    return Proposal(eligibility: eligibility, table: network.table, solution: solution)
  }
}

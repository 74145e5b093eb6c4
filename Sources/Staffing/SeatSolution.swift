import Assignment
import Basics
import Incident

/// The best filling of the seats, and what is proved of it.
struct SeatSolution: Sendable {
  let network: SeatNetwork
  /// By bundle: nobody is sent there.
  var isShut: [Bool]
  /// Whether no bundle had to be decided: then the instance of the analysis is the whole problem without its bundles.
  var isRelaxed: Bool
  var chosen: [Seat]
  /// By task, against the full need.
  var unmet: [Int32]
  /// By solver's tier (0 = forced by pins), then cost.
  var score: TierScore
  var bound: TierScore
  var status: SolveStatus
  /// The instance with weights, its solution and prices; nil where the weights fit no 64 bits.
  var weighted: (instance: TransportInstance, solution: TransportSolution)?
  var weights: [Int64]
  /// Tier of each task in the instance of the analysis: open crews' minimums are in tier 0.
  var solverTier: [Int]
  /// Heads that the relaxation without crews' minimums would fill, by task.
  var relaxedFilled: [Int32]
  var relaxedWeighted: (instance: TransportInstance, solution: TransportSolution)?
  /// Who of a class sits where, where that is settled; else they sit in the order of their ids.
  var people: [Seat: [Int]]?

  var filled: [Int32] { zip(network.need, unmet).map { $0 - $1 } }

  /// First without the crews' minimums; where that keeps them all it is the optimum, else the search over crews decides.
  static func solve(
    _ network: SeatNetwork, shouldStop: () -> Bool, workLimit: Int64
  ) throws(TransportRefusal) -> SeatSolution {
    let need = network.need
    let instance = try network.instance(need: need)
    let root = try LexicographicSolver.solve(
      instance, tier: network.tier, tiers: SeatTable.tiers, preferring: .exchange, shouldStop: shouldStop, workLimit: workLimit)
    let relaxed = network.seatingWomen(root)
    let filled = zip(need, relaxed.unmet).map { $0 - $1 }
    if network.table.bundles.allSatisfy({ network.isKept($0, filled: filled) }) {
      return SeatSolution(
        network: network, isShut: network.table.bundles.map { _ in false }, isRelaxed: true, chosen: relaxed.chosen,
        unmet: relaxed.unmet, score: relaxed.score, bound: network.bound(relaxed), status: relaxed.status,
        weighted: relaxed.weighted, weights: relaxed.weights, solverTier: network.tier, relaxedFilled: filled,
        relaxedWeighted: relaxed.weighted)
    }
    let crewed = try CrewedProblem(
      instance: instance, tier: network.tier, tiers: SeatTable.tiers, bundles: network.crewBundles
    ).solve(shouldStop: shouldStop, workLimit: workLimit == .max ? StaffingLimits.crewWork : workLimit)
    var solution = try network.fixed(isOpen: crewed.isOpen, bound: crewed.bound)
    solution.relaxedFilled = filled
    solution.relaxedWeighted = relaxed.weighted
    return solution
  }
}

extension SeatNetwork {
  var crewBundles: [CrewBundle] {
    table.bundles.map { bundle in
      CrewBundle(
        parts: bundle.tasks.map { .init(task: $0, minimum: tasks[$0].isMinimum ? Int32(tasks[$0].heads) : 0) })
    }
  }

  /// The optimum where it is decided which bundles open: open ones must have their minimum, shut ones nobody.
  func fixed(isOpen: [Bool], bound: TierScore) throws(TransportRefusal) -> SeatSolution {
    var need = self.need
    var tier = self.tier
    var shutHeads = [Int64](repeating: 0, count: SeatTable.tiers)
    for (bundle, isOpen) in zip(table.bundles, isOpen) {
      for task in bundle.tasks {
        if !isOpen {
          shutHeads[tier[task]] += Int64(need[task])
          need[task] = 0
        } else if tasks[task].isMinimum {
          tier[task] = 0
        }
      }
    }
    let solved = seatingWomen(
      try LexicographicSolver.solve(instance(need: need), tier: tier, tiers: SeatTable.tiers, preferring: .exchange))
    var unmet = solved.unmet
    var score = TierScore(unmet: shutHeads, cost: solved.score.cost)
    for task in tasks.indices {
      score.unmet[self.tier[task]] += Int64(solved.unmet[task])
      unmet[task] += self.need[task] - need[task]
    }
    return SeatSolution(
      network: self, isShut: isOpen.map { !$0 }, isRelaxed: false, chosen: solved.chosen, unmet: unmet, score: score,
      bound: min(bound, score), status: bound >= score ? .optimal : .feasible, weighted: solved.weighted, weights: solved.weights,
      solverTier: tier, relaxedFilled: [], relaxedWeighted: nil)
  }

  /// What a stopped solve proves: nothing but its own prices; an optimal one its score.
  func bound(_ solution: LexicographicSolution) -> TierScore {
    solution.status == .optimal
      ? solution.score : TierScore(unmet: [Int64](repeating: 0, count: SeatTable.tiers), cost: min(0, solution.score.cost))
  }

  /// Where a crew's own seat for a woman stays empty though a woman sits among its members, she takes it. She may sit on both at
  /// the same cost, so the plan stays as good and its prices stay right.
  func seatingWomen(_ solution: LexicographicSolution) -> LexicographicSolution {
    var solution = solution
    var weighted = solution.weighted
    for (w, task) in tasks.enumerated() where task.kind == .woman && solution.unmet[w] > 0 {
      let mates = tasks.indices.filter { tasks[$0].need == task.need && tasks[$0].crew == task.crew && $0 != w }
      let at = solution.chosen.firstIndex { seat in
        mates.contains(Int(seat.task)) && !classes[Int(seat.agent)].isEmpty && isWoman(agent: Int(seat.agent), task: w)
      }
      guard let at else { continue }
      let seat = solution.chosen[at]
      solution.chosen = Self.moved(solution.chosen, at: at, to: Int32(w))
      solution.unmet[w] -= 1
      solution.unmet[Int(seat.task)] += 1
      solution.score.unmet[tier[w]] -= 1
      solution.score.unmet[tier[Int(seat.task)]] += 1
      if var (instance, inner) = weighted {
        inner.chosen = solution.chosen
        inner.unmet = solution.unmet
        (instance, inner) = (instance, inner)
        weighted = (instance, inner)
      }
    }
    solution.weighted = weighted
    return solution
  }

  private func isWoman(agent: Int, task: Int) -> Bool {
    arcRange(of: agent).contains { Int(arcs[$0].task) == task }
  }

  /// Arcs are kept in the order of agents.
  func arcRange(of agent: Int) -> Range<Int> {
    let low = arcs.partition { Int($0.agent) >= agent }
    let high = arcs.partition { Int($0.agent) > agent }
    return low..<high
  }

  static func moved(_ seats: [Seat], at: Int, to task: Int32) -> [Seat] {
    var seats = seats
    let agent = seats[at].agent
    seats[at].heads -= 1
    if seats[at].heads == 0 { seats.remove(at: at) }
    if let there = seats.firstIndex(where: { $0.agent == agent && $0.task == task }) {
      seats[there].heads += 1
    } else {
      seats.append(Seat(agent: agent, task: task, heads: 1))
      seats.sort()
    }
    return seats
  }
}

extension Array {
  /// First position at which `isLate` holds, for elements ordered so that it never ceases to hold.
  func partition(_ isLate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isLate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension CrewedProblem {
  /// Searches which bundles open. Stopped by `shouldStop` or `workLimit` it returns the best plan found (at worst all bundles shut) and
  /// the bound over what is left, with status `feasible`.
  public func solve(shouldStop: () -> Bool = { false }, workLimit: Int64 = .max) throws(TransportRefusal) -> CrewedSolution {
    var search = CrewSearch(problem: self, workLimit: workLimit)
    return try search.run(shouldStop: shouldStop)
  }
}

/// Depth-first branch and bound; one node holds a decision per bundle.
private struct CrewSearch {
  enum Decision: UInt8 { case free, open, shut }

  struct Node {
    var decisions: [Decision]
    var bound: TierScore
  }

  struct Relaxed {
    var solution: LexicographicSolution
    var score: TierScore
    /// Filled heads per task of the problem, stand-ins left out.
    var filled: [Int32]
    /// Whether the plan without the stand-ins scores as the relaxation says.
    var isExact: Bool
    var isPossible: Bool
  }

  let problem: CrewedProblem
  let workLimit: Int64
  var work: Int64 = 0
  var nodes = 0
  /// Per first bundle of a kin: the most that can open together.
  var mostOpen: [Int]
  var best: (relaxed: Relaxed, decisions: [Decision])?

  init(problem: CrewedProblem, workLimit: Int64) {
    self.problem = problem
    self.workLimit = workLimit
    mostOpen = problem.bundles.map { _ in problem.bundles.count }
  }

  mutating func run(shouldStop: () -> Bool) throws(TransportRefusal) -> CrewedSolution {
    let count = problem.bundles.count
    let start = (0..<count).map { problem.canOpen($0) ? Decision.free : .shut }
    // The plan with all bundles shut is always there.
    let shut = [Decision](repeating: .shut, count: count)
    let none = try relax(shut, shouldStop: { false }, limit: .max)
    best = (none, shut)
    if !problem.standIns.isEmpty { mostOpen = try problem.mostOpen() }
    var stack = [Node(decisions: start, bound: TierScore(unmet: Array(repeating: 0, count: problem.tiers), cost: .min))]
    while let node = stack.popLast() {
      if let best, node.bound >= best.relaxed.score { continue }
      if work >= workLimit || shouldStop() {
        stack.append(node)
        break
      }
      let relaxed = try relax(node.decisions, shouldStop: shouldStop, limit: workLimit - work)
      if relaxed.solution.status == .feasible {
        stack.append(node)
        break
      }
      guard relaxed.isPossible, let best, relaxed.score < best.relaxed.score else { continue }
      guard let bundle = mostBroken(relaxed, node.decisions) ?? undecided(relaxed, node.decisions) else {
        self.best = (relaxed, node.decisions)
        continue
      }
      if nodes == 2 { try dive(relaxed, node.decisions, shouldStop: shouldStop) }
      for decision in [Decision.shut, .open] {
        var child = Node(decisions: node.decisions, bound: relaxed.score)
        child.decisions[bundle] = decision
        if decision == .shut { shutAlike(bundle, &child.decisions) }
        stack.append(child)
      }
    }
    return try answer(best ?? (none, shut), left: stack.map(\.bound))
  }

  /// If a bundle stays shut, so may all undecided ones that are alike: a plan that opens one of them instead is the same plan under
  /// other names, and lies in the branch where this one opens.
  private func shutAlike(_ bundle: Int, _ decisions: inout [Decision]) {
    for other in decisions.indices where decisions[other] == .free && problem.alike[other] == problem.alike[bundle] {
      decisions[other] = .shut
    }
  }

  /// A first good plan: shut the emptiest broken bundle until none is broken.
  private mutating func dive(_ first: Relaxed, _ from: [Decision], shouldStop: () -> Bool) throws(TransportRefusal) {
    var decisions = from
    var relaxed = first
    while let bundle = emptiestBroken(relaxed, decisions) {
      decisions[bundle] = .shut
      if work >= workLimit || shouldStop() { return }
      relaxed = try relax(decisions, shouldStop: shouldStop, limit: workLimit - work)
      if relaxed.solution.status == .feasible { return }
    }
    if relaxed.isExact, let best, relaxed.score < best.relaxed.score { self.best = (relaxed, decisions) }
  }

  private mutating func relax(
    _ decisions: [Decision], shouldStop: () -> Bool, limit: Int64
  ) throws(TransportRefusal) -> Relaxed {
    nodes += 1
    var need = problem.split.need
    // Tier 0 holds what must be filled; all others move down by one.
    var tier = problem.tier.map { $0 + 1 } + Array(repeating: 0, count: problem.split.tasks - problem.instance.tasks)
    var shutHeads = [Int64](repeating: 0, count: problem.tiers)
    for (bundle, decision) in zip(problem.bundles, decisions) {
      for part in bundle.parts {
        let twin = Int(problem.twin[part.task])
        if decision == .shut {
          shutHeads[problem.tier[part.task]] += Int64(problem.instance.need[part.task])
          need[part.task] = 0
          if twin >= 0 { need[twin] = 0 }
        } else if decision == .free, twin >= 0 {
          tier[twin] = problem.tier[part.task] + 1
        }
      }
    }
    let supply = standInSupply(decisions, &shutHeads)
    let instance = try problem.split.replacing(need: need, supply: supply)
      .appendingRows(after: problem.instance.agents, standInRows(decisions))
    let solution = try LexicographicSolver.solve(
      instance, tier: tier, tiers: problem.tiers + 1, shouldStop: shouldStop, workLimit: limit)
    work += solution.work
    var filled = zip(need, solution.unmet).map { $0 - $1 }
    var idle = supply[problem.instance.agents...].reduce(0) { $0 + Int64($1) }
    for seat in solution.chosen where Int(seat.agent) >= problem.instance.agents {
      filled[Int(seat.task)] -= seat.heads
      idle -= Int64(seat.heads)
    }
    for task in 0..<problem.instance.tasks where problem.twin[task] >= 0 { filled[task] += filled[Int(problem.twin[task])] }
    let unmet = zip(solution.score.unmet.dropFirst(), shutHeads).map { $0 + $1 }
    return Relaxed(
      solution: solution, score: TierScore(unmet: unmet, cost: solution.score.cost),
      filled: Array(filled.prefix(problem.instance.tasks)), isExact: idle == 0, isPossible: solution.score.unmet[0] == 0)
  }

  /// What the stand-ins of each kin fill under these decisions; their heads are added to the unmet ones.
  private func standInSupply(_ decisions: [Decision], _ unmet: inout [Int64]) -> [Int32] {
    var supply = problem.split.supply
    for standIn in problem.standIns {
      var free = 0
      var open = 0
      for bundle in decisions.indices where problem.kin[bundle] == standIn.kin {
        if decisions[bundle] == .free { free += 1 }
        if decisions[bundle] == .open { open += 1 }
      }
      let task = problem.bundles[standIn.kin].parts[standIn.part].task
      let sure = max(0, free - max(0, mostOpen[standIn.kin] - open))
      let heads = min(Int64(sure) * Int64(problem.instance.need[task]), Int64(Int32.max))
      supply[standIn.agent] = Int32(heads)
      unmet[problem.tier[task]] += heads
    }
    return supply
  }

  /// The tasks of the undecided bundles that each stand-in may fill.
  private func standInRows(_ decisions: [Decision]) -> [[Int32]] {
    problem.standIns.map { standIn in
      var row: [Int32] = []
      for bundle in decisions.indices where decisions[bundle] == .free && problem.kin[bundle] == standIn.kin {
        let task = problem.bundles[bundle].parts[standIn.part].task
        row.append(Int32(task))
        if problem.twin[task] >= 0 { row.append(problem.twin[task]) }
      }
      return row.sorted()
    }
  }

  /// Where stand-ins were left over the relaxation is only a bound: some undecided bundle of theirs must be decided.
  private func undecided(_ relaxed: Relaxed, _ decisions: [Decision]) -> Int? {
    relaxed.isExact ? nil : decisions.firstIndex(of: .free)
  }

  /// Heads missing to the minimum of all parts, and heads used; broken when both are positive.
  private func state(_ bundle: Int, _ relaxed: Relaxed) -> (missing: Int32, used: Int32) {
    var missing: Int32 = 0
    var used: Int32 = 0
    for part in problem.bundles[bundle].parts {
      missing += max(0, part.minimum - relaxed.filled[part.task])
      used += relaxed.filled[part.task]
    }
    return (missing, used)
  }

  /// The broken bundle of the most critical tier; among equals the one nearest to its crew.
  private func mostBroken(_ relaxed: Relaxed, _ decisions: [Decision]) -> Int? {
    broken(relaxed, decisions).min {
      ($0.tier, $0.missing, $0.bundle) < ($1.tier, $1.missing, $1.bundle)
    }?.bundle
  }

  /// The broken bundle of the least critical tier that lacks most.
  private func emptiestBroken(_ relaxed: Relaxed, _ decisions: [Decision]) -> Int? {
    broken(relaxed, decisions).min {
      (-$0.tier, -$0.missing, -$0.bundle) < (-$1.tier, -$1.missing, -$1.bundle)
    }?.bundle
  }

  private func broken(_ relaxed: Relaxed, _ decisions: [Decision]) -> [(tier: Int, missing: Int32, bundle: Int)] {
    problem.bundles.indices.compactMap { bundle in
      guard decisions[bundle] == .free else { return nil }
      let (missing, used) = state(bundle, relaxed)
      guard missing > 0, used > 0 else { return nil }
      return (problem.bundles[bundle].parts.map { problem.tier[$0.task] }.min() ?? 0, missing, bundle)
    }
  }

  private mutating func answer(
    _ best: (relaxed: Relaxed, decisions: [Decision]), left: [TierScore]
  ) throws(TransportRefusal) -> CrewedSolution {
    let (found, decisions) = best
    let isOpen = problem.bundles.indices.map {
      decisions[$0] == .open || (decisions[$0] == .free && state($0, found).missing == 0)
    }
    // Once more with every bundle fixed, so that its prices hold for these crews. The score cannot differ.
    let relaxed = try relax(isOpen.map { $0 ? .open : .shut }, shouldStop: { false }, limit: .max)
    var heads: [Seat: Int32] = [:]
    var original = [Int32](0..<Int32(problem.split.tasks))
    for task in problem.twin.indices where problem.twin[task] >= 0 { original[Int(problem.twin[task])] = Int32(task) }
    for seat in relaxed.solution.chosen {
      heads[Seat(agent: seat.agent, task: original[Int(seat.task)], heads: 0), default: 0] += seat.heads
    }
    let chosen = heads.map { Seat(agent: $0.key.agent, task: $0.key.task, heads: $0.value) }.sorted()
    let bound = left.min().map { min($0, relaxed.score) } ?? relaxed.score
    return CrewedSolution(
      isOpen: isOpen, chosen: chosen, unmet: zip(problem.instance.need, relaxed.filled).map { $0 - $1 }, score: relaxed.score,
      bound: bound, status: bound == relaxed.score ? .optimal : .feasible, nodes: nodes, work: work, fixed: relaxed.solution,
      twins: problem.twin.map { $0 < 0 ? nil : Int($0) })
  }
}

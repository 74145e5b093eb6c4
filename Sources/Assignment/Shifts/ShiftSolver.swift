import Basics

/// Plans many shifts at once: prices of cells with a proven bound (`ShiftPrices`), then plans that follow them (`ChainSearch`,
/// `OneShiftMove`, `GroupRounds`), kept while they get better. See each for its method.
public enum ShiftSolver {
  /// Work after which a solve without any limit ends: grows with the instance, and stays near a minute for the largest.
  public static func defaultWork(_ instance: ShiftInstance) -> Int64 {
    min(4_000_000_000, 120_000 * Int64(instance.arcs + instance.staff + 1))
  }

  /// Solves `instance`. `workLimit` counts arcs looked at and repeats a run byte for byte; `shouldStop` is asked about every hundred
  /// thousand units of work. Whatever stops it, the plan is valid and the bound true. `threads` changes nothing in the answer.
  /// With `start`, an earlier plan of a like instance, the plan is never worse than what of it is still allowed, and its prices begin
  /// where a solve from nothing arrives late.
  public static func solve(
    _ instance: ShiftInstance, from start: ShiftStart? = nil, shouldStop: () -> Bool = { false }, workLimit: Int64 = .max,
    threads: Int = 1,
    progress: ((_ bound: Int64, _ objective: Int64, _ work: Int64) -> Void)? = nil
  ) -> ShiftSolution {
    let run = ShiftRun(instance, limit: workLimit == .max ? defaultWork(instance) : workLimit, threads: threads)
    run.progress = progress
    run.start = start
    withoutActuallyEscaping(shouldStop) { stop in run.solve({ run.isOver(stop) }, shouldStop: stop) }
    return run.solution()
  }
}

/// One solve.
final class ShiftRun {
  let instance: ShiftInstance
  let network: ShiftNetwork
  let planner: PersonPlanner
  let prices: ShiftPrices
  let plan: ShiftPlan
  let chains: ChainSearch
  let shiftMove: OneShiftMove
  let groups: GroupRounds
  private let limit: Int64
  private var nextQuestion: Int64 = 0
  private var isStopped = false
  private var isPriceRising = true
  private var best: [Int32] = []
  private var bestTotal = Int64.max
  /// The plan as rows, for `ShiftPlan.load`.
  private let rows: UnsafeMutablePointer<Int32>
  var start: ShiftStart?
  var progress: ((Int64, Int64, Int64) -> Void)?

  init(_ instance: ShiftInstance, limit: Int64, threads: Int) {
    self.instance = instance
    self.limit = limit
    network = ShiftNetwork(instance)
    planner = PersonPlanner(network)
    prices = ShiftPrices(network, planner)
    plan = ShiftPlan(network)
    chains = ChainSearch(network, planner, plan, price: prices.price, seed: 1)
    shiftMove = OneShiftMove(network, plan)
    groups = GroupRounds(network, planner, plan, price: prices.price, threads: threads)
    rows = .allocate(capacity: max(1, network.staff * network.shifts))
    best = Array(repeating: -1, count: network.staff * network.shifts)
    bestTotal = plan.total
  }

  deinit { rows.deallocate() }

  var work: Int64 { planner.work + shiftMove.work + groups.work }

  func isOver(_ shouldStop: () -> Bool) -> Bool {
    if isStopped || work >= limit { return true }
    guard work >= nextQuestion else { return false }
    nextQuestion = work + 100_000
    isStopped = shouldStop()
    return isStopped
  }

  // MARK: Course

  func solve(_ over: () -> Bool, shouldStop: () -> Bool) {
    // A first plan before anything else: whatever stops the solve, people have duties.
    plan.setWorth(network.fullWorth, surcharge: 0)
    chains.fillGreedily()
    keep()
    let isWarm = takeStart()
    if over() { return }
    let top = (0..<network.posts).reduce(Double(network.scale)) { max($0, Double(network.weight[$1])) }
    if !isWarm { _ = prices.adjust(sweeps: sweeps, from: top / 8, to: Double(network.scale) / 16, isOver: over) }
    chains.refreshPrices()
    plan.setWorth(prices.price, surcharge: 0)
    if over() { return }
    chains.fillGreedily()
    shiftMove.settle(rounds: 10, isOver: over)
    keep()
    let needy = (0..<network.cells).reduce(0) { network.need[$1] > 0 ? $0 + 1 : $0 }
    if needy <= 250 { searchWhole(over) }
    // Prices that came with the call are near: no large steps.
    var round = isWarm ? 2 : 0
    while !over(), !isProved {
      improvePrices(round, over)
      progress?(roundedBound, bestTotal / network.scale, work)
      if isProved { return }
      // The relaxation of the whole needs a square of the cells in need, and good prices to start from where they are many.
      if round == (isWarm ? 2 : 1), needy > 250, needy <= 1000 { searchWhole(over) }
      if isProved { return }
      searchGroups(round, over, shouldStop: shouldStop)
      if network.staff <= 200, !over(), !isProved { anneal(round, over) }
      round += 1
    }
  }

  /// Loads the plan that the solve starts from, and its prices. Returns whether there were any prices.
  private func takeStart() -> Bool {
    guard let start else { return false }
    for index in 0..<network.staff * network.shifts { rows[index] = -1 }
    for duty in start.kept(in: instance) {
      rows[Int(duty.person) * network.shifts + Int(duty.shift)] = network.arc(of: Int(duty.person), at: duty.post)
    }
    plan.load(rows)
    keep()
    guard start.price.count == instance.posts * instance.shifts else { return false }
    prices.begin(from: start)
    return true
  }

  private func searchWhole(_ over: () -> Bool) {
    load(best)
    if let found = groups.whole(isOver: over) { prices.offer(found) }
    keep()
    chains.refreshPrices()
    progress?(roundedBound, bestTotal / network.scale, work)
  }

  private func searchGroups(_ round: Int, _ over: () -> Bool, shouldStop: () -> Bool) {
    load(best)
    groups.refreshPrices()
    let budget = Int64(500_000 + 1500 * network.staff)
    for _ in 0..<(8 << min(round, 3)) {
      let hasGained = groups.round(work: budget, isOver: over)
      if !hasGained, !over() { groups.diveAgain(most: min(80_000_000, limit - work), shouldStop: shouldStop) }
      keep()
      progress?(roundedBound, bestTotal / network.scale, work)
      if over() || isProved { return }
    }
  }

  /// Rounds of all people in one adjustment of prices: small instances can afford more.
  private var sweeps: Int { max(200, min(800, 400_000 / max(1, network.staff))) }

  /// Settles the prices with smaller and smaller steps while that raises the bound.
  private func improvePrices(_ round: Int, _ over: () -> Bool) {
    // Where little is missing to a proof, the last units are worth more rounds.
    let isNear = round > 2 && bestTotal - prices.bound < 8 * network.scale
    if round > 2, !isPriceRising, !isNear { return }
    let before = prices.bound
    let step = (isNear ? [30, 3, 10, 1][round % 4] : [1000, 300, 60, 10][min(round, 3)]) * Double(network.scale)
    _ = prices.settle(sweeps: sweeps << min(round, 2), from: step, to: Double(network.scale) / (isNear ? 128 : 32), isOver: over)
    isPriceRising = prices.bound > before + network.scale / 2
    chains.refreshPrices()
  }

  /// One round of annealing from the best plan so far, twice as long as the last.
  private func anneal(_ round: Int, _ over: () -> Bool) {
    let isFresh = network.staff <= 1000 && round % 2 == 1
    if isFresh { chains.fillGreedily() } else { load(best) }
    let scale = Double(network.scale)
    let share: [Int64] = [8, 8, 1, 1, 3, 3]
    plan.setWorth(prices.price, surcharge: Int32(share[round % 6] * network.scale))
    let attempts = (40 * network.staff + 2000) << min(round / 2, 12)
    let hot = (isFresh ? [300, 1000][round / 2 % 2] : [30, 6, 12, 4][round / 2 % 4]) * scale
    let cold = 0.3 * scale
    let cooling = ExactMath.exp(ExactMath.log(cold / hot) / Double(attempts / 128 + 1))
    var heat = hot
    for attempt in 0..<attempts {
      if attempt % 128 == 0 {
        if over() || isProved { break }
        heat *= cooling
        chains.listShort()
      }
      if chains.attempt(heat: heat), plan.total < bestTotal { keep() }
    }
    shiftMove.settle(rounds: 3, isOver: over)
    keep()
  }

  // MARK: Best plan

  private var isProved: Bool { roundedBound * network.scale >= bestTotal }

  /// The bound in whole units, rounded up: all costs are whole.
  private var roundedBound: Int64 {
    prices.bound == .min ? .min / 1024 : (prices.bound + network.scale - 1) >> Int64(network.scale.trailingZeroBitCount)
  }

  private func keep() {
    guard plan.total < bestTotal else { return }
    bestTotal = plan.total
    best.withUnsafeMutableBufferPointer { buffer in
      for index in buffer.indices { buffer[index] = plan.arc[index] }
    }
  }

  private func load(_ arcs: [Int32]) {
    if plan.total == bestTotal { return }
    for index in arcs.indices { rows[index] = arcs[index] }
    plan.load(rows)
  }

  // MARK: Answer

  func solution() -> ShiftSolution {
    prices.ensureBound()
    var duties: [ShiftDuty] = []
    for person in 0..<network.staff {
      for shift in 0..<network.shifts {
        let arc = best[person * network.shifts + shift]
        if arc >= 0 { duties.append(ShiftDuty(person: Int32(person), shift: Int32(shift), post: network.arcPost[Int(arc)])) }
      }
    }
    let score = score(duties, of: instance).score
    var price = [Int32](repeating: 0, count: instance.posts * instance.shifts)
    for post in 0..<network.posts {
      for shift in 0..<network.shifts { price[post * network.shifts + shift] = prices.price[post * network.stride + shift] }
    }
    let bound = roundedBound
    return ShiftSolution(
      duties: duties, objective: score.objective, cost: score.cost, bound: bound, unmet: score.unmet, price: price,
      priceScale: network.scale, work: work, status: bound == score.objective ? .optimal : .feasible)
  }
}

/// Why a plan cannot be taken as the one that people were told.
public enum StartRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  case noArc(Seat)
  case tooMany(what: String, index: Int, heads: Int64, limit: Int64)
  case threshold(Int64)

  public var description: String {
    switch self {
    case .noArc(let seat): "agent \(seat.agent) may not serve task \(seat.task)"
    case .tooMany(let what, let index, let heads, let limit): "\(what) \(index) has \(heads) heads, at most \(limit) are possible"
    case .threshold(let value): "a threshold of \(value), expected 0 to \(StandingPlan.mostThreshold)"
    }
  }
}

/// What changes did to a standing plan.
public struct StandingRepair: Sendable, Equatable {
  /// Of the changed problem: arc costs and unmet heads times their cost.
  public var objective: Int64
  /// Who is elsewhere than they were told; agents ascending, dropped ones aside.
  public var moved: [SeatMove]
  /// Arcs looked at: the same on every machine.
  public var work: Int64
}

/// A solved plan that stands while the world changes: it keeps rows, heads and prices, and repairs each change by shortest paths from
/// the places that the change touches, without a look at the rest.
///
/// The plan always minimises, exactly: objective + `threshold` x people moved, then the people moved. Moved is whoever is elsewhere than
/// they were told (idle counts as a place). With threshold 0 that is the optimum of the changed problem with the fewest people moved.
/// Agents who stand for several people are counted head by head.
public struct StandingPlan: Sendable {
  /// Largest threshold.
  public static let mostThreshold: Int64 = 1 << 40
  /// Costs up to this fit narrow numbers from the start; a dearer arc that is added widens them once, in O(arcs).
  private static let roomyCost: Int64 = 1 << 30

  private(set) var narrow: RepairNetwork<Int64>?
  private(set) var wide: RepairNetwork<Int128>?
  private var totals: Totals
  private let agentGroup: [Int32]
  public let threshold: Int64

  /// Takes over a plan that people were told: any plan of the instance, the best or not. Afterwards the plan is the best one for
  /// `threshold`, and `moves` says who is elsewhere than told. The prices only speed this up: any numbers will do. O(arcs) and a few
  /// shortest paths for each person who is out of place.
  public init(
    _ instance: TransportInstance, told: [Seat], taskPrice: [Int64]? = nil, groupPrice: [Int64]? = nil, threshold: Int64 = 0
  ) throws(StartRefusal) {
    guard threshold >= 0, threshold <= Self.mostThreshold else { throw .threshold(threshold) }
    try Self.check(told, instance)
    self.threshold = threshold
    agentGroup = instance.agentGroup
    totals = Totals(instance)
    let prices = taskPrice.flatMap { $0.count == instance.tasks ? $0 : nil } ?? Array(repeating: 0, count: instance.tasks)
    let groups = instance.groupCapacity.count
    let groupPrices = groupPrice.flatMap { $0.count == groups ? $0 : nil } ?? Array(repeating: 0, count: groups)
    // More than twice the people: more than can ever be moved, so that moves break ties and nothing else.
    let scale = 2 * totals.mostPeople + 2
    let stay = Int128(threshold) * scale + 1
    let cost = max(Int128(totals.dearest), Int128(Self.roomyCost))
    let largest = (Int128(totals.dearestUnmet) + 2 * cost) * scale + stay
    let clamped = prices.map { max(-Int64(1) << 60, $0) }
    if largest < Int128(1) << 57 {
      var network = RepairNetwork<Int64>(instance, scale: Int64(scale), stay: Int64(stay))
      network.load(told, taskPrice: Self.within(clamped, totals), groupPrice: Self.within(groupPrices, totals))
      narrow = network
    } else {
      var network = RepairNetwork<Int128>(instance, scale: scale, stay: stay)
      network.load(told, taskPrice: Self.within(clamped, totals), groupPrice: Self.within(groupPrices, totals))
      wide = network
    }
  }

  /// A plan and its prices as the solver left them, as told to everybody.
  public init(_ instance: TransportInstance, _ solution: TransportSolution, threshold: Int64 = 0) throws(StartRefusal) {
    try self.init(
      instance, told: solution.chosen, taskPrice: solution.taskPrice, groupPrice: solution.groupPrice, threshold: threshold)
  }

  /// Prices beyond any that an optimum has only cost time, and might not fit.
  private static func within(_ prices: [Int64], _ totals: Totals) -> [Int64] {
    let most = totals.dearestUnmet + 2 * totals.dearest
    return prices.map { min(max($0, -most), most) }
  }

  private static func check(_ told: [Seat], _ instance: TransportInstance) throws(StartRefusal) {
    var used = [Int64](repeating: 0, count: instance.agents)
    var filled = [Int64](repeating: 0, count: instance.tasks)
    var groupUsed = [Int64](repeating: 0, count: instance.groupCapacity.count)
    for seat in told {
      guard seat.heads > 0, seat.agent >= 0, seat.agent < instance.agents, seat.task >= 0, seat.task < instance.tasks,
        instance.arc(agent: Int(seat.agent), task: Int(seat.task)) != nil
      else { throw .noArc(seat) }
      used[Int(seat.agent)] += Int64(seat.heads)
      filled[Int(seat.task)] += Int64(seat.heads)
      if let group = instance.group(of: Int(seat.agent)) { groupUsed[group] += Int64(seat.heads) }
    }
    try check("agent", used, instance.supply)
    try check("task", filled, instance.need)
    try check("group", groupUsed, instance.groupCapacity)
  }

  private static func check(_ what: String, _ heads: [Int64], _ limit: [Int32]) throws(StartRefusal) {
    for index in heads.indices where heads[index] > Int64(limit[index]) {
      throw .tooMany(what: what, index: index, heads: heads[index], limit: Int64(limit[index]))
    }
  }
}

extension StandingPlan {
  /// Arc costs and unmet heads times their cost. O(1)
  public var objective: Int64 { narrow?.objective ?? wide?.objective ?? 0 }

  /// Who is elsewhere than told.
  public var moves: [SeatMove] { narrow?.moves() ?? wide?.moves() ?? [] }

  /// The plan, ascending. O(arcs)
  public var seats: [Seat] { narrow?.seats() ?? wide?.seats() ?? [] }

  /// Arcs looked at since it stands.
  public var work: Int64 { narrow?.search.work ?? wide?.search.work ?? 0 }

  /// Applies changes, in their order, and repairs the plan. With `telling` everybody is told the repaired plan, and the next repair
  /// counts from there; without, the moves add up against what was told before.
  ///
  /// All or nothing: a change that names what is not there is refused before anything is altered.
  /// - Complexity: a shortest path for each head that a change touches (two where a head changes hands).
  @discardableResult
  public mutating func apply(_ changes: [PlanChange], telling: Bool = true) throws(TransportRefusal) -> StandingRepair {
    totals = try checked(changes)
    let before = work
    if totals.dearest > Self.roomyCost, let network = narrow, totals.dearest > totals.builtFor {
      wide = RepairNetwork<Int128>(widening: network)
      narrow = nil
    }
    for change in changes {
      narrow?.apply(change)
      wide?.apply(change)
    }
    let repair = StandingRepair(objective: objective, moved: moves, work: work - before)
    if telling { tell() }
    return repair
  }

  /// What it would cost more, in the objective alone, if the people of a move stayed where they were told, everybody else free; nil where
  /// they cannot stay. `move` must be one of the last repair's. A copy of the plan is changed: O(arcs) of memory moves, then a repair.
  public func costOfStaying(_ move: SeatMove) -> Int64? {
    var trial = self
    guard let kept = trial.narrow?.keepBack(move) ?? trial.wide?.keepBack(move) else { return nil }
    return trial.objective + kept - objective
  }

  /// Everybody is told the present plan: from here on it is what they are left alone with.
  public mutating func tell() {
    narrow?.tell()
    wide?.tell()
  }

  /// The problem as it is after all changes; a dropped agent has supply 0. O(arcs log arcs of an agent)
  public func instance() throws(TransportRefusal) -> TransportInstance {
    let arcs = narrow?.openArcs() ?? wide?.openArcs() ?? []
    return try TransportInstance(
      agents: narrow?.agents ?? wide?.agents ?? 0, need: narrow?.need ?? wide?.need ?? [],
      unmetCost: narrow?.unmetCost ?? wide?.unmetCost ?? [], arcs: arcs, supply: narrow?.supply ?? wide?.supply ?? [],
      agentGroup: agentGroup, groupCapacity: narrow?.groupCapacity ?? wide?.groupCapacity ?? [])
  }

  /// The plan with least prices and a true bound, by a solve of the changed problem beside it: `optimal` when the two agree, as they
  /// always do without a threshold.
  public func solution() throws(TransportRefusal) -> TransportSolution {
    var solution = TransportSolver.solve(try instance())
    solution.status = objective == solution.objective ? .optimal : .feasible
    let unmet = narrow?.unmet ?? wide?.unmet ?? []
    let unmetCost = narrow?.unmetCost ?? wide?.unmetCost ?? []
    solution.chosen = seats
    solution.unmet = unmet
    solution.objective = objective
    solution.cost = objective - unmet.indices.reduce(0) { $0 + Int64(unmet[$1]) * unmetCost[$1] }
    return solution
  }
}

/// Sums that must stay within 62 bits, kept up to date change by change.
private struct Totals: Sendable {
  /// The dearest arc that the numbers were chosen for.
  let builtFor: Int64
  var dearest: Int64
  let dearestUnmet: Int64
  var unmet: Int128
  var heads: Int128
  var people: Int128
  /// Room for people who come later.
  let mostPeople: Int128

  init(_ instance: TransportInstance) {
    dearest = instance.arcCost.reduce(0) { max($0, Int64(clamping: $1.magnitude)) }
    builtFor = dearest
    dearestUnmet = instance.unmetCost.max() ?? 0
    unmet = 0
    heads = 0
    people = instance.supply.reduce(0) { $0 + Int128($1) }
    mostPeople = 2 * people + 1_000
    for task in 0..<instance.tasks {
      heads += Int128(instance.need[task])
      unmet += Int128(instance.need[task]) * Int128(instance.unmetCost[task])
    }
  }

  func check() throws(TransportRefusal) {
    let limit = Int128(1) << 62
    if people > mostPeople { throw .tooLarge(what: "people", count: Int(clamping: people), limit: Int(clamping: mostPeople)) }
    if unmet >= limit { throw .overflow(what: "need times unmetCost") }
    if heads * Int128(dearest) >= limit { throw .overflow(what: "need times cost") }
    if Int128(dearestUnmet) + 2 * Int128(dearest) >= limit / 8 { throw .overflow(what: "unmetCost plus cost") }
  }
}

extension StandingPlan {
  /// The sums after the changes, all of which must be possible.
  private func checked(_ changes: [PlanChange]) throws(TransportRefusal) -> Totals {
    let agents = narrow?.agents ?? wide?.agents ?? 0
    let tasks = narrow?.tasks ?? wide?.tasks ?? 0
    var totals = totals
    var latest: [Int: Int32] = [:]
    var latestSupply: [Int: Int32] = [:]
    for (index, change) in changes.enumerated() {
      try change.check(index, agents: agents, tasks: tasks)
      switch change {
      case .need(let task, let heads):
        let before = latest[task] ?? narrow?.need[task] ?? wide?.need[task] ?? 0
        latest[task] = heads
        let more = Int128(heads) - Int128(before)
        totals.heads += more
        totals.unmet += more * Int128(narrow?.unmetCost[task] ?? wide?.unmetCost[task] ?? 0)
      case .add(_, _, let cost): totals.dearest = max(totals.dearest, Int64(clamping: cost.magnitude))
      case .drop(let agent), .supply(let agent, _):
        let before = latestSupply[agent] ?? narrow?.supply[agent] ?? wide?.supply[agent] ?? 0
        let heads: Int32 = if case .supply(_, let heads) = change { heads } else { 0 }
        latestSupply[agent] = heads
        totals.people += Int128(heads) - Int128(before)
      case .ban: break
      }
      try totals.check()
    }
    return totals
  }
}

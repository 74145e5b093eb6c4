import Assignment
import Basics
import Incident

/// One solve of a horizon.
struct HorizonRun {
  let model: HorizonModel
  private(set) var best: HorizonState
  private(set) var inTurn: HorizonScore
  private(set) var work: Int64 = 0
  private let limit: Int64
  private let shouldStop: () -> Bool
  private var prices: HorizonPrices
  private let weight: [Double]
  private var chains: HorizonChains
  private var moves: HorizonMoves
  private var isStopped = false

  init(_ model: HorizonModel, limit: Int64, shouldStop: @escaping () -> Bool) {
    self.model = model
    self.limit = limit
    self.shouldStop = shouldStop
    best = HorizonState(model)
    inTurn = best.score
    // A head of a tier is worth four of the next, and the last more than any duty costs.
    let dearest = model.arcCost.reduce(Int64(1)) { max($0, abs($1)) } + 12 * model.weights.perRecentHour + model.weights.perPlaceChange
    weight = (0..<5).map { 1.5 * Double(dearest) * Double(1 << (2 * (4 - $0))) }
    prices = HorizonPrices(model, weight: weight, hasCosts: true)
    chains = HorizonChains(model)
    moves = HorizonMoves(model)
  }

  var status: Plan.Status { .feasible }

  private func isOver(_ done: Int64) -> Bool { work + done >= limit || shouldStop() }

  // MARK: - Course

  mutating func solve() {
    var state = HorizonState(model)
    fillInTurn(&state)
    best = state
    inTurn = state.score
    if model.shifts < 2 { return }
    raisePrices()
    var directed = HorizonState(model)
    fillByPrices(&directed)
    keep(better(&directed))
    if !isOver(0) { keep(better(&state)) }
  }

  private mutating func keep(_ state: HorizonState) { if state.score < best.score { best = state } }

  /// Each shift exactly, with what those before it leave; shifts in which pins force seats come first.
  private mutating func fillInTurn(_ state: inout HorizonState) {
    let order = (0..<model.shifts).sorted { (isForced($0) ? 0 : 1, $0) < (isForced($1) ? 0 : 1, $1) }
    for t in order { _ = moves.improve(&state, t) }
    count()
  }

  private func isForced(_ t: Int) -> Bool { model.tables[t].tasks.contains { $0.tier == 0 } }

  private mutating func count() {
    work += moves.work + chains.work
    moves = HorizonMoves(model)
    chains = HorizonChains(model)
  }

  private mutating func raisePrices() {
    let over = isOver
    prices.adjust(sweeps: 120, from: weight[0] / 8, to: 1, isOver: over)
    prices.useBest()
    prices.settle(sweeps: 40, from: 200, to: 20, isOver: over)
    prices.useBest()
    prices.settle(sweeps: 40, from: 30, to: 2, isOver: over)
    prices.useBest()
    work += prices.work
  }

  /// Each shift by weight, with what people are worth in the shifts after it.
  private mutating func fillByPrices(_ state: inout HorizonState) {
    let cost = weight.map { Int64($0.rounded()) }
    for t in 0..<model.shifts {
      moves.fill(&state, t, unmetCost: cost, worthElsewhere: worthElsewhere(state, t))
    }
    count()
  }

  /// By person: what serving in the shift takes from the best that they could do after it, at the prices.
  private mutating func worthElsewhere(_ state: HorizonState, _ t: Int) -> [Int64] {
    var out = [Int64](repeating: 0, count: model.staff)
    var choice = HorizonPrices.Choice(shifts: model.shifts)
    let most = model.clock.rules.mostDuties ?? model.shifts
    for person in 0..<model.staff where !model.row(person, t).isEmpty {
      prices.offers(person, &choice)
      let busy = state.busy[person]
      var value = choice.value
      for other in 0..<model.shifts {
        if other <= t || busy & (1 << UInt32(other)) != 0 || busy & model.clock.conflicts[other] != 0 { value[other] = 0 }
      }
      let left = most - state.duties[person]
      let free = HorizonPrices.best(of: model, value: value, most: left, fairness: 0, &choice)
      for other in 0..<model.shifts where model.clock.conflicts[t] & (1 << UInt32(other)) != 0 { value[other] = 0 }
      let with = HorizonPrices.best(of: model, value: value, most: left - 1, fairness: 0, &choice)
      out[person] = Int64((with - free).rounded())
    }
    return out
  }

  /// Single shifts and chains in turn until neither gains.
  private mutating func better(_ state: inout HorizonState) -> HorizonState {
    while !isOver(moves.work + chains.work) {
      let over = isOver
      let isBetter = moves.settle(&state, rounds: 2, isOver: over)
      let isChained = chains.improve(&state, isOver: over)
      count()
      if !isBetter && !isChained { break }
    }
    return state
  }
}

// MARK: - What is proved

extension HorizonRun {
  /// By tier: heads that no plan as good in the tiers before can fill; and how far the cost may be from the least.
  func bounds(unmet: [Int], state: HorizonState) -> (unmet: [Int], costGap: Int64) {
    let own = state.unmetByTier
    var out: [Int] = []
    for tier in 0..<5 {
      let before = unmet[0..<tier].reduce(0, +)
      // Heads that nobody can fill are unmet in any plan.
      var bound = max(model.lostHeads[tier], 0)
      let lost = model.lostHeads[0...tier].reduce(0, +)
      if own[0...tier].reduce(0, +) > lost {
        bound = max(bound, min(unmet[tier], cumulativeBound(tier) + lost - before))
      }
      out.append(max(0, min(unmet[tier], bound)))
    }
    let heads = zip(weight, zip(own, model.lostHeads)).reduce(0.0) { $0 + $1.0 * Double($1.1.0 - $1.1.1) }
    let least = (prices.bound - heads).rounded(.up)
    return (out, max(0, state.score.cost - Int64(max(-1e15, least))))
  }

  /// Heads of the tiers up to this one that no plan fills, whatever the later tiers and the cost.
  private func cumulativeBound(_ tier: Int) -> Int {
    var heads = HorizonPrices(model, weight: (0..<5).map { $0 <= tier ? 1 : 0 }, hasCosts: false)
    heads.start(from: prices)
    heads.judge()
    heads.adjust(sweeps: 60, from: 0.12, to: 0.005, isOver: { _ in shouldStop() })
    heads.useBest()
    heads.settle(sweeps: 40, from: 0.02, to: 0.001, isOver: { _ in shouldStop() })
    return max(0, Int((heads.bound - 1e-6).rounded(.up)))
  }

  /// Posts with a price, the highest first.
  func worths() -> [PostWorth] {
    var out: [PostWorth] = []
    for (index, cell) in model.cells.enumerated() {
      let post = model.planners[cell.shift].eligibility.needs.needs[cell.need]
      if cell.heads > cell.womanHeads, prices.head[index] >= 1 {
        out.append(PostWorth(post: post.post.id, seat: post.seat, value: units(prices.head[index])))
      }
      if cell.womanHeads > 0, prices.woman[index] >= 1 {
        out.append(PostWorth(post: post.post.id, seat: .woman, value: units(prices.woman[index])))
      }
    }
    return out.sorted { ($1.value, $0.post, $0.seat.rawValue) < ($0.value, $1.post, $1.seat.rawValue) }
  }

  /// A price in units of the goal: near the weight of a tier it is a head of that tier and a difference of cost.
  private func units(_ price: Double) -> Int64 {
    let near = weight.indices.min { abs(weight[$0] - price) < abs(weight[$1] - price) } ?? 4
    let rest = price - weight[near]
    if price < weight[4] / 2 || rest.magnitude > weight[near] / 2 { return Int64(price.rounded()) }
    return max(0, GoalUnits.perHead[near] + Int64(rest.rounded()))
  }
}

import Assignment
import Basics
import Incident

/// One solve of a horizon.
struct HorizonRun {
  let model: HorizonModel
  private(set) var best: HorizonState
  private(set) var work: Int64 = 0
  private let limit: Int64
  private let shouldStop: () -> Bool
  private var prices: HorizonPrices
  private let weight: [Double]
  private var chains: HorizonChains
  private var moves: HorizonMoves
  private var random = RandomStream(seed: 1, name: "horizon")
  /// By tier: heads of this one and those before that no plan fills; nil where nothing is proved yet.
  private var proved: [Int]?

  /// Share of the work for prices and bounds.
  private static let priceShare: Int64 = 3

  init(_ model: HorizonModel, limit: Int64, shouldStop: @escaping () -> Bool) {
    self.model = model
    self.limit = limit
    self.shouldStop = shouldStop
    best = HorizonState(model)
    // A head of a tier is worth two of the next, and the last more than any duty costs: larger steps make the bound of the cost loose.
    let dearest =
      model.arcCost.reduce(Int64(1)) { max($0, abs($1)) } + 12 * model.weights.perRecentHour + model.weights.perPlaceChange
    weight = (0..<5).map { 1.5 * Double(dearest) * Double(1 << (4 - $0)) }
    prices = HorizonPrices(model, weight: weight, hasCosts: true)
    chains = HorizonChains(model)
    moves = HorizonMoves(model)
  }

  private func isOver(_ done: Int64) -> Bool { work + done >= limit || shouldStop() }

  // MARK: - Course

  mutating func solve() {
    var state = HorizonState(model)
    fillInTurn(&state)
    best = state
    if isOver(0) { return }
    raisePrices()
    prove()
    if model.shifts < 2 { return }
    var directed = HorizonState(model)
    let all = Array(0..<model.shifts)
    fillByPrices(&directed, all, noise: 0)
    better(&directed, all)
    keep(directed)
    better(&state, all)
    keep(state)
    search()
  }

  /// Some shifts are emptied and filled anew by prices, with chance in what people are worth elsewhere; kept where that is better.
  /// Ends with the work, with a proof, or when so many tries in a row gain nothing.
  private mutating func search() {
    var failures = 0
    while !isOver(0), !isProved, failures < StaffingLimits.horizonTries {
      let count = min(model.shifts, random.int(in: 2...4))
      let first = random.int(in: 0...model.shifts - 1)
      var some = (0..<count).map { (first + $0) % model.shifts }
      random.shuffle(&some)
      var trial = best
      for t in some { trial.clear(t) }
      fillByPrices(&trial, some, noise: [0, 100, 1000][random.int(in: 0...2)])
      better(&trial, some)
      failures = trial.score < best.score ? 0 : failures + 1
      keep(trial)
    }
  }

  /// Whether no plan fills more, tier by tier, nor is any cheaper.
  private var isProved: Bool {
    guard let proved else { return false }
    let sums = Self.sums(best.unmetByTier)
    return sums == proved && costGap(best) == 0
  }

  private static func sums(_ unmet: [Int]) -> [Int] {
    var sum = 0
    return unmet.map {
      sum += $0
      return sum
    }
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
    let share = work + (limit - work) / Self.priceShare
    let (done, stop) = (work, shouldStop)
    let over: (Int64) -> Bool = { done + $0 >= share || stop() }
    prices.adjust(sweeps: 200, from: weight[0] / 8, to: 1, isOver: over)
    prices.useBest()
    prices.settle(sweeps: 100, from: weight[0] / 200, to: weight[4] / 50, isOver: over)
    prices.useBest()
    prices.settle(sweeps: 150, from: weight[4] / 20, to: 2, isOver: over)
    prices.useBest()
    work += prices.work
  }

  /// Each of some shifts by weight, with what people are worth in those that are still empty.
  private mutating func fillByPrices(_ state: inout HorizonState, _ shifts: [Int], noise: Int) {
    let cost = weight.map { Int64($0.rounded()) }
    for (at, t) in shifts.enumerated() {
      var worth = worthElsewhere(state, t, open: shifts[(at + 1)...])
      if noise > 0 { for person in worth.indices { worth[person] += Int64(random.int(in: 0...noise)) } }
      moves.fill(&state, t, unmetCost: cost, worthElsewhere: worth)
    }
    count()
  }

  /// By person: what serving in the shift takes from the best that they could do in the open ones, at the prices.
  private mutating func worthElsewhere(_ state: HorizonState, _ t: Int, open: ArraySlice<Int>) -> [Int64] {
    var out = [Int64](repeating: 0, count: model.staff)
    if open.isEmpty { return out }
    let isOpen = open.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
    var choice = HorizonPrices.Choice(shifts: model.shifts)
    let most = model.clock.rules.mostDuties ?? model.shifts
    for person in 0..<model.staff where !model.row(person, t).isEmpty {
      prices.offers(person, &choice)
      let busy = state.busy[person]
      var value = choice.value
      for other in 0..<model.shifts where isOpen & (1 << UInt32(other)) == 0 || busy & model.clock.conflicts[other] != 0 {
        value[other] = 0
      }
      let left = most - state.duties[person]
      let free = HorizonPrices.best(of: model, value: value, most: left, fairness: 0, &choice)
      for other in 0..<model.shifts where model.clock.conflicts[t] & (1 << UInt32(other)) != 0 { value[other] = 0 }
      let with = HorizonPrices.best(of: model, value: value, most: left - 1, fairness: 0, &choice)
      out[person] = Int64((with - free).rounded())
    }
    return out
  }

  /// Single shifts (the given ones at first) and chains in turn until neither gains.
  private mutating func better(_ state: inout HorizonState, _ shifts: [Int]) {
    var shifts = shifts
    while !isOver(moves.work + chains.work) {
      let over = isOver
      let isBetter = moves.settle(&state, shifts, rounds: 2, isOver: over)
      let isChained = chains.improve(&state, isOver: over)
      count()
      if !isChained && (!isBetter || shifts.count == model.shifts) { break }
      shifts = Array(0..<model.shifts)
    }
  }
}

// MARK: - What is proved

extension HorizonRun {
  /// Bounds for the heads of the first tiers together. Each is a sum of whole heads, and true for whatever prices.
  private mutating func prove() {
    let own = Self.sums(best.unmetByTier)
    let lost = Self.sums(model.lostHeads)
    let stop = shouldStop
    proved = (0..<5).map { tier in
      if own[tier] == lost[tier] { return lost[tier] }
      var heads = HorizonPrices(model, weight: (0..<5).map { $0 <= tier ? 1 : 0 }, hasCosts: false)
      heads.start(from: prices)
      heads.judge()
      heads.adjust(sweeps: 80, from: 0.12, to: 0.005, isOver: { _ in stop() })
      heads.useBest()
      heads.settle(sweeps: 80, from: 0.02, to: 0.0005, isOver: { _ in stop() })
      work += heads.work
      return max(0, Int((heads.bound - 1e-6).rounded(.up))) + lost[tier]
    }
  }

  /// By tier: heads that no plan as good in the tiers before can fill; and how far the cost may be from the least.
  func bounds(_ state: HorizonState) -> (unmet: [Int], costGap: Int64) {
    let own = state.unmetByTier
    var before = 0
    let unmet = (0..<5).map { tier in
      let bound = max(model.lostHeads[tier], (proved?[tier] ?? 0) - before)
      before += own[tier]
      return min(own[tier], bound)
    }
    return (unmet, costGap(state))
  }

  /// Nothing with as few heads unmet in each tier costs less by more than this.
  private func costGap(_ state: HorizonState) -> Int64 {
    let heads = zip(weight, zip(state.unmetByTier, model.lostHeads)).reduce(0.0) { $0 + $1.0 * Double($1.1.0 - $1.1.1) }
    return max(0, state.score.cost - Int64(max(-1e15, (prices.bound - heads - 1e-6).rounded(.up))))
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

import Basics

/// Prices of the seats of a horizon, and the bound that they prove.
///
/// Each post in each shift has a price for a head and one for its woman's seat, each unit one for calling a person in a shift. At
/// given prices, none above what an unmet head costs, everybody takes the best set of duties that rest allows (a dynamic programme
/// over shifts and duties taken); `sum price x seats - sum unit price x people that may be called + sum of those values` lies below
/// every plan (Lagrangian relaxation; left out are whole crews, places changed and nights in a row, which only make plans dearer).
/// People choose one after another and the price of each seat that somebody enters or leaves moves by a falling step, as in an
/// auction; then incremental subgradient steps (Nedić and Bertsekas 2001) let whole markets find their level.
struct HorizonPrices {
  let model: HorizonModel
  /// Cost of an unmet head by tier, in units of `1 / scale`.
  let weight: [Double]
  /// Whether costs count, or heads alone.
  private let hasCosts: Bool
  /// By cell: price of a head, and of the woman's seat.
  private(set) var head: [Double]
  private(set) var woman: [Double]
  /// By shift and unit.
  private(set) var unit: [[Double]]
  private(set) var bound = -Double.infinity
  private(set) var work: Int64 = 0
  private var best: (head: [Double], woman: [Double], unit: [[Double]])
  private var filled: [Int]
  private var filledByWomen: [Int]
  private var used: [[Int]]
  /// By person and shift: seat taken (cell times two, and one for the woman's), or -1.
  private var taken: [Int32]
  private var order: [Int]
  private var random = RandomStream(seed: 1, name: "horizon-prices")
  private let fairness: Double
  private let mostDuties: [Int]

  /// - Parameter weight: of an unmet head by tier; 0 leaves the tier's posts out.
  init(_ model: HorizonModel, weight: [Double], hasCosts: Bool) {
    self.model = model
    self.weight = weight
    self.hasCosts = hasCosts
    head = model.cells.map { _ in 0 }
    woman = head
    unit = model.capacity.map { $0.map { _ in 0 } }
    best = (head, woman, unit)
    filled = model.cells.map { _ in 0 }
    filledByWomen = filled
    used = model.capacity.map { $0.map { _ in 0 } }
    taken = Array(repeating: -1, count: model.staff * model.shifts)
    order = (0..<model.staff).filter { person in (0..<model.shifts).contains { !model.row(person, $0).isEmpty } }
    let least = model.clock.hours.min() ?? 0
    fairness = hasCosts ? Double(least * model.weights.perRecentHour) : 0
    mostDuties = (0..<model.staff).map { person in
      let fixed = (0..<model.shifts).filter { model.fixedPlace[person * model.shifts + $0] >= 0 }.count
      return max(0, (model.clock.rules.mostDuties ?? model.shifts) - fixed)
    }
  }

  /// Starts from other prices: each as the same part of its weight.
  mutating func start(from other: HorizonPrices) {
    for cell in model.cells.indices {
      let tier = model.cells[cell].tier
      let share = other.weight[tier] > 0 ? weight[tier] / other.weight[tier] : 0
      head[cell] = other.head[cell] * share
      woman[cell] = other.woman[cell] * share
    }
    let share = (weight.max() ?? 0) / max(1, other.weight.max() ?? 1)
    unit = other.unit.map { $0.map { $0 * share } }
  }

  // MARK: - One person

  /// Scratch of the dynamic programme.
  struct Choice {
    /// By shift: least cost less price, and the seat.
    var value: [Double]
    var seat: [Int32]
    var duties: [(shift: Int, seat: Int32)] = []
    fileprivate var table: [Double] = []
    fileprivate var before: [Int8] = []

    init(shifts: Int) {
      value = Array(repeating: 0, count: shifts)
      seat = Array(repeating: -1, count: shifts)
    }
  }

  /// Fills `choice` with the best set of duties at the prices, and returns its value (never above 0).
  mutating func choose(_ person: Int, _ choice: inout Choice) -> Double {
    choice.duties.removeAll(keepingCapacity: true)
    offers(person, &choice)
    return Self.best(of: model, value: choice.value, most: mostDuties[person], fairness: fairness, &choice)
  }

  /// The best seat of each shift.
  mutating func offers(_ person: Int, _ choice: inout Choice) {
    let isFemale = model.isFemale[person]
    let at = model.unit[person]
    for t in 0..<model.shifts {
      var least = 0.0
      var seat: Int32 = -1
      let row = model.row(person, t)
      if !row.isEmpty {
        work += Int64(row.count)
        let extra = (at >= 0 ? unit[t][Int(at)] : 0)
        for arc in row {
          let cell = Int(model.arcCell[arc])
          var price = head[cell]
          var isWoman = false
          if isFemale, woman[cell] > price {
            price = woman[cell]
            isWoman = true
          }
          let value = (hasCosts ? Double(model.arcCost[arc]) : 0) + extra - price
          if value < least {
            least = value
            seat = Int32(cell * 2 + (isWoman ? 1 : 0))
          }
        }
      }
      choice.value[t] = least
      choice.seat[t] = seat
    }
  }

  /// Least sum over sets of shifts that one person may serve; the k-th duty adds k times `fairness`.
  static func best(
    of model: HorizonModel, value: [Double], most: Int, fairness: Double, _ choice: inout Choice
  ) -> Double {
    let shifts = model.shifts
    let open = (0..<shifts).filter { value[$0] < 0 }
    if open.isEmpty || most == 0 { return 0 }
    if open.count == 1 {
      choice.duties.append((open[0], choice.seat[open[0]]))
      return value[open[0]]
    }
    let depth = min(most, open.count)
    let size = open.count * depth
    if choice.table.count < size {
      choice.table = Array(repeating: 0, count: size)
      choice.before = Array(repeating: -1, count: size)
    }
    var least = 0.0
    var last = (-1, -1)
    for (j, b) in open.enumerated() {
      for k in 0..<depth {
        var found = k == 0 ? 0 : Double.infinity
        var from: Int8 = -1
        if k > 0 {
          for i in 0..<j where model.clock.conflicts[b] & (1 << UInt32(open[i])) == 0 {
            let before = choice.table[i * depth + k - 1]
            if before < found {
              found = before
              from = Int8(i)
            }
          }
        }
        let sum = found + value[b] + fairness * Double(k)
        choice.table[j * depth + k] = sum
        choice.before[j * depth + k] = from
        if sum < least {
          least = sum
          last = (j, k)
        }
      }
    }
    while last.0 >= 0 {
      choice.duties.append((open[last.0], choice.seat[open[last.0]]))
      last = last.1 == 0 ? (-1, -1) : (Int(choice.before[last.0 * depth + last.1]), last.1 - 1)
    }
    return least
  }
}

// MARK: - Bound

extension HorizonPrices {
  /// The bound that the prices as they are prove; keeps them where it is the best.
  mutating func judge() {
    var choice = Choice(shifts: model.shifts)
    var sum = 0.0
    for person in order { sum += choose(person, &choice) }
    for (index, cell) in model.cells.enumerated() {
      sum += head[index] * Double(cell.heads - cell.womanHeads) + woman[index] * Double(cell.womanHeads)
    }
    for t in unit.indices {
      for u in unit[t].indices where unit[t][u] > 0 { sum -= unit[t][u] * Double(model.capacity[t][u]) }
    }
    // Sums of doubles are off by far less than this.
    sum -= 1e-9 * (1 + sum.magnitude)
    if sum > bound {
      bound = sum
      best = (head, woman, unit)
    }
  }

  mutating func useBest() { (head, woman, unit) = best }

  // MARK: - Auction

  /// Rounds of all people with steps that fall from `first` to `last`. The mean of the last quarter is judged too.
  mutating func adjust(sweeps: Int, from first: Double, to last: Double, isOver: (Int64) -> Bool) {
    let ratio = ExactMath.exp(ExactMath.log(last / first) / Double(max(1, sweeps - 1)))
    var step = first
    var choice = Choice(shifts: model.shifts)
    clearTaken()
    var sums = PriceSums(self)
    for sweep in 0..<sweeps {
      if isOver(work) { break }
      random.shuffle(&order)
      for person in order { follow(person, step, &choice) }
      for cell in model.cells.indices { nudge(cell, step) }
      for t in unit.indices { for u in unit[t].indices where used[t][u] > 0 || unit[t][u] > 0 { nudgeUnit(t, u, step) } }
      step *= ratio
      if sweep >= sweeps * 3 / 4 { sums.add(self) }
    }
    judge()
    let kept = (head, woman, unit)
    if sums.take(into: &self) { judge() }
    (head, woman, unit) = kept
  }

  private mutating func clearTaken() {
    for at in taken.indices { taken[at] = -1 }
    for cell in filled.indices { (filled[cell], filledByWomen[cell]) = (0, 0) }
    used = model.capacity.map { $0.map { _ in 0 } }
  }

  private mutating func follow(_ person: Int, _ step: Double, _ choice: inout Choice) {
    _ = choose(person, &choice)
    let own = person * model.shifts
    var next = [Int32](repeating: -1, count: model.shifts)
    for duty in choice.duties { next[duty.shift] = duty.seat }
    for t in 0..<model.shifts where taken[own + t] != next[t] {
      let old = taken[own + t]
      taken[own + t] = next[t]
      if old >= 0 { count(old, -1, step) }
      if next[t] >= 0 { count(next[t], 1, step) }
      let at = model.unit[person]
      if at >= 0, (old >= 0) != (next[t] >= 0) {
        used[t][Int(at)] += next[t] >= 0 ? 1 : -1
        nudgeUnit(t, Int(at), step)
      }
    }
  }

  private mutating func count(_ seat: Int32, _ sign: Int, _ step: Double) {
    let cell = Int(seat / 2)
    if seat % 2 == 1 { filledByWomen[cell] += sign } else { filled[cell] += sign }
    nudge(cell, step)
  }

  private mutating func nudge(_ at: Int, _ step: Double) {
    let cell = model.cells[at]
    let top = weight[cell.tier]
    if top == 0 { return }
    let size = min(step, top / 8)
    let heads = cell.heads - cell.womanHeads
    let short = max(-4, min(4, heads - filled[at]))
    head[at] = heads == 0 ? 0 : min(top, max(0, head[at] + size * Double(short)))
    guard cell.womanHeads > 0 else { return }
    let missing = max(-4, min(4, cell.womanHeads - filledByWomen[at]))
    woman[at] = min(top, max(0, woman[at] + size * Double(missing)))
  }

  private mutating func nudgeUnit(_ t: Int, _ u: Int, _ step: Double) {
    let over = max(-4, min(4, used[t][u] - model.capacity[t][u]))
    unit[t][u] = max(0, unit[t][u] + step * Double(over))
  }

  // MARK: - Incremental steps

  /// Rounds of all people in which a price falls by the step where somebody chooses and rises by step times need over the round.
  mutating func settle(sweeps: Int, from first: Double, to last: Double, isOver: (Int64) -> Bool) {
    let ratio = ExactMath.exp(ExactMath.log(last / first) / Double(max(1, sweeps - 1)))
    var step = first
    var choice = Choice(shifts: model.shifts)
    var sums = PriceSums(self)
    for sweep in 0..<sweeps {
      if isOver(work) { break }
      random.shuffle(&order)
      let parts = min(max(1, order.count), 16)
      for part in 0..<parts {
        for person in order[order.count * part / parts..<order.count * (part + 1) / parts] { yield(person, step, &choice) }
        rise(step / Double(parts))
      }
      step *= ratio
      guard sweep >= sweeps / 2 else { continue }
      sums.add(self)
      guard (sweep + 1) % max(1, sweeps / 8) == 0 || sweep == sweeps - 1 else { continue }
      let kept = (head, woman, unit)
      if sums.take(into: &self) { judge() }
      (head, woman, unit) = kept
    }
  }

  private mutating func yield(_ person: Int, _ step: Double, _ choice: inout Choice) {
    _ = choose(person, &choice)
    let at = model.unit[person]
    for duty in choice.duties {
      let cell = Int(duty.seat / 2)
      if duty.seat % 2 == 1 { woman[cell] = max(0, woman[cell] - step) } else { head[cell] = max(0, head[cell] - step) }
      if at >= 0 { unit[duty.shift][Int(at)] += step }
    }
  }

  private mutating func rise(_ step: Double) {
    for (index, cell) in model.cells.enumerated() where weight[cell.tier] > 0 {
      let top = weight[cell.tier]
      if cell.heads > cell.womanHeads { head[index] = min(top, head[index] + step * Double(cell.heads - cell.womanHeads)) }
      if cell.womanHeads > 0 { woman[index] = min(top, woman[index] + step * Double(cell.womanHeads)) }
    }
    for t in unit.indices {
      for u in unit[t].indices where unit[t][u] > 0 { unit[t][u] = max(0, unit[t][u] - step * Double(model.capacity[t][u])) }
    }
  }

  fileprivate mutating func set(head: [Double], woman: [Double], unit: [[Double]]) {
    (self.head, self.woman, self.unit) = (head, woman, unit)
  }
}

/// Means of prices over rounds.
private struct PriceSums {
  private var head: [Double]
  private var woman: [Double]
  private var unit: [[Double]]
  private var count = 0.0

  init(_ prices: HorizonPrices) {
    head = prices.head.map { _ in 0 }
    woman = head
    unit = prices.unit.map { $0.map { _ in 0 } }
  }

  mutating func add(_ prices: HorizonPrices) {
    for at in head.indices {
      head[at] += prices.head[at]
      woman[at] += prices.woman[at]
    }
    for t in unit.indices { for u in unit[t].indices { unit[t][u] += prices.unit[t][u] } }
    count += 1
  }

  /// Puts the means in place and begins anew; false where nothing was added.
  mutating func take(into prices: inout HorizonPrices) -> Bool {
    guard count > 0 else { return false }
    prices.set(head: head.map { $0 / count }, woman: woman.map { $0 / count }, unit: unit.map { $0.map { $0 / count } })
    self = PriceSums(prices)
    return true
  }
}

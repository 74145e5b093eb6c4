import Basics

/// Prices of cells and the lower bound that they prove.
///
/// Dualising the demand of each cell leaves one small problem a person: the cheapest set of duties at the prices. For any prices that
/// do not exceed the weights, `sum need * price + sum of those values` is a lower bound. First people choose one after another and the
/// price of each cell that somebody enters or leaves moves by a falling step (as in an auction; no cell's step exceeds a part of its
/// weight, so that heavy classes do not swamp light ones). Then steps along the running mean of the choices (the volume algorithm of
/// Barahona and Anbil 2000) raise the bound further.
final class ShiftPrices {
  let network: ShiftNetwork
  let planner: PersonPlanner
  /// The prices of the best bound so far, by cell.
  let price: UnsafeMutablePointer<Int32>
  /// The best bound so far, scaled.
  private(set) var bound = Int64.min
  private let trial: UnsafeMutablePointer<Int32>
  private let taken: UnsafeMutablePointer<Int32>
  private let plan: UnsafeMutablePointer<Int32>
  private let choice: UnsafeMutablePointer<Int32>
  private let lowest: Int32
  private var order: [Int32]
  private var random = RandomStream(seed: 1, name: "shift-prices")
  private var mean: [Double] = []
  private var stepShare = 1.0
  private var mostShare = 0.1

  init(_ network: ShiftNetwork, _ planner: PersonPlanner) {
    self.network = network
    self.planner = planner
    price = .allocate(capacity: max(1, network.cells))
    trial = .allocate(capacity: max(1, network.cells))
    taken = .allocate(capacity: max(1, network.cells))
    plan = .allocate(capacity: max(1, network.staff * network.shifts))
    choice = .allocate(capacity: network.stride)
    taken.initialize(repeating: 0, count: max(1, network.cells))
    plan.initialize(repeating: -1, count: max(1, network.staff * network.shifts))
    order = (0..<Int32(network.staff)).map { $0 }
    var least: Int32 = 0
    for arc in 0..<Int(network.arcStart[network.staff]) { least = min(least, network.arcCost[arc]) }
    lowest = least
    var lightest = Int32.max
    for post in 0..<network.posts { lightest = min(lightest, network.weight[post]) }
    for post in 0..<network.posts {
      for shift in 0..<network.stride {
        let cell = post * network.stride + shift
        price[cell] = network.need[cell] > 0 ? lightest : shift < network.shifts ? least : ShiftNetwork.blocked
        trial[cell] = price[cell]
      }
    }
  }

  deinit {
    price.deallocate()
    trial.deallocate()
    taken.deallocate()
    plan.deallocate()
    choice.deallocate()
  }

  // MARK: Bound

  /// The bound that `trial` proves, scaled; keeps it where it is the best. Counts the choices into `taken`.
  private func judge() -> Int64 {
    for cell in 0..<network.cells { taken[cell] = 0 }
    var value: Int64 = 0
    for person in 0..<network.staff {
      value += planner.plan(person, trial, choice)
      for shift in 0..<network.shifts where choice[shift] >= 0 { taken[network.cell(choice[shift], shift)] += 1 }
    }
    for cell in 0..<network.cells where network.need[cell] > 0 { value += Int64(network.need[cell]) * Int64(trial[cell]) }
    if value > bound {
      bound = value
      price.update(from: trial, count: network.cells)
    }
    return value
  }

  /// Judges the prices as they are when nothing has been judged yet.
  func ensureBound() { if bound == .min { _ = judge() } }

  // MARK: Auction

  /// `sweeps` rounds of all people with steps that fall from `first` to `last` (scaled). Returns false when stopped.
  func adjust(sweeps: Int, from first: Double, to last: Double, isOver: () -> Bool) -> Bool {
    trial.update(from: price, count: network.cells)
    for cell in 0..<network.cells { taken[cell] = 0 }
    for index in 0..<network.staff * network.shifts { plan[index] = -1 }
    let ratio = ExactMath.exp(ExactMath.log(last / first) / Double(max(1, sweeps - 1)))
    var step = first
    var sums = [Int64](repeating: 0, count: network.cells)
    var summed: Int64 = 0
    for sweep in 0..<sweeps {
      if isOver() { return false }
      let size = Int32(max(1, step))
      random.shuffle(&order)
      for person in order { choose(Int(person), size) }
      for cell in 0..<network.cells where network.need[cell] != taken[cell] { nudge(cell, size) }
      step *= ratio
      guard sweep >= sweeps * 3 / 4 else { continue }
      summed += 1
      for cell in 0..<network.cells { sums[cell] += Int64(trial[cell]) }
    }
    let kept = (0..<network.cells).map { trial[$0] }
    let choices = (0..<network.cells).map { taken[$0] }
    _ = judge()
    if summed > 0 {
      for cell in 0..<network.cells { trial[cell] = Int32(sums[cell] / summed) }
      _ = judge()
    }
    for cell in 0..<network.cells {
      trial[cell] = kept[cell]
      taken[cell] = choices[cell]
    }
    return true
  }

  private func choose(_ person: Int, _ size: Int32) {
    let mine = plan + person * network.shifts
    _ = planner.plan(person, trial, choice)
    for shift in 0..<network.shifts where choice[shift] != mine[shift] {
      if mine[shift] >= 0 {
        let cell = network.cell(mine[shift], shift)
        taken[cell] -= 1
        nudge(cell, size)
      }
      if choice[shift] >= 0 {
        let cell = network.cell(choice[shift], shift)
        taken[cell] += 1
        nudge(cell, size)
      }
      mine[shift] = choice[shift]
    }
  }

  @inline(__always)
  private func nudge(_ cell: Int, _ size: Int32) {
    let short = network.need[cell] - taken[cell]
    if short == 0 || network.need[cell] == 0 { return }
    let weight = network.weight[cell / network.stride]
    let step = max(1, min(size, weight / 8))
    trial[cell] = min(weight, max(lowest, trial[cell] + (short > 0 ? step : -step)))
  }

  // MARK: Volume

  /// `steps` steps along the running mean of the choices. `target` is the objective of a known plan, scaled. False when stopped.
  func refine(steps: Int, target: Int64, isOver: () -> Bool) -> Bool {
    trial.update(from: price, count: network.cells)
    _ = judge()
    mostShare = 0.1
    stepShare = 1
    if mean.isEmpty { mean = (0..<network.cells).map { Double(taken[$0]) } }
    var since = 0
    for _ in 0..<steps {
      if isOver() { return false }
      var norm = 0.0
      for cell in 0..<network.cells where network.need[cell] > 0 {
        let slope = slope(cell)
        norm += slope * slope
      }
      if norm < 1e-9 { return true }
      let size = stepShare * max(1, Double(target - bound)) / norm
      for cell in 0..<network.cells where network.need[cell] > 0 {
        let top = Double(network.weight[cell / network.stride])
        trial[cell] = Int32(min(top, max(Double(lowest), Double(price[cell]) + size * slope(cell))).rounded())
      }
      let before = bound
      let value = judge()
      mix()
      if value > before {
        since = 0
        stepShare = min(2, stepShare * 1.1)
      } else {
        since += 1
        if since >= 20 {
          since = 0
          stepShare = max(0.001, stepShare * 0.7)
          mostShare = max(0.005, mostShare * 0.9)
        }
      }
    }
    return true
  }

  /// Moves the mean towards the last choices, by the share that makes the violation least (within limits).
  private func mix() {
    var cross = 0.0
    var norm = 0.0
    for cell in 0..<network.cells where network.need[cell] > 0 {
      let old = Double(network.need[cell]) - mean[cell]
      let change = mean[cell] - Double(taken[cell])
      cross -= old * change
      norm += change * change
    }
    let share = norm > 0 ? min(mostShare, max(mostShare / 10, cross / norm)) : mostShare
    for cell in 0..<network.cells { mean[cell] += share * (Double(taken[cell]) - mean[cell]) }
  }

  private func slope(_ cell: Int) -> Double {
    let slope = Double(network.need[cell]) - mean[cell]
    if slope > 0, price[cell] >= network.weight[cell / network.stride] { return 0 }
    if slope < 0, price[cell] <= lowest { return 0 }
    return slope
  }
}

import Basics

/// Prices of cells and the lower bound that they prove.
///
/// Dualising the demand of each cell leaves one small problem a person: the cheapest set of duties at the prices. For any prices that
/// do not exceed the weights, `sum need * price + sum of those values` is a lower bound. First people choose one after another and the
/// price of each cell that somebody enters or leaves moves by a falling step (as in an auction; no cell's step exceeds a part of its
/// weight, so that heavy classes do not swamp light ones). Then small unbiased steps (`settle`) let whole markets find their level.
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
  private var lowest: Int32 { network.lowest }
  private var order: [Int32]
  private var random = RandomStream(seed: 1, name: "shift-prices")

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
    var lightest = Int32.max
    for post in 0..<network.posts { lightest = min(lightest, network.weight[post]) }
    for post in 0..<network.posts {
      for shift in 0..<network.stride {
        let cell = post * network.stride + shift
        price[cell] = network.need[cell] > 0 ? lightest : shift < network.shifts ? network.lowest : ShiftNetwork.blocked
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

  /// Judges prices found elsewhere (by cell, none above its weight).
  func offer(_ prices: [Int32]) {
    for cell in 0..<network.cells { trial[cell] = prices[cell] }
    _ = judge()
  }

  /// Starts from prices of another solve, within what this instance allows.
  func begin(from start: ShiftStart) {
    for post in 0..<network.posts {
      for shift in 0..<network.shifts where network.need[post * network.stride + shift] > 0 {
        let value = Int64(start.price[post * network.shifts + shift]) * network.scale / max(1, start.priceScale)
        trial[post * network.stride + shift] = Int32(min(Int64(network.weight[post]), max(Int64(network.lowest), value)))
      }
    }
    _ = judge()
  }

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
    let change = Int32(clamping: Int64(step) * Int64(max(-4, min(4, short))))
    trial[cell] = min(weight, max(lowest, trial[cell] + change))
  }

  // MARK: Incremental steps

  /// `sweeps` rounds of all people, in which prices fall by the step where a person chooses and rise by step times need, spread over the
  /// round (incremental subgradient steps, Nedić and Bertsekas 2001). Slower than the auction for single cells and without its bias:
  /// whole markets find their level. The step falls from `first` to `last` (scaled); the mean of the prices over each part of the
  /// second half is judged. Returns false when stopped.
  func settle(sweeps: Int, from first: Double, to last: Double, isOver: () -> Bool) -> Bool {
    var exact = (0..<network.cells).map { Double(price[$0]) }
    var sums = [Double](repeating: 0, count: network.cells)
    var summed = 0.0
    trial.update(from: price, count: network.cells)
    let ratio = ExactMath.exp(ExactMath.log(last / first) / Double(max(1, sweeps - 1)))
    var step = first
    for sweep in 0..<sweeps {
      if isOver() { return false }
      pass(step, &exact)
      step *= ratio
      guard sweep >= sweeps / 2 else { continue }
      for cell in 0..<network.cells { sums[cell] += exact[cell] }
      summed += 1
      guard (sweep + 1) % max(1, sweeps / 10) == 0 || sweep == sweeps - 1 else { continue }
      for cell in 0..<network.cells { trial[cell] = Int32((sums[cell] / summed).rounded()) }
      _ = judge()
      for cell in 0..<network.cells {
        trial[cell] = Int32(exact[cell].rounded())
        sums[cell] = 0
      }
      summed = 0
    }
    return true
  }

  private func pass(_ step: Double, _ exact: inout [Double]) {
    random.shuffle(&order)
    let parts = min(max(1, order.count), 16)
    let low = Double(lowest)
    for part in 0..<parts {
      for person in order[order.count * part / parts..<order.count * (part + 1) / parts] {
        _ = planner.plan(Int(person), trial, choice)
        for shift in 0..<network.shifts where choice[shift] >= 0 {
          let cell = network.cell(choice[shift], shift)
          exact[cell] = max(low, exact[cell] - step)
          trial[cell] = Int32(exact[cell])
        }
      }
      let rise = step / Double(parts)
      for post in 0..<network.posts {
        let top = Double(network.weight[post])
        for cell in post * network.stride..<post * network.stride + network.shifts where network.need[cell] > 0 {
          exact[cell] = min(top, exact[cell] + rise * Double(network.need[cell]))
          trial[cell] = Int32(exact[cell])
        }
      }
    }
  }
}

import Basics

/// Ejection chains with exact choices: somebody is put where the prices say (or where heads are short), pushes out whoever loses least,
/// who chooses the best set anew and may push out the next, until a place is free. The whole chain is kept or undone by what it truly
/// costs, with the rule of simulated annealing (Kirkpatrick 1983).
final class ChainSearch {
  let network: ShiftNetwork
  let planner: PersonPlanner
  let plan: ShiftPlan
  let price: UnsafeMutablePointer<Int32>
  /// Per person: the value of the best set at the prices.
  private var relaxed: [Int64]
  private var random: RandomStream
  private let choice: UnsafeMutablePointer<Int32>
  private let keep: UnsafeMutablePointer<Int32>
  /// People changed in this chain and the duties that they had.
  private var changed: [Int32] = []
  private let before: UnsafeMutablePointer<Int32>
  private var isChanged: [Bool]
  private var over: [Int] = []
  private var short: [Int32] = []
  private var candidates: [Int32] = []
  /// Most that chance adds to somebody's loss, so that equal chains do not repeat.
  private var noise: Int64 = 0
  /// Whether some choices leave out a shift by chance, so that other sets than the best are tried.
  private var isVaried = false
  private static let longest = 40

  init(_ network: ShiftNetwork, _ planner: PersonPlanner, _ plan: ShiftPlan, price: UnsafeMutablePointer<Int32>, seed: UInt64) {
    self.network = network
    self.planner = planner
    self.plan = plan
    self.price = price
    random = RandomStream(seed: seed, name: "shift-chains")
    relaxed = Array(repeating: 0, count: network.staff)
    isChanged = Array(repeating: false, count: network.staff)
    choice = .allocate(capacity: network.stride)
    keep = .allocate(capacity: network.stride)
    before = .allocate(capacity: (Self.longest + 1) * network.shifts)
    refreshPrices()
  }

  deinit {
    choice.deallocate()
    keep.deallocate()
    before.deallocate()
  }

  /// To be called when `price` has changed.
  func refreshPrices() {
    for person in 0..<network.staff { relaxed[person] = planner.plan(person, price, choice) }
  }

  /// Lists the cells that are short.
  func listShort() {
    short.removeAll(keepingCapacity: true)
    for cell in 0..<network.cells where plan.filled[cell] < network.need[cell] { short.append(Int32(cell)) }
  }

  /// One chain. `heat` is in scaled units. Returns whether it was kept.
  func attempt(heat: Double) -> Bool {
    changed.removeAll(keepingCapacity: true)
    over.removeAll(keepingCapacity: true)
    let total = plan.total
    isVaried = random.next() & 1 == 0
    noise = [0, 2, 8, 30][Int(random.next() & 3)] * network.scale
    let isWhole = seed() && settleOver()
    for person in changed { isChanged[Int(person)] = false }
    if changed.isEmpty { return false }
    let change = plan.total - total
    if isWhole, change <= 0 || Double(change) < -heat * ExactMath.log(random.unit() + 0x1p-60) { return true }
    undo()
    return false
  }

  private func undo() {
    for person in changed { plan.lift(Int(person)) }
    for (index, person) in changed.enumerated() { plan.put(Int(person), before + index * network.shifts) }
  }

  // MARK: Seeds

  private func seed() -> Bool {
    if network.staff == 0 { return false }
    if !short.isEmpty, random.next() & 3 == 0 {
      let cell = Int(short[random.int(in: 0...short.count - 1)])
      return plan.filled[cell] < network.need[cell] && fill(cell)
    }
    if random.next() & 3 == 0 { return fillAnywhere() }
    return follow()
  }

  /// Somebody who is far from the best set at the prices takes it: the farthest of a few (of many or of two, by chance).
  private func follow() -> Bool {
    var found: (person: Int, loss: Int64)?
    for _ in 0..<(random.next() & 1 == 0 ? 24 : 2) {
      let person = random.int(in: 0...network.staff - 1)
      let loss = plan.ownPriced(plan.row(person), price) - relaxed[person]
      if loss > (found?.loss ?? 0) { found = (person, loss) }
    }
    guard let person = found?.person else { return false }
    remove(person)
    let prices = random.next() & 1 == 0 ? price : plan.soft
    _ = planner.plan(person, prices, choice)
    return place(person)
  }

  /// Somebody takes a given cell: of a few who could, the one who loses least.
  private func fill(_ cell: Int) -> Bool {
    let post = cell / network.stride
    let shift = cell % network.stride
    let first = Int(network.peopleStart[post])
    let count = Int(network.peopleStart[post + 1]) - first
    if count == 0 { return false }
    var best: (person: Int, loss: Int64)?
    for _ in 0..<min(count, 3) {
      let person = Int(network.people[first + random.int(in: 0...count - 1)])
      guard network.isAvailable[person * network.shifts + shift], !holds(person, cell) else { continue }
      let loss = lossWhenForced(person, cell)
      if best.map({ loss < $0.loss }) ?? true { best = (person, loss) }
    }
    guard let person = best?.person else { return false }
    return force(person, cell)
  }

  private func fillAnywhere() -> Bool {
    let person = random.int(in: 0...network.staff - 1)
    let first = Int(network.arcStart[person])
    let count = Int(network.arcStart[person + 1]) - first
    if count == 0 { return false }
    let shift = random.int(in: 0...network.shifts - 1)
    let cell = network.cell(Int32(first + random.int(in: 0...count - 1)), shift)
    guard network.isAvailable[person * network.shifts + shift], network.need[cell] > 0, !holds(person, cell) else { return false }
    return force(person, cell)
  }

  private func holds(_ person: Int, _ cell: Int) -> Bool {
    let arc = plan.row(person)[cell % network.stride]
    return arc >= 0 && Int(network.arcPost[Int(arc)]) == cell / network.stride
  }

  private func lossWhenForced(_ person: Int, _ cell: Int) -> Int64 {
    let mine = plan.row(person)
    let own = plan.ownPriced(mine, plan.worth)
    plan.lift(person)
    plan.soft[cell] += ShiftNetwork.forced
    let value = planner.plan(person, plan.soft, choice)
    plan.soft[cell] -= ShiftNetwork.forced
    plan.put(person, mine)
    return value - own
  }

  private func force(_ person: Int, _ cell: Int) -> Bool {
    remove(person)
    plan.soft[cell] += ShiftNetwork.forced
    _ = planner.plan(person, plan.soft, choice)
    plan.soft[cell] -= ShiftNetwork.forced
    return place(person)
  }

  // MARK: Chain

  private func remove(_ person: Int) {
    let mine = plan.row(person)
    let saved = before + changed.count * network.shifts
    for shift in 0..<network.shifts { saved[shift] = mine[shift] }
    changed.append(Int32(person))
    isChanged[person] = true
    plan.lift(person)
    for shift in 0..<network.shifts { mine[shift] = -1 }
  }

  /// Puts the person on `choice` and notes what is over-full by that. False when a cell would hold two too many.
  private func place(_ person: Int) -> Bool {
    for shift in 0..<network.shifts where choice[shift] >= 0 {
      let cell = network.cell(choice[shift], shift)
      if plan.filled[cell] > network.need[cell] || network.need[cell] == 0 { return false }
      if plan.filled[cell] == network.need[cell] { over.append(cell) }
    }
    plan.put(person, choice)
    return true
  }

  private func settleOver() -> Bool {
    while let cell = over.popLast() {
      if changed.count >= Self.longest { return false }
      let isLast = changed.count >= Self.longest * 2 / 3
      guard let person = cheapest(in: cell, isLast ? plan.free : plan.soft) else { return false }
      remove(person)
      for shift in 0..<network.shifts { choice[shift] = keep[shift] }
      if !place(person) { return false }
    }
    return true
  }

  /// Who of a cell loses least by leaving it; the duties to take instead are left in `keep`.
  private func cheapest(in cell: Int, _ prices: UnsafeMutablePointer<Int32>) -> Int? {
    let inside = plan.people(in: cell)
    candidates.removeAll(keepingCapacity: true)
    let start = random.int(in: 0...inside.count - 1)
    for index in 0..<inside.count where candidates.count < 8 {
      let person = inside[(start + index) % inside.count]
      if !isChanged[Int(person)] { candidates.append(person) }
    }
    var best: (person: Int, loss: Int64)?
    for candidate in candidates {
      let person = Int(candidate)
      let mine = plan.row(person)
      let own = plan.ownPriced(mine, plan.worth)
      plan.lift(person)
      let held = prices[cell]
      prices[cell] = ShiftNetwork.blocked
      if isVaried, random.next() & 3 == 0 { planner.avoided = random.int(in: 0...network.shifts - 1) }
      var loss = planner.plan(person, prices, choice) - own
      planner.avoided = -1
      if noise > 0 { loss += Int64(random.next() % UInt64(noise)) }
      prices[cell] = held
      plan.put(person, mine)
      if best.map({ loss < $0.loss }) ?? true {
        best = (person, loss)
        for shift in 0..<network.shifts { keep[shift] = choice[shift] }
      }
    }
    return best?.person
  }

  // MARK: First plan

  /// Everybody in random order takes the best set that is free.
  func fillGreedily() {
    var order = (0..<Int32(network.staff)).map { $0 }
    random.shuffle(&order)
    for person in order {
      remove(Int(person))
      changed.removeAll(keepingCapacity: true)
      isChanged[Int(person)] = false
    }
    for person in order {
      _ = planner.plan(Int(person), plan.free, choice)
      plan.put(Int(person), choice)
    }
  }
}

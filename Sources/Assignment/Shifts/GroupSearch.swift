import Basics

/// The exact relaxation for a few people with all others fixed, and a plan from it: the neighbourhood move of the many-shift solver.
///
/// The group gives back its seats in a window of shifts and takes them again, with heads short that it could fill: column generation
/// (`SetMaster` over sets of duties, each person's dynamic programme as pricing). The relaxation is all but integral here; a dive rounds
/// the rest: the surest set of somebody who mixes sets is fixed, the dual method settles the others, until nobody mixes. Where the
/// relaxation itself gains nothing the group is left as it is. Runs on any thread: it reads the network and its own memory only.
final class GroupSearch {
  let network: ShiftNetwork
  private let planner: PersonPlanner
  let master = SetMaster()
  /// The group and its window.
  var people: [Int32] = []
  var window: Range<Int>
  /// Cells of the rows, heads to fill in each, and the row of each cell or -1.
  var cells: [Int] = []
  var heads: [Int32] = []
  let rowOf: UnsafeMutablePointer<Int32>
  /// Per person of the group and shift; most duties left.
  var available = RawMemory<Bool>()
  var most: [Int] = []
  /// Arc of the person in each shift: the plan before, and the better one found.
  var before = RawMemory<Int32>()
  var after = RawMemory<Int32>()
  /// What the group costs before, with heads short, in whole units: a better plan costs less.
  var cost = 0.0
  /// By cell: the master's prices, scaled; blocked outside the rows.
  let price: UnsafeMutablePointer<Int32>
  private let choice: UnsafeMutablePointer<Int32>
  /// Per person: the only column left, or -1.
  var fixed: [Int] = []
  /// Set by `run`.
  var hasGain = false
  /// Scaled cost of the better plan, with heads short.
  var total: Int64 = 0
  /// Whether the relaxation was solved to its end: then `price` is optimal for the group before the dive and `isRelaxed` says so.
  var isRelaxed = false
  var relaxedPrice: [Int32] = []
  var rootPrice: [Double] = []
  var rootKeyPrice: [Double] = []
  var rootTotal = 0.0
  var isWhole = false
  /// Whether chance has a say in the order of a dive.
  var isVaried = false
  var random: RandomStream
  /// Work between two questions whether time is over.
  static let slice: Int64 = 2_000_000
  var shares: [(count: Int32, value: Double, column: Int32)] = []

  init(_ network: ShiftNetwork, seed: UInt64) {
    self.network = network
    random = RandomStream(seed: seed, name: "group-dives")
    planner = PersonPlanner(network)
    window = 0..<network.shifts
    rowOf = .allocate(capacity: max(1, network.cells))
    rowOf.initialize(repeating: -1, count: max(1, network.cells))
    price = .allocate(capacity: max(1, network.cells))
    price.initialize(repeating: ShiftNetwork.blocked, count: max(1, network.cells))
    choice = .allocate(capacity: network.stride)
  }

  deinit {
    rowOf.deallocate()
    price.deallocate()
    choice.deallocate()
    available.deallocate()
    before.deallocate()
    after.deallocate()
  }

  var work: Int64 { planner.work + master.work }

  // MARK: Setting up

  /// Takes over a group; `claimed` counts heads short that groups of the same round have already.
  func prepare(
    _ group: [Int32], _ window: Range<Int>, _ plan: ShiftPlan, _ start: UnsafeMutablePointer<Int32>, claimed: inout [Int32]
  ) {
    for cell in cells {
      rowOf[cell] = -1
      price[cell] = ShiftNetwork.blocked
    }
    people = group
    self.window = window
    cells.removeAll(keepingCapacity: true)
    heads.removeAll(keepingCapacity: true)
    most.removeAll(keepingCapacity: true)
    hasGain = false
    isRelaxed = false
    isVaried = false
    let shifts = network.shifts
    available.reserve(group.count * shifts)
    before.reserve(group.count * shifts)
    after.reserve(group.count * shifts)
    var scaled: Int64 = 0
    for (index, person) in group.enumerated() { scaled += takeSeats(index, Int(person), plan) }
    for (index, person) in group.enumerated() { scaled += takeShort(index, Int(person), plan, &claimed) }
    cost = Double(scaled) / Double(network.scale)
    for cell in cells { price[cell] = start[cell] }
  }

  private func takeSeats(_ index: Int, _ person: Int, _ plan: ShiftPlan) -> Int64 {
    let shifts = network.shifts
    let row = plan.row(person)
    let free = available.base + index * shifts
    let old = before.base + index * shifts
    var left = Int(network.mostDuties[person])
    for shift in 0..<shifts {
      free[shift] = window.contains(shift) && network.isAvailable[person * shifts + shift]
      old[shift] = window.contains(shift) ? row[shift] : -1
    }
    for shift in 0..<shifts where row[shift] >= 0 {
      if window.contains(shift) {
        add(network.cell(row[shift], shift), 1)
        continue
      }
      left -= 1
      for near in max(0, shift - network.rest)...min(shifts - 1, shift + network.rest) { free[near] = false }
    }
    most.append(left)
    return duties(old)
  }

  private func takeShort(_ index: Int, _ person: Int, _ plan: ShiftPlan, _ claimed: inout [Int32]) -> Int64 {
    if most[index] == 0 { return 0 }
    let free = available.base + index * network.shifts
    var sum: Int64 = 0
    for arc in network.arcStart[person]..<network.arcStart[person + 1] {
      let post = Int(network.arcPost[Int(arc)])
      for shift in window where free[shift] {
        let cell = post &* network.stride &+ shift
        let short = network.need[cell] - plan.filled[cell] - claimed[cell]
        if short <= 0 { continue }
        claimed[cell] += short
        add(cell, short)
        sum += Int64(short) * Int64(network.weight[post])
      }
    }
    return sum
  }

  private func add(_ cell: Int, _ count: Int32) {
    if rowOf[cell] < 0 {
      rowOf[cell] = Int32(cells.count)
      cells.append(cell)
      heads.append(0)
    }
    heads[Int(rowOf[cell])] += count
  }

  /// Scaled cost of duties, with changes of place.
  func duties(_ row: UnsafeMutablePointer<Int32>) -> Int64 {
    var sum: Int64 = 0
    var place: Int32 = -1
    for shift in 0..<network.shifts where row[shift] >= 0 {
      sum += Int64(network.arcCost[Int(row[shift])])
      if network.change == 0 { continue }
      let here = network.place[Int(network.arcPost[Int(row[shift])])]
      if place >= 0, place != here { sum += network.change }
      place = here
    }
    return sum
  }

  // MARK: Solving

  /// Looks for a better plan of the group with at most about `most` work; asks `isOver` now and then.
  /// `isWhole`: everybody at once; the relaxation is wanted even where nothing can be gained.
  func run(most limit: Int64, isWhole: Bool = false, isOver: () -> Bool = { false }) {
    guard !cells.isEmpty else { return }
    self.isWhole = isWhole
    let end = work + limit
    start()
    guard relax(end, isOver) else { return }
    isRelaxed = true
    noteRoot()
    hasGain = dive(end, isOver)
  }

  private func start() {
    let width = (network.shifts + network.rest) / (network.rest + 1)
    master.begin(people: people.count, rows: cells.count, width: width)
    for row in cells.indices {
      // A share of 1 / 8192 at most, different in each row.
      let spread = Double((row &* 2_654_435_761) & 0xffff) / 65536
      master.need[row] = Double(heads[row]) + 1e-5 + 1e-4 * spread
    }
    fixed = Array(repeating: -1, count: people.count)
    for index in people.indices {
      _ = best(index)
      master.key[index] = Int32(addColumn(index, choice))
      _ = addColumn(index, before.base + index * network.shifts)
    }
    setBox(2)
    master.reset()
  }

  private func best(_ index: Int) -> Int64 {
    let person = Int(people[index])
    if network.change > 0 { return planner.plan(person, price, choice) }
    return planner.plan(person, price, choice, available.base + index * network.shifts, most[index])
  }

  private func addColumn(_ index: Int, _ row: UnsafeMutablePointer<Int32>) -> Int {
    let columns = master.columns
    let column = columns.add(index, cost: Double(duties(row)) / Double(network.scale))
    var entry = column * columns.width
    for shift in window where row[shift] >= 0 {
      columns.entries[entry] = rowOf[network.cell(row[shift], shift)]
      entry += 1
    }
    return column
  }

  private var lowest: Double { Double(network.lowest) / Double(network.scale) }

  /// Prices may move so far (in whole units) from where they are.
  private func setBox(_ width: Double) {
    let scale = Double(network.scale)
    for row in cells.indices {
      let here = Double(price[cells[row]]) / scale
      master.top[row] = min(Double(network.weight[cells[row] / network.stride]) / scale, here + width)
      master.low[row] = max(lowest, here - width)
    }
  }

  private var isBoxActive: Bool {
    let scale = Double(network.scale)
    for row in cells.indices {
      let now = master.price[row]
      if now >= master.top[row] - 1e-6, master.top[row] < Double(network.weight[cells[row] / network.stride]) / scale {
        return true
      }
      if now <= master.low[row] + 1e-6, master.low[row] > lowest { return true }
    }
    return false
  }

  private func relax(_ end: Int64, _ isOver: () -> Bool) -> Bool {
    var width = 2.0
    while true {
      guard generate(end, isOver) else { return false }
      if !isBoxActive { return true }
      width = width > 30_000 ? .infinity : width * 4
      setBox(width)
      master.reprice()
    }
  }

  /// Master and new sets in turn until none gains. False where the group cannot gain (its costs are whole), or work is over.
  func generate(_ end: Int64, _ isOver: () -> Bool) -> Bool {
    let scale = Double(network.scale)
    while true {
      while !master.optimise(most: min(end - work, Self.slice)) { if work >= end || isOver() { return false } }
      master.priceKeys()
      var total = 0.0
      for row in cells.indices {
        let weight = network.weight[cells[row] / network.stride]
        price[cells[row]] = min(weight, max(network.lowest, Int32((master.price[row] * scale).rounded())))
        total += master.price[row] * Double(heads[row])
      }
      var bound = total
      var added = 0
      for index in people.indices {
        total += master.keyPrice[index]
        if fixed[index] >= 0 {
          bound += master.priceOfColumn(fixed[index])
          continue
        }
        let own = Double(best(index)) / scale
        bound += min(own, master.keyPrice[index])
        guard own < master.keyPrice[index] - 1e-6 else { continue }
        let column = addColumn(index, choice)
        if master.reducedCost(Int32(column)) < -1e-6, !isRelaxed || !isBeyond(column) {
          added += 1
        } else {
          master.columns.dropLast()
        }
      }
      // Sets beyond the root's reduced costs are left out, so the master itself bounds what the dive can reach.
      let isProved = max(bound, added == 0 && isRelaxed ? total : bound) > cost - 0.98
      if isProved, isRelaxed || !isWhole { return false }
      if added == 0 || total - bound < 0.01 { return true }
    }
  }

  /// Puts the better plan into `plan`.
  func apply(to plan: ShiftPlan) {
    guard hasGain else { return }
    for person in people { plan.lift(Int(person)) }
    for (index, person) in people.enumerated() {
      let row = plan.row(Int(person))
      let new = after.base + index * network.shifts
      for shift in window { row[shift] = new[shift] }
      plan.put(Int(person), row)
    }
  }
}

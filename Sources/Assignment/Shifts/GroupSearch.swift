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
  private(set) var people: [Int32] = []
  private(set) var window: Range<Int>
  /// Cells of the rows, heads to fill in each, and the row of each cell or -1.
  private(set) var cells: [Int] = []
  private(set) var heads: [Int32] = []
  private let rowOf: UnsafeMutablePointer<Int32>
  /// Per person of the group and shift; most duties left.
  private var available = RawMemory<Bool>()
  private var most: [Int] = []
  /// Arc of the person in each shift: the plan before, and the better one found.
  private var before = RawMemory<Int32>()
  private var after = RawMemory<Int32>()
  /// What the group costs before, with heads short, in whole units.
  private var cost = 0.0
  /// By cell: the master's prices, scaled; blocked outside the rows.
  let price: UnsafeMutablePointer<Int32>
  private let choice: UnsafeMutablePointer<Int32>
  /// Per person: the only column left, or -1.
  private var fixed: [Int] = []
  /// Set by `run`.
  private(set) var hasGain = false
  /// Whether the relaxation was solved to its end: then `price` is optimal for the group before the dive and `isRelaxed` says so.
  private(set) var isRelaxed = false
  private(set) var relaxedPrice: [Int32] = []
  /// Work between two questions whether time is over.
  private static let slice: Int64 = 2_000_000
  private var shares: [(count: Int32, value: Double, column: Int32)] = []

  init(_ network: ShiftNetwork) {
    self.network = network
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
  private func duties(_ row: UnsafeMutablePointer<Int32>) -> Int64 {
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
  func run(most limit: Int64, isOver: () -> Bool = { false }) {
    guard !cells.isEmpty else { return }
    let end = work + limit
    start()
    guard relax(end, isOver) else { return }
    isRelaxed = true
    relaxedPrice = cells.map { price[$0] }
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
  private func generate(_ end: Int64, _ isOver: () -> Bool) -> Bool {
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
        if master.reducedCost(Int32(column)) < -1e-6 { added += 1 } else { master.columns.dropLast() }
      }
      if bound > cost - 0.98 { return false }
      if added == 0 || total - bound < 0.01 { return true }
    }
  }

  // MARK: Rounding

  /// Fixes one set after another. Where a fix costs all that there is to gain, the next surest is tried in its stead, a few times.
  private func dive(_ end: Int64, _ isOver: () -> Bool) -> Bool {
    var failures = 0
    var tried: [Int] = []
    master.save()
    while let mixed = surest(except: tried) {
      fix(mixed.person, mixed.column)
      if master.settleBans(most: min(end - work, 10 * Self.slice)), generate(end, isOver) {
        tried.removeAll(keepingCapacity: true)
        master.save()
        continue
      }
      failures += 1
      if failures > 12 || tried.count > 3 || work >= end || isOver() { return false }
      fix(mixed.person, -1)
      tried.append(mixed.person)
      master.restore()
    }
    return tried.isEmpty && round()
  }

  /// Leaves the person one column, or all (-1).
  private func fix(_ person: Int, _ column: Int) {
    fixed[person] = column
    let columns = master.columns
    for other in 0..<columns.count where columns.person[other] == Int32(person) {
      columns.isBanned[other] = column >= 0 && other != column
    }
  }

  /// Who mixes sets and weighs one of them most.
  private func surest(except tried: [Int]) -> (person: Int, column: Int)? {
    shares.removeAll(keepingCapacity: true)
    for person in people.indices {
      let isIn = master.keyValue[person] > 0.01
      shares.append((isIn ? 1 : 0, isIn ? master.keyValue[person] : 0, master.key[person]))
    }
    for slot in 0..<master.rows where master.owner[slot] >= 0 && master.value[slot] > 0.01 {
      let person = Int(master.owner[slot])
      shares[person].count += 1
      if master.value[slot] > shares[person].value {
        shares[person].value = master.value[slot]
        shares[person].column = master.member[slot]
      }
    }
    var found: Int?
    for person in people.indices where shares[person].count > 1 && !tried.contains(person) {
      if found.map({ shares[person].value > shares[$0].value }) ?? true { found = person }
    }
    return found.map { ($0, Int(shares[$0].column)) }
  }

  /// Everybody on the set that weighs most, where that keeps the needs and costs less than before.
  private func round() -> Bool {
    var room = heads
    var total: Int64 = 0
    let columns = master.columns
    for person in people.indices {
      let row = after.base + person * network.shifts
      for shift in 0..<network.shifts { row[shift] = -1 }
      for index in 0..<columns.width {
        let entry = columns.entries[Int(shares[person].column) * columns.width + index]
        if entry < 0 { break }
        if room[Int(entry)] == 0 { return false }
        room[Int(entry)] -= 1
        let cell = cells[Int(entry)]
        row[cell % network.stride] = network.arc(of: Int(people[person]), at: Int32(cell / network.stride))
      }
      total += duties(row)
    }
    for row in cells.indices { total += Int64(room[row]) * Int64(network.weight[cells[row] / network.stride]) }
    return Double(total) / Double(network.scale) < cost - 0.5
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

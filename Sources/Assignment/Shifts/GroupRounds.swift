import Basics
import Dispatch
import Synchronization

/// Rounds of `GroupSearch` over the whole plan: several groups at a time that share nobody, grown in `PriceNeighbours` from people who
/// are far from their best set. A round has the same groups and ends alike whatever the number of threads. Sizes of groups and of windows
/// compete: the next round mostly takes those that gained most by work lately.
final class GroupRounds {
  private let network: ShiftNetwork
  private let planner: PersonPlanner
  private let plan: ShiftPlan
  private let searches: [GroupSearch]
  /// Searches of everybody at once, the relaxation solved.
  private var wholes: [GroupSearch] = []
  private var unreachable: Int64 = 0
  private let threads: Int
  private var random = RandomStream(seed: 1, name: "shift-groups")
  private var neighbours: PriceNeighbours?
  private var price: UnsafeMutablePointer<Int32>
  /// Per person: value of the best set at the prices.
  private var relaxed: [Int64]
  private var isTaken: [Bool]
  private var claimed: [Int32]
  private var short: [Int] = []
  /// People who are not on a best set at the prices: only groups with such a person, or a cell of `short`, can gain.
  private var far: [Int32] = []
  /// One way to cut groups.
  private struct Cut {
    var people: Int
    var shifts: Int
    /// Gain by work of the last rounds, later ones counting more; nil before the first.
    var yield: Double?
    var lastRound = 0
  }
  private var cuts: [Cut] = []
  private var cut = 0
  private var rounds = 0
  private var setUpWork: Int64 = 0
  private let choice: UnsafeMutablePointer<Int32>
  static let parallel = 4

  init(_ network: ShiftNetwork, _ planner: PersonPlanner, _ plan: ShiftPlan, price: UnsafeMutablePointer<Int32>, threads: Int) {
    self.network = network
    self.planner = planner
    self.plan = plan
    self.price = price
    self.threads = max(1, min(Self.parallel, threads))
    searches = (0..<Self.parallel).map { GroupSearch(network, seed: UInt64($0)) }
    relaxed = Array(repeating: 0, count: network.staff)
    isTaken = Array(repeating: false, count: network.staff)
    claimed = Array(repeating: 0, count: network.cells)
    choice = .allocate(capacity: network.stride)
    // Where changes of place are paid duties hang together from end to end: no windows.
    let windows = network.change > 0 ? [network.shifts] : [3 * (network.rest + 1), 5 * (network.rest + 1), network.shifts]
    for (index, window) in windows.enumerated() where index == 0 || min(network.shifts, window) > windows[index - 1] {
      for people in [30, 60, 110, 200, 350] where people == 30 || people < 2 * network.staff {
        cuts.append(Cut(people: people, shifts: min(network.shifts, window)))
      }
    }
  }

  deinit { choice.deallocate() }

  var work: Int64 { searches.reduce(setUpWork) { $0 + $1.work } + wholes.reduce(0) { $0 + $1.work } }

  /// To be called when `price` has changed.
  func refreshPrices() {
    let near = PriceNeighbours(network, price, wanted: 20)
    setUpWork += near.work
    neighbours = near
    for person in 0..<network.staff { relaxed[person] = planner.plan(person, price, choice) }
  }

  /// One round with about so much work. Returns whether anything was gained.
  func round(work limit: Int64, isOver: () -> Bool) -> Bool {
    rounds += 1
    cut = nextCut()
    listShort()
    listFar()
    let before = plan.total
    let start = work
    while work - start < limit, !isOver() {
      let count = prepare()
      setUpWork += 100
      if count == 0 { break }
      runAll(count)
      for index in 0..<count { searches[index].apply(to: plan) }
    }
    let gain = Double(before - plan.total) / Double(work - start + 1)
    cuts[cut].yield = cuts[cut].yield.map { 0.5 * $0 + 0.5 * gain } ?? gain
    cuts[cut].lastRound = rounds
    return gain > 0
  }

  /// The best lately; each third round, and while nothing gains, the one whose turn is longest ago.
  private func nextCut() -> Int {
    var best = 0
    var oldest = 0
    for index in cuts.indices {
      guard let yield = cuts[index].yield else { return index }
      if yield > (cuts[best].yield ?? 0) { best = index }
      if cuts[index].lastRound < cuts[oldest].lastRound { oldest = index }
    }
    return rounds % 3 == 0 || cuts[best].yield == 0 ? oldest : best
  }

  /// Everybody at once: the relaxation of the whole and a dive from it. Returns its prices where it was solved.
  func whole(isOver: () -> Bool) -> [Int32]? {
    let search = GroupSearch(network, seed: 100)
    search.prepare((0..<Int32(network.staff)).map { $0 }, 0..<network.shifts, plan, price, claimed: &claimed)
    for cell in search.cells { claimed[cell] = 0 }
    // Heads that nobody can fill belong to no row.
    unreachable = plan.total - Int64((search.cost * Double(network.scale)).rounded())
    search.run(most: .max / 4, isWhole: true, isOver: isOver)
    search.apply(to: plan)
    wholes = [search]
    guard search.isRelaxed else { return nil }
    var prices = (0..<network.cells).map { network.fullWorth[$0] }
    for (row, cell) in search.cells.enumerated() { prices[cell] = search.relaxedPrice[row] }
    return prices
  }

  /// Two dives from the relaxation of the whole, by ways that chance changes, for a plan better than this one. `shouldStop` is asked by
  /// one thread at a time, not always by the caller's.
  func diveAgain(most limit: Int64, shouldStop: () -> Bool) {
    guard let first = wholes.first, first.isRelaxed else { return }
    if wholes.count == 1 {
      wholes.append(GroupSearch(network, seed: 101))
      wholes[1].copy(first)
    }
    let least = (plan.total - unreachable) / network.scale
    nonisolated(unsafe) let searches = wholes
    let turn = Mutex(())
    withoutActuallyEscaping(shouldStop) { ask in
      nonisolated(unsafe) let ask = ask
      runEach(2) { searches[$0].runAgain(below: least, most: limit) { turn.withLock { _ in ask() } } }
    }
    for search in wholes where search.hasGain && search.total + unreachable < plan.total { search.apply(to: plan) }
  }

  // MARK: Batches

  private func runAll(_ count: Int) {
    let limit = Int64(200_000 + 8000 * cuts[cut].people)
    nonisolated(unsafe) let searches = searches
    runEach(count) { searches[$0].run(most: limit) }
  }

  private func runEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if threads == 1 || count < 2 {
      for index in 0..<count { body(index) }
    } else {
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
  }

  private func prepare() -> Int {
    var count = 0
    var groups: [[Int32]] = []
    for _ in 0..<Self.parallel {
      let length = cuts[cut].shifts
      let start = random.int(in: 0...network.shifts - length)
      let group = grow(start..<start + length)
      if group.isEmpty { continue }
      groups.append(group)
      searches[count].prepare(group, start..<start + length, plan, price, claimed: &claimed)
      setUpWork += Int64(group.count * length)
      count += 1
    }
    for group in groups { for person in group { isTaken[Int(person)] = false } }
    for index in 0..<count { for cell in searches[index].cells { claimed[cell] = 0 } }
    return count
  }

  // MARK: Groups

  private func listShort() {
    short.removeAll(keepingCapacity: true)
    for cell in 0..<network.cells where plan.filled[cell] < network.need[cell] {
      if price[cell] < network.weight[cell / network.stride] { short.append(cell) }
    }
  }

  private func listFar() {
    far.removeAll(keepingCapacity: true)
    for person in 0..<network.staff where loss(person) >= max(1, network.scale / 64) { far.append(Int32(person)) }
    setUpWork += Int64(network.staff)
  }

  private func loss(_ person: Int) -> Int64 { plan.ownPriced(plan.row(person), price) - relaxed[person] }

  private func grow(_ window: Range<Int>) -> [Int32] {
    guard let neighbours, network.staff > 0 else { return [] }
    var group: [Int32] = []
    func take(_ person: Int32) {
      if isTaken[Int(person)] { return }
      isTaken[Int(person)] = true
      group.append(person)
    }
    if let first = seed() { take(first) }
    var next = 0
    var near: [Int32] = []
    let most = cuts[cut].people
    while next < group.count, group.count < most {
      let person = Int(group[next])
      next += 1
      near.removeAll(keepingCapacity: true)
      for cell in neighbours.cells(near: person) where window.contains(Int(cell) % network.stride) { near.append(cell) }
      let row = plan.row(person)
      for shift in window where row[shift] >= 0 { near.append(Int32(network.cell(row[shift], shift))) }
      random.shuffle(&near)
      let full = group.count + 4
      for cell in near where group.count < min(full, most) {
        let others = neighbours.people(near: Int(cell))
        if others.isEmpty { continue }
        for _ in 0..<2 where group.count < most { take(others[others.startIndex + random.int(in: 0...others.count - 1)]) }
      }
      // A small component: go on anywhere.
      if next == group.count, group.count < most, group.count < network.staff / Self.parallel, let more = seed() { take(more) }
    }
    return group
  }

  /// Of a few people not on a best set, the one farthest from it; sometimes somebody near a cell that is short, or anybody.
  private func seed() -> Int32? {
    if !short.isEmpty, random.next() & 7 == 0, let neighbours {
      let others = neighbours.people(near: short[random.int(in: 0...short.count - 1)])
      if let other = others.randomMember(&random), !isTaken[Int(other)] { return other }
    }
    if !far.isEmpty, random.next() & 7 != 0 {
      var found: (person: Int32, loss: Int64)?
      for _ in 0..<3 {
        let person = far[random.int(in: 0...far.count - 1)]
        if isTaken[Int(person)] { continue }
        let loss = loss(Int(person))
        if found.map({ loss > $0.loss }) ?? true { found = (person, loss) }
      }
      if let found { return found.person }
    }
    let person = random.int(in: 0...network.staff - 1)
    return isTaken[person] ? nil : Int32(person)
  }
}

extension ArraySlice<Int32> {
  fileprivate func randomMember(_ random: inout RandomStream) -> Int32? {
    isEmpty ? nil : self[startIndex + random.int(in: 0...count - 1)]
  }
}

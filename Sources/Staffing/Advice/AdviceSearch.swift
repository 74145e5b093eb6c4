import Basics

/// Chooses a set of items within a budget so that the value of the set is least. The value is any function of sets: gains overlap,
/// and some come only together (a crew of three).
///
/// Where all sets within the budget are few they are all tried: exact. Else lazily greedy by gain for cost, with items that only pay
/// together tried together, then exchanged one for one as long as that gains.
struct AdviceSearch {
  struct Item: Hashable, Sendable {
    /// 0 or more.
    var cost: Int
    /// Items of one group are tried together where none gains alone.
    var group: Int
  }

  struct Result: Sendable {
    /// Ascending.
    var chosen: [Int]
    var value: AdviceValue
    /// Best value found for what was spent, from nothing on; costs ascending, values falling.
    var curve: [(spent: Int, value: AdviceValue)] = []
    var isExact: Bool
  }

  let items: [Item]
  let budget: Int
  /// Sets that are tried at most to be exact.
  var exactSets = 400
  /// Values that are asked for at most.
  var evaluations = 600
  /// Items that are tried together at most.
  var together = 3
  /// The critical part of the value never falls below this: the search ends where it is reached.
  var least = 0
  private let evaluate: ([Int]) -> AdviceValue
  private var known: [[Int]: AdviceValue] = [:]
  private(set) var asked = 0

  init(items: [Item], budget: Int, evaluate: @escaping ([Int]) -> AdviceValue) {
    self.items = items
    self.budget = budget
    self.evaluate = evaluate
  }

  mutating func run() -> Result { countsWithin(exactSets) ? exact() : greedy() }

  /// - Parameter set: ascending.
  mutating func value(_ set: [Int]) -> AdviceValue {
    if let value = known[set] { return value }
    asked += 1
    let value = evaluate(set)
    known[set] = value
    return value
  }

  func cost(_ set: [Int]) -> Int { set.reduce(0) { $0 + items[$1].cost } }

  // MARK: Exact

  /// Whether no more than so many sets fit the budget.
  private func countsWithin(_ limit: Int) -> Bool {
    var count = 0
    func walk(_ from: Int, _ left: Int) -> Bool {
      count += 1
      if count > limit { return false }
      for i in items.indices.dropFirst(from) where items[i].cost <= left {
        if !walk(i + 1, left - items[i].cost) { return false }
      }
      return true
    }
    return walk(0, budget)
  }

  private mutating func exact() -> Result {
    var best: [Int: (set: [Int], value: AdviceValue)] = [:]
    func better(_ a: (set: [Int], value: AdviceValue), _ b: (set: [Int], value: AdviceValue)) -> Bool {
      if a.value != b.value { return a.value < b.value }
      return a.set.count != b.set.count ? a.set.count < b.set.count : a.set.lexicographicallyPrecedes(b.set)
    }
    var stack: [(set: [Int], from: Int, spent: Int)] = [([], 0, 0)]
    while let (set, from, spent) = stack.popLast() {
      let found = (set: set, value: value(set))
      if best[spent].map({ better(found, $0) }) ?? true { best[spent] = found }
      for i in items.indices.dropFirst(from).reversed() where spent + items[i].cost <= budget {
        stack.append((set + [i], i + 1, spent + items[i].cost))
      }
    }
    var result = Result(chosen: [], value: value([]), isExact: true)
    for spent in best.keys.sorted() {
      guard let found = best[spent] else { continue }
      if found.value < result.value {
        (result.chosen, result.value) = (found.set, found.value)
        result.curve.append((spent, found.value))
      } else if spent == 0 {
        result.curve.append((0, found.value))
      }
    }
    return result
  }

  // MARK: Greedy

  private mutating func greedy() -> Result {
    var chosen: [Int] = []
    var now = value([])
    var curve: [(spent: Int, value: AdviceValue)] = [(0, now)]
    // Gains as last seen: no proof, gains can grow; the exchange looks again.
    var gains = items.indices.map { _ in Int.max }
    while asked < evaluations, now.critical > least {
      guard let step = bestSingle(chosen, now, &gains) ?? bestTogether(chosen, now) else { break }
      chosen = (chosen + step).sorted()
      now = value(chosen)
      curve.append((cost(chosen), now))
    }
    var result = Result(chosen: chosen, value: now, curve: curve, isExact: false)
    exchange(&result, gains)
    if result.value < now { result.curve.append((cost(result.chosen), result.value)) }
    return result
  }

  private func affordable(_ chosen: [Int]) -> [Int] {
    let left = budget - cost(chosen)
    return items.indices.filter { items[$0].cost <= left && !chosen.contains($0) }
  }

  /// The item with the most gain for its cost; nil where none gains.
  private mutating func bestSingle(_ chosen: [Int], _ now: AdviceValue, _ gains: inout [Int]) -> [Int]? {
    var open = affordable(chosen)
    var best: (item: Int, gain: Int)?
    open.sort { density(gains[$0], items[$0].cost, $0) > density(gains[$1], items[$1].cost, $1) }
    for item in open where asked < evaluations {
      if let best, !isDenser(gains[item], items[item].cost, than: best.gain, items[best.item].cost) { break }
      let value = value((chosen + [item]).sorted())
      let gain = now.critical - value.critical
      gains[item] = gain
      if gain > 0, best.map({ isDenser(gain, items[item].cost, than: $0.gain, items[$0.item].cost) }) ?? true {
        best = (item, gain)
      }
    }
    return best.map { [$0.item] }
  }

  private func density(_ gain: Int, _ cost: Int, _ item: Int) -> (Double, Int) {
    (gain == .max ? .infinity : Double(gain) / Double(max(1, cost)), -item)
  }

  private func isDenser(_ a: Int, _ costA: Int, than b: Int, _ costB: Int) -> Bool {
    if a == .max { return true }
    return Double(a) * Double(max(1, costB)) > Double(b) * Double(max(1, costA))
  }

  /// The first items of a group together, where no single one gains.
  private mutating func bestTogether(_ chosen: [Int], _ now: AdviceValue) -> [Int]? {
    let open = affordable(chosen)
    let left = budget - cost(chosen)
    var best: (set: [Int], gain: Int)?
    for group in Set(open.map { items[$0].group }).sorted() {
      var set: [Int] = []
      for item in open where items[item].group == group && set.count < together && cost(set) + items[item].cost <= left {
        set.append(item)
        guard set.count > 1, asked < evaluations else { continue }
        let gain = now.critical - value((chosen + set).sorted()).critical
        if gain > 0, best.map({ isDenser(gain, cost(set), than: $0.gain, cost($0.set)) }) ?? true { best = (set, gain) }
      }
    }
    return best?.set
  }

  /// One for one, as long as that gains; then what gains nothing is left out.
  private mutating func exchange(_ result: inout Result, _ gains: [Int]) {
    var isImproving = true
    while isImproving, asked < evaluations, result.value.critical > least {
      isImproving = false
      for out in result.chosen {
        let rest = result.chosen.filter { $0 != out }
        let open = affordable(rest).filter { $0 != out }
          .sorted { (gains[$0], -$0) > (gains[$1], -$1) }.prefix(12)
        for item in open where asked < evaluations {
          let set = (rest + [item]).sorted()
          let value = value(set)
          if value.critical < result.value.critical {
            (result.chosen, result.value) = (set, value)
            isImproving = true
            break
          }
        }
        if isImproving { break }
      }
    }
    for item in result.chosen where asked < evaluations + result.chosen.count {
      let rest = result.chosen.filter { $0 != item }
      let value = value(rest)
      if value.critical <= result.value.critical { (result.chosen, result.value) = (rest, value) }
    }
  }
}

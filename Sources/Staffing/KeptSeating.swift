import Assignment
import Basics

extension SeatSolution {
  /// Puts people where they are told, if that is as good as the optimum: a plan that is one of several best ones stays as it is.
  mutating func keep(_ seating: [(staff: Int, task: Int)]) {
    var heads: [Seat: [Int]] = [:]
    var unmet = network.need
    var cost: Int64 = 0
    for (staff, task) in seating {
      let agent = network.agentOf[staff]
      guard agent >= 0, let arc = network.arcRange(of: agent).first(where: { Int(network.arcs[$0].task) == task }) else { return }
      cost += network.arcs[arc].cost
      unmet[task] -= 1
      heads[Seat(agent: Int32(agent), task: Int32(task), heads: 0), default: []].append(staff)
    }
    var kept = TierScore(unmet: score.unmet.map { _ in 0 }, cost: cost)
    for (at, task) in network.tasks.enumerated() { kept.unmet[task.tier] += Int64(unmet[at]) }
    guard kept == score, unmet.allSatisfy({ $0 >= 0 }) else { return }
    let filled = zip(network.need, unmet).map { $0 - $1 }
    guard network.table.bundles.enumerated().allSatisfy({ b, bundle in isKept(b, bundle, filled) }) else { return }
    chosen = heads.map { Seat(agent: $0.key.agent, task: $0.key.task, heads: Int32($0.value.count)) }.sorted()
    people = Dictionary(
      heads.map { (Seat(agent: $0.key.agent, task: $0.key.task, heads: Int32($0.value.count)), $0.value.sorted()) },
      uniquingKeysWith: { first, _ in first })
    self.unmet = unmet
    if var (instance, inner) = weighted {
      inner.chosen = chosen
      inner.unmet = zip(unmet, zip(instance.need, network.need)).map { $0 - ($1.1 - $1.0) }
      (instance, inner) = (instance, inner)
      weighted = (instance, inner)
    }
  }

  /// Whether a bundle is whole or idle, and shut where the search over crews has shut it.
  private func isKept(_ at: Int, _ bundle: SeatBundle, _ filled: [Int32]) -> Bool {
    guard network.isKept(bundle, filled: filled) else { return false }
    return isRelaxed || isShut[at] == bundle.tasks.allSatisfy { filled[$0] == 0 }
  }
}

extension HorizonState {
  /// The duties of a shift that are up for choice, by task of its table: crews are filled one after another, women first into their
  /// own seats, minimums before the rest.
  func seating(_ t: Int) -> [(staff: Int, task: Int)] {
    var people = [[Int]](repeating: [], count: model.cells.count)
    for person in 0..<model.staff {
      let cell = cellOf[person * model.shifts + t]
      if cell >= 0 { people[Int(cell)].append(person) }
    }
    return (model.firstCell[t]..<model.firstCell[t + 1]).flatMap { seats(people[$0], model.cells[$0], model.tables[t]) }
  }

  private func seats(_ people: [Int], _ cell: HorizonCell, _ table: SeatTable) -> [(staff: Int, task: Int)] {
    var women = people.filter { model.isFemale[$0] }
    var others = people.filter { !model.isFemale[$0] }
    guard let sizes = cell.split(people.count, women: women.count) else { return [] }
    let crewIDs = cell.tasks.map { table.tasks[$0].crew }.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    var reserved = zip(sizes, cell.crews).reduce(0) { $0 + ($1.0 > 0 && $1.1.needsWoman ? 1 : 0) }
    var out: [(staff: Int, task: Int)] = []
    for (crew, size) in zip(crewIDs, sizes) where size > 0 {
      var left = size
      for task in cell.tasks where table.tasks[task].crew == crew {
        var room = min(left, table.tasks[task].heads)
        while room > 0 {
          if table.tasks[task].kind == .woman {
            reserved -= 1
            out.append((women.removeLast(), task))
          } else if !others.isEmpty {
            out.append((others.removeFirst(), task))
          } else if women.count > reserved {
            out.append((women.removeFirst(), task))
          } else {
            return []
          }
          room -= 1
          left -= 1
        }
      }
    }
    return out
  }
}

extension HorizonCell {
  /// So many people, women among them, shared out to the crews; nil where that is impossible.
  func split(_ people: Int, women: Int) -> [Int]? {
    var sizes: [Int] = []
    func share(_ people: Int, _ women: Int, _ at: Int) -> Bool {
      if at == crews.count { return people == 0 }
      let crew = crews[at]
      for count in stride(from: min(people, crew.heads), through: 0, by: -1) where count == 0 || count >= crew.minimum {
        let own = count > 0 && crew.needsWoman ? 1 : 0
        guard own <= women else { continue }
        sizes.append(count)
        if share(people - count, women - own, at + 1) { return true }
        sizes.removeLast()
      }
      return false
    }
    return share(people, women, 0) ? sizes : nil
  }
}

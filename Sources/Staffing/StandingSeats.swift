import Incident

/// The duties of a plan on the seats of a table.
enum StandingSeats {
  /// Each person of the plan on a task of their post: crews are filled one after another, women into their own seats first, minimums
  /// before the rest. More than a task has seats may be on it where the need has fallen; who is pinned, holds an office or serves a post
  /// that has no seats is left out. By task, then person.
  static func placed(_ plan: Plan, _ table: SeatTable, _ eligibility: Eligibility) -> [(staff: Int, task: Int)] {
    let pinned = Set(table.pinned.map(\.staff))
    var people: [PostID: [Int]] = [:]
    for duty in plan.duties where duty.source != .office {
      guard let staff = eligibility.input.roster.index(of: duty.staff), !pinned.contains(staff) else { continue }
      people[duty.post, default: []].append(staff)
    }
    var tasks: [Int: [Int]] = [:]
    for (at, task) in table.tasks.enumerated() { tasks[task.need, default: []].append(at) }
    var out: [(staff: Int, task: Int)] = []
    for (need, own) in tasks {
      guard let there = people[eligibility.needs.needs[need].post.id] else { continue }
      out += seat(there.sorted(), own, table) { eligibility.tables.staff[$0].sex == .female }
    }
    return out.sorted { ($0.task, $0.staff) < ($1.task, $1.staff) }
  }

  private static func seat(
    _ people: [Int], _ tasks: [Int], _ table: SeatTable, isWoman: (Int) -> Bool
  ) -> [(staff: Int, task: Int)] {
    var women = people.filter(isWoman)
    var others = people.filter { !isWoman($0) }
    var own = tasks.reduce(0) { $0 + (table.tasks[$1].kind == .woman ? table.tasks[$1].heads : 0) }
    var out: [(staff: Int, task: Int)] = []
    for task in tasks {
      for _ in 0..<table.tasks[task].heads {
        if table.tasks[task].kind == .woman {
          own -= 1
          if !women.isEmpty { out.append((women.removeFirst(), task)) }
        } else if !others.isEmpty {
          out.append((others.removeFirst(), task))
        } else if women.count > own {
          out.append((women.removeLast(), task))
        }
      }
    }
    // Whom the need has no seat for any more: on the last one, so that the repair says who goes.
    if let last = tasks.last(where: { table.tasks[$0].kind != .woman }) {
      out += (others + women).map { ($0, last) }
    }
    return out
  }

  /// Those whose crew is whole, and no more than there are seats.
  static func whole(_ placed: [(staff: Int, task: Int)], _ table: SeatTable) -> [(staff: Int, task: Int)] {
    var filled = [Int](repeating: 0, count: table.tasks.count)
    let seated = placed.filter { item in
      filled[item.task] += 1
      return filled[item.task] <= table.tasks[item.task].heads
    }
    for task in filled.indices { filled[task] = min(filled[task], table.tasks[task].heads) }
    var isBroken = Set<Int>()
    for bundle in table.bundles
    where bundle.tasks.contains(where: { table.tasks[$0].isMinimum && filled[$0] < table.tasks[$0].heads }) {
      isBroken.formUnion(bundle.tasks)
    }
    return seated.filter { !isBroken.contains($0.task) }
  }
}

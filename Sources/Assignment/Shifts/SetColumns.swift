/// Sets of duties of the people of a group as columns of `SetMaster`: who (counted within the group), what the set costs, and the rows
/// that it covers.
final class SetColumns {
  private(set) var count = 0
  /// Rows of one column; unused ones, all at the end, are -1.
  private(set) var width = 1
  private var people = RawMemory<Int32>()
  private var costs = RawMemory<Double>()
  private var rows = RawMemory<Int32>()
  private var bans = RawMemory<Bool>()

  init() {
    person = people.base
    cost = costs.base
    entries = rows.base
    isBanned = bans.base
  }

  deinit {
    people.deallocate()
    costs.deallocate()
    rows.deallocate()
    bans.deallocate()
  }

  private(set) var person: UnsafeMutablePointer<Int32>
  /// In whole units of cost.
  private(set) var cost: UnsafeMutablePointer<Double>
  /// Column `c` has rows `c * width ..< (c + 1) * width`.
  private(set) var entries: UnsafeMutablePointer<Int32>
  /// Columns that must stay at 0.
  private(set) var isBanned: UnsafeMutablePointer<Bool>

  func clear(width: Int) {
    self.width = max(1, width)
    count = 0
  }

  /// Adds a column without rows and returns its number.
  func add(_ person: Int, cost: Double) -> Int {
    makeRoom(count + 1)
    self.person[count] = Int32(person)
    self.cost[count] = cost
    isBanned[count] = false
    for entry in count * width..<(count + 1) * width { entries[entry] = -1 }
    count += 1
    return count - 1
  }

  private func makeRoom(_ wanted: Int) {
    people.reserve(wanted, keeping: count)
    costs.reserve(wanted, keeping: count)
    bans.reserve(wanted, keeping: count)
    rows.reserve(wanted * width, keeping: count * width)
    person = people.base
    cost = costs.base
    entries = rows.base
    isBanned = bans.base
  }

  func copy(_ other: SetColumns) {
    clear(width: other.width)
    makeRoom(other.count)
    count = other.count
    person.update(from: other.person, count: count)
    cost.update(from: other.cost, count: count)
    isBanned.update(from: other.isBanned, count: count)
    entries.update(from: other.entries, count: count * width)
  }

  func dropLast() { count -= 1 }
}

/// The restricted master of column generation: everybody of a group mixes known sets of duties, cells (rows) are filled or short.
///
/// `min sum cost x + sum top short - sum low over`, each row `sum x + short - over = need`, each person `sum x = 1`. Simplex with one
/// *key* column a person outside the working basis (generalised upper bounds, Dantzig and Van Slyke 1967), so that the inverse has
/// only as many rows as there are cells. `top` and `low` hold the prices in a box while they settle. Needs are raised by tiny different
/// amounts against ties. Here the state; `SetMasterBasis` has the inverse, `SetMasterPrimal` and `SetMasterDual` the two methods.
final class SetMaster {
  let columns = SetColumns()
  private(set) var rows = 0
  private(set) var people = 0
  /// Cost of a head short, and refund of a head too many: the price of the row lies between them.
  private(set) var top = SetMaster.noNumbers
  private(set) var low = SetMaster.noNumbers
  private(set) var price = SetMaster.noNumbers
  private(set) var need = SetMaster.noNumbers
  /// Of the member of each slot of the working basis.
  private(set) var value = SetMaster.noNumbers
  private(set) var direction = SetMaster.noNumbers
  /// One row of the inverse, for the dual method.
  private(set) var pivotRow = SetMaster.noNumbers
  /// Per person: value of the key, rate of change in a pivot, what a set must beat, share of the key in a pivot row.
  private(set) var keyValue = SetMaster.noNumbers
  private(set) var rate = SetMaster.noNumbers
  private(set) var keyPrice = SetMaster.noNumbers
  private(set) var keyShare = SetMaster.noNumbers
  /// Entry `row * rows + slot`.
  private(set) var inverse = SetMaster.noNumbers
  private var memory: [RawMemory<Double>]
  private nonisolated(unsafe) static let noNumbers = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  private nonisolated(unsafe) static let noIndices = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  /// Who is in each slot: a column, or `-1 - 2 row` (short), or `-2 - 2 row` (over); and the person of that column, or -1.
  private(set) var member = SetMaster.noIndices
  private(set) var owner = SetMaster.noIndices
  /// Slots where `direction` is not 0.
  private(set) var hits = SetMaster.noIndices
  /// The key column of each person.
  private(set) var key = SetMaster.noIndices
  private var indices: [RawMemory<Int32>]
  private var kept = (0..<2).map { _ in RawMemory<Double>() }
  private var keptIndices = (0..<2).map { _ in RawMemory<Int32>() }
  var hitCount = 0
  var pivotsSinceRebuild = 0
  /// Numbers touched, in the units of `PersonPlanner.work`.
  var work: Int64 = 0
  var candidates: [Int32] = []
  var gains: [Double] = []

  init() {
    memory = (0..<12).map { _ in RawMemory<Double>() }
    indices = (0..<4).map { _ in RawMemory<Int32>() }
    point()
  }

  deinit {
    for part in memory { part.deallocate() }
    for part in indices { part.deallocate() }
    for part in kept { part.deallocate() }
    for part in keptIndices { part.deallocate() }
  }

  /// Makes room for a group; nothing of the last one stays.
  func begin(people: Int, rows: Int, width: Int) {
    self.people = people
    self.rows = rows
    for part in 0..<7 { memory[part].reserve(rows) }
    for part in 7..<11 { memory[part].reserve(people) }
    memory[11].reserve(rows * rows)
    for part in 0..<3 { indices[part].reserve(rows) }
    indices[3].reserve(people)
    point()
    for person in 0..<people { rate[person] = 0 }
    columns.clear(width: width)
  }

  private func point() {
    top = memory[0].base
    low = memory[1].base
    price = memory[2].base
    need = memory[3].base
    value = memory[4].base
    direction = memory[5].base
    pivotRow = memory[6].base
    keyValue = memory[7].base
    rate = memory[8].base
    keyPrice = memory[9].base
    keyShare = memory[10].base
    inverse = memory[11].base
    member = indices[0].base
    owner = indices[1].base
    hits = indices[2].base
    key = indices[3].base
  }

  func put(_ member: Int32, in slot: Int) {
    self.member[slot] = member
    owner[slot] = member >= 0 ? columns.person[Int(member)] : -1
  }

  func costOfMember(_ member: Int32) -> Double {
    if member >= 0 { return columns.cost[Int(member)] }
    let row = Int(-1 - member) / 2
    return (-1 - member) & 1 == 0 ? top[row] : -low[row]
  }

  @inline(__always)
  func priceOfColumn(_ column: Int) -> Double {
    let width = columns.width
    let entries = columns.entries + column &* width
    let price = price
    var sum = columns.cost[column]
    var index = 0
    while index < width {
      let row = entries[index]
      if row < 0 { break }
      sum -= price[Int(row)]
      index &+= 1
    }
    return sum
  }

  func reducedCost(_ member: Int32) -> Double {
    if member >= 0 { return priceOfColumn(Int(member)) - keyPrice[Int(columns.person[Int(member)])] }
    let row = Int(-1 - member) / 2
    return (-1 - member) & 1 == 0 ? top[row] - price[row] : price[row] - low[row]
  }

  func priceKeys() {
    for person in 0..<people { keyPrice[person] = priceOfColumn(Int(key[person])) }
  }

  // MARK: Going back

  /// A basis to come back to.
  enum Mark: Int { case root, dive }

  /// Notes the basis.
  func save(_ mark: Mark) {
    kept[mark.rawValue].reserve(rows * rows + 2 * rows + people)
    keptIndices[mark.rawValue].reserve(2 * rows + people)
    var (to, indices) = (kept[mark.rawValue].base, keptIndices[mark.rawValue].base)
    for (from, count) in [(inverse, rows * rows), (value, rows), (price, rows), (keyValue, people)] {
      to.update(from: from, count: count)
      to += count
    }
    for (from, count) in [(member, rows), (owner, rows), (key, people)] {
      indices.update(from: from, count: count)
      indices += count
    }
    work += Int64(rows * rows) / 128
  }

  /// Back to a basis noted before; columns added since are known still.
  func restore(_ mark: Mark) {
    var (from, indices) = (kept[mark.rawValue].base, keptIndices[mark.rawValue].base)
    for (to, count) in [(inverse, rows * rows), (value, rows), (price, rows), (keyValue, people)] {
      to.update(from: from, count: count)
      from += count
    }
    for (to, count) in [(member, rows), (owner, rows), (key, people)] {
      to.update(from: indices, count: count)
      indices += count
    }
    work += Int64(rows * rows) / 128
  }

  /// Takes over the columns, the needs and the basis of another.
  func copy(_ other: SetMaster) {
    begin(people: other.people, rows: other.rows, width: other.columns.width)
    columns.copy(other.columns)
    for (to, from, count) in [
      (inverse, other.inverse, rows * rows), (value, other.value, rows), (price, other.price, rows), (top, other.top, rows),
      (low, other.low, rows), (need, other.need, rows), (keyValue, other.keyValue, people),
    ] { to.update(from: from, count: count) }
    for (to, from, count) in [(member, other.member, rows), (owner, other.owner, rows), (key, other.key, people)] {
      to.update(from: from, count: count)
    }
    pivotsSinceRebuild = other.pivotsSinceRebuild
    work += Int64(rows * rows) / 64
  }

  /// Moves along `direction`; `person` is the one whose column enters, or -1.
  func move(by step: Double, _ person: Int) {
    for index in 0..<hitCount {
      let slot = Int(hits[index])
      value[slot] -= step * direction[slot]
      let other = Int(owner[slot])
      if other >= 0 { keyValue[other] += step * direction[slot] }
    }
    if person >= 0 { keyValue[person] -= step }
  }

  /// The slot with the largest value of a column of the person.
  func largestSlot(of person: Int) -> Int? {
    var found = -1
    let owner = owner
    let value = value
    for slot in 0..<rows where owner[slot] == Int32(person) && (found < 0 || value[slot] > value[found]) { found = slot }
    return found < 0 ? nil : found
  }
}

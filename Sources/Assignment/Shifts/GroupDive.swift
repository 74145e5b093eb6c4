import Basics

/// From the relaxation of a group to a plan: sets are fixed one after another until nobody mixes.
extension GroupSearch {
  /// Dives once more from the relaxation of the last `run`, by a way that chance changes, for a plan that costs less than `least` (whole
  /// units).
  func runAgain(below least: Int64, most limit: Int64, isOver: () -> Bool = { false }) {
    hasGain = false
    guard isRelaxed else { return }
    let end = work + limit
    cost = Double(least)
    master.restore(.root)
    for index in fixed.indices { fixed[index] = -1 }
    for column in 0..<master.columns.count { master.columns.isBanned[column] = isBeyond(column) }
    isVaried = true
    guard master.settleBans(most: 10 * Self.slice), generate(end, isOver) else { return }
    hasGain = dive(end, isOver)
  }

  func noteRoot() {
    relaxedPrice = cells.map { price[$0] }
    master.priceKeys()
    rootPrice = cells.indices.map { master.price[$0] }
    rootKeyPrice = people.indices.map { master.keyPrice[$0] }
    rootTotal = rootKeyPrice.reduce(0, +)
    for row in cells.indices { rootTotal += rootPrice[row] * Double(heads[row]) }
    master.save(.root)
    for column in 0..<master.columns.count { master.columns.isBanned[column] = isBeyond(column) }
  }

  /// Whether a plan with this set costs at least as much as the one before: reduced costs at the root add up.
  func isBeyond(_ column: Int) -> Bool {
    let columns = master.columns
    var reduced = columns.cost[column] - rootKeyPrice[Int(columns.person[column])]
    for index in 0..<columns.width {
      let row = columns.entries[column &* columns.width &+ index]
      if row < 0 { break }
      reduced -= rootPrice[Int(row)]
    }
    return rootTotal + reduced > cost - 0.9
  }

  /// Takes over the relaxation of another search of the same group.
  func copy(_ other: GroupSearch) {
    people = other.people
    window = other.window
    cells = other.cells
    heads = other.heads
    most = other.most
    fixed = other.fixed
    let duties = people.count * network.shifts
    available.reserve(duties)
    before.reserve(duties)
    after.reserve(duties)
    available.base.update(from: other.available.base, count: duties)
    before.base.update(from: other.before.base, count: duties)
    rowOf.update(from: other.rowOf, count: network.cells)
    price.update(from: other.price, count: network.cells)
    cost = other.cost
    isRelaxed = other.isRelaxed
    relaxedPrice = other.relaxedPrice
    (rootPrice, rootKeyPrice, rootTotal) = (other.rootPrice, other.rootKeyPrice, other.rootTotal)
    other.master.restore(.root)
    master.copy(other.master)
    master.save(.root)
  }

  // MARK: Rounding

  /// Fixes one set after another. Where a fix costs all that there is to gain, the next surest is tried in its stead, a few times.
  func dive(_ end: Int64, _ isOver: () -> Bool) -> Bool {
    var failures = 0
    var tried: [Int] = []
    master.save(.dive)
    while let mixed = surest(except: tried) {
      if isOver() { return false }
      fix(mixed.person, mixed.column)
      if master.settleBans(most: min(end - work, 10 * Self.slice)), generate(end, isOver) {
        tried.removeAll(keepingCapacity: true)
        master.save(.dive)
        continue
      }
      failures += 1
      if failures > (isWhole ? 40 : 12) || tried.count > 3 || work >= end || isOver() { return false }
      fix(mixed.person, -1)
      tried.append(mixed.person)
      master.restore(.dive)
    }
    return tried.isEmpty && round()
  }

  /// Leaves the person one column, or all (-1).
  private func fix(_ person: Int, _ column: Int) {
    fixed[person] = column
    let columns = master.columns
    for other in 0..<columns.count where columns.person[other] == Int32(person) {
      columns.isBanned[other] = (column >= 0 && other != column) || isBeyond(other)
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
    var found = -1
    var weight = 0.0
    for person in people.indices where shares[person].count > 1 && !tried.contains(person) {
      let value = shares[person].value + (isVaried ? 0.3 * random.unit() : 0)
      if value > weight { (found, weight) = (person, value) }
    }
    return found < 0 ? nil : (found, Int(shares[found].column))
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
    self.total = total
    return Double(total) / Double(network.scale) < cost - 0.5
  }
}

/// The dual simplex method: after columns of an optimal basis are banned, to the cheapest basis without them.
extension SetMaster {
  private static let slack = 1e-7

  /// Pivots until no banned column has a value. False where there is no way, or `most` work was done before.
  func settleBans(most: Int64) -> Bool {
    let end = work + most
    while work < end {
      priceKeys()
      guard var slot = worstSlot() else { return true }
      if slot >= rows {
        let person = slot - rows
        guard let own = largestSlot(of: person) else {
          if !changeKey(of: person) { return false }
          continue
        }
        swapKey(of: person, with: own)
        keyPrice[person] = priceOfColumn(Int(key[person]))
        slot = own
      }
      if !leave(slot) { return false }
      if pivotsSinceRebuild >= 600 { rebuild(isPrimal: false) }
    }
    return false
  }

  /// The slot whose value is farthest from where it may be, or `rows` plus the person whose key is; nil where none is.
  private func worstSlot() -> Int? {
    var worst = (amount: Self.slack, slot: -1)
    for slot in 0..<rows {
      let isOut = value[slot] < 0 || (member[slot] >= 0 && columns.isBanned[Int(member[slot])])
      if isOut, abs(value[slot]) > worst.amount { worst = (abs(value[slot]), slot) }
    }
    for person in 0..<people {
      let isOut = keyValue[person] < 0 || columns.isBanned[Int(key[person])]
      if isOut, abs(keyValue[person]) > worst.amount { worst = (abs(keyValue[person]), rows + person) }
    }
    work += Int64(rows + people) / 32
    return worst.slot < 0 ? nil : worst.slot
  }

  /// The key of somebody who has no other column in the basis gives way to the cheapest one allowed.
  private func changeKey(of person: Int) -> Bool {
    var best = (cost: Double.infinity, column: -1)
    for column in 0..<columns.count where columns.person[column] == Int32(person) {
      if columns.isBanned[column] || column == Int(key[person]) { continue }
      let cost = priceOfColumn(column)
      if cost < best.cost { best = (cost, column) }
    }
    work += Int64(columns.count) / 16 + 1
    guard best.column >= 0 else { return false }
    solve(Int32(best.column))
    move(by: 1, -1)
    key[person] = Int32(best.column)
    keyValue[person] = 1
    return true
  }

  /// Takes the member of a slot out, for whoever costs least by unit.
  private func leave(_ slot: Int) -> Bool {
    guard let entering = ratioTest(slot, isDown: value[slot] > 0) else { return false }
    let person = entering >= 0 ? Int(columns.person[Int(entering)]) : -1
    let gain = reducedCost(entering)
    solve(entering)
    if abs(direction[slot]) < 1e-8 {
      if pivotsSinceRebuild == 0 { return false }
      rebuild(isPrimal: false)
      return true
    }
    let step = value[slot] / direction[slot]
    move(by: step, person)
    replace(slot, by: entering, step, gain)
    return true
  }

  private func ratioTest(_ slot: Int, isDown: Bool) -> Int32? {
    let (rows, width, line) = (rows, columns.width, pivotRow)
    for row in 0..<rows { line[row] = inverse[row &* rows &+ slot] }
    let (entries, price, keyShare, keyPrice, key) = (columns.entries, price, keyShare, keyPrice, key)
    for person in 0..<people {
      var sum = 0.0
      let own = entries + Int(key[person]) &* width
      var index = 0
      while index < width, own[index] >= 0 {
        sum += line[Int(own[index])]
        index &+= 1
      }
      keyShare[person] = sum
    }
    var best: Int32?
    var bestRatio = Double.infinity
    var bestPivot = 0.0
    let leaving = member[slot]
    func offer(_ cost: Double, _ share: Double, _ member: Int32) {
      let pivot = isDown ? share : -share
      if pivot < 1e-7 || member == leaving { return }
      let ratio = max(0, cost) / pivot
      if ratio < bestRatio - 1e-10 || (ratio < bestRatio + 1e-10 && pivot > bestPivot) {
        bestRatio = ratio
        bestPivot = pivot
        best = member
      }
    }
    let (person, banned, costs) = (columns.person, columns.isBanned, columns.cost)
    for column in 0..<columns.count where !banned[column] {
      let own = entries + column &* width
      let who = Int(person[column])
      var share = -keyShare[who]
      var cost = costs[column] - keyPrice[who]
      var index = 0
      while index < width, own[index] >= 0 {
        let row = Int(own[index])
        share += line[row]
        cost -= price[row]
        index &+= 1
      }
      offer(cost, share, Int32(truncatingIfNeeded: column))
    }
    for row in 0..<rows {
      offer(top[row] - price[row], line[row], Int32(truncatingIfNeeded: -1 - 2 * row))
      offer(price[row] - low[row], -line[row], Int32(truncatingIfNeeded: -2 - 2 * row))
    }
    work += Int64(columns.count + 2 * rows) / 4 + 1
    return best
  }
}

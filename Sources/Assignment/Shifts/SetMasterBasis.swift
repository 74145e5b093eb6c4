/// The inverse of the working basis: from nothing, by one pivot, and anew.
extension SetMaster {
  /// Everybody on the key alone, every row short or over.
  func reset() {
    inverse.update(repeating: 0, count: rows * rows)
    for row in 0..<rows { value[row] = need[row] }
    for person in 0..<people {
      keyValue[person] = 1
      for row in rowsOf(Int(key[person])) { value[row] -= 1 }
    }
    for row in 0..<rows {
      let isShort = value[row] >= 0
      inverse[row * rows + row] = isShort ? 1 : -1
      value[row] = abs(value[row])
      put(Int32(isShort ? -1 - 2 * row : -2 - 2 * row), in: row)
    }
    pivotsSinceRebuild = 0
    work += Int64(rows * rows) / 64
    reprice()
  }

  private func rowsOf(_ column: Int) -> [Int] {
    (0..<columns.width).map { Int(columns.entries[column * columns.width + $0]) }.filter { $0 >= 0 }
  }

  /// Prices from the basis and the costs as they are now.
  func reprice() {
    for slot in 0..<rows {
      let own = Int(owner[slot])
      pivotRow[slot] = costOfMember(member[slot]) - (own >= 0 ? columns.cost[Int(key[own])] : 0)
    }
    let (rows, costs) = (rows, pivotRow)
    for row in 0..<rows {
      let line = inverse + row * rows
      var sum = 0.0
      for slot in 0..<rows { sum += costs[slot] * line[slot] }
      price[row] = sum
    }
    work += Int64(rows * rows) / 64
  }

  /// `direction` = inverse times the column (less its person's key); `hits` lists where it is not 0.
  func solve(_ member: Int32) {
    direction.update(repeating: 0, count: rows)
    if member >= 0 {
      add(Int(member), 1)
      add(Int(key[Int(columns.person[Int(member)])]), -1)
    } else {
      addRow(Int(-1 - member) / 2, (-1 - member) & 1 == 0 ? 1 : -1)
    }
    let (rows, direction, hits) = (rows, direction, hits)
    var count = 0
    for slot in 0..<rows where abs(direction[slot]) > 1e-11 {
      hits[count] = Int32(truncatingIfNeeded: slot)
      count &+= 1
    }
    hitCount = count
  }

  private func add(_ column: Int, _ factor: Double) {
    for index in 0..<columns.width {
      let row = columns.entries[column * columns.width + index]
      if row < 0 { return }
      addRow(Int(row), factor)
    }
  }

  private func addRow(_ row: Int, _ factor: Double) {
    let source = inverse + row &* rows
    let (rows, direction) = (rows, direction)
    for slot in 0..<rows { direction[slot] += factor * source[slot] }
    work += Int64(rows) / 64
  }

  /// The product update of the inverse for the column in `direction` entering at `slot`.
  private func pivotOn(_ slot: Int) {
    let (rows, direction, hits, hitCount, inverse) = (rows, direction, hits, hitCount, inverse)
    let scale = 1 / direction[slot]
    let isDense = hitCount > rows / 6
    var touched = 0
    for row in 0..<rows {
      let line = inverse + row &* rows
      if line[slot] == 0 { continue }
      let factor = line[slot] * scale
      if abs(factor) < 1e-13 {
        line[slot] = 0
        continue
      }
      touched &+= 1
      if isDense {
        for hit in 0..<rows { line[hit] -= direction[hit] * factor }
      } else {
        for index in 0..<hitCount {
          let hit = Int(hits[index])
          line[hit] -= direction[hit] * factor
        }
      }
      line[slot] = factor
    }
    work += Int64(touched * hitCount + 8 * rows) / 32
  }

  /// The member solved last enters at `slot` with `amount`; `gain` is its reduced cost.
  func replace(_ slot: Int, by member: Int32, _ amount: Double, _ gain: Double) {
    pivotOn(slot)
    let (rows, price, inverse) = (rows, price, inverse)
    for row in 0..<rows { price[row] += gain * inverse[row &* rows &+ slot] }
    put(member, in: slot)
    value[slot] = amount
    pivotsSinceRebuild += 1
  }

  /// The key of a person and the column in one of the person's slots change places.
  func swapKey(of person: Int, with slot: Int) {
    var own: [Int] = []
    for other in 0..<rows where owner[other] == Int32(person) { own.append(other) }
    for row in 0..<rows {
      let line = inverse + row * rows
      var sum = 0.0
      for other in own { sum += line[other] }
      line[slot] = -sum
    }
    let old = key[person]
    key[person] = member[slot]
    put(old, in: slot)
    let oldValue = keyValue[person]
    keyValue[person] = value[slot]
    value[slot] = oldValue
    work += Int64(rows) / 8
  }

  /// The inverse computed anew from the basis, against rounding. The primal method lifts values below 0 to 0.
  func rebuild(isPrimal: Bool) {
    let old = (0..<rows).map { member[$0] }
    inverse.update(repeating: 0, count: rows * rows)
    var isTaken = [Bool](repeating: false, count: rows)
    for row in 0..<rows {
      inverse[row * rows + row] = 1
      put(Int32(-1 - 2 * row), in: row)
    }
    for entry in old where entry < 0 {
      let row = Int(-1 - entry) / 2
      put(entry, in: row)
      isTaken[row] = true
      if (-1 - entry) & 1 == 1 { inverse[row * rows + row] = -1 }
    }
    for entry in old where entry >= 0 {
      solve(entry)
      var best = -1
      for index in 0..<hitCount {
        let slot = Int(hits[index])
        if !isTaken[slot], best < 0 || abs(direction[slot]) > abs(direction[best]) { best = slot }
      }
      // A column that depends on the others stays out: its row is short in its stead.
      guard best >= 0, abs(direction[best]) > 1e-7 else { continue }
      pivotOn(best)
      put(entry, in: best)
      isTaken[best] = true
    }
    refreshValues(isPrimal: isPrimal)
    pivotsSinceRebuild = 0
    reprice()
  }

  private func refreshValues(isPrimal: Bool) {
    let rest = pivotRow
    for row in 0..<rows { rest[row] = need[row] }
    for person in 0..<people {
      keyValue[person] = 1
      for row in rowsOf(Int(key[person])) { rest[row] -= 1 }
    }
    value.update(repeating: 0, count: rows)
    let (rows, value) = (rows, value)
    for row in 0..<rows {
      let line = inverse + row * rows
      for slot in 0..<rows { value[slot] += rest[row] * line[slot] }
    }
    for slot in 0..<rows {
      if isPrimal { value[slot] = max(0, value[slot]) }
      if owner[slot] >= 0 { keyValue[Int(owner[slot])] -= value[slot] }
    }
    work += Int64(rows * rows) / 32
  }
}

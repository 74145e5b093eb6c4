/// The primal simplex method: from a basis that fills the rows to the cheapest one.
extension SetMaster {
  private static let slack = 1e-7

  /// Pivots until no known column gains. False where `most` work was done before.
  func optimise(most: Int64) -> Bool {
    let end = work + most
    while work < end {
      collect()
      if candidates.isEmpty { return true }
      while work < end, let member = worstCandidate() {
        if !enter(member) { break }
        if pivotsSinceRebuild >= 600 { rebuild(isPrimal: true) }
      }
    }
    return false
  }

  /// The columns that gain most, by one pass over all.
  private func collect() {
    priceKeys()
    candidates.removeAll(keepingCapacity: true)
    gains.removeAll(keepingCapacity: true)
    var limit = -Self.slack
    for column in 0..<columns.count where !columns.isBanned[column] {
      let cost = priceOfColumn(column) - keyPrice[Int(columns.person[column])]
      if cost < limit { offer(cost, Int32(column), &limit) }
    }
    for row in 0..<rows {
      if top[row] - price[row] < limit { offer(top[row] - price[row], Int32(-1 - 2 * row), &limit) }
      if price[row] - low[row] < limit { offer(price[row] - low[row], Int32(-2 - 2 * row), &limit) }
    }
    work += Int64(columns.count + 2 * rows) / 4 + 1
  }

  private func offer(_ cost: Double, _ member: Int32, _ limit: inout Double) {
    if candidates.count < 48 {
      candidates.append(member)
      gains.append(cost)
      if candidates.count < 48 { return }
    } else {
      var dearest = 0
      for index in 1..<48 where gains[index] > gains[dearest] { dearest = index }
      candidates[dearest] = member
      gains[dearest] = cost
    }
    limit = gains.reduce(-Double.infinity, max)
  }

  private func worstCandidate() -> Int32? {
    var worst = (cost: -Self.slack, index: -1)
    var index = 0
    while index < candidates.count {
      if candidates[index] >= 0 {
        let person = Int(columns.person[Int(candidates[index])])
        keyPrice[person] = priceOfColumn(Int(key[person]))
      }
      let cost = reducedCost(candidates[index])
      if cost >= -Self.slack {
        candidates.swapAt(index, candidates.count - 1)
        candidates.removeLast()
        continue
      }
      if cost < worst.cost { worst = (cost, index) }
      index += 1
    }
    guard worst.index >= 0 else { return nil }
    let member = candidates[worst.index]
    candidates.swapAt(worst.index, candidates.count - 1)
    candidates.removeLast()
    return member
  }

  /// Brings a column into the basis. False where rounding leaves no safe pivot.
  private func enter(_ member: Int32) -> Bool {
    let person = member >= 0 ? Int(columns.person[Int(member)]) : -1
    let gain = reducedCost(member)
    solve(member)
    let leaving = ratioTest(person)
    for index in 0..<hitCount where owner[Int(hits[index])] >= 0 { rate[Int(owner[Int(hits[index])])] = 0 }
    guard leaving.step < .infinity else { return false }
    move(by: leaving.step, person)
    if leaving.slot >= 0 {
      replace(leaving.slot, by: member, leaving.step, gain)
    } else if let slot = largestSlot(of: leaving.person) {
      swapKey(of: leaving.person, with: slot)
      solve(member)
      replace(slot, by: member, leaving.step, gain)
    } else {
      key[leaving.person] = member
      keyValue[leaving.person] = leaving.step
    }
    return true
  }

  /// The slot, or the person whose key, reaches 0 first.
  private func ratioTest(_ person: Int) -> (step: Double, slot: Int, person: Int) {
    var best = (step: Double.infinity, slot: -1, person: -1)
    var bestPivot = 0.0
    func offer(_ value: Double, _ pivot: Double, slot: Int, person: Int) {
      let step = max(0, value) / pivot
      if step < best.step - 1e-12 || (step <= best.step + 1e-12 && pivot > bestPivot) {
        best = (step, slot, person)
        bestPivot = pivot
      }
    }
    for index in 0..<hitCount {
      let slot = Int(hits[index])
      if direction[slot] > 1e-6 { offer(value[slot], direction[slot], slot: slot, person: -1) }
      let other = Int(owner[slot])
      if other >= 0 { rate[other] += direction[slot] }
    }
    for index in 0..<hitCount {
      let other = Int(owner[Int(hits[index])])
      if other < 0 || other == person { continue }
      if rate[other] < -1e-6 { offer(keyValue[other], -rate[other], slot: -1, person: other) }
    }
    if person >= 0, 1 - rate[person] > 1e-6 { offer(keyValue[person], 1 - rate[person], slot: -1, person: person) }
    return best
  }
}

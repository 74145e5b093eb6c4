import Basics
import Incident

/// How a plan of the horizon scores: heads forced by pins, then unmet heads by tier, then cost; smaller is better.
struct HorizonScore: Hashable, Comparable, Sendable {
  /// Index 0 are heads that pins force, 1...5 the tiers of `Plan.unmetByTier`.
  var unmet: [Int]
  var cost: Int64

  static func < (a: HorizonScore, b: HorizonScore) -> Bool {
    for (x, y) in zip(a.unmet, b.unmet) where x != y { return x < y }
    return a.cost < b.cost
  }
}

/// Who serves where in each shift, kept with its score while single duties are put and lifted.
struct HorizonState: Sendable {
  let model: HorizonModel
  /// By person and shift: cell, or -1.
  private(set) var cellOf: [Int32]
  private(set) var arcOf: [Int32]
  private(set) var filled: [Int]
  private(set) var women: [Int]
  /// By shift and unit: people called by choice.
  private(set) var called: [[Int]]
  /// Shifts of each person with a duty, fixed ones too, as bits.
  private(set) var busy: [UInt32]
  private(set) var duties: [Int]
  private(set) var score: HorizonScore

  init(_ model: HorizonModel) {
    self.model = model
    let people = model.staff
    cellOf = Array(repeating: -1, count: people * model.shifts)
    arcOf = cellOf
    filled = Array(repeating: 0, count: model.cells.count)
    women = filled
    called = model.capacity.map { $0.map { _ in 0 } }
    busy = Array(repeating: 0, count: people)
    duties = Array(repeating: 0, count: people)
    score = HorizonScore(unmet: [0] + model.lostHeads, cost: 0)
    for person in 0..<people {
      for t in 0..<model.shifts where model.fixedPlace[person * model.shifts + t] >= 0 {
        busy[person] |= 1 << UInt32(t)
        duties[person] += 1
      }
    }
    for cell in model.cells { Self.count(cell, filled: 0, into: &score.unmet, sign: 1) }
  }

  private static func count(_ cell: HorizonCell, filled: Int, into unmet: inout [Int], sign: Int) {
    let forced = max(0, cell.forced - filled)
    unmet[0] += sign * forced
    unmet[cell.tier + 1] += sign * (cell.heads - filled - forced)
  }

  /// Unmet heads as plans count them: those that pins force are of their post's tier.
  var unmetByTier: [Int] {
    var out = model.lostHeads
    for (index, cell) in model.cells.enumerated() { out[cell.tier] += cell.heads - filled[index] }
    return out
  }

  // MARK: - One person

  /// The place of somebody's duty in a shift, -1 for none.
  func place(_ person: Int, _ t: Int) -> Int32 {
    let at = person * model.shifts + t
    return cellOf[at] >= 0 ? model.cells[Int(cellOf[at])].place : model.fixedPlace[at]
  }

  /// What the person's other duties leave of a shift; `without` is a shift whose duty is taken as lifted.
  struct Opening {
    /// Units of load; places before and after, -1 for none.
    var load: Int64
    var before: Int32
    var after: Int32

    func change(_ place: Int32, _ perChange: Int64) -> Int64 {
      if perChange == 0 { return 0 }
      var sum: Int64 = 0
      if before >= 0, before != place { sum += perChange }
      if after >= 0, after != place { sum += perChange }
      if before >= 0, after >= 0, before != after { sum -= perChange }
      return sum
    }
  }

  /// Nil where rest, the most duties or the nights in a row keep the person away. O(shifts)
  func opening(_ person: Int, _ t: Int, without lifted: Int = -1) -> Opening? {
    let bit = UInt32(1) << UInt32(t)
    var others = busy[person] & ~bit
    if lifted >= 0 { others &= ~(UInt32(1) << UInt32(lifted)) }
    if others & model.clock.conflicts[t] != 0 { return nil }
    if let most = model.clock.rules.mostDuties, others.nonzeroBitCount >= most { return nil }
    if !keepsNights(person, t, others) { return nil }
    var opening = Opening(load: 0, before: -1, after: -1)
    if others == 0 { return opening }
    var hours: Int64 = 0
    var rest = others
    while rest != 0 {
      let other = rest.trailingZeroBitCount
      rest &= rest - 1
      if other < t {
        hours += model.clock.hours[other]
        opening.before = place(person, other)
      } else {
        hours += model.clock.hours[t]
        if opening.after < 0 { opening.after = place(person, other) }
      }
    }
    opening.load = hours * model.weights.perRecentHour
    return opening
  }

  private func keepsNights(_ person: Int, _ t: Int, _ others: UInt32) -> Bool {
    guard let most = model.clock.rules.mostNightsInARow, model.clock.shifts[t].isNight else { return true }
    var nights = model.nightsOutside[person] ?? []
    for other in 0..<model.shifts where (other == t || others & (1 << UInt32(other)) != 0) && model.clock.shifts[other].isNight {
      nights.append(model.clock.shifts[other].interval.start)
    }
    return ShiftClock.longestRun(nights) <= most
  }

  /// What a duty costs beside the person's others.
  func cost(_ arc: Int, _ opening: Opening) -> Int64 {
    let place = model.cells[Int(model.arcCell[arc])].place
    return model.arcCost[arc] + opening.load + opening.change(place, model.weights.perPlaceChange)
  }

  // MARK: - Changes

  /// Whether one more of the unit may be called in the shift.
  func hasRoom(_ person: Int, _ t: Int) -> Bool {
    let unit = model.unit[person]
    return unit < 0 || called[t][Int(unit)] < model.capacity[t][Int(unit)]
  }

  func arc(_ person: Int, cell: Int) -> Int? {
    model.row(person, model.cells[cell].shift).first { Int(model.arcCell[$0]) == cell }
  }

  /// Gives a free person a duty. The caller has asked `opening`.
  mutating func put(_ person: Int, _ arc: Int) {
    let cell = Int(model.arcCell[arc])
    let t = model.cells[cell].shift
    guard let opening = opening(person, t) else { return }
    score.cost += cost(arc, opening)
    change(person, t, cell, by: 1)
    cellOf[person * model.shifts + t] = Int32(cell)
    arcOf[person * model.shifts + t] = Int32(arc)
    busy[person] |= 1 << UInt32(t)
    duties[person] += 1
  }

  mutating func lift(_ person: Int, _ t: Int) {
    let at = person * model.shifts + t
    let cell = Int(cellOf[at])
    guard cell >= 0 else { return }
    let arc = Int(arcOf[at])
    change(person, t, cell, by: -1)
    cellOf[at] = -1
    arcOf[at] = -1
    busy[person] &= ~(UInt32(1) << UInt32(t))
    duties[person] -= 1
    if let opening = opening(person, t) { score.cost -= cost(arc, opening) }
  }

  private mutating func change(_ person: Int, _ t: Int, _ cell: Int, by sign: Int) {
    Self.count(model.cells[cell], filled: filled[cell], into: &score.unmet, sign: -1)
    filled[cell] += sign
    if model.isFemale[person] { women[cell] += sign }
    Self.count(model.cells[cell], filled: filled[cell], into: &score.unmet, sign: 1)
    let unit = model.unit[person]
    if unit >= 0 { called[t][Int(unit)] += sign }
  }

  /// Whether the crews of a cell are whole or idle, and nobody is too many.
  func isWhole(_ cell: Int) -> Bool { model.cells[cell].takes(filled[cell], women: women[cell]) }
}

/// A plan under change: who serves which arc in which shift, how full each cell is, who is in it, and what a head there is worth now.
/// A cell may be over-full by one head while a chain of moves runs.
final class ShiftPlan {
  let network: ShiftNetwork
  /// Per person and shift: the arc served, or -1.
  let arc: UnsafeMutablePointer<Int32>
  let filled: UnsafeMutablePointer<Int32>
  /// What a head is worth: the price of the cell.
  let worth: UnsafeMutablePointer<Int32>
  /// `worth` where there is room, blocked elsewhere.
  let free: UnsafeMutablePointer<Int32>
  /// The same, and full cells at `worth` less `surcharge`: somebody would have to leave.
  let soft: UnsafeMutablePointer<Int32>
  /// Added to the cost of pushing somebody out.
  var surcharge: Int32 = 0
  /// Scaled cost of the plan: arcs, changes, and weights of all heads short.
  private(set) var total: Int64 = 0
  private let seat: UnsafeMutablePointer<Int32>
  private let seatStart: UnsafeMutablePointer<Int32>

  init(_ network: ShiftNetwork) {
    self.network = network
    let cells = max(1, network.cells)
    let duties = max(1, network.staff * network.shifts)
    arc = .allocate(capacity: duties)
    filled = .allocate(capacity: cells)
    worth = .allocate(capacity: cells)
    free = .allocate(capacity: cells)
    soft = .allocate(capacity: cells)
    arc.initialize(repeating: -1, count: duties)
    filled.initialize(repeating: 0, count: cells)
    var start = [Int32](repeating: 0, count: cells + 1)
    for post in 0..<network.posts {
      let eligible = network.peopleStart[post + 1] - network.peopleStart[post]
      for cell in post * network.stride..<(post + 1) * network.stride {
        // Room for one head too many, and never for more than there are people.
        start[cell + 1] = start[cell] + min(network.need[cell], eligible) + 1
        total += Int64(network.need[cell]) * Int64(network.weight[post])
      }
    }
    seatStart = ShiftNetwork.copy(start)
    seat = .allocate(capacity: Int(start[network.cells]) + 1)
    for cell in 0..<network.cells { worth[cell] = 0 }
    for cell in 0..<network.cells { settle(cell) }
  }

  deinit {
    arc.deallocate()
    filled.deallocate()
    worth.deallocate()
    free.deallocate()
    soft.deallocate()
    seat.deallocate()
    seatStart.deallocate()
  }

  /// Sets the worth of all cells.
  func setWorth(_ price: UnsafeMutablePointer<Int32>, surcharge: Int32) {
    self.surcharge = surcharge
    for cell in 0..<network.cells {
      worth[cell] = price[cell]
      settle(cell)
    }
  }

  @inline(__always)
  private func settle(_ cell: Int) {
    let room = network.need[cell] - filled[cell]
    free[cell] = room > 0 ? worth[cell] : ShiftNetwork.blocked
    let isTakeable = room > 0 || (room == 0 && network.need[cell] > 0)
    soft[cell] = isTakeable ? (room > 0 ? worth[cell] : worth[cell] - surcharge) : ShiftNetwork.blocked
  }

  func row(_ person: Int) -> UnsafeMutablePointer<Int32> { arc + person * network.shifts }

  /// Who is in a cell.
  func people(in cell: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: seat + Int(seatStart[cell]), count: Int(filled[cell]))
  }

  /// Scaled cost of a person's duties less the weights of the heads that they fill.
  func ownCost(_ row: UnsafeMutablePointer<Int32>) -> Int64 {
    var sum: Int64 = 0
    var place: Int32 = -1
    for shift in 0..<network.shifts where row[shift] >= 0 {
      let post = Int(network.arcPost[Int(row[shift])])
      sum += Int64(network.arcCost[Int(row[shift])]) - Int64(network.weight[post])
      if network.change > 0 {
        if place >= 0, place != network.place[post] { sum += network.change }
        place = network.place[post]
      }
    }
    return sum
  }

  /// The same less the worth of the heads instead of their weights.
  func ownPriced(_ row: UnsafeMutablePointer<Int32>, _ price: UnsafeMutablePointer<Int32>) -> Int64 {
    var sum: Int64 = 0
    var place: Int32 = -1
    for shift in 0..<network.shifts where row[shift] >= 0 {
      let post = Int(network.arcPost[Int(row[shift])])
      sum += Int64(network.arcCost[Int(row[shift])]) - Int64(price[post * network.stride + shift])
      if network.change > 0 {
        if place >= 0, place != network.place[post] { sum += network.change }
        place = network.place[post]
      }
    }
    return sum
  }

  /// Takes a person out of all cells; the row stays as it is.
  func lift(_ person: Int) {
    let mine = row(person)
    total -= ownCost(mine)
    for shift in 0..<network.shifts where mine[shift] >= 0 {
      let cell = network.cell(mine[shift], shift)
      let start = seat + Int(seatStart[cell])
      let last = Int(filled[cell]) - 1
      for index in 0...last where start[index] == Int32(person) {
        start[index] = start[last]
        break
      }
      filled[cell] -= 1
      settle(cell)
    }
  }

  /// Puts a person, who is lifted, on the duties of `duties`, which may be the row itself.
  func put(_ person: Int, _ duties: UnsafeMutablePointer<Int32>) {
    let mine = row(person)
    for shift in 0..<network.shifts {
      mine[shift] = duties[shift]
      guard mine[shift] >= 0 else { continue }
      let cell = network.cell(mine[shift], shift)
      (seat + Int(seatStart[cell]))[Int(filled[cell])] = Int32(person)
      filled[cell] += 1
      settle(cell)
    }
    total += ownCost(mine)
  }

  /// Replaces the whole plan.
  func load(_ rows: UnsafeMutablePointer<Int32>) {
    for person in 0..<network.staff { lift(person) }
    for person in 0..<network.staff { put(person, rows + person * network.shifts) }
  }
}

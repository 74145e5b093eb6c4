/// Who could serve which cell at little loss at given prices: the graph that groups for `GroupSearch` are grown in.
struct PriceNeighbours {
  /// Cells near to each person, and people near to each cell, as rows.
  private(set) var cellStart: [Int32] = []
  private(set) var cells: [Int32] = []
  private(set) var personStart: [Int32] = []
  private(set) var people: [Int32] = []
  /// Arcs looked at.
  private(set) var work: Int64 = 0

  /// `price` by cell. What counts as little is chosen so that people have about `wanted` cells. O(arcs x shifts) for each try.
  init(_ network: ShiftNetwork, _ price: UnsafeMutablePointer<Int32>, wanted: Int) {
    var limit = 4 * network.scale
    var hasGrown = false
    for _ in 0..<12 {
      list(network, price, limit)
      let mean = cells.count / max(1, network.staff)
      if mean > 4 * wanted, !hasGrown {
        limit /= 3
      } else if mean < wanted / 2, limit < 1 << 40 {
        limit *= 3
        hasGrown = true
      } else {
        break
      }
    }
    turn(network)
  }

  func cells(near person: Int) -> ArraySlice<Int32> { cells[Int(cellStart[person])..<Int(cellStart[person + 1])] }
  func people(near cell: Int) -> ArraySlice<Int32> { people[Int(personStart[cell])..<Int(personStart[cell + 1])] }

  private mutating func list(_ network: ShiftNetwork, _ price: UnsafeMutablePointer<Int32>, _ limit: Int64) {
    var margins = DutyMargins(network)
    cells.removeAll(keepingCapacity: true)
    cellStart = [0]
    for person in 0..<network.staff {
      margins.compute(person, price)
      for arc in Int(network.arcStart[person])..<Int(network.arcStart[person + 1]) {
        let post = Int(network.arcPost[arc])
        for shift in 0..<network.shifts where margins.rest[shift] < .max {
          let cell = post &* network.stride &+ shift
          if network.need[cell] == 0 { continue }
          let loss = Int64(network.arcCost[arc]) &- Int64(price[cell]) &+ margins.rest[shift] &- margins.best
          if loss <= limit { cells.append(Int32(truncatingIfNeeded: cell)) }
        }
      }
      cellStart.append(Int32(cells.count))
    }
    work += Int64(network.arcStart[network.staff]) * 2
  }

  private mutating func turn(_ network: ShiftNetwork) {
    personStart = Array(repeating: 0, count: network.cells + 1)
    for cell in cells { personStart[Int(cell) + 1] += 1 }
    for cell in 0..<network.cells { personStart[cell + 1] += personStart[cell] }
    var next = personStart
    people = Array(repeating: 0, count: cells.count)
    for person in 0..<network.staff {
      for cell in cells(near: person) {
        people[Int(next[Int(cell)])] = Int32(person)
        next[Int(cell)] += 1
      }
    }
  }
}

/// For one person at given prices: the best value of all sets of duties, and of the duties around a given one (changes of place
/// left out).
struct DutyMargins {
  private let network: ShiftNetwork
  private(set) var best: Int64 = 0
  /// Per shift: the best value of all other duties next to one in this shift; `.max` where the person cannot serve in it.
  private(set) var rest: [Int64]
  private var cheapest: [Int64]
  private var after: [Int64]
  private var before: [Int64]

  init(_ network: ShiftNetwork) {
    self.network = network
    rest = Array(repeating: .max, count: network.shifts)
    cheapest = rest
    let width = (network.shifts + network.rest) / (network.rest + 1) + 1
    after = Array(repeating: 0, count: (network.shifts + network.rest + 1) * width)
    before = Array(repeating: 0, count: (network.shifts + 1) * width)
  }

  /// O(arcs x shifts).
  mutating func compute(_ person: Int, _ price: UnsafeMutablePointer<Int32>) {
    let shifts = network.shifts
    let width = (shifts + network.rest) / (network.rest + 1) + 1
    let most = Int(network.mostDuties[person])
    for shift in 0..<shifts {
      cheapest[shift] = 0
      rest[shift] = .max
    }
    for arc in Int(network.arcStart[person])..<Int(network.arcStart[person + 1]) {
      let row = price + Int(network.arcPost[arc]) * network.stride
      let cost = Int64(network.arcCost[arc])
      for shift in 0..<shifts where network.isAvailable[person * shifts + shift] {
        cheapest[shift] = min(cheapest[shift], cost - Int64(row[shift]))
      }
    }
    best = 0
    if most == 0 { return }
    for shift in stride(from: shifts - 1, through: 0, by: -1) {
      for left in 1...most {
        after[shift * width + left] = min(
          after[(shift + 1) * width + left], cheapest[shift] + after[(shift + network.rest + 1) * width + left - 1])
      }
    }
    for shift in 1...shifts {
      for left in 1...most {
        before[shift * width + left] = min(
          before[(shift - 1) * width + left], cheapest[shift - 1] + before[max(0, shift - 1 - network.rest) * width + left - 1])
      }
    }
    best = after[most]
    for shift in 0..<shifts where network.isAvailable[person * shifts + shift] {
      for left in 0..<most {
        let around = before[max(0, shift - network.rest) * width + left]
        rest[shift] = min(rest[shift], around + after[(shift + network.rest + 1) * width + most - 1 - left])
      }
    }
  }
}

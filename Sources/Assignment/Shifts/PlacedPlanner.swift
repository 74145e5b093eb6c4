/// The same programme where a duty at another place than the duty before costs extra: the state has the place of the last duty.
final class PlacedPlanner {
  private let network: ShiftNetwork
  private let width: Int
  private let rows: Int
  /// The least value of duties from this shift on with so many left (0: none), and the shift and arc of the first. By shift, left.
  private var least: [Int64]
  private var leastAt: [(shift: Int32, arc: Int32)]
  /// The same when the first is at one place; 0 and no arc where none there is worth it. By shift, left, place of the person.
  private var leastHere: [Int64] = []
  private var leastHereAt: [(shift: Int32, arc: Int32)] = []
  private var slotOf: [Int32]
  private var slots: [Int32] = []

  init(_ network: ShiftNetwork) {
    self.network = network
    width = (network.shifts + network.rest) / (network.rest + 1) + 1
    rows = network.shifts + network.rest + 1
    least = Array(repeating: 0, count: rows * width)
    leastAt = Array(repeating: (-1, -1), count: rows * width)
    slotOf = Array(repeating: -1, count: ((0..<network.posts).map { Int(network.place[$0]) }.max() ?? 0) + 1)
  }

  func plan(_ person: Int, _ price: UnsafeMutablePointer<Int32>, _ out: UnsafeMutablePointer<Int32>) -> Int64 {
    for shift in 0..<network.shifts { out[shift] = -1 }
    let first = Int(network.arcStart[person])
    let count = Int(network.arcStart[person + 1]) - first
    let most = Int(network.mostDuties[person])
    guard count > 0, most > 0 else { return 0 }
    let places = name(first, count)
    leastHere = Array(repeating: 0, count: rows * width * places)
    leastHereAt = Array(repeating: (-1, -1), count: rows * width * places)
    for index in least.indices {
      least[index] = 0
      leastAt[index] = (-1, -1)
    }
    let step = network.rest + 1
    for shift in stride(from: network.shifts - 1, through: 0, by: -1) {
      for left in 1...most {
        let state = shift * width + left
        let after = (shift + step) * width + left - 1
        least[state] = least[state + width]
        leastAt[state] = leastAt[state + width]
        for place in 0..<places {
          leastHere[state * places + place] = leastHere[(state + width) * places + place]
          leastHereAt[state * places + place] = leastHereAt[(state + width) * places + place]
        }
        guard network.isAvailable[person * network.shifts + shift] else { continue }
        for index in 0..<count {
          let arc = first + index
          let own = price[Int(network.arcPost[arc]) * network.stride + shift]
          if own == ShiftNetwork.blocked { continue }
          let slot = Int(slots[index])
          let then = min(leastHere[after * places + slot], onward(after))
          let total = Int64(network.arcCost[arc]) - Int64(own) + then
          if total < least[state] {
            least[state] = total
            leastAt[state] = (Int32(shift), Int32(arc))
          }
          if total < leastHere[state * places + slot] {
            leastHere[state * places + slot] = total
            leastHereAt[state * places + slot] = (Int32(shift), Int32(arc))
          }
        }
      }
    }
    trace(first, places, most, out)
    for index in 0..<count { slotOf[Int(network.place[Int(network.arcPost[first + index])])] = -1 }
    return least[most]
  }

  /// The best that follows at any place; a change is paid only where something follows.
  private func onward(_ state: Int) -> Int64 { leastAt[state].arc < 0 ? 0 : least[state] + network.change }

  /// Numbers the places that the person can serve.
  private func name(_ first: Int, _ count: Int) -> Int {
    var places = 0
    slots.removeAll(keepingCapacity: true)
    for arc in first..<first + count {
      let place = Int(network.place[Int(network.arcPost[arc])])
      if slotOf[place] < 0 {
        slotOf[place] = Int32(places)
        places += 1
      }
      slots.append(slotOf[place])
    }
    return places
  }

  private func trace(_ first: Int, _ places: Int, _ most: Int, _ out: UnsafeMutablePointer<Int32>) {
    var next = leastAt[most]
    var left = most
    while next.arc >= 0, left > 0 {
      out[Int(next.shift)] = next.arc
      let after = (Int(next.shift) + network.rest + 1) * width + left - 1
      let slot = Int(slots[Int(next.arc) - first])
      let here = leastHere[after * places + slot]
      next = here <= onward(after) ? leastHereAt[after * places + slot] : leastAt[after]
      left -= 1
    }
  }
}

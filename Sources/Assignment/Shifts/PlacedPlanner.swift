/// The same programme where a duty at another place than the duty before costs extra: the state has the place of the next duty.
final class PlacedPlanner {
  private let network: ShiftNetwork
  private let width: Int
  private let most: Int
  /// The least value of duties from a shift on with so many left (0: none), and the shift and arc of the first. By shift, left.
  private let least: UnsafeMutablePointer<Int64>
  private let leastShift: UnsafeMutablePointer<Int32>
  private let leastArc: UnsafeMutablePointer<Int32>
  /// The same where the first is at one place; 0 and no arc where none there is worth it. By shift, left, place of the person.
  private let here: UnsafeMutablePointer<Int64>
  private let hereShift: UnsafeMutablePointer<Int32>
  private let hereArc: UnsafeMutablePointer<Int32>
  private let slotOf: UnsafeMutablePointer<Int32>
  private let slot: UnsafeMutablePointer<Int32>

  init(_ network: ShiftNetwork) {
    self.network = network
    width = (network.shifts + network.rest) / (network.rest + 1) + 1
    var longest = 1
    for person in 0..<network.staff { longest = max(longest, Int(network.arcStart[person + 1] - network.arcStart[person])) }
    most = longest
    // States after the last shift, and those with no duty left, are never written: they stay 0 and without arc.
    let states = (network.shifts + network.rest + 1) * width
    least = Self.filled(states, 0)
    leastShift = Self.filled(states, -1)
    leastArc = Self.filled(states, -1)
    here = Self.filled(states * longest, 0)
    hereShift = Self.filled(states * longest, -1)
    hereArc = Self.filled(states * longest, -1)
    var places = 0
    for post in 0..<network.posts { places = max(places, Int(network.place[post])) }
    slotOf = Self.filled(places + 1, -1)
    slot = Self.filled(longest, 0)
  }

  deinit {
    least.deallocate()
    leastShift.deallocate()
    leastArc.deallocate()
    here.deallocate()
    hereShift.deallocate()
    hereArc.deallocate()
    slotOf.deallocate()
    slot.deallocate()
  }

  private static func filled<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: count)
    pointer.initialize(repeating: value, count: count)
    return pointer
  }

  /// See `PersonPlanner.plan`. O(arcs x shifts x duties).
  func plan(
    _ person: Int, _ price: UnsafeMutablePointer<Int32>, avoiding avoided: Int, _ out: UnsafeMutablePointer<Int32>
  ) -> Int64 {
    for shift in 0..<network.shifts { out[shift] = -1 }
    let first = Int(network.arcStart[person])
    let count = Int(network.arcStart[person + 1]) - first
    let duties = Int(network.mostDuties[person])
    guard count > 0, duties > 0 else { return 0 }
    let places = name(first, count)
    for shift in stride(from: network.shifts - 1, through: 0, by: -1) {
      let isFree = network.isAvailable[person * network.shifts + shift] && shift != avoided
      for left in 1...duties {
        carry(shift &* width &+ left, places)
        if isFree { offer(shift, left, first, count, price) }
      }
    }
    trace(first, duties, out)
    for index in 0..<count { slotOf[Int(network.place[Int(network.arcPost[first + index])])] = -1 }
    return least[duties]
  }

  /// Starts a state with what the next shift has.
  private func carry(_ state: Int, _ places: Int) {
    let next = state &+ width
    least[state] = least[next]
    leastShift[state] = leastShift[next]
    leastArc[state] = leastArc[next]
    for place in 0..<places {
      here[state &* most &+ place] = here[next &* most &+ place]
      hereShift[state &* most &+ place] = hereShift[next &* most &+ place]
      hereArc[state &* most &+ place] = hereArc[next &* most &+ place]
    }
  }

  private func offer(_ shift: Int, _ left: Int, _ first: Int, _ count: Int, _ price: UnsafeMutablePointer<Int32>) {
    let state = shift &* width &+ left
    let after = (shift &+ network.rest &+ 1) &* width &+ left &- 1
    let onward = onward(after)
    for index in 0..<count {
      let arc = first &+ index
      let own = price[Int(network.arcPost[arc]) &* network.stride &+ shift]
      if own == ShiftNetwork.blocked { continue }
      let place = Int(slot[index])
      let total = Int64(network.arcCost[arc]) &- Int64(own) &+ min(here[after &* most &+ place], onward)
      if total < least[state] {
        least[state] = total
        leastShift[state] = Int32(shift)
        leastArc[state] = Int32(arc)
      }
      if total < here[state &* most &+ place] {
        here[state &* most &+ place] = total
        hereShift[state &* most &+ place] = Int32(shift)
        hereArc[state &* most &+ place] = Int32(arc)
      }
    }
  }

  /// The best that follows at any place; a change is paid only where something follows.
  private func onward(_ state: Int) -> Int64 { leastArc[state] < 0 ? 0 : least[state] + network.change }

  /// Numbers the places that the person can serve.
  private func name(_ first: Int, _ count: Int) -> Int {
    var places = 0
    for index in 0..<count {
      let place = Int(network.place[Int(network.arcPost[first + index])])
      if slotOf[place] < 0 {
        slotOf[place] = Int32(places)
        places += 1
      }
      slot[index] = slotOf[place]
    }
    return places
  }

  private func trace(_ first: Int, _ duties: Int, _ out: UnsafeMutablePointer<Int32>) {
    var shift = Int(leastShift[duties])
    var arc = leastArc[duties]
    var left = duties
    while arc >= 0, left > 0 {
      out[shift] = arc
      let after = (shift + network.rest + 1) * width + left - 1
      let same = after * most + Int(slot[Int(arc) - first])
      let isSame = here[same] <= onward(after)
      shift = Int(isSame ? hereShift[same] : leastShift[after])
      arc = isSame ? hereArc[same] : leastArc[after]
      left -= 1
    }
  }
}

/// The cheapest set of duties of one person at given prices, by a dynamic programme over shifts, duties left and, where changes of
/// place cost, the place of the duty before. Exact for rest, availability and the most duties.
final class PersonPlanner {
  private let network: ShiftNetwork
  private let best: UnsafeMutablePointer<Int32>
  private let bestArc: UnsafeMutablePointer<Int32>
  /// By shift (with `rest + 1` shifts after the end) and duties left.
  private let value: UnsafeMutablePointer<Int64>
  private let width: Int
  /// A shift that is left out, or -1: for variety in a search, never for a bound.
  var avoided = -1
  /// Arcs looked at.
  private(set) var work: Int64 = 0
  private lazy var places = PlacedPlanner(network)

  init(_ network: ShiftNetwork) {
    self.network = network
    best = .allocate(capacity: network.stride)
    bestArc = .allocate(capacity: network.stride)
    width = (network.shifts + network.rest) / (network.rest + 1) + 1
    value = .allocate(capacity: (network.shifts + network.rest + 1) * width)
    value.initialize(repeating: 0, count: (network.shifts + network.rest + 1) * width)
  }

  deinit {
    best.deallocate()
    bestArc.deallocate()
    value.deallocate()
  }

  /// Writes the arc served in each shift, or -1, to `out` and returns the sum of cost less price (changes of place included).
  /// `price` is by cell. O(arcs x shifts).
  @inline(__always)
  func plan(_ person: Int, _ price: UnsafeMutablePointer<Int32>, _ out: UnsafeMutablePointer<Int32>) -> Int64 {
    if network.change > 0 {
      let arcs = Int64(network.arcStart[person + 1] - network.arcStart[person])
      work += arcs * Int64(network.mostDuties[person] + 1) + 1
      return places.plan(person, price, avoiding: avoided, out)
    }
    return plan(person, price, out, network.isAvailable + person * network.shifts, Int(network.mostDuties[person]))
  }

  /// The same for a part of the horizon: only shifts of `available` and `most` duties; nobody pays for changes of place.
  @inline(__always)
  func plan(
    _ person: Int, _ price: UnsafeMutablePointer<Int32>, _ out: UnsafeMutablePointer<Int32>,
    _ available: UnsafeMutablePointer<Bool>,
    _ most: Int
  ) -> Int64 {
    let first = network.arcStart[person]
    let end = network.arcStart[person + 1]
    work += Int64(end - first) + 1
    cheapestArcs(first, end, price)
    var count = 0
    for shift in 0..<network.shifts {
      out[shift] = -1
      if !available[shift] || shift == avoided { bestArc[shift] = -1 }
      if bestArc[shift] >= 0 { count += 1 } else { best[shift] = 0 }
    }
    if count == 0 { return 0 }
    return most >= width - 1 || most >= count ? chooseFreely(out) : choose(most, out)
  }

  private func cheapestArcs(_ first: Int32, _ end: Int32, _ price: UnsafeMutablePointer<Int32>) {
    let stride = network.stride
    for shift in 0..<stride {
      best[shift] = 0
      bestArc[shift] = -1
    }
    for arc in first..<end {
      let row = price + Int(network.arcPost[Int(arc)]) &* stride
      let cost = network.arcCost[Int(arc)]
      var shift = 0
      while shift < stride {
        let here = UnsafeMutableRawPointer(best + shift)
        let hereArc = UnsafeMutableRawPointer(bestArc + shift)
        let now = here.loadUnaligned(as: SIMD8<Int32>.self)
        let offer = SIMD8<Int32>(repeating: cost) &- UnsafeRawPointer(row + shift).loadUnaligned(as: SIMD8<Int32>.self)
        let isBetter = offer .< now
        here.storeBytes(of: now.replacing(with: offer, where: isBetter), as: SIMD8<Int32>.self)
        let arcs = hereArc.loadUnaligned(as: SIMD8<Int32>.self)
        hereArc.storeBytes(of: arcs.replacing(with: SIMD8(repeating: arc), where: isBetter), as: SIMD8<Int32>.self)
        shift &+= 8
      }
    }
  }

  private func chooseFreely(_ out: UnsafeMutablePointer<Int32>) -> Int64 {
    let step = network.rest + 1
    var shift = network.shifts - 1
    while shift >= 0 {
      let with = Int64(best[shift]) &+ value[(shift &+ step) &* width]
      value[shift &* width] = min(value[(shift &+ 1) &* width], with)
      shift &-= 1
    }
    shift = 0
    while shift < network.shifts {
      if bestArc[shift] >= 0, value[shift &* width] < value[(shift &+ 1) &* width] {
        out[shift] = bestArc[shift]
        shift &+= step
      } else {
        shift &+= 1
      }
    }
    return value[0]
  }

  private func choose(_ most: Int, _ out: UnsafeMutablePointer<Int32>) -> Int64 {
    if most == 0 { return 0 }
    let step = network.rest + 1
    // Row `width - 1` of `chooseFreely` lies at column 0: here columns 1...most are used and column 0 means no duty left.
    for shift in stride(from: network.shifts - 1, through: 0, by: -1) {
      let row = value + shift &* width
      let next = row + width
      let after = value + (shift &+ step) &* width
      row[0] = 0
      for left in 1...most { row[left] = min(next[left], Int64(best[shift]) &+ after[left &- 1]) }
    }
    var left = most
    var shift = 0
    while shift < network.shifts, left > 0 {
      if bestArc[shift] >= 0, value[shift &* width &+ left] < value[(shift &+ 1) &* width &+ left] {
        out[shift] = bestArc[shift]
        shift &+= step
        left &-= 1
      } else {
        shift &+= 1
      }
    }
    return value[most]
  }
}

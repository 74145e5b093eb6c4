/// The instance as flat scaled arrays for the inner loops. A *cell* is a post in a shift, at `post * stride + shift`; the stride is a
/// multiple of eight, so that rows of prices are read in whole vectors. Money is counted in `1 / scale` units of cost.
final class ShiftNetwork {
  /// A cell at this price is never taken.
  static let blocked: Int32 = -(1 << 29)
  /// Added to the price of a cell that must be taken.
  static let forced: Int32 = 1 << 29

  let staff: Int
  let posts: Int
  let shifts: Int
  let stride: Int
  let rest: Int
  let scale: Int64
  let change: Int64
  var cells: Int { posts * stride }

  let arcStart: UnsafeMutablePointer<Int32>
  let arcPost: UnsafeMutablePointer<Int32>
  let arcCost: UnsafeMutablePointer<Int32>
  let need: UnsafeMutablePointer<Int32>
  /// Per post.
  let weight: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int32>
  /// Per cell: the weight of its post, blocked where it needs nobody.
  let fullWorth: UnsafeMutablePointer<Int32>
  /// Per person and shift (stride `shifts`).
  let isAvailable: UnsafeMutablePointer<Bool>
  let mostDuties: UnsafeMutablePointer<Int32>
  /// No price is lower: at this price no duty gains anything.
  let lowest: Int32
  /// People by post, the arcs the other way round.
  let peopleStart: UnsafeMutablePointer<Int32>
  let people: UnsafeMutablePointer<Int32>

  init(_ instance: ShiftInstance) {
    staff = instance.staff
    posts = instance.posts
    shifts = instance.shifts
    stride = (instance.shifts + 7) & ~7
    rest = instance.rest
    let top = (instance.weights.max() ?? 0) + instance.arcCost.reduce(Int64(0)) { max($0, Int64($1.magnitude)) }
    var scale: Int64 = 256
    while scale > 1, top * scale >= 1 << 28 { scale /= 2 }
    self.scale = scale
    change = instance.changeCost * scale
    arcStart = Self.copy(instance.arcStart)
    arcPost = Self.copy(instance.arcPost)
    arcCost = Self.copy(instance.arcCost.map { Int32($0 * scale) })
    lowest = Int32(min(0, instance.arcCost.min() ?? 0) * scale)
    weight = Self.copy((0..<instance.posts).map { Int32(instance.weight(of: $0) * scale) })
    place = Self.copy(instance.postPlace)
    isAvailable = Self.copy(instance.isAvailable)
    mostDuties = Self.copy(instance.mostDuties.map { min($0, Int32(instance.mostDutiesByRest)) })
    var heads = [Int32](repeating: 0, count: posts * stride)
    for post in 0..<posts {
      for shift in 0..<shifts { heads[post * stride + shift] = instance.need[post * shifts + shift] }
    }
    need = Self.copy(heads)
    var full = [Int32](repeating: Self.blocked, count: posts * stride)
    for cell in full.indices where heads[cell] > 0 { full[cell] = weight[cell / stride] }
    fullWorth = Self.copy(full)
    var start = [Int32](repeating: 0, count: posts + 1)
    for post in instance.arcPost { start[Int(post) + 1] += 1 }
    for post in 0..<posts { start[post + 1] += start[post] }
    peopleStart = Self.copy(start)
    var person = [Int32](repeating: 0, count: instance.arcs)
    for i in 0..<staff {
      for arc in instance.arcs(of: i) {
        let post = Int(instance.arcPost[arc])
        person[Int(start[post])] = Int32(i)
        start[post] += 1
      }
    }
    people = Self.copy(person)
  }

  deinit {
    arcStart.deallocate()
    arcPost.deallocate()
    arcCost.deallocate()
    need.deallocate()
    weight.deallocate()
    place.deallocate()
    fullWorth.deallocate()
    isAvailable.deallocate()
    mostDuties.deallocate()
    peopleStart.deallocate()
    people.deallocate()
  }

  static func copy<T>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
    return pointer
  }

  /// The arc of a pair that is known to be eligible.
  func arc(of person: Int, at post: Int32) -> Int32 {
    var arc = arcStart[person]
    while arc < arcStart[person + 1] - 1, arcPost[Int(arc)] != post { arc += 1 }
    return arc
  }

  func cell(_ arc: Int32, _ shift: Int) -> Int { Int(arcPost[Int(arc)]) * stride + shift }
}

/// People, posts and consecutive shifts of equal length: who works where and when.
///
/// Minimise `sum cost[person, post]` over all duties `+ changeCost` for each duty at another place than the person's duty before it
/// `+ sum weights[class] * heads left unmet`. A person serves at most one post in a shift, only in shifts where available, rests
/// `rest` whole shifts after each duty and has at most `mostDuties` duties. Structure of arrays; what belongs to a post and a shift
/// lies at `post * shifts + shift`, arcs lie by person with ascending posts.
public struct ShiftInstance: Sendable, Equatable {
  public private(set) var staff: Int
  public private(set) var posts: Int
  public private(set) var shifts: Int
  /// Whole shifts of rest after a duty.
  public private(set) var rest: Int
  /// Cost of an unmet head by class; class 1 is at index 0.
  public private(set) var weights: [Int64]
  /// Cost of a duty at another place than the duty before.
  public private(set) var changeCost: Int64
  /// Per post and shift: heads wanted.
  public private(set) var need: [Int32]
  /// Per post: its class, from 1.
  public private(set) var postClass: [Int32]
  public private(set) var postPlace: [Int32]
  /// Per person and shift.
  public private(set) var isAvailable: [Bool]
  public private(set) var mostDuties: [Int32]
  /// Row starts of the arcs by person; `staff + 1` entries.
  public private(set) var arcStart: [Int32]
  public private(set) var arcPost: [Int32]
  /// Per arc: travel and penalty of one duty.
  public private(set) var arcCost: [Int64]

  public static let mostStaff = 1_000_000
  public static let mostPosts = 1_000_000
  public static let mostShifts = 128
  public static let mostCells = 16_000_000
  public static let mostArcs = 100_000_000
  public static let mostNeed = 1_000_000
  public static let mostClasses = 16
  /// Weights, changes and costs of duties lie within plus and minus this.
  public static let mostCost: Int64 = 100_000_000

  public var arcs: Int { arcPost.count }

  public func arcs(of person: Int) -> Range<Int> { Int(arcStart[person])..<Int(arcStart[person + 1]) }

  /// Cost of an unmet head at a post.
  public func weight(of post: Int) -> Int64 { weights[Int(postClass[post]) - 1] }

  /// The arc of a pair, by binary search, or nil when the pair is not eligible. O(log arcs of the person).
  public func arc(person: Int, post: Int) -> Int? {
    var low = Int(arcStart[person])
    var high = Int(arcStart[person + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(arcPost[middle]) < post { low = middle + 1 } else { high = middle }
    }
    return low < Int(arcStart[person + 1]) && Int(arcPost[low]) == post ? low : nil
  }

  /// The most duties that fit the horizon with the rest between.
  public var mostDutiesByRest: Int { (shifts + rest) / (rest + 1) }

  /// Checks sizes, ranges and overflow. O(cells + arcs log arcs-per-person).
  public init(
    shifts: Int, rest: Int, weights: [Int64], changeCost: Int64 = 0, need: [Int32], postClass: [Int32], postPlace: [Int32],
    isAvailable: [Bool], mostDuties: [Int32], arcs: [TransportArc]
  ) throws(TransportRefusal) {
    staff = mostDuties.count
    posts = postClass.count
    self.shifts = shifts
    self.rest = min(rest, shifts)
    self.weights = weights
    self.changeCost = changeCost
    self.need = need
    self.postClass = postClass
    self.postPlace = postPlace
    self.isAvailable = isAvailable
    self.mostDuties = mostDuties
    arcStart = []
    arcPost = []
    arcCost = []
    try checkSizes(rest: rest)
    try checkValues()
    try placeArcs(arcs)
    try checkOverflow()
  }

  private func checkSizes(rest: Int) throws(TransportRefusal) {
    func most(_ what: String, _ count: Int, _ limit: Int) throws(TransportRefusal) {
      if count > limit { throw .tooLarge(what: what, count: count, limit: limit) }
    }
    func same(_ what: String, _ count: Int, _ expected: Int) throws(TransportRefusal) {
      if count != expected { throw .sizes(what: what, count: count, expected: expected) }
    }
    if shifts < 1 { throw .outOfRange(what: "shifts", index: 0, value: Int64(shifts), limit: Int64(Self.mostShifts)) }
    if rest < 0 { throw .negative(what: "rest", index: 0, value: Int64(rest)) }
    try most("staff", staff, Self.mostStaff)
    try most("posts", posts, Self.mostPosts)
    try most("shifts", shifts, Self.mostShifts)
    try most("classes", weights.count, Self.mostClasses)
    try most("posts times shifts", posts * shifts, Self.mostCells)
    try most("staff times shifts", staff * shifts, 8 * Self.mostCells)
    try same("need", need.count, posts * shifts)
    try same("postPlace", postPlace.count, posts)
    try same("isAvailable", isAvailable.count, staff * shifts)
  }

  private func checkValues() throws(TransportRefusal) {
    func within(_ what: String, _ index: Int, _ value: Int64, _ range: ClosedRange<Int64>) throws(TransportRefusal) {
      if !range.contains(value) { throw .outOfRange(what: what, index: index, value: value, limit: range.upperBound) }
    }
    for (index, value) in weights.enumerated() { try within("weights", index, value, 0...Self.mostCost) }
    try within("changeCost", 0, changeCost, 0...Self.mostCost)
    for (index, value) in need.enumerated() { try within("need", index, Int64(value), 0...Int64(Self.mostNeed)) }
    for (index, value) in postClass.enumerated() {
      try within("postClass", index, Int64(value), 1...Int64(max(1, weights.count)))
    }
    if !postClass.isEmpty, weights.isEmpty { throw .sizes(what: "weights", count: 0, expected: 1) }
    for (index, value) in postPlace.enumerated() { try within("postPlace", index, Int64(value), 0...Int64(Self.mostPosts)) }
    for (index, value) in mostDuties.enumerated() { try within("mostDuties", index, Int64(value), 0...Int64(Int32.max)) }
  }

  private mutating func placeArcs(_ arcs: [TransportArc]) throws(TransportRefusal) {
    if arcs.count > Self.mostArcs { throw .tooLarge(what: "arcs", count: arcs.count, limit: Self.mostArcs) }
    for (index, arc) in arcs.enumerated() where arc.cost.magnitude > UInt64(Self.mostCost) {
      throw .outOfRange(what: "arc cost", index: index, value: arc.cost, limit: Self.mostCost)
    }
    let rows = try TransportInstance(
      agents: staff, need: Array(repeating: 0, count: posts), unmetCost: Array(repeating: 0, count: posts), arcs: arcs)
    arcStart = rows.arcStart
    arcPost = rows.arcTask
    arcCost = rows.arcCost
  }

  /// The largest objective and any bound stay below 2^52, so that scaled sums fit 64 bits.
  private func checkOverflow() throws(TransportRefusal) {
    let limit = Int128(1) << 52
    var unmet: Int128 = 0
    for post in 0..<posts {
      for shift in 0..<shifts { unmet += Int128(need[post * shifts + shift]) * Int128(weight(of: post)) }
    }
    if unmet >= limit { throw .overflow(what: "need times weight") }
    let dearest = arcCost.reduce(Int64(0)) { max($0, Int64($1.magnitude)) } + changeCost
    if Int128(dearest) * Int128(staff) * Int128(mostDutiesByRest) >= limit { throw .overflow(what: "duties times cost") }
  }
}

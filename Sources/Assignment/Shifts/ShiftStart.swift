import Basics

/// An earlier plan of many shifts, and its prices, to go on from.
public struct ShiftStart: Sendable, Equatable {
  public var duties: [ShiftDuty]
  /// Per post and shift, in units of `1 / priceScale` of cost; empty: none.
  public var price: [Int32]
  public var priceScale: Int64

  public init(duties: [ShiftDuty], price: [Int32] = [], priceScale: Int64 = 1) {
    self.duties = duties
    self.price = price
    self.priceScale = priceScale
  }

  public init(_ solution: ShiftSolution) {
    self.init(duties: solution.duties, price: solution.price, priceScale: solution.priceScale)
  }

  /// The duties that `instance` allows together, taken in order of person and shift: pairs that it has, where the person is available,
  /// rested and has duties left, and the post wants heads still. O(duties log duties).
  public func kept(in instance: ShiftInstance) -> [ShiftDuty] {
    var room = instance.need
    var kept: [ShiftDuty] = []
    var count = 0
    for duty in duties.sorted() {
      let (person, shift, post) = (Int(duty.person), Int(duty.shift), Int(duty.post))
      guard (0..<instance.staff).contains(person), (0..<instance.shifts).contains(shift), (0..<instance.posts).contains(post),
        instance.isAvailable[person * instance.shifts + shift], instance.arc(person: person, post: post) != nil,
        room[post * instance.shifts + shift] > 0
      else { continue }
      if let last = kept.last, last.person == duty.person {
        if shift - Int(last.shift) <= instance.rest { continue }
      } else {
        count = 0
      }
      if count >= Int(instance.mostDuties[person]) { continue }
      count += 1
      room[post * instance.shifts + shift] -= 1
      kept.append(duty)
    }
    return kept
  }

  /// Reads an answer of `siaga solve --json`. Duties that the instance does not allow are left out by the solve, not refused: people may
  /// have declined since. The value is nil where the document has no list of `[person, shift, post]`.
  public static func read(_ bytes: [UInt8], file: String, for instance: ShiftInstance) -> Reading<ShiftStart?> {
    var problems = ProblemList(file: file)
    let document: JSONValue
    do {
      document = try JSONReader.read(bytes)
    } catch {
      problems.add("start.json", error.line, nil, "no JSON at column \(error.column): \(error.message)")
      return Reading(nil, problems: problems.list)
    }
    var start = ShiftStart(duties: [])
    guard let rows = document["assignment"]?.array else {
      problems.add("start.assignment", nil, "assignment", "no list; expected [person, shift, post] for each duty")
      return Reading(nil, problems: problems.list)
    }
    for (index, row) in rows.enumerated() {
      if let values = triple(row) {
        start.duties.append(ShiftDuty(person: values[0], shift: values[1], post: values[2]))
      } else {
        problems.add("start.seat", nil, "assignment[\(index)]", "expected [person, shift, post], all integers")
      }
    }
    let cells = instance.posts * instance.shifts
    for (index, row) in (document["prices"]?.array ?? []).enumerated() {
      guard let values = triple(row) else {
        problems.add("start.price", nil, "prices[\(index)]", "expected [post, shift, price], all integers")
        continue
      }
      if start.price.isEmpty { start.price = Array(repeating: 0, count: cells) }
      guard (0..<Int32(instance.posts)).contains(values[0]), (0..<Int32(instance.shifts)).contains(values[1]) else { continue }
      start.price[Int(values[0]) * instance.shifts + Int(values[1])] = values[2]
    }
    return Reading(problems.count == 0 ? start : nil, problems: problems.list)
  }

  private static func triple(_ row: JSONValue) -> [Int32]? {
    let values = (row.array ?? []).compactMap { $0.integer.flatMap { Int32(exactly: $0) } }
    return values.count == 3 && row.array?.count == 3 ? values : nil
  }
}

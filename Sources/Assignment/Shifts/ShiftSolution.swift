/// `person` serves `post` in `shift`.
public struct ShiftDuty: Sendable, Hashable, Comparable {
  public var person: Int32
  public var shift: Int32
  public var post: Int32

  public init(person: Int32, shift: Int32, post: Int32) {
    self.person = person
    self.shift = shift
    self.post = post
  }

  public static func < (a: ShiftDuty, b: ShiftDuty) -> Bool { (a.person, a.shift, a.post) < (b.person, b.shift, b.post) }
}

/// A plan over all shifts, a proven lower bound, and the prices that prove it.
public struct ShiftSolution: Sendable, Equatable {
  /// Ascending by person, then shift.
  public var duties: [ShiftDuty]
  /// `cost` plus unmet heads times the weight of their class.
  public var objective: Int64
  /// Arcs and changes of place alone.
  public var cost: Int64
  /// No plan costs less: `sum price * need + sum over people of their cheapest set of duties at these prices`, rounded up.
  public var bound: Int64
  /// Unmet heads by class; class 1 at index 0.
  public var unmet: [Int64]
  /// Per post and shift, in units of `1 / priceScale` of cost: what one more head there is worth at the bound.
  public var price: [Int32]
  /// A power of two.
  public var priceScale: Int64
  /// Arcs looked at.
  public var work: Int64
  /// `optimal` where the bound meets the objective.
  public var status: SolveStatus

  /// (objective - bound) / max(1, |objective|).
  public var gap: Double {
    objective == bound ? 0 : (Double(objective) - Double(bound)) / max(1, abs(Double(objective)))
  }
}

/// What a plan costs, recomputed from the instance.
public struct ShiftScore: Sendable, Equatable {
  public var objective: Int64
  public var cost: Int64
  public var unmet: [Int64]
}

/// The answer of `siaga solve --json` for many shifts.
public struct ShiftAnswer: Sendable {
  public var instance: ShiftInstance
  public var solution: ShiftSolution
  /// Seconds of reading and solving; nil leaves the field out, so that equal runs give equal bytes.
  public var seconds: (read: Double, solve: Double)?

  public init(instance: ShiftInstance, solution: ShiftSolution, seconds: (read: Double, solve: Double)? = nil) {
    self.instance = instance
    self.solution = solution
    self.seconds = seconds
  }

  /// One JSON document, ended by a line feed. Prices are rounded to whole units of cost (half up) and listed where they are not 0.
  public func json() -> [UInt8] {
    var out = ByteWriter()
    out.string("{\"objective\": \(solution.objective), \"bound\": \(solution.bound), \"gap\": \(solution.gap), \"unmet\": {")
    for (index, heads) in solution.unmet.enumerated() {
      out.string("\(index > 0 ? ", " : "")\"\(index + 1)\": \(heads)")
    }
    out.string("}, \"cost\": \(solution.cost), \"work\": \(solution.work), \"status\": \"\(solution.status.rawValue)\"")
    if let seconds { out.string(", \"seconds\": {\"read\": \(seconds.read), \"solve\": \(seconds.solve)}") }
    out.text(", \"assignment\": [")
    for (index, duty) in solution.duties.enumerated() {
      row([Int64(duty.person), Int64(duty.shift), Int64(duty.post)], isFirst: index == 0, to: &out)
    }
    out.text("], \"prices\": [")
    var isFirst = true
    for post in 0..<instance.posts {
      for shift in 0..<instance.shifts {
        let scaled = Int64(solution.price[post * instance.shifts + shift])
        let price = (scaled + solution.priceScale / 2) / solution.priceScale
        guard price != 0 else { continue }
        row([Int64(post), Int64(shift), price], isFirst: isFirst, to: &out)
        isFirst = false
      }
    }
    out.text("]}\n")
    return out.bytes
  }

  private func row(_ values: [Int64], isFirst: Bool, to out: inout ByteWriter) {
    if !isFirst { out.text(", ") }
    for (index, value) in values.enumerated() {
      if index == 0 { out.text("[") } else { out.text(", ") }
      out.integer(value)
    }
    out.text("]")
  }
}

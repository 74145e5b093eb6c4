/// The answer of `siaga solve --json` for one shift, as formats.md has it.
public struct SolveAnswer: Sendable, Equatable {
  public var file: TransportFile
  public var solution: TransportSolution
  /// Seconds of reading and solving; nil leaves the field out, so that equal runs give equal bytes.
  public var seconds: (read: Double, solve: Double)?
  /// People whose seat changed in a repair; nil for a plain solve.
  public var moved: Int?
  /// Who they are: `[staff, from, to]` (null for nowhere), with the heads where the file has counts.
  public var moves: [SeatMove]?
  /// Per move: what it would cost more if these people stayed where they were (nil: they cannot); nil when there are many moves.
  public var staying: [Int64?]?
  /// The plan that a repair started from.
  public var start: StartFigures?

  public init(
    file: TransportFile, solution: TransportSolution, seconds: (read: Double, solve: Double)? = nil, moved: Int? = nil
  ) {
    self.file = file
    self.solution = solution
    self.seconds = seconds
    self.moved = moved
  }

  public static func == (a: SolveAnswer, b: SolveAnswer) -> Bool {
    a.file == b.file && a.solution == b.solution && a.moved == b.moved && a.moves == b.moves && a.staying == b.staying
      && a.start == b.start
      && a.seconds?.read == b.seconds?.read
      && a.seconds?.solve == b.seconds?.solve
  }

  /// (objective - bound) / max(1, |objective|).
  public var gap: Double {
    let difference = Double(solution.objective) - Double(solution.bound)
    return solution.objective == solution.bound ? 0 : difference / max(1, abs(Double(solution.objective)))
  }

  /// Unmet heads by PRIORITY, ascending; every priority of the file has an entry.
  public var unmet: [(priority: Int64, heads: Int64)] {
    var rows: [(priority: Int64, heads: Int64)] = []
    let order = file.priority.indices.sorted { (file.priority[$0], $0) < (file.priority[$1], $1) }
    for post in order {
      if rows.last?.priority != file.priority[post] { rows.append((file.priority[post], 0)) }
      rows[rows.count - 1].heads += Int64(solution.unmet[post])
    }
    return rows
  }

  /// One JSON document, ended by a line feed.
  public func json() -> [UInt8] {
    var out = ByteWriter()
    out.text("{\"objective\": ")
    out.integer(solution.objective)
    out.text(", \"bound\": ")
    out.integer(solution.bound)
    out.text(", \"gap\": ")
    out.string("\(gap)")
    out.text(", \"unmet\": {")
    for (index, row) in unmet.enumerated() {
      if index > 0 { out.text(", ") }
      out.text("\"")
      out.integer(row.priority)
      out.text("\": ")
      out.integer(row.heads)
    }
    out.text("}, \"cost\": ")
    out.integer(solution.cost)
    out.text(", \"work\": ")
    out.integer(solution.work)
    out.text(", \"status\": \"")
    out.string(solution.status.rawValue)
    out.text("\"")
    if let seconds { out.string(", \"seconds\": {\"read\": \(seconds.read), \"solve\": \(seconds.solve)}") }
    if let moved { out.string(", \"moved\": \(moved)") }
    if let moves { write(moves, to: &out) }
    if let staying {
      out.string(", \"staying\": [\(staying.map { $0.map { "\($0)" } ?? "null" }.joined(separator: ", "))]")
    }
    if let start { out.string(", \"start\": {\"objective\": \(start.objective), \"best\": \(start.best)}") }
    out.text(", \"assignment\": ")
    let rows = solution.chosen.map { seat in
      file.hasCounts
        ? [Int64(seat.agent), Int64(seat.task), Int64(seat.heads)] : [Int64(seat.agent), Int64(seat.task)]
    }
    write(rows, to: &out)
    out.text(", \"prices\": ")
    write(solution.taskPrice.enumerated().map { [Int64($0.offset), $0.element] }, to: &out)
    out.text("}\n")
    return out.bytes
  }

  private func write(_ moves: [SeatMove], to out: inout ByteWriter) {
    func place(_ task: Int32?) -> String { task.map { "\($0)" } ?? "null" }
    let rows = moves.map { "[\($0.agent), \(place($0.from)), \(place($0.to))\(file.hasCounts ? ", \($0.heads)" : "")]" }
    out.string(", \"moves\": [\(rows.joined(separator: ", "))]")
  }

  private func write(_ rows: [[Int64]], to out: inout ByteWriter) {
    out.text("[")
    for (index, row) in rows.enumerated() {
      if index > 0 { out.text(", ") }
      out.text("[")
      for (column, value) in row.enumerated() {
        if column > 0 { out.text(", ") }
        out.integer(value)
      }
      out.text("]")
    }
    out.text("]")
  }
}

/// What a repair started from, before any change.
public struct StartFigures: Sendable, Equatable {
  /// Of the plan that people were told.
  public var objective: Int64
  /// Of the best plan of the same instance.
  public var best: Int64

  public init(objective: Int64, best: Int64) {
    self.objective = objective
    self.best = best
  }
}

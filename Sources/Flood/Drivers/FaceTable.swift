import FloodKernel

/// Faces whose flow is given from outside: edges with a flow, open edges, shut gates. Row by row, as the kernel wants them.
final class FaceTable<Scalar: FloodScalar> {
  private enum Kind {
    case flow(edge: Int, place: Int)
    /// Cell at the edge and the next one inwards, as places in the arrays; nil where that lies outside.
    case open(place: Int, inner: Int?)
    case gate(Int)
  }

  private struct Entry {
    var row: Int
    var column: Int
    var isSouth: Bool
    /// +1 where a positive flow enters the grid.
    var inward: Double
    var kind: Kind
  }

  private var entries: [Entry] = []
  /// Indices of `entries` in the order of the kernel's list.
  private var listed: [Int] = []
  private let gates: [FloodGate]
  private var isShut: [Bool]
  /// Flow edges: series and the number of cells that share it.
  private var flows: [(series: FloodSeries, cells: Int)] = []
  private let fields: FloodFields<Scalar>
  private let cell: Double
  let start: UnsafeMutablePointer<Int32>
  let values: UnsafeMutablePointer<FloodFaceValue>
  let flowed: UnsafeMutablePointer<Double>

  init(_ drivers: FloodDrivers, grid: FloodGrid, fields: FloodFields<Scalar>) {
    self.fields = fields
    gates = drivers.gates
    cell = grid.cell
    isShut = gates.map { $0.isOpen.value(at: 0) < 0.5 }
    let edges = drivers.edges
    let sides: [(FloodEdge, GridSide)] = [
      (edges.west, .west), (edges.east, .east), (edges.north, .north), (edges.south, .south),
    ]
    var found: [Entry] = []
    for (edge, side) in sides {
      let cells = side.cells(columns: grid.columns, rows: grid.rows).filter(grid.isInside)
      if case .flow(let series) = edge { flows.append((series, max(1, cells.count))) }
      for cell in cells {
        let kind: Kind
        switch edge {
        case .wall, .level: continue
        case .flow: kind = .flow(edge: flows.count - 1, place: fields.place(cell))
        case .open:
          let inner = side.inner(of: cell, columns: grid.columns, rows: grid.rows).flatMap { grid.isInside($0) ? $0 : nil }
          kind = .open(place: fields.place(cell), inner: inner.map(fields.place))
        }
        let face = side.face(of: cell, columns: grid.columns)
        found.append(Entry(row: face.row, column: face.column, isSouth: side.isSouth, inward: side.inward, kind: kind))
      }
    }
    for (index, gate) in gates.enumerated() {
      for face in gate.faces {
        found.append(
          Entry(
            row: face.cell / grid.columns, column: face.cell % grid.columns, isSouth: face.side == .south, inward: 0,
            kind: .gate(index)))
      }
    }
    entries = found.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }.map(\.element)
    start = .allocate(capacity: fields.rows + 2)
    start.initialize(repeating: 0, count: fields.rows + 2)
    values = .allocate(capacity: max(1, entries.count))
    flowed = .allocate(capacity: max(1, entries.count))
    flowed.initialize(repeating: 0, count: max(1, entries.count))
    list()
  }

  deinit {
    start.deallocate()
    values.deallocate()
    flowed.deallocate()
  }

  /// Lists what counts now: all edges, and the gates that are shut.
  private func list() {
    listed = entries.indices.filter { if case .gate(let gate) = entries[$0].kind { isShut[gate] } else { true } }
    var next = 0
    for row in -1..<fields.rows {
      start[row + 1] = Int32(next)
      while next < listed.count, entries[listed[next]].row == row {
        let entry = entries[listed[next]]
        values[next] = FloodFaceValue(column: Int32(entry.column), isSouth: entry.isSouth ? 1 : 0, value: 0)
        next += 1
      }
    }
    start[fields.rows + 1] = Int32(next)
  }

  func nextChange(after time: Double) -> Double { gates.map { $0.isOpen.nextChange(after: time) }.min() ?? .infinity }

  /// Opens and shuts the gates for the time from `time` on.
  func setGates(at time: Double) {
    let now = gates.map { $0.isOpen.value(at: time) < 0.5 }
    if now == isShut { return }
    isShut = now
    list()
  }

  /// Flows of the faces for a step: of edges with a flow at `time`, of open edges by the water at them.
  /// Calls `flag` with the places of cells into which water flows.
  func update(at time: Double, manning: Double, gravity: Double, threshold: Double, flag: (Int) -> Void) {
    for (index, entry) in listed.enumerated() {
      switch entries[entry].kind {
      case .gate: break
      case .flow(let edge, let place):
        let share = flows[edge].series.value(at: time) / Double(flows[edge].cells) / cell
        // Ground without a flow of its own may not be visited by the step.
        values[index].value = share > 0 || fields.depth[place].wide > threshold ? share * entries[entry].inward : 0
        if share > 0 { flag(place) }
      case .open(let place, let inner):
        values[index].value = -entries[entry].inward * openFlow(place, inner, manning, gravity, threshold)
      }
    }
  }

  /// Normal flow (Manning) down the bed at the edge, or down the surface where the bed does not fall outwards; at most critical.
  private func openFlow(_ place: Int, _ inner: Int?, _ manning: Double, _ gravity: Double, _ threshold: Double) -> Double {
    let depth = fields.depth[place].wide
    if depth <= threshold { return 0 }
    let critical = depth * (gravity * depth).squareRoot()
    let n = fields.manning.map { $0[place].wide } ?? manning
    if n <= 0 { return critical }
    var slope = 0.0001
    if let inner {
      let fall = (fields.bed[inner].wide - fields.bed[place].wide) / cell
      let ofSurface = fall + (fields.depth[inner].wide - depth) / cell
      slope = fall > slope ? fall : max(slope, ofSurface)
    }
    return min(critical, depth * twoThirds(depth) * slope.squareRoot() / n)
  }

  /// What passed the edges in a step, m3 in and out; and it becomes the flow that the next step starts from.
  func settle(timeStep: Double) -> (into: Double, out: Double) {
    var into = 0.0
    var out = 0.0
    for (index, entry) in listed.enumerated() {
      let face = entries[entry]
      let volume = flowed[index] * face.inward * timeStep * cell
      if volume > 0 { into += volume } else { out -= volume }
      let place = face.row * fields.pitch + face.column
      (face.isSouth ? fields.south : fields.east)[place] = Scalar(flowed[index])
    }
    return (into, out)
  }
}

/// x^(2/3), x > 0, by Newton's method: the same bits on each machine.
func twoThirds(_ x: Double) -> Double {
  var root = Double(sign: .plus, exponent: x.exponent / 3, significand: 1)
  for _ in 0..<12 { root -= (root * root * root - x) / (3 * root * root) }
  return root * root
}

/// A side of the grid.
enum GridSide: CaseIterable {
  case west, east, north, south

  var isSouth: Bool { self == .north || self == .south }
  /// Sign of a flow that enters.
  var inward: Double { self == .west || self == .north ? 1 : -1 }

  func cells(columns: Int, rows: Int) -> [Int] {
    switch self {
    case .west: (0..<rows).map { $0 * columns }
    case .east: (0..<rows).map { $0 * columns + columns - 1 }
    case .north: Array(0..<columns)
    case .south: Array((rows - 1) * columns..<rows * columns)
    }
  }

  /// The neighbour of a cell on this side; nil beyond the edge.
  func neighbour(of cell: Int, columns: Int, rows: Int) -> Int? {
    let column = cell % columns
    let row = cell / columns
    switch self {
    case .west: return column > 0 ? cell - 1 : nil
    case .east: return column < columns - 1 ? cell + 1 : nil
    case .north: return row > 0 ? cell - columns : nil
    case .south: return row < rows - 1 ? cell + columns : nil
    }
  }

  func inner(of cell: Int, columns: Int, rows: Int) -> Int? { opposite.neighbour(of: cell, columns: columns, rows: rows) }

  var opposite: GridSide {
    switch self {
    case .west: .east
    case .east: .west
    case .north: .south
    case .south: .north
    }
  }

  /// The cell in whose name the kernel holds the face on this side.
  func face(of cell: Int, columns: Int) -> (row: Int, column: Int) {
    let row = cell / columns
    let column = cell % columns
    switch self {
    case .west: return (row, column - 1)
    case .north: return (row - 1, column)
    case .east, .south: return (row, column)
    }
  }
}

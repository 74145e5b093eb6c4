import FloodKernel

/// The arrays of a run in the form of the kernel: rows on cache lines, with walls all round. Owns its memory.
final class FloodFields<Scalar: FloodScalar> {
  let columns: Int
  let rows: Int
  let blocks: Int
  let pitch: Int
  private var blocksOwned: [UnsafeMutableRawPointer] = []

  // Each points to row 0, column 0.
  private(set) var bed: UnsafeMutablePointer<Scalar>
  private(set) var manning: UnsafeMutablePointer<Scalar>?
  private(set) var depth: UnsafeMutablePointer<Scalar>
  private(set) var rest: UnsafeMutablePointer<Scalar>
  private(set) var peak: UnsafeMutablePointer<Scalar>
  private(set) var east: UnsafeMutablePointer<Scalar>
  private(set) var south: UnsafeMutablePointer<Scalar>
  private(set) var rain: UnsafeMutablePointer<Scalar>
  let wet: UnsafeMutablePointer<UInt8>
  let live: UnsafeMutablePointer<UInt8>
  var flagCount: Int { (rows + 2) * (blocks + 2) }

  /// Higher than any ground, and yet no infinity arises from it in `Float`.
  static var wall: Scalar { 1e9 }

  init(grid: FloodGrid) {
    columns = grid.columns
    rows = grid.rows
    blocks = (columns + Int(FLOOD_BLOCK) - 1) / Int(FLOOD_BLOCK)
    pitch = blocks * Int(FLOOD_BLOCK) + 2 * Int(FLOOD_MARGIN)
    let total = pitch * (rows + 2 * Int(FLOOD_GHOSTS))
    let first = pitch * Int(FLOOD_GHOSTS) + Int(FLOOD_MARGIN)
    var owned: [UnsafeMutableRawPointer] = []
    func field(_ value: Scalar) -> UnsafeMutablePointer<Scalar> {
      let start = Self.allocate(total, value, &owned)
      return start + first
    }
    bed = field(Self.wall)
    manning = grid.manning.count == 1 ? nil : field(0)
    depth = field(0)
    rest = field(0)
    peak = field(0)
    east = field(0)
    south = field(0)
    rain = field(0)
    let flags = (rows + 2) * (blocks + 2)
    wet = .allocate(capacity: flags)
    wet.initialize(repeating: 0, count: flags)
    live = .allocate(capacity: flags)
    live.initialize(repeating: 0, count: flags)
    blocksOwned = owned
    fill(from: grid)
  }

  deinit {
    for block in blocksOwned { block.deallocate() }
    wet.deallocate()
    live.deallocate()
  }

  /// `count` values on a cache line.
  static func allocate(_ count: Int, _ value: Scalar, _ owned: inout [UnsafeMutableRawPointer]) -> UnsafeMutablePointer<Scalar> {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64)
    owned.append(raw)
    return raw.initializeMemory(as: Scalar.self, repeating: value, count: count)
  }

  private func fill(from grid: FloodGrid) {
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        guard grid.isInside(cell) else { continue }
        bed[row * pitch + column] = Scalar(grid.bed[cell])
        if grid.manning.count > 1 { manning?[row * pitch + column] = Scalar(grid.manning[cell]) }
      }
    }
  }

  /// Where a cell of the grid lies in the arrays.
  func place(_ cell: Int) -> Int { cell / columns * pitch + cell % columns }

  func isInside(at place: Int) -> Bool { bed[place] < Self.wall }

  func flag(_ cell: Int) -> Int {
    (cell / columns + 1) * (blocks + 2) + cell % columns / Int(FLOOD_BLOCK) + 1
  }

  /// Cubic metres over a square metre, what rounding kept back included.
  func water(at place: Int) -> Double { depth[place].wide + rest[place].wide }

  /// Sets the water of a cell so that depth and rest hold it to the last bit that they can.
  func set(_ water: Double, at place: Int) {
    let high = Scalar(max(0, water))
    depth[place] = high
    rest[place] = Scalar(water - high.wide)
    if high > peak[place] { peak[place] = high }
  }

  /// Sum of water in metres over all cells, row by row.
  func total() -> Double {
    var sum = 0.0
    for row in 0..<rows {
      var ofRow = 0.0
      for place in row * pitch..<row * pitch + columns { ofRow += water(at: place) }
      sum += ofRow
    }
    return sum
  }

  /// A field without its walls, row by row.
  func values<Value>(_ field: UnsafeMutablePointer<Scalar>, _ convert: (Scalar) -> Value) -> [Value] {
    var out: [Value] = []
    out.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { out.append(convert(field[row * pitch + column])) }
    }
    return out
  }
}
